"""Whom the practice has seen face to face within three years (coding rules EM-5)."""

from datetime import date
from typing import Final

from cleanskin.record.history import PastLine
from cleanskin.rules.day import Day
from cleanskin.rules.global_period.window import same_group, specialty
from cleanskin.rules.visit import Line, Visit

THREE_YEARS_DAYS: Final = 1096
"""At most so many days lie between a day and the same one three years later."""

NEW_FOR: Final = {
    "99212": "99202", "99213": "99203", "99214": "99204", "99215": "99205",
    "98004": "98000", "98005": "98001", "98006": "98002", "98007": "98003",
    "98012": "98008", "98013": "98009", "98014": "98010", "98015": "98011",
}  # fmt: skip
"""For each visit of an established patient the visit of a new one at the same level."""

_NOT_FACE_TO_FACE: Final = frozenset(
    {"99024", "99211", "98016", "G2010", "G2012", "G2252", "99421", "99422", "99423", "99441", "99442", "99443"}
    | {"99446", "99447", "99448", "99449", "99451", "99452"}
)
"""Visits without the clinician in the room or on the screen: messages, calls, advice to colleagues, staff alone."""

_ASSISTANTS = ("363A", "363L")
"""Beginnings of the taxonomies of physician assistants and nurse practitioners."""


def seen_before(visit: Visit) -> list[PastLine]:
    """Return the face-to-face services of the three years before the visit, the oldest first.  For `Visit.once`."""
    first = _three_years_before(visit.on)
    return [
        past
        for past in visit.past(THREE_YEARS_DAYS)
        if past.day > first and past.code not in _NOT_FACE_TO_FACE and _is_face_to_face(past.code, visit.day)
    ]


def has_been_seen(visit: Visit) -> bool:
    """True when the group has seen the patient face to face in the three years; the latest services are asked first."""
    first = _three_years_before(visit.on)
    return any(
        past.day > first
        and same_group(visit, past)
        and past.code not in _NOT_FACE_TO_FACE
        and _is_face_to_face(past.code, visit.day)
        for past in reversed(visit.past(THREE_YEARS_DAYS))
    )


def may_be_one_specialty(visit: Visit, line: Line, past: PastLine) -> bool:
    """Say whether an assistant of the group may count in the other's specialty; never so at Medicare."""
    if visit.payer == "medicare" or not same_group(visit, past):
        return False
    here = specialty(visit, line)
    return past.taxonomy.startswith(_ASSISTANTS) or here.startswith(_ASSISTANTS)


def _is_face_to_face(code: str, day: Day) -> bool:
    facts = day.procedure(code)
    if facts is not None and facts.visit_class == "visit":
        return not facts.add_on
    return day.global_days(code) in ("000", "010", "090")


def _three_years_before(on: date) -> date:
    leap_day = on.month == 2 and on.day == 29
    return on.replace(year=on.year - 3, day=28 if leap_day else on.day)
