"""Numbers of a note with what they measure: lengths, areas, counts, times, intervals, doses, dates, ages and the like.

Kinds and units: `length` cm, `area` "sq cm", `volume` ml, `dose` mg, g, mcg, units; `concentration` mg/ml, units/ml;
`percent`; `time` minutes (seconds for seconds); `interval` days, weeks, months, years; `energy` kV; `age` years, months,
days with "F" or "M" in the attributes; `date` (value ISO, or "--MM-DD"); `money` cents; `ordinal` ("stage 2"); `code`
(value as written); `count`, whose `unit` is what is counted when a row of `countables` stands beside it.
Values say the role: "vague" for "several"; "both", "single", "times" (x3) for counts; "ago", "after", "ahead",
"duration", "every", "within", "day_number" for intervals; "margin" for a length that the words beside it call so.
A range has the lower number in `amount`, the higher in `second` and "range" among its attributes.
"""

import re
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from cleanskin.note.terms import table


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


_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
_TENS = {name: 10 * at for at, name in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)}
_WORD_NUMBERS = {
    **{name: at for at, name in enumerate(_SMALL)}, **_TENS, "dozen": 12, "fourty": 40, "fiveteen": 15, "forteen": 14,
    "once": 1, "twice": 2, "thrice": 3,
}  # fmt: skip
_ORDINALS = {
    name: at
    for at, name in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split(), 1
    )
}
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "x": 10}
_FRACTIONS = {
    "½": Decimal("0.5"),
    "¼": Decimal("0.25"),
    "¾": Decimal("0.75"),
    "⅓": Decimal("0.33"),
    "⅛": Decimal("0.125"),
}
_MONTHS = {name: at for at, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)}

_ONE = Decimal(1)
_UNITS: dict[str, tuple[str, str, Decimal]] = {
    **dict.fromkeys(("mm", "mms", "millimeter", "millimeters", "millimetre", "millimetres"), ("length", "cm", Decimal("0.1"))),
    **dict.fromkeys(("cm", "cms", "centimeter", "centimeters", "centimetre", "centimetres"), ("length", "cm", _ONE)),
    **dict.fromkeys(("inch", "inches", "in."), ("length", "cm", Decimal("2.54"))),
    **dict.fromkeys(("sqcm", "cm2", "cm^2", "cmsq", "cmsquared", "squarecm", "squarecentimeters", "squarecentimeter"), ("area", "sq cm", _ONE)),
    **dict.fromkeys(("sqmm", "mm2", "mm^2", "squaremm", "squaremillimeters"), ("area", "sq cm", Decimal("0.01"))),
    **dict.fromkeys(("ml", "mls", "cc", "ccs", "milliliter", "milliliters"), ("volume", "ml", _ONE)),
    **dict.fromkeys(("mg", "mgs", "milligram", "milligrams"), ("dose", "mg", _ONE)),
    **dict.fromkeys(("mcg", "ug", "microgram", "micrograms"), ("dose", "mcg", _ONE)),
    **dict.fromkeys(("g", "gm", "gms", "gram", "grams"), ("dose", "g", _ONE)),
    **dict.fromkeys(("u", "unit", "units", "iu"), ("dose", "units", _ONE)),
    **dict.fromkeys(("mg/ml", "mg/cc", "mgs/ml", "mgpercc", "mgperml", "mgpermilliliter"), ("concentration", "mg/ml", _ONE)),
    **dict.fromkeys(("u/ml", "units/ml", "u/cc", "units/cc", "unitsperml"), ("concentration", "units/ml", _ONE)),
    **dict.fromkeys(("%", "percent", "pct"), ("percent", "%", _ONE)),
    **dict.fromkeys(("min", "mins", "minute", "minutes"), ("time", "minutes", _ONE)),
    **dict.fromkeys(("h", "hr", "hrs", "hour", "hours"), ("time", "minutes", Decimal(60))),
    **dict.fromkeys(("s", "sec", "secs", "second", "seconds"), ("time", "seconds", _ONE)),
    **dict.fromkeys(("d", "day", "days"), ("interval", "days", _ONE)),
    **dict.fromkeys(("w", "wk", "wks", "week", "weeks"), ("interval", "weeks", _ONE)),
    **dict.fromkeys(("mo", "mos", "mth", "mths", "month", "months"), ("interval", "months", _ONE)),
    **dict.fromkeys(("y", "yr", "yrs", "year", "years"), ("interval", "years", _ONE)),
    **dict.fromkeys(("kv", "kvp", "kilovolt", "kilovolts"), ("energy", "kV", _ONE)),
    **dict.fromkeys(("nm", "nanometers"), ("wavelength", "nm", _ONE)),
    **dict.fromkeys(("gy", "cgy", "j/cm2", "mj/cm2", "j", "mj", "joules", "ms", "watts", "hz", "fluence"), ("energy", "", _ONE)),
    **dict.fromkeys(("gauge", "ga"), ("gauge", "", _ONE)),
    **dict.fromkeys(("mg/kg", "mg/day", "mg/wk", "mg/week", "mcg/ml"), ("rate", "", _ONE)),
    **dict.fromkeys(("lb", "lbs", "kg", "pounds", "mmhg", "bpm", "degrees"), ("other", "", _ONE)),
}  # fmt: skip

