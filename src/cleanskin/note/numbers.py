"""Numbers of a note with what they measure: lengths, areas, counts, times, intervals, doses, dates, ages and the like.

Kinds and units are those of the table `measures`: `length` cm, `area` "sq cm", `volume` ml, `dose` mg, g, mcg, units;
`concentration` mg/ml, units/ml; `percent`; `time` minutes (seconds for seconds); `interval` days, weeks, months, years;
`energy` kV.  Besides: `age` years, months, days with "F" or "M" in the attributes; `date` (value ISO, or "--MM-DD", or
the year); `money` cents; `ordinal` ("stage 2"); `code` (value as written, unit "icd" for a diagnosis); `number` with a
fraction and no unit; `count`, whose `unit` is what is counted when a row of `countables` stands beside it.

Values say the role: "vague" for "several"; "both", "single", "times" (x3), "hash" (#5) for counts; "ago", "after",
"ahead", "duration", "every", "within", "day_number" for intervals; "margin" for a length that the words beside it call
so.  A range has the lower number in `amount`, the higher in `second` and "range" among its attributes.
"""

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import cache
from itertools import compress
from string import ascii_lowercase
from typing import Final, NamedTuple

from cleanskin.note import number_patterns as patterns
from cleanskin.note.carried_units import is_in_list, is_next_part
from cleanskin.note.measures import Measure, is_length, measure
from cleanskin.note.named_parts import made
from cleanskin.note.spoken_numbers import spoken, with_part
from cleanskin.note.terms import table
from cleanskin.note.text import Words

_ONE: Final = Decimal(1)
_LISTED: Final = frozenset({"length", "area", "dose", "volume"})
_UNUSED: Final = "other"  # kind of measures of no use here: needles, blood pressure


class Number(NamedTuple):
    """A number [start, end) with what it measures; as in `Mention`."""

    kind: str
    start: int
    end: int
    value: str = ""
    amount: Decimal | None = None
    unit: str = ""
    second: Decimal | None = None
    third: Decimal | None = None
    attributes: tuple[str, ...] = ()


def numbers(text: str, words: Words) -> list[Number]:
    """Return the numbers of a plain text, whose words are given, in order.

    What only looks like a number (suture sizes, blades, telephones) is left out.
    """
    low = text.lower()
    found: list[Number] = []
    reached = 0
    begins = list(map(patterns.BEGINS.__getitem__, words.lower))
    for begin, start in zip(filter(None, begins), compress(words.starts, begins)):
        if start < reached or (begin == "letter" and not low[start + 1 : start + 2].isdigit()):
            continue
        sign = low[start]
        is_digit = sign.isdigit()
        one = patterns.PLAIN.match(low, start) if is_digit else None
        if one is None:
            main = patterns.MAIN.get(sign) or patterns.MAIN["1" if is_digit else "a" if sign.isalpha() else "$"]
            one = main.match(low, start)
        number = _READERS.get(one.lastgroup or "", _nothing)(one, low) if one else None
        if number is not None:
            number = _year_of_two(number, low)
            reached = number.end
            if number.kind:
                found.append(number)
    return _listed(found, low)


_CENTURY: Final = 50
"""From which two digits on a year is of the century before."""


def _year_of_two(number: Number, low: str) -> Number:
    """Read two digits behind an apostrophe as a year: "BCC nose '15"."""
    start = number.start - 1
    if number.kind != "count" or number.end - number.start != 2 or start < 1 or low[start] != "'":
        return number
    told = low[number.start : number.end]
    if not told.isdigit() or low[start - 1] not in " (,/-":
        return number
    year = f"19{told}" if int(told) > _CENTURY else f"20{told}"
    return Number("date", start, number.end, value=year)


