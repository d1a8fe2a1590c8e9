"""Payers act on the planted facts where and when these hold."""

from collections.abc import Callable
from datetime import date
from typing import Any

import msgspec
import pytest

from cleanskin.sim.nouns.configuration import Configuration
from cleanskin.sim.payer import Market
from cleanskin.sim.people import build_practice

Desks = Callable[..., Any]

CONFIGURATION = Configuration(seed=11)
PRACTICE = build_practice(CONFIGURATION)


def refused(office: Any, rule: str, *services: str, day: date, claims: int = 150, **facts: object) -> float:
    """Return the share of so many claims alike that the rule refuses; each has a memory of its own."""
    configuration = Configuration(seed=11, payers=office.configuration.payers)
    market = Market(configuration, PRACTICE)
    found = 0
    for seed in range(claims):
        office.memory = type(office.memory)(market, seed)
        decision = office.send(office.claim(*services, day=day, **facts), seed=seed)[0]
        found += any(line.rule == rule for line in decision.lines)
    return found / claims


def test_visits_with_25_are_bundled_from_july_on(desk: Desks) -> None:
    visit = ("99213:25", "17110=B078")
    before = refused(desk("tanager_blue"), "story_visit", *visit, day=date(2025, 6, 30), diagnoses="B078")
    after = refused(desk("tanager_blue"), "story_visit", *visit, day=date(2025, 7, 1), diagnoses="B078")
    assert before == 0
    assert 0.22 <= after <= 0.46


def test_light_without_authorization_is_refused_at_quill(desk: Desks) -> None:
    day = date(2025, 3, 3)
    assert 0.5 <= refused(desk("quill_mutual"), "story_authorization", "96910=L400", day=day) <= 0.8
    assert refused(desk("quill_mutual"), "story_authorization", "96910=L400", day=day, authorization="A1") == 0


@pytest.mark.parametrize(("day", "low", "high"), [(date(2025, 1, 15), 0.03, 0.16), (date(2025, 2, 15), 0, 0)])
def test_january_loses_members(desk: Desks, day: date, low: float, high: float) -> None:
    assert low <= refused(desk("heartwood_care"), "story_january", "99213", day=day, claims=200) <= high


def test_cuts_are_paid_at_85_percent_at_larkspur(desk: Desks) -> None:
    office = desk("larkspur_senior")
    market = Market(Configuration(seed=11, payers=office.configuration.payers), PRACTICE)
    allowed, rule = [], []
    for day in (date(2025, 7, 31), date(2025, 8, 1)):
        office.memory = type(office.memory)(market, 1)
        line = office.bill("11102=D492", diagnoses="D492", day=day).lines[0]
        allowed.append(line.allowed)
        rule.append(line.rule)
    assert allowed[1] == allowed[0] * 85 // 100
    assert rule == ["contract", "story_underpaid"]


def test_a_new_provider_is_refused_at_tanager_for_three_months(desk: Desks) -> None:
    story = next(one for one in Market(CONFIGURATION, PRACTICE).stories.told if one.name == "enrolment_of_new_provider")
    office = desk("tanager_blue")
    found = {}
    for day in (story.first_day, story.end_day):
        market = Market(Configuration(seed=11, payers=office.configuration.payers), PRACTICE)
        hits = 0
        for seed in range(60):
            office.memory = type(office.memory)(market, seed)
            claim = office.claim("99213", day=day)
            billing = type(claim.billing_provider)(role="billing", name="P", id_qualifier="XX", id=story.provider_npi)

            decision = office.send(msgspec.structs.replace(claim, billing_provider=billing), seed=seed)[0]
            hits += decision.lines[0].rule == "story_enrolment"
        found[day] = hits
    assert 20 <= found[story.first_day] <= 52
    assert found[story.end_day] == 0
