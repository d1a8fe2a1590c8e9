"""Tissue read by the practice: levels by specimen, stains by specimen, frozen sections by block (PTH-1, PTH-2).

A unit is a specimen.  Cysts, tags, debrided tissue and lipomas are 88304 [check: lipoma], plastic repairs 88302
[check], everything else of skin 88305.  Antibody stains: the first of a specimen 88342, each further 88341, several on
one slide 88344.  Other stains: for organisms 88312, else 88313.  Stains presuppose that the specimen itself was read:
its level is drafted with them when no reading is told.  Frozen sections of a Mohs surgery's margins, and its routine
slides, are part of it (MOH-6); those of a biopsy whose result decides are apart (MOH-7).  Slides made elsewhere and
read again are 88321 to 88325, once a case (PTH-3).  Sending tissue away is no
reading.  Details "professional_component" and "technical_only" say that only a part is billed here: 26, TC (PTH-3).
"""

from collections.abc import Callable, Iterator
from typing import Final

import msgspec

from cleanskin.charge.acts import is_frozen
from cleanskin.charge.case import Act, Case
from cleanskin.charge.customs import custom
from cleanskin.charge.families.mohs import first_code
from cleanskin.charge.family import Draft, Drafted, Family
from cleanskin.charge.lesion.places import zone_name
from cleanskin.charge.served import Served, line, part_of, says, served
from cleanskin.record.coding import NotReported
from cleanskin.record.encounter import Lesion

FAMILY = Family(name="pathology", covers=("pathology",))

_LOW: Final = frozenset(
    {"cyst", "epidermoid_cyst", "pilar_cyst", "epidermal_cyst", "trichilemmal_cyst", "skin_tag", "tag", "lipoma",
     "debridement", "debridement_tissue", "acrochordon"}
)  # fmt: skip
_PLASTIC: Final = ("plastic_repair",)
_OTHER_READER: Final = ("read_by_other", "outside_reading", "outside_pathologist", "sent_out")
_OWN_READER: Final = ("own_reading", "surgeon_reads", "by_surgeon", "read_in_office", "by_physician")
_OTHER_READER_FEATURES: Final = frozenset({"outside_pathologist", "frozen_section_by_pathologist"})
_ORGANISMS: Final = ("organisms", "stain_organism", "organism", "fungus", "fungi")
_SLIDES: Final = (
    "slide_reading",
    "immunostain",
    "immunostain_antibody",
    "immunostain_multiplex",
    "special_stain",
    "special_stain_organism",
    "immunofluorescence",
)
_BIOPSIES: Final = ("biopsy", "biopsy_tangential", "biopsy_punch", "biopsy_incisional")


@FAMILY.codes
def codes(case: Case) -> Iterator[Drafted]:
    """Draft readings, stains, fluorescence and frozen sections."""
    read = [
        row
        for row in served(case, "slide_reading")
        if not says(row.service, *_OTHER_READER) or says(row.service, "technical_only")
    ]
    read = _by_specimen([_of_taken(row, case) for row in read], case)
    levels: dict[str, list[Served]] = {}
    for row in read:
        levels.setdefault(_level(row), []).append(row)
    for code in sorted(levels):
        found = levels[code]
        named = {tissue for row in found for tissue in _tissues(row)}
        units = max(sum(row.service.count or 1 for row in found), len(named))
        yield line(
            case,
            code,
            found,
            units=units,
            modifiers=_component(case),
            why=_WHY[code],
            why_not=_why_not(code),
            rules=("PTH-1", "PTH-2", *(("PTH-3",) if _component(case) else ())),
        )
    yield from _for_others(case)
    yield from _stains(case, has_reading=bool(read) or bool(served(case, "second_reading")))
    yield from _fluorescence(case)
    yield from _frozen(case)
    yield from _further_margin(case, has_reading=bool(read))


_TAKEN: Final = ("biopsy", "biopsy_tangential", "biopsy_punch", "biopsy_incisional", "excision", "shave_removal")
_NEAR: Final = 60
"""Most characters between a reading and the name of the tissue that it alone is of."""


