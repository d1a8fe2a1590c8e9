"""Numbers as people read them: one place that turns a value and its unit into text, for every renderer.

Nothing here rounds a value that is later computed with: the report model keeps the numbers.
"""

from datetime import date

from cleanskin.insight.report.model import Scalar, Unit
from cleanskin.kernel.cents import format_dollars

NOTHING = "–"
"""Shown where there is no value; the reason stands beside it."""

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_WHOLE_DOLLARS_FROM = 100_000
"""Amounts of $1,000 and more are read in whole dollars."""


def day(value: date) -> str:
    """Write a date: "Nov 21, 2026"."""
    return f"{_MONTHS[value.month - 1]} {value.day}, {value.year}"


def month(value: date, *, with_year: bool = True) -> str:
    """Write a month: "Nov 2026", or "Nov"."""
    name = _MONTHS[value.month - 1]
    return f"{name} {value.year}" if with_year else name


def _minus(text: str) -> str:
    return "−" + text[1:] if text.startswith("-") else text


def ratio(value: float) -> str:
    """Write a fraction as a percentage with one decimal: 0.1234 -> "12.3%"."""
    text = f"{value * 100:.1f}%"
    if text in ("-0.0%", "0.0%") and value:
        return "<0.1%" if value > 0 else "−<0.1%"
    if text == "100.0%" and value < 1:
        return ">99.9%"
    return _minus(text)


def dollars(cents: int | float, *, whole: bool | None = None) -> str:
    """Write cents as dollars; whole dollars from $1,000 on unless told."""
    if whole is None:
        whole = abs(cents) >= _WHOLE_DOLLARS_FROM
    return _minus(format_dollars(round(cents), whole=whole))


def number(value: int | float, *, decimals: int = 1) -> str:
    """Write a number with thousands separated, without needless decimals."""
    if isinstance(value, int) or float(value).is_integer():
        return _minus(f"{int(value):,}")
    return _minus(f"{value:,.{decimals}f}")


def plural(count: int, one: str, many: str = "") -> str:
    """Write a count with its noun: "1 claim", "2,000 claims"."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


_STAY_CAPITAL = frozenset(
    {"LLC", "PLLC", "PC", "PA", "MD", "DO", "LLP", "HMO", "PPO", "UHC", "BCBS", "USA", "US", "VA", "DME", "II", "III"}
)
_STAY_SMALL = frozenset({"OF", "AND", "THE", "FOR", "AT", "IN"})


def proper(name: str) -> str:
    """Write a name that a system sent in capitals as people write it; a name with small letters stays as it is.

    Words without a vowel, and short forms known to be such, keep their capitals.
    """
    if not name.isupper():
        return name
    parts = []
    for position, word in enumerate(name.split()):
        if word in _STAY_SMALL and position:
            parts.append(word.lower())
        elif word in _STAY_CAPITAL or not set(word) & set("AEIOUY") or len(word) == 1:
            parts.append(word)
        else:
            parts.append("-".join(part.capitalize() for part in word.split("-")))
    return " ".join(parts)


def value_text(value: Scalar, unit: Unit, *, whole: bool | None = None) -> str:
    """Write any value of the model in its unit, units of time left out (the column or label names them)."""
    if value is None:
        return NOTHING
    if isinstance(value, date):
        return day(value)
    if isinstance(value, str):
        return value
    match unit:
        case "ratio":
            return ratio(value)
        case "cents":
            return dollars(value, whole=whole)
        case "per_claim":
            return _minus(f"{value:,.2f}")
        case "text" | "code" | "date":
            return str(value)
        case _:
            return number(value)


def with_unit(value: Scalar, unit: Unit) -> str:
    """Write a value with its unit of time: "34 days"; for tiles and sentences."""
    text = value_text(value, unit)
    if unit == "days" and value is not None:
        return f"{text} day" if value == 1 else f"{text} days"
    return text


def span(low: Scalar, high: Scalar, unit: Unit) -> str:
    """Write a range: "$1,200 – $3,400", "30 – 40 days"; one end alone is "at least" or "at most"."""
    if low is None and high is None:
        return NOTHING
    if low is None:
        return f"at most {with_unit(high, unit)}"
    if high is None:
        return f"at least {with_unit(low, unit)}"
    first, last = value_text(low, unit), with_unit(high, unit)
    if value_text(high, unit) == first:
        return last
    return f"{first} – {last}"


def between(low: Scalar, high: Scalar, unit: Unit) -> str:
    """Write bounds in words: "between 86.1% and 88.3%", "at least $1,200"."""
    if low is None or high is None:
        return span(low, high, unit)
    return f"between {value_text(low, unit)} and {with_unit(high, unit)}"


def compact(value: int | float, unit: Unit) -> str:
    """Write an axis label as short as it can be: "$12k", "40%", "1.5M"."""
    if unit == "ratio":
        return _minus(f"{value * 100:g}%")
    amount = value / 100 if unit == "cents" else value
    sign, size = ("−" if amount < 0 else ""), abs(amount)
    mark = "$" if unit == "cents" else ""
    for limit, suffix in ((1_000_000_000, "B"), (1_000_000, "M"), (1_000, "k")):
        if size >= limit:
            return f"{sign}{mark}{size / limit:.3g}{suffix}"
    return f"{sign}{mark}{size:g}"