_N = r"(?:\d+(?:,\d{3})+(?:\.\d+)?|\d*\.\d+|\d+)"
_FRACTION = rf"(?:\d+[ -])?\d+/(?:2|3|4|8|10|16)(?![\d/])|(?:\d+[ ]?)?[{''.join(_FRACTIONS)}]"
_WORDS = "|".join(sorted(_WORD_NUMBERS, key=len, reverse=True))
_WORD_NUMBER = rf"(?:{'|'.join(_TENS)})[ -](?:{'|'.join(_SMALL[1:10])})|half a dozen|a dozen|{_WORDS}"
_UNIT_WORD = (
    r"(?:mg\s?/\s?(?:ml|cc|kg|day|wk|week)|(?:mgs?|units|u)\s?(?:/|per)\s?(?:ml|cc|milliliter)|mcg\s?/\s?ml|m?j\s?/\s?cm2"
    r"|(?:sq\.?|square)\s?(?:cms?|mm|centimeters?|millimeters?)|(?:cm|mm)\s?(?:\^?2(?!\d)|sq\b|squared)|%|in\.(?=\s|$)"
    r"|[a-z]+)"
)
_MAIN = re.compile(
    rf"(?P<phone>\(?\d{{3}}\)?[- ]\d{{3}}-\d{{4}})"
    r"|(?P<iso>(?<![\d.])(?:19|20)\d\d-\d{1,2}-\d{1,2}(?!\d))"
    r"|(?P<us>(?<![\d./])\d{1,2}[/-]\d{1,2}[/-](?:\d{4}|\d{2})(?![\d/]))"
    r"|(?P<month>\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? \d{1,2}(?:st|nd|rd|th)?(?:,? (?:19|20)\d\d)?\b)"
    r"|(?P<suture>(?<![\w.])\d{1,2}-0\b)"
    r"|(?P<ratio>(?<![\w.])1 ?: ?\d[\d,]+)"
    r"|(?P<pressure>(?<![\w./])\d{2,3}/\d{2,3}(?![\w/]))"
    r"|(?P<icd>\b[a-tv-z]\d[\da-b]\.[\da-z]{1,4}\b)"
    r"|(?P<code>(?<![\w.#$])(?:\d{5}|[a-v]\d{4}|\d{4}[tfu])(?=x\d|[^\w%]|$)(?!\.\d)(?:-(?:\d\d|[a-z][a-z\d])\b)?)"
    r"|(?P<money>\$ ?\d[\d,]*(?:\.\d\d)?)"
    rf"|(?P<roman>(?<=stage )[ivx]{{1,4}}\b|(?<=stages )[ivx]{{1,4}}\b|(?<=level )[ivx]{{1,4}}\b|(?<=type )[ivx]{{1,4}}\b)"
    r"|(?P<ordinal>\b(?:\d{1,2}(?:st|nd|rd|th)|" + "|".join(_ORDINALS) + r")\b)"
    r"|(?P<spf>\bspf ?\d+\+?)"
    r"|(?P<blade>(?:#|\bno\.? ?|\bnumber )?(?<![\d.])\b1[015]c?[- ]?blade)"
    rf"|(?P<times>(?:(?<![\w])x ?(?={_N}(?![\d.]))){_N}(?=(?:mos?|y|yrs?|wks?|w|d|h)?\b)|(?<![\w])x ?(?:{_WORDS})\b|(?<![\w.,]){_N} ?x(?![\w])(?! ?[\d.]))"
    rf"|(?P<number>(?<![\w.,])(?:{_FRACTION}|(?:#|no\. )?{_N})|(?<=\bq){_N}(?= ?(?:mo|w|d|h|y))|(?<!\w)[{''.join(_FRACTIONS)}])"
    rf"|(?P<word>\b(?:{_WORD_NUMBER})\b)"
    r"|(?P<vague>\b(?:several|multiple|many|numerous|a few|few|various|a couple(?: of)?|couple(?: of)?|innumerable|countless|a number of|too many)\b)"
    r"|(?P<both>\bboth\b)|(?P<single>\b(?:single|solitary|lone|isolated)\b)"
)
_MORE = re.compile(rf"\s*(?P<unit>{_UNIT_WORD})?\s*(?:x|by|\*)\s*(?P<number>{_N})(?![\d]|\.\d)", re.I)
_RANGE = re.compile(rf"\s*(?P<unit>{_UNIT_WORD})?\s*(?:-|to|or)\s*(?P<number>{_N})(?![\d/]|\.\d|st|nd|rd|th)")
_UNIT = re.compile(rf"\s*-?\s*(?P<unit>{_UNIT_WORD})(?![a-z\d])")
_AGE = re.compile(
    r"\s?-?\s?(?:(y|m|w|d)\.?/?o\b\.?|(y|m|w|d)\.o\.|(yr|year|mo|month|week|wk|day)s?\.?[- ]old\b|(yr|mo)s? o\b)[ ,-]*(m|f|male|female|man|woman|boy|girl|lady|gentleman)?\b"
)
_SEXED = re.compile(r"\s?-?([mf])(?![\w'.]|\s?/)")
_ORDINAL_BEFORE = re.compile(
    r"\b(stage|lesion|site|specimen|tumor|level|type|grade|phase|visit|number|session|class|biopsy|area|spot|slide|category|clark|layer|"
    r"photo|image|scale|score|hdss|pasi|iga|pga|fitzpatrick|hurley|part|room|bsa|treatment|fraction|step|tier|pain)s?\s*(?:#|no\.?|number|:)?\s*$"
)
_DAY_BEFORE = re.compile(r"\b(day|pod|postop day|post-op day|week|month|wk|days|weeks)\s*#?\s*$")
_LIST_MARK = re.compile(r"\s*[.)](?!\d)")
_AFTERWARDS = re.compile(
    r"[\s-]*(?:(ago|prior\b(?! to)|earlier|previously|back)|(later|after|afterwards?|post|s/p|out from|following|since|from surgery|status post)|(old|of age))\b"
)
_BEFOREHAND = re.compile(
    r"(?:\b(in|in about|in approximately)|\b(for|over|during|x|times|lasting|past|last|the past|the last)|\b(every|q|each|per|once every)|\b(within|w/in|under|less than|next)|"
    r"\b(after|at))\s*(?:the|about|approximately|~)?\s*(?:x\s*)?$"
)
_MARGIN_AFTER = re.compile(
    r"\s*(?:of\s+)?(?:(?:clinical|surgical|peripheral|safety|narrow|narrowest|minimum|minimal|lateral|circumferential|excision|skin|normal|clear|wide|free)\s+){0,2}margins?\b"
)
_MARGIN_BEFORE = re.compile(
    r"\bmargins?(?:\s+(?:of|was|were|is|are|at|taken|used|measuring|measured|size|width))*\s*:?\s*(?:\(|=)?\s*$"
)


