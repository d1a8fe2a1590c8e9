"""Small pieces of X12 text: amounts, days, numbers, segments, envelopes.  Delimiters are always `*`, `:`, `^`, `~`."""

from datetime import date
from decimal import Decimal
from functools import lru_cache

from cleanskin.kernel.cents import format_x12

END = "~\n"
"""Segment terminator as rendered; files without line breaks drop the newline."""

FIRST_LEVEL, SECOND_LEVEL = "\x01", "\x02"
"""Marks of the first and the second HL number of a claim's text; known when the file is put together."""

BILLING_LEVEL = "\x03"
"""Mark of the HL number of the billing provider above a claim."""

OWN_BILLING = "\x04"
"""Stands before and after the billing provider's segments at the beginning of a claim that has another one than
its practice."""

amount = lru_cache(maxsize=1 << 16)(format_x12)
"""Cents as X12 writes them; the same few thousand amounts come again and again."""


@lru_cache(maxsize=1 << 14)
def ccyymmdd(day: date) -> str:
    """Write a day as eight digits."""
    return f"{day.year:04d}{day.month:02d}{day.day:02d}"


@lru_cache(maxsize=1 << 12)
def number(value: Decimal) -> str:
    """Write a count or quantity: digits, at most one point, no zeros behind it."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def segment(*elements: str) -> str:
    """Return one segment without empty elements at its end."""
    return "*".join(elements).rstrip("*") + END


def segment_count(text: str) -> int:
    """Count the segments of rendered text."""
    return text.count("~")


def interchange_head(
    *,
    sender: str,
    receiver: str,
    day: date,
    control: int,
    functional: str,
    version: str,
    usage: str = "P",
    time: str = "0600",
    wants_ta1: bool = False,
) -> str:
    """Return ISA and GS of one interchange with one functional group."""
    long_day = ccyymmdd(day)
    return (
        f"ISA*00*          *00*          *ZZ*{sender:<15.15}*ZZ*{receiver:<15.15}*{long_day[2:]}*{time}*^*00501*"
        f"{control:09d}*{1 if wants_ta1 else 0}*{usage}*:{END}"
        f"GS*{functional}*{sender}*{receiver}*{long_day}*{time}*{control}*X*{version}{END}"
    )


def interchange_foot(*, transactions: int, control: int) -> str:
    """Return GE and IEA."""
    return f"GE*{transactions}*{control}{END}IEA*1*{control:09d}{END}"
