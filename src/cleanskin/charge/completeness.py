"""What the note of each procedure must state before its charge is released: `completeness.tsv`, one row a statement.

One question a line names everything its note lacks, with the sentences to add.  A statement that a family has already
asked for is not asked again.
"""

import functools
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final, NamedTuple

from cleanskin.charge.case import Case
from cleanskin.charge.customs import rows_of
from cleanskin.charge.family import Draft
from cleanskin.record.coding import Query
from cleanskin.record.encounter import DrugGiven, Encounter, Lesion, Service
from cleanskin.reference.dermatology.sites import diagnosis_codes
from cleanskin.reference.dermatology.sites import site as site_named

_TOPICS: Final = {
    "diameter": "size",
    "margin": "margin",
    "count": "count",
    "side": "side",
    "site": "site",
    "depth": "depth",
    "length": "length",
    "result": "pathology",
    "area": "area",
    "defect": "area",
    "flap_area": "area",
    "graft_area": "area",
    "blocks": "blocks",
    "layers": "layers",
    "amount": "drug",
    "waste": "drug waste",
}
"""The topic under which a family asks for a statement itself."""

_READERS: Final = frozenset({"surgeon_reads", "outside_pathologist"})
"""Features that say who read the slides."""

_RESULTS: Final = frozenset({"benign", "malignant", "in_situ", "premalignant", "uncertain"})


class Statement(NamedTuple):
    """One row: what the note of some families must say, in words, and the sentence that says it."""

    families: frozenset[str]
    field: str
    says: str
    sentence: str
    rules: tuple[str, ...]


def missing(drafts: Iterable[Draft], asked: Iterable[Query], case: Case) -> Iterator[Query]:
    """Ask, line by line, for what the note does not state."""
    topics = {(query.topic, lesion) for query in asked for lesion in query.lesions}
    seen: set[tuple[str, ...]] = set()
    for draft in drafts:
        if case.day.add_on(draft.code) is not None or "JW" in draft.modifiers:
            continue
        family = case.day.family(draft.code)
        lacking = [
            row
            for row in _statements_of(family)
            if not _is_stated(row.field, draft, case.encounter)
            and not any((_TOPICS.get(row.field, row.field), one) in topics for one in draft.lesions)
        ]
        key = (draft.code, *draft.lesions)
        if lacking and key not in seen:
            seen.add(key)
            yield Query(
                topic="documentation",
                question=f"The note of {draft.code} does not state {_listed([row.says for row in lacking])}.",
                why="Without it an auditor can take the payment back.",
                codes=(draft.code,),
                sentence_to_add=" ".join(row.sentence for row in lacking),
                lesions=draft.lesions,
                rules=tuple(dict.fromkeys(rule for row in lacking for rule in row.rules)),
            )


@functools.cache
def statements() -> tuple[Statement, ...]:
    """Return the rows of the table."""
    return tuple(
        Statement(
            frozenset(row["families"].split()), row["field"], row["says"], row["sentence"], tuple(row["rules"].split())
        )
        for row in rows_of("completeness.tsv")
    )


@functools.cache
def _statements_of(family: str) -> tuple[Statement, ...]:
    """Return the rows of a family of the code table."""
    return tuple(row for row in statements() if family in row.families)