def numbers(text: str) -> list[Number]:
    """Return the numbers of a plain text in order; what only looks like a number (suture sizes, blades) is left out."""
    low = text.lower()
    found: list[Number] = []
    reached = 0
    for one in _MAIN.finditer(low):
        if one.start() >= reached:
            number = _READERS.get(one.lastgroup or "", _nothing)(one, low)
            if number is not None:
                reached = number.end
                if number.kind:
                    found.append(number)
    return found


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
    else:
        parts = re.findall(r"[a-z]+|\d+", words)
        month, day = str(_MONTHS[parts[0][:3]]), parts[1]
        year = parts[-1] if len(parts[-1]) == 4 else ""
    if not (1 <= int(month) <= 12 and 1 <= int(day) <= 31):
        return Number("", one.start(), one.end())
    iso = f"{int(year):04d}-{int(month):02d}-{int(day):02d}" if year else f"--{int(month):02d}-{int(day):02d}"
    return Number("date", one.start(), one.end(), value=iso)


def _code(one: re.Match[str], low: str) -> Number | None:
    unit = _UNIT.match(low, one.end())
    if unit and _key(unit["unit"]) in _UNITS and one[0].isdigit():
        return _measured(Decimal(one[0]), one.start(), one.end(), low)
    return Number("code", one.start(), one.end(), value=one[0].upper(), unit="icd" if one.lastgroup == "icd" else "")