def _listed(found: list[Number], low: str) -> list[Number]:
    """Give the unit of the last number of a list to those before it: "0.4, 0.6 and 1.2 cm", "3 + 2 blocks"."""
    for at in range(1, len(found)):
        area, bare = found[at - 1], found[at]
        is_area = area.kind == "area" and bare.kind == "number" and "cm" in low[area.start : area.end]
        if is_area and is_next_part(low, area.end, bare.start):  # "defect 5.8 sq cm, secondary 7.8, total 13.6"
            found[at] = bare._replace(kind="area", unit=area.unit)
    factor = _ONE
    for at in range(len(found) - 2, -1, -1):
        one, following = found[at], found[at + 1]
        if one.kind == "ordinal" and one.unit == "area" and following.kind == "area":
            found[at] = one = one._replace(kind="count", unit="")  # "areas 12, 15 and 20 sq cm"
        is_bare = one.kind in ("number", "count") and not one.unit and not one.value and one.amount is not None
        if (
            not is_bare
            or patterns.STRENGTH_BEFORE.search(low, max(0, one.start - 16), one.start)
            or not following.unit
            or not patterns.LISTED.fullmatch(low, one.end, following.start)
        ):
            continue
        unit = patterns.LAST_UNIT.search(low, following.start, following.end)
        held = measure(unit["unit"]) if unit else None
        factor = held.factor if held else factor
        gap = low[one.end : following.start].strip()
        if following.kind == "count":
            if following.amount != _ONE or gap != ",":  # "60, one session"
                found[at] = one._replace(unit=following.unit)
        elif following.value == "margin" and "." in low[one.start : one.end] and gap in (",", "+"):
            found[at] = one._replace(kind="length", unit="cm")  # "0.6, 3 mm margin", "0.6 + 3 mm": in centimeters
        elif following.kind in _LISTED and not _is_whole_before_part(one, following, low):
            amount = None if one.amount is None else one.amount * factor
            second = None if one.second is None else one.second * factor
            found[at] = one._replace(kind=following.kind, unit=following.unit, amount=amount, second=second)
    return found


def _is_whole_before_part(one: Number, following: Number, low: str) -> bool:
    """True for a count before a size: "AKs 4 and 1.2 cm BCC"."""
    is_whole = one.kind == "count" and "." not in low[one.start : one.end]
    return is_whole and "." in low[following.start : following.end]


def _nothing(one: re.Match[str], low: str) -> Number:
    """What looks like a number and is none of use: suture size, ratio, blood pressure, telephone."""
    return Number("", one.start(), one.end())


def _date(one: re.Match[str], low: str) -> Number:
    words = one[0]
    if one.lastgroup == "iso":
        year, month, day = words.split("-")
    elif one.lastgroup == "us":
        month, day, year = re.split("[/-]", words)
        year = year if len(year) == 4 else f"20{year}"
    elif one.lastgroup == "day_month":
        day, year = [*re.findall(r"\d+", words), ""][:2]
        named = re.findall(r"[a-z]{3,}", words)[-1]
        month = str(patterns.MONTHS[named[:3]])
    else:
        parts = re.findall(r"[a-z]+|\d+", words)
        month, day = str(patterns.MONTHS[parts[0][:3]]), parts[1]
        year = parts[-1] if len(parts[-1]) == 4 else ""
    if not (1 <= int(month) <= 12 and 1 <= int(day) <= 31):
        return Number("", one.start(), one.end())
    iso = f"{int(year):04d}-{int(month):02d}-{int(day):02d}" if year else f"--{int(month):02d}-{int(day):02d}"
    return Number("date", one.start(), one.end(), value=iso)


def _year(one: re.Match[str], low: str) -> Number:
    month, year = one[0].split("/")
    return Number("date", one.start(), one.end(), value=f"{year}-{int(month):02d}")


def _code(one: re.Match[str], low: str) -> Number | None:
    if patterns.NAMING.search(low, max(0, one.start() - 16), one.start()):
        return _nothing(one, low)
    unit = patterns.UNIT.match(low, one.end())
    if unit and measure(unit["unit"]) and one[0].isdigit():
        return _measured(Decimal(one[0]), one.start(), one.end(), low)
    return Number("code", one.start(), one.end(), value=one[0].upper(), unit="icd" if one.lastgroup == "icd" else "")


