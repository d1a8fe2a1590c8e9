"""How a payer says what it decided: status, control numbers, dropped modifiers, split lines, claim-level refusals."""

import msgspec

from cleanskin.kernel.cents import Cents, allocate
from cleanskin.sim.nouns.decision import ClaimDecision, LineDecision
from cleanskin.sim.payer.case import Case
from cleanskin.sim.payer.registry import PAYERS
from cleanskin.sim.payer.sharing import balanced

_REFUSED = ("denied", "unprocessable", "duplicate", "pend")


def in_its_manner(
    case: Case, lines: tuple[LineDecision, ...], asks: dict[int, tuple[str, ...]] | None = None
) -> ClaimDecision:
    """Return the decision as this payer words it."""
    payer = case.payer
    refused = bool(lines) and all(line.outcome in _REFUSED for line in lines)
    crossover = "" if refused else _crossover(case, lines)
    number = case.memory.next_number(payer.payer_id, case.answer_on)
    said = lines if refused else _worded(case, _alerted(case, lines))
    wanted = tuple(sorted({paper for papers in (asks or {}).values() for paper in papers}))
    unprocessable = refused and lines[0].outcome == "unprocessable"
    return ClaimDecision(
        claim=case.claim,
        payer=payer.key,
        status=_status(lines, refused=refused, crossover=crossover),
        number=number,
        day=case.answer_on,
        lines=said,
        kind="pend" if refused and lines[0].outcome == "pend" else "decision",
        interest=_interest(case, lines),
        crossover_to=crossover,
        remarks=("MA130",)
        if unprocessable and "MA130" in lines[0].remarks
        else ("MA01",)
        if payer.kind == "medicare"
        else (),
        asks=wanted,
        level="claim" if refused and payer.claim_level_refusals and _alike(lines) else "line",
        received=case.received,
        corrected=_corrected(case),
        echoed=not (payer.unechoed_parts and case.chance_for("echo").happens(payer.unechoed_parts)),
    )


def _status(lines: tuple[LineDecision, ...], *, refused: bool, crossover: str) -> str:
    """Return CLP02: 4 refused, 19 paid and forwarded, 1 else (also returned as unprocessable, or pended)."""
    if refused and lines[0].outcome not in ("unprocessable", "pend"):
        return "4"
    return "19" if crossover else "1"


_MUST_NOT_PAY = {"1": "N781", "2": "N782", "3": "N783"}
"""Alerts by CARC: a qualified Medicare beneficiary may not be billed for deductible, coinsurance, copay."""


def _alerted(case: Case, lines: tuple[LineDecision, ...]) -> tuple[LineDecision, ...]:
    """Add the alerts of a qualified Medicare beneficiary to what would be his share."""
    if not case.payer.kind.startswith("medicare") or not case.book.is_qualified(case.payer.key, case.member_id):
        return lines
    found = []
    for line in lines:
        alerts = [_MUST_NOT_PAY[carc] for group, carc, _ in line.adjustments if group == "PR" and carc in _MUST_NOT_PAY]
        found.append(msgspec.structs.replace(line, remarks=(*line.remarks, *alerts)) if alerts else line)
    return tuple(found)


def _corrected(case: Case) -> tuple[str, ...]:
    """Return the member's names as the payer has them, when the claim spells them otherwise."""
    if case.span is None:
        return ()
    last, first = case.book.called(case.payer.key, case.member_id)
    treated = case.claim.treated
    if not last or (last.upper() == treated.name.upper() and first.upper() == treated.first_name.upper()):
        return ()
    return last, first, ""


def _alike(lines: tuple[LineDecision, ...]) -> bool:
    """True when every line is refused for the same reason: then a claim-level refusal says it all."""
    return len({(line.rule, line.remarks, tuple(a[:2] for a in line.adjustments)) for line in lines}) == 1


def _interest(case: Case, lines: tuple[LineDecision, ...]) -> Cents:
    """Return what a late payer owes besides, cents."""
    payer = case.payer
    late = (case.answer_on - case.received).days - payer.interest_after_days
    paid = sum([line.paid for line in lines])
    if not payer.interest_after_days or not payer.interest_yearly_parts or late <= 0 or paid <= 1_000:
        return 0
    return paid * payer.interest_yearly_parts * late // (10_000 * 365)


def _crossover(case: Case, lines: tuple[LineDecision, ...]) -> str:
    """Return the key of the payer to which this one forwards the claim, "" for none."""
    forward = case.payer.crosses_over_to
    if not forward or case.span is None or not sum([line.patient for line in lines]):
        return ""
    others = case.book.others(case.payer.key, case.member_id, case.day)
    return forward if any(span.payer == forward for span in others) and forward in PAYERS else ""


def _worded(case: Case, lines: tuple[LineDecision, ...]) -> tuple[LineDecision, ...]:
    """Drop modifiers or split lines where the payer's system does so."""
    payer = case.payer
    if payer.dropped_modifier_parts:
        chance = case.chance_for("modifiers")
        if chance.happens(payer.dropped_modifier_parts):
            tells = chance.happens(5_000)
            lines = tuple(
                [
                    msgspec.structs.replace(line, modifiers=(), tells_billed=tells)
                    if case.lines[index].modifiers and not line.procedure
                    else line
                    for index, line in enumerate(lines)
                ]
            )
    if payer.split_line_parts and case.chance_for("split").happens(payer.split_line_parts):
        lines = tuple([part for line in lines for part in split_by_units(line)])
    return lines


def split_by_units(line: LineDecision) -> tuple[LineDecision, ...]:
    """Say a paid line of several units in two parts that sum to it."""
    if line.units_paid < 2 or line.paid < 200 or line.procedure or line.outcome != "paid":
        return (line,)
    cut = line.units_paid // 2
    weights = [cut, line.units_paid - cut]
    amounts = [allocate(amount, weights) for _, _, amount in line.adjustments]
    charges = allocate(line.charge, weights)
    allowed = allocate(line.allowed, weights)
    parts = []
    for place, units in enumerate(weights):
        adjustments = tuple(
            [
                (group, carc, split[place])
                for (group, carc, _), split in zip(line.adjustments, amounts, strict=True)
                if split[place]
            ]
        )
        paid = charges[place] - sum([amount for _, _, amount in adjustments])
        parts.append(
            balanced(
                msgspec.structs.replace(
                    line, charge=charges[place], paid=paid, allowed=allowed[place], adjustments=adjustments,
                    units_paid=units,
                )
            )
        )  # fmt: skip
    return tuple(parts)