def _of_taken(row: Served, case: Case) -> Served:
    """Return a reading without the name of a growth that nothing was done to, where tissue of others was taken."""
    named = [one for one in case.encounter.lesions if one.condition == row.service.condition]
    taken = {act.lesion.id for act in case.acts if act.kind in _TAKEN}
    if not row.service.condition or not taken or not named or taken.intersection(one.id for one in named):
        return row
    if any(one.technique for one in named) or any(problem.condition == "" for problem in case.encounter.problems):
        return row
    evidence = tuple(one for one in row.service.evidence if one.field != "condition")
    lesions = tuple(sorted(taken))
    kinds = {one.condition for one in case.encounter.lesions if one.id in taken}
    condition = kinds.pop() if len(kinds) == 1 else ""
    return Served(row.id, msgspec.structs.replace(row.service, condition=condition, lesions=lesions, evidence=evidence))


def _by_specimen(read: list[Served], case: Case) -> list[Served]:
    """Return a reading of each tissue taken today, where one reading is told without its number of specimens."""
    acts = [act for act in case.acts if act.kind in _TAKEN]
    if len(read) != 1 or served(case, "immunofluorescence"):
        return read
    if read[0].service.count is not None or sum(act.how_many for act in acts) < 2:
        return read
    placed = [act for act in acts if act.lesion.site]
    acts = placed if len(placed) > 1 else acts  # one without a place is one of them told again
    service = read[0].service
    begins = [one.start for one in service.evidence if one.field == "kind"]
    named = [one.start for one in service.evidence if one.field == "condition"]
    is_of_one = any(abs(one - other) <= _NEAR for one in begins for other in named)
    if is_of_one and not says(service, "of_all"):
        return read
    return [
        Served(
            read[0].id,
            msgspec.structs.replace(
                service, condition=act.lesion.condition, count=act.how_many, lesions=(act.lesion.id,)
            ),
        )
        for act in acts
    ]


def _component(case: Case) -> tuple[str, ...]:
    """Return 26 when only the reading is billed here, TC when only the slides are made here; () for the whole."""
    slides = served(case, *_SLIDES)
    is_reading = any(says(row.service, "professional_component") for row in slides)
    is_making = any(says(row.service, "technical_only") for row in slides)
    return () if is_reading == is_making else ("26",) if is_reading else ("TC",)


def _level(row: Served) -> str:
    service = row.service
    if says(service, *_PLASTIC) and not says(service, "scar_for_margin"):
        return "88302"
    if service.condition:
        return "88304" if service.condition in _LOW or "lipoma" in service.condition else "88305"
    return "88304" if says(service, *_LOW) else "88305"


def _tissues(row: Served) -> set[str]:
    """Return the kinds of low-level tissue that one reading names: a tag and a cyst are two specimens."""
    return {_LOW_WORDS[word] for word in (row.service.condition, *row.service.details) if word in _LOW_WORDS}


_LOW_WORDS: Final = {word: "cyst" if "cyst" in word else "tag" if word != "lipoma" and "tag" in word else word
                     for word in sorted(_LOW - {"debridement", "debridement_tissue", "acrochordon"})}  # fmt: skip

_WHY: Final = {
    "88302": "tissue of a plastic repair read",
    "88304": "cyst, tag, lipoma or debrided tissue read",
    "88305": "skin specimen read",
}


def _why_not(code: str) -> tuple[str, ...]:
    return ("88305 is for other skin specimens",) if code != "88305" else ("88304 is for cysts, tags and lipomas",)


