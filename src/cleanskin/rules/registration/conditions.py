"""Cheap questions about a claim that settle many rules of registration at once, for `beside=whenever(...)`.

Each says yes of every claim that one of its rules flags, and of few others.  Of a claim that leaves names and numbers
out (coding only) each says yes, so that its rules are told as not checkable.
"""

from collections.abc import Sequence

from cleanskin.record.claim import Claim
from cleanskin.record.provider import Party
from cleanskin.rules.registration.parties import odd_addresses
from cleanskin.rules.visit import Visit

_OLDEST_YEARS = 115
_POINTERS_MOST = 4
_DIAGNOSES_MOST = 12
_DOLLAR = 100
_LINES_MOST = 50
_NUMBER_LONGEST = 20
_NUMBERS = frozenset(("G1", "9F", "F8", "X4"))
_SEXES = ("F", "M", "U")


def other_payers(visit: Visit) -> bool:
    """True when the claim names other payers."""
    return visit.context.coding_only or bool(visit.claim.other_coverages)


def addresses_in_doubt(visit: Visit) -> bool:
    """True when a ZIP code or state is not written plainly."""
    return visit.context.coding_only or bool(visit.once(odd_addresses))


def has_numbers(visit: Visit) -> bool:
    """True when the claim has a number of an authorization, a referral, an earlier claim or a laboratory."""
    return visit.context.coding_only or any(one.kind in _NUMBERS for one in visit.claim.references)


def claim_in_doubt(visit: Visit) -> bool:
    """True unless a first claim has a number of ordinary length, at most fifty lines, and their sum as its total."""
    claim = visit.claim
    if visit.context.coding_only or claim.frequency_code != "1" or claim.dates or len(claim.lines) > _LINES_MOST:
        return True
    if not 0 < len(claim.patient_control_number) <= _NUMBER_LONGEST:
        return True
    return sum([line.amount_billed for line in claim.lines]) != claim.amount_billed


def diagnoses_in_doubt(visit: Visit) -> bool:
    """True when the list of diagnoses is empty, too long, or repeats one."""
    codes = visit.diagnoses
    return visit.context.coding_only or not 0 < len(codes) <= _DIAGNOSES_MOST or len(set(codes)) < len(codes)


def lines_have_parties(visit: Visit) -> bool:
    """True when a line has providers of its own, or answers of payers."""
    return visit.context.coding_only or any(
        line.service.providers or line.service.adjudications for line in visit.lines
    )


def lines_in_doubt(visit: Visit) -> bool:
    """True when a line's pointers, units, charge or days are not those of an ordinary line."""
    if visit.context.coding_only:
        return True
    count = len(visit.diagnoses)
    for line in visit.lines:
        service = line.service
        units, dates = service.units, service.dates
        if not units or units < 0 or line.amount_billed < _DOLLAR or line.last != line.on:
            return True
        if not dates or dates[0].kind != "472" or not _are_plain(service.diagnosis_pointers, count):
            return True
    return False


def _are_plain(pointers: Sequence[int], count: int) -> bool:
    number = len(pointers)
    if number == 1:
        return 0 < pointers[0] <= count
    if not 0 < number <= _POINTERS_MOST or len(set(pointers)) < number:
        return False
    return min(pointers) > 0 and max(pointers) <= count


def patient_in_doubt(visit: Visit) -> bool:
    """True unless subscriber and patient have plain names and numbers, and the patient a birth date, sex and address."""
    claim = visit.claim
    subscriber, patient = claim.coverage.subscriber, claim.patient
    if visit.context.coding_only or claim.patient_facts is not None or claim.subscriber_facts is not None:
        return True
    if not (_is_plain_number(subscriber) and _has_plain_name(subscriber)):
        return True
    if patient is not None and not _has_plain_name(patient):
        return True
    return _is_related_oddly(claim) or not _is_described(subscriber if patient is None else patient, visit)


def _is_plain_number(subscriber: Party) -> bool:
    number = subscriber.id
    return number.isalnum() and number.isascii() and number == number.upper() and bool(subscriber.id_qualifier)


def _has_plain_name(party: Party) -> bool:
    return party.name.isalpha() and party.first_name.isalpha()


def _is_related_oddly(claim: Claim) -> bool:
    said = claim.coverage.relationship
    if claim.patient is None:
        return said != "18"
    return said == "18" or not (claim.patient_relationship or said)


def _is_described(treated: Party, visit: Visit) -> bool:
    facts, place = treated.demographics, treated.address
    if facts is None or facts.birth_date is None or facts.sex not in _SEXES or place is None:
        return False
    if not 0 < visit.on.year - facts.birth_date.year <= _OLDEST_YEARS:
        return False
    return bool(place.line_1 and place.city and place.state and place.postal_code)
