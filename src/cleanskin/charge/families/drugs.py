"""Drugs given: the code by name, units by the amount rounded up for the patient and the day, waste, who supplied it.

Units of one code are rounded up once, from the sum of the day (MIN-4).  Under Medicare what is thrown away from a
single-dose container is a second line with JW; JZ says that nothing was, and needs a record that shows it: whole
containers used, or "no waste" (MOD-10).  A drug the patient brought, one given where the facility buys it (MOD-13), a
local anesthetic (MIN-6) and a drug for looks are not billed.  Amounts are never assumed.
"""

from collections.abc import Iterator
from decimal import Decimal
from typing import Final, NamedTuple

from cleanskin.charge.case import Case
from cleanskin.charge.families.botulinum import is_for_looks
from cleanskin.charge.family import Draft, Drafted, Family
from cleanskin.charge.given import Amount, amount_of, facts_of, is_anesthetic, units_of
from cleanskin.charge.served import lesion_zone_name, sentence
from cleanskin.record.coding import NotReported, Query
from cleanskin.record.encounter import DrugGiven, Evidence
from cleanskin.record.procedure import ProcedureFacts
from cleanskin.reference.dermatology.places import place_effects

FAMILY = Family(name="drugs", covers=("drug",))

_APPLIED_ONLY: Final = frozenset({"cantharidin compounded", "podophyllin", "psoralen", "trichloroacetic acid"})
"""Agents of a procedure without a code of their own: part of it."""


class _Given(NamedTuple):
    """One drug of the encounter with its id ("D1") and its row of the code table."""

    id: str
    drug: DrugGiven
    facts: ProcedureFacts


@FAMILY.codes
def codes(case: Case) -> Iterator[Drafted]:
    """Draft each drug code once for the day."""
    groups: dict[str, list[_Given]] = {}
    for number, drug in enumerate(case.encounter.drugs, 1):
        facts = facts_of(drug, case.on)
        if facts is None:
            yield from _without_code(f"D{number}", drug)
            continue
        given = _Given(f"D{number}", drug, facts)
        refused = _refusal(case, given)
        if refused:
            yield refused
        else:
            groups.setdefault(facts.code, []).append(given)
    for found in groups.values():
        yield from _lines(case, found)


def _refusal(case: Case, given: _Given) -> NotReported | None:
    """Return why a drug is not billed, None when it is."""
    why, rules = "", ("MIN-5",)
    place = case.encounter.place_of_service
    effects = place_effects(place, case.on) if place else None
    if is_anesthetic(given.drug):
        why, rules = "a local anesthetic is part of the procedure", ("MIN-6",)
    elif given.drug.patient_supplied:
        why = "the patient or a pharmacy supplied it: only giving it is billed"
    elif effects is not None and effects.value.drugs_billable is False:
        why, rules = f"the facility buys and bills drugs in place {place}", ("MOD-13",)
    elif is_for_looks(case, given.drug):
        why, rules = "given for looks: the patient pays, no payer is billed", ("MOD-11",)
    if not why:
        return None
    code = given.facts.code
    return NotReported(code=code, why=sentence(why), rules=rules, lesions=_ids([given]), evidence=given.drug.evidence)


def _lines(case: Case, found: list[_Given]) -> Iterator[Drafted]:
    """Draft the line of one code, and that of its waste; ask when an amount is missing."""
    facts = found[0].facts
    amounts = [amount_of(given.drug, facts) for given in found]
    if any(amount is None for amount in amounts):
        yield _ask_amount(found)
        return
    told = [amount for amount in amounts if amount is not None]
    total = sum((amount.given for amount in told), Decimal(0))
    units = units_of(total, facts)
    if not units:
        return
    waste = _waste_units(told, facts, units)
    single_dose = _is_single_dose(found)
    modifiers: tuple[str, ...] = ()
    if case.is_medicare and single_dose:
        if waste:
            yield _draft(case, found, units, (), total)
            yield _draft(case, found, waste, ("JW",), total)
            return
        if _nothing_wasted(told) and (case.payer_is_told or case.encounter.payer):
            modifiers = ("JZ",)
        elif any(amount.wasted is None and not amount.is_whole for amount in told):
            yield _ask_waste(found)
    yield _draft(case, found, units, modifiers, total)


