"""Kernels that look up an element of chosen segments and read its text, some hundred rows at a time.

All take the rows of segments (-1 for none), then: bytes, words, first bound and count of elements of each segment,
bounds, element, component (0 for the whole element), component separator, whether blanks may stand at its ends.
Places found are read while they are still in the nearest cache.
"""

import numpy as np
from numba import njit

from cleanskin.x12.bulk.kernels.columns import low_bytes
from cleanskin.x12.bulk.kernels.values import NO_DAY, UNREAD, day_at, decimal_at, short_decimal

_SPACE = 0x20
_INLINE_BYTES = 12
_BLOCK = 512


@njit(cache=True, nogil=True)
def _trim(buffer, begin, size):
    """Return a place without blanks at its ends."""
    while size > 0 and buffer[begin] <= _SPACE:
        begin += 1
        size -= 1
    while size > 0 and buffer[begin + size - 1] <= _SPACE:
        size -= 1
    return begin, size


@njit(cache=True, nogil=True)
def _find(rows, buffer, words, first, count, bounds, element, part, separator, padded, start, size):
    """Set start and size of the texts of some rows; a size below one means null."""
    for i in range(len(rows)):
        row = rows[i]
        begin = np.int64(0)
        wide = np.int64(-1)
        if row >= 0 and count[row] >= element:
            bound = np.int64(first[row]) + element
            begin = np.int64(bounds[bound - 1]) + 1
            wide = np.int64(bounds[bound]) - begin
            if padded:
                begin, wide = _trim(buffer, begin, wide)
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
                    begin, wide = _trim(buffer, begin, wide)
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
    nulls = total = 0
    for block in range(0, texts, _BLOCK):
        some = rows[block : block + _BLOCK]
        _find(some, buffer, words, first, count, bounds, element, part, separator, padded, start, size)
        for i in range(len(some)):
            wide, begin = size[i], start[i]
            low = low_bytes(words, begin, wide)
            nulls += wide <= 0
            made[block + i, 0] = (low << np.uint64(32)) | np.uint64(max(wide, 0))
            high = low >> np.uint64(32)
            if wide > 8:
                high |= low_bytes(words, begin + 8, wide - 8) << np.uint64(32)
                if wide > _INLINE_BYTES:
                    high = np.uint64(begin)  # until its bytes are copied below
                    total += wide
            made[block + i, 1] = high
        for byte in range((len(some) + 7) // 8):
            bits = 0
            for bit in range(min(8, len(some) - 8 * byte)):
                bits |= (size[8 * byte + bit] > 0) << bit
            bitmap[block // 8 + byte] = bits
    return made, _long_texts(buffer, made, total), bitmap, nulls


@njit(cache=True, nogil=True)
def _long_texts(buffer, made, total):
    """Return the bytes of long texts one after the other, and point their views to them."""
    long = np.empty(total, dtype=np.uint8)
    place = i = 0
    while place < total:
        wide = np.int64(made[i, 0] & np.uint64(0xFFFFFFFF))
        if wide > _INLINE_BYTES:
            begin = np.int64(made[i, 1])
            for k in range(wide):
                long[place + k] = buffer[begin + k]
            made[i, 1] = np.uint64(place) << np.uint64(32)
            place += wide
        i += 1
    return long


@njit(cache=True, nogil=True)
def take_rows(values, rows):
    """Return the values of rows; row -1 gives -1."""
    taken = np.empty(len(rows), dtype=np.int64)
    for i in range(len(rows)):
        taken[i] = values[rows[i]] if rows[i] >= 0 else -1
    return taken
