"""Drainage: abscesses, cysts, hematomas and other collections, pilonidal cysts, infected surgical wounds.

10060 is one simple abscess, 10061 a complicated one or several: one code for all of a session, never 10060 twice
(MIN-1).  A hematoma, a seroma or a puncture is its own code for each collection.  Acne opened with a needle is acne
surgery, blood under a nail a nail procedure: other families.  An abscess of the vulva is 56405.
"""

from collections.abc import Iterator

from cleanskin.charge.case import Act, Case
from cleanskin.charge.conditions import condition
from cleanskin.charge.digits import NAIL_ZONES
from cleanskin.charge.evaluation.global_care import covering, is_outside_complication
from cleanskin.charge.families.acne_surgery import is_cyst_of_acne, is_opened_acne
from cleanskin.charge.families.foreign_body import CONDITIONS as FOREIGN
from cleanskin.charge.families.nails import is_nail
from cleanskin.charge.family import Draft, Drafted, Family
from cleanskin.charge.lesion.behavior import WOUNDS
from cleanskin.charge.served import evidence, ids, lesions_of, line, says, sentence, served, zone_name
from cleanskin.record.coding import NotReported
from cleanskin.record.encounter import Evidence, Lesion

FAMILY = Family(name="drainage", covers=("incision_drainage",))

FLUID = frozenset({"hematoma", "seroma", "lymphocele", "bulla", "blister", "fluid_collection"})
PILONIDAL = frozenset({"pilonidal_cyst", "pilonidal_abscess", "pilonidal_sinus"})
WOUND_INFECTION = frozenset({"postoperative_infection", "wound_infection", "surgical_site_infection"})
COMPLICATED = frozenset(
    {"complicated", "loculated", "probed", "drain_placed", "wall_removed", "multiple_incisions", "recurrent"}
)
"""Words of a complicated drainage: loculations broken up, a drain, part of the wall taken out.

Packing alone is none: small simple collections are packed too (AAPC Dermatology Coding Alert, reader question 105670
on 10060 and 10061, checked 2026-11-23; MIN-1 names no packing).
"""


_CODES = {"hematoma_evacuation": "10140", "seroma_drainage": "10140", "wound_infection_drainage": "10180"}
"""Drainages that a record tells as a service, and the code of each."""


@FAMILY.codes
def codes(case: Case) -> Iterator[Drafted]:
    """Draft drainages: single collections first, then all abscesses of a session as one code."""
    abscesses: dict[int, list[Act]] = {}
    for act in (*case.acts, *_opened(case)):
        if act.kind != "drainage" or _belongs_elsewhere(case, act.lesion) or _is_repacked(case, act.lesion):
            continue
        code = _own_code(act.lesion)
        if not code and is_outside_complication(case) and act.lesion.site in _where_then(case):
            yield _global_care("10060", (act.lesion.id,), act.lesion.evidence)
        elif not code:
            if _is_of_vulva(case, act.lesion):
                yield _line(case, "56405", [act])
            else:
                abscesses.setdefault(act.lesion.session, []).append(act)
        elif code in ("10140", "10180") and is_outside_complication(case):
            yield _global_care(code, (act.lesion.id,), act.lesion.evidence)
        else:
            yield _line(case, code, [act], units=act.how_many)
    for acts in abscesses.values():
        yield from _abscesses(case, acts)
    yield from _evacuations(case)


def _is_of_vulva(case: Case, lesion: Lesion) -> bool:
    """True for an abscess of the vulva that was opened: a code of its own."""
    return zone_name(case, lesion.site) == "vulva" and lesion.condition in ("", *_PUS, *_LUMPS)


_LUMPS = frozenset({"lump", "folliculitis", "mass"})


def _is_repacked(case: Case, lesion: Lesion) -> bool:
    """Say whether only the wick of an earlier drainage is changed, which that one's payment includes (MIN-1)."""
    is_told = any(one.field in ("technique", "further_techniques") for one in lesion.evidence)
    return not is_told and any(one.prior.technique == "drainage" for one in covering(case))


def _where_then(case: Case) -> frozenset[str]:
    """Return the places of the wounds that earlier procedures left, and none told."""
    return frozenset({"", *(one.prior.site for one in covering(case))})


def _without_its_pus(acts: list[Act]) -> list[Act]:
    """Leave out an abscess without a place beside a cyst: "inflamed cyst of the back with abscess" is one."""
    cysts = [act for act in acts if "cyst" in act.lesion.condition]
    if len(acts) != 2 or len(cysts) != 1:
        return acts
    other = next(act.lesion for act in acts if act is not cysts[0])
    is_its = other.condition == "abscess" and not other.site and other.count in (None, 1)
    return cysts if is_its else acts


