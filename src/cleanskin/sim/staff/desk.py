"""The front desk: which coverage it believes in, what it asks payers beforehand, what it takes from the patient.

Its kinds of slips are the rows of `errors.tsv` with stage "desk".  Everything follows from the seed, the patient and
the visit, so that a visit can be prepared again without the slips that somebody found later (`without`).
"""

from datetime import date, timedelta

import msgspec

from cleanskin.sim.chance import Chance
from cleanskin.sim.nouns.bill import AuthorizationAsked, CoverageAsked, DeskWork, StaffError
from cleanskin.sim.nouns.configuration import Configuration
from cleanskin.sim.nouns.patient import CoverageSpan, Patient, Practice
from cleanskin.sim.nouns.visit import TrueVisit
from cleanskin.sim.payer import Plan, plan_of
from cleanskin.sim.staff.codes import is_level
from cleanskin.sim.staff.payer_book import known_payer
from cleanskin.sim.staff.rates import rates

_FRESH_DAYS = 120
"""A change of coverage, or a first visit, invites slips for so long."""
_INJURY_RANK = 9
_LEAD_DAYS = (14, 32)
"""Days before a visit on which an authorization is asked for, if need be before it is booked [assumed]."""
_NOTICE_PARTS = 7_000
"""Notices signed for services whose cover depends on symptoms, at Original Medicare [assumed]."""


def true_coverages(patient: Patient, visit: TrueVisit) -> tuple[CoverageSpan, ...]:
    """Return what truly covers a visit, first payer first; coverage of an injury stands alone.

    A cosmetic visit has no payer; the patient's card is on file all the same.
    """
    covering = patient.covered(visit.day)
    if not visit.payer and all(service.nature == "cosmetic" for service in visit.services):
        return tuple([span for span in covering if span.rank < _INJURY_RANK])
    first = [span for span in covering if span.payer == visit.payer]
    if not first:
        return ()
    if first[0].rank >= _INJURY_RANK:
        return (first[0],)
    return (first[0], *(span for span in covering if span is not first[0] and span.rank < _INJURY_RANK))


def _earlier(patient: Patient, day: date) -> CoverageSpan | None:
    """Return the first payer's coverage that ended last before a day."""
    ended = [span for span in patient.coverages if span.rank == 1 and span.last is not None and span.last < day]
    return max(ended, key=lambda span: span.first) if ended else None


class _Desk:
    """One visit at the desk."""

    def __init__(
        self, configuration: Configuration, patient: Patient, visit: TrueVisit, without: frozenset[str]
    ) -> None:  # fmt: skip
        self.seed = configuration.seed
        self.rates = rates(configuration)
        self.patient = patient
        self.visit = visit
        self.without = without
        self.errors: list[StaffError] = []

    def chance(self, purpose: str) -> Chance:
        return Chance(self.seed, "desk", purpose, self.patient.number, self.visit.number)

    def happens(self, kind: str, tenths: int = 10) -> bool:
        """Return whether a slip happens here; `tenths` of its rate hold where it is rarer."""
        rate = self.rates[kind] * tenths // 10
        if kind in self.without or not rate:
            return False
        return Chance(self.seed, "staff", kind, self.patient.number, self.visit.number).happens(rate)

    def wrong(self, kind: str, was: str = "", now: str = "") -> None:
        self.errors.append(StaffError(kind, "", was, now))


def prepare(
    configuration: Configuration, practice: Practice, patient: Patient, visit: TrueVisit, *,
    without: frozenset[str] = frozenset(),
) -> DeskWork:  # fmt: skip
    """Return what the desk did for a visit; kinds of slips in `without` do not happen."""
    if visit.attendance != "kept":
        return DeskWork()
    desk = _Desk(configuration, patient, visit, without)
    true = true_coverages(patient, visit)
    day = visit.day
    was = _earlier(patient, day) if not true or true[0].rank == 1 else None
    if true:
        changed = was is not None and (day - true[0].first).days <= _FRESH_DAYS
    else:
        changed = was is not None and was.last is not None and (day - was.last).days <= _FRESH_DAYS
    fresh = changed or visit.new_patient
    if visit.payer or not true:
        on_file, checked, asked = _coverage(desk, true, was if changed else None)
    else:
        on_file, checked, asked = true, False, ()
    last, first, born = patient.last, patient.first, patient.born
    card = plan_of(on_file[0].payer, on_file[0].plan, on_file[0].member_id) if on_file else None
    if on_file:
        if desk.happens("wrong_member_id", 10 if fresh else 1):
            on_file = (_mistyped(desk, on_file[0]), *on_file[1:])
        if len(on_file) > 1 and desk.happens("wrong_payer_order"):
            desk.wrong("wrong_payer_order", on_file[0].payer, on_file[1].payer)
            on_file = (on_file[1], on_file[0], *on_file[2:])
        if desk.happens("name_or_birth_date_typo", 10 if fresh else 1):
            last, first, born = _misnamed(desk, patient)
    authorization, requests = _authorization(desk, on_file)
    referral = _referral(desk, card)
    taken = _copay(desk, card) if len(on_file) == 1 else 0
    return DeskWork(
        on_file=on_file, checked=checked, authorization=authorization, amount_taken=taken, abn=_notice(desk, on_file),
        errors=tuple(desk.errors), last=last, first=first, born=born, referral=referral,
        amount_cosmetic=sum([service.price for service in visit.services if service.nature == "cosmetic"]),
        coverages_asked=asked, authorizations_asked=requests,
        minutes=3 + (2 if checked else 0) + 25 * len(requests),
    )  # fmt: skip


