"""A code that would take the place of a billed one: only the difference is at stake."""

from typing import NamedTuple

import pytest

from cleanskin.reference.look_up import Reference
from cleanskin.rules.engine import Engine
from cleanskin.rules.notation import read_visit
from cleanskin.rules.rule import Rule, cited, codes, flag


class Price(NamedTuple):
    amount: int
    by: str


class TwoPrices:
    """Allows 90 dollars for what is billed and 130 for any other code; nothing where `known` is False."""

    name = "test"

    def __init__(self, known=True):
        self.known = known

    def allowed(self, visit, lines):
        return Price(9000, "test") if self.known and lines else None

    def allowed_for(self, visit, code, units):
        return Price(13000 * units, "test")


def amount(*, replacing, known=True):
    rule = Rule(
        id="CS-XX-001", name="test-rule", outcome="missed_charge", severity="note", triggers=codes("99213"),
        source=cited("test"), message="Test.", fix="Test.",
    )  # fmt: skip

    @rule.check
    def check(visit, day):
        yield flag(visit.lines[0], missing=[("99214", 1)], replacing=replacing)

    rule.module = "cleanskin.rules.evaluation.test"
    claim, context = read_visit("99213 L40.0")
    (finding,) = Engine(Reference(None), rules=[rule], pricer=TwoPrices(known)).scrub(claim, context).findings
    return finding.amount_at_risk


@pytest.mark.parametrize(
    ("replacing", "known", "expected"), [(False, True, 13000), (True, True, 4000), (True, False, None)]
)
def test_only_the_difference_is_at_stake(replacing, known, expected):
    assert amount(replacing=replacing, known=known) == expected
