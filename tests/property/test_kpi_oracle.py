"""Facts and KPIs on generated practices, held equal to the slow calculation: counts and cents exactly."""

from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from cleanskin.denial.outcomes import outcomes
from cleanskin.insight.facts import Facts, build_facts
from cleanskin.insight.kpis import Views, compute, find_kpi
from cleanskin.insight.receivables import aging
from cleanskin.remit.match import match
from cleanskin.sim.engine.sizing import of_size
from cleanskin.sim.engine.write import write_world
from cleanskin.x12.bulk.read import read_paths

from .kpi_oracle import Oracle

CASES = {
    "usual": (11, {}),
    "many_denials_accounts": (
        12,
        {
            "control_numbers": "per_account",
            "errors": {"missing_25": 5_000, "wrong_tier": 3_000, "authorization_missing": 5_000},
            "payers": {
                key: {"takeback_parts": 500, "pend_parts": 300, "error_parts": 800}
                for key in ("tanager_blue", "quill_mutual", "marshlight_medicare", "larkspur_senior")
            },
        },
    ),
}


@pytest.fixture(scope="module", params=sorted(CASES))
def both(request: Any, tmp_path_factory: pytest.TempPathFactory) -> tuple[Facts, Views, Oracle]:
    seed, facts = CASES[request.param]
    folder = Path(tmp_path_factory.mktemp("practice"))
    write_world(folder, of_size(seed=seed, claims=500, months=8, providers=3, bundle="one", notes=False, **facts))
    source = read_paths([folder / "claims", folder / "remits", folder / "acks"])
    matching = match(source)
    denials = outcomes(source, matching.claim_matches)
    facts = build_facts(source, matching, denials)
    oracle = Oracle(source, matching, denials, facts.payers.to_dicts(), facts.acknowledgements.to_dicts(), facts.as_of)
    return facts, Views(facts), oracle


@pytest.mark.parametrize(
    "name",
    [
        "initial_denial_rate_claims",
        "initial_denial_rate_dollars",
        "first_pass_resolution_rate",
        "gross_collection_rate",
        "insurance_yield",
    ],
)
def test_rates_equal_the_slow_calculation(both: tuple[Facts, Views, Oracle], name: str) -> None:
    _, views, oracle = both
    row = compute(find_kpi(name)[0], views).row(0, named=True)
    numerator, denominator = getattr(oracle, name)()
    assert denominator > 0
    assert (row["numerator"], row["denominator"]) == (numerator, denominator)
    assert row["value"] == pytest.approx(float(Fraction(numerator, denominator)), abs=1e-12)


def test_receivables_equal_the_slow_calculation(both: tuple[Facts, Views, Oracle]) -> None:
    facts, _, oracle = both
    aged = aging(facts.claim_facts, as_of=facts.as_of)
    assert dict(aged.select("bucket", "amount_open").iter_rows()) == oracle.open_by_age()


def test_lags_equal_the_slow_calculation(both: tuple[Facts, Views, Oracle]) -> None:
    _, views, oracle = both
    lags = compute(find_kpi("payment_lag")[0], views, by=["payer"])
    assert {row["payer"]: (row["p50"], row["p90"]) for row in lags.to_dicts()} == oracle.payment_lags()
    assert compute(find_kpi("charge_lag")[0], views)["p50"].item() == oracle.charge_lag()


def test_every_claim_equals_the_slow_calculation(both: tuple[Facts, Views, Oracle]) -> None:
    facts, _, oracle = both
    assert facts.claim_facts.height == len(oracle.claims)
    for row in facts.claim_facts.to_dicts():
        claim = oracle.claims[row["root_claim_id"]]
        assert row["population"] == claim.population
        assert row["observed"] == claim.observed
        assert row["first_outcome"] == (claim.first["outcome"] if claim.first else None)
        assert row["date_first_answer"] == (claim.first["date_remitted"] if claim.first else None)
        assert (row["amount_patient"], row["amount_denied_now"]) == (claim.patient, claim.denied_now)
        assert row["amount_open"] == claim.open
        assert row["amount_paid"] == claim.paid


def test_kpis_by_a_column_add_up_to_the_whole(both: tuple[Facts, Views, Oracle]) -> None:
    _, views, _ = both
    for name in ("initial_denial_rate_claims", "initial_denial_rate_dollars", "insurance_yield", "takeback_rate"):
        kpi = find_kpi(name)[0]
        whole = compute(kpi, views).row(0, named=True)
        parts = compute(kpi, views, by=["payer", "month"])
        for column in ("numerator", "denominator", "n"):
            assert parts[column].sum() == whole[column]
