"""Volumes and doses told place by place: "0.3 mL into the right keloid and 0.5 mL into the left" are added."""

import re
from collections.abc import Sequence
from typing import Final

from cleanskin.note.linking.container_numbers import is_needle
from cleanskin.note.mention import Mention

_SIDE_AFTER: Final = re.compile(r"\s*(?:[a-z]\w*\s+){0,4}?(?:the\s+)?(?P<side>right|left|rt|lt|R|L)\b", re.IGNORECASE)
_REACH: Final = 40
"""Most characters between an amount and the place that follows it."""

_BEFORE: Final = 8
"""Most characters between a place and the amount right behind it ("scalp: 0.4 mL")."""

_NOT_GIVEN: Final = re.compile(
    r"\s*(?:/\s*)?(?:\w+\s+){0,2}?(?:was |were )?(?:discarded|wasted|waste\b|wastage|unused|vials?|syringes?|bottles?"
    r"|of (?:[\d.]+\s*% ?)?(?:lido|xylo|bupi|marcaine|saline)|(?:[\d.]+\s*% ?)?(?:lido|xylo|bupi|marcaine))",
    re.IGNORECASE,
)
_HELD_BEFORE: Final = re.compile(r"\b(?:vial|bottle|kit|syringe)\s*(?:of|size|:|=)?\s*$", re.IGNORECASE)
"""What before an amount says that it is what a container holds."""

_NO_PART: Final = re.compile(r"\s*(?:\w+\s+){0,2}?(?:total|altogether|in all|each|per\b|apiece)", re.IGNORECASE)
_TOTAL_BEFORE: Final = re.compile(r"\b(?:total|altogether|sum|in all|wasted|discarded|waste)\W*(?:\w+\W+){0,2}$", re.I)


def by_place(mentions: Sequence[Mention], text: str, kind: str) -> Sequence[Mention]:
    """Return the amounts of a kind that each go to a place of their own; () for fewer than two, or beside a sum."""
    told = [one for one in mentions if one.kind == kind and one.amount is not None and not is_needle(one, text)]
    computed = [one for one in told if text[max(0, one.start - 3) : one.start].rstrip().endswith(("=", "("))]
    if 1 < len(computed) == len({one.amount for one in mentions if one.kind == "concentration"}):
        return computed  # "40 mg/mL, 0.5 mL (= 20 mg) ... 10 mg/mL, 0.5 mL (= 5 mg)": each strength has its own
    if len(told) < 2 or any(_TOTAL_BEFORE.search(text, max(0, one.start - 24), one.start) for one in told):
        return ()
    sites = [one for one in mentions if one.kind == "site"]
    first = next((one for one in told if not _NOT_GIVEN.match(text, one.end)), told[0])
    leads = any(0 <= first.start - one.end <= _BEFORE for one in sites)
    places: dict[tuple[str, str], Mention] = {}
    for at, one in enumerate(told):
        if _NO_PART.match(text, one.end):
            return ()
        if _NOT_GIVEN.match(text, one.end) or _HELD_BEFORE.search(text, max(0, one.start - 16), one.start):
            continue
        if leads:
            start = max(told[at - 1].end if at else 0, one.start - _REACH)
            place = _place_before(one, sites, start)
        else:
            place = _place_after(one, sites, text, told[at + 1].start if at + 1 < len(told) else one.end + _REACH)
        if place is None and len(places) < 2:
            continue
        if place in places:
            return ()
        places[place or ("", str(at))] = one
    return tuple(places.values()) if len(places) > 1 else ()


def _place_before(amount: Mention, sites: Sequence[Mention], start: int) -> tuple[str, str] | None:
    """Return the place and side right before an amount."""
    return next(
        ((one.value, one.side) for one in reversed(sites) if start <= one.start and one.end <= amount.start), None
    )


def _place_after(amount: Mention, sites: Sequence[Mention], text: str, end: int) -> tuple[str, str] | None:
    """Return the place and side behind an amount, or the side alone."""
    reach = min(end, amount.end + _REACH)
    site = next((one for one in sites if amount.end <= one.start < reach), None)
    if site is not None:
        return site.value, site.side
    side = _SIDE_AFTER.match(text, amount.end, reach)
    return ("", side["side"][0].lower()) if side else None


def not_for_looks(told: list[Sequence[Mention]], named: Sequence[Sequence[Mention]]) -> list[Sequence[Mention]]:
    """Leave out sentences of what was given for looks or for money, where others tell of amounts: another vial."""
    paid = [each for each in told if any(one.kind in ("cosmetic_signal", "money") for one in each)]
    rest = [each for each in told if each not in paid]
    return rest if any(one.kind == "dose" for each in (*rest, *named) for one in each) else told
