"""Flaps: local ones by site group and the area of defect and flap together, pedicled ones by place (FLG-1 to FLG-5).

One code a defect.  A flap includes the excision at its site (FLG-3), not Mohs surgery, and needs incisions that make it
(FLG-4): without them it is a closure in line.
"""

from collections.abc import Iterator
from decimal import Decimal
from typing import Final, NamedTuple

from msgspec.structs import replace

from cleanskin.charge.acts import BIOPSIES
from cleanskin.charge.case import Act, Case
from cleanskin.charge.family import Draft, Drafted, Family
from cleanskin.charge.lesion import words
from cleanskin.charge.lesion.closures import has_flap
from cleanskin.charge.lesion.excised import special_site
from cleanskin.charge.lesion.lines import line
from cleanskin.charge.lesion.places import Grouped, group_of, zone_name
from cleanskin.charge.lesion.tiers import candidates, label, sized
from cleanskin.record.encounter import Lesion

FAMILY = Family(name="flap", covers=("flap",))

_LOCAL: Final = "adjacent tissue transfer"
_FIRST_STAGE: Final = "pedicle, first stage"
_DIVISION: Final = "pedicle, delay or division"
_AREA: Final = ("defect_area_sq_cm", "flap_area_sq_cm", "flap_kind", "flap_incisions", "closure")


_RECIPIENTS: Final = {
    "paramedian_forehead": "nose",
    "recipient_nose": "nose",
    "recipient_lip": "lip",
    "recipient_eyelid": "eyelid",
    "recipient_ear": "ear",
}
"""Where flaps that have a name of their own are attached; the place of attachment decides the code."""


class Area(NamedTuple):
    """An area, in words, and whether the flap's own part of it is not told."""

    sq_cm: Decimal
    said: str
    lacks_flap: bool = False


@FAMILY.codes
def codes(case: Case) -> Iterator[Drafted]:
    """Draft one code for each defect closed with a flap."""
    divided: set[str] = set()
    for act in case.acts:
        if act.open_question or act.kind in BIOPSIES:
            continue
        if not has_flap(act.lesion) and not _is_divided_alone(act.lesion):
            continue
        if _is_of_first_stage(act, case):
            continue
        if act.kind == "excision" and special_site(act.lesion, case.day) == "vermilion":
            continue  # the lip's red part is advanced as part of its own code
        if act.lesion.flap_kind == "axial_island":
            yield _line(act, "15740", case, "an island flap on a named vessel", ("14000 and up: a vessel was named.",))
        elif act.lesion.flap_kind == "interpolated" or {"division", "delay"} & set(act.lesion.features):
            if "division" in act.lesion.features:
                there = zone_name(_attached(act.lesion, case), case.day)
                if there in divided:
                    continue  # where the stalk came from is closed as part of its division
                divided.add(there)
            yield from _pedicled(act, case)
        else:
            yield from _local(act, case)


def area(lesion: Lesion) -> Area | None:
    """Return the area of defect and flap together; one figure alone stands for what it names."""
    defect, flap = lesion.defect_area_sq_cm, lesion.flap_area_sq_cm
    if defect is not None and flap is not None:
        total = defect + flap
        return Area(total, f"{words.size(defect)} + {words.size(flap)} = {words.size(total)} sq cm")
    if flap is not None:
        return Area(flap, f"{words.size(flap)} sq cm")
    if defect is not None:
        is_total = "area_total" in lesion.features
        return Area(defect, f"{words.size(defect)} sq cm", lacks_flap=not is_total)
    return None


def _local(act: Act, case: Case) -> Iterator[Drafted]:
    lesion = act.lesion
    group, found = group_of(lesion, "flap", case.day), area(lesion)
    among = candidates("flap", group.group if group else "", technique=_LOCAL)
    if group is None:
        yield words.ask_site(lesion, "flap", among, ("FLG-1",))
    if found is None or found.lacks_flap:
        yield _ask_area(act, among)
    code = (
        sized("flap", group.group if group else "flap/any", found.sq_cm, case.day, technique=_LOCAL) if found else None
    )
    if found is None or code is None:
        return
    for one, units in code.units:
        yield _line(
            act, one, case, f"defect and flap together {found.said}", _why_not(group), units=units, size=found.sq_cm
        )


