"""Amounts, quantities and dates from spans, eight bytes at a time; the rare long or odd ones one by one.

Each function returns values, where they are valid, and where text stood that could not be read.
"""

from datetime import date
from decimal import Decimal, InvalidOperation

import numpy as np
import numpy.typing as npt

from cleanskin.x12.bulk.spans import Flags, Ints, Keys, Spans

_EPOCH = date(1970, 1, 1).toordinal()
_ALL = np.uint64(0xFFFFFFFFFFFFFFFF)
_ZEROS = np.uint64(0x3030303030303030)
_DOTS = np.uint64(0x2E2E2E2E2E2E2E2E)
_ONES = np.uint64(0x0101010101010101)
_HIGHS = np.uint64(0x8080808080808080)
_OVER_NINE = np.uint64(0x7676767676767676)
_POWERS = np.array([1, 10, 100, 1000], dtype=np.int64)
_MONTH_DAYS = np.array([0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31], dtype=np.int64)
_DAYS_BEFORE_MONTH = np.array([0, 306, 337, 0, 31, 61, 92, 122, 153, 184, 214, 245, 275], dtype=np.int64)
_LIMIT = 10**15


def _u(value: int) -> np.uint64:
    return np.uint64(value)


def _digits(text: Keys, count: Ints) -> tuple[Ints, Flags]:
    """Return the number that the first `count` (1 to 8) bytes of `text` write, and where all of them are digits."""
    shift = ((8 - count) * 8).astype(np.uint64)
    value = ((text << shift) ^ _ZEROS) & (_ALL << shift)
    good = (((value + _OVER_NINE) | value) & _HIGHS) == 0
    value = (value * _u(10) + (value >> _u(8))) & _u(0x00FF00FF00FF00FF)
    value = (value * _u(100) + (value >> _u(16))) & _u(0x0000FFFF0000FFFF)
    value = (value * _u(10000) + (value >> _u(32))) & _u(0xFFFFFFFF)
    return value.astype(np.int64), good


def _decimal(text: bytes, places: int) -> int | None:
    """Read one decimal exactly; None when it is none, has more places than allowed, or is absurdly large."""
    body = text[1:] if text[:1] in (b"+", b"-") else text
    if not body.replace(b".", b"", 1).isdigit():
        return None
    try:
        scaled = Decimal(text.decode("ascii")).scaleb(places)
        whole = int(scaled)
    except (InvalidOperation, OverflowError):
        return None
    return whole if whole == scaled and abs(whole) < _LIMIT else None


def decimals(spans: Spans, places: int) -> tuple[Ints, Flags, Flags]:
    """Read decimals as integers of their last place (2 for cents, 3 for thousandths)."""
    has = spans.size >= 0
    text = spans.keys()
    size = spans.size
    first = text & _u(0xFF)
    signed = (first == _u(0x2D)) | (first == _u(0x2B))
    negative = first == _u(0x2D)
    if bool(signed.any()):
        text = np.where(signed, text >> _u(8), text)
        size = size - signed
    differs = text ^ _DOTS
    dots = (differs - _ONES) & ~differs & _HIGHS
    has_dot = dots != 0
    lowest = dots & (~dots + _u(1))
    place = np.where(has_dot, (np.bitwise_count(lowest - _u(1)) >> 3).astype(np.int64), size)
    below = ~(_ALL << (np.clip(place, 0, 7) * 8).astype(np.uint64))
    text = np.where(has_dot, (text & below) | ((text >> _u(8)) & ~below), text)
    fraction = np.where(has_dot, size - place - 1, 0)
    count = size - has_dot
    fast = has & (spans.size <= 8) & (count >= 1) & (fraction <= places)
    value, good = _digits(text, np.clip(count, 1, 8))
    fast &= good
    value *= _POWERS[np.clip(places - fraction, 0, 3)]
    value = np.where(negative, -value, value)
    value[~fast] = 0
    valid = fast
    rest = np.flatnonzero(has & ~fast)
    for row in rest.tolist():
        exact = _decimal(spans.bytes_at(row), places)
        if exact is not None:
            value[row] = exact
            valid[row] = True
    return value, valid, has & ~valid


def small_integers(spans: Spans) -> tuple[Ints, Flags]:
    """Read unsigned integers of at most eight digits; anything else is not valid."""
    value, good = _digits(spans.keys(), np.clip(spans.size, 1, 8))
    valid = good & (spans.size >= 1) & (spans.size <= 8)
    return np.where(valid, value, 0), valid


def _days_of(number: Ints) -> tuple[Ints, Flags]:
    """Return days since 1970-01-01 of numbers that write CCYYMMDD, and where they are days of the calendar."""
    year, rest = np.divmod(number, 10000)
    month, day = np.divmod(rest, 100)
    valid = (year >= 1) & (month >= 1) & (month <= 12) & (day >= 1)
    month = np.where(valid, month, 1)
    leap = (year % 4 == 0) & ((year % 100 != 0) | (year % 400 == 0))
    valid &= day <= _MONTH_DAYS[month] - ((month == 2) & ~leap)
    # years that begin in March put the leap day last (proleptic Gregorian calendar)
    shifted = year - (month <= 2)
    days = 365 * shifted + shifted // 4 - shifted // 100 + shifted // 400 + _DAYS_BEFORE_MONTH[month] + day
    return days + (_MARCH - 1), valid


_MARCH = date(1, 3, 1).toordinal() - _EPOCH - 365 * 1
"""Days from 1970-01-01 to the first of March of the year 0."""


def days(spans: Spans) -> tuple[Ints, Flags, Flags]:
    """Read dates written CCYYMMDD as days since 1970-01-01."""
    has = spans.size >= 0
    number, good = _digits(spans.keys(), np.full(len(spans), 8, dtype=np.int64))
    value, calendar = _days_of(np.where(good, number, 0))
    valid = has & (spans.size == 8) & good & calendar
    return np.where(valid, value, 0), valid, has & ~valid


def periods(spans: Spans) -> tuple[Ints, Flags, Ints, Flags, Flags]:
    """Read CCYYMMDD, CCYYMMDD-CCYYMMDD or CCYYMMDDHHMM: first day, last day, each with where it is valid; bad."""
    size = spans.size
    has = size >= 0
    ranged = (size == 17) & (spans.byte(8) == 0x2D)
    timed = size == 12
    head = np.where(ranged | timed, 8, size)
    first, first_valid, first_bad = days(Spans(spans.source, spans.start, head))
    last, last_valid, last_bad = first, first_valid, first_bad
    if bool(ranged.any()):
        tail = Spans(spans.source, np.where(ranged, spans.start + 9, spans.start), head)
        last, last_valid, last_bad = days(tail)
    return first, first_valid, last, last_valid, has & (first_bad | last_bad)


Bytes = npt.NDArray[np.uint8]
