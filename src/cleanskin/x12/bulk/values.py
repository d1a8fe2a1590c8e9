"""Amounts, quantities and dates from spans, eight bytes at a time; the rare long or odd ones one by one.

Each function returns values, where they are valid, and where text stood that could not be read.
"""

from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cache

import numpy as np

from cleanskin.x12.bulk import compiled
from cleanskin.x12.bulk.scan import Picked
from cleanskin.x12.bulk.spans import Flags, Ints, Keys, Spans

_EPOCH = date(1970, 1, 1).toordinal()
_ZEROS = np.uint64(0x3030303030303030)
_DOTS = np.uint64(0x2E2E2E2E2E2E2E2E)
_ONES = np.uint64(0x0101010101010101)
_HIGHS = np.uint64(0x8080808080808080)
_OVER_NINE = np.uint64(0x7676767676767676)
_LIMIT = 10**15


def _u(value: int) -> np.uint64:
    return np.uint64(value)


def _digits(text: Keys, shift: Keys) -> tuple[Ints, Flags]:
    """Return the number written by the low bytes of `text`, and where all of them are digits.

    `shift` is 64 less eight for each byte to read.
    """
    value = (text ^ _ZEROS) << shift
    good = (((value + _OVER_NINE) | value) & _HIGHS) == 0
    value = (value * _u(10) + (value >> _u(8))) & _u(0x00FF00FF00FF00FF)
    value = (value * _u(100) + (value >> _u(16))) & _u(0x0000FFFF0000FFFF)
    value = (value * _u(10000) + (value >> _u(32))) & _u(0xFFFFFFFF)
    return value.view(np.int64), good


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


def _scales(places: int) -> Ints:
    """Return the power of ten by size less place of the point: from 1 with a point, at most 0 without; else 0."""
    scales = np.zeros(20, dtype=np.int64)
    for less in range(-9, 10):
        fraction = 0 if less <= 0 else less - 1
        scales[less] = 10 ** (places - fraction) if fraction <= places else 0
    return scales


_SCALES = {places: _scales(places) for places in (2, 3)}


def decimals(spans: Spans, places: int) -> tuple[Ints, Flags, Flags]:
    """Read decimals as integers of their last place (2 for cents, 3 for thousandths)."""
    if (fast := compiled.kernels()) is not None:
        if isinstance(spans, Picked):
            value, good, left = fast.picked_decimals(spans.rows, *spans.at, places)
        else:
            source = spans.source
            value, good, left = fast.scaled_decimals(source.buffer, source.words, spans.start, spans.size, places)
        return _with_rest(spans, places, value, good, left)
    text, size = spans.keys(), spans.size
    lead = text & _u(0xFF)
    # plus, comma and minus follow one another
    signed = np.flatnonzero(lead - _u(0x2B) <= _u(2))
    if len(signed):
        text[signed] >>= _u(8)
        size = size.copy()
        size[signed] -= 1
    differs = text ^ _DOTS
    dots = (differs - _ONES) & ~differs & _HIGHS
    below = ((dots & (~dots + _u(1))) >> _u(7)) - _u(1)
    """The bytes before the point; all when there is none."""
    scale = _SCALES[places][np.minimum(size, 9) - (np.bitwise_count(below) >> 3)]
    has_dot = dots != 0
    shift = (64 - ((size - has_dot) << 3)).view(np.uint64)
    digits = ((text & below) | ((text >> _u(8)) & ~below)).astype(np.uint64, copy=False)
    value, read = _digits(digits, shift)
    # no digits, or more than eight bytes: the shift is not below 64
    read &= (shift < _u(64)) & (scale > 0)
    value = value * scale
    if len(signed):
        value[signed[lead[signed] == _u(0x2D)]] *= -1
        read[signed[lead[signed] == _u(0x2C)]] = False
    has = spans.size > 0
    rest = np.flatnonzero(read != has)
    if len(rest):
        read = read.copy()
        value[rest] = 0
        read[rest] = False
        for row in rest[has[rest]].tolist():
            exact = _decimal(spans.bytes_at(row), places)
            if exact is not None:
                value[row] = exact
                read[row] = True
    value[~has] = 0
    return value, read, has & ~read


def _with_rest(spans: Spans, places: int, value: Ints, good: Flags, left: int) -> tuple[Ints, Flags, Flags]:
    """Read one by one what the kernel left."""
    if not left:
        return value, good, np.zeros(len(good), dtype=np.bool_)
    has = spans.size > 0
    for row in np.flatnonzero(good != has).tolist():
        exact = _decimal(spans.bytes_at(row), places)
        if exact is not None:
            value[row], good[row] = exact, True
    return value, good, has & ~good


