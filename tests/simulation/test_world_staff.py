"""What the staff's slips and follow-up make of a small world lies near the practice profile's simulator defaults."""

from collections import Counter

import pytest

from cleanskin.sim.engine.life import live
from cleanskin.sim.engine.surroundings import Surroundings
from cleanskin.sim.engine.truth import TruthClaim
from cleanskin.sim.nouns.configuration import Configuration
from cleanskin.sim.staff import ERRORS

REFUSED = ("denied", "unprocessable", "duplicate")
BY_HAND = ("resend", "correct", "appeal", "send_records")


def claims_of(configuration: Configuration, patients: int) -> list[TruthClaim]:
    world = Surroundings(configuration, renders=False)
    return [claim for number in range(patients) for claim in live(world, number).claims]


def answered(claims: list[TruthClaim]) -> list[TruthClaim]:
    return [claim for claim in claims if any(line.first_outcome for line in claim.lines)]


def refused(claims: list[TruthClaim]) -> list[TruthClaim]:
    return [claim for claim in claims if any(line.first_outcome in REFUSED for line in claim.lines)]


@pytest.fixture(scope="module")
def claims() -> list[TruthClaim]:
    """The claims of some 1,500 patients, without stories."""
    return claims_of(Configuration(seed=4, notes=False, inquiries=False, stories=False), 1_500)


def test_first_refusals_lie_near_the_profile(claims: list[TruthClaim]) -> None:
    """Weighted by payer mix the profile's defaults make 9 %; without stories 5 to 11 % are near enough here."""
    share = len(refused(claims)) / len(answered(claims))
    assert 0.05 < share < 0.11


def test_front_doors_reject_near_three_of_a_hundred(claims: list[TruthClaim]) -> None:
    rejected = sum(bool(claim.submissions) and not claim.submissions[0].accepted for claim in claims)
    assert 0.012 < rejected / len(claims) < 0.045


def test_most_refusals_come_from_what_staff_did(claims: list[TruthClaim]) -> None:
    """The same world without slips is refused at most half as often."""
    careful = claims_of(
        Configuration(
            seed=4, notes=False, inquiries=False, stories=False, errors=dict.fromkeys(ERRORS, 0)
        ),
        1_500,
    )  # fmt: skip
    spoiled = len(refused(claims)) / len(answered(claims))
    clean = len(refused(careful)) / len(answered(careful))
    assert clean < spoiled * 0.6
    assert not any(claim.errors for claim in careful)


def test_some_refusals_are_worked_and_some_lie(claims: list[TruthClaim]) -> None:
    """About six of ten refusals are worked [assumed]."""
    worked = sum(any(one.action in BY_HAND for one in claim.work) for claim in refused(claims))
    assert 0.35 < worked / len(refused(claims)) < 0.8


def test_slips_happen_near_their_rates(claims: list[TruthClaim]) -> None:
    counted = Counter(error.kind for claim in claims for error in claim.errors)
    visits = sum(any(line.code in ("99213", "99214", "99203", "99204") for line in claim.lines) for claim in claims)
    assert 0.4 < counted["em_level_low"] / (visits * ERRORS["em_level_low"].rate / 10_000) < 1.4
    assert counted["missing_25"] > 3
    assert len(counted) > 25


PROFILE = {
    "bundling_ncci": 14, "eligibility_registration": 12, "medical_necessity": 11, "modifier": 10,
    "cosmetic_noncovered": 9, "coding_edit": 8, "prior_authorisation": 8, "duplicate": 6, "documentation_request": 5,
    "cob": 4, "frequency_mue": 4, "global_period": 3, "enrolment_credentialing": 3, "timely_filing": 2, "other": 1,
}  # fmt: skip
"""Shares of refusals in percent as the practice profile assumes them."""


@pytest.mark.long
def test_categories_of_refusals_lie_near_the_assumed_mix() -> None:
    """Seven points either way: the mix is assumed, and a few hundred refusals are a small sample."""
    told = refused(claims_of(Configuration(seed=8, notes=False, inquiries=False, stories=False), 6_000))
    counted = Counter(claim.cause for claim in told)
    for category, percent in PROFILE.items():
        assert abs(100 * counted[category] / len(told) - percent) <= 7, category
