"""Kernels that look up an element of chosen segments and read its text, some hundred rows at a time.

All take the rows of segments (-1 for none), then: bytes, words, first bound and count of elements of each segment,
bounds, element, component (0 for the whole element), component separator, whether blanks may stand at its ends.
Places found are read while they are still in the nearest cache.
"""

import numpy as np
from numba import njit

from cleanskin.x12.bulk.kernels.columns import INLINE_BYTES, long_texts, low_bytes, valid_bits, view_halves
from cleanskin.x12.bulk.kernels.values import NO_DAY, UNREAD, day_at, decimal_at, short_decimal

_SPACE = 0x20
_BLOCK = 512


@njit(cache=True, nogil=True)
def trimmed(buffer, begin, size):
    """Return a place without blanks at its ends."""
    while size > 0 and buffer[begin] <= _SPACE:
        begin += 1
        size -= 1
    while size > 0 and buffer[begin + size - 1] <= _SPACE:
        size -= 1
    return begin, size


@njit(cache=True, nogil=True)
def component_place(buffer, begin, size, separator, part, padded):
    """Return start and size of a component (from 1) of one composite; an absent one has size -1."""
    if padded:
        begin, size = trimmed(buffer, begin, size)
    at, end = begin, begin + size
    left = part - 1
    while left and at < end:
        left -= buffer[at] == separator
        at += 1
    begin = at
    while at < end and buffer[at] != separator:
        at += 1
    size = np.int64(-1) if left else at - begin
    if padded:
        begin, size = trimmed(buffer, begin, size)
    return begin, size


@njit(cache=True, nogil=True)
def _find(rows, buffer, words, first, count, bounds, element, part, separator, padded, start, size):
    """Set start and size of the texts of some rows; a size below one means null."""
    for i in range(len(rows)):
        row = rows[i]
        begin = np.int64(0)
        wide = np.int64(-1)
        if row >= 0 and count[np.uint64(row)] >= element:
            bound = np.uint64(first[np.uint64(row)]) + np.uint64(element)
            begin = np.int64(bounds[bound - np.uint64(1)]) + 1
            wide = np.int64(bounds[bound]) - begin
            if padded:
                begin, wide = trimmed(buffer, begin, wide)
            if part and wide > 0:
                at, end = begin, begin + wide
                left = part - 1
                while left and at < end:
                    left -= buffer[at] == separator
                    at += 1
                begin = at
                while at < end and buffer[at] != separator:
                    at += 1
                wide = np.int64(-1) if left else at - begin
                if padded:
                    begin, wide = trimmed(buffer, begin, wide)
        start[i] = begin if wide > 0 else 0
        size[i] = wide if wide > 0 else -1


@njit(cache=True, nogil=True)
def picked_spans(rows, buffer, words, first, count, bounds, element, part, separator, padded):
    """Return start and size of every text."""
    start = np.empty(len(rows), dtype=np.int64)
    size = np.empty(len(rows), dtype=np.int64)
    _find(rows, buffer, words, first, count, bounds, element, part, separator, padded, start, size)
    return start, size


@njit(cache=True, nogil=True)
def picked_keys(rows, buffer, words, first, count, bounds, element, part, separator, padded):
    """Return the first eight bytes of each text as a number, zero for null."""
    keys = np.empty(len(rows), dtype=np.uint64)
    start = np.empty(_BLOCK, dtype=np.int64)
    size = np.empty(_BLOCK, dtype=np.int64)
    for block in range(0, len(rows), _BLOCK):
        some = rows[block : block + _BLOCK]
        _find(some, buffer, words, first, count, bounds, element, part, separator, padded, start, size)
        for i in range(len(some)):
            keys[block + i] = low_bytes(words, start[i], size[i])
    return keys


@njit(cache=True, nogil=True)
def picked_decimals(rows, buffer, words, first, count, bounds, element, part, separator, padded, places):
    """Read decimals as integers of their last place: values, where they were read, how many texts were not."""
    value = np.empty(len(rows), dtype=np.int64)
    good = np.empty(len(rows), dtype=np.bool_)
    start = np.empty(_BLOCK, dtype=np.int64)
    size = np.empty(_BLOCK, dtype=np.int64)
    texts = read = 0
    for block in range(0, len(rows), _BLOCK):
        some = rows[block : block + _BLOCK]
        _find(some, buffer, words, first, count, bounds, element, part, separator, padded, start, size)
        for i in range(len(some)):
            wide = size[i]
            number = np.int64(UNREAD)
            if 0 < wide <= 8:
                number = short_decimal(words[start[i]], wide, places)
                if number < 0:
                    number = decimal_at(buffer, start[i], wide, places)
            elif wide > 8:
                number = decimal_at(buffer, start[i], wide, places)
            fine = number != UNREAD
            texts += wide > 0
            read += fine
            good[block + i] = fine
            value[block + i] = number if fine else 0
    return value, good, texts - read


@njit(cache=True, nogil=True)
def picked_days(rows, buffer, words, first, count, bounds, element, part, separator, padded):
    """Read dates CCYYMMDD as days since 1970-01-01: values, where they are valid, where text was no date."""
    value = np.empty(len(rows), dtype=np.int64)
    good = np.empty(len(rows), dtype=np.bool_)
    bad = np.empty(len(rows), dtype=np.bool_)
    start = np.empty(_BLOCK, dtype=np.int64)
    size = np.empty(_BLOCK, dtype=np.int64)
    for block in range(0, len(rows), _BLOCK):
        some = rows[block : block + _BLOCK]
        _find(some, buffer, words, first, count, bounds, element, part, separator, padded, start, size)
        for i in range(len(some)):
            day = day_at(buffer, start[i], size[i]) if size[i] > 0 else NO_DAY
            fine = day != NO_DAY
            good[block + i] = fine
            bad[block + i] = size[i] > 0 and not fine
            value[block + i] = day if fine else 0
    return value, good, bad


@njit(cache=True, nogil=True)
def picked_views(rows, buffer, words, first, count, bounds, element, part, separator, padded):
    """Return string views, the bytes of texts longer than twelve, the bitmap of valid rows, and how many are null."""
    texts = len(rows)
    made = np.empty((texts, 2), dtype=np.uint64)
    bitmap = np.empty((texts + 7) // 8, dtype=np.uint8)
    start = np.empty(_BLOCK, dtype=np.int64)
    size = np.empty(_BLOCK, dtype=np.int64)
    long = np.empty(texts, dtype=np.int32)
    nulls = count_long = 0
    for block in range(0, texts, _BLOCK):
        some = rows[block : block + _BLOCK]
        _find(some, buffer, words, first, count, bounds, element, part, separator, padded, start, size)
        for i in range(len(some)):
            made[block + i, 0], made[block + i, 1] = view_halves(words, start[i], size[i])
            nulls += size[i] <= 0
            long[count_long] = block + i
            count_long += size[i] > INLINE_BYTES
        valid_bits(size, len(some), bitmap, block // 8)
    return made, long_texts(words, made, long[:count_long]), bitmap, nulls


@njit(cache=True, nogil=True)
def take_rows(values, rows):
    """Return the values of rows; row -1 gives -1."""
    taken = np.empty(len(rows), dtype=np.int64)
    for i in range(len(rows)):
        taken[i] = values[rows[i]] if rows[i] >= 0 else -1
    return taken
