"""Facts from files that lack one side, or everything, or lie partly after the stated day."""

from datetime import date
from pathlib import Path

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from cleanskin.denial.outcomes import outcomes
from cleanskin.insight.facts import Facts, build_facts
from cleanskin.insight.kpis import Views, all_kpis, compute, find_kpi, missing_needs
from cleanskin.remit.match import match
from cleanskin.sim.engine.sizing import of_size
from cleanskin.sim.engine.write import write_world
from cleanskin.x12.bulk.read import read_paths


def facts_of(*paths: Path, as_of: date | None = None) -> Facts:
    source = read_paths(paths)
    matching = match(source)
    return build_facts(source, matching, outcomes(source, matching.claim_matches), as_of=as_of)


@pytest.fixture(scope="module")
def practice(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = Path(tmp_path_factory.mktemp("practice"))
    write_world(
        folder, of_size(seed=31, claims=150, months=6, providers=2, start=date(2025, 1, 1), bundle="one", notes=False)
    )
    return folder


def assert_all_kpis_answer(facts: Facts) -> None:
    views = Views(facts)
    for kpi in all_kpis():
        whole = compute(kpi, views)
        assert {"value", "n", "low", "high", "enough"} <= set(whole.columns)
        assert compute(kpi, views, by=["payer"]).columns[0] in ("payer", "em_group")


def test_nothing_at_all() -> None:
    facts = facts_of()
    assert facts.claim_facts.is_empty()
    assert facts.available == frozenset()
    assert [finding.id for finding in facts.findings] == ["CS-INS-002"]
    assert_all_kpis_answer(facts)


def test_claims_without_remittances_are_not_observed(practice: Path) -> None:
    facts = facts_of(practice / "claims")
    assert set(facts.claim_facts["state"].unique()) <= {"not_observed", "open"}
    assert (facts.observed["observed_share"] < 0.8).all()
    assert missing_needs(find_kpi("initial_denial_rate_claims")[0], facts) == ("remittances",)
    assert compute(find_kpi("initial_denial_rate_claims")[0], facts)["value"].item() is None
    assert compute(find_kpi("charge_lag")[0], facts)["value"].item() is not None
    assert_all_kpis_answer(facts)


def test_remittances_without_claims_keep_their_money_and_payers(practice: Path) -> None:
    facts = facts_of(practice / "remits")
    assert facts.claim_facts.is_empty()
    assert facts.events["is_orphan"].all()
    assert set(facts.coverage_cells["status"].unique()) == {"no_claims"}
    takebacks = compute(find_kpi("takeback_rate")[0], facts)
    assert takebacks["denominator"].item() > 0
    assert_all_kpis_answer(facts)


def test_a_stated_day_hides_what_came_later(practice: Path) -> None:
    folders = [practice / name for name in ("claims", "remits", "acks")]
    day = date(2025, 3, 31)
    early, late = facts_of(*folders, as_of=day), facts_of(*folders)
    assert early.as_of == day
    assert early.as_of_stated
    assert early.set_aside["claims_after_as_of"] > 0
    assert early.set_aside["remittances_after_as_of"] > 0
    assert early.claim_facts["date_submitted"].max() <= day
    assert early.events["date_remitted"].max() <= day
    assert early.claim_facts.height < late.claim_facts.height
    assert_all_kpis_answer(early)


def test_facts_do_not_depend_on_the_order_of_files(practice: Path) -> None:
    folders = [practice / name for name in ("claims", "remits", "acks")]
    one, other = facts_of(*folders), facts_of(*folders[::-1])
    for kpi in all_kpis():
        left, right = compute(kpi, one, by=["payer"]), compute(kpi, other, by=["payer"])
        columns = [name for name in left.columns if name in ("payer", "numerator", "denominator", "n", "p50")]
        assert left.select(columns).equals(right.select(columns), null_equal=True), kpi.name


def test_every_kpi_can_be_shown_by_its_grain(practice: Path) -> None:
    views = Views(facts_of(*(practice / name for name in ("claims", "remits", "acks"))))
    for kpi in all_kpis():
        if kpi.is_answerable:
            shown = compute(kpi, views, by=kpi.grain)
            expected = [kpi.month if column == "month" else column for column in kpi.grain]
            assert shown.columns[: len(expected)] == expected, kpi.name


def test_without_what_is_set_apart_the_rest_stays_as_it_is(practice: Path) -> None:
    source = read_paths([practice / "claims", practice / "remits"])
    matching = match(source)
    denials = outcomes(source, matching.claim_matches)
    whole = build_facts(source, matching, denials)
    kept = build_facts(source, matching, denials, insurance_only=True)
    insurance = pl.col("population") == "insurance"
    assert kept.claim_facts.height < whole.claim_facts.height
    assert_frame_equal(kept.claim_facts, whole.claim_facts.filter(insurance))
    assert_frame_equal(kept.line_facts, whole.line_facts.filter(insurance))
    for name in ("coverage_cells", "events", "takebacks", "entities", "set_apart", "observed", "gaps", "silences"):
        assert_frame_equal(getattr(kept, name), getattr(whole, name))
    assert (kept.period_start, kept.period_end, kept.findings) == (whole.period_start, whole.period_end, whole.findings)
