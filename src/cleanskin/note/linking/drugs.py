"""Drugs given in the visit: how much, from which containers, what was thrown away, into which lesions.

A drug is given when its own sentence, or a technique or service it goes with, says so; a prescription is no drug given.
Amounts are in the drug's own unit (mg, units, sticks, applicators); a concentration times a volume gives one too.
"""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, Final

from cleanskin.note.linking.container_numbers import (
    containers_named,
    fill_numbers_of_container,
    is_needle,
    sticks_numbered,
)
from cleanskin.note.linking.each_dose import EACH, EACH_GOT, EACH_SIDE, EACH_SIDE_GOT
from cleanskin.note.linking.evidence import in_order, quote
from cleanskin.note.linking.frames import SILENT
from cleanskin.note.linking.lesions import Linked
from cleanskin.note.linking.own_drugs import given_of_own
from cleanskin.note.linking.pieces import Told
from cleanskin.note.linking.regimens import Route, is_given_next, is_poured_next, is_regimen, is_taken, told_route
from cleanskin.note.linking.volumes import by_place, not_for_looks
from cleanskin.note.mention import MarkedText, Mention, Sentence
from cleanskin.note.terms import table
from cleanskin.record.encounter import DrugGiven, Service

INTRALESIONAL: Final = frozenset(
    {"triamcinolone_acetonide", "triamcinolone_hexacetonide", "betamethasone_acetate_and_phosphate"}
)
"""Drugs whose strength in mg per mL tells of an injection."""

_FORMS: Final = re.compile(
    r"\W{0,2}(?:\s*[\d.]+\s?%)?\s*(?:cream|ointment|oint|lotion|solution|foam|spray|shampoo|paste|tablets?|pills?|caps"
    r"|capsules?|po\b|by mouth|oral|daily|bid|b\.i\.d|weekly|qhs|refill|nightly|topical)\b",
    re.IGNORECASE,
)
"""What after a drug's name says that it is the patient's to use."""

_PRESCRIBED: Final = re.compile(
    r"\b(?:prescri\w+|rx\b|continue\w*|refill\w*|escribed|taking|managed|history of|failed|tried"
    r"|(?<!painted )(?<!put )(?<!placed )(?<!rubbed )on)\s*$",
    re.IGNORECASE,
)
_FAILED: Final = re.compile(r"\s+(?:has |had )?(?:failed|did not help|stopped working|lost effect|no response)\b", re.I)
_GIVING: Final = re.compile(
    r"\b(?:inject\w*|administ\w+|given|gave|infus\w+|appl(?:y|ied|ies|ication)|used|instilled|infiltrat\w+"
    r"|treated|vial"
    r"|discarded|wasted|lot|units?|per site|sites"
    r"|(?:ml|cc|mg) (?:in|into|to) (?:the|each|both|it|this|every)(?! (?:morning|evening|day|night)))\b",
    re.IGNORECASE,
)
_ROUTES: Final[Mapping[str, Route]] = {
    "injection_im": "intramuscular",
    "injection_sc": "subcutaneous",
    "infusion": "intravenous",
    "iv_push": "intravenous",
}
_SERVED_WITH: Final = frozenset(
    {"pdt", "botulinum", "injection_im", "injection_sc", "infusion", "iv_push", "filler", "fat_dissolving"}
)
_NOT_ALONE: Final = frozenset({"systemic", "biologic"})
_WASTED: Final = re.compile(
    r"\s*(?:of (?:the|a|each|this) (?:[\w.,]+[ -]){0,5}?(?:vial|syringe|tube|bottle)\s+)?"
    r"(?:(?!no|without|zero|\d)\w+,?\s+){0,2}?(?:was |were )?(?:discarded|wasted|waste\b|wastage|unused|thrown away)",
    re.IGNORECASE,
)
_OF_CONTAINER: Final = re.compile(r"\b(?:of|from) (?:the|an?|each|this|one|our)(?: single-(?:dose|use))?\s*$", re.I)
_REST: Final = re.compile(
    r"\b(?:remainder|remaining|rest|left-?over|residual|balance)\b[^.;\n]{0,50}?\b(?:discarded|wasted|thrown away)"
    r"|\b(?:discarded|wasted|threw away)\s+the\s+(?:remainder|remaining|rest|left-?over|residual|balance)",
    re.IGNORECASE,
)
"""What says that all that was left in the container was thrown away."""
_WASTE_BEFORE: Final = re.compile(
    r"(?:discarded|wast(?:ed?|age)|unused|threw (?:out|away))\s*(?:of|:|was|=)?\s*$", re.I
)
_CONTAINER: Final = re.compile(
    r"(?:\s*/\s*|\s+per\s+)?[\s-]*(?:pre-?filled |single[- ](?:dose|use) |multi[- ]?dose )?"
    r"(?:vials?|syringes?|pens?|bottles?|tubes?|ampu?les?|stick)\b",
    re.IGNORECASE,
)
_SYRINGE: Final = re.compile(
    r"[\s,(-]*(?:x\s?\d\s|one |single[- ](?:dose|use) |pre-?filled )*(?:syringes?|pens?|PFS|auto-?injectors?)\b", re.I
)
_FROM_CONTAINER: Final = re.compile(r"(?:vial|bottle|tube|syringe|pen)s?(?: of| containing| \()?\s*$", re.IGNORECASE)
_SUM: Final = re.compile(
    r"(?:\b(?:total(?: (?:dose|volume))?(?: (?:of|given|used|injected|administered|delivered))?|in all|altogether"
    r"|sum of|for a total of|(?:total|sum)(?: of)? [a-z]+(?: (?:given|used|injected))?|=)\s*:?\s*)$",
    re.IGNORECASE,
)
_SUM_AFTER: Final = re.compile(r"[^\w.;\n]{0,2}(?:in )?(?:total\b|altogether|all told|in all\b)", re.IGNORECASE)
NAMED_STRENGTH: Final = re.compile(r"(?:(?:IL ?)?(?:kenalog|tac|k)|triamcinolone|ilk)[ -]?(2\.5|3|5|10|20|40)\b", re.I)
_COUNTED: Final = {"stick": "sticks", "applicator": "applicators"}


