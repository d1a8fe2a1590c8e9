"""Kernels that make columns of spans, and string views of them."""

import numpy as np
from numba import njit
from numpy.lib.stride_tricks import as_strided

_SPACE = 0x20


# by number of bytes from 0 to 8
_MASKS = np.array([(1 << 8 * size) - 1 for size in range(9)], dtype=np.uint64)
_FOUR, _EIGHT, _HALF = np.uint64(4), np.uint64(8), np.uint64(32)
_SIZE = np.uint64(0xFFFFFFFF)
INLINE_BYTES = 12


@njit(inline="always")
def low_bytes(words, start, size):
    """Return the first eight bytes of a span as a number, zero for null.; without branches, for sizes vary."""
    return words[np.uint64(start)] & _MASKS[min(np.uint64(max(size, 0)), _EIGHT)]


@njit(inline="always")
def view_halves(words, start, size):
    """Return both halves of the string view of a span; for more than twelve bytes the second says where it begins."""
    begin, wide = np.uint64(start), np.uint64(max(size, 0))
    low = words[begin] & _MASKS[min(wide, _EIGHT)]
    more = words[begin + _EIGHT] & _MASKS[min(max(wide, _EIGHT) - _EIGHT, _FOUR)]
    high = (low >> _HALF) | (more << _HALF)
    return (low << _HALF) | wide, begin if wide > INLINE_BYTES else high


