"""What staff do about rejections, refusals, payments and silence: found, fixed, appealed, billed on, or left to lie.

They know what the answer says and what a second look at the record shows, never the payer's rule.  How they treat each
category is a row of `follow_up.tsv` (see `matter.py`).
"""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Literal

import msgspec

from cleanskin.record.provider import Reference
from cleanskin.sim.chance import Chance
from cleanskin.sim.notes.flaws import flaws
from cleanskin.sim.nouns.bill import Bill, CodedLine, DeskWork, FollowUp, SubmissionKind
from cleanskin.sim.nouns.configuration import Configuration
from cleanskin.sim.nouns.decision import ClaimDecision, FrontEnd, LineDecision
from cleanskin.sim.nouns.patient import Patient, Practice
from cleanskin.sim.nouns.visit import TrueVisit
from cleanskin.sim.staff.charge import Again, sent_again
from cleanskin.sim.staff.desk import true_coverages
from cleanskin.sim.staff.matter import BACKLOGS, Habit, Matter, habits
from cleanskin.sim.staff.rates import error_kinds
from cleanskin.sim.staff.reading import read_refusal
from cleanskin.sim.staff.secondary import secondary_bill

_REFUSED = frozenset(("denied", "unprocessable", "duplicate"))
_ROUNDS = 3
"""A claim is worked so often; then staff give up."""
_VOID_PARTS = 15
"""Paid claims that staff find should never have been sent [assumed]."""
_SILENCE_PARTS = 3_500
"""Unanswered claims that somebody misses and sends again [assumed]."""
_UNSUPPORTED = frozenset((
    "overcount_lesions", "wrong_tier", "wrong_units", "em_level_high", "new_instead_of_established", "needless_25",
    "needless_59", "wrong_laterality", "cosmetic_billed_as_medical", "bundled_billed_apart", "add_on_without_primary",
    "unspecified_diagnosis", "wrong_diagnosis_pointer",
))  # fmt: skip
"""Slips by which a line says what the record does not."""


def respond(
    configuration: Configuration, practice: Practice, patient: Patient, visit: TrueVisit, desk: DeskWork, bill: Bill,
    answer: FrontEnd | ClaimDecision, *, round: int = 1, coded: tuple[CodedLine, ...] | None = None,
    worked: int | None = None,
) -> FollowUp:  # fmt: skip
    """Return what staff do about a rejection or a decision on a bill.

    `round` counts the answers to this claim from 1.  `worked` overrides the share of refusals worked, parts in ten
    thousand.  A bill that comes back as `FollowUp.bill` has its day in `ready_on`.
    """
    matter = Matter(
        configuration, practice, patient, visit, desk, bill, round=round, coded=coded, worked=worked
    )  # fmt: skip
    if isinstance(answer, FrontEnd):
        return _rejected(matter, answer)
    if answer.kind in ("reversal", "takeback"):
        return FollowUp(action="nothing", on=answer.day)
    if answer.kind == "pend" or (answer.asks and not answer.paid):
        return _asked(matter, answer)
    refused = [line for line in answer.lines if line.outcome in _REFUSED]
    if not refused:
        return _settled(matter, answer)
    follow = _refused(matter, answer, refused)
    if follow.action in ("nothing", "write_off", "bill_patient") and answer.patient > 0:
        rest = _settled(matter, answer)
        if rest.action == "secondary":
            return rest
    return follow


def silence(
    configuration: Configuration, practice: Practice, patient: Patient, visit: TrueVisit, bill: Bill
) -> FollowUp:  # fmt: skip
    """Return what staff do about a claim that nobody answers: two thirds lie, the others are sent again."""
    chance = Chance(configuration.seed, "silence", patient.number, visit.number, bill.number, bill.identifier)
    on = bill.ready_on + timedelta(days=chance.between(40, 75))
    if not chance.happens(_SILENCE_PARTS):
        return FollowUp(action="nothing", on=on)
    again = sent_again(bill, on=on, kind="resubmission", suffix="S", minutes=8)
    return FollowUp(action="resend", on=on, bill=again, minutes=8)


