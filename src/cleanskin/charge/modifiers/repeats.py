"""One code on several lesions of the day: units where the code counts, else a line each with 76 or 59 (MOD-6, MOD-9).

A code that counts specimens, stains or allergens is one line with its units.  A code for one lesion or one tumor is a
line a lesion: the second and further ones say that they are no duplicates, unless digits, lids or sides already do.
"""

from collections.abc import Iterator
from typing import Final

import msgspec

from cleanskin.charge.case import Case
from cleanskin.charge.customs import custom
from cleanskin.charge.family import Draft, Drafted

ORDER = 20

ONE_EACH: Final = frozenset({"lesion", "tumor", "site", "defect", "defects and donor areas of one flap"})
"""Unit rules of codes that are billed line by line."""


def apply(drafts: tuple[Draft, ...], case: Case) -> Iterator[Drafted]:
    """Join lines that are the same, and tell apart lines of one code."""
    by_code: dict[str, list[Draft]] = {}
    for draft in drafts:
        by_code.setdefault(draft.code, []).append(draft)
    for draft in drafts:
        same = by_code.pop(draft.code, None)
        if same is not None:
            yield from same if len(same) == 1 else _told_apart(same, case)


def _told_apart(same: list[Draft], case: Case) -> Iterator[Draft]:
    if _counts(same[0].code, case):
        yield from _joined(same)
        return
    seen: set[tuple[str, ...]] = set()
    asked = next((one.words for one in case.encounter.evidence if one.field == "repeats_by"), "")
    mark = asked or custom(case.payer).repeated
    for draft in same:
        anatomic = tuple(one for one in draft.modifiers if _is_anatomic(one, case))
        told = any(_tells_apart(one, case) for one in draft.modifiers)
        if seen and not told and (not anatomic or anatomic in seen):
            first = same[0]
            modifier = "XE" if draft.session != first.session else mark
            is_again = draft.session != first.session and _is_again(draft, case)
            modifier = "76" if is_again else modifier
            why = f"{draft.why} {_AGAIN if is_again else _reason(modifier)}".strip()
            rules = tuple(dict.fromkeys((*draft.rules, "MOD-6")))
            draft = msgspec.structs.replace(draft, modifiers=(*draft.modifiers, modifier), why=why, rules=rules)
        seen.add(anatomic)
        yield draft


_AGAIN: Final = "76: the same once more at a later visit of the day."


def _is_again(draft: Draft, case: Case) -> bool:
    """Say whether a line stands for what was done again to the same lesion by the same clinician (MOD-1)."""
    return any("repeated_today" in one.features for one in case.encounter.lesions if one.id in draft.lesions)


def _counts(code: str, case: Case) -> bool:
    """True when the units of a code count what was done, so that one line holds them all."""
    facts = case.day.procedure(code)
    if facts is None:
        return False
    return facts.add_on or (facts.visit_class in ("pathology", "drug") and facts.unit_rule not in ONE_EACH)


def _joined(same: list[Draft]) -> Iterator[Draft]:
    """Join drafts with the same modifiers, diagnoses and session; the units are added."""
    groups: dict[tuple[object, ...], Draft] = {}
    for draft in same:
        key = (draft.modifiers, draft.icd10, draft.session, draft.waits_for)
        held = groups.get(key)
        groups[key] = draft if held is None else _added(held, draft)
    yield from groups.values()


def _added(one: Draft, other: Draft) -> Draft:
    return msgspec.structs.replace(
        one,
        units=one.units + other.units,
        lesions=tuple(dict.fromkeys((*one.lesions, *other.lesions))),
        evidence=tuple(dict.fromkeys((*one.evidence, *other.evidence))),
    )


def _is_anatomic(modifier: str, case: Case) -> bool:
    facts = case.day.modifier(modifier)
    return facts is not None and facts.kind == "anatomic"


def _tells_apart(modifier: str, case: Case) -> bool:
    """True for a modifier that already says why the line stands beside its like."""
    facts = case.day.modifier(modifier)
    return modifier in ("76", "77", "JW", "26", "TC") or (facts is not None and facts.kind == "distinct")


def _reason(modifier: str) -> str:
    if modifier == "XE":
        return "XE: at another session of the day."
    return f"{modifier}: the same code on another lesion of the day."
