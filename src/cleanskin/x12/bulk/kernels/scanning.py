"""Kernels that find segments in bytes."""

import numpy as np
from numba import njit

_SPACE = 0x20
_CR, _LF = 13, 10


@njit(cache=True, nogil=True)
def blank_places(buffer):
    """Return where blanks, line ends and other control characters stand."""
    count = 0
    for i in range(len(buffer)):
        count += buffer[i] <= _SPACE
    places = np.empty(count + 1, dtype=np.int64)
    at = 0
    for i in range(len(buffer)):
        places[at] = i
        at += buffer[i] <= _SPACE
    return places[:count]


@njit(cache=True, nogil=True)
def text_places(buffer, first, second, third):
    """Return where a text of three bytes begins."""
    count = 0
    for i in range(len(buffer) - 2):
        count += (buffer[i] == first) & (buffer[i + 1] == second) & (buffer[i + 2] == third)
    places = np.empty(count, dtype=np.int64)
    at = i = 0
    while at < count:
        if buffer[i] == first and buffer[i + 1] == second and buffer[i + 2] == third:
            places[at] = i
            at += 1
        i += 1
    return places


@njit(cache=True, nogil=True)
def has_odd_control(buffer, white, separator, component, terminator):
    """Tell whether a control character stands where a clean piece has none; `white` are the blank places."""
    for k in range(len(white)):
        place = white[k]
        char = buffer[place]
        if char in (_SPACE, separator, component, terminator):
            continue
        if char not in (_LF, _CR):
            return True
        if terminator in (_LF, _CR):
            follower = buffer[min(place + 1, len(buffer) - 1)]
            if char != _CR or follower != _LF:
                return True
            continue
        before = buffer[max(place - 1, 0)]
        if before not in (terminator, _LF, _CR):
            return True
    return False


@njit(cache=True, nogil=True)
def bound_places(buffer, separator, terminator):
    """Return the places of separators and terminators, and how many of them are terminators."""
    count = ends = 0
    for i in range(len(buffer)):
        ends += buffer[i] == terminator
        count += (buffer[i] == separator) | (buffer[i] == terminator)
    bounds = np.empty(count + 1, dtype=np.int32)
    at = 0
    for i in range(len(buffer)):
        bounds[at] = i
        at += (buffer[i] == separator) | (buffer[i] == terminator)
    return bounds[:count], ends


@njit(cache=True, nogil=True)
def segment_columns(buffer, words, bounds, ends, terminator):
    """Return tag, start, first bound and count of elements of each segment that is not empty."""
    tag = np.empty(ends, dtype=np.uint64)
    start = np.empty(ends, dtype=np.int64)
    first = np.empty(ends, dtype=np.int32)
    count = np.empty(ends, dtype=np.int32)
    kept = begin = opened = 0
    for k in range(len(bounds)):
        place = bounds[k]
        if buffer[place] != terminator:
            continue
        while begin < place and buffer[begin] <= _SPACE:
            begin += 1
        if begin < place:
            size = bounds[opened] - begin
            mask = np.uint64(0)
            if 1 <= size <= 3:
                mask = (np.uint64(1) << np.uint64(8 * size)) - np.uint64(1)
            tag[kept] = words[begin] & mask
            start[kept] = begin
            first[kept] = opened
            count[kept] = k - opened
            kept += 1
        begin = place + 1
        opened = k + 1
    return tag[:kept], start[:kept], first[:kept], count[:kept]


@njit(cache=True, nogil=True)
def has_padding(buffer, white, start, tag, header, separator, component, terminator):
    """Tell whether blanks stand next to a delimiter outside the segments with tag `header`."""
    row = 0
    for k in range(len(white)):
        place = white[k]
        if buffer[place] == terminator:
            continue
        after, before = buffer[place + 1], buffer[max(place - 1, 0)]
        trailing = after in (separator, component) or (after == terminator and before != terminator)
        if not (trailing or before in (separator, component)):
            continue
        while row + 1 < len(start) and start[row + 1] <= place:
            row += 1
        owner = row if start[row] <= place else len(start) - 1
        if tag[owner] != header:
            return True
    return False