def _money(one: re.Match[str], low: str) -> Number:
    cents = Decimal(one[0].strip("$ ").replace(",", "")) * 100
    return Number("money", one.start(), one.end(), amount=cents, unit="cents")


def _roman(one: re.Match[str], low: str) -> Number | None:
    amount = _ROMAN.get(one[0])
    before = _ORDINAL_BEFORE.search(low, max(0, one.start() - 24), one.start())
    if amount is None:
        return None
    return Number("ordinal", one.start(), one.end(), amount=Decimal(amount), unit=before[1] if before else "")


def _ordinal(one: re.Match[str], low: str) -> Number:
    digits = re.match(r"\d+", one[0])
    amount = Decimal(digits[0]) if digits else Decimal(_ORDINALS[one[0]])
    return Number("ordinal", one.start(), one.end(), amount=amount, unit=_counted(low, one.end()))


def _times(one: re.Match[str], low: str) -> Number | None:
    digits = re.search(_N, one[0])
    amount = Decimal(digits[0].replace(",", "")) if digits else Decimal(_WORD_NUMBERS[one[0].strip("x ")])
    unit = _UNIT.match(low, one.end())
    held = _UNITS.get(_key(unit["unit"])) if unit else None
    if held and unit and held[0] in ("interval", "time"):
        return Number(held[0], one.start(), unit.end(), "duration", amount * held[2], held[1])
    if held and unit and held[0] == "length":
        return Number("length", one.start(), unit.end(), "", amount * held[2], held[1])
    return Number("count", one.start(), one.end(), "times", amount, _counted(low, one.end()))


def _vague(one: re.Match[str], low: str) -> Number:
    return Number("count", one.start(), one.end(), "vague", unit=_counted(low, one.end()))


def _both(one: re.Match[str], low: str) -> Number:
    return Number("count", one.start(), one.end(), "both", Decimal(2))


def _single(one: re.Match[str], low: str) -> Number:
    return Number("count", one.start(), one.end(), "single", _ONE, _counted(low, one.end()))


