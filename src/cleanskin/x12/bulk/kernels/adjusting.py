"""Kernels for adjustments and remarks of 835 transactions."""

import numpy as np
from numba import njit

from cleanskin.x12.bulk.kernels.picking import trimmed
from cleanskin.x12.bulk.kernels.values import UNREAD, decimal_at, short_decimal

_SETS = 6
_CENTS, _THOUSANDTHS = 2, 3


@njit(cache=True, nogil=True)
def adjustment_sets(rows, buffer, words, first, count, bounds, padded):
    """Return the reasons, amounts and quantities of CAS segments that have a reason or an amount, in their order.

    First the row of each one's segment; then start and size of its reason; then cents and thousandths (2, n) and where
    they are valid; last how many amounts and quantities could not be read.
    """
    most = 0
    for i in range(len(rows)):
        most += min((np.int64(count[rows[i]]) + 1) // 3, _SETS)
    segment = np.empty(most, dtype=np.int64)
    start = np.empty(most, dtype=np.int64)
    size = np.empty(most, dtype=np.int64)
    value = np.empty((2, most), dtype=np.int64)
    valid = np.empty((2, most), dtype=np.bool_)
    made = left = 0
    for i in range(len(rows)):
        row = rows[i]
        elements = np.int64(count[row])
        for element in range(2, min(elements, 3 * _SETS) + 1, 3):
            bound = np.int64(first[row]) + element
            begin = np.int64(bounds[bound - 1]) + 1
            wide = np.int64(bounds[bound]) - begin
            if padded:
                begin, wide = trimmed(buffer, begin, wide)
            segment[made] = row
            start[made] = begin if wide > 0 else 0
            size[made] = wide if wide > 0 else -1
            has_amount = False
            for k in range(2):
                value[k, made] = 0
                valid[k, made] = False
                if element + 1 + k > elements:
                    continue
                begin = np.int64(bounds[bound + k]) + 1
                wide = np.int64(bounds[bound + k + 1]) - begin
                if padded:
                    begin, wide = trimmed(buffer, begin, wide)
                if wide <= 0:
                    continue
                has_amount |= k == 0
                places = _CENTS if k == 0 else _THOUSANDTHS
                number = np.int64(-1)
                if wide <= 8:
                    number = short_decimal(words[begin], wide, places)
                if number < 0:
                    number = decimal_at(buffer, begin, wide, places)
                if number == UNREAD:
                    left += 1
                else:
                    value[k, made] = number
                    valid[k, made] = True
            made += has_amount or size[made] > 0
    return segment[:made], start[:made], size[:made], value[:, :made], valid[:, :made], left


@njit(cache=True, nogil=True)
def listed(lines, claims, of_line, of_claim):
    """Return for rows with a line and a claim (-1 for none) where the list of each begins and which remarks it holds.

    `of_line` and `of_claim` (ascending) name the owners of remarks; those of claims count on from those of lines.
    """
    first_of_line, first_of_claim = _firsts(of_line), _firsts(of_claim)
    last_line, last_claim = len(first_of_line) - 2, len(first_of_claim) - 2
    offsets = np.empty(len(lines) + 1, dtype=np.int64)
    offsets[0] = total = 0
    for i in range(len(lines)):
        line, claim = lines[i], claims[i]
        if 0 <= line <= last_line:
            total += first_of_line[line + 1] - first_of_line[line]
        if 0 <= claim <= last_claim:
            total += first_of_claim[claim + 1] - first_of_claim[claim]
        offsets[i + 1] = total
    picked = np.empty(total, dtype=np.int64)
    at = 0
    for i in range(len(lines)):
        line, claim = lines[i], claims[i]
        if 0 <= line <= last_line:
            for place in range(first_of_line[line], first_of_line[line + 1]):
                picked[at] = place
                at += 1
        if 0 <= claim <= last_claim:
            for place in range(first_of_claim[claim], first_of_claim[claim + 1]):
                picked[at] = len(of_line) + place
                at += 1
    return offsets, picked


@njit(cache=True, nogil=True)
def _firsts(owners):
    """Return where each owner's rows begin, and after the last owner's where they end."""
    last = owners[-1] if len(owners) else -1
    firsts = np.zeros(last + 2, dtype=np.int64)
    for i in range(len(owners)):
        firsts[owners[i] + 1] += 1
    for owner in range(last + 1):
        firsts[owner + 1] += firsts[owner]
    return firsts