def _rejected(matter: Matter, answer: FrontEnd) -> FollowUp:
    """Set right what the front door refused and send it again as new."""
    habit = habits()["rejection"]
    on = matter.due(habit, answer.day)
    if matter.round > _ROUNDS or not matter.chance.happens(habit.worked):
        return FollowUp(action="nothing", on=on, reason="rejection")
    is_second = matter.bill.kind == "secondary"
    fixed = frozenset() if is_second else matter.found("rejection", habit.skill)
    bill = matter.written_again(fixed, Again(f"R{matter.round}")) if fixed else None
    if bill is None:
        kind: SubmissionKind = "secondary" if is_second else "resubmission"
        again = sent_again(matter.bill, on=on, kind=kind, suffix=f"R{matter.round}", minutes=habit.minutes)
        return FollowUp(action="resend", on=on, bill=again, minutes=habit.minutes, reason="rejection")
    return _sent(matter, bill, on, "resend", habit, "rejection", fixed)


def _asked(matter: Matter, answer: ClaimDecision) -> FollowUp:
    """Send the records a payer wants, if somebody sees the letter."""
    habit = habits()["documentation_request"]
    on = matter.due(habit, answer.day)
    if not answer.asks:
        return FollowUp(action="nothing", on=on)
    if not matter.chance.happens(habit.worked):
        return FollowUp(action="nothing", on=on, reason="documentation_request")
    return FollowUp(
        action="send_records", on=on, minutes=habit.minutes, means="records", reason="documentation_request",
        supports=_supported(matter.bill, answer.lines) and _documented(matter, answer.lines),
    )  # fmt: skip


def _refused(matter: Matter, answer: ClaimDecision, refused: list[LineDecision]) -> FollowUp:
    """Work a refusal, or leave it."""
    line = max(refused, key=lambda one: one.charge)
    category, group = read_refusal(line, answer.remarks, matter.chance)
    habit = habits()[category]
    on = matter.due(habit, answer.day)
    share = habit.worked if matter.worked is None else min(habit.worked, matter.worked)
    if matter.round > _ROUNDS or not matter.chance.happens(share):
        return FollowUp(action="bill_patient" if group == "PR" else "nothing", on=on, reason=category)
    is_first = matter.bill.kind != "secondary" and answer.order == "primary"
    fixed = matter.found(category, habit.skill) if is_first else frozenset()
    if fixed:
        found = _set_right(matter, answer, line, on, category, fixed)
        if found is not None:
            return found
    if group == "PR" or habit.remedy == "bill_patient":
        action: Literal["bill_patient", "write_off"] = "bill_patient" if group == "PR" else "write_off"
        return FollowUp(action=action, on=on, minutes=habit.minutes, reason=category)
    return _argued(matter, answer, refused, on, category, habit)


def _set_right(
    matter: Matter, answer: ClaimDecision, line: LineDecision, on: date, category: str, fixed: frozenset[str]
) -> FollowUp | None:
    """Return the claim set right, in the way its payer wants it; None when nobody is left to bill."""
    habit = habits()[category]
    fresh = line.outcome == "unprocessable" or "MA130" in (*line.remarks, *answer.remarks)
    payer = matter.payer
    replacing = Again(f"C{matter.round}", "7", answer.number)
    bill = matter.written_again(fixed, Again(f"C{matter.round}") if fresh else replacing)
    if bill is None:
        return FollowUp(action="bill_patient", on=on, minutes=habit.minutes, reason=category, fixed=_order(fixed))
    if bill.claim.coverage.payer.id != payer.party.id:
        bill = matter.written_again(fixed, Again(f"C{matter.round}")) or bill
        return _sent(matter, bill, on, "resend", habit, category, fixed)
    if fresh:
        return _sent(matter, bill, on, "resend", habit, category, fixed)
    if payer.corrects == "new_claim":
        return FollowUp(
            action="appeal", on=on, minutes=habit.minutes, reason=category, fixed=_order(fixed), means="reopening",
            supports=_supported(bill, ()), bill=bill,
        )  # fmt: skip
    return _sent(matter, bill, on, "correct", habit, category, fixed)


def _sent(
    matter: Matter, bill: Bill, on: date, action: Literal["resend", "correct"], habit: Habit, category: str,
    fixed: frozenset[str],
) -> FollowUp:  # fmt: skip
    kind = "corrected" if action == "correct" else "resubmission"
    bill = msgspec.structs.replace(bill, kind=kind, ready_on=on, minutes=habit.minutes)
    return FollowUp(
        action=action, on=on, bill=bill, minutes=habit.minutes, reason=category, fixed=_order(fixed),
        supports=_supported(bill, ()),
    )  # fmt: skip


