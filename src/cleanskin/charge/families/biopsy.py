"""Biopsies: one first code for the highest technique of a sitting, an add-on for every further lesion (BX-1 to BX-4).

Places with a biopsy code of their own win over the skin codes (BX-9).  Two samples of one lesion are one biopsy;
sites of one eruption are several.
"""

from collections.abc import Iterable, Iterator
from typing import Final

from cleanskin.charge.acts import BIOPSIES
from cleanskin.charge.case import Act, Case
from cleanskin.charge.digits import digit_modifier
from cleanskin.charge.family import Draft, Drafted, Family
from cleanskin.charge.lesion import words
from cleanskin.charge.lesion.lines import line
from cleanskin.charge.lesion.places import NAILS, place_modifiers, zone_of
from cleanskin.rules.biopsy.sampled import ADD_ON, FIRST

FAMILY = Family(name="biopsy", covers=("biopsy",))

_RANK: Final = list(FIRST)
_FURTHER: Final = {"56605": "56606"}
"""Site codes whose further lesions have a code of their own."""

_QUOTED: Final = (*words.ACT, *words.PLACE, *words.COUNT)
_PALATE: Final = ("palate",)
_SKIN_CODES: Final = ("11102", "11104", "11106")


@FAMILY.codes
def codes(case: Case) -> Iterator[Drafted]:
    """Draft the biopsies of each sitting."""
    acts = [act for act in case.acts if act.kind in BIOPSIES and not act.open_question]
    for session in sorted({act.lesion.session for act in acts}):
        held = [act for act in acts if act.lesion.session == session]
        skin = []
        for act in held:
            code = site_code(act, case)
            if code:
                yield from _of_site(act, code, case, [one for one in held if site_code(one, case) == code])
            else:
                skin.append(act)
        yield from _of_skin(skin, case)


def site_code(act: Act, case: Case) -> str:
    """Return the biopsy code of the place itself, "" when the skin codes stand."""
    zone = zone_of(act.lesion, case.day)
    features = act.lesion.features
    if {"nail_unit", "nail_matrix"} & set(features) or (zone is not None and zone.zone in NAILS):
        return "11755"
    if zone is None or not zone.biopsy_codes:
        return ""
    if zone.zone.startswith("eyelid") and "lid_margin" not in features:
        return ""
    if zone.zone == "perineum" and case.encounter.sex == "M":
        return ""
    if act.lesion.site in _PALATE and case.day.procedure("42100"):
        return "42100"
    if zone.zone == "tongue" and "posterior" in features:
        return zone.biopsy_codes[-1]
    return zone.biopsy_codes[0]


def _of_site(act: Act, code: str, case: Case, alike: list[Act]) -> Iterator[Drafted]:
    """Draft one place's own code, once for all its lesions; nails each on their own line, with their digit."""
    further = _FURTHER.get(code, "")
    if code == "11755":
        digit = digit_modifier(act.lesion.site, act.lesion.side)
        same = [one for one in alike if digit and digit_modifier(one.lesion.site, one.lesion.side) == digit]
        if not same or act is same[0]:
            yield from _of_nail(act, case)
        return
    if act is not alike[0]:
        return
    lesions = [one.lesion for one in alike]
    number = sum(one.how_many for one in alike)
    why = f"{words.named(act.lesion)} sampled: a place with a biopsy code of its own, which wins over the skin codes."
    yield line(
        case,
        lesions,
        code=code,
        units=1 if further else number,
        modifiers=(*_before_operation(act, case), *(place_modifiers(lesions[0]) if len(lesions) == 1 else ())),
        quoting=_QUOTED,
        why=why,
        why_not=("11102, 11104, 11106: for skin without a code of its own.",),
        rules=("BX-9",),
    )
    if further and number > 1:
        why = "Each further lesion of the same place."
        yield line(case, lesions, code=further, units=number - 1, quoting=_QUOTED, why=why, rules=("BX-9",))
    for skin in _SKIN_CODES:
        if skin == FIRST.get(act.kind.removeprefix("biopsy_"), ""):
            yield words.part_of(skin, f"{code} is the code of this place.", lesions, ("BX-9",))