def _abscesses(case: Case, acts: list[Act]) -> Iterator[Drafted]:
    """Draft the one code of all abscesses and cysts of a session."""
    acts = _without_its_pus(acts)
    number = sum(act.how_many for act in acts)
    several = number > 1 or any(act.lesion.count_is_vague for act in acts)
    criteria = sorted({word for act in acts for word in _words(act.lesion) & COMPLICATED})
    lesion_ids = tuple(act.lesion.id for act in acts)
    if several or criteria:
        why = f"{number} collections opened" if number > 1 else "several collections opened"
        if criteria:
            why = "one collection opened, complicated: " + ", ".join(word.replace("_", " ") for word in criteria)
        yield _line(case, "10061", acts, why=why, why_not=("10060 is one simple collection",))
        yield NotReported(
            code="10060", why="10061 stands for all collections of the session.", rules=("MIN-1",), lesions=lesion_ids
        )
    else:
        yield _line(
            case,
            "10060",
            acts,
            why="One collection opened; nothing in the record makes it complicated.",
            why_not=(
                "10061 needs loculations broken up, a drain, or more than one collection; packing alone does not do",
            ),
        )


def _opened(case: Case) -> Iterator[Act]:
    """Return abscesses that were packed or whose loculations were broken up: opened, whatever word is missing."""
    acted = {act.lesion.id for act in case.acts}
    for lesion in case.encounter.lesions:
        is_opened = lesion.condition in _PUS and {"packed", "loculated"} & _words(lesion)
        if is_opened and not lesion.technique and not lesion.planned_technique and lesion.id not in acted:
            yield Act("drainage", lesion, max(lesion.count or 1, 1))


_PUS = frozenset({"abscess", "furuncle", "carbuncle", "boil", "hidradenitis", "hidradenitis_suppurativa",
                  "pilonidal_abscess", "pilonidal_cyst", "inflamed_cyst", "infected_cyst"})  # fmt: skip


def _evacuations(case: Case) -> Iterator[Drafted]:
    """Draft hematomas that the record tells as a service, not as a lesion."""
    for row in served(case, *_CODES):
        is_under_nail = row.service.condition.startswith("subungual")
        if (
            is_under_nail
            or zone_name(case, row.service.site) in NAIL_ZONES
            or any(lesion.technique in ("drainage", "evacuation", "puncture") for lesion in lesions_of(case, (row,)))
        ):
            continue  # a nail procedure, or drafted from the lesion
        is_drawn = says(row.service, "puncture", "aspiration") or any(
            "aspirat" in one.words.casefold() for one in row.service.evidence if one.field == "kind"
        )
        code = "10160" if is_drawn else _CODES[row.service.kind]
        if is_outside_complication(case):
            yield _global_care(code, ids((row,)), evidence((row,)))
        else:
            yield line(case, code, (row,))


def _line(
    case: Case, code: str, acts: list[Act], *, units: int = 1, why: str = "", why_not: tuple[str, ...] = ()
) -> Draft:
    first = acts[0].lesion
    facts = case.day.procedure(code)
    return Draft(
        code=code,
        units=units,
        lesions=tuple(act.lesion.id for act in acts),
        zone=zone_name(case, first.site),
        side=first.side,
        session=first.session,
        evidence=tuple([one for act in acts for one in act.lesion.evidence]),
        why=sentence(why or (facts.label if facts else "")),
        why_not=tuple(sentence(one) for one in why_not),
        rules=("MIN-1",),
    )


def _own_code(lesion: Lesion) -> str:
    """Return the code of a collection that is counted by itself, "" for an abscess or cyst that is incised."""
    if lesion.condition in PILONIDAL:
        return "10081" if _words(lesion) & COMPLICATED else "10080"
    if lesion.condition in WOUND_INFECTION or "postoperative_infection" in lesion.features:
        return "10180"
    if _is_puncture(lesion):
        return "10160"
    return "10140" if lesion.condition in FLUID else ""


def _is_puncture(lesion: Lesion) -> bool:
    """True when a needle drew the fluid and nothing says that the skin was cut."""
    said = [one.words.casefold() for one in lesion.evidence if one.field in ("technique", "further_techniques")]
    is_cut = any(word in one for one in said for word in _CUT)
    if lesion.condition in _BLISTERS:
        return not is_cut
    if lesion.technique == "puncture":
        return "drainage" not in lesion.further_techniques or (bool(said) and not is_cut)
    return "puncture" in lesion.further_techniques and bool(said) and not is_cut


_BLISTERS = frozenset({"bulla", "blister"})
_CUT = ("incis", "i&d", "i & d", "i and d", "lanc", "i+d")


def _words(lesion: Lesion) -> set[str]:
    return {*lesion.features, *lesion.complex_criteria}


def _belongs_elsewhere(case: Case, lesion: Lesion) -> bool:
    if lesion.condition in FOREIGN or "foreign_body" in lesion.features:
        return True
    if is_cyst_of_acne(lesion, case):
        return True
    return is_opened_acne(lesion) or is_nail(case, lesion) or _is_only_pressed(lesion)


def _is_only_pressed(lesion: Lesion) -> bool:
    """True for something pressed out where no abscess, cyst or other collection is told: a wound, a scar."""
    about = condition(lesion.condition)
    is_growth = about is not None and (about.behavior not in ("", "benign") or lesion.condition in WOUNDS)
    return lesion.technique == "expression" and not lesion.further_techniques and is_growth


def _global_care(code: str, lesions: tuple[str, ...], words: tuple[Evidence, ...]) -> NotReported:
    return NotReported(
        code=code,
        why="Medicare's global package holds the care of a complication that needs no operating room.",
        rules=("MOD-1", "BUN-6"),
        lesions=lesions,
        evidence=words,
    )