def _stains(case: Case, *, has_reading: bool) -> Iterator[Drafted]:
    """Draft stains by specimen, and the level of a stained specimen whose reading is not told."""
    single = served(case, "immunostain", "immunostain_antibody")
    several = served(case, "immunostain_multiplex")
    organisms = served(case, "special_stain_organism")
    other = [row for row in served(case, "special_stain") if not says(row.service, *_ORGANISMS)]
    organisms += [row for row in served(case, "special_stain") if row not in other]
    stained = [*single, *several, *organisms, *other]
    if not stained:
        return
    is_mohs = any(act.kind == "mohs" for act in case.acts)
    if not has_reading and not is_mohs and _is_sent_away(case, stained):
        codes = ("88342",) if single or several else ("88312", "88313")
        for code in codes:
            yield part_of(code, "nothing says that the slides were read here", stained, ("PTH-3",))
        return
    if not has_reading and not is_mohs:
        yield line(
            case,
            "88305",
            stained,
            modifiers=_component(case),
            why="The specimen that was stained, read.",
            rules=("PTH-1", "PTH-2"),
        )
    if any(act.kind == "mohs" for act in case.acts):
        routine = [row for row in other if "toluidine" in _said(row)]
        if routine:
            yield part_of("88314", "a routine stain of the frozen margins is part of Mohs surgery", routine, ("MOH-6",))
        other = [row for row in other if row not in routine]
    beside = _apart_from_mohs(case)
    multiplex = [row for row in single if says(row.service, "multiplex")] + several
    single = [row for row in single if row not in multiplex]
    if single:
        antibodies = _antibodies(single)
        apart = all(says(row.service, "one_specimen") for row in single)
        specimens = len(single) if apart else max(_specimens(case), 1)
        first = min(specimens, antibodies)
        yield line(case, "88342", single, units=first, modifiers=beside("88342"), rules=("PTH-2", "MOH-6"))
        if antibodies > first:
            further = antibodies - first
            yield line(case, "88341", single, units=further, modifiers=beside("88341"), rules=("PTH-2", "MOH-6"))
    for code, found in (("88344", multiplex), ("88312", organisms), ("88313", other)):
        if found:
            number = sum(row.service.count or 1 for row in found)
            yield line(case, code, found, units=number, modifiers=beside(code), rules=("PTH-2", "MOH-6"))


def _said(row: Served) -> str:
    return " ".join(one.words for one in row.service.evidence).casefold()


def _apart_from_mohs(case: Case) -> Callable[[str], tuple[str, ...]]:
    """Return what tells the modifier of a code that is separate from today's Mohs surgery though a pair bundles it."""
    first = [first_code(act, case) for act in case.acts if act.kind == "mohs"]

    def modifiers(code: str) -> tuple[str, ...]:
        paired = any(case.day.pair(one, code) is not None for one in first if one)
        return (*_component(case), custom(case.payer).distinct) if paired else _component(case)

    return modifiers


def _is_sent_away(case: Case, found: list[Served]) -> bool:
    """True when the visit took the tissue, or sent it: whoever reads it bills its stains."""
    if any(says(row.service, *_OTHER_READER) for row in found) or served(case, "nail_clipping", "fungal_culture"):
        return True
    return any(act.kind not in ("", "none") for act in case.acts)


def _antibodies(found: list[Served]) -> int:
    """Return the number of antibodies: counted, named in one mention, or one for each mention."""
    named = {word for row in found for word in _names(row.service.agent)}
    counted = sum(row.service.count or 0 for row in found)
    return max(counted, len(named), 1)


def _names(agent: str) -> list[str]:
    text = agent.casefold().replace(" and ", ",").replace("+", ",").replace("&", ",").replace(";", ",")
    return [part.strip() for part in text.split(",") if part.strip()]


def _specimens(case: Case) -> int:
    return sum(row.service.count or 1 for row in served(case, "slide_reading"))


def _for_others(case: Case) -> Iterator[Drafted]:
    """Draft second readings of slides made elsewhere, and consultations of the own pathologist during an operation.

    Once a case, whatever the slides: 88325 when the patient's records were gone through as well, 88323 when slides
    were made here from the block, else 88321.  During an operation 88329, with frozen sections 88331 and 88332.
    """
    for row in served(case, "second_reading"):
        with_records, made = says(row.service, "with_records"), says(row.service, "slides_made_here")
        code = "88325" if with_records else "88323" if made else "88321"
        yield line(case, code, (row,), modifiers=_component(case) if code == "88323" else (), rules=("PTH-3",))
        yield part_of("88305", "the slides come from another laboratory: a second reading", (row,), ("PTH-1", "PTH-3"))
    for row in served(case, "surgery_consultation"):
        if not says(row.service, "frozen"):
            yield line(case, "88329", (row,), rules=("PTH-3",))
            continue
        blocks = row.service.count or 1
        yield _frozen_line(case, [row], [], "88331", 1, why="Frozen section read by the own pathologist.")
        if blocks > 1:
            yield _frozen_line(case, [row], [], "88332", blocks - 1, why="Each further block.")


def _fluorescence(case: Case) -> Iterator[Drafted]:
    """Draft immunofluorescence: the first antibody of a specimen, each further."""
    found = served(case, "immunofluorescence")
    if found and not served(case, "slide_reading") and _is_sent_away(case, found):
        yield part_of("88346", "nothing says that the slides were read here", found, ("PTH-3",))
    elif found:
        panels = [_antibodies([row]) for row in found]
        yield line(case, "88346", found, units=len(panels), modifiers=_component(case), rules=("PTH-2",))
        further = sum(panels) - len(panels)
        if further:
            yield line(case, "88350", found, units=further, modifiers=_component(case), rules=("PTH-2",))


