"""Nails thinned or trimmed: 11720 up to five thick nails, 11721 six or more; trimming 11719, G0127 (MIN-2).

Reads services "nail_debridement", "nail_trimming" and "nail_clipping", and thinning told of nails as lesions.  The
class findings of the record are a modifier (Q7 to Q9).  A clipping taken to be examined is no biopsy and no trimming.
"""

from collections.abc import Iterator
from typing import Final

from cleanskin.charge.case import Act, Case
from cleanskin.charge.families.nails import is_nail
from cleanskin.charge.family import Draft, Drafted, Family
from cleanskin.charge.foot_care import class_findings
from cleanskin.charge.lesion.places import zone_name
from cleanskin.charge.served import Served, ask, line, part_of, says, sentence, served, total
from cleanskin.record.coding import Query

FAMILY = Family(name="nail_care", covers=("nail",))

_OTHER: Final = {"11720": "11721 needs six nails or more", "11721": "11720 is up to five nails"}


@FAMILY.codes
def codes(case: Case) -> Iterator[Drafted]:
    """Draft thinning, then trimming; tell that a clipping is no biopsy."""
    yield from _thinning(case)
    yield from _trimming(case)
    clipped = served(case, "nail_clipping") + [row for row in served(case, "nail_trimming") if _is_sample(row)]
    if clipped:
        yield part_of("11755", "a clipped piece of nail is no biopsy of the nail unit", clipped, ("MIN-2",))


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
            sentence_to_add="___ thickened nails were debrided.",
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
                sentence="Class findings: ___ with ___ (the systemic disease).",
                codes=(code,),
                rules=("MIN-2",),
            )


def _is_sample(row: Served) -> bool:
    """True for a clipping taken to be examined."""
    return any("clipping" in one.words.casefold() for one in row.service.evidence if one.field == "kind")


def _is_diseased(row: Served) -> bool:
    words = " ".join(one.words.casefold() for one in row.service.evidence)
    return "dystrophic" in words and "nondystrophic" not in words and "non-dystrophic" not in words