def _money(one: re.Match[str], low: str) -> Number:
    cents = Decimal(one[0].strip("$ ").replace(",", "")) * 100
    return Number("money", one.start(), one.end(), amount=cents, unit="cents")


def _roman(one: re.Match[str], low: str) -> Number | None:
    amount = patterns.ROMAN.get(one[0])
    before = patterns.ORDINAL_BEFORE.search(low, max(0, one.start() - 24), one.start())
    if amount is None:
        return None
    return Number("ordinal", one.start(), one.end(), amount=Decimal(amount), unit=before[1] if before else "")


def _ordinal(one: re.Match[str], low: str) -> Number:
    digits = re.match(r"\d+", one[0])
    amount = Decimal(digits[0]) if digits else Decimal(patterns.ORDINALS[one[0]])
    day = patterns.DAY_AFTER.match(low, one.end())
    if day:
        return Number("interval", one.start(), day.end(), "day_number", amount, "days")
    return Number("ordinal", one.start(), one.end(), amount=amount, unit=_counted(low, one.end()))


def _times(one: re.Match[str], low: str) -> Number | None:
    words = one[0].removeprefix("times").removeprefix("x").strip()
    amount = Decimal(patterns.WORD_NUMBERS[words]) if words.isalpha() else _decimal(words.rstrip("x "))
    unit = patterns.UNIT.match(low, one.end())
    held = measure(unit["unit"]) if unit else None
    if held and unit and held.kind in ("interval", "time", "length", "volume", "dose"):
        value = "duration" if held.kind in ("interval", "time") else ""
        return Number(held.kind, one.start(), unit.end(), value, amount * held.factor, held.unit)
    return Number("count", one.start(), one.end(), "times", amount, _counted(low, one.end()))


def _vague(one: re.Match[str], low: str) -> Number:
    return Number("count", one.start(), one.end(), "vague", unit=_counted(low, one.end()))


def _both(one: re.Match[str], low: str) -> Number:
    return Number("count", one.start(), one.end(), "both", Decimal(2))


def _single(one: re.Match[str], low: str) -> Number:
    return Number("count", one.start(), one.end(), "single", _ONE, _counted(low, one.end()))


def _number(one: re.Match[str], low: str) -> Number | None:
    words = one[0]
    if len(words) == 4 and words[0] == "0" and words.isdigit():  # a time of day
        return _nothing(one, low)
    marked = words[0] in "#n"
    amount = _value(words.lstrip("#no. ")) if marked else _value(words)
    return _measured(amount, one.start(), one.end(), low, hashed=marked)


def _day(one: re.Match[str], low: str) -> Number:
    """Read what looks like a fraction and measures nothing: 10/2 is a day of a month, or of no use."""
    month, _, day = one[0].partition("/")
    if month.isdigit() and 1 <= int(month) <= 12 and 1 <= int(day) <= 31:
        return Number("date", one.start(), one.end(), value=f"--{int(month):02d}-{int(day):02d}")
    return Number("", one.start(), one.end())


def _word(one: re.Match[str], low: str) -> Number | None:
    words = one[0]
    if words in ("once", "twice", "thrice"):
        return Number("count", one.start(), one.end(), "times", Decimal(patterns.WORD_NUMBERS[words]))
    if words == "one" and (
        re.match(r"\s+(?:of|another)\b", low[one.end() : one.end() + 10])
        or low[max(0, one.start() - 5) : one.start()] in ("this ", "that ")
    ):
        return Number("", one.start(), one.end())
    return _measured(spoken(words), one.start(), one.end(), low)