def _number(one: re.Match[str], low: str) -> Number | None:
    words = one[0]
    start = one.start()
    marked = words[0] in "#n"
    return _measured(_value(words.lstrip("#no. ")) if marked else _value(words), start, one.end(), low, hashed=marked)


def _word(one: re.Match[str], low: str) -> Number | None:
    words = one[0]
    if words in ("once", "twice", "thrice"):
        return Number("count", one.start(), one.end(), "times", Decimal(_WORD_NUMBERS[words]))
    if words == "one" and (
        re.match(r"\s+(?:of|another)\b", low[one.end() : one.end() + 10])
        or low[max(0, one.start() - 5) : one.start()] in ("this ", "that ")
    ):
        return Number("", one.start(), one.end())
    if words.endswith("dozen"):
        amount = Decimal(6 if words.startswith("half") else 12)
    else:
        amount = Decimal(sum(_WORD_NUMBERS[part] for part in re.split("[ -]", words)))
    return _measured(amount, one.start(), one.end(), low)


_READERS = {
    "iso": _date, "us": _date, "month": _date, "icd": _code, "code": _code, "money": _money, "roman": _roman,
    "ordinal": _ordinal, "times": _times, "number": _number, "word": _word, "vague": _vague, "both": _both,
    "single": _single,
}  # fmt: skip


def _measured(amount: Decimal, start: int, end: int, low: str, *, hashed: bool = False) -> Number | None:
    """Read what follows a number: further dimensions, a range, a unit, what is counted."""
    age = _aged(amount, start, end, low)
    if age:
        return age
    sizes = _sized(amount, start, end, low)
    if sizes:
        return sizes
    high: Decimal | None = None
    ranged = _RANGE.match(low, end)
    if ranged and (ranged["unit"] is None or _key(ranged["unit"]) in _UNITS):
        above = _decimal(ranged["number"])
        if above > amount and (low[end : ranged.start("number")].strip() != "or" or _UNIT.match(low, ranged.end())):
            high, end = above, ranged.end()
    attributes = ("range",) if high is not None else ()
    unit = _UNIT.match(low, end)
    held = _UNITS.get(_key(unit["unit"])) if unit else None
    if held is None and ranged and high is not None and ranged["unit"]:
        held, unit = _UNITS[_key(ranged["unit"])], None
    if held is not None and not _is_other_word(unit, low):
        kind, name, factor = held
        if unit is not None:
            end = unit.end()
        if kind in ("gauge", "other", "rate"):
            return Number("", start, end)
        amount, high = amount * factor, None if high is None else high * factor
        value = _role(kind, start, end, low)
        return Number(kind, start, end, value, amount, name, high, attributes=attributes)
    return _counting(amount, start, end, low, high, attributes, hashed=hashed)


def _counting(
    amount: Decimal, start: int, end: int, low: str, high: Decimal | None, attributes: tuple[str, ...], *, hashed: bool
) -> Number | None:
    """Read a number without a unit of measure: a day's number, an ordinal, a year, or a count."""
    before = low[max(0, start - 24) : start]
    day = _DAY_BEFORE.search(before)
    if day:
        unit = "weeks" if day[1].startswith("w") else "months" if day[1].startswith("m") else "days"
        return Number("interval", start, end, "day_number", amount, unit, high, attributes=attributes)
    ordinal = _ORDINAL_BEFORE.search(before)
    if ordinal and (amount == amount.to_integral_value()):
        return Number("ordinal", start, end, "", amount, ordinal[1], high, attributes=attributes)
    if 1900 <= amount <= 2100 and end - start == 4:
        return Number("date", start, end, value=str(amount))
    if amount != amount.to_integral_value():
        return Number("number", start, end, "", amount, "", high, attributes=attributes)
    value = "hash" if hashed else ""
    return Number("count", start, end, value, amount, _counted(low, end), high, attributes=attributes)


