"""Verdicts as rows for KPIs: what was planned, what was found, and the rate of change."""

import pytest

from cleanskin.insight.kpis import compute_rows, find_kpi
from cleanskin.insight.verdicts_read import UnreadableVerdicts, read_verdicts

LINES = """
{"verdict":"cosmetic","planned":"medical","services":["skin_tags"],"payer":"commercial"}
{"verdict":"medical","planned":"medical","services":["ak_destruction"],"payer":"medicare","script":"..."}
{"verdict":"medical","services":["mole_check"],"payer":"medicare"}
{"verdict":"conditional","planned":"cosmetic","services":["skin_tags"],"payer":"medicare"}
"""


def test_a_verdict_without_a_plan_is_neither_changed_nor_kept():
    rows = read_verdicts(LINES)
    assert rows["is_changed"].to_list() == [True, False, None, True]
    assert rows["service"].to_list() == ["skin_tags", "ak_destruction", "mole_check", "skin_tags"]


def test_the_rate_counts_only_what_was_planned():
    (kpi,) = find_kpi("verdict_change_rate")
    row = compute_rows(kpi, read_verdicts(LINES)).row(0, named=True)
    assert (row["numerator"], row["denominator"]) == (2, 3)
    by_plan = compute_rows(kpi, read_verdicts(LINES), ["planned_verdict"])
    assert by_plan["value"].to_list() == [1.0, 0.5]


def test_a_line_that_is_no_verdict_is_named():
    with pytest.raises(UnreadableVerdicts, match="line 2"):
        read_verdicts('{"verdict":"medical"}\nmedical')