_READERS: Final[Mapping[str, Callable[[re.Match[str], str], Number | None]]] = {
    "iso": _date, "year": _year, "day": _day, "us": _date, "month": _date, "day_month": _date, "icd": _code,
    "code": _code, "money": _money, "roman": _roman, "ordinal": _ordinal, "times": _times, "number": _number,
    "word": _word, "vague": _vague, "both": _both, "single": _single,
}  # fmt: skip
"""How each group of the main expression is read."""


def _measured(amount: Decimal, start: int, end: int, low: str, *, hashed: bool = False) -> Number | None:
    """Read what follows a number: an age, further dimensions, a range, a unit, or what is counted."""
    if low.startswith("-0", end) and (filed := patterns.FILED.match(low, end)):
        return Number("", start, filed.end())
    if found := _aged(amount, start, end, low) or _sized(amount, start, end, low):
        return found
    high: Decimal | None = None
    ranged = patterns.RANGE.match(low, end)
    if ranged and (ranged["unit"] is None or measure(ranged["unit"])):
        above = _decimal(ranged["number"])
        joined_by_or = low[end : ranged.start("number")].strip() == "or"
        if above > amount and (not joined_by_or or patterns.UNIT.match(low, ranged.end())):
            high, end = above, ranged.end()
    attributes = ("range",) if high is not None else ()
    unit = patterns.UNIT.match(low, end)
    held = measure(unit["unit"]) if unit else None
    if held is None and ranged and high is not None and ranged["unit"]:
        held, unit = measure(ranged["unit"]), None
    if held is None or _is_other_word(unit, low):
        return _counting(amount, start, end, low, high, attributes, hashed=hashed)
    if unit is not None:
        end = unit.end()
    if held.kind == _UNUSED:
        return Number("", start, end)
    value = _role(held.kind, start, end, low)
    above_scaled = None if high is None else high * held.factor
    return made(Number, (held.kind, start, end, value, amount * held.factor, held.unit, above_scaled, None, attributes))


_CENTIMETERS_MAX: Final = 20  # a decimal number below this one, right behind a word for a size, is one in centimeters


def _counting(
    amount: Decimal, start: int, end: int, low: str, high: Decimal | None, attributes: tuple[str, ...], *, hashed: bool
) -> Number | None:
    """Read a number without a unit of measure: a day's number, an ordinal, a year, or a count."""
    before = low[max(0, start - 24) : start]
    last = before.rstrip()
    day = patterns.DAY_BEFORE.search(before) if last.removesuffix("#").rstrip().endswith(patterns.DAYS) else None
    if day and not patterns.OF_ALL.match(low, end):
        unit = "weeks" if day[1].startswith("w") else "months" if day[1].startswith("m") else "days"
        return Number("interval", start, end, "day_number", amount, unit, high, attributes=attributes)
    named = _last_word(last) in patterns.ORDERED or _last_word(_without_sign(last)) in patterns.ORDERED
    ordinal = patterns.ORDINAL_BEFORE.search(before) if named else None
    if ordinal and patterns.HEADING_BEFORE.search(before):
        ordinal = None
    if hashed or before.endswith("dose "):
        ordinal = ordinal or patterns.SERVING_BEFORE.search(before)
    directly = _countables().match(low, end)
    counts = _named(directly, low, end) if directly else ""
    is_count = directly is not None and directly.start(1) - end <= 1 and counts != (ordinal and ordinal[1])
    if ordinal and amount == amount.to_integral_value() and not is_count and "." not in low[start:end]:
        return Number("ordinal", start, end, "", amount, ordinal[1], high, attributes=attributes)
    if end - start == 4 and 1900 <= amount <= 2100:
        return Number("date", start, end, value=str(amount))
    if "." in low[start:end] or amount != amount.to_integral_value():
        if amount < _CENTIMETERS_MAX and (
            patterns.SIZE_BEFORE.search(before)
            or patterns.MARGIN_AFTER.match(low, end)
            or patterns.ACT_AFTER.match(low, end)
            or is_in_list(low, start)
        ):
            value = _role("length", start, end, low)
            return Number("length", start, end, value, amount, "cm", high, attributes=attributes)
        return Number("number", start, end, "", amount, "", high, attributes=attributes)
    is_field = last.endswith(":")
    if is_field and patterns.UNITS_BEFORE.search(before):
        return Number("dose", start, end, "", amount, "units", high, attributes=attributes)
    value = "hash" if hashed else ""
    unit = counts or ("allergen" if is_field and patterns.ALLERGENS_BEFORE.search(before) else "")
    return made(Number, ("count", start, end, value, amount, unit, high, None, attributes))


