"""Kernels for names and diagnoses of 837P transactions."""

import numpy as np
from numba import njit

from cleanskin.x12.bulk.kernels.columns import low_bytes
from cleanskin.x12.bulk.kernels.picking import component_place, picked_spans, trimmed

_POINT = 0x2E
_NAME_ELEMENT, _FIRST_NAME_ELEMENT, _KIND_ELEMENT = 3, 4, 2
_PERSON = np.uint64(0x31)
_COMMA, _BLANK = 0x2C, 0x20
_FIRST_MODIFIER, _LAST_MODIFIER = 3, 6


@njit(cache=True, nogil=True)
def party_names(rows, buffer, words, first, count, bounds, padded):
    """Return the names of NM1 segments, one after the other, with start and size of each: NM103, and NM104 after a
    comma for a person.
    """
    last, last_size = picked_spans(rows, buffer, words, first, count, bounds, _NAME_ELEMENT, 0, 0, padded)
    given, given_size = picked_spans(rows, buffer, words, first, count, bounds, _FIRST_NAME_ELEMENT, 0, 0, padded)
    kind, kind_size = picked_spans(rows, buffer, words, first, count, bounds, _KIND_ELEMENT, 0, 0, padded)
    start = np.zeros(len(rows), dtype=np.int64)
    size = np.full(len(rows), -1, dtype=np.int64)
    most = 0
    for i in range(len(rows)):
        if low_bytes(words, kind[i], kind_size[i]) != _PERSON:
            given_size[i] = -1
        most += max(last_size[i], 0) + max(given_size[i], 0) + 2
    out = np.empty(most, dtype=np.uint8)
    at = 0
    for i in range(len(rows)):
        begin = at
        for k in range(last_size[i]):
            out[at + k] = buffer[last[i] + k]
        at += max(last_size[i], 0)
        if given_size[i] > 0:
            if at > begin:
                out[at] = _COMMA
                out[at + 1] = _BLANK
                at += 2
            for k in range(given_size[i]):
                out[at + k] = buffer[given[i] + k]
            at += given_size[i]
        if at > begin:
            start[i] = begin
            size[i] = at - begin
    return out[:at], start, size


@njit(cache=True, nogil=True)
def diagnosis_codes(rows, owner, buffer, words, first, count, bounds, separator, padded, qualifiers):
    """Return the diagnoses of HI segments: owner, position among the owner's, start and size of qualifier and of code
    (4, n), and whether a code holds a point.

    `owner` names each row's claim; `qualifiers` are the keys of those wanted.
    """
    most = 0
    for i in range(len(rows)):
        most += count[rows[i]]
    of = np.empty(most, dtype=np.int64)
    position = np.empty(most, dtype=np.int64)
    places = np.empty((4, most), dtype=np.int64)
    made = 0
    pointed = False
    for i in range(len(rows)):
        row = rows[i]
        for element in range(1, count[row] + 1):
            bound = np.int64(first[row]) + element
            begin = np.int64(bounds[bound - 1]) + 1
            size = np.int64(bounds[bound]) - begin
            start, wide = component_place(buffer, begin, size, separator, 1, padded)
            key = low_bytes(words, start, wide)
            wanted = False
            for k in range(len(qualifiers)):
                wanted |= key == qualifiers[k]
            if not wanted:
                continue
            code, code_size = component_place(buffer, begin, size, separator, 2, padded)
            if code_size <= 0:
                continue
            for k in range(code_size):
                pointed |= buffer[code + k] == _POINT
            of[made] = owner[row]
            position[made] = position[made - 1] + 1 if made and of[made - 1] == owner[row] else 1
            places[0, made], places[1, made] = start, wide
            places[2, made], places[3, made] = code, code_size
            made += 1
    return of[:made], position[:made], places[:, :made], pointed


@njit(cache=True, nogil=True)
def listed_modifiers(rows, buffer, words, first, count, bounds, separator, padded):
    """Return the modifiers of SV1 segments: the place of the line among the rows, position, start and size."""
    line = np.empty(4 * len(rows), dtype=np.int64)
    position = np.empty(4 * len(rows), dtype=np.int64)
    start = np.empty(4 * len(rows), dtype=np.int64)
    size = np.empty(4 * len(rows), dtype=np.int64)
    begin, whole = picked_spans(rows, buffer, words, first, count, bounds, 1, 0, separator, padded)
    made = 0
    for i in range(len(rows)):
        at, end = begin[i], begin[i] + whole[i]
        part = 1
        while at < end and part < _LAST_MODIFIER:
            part += buffer[at] == separator
            at += 1
            if part >= _FIRST_MODIFIER and buffer[at - 1] == separator:
                stop = at
                while stop < end and buffer[stop] != separator:
                    stop += 1
                place, wide = at, stop - at
                if padded:
                    place, wide = trimmed(buffer, place, wide)
                if wide > 0:
                    line[made], position[made] = i, part - _FIRST_MODIFIER + 1
                    start[made], size[made] = place, wide
                    made += 1
    return line[:made], position[:made], start[:made], size[:made]


@njit(cache=True, nogil=True)
def is_joined(start, size, buffer, separator, parts):
    """Tell whether every composite stands as its components, at most `parts`, would be joined: none of them empty."""
    joined = True
    for i in range(len(start)):
        if size[i] <= 0:
            continue
        before = np.uint8(separator)
        components = 1
        for k in range(start[i], start[i] + size[i]):
            char = buffer[k]
            joined &= not (char == separator and before == separator)
            components += char == separator
            before = char
        joined &= before != separator and components <= parts
    return joined
