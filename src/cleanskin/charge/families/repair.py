"""Closures in line: lengths added by class and site group, what a removal includes left out (REP-1 to REP-7, EXC-6)."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Final, NamedTuple

from msgspec.structs import replace

from cleanskin.charge.acts import BIOPSIES
from cleanskin.charge.case import Act, Case
from cleanskin.charge.families.excision import is_read_by_another
from cleanskin.charge.family import Draft, Drafted, Family
from cleanskin.charge.lesion import words
from cleanskin.charge.lesion.closures import LINEAR, Closed, closed
from cleanskin.charge.lesion.excised import excision_family, is_small_benign
from cleanskin.charge.lesion.lines import LOOK_AGAIN_AFTER, line
from cleanskin.charge.lesion.places import group_of
from cleanskin.charge.lesion.tiers import candidates, sized
from cleanskin.charge.served import served
from cleanskin.record.encounter import Closure, Lesion

FAMILY = Family(name="repair", covers=("repair_simple", "repair_intermediate", "repair_complex", "repair_delayed"))

_SHALLOW: Final = {
    "shave_removal": "shave removal",
    "tag_removal": "removal",
    "destruction": "destruction",
    "drainage": "drainage",
    "nail": "nail procedure",
    "paring": "paring",
}
_COMPLEX_ABOVE_CM: Final = Decimal(1)
"""A complex closure up to this length is coded as intermediate (REP-3)."""
_MEDICARE_ADHESIVE: Final = "G0168"
_CRITERION: Final = "what makes the closure complex"
"""What a line of a closure that is only called complex waits for (REP-5)."""


class Wound(NamedTuple):
    """A closure to report: its class, site group, length."""

    act: Act
    closure: Closure
    group: str
    length_cm: Decimal
    why: str = ""
    waits_for: str = ""

    @property
    def lesion(self) -> Lesion:
        """The lesion or injury that was closed."""
        return self.act.lesion


@FAMILY.codes
def codes(case: Case) -> Iterator[Drafted]:
    """Draft the closures of each sitting."""
    wounds: list[Wound] = []
    for act in case.acts:
        if act.open_question or (act.kind in BIOPSIES and _is_also_operated(act, case)):
            continue
        yield from _closure(act, case, wounds)
    for session in sorted({wound.lesion.session for wound in wounds}):
        yield from _sums([wound for wound in wounds if wound.lesion.session == session], case)


def _is_also_operated(act: Act, case: Case) -> bool:
    return any(one.lesion.id == act.lesion.id and one.kind not in BIOPSIES for one in case.acts)


def _closure(act: Act, case: Case, wounds: list[Wound]) -> Iterator[Drafted]:
    lesion = act.lesion
    late = {"dehiscence", "delayed_closure", "secondary_closure"} & {lesion.condition, *lesion.features}
    if late == {"delayed_closure"} and any(one.technique == "mohs" for one in case.encounter.prior):
        late = set()  # a wound of Mohs surgery has its repair on whatever day (REP-7)
    if act.kind == "closure_only" and late:
        yield _delayed(act, case)
        return
    if lesion.closure == "adhesive":
        yield from _adhesive(act, case, wounds)
        return
    if lesion.closure == "" and "closed_unspecified" in lesion.features and act.kind in ("mohs", "excision"):
        yield _ask_class(act, candidates("repair_simple"))
    if lesion.closure in ("none", "second_intention", "", "graft"):
        return
    found = closed(lesion)
    if found.closure not in LINEAR:
        return
    if found.contradicts:
        yield _contradicted(act, found, case)
    included = included_in(act, found.closure, case)
    if included:
        yield words.part_of(_code_of(act, found.closure, case), included, (lesion,), ("EXC-6", "REP-6"))
        return
    yield from _take(act, found, case, wounds)


def included_in(act: Act, closure: Closure, case: Case) -> str:
    """Return why a closure is part of the procedure that made the wound, "" when it is reported."""
    if act.kind in _SHALLOW:
        return f"Closing the wound is part of the {_SHALLOW[act.kind]}."
    if act.kind in BIOPSIES:
        return "Closing the wound is part of the biopsy."
    if act.kind == "closure_only" and any(
        not act.lesion.site or row.service.site in ("", act.lesion.site) for row in served(case, "hematoma_evacuation")
    ):
        return "Closing the wound again is part of letting the blood out."
    if act.kind == "closure_only" and any("division" in other.lesion.features for other in case.acts):
        return "Closing where the stalk of a flap came from is part of its division."
    family = excision_family(act.lesion, case.day) if act.kind == "excision" else ""
    if act.kind == "mohs" and is_read_by_another(act, case):
        family = "excision_malignant"
    if family in ("excision_hidradenitis", "excision_pilonidal", "excision_site_specific"):
        return "The excision includes its closure."
    if family and closure == "simple":
        return "Simple closure is part of the excision."
    if family == "excision_soft_tissue" and closure == "intermediate":
        return "Simple and layered closure are part of the excision of a soft-tissue tumor."
    if family == "excision_benign" and is_small_benign(act.lesion, case.day):
        return "Benign excisions of up to 0.5 cm include every closure."
    return ""


def _take(act: Act, found: Closed, case: Case, wounds: list[Wound]) -> Iterator[Drafted]:
    lesion = act.lesion
    closure, why = found.closure, found.why
    length = lesion.closure_length_cm
    if length is not None and lesion.count and lesion.count > 1:
        length *= lesion.count  # "each closed over 2 cm"
    if closure == "complex" and length is not None and length <= _COMPLEX_ABOVE_CM:
        closure, why = "intermediate", "a complex closure of up to 1.0 cm is coded as intermediate (REP-3)"
    group = group_of(lesion, f"repair_{closure}", case.day)
    among = candidates(f"repair_{closure}", group.group if group else "")
    if group is None:
        yield words.ask_site(lesion, "closure", among, ("REP-2",))
    if length is None:
        yield words.ask(
            topic="length",
            question=f"How long was the closed wound of the {words.named(lesion)}?",
            lesions=(lesion,),
            sentence="The final length of the closure was ___ cm.",
            why="Closures are coded by length.",
            codes=among,
            rules=("REP-1",),
        )
    is_open = "undermined" in lesion.features and lesion.undermining_cm is None and closure != "complex"
    if found.lacks_criterion or is_open:
        yield _ask_criterion(act, found, _between(lesion, closure, length, case) or among)
    if "class_not_stated" in lesion.features:
        yield _ask_class(act, among)
    if group is not None and length is not None:
        waits_for = _CRITERION if closure == "complex" and found.lacks_criterion else ""
        wounds.append(Wound(act, closure, group.group, length, why, waits_for))


def _between(lesion: Lesion, closure: Closure, length: Decimal | None, case: Case) -> tuple[str, ...]:
    """Return the codes of a length between which a criterion decides: of the class told, and of a complex closure."""
    if length is None:
        return ()
    found = []
    for one in dict.fromkeys((closure, "complex")):
        group = group_of(lesion, f"repair_{one}", case.day)
        held = sized(f"repair_{one}", group.group, length, case.day) if group else None
        found += [code for code, _ in held.units] if held else []
    return tuple(dict.fromkeys(found))


def _sums(wounds: list[Wound], case: Case) -> Iterator[Drafted]:
    """Draft one code for the sum of each class and group, the most complex class first."""
    for closure in LINEAR:
        groups = list(dict.fromkeys(wound.group for wound in wounds if wound.closure == closure))
        for group in groups:
            held = [wound for wound in wounds if wound.closure == closure and wound.group == group]
            yield from _line(closure, group, held, case)


def _line(closure: Closure, group: str, wounds: list[Wound], case: Case) -> Iterator[Drafted]:
    total = sum((wound.length_cm for wound in wounds), Decimal(0))
    found = sized(f"repair_{closure}", group, total, case.day)
    if found is None:
        return
    lesions = [wound.lesion for wound in wounds]
    added = " + ".join(words.size(wound.length_cm) for wound in wounds)
    said = f"{added} = {words.size(total)} cm" if len(wounds) > 1 else f"{words.size(total)} cm"
    reasons = "; ".join(dict.fromkeys(wound.why for wound in wounds if wound.why))
    because = f" ({reasons})" if reasons else ""
    places = "; ".join(dict.fromkeys(words.place(lesion) for lesion in lesions))
    waits_for = next((wound.waits_for for wound in wounds if wound.waits_for), "")
    for code, units in found.units:
        drafted = line(
            case,
            lesions,
            code=code,
            units=units,
            quoting=(
                *words.WOUND,
                *words.PLACE,
                *(("features",) if closure == "complex" else ()),
            ),
            why=f"{closure.capitalize()} closure, {places}: {said}{because}.",
            why_not=("Lengths of one class and one group of sites are added, not listed apart.",)
            if len(wounds) > 1
            else (),
            rules=("REP-1", "REP-2"),
            size=total,
        )
        due = case.on + LOOK_AGAIN_AFTER if waits_for else None
        yield replace(drafted, waits_for=waits_for, due=due) if waits_for else drafted


def _adhesive(act: Act, case: Case, wounds: list[Wound]) -> Iterator[Drafted]:
    """Strips are no closure; tissue adhesive alone has a code with Medicare and is a simple closure elsewhere."""
    lesion = act.lesion
    if "adhesive_strips" in lesion.features:
        for code in (_code_of(act, "simple", case), _MEDICARE_ADHESIVE):
            yield words.part_of(code, "Adhesive strips alone are no repair.", (lesion,), ("REP-6",))
        return
    included = included_in(act, "simple", case)
    if included:
        for code in (_code_of(act, "simple", case), _MEDICARE_ADHESIVE):
            yield words.part_of(code, included, (lesion,), ("REP-6",))
        return
    if not case.is_medicare:
        yield from _take(act, Closed("simple", "tissue adhesive"), case, wounds)
        return
    yield line(
        case,
        (lesion,),
        code=_MEDICARE_ADHESIVE,
        quoting=(*words.WOUND,),
        why="Closed with tissue adhesive alone: Medicare has a code for it.",
        why_not=("12001 and up: no stitches or staples.",),
        rules=("REP-6",),
    )


def _delayed(act: Act, case: Case) -> Draft:
    features = {*act.lesion.features, *act.lesion.complex_criteria}
    code = "12020"
    is_deep = act.lesion.closure in ("intermediate", "complex") and "retention_sutures" in features
    if is_deep or features & {"extensive", "complicated", "secondary_closure", "delayed_closure"}:
        code = "13160"
    elif "packed" in features:
        code = "12021"
    return line(
        case,
        (act.lesion,),
        code=code,
        quoting=(
            *words.WOUND,
            *words.ACT,
            *words.DISEASE,
        ),
        why="A wound that came apart or was left open, closed later.",
        why_not=("12001 and up: not a fresh wound.",),
        rules=("REP-7",),
    )


def _code_of(act: Act, closure: Closure, case: Case) -> str:
    """Return the repair code that a closure would have had; the lowest of its group when its length is not told."""
    group = group_of(act.lesion, f"repair_{closure}", case.day)
    among = candidates(f"repair_{closure}", group.group if group else "")
    length = act.lesion.closure_length_cm
    found = sized(f"repair_{closure}", group.group, length, case.day) if group and length is not None else None
    return found.code if found else among[0]


def _contradicted(act: Act, found: Closed, case: Case) -> Drafted:
    if found.contradicts == "flap":
        group = group_of(act.lesion, "flap", case.day)
        among = candidates("flap", group.group if group else "", technique="adjacent tissue transfer")
        return words.part_of(among[0], f"No flap: {found.why}.", (act.lesion,), ("FLG-4",))
    group = group_of(act.lesion, "repair_complex", case.day)
    return words.part_of(
        candidates("repair_complex", group.group if group else "")[0],
        f"{found.why}.",
        (act.lesion,),
        ("REP-4", "REP-5"),
    )


def _ask_class(act: Act, among: tuple[str, ...]) -> Drafted:
    return words.ask(
        topic="closure",
        question=f"How was the wound of the {words.named(act.lesion)} closed: in one layer, in layers, complex?",
        lesions=(act.lesion,),
        sentence="Closed in one layer / in layers (deep sutures of ___, superficial ___) over ___ cm.",
        why="Class and length decide the code; without them no more than one layer can be taken.",
        codes=among,
        rules=("REP-2",),
    )


def _ask_criterion(act: Act, found: Closed, among: tuple[str, ...]) -> Drafted:
    told = "called complex" if found.lacks_criterion else "undermined"
    return words.ask(
        topic="undermining",
        question=f"The closure of the {words.named(act.lesion)} is {told}: how far, or what made it complex?",
        lesions=(act.lesion,),
        sentence="The wound was undermined ___ cm on a defect ___ cm wide / exposed ___ / free margin ___.",
        why="A complex closure needs a criterion on record: undermining at least the width of the defect along an edge,"
        " an exposed deep structure, debrided edges, a free margin, or retention sutures.",
        codes=among,
        rules=("REP-5",),
    )
