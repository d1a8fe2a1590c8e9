"""Every row of the payers' tables says how far it can be trusted and where it comes from."""

from pathlib import Path
from typing import get_args

import pytest

from cleanskin.kernel.source import Trust
from cleanskin.sim import payer
from cleanskin.sim.payer.registry import PAYERS, PLANS, codes, plan_of, plans_of, rows

TABLES = sorted(path.stem for path in (Path(payer.__path__[0]) / "tables").glob("*.tsv"))


@pytest.mark.parametrize("table", TABLES)
def test_rows_have_trust_and_source(table: str) -> None:
    found = rows(table)
    assert found
    for row in found:
        assert row["trust"] in get_args(Trust), row
        assert row["source"], row


def test_every_payer_has_plans_and_every_plan_a_payer() -> None:
    assert {plan.payer for plan in PLANS.values()} == set(PAYERS)
    for key in PAYERS:
        assert sum(plan.weight for plan in plans_of(key)) == 100


def test_members_fall_to_plans_by_weight() -> None:
    found = [plan_of("tanager_blue", "", f"301X{number:08d}").key for number in range(2_000)]
    assert abs(found.count("tanager_ppo") / 2_000 - 0.7) < 0.04
    assert plan_of("tanager_blue", "tanager_saver").key == "tanager_saver"
    assert plan_of("tanager_blue", "injury", "A").payer == "tanager_blue"


def test_families_of_plans_exist() -> None:
    families = {fact.family for fact in codes().values()}
    for plan in PLANS.values():
        assert set(plan.authorizes) | set(plan.excludes) <= families, plan.key
