"""Removal of a foreign body under the skin: 10120 simple, 10121 complicated (MIN-1).

Both need an incision.  A splinter lifted out without one is part of the visit; when the record does not say whether
the skin was cut, it is asked.
"""

from collections.abc import Iterator
from typing import NamedTuple

from cleanskin.charge.case import Case
from cleanskin.charge.family import Draft, Drafted, Family
from cleanskin.charge.served import evidence, ids, served, zone_name
from cleanskin.record.coding import NotReported, Query
from cleanskin.record.encounter import Evidence, Lesion

FAMILY = Family(name="foreign_body", covers=("foreign_body",))

CONDITIONS = frozenset({"foreign_body", "splinter", "retained_suture"})
COMPLICATED = frozenset({"complicated", "deep", "dissected", "extensive_dissection", "layered"})


_ACCESS = frozenset({"incision", "no_incision", "extensive_dissection"})
"""Words of how a foreign body was reached, which tell that it was taken out."""


@FAMILY.codes
def codes(case: Case) -> Iterator[Drafted]:
    """Draft each foreign body that was taken out, of the lesions and of the services."""
    taken = list(served(case, "foreign_body_removal"))
    for lesion in case.encounter.lesions:
        is_body = lesion.condition in CONDITIONS or "foreign_body" in lesion.features
        if is_body and (lesion.technique or lesion.intent == "remove" or _ACCESS.intersection(lesion.features)):
            words = {*lesion.features, *lesion.complex_criteria}
            words |= {one for row in taken for one in row.service.details}
            body = _Body((lesion.id,), lesion.site, lesion.side, lesion.evidence)
            yield from _one(body, words, _is_cut(lesion, words), case)
            taken = []
    for row in taken:
        service = row.service
        words = set(service.details)
        is_told = True if "incision" in words else False if "no_incision" in words else None
        yield from _one(_Body(ids((row,)), service.site, service.side, evidence((row,))), words, is_told, case)


def _is_cut(lesion: Lesion, words: set[str]) -> bool | None:
    """Return whether the skin was cut, None when the record does not say."""
    if "no_incision" in words and "incision" not in words:
        return False
    if {lesion.technique, *lesion.further_techniques} & {"drainage", "excision", "incisional"} or "incision" in words:
        return True
    return None


class _Body(NamedTuple):
    """Where one foreign body was, and the words that say so."""

    lesions: tuple[str, ...]
    site: str
    side: str
    evidence: tuple[Evidence, ...]


def _one(body: _Body, words: set[str], is_cut: bool | None, case: Case) -> Iterator[Drafted]:
    is_complicated = bool(words & COMPLICATED)
    if is_complicated or is_cut:
        yield Draft(
            code="10121" if is_complicated else "10120",
            lesions=body.lesions,
            zone=zone_name(case, body.site),
            side=body.side,
            evidence=body.evidence,
            why=f"A foreign body was taken out through an incision{', with dissection' if is_complicated else ''}.",
            rules=("MIN-1",),
        )
    elif is_cut is False:
        yield NotReported(
            code="10120",
            why="No incision is told: a foreign body lifted out without one is part of the visit.",
            rules=("MIN-1",),
            lesions=body.lesions,
            evidence=body.evidence,
        )
    else:
        yield Query(
            topic="technique",
            question="Was the skin cut to take out the foreign body?",
            why="Without an incision its removal is part of the visit.",
            codes=("10120", "10121"),
            sentence_to_add="The foreign body at ___ was removed through a ___ cm incision.",
            lesions=body.lesions,
            evidence=body.evidence,
            rules=("MIN-1",),
        )
