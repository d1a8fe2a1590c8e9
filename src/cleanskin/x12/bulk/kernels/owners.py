"""Kernels that tell which rows belong to which."""

import numpy as np
from numba import njit

_SLOTS = 512
_TAGS_MAX = 128


@njit(cache=True, nogil=True)
def latest_rows(places, rows):
    """Return for every row the latest of `places` (ascending) that is not after it; -1 before the first."""
    latest = np.empty(rows, dtype=np.int64)
    at, last = 0, -1
    for i in range(rows):
        if at < len(places) and places[at] == i:
            last = i
            at += 1
        latest[i] = last
    return latest


@njit(cache=True, nogil=True)
def first_rows(owner, rows, owners):
    """Return for each owner the first of `rows` that belongs to it, -1 without one."""
    result = np.full(owners, -1, dtype=np.int64)
    for i in range(len(rows)):
        own = owner[i]
        if own >= 0 and result[own] < 0:
            result[own] = rows[i]
    return result


@njit(cache=True, nogil=True)
def first_coded(keys, code, other, owner, rows, owners):
    """Return for each owner its first row whose key is `code` or `other`, -1 without one."""
    result = np.full(owners, -1, dtype=np.int64)
    for i in range(len(rows)):
        own = owner[i]
        if own >= 0 and result[own] < 0 and (keys[i] == code or keys[i] == other):
            result[own] = rows[i]
    return result


@njit(cache=True, nogil=True)
def owner_sums(owner, values, owners):
    """Return the sum of each owner's values; owner -1 belongs to nobody."""
    sums = np.zeros(owners, dtype=np.int64)
    for i in range(len(owner)):
        if owner[i] >= 0:
            sums[owner[i]] += values[i]
    return sums


@njit(cache=True, nogil=True)
def positions(owner):
    """Return each row's position among the neighbors with the same owner, from 1."""
    result = np.empty(len(owner), dtype=np.int64)
    position = 0
    for i in range(len(owner)):
        position = position + 1 if i and owner[i] == owner[i - 1] else 1
        result[i] = position
    return result


@njit(cache=True, nogil=True)
def owned_rows(rows, keys, owner, keep):
    """Return the rows that have an owner and are kept (an empty `keep` keeps all), their owners, and their keys."""
    kept = np.empty(len(rows), dtype=np.int64)
    owners = np.empty(len(rows), dtype=np.int64)
    theirs = np.empty(len(rows), dtype=np.uint64)
    count = 0
    for i in range(len(rows)):
        row = rows[i]
        kept[count] = row
        owners[count] = owner[row]
        theirs[count] = keys[i]
        count += owner[row] >= 0 and (not len(keep) or keep[row])
    return kept[:count], owners[:count], theirs[:count]


@njit(cache=True, nogil=True)
def rows_by_tag(tag):
    """Return the distinct tags, the rows of all of them one after the other, and where each one's begin and end.

    No tags when there are too many different ones for the table.
    """
    slots = np.full(_SLOTS, -1, dtype=np.int64)
    tags = np.empty(_TAGS_MAX, dtype=np.uint64)
    counts = np.zeros(_TAGS_MAX, dtype=np.int64)
    number = np.empty(len(tag), dtype=np.uint8)
    distinct = 0
    for i in range(len(tag)):
        own = tag[i]
        slot = np.int64((own * np.uint64(0x9E3779B97F4A7C15)) >> np.uint64(55))
        while slots[slot] >= 0 and tags[slots[slot]] != own:
            slot = (slot + 1) % _SLOTS
        if slots[slot] < 0:
            if distinct == _TAGS_MAX:
                return tags[:0], np.empty(0, dtype=np.int64), counts[:0]
            slots[slot] = distinct
            tags[distinct] = own
            distinct += 1
        found = slots[slot]
        number[i] = found
        counts[found] += 1
    ends = np.cumsum(counts[:distinct])
    cursor = ends - counts[:distinct]
    rows = np.empty(len(tag), dtype=np.int64)
    for i in range(len(tag)):
        found = number[i]
        rows[cursor[found]] = i
        cursor[found] += 1
    return tags[:distinct], rows, ends
