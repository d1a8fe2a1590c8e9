"""The payers' own reader of official files of pairs and limits."""

from collections.abc import Callable
from datetime import date
from typing import Any

from cleanskin.sim.nouns.configuration import Configuration
from cleanskin.sim.payer import CodingEdits, Market, read_limits, read_pairs
from cleanskin.sim.payer.coding_edits import indicator_on

PAIRS = """\
Copyright words
"Column1/Column2 Edits"
Column 1\tColumn 2\t*=in existence\tEffective\tDeletion\tModifier
10060\t99213\t \t20130701\t20191231\t1\tsome reason
10060\t99213\t \t20201001\t*\t0\tsome reason
17000\t11102\t \t20190101\t20190101\t9\tsome reason
11102\t17000\t \t20190101\t*\t1\tsome reason
QQQQQ\t17000\t \t20190101\t*\t1\tsome reason
short\trow
"""
LIMITS = """\
"Words over
two lines"
"HCPCS/
CPT Code",Practitioner Services MUE Values,MUE Adjudication Indicator,MUE Rationale
17003,13,2 Date of Service Edit: Policy,Code Descriptor
11102,1,2 Date of Service Edit: Policy,Code Descriptor
88305,16,3 Date of Service Edit: Clinical,Data
QQQQQ,1,1 Line Edit,Data
"""


def test_pairs_hold_in_their_days() -> None:
    pairs = read_pairs(PAIRS.splitlines())
    found = pairs["10060"]["99213"]
    assert [indicator_on(found, date(year, 6, 1)) for year in (2012, 2015, 2020, 2021)] == ["", "1", "", "0"]
    assert "11102" not in pairs.get("17000", {})
    assert indicator_on(pairs["11102"]["17000"], date(2025, 1, 1)) == "1"
    assert set(pairs) == {"10060", "11102"}


def test_limits_are_read_below_a_head_over_lines() -> None:
    assert read_limits(LIMITS.splitlines(keepends=True)) == {"17003": (13, "2"), "11102": (1, "2"), "88305": (16, "3")}


def test_a_market_with_other_files_decides_by_them(desk: Callable[..., Any]) -> None:
    office = desk("marshlight_medicare")
    edits = CodingEdits(read_pairs(["17110\t88305\t \t20200101\t*\t1\twords"]), {})
    office.memory.market = Market(Configuration(seed=11), coding_edits=edits)
    decision = office.bill("17110=B078", "88305=B078", "17003*90=B078", "17000=L570", diagnoses="B078")
    assert decision.lines[1].rule == "pair"
    assert decision.lines[2].rule != "units"