def _last_word(words: str) -> str:
    return words[len(words.rstrip(ascii_lowercase)) :]


def _without_sign(words: str) -> str:
    """Leave out the word or sign for "number" at the end."""
    for sign in ("#", "no.", "no", "number", ":"):
        if words.endswith(sign):
            return words.removesuffix(sign).rstrip()
    return words


def _aged(amount: Decimal, start: int, end: int, low: str) -> Number | None:
    """Read an age: 12-yr-old, 65 y/o F, 50M."""
    is_sign = low[end : end + 4].replace("-", " ").lstrip()[:1] in patterns.AGE_SIGNS  # of the next word
    if is_sign and "o" in low[end : end + patterns.AGE_LENGTH] and (one := patterns.AGE.match(low, end)):
        letter = (one[1] or one[2] or one[3] or one[4] or "m")[0]
        if letter == "m" and amount > 60:
            return None
        unit = {"y": "years", "m": "months", "w": "weeks", "d": "days"}[letter]
        sex = one[5] or ""
        female = sex in ("f", "female", "woman", "girl", "lady")
        return Number("age", start, one.end(), "", amount, unit, attributes=("F",) if female else ("M",) if sex else ())
    before = low[max(0, start - 2) : start].strip()
    is_named = before.endswith((",", "/", "|"))
    if (
        (is_named or is_sign)
        and 1 <= amount <= 110
        and amount == amount.to_integral_value()
        and before not in ("#", "x")
    ):
        named = patterns.SEX_BEFORE.search(low, max(0, start - 12), start) if is_named else None
        if named and patterns.AGE_ENDS.match(low, end):
            return Number("age", start, end, "", amount, "years", attributes=("F",) if named[1] else ("M",))
        sexed = patterns.SEXED.match(low, end) if is_sign else None
        if sexed:
            return Number("age", start, sexed.end(), "", amount, "years", attributes=(sexed[1].upper(),))
    return None


def _sized(amount: Decimal, start: int, end: int, low: str) -> Number | None:
    """Read two or three dimensions: 0.6 x 0.4 cm, 6mm x 4mm x 2mm, 14x14, two by three centimeters."""
    sides = [amount]
    measures: list[Measure | None] = []
    is_spoken = False
    at = end
    while len(sides) < 3:
        more = patterns.MORE.match(low, at)
        if more is None or (more["unit"] and not is_length(more["unit"])) or _is_number_of_times(more, low):
            break
        measures.append(measure(more["unit"]) if more["unit"] else None)
        sides.append(spoken(more["spoken"]) if more["number"] is None else _decimal(more["number"]))
        is_spoken = is_spoken or more["number"] is None
        at = more.end()
    if len(sides) == 1:
        return None
    unit = patterns.UNIT.match(low, at)
    held = measure(unit["unit"]) if unit else None
    if held and held.kind not in ("length", "area"):
        return None
    if held and unit:
        at = unit.end()
    measures.append(held)
    # a side without a unit has that of the next side that names one, else of the last that did
    named = [one for one in measures if one is not None]
    if not named and (is_spoken or _YEAR_FIRST <= sides[0] <= _YEAR_LAST):
        return None  # "treated Jan 2026 x 7", "one by one"
    if not named:
        return Number("length", start, at, "", sides[0], "", sides[1], sides[2] if len(sides) > 2 else None)
    scaled = []
    for place, side in enumerate(sides):
        own = next((one for one in measures[place:] if one is not None), named[-1])
        scaled.append(side * (own.factor if own.kind == "length" else _ONE))
    third = scaled[2] if len(scaled) > 2 else None
    return Number("length", start, at, _role("length", start, at, low), scaled[0], "cm", scaled[1], third)


