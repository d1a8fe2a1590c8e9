"""What `cleanskin reference show` tells about a procedure code."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from cleanskin.cli.references import indicator_words as words
from cleanskin.cli.references.screen import Screen, dollars
from cleanskin.record.fee import FeeRow
from cleanskin.record.procedure import PairEdit, ProcedureFacts
from cleanskin.record.provenance import Answer

if TYPE_CHECKING:
    from cleanskin.reference.look_up import Reference

_PACKAGES_SHOWN_MAX = 6


def about_procedure(code: str, on: date, reference: "Reference") -> tuple[Screen, dict[str, Any]] | None:
    """Return the screen and the facts behind it; None when nothing is known of the code on that day."""
    from cleanskin.reference.everything import everything

    known = everything(reference, code, on)
    if not known.is_known:
        return None
    facts = {name: getattr(known, name) for name in known.__struct_fields__}
    procedure = facts["procedure"]
    label = procedure.value.label if procedure else _official_words(facts)
    screen = Screen(f"{code}  {label}  (on {on.isoformat()})")
    _what_it_is(screen, facts)
    _billing(screen, code, on, facts, reference)
    _payment(screen, code, on, facts, reference)
    facts["denied_beside_it"], facts["denied_beside_others"] = _bundles(screen, code, on, reference)
    _coverage(screen, code, on, reference)
    if facts["fees"] and not reference.holds("fee", on):
        screen.tell("The fee schedule's file is not loaded for that day; the built-in selection answers.")
    return screen, facts


def _official_words(facts: dict[str, Any]) -> str:
    if facts["descriptor"]:
        value = facts["descriptor"].value
        return str(value.medium or value.short or value.long)
    return str(facts["hcpcs"].value.short) if facts["hcpcs"] else "no own words for it in the pack"


def _what_it_is(screen: Screen, facts: dict[str, Any]) -> None:
    from cleanskin.reference.dermatology.codes import family_labels
    from cleanskin.reference.dermatology.sites import site_groups

    groups = site_groups()
    screen.section("What it is")
    if answer := facts["procedure"]:
        value: ProcedureFacts = answer.value
        screen.add("family", f"{family_labels().get(value.family, value.family)} ({value.visit_class})", answer)
        screen.add("technique", value.technique)
        screen.add("sites", groups[value.site_group].label if value.site_group in groups else "")
        screen.add("size", _size(value))
        screen.add("count", _count(value))
        screen.add("one unit is", value.unit_rule)
        screen.add("drug", _drug(value))
        screen.add("who pays", value.service_class and _SERVICE[value.service_class])
        screen.add("laboratory", "needs a CLIA number" if value.needs_clia else "")
        screen.add("valid", _period_words(value.period))
        screen.add("replaced by", ", ".join(value.replaced_by))
        screen.add("coding rules", ", ".join(value.rules))
        screen.add("note", value.note)
    if answer := facts["hcpcs"]:
        screen.add("HCPCS wording", answer.value.long or answer.value.short, answer)
        screen.add("HCPCS coverage", answer.value.coverage)
    if answer := facts["descriptor"]:
        screen.add("CPT wording", answer.value.long or answer.value.medium or answer.value.short, answer)


_SERVICE = {
    "medical": "medical: insurance, when necessary",
    "cosmetic": "cosmetic: the patient",
    "conditional": "insurance or the patient, by diagnosis and symptoms",
}


def _size(value: ProcedureFacts) -> str:
    low, high, unit = value.size_from, value.size_to, value.size_unit
    if low is None and high is None:
        return ""
    if low is None or not low:
        return f"up to {high} {unit}" if high is not None else ""
    return f"above {low} {unit}" if high is None else f"above {low} up to {high} {unit}"


def _count(value: ProcedureFacts) -> str:
    low, high = value.count_from, value.count_to
    if low is None and high is None:
        return ""
    return f"{low or 1} or more" if high is None else f"{low or 1} to {high}"


def _drug(value: ProcedureFacts) -> str:
    if not value.drug:
        return ""
    amount = f", {value.drug_amount} {value.drug_unit} a unit" if value.drug_amount is not None else ""
    dose = {True: ", single-dose container (JW or JZ)", False: ", multi-dose container"}.get(bool(value.single_dose))
    return f"{value.drug}{amount}{dose if value.single_dose is not None else ''}"


def _period_words(period: Any) -> str:
    start = "" if period.start == date.min else f"from {period.start.isoformat()}"
    end = f"before {period.end.isoformat()}" if period.end else ""
    return " ".join(part for part in (start, end) if part)


def _billing(screen: Screen, code: str, on: date, facts: dict[str, Any], reference: "Reference") -> None:
    screen.section("Billing it")
    days = next((fee.value.global_days for fee in facts["fees"] if fee.value.global_days), None)
    source = facts["fees"][0] if days else facts["procedure"]
    days = days or (facts["procedure"].value.global_days if facts["procedure"] else None)
    screen.add("global period", f"{days}: {words.GLOBAL_DAYS[days]}" if days else "", source)
    if limit := facts["unit_limit"]:
        value = limit.value
        screen.add("units a day", f"at most {value.units}; {words.UNITS_ADJUDICATION[value.adjudication]}", limit)
    if edit := facts["add_on"]:
        primaries = [one.code for one in edit.value.primaries if on in one.period]
        told = f"only with {_listed(primaries)}" if primaries else "only with a primary code"
        screen.add("add-on code", f"{told} ({words.ADD_ON_TYPE[edit.value.type]})", edit)
    screen.add("its add-on codes", _listed(list(_add_ons_of(code, on, reference))))


def _add_ons_of(code: str, on: date, reference: "Reference") -> Iterator[str]:
    """Yield the add-on codes of the pack that name a code as their primary."""
    from cleanskin.reference.dermatology.codes import codes

    for other in codes():
        edit = reference.add_on(other, on)
        if edit and any(one.code == code and on in one.period for one in edit.value.primaries):
            yield other


def _payment(screen: Screen, code: str, on: date, facts: dict[str, Any], reference: "Reference") -> None:
    screen.section("What Medicare pays (national, outside qualifying payment models)")
    for answer in facts["fees"]:
        fee: FeeRow = answer.value
        screen.add(f"RVU {fee.modifier}".strip(), _rvus(fee), answer)
    _amounts(screen, code, on, facts, reference)
    if facts["fees"]:
        first: FeeRow = facts["fees"][0].value
        screen.add("status", f"{first.status}: {words.STATUS.get(first.status, 'see the record layout')}")
        screen.add("several on a day", words.MULTIPLE_PROCEDURE.get(first.multiple_procedure, first.multiple_procedure))
        screen.add("both sides", words.BILATERAL.get(first.bilateral, first.bilateral))
        screen.add("assistant", words.ASSISTANT.get(first.assistant, first.assistant))
    if answer := facts["drug_price"]:
        dosage = f" for {answer.value.dosage}" if answer.value.dosage else ""
        screen.add("drug limit", f"${answer.value.payment_limit}{dosage}", answer)
    if packages := facts["drug_packages"]:
        named = ", ".join(one.value.ndc for one in packages[:_PACKAGES_SHOWN_MAX])
        rest = len(packages) - _PACKAGES_SHOWN_MAX
        screen.add("packages (NDC)", named + (f" and {rest} more" if rest > 0 else ""), packages[0])


def _rvus(fee: FeeRow) -> str:
    if fee.work_rvu is None and fee.nonfacility_pe_rvu is None:
        return "none at hand"
    parts = (fee.work_rvu or Decimal(0), fee.mp_rvu or Decimal(0))
    office, facility = fee.nonfacility_pe_rvu, fee.facility_pe_rvu
    told = [f"work {fee.work_rvu}, malpractice {fee.mp_rvu}"]
    if office is not None:
        told.append("not done in an office" if fee.nonfacility_na else f"office {office} (total {sum(parts, office)})")
    if facility is not None:
        told.append(
            "not done in a facility" if fee.facility_na else f"facility {facility} (total {sum(parts, facility)})"
        )
    return "; ".join(told)


def _amounts(screen: Screen, code: str, on: date, facts: dict[str, Any], reference: "Reference") -> None:
    from cleanskin.reference.pricing import PriceLine, Terms, price

    told = []
    for place, setting in (("office", "nonfacility"), ("facility", "facility")):
        found = price(PriceLine(code=code), on=on, reference=reference, terms=Terms(setting=setting))  # type: ignore[arg-type]
        facts[f"price_{setting}"] = found
        if found.amount_allowed is not None:
            told.append(f"{place} {dollars(found.amount_allowed)}")
        elif found.cannot and (not told or found.cannot.reason not in told[0]):
            told.append(f"{place}: {found.cannot.message}")
    screen.add("allowed", "; ".join(dict.fromkeys(told)), *(facts["fees"][:1]))


def _bundles(
    screen: Screen, code: str, on: date, reference: "Reference"
) -> tuple[list[Answer[PairEdit]], list[Answer[PairEdit]]]:
    screen.section("Beside other codes, same patient, provider and day (dermatology's codes)")
    denied, denying = _pack_pairs(code, on, reference)
    for label, answers, side in (("denies", denied, "column2"), ("denied beside", denying, "column1")):
        for indicator, said in ((1, "separable by modifier"), (0, "never separable")):
            chosen = [one for one in answers if one.value.modifier_indicator == indicator]
            if chosen:
                codes = [getattr(one.value, side) for one in chosen]
                screen.add(label, f"{said}: {_by_family(codes, reference, on)}", *chosen)
    return denied, denying


def _pack_pairs(code: str, on: date, reference: "Reference") -> tuple[list[Answer[PairEdit]], list[Answer[PairEdit]]]:
    """Return the edits with dermatology's other codes: those that `code` denies, and those that deny it."""
    from cleanskin.reference.dermatology.codes import codes

    denied, denying = [], []
    for other in sorted(codes()):
        if other != code:
            if (edit := reference.pair(code, other, on)) is not None:
                denied.append(edit)
            if (edit := reference.pair(other, code, on)) is not None:
                denying.append(edit)
    return denied, denying