def small_integers(spans: Spans) -> tuple[Ints, Flags]:
    """Read unsigned integers of at most eight digits; anything else is not valid."""
    if (fast := compiled.kernels()) is not None:
        value, valid = fast.short_integers(spans.source.buffer, spans.start, spans.size)
        return value, valid
    shift = (64 - (spans.size << 3)).view(np.uint64)
    value, good = _digits(spans.keys(), shift)
    valid = good & (shift < _u(64))
    return np.where(valid, value, 0), valid


_FIRST_YEAR = 1700
_YEARS = 512
"""Years of the table: days and lengths of months from `_FIRST_YEAR`, sixteen places a year."""


def _months() -> tuple[Ints, Ints]:
    before = np.zeros(_YEARS * 16, dtype=np.int64)
    length = np.zeros(_YEARS * 16, dtype=np.int64)
    for year in range(_YEARS):
        for month in range(1, 13):
            first = date(_FIRST_YEAR + year, month, 1)
            following = date(first.year + (month == 12), month % 12 + 1, 1)
            before[year * 16 + month] = first.toordinal() - _EPOCH - 1
            length[year * 16 + month] = (following - first).days
    return before, length


@cache
def _month_tables() -> tuple[Ints, Ints]:
    return _months()


def days(spans: Spans) -> tuple[Ints, Flags, Flags]:
    """Read dates written CCYYMMDD as days since 1970-01-01."""
    if (fast := compiled.kernels()) is not None:
        if isinstance(spans, Picked):
            value, good, bad = fast.picked_days(spans.rows, *spans.at)
        else:
            value, good, bad = fast.day_numbers(spans.source.buffer, spans.start, spans.size)
        return value, good, bad
    before, length = _month_tables()
    has = spans.size > 0
    pairs = spans.keys() ^ _ZEROS
    good = (((pairs + _OVER_NINE) | pairs) & _HIGHS) == 0
    good &= spans.size == 8
    pairs = (pairs * _u(10) + (pairs >> _u(8))) & _u(0x00FF00FF00FF00FF)
    year = ((pairs & _u(0xFF)) * _u(100) + ((pairs >> _u(16)) & _u(0xFF))) - _u(_FIRST_YEAR)
    month = (pairs >> _u(32)) & _u(0xFF)
    day = (pairs >> _u(48)).view(np.int64)
    place = ((year << _u(4)) + month) & _u(_YEARS * 16 - 1)
    place = place.view(np.int64)
    good &= (year < _u(_YEARS)) & (month <= _u(12)) & (day >= 1) & (day <= length[place])
    value = np.where(good, before[place] + day, 0)
    rest = np.flatnonzero(good != has)
    for row in rest.tolist():
        exact = _day(spans.bytes_at(row))
        if exact is not None:
            value[row], good[row] = exact, True
    return value, good, has & ~good


def _day(text: bytes) -> int | None:
    """Read one date CCYYMMDD of any year; None when it is none."""
    if len(text) != 8 or not text.isdigit():
        return None
    try:
        return date(int(text[:4]), int(text[4:6]), int(text[6:])).toordinal() - _EPOCH
    except ValueError:
        return None


def periods(spans: Spans) -> tuple[Ints, Flags, Ints, Flags, Flags]:
    """Read CCYYMMDD, CCYYMMDD-CCYYMMDD or CCYYMMDDHHMM: first day, last day, each with where it is valid; bad."""
    if (fast := compiled.kernels()) is not None:
        first, first_valid, last, last_valid, bad = fast.day_ranges(spans.source.buffer, spans.start, spans.size)
        return first, first_valid, last, last_valid, bad
    size = spans.size
    has = size > 0
    ranged = (size == 17) & (spans.byte(8) == 0x2D)
    timed = size == 12
    head = np.where(ranged | timed, 8, size)
    first, first_valid, first_bad = days(Spans(spans.source, spans.start, head))
    last, last_valid, last_bad = first, first_valid, first_bad
    if bool(ranged.any()):
        tail = Spans(spans.source, np.where(ranged, spans.start + 9, spans.start), head)
        last, last_valid, last_bad = days(tail)
    return first, first_valid, last, last_valid, has & (first_bad | last_bad)
