"""Nails: removal of the plate, with its matrix for good, blood under the plate, the fold of an ingrown nail.

Reads acts of kind "nail", drainage under a nail, services "nerve_block" and "hematoma_evacuation".  A removed plate is
11730, each further one 11732; with the matrix for good it is 11750 for each nail and holds the plate.  The line names
its digit (TA, T1-T9, FA, F1-F9): when the record does not, it is asked.  The operator's digital block is not apart
(MIN-2, MIN-6).  A loose piece snipped off is no procedure.  Thinning and trimming: `nail_care`.
"""

from collections.abc import Iterator
from typing import Final, NamedTuple

import msgspec

from cleanskin.charge.case import Act, Case
from cleanskin.charge.digits import NAIL_ZONES, digit_modifier, nails_of
from cleanskin.charge.family import Draft, Drafted, Family
from cleanskin.charge.lesion.places import zone_name
from cleanskin.charge.served import sentence, served
from cleanskin.charge.served import zone_name as served_zone
from cleanskin.record.coding import NotReported, Query
from cleanskin.record.encounter import Lesion, Side

FAMILY = Family(name="nails", covers=("nail",))

_MOST_EXTENSIVE: Final = ("11750", "11765", "11730", "11740")
"""Of two codes at one nail the earlier holds the later."""
_DESTROYING: Final = frozenset(
    {"excision", "chemical", "cautery", "electrodesiccation", "laser", "ablation", "destruction", "curettage"}
)
"""What makes the removal of a nail permanent when it is done to the matrix."""
_OF_NAILS: Final = ("drainage",)
"""Acts that are procedures of a nail when the lesion is one."""
_BLOCK: Final = ("digital_block", "ring_block", "nerve_block")


class _Nail(NamedTuple):
    """One nail treated: its code, its digit's modifier ("" when not told), the act."""

    code: str
    digit: str
    act: Act


@FAMILY.codes
def codes(case: Case) -> Iterator[Drafted]:
    """Draft procedures at single nails."""
    acts = [act for act in case.acts if act.kind == "nail" or (act.kind in _OF_NAILS and is_nail(case, act.lesion))]
    sampled = _digits_sampled(case)
    treated = [nail for act in acts for nail in _nails(_placed(case, act))]
    for nail in [one for one in treated if one.code == "11730" and one.digit in sampled]:
        treated.remove(nail)
        yield _only_lifted(nail)
    treated += [nail for act in _told_as_services(case, treated) for nail in _nails(act)]
    yield from _lines(case, treated)
    for act in acts:
        if not _code(act.lesion):
            yield from _no_procedure(act)
    if treated:
        yield from _block(case)


def _digits_sampled(case: Case) -> frozenset[str]:
    """Return the digits whose nail unit was sampled: a plate lifted there is the way to the bed or the matrix."""
    return frozenset(
        digit
        for act in case.acts
        if act.kind.startswith("biopsy")
        and (is_nail(case, act.lesion) or {"nail_unit", "nail_matrix"} & set(act.lesion.features))
        and (digit := digit_modifier(act.lesion.site, act.lesion.side))
    )


def _only_lifted(nail: _Nail) -> NotReported:
    lesion = nail.act.lesion
    return NotReported(
        code=nail.code,
        why="The plate was lifted to sample the nail unit of the same digit: part of 11755.",
        rules=("MIN-2", "BUN-1"),
        lesions=(lesion.id,),
        evidence=lesion.evidence,
    )


def is_nail(case: Case, lesion: Lesion) -> bool:
    """True for a lesion of a nail or under one, by its condition or its place."""
    named = lesion.condition.startswith(("subungual", "onycho", "nail_", "dystrophic_nail", "ingrown"))
    return named or "subungual" in lesion.features or zone_name(lesion, case.day) in NAIL_ZONES


def _told_as_services(case: Case, treated: list[_Nail]) -> Iterator[Act]:
    """Return blood under nails that the record tells as a service alone."""
    if any(nail.code == "11740" for nail in treated):
        return
    for row in served(case, "hematoma_evacuation"):
        service = row.service
        if service.condition.startswith("subungual") or served_zone(case, service.site) in NAIL_ZONES:
            lesion = Lesion(
                id=row.id,
                site=service.site,
                side=service.side,
                condition="subungual_hematoma",
                technique="evacuation",
                evidence=service.evidence,
            )
            yield _placed(case, Act("nail", lesion, service.count or 1))


def _placed(case: Case, act: Act) -> Act:
    """Give an act without a place the one nail that the record names elsewhere (the diagnosis, the block)."""
    if act.lesion.site and not (act.lesion.site in NAIL_ZONES and not act.lesion.side):
        return act
    blocks = [row.service for row in served(case, "nerve_block", "digital_block")]
    told = [(one.site, one.side) for one in case.encounter.lesions] + [(one.site, one.side) for one in blocks]
    named = {(site, side) for site, side in told if site and digit_modifier(site, side or "left")}
    if len(named) != 1:
        return act
    site, side = named.pop()
    return act._replace(lesion=msgspec.structs.replace(act.lesion, site=site, side=side))


def _nails(act: Act) -> Iterator[_Nail]:
    code = _code(act.lesion)
    if code:
        for name, side in nails_of(act.lesion, act.how_many):
            yield _Nail(code, digit_modifier(name, side), act)


