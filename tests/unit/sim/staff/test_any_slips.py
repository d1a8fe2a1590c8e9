"""However many slips are made, the claims stay claims: what is written adds up and points to what is there."""

from hypothesis import given, settings
from hypothesis import strategies as st

from cleanskin.sim.clinic import course
from cleanskin.sim.nouns.bill import Bill
from cleanskin.sim.nouns.configuration import Configuration
from cleanskin.sim.nouns.visit import TrueVisit
from cleanskin.sim.people import build_patient, build_practice
from cleanskin.sim.staff import ERRORS, charge, prepare

SEED = 6
PRACTICE = build_practice(Configuration(seed=SEED))
RATES = st.dictionaries(st.sampled_from(sorted(ERRORS)), st.sampled_from((0, 3_000, 10_000)), max_size=12)


def assert_sound(bill: Bill, visit: TrueVisit) -> None:
    claim = bill.claim
    assert claim.lines
    assert len(bill.services) == len(claim.lines)
    assert claim.amount_billed == sum(line.amount_billed for line in claim.lines) > 0
    assert 1 <= len(claim.diagnoses) <= 12
    assert len({one.code for one in claim.diagnoses}) == len(claim.diagnoses)
    for service, line in zip(bill.services, claim.lines, strict=True):
        assert service is None or 0 <= service < len(visit.services)
        assert line.units is not None
        assert line.units >= 1
        assert len(set(line.procedure.modifiers)) == len(line.procedure.modifiers) <= 4
        assert line.diagnosis_pointers
        assert all(1 <= at <= len(claim.diagnoses) for at in line.diagnosis_pointers)
    numbers = {line.number for line in claim.lines} | {""}
    assert {error.line for error in bill.errors} <= numbers
    assert {error.kind for error in bill.errors} <= set(ERRORS)
    assert bill.ready_on >= visit.day
    assert len(bill.identifier) <= 20
    assert len(claim.patient_control_number) <= 20
    assert claim.provider("rendering") is not None


@settings(max_examples=40, deadline=None)
@given(rates=RATES, number=st.integers(0, 400), by_account=st.booleans())
def test_claims_are_sound_whatever_goes_wrong(rates: dict[str, int], number: int, by_account: bool) -> None:
    configuration = Configuration(
        seed=SEED, errors=rates, control_numbers="per_account" if by_account else "per_claim"
    )  # fmt: skip
    patient = build_patient(configuration, PRACTICE, number)
    for visit in course(configuration, PRACTICE, patient):
        desk = prepare(configuration, PRACTICE, patient, visit)
        bills = charge(configuration, PRACTICE, patient, visit, desk, number=1)
        for bill in bills:
            assert_sound(bill, visit)
        assert len({bill.identifier for bill in bills}) == len(bills)
        again = charge(configuration, PRACTICE, patient, visit, desk, number=1)
        assert [(bill.claim, bill.errors) for bill in again] == [(bill.claim, bill.errors) for bill in bills]


@settings(max_examples=30, deadline=None)
@given(kinds=st.sets(st.sampled_from(sorted(ERRORS)), min_size=1, max_size=6), number=st.integers(0, 400))
def test_slips_found_later_are_gone_when_a_claim_is_written_again(kinds: set[str], number: int) -> None:
    spoiled = Configuration(seed=SEED, errors=dict.fromkeys(ERRORS, 0) | dict.fromkeys(kinds, 10_000))
    clean = Configuration(seed=SEED, errors=dict.fromkeys(ERRORS, 0))
    patient = build_patient(spoiled, PRACTICE, number)
    for visit in course(spoiled, PRACTICE, patient)[:4]:
        without = frozenset(kinds)
        desk = prepare(spoiled, PRACTICE, patient, visit, without=without)
        again = charge(spoiled, PRACTICE, patient, visit, desk, number=1, without=without)
        first = charge(clean, PRACTICE, patient, visit, prepare(clean, PRACTICE, patient, visit), number=1)
        assert [(bill.claim, bill.ready_on) for bill in again] == [(bill.claim, bill.ready_on) for bill in first]
        assert not any(bill.errors for bill in again)
