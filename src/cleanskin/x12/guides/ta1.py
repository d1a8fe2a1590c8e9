"""The interchange acknowledgement, TA1: one segment of the envelope, as a noun and back.

Its declaration stands with the other segments of the envelope (`x12/segments.py`): it belongs to no transaction and so
to no guide's tree.  TA1 has room for nothing else, so nothing is kept aside; what cannot be read is said.
"""

from datetime import date
from typing import NamedTuple

from cleanskin.kernel.finding import Finding
from cleanskin.record.acknowledgement import InterchangeAcknowledgement
from cleanskin.x12.guides.ack_999 import GUIDE
from cleanskin.x12.guides.ack_999_codes import NOTES, VERDICTS
from cleanskin.x12.guides.mapping import Codec, Field, Reading, Shape
from cleanskin.x12.tree import Segment, Transaction

_CENTURY = 2000
_PLACES = {"date_sent": 2, "code": 4}


def _read_short_day(text: str) -> date:
    if len(text) != 6 or not text.isascii() or not text.isdecimal():
        raise ValueError("not a date YYMMDD")
    return date(_CENTURY + int(text[:2]), int(text[2:4]), int(text[4:]))


def write_short_day(day: date | None) -> str:
    """Write a day as YYMMDD; ValueError for one outside this century, which the form cannot say."""
    if day is None:
        return ""
    if not _CENTURY <= day.year < _CENTURY + 100:
        raise ValueError("an interchange is dated in this century")
    return f"{day:%y%m%d}"


SHORT_DAY = Codec(_read_short_day, write_short_day, None)
TA1 = Shape(
    "TA1",
    Field(1, "control_number"),
    Field(2, "date_sent", SHORT_DAY),
    Field(3, "time_sent"),
    Field(4, "code"),
    Field(5, "note_code"),
)


class InterchangeAcknowledgementRead(NamedTuple):
    """What a receiver said of an interchange, and what was said on the way."""

    acknowledgement: InterchangeAcknowledgement
    findings: tuple[Finding, ...]


def read_interchange_acknowledgement(transaction: Transaction, *, file: str = "") -> InterchangeAcknowledgementRead:
    """Build the noun of a TA1; a day or code that cannot be read is a finding."""
    reading = Reading(transaction, file, GUIDE)
    segment = transaction.segments[0]
    acknowledgement = InterchangeAcknowledgement(**TA1.values(segment, reading))
    for name, position in _PLACES.items():
        if not getattr(acknowledgement, name):
            quoted = f"TA1{position:02d}"
            reading.say("value-not-read", segment, "", f"{quoted} holds no value that could be read", quoted)
    return InterchangeAcknowledgementRead(acknowledgement, tuple(reading.findings))


def write_interchange_acknowledgement(acknowledgement: InterchangeAcknowledgement) -> Segment:
    """Write the segment; ValueError for a day that YYMMDD cannot say."""
    return TA1.segment(acknowledgement)


def _summary(transaction: Transaction) -> tuple[str, ...]:
    acknowledgement = read_interchange_acknowledgement(transaction).acknowledgement
    words = VERDICTS.get(acknowledgement.code, "answered with an unknown code")
    note = acknowledgement.note_code
    why = f": {NOTES.get(note, 'for a reason not known here')} ({note[:3]})" if note.strip("0") else ""
    return (f"interchange {acknowledgement.control_number[:9]} {words}{why}",)


SUMMARIES = {"TA1": _summary}
"""What to tell of a transaction in a few words, by kind."""
