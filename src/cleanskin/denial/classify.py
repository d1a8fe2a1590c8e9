"""What one adjustment is, and whose work it makes: a pure function of its tuple.

The tuple is group code, CARC, RARCs, whether the line was paid, which payer in turn speaks, and whether the claim is a
reversal.  No code decides alone: the same CARC is a denial, a reduction of a paid line, the patient's share or a
takeback (DEN-1).  "undetermined" is an answer.

Order of decision:

1. A reversal (claim status 22) undoes an earlier adjustment: takeback, never a denial.
2. An unknown CARC is undetermined; an unknown group code leaves denials and pends standing and makes the rest
   undetermined, because only the group says who bears the amount.
3. The CARC's own outcome, turned by the group: what PR leaves to the patient is patient share unless the CARC refuses
   the service (PR-96, PR-204, PR-50 are denials that the patient may owe, not plain patient share).
4. MA130 makes a refusal unprocessable; a recovery audit (N432) makes it a takeback.
5. Root cause: the most specific row of overrides.tsv; then, for CARCs that only point to their remark (16, 96, A1), the
   remark's own category, and undetermined without one unless the patient is to bear it; then the CARC's.  Alerts
   explain nothing (DEN-7).  Of two causes the narrower one wins (global period before bundling, modifier before
   coding); causes that contradict leave it undetermined.
6. Action and appeal: safety rows first (DEN-5, DEN-6), then the rows above.  Nobody is sent to bill a patient where the
   group code or a remark forbids it.
"""

from collections.abc import Iterable
from datetime import date
from typing import Literal

import msgspec

from cleanskin.denial.codebook import Appeal, Book, GroupCode, Override, Reason, Recoverable, book

Outcome = Literal[
    "contractual",
    "patient_share",
    "denial",
    "unprocessable",
    "pend",
    "takeback",
    "other_payer",
    "informational",
    "duplicate",
    "undetermined",
]

Doubt = Literal[
    "unknown_carc",
    "unknown_group_code",
    "remark_missing",
    "remark_unknown",
    "remarks_conflict",
    "retired_carc",
    "patient_share_under_contract",
    "no_earlier_payer",
    "protected_patient",
]
"""Why an answer is less than certain; each is a finding of `findings.py`."""

REFUSALS: tuple[Outcome, ...] = ("denial", "unprocessable")
"""Outcomes that refuse an amount: what makes a line denied."""


class AdjustmentClass(msgspec.Struct, frozen=True, kw_only=True):
    """What one adjustment is.  Fields as in `frames.ADJUSTMENT_CLASSES`; `doubts` says what is uncertain."""

    outcome: Outcome
    category: str | None
    action: str
    owner: str
    recoverable: Recoverable
    appeal: Appeal
    why: str
    known: bool
    doubts: tuple[Doubt, ...] = ()


class _Cause(msgspec.Struct, frozen=True):
    """Root cause and next action, with the rule that chose them."""

    category: str
    action: str
    appeal: Appeal
    why: str
    conflict: bool = False


def normal_remarks(remarks: Iterable[str]) -> frozenset[str]:
    """Return remark codes upper-cased, trimmed, without repeats and empties."""
    return frozenset(code for code in (remark.strip().upper() for remark in remarks) if code)


def classify(
    *,
    group_code: str | None,
    carc: str | None,
    remarks: Iterable[str] = (),
    is_paid: bool,
    payer_order: str = "primary",
    is_reversal: bool = False,
    as_of: date | None = None,
) -> AdjustmentClass:
    """Classify one adjustment.

    `remarks` are the RARCs of its line and claim.  `is_paid` says that its line (at claim level its claim) was paid
    more than zero, or allowed and left to the patient.  `payer_order` is primary, secondary or tertiary; `as_of`
    chooses the row of a dated code (None: latest).
    Never raises: unknown codes are kept, with `known` false.
    """
    tables = book()
    group_text = (group_code or "").strip().upper()
    carc_text = (carc or "").strip().upper()
    codes = normal_remarks(remarks)
    reason = tables.reason(carc_text, as_of)
    group = tables.groups.get(group_text)
    if is_reversal:
        return _takeback(reason is not None and group is not None, "claim status 22 undoes an earlier decision")
    if reason is None:
        return _unknown_carc(group is not None)
    outcome, why = _outcome(reason, group, is_paid=is_paid, remarks=codes)
    doubts = _doubts(tables, reason, group, outcome, payer_order=payer_order, remarks=codes, as_of=as_of)
    cause = _cause(tables, reason, group_text, codes, outcome)
    if cause.conflict:
        doubts = (*doubts, "remarks_conflict")
    if outcome == "denial" and cause.category == "duplicate":
        outcome, why = "duplicate", cause.why
    protected = bool(codes & PROTECTED_PATIENT)
    return _assemble(tables, reason, group, outcome, cause, why=why, doubts=doubts, protected=protected)