def authorized(desk: DeskWork, number: str) -> DeskWork:
    """Return the desk's work with the authorization number that a payer gave, or "" when it gave none."""
    return msgspec.structs.replace(desk, authorization=number)


def _coverage(
    desk: _Desk, true: tuple[CoverageSpan, ...], was: CoverageSpan | None
) -> tuple[tuple[CoverageSpan, ...], bool, tuple[CoverageAsked, ...]]:
    """Return the coverages believed in, whether eligibility was asked, and what was asked."""
    if not true and was is None:
        return (), False, ()
    checked = not desk.happens("eligibility_not_checked")
    if not checked:
        desk.wrong("eligibility_not_checked")
        if was is not None and desk.happens("old_coverage_on_file"):
            desk.wrong("old_coverage_on_file", true[0].payer if true else "", was.payer)
            return (was,), False, ()
        return true, False, ()
    on = desk.visit.day - timedelta(days=desk.chance("eligibility").between(1, 3))
    on = max(on, desk.visit.booked_on)
    asked = tuple(CoverageAsked(on, span) for span in ((was,) if was is not None else ()) + true)
    return true, True, asked


def _mistyped(desk: _Desk, span: CoverageSpan) -> CoverageSpan:
    """Swap two neighboring characters of a member id, or change its last one when they are alike."""
    chance = desk.chance("member_id")
    member = span.member_id
    at = chance.below(max(1, len(member) - 1))
    typed = member[:at] + member[at + 1 : at + 2] + member[at : at + 1] + member[at + 2 :]
    if typed == member:
        typed = member[:-1] + ("7" if member[-1:] != "7" else "1")
    desk.wrong("wrong_member_id", member, typed)
    return msgspec.structs.replace(span, member_id=typed)


def _misnamed(desk: _Desk, patient: Patient) -> tuple[str, str, date]:
    """Return name and birth date with one of them wrong."""
    chance = desk.chance("name")
    if chance.happens(5_000):
        born = patient.born.replace(year=patient.born.year + 1) if patient.born.day != 29 else date(1990, 1, 1)
        desk.wrong("name_or_birth_date_typo", "born", "born")
        return patient.last, patient.first, born
    last = patient.last
    at = chance.below(max(1, len(last) - 1))
    typed = last[:at] + last[at + 1 :] if len(last) > 2 else last + "S"
    desk.wrong("name_or_birth_date_typo", "name", "name")
    return typed, patient.first, patient.born


def _authorization(
    desk: _Desk, on_file: tuple[CoverageSpan, ...]
) -> tuple[str, tuple[AuthorizationAsked, ...]]:  # fmt: skip
    """Return the number obtained and the requests sent."""
    services = [service for service in desk.visit.services if service.needs_authorization]
    if not services or not on_file:
        return "", ()
    if desk.happens("authorization_missing"):
        desk.wrong("authorization_missing", now=services[0].code)
        return "", ()
    lead = desk.chance("authorization").between(*_LEAD_DAYS)
    on = desk.visit.day - timedelta(days=lead)
    if desk.visit.new_patient:
        on = max(desk.visit.booked_on, on)
    request = AuthorizationAsked(
        on=on, coverage=on_file[0], lines=tuple((service.code, service.units) for service in services),
        diagnoses=tuple(dict.fromkeys(code for service in services for code in service.diagnoses))[:4],
        needed_on=desk.visit.day,
    )  # fmt: skip
    return f"AUTH{desk.patient.number:06d}{desk.visit.number:04d}", (request,)


def _referral(desk: _Desk, card: Plan | None) -> str:
    """Return the number of the referral that the plan on the card wants, when somebody sent the patient."""
    if card is None or desk.visit.referrer is None or not card.referral_needed:
        return ""
    if desk.happens("referral_missing"):
        desk.wrong("referral_missing")
        return ""
    return f"REFL{desk.patient.number:06d}{desk.visit.number:04d}"


def _copay(desk: _Desk, card: Plan | None) -> int:
    """Return what the patient paid of the copay that the card names for an office visit."""
    copay = card.copay_visit if card is not None else 0
    if not copay or not any(is_level(service.code) for service in desk.visit.services):
        return 0
    if desk.happens("copay_not_taken"):
        desk.wrong("copay_not_taken", str(copay), "0")
        return 0
    return copay


def _notice(desk: _Desk, on_file: tuple[CoverageSpan, ...]) -> bool:
    if not on_file or not known_payer(on_file[0].payer).is_medicare:
        return False
    if all(service.nature != "conditional" for service in desk.visit.services):
        return False
    return desk.chance("notice").happens(_NOTICE_PARTS)
