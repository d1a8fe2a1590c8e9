"""The order of lines and of the modifiers on a line (MOD-3, MOD-8).

Lines stand by their value, the highest relative value first, visits among them; an add-on follows its parent, a drug
what it was given with, the second line of one code its first.  Prices decide nothing else here.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Final

from cleanskin.charge.case import Case
from cleanskin.charge.family import Draft
from cleanskin.charge.worth import worths

_ORDER_UNKNOWN: Final = 2


def ordered(drafts: Sequence[Draft], case: Case) -> tuple[Draft, ...]:
    """Return the lines in the order in which they are billed."""
    followers: dict[int, list[Draft]] = {}
    leaders: list[tuple[int, Draft]] = []
    for at, draft in enumerate(drafts):
        parent = _parent(at, drafts, case)
        if parent is None:
            leaders.append((at, draft))
        else:
            followers.setdefault(parent, []).append(draft)
    values = worths([draft.code for draft in drafts], case)
    leaders.sort(key=lambda placed: (*_rank(placed[1], values, case), placed[0]))
    found: list[Draft] = []
    for at, draft in leaders:
        found.append(draft)
        found += sorted(followers.get(at, ()), key=lambda one: _rank(one, values, case))
    return tuple(found)


def in_order(modifiers: Sequence[str], case: Case) -> tuple[str, ...]:
    """Return the modifiers of a line, each once: those that change the payment first."""
    once = tuple(dict.fromkeys(modifiers))
    return once if len(once) < 2 else tuple(sorted(once, key=lambda one: _modifier_rank(one, case)))


def _modifier_rank(modifier: str, case: Case) -> int:
    facts = case.day.modifier(modifier)
    return _ORDER_UNKNOWN if facts is None else facts.order


def _parent(at: int, drafts: Sequence[Draft], case: Case) -> int | None:
    """Return the place of the line that this one follows; None for a line that stands by itself."""
    draft = drafts[at]
    facts = case.day.procedure(draft.code)
    if facts is None:
        return None
    if facts.add_on:
        edit = case.day.add_on(draft.code)
        primaries = {one.code for one in edit.primaries} if edit else set()
        primaries.update(facts.parents)
        found = [place for place, other in enumerate(drafts) if other.code in primaries]
        shared = [place for place in found if not set(draft.lesions).isdisjoint(drafts[place].lesions)]
        return next(iter(shared or found), None)
    if facts.visit_class == "drug" and facts.drug:
        for place, other in enumerate(drafts):
            if place != at and not set(draft.lesions).isdisjoint(other.lesions) and not _is_drug(other, case):
                return place
    return None


def _is_drug(draft: Draft, case: Case) -> bool:
    facts = case.day.procedure(draft.code)
    return facts is not None and facts.visit_class == "drug"


def _rank(draft: Draft, values: Mapping[str, Decimal], case: Case) -> tuple[int, Decimal, str, int]:
    """Sort by: drugs last, higher value first, code, unmodified before modified."""
    return (int(_is_drug(draft, case)), -values[draft.code], draft.code, len(draft.modifiers))