def _coverage(screen: Screen, code: str, on: date, reference: "Reference") -> None:
    screen.section("Medicare coverage articles")
    if not reference.holds("article", on):
        return
    for key, article in reference.rows("coverage-articles", "articles", on):
        if any(code in group.codes for group in article.code_groups):
            states = ", ".join(article.states) or "jurisdiction not stated"
            screen.add(key, f"{article.title or article.contractor} (version {article.version}; {states})")


def _listed(codes: list[str]) -> str:
    return ", ".join(sorted(codes))


def _by_family(codes: list[str], reference: "Reference", on: date) -> str:
    """Return codes under the label of their family, neighbours of the pack's list as a range."""
    from cleanskin.reference.dermatology.codes import codes as pack_codes
    from cleanskin.reference.dermatology.codes import family_labels

    order = {code: place for place, code in enumerate(sorted(pack_codes()))}
    by_family: dict[str, list[str]] = {}
    for code in sorted(codes):
        procedure = reference.procedure(code, on)
        by_family.setdefault(procedure.value.family if procedure else "other", []).append(code)
    labels = family_labels()
    return "; ".join(f"{labels.get(family, family)} {_runs(members, order)}" for family, members in by_family.items())


def _runs(codes: list[str], order: dict[str, int]) -> str:
    runs: list[list[str]] = []
    for code in codes:
        if runs and order[code] == order[runs[-1][-1]] + 1:
            runs[-1].append(code)
        else:
            runs.append([code])
    return " ".join(run[0] if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs)