def _takeback(known: bool, why: str) -> AdjustmentClass:
    return AdjustmentClass(
        outcome="takeback",
        category=None,
        action="recoup_review",
        owner="biller",
        recoverable="depends",
        appeal="depends",
        why=why,
        known=known,
    )


def _unknown_carc(group_known: bool) -> AdjustmentClass:
    doubts: tuple[Doubt, ...] = ("unknown_carc",) if group_known else ("unknown_carc", "unknown_group_code")
    return AdjustmentClass(
        outcome="undetermined",
        category="undetermined",
        action="investigate",
        owner="biller",
        recoverable="depends",
        appeal="depends",
        why="the reason code is not in the tables",
        known=False,
        doubts=doubts,
    )


def _outcome(reason: Reason, group: GroupCode | None, *, is_paid: bool, remarks: frozenset[str]) -> tuple[Outcome, str]:
    """Return the outcome and the rule that decided it (steps 2 to 4)."""
    outcome = reason.outcome
    if outcome == "denial" or outcome == "reduction" or outcome == "pend" or outcome == "duplicate":
        return _refusal(reason, group, is_paid=is_paid, remarks=remarks)
    if group is None:
        return "undetermined", "the group code does not say who bears the amount"
    if group.group_code == "PR":
        return "patient_share", "left to the patient: " + reason.meaning.lower()
    if outcome == "patient_share":
        if group.group_code == "OA":
            return "informational", "a patient-share code under OA: another payer's or the plan's arithmetic"
        return "contractual", "a patient-share code that may not be billed to the patient (group " + (
            f"{group.group_code})"
        )
    if reason.carc == "45":
        return "contractual", (
            "paid as contracted: above the agreed or legal price" if is_paid else "above the agreed or legal price"
        )
    return outcome, reason.meaning


def _refusal(reason: Reason, group: GroupCode | None, *, is_paid: bool, remarks: frozenset[str]) -> tuple[Outcome, str]:
    """Decide a CARC that refuses, reduces or holds an amount."""
    if "MA130" in remarks:
        return "unprocessable", "MA130: the payer took no decision; a new claim, no appeal"
    if "N432" in remarks:
        return "takeback", "N432: changed after an audit"
    if reason.outcome == "pend":
        return "pend", "held, not refused: " + reason.meaning.lower()
    if reason.outcome == "duplicate":
        return "duplicate", reason.meaning
    if reason.outcome == "reduction" and is_paid and reason.category == "contractual":
        if group is not None and group.patient_may_be_billed:
            return "patient_share", "a price reduction left to the patient"
        return "contractual", "a price reduction of a paid line"
    part = "refused in part: " if is_paid else "refused: "
    liable = "; the patient may owe it" if group is not None and group.patient_may_be_billed else ""
    return "denial", part + reason.meaning.lower() + liable


def _doubts(
    tables: Book,
    reason: Reason,
    group: GroupCode | None,
    outcome: Outcome,
    *,
    payer_order: str,
    remarks: frozenset[str],
    as_of: date | None,
) -> tuple[Doubt, ...]:
    """Return what is uncertain about an adjustment whose CARC is known."""
    doubts: list[Doubt] = []
    if group is None:
        doubts.append("unknown_group_code")
    if reason.status != "active" or (as_of is not None and as_of not in reason.period):
        doubts.append("retired_carc")
    speaking = [code for code in remarks if code not in tables.remarks or tables.remarks[code].kind != "alert"]
    if reason.remark_required and not speaking:
        doubts.append("remark_missing")
    elif reason.category_by_remark and not any(code in tables.remarks for code in speaking):
        doubts.append("remark_unknown")
    if reason.outcome == "patient_share" and outcome == "contractual":
        doubts.append("patient_share_under_contract")
    if outcome == "other_payer" and payer_order == "primary":
        doubts.append("no_earlier_payer")
    if outcome == "patient_share" and remarks & PROTECTED_PATIENT:
        doubts.append("protected_patient")
    return tuple(doubts)


PROTECTED_PATIENT = frozenset(("N781", "N782", "N783"))
"""Remarks that forbid billing the patient (DEN-6)."""


def _cause(tables: Book, reason: Reason, group_code: str, remarks: frozenset[str], outcome: Outcome) -> _Cause:
    """Return root cause, action and appeal (steps 5 and 6)."""
    rows = tables.overrides_for(reason.carc, group_code, remarks)
    safety = [row for row in rows if row.carc == "*" and _applies(row, outcome)]
    cause = _specific_cause(
        tables, reason, [row for row in rows if row.carc != "*"], remarks, is_patients=group_code == "PR"
    )  # fmt: skip
    if not safety:
        return cause
    first = safety[0]
    category = cause.category
    silent = reason.category_by_remark and category in (reason.category, "undetermined")
    if first.category_use in ("replaces", "patient_share_only") or (first.category_use == "when_silent" and silent):
        category = first.category
    return _Cause(category, first.action, first.appeal, first.why, cause.conflict and category == "undetermined")