def _why_not(group: Grouped | None) -> tuple[str, ...]:
    said = ("13100 and up: incisions made a flap.", "A second code for a second flap: one a defect.")
    return (*said, group.remark) if group and group.remark else said


def _is_divided_alone(lesion: Lesion) -> bool:
    """True where only the division of a flap is told, and how the rest of the wound heals: no other act is."""
    return "division" in lesion.features and not lesion.technique and lesion.closure not in ("graft", "flap")


def _is_of_first_stage(act: Act, case: Case) -> bool:
    """True for the flap itself where its stalk is divided today: it was cut at the first stage."""
    lesion = act.lesion
    is_local = lesion.flap_kind not in ("", "interpolated") or lesion.flap_area_sq_cm is not None
    if is_local or "division" in lesion.features:
        return False
    return any("division" in one.lesion.features for one in case.acts)


def _attached(lesion: Lesion, case: Case) -> Lesion:
    """Return a divided flap where it was brought to, when its own words tell only of its stalk."""
    places = set(_RECIPIENTS.values())
    if "division" not in lesion.features or zone_name(lesion, case.day) in places:
        return lesion
    there = [one for one in case.encounter.lesions if zone_name(one, case.day) in places]
    if there:
        best = next((one for one in there if one.condition), there[0])
        is_known = bool(best.condition or not lesion.condition)
        return replace(lesion, id=best.id if is_known else lesion.id, site=best.site, side=best.side)
    prior = next((one for one in case.encounter.prior if zone_name(Lesion(site=one.site), case.day) in places), None)
    return lesion if prior is None else replace(lesion, site=prior.site, side=prior.side)


def _pedicled(act: Act, case: Case) -> Iterator[Drafted]:
    lesion = _attached(act.lesion, case)
    act = act._replace(lesion=lesion)
    features = set(lesion.features)
    if "paramedian_forehead" in features and not features & {"division", "delay"}:
        yield _line(act, "15731", case, "a forehead flap on its vessels", ("15576: the forehead flap has a code.",))
        return
    technique = _DIVISION if features & {"division", "delay"} else _FIRST_STAGE
    recipient = next((place for name, place in _RECIPIENTS.items() if name in features), "")
    if recipient and not zone_name(lesion, case.day).startswith(recipient):
        lesion = replace(lesion, site=recipient)
    group = group_of(lesion, "pedicle_flap", case.day)
    found = candidates("flap", group.group if group else "", technique=technique)
    if group is None or not found:
        yield words.ask_site(lesion, "flap", candidates("flap", technique=technique), ("FLG-5",))
        return
    yield _line(act, found[0], case, technique, ("14000 and up: the flap keeps a pedicle over skin between.",))


def _line(
    act: Act, code: str, case: Case, said: str, why_not: tuple[str, ...], *, units: int = 1, size: Decimal | None = None
) -> Draft:
    lesion = act.lesion
    return line(
        case,
        (lesion,),
        code=code,
        units=units,
        quoting=(
            *_AREA,
            *words.PLACE,
        ),
        why=f"{words.named(lesion)}: {said}: {label(code, case.day)}.",
        why_not=why_not,
        rules=("FLG-1", "FLG-2") if code.startswith("14") else ("FLG-5",),
        size=size,
    )


def _ask_area(act: Act, among: tuple[str, ...]) -> Drafted:
    return words.ask(
        topic="area",
        question=f"How large were the defect and the flap's own defect ({words.named(act.lesion)})?",
        lesions=(act.lesion,),
        sentence="Primary defect ___ x ___ cm, secondary (flap) defect ___ x ___ cm, together ___ sq cm.",
        why="The code follows both areas added.",
        codes=among,
        rules=("FLG-2",),
    )