def _aged(amount: Decimal, start: int, end: int, low: str) -> Number | None:
    """Read an age: 12-yr-old, 65 y/o F, 50M."""
    one = _AGE.match(low, end)
    if one:
        letter = (one[1] or one[2] or one[3] or one[4])[0]
        if letter == "m" and amount > 60:
            return None
        unit = {"y": "years", "m": "months", "w": "weeks", "d": "days"}[letter]
        sex = one[5] or ""
        female = sex in ("f", "female", "woman", "girl", "lady")
        return Number("age", start, one.end(), "", amount, unit, attributes=("F",) if female else ("M",) if sex else ())
    if (
        1 <= amount <= 110
        and amount == amount.to_integral_value()
        and low[max(0, start - 2) : start].strip() not in ("#", "x")
    ):
        sexed = _SEXED.match(low, end)
        if sexed:
            return Number("age", start, sexed.end(), "", amount, "years", attributes=(sexed[1].upper(),))
    return None


def _sized(amount: Decimal, start: int, end: int, low: str) -> Number | None:
    """Read two or three dimensions: 0.6 x 0.4 cm, 6mm x 4mm x 2mm, 14x14."""
    held: tuple[str, str, Decimal] | None = None
    sides = [amount]
    units: list[str] = []
    at = end
    while len(sides) < 3:
        more = _MORE.match(low, at)
        if more is None or (more["unit"] and _UNITS.get(_key(more["unit"]), ("",))[0] != "length"):
            break
        units.append(_key(more["unit"] or ""))
        sides.append(_decimal(more["number"]))
        at = more.end()
    if len(sides) == 1:
        return None
    unit = _UNIT.match(low, at)
    held = _UNITS.get(_key(unit["unit"])) if unit else None
    if held and held[0] not in ("length", "area"):
        return None
    if held and unit:
        at = unit.end()
    named = next((_UNITS[one] for one in units if one), held)
    if named is None:
        return Number("length", start, at, "", sides[0], "", sides[1], sides[2] if len(sides) > 2 else None)
    first = _UNITS[units[0]] if units[0] else held or named
    last = held or named
    factors = [
        first[2] if named[0] == "length" else _ONE,
        *[last[2] if last[0] == "length" else _ONE] * (len(sides) - 1),
    ]
    scaled = [side * factor for side, factor in zip(sides, factors)]
    value = _role("length", start, at, low)
    return Number("length", start, at, value, scaled[0], "cm", scaled[1], scaled[2] if len(scaled) > 2 else None)


def _role(kind: str, start: int, end: int, low: str) -> str:
    if kind == "length":
        if _MARGIN_AFTER.match(low, end) or _MARGIN_BEFORE.search(low[max(0, start - 40) : start]):
            return "margin"
    elif kind in ("interval", "time"):
        after = _AFTERWARDS.match(low, end)
        if after:
            return "ago" if after[1] else "after" if after[2] else "age"
        before = _BEFOREHAND.search(low[max(0, start - 24) : start])
        if before:
            names = ("ahead", "duration", "every", "within", "after")
            return next(name for name, words in zip(names, before.groups()) if words)
    return ""


def _counted(low: str, end: int) -> str:
    """Return what is counted right after a number; "" when no countable stands there."""
    one = _countables().match(low, end)
    return _countable_by_word()[one[1]] if one else ""


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
    return re.compile(
        rf"[\s-]*(?:(?:separate|additional|further|more|different|distinct|new|small|total|unique|such|frozen|mohs|extra)\s+){{0,2}}({words})\b"
    )


def _is_other_word(unit: re.Match[str] | None, low: str) -> bool:
    """True when a letter or two after a number are no unit: "2 d/t", "5 s/p", "3 in the"."""
    if unit is None:
        return False
    name, end = unit["unit"], unit.end()
    return len(name) == 1 and low[end : end + 1] in ("/", "'", "&")


def _value(words: str) -> Decimal:
    for sign, part in _FRACTIONS.items():
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


def _key(unit: str) -> str:
    return unit.lower().replace(" ", "").replace(".", "") if unit not in ("in.",) else unit
