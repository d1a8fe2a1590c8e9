"""Nails: removal of the plate, with its matrix for good, blood under the plate, thinning, trimming.

Reads acts of kind "nail", drainage under a nail, and services "nail_debridement", "nail_trimming", "nail_clipping",
"nerve_block".  A removed plate is 11730, each further one 11732; with the matrix for good it is 11750 for each nail
and holds the plate.  The line names its digit (TA, T1-T9, FA, F1-F9): when the record does not, it is asked.  The
operator's digital block is not apart (MIN-2, MIN-6).  A clipped nail and a loose one snipped off are no procedure.
"""

from collections.abc import Iterator
from typing import Final, NamedTuple

import msgspec

from cleanskin.charge.case import Act, Case
from cleanskin.charge.digits import NAIL_ZONES, digit_modifier, nails_of
from cleanskin.charge.family import Draft, Drafted, Family
from cleanskin.charge.foot_care import class_findings
from cleanskin.charge.lesion.places import zone_name
from cleanskin.charge.served import Served, ask, line, part_of, says, sentence, served, total
from cleanskin.charge.served import zone_name as served_zone
from cleanskin.record.coding import NotReported, Query
from cleanskin.record.encounter import Lesion, Side

FAMILY = Family(name="nails", covers=("nail",))

_MOST_EXTENSIVE: Final = ("11750", "11765", "11730", "11740")
"""Of two codes at one nail the earlier holds the later."""
_OF_NAILS: Final = ("drainage", "debridement")
"""Acts that are procedures of a nail when the lesion is one."""
_BLOCK: Final = ("digital_block", "ring_block", "nerve_block")


class _Nail(NamedTuple):
    """One nail treated: its code, its digit's modifier ("" when not told), the act."""

    code: str
    digit: str
    act: Act


@FAMILY.codes
def codes(case: Case) -> Iterator[Drafted]:
    """Draft procedures at single nails, then thinning and trimming."""
    acts = [act for act in case.acts if act.kind == "nail" or (act.kind in _OF_NAILS and is_nail(case, act.lesion))]
    treated = [nail for act in acts for nail in _nails(_placed(case, act))]
    treated += [nail for act in _told_as_services(case, treated) for nail in _nails(act)]
    yield from _lines(case, treated)
    for act in acts:
        if not _code(act.lesion):
            yield from _no_procedure(act)
    if treated:
        yield from _block(case)
    yield from _thinning(case)
    yield from _trimming(case)
    clipped = served(case, "nail_clipping") + [row for row in served(case, "nail_trimming") if _is_sample(row)]
    if clipped:
        yield part_of("11755", "a clipped piece of nail is no biopsy of the nail unit", clipped, ("MIN-2",))


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
    features = frozenset(lesion.features)
    is_for_good = bool(features & {"nail_matrix", "permanent"})
    if "matrixectomy" in done or (is_for_good and done & {"avulsion", "excision", "chemical"}):
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
        evidence=lesion.evidence,
        why=sentence(facts.label if facts else ""),
        rules=("MIN-2",),
    )


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
        sentence_to_add="The procedure was on the [right/left] [digit].",
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


def _thinning(case: Case) -> Iterator[Drafted]:
    """Draft thinning of thick nails: up to five, six or more, never both."""
    found = served(case, "nail_debridement")
    thinned = [
        act
        for act in case.acts
        if act.kind in ("nail", "debridement") and act.lesion.technique == "debridement" and is_nail(case, act.lesion)
    ]
    if found:
        thinned = []  # one work told twice
    if not found and not thinned:
        return
    told = total(found)
    number = None if told is None else told + sum(act.how_many for act in thinned)
    is_vague = any(act.lesion.count_is_vague for act in thinned) or any(
        row.service.count is None and row.service.site in ("toenail", "fingernail", "") for row in found
    )
    if number is None or (is_vague and number < 6):
        yield Query(
            topic="count",
            question="How many nails were thinned?",
            why="Up to five nails are one code, six or more another.",
            codes=("11720", "11721"),
            sentence_to_add="[Number] thickened nails were debrided.",
            lesions=tuple(row.id for row in found) + tuple(act.lesion.id for act in thinned),
            evidence=tuple([one for row in found for one in row.service.evidence]),
            rules=("MIN-2",),
        )
        return
    code = "11720" if number <= 5 else "11721"
    modifiers = class_findings(case)
    if found:
        yield line(case, code, found, modifiers=modifiers, why=f"{number} thick nails thinned", why_not=(_OTHER[code],))
    else:
        yield _thinned(case, code, thinned, number)


_OTHER: Final = {"11720": "11721 needs six nails or more", "11721": "11720 is up to five nails"}


def _thinned(case: Case, code: str, thinned: list[Act], number: int) -> Draft:
    """Draft thinning that the record tells of lesions."""
    lesion = thinned[0].lesion
    return Draft(
        code=code,
        lesions=tuple(act.lesion.id for act in thinned),
        modifiers=class_findings(case),
        zone=zone_name(lesion, case.day),
        side=lesion.side,
        evidence=tuple([one for act in thinned for one in act.lesion.evidence]),
        why=f"{number} thick nails thinned.",
        why_not=(sentence(_OTHER[code]),),
        rules=("MIN-2",),
    )


def _trimming(case: Case) -> Iterator[Drafted]:
    """Draft trimming, any number: 11719, and G0127 for diseased nails under Medicare."""
    found = [row for row in served(case, "nail_trimming") if not _is_sample(row)]
    if found:
        diseased = any(says(row.service, "dystrophic") or _is_diseased(row) for row in found)
        code = "G0127" if diseased and case.is_medicare else "11719"
        yield line(case, code, found, modifiers=class_findings(case), rules=("MIN-2",))
        if not class_findings(case) and case.is_medicare:
            yield ask(
                found,
                topic="class findings",
                question="Which systemic disease and class findings does the patient have?",
                why="Medicare pays routine foot care only with them (Q7, Q8 or Q9).",
                sentence="Class findings: [absent pulses, ...] with [systemic disease].",
                codes=(code,),
                rules=("MIN-2",),
            )


def _is_sample(row: Served) -> bool:
    """True for a clipping taken to be examined."""
    return any("clipping" in one.words.casefold() for one in row.service.evidence if one.field == "kind")


def _is_diseased(row: Served) -> bool:
    words = " ".join(one.words.casefold() for one in row.service.evidence)
    return "dystrophic" in words and "nondystrophic" not in words and "non-dystrophic" not in words
