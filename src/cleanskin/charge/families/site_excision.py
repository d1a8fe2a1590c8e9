"""Excisions with codes of their own: hidradenitis, pilonidal cysts, and the mouth, lip, lid margin, ear canal, genital
and anal warts (EXC-4, EXC-11)."""

from collections.abc import Iterator
from typing import Final

import msgspec

from cleanskin.charge.case import Act, Case
from cleanskin.charge.family import Draft, Drafted, Family
from cleanskin.charge.lesion import words
from cleanskin.charge.lesion.closures import closed
from cleanskin.charge.lesion.excised import excision_family, special_site
from cleanskin.charge.lesion.lines import line
from cleanskin.charge.lesion.places import group_of, place_modifiers
from cleanskin.charge.lesion.tiers import candidates, label

FAMILY = Family(name="site_excision", covers=("excision_hidradenitis", "excision_pilonidal", "excision_site_specific"))

_PILONIDAL: Final = (("complicated", "11772"), ("extensive", "11771"), ("simple", "11770"))
_MOUTH: Final = {"complex": "40814", "intermediate": "40814", "simple": "40812"}
_SIDES: Final = {"left": "LT", "right": "RT"}
_EXTENSIVE: Final = {"penis": "54065", "anus": "46924"}
"""Codes that stand for any extensive work on condylomata of the place, cut or destroyed (DES-3)."""
_FLAT: Final = frozenset(("54060", "46922", "54065", "46924", "30120", "40500"))
"""Codes that stand for all lesions of the place."""

_SITE: Final = {
    "tongue": ("41110",),
    "ear_canal": ("69145",),
    "eyelid": ("67840",),
    "lip": ("40510",),
    "ear": ("69110",),
    "vermilion": ("40500",),
    "rhinophyma": ("30120",),
    "penis": ("54060",),
    "anus": ("46922",),
}
"""The code of each place (EXC-4, DES-3); the lip as a full-thickness wedge."""


@FAMILY.codes
def codes(case: Case) -> Iterator[Drafted]:
    """Draft one line for each such excision."""
    for act in case.acts:
        if act.kind != "excision" or act.open_question:
            continue
        family = excision_family(act.lesion, case.day)
        if family == "excision_hidradenitis":
            yield from _hidradenitis(act, case)
        elif family == "excision_pilonidal":
            yield from _pilonidal(act, case)
        elif family == "excision_site_specific":
            code = _site_code(act, case)
            drafted = _line(act, code, case, "EXC-4", "The skin codes do not reach this place.")
            yield from [drafted] * (1 if code in _FLAT else act.how_many)


def _hidradenitis(act: Act, case: Case) -> Iterator[Drafted]:
    group = group_of(act.lesion, "hidradenitis", case.day)
    technique = "complex closure" if closed(act.lesion).closure in ("complex", "flap", "graft") else "simpler closure"
    found = candidates("excision_hidradenitis", group.group if group else "", technique=technique)
    if group is None or not found:
        yield words.ask_site(act.lesion, "excision", candidates("excision_hidradenitis"), ("EXC-11",))
        return
    why_not = "The code is by place and closure, not by size; the closure is part."
    if act.lesion.side == "bilateral":
        for side in _SIDES:
            drafted = _line(act, found[0], case, "EXC-11", why_not)
            yield msgspec.structs.replace(drafted, modifiers=(_SIDES[side],), side=side)
        return
    times = 1 if act.lesion.side else act.how_many  # tracts of one place cut out together are one excision
    yield from [_line(act, found[0], case, "EXC-11", why_not)] * times


def _pilonidal(act: Act, case: Case) -> Iterator[Drafted]:
    told = {*act.lesion.features, act.lesion.depth, *act.lesion.complex_criteria}
    code = next((code for word, code in _PILONIDAL if word in told), "")
    if not code:
        yield words.ask(
            topic="extent",
            question="Was the pilonidal excision simple, extensive, or complicated?",
            lesions=(act.lesion,),
            sentence="Pilonidal cyst excision: simple / extensive / complicated by ___.",
            why="The extent decides the code.",
            codes=tuple(code for _, code in _PILONIDAL),
            rules=("EXC-11",),
        )
        return
    yield _line(act, code, case, "EXC-11", "The code is by extent.")


def _site_code(act: Act, case: Case) -> str:
    place = special_site(act.lesion, case.day)
    if place == "mouth":
        if "deep_muscle" in act.lesion.features:
            return "40816"
        return _MOUTH.get(closed(act.lesion).closure, "40810")
    if place == "lip" and "v_excision" in act.lesion.features:
        return "40520"
    if "extensive" in act.lesion.features and place in _EXTENSIVE:
        return _EXTENSIVE[place]
    return _SITE[place][0]


def _line(act: Act, code: str, case: Case, rule: str, why_not: str) -> Draft:
    lesion = act.lesion
    return line(
        case,
        (lesion,),
        code=code,
        modifiers=place_modifiers(lesion) if code.startswith("67") else (),
        quoting=(
            *words.ACT,
            *words.PLACE,
            *words.DISEASE,
            *words.WOUND,
        ),
        why=f"{words.named(lesion)} cut out: {label(code, case.day)}.",
        why_not=(f"11400 and up: {why_not[0].lower()}{why_not[1:]}",),
        rules=(rule,),
    )