def link_drugs(
    marked: MarkedText,
    sentences: Sequence[Told],
    linked: Linked,
    services: Sequence[Service],
) -> tuple[DrugGiven, ...]:
    """Return the drugs given, in the order of the note."""
    served = frozenset(one.kind for one in services)
    own, ordered = given_of_own(marked), dict[str, list[Mention]]()
    found: dict[str, list[Sequence[Mention]]] = {}
    named: dict[str, list[Mention]] = {}
    for sentence, pieces in sentences:
        if not [one for piece in pieces for one in piece.mentions if one.kind == "drug"]:
            continue
        mentions = [one for piece in pieces for one in piece.mentions if one.scope not in SILENT]
        drugs = [one for one in mentions if one.kind == "drug" and "anesthetic" not in one.attributes]
        for one in _exact(drugs):
            if (one.start, one.end) in own or _is_given(one, mentions, marked.text, served, sentence):
                found.setdefault(one.value, []).append(_of(one, drugs, mentions))
                named.setdefault(one.value, []).append(one)
            elif _ORDER.search(marked.text, sentence.start, one.start):
                ordered.setdefault(one.value, [each for each in mentions if each.kind == "dose"])
    if not found and served & _SHOTS:
        _from_heading(marked, found, named)
    for value, doses in ordered.items():
        if value in found and not any(one.kind == "dose" for each in found[value] for one in each):
            found[value].append(doses)  # what was given is what was ordered
    known = _without_general(found)
    loose = not_for_looks(_following(sentences, marked.text), found[known[0]]) if len(known) == 1 else []
    return tuple(_drug(value, named[value], [*found[value], *loose], marked.text, linked, services) for value in known)


_SHOTS: Final = frozenset({"injection_sc", "injection_im"})


def _from_heading(
    marked: MarkedText, found: dict[str, list[Sequence[Mention]]], named: dict[str, list[Mention]]
) -> None:
    """Take the drug that only a sheet's heading names for what was injected: "Omalizumab administration record"."""
    drugs = [one for one in marked.mentions if one.kind == "drug" and "anesthetic" not in one.attributes]
    if len({one.value for one in drugs}) == 1 and drugs[0].sentence == 0 and drugs[0].scope == "asserted":
        found[drugs[0].value] = [drugs[:1]]
        named[drugs[0].value] = drugs[:1]


