"""Skin grafts by kind, site and area, and preparing the site of a graft (FLG-6 to FLG-8).

Harvest and direct closure of the donor site are part of a graft; the excision that made the wound is not.  A fresh
surgical wound is no site to prepare.
"""

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from cleanskin.charge.acts import BIOPSIES
from cleanskin.charge.case import Act, Case
from cleanskin.charge.family import Draft, Drafted, Family
from cleanskin.charge.lesion import words
from cleanskin.charge.lesion.lines import line
from cleanskin.charge.lesion.places import group_of
from cleanskin.charge.lesion.tiers import candidates, label, sized
from cleanskin.record.encounter import Lesion, Service

FAMILY = Family(name="graft", covers=("graft", "graft_site"))

_BY_AREA: Final = {
    "full_thickness": ("graft_full", "full thickness"),
    "split_thickness": ("graft_area", "split thickness"),
    "cell_suspension": ("graft_area", "cell suspension, application"),
}
_ALONE: Final = {"composite": "15760", "pinch": "15050"}
_STEPS: Final = {"harvested": "cell suspension, harvest", "prepared": "cell suspension, preparation"}
_SMALLEST: Final = Decimal("0.1")
"""Stands for an area not told: the first code covers every area up to its limit."""
_AREA: Final = ("graft_kind", "graft_area_sq_cm", "defect_area_sq_cm", "closure")


@FAMILY.codes
def codes(case: Case) -> Iterator[Drafted]:
    """Draft the grafts and the sites prepared for them."""
    for act in case.acts:
        if act.open_question or act.kind in BIOPSIES or act.lesion.closure != "graft":
            continue
        yield from _grafted(act, case)
        if "prepared_bed" in act.lesion.features and act.kind not in ("mohs", "excision"):
            yield from _prepared(act.lesion, act.lesion.graft_area_sq_cm or act.lesion.defect_area_sq_cm, case)
    for number, service in enumerate(case.encounter.services, 1):
        if service.kind == "site_preparation" and not _is_fresh(service, case):
            yield from _prepared_alone(service, f"S{number}", case)


def _grafted(act: Act, case: Case) -> Iterator[Drafted]:
    lesion = act.lesion
    if lesion.graft_kind in _ALONE:
        yield _line(lesion, _ALONE[lesion.graft_kind], 1, case, "")
    elif lesion.graft_kind in _BY_AREA:
        yield from _by_area(act, case)
    elif lesion.graft_kind == "":
        yield words.ask(
            topic="graft",
            question=f"Which graft closed the {words.named(lesion)}: full thickness, split thickness, composite?",
            lesions=(lesion,),
            sentence="The defect was closed with a ___ graft of ___ sq cm taken from ___.",
            why="Kind, site and area decide the code.",
            codes=("15100", "15120", "15200", "15220", "15240", "15260", "15760"),
            rules=("FLG-6", "FLG-7"),
        )


def _by_area(act: Act, case: Case) -> Iterator[Drafted]:
    lesion = act.lesion
    scheme, technique = _BY_AREA[lesion.graft_kind]
    group = group_of(lesion, scheme, case.day)
    among = candidates("graft", group.group if group else "", technique=technique)
    size = lesion.graft_area_sq_cm if lesion.graft_area_sq_cm is not None else lesion.defect_area_sq_cm
    if group is None:
        yield words.ask_site(lesion, "graft", among, ("FLG-6", "FLG-7"))
        return
    if size is None:
        yield _ask_area(lesion, among)
    found = sized("graft", group.group, size or _SMALLEST, case.day, technique=technique)
    if found is None:
        return
    said = f", {words.size(size)} sq cm" if size is not None else ""
    for code, units in found.units:
        yield _line(lesion, code, units, case, said, remark=group.remark)
    if lesion.graft_kind == "cell_suspension":
        for feature, step in _STEPS.items():
            taken = sized("graft", "", size or _SMALLEST, case.day, technique=step)
            if feature in lesion.features and taken:
                for code, units in taken.units:
                    yield _line(lesion, code, units, case, said)


def _line(lesion: Lesion, code: str, units: int, case: Case, said: str, *, remark: str = "") -> Draft:
    return line(
        case,
        (lesion,),
        code=code,
        units=units,
        quoting=(
            *_AREA,
            *words.PLACE,
        ),
        why=f"{words.named(lesion)}{said}: {label(code, case.day)}.",
        why_not=(
            "12001 and up: harvest and direct closure of the donor site are part of the graft.",
            *((remark,) if remark else ()),
        ),
        rules=("FLG-6",) if code.startswith("152") else ("FLG-7",),
    )


def _prepared(lesion: Lesion, size: Decimal | None, case: Case) -> Iterator[Drafted]:
    group = group_of(lesion, "graft_area", case.day)
    found = sized("graft_site", group.group, size or _SMALLEST, case.day) if group else None
    if found is None:
        yield words.ask_site(lesion, "preparation", candidates("graft_site"), ("FLG-7",))
        return
    said = f", {words.size(size)} sq cm prepared" if size is not None else ", bed prepared"
    for code, units in found.units:
        yield line(
            case,
            (lesion,),
            code=code,
            units=units,
            quoting=(
                "features",
                *words.PLACE,
            ),
            why=f"{words.named(lesion)}{said}: {label(code, case.day)}.",
            why_not=("None for a fresh surgical wound: this one was not made today.",),
            rules=("FLG-7",),
        )


def _is_fresh(service: Service, case: Case) -> bool:
    """True when the site prepared is a wound made in today's operation."""
    return any(act.lesion.id in service.lesions and act.kind in ("mohs", "excision") for act in case.acts)


def _prepared_alone(service: Service, name: str, case: Case) -> Iterator[Drafted]:
    """Draft a preparation that the record lists as a service, apart from a lesion that already has one."""
    told = [act.lesion for act in case.acts if "prepared_bed" in act.lesion.features]
    if any(lesion.id in service.lesions or lesion.site == service.site for lesion in told):
        return
    site = service.site or next(
        (one.site for one in case.encounter.lesions if one.id in service.lesions and one.site), ""
    )
    lesion = Lesion(id=name, site=site, side=service.side, session=service.session, evidence=service.evidence)
    yield from _prepared(lesion, service.area_sq_cm, case)


def _ask_area(lesion: Lesion, among: tuple[str, ...]) -> Drafted:
    return words.ask(
        topic="area",
        question=f"How large was the graft ({words.named(lesion)})?",
        lesions=(lesion,),
        sentence="The graft measured ___ x ___ cm (___ sq cm).",
        why="Beyond the first part each further area has an add-on code.",
        codes=among,
        rules=("FLG-6", "FLG-7"),
    )
