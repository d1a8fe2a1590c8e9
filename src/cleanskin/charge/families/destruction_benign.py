"""Benign lesions destroyed: up to 14, or 15 and more, once whatever the number (DES-2); places with own codes (DES-3).

Warts of all skin types, molluscum, seborrheic keratoses, milia destroyed, and other benign lesions that are no tags and
no vascular growths.  A lesion sampled and destroyed before anybody knew what it was waits for its tissue.
"""

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from cleanskin.charge.acts import done_to
from cleanskin.charge.case import Act, Case
from cleanskin.charge.families.pdt import is_prepared
from cleanskin.charge.family import Draft, Drafted, Family
from cleanskin.charge.lesion import words
from cleanskin.charge.lesion.behavior import DISPUTED_VASCULAR
from cleanskin.charge.lesion.destroyed import by_session, is_anogenital, is_no_lesion, kind_of, site_codes
from cleanskin.charge.lesion.lines import line
from cleanskin.charge.lesion.places import place_modifiers, zone_name
from cleanskin.charge.lesion.tiers import label
from cleanskin.record.encounter import Lesion

FAMILY = Family(name="destruction_benign", covers=("destruction_benign", "destruction_site_specific", "cautery"))

_MANY: Final = 15
_LID_MARGIN_CM_MAX: Final = Decimal(1)
_EXTENSIVE: Final = {"penis": "54065", "vulva": "56515", "vagina": "57065", "anus": "46924"}
_SIMPLE: Final = {"vulva": "56501", "vagina": "57061"}


@FAMILY.codes
def codes(case: Case) -> Iterator[Drafted]:
    """Draft the benign lesions of each sitting, and what was destroyed at places with codes of their own."""
    by_kind: dict[str, list[Act]] = {}
    for act in case.acts:
        if act.kind == "destruction" and not act.open_question and not is_no_lesion(act.lesion):
            if is_prepared(case, act.lesion):
                continue
            by_kind.setdefault(kind_of(act, case), []).append(act)
    for held in by_session(by_kind.get("benign", [])):
        yield from _benign(held, case)
    for held in by_session(by_kind.get("site", [])):
        yield from _at_sites(held, case)
    for act in by_kind.get("held", []):
        yield _line(_code(act.how_many), [act], case, "Destroyed before its nature was known.", waits=True)
    for act in by_kind.get("", []):
        yield _ask_what(act)
    if granulating := by_kind.get("granulation", []):
        yield _line("17250", granulating, case, "Granulation tissue cauterized chemically.")
    if any("cryosurgery" in done_to(act.lesion) for act in by_kind.get("acne", [])):
        yield _line("17340", by_kind["acne"], case, "Acne treated by freezing.")


def _code(number: int) -> str:
    return "17111" if number >= _MANY else "17110"


def _benign(acts: list[Act], case: Case) -> Iterator[Drafted]:
    number = sum(act.how_many for act in acts)
    vague = [act.lesion for act in acts if act.lesion.count is None and act.lesion.count_is_vague]
    said = f"{number} benign lesion{'s' if number > 1 else ''} destroyed" if not vague else "Benign lesions destroyed"
    yield _line(_code(number), acts, case, f"{said}: one code, {_MANY} or more the next.")
    if vague and number < _MANY:
        yield words.ask(
            topic="count",
            question=f"How many lesions were destroyed ({words.named(vague[0])})?",
            lesions=vague,
            sentence="___ lesions were destroyed.",
            why=f"Fewer than {_MANY} and {_MANY} or more have two codes; taken as fewer until the record says.",
            codes=("17110", "17111"),
            rules=("DES-2",),
        )


def _at_sites(acts: list[Act], case: Case) -> Iterator[Drafted]:
    """Draft each place's code once; where the skin codes win (a margin lesion too large), count the lesion there."""
    by_code: dict[str, list[Act]] = {}
    for act in acts:
        found = _site_code(act, case)
        if found:
            by_code.setdefault(found, []).append(act)
        else:
            yield _ask_method(act, case)
    for code, held in by_code.items():
        said = f"{words.named(held[0].lesion)}: {label(code, case.day)}."
        why_not = ("17110, 17111: the place has destruction codes of its own.",)
        modifiers = place_modifiers(held[0].lesion) if code == "67850" else ()
        yield _line(code, held, case, said, why_not=why_not, modifiers=modifiers, rules=("DES-3",))


def _site_code(act: Act, case: Case) -> str:
    """Return the code of a place by method or extent, "" when the method decides and is not told."""
    lesion = act.lesion
    own = site_codes(lesion, case)
    zone = zone_name(lesion, case.day)
    if not is_anogenital(lesion, case):
        size = lesion.diameter_cm
        return _code(act.how_many) if size is not None and size > _LID_MARGIN_CM_MAX and "67850" in own else own[0]
    if "extensive" in lesion.features:
        return _EXTENSIVE[zone]
    if zone in _SIMPLE:
        return _SIMPLE[zone]
    done = done_to(lesion)
    for technique in ("laser", "electrodesiccation", "cryosurgery", "chemical"):
        code = next((one for one in own if _technique(one, case) == technique), "")
        if code and (technique in done or (technique == "electrodesiccation" and done & {"cautery", "curettage"})):
            return code
    return ""


def _technique(code: str, case: Case) -> str:
    facts = case.day.procedure(code)
    return facts.technique if facts else ""


def _line(
    code: str,
    acts: list[Act],
    case: Case,
    why: str,
    *,
    why_not: tuple[str, ...] = (),
    modifiers: tuple[str, ...] = (),
    rules: tuple[str, ...] = ("DES-2",),
    waits: bool = False,
) -> Draft:
    lesions = [act.lesion for act in acts]
    said = list(why_not or _why_not(code, lesions))
    if waits:
        said.append("17000, 17260 and up: only when pathology finds a precancer or a cancer; hold for pathology.")
    return line(
        case,
        lesions,
        code=code,
        modifiers=modifiers,
        quoting=(
            *words.ACT,
            *words.COUNT,
            *words.PLACE,
            *words.DISEASE,
        ),
        why=why,
        why_not=tuple(said),
        rules=rules,
        awaits_pathology=waits,
    )


def _why_not(code: str, lesions: list[Lesion]) -> tuple[str, ...]:
    if code not in ("17110", "17111"):
        return ()
    other = "17111: fewer than fifteen." if code == "17110" else "17110: fifteen or more."
    said = [other, "17000: benign, not precancerous."]
    if any(lesion.condition in DISPUTED_VASCULAR for lesion in lesions):
        said.append("17106: for growths such as port-wine stains; which code fits small angiomas is disputed.")
    return tuple(said)


def _ask_what(act: Act) -> Drafted:
    return words.ask(
        topic="diagnosis",
        question=f"What was the {words.named(act.lesion)} that was destroyed?",
        lesions=(act.lesion,),
        sentence="Diagnosis of the lesion destroyed: ___.",
        why="Precancers, benign lesions, vascular growths and cancers have codes of their own.",
        codes=("17000", "17110", "17106", "17260"),
        rules=("DES-1", "DES-2", "DES-5"),
    )


def _ask_method(act: Act, case: Case) -> Drafted:
    return words.ask(
        topic="technique",
        question=f"How was the {words.named(act.lesion)} destroyed: chemically, electrically, by freezing, by laser?",
        lesions=(act.lesion,),
        sentence="Method of destruction: ___.",
        why="The codes of this place go by method.",
        codes=site_codes(act.lesion, case),
        rules=("DES-3",),
    )