_ORDER: Final = re.compile(r"\border(?:s|ed)?\b", re.IGNORECASE)


def _exact(drugs: Sequence[Mention]) -> list[Mention]:
    return [one for one in drugs if one.scope in ("asserted", "uncertain")]


_GENERAL: Final[Mapping[str, tuple[str, ...]]] = {
    "aminolevulinic_acid": ("aminolevulinic_acid_stick", "aminolevulinic_acid_gel"),
    "cantharidin_compounded": ("cantharidin",),
}
"""General names of drugs and the exact ones that they may mean."""


def _is_one_drug(value: str, other: str) -> bool:
    """True when two names can mean one drug."""
    return value == other or other in _GENERAL.get(value, ()) or value in _GENERAL.get(other, ())


def _without_general(found: Mapping[str, Any]) -> list[str]:
    """Leave out a general name (ALA) when the exact one (its gel) is told too."""
    return [one for one in found if not any(exact in found for exact in _GENERAL.get(one, ()))]


def _is_given(
    drug: Mention, mentions: Sequence[Mention], text: str, served: frozenset[str], sentence: Sentence
) -> bool:
    """True when the sentence says that the drug was given today."""
    if _FORMS.match(text, drug.end) and drug.value not in ("aminolevulinic_acid_gel", "aminolevulinic_acid_stick"):
        return False
    if _PRESCRIBED.search(text[max(0, drug.start - 24) : drug.start]) or _FAILED.match(text, drug.end):
        return False
    is_strong = drug.value in INTRALESIONAL and NAMED_STRENGTH.match(text, drug.start)
    if is_strong and is_poured_next(text, sentence):
        return True
    if drug.value in INTRALESIONAL and any(
        (one.kind == "concentration" and one.unit == "mg/ml" and one.scope == "asserted")
        or (one.kind == "volume" and is_strong)
        for one in mentions
    ):
        return True
    if _NOT_ALONE & set(drug.attributes) and is_regimen(text, sentence):
        return False
    kinds = {one.value for one in mentions if one.kind == "service" and one.scope == "asserted"}
    done = {one.value for one in mentions if one.kind == "technique" and one.scope == "asserted"}
    if kinds & _SERVED_WITH or "injection" in done or "chemical" in done:
        return True
    said = bool(_GIVING.search(text, sentence.start, sentence.end) or is_given_next(text, sentence))
    said = said or _is_routed(drug, mentions, text, sentence)
    if _NOT_ALONE & set(drug.attributes):
        return said and any(one.kind in _AMOUNTS for one in mentions)
    return said or (
        bool(served & _SERVED_WITH) and any(one.kind in ("dose", "volume", "concentration") for one in mentions)
    )


_ROUTED: Final = re.compile(r"\b(?:IV|IM|SC|SQ|subq|sub-q|subcut\w*|intravenous\w*|intramuscular\w*)\b")
_OFTEN: Final = re.compile(
    r"\b(?:start\w*|continu\w*|begin\w*|initiat\w+|switch\w*|plan\w*|prescri\w+|on|refill\w*|every|qw|weekly|monthly"
    r"|q\s?\d+\s?\w*|biweekly|daily|at week|wk 0|loading|maintenance|once a|then)\b",
    re.IGNORECASE,
)
"""What says that an amount is a plan of treatment and no dose of today."""


def _is_routed(drug: Mention, mentions: Sequence[Mention], text: str, sentence: Sentence) -> bool:
    """True when a dose and the way it went in stand with a drug and nothing says that it is a plan."""
    if not any(one.kind == "dose" and one.scope == "asserted" for one in mentions):
        return False
    if _OFTEN.search(text, sentence.start, sentence.end):
        return False
    return drug.scope == "asserted" and _ROUTED.search(text, sentence.start, sentence.end) is not None


