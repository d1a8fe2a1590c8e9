"""Kernels that read amounts, quantities and dates from spans."""

import numpy as np
from numba import njit

_LIMIT = 10**15
UNREAD = -(1 << 62)
"""What a text that is no number gives; no number of ours is so small."""
_DIGITS_MAX = 15
_ZERO, _DOT, _PLUS, _MINUS = 0x30, 0x2E, 0x2B, 0x2D


_DOTS = np.uint64(0x2E2E2E2E2E2E2E2E)
_ZEROS = np.uint64(0x3030303030303030)
_ONES = np.uint64(0x0101010101010101)
_HIGHS = np.uint64(0x8080808080808080)
_OVER_NINE = np.uint64(0x7676767676767676)
_ALL, _ONE, _SEVEN, _EIGHT = np.uint64(0xFFFFFFFFFFFFFFFF), np.uint64(1), np.uint64(7), np.uint64(8)


@njit(cache=True, nogil=True)
def short_decimal(word, size, places):
    """Read an unsigned decimal of one to eight bytes, all at once; -1 when it is none of at most `places` places."""
    word &= _ALL >> np.uint64(64 - 8 * size)
    differs = word ^ _DOTS
    dots = (differs - _ONES) & ~differs & _HIGHS
    # the bytes before the point; all when there is none
    below = ((dots & (~dots + _ONE)) >> _SEVEN) - _ONE
    digits = size
    fraction = 0
    if dots:
        digits = size - 1
        fraction = digits - np.int64(((below & _ONES) * _ONES) >> np.uint64(56))
        word = (word & below) | ((word >> _EIGHT) & ~below)
    if digits < 1 or fraction > places:
        return -1
    value = (word ^ _ZEROS) << np.uint64(64 - 8 * digits)
    if (((value + _OVER_NINE) | value) & _HIGHS) != 0:
        return -1
    value = (value * np.uint64(10) + (value >> _EIGHT)) & np.uint64(0x00FF00FF00FF00FF)
    value = (value * np.uint64(100) + (value >> np.uint64(16))) & np.uint64(0x0000FFFF0000FFFF)
    value = (value * np.uint64(10000) + (value >> np.uint64(32))) & np.uint64(0xFFFFFFFF)
    number = np.int64(value)
    for _ in range(places - fraction):
        number *= 10
    return number


@njit(cache=True, nogil=True)
def decimal_at(buffer, start, wide, places):
    """Return the decimal of `wide` bytes, at least one, as an integer of its last place; `UNREAD` when it is none."""
    at, end = start, start + wide
    lead = buffer[at]
    at += (lead == _PLUS) | (lead == _MINUS)
    number = digits = 0
    point = fraction = 0
    fine = wide <= _DIGITS_MAX
    while fine and at < end:
        char = buffer[at]
        digit = np.int64(char) - _ZERO
        if 0 <= digit <= 9:
            number = number * 10 + digit
            digits += 1
            fraction += point
        elif char == _DOT and not point:
            point = 1
        else:
            fine = False
        at += 1
    if fine and digits and fraction <= places:
        for _ in range(places - fraction):
            number *= 10
        if number < _LIMIT:
            return -number if lead == _MINUS else number
    return UNREAD


@njit(cache=True, nogil=True)
def scaled_decimals(buffer, words, start, size, places):
    """Read decimals as integers of their last place: values, where they were read, how many texts were not."""
    rows = len(start)
    value = np.zeros(rows, dtype=np.int64)
    good = np.zeros(rows, dtype=np.bool_)
    left = 0
    for i in range(rows):
        if size[i] > 0:
            number = np.int64(-1)
            if size[i] <= 8:
                number = short_decimal(words[start[i]], size[i], places)
            if number < 0:
                number = decimal_at(buffer, start[i], size[i], places)
            if number == UNREAD:
                left += 1
            else:
                value[i] = number
                good[i] = True
    return value, good, left


@njit(cache=True, nogil=True)
def short_integers(buffer, start, size):
    """Read unsigned integers of at most eight digits: values, and where they are valid."""
    rows = len(start)
    value = np.zeros(rows, dtype=np.int64)
    valid = np.zeros(rows, dtype=np.bool_)
    for i in range(rows):
        if not 1 <= size[i] <= 8:
            continue
        number = 0
        fine = True
        for at in range(start[i], start[i] + size[i]):
            digit = np.int64(buffer[at]) - _ZERO
            fine &= 0 <= digit <= 9
            number = number * 10 + digit
        if fine:
            value[i] = number
            valid[i] = True
    return value, valid


NO_DAY = -(1 << 40)
"""What a text that is no day gives."""


@njit(cache=True, nogil=True)
def day_at(buffer, at, size):
    """Return the day written CCYYMMDD as days since 1970-01-01, `NO_DAY` when it is none."""
    if size != 8:
        return NO_DAY
    number = 0
    for k in range(8):
        digit = np.int64(buffer[at + k]) - _ZERO
        if digit < 0 or digit > 9:
            return NO_DAY
        number = number * 10 + digit
    year, month, day = number // 10000, number // 100 % 100, number % 100
    if year < 1 or month < 1 or month > 12 or day < 1 or day > 31:
        return NO_DAY
    if day > 28:
        leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
        length = (28 + leap) if month == 2 else 30 + ((month + (month > 7)) & 1)
        if day > length:
            return NO_DAY
    # counted from March, so that the leap day is a year's last
    shifted = year - (month <= 2)
    of_year = (153 * ((month + 9) % 12) + 2) // 5 + day - 1
    return shifted * 365 + shifted // 4 - shifted // 100 + shifted // 400 + of_year - 719468


@njit(cache=True, nogil=True)
def day_numbers(buffer, start, size):
    """Read dates CCYYMMDD as days since 1970-01-01: values, where they are valid, where text was no date."""
    rows = len(start)
    value = np.zeros(rows, dtype=np.int64)
    good = np.zeros(rows, dtype=np.bool_)
    bad = np.zeros(rows, dtype=np.bool_)
    for i in range(rows):
        if size[i] > 0:
            day = day_at(buffer, start[i], size[i])
            if day == NO_DAY:
                bad[i] = True
            else:
                value[i] = day
                good[i] = True
    return value, good, bad


@njit(cache=True, nogil=True)
def day_ranges(buffer, start, size):
    """Read CCYYMMDD, CCYYMMDD-CCYYMMDD or CCYYMMDDHHMM: first day, last day, each with where it is valid; bad."""
    rows = len(start)
    first = np.zeros(rows, dtype=np.int64)
    last = np.zeros(rows, dtype=np.int64)
    first_good = np.zeros(rows, dtype=np.bool_)
    last_good = np.zeros(rows, dtype=np.bool_)
    bad = np.zeros(rows, dtype=np.bool_)
    for i in range(rows):
        wide, at = size[i], start[i]
        if wide <= 0:
            continue
        ranged = wide == 17 and buffer[at + 8] == _MINUS
        head = 8 if ranged or wide == 12 else wide
        begun = day_at(buffer, at, head)
        ended = day_at(buffer, at + 9, head) if ranged else begun
        if begun != NO_DAY:
            first[i] = begun
            first_good[i] = True
        if ended != NO_DAY:
            last[i] = ended
            last_good[i] = True
        bad[i] = begun == NO_DAY or ended == NO_DAY
    return first, first_good, last, last_good, bad
