"""Kernels that find segments in bytes."""

import numpy as np
from numba import njit

_SPACE, _CR, _LF = 0x20, 13, 10
_BLOCK = 4096


@njit(cache=True, nogil=True)
def text_places(buffer, first, second, third):
    """Return where a text of three bytes begins."""
    first, second, third = np.uint8(first), np.uint8(second), np.uint8(third)
    places = np.empty(16, dtype=np.int64)
    count = 0
    last = len(buffer) - 2
    for block in range(0, last, _BLOCK):
        text = buffer[block : min(block + _BLOCK, last) + 2]
        found = False
        for i in range(len(text) - 2):
            found |= (text[i] == first) & (text[i + 1] == second) & (text[i + 2] == third)
        if not found:
            continue
        for i in range(len(text) - 2):
            if text[i] == first and text[i + 1] == second and text[i + 2] == third:
                if count == len(places):
                    places = np.concatenate((places, np.empty(count, dtype=np.int64)))
                places[count] = block + i
                count += 1
    return places[:count]


@njit(cache=True, nogil=True)
def has_odd_control(buffer, separator, component, terminator):
    """Tell whether a control character stands where a clean piece has none."""
    size = len(buffer)
    first, second, third = np.uint8(separator), np.uint8(component), np.uint8(terminator)
    wraps = (terminator == _LF) | (terminator == _CR)
    odd = False
    for i in range(1, size - 1):
        char, before, after = buffer[i], buffer[i - 1], buffer[i + 1]
        told = (char == first) | (char == second) | (char == third)
        follows = (before == third) | (before == _LF) | (before == _CR)
        fine = ((char == _LF) | (char == _CR)) & follows
        if wraps:
            fine = (char == _CR) & (after == _LF)
        odd |= (char < _SPACE) & (not told) & (not fine)
    ends = _is_odd(buffer, 0, separator, component, terminator)
    return odd or ends or _is_odd(buffer, size - 1, separator, component, terminator)


@njit(cache=True, nogil=True)
def _is_odd(buffer, place, separator, component, terminator):
    """Tell the same of one place, which may be the first or the last."""
    if not len(buffer):
        return False
    char = buffer[place]
    if char >= _SPACE or char in (separator, component, terminator):
        return False
    if char not in (_LF, _CR):
        return True
    if terminator in (_LF, _CR):
        return char != _CR or buffer[min(place + 1, len(buffer) - 1)] != _LF
    return buffer[max(place - 1, 0)] not in (terminator, _LF, _CR)


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
def joined_segments(buffer, words, starts, first, count, bounds, begin, after, out):
    """Write the segments of each group (from row `begin` to before `after`) to `out`, and return where each one ends.

    Nothing is returned when something else than line ends stands between segments.  `starts` goes on after the last
    row with the end of the text; `out` are overlapping words.
    """
    ends = np.empty(len(begin), dtype=np.int64)
    at = 0
    for k in range(len(begin)):
        for row in range(begin[k], after[k]):
            place = starts[row]
            end = np.int64(bounds[first[row] + count[row]]) + 1
            for step in range(0, end - place, 8):
                out[at + step] = words[place + step]
            at += end - place
            for i in range(end, starts[row + 1]):
                if buffer[i] != _LF and buffer[i] != _CR:
                    return ends[:0]
        ends[k] = at
    return ends


@njit(cache=True, nogil=True)
def has_padding(buffer, size, header_start, header_end, separator, component, terminator):
    """Tell whether blanks stand next to a delimiter outside the headers, which begin and end where the arrays say."""
    begin = 1
    for k in range(len(header_start)):
        if _is_padded(buffer, begin, header_start[k], separator, component, terminator):
            return True
        begin = max(header_end[k], 1)
    return _is_padded(buffer, begin, size, separator, component, terminator)


@njit(cache=True, nogil=True)
def _is_padded(buffer, begin, end, separator, component, terminator):
    first, second, third = np.uint8(separator), np.uint8(component), np.uint8(terminator)
    padded = False
    text = buffer[begin - 1 : end + 1]
    for i in range(1, len(text) - 1):
        char, before, after = text[i], text[i - 1], text[i + 1]
        next_to = (after == first) | (after == second) | (before == first) | (before == second)
        next_to |= (after == third) & (before != third)
        padded |= (char <= _SPACE) & (char != third) & next_to
    return padded