def _of(drug: Mention, drugs: Sequence[Mention], mentions: Sequence[Mention]) -> Sequence[Mention]:
    """Return the mentions of a sentence that are of this drug when several are told.

    Amounts stand after the names ("kenalog 40 mg and decadron 4 mg"), or all before them ("40 mg kenalog, 4 mg ...").
    """
    others = [one for one in drugs if not _is_one_drug(one.value, drug.value)]
    if not others:
        return mentions
    first = min(one.start for one in drugs)
    amounts_lead = any(one.kind in _AMOUNTS and 0 <= first - one.end <= _BESIDE for one in mentions)
    routes = [one for one in mentions if one.kind == "service" and one.value in _ROUTES]
    shared = routes if len(routes) == 1 else []
    if amounts_lead:
        before = max((one.end for one in others if one.end <= drug.start), default=-1)
        after = drug.end if any(one.start >= drug.end for one in others) else 1 << 30
    else:
        before = drug.start if any(one.end <= drug.start for one in others) else -1
        after = min((one.start for one in others if one.start >= drug.end), default=1 << 30)
    return [
        one
        for one in mentions
        if before <= one.start < after
        or (one.kind == "count" and 0 <= drug.start - one.end <= _BESIDE)
        or one in shared
    ]


_AMOUNTS: Final = frozenset({"dose", "volume", "concentration"})
_BESIDE: Final = 4
"""How many characters at most between an amount and the name that follows it."""


_OF_STOCK: Final = frozenset(
    {"wasted", "none_wasted", "lot", "ndc", "single_dose_vial", "multi_dose_vial", "patient_supplied"}
)


def _following(sentences: Sequence[Told], text: str) -> list[Sequence[Mention]]:
    """Return sentences that tell of lot, waste or volume without naming the drug again."""
    found: list[Sequence[Mention]] = []
    for _, pieces in sentences:
        mentions = [one for piece in pieces for one in piece.mentions if one.scope not in SILENT]
        if any(one.kind in ("drug", "medication") for one in mentions):
            continue
        told = {one.value for one in mentions if one.kind == "service_detail"}
        mentions = [one for one in mentions if one.kind != "dose" or not is_taken(one, text)]
        if told & _OF_STOCK or any(one.kind in _AMOUNTS for one in mentions):
            found.append(mentions)
    return found


def _drug(
    value: str,
    named: Sequence[Mention],
    told: Sequence[Sequence[Mention]],
    text: str,
    linked: Linked,
    services: Sequence[Service],
) -> DrugGiven:
    """Make one drug of all that its sentences say."""
    row = table("drug").get(value, {})
    mentions = list(dict.fromkeys(one for each in told for one in each))
    values: dict[str, Any] = {"name": row.get("name", value)}
    evidence = [quote("name", one) for one in named]
    _fill_amounts(values, evidence, mentions, named, row, text)
    _fill_named_strength(values, named, text)
    _fill_computed(values, linked)
    _fill_details(values, evidence, mentions, named, row, text)
    fill_numbers_of_container(values, mentions, named, text)
    lesions, route = _into(linked, named, mentions, services)
    if not lesions and not route:
        route = told_route(mentions, text)
    values["lesions"], values["route"] = lesions, route
    return DrugGiven(evidence=in_order(evidence), **values)


def _fill_amounts(
    values: dict[str, Any],
    evidence: list[Any],
    mentions: Sequence[Mention],
    named: Sequence[Mention],
    row: Mapping[str, str],
    text: str,
) -> None:
    unit = row.get("unit", "")
    if any(one.kind == "service_detail" and one.value == "wasted" for one in mentions):
        start, end = min(one.start for one in mentions), max(one.end for one in mentions)
        values["_rest"] = _REST.search(text, max(0, start - 16), min(len(text), end + 30)) is not None
    counted = [one for one in mentions if one.kind == "site" or (one.kind == "count" and one.unit in _COUNTED)]
    sided = by_place(mentions, text, "dose") or by_place(counted, text, "count")
    if sided:
        values["amount"] = sum((one.amount or Decimal(0) for one in sided), Decimal(0))
        values["unit"] = _COUNTED.get(sided[0].unit, sided[0].unit)
        values["_is_sum"] = True
        evidence.extend(quote("amount", one) for one in sided)
    poured = by_place(mentions, text, "volume")
    if poured:
        values["volume_ml"] = sum((one.amount or Decimal(0) for one in poured), Decimal(0))
        values["_volume_is_sum"] = True
        evidence.extend(quote("volume_ml", one) for one in poured)
    for one in mentions:
        if one.amount is None or one in sided or one in poured:
            continue
        if one.kind == "dose":
            _fill_dose(values, evidence, one, unit, text)
        elif one.kind == "concentration":
            if one.unit == "mg/ml" and _SYRINGE.match(text, one.end):
                values.setdefault("_container", one.amount)  # a prefilled syringe holds one mL of its strength
                values.setdefault("_container_unit", unit)
            values.setdefault("concentration", one.amount)
            values.setdefault("concentration_unit", one.unit)
            evidence.append(quote("concentration", one))
        elif one.kind == "volume":
            _fill_volume(values, evidence, one, text)
        elif (
            one.kind == "count"
            and _COUNTED.get(one.unit, unit if _is_of_drug(one, named) else "") == unit
            and unit in ("sticks", "applicators")
        ):
            values.setdefault("amount", one.amount)
            values.setdefault("unit", unit)
            evidence.append(quote("amount", one))
        elif one.kind == "count" and one.unit == "stick" and not unit:
            values.setdefault("amount", one.amount)
            values.setdefault("unit", "sticks")
            evidence.append(quote("amount", one))
        elif one.kind == "count" and (
            one.unit in ("vial", "tube", "syringe", "stick") or (not one.unit and containers_named(one, named, text))
        ):
            values.setdefault("containers", int(one.amount))
            evidence.append(quote("containers", one))