def _code(lesion: Lesion) -> str:
    """Return the code of what was done to a nail, "" when it is no procedure of this family."""
    done = {lesion.technique, *lesion.further_techniques}
    if not lesion.technique and lesion.intent == "remove":
        done.add("avulsion")
    features = frozenset(lesion.features)
    is_destroyed = "nail_matrix" in features and bool(done & _DESTROYING)
    is_for_good = bool(features & {"phenol", "permanent"}) or is_destroyed
    if "matrixectomy" in done or is_destroyed or (is_for_good and done & {"avulsion", "excision", "chemical"}):
        return "11750"
    if done & {"evacuation", "drainage", "puncture"} or lesion.condition.startswith("subungual_hematoma"):
        return "11740"
    if "avulsion" in done:
        return "11730"
    return "11765" if "excision" in done else ""


def _lines(case: Case, treated: list[_Nail]) -> Iterator[Drafted]:
    """Draft each nail once, by its most extensive procedure; removed plates beyond the first are add-ons."""
    chosen: list[_Nail] = []
    for nail in sorted(treated, key=lambda one: _MOST_EXTENSIVE.index(one.code)):
        held = next((one for one in chosen if nail.digit and one.digit == nail.digit), None)
        if held is None:
            chosen.append(nail)
        elif held.code != nail.code:
            yield NotReported(
                code=nail.code,
                why=f"{held.code} on the same nail holds it.",
                rules=("MIN-2", "BUN-4"),
                lesions=(nail.act.lesion.id,),
                evidence=nail.act.lesion.evidence,
            )
    order = {id(nail): number for number, nail in enumerate(treated)}
    chosen.sort(key=lambda one: order[id(one)])
    first = next((nail for nail in chosen if nail.code == "11730"), None)
    unnamed: dict[tuple[str, str], list[_Nail]] = {}
    for nail in chosen:
        code = "11732" if nail.code == "11730" and nail is not first else nail.code
        if nail.digit:
            yield _draft(case, code, [nail])
        else:
            unnamed.setdefault((code, nail.act.lesion.id), []).append(nail)
    for (code, _), nails in unnamed.items():
        yield _draft(case, code, nails)
    for act in dict.fromkeys(nail.act.lesion.id for nail in chosen if not nail.digit):
        yield _ask_digit(next(nail for nail in chosen if nail.act.lesion.id == act))
    if any(nail.code == "11750" for nail in chosen) and first is None:
        yield NotReported(
            code="11730",
            why="Removal of the plate is part of the permanent removal.",
            rules=("MIN-2", "BUN-4"),
            lesions=tuple(dict.fromkeys(nail.act.lesion.id for nail in chosen)),
        )


def _draft(case: Case, code: str, nails: list[_Nail]) -> Draft:
    lesion = nails[0].act.lesion
    facts = case.day.procedure(code)
    digit = nails[0].digit
    side: Side = "left" if digit in _LEFT else "right" if digit else lesion.side
    return Draft(
        code=code,
        units=len(nails),
        lesions=(lesion.id,),
        modifiers=(digit,) if digit else (),
        zone=zone_name(lesion, case.day),
        side=side,
        session=lesion.session,
        icd10=_INGROWN if not lesion.condition and _is_ingrown(case, lesion) else (),
        evidence=lesion.evidence,
        why=sentence(facts.label if facts else ""),
        rules=("MIN-2",),
    )


def _is_ingrown(case: Case, lesion: Lesion) -> bool:
    """True for a nail called ingrown, or without a name of its own where all others operated are ingrown."""
    others = {act.lesion.condition for act in case.acts if act.kind == "nail" and act.lesion.condition}
    return "ingrown" in lesion.features or others == {"ingrown_nail"}


_INGROWN: Final = ("L600",)
"""The diagnosis of an ingrown nail that the record tells in a word beside it."""

_LEFT: Final = frozenset({"FA", "F1", "F2", "F3", "F4", "TA", "T1", "T2", "T3", "T4"})


def _ask_digit(nail: _Nail) -> Query:
    lesion = nail.act.lesion
    missing = "side" if any(digit_modifier(lesion.site, side) for side in ("left", "right")) else "digit"
    asked = (
        "On which side was the nail treated?" if missing == "side" else "Which finger or toe was treated, which side?"
    )
    return Query(
        topic="side" if missing == "side" else "site",
        question=asked,
        why="The line names the digit by a modifier (TA to T9, FA to F9).",
        codes=(nail.code,),
        sentence_to_add="The procedure was on the ___ (side) ___ (digit).",
        lesions=(lesion.id,),
        evidence=lesion.evidence,
        rules=("MIN-2",),
    )


def _no_procedure(act: Act) -> Iterator[Drafted]:
    """Tell that a loose plate snipped off or a clipped nail is part of the visit."""
    lesion = act.lesion
    done = {lesion.technique, *lesion.further_techniques}
    if done & {"snip", "clipping"} or "loose" in lesion.features:
        code = "11755" if lesion.intent == "sample" else "11730"
        yield NotReported(
            code=code,
            why="A piece of nail clipped or snipped off is part of the visit, neither a removal nor a biopsy.",
            rules=("MIN-2",),
            lesions=(lesion.id,),
            evidence=lesion.evidence,
        )


def _block(case: Case) -> Iterator[Drafted]:
    blocks = served(case, "nerve_block", "digital_block")
    acts = [act for act in case.acts if act.kind == "nail" and set(_BLOCK) & set(act.lesion.features)]
    if blocks or acts:
        yield NotReported(
            code="64450",
            why="A block by the one who operates is part of the procedure.",
            rules=("MIN-2", "MIN-6"),
            lesions=tuple(act.lesion.id for act in acts) + tuple(row.id for row in blocks),
            evidence=tuple([one for row in blocks for one in row.service.evidence]),
        )
