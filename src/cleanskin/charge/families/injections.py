"""Giving a drug under the skin, into muscle or into a vein: 96372, 96401, 96365 and on, 96413 and on, allergy shots.

Each shot is a unit; a drug with more than one shot tells how many.  Methotrexate and antibodies against cancer take
the codes of chemotherapy; so do infusions of antibodies.  Hours beyond the first count when more than half an hour of
them was used; an infusion of fifteen minutes or less is a push.  The drug is a line of its own; when the patient
brought it only the shot is billed (MIN-5).  Reads services "injection_sc", "injection_im", "infusion", "iv_push", and
drugs by their route.
"""

from collections.abc import Iterator
from typing import Final, NamedTuple

from cleanskin.charge.case import Case
from cleanskin.charge.family import Draft, Drafted, Family
from cleanskin.charge.given import facts_of, is_anesthetic
from cleanskin.charge.served import sentence, served
from cleanskin.record.coding import NotReported, Query
from cleanskin.record.encounter import DrugGiven, Evidence

FAMILY = Family(name="injections", covers=("injection",))

_FACILITIES: Final = frozenset({"19", "21", "22", "23", "24"})
_CHEMOTHERAPY: Final = frozenset({"methotrexate", "cemiplimab", "interferon alfa-2b", "interferon alfa-n3"})
"""Drugs whose giving takes the codes of chemotherapy, under the skin or into muscle.  Trust: unverified."""
_ANTIBODIES: Final = ("infliximab", "cemiplimab", "spesolimab", "golimumab", "abatacept", "secukinumab",
                      "risankizumab", "ustekinumab", "rituximab")  # fmt: skip
"""Antibodies whose infusion takes the codes of chemotherapy.  Trust: unverified."""
_ONLY_BY_SHOT: Final = frozenset(
    {"omalizumab", "guselkumab", "tildrakizumab", "certolizumab", "benralizumab", "penicillin g benzathine"}
)
"""Drugs whose code stands for a form that is given by a shot and in no other way."""
_ONLY_BY_VEIN: Final = ("infliximab",)
"""Drugs whose code stands for a form that is given into a vein and in no other way."""
_OFTEN_AT_HOME: Final = frozenset({"dupilumab", "tralokinumab", "adalimumab", "etanercept", "ixekizumab"})
"""Drugs given by a shot only, which patients mostly give themselves: given here when the record tells the amount."""
_PUSH_MINUTES_MAX: Final = 15
_ROUTES: Final = {"subcutaneous": "shot", "intramuscular": "shot", "intravenous": "vein"}
_KINDS: Final = {
    "injection": "shot",
    "injection_sc": "shot",
    "injection_im": "shot",
    "infusion": "vein",
    "iv_push": "push",
    "allergy_shot": "allergy",
}


class _Gift(NamedTuple):
    """One drug given: how, how often, in which time, its name in small letters."""

    how: str
    name: str
    times: int
    minutes: int | None
    ids: tuple[str, ...]
    evidence: tuple[Evidence, ...]


@FAMILY.codes
def codes(case: Case) -> Iterator[Drafted]:
    """Draft shots by their number, then infusions."""
    gifts = list(_gifts(case))
    if gifts and case.encounter.place_of_service in _FACILITIES:
        for gift in gifts:
            why = "the facility bills giving the drug"
            yield NotReported(
                code=_code(gift), why=sentence(why), rules=("MOD-13",), lesions=gift.ids, evidence=gift.evidence
            )
        return
    shots: dict[str, list[_Gift]] = {}
    for gift in gifts:
        if gift.how in ("shot", "allergy"):
            shots.setdefault(_code(gift), []).append(gift)
    for code, found in shots.items():
        times = sum(gift.times for gift in found)
        if code == "95115":
            yield _line("95117" if times > 1 else code, found, 1, f"{times} allergy shots given")
        else:
            yield _line(code, found, times, f"{times} given under the skin or into muscle")
    yield from _into_veins([gift for gift in gifts if gift.how in ("vein", "push")])