def _frozen(case: Case) -> Iterator[Drafted]:
    """Draft frozen sections that the surgeon read: of a biopsy, not of Mohs margins."""
    if served(case, "surgery_consultation"):
        return
    found = served(case, "frozen_section")
    told = [act for act in case.acts if _is_read_by_surgeon(act.lesion)]
    mohs = [act for act in case.acts if act.kind == "mohs"]
    owners = {one for row in found for one in row.service.lesions}
    biopsied = [
        act
        for act in case.acts
        if act.kind in _BIOPSIES and (not owners or act.lesion.id in owners or is_frozen(act.lesion))
    ]
    if not found and not told and not any(is_frozen(act.lesion) for act in biopsied):
        return
    if any(says(row.service, *_OTHER_READER) for row in found) or any(
        _OTHER_READER_FEATURES & set(act.lesion.features) for act in case.acts
    ):
        yield part_of("88331", "another person reads and bills the frozen section", found, ("MOH-1", "PTH-3"))
        return
    if mohs and not biopsied:
        yield part_of("88331", "frozen sections of the margins are part of Mohs surgery", found, ("MOH-6",))
        return
    is_own = bool(told) or any(
        says(row.service, *_OWN_READER) or row.service.performed_by in ("physician", "practitioner") for row in found
    )
    operated = {act.lesion.id for act in mohs}
    is_own = is_own or any(act.lesion.id in operated for act in biopsied)  # who operates on what it showed (MOH-1)
    if not is_own and not any("surgeon_reads" in act.lesion.features for act in case.acts):
        yield part_of("88331", "nothing says that the surgeon read the frozen section", found, ("PTH-3",))
        return
    blocks = sum(row.service.count or 1 for row in found) or 1
    yield _frozen_line(case, found, biopsied or told, "88331", 1)
    if blocks > 1:
        yield _frozen_line(case, found, biopsied or told, "88332", blocks - 1)


_BY_SURGEON: Final = "Frozen section read by the one who operated."


def _is_read_by_surgeon(lesion: Lesion) -> bool:
    features = set(lesion.features)
    return "frozen_section_by_surgeon" in features or (is_frozen(lesion) and "surgeon_reads" in features)


def _frozen_line(
    case: Case, found: list[Served], acts: list[Act], code: str, units: int, *, why: str = _BY_SURGEON
) -> Draft:
    lesions = tuple(dict.fromkeys(act.lesion.id for act in acts))
    words = [one for row in found for one in row.service.evidence]
    if not words:
        words = [one for act in acts for one in act.lesion.evidence]
    first = acts[0].lesion if acts else None
    return Draft(
        code=code,
        units=units,
        lesions=lesions or tuple(row.id for row in found),
        zone=zone_name(first, case.day) if first else "",
        side=first.side if first else "",
        modifiers=_apart_from_mohs(case)(code),
        evidence=tuple(words),
        why=why,
        rules=("MOH-7", "PTH-2"),
    )


def _further_margin(case: Case, *, has_reading: bool) -> Iterator[Drafted]:
    """Draft tissue beyond the Mohs margins that goes to permanent sections read in the own laboratory (MOH-6)."""
    for act in case.acts:
        features = set(act.lesion.features)
        if act.kind != "mohs" or "permanent_sections_extra" not in features or has_reading:
            continue
        if features & {"surgeon_reads", "own_reading"} and not features & _OTHER_READER_FEATURES:
            yield Draft(
                code="88305",
                lesions=(act.lesion.id,),
                modifiers=_apart_from_mohs(case)("88305"),
                zone=zone_name(act.lesion, case.day),
                side=act.lesion.side,
                evidence=act.lesion.evidence,
                why="Separate tissue, not examined as a Mohs margin, on permanent sections read here.",
                rules=("MOH-6",),
            )
        else:
            yield NotReported(
                code="88305",
                why="The laboratory that reads the permanent sections bills them.",
                rules=("MOH-6", "PTH-3"),
                lesions=(act.lesion.id,),
                evidence=act.lesion.evidence,
            )