def _fill_volume(values: dict[str, Any], evidence: list[Any], volume: Mention, text: str) -> None:
    """Set the volume given: a total when one is told, else the first, for each lesion when it says so."""
    before = text[max(0, volume.start - 24) : volume.start]
    if _WASTED.match(text, volume.end) or _WASTE_BEFORE.search(before):
        return
    if _SUM.search(before) or _SUM_AFTER.match(text, volume.end):
        values["volume_ml"], values["_volume_is_sum"] = volume.amount, True
        evidence.append(quote("volume_ml", volume))
    elif "volume_ml" not in values and not _CONTAINER.match(text, volume.end):
        values["volume_ml"] = volume.amount
        is_each = bool(EACH.match(text, volume.end) or EACH_GOT.search(text, max(0, volume.start - 70), volume.start))
        values["_each"] = values.get("_each", False) or is_each
        values["_each_volume"] = is_each
        evidence.append(quote("volume_ml", volume))


def _is_of_drug(count: Mention, named: Sequence[Mention]) -> bool:
    """True for a bare number right before the drug's name: "one 354-mg ALA stick"."""
    if count.unit:
        return False
    return any(0 <= one.start - count.end <= 12 or 0 <= count.start - one.end <= 2 for one in named)


def _fill_dose(values: dict[str, Any], evidence: list[Any], dose: Mention, unit: str, text: str) -> None:
    """Set the amount given or wasted; what a full container holds counts when nothing else is told."""
    before = text[max(0, dose.start - 40) : dose.start]
    is_container = bool(_OF_CONTAINER.search(before) and _CONTAINER.match(text, dose.end))
    if not is_container and (_WASTED.match(text, dose.end) or _WASTE_BEFORE.search(before)):
        values.setdefault("wasted", dose.amount)
        evidence.append(quote("wasted", dose))
        return
    if unit == "sticks" or is_needle(dose, text):
        return
    is_held = _FROM_CONTAINER.search(before) and values.get("_container") in (None, dose.amount)
    if is_held or _CONTAINER.match(text, dose.end):
        if "_container" not in values:
            values["_container"], values["_container_unit"] = dose.amount, dose.unit
        return
    is_sum = bool(_SUM.search(before) or _SUM_AFTER.match(text, dose.end))
    if is_sum and not values.get("_is_sum"):
        values["amount"], values["unit"] = dose.amount, dose.unit
        values["_is_sum"] = True
        values.pop("_sides", None)
        evidence.append(quote("amount", dose))
    elif "amount" not in values:
        values["amount"], values["unit"] = dose.amount, dose.unit
        sided = bool(EACH_SIDE.match(text, dose.end) or EACH_SIDE_GOT.search(before))
        if sided or EACH.match(text, dose.end):
            values["_each"], values["_sides"] = True, sided
        evidence.append(quote("amount", dose))