def _of_nail(act: Act, case: Case) -> Iterator[Drafted]:
    lesion = act.lesion
    modifier = digit_modifier(lesion.site, lesion.side)
    yield line(
        case,
        (lesion,),
        code="11755",
        units=act.how_many,
        modifiers=(modifier,) if modifier else (),
        quoting=(
            *words.ACT,
            *words.PLACE,
        ),
        why="Part of the nail unit sampled: plate, bed, matrix, folds and the skin under the free edge are one unit.",
        why_not=("11102, 11104, 11106: the nail unit has a biopsy code of its own.",),
        rules=("BX-9", "MIN-2"),
    )
    if not modifier:
        yield words.ask(
            topic="digit",
            question="Which finger or toe, and which side, was the nail unit sampled on?",
            lesions=(lesion,),
            sentence="Nail unit biopsy of the ___ (right/left) finger/toe.",
            why="The line needs the modifier of the digit.",
            codes=("11755",),
            rules=("MIN-2",),
        )


def _of_skin(acts: list[Act], case: Case) -> Iterator[Drafted]:
    told = [act for act in acts if act.kind != "biopsy"]
    for act in acts:
        if act.kind == "biopsy":
            yield _ask_technique(act)
        elif act.lesion.count_is_vague and act.lesion.count is None:
            yield _ask_count(act)
    told = [act for act in told if not (act.lesion.count_is_vague and act.lesion.count is None)]
    if not told:
        return
    by_technique = {
        technique: [act for act in told if act.kind == f"biopsy_{technique}"] for technique in reversed(_RANK)
    }
    is_first = True
    for technique, held in by_technique.items():
        if not held:
            continue
        if is_first:
            first, *rest = _one_by_one(held)
            yield _line(FIRST[technique], [first], 1, technique, case, is_first=True)
            is_first = False
            held = _acts_of(rest)
            number = len(rest)
        else:
            number = sum(act.how_many for act in held)
            yield words.part_of(
                FIRST[technique],
                "One first biopsy code a sitting, that of the highest technique; this lesion takes the add-on.",
                [act.lesion for act in held],
                ("BX-2",),
            )
        if number:
            yield _line(ADD_ON[technique], held, number, technique, case, is_first=False)


def _one_by_one(acts: Iterable[Act]) -> list[Act]:
    return [act for act in acts for _ in range(act.how_many)]


def _acts_of(acts: Iterable[Act]) -> list[Act]:
    return list(dict.fromkeys(acts))


def _line(code: str, acts: list[Act], units: int, technique: str, case: Case, *, is_first: bool) -> Draft:
    lesions = [act.lesion for act in acts]
    rank = "the first lesion, of the highest technique of the sitting" if is_first else "each further lesion"
    places = list(dict.fromkeys(words.named(lesion) for lesion in lesions))
    return line(
        case,
        lesions,
        code=code,
        units=units,
        modifiers=_before_operation(acts[0], case),
        quoting=(
            *words.ACT,
            *words.PLACE,
            *words.COUNT,
        ),
        why=f"{technique.capitalize()} biopsy: {'; '.join(places)} ({rank}).",
        why_not=_NEIGHBORS[technique],
        rules=("BX-1", "BX-2") if is_first else ("BX-2", "BX-3"),
    )


_NEIGHBORS: Final = {
    "tangential": ("11104: no full thickness was punched.", "11300 to 11313: taken to diagnose, not to remove."),
    "punch": ("11102: the full thickness was taken.", "11400 and up: sampled, not removed whole with a margin."),
    "incisional": ("11104: a wedge, not a punch.", "11400 and up: a part was taken, not the whole lesion."),
}


def _before_operation(act: Act, case: Case) -> tuple[str, ...]:
    """Return 59 for a biopsy whose frozen section decided for the operation on the same lesion (BX-10, MOH-7)."""
    other = any(one.lesion.id == act.lesion.id and one.kind in ("mohs", "excision") for one in case.acts)
    return ("59",) if other else ()


def _ask_technique(act: Act) -> Drafted:
    return words.ask(
        topic="technique",
        question=f"How was the {words.named(act.lesion)} sampled: by shave or curette, by punch, or by a wedge?",
        lesions=(act.lesion,),
        sentence="Biopsy technique: tangential (shave) / punch / incisional.",
        why="The technique decides the code.",
        codes=_SKIN_CODES,
        rules=("BX-1",),
    )


def _ask_count(act: Act) -> Drafted:
    return words.ask(
        topic="count",
        question=f"How many lesions or sites were sampled ({words.named(act.lesion)})?",
        lesions=(act.lesion,),
        sentence="___ lesions were sampled, at ___.",
        why="Each lesion or site is one unit.",
        codes=_SKIN_CODES,
        rules=("BX-4",),
    )
