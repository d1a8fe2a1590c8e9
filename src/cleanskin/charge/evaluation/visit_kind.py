"""Which row of codes a visit belongs to: office, video, sound alone, consultation, hospital, emergency department,
nursing facility, home; for whom (EM-5, EM-10).

A visit at a distance goes by the payer: the telehealth table says whether it takes the codes made for it, else the
office codes stand with a modifier.  Medicare knows no consultations: its visits take the codes of the place.
"""

from typing import Final, NamedTuple

from cleanskin.charge.case import Case
from cleanskin.charge.evaluation.tables import series
from cleanskin.record.encounter import VisitFacts
from cleanskin.rules.evaluation.levels import MINUTES, code_of_level

_FIRST: Final = {
    ("office", True): "99202",
    ("office", False): "99212",
    ("video", True): "98000",
    ("video", False): "98004",
    ("audio", True): "98008",
    ("audio", False): "98012",
}
_MEANS: Final = {"video": "audio_video", "audio": "audio_only"}
_MODIFIER: Final = {"video": "95", "audio": "93"}
_TAKES_CONSULTATIONS: Final = frozenset({"commercial", "workers_compensation", "auto", "self_pay"})
"""Kinds of payers that may pay consultations, by their own policy."""


class VisitKind(NamedTuple):
    """The codes of the levels 1 to 4, the minutes each needs, modifiers of its own, what to ask, why."""

    name: str
    codes: tuple[str, ...]
    minutes: tuple[int, ...]
    modifiers: tuple[str, ...] = ()
    ask: str = ""
    why: str = ""

    @property
    def is_office(self) -> bool:
        """True for the codes 99202 to 99215."""
        return self.codes[0] in ("99202", "99212")


def visit_kind(case: Case) -> VisitKind:
    """Return the kind of visit."""
    facts = case.encounter.visit or VisitFacts()
    new = bool(case.encounter.new_patient)
    if facts.mode == "emergency":
        return _of("emergency", why="a visit in the emergency department; its levels go by decision making alone")
    if facts.mode == "nursing_facility":
        first = new or bool(facts.is_consultation)
        return _of("nursing_first" if first else "nursing_further", why="a visit in a nursing facility")
    if facts.mode == "home":
        return _of("home_new" if new else "home_established", why="a visit at the patient's home or residence")
    if facts.mode == "inpatient":
        return _hospital(case, facts)
    if facts.is_consultation and not case.is_medicare and case.payer in _TAKES_CONSULTATIONS:
        why = "a consultation in the office, for a payer that may accept it"
        return _of("consultation_office", ask="Does this payer's policy pay consultations?", why=why)
    if facts.mode in _MEANS:
        return _distant(case, facts.mode, new)
    return _row("office", new)


def _hospital(case: Case, facts: VisitFacts) -> VisitKind:
    if facts.is_consultation and case.payer in _TAKES_CONSULTATIONS:
        why = "a consultation on a patient in hospital, for a payer that may accept it; a visit before does not matter"
        return _of("consultation_hospital", why=why)
    if facts.is_consultation:
        return _of("hospital_first", why="Medicare does not know consultations: the first hospital visit stands")
    return _of("hospital_further" if facts.reason == "follow_up" else "hospital_first")


def _distant(case: Case, mode: str, new: bool) -> VisitKind:
    own = _row(mode, new)
    payer = "medicare" if case.is_medicare else "other"
    rules = [rule for rule in case.day.telehealth_rules(own.codes[0], payer) if rule.means == _MEANS[mode]]
    is_refused = any(one.field == "no_telehealth_codes" for one in case.encounter.evidence)
    if not is_refused and any(rule.billable is not False for rule in rules):
        why = "a visit at a distance, by the codes made for it"
        if all(rule.billable is not True for rule in rules):
            why += f"; a payer that has not adopted them takes {_FIRST['office', new][:4]}x with {_MODIFIER[mode]}"
        return own._replace(why=why)
    office = _row("office", new)
    why = "this payer does not take the codes for visits at a distance: the office code with a modifier stands"
    return office._replace(name=mode, modifiers=(_MODIFIER[mode],), why=why if rules else "")


def _row(means: str, new: bool) -> VisitKind:
    first = _FIRST[means, new]
    codes = tuple(code_of_level(first, level) for level in (1, 2, 3, 4))
    return VisitKind(means, codes, tuple(MINUTES[code] for code in codes))


def _of(name: str, *, ask: str = "", why: str = "") -> VisitKind:
    codes, minutes = series()[name]
    return VisitKind(name, codes, minutes, (), ask, why)