def _draft(case: Case, found: list[_Given], units: int, modifiers: tuple[str, ...], total: Decimal) -> Draft:
    facts = found[0].facts
    each = facts.drug_amount or Decimal(1)
    what = f"{_figure(total)} {facts.drug_unit} given, {_figure(each)} {facts.drug_unit} a unit"
    if modifiers == ("JW",):
        what = "thrown away from a single-dose container"
    ndc = next((given.drug.ndc for given in found if given.drug.ndc), "")
    return Draft(
        code=facts.code,
        units=units,
        lesions=_ids(found),
        modifiers=modifiers,
        zone=lesion_zone_name(case, _ids(found)),
        evidence=_words(found),
        why=sentence(what + ("; the line needs its NDC, which the record tells" if ndc else "")),
        rules=facts.rules or ("MIN-4",),
    )


def _waste_units(told: list[Amount], facts: ProcedureFacts, units: int) -> int:
    """Return the units thrown away: those of all that was opened, less those billed as given."""
    wasted = sum((amount.wasted or Decimal(0) for amount in told), Decimal(0))
    if not wasted:
        return 0
    return units_of(sum((amount.given for amount in told), Decimal(0)) + wasted, facts) - units


def _nothing_wasted(told: list[Amount]) -> bool:
    return all(amount.wasted == 0 or (amount.is_whole and not amount.wasted) for amount in told)


def _is_single_dose(found: list[_Given]) -> bool:
    """Return whether the containers were single-dose: as the record says, else as the code's drug comes."""
    if any(given.drug.single_dose is False for given in found):
        return False
    return found[0].facts.single_dose is True or any(given.drug.single_dose for given in found)


def _without_code(own_id: str, drug: DrugGiven) -> Iterator[Drafted]:
    """Ask how a drug without a code is to be billed, unless it is an anesthetic or part of a procedure."""
    if is_anesthetic(drug) or drug.patient_supplied or drug.name.casefold() in _APPLIED_ONLY:
        return
    yield Query(
        topic="drug code",
        question=f"Did the practice buy the {drug.name}, and what are its NDC and amount?",
        why="It has no code of its own; an unlisted code needs name, amount and NDC, and some payers have their own.",
        codes=("J3490", "J3590"),
        sentence_to_add=f"{drug.name}: ___ given, from the office's stock, NDC ___, lot ___.",
        lesions=(own_id, *drug.lesions),
        evidence=drug.evidence,
        rules=("MIN-5",),
    )


def _ask_amount(found: list[_Given]) -> Query:
    facts = found[0].facts
    return Query(
        topic="drug amount",
        question=f"How much {facts.drug} was given?",
        why=f"One unit is {_figure(facts.drug_amount or Decimal(1))} {facts.drug_unit}.",
        codes=(facts.code,),
        sentence_to_add=f"{facts.drug}: ___ {facts.drug_unit} given, ___ discarded, lot ___.",
        lesions=_ids(found),
        evidence=_words(found),
        rules=("MIN-4",),
    )


def _ask_waste(found: list[_Given]) -> Query:
    facts = found[0].facts
    return Query(
        topic="drug waste",
        question=f"Was any {facts.drug} thrown away from its single-dose container?",
        why="Medicare wants JZ when nothing was, and a second line with JW for what was.",
        codes=(facts.code,),
        sentence_to_add=f"{facts.drug} discarded: ___ {facts.drug_unit} (none if all was used).",
        lesions=_ids(found),
        evidence=_words(found),
        rules=("MOD-10",),
    )


def _ids(found: list[_Given]) -> tuple[str, ...]:
    lesions = [one for given in found for one in given.drug.lesions]
    return tuple(dict.fromkeys([given.id for given in found] + lesions))


def _words(found: list[_Given]) -> tuple[Evidence, ...]:
    return tuple([one for given in found for one in given.drug.evidence])


def _figure(value: Decimal) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
