"""Edits of the front door: each a small function of a claim, named as its row in `front_end_edits.tsv`.

Written from the published lists of common rejects and the guide's own limits, by nobody's rules but these.
"""

from collections.abc import Callable, Sequence
from datetime import date
from functools import lru_cache

import msgspec

from cleanskin.kernel.identifiers import is_cpt, is_digits, is_hcpcs, is_icd10cm, is_modifier, is_npi
from cleanskin.record.claim import Claim
from cleanskin.record.provider import Party
from cleanskin.sim.nouns.bill import Bill
from cleanskin.sim.payer.book import MemberBook
from cleanskin.sim.payer.nouns import Payer
from cleanskin.sim.tables import rows

_LINES_MAX = 50
_DUPLICATE_DAYS = 10
_OWN_PLACES = frozenset(("02", "10", "11", "12"))
_REPLACING = frozenset(("7", "8"))
_KINDS_WITH_NDC = frozenset(("medicaid", "commercial", "exchange"))
_KINDS_WITH_TAXONOMY = frozenset(("medicaid",))
_KINDS_WITHOUT_MEMBERS = frozenset(("workers_comp", "auto"))


class Edit(msgspec.Struct, frozen=True):
    """One row of the table: who refuses, with which codes, and how sure the row is."""

    edit: str
    by: str
    category: str
    status: str
    entity: str
    trust: str
    source: str
    meaning: str


def _read_table() -> dict[str, Edit]:
    return {row["edit"]: Edit(**row) for row in rows("cleanskin.sim.clearinghouse", "front_end_edits.tsv")}


EDITS: dict[str, Edit] = _read_table()
"""Every edit by its key."""

_npi_is_fine = lru_cache(maxsize=1 << 12)(is_npi)
_diagnosis_is_fine = lru_cache(maxsize=1 << 12)(is_icd10cm)
_modifier_is_fine = lru_cache(maxsize=1 << 10)(is_modifier)


@lru_cache(maxsize=1 << 12)
def _procedure_is_fine(code: str) -> bool:
    return is_cpt(code) or is_hcpcs(code)


def _line_limit(claim: Claim, day: date) -> bool:
    return not 0 < len(claim.lines) <= _LINES_MAX


def _total(claim: Claim, day: date) -> bool:
    return sum(line.amount_billed for line in claim.lines) != claim.amount_billed


def _diagnosis_missing(claim: Claim, day: date) -> bool:
    return not claim.diagnoses


def _diagnosis_form(claim: Claim, day: date) -> bool:
    return any(
        one.qualifier in ("ABK", "ABF") and ("." in one.code or not _diagnosis_is_fine(one.code))
        for one in claim.diagnoses
    )


def _pointer_missing(claim: Claim, day: date) -> bool:
    known = len(claim.diagnoses)
    for line in claim.lines:
        pointers = line.diagnosis_pointers
        if not pointers or max(pointers) > known or min(pointers) < 1:
            return True
    return False


def _procedure_form(claim: Claim, day: date) -> bool:
    return any(line.procedure.qualifier == "HC" and not _procedure_is_fine(line.procedure.code) for line in claim.lines)


def _modifier_form(claim: Claim, day: date) -> bool:
    return any(not _modifier_is_fine(one) for line in claim.lines for one in line.procedure.modifiers)


def _units_form(claim: Claim, day: date) -> bool:
    return any(line.units is None or line.units <= 0 for line in claim.lines)


def _date_missing(claim: Claim, day: date) -> bool:
    return any(line.date_of_service is None for line in claim.lines)


def _date_future(claim: Claim, day: date) -> bool:
    last = claim.date_of_service_last
    return last is not None and last > day


def _date_before_birth(claim: Claim, day: date) -> bool:
    person, first = claim.treated.demographics, claim.date_of_service
    born = person.birth_date if person is not None else None
    return born is not None and first is not None and first < born


def _billing_npi(claim: Claim, day: date) -> bool:
    return not _npi_is_fine(claim.billing_provider.npi)


def _rendering_npi(claim: Claim, day: date) -> bool:
    rendering = claim.provider("rendering")
    return rendering is not None and not _npi_is_fine(rendering.npi)


def _tax_number(claim: Claim, day: date) -> bool:
    number = claim.billing_provider.tax_id.replace("-", "")
    return len(number) != 9 or not is_digits(number)


def _zip_is_short(party: Party | None) -> bool:
    place = party.address if party is not None else None
    if place is None or place.country not in ("", "US"):
        return False
    return len(place.postal_code.replace("-", "")) != 9


def _zip_short(claim: Claim, day: date) -> bool:
    return _zip_is_short(claim.billing_provider)


def _zip_short_place(claim: Claim, day: date) -> bool:
    return _zip_is_short(claim.provider("service_facility"))


def _po_box(claim: Claim, day: date) -> bool:
    place = claim.billing_provider.address
    street = place.line_1.upper().replace(".", "").replace(" ", "") if place is not None else ""
    return street.startswith(("POBOX", "POSTOFFICEBOX"))


def _replacement_number(claim: Claim, day: date) -> bool:
    return claim.frequency_code in _REPLACING and not claim.payer_control_number


