"""Small pieces of X12 text: amounts, days, envelopes."""

from datetime import date
from functools import lru_cache

from cleanskin.kernel.cents import format_x12

END = "~\n"
"""Segment terminator as rendered; files without line breaks drop the newline."""

amount = lru_cache(maxsize=1 << 16)(format_x12)
"""Cents as X12 writes them; the same few thousand amounts come again and again."""


@lru_cache(maxsize=1 << 12)
def ccyymmdd(day: date) -> str:
    """Write a day as eight digits."""
    return f"{day.year:04d}{day.month:02d}{day.day:02d}"


def segment_count(text: str) -> int:
    """Count the segments of rendered text."""
    return text.count("~")


def interchange_head(
    *, sender: str, receiver: str, day: date, control: int, functional: str, version: str, usage: str = "P"
) -> str:
    """Return ISA and GS of one interchange with one functional group."""
    long_day = ccyymmdd(day)
    return (
        f"ISA*00*          *00*          *ZZ*{sender:<15.15}*ZZ*{receiver:<15.15}*{long_day[2:]}*0600*^*00501*"
        f"{control:09d}*0*{usage}*:{END}"
        f"GS*{functional}*{sender}*{receiver}*{long_day}*0600*{control}*X*{version}{END}"
    )


def interchange_foot(*, transactions: int, control: int) -> str:
    """Return GE and IEA."""
    return f"GE*{transactions}*{control}{END}IEA*1*{control:09d}{END}"