def _gifts(case: Case) -> Iterator[_Gift]:
    """Return what was given: the services, then drugs whose route says so and that no service names."""
    drugs = [(f"D{number}", drug) for number, drug in enumerate(case.encounter.drugs, 1)]
    routed = [(own, drug) for own, drug in drugs if _how(case, drug) and not is_anesthetic(drug)]
    supplied = [own for own, drug in drugs if drug.patient_supplied]
    rows = served(case, *_KINDS)
    named: set[str] = set()
    for row in rows:
        service = row.service
        how = _KINDS[service.kind]
        agent = service.agent.casefold()
        match = [own for own, drug in routed if not agent or _is_named(case, drug, agent)]
        if not match and len(rows) == 1 and len(routed) == 1:
            match = [routed[0][0]]
        if not match and not agent and len(rows) == len(supplied) == 1:
            match = supplied
        named.update(match)
        first = next((drug for own, drug in drugs if own in match), None)
        name = _name(case, first) if first else agent
        if not name and how != "allergy":
            continue  # a route without a drug: words of depth ("subcutaneous"), or a shot that is not told
        yield _Gift(
            how,
            name,
            max(service.count or 1, len(match) if how == "shot" else 1),
            service.minutes,
            (row.id, *match),
            service.evidence,
        )
    for own, drug in routed:
        if own not in named:
            yield _Gift(_how(case, drug), _name(case, drug), 1, None, (own, *drug.lesions), drug.evidence)


def _is_named(case: Case, drug: DrugGiven, agent: str) -> bool:
    """True when a service's agent is this drug, by its name or by the record's own word for it."""
    name = _name(case, drug)
    said = any(one.field == "name" and one.words.casefold() == agent for one in drug.evidence)
    return said or agent in name or name in agent


def _how(case: Case, drug: DrugGiven) -> str:
    """Return "shot" or "vein" by the route, or by the drug when it has only one; "" when neither tells."""
    if not drug.route:
        name = _name(case, drug)
        if name.startswith(_ONLY_BY_VEIN) and drug.amount is not None:
            return "vein"
        return "shot" if name in _ONLY_BY_SHOT or (name in _OFTEN_AT_HOME and drug.amount is not None) else ""
    return _ROUTES.get(drug.route, "")


def _name(case: Case, drug: DrugGiven) -> str:
    facts = facts_of(drug, case.on)
    return (facts.drug if facts and facts.drug else drug.name).casefold()


def _code(gift: _Gift) -> str:
    if gift.how == "allergy":
        return "95115"
    if gift.how == "shot":
        return "96401" if gift.name in _CHEMOTHERAPY else "96372"
    if gift.how == "push" or (gift.minutes is not None and gift.minutes <= _PUSH_MINUTES_MAX):
        return "96374"
    return "96413" if gift.name.startswith(_ANTIBODIES) or gift.name in _CHEMOTHERAPY else "96365"


def _into_veins(found: list[_Gift]) -> Iterator[Drafted]:
    """Draft infusions: the first by its hours, the next drug as an add-on."""
    for number, gift in enumerate(found):
        code = _code(gift)
        if number and code in ("96374", "96365"):
            code = "96375" if code == "96374" else "96367"
        yield _line(code, [gift], 1, "given into a vein")
        further = _further_hours(gift.minutes)
        if further and code in ("96365", "96413"):
            hours = "96366" if code == "96365" else "96415"
            yield _line(hours, [gift], further, f"{gift.minutes} minutes in all")
        if gift.minutes is None and gift.how == "vein":
            yield Query(
                topic="time",
                question="When did the infusion start and stop?",
                why="Hours beyond the first count when more than half an hour of them was used.",
                codes=("96365", "96366") if code != "96413" else ("96413", "96415"),
                sentence_to_add="Infusion started at ___ and stopped at ___.",
                lesions=gift.ids,
                evidence=gift.evidence,
            )


def _further_hours(minutes: int | None) -> int:
    """Return the hours after the first, each begun for more than half an hour."""
    return 0 if minutes is None or minutes <= 90 else (minutes - 60 - 31) // 60 + 1


def _line(code: str, found: list[_Gift], units: int, why: str) -> Draft:
    return Draft(
        code=code,
        units=units,
        lesions=tuple(dict.fromkeys(one for gift in found for one in gift.ids)),
        evidence=tuple([one for gift in found for one in gift.evidence]),
        why=sentence(why),
        rules=("MIN-5",),
    )