def _coordination(claim: Claim, day: date) -> bool:
    """What another payer paid and adjusted, on the claim and its lines, does not add up to the charge."""
    for coverage in claim.other_coverages:
        answer = coverage.coordination
        if answer is None or answer.amount_paid is None:
            continue
        lines = [
            one for line in claim.lines for one in line.adjudications if one.payer_id == coverage.payer.id
        ]  # fmt: skip
        before = sum(one.amount for one in answer.adjustments)
        adjusted = before + sum(one.amount for line in lines for one in line.adjustments)
        if (lines or answer.adjustments) and answer.amount_paid + adjusted != claim.amount_billed:
            return True
        if lines and sum(line.amount_paid for line in lines) - before != answer.amount_paid:
            return True
    return False


BY_CLEARINGHOUSE: tuple[tuple[str, Callable[[Claim, date], bool]], ...] = (
    ("line_limit", _line_limit),
    ("lines_or_total", _total),
    ("diagnosis_missing", _diagnosis_missing),
    ("diagnosis_form", _diagnosis_form),
    ("pointer_missing", _pointer_missing),
    ("procedure_form", _procedure_form),
    ("modifier_form", _modifier_form),
    ("units_form", _units_form),
    ("date_missing", _date_missing),
    ("date_future", _date_future),
    ("date_before_birth", _date_before_birth),
    ("billing_npi", _billing_npi),
    ("rendering_npi", _rendering_npi),
    ("tax_number", _tax_number),
    ("zip_short", _zip_short),
    ("zip_short_place", _zip_short_place),
    ("po_box", _po_box),
    ("replacement_number", _replacement_number),
    ("coordination", _coordination),
)
"""The clearinghouse's edits of a claim that arrives on a day, in the order they are asked."""


def _referral_provider(claim: Claim, payer: Payer) -> bool:
    return bool(claim.reference("9F")) and claim.provider("referring") is None


def _facility_missing(claim: Claim, payer: Payer) -> bool:
    return claim.place_of_service not in _OWN_PLACES and claim.provider("service_facility") is None


def _drug_number_missing(claim: Claim, payer: Payer) -> bool:
    if payer.kind not in _KINDS_WITH_NDC:
        return False
    return any(line.procedure.code.startswith("J") and line.drug is None for line in claim.lines)


def _clia_missing(claim: Claim, payer: Payer) -> bool:
    """A laboratory's test (its code between 80000 and 89999) without a CLIA number on the claim or the line."""
    tests = [line for line in claim.lines if line.procedure.code[:1] == "8" and is_digits(line.procedure.code)]
    if not tests or claim.reference("X4"):
        return False
    return any(
        "26" not in line.procedure.modifiers and not any(one.kind == "X4" for one in line.references) for line in tests
    )


def _replacement_not_taken(claim: Claim, payer: Payer) -> bool:
    return claim.frequency_code in _REPLACING and not payer.takes_replacements


def _taxonomy_missing(claim: Claim, payer: Payer) -> bool:
    return payer.kind in _KINDS_WITH_TAXONOMY and not claim.billing_provider.taxonomy


BY_PAYER: tuple[tuple[str, Callable[[Claim, Payer], bool]], ...] = (
    ("replacement_not_taken", _replacement_not_taken),
    ("taxonomy_missing", _taxonomy_missing),
    ("referral_provider", _referral_provider),
    ("facility_missing", _facility_missing),
    ("drug_number_missing", _drug_number_missing),
    ("clia_missing", _clia_missing),
)
"""A payer's edits of a claim without its books, in the order they are asked."""


def _membership(claim: Claim, payer: Payer, book: MemberBook) -> str:
    """Return why the payer does not know the person; whether it covers the day is for its adjudication."""
    member_id, first = claim.coverage.member_id, claim.date_of_service
    if not member_id:
        return "member_id_missing"
    if payer.kind in _KINDS_WITHOUT_MEMBERS or first is None:
        return ""
    person = claim.treated
    born = person.demographics.birth_date if person.demographics is not None else None
    if book.find(payer.key, member_id, person.name, person.first_name, born, first) is not None:
        return ""
    return "member_differs" if book.knows(payer.key, member_id) else "member_unknown"


def _is_duplicate(claim: Claim, day: date, earlier: Sequence[Bill]) -> bool:
    """True when the same number, charge and days went to the same payer within days."""
    if claim.frequency_code != "1":
        return False
    for bill in earlier:
        other = bill.claim
        if (
            other.patient_control_number == claim.patient_control_number
            and other.amount_billed == claim.amount_billed
            and other.coverage.payer.id == claim.coverage.payer.id
            and other.frequency_code == "1"
            and 0 <= (day - bill.ready_on).days <= _DUPLICATE_DAYS
            and other.date_of_service == claim.date_of_service
        ):
            return True
    return False


def first_edit(
    claim: Claim, payer: Payer, book: MemberBook, day: date, earlier: Sequence[Bill], *, asks_members: bool = True
) -> str:
    """Return the first edit that refuses the claim, "" when the door is open.

    `asks_members` False leaves the payer's list of members to its adjudication.
    """
    for key, refuses in BY_CLEARINGHOUSE:
        if refuses(claim, day):
            return key
    if claim.coverage.payer.id != payer.payer_id:
        return "payer_unknown"
    if claim.coverage.claim_filing_indicator != payer.filing_indicator:
        return "filing_indicator"
    if earlier and _is_duplicate(claim, day, earlier):
        return "duplicate_claim"
    for key, declines in BY_PAYER:
        if declines(claim, payer):
            return key
    return _membership(claim, payer, book) if asks_members else ""
