"""Injections into lesions: 11900 for one to seven, 11901 for eight or more; chemotherapy 96405 and 96406.

One code for the number of lesions of a session, not of needle sticks, and never both (MIN-3).  Chemotherapy is a drug
whose code begins with J9 (MIN-4).  The drug itself is a line of its own (`drugs`).
"""

from collections.abc import Iterator
from typing import Final

from cleanskin.charge.case import Act, Case
from cleanskin.charge.family import Draft, Drafted, Family
from cleanskin.charge.given import facts_of
from cleanskin.charge.lesion.places import zone_name
from cleanskin.charge.served import served
from cleanskin.record.coding import NotReported, Query
from cleanskin.record.encounter import DrugGiven

FAMILY = Family(name="intralesional", covers=("intralesional_injection", "intralesional_chemotherapy"))

_PLAIN: Final = ("11900", "11901")
_CHEMOTHERAPY: Final = ("96405", "96406")


@FAMILY.codes
def codes(case: Case) -> Iterator[Drafted]:
    """Draft the injected lesions of each session by their number, those with chemotherapy apart."""
    groups: dict[tuple[int, bool], list[Act]] = {}
    for act in case.acts:
        if act.kind == "intralesional" and not _is_other(case, act):
            key = (act.lesion.session, _is_chemotherapy(case, act))
            groups.setdefault(key, []).append(act)
    for (_, is_chemotherapy), acts in sorted(groups.items()):
        yield from _group(case, acts, _CHEMOTHERAPY if is_chemotherapy else _PLAIN)


def _group(case: Case, acts: list[Act], pair: tuple[str, str]) -> Iterator[Drafted]:
    number = sum(act.how_many for act in acts)
    lesions = tuple(act.lesion.id for act in acts)
    words = tuple([one for act in acts for one in act.lesion.evidence])
    is_vague = any(act.lesion.count_is_vague and act.lesion.count is None for act in acts)
    if is_vague and number < 8:
        yield Query(
            topic="count",
            question="How many lesions were injected?",
            why="One to seven lesions are one code, eight or more another.",
            codes=pair,
            sentence_to_add="___ lesions were injected.",
            lesions=lesions,
            evidence=words,
            rules=("MIN-3",),
        )
        return
    code, other = pair if number <= 7 else pair[::-1]
    first = acts[0].lesion
    yield Draft(
        code=code,
        lesions=lesions,
        zone=zone_name(first, case.day),
        side=first.side,
        session=first.session,
        evidence=words,
        why=f"{number} lesion{'s' if number > 1 else ''} injected.",
        why_not=(f"{other} is for {'eight or more' if number <= 7 else 'one to seven'}; never both.",),
        rules=("MIN-3", "MIN-4") if pair == _CHEMOTHERAPY else ("MIN-3",),
    )
    yield NotReported(code=other, why=f"The number of lesions makes it {code}.", rules=("MIN-3",), lesions=lesions)
    if not any(drugs_of(case, act) for act in acts):
        yield Query(
            topic="drug",
            question="Which drug was injected, at what strength and how much of it?",
            why="The drug has a line of its own when the practice bought it.",
            codes=("J3301",),
            sentence_to_add="___ mL of ___ ___ mg/mL were injected.",
            lesions=lesions,
            evidence=words,
            rules=("MIN-4",),
        )


def drugs_of(case: Case, act: Act) -> list[DrugGiven]:
    """Return the drugs injected into a lesion: those linked to it, else those into lesions linked to none."""
    drugs = case.encounter.drugs
    linked = [drug for drug in drugs if act.lesion.id and act.lesion.id in drug.lesions]
    return linked or [drug for drug in drugs if not drug.lesions and drug.route in ("", "intralesional")]


def _is_chemotherapy(case: Case, act: Act) -> bool:
    return any(code.startswith("J9") for code in _drug_codes(case, act))


def _is_other(case: Case, act: Act) -> bool:
    """True for botulinum toxin, fillers and collagenase: other families."""
    if _is_shot(case, act):
        return True
    found = _drug_codes(case, act)
    if not found and not drugs_of(case, act) and served(case, *_INJECTED_ELSEWHERE):
        return True
    return bool(found) and all(code in _OTHERS for code in found)


def _is_shot(case: Case, act: Act) -> bool:
    """True for the bare word injection when every drug of the record went under the skin, into muscle or a vein."""
    lesion = act.lesion
    is_bare = not (lesion.condition or lesion.count or lesion.features)
    routes = {drug.route for drug in case.encounter.drugs if act.lesion.id not in drug.lesions}
    has_own = any(act.lesion.id in drug.lesions for drug in case.encounter.drugs)
    return is_bare and not has_own and bool(routes) and routes <= {"subcutaneous", "intramuscular", "intravenous"}


_OTHERS: Final = frozenset(
    {"J0585", "J0586", "J0587", "J0588", "J0589", "J0591", "J0775", "Q2026", "Q2028", "J7308", "J7345", "J7354"}
)
"""Drugs that are not what an injection into a lesion gives."""


_INJECTED_ELSEWHERE: Final = ("prp", "platelet_rich_plasma", "filler", "sclerotherapy", "fat_dissolving", "botulinum")
"""Services that are injections themselves."""


def _drug_codes(case: Case, act: Act) -> list[str]:
    found = [facts_of(drug, case.on) for drug in drugs_of(case, act)]
    return [facts.code for facts in found if facts is not None]
