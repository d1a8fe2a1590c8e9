"""Two codes that bundle: 59 or its kin on the denied one when it was done elsewhere, else it is not reported.

The line that takes the modifier is column 2 of the pair in the release in force on the day (MOD-5); a pair without a
modifier indicator never opens, except for another session of the day (MOD-4).  Where no pair edit stands but payers
want the lesser line marked all the same, `distinct_lines.tsv` says so: the line of less value takes it, add-ons do not.
"""

import functools
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Final, NamedTuple

import msgspec

from cleanskin.charge.case import Case
from cleanskin.charge.customs import custom, rows_of
from cleanskin.charge.family import Draft, Drafted
from cleanskin.charge.worth import worths
from cleanskin.record.coding import NotReported
from cleanskin.record.procedure import PairEdit
from cleanskin.rules.ncci.pairs import NOT_ADJUDICATED

ORDER = 30

_REPAIRS: Final = {"repair_simple": 1, "repair_intermediate": 2, "repair_complex": 3}
"""Classes of repairs by complexity: the most complex stands without a mark (REP-1)."""


class Apart(NamedTuple):
    """One row of `distinct_lines.tsv`: lines of one family of `one` and one of `other` are marked, by these rules."""

    one: frozenset[str]
    other: frozenset[str]
    rules: tuple[str, ...]


def apply(drafts: tuple[Draft, ...], case: Case) -> Iterator[Drafted]:
    """Mark or drop the denied line of every pair; lines that ask for their refusal (GY) take no part."""
    kept = [draft for draft in drafts if NOT_ADJUDICATED.isdisjoint(draft.modifiers)]
    yield from (draft for draft in drafts if not NOT_ADJUDICATED.isdisjoint(draft.modifiers))
    marks: dict[int, tuple[str, str, tuple[str, ...]]] = {}
    dropped: dict[int, NotReported] = {}
    codes = tuple(dict.fromkeys(draft.code for draft in kept))
    edits = {(edit.column1, edit.column2): edit for edit in case.day.pairs_among(codes)}
    for at, denied in enumerate(kept):
        for other in kept:
            edit = edits.get((other.code, denied.code))
            if other is denied or edit is None or _is_visit(denied, case) or _is_visit(other, case):
                continue
            if _opened(denied, case) or _opened(other, case):
                continue
            if _is_elsewhere(denied, other, edit):
                marks.setdefault(at, _mark(denied, other, edit, case))
            else:
                dropped[at] = _not_reported(denied, other, edit)
    _mark_customary(kept, edits, marks, dropped, case)
    for at, draft in enumerate(kept):
        if at in dropped:
            yield dropped[at]
        elif at in marks:
            modifier, why, rules = marks[at]
            yield msgspec.structs.replace(
                draft,
                modifiers=(*draft.modifiers, modifier),
                why=f"{draft.why} {why}".strip(),
                rules=tuple(dict.fromkeys((*draft.rules, *rules))),
            )
        else:
            yield draft


def _is_visit(draft: Draft, case: Case) -> bool:
    """True for visits, whose pairs are a question of modifiers 25 and 57; and for their add-ons."""
    facts = case.day.procedure(draft.code)
    return facts is not None and facts.visit_class == "visit"


def _opened(draft: Draft, case: Case) -> bool:
    """True when the line already carries a modifier that opens a pair for a reason of its own (58, 59, 78, 79, XS)."""
    return any(
        (facts := case.day.modifier(one)) is not None and facts.ncci_associated and facts.kind in ("distinct", "global")
        for one in draft.modifiers
    )


def _is_elsewhere(denied: Draft, other: Draft, edit: PairEdit) -> bool:
    """True when a modifier may tell the two lines apart: another session, another lesion, another side."""
    if denied.session != other.session:
        return True
    if edit.modifier_indicator != 1:
        return False
    if denied.lesions and other.lesions:
        return set(denied.lesions).isdisjoint(other.lesions)
    return bool(denied.zone and other.zone) and (denied.zone, denied.side) != (other.zone, other.side)


def _mark(denied: Draft, other: Draft, edit: PairEdit, case: Case) -> tuple[str, str, tuple[str, ...]]:
    modifier = "XE" if denied.session != other.session else custom(case.payer).distinct
    where = "at another session of the day" if modifier == "XE" else "at another lesion"
    why = f"{modifier}: {denied.code} is column 2 to {other.code} and was done {where}."
    return modifier, why, ("MOD-4", "MOD-5")


def _not_reported(denied: Draft, other: Draft, edit: PairEdit) -> NotReported:
    how = "whatever was done" if edit.modifier_indicator == 0 else "at one lesion"
    return NotReported(
        code=denied.code,
        why=f"{denied.code} is part of {other.code} {how} ({edit.rationale}).",
        rules=("MOD-4", "BUN-1"),
        lesions=denied.lesions,
        evidence=denied.evidence,
    )


def _mark_customary(
    drafts: list[Draft],
    edits: dict[tuple[str, str], PairEdit],
    marks: dict[int, tuple[str, str, tuple[str, ...]]],
    dropped: dict[int, NotReported],
    case: Case,
) -> None:
    """Mark the lesser of two lines that no edit pairs and that payers still take for one."""
    families = [case.day.family(draft.code) for draft in drafts]
    values = worths([draft.code for draft in drafts], case)
    ranks = {code: _rank(code, values, case) for code in values}
    for at, draft in enumerate(drafts):
        if at in marks or at in dropped or _opened(draft, case) or case.day.add_on(draft.code) is not None:
            continue
        for place, other in enumerate(drafts):
            if place in dropped or other.code == draft.code or ranks[draft.code] > ranks[other.code]:
                continue
            row = _row(families[at], families[place])
            paired = (draft.code, other.code) in edits or (other.code, draft.code) in edits
            if row is None or paired or (draft.lesions and not set(draft.lesions).isdisjoint(other.lesions)):
                continue
            if case.day.add_on(other.code) is not None:
                continue
            modifier = "XE" if draft.session != other.session else custom(case.payer).distinct
            marks[at] = (modifier, f"{modifier}: another lesion than that of {other.code}.", row.rules)
            break


def _rank(code: str, values: Mapping[str, Decimal], case: Case) -> tuple[int, Decimal, int]:
    """Rank a line: repairs by class, then by worth; of two of one worth the lower code ranks higher."""
    return (_REPAIRS.get(case.day.family(code), 0), values[code], -number_of(code))


def number_of(code: str) -> int:
    """Return a code as a number to sort by; 0 for one with a letter."""
    return int(code) if code.isdigit() else 0


def _row(family: str, other: str) -> Apart | None:
    for row in apart():
        if (family in row.one and other in row.other) or (family in row.other and other in row.one):
            return row
    return None


@functools.cache
def apart() -> tuple[Apart, ...]:
    """Return the rows of `distinct_lines.tsv`."""
    return tuple(
        Apart(frozenset(row["one"].split()), frozenset(row["other"].split()), tuple(row["rules"].split()))
        for row in rows_of("distinct_lines.tsv")
    )