def _applies(row: Override, outcome: Outcome) -> bool:
    """True when a safety row speaks to this outcome: patient rows to patient share, the others to what was not paid."""
    if row.category_use == "patient_share_only":
        return outcome == "patient_share"
    return outcome in ("denial", "unprocessable", "pend", "duplicate", "takeback", "undetermined")


def _specific_cause(
    tables: Book, reason: Reason, rows: list[Override], remarks: frozenset[str], *, is_patients: bool
) -> _Cause:  # fmt: skip
    """Return the cause by the most specific override rows, else by the remarks, else by the CARC alone."""
    if rows:
        best = max(_specificity(row) for row in rows)
        top = [row for row in rows if _specificity(row) == best]
        candidates = [_Cause(row.category, row.action, row.appeal, row.why) for row in top]
    elif reason.category_by_remark:
        candidates = [
            _Cause(remark.category, remark.action or reason.action, reason.appeal, remark.meaning)
            for remark in (tables.remarks.get(code) for code in sorted(remarks))
            if remark is not None and remark.kind == "explains" and remark.category is not None
        ]
    else:
        candidates = []
    if candidates:
        return _agreed(tables, candidates)
    # a CARC that sends the reader to its remark names no cause without it; a group that charges the patient does
    category = "undetermined" if reason.category_by_remark and not is_patients else reason.category
    return _Cause(category, reason.action, reason.appeal, reason.meaning)


def _specificity(row: Override) -> int:
    """Rank an override: a named remark counts more than a named group."""
    return (row.rarc != "*") * 2 + (row.group_code != "*")


def _agreed(tables: Book, candidates: list[_Cause]) -> _Cause:
    """Return the one cause that all candidates allow, the narrower before the wider; undetermined when they differ."""
    found = {cause.category for cause in candidates}
    wider = {tables.categories[name].narrower_than for name in found}
    found -= {name for name in found if name in wider}
    left = [cause for cause in candidates if cause.category in found]
    if len(found) > 1:
        return _Cause("undetermined", "investigate", "depends", "the remarks name different causes", True)
    barred = [cause for cause in left if cause.appeal == "no"]
    return barred[0] if barred else left[0]


def _assemble(
    tables: Book,
    reason: Reason,
    group: GroupCode | None,
    outcome: Outcome,
    cause: _Cause,
    *,
    why: str,
    doubts: tuple[Doubt, ...],
    protected: bool,
) -> AdjustmentClass:
    """Put the answer together, keeping category, action, owner, recoverability and appeal in agreement."""
    action, appeal = cause.action, cause.appeal
    if action == "patient_bill" and protected:
        action = "write_off"
    if action == "patient_bill" and (group is None or not group.patient_may_be_billed):
        action = "investigate"
    recoverable: Recoverable = "no" if action in ("write_off", "close") else reason.recoverable
    if outcome not in ("denial", "unprocessable", "pend", "duplicate", "takeback", "undetermined"):
        appeal = "no"
        recoverable = reason.recoverable
    if outcome == "undetermined":
        action, appeal, recoverable = "investigate", "depends", "depends"
    return AdjustmentClass(
        outcome=outcome,
        category=None if outcome in ("other_payer", "informational", "takeback") else _category(cause, outcome),
        action=action,
        owner=_owner(tables, reason, cause.category, action),
        recoverable=recoverable,
        appeal=appeal,
        why=why if cause.why in (why, reason.meaning) else f"{why} ({cause.why})",
        known=group is not None,
        doubts=doubts,
    )


def _category(cause: _Cause, outcome: Outcome) -> str:
    """Return the root cause; an amount that the group leaves to the patient is the patient's whatever the CARC."""
    if outcome == "patient_share":
        return "patient_responsibility"
    return "undetermined" if outcome == "undetermined" else cause.category


def _owner(tables: Book, reason: Reason, category: str, action: str) -> str:
    """Return who does the next action: the CARC's owner, or the category's when a remark changed the cause."""
    if action in ("patient_bill", "patient_contact"):
        return "front_desk" if reason.owner == "front_desk" else "patient_accounts"
    if action in ("write_off", "close", "wait", "recoup_review") and action != reason.action:
        return "biller"
    if category != reason.category:
        return tables.categories[category].owner
    return "biller" if reason.owner == "patient_accounts" else reason.owner