def _listed(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def _is_stated(field: str, draft: Draft, encounter: Encounter) -> bool:
    """True when every lesion, service or drug of the line states the field; True as well for what does not apply."""
    if field == "surgeon":
        held = [one for one in encounter.lesions if one.id in draft.lesions]
        told = bool(held) and all(_READERS.intersection(one.features) for one in held)
        return told or encounter.same_surgeon_and_pathologist is not None
    if field == "result" and _was_sampled(draft, encounter):
        return True
    found = [thing for one in draft.lesions if (thing := _thing(one, encounter)) is not None]
    return all(_STATED[kind](thing) for thing in found for kind in (_key(field, thing),) if kind in _STATED)


def _was_sampled(draft: Draft, encounter: Encounter) -> bool:
    """True when every lesion of a line has a malignant name and a sample of an earlier day, at its place if told."""
    held = [one for one in encounter.lesions if one.id in draft.lesions]
    samples = [one for one in encounter.prior if one.technique in _SAMPLING and (one.on or one.days_ago is not None)]
    return bool(held) and all(
        lesion.condition and lesion.certainty != "suspected" and any(one.site in ("", lesion.site) for one in samples)
        for lesion in held
    )


_SAMPLING: Final = frozenset({"biopsy", "tangential", "punch", "incisional", "shave"})


def _thing(name: str, encounter: Encounter) -> Lesion | Service | DrugGiven | None:
    lists: dict[str, tuple[Lesion | Service | DrugGiven, ...]] = {"S": encounter.services, "D": encounter.drugs}
    if name[:1] in lists and name[1:].isdigit():
        held = lists[name[0]]
        return held[int(name[1:]) - 1] if 0 < int(name[1:]) <= len(held) else None
    return next((one for one in encounter.lesions if one.id == name), None)


def _key(field: str, thing: Lesion | Service | DrugGiven) -> tuple[str, str]:
    return (type(thing).__name__, field)


def _has_side(lesion: Lesion) -> bool:
    """True when the side is told, or no diagnosis tells the sides of the place apart."""
    held = site_named(lesion.site) if lesion.site else None
    return held is None or bool(lesion.side) or not (held.has_sides and diagnosis_codes(held.zone, "C44", "right"))


def _has_result(lesion: Lesion) -> bool:
    result = lesion.pathology
    return lesion.certainty == "confirmed" or (result is not None and result.behavior in _RESULTS)


_CYSTS: Final = frozenset({"epidermoid_cyst", "pilar_cyst", "cyst", "digital_mucous_cyst", "dermoid_cyst"})
"""Growths that lie under the skin: cut out whole, they are cut out through its full thickness."""


def _is_deep(lesion: Lesion) -> bool:
    deep = {"full_thickness", "to_fat", "to_fascia", "subcutaneous", "subfascial", "by_punch"}
    return bool(lesion.depth) or not deep.isdisjoint(lesion.features)


_STATED: Final[Mapping[tuple[str, str], Callable[..., bool]]] = {
    ("Lesion", "site"): lambda one: bool(one.site) or any(each.field == "site" for each in one.evidence),
    ("Lesion", "side"): _has_side,
    ("Lesion", "technique"): lambda one: bool(one.technique),
    ("Lesion", "diameter"): lambda one: one.diameter_cm is not None or one.excised_cm is not None,
    ("Lesion", "margin"): lambda one: one.margin_cm is not None or one.excised_cm is not None,
    ("Lesion", "depth"): lambda one: _is_deep(one) or one.condition in _CYSTS,
    ("Lesion", "count"): lambda one: one.count is not None or not one.count_is_vague,
    ("Lesion", "area"): lambda one: one.treated_area_sq_cm is not None,
    ("Service", "area"): lambda one: one.area_sq_cm is not None,
    ("Service", "graft_area"): lambda one: one.area_sq_cm is not None,
    ("Service", "place"): lambda one: bool(one.site or one.condition),
    ("Lesion", "result"): _has_result,
    ("Lesion", "blocks"): lambda one: bool(one.mohs_blocks),
    ("Lesion", "length"): lambda one: one.closure_length_cm is not None,
    ("Lesion", "layers"): lambda one: one.closure == "intermediate" or "layered" in one.features,
    ("Lesion", "criteria"): lambda one: one.undermining_cm is not None or bool(one.complex_criteria),
    ("Lesion", "defect"): lambda one: one.defect_area_sq_cm is not None,
    ("Lesion", "flap_area"): lambda one: one.flap_area_sq_cm is not None or "area_total" in one.features,
    ("Lesion", "incisions"): lambda one: one.flap_incisions is True,
    ("Lesion", "graft_area"): lambda one: one.graft_area_sq_cm is not None or one.defect_area_sq_cm is not None,
    ("DrugGiven", "amount"): lambda one: one.amount is not None or one.containers is not None,
    ("DrugGiven", "lot"): lambda one: bool(one.lot) or not one.single_dose,
    ("DrugGiven", "waste"): lambda one: not one.single_dose or one.wasted is not None,
    ("Service", "applied"): lambda one: bool(one.performed_by or one.details),
    ("Service", "agent"): lambda one: bool(one.agent or one.details),
    ("Service", "kilovolts"): lambda one: one.kilovolts is not None,
}
"""Whether a thing of the encounter states a field; a pair that is not here does not apply."""