def _fill_named_strength(values: dict[str, Any], named: Sequence[Mention], text: str) -> None:
    """Take the strength from a name such as "Kenalog-10"."""
    if "concentration" in values:
        return
    for one in named:
        found = NAMED_STRENGTH.match(text, one.start)
        if found and not re.match(r"\s*(?:mg|ml|cc|units)\b(?!/)", text[found.end() : found.end() + 6], re.IGNORECASE):
            values["concentration"], values["concentration_unit"] = Decimal(found[1]), "mg/ml"
            return


def _fill_computed(values: dict[str, Any], linked: Linked) -> None:
    """Multiply what was given to each lesion, then strength by volume; a whole container when only that is told."""
    sides = values.pop("_sides", False)
    sums = {"amount": values.pop("_is_sum", False), "volume_ml": values.pop("_volume_is_sum", False)}
    per_volume = values.pop("_each_volume", False)
    if values.pop("_each", False):
        number = (
            2
            if sides
            else sum(
                one.count or 1 for one in linked.lesions if "injection" in (one.technique, *one.further_techniques)
            )
        )
        for name in ("amount", "volume_ml"):
            is_each = not sums[name] and (name == "volume_ml" or not per_volume or "volume_ml" not in values)
            if name in values and number > 1 and is_each:
                values[name] *= number
    if "amount" not in values and "concentration" in values and "volume_ml" in values:
        values["amount"] = values["concentration"] * values["volume_ml"]
        values["unit"] = values["concentration_unit"].partition("/")[0]
    container, unit = values.pop("_container", None), values.pop("_container_unit", "")
    is_rest = values.pop("_rest", False)
    if container is not None:
        left = container * values.get("containers", 1) - values.get("amount", Decimal(0))
        if is_rest and values.get("unit") == unit and left > 0:
            values.setdefault("wasted", left)
        if "amount" not in values:
            values["amount"], values["unit"] = container * values.get("containers", 1), unit
        if values["amount"] == container * values.get("containers", 1) and values["unit"] == unit:
            values.setdefault("wasted", Decimal(0))
        values.setdefault("containers", 1)


_WASTES: Final = frozenset({"wasted", "none_wasted"})
_A_STICK: Final = re.compile(r"\b(?:a|single)\s+(?:\w+\s+)?$", re.IGNORECASE)


def _fill_details(
    values: dict[str, Any],
    evidence: list[Any],
    mentions: Sequence[Mention],
    named: Sequence[Mention],
    row: Mapping[str, str],
    text: str,
) -> None:
    details = [one for one in mentions if one.kind == "service_detail"]
    told = {one.value for one in details if one.scope != "negated"}
    if "patient_supplied" in told:
        values["patient_supplied"] = True
    if "single_dose_vial" in told or "single_dose" in row.get("attributes", "").split():
        values["single_dose"] = True
    elif "multi_dose_vial" in told:
        values["single_dose"] = False
    if "none_wasted" in told or any(one.value in _WASTES and one.scope == "negated" for one in details):
        values["wasted"] = Decimal(0)
    for one in details:
        if one.value in ("patient_supplied", "single_dose_vial", "multi_dose_vial", "none_wasted"):
            evidence.append(quote("details", one))
    if "whole" in told and row.get("unit") == "mg" and "containers" not in values and "amount" not in values:
        values["containers"] = 1
    if row.get("unit") == "sticks" and "amount" not in values and "containers" not in values:
        values["unit"] = "sticks"
        numbered = sticks_numbered(text)
        if numbered:
            values["amount"] = Decimal(numbered)
        elif any(_A_STICK.search(text, max(0, one.start - 24), one.start) for one in named):
            values["amount"] = Decimal(1)


def _into(
    linked: Linked, named: Sequence[Mention], mentions: Sequence[Mention], services: Sequence[Service]
) -> tuple[tuple[str, ...], Route]:
    """Return the lesions it was given to, and the route."""
    kinds = {one.value for one in mentions if one.kind == "service"}
    for kind, route in _ROUTES.items():
        if kind in kinds:
            return (), route
    given = ("injection", "chemical")
    into = tuple(one.id for one in linked.lesions if {one.technique, *one.further_techniques} & set(given))
    if into:
        is_injected = any("injection" in (one.technique, *one.further_techniques) for one in linked.lesions)
        return into, "intralesional" if is_injected else "topical"
    if any(one.kind == "pdt" for one in services):
        return (), "topical"
    if any(one.kind == "botulinum" for one in services):
        return (), "intradermal"
    return (), ""