def _argued(
    matter: Matter, answer: ClaimDecision, refused: list[LineDecision], on: date, category: str, habit: Habit
) -> FollowUp:  # fmt: skip
    """Return what is done when no slip was found: an appeal, records, the same claim again, or the end."""
    supports = _supported(matter.bill, refused) and _documented(matter, refused)
    if habit.remedy in ("appeal", "correct") and (on - answer.day).days <= matter.payer.appeal_days:
        return FollowUp(
            action="appeal", on=on, minutes=habit.minutes + 10, means="appeal", supports=supports, reason=category
        )  # fmt: skip
    if habit.remedy == "send_records":
        return FollowUp(
            action="send_records", on=on, minutes=habit.minutes, means="records", supports=supports, reason=category
        )  # fmt: skip
    if (
        habit.remedy == "resend"
        and answer.order == "primary"
        and any(line.outcome == "unprocessable" for line in refused)
    ):
        again = sent_again(
            matter.bill, on=on, kind="resubmission", suffix=f"N{matter.round}", minutes=habit.minutes
        )  # fmt: skip
        return FollowUp(action="resend", on=on, bill=again, minutes=habit.minutes, reason=category)
    if habit.remedy == "resend" and category == "enrolment_credentialing":
        return FollowUp(
            action="appeal", on=on, minutes=habit.minutes, means="appeal", supports=supports, reason=category
        )  # fmt: skip
    return FollowUp(action="write_off", on=on, minutes=habit.minutes, reason=category)


def _settled(matter: Matter, answer: ClaimDecision) -> FollowUp:
    """Bill on what a payer left: to the next payer, then to the patient."""
    bill = matter.bill
    if answer.paid and bill.kind == "original" and matter.payer.corrects == "replacement":
        point = matter.chance.below(10_000)
        if point < _VOID_PARTS:
            return _voided(matter, answer)
    share = answer.patient
    if share <= 0 or bill.population in ("capitated", "encounter"):
        return FollowUp(action="nothing", on=answer.day)
    if answer.order == "primary" and not answer.crossover_to and bill.kind != "secondary":
        covering = true_coverages(matter.patient, matter.visit)
        key = matter.payer.key
        span = next((one for one in covering if one.payer != key), None) if len(covering) > 1 else None
        if span is not None and covering[0].payer == key:
            on = answer.day + timedelta(days=matter.chance.draw(BACKLOGS["quick"]))
            second = secondary_bill(bill, answer, span, on=on, suffix=f"B{matter.round}")
            if second is not None:
                return FollowUp(action="secondary", on=on, bill=second, minutes=second.minutes)
    on = answer.day + timedelta(days=matter.chance.draw(BACKLOGS["statement"]))
    return FollowUp(action="bill_patient", on=on, minutes=2, reason="patient_responsibility")


def _voided(matter: Matter, answer: ClaimDecision) -> FollowUp:
    on = answer.day + timedelta(days=matter.chance.between(5, 40))
    claim = msgspec.structs.replace(
        matter.bill.claim, frequency_code="8",
        references=(Reference(kind="F8", value=answer.number), *matter.bill.claim.references),
    )  # fmt: skip
    void = sent_again(matter.bill, on=on, kind="void", suffix="V", minutes=10, claim=claim)
    return FollowUp(
        action="void", on=on, bill=msgspec.structs.replace(void, replaces=answer.number), minutes=10, reason="other"
    )  # fmt: skip


def _supported(bill: Bill, lines: Sequence[LineDecision]) -> bool:
    """Return whether the record backs these lines of a bill (all when none are named): done, and billed as done."""
    wrong = {error.line for error in bill.errors if error.kind in _UNSUPPORTED}
    named = {line.number for line in lines}
    for service, line in zip(bill.services, bill.claim.lines, strict=False):
        if (not named or line.number in named) and (service is None or line.number in wrong):
            return False
    return True


def _documented(matter: Matter, lines: Sequence[LineDecision]) -> bool:
    """Return whether the note says of the lesions behind these lines all that a reviewer looks for."""
    named = {line.number for line in lines}
    lesions = {
        lesion
        for service, line in zip(matter.bill.services, matter.bill.claim.lines, strict=False)
        if line.number in named and service is not None
        for lesion in matter.visit.services[service].lesions
    }
    return not any(flaw.line in lesions for flaw in flaws(matter.configuration, matter.visit))


def _order(kinds: frozenset[str]) -> tuple[str, ...]:
    return tuple([kind for kind in error_kinds() if kind in kinds])