_YEAR_FIRST: Final = 1950
_YEAR_LAST: Final = 2100
"""Numbers that are a year, and no side of anything."""


def _is_number_of_times(more: re.Match[str], low: str) -> bool:
    """True for a bare small number right behind "x", after a length with its unit: "punch 4 mm x2"."""
    number = more["number"]
    if not more["unit"] or number is None or len(number) > 1 or low[more.start("number") - 1] != "x":
        return False
    after = patterns.UNIT.match(low, more.end())
    return (after is None or measure(after["unit"]) is None) and patterns.MORE.match(low, more.end()) is None


def _role(kind: str, start: int, end: int, low: str) -> str:
    if kind == "length":
        if patterns.UNDERMINED_BEFORE.search(low, max(0, start - 60), start):
            return ""
        before = low[max(0, start - 40) : start]
        if patterns.MARGIN_AFTER.match(low, end) or ("margin" in before and patterns.MARGIN_BEFORE.search(before)):
            return "margin"
    elif kind in ("interval", "time"):
        if low[start - 1 : start] == "q":
            return "every"  # "q2wk after approval"
        after = patterns.AFTERWARDS.match(low, end)
        if after:
            return "ago" if after[1] else "after" if after[2] else "age"
        told = patterns.BEFOREHAND.search(low[max(0, start - 24) : start])
        if told:
            names = ("ahead", "duration", "every", "within", "after")
            return next(name for name, words in zip(names, told.groups()) if words)
    return ""


def _counted(low: str, end: int) -> str:
    """Return what is counted right after a number; "" when no countable stands there."""
    one = _countables().match(low, end)
    return _named(one, low, end) if one else ""


def _named(one: re.Match[str], low: str, end: int) -> str:
    """Return what a match of the countables behind a number names; "" where it begins the next line: "Lesion 4"."""
    is_label = "\n" in low[end : one.start(1)] and low[one.end() + 1 : one.end() + 2].isdigit()
    return "" if is_label else _countable_by_word()[one[1]]


@cache
def _countable_by_word() -> dict[str, str]:
    rows = table("countable").items()
    return {
        form: value
        for value, row in rows
        for word in row.get("words", "").split(" | ")
        for form in (word, f"{word}s", f"{word}es" if word.endswith("ch") else f"{word}s")
    }


@cache
def _countables() -> re.Pattern[str]:
    words = "|".join(re.escape(one) for one in sorted(_countable_by_word(), key=len, reverse=True))
    return re.compile(rf"[\s-]*(?:(?!{patterns.NO_ADJECTIVE})[a-z]+[\s-]+){{0,2}}?({words})\b(?!(?<=cut) o)")


def _is_other_word(unit: re.Match[str] | None, low: str) -> bool:
    """True when a letter or two after a number are no unit: "2 d/t", "5 s/p", "3 in the"."""
    if unit is None:
        return False
    name, end = unit["unit"], unit.end()
    return len(name) == 1 and low[end : end + 1] in ("/", "'", "&")


def _value(words: str) -> Decimal:
    if " and " in words:
        return with_part(words)
    if not words.isascii():
        for sign, part in patterns.FRACTIONS.items():
            if sign in words:
                rest = words.replace(sign, "").strip()
                return part + (_decimal(rest) if rest else 0)
    if "/" in words:
        whole, _, fraction = words.replace("-", " ").rpartition(" ")
        over, under = fraction.split("/")
        return (_decimal(whole) if whole else Decimal(0)) + Decimal(over) / Decimal(under)
    return _decimal(words)


def _decimal(words: str) -> Decimal:
    return Decimal(words.replace(",", ""))
