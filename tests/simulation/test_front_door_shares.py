"""Of the claims of a simulated practice, about three of a hundred are refused at the door, most for their member."""

from collections import Counter

import pytest

from cleanskin.sim.clearinghouse.edits import EDITS
from cleanskin.sim.engine.life import live
from cleanskin.sim.engine.surroundings import Surroundings
from cleanskin.sim.nouns.configuration import Configuration


@pytest.fixture(scope="module")
def causes() -> Counter[str]:
    surroundings = Surroundings(
        Configuration(seed=8, providers=2, months=6, notes=False, inquiries=False), renders=False
    )  # fmt: skip
    found: Counter[str] = Counter()
    for number in range(900):
        for claim in live(surroundings, number).claims:
            found.update(sent.cause or "accepted" for sent in claim.submissions if sent.kind != "encounter")
    return found


def test_about_three_of_a_hundred_are_refused(causes):
    total = sum(causes.values())
    refused = total - causes["accepted"]
    assert total > 1000
    assert 150 <= refused * 10_000 // total <= 500, "1.5 to 5 percent; assumed, around the 3 that the default aims at"


def test_membership_leads_the_reasons_and_every_reason_is_an_edit(causes):
    reasons = {cause: count for cause, count in causes.items() if cause != "accepted"}
    assert set(reasons) <= set(EDITS)
    member = sum(count for cause, count in reasons.items() if cause.startswith("member_"))
    assert member * 10 >= 4 * sum(reasons.values())