@njit(cache=True, nogil=True)
def valid_bits(size, count, bitmap, place):
    """Set the bits of the first `count` rows, eight to a byte from `place`: where there is text."""
    for byte in range((count + 7) // 8):
        bits = 0
        for bit in range(min(8, count - 8 * byte)):
            bits |= (size[8 * byte + bit] > 0) << bit
        bitmap[place + byte] = bits


@njit(cache=True, nogil=True)
def strip(buffer, start, size):
    """Return spans without blanks at their ends; what is blank altogether becomes null."""
    rows = len(start)
    begin = np.empty(rows, dtype=np.int64)
    kept = np.empty(rows, dtype=np.int64)
    for i in range(rows):
        at, left = start[i], size[i]
        while left > 0 and buffer[at] <= _SPACE:
            at += 1
            left -= 1
        while left > 0 and buffer[at + left - 1] <= _SPACE:
            left -= 1
        begin[i] = at
        kept[i] = left if left != 0 else -1
    return begin, kept


@njit(cache=True, nogil=True)
def components(buffer, start, size, separator, part):
    """Return component `part` (from 1) of each composite; an absent one has size -1."""
    rows = len(start)
    begin = np.empty(rows, dtype=np.int64)
    kept = np.empty(rows, dtype=np.int64)
    for i in range(rows):
        at, end = start[i], start[i] + size[i]
        begin[i] = 0
        kept[i] = -1
        if size[i] <= 0:
            continue
        left = part - 1
        while left and at < end:
            left -= buffer[at] == separator
            at += 1
        if left:
            continue
        begin[i] = at
        while at < end and buffer[at] != separator:
            at += 1
        kept[i] = at - begin[i]
    return begin, kept


@njit(cache=True, nogil=True)
def widest_composite(buffer, start, size, separator):
    """Return the largest number of components of any composite."""
    most = 0
    for i in range(len(start)):
        if size[i] > 0:
            count = 1
            for at in range(start[i], start[i] + size[i]):
                count += buffer[at] == separator
            most = max(most, count)
    return most


@njit(cache=True, nogil=True)
def take_spans(start, size, rows):
    """Return the spans of `rows`; row -1 is null."""
    count = len(rows)
    begin = np.empty(count, dtype=np.int64)
    kept = np.empty(count, dtype=np.int64)
    for i in range(count):
        row = rows[i]
        if row < 0:
            begin[i] = 0
            kept[i] = -1
        else:
            begin[i] = start[row]
            kept[i] = size[row]
    return begin, kept


@njit(cache=True, nogil=True)
def span_keys(words, start, size):
    """Return the first eight bytes of each span as a number, zero for null."""
    keys = np.empty(len(start), dtype=np.uint64)
    for i in range(len(start)):
        keys[i] = low_bytes(words, start[i], size[i])
    return keys


@njit(cache=True, nogil=True)
def span_equals(words, start, size, key):
    """Tell where the first eight bytes are `key`."""
    same = np.empty(len(start), dtype=np.bool_)
    for i in range(len(start)):
        same[i] = low_bytes(words, start[i], size[i]) == key
    return same


@njit(cache=True, nogil=True)
def views(words, buffer, start, size):
    """Return string views, the bytes of texts longer than twelve, the bitmap of valid rows, and how many are null."""
    rows = len(start)
    made = np.empty((rows, 2), dtype=np.uint64)
    bitmap = np.empty((rows + 7) // 8, dtype=np.uint8)
    long = np.empty(rows, dtype=np.int32)
    nulls = count = 0
    for i in range(rows):
        made[i, 0], made[i, 1] = view_halves(words, start[i], size[i])
        nulls += size[i] <= 0
        long[count] = i
        count += size[i] > INLINE_BYTES
    valid_bits(size, rows, bitmap, 0)
    return made, long_texts(words, made, long[:count]), bitmap, nulls


@njit(cache=True, nogil=True)
def long_texts(words, made, rows):
    """Return the bytes of the texts of `rows` one after the other, and point their views, which hold where they begin,
    to them.
    """
    total = 0
    for k in range(len(rows)):
        total += np.int64(made[rows[k], 0] & _SIZE)
    long = np.empty((total + 15) // 8, dtype=np.uint64)
    text = long.view(np.uint8)
    out = as_strided(long, (max(len(text) - 7, 0),), (1,))
    place = 0
    for k in range(len(rows)):
        row = rows[k]
        wide = np.int64(made[row, 0] & _SIZE)
        begin = np.int64(made[row, 1])
        for step in range(0, wide, 8):  # what is written too much, the next text overwrites
            out[place + step] = words[begin + step]
        made[row, 1] = np.uint64(place) << _HALF
        place += wide
    return text[:total]


@njit(cache=True, nogil=True)
def join_plan(buffer, starts, sizes, separator):
    """Plan the joining of parts (one a row): first start, joined size, whether any row has several parts, and whether
    all that have stand in the buffer as they are to be joined.
    """
    parts, rows = starts.shape
    begin = np.zeros(rows, dtype=np.int64)
    total = np.full(rows, -1, dtype=np.int64)
    several, stand = False, True
    for i in range(rows):
        count = joined = reach = first = 0
        for k in range(parts):
            if sizes[k, i] > 0:
                if not count:
                    begin[i] = starts[k, i]
                    first = sizes[k, i]
                joined += sizes[k, i] + (count > 0)
                reach = max(reach, starts[k, i] + sizes[k, i])
                count += 1
        if count:
            total[i] = joined
        if count > 1:
            several = True
            if reach - begin[i] != joined or buffer[begin[i] + first] != separator:
                stand = False
    return begin, total, several, stand


@njit(cache=True, nogil=True)
def joined_bytes(buffer, starts, sizes, separator, more):
    """Return the parts of each row joined by `separator`, one row after the other, and start and size of each.

    `more` are the separator's bytes after its first.
    """
    parts, rows = starts.shape
    most = 0
    for k in range(parts):
        for i in range(rows):
            if sizes[k, i] > 0:
                most += sizes[k, i] + 1 + len(more)
    out = np.empty(most, dtype=np.uint8)
    begin = np.zeros(rows, dtype=np.int64)
    total = np.full(rows, -1, dtype=np.int64)
    at = 0
    for i in range(rows):
        begin[i] = at
        for k in range(parts):
            if sizes[k, i] <= 0:
                continue
            if at > begin[i]:
                out[at] = separator
                at += 1
                for j in range(len(more)):
                    out[at] = more[j]
                    at += 1
            source = starts[k, i]
            for j in range(sizes[k, i]):
                out[at + j] = buffer[source + j]
            at += sizes[k, i]
        if at > begin[i]:
            total[i] = at - begin[i]
    return out[:at], begin, total
