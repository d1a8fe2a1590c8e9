"""Every KPI of the catalogue: complete, worked example right, names unique, files short."""

from decimal import Decimal
from pathlib import Path

import pytest

from cleanskin.insight import kpis
from cleanskin.insight.kpis import Kpi, all_kpis, compute_rows, find_kpi
from cleanskin.insight.kpis.framework.examples import parse_example

FOLDER = Path(kpis.__file__).parent
ANSWERABLE = [kpi for kpi in all_kpis() if kpi.is_answerable]
UNANSWERABLE = [kpi for kpi in all_kpis() if not kpi.is_answerable]


@pytest.mark.parametrize("kpi", ANSWERABLE, ids=lambda kpi: kpi.name)
def test_the_worked_example_comes_out(kpi: Kpi) -> None:
    example = parse_example(kpi)
    assert example.answers, "an example without an answer shows nothing"
    keys = [] if example.by in kpi.share_within else [example.by]
    result = compute_rows(kpi, example.rows, keys)
    for group, part, expected in example.answers:
        rows = [
            row
            for row in result.iter_rows(named=True)
            if row[example.by] == group and (not part or row[kpi.share_by] == part)
        ]
        got = rows[0]["value"] if rows else None
        if expected is None:
            assert got is None
        else:
            assert got is not None
            assert Decimal(str(got)) == expected


@pytest.mark.parametrize("kpi", all_kpis(), ids=lambda kpi: kpi.name)
def test_the_definition_is_complete(kpi: Kpi) -> None:
    assert kpi.question.endswith("?")
    for text in (kpi.numerator_is, kpi.denominator_is, kpi.date_basis, kpi.owner, kpi.authored_by):
        assert text.strip()
    assert kpi.needs
    assert kpi.checked_by == "", "nobody outside has checked it: a name here must be a person's"
    assert kpi.change_log[-1].startswith(f"{kpi.version}:")
    module = FOLDER / f"{kpi.name}.py"
    assert module.exists(), "the file is called as the KPI"
    assert len(module.read_text("utf-8").splitlines()) <= 50


@pytest.mark.parametrize("kpi", ANSWERABLE, ids=lambda kpi: kpi.name)
def test_an_answerable_kpi_has_its_arithmetic(kpi: Kpi) -> None:
    if kpi.form in ("ratio", "share"):
        assert kpi.numerator is not None
    if kpi.form == "ratio":
        assert kpi.denominator is not None
    if kpi.form in ("quantiles", "survival"):
        assert kpi.days
    assert (kpi.form == "survival") == bool(kpi.answered)
    assert set(kpi.needs) <= {"claims", "remittances", "acknowledgements", "verdicts at booking and after the visit"}


@pytest.mark.parametrize("kpi", UNANSWERABLE, ids=lambda kpi: kpi.name)
def test_an_unanswerable_kpi_says_what_it_needs(kpi: Kpi) -> None:
    assert kpi.cannot_be_known.startswith("cannot be known from these files: needs ")
    assert kpi.numerator is None
    assert not set(kpi.needs) <= {"claims", "remittances", "acknowledgements"}


def test_ids_and_names_are_unique() -> None:
    assert len({kpi.id for kpi in all_kpis()}) == len(all_kpis())
    assert len({kpi.name for kpi in all_kpis()}) == len(all_kpis())


def test_weak_benchmarks_are_never_shown_as_published() -> None:
    for kpi in all_kpis():
        for benchmark in kpi.benchmarks:
            assert benchmark.kind in ("published", "vendor", "not_shown")
            assert (benchmark.kind == "published") == (benchmark.source.trust in ("published", "derived"))


def test_a_kpi_is_found_by_name_id_and_part_of_its_name() -> None:
    assert [kpi.name for kpi in find_kpi("KPI-DEN-010")] == ["initial_denial_rate_claims"]
    assert [kpi.name for kpi in find_kpi("initial_denial_rate_dollars")] == ["initial_denial_rate_dollars"]
    assert {kpi.name for kpi in find_kpi("initial denial")} == {
        "initial_denial_rate_claims",
        "initial_denial_rate_dollars",
    }
    assert find_kpi("nothing of the kind") == ()
