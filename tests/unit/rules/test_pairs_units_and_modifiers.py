"""What the rules on pairs, units and modifiers do with official files that the built-in tables lack."""

from datetime import date
from decimal import Decimal

import pytest

from cleanskin.kernel.period import Period
from cleanskin.kernel.source import Source
from cleanskin.record.procedure import AddOnEdit, HcpcsFacts, PairEdit, UnitLimit
from cleanskin.record.provenance import Answer, Provenance
from cleanskin.reference.look_up import Reference
from cleanskin.rules.day import Days
from cleanskin.rules.engine import Engine
from cleanskin.rules.modifier.policy import policy_of
from cleanskin.rules.modifier.sides import lid_of, region_of, side_of
from cleanskin.rules.ncci.pairs import line_pairs
from cleanskin.rules.notation import read_visit
from cleanskin.rules.registry import find_rule
from cleanskin.rules.units.limits import exceeds
from cleanskin.rules.visit import visits_of

ALWAYS = Period(date(2010, 1, 1), None)
WHERE = Provenance(kind="written", release="by hand", period=ALWAYS, source=Source(title="written by hand"))


class Written(Reference):
    """The built-in tables, with a few rows written here in front of them."""

    def __init__(self, *rows, complete=()):
        super().__init__(None)
        self._rows, self._complete = rows, complete

    def _row(self, kind, *key):
        fields = {PairEdit: ("column1", "column2"), UnitLimit: ("code",), AddOnEdit: ("add_on",), HcpcsFacts: ("code",)}
        for row in self._rows:
            if isinstance(row, kind) and tuple(getattr(row, name) for name in fields[kind]) == key:
                return Answer(row, WHERE)
        return None

    def holds(self, kind, on):
        return kind in self._complete

    def pair(self, column1, column2, on):
        return self._row(PairEdit, column1, column2)

    def unit_limit(self, code, on):
        return self._row(UnitLimit, code) or super().unit_limit(code, on)

    def add_on(self, code, on):
        return self._row(AddOnEdit, code) or super().add_on(code, on)

    def hcpcs(self, code, on):
        return self._row(HcpcsFacts, code)


def said(text, reference, rule):
    """Return (severity, lines) of each finding of one rule."""
    claim, context = read_visit(text)
    found = Engine(reference, rules=find_rule(rule)).scrub(claim, context).findings
    assert all(one.rule == rule for one in found), found
    return [(one.severity, one.lines) for one in found]


def pair(column1, column2, indicator=1, period=ALWAYS):
    return PairEdit(column1, column2, period, indicator, "written by hand")


def test_a_limit_of_a_line_is_not_added_up():
    limit = UnitLimit(code="17311", units=4, adjudication=1)
    reference = Written(limit)
    assert said("17311*4 C44.311 | 17311-59*4 C44.212", reference, "CS-UNIT-003") == []
    assert said("17311*5 C44.311 | 17311-59*4 C44.212", reference, "CS-UNIT-003") == [("warn", ("1",))]


@pytest.mark.parametrize(
    ("adjudication", "units", "expected"),
    [(1, (4, 4), False), (1, (5,), True), (2, (4,), False), (2, (3, 2), True), (3, (3, 2), True), (3, (2, 2), False)],
)
def test_how_units_are_judged(adjudication, units, expected):
    limit = UnitLimit(code="99999", units=4, adjudication=adjudication)
    assert exceeds(limit, [Decimal(one) for one in units]) is expected


def test_goods_delivered_to_a_home_have_other_limits():
    reference = Written(UnitLimit(code="A4406", units=1, adjudication=3))
    assert said("pos=12 A4406*7 L89.899", reference, "CS-UNIT-003") == []
    assert said("pos=11 A4406*7 L89.899", reference, "CS-UNIT-003") == [("warn", ("1",))]


def test_a_line_denied_for_two_reasons_is_told_once():
    reference = Written(pair("17311", "17000"), pair("11104", "17000"))
    claim, context = read_visit("17311 C44.311 | 11104-59 D49.2 | 17000 L57.0")
    (finding,) = Engine(reference, rules=find_rule("CS-NCCI-001")).scrub(claim, context).findings
    assert finding.lines == ("3",)
    assert "17311" in finding.message
    assert "11104" not in finding.message, "59 on 11104 opens that pair"
    assert "by hand" in finding.evidence[0]


def test_a_pair_faces_the_line_that_carries_no_modifier():
    reference = Written(pair("17311", "11102"))
    assert said("17311-59 C44.311 | 17311 C44.212 | 11102 D49.2", reference, "CS-NCCI-001") == [("hold", ("3",))]
    assert said("17311-59 C44.311 | 17311-XS C44.212 | 11102 D49.2", reference, "CS-NCCI-001") == []


def test_codes_that_no_table_of_ours_knows_are_paired_as_well():
    reference = Written(pair("80048", "82310", 0))
    assert said("80048 R53.83 | 82310-91 R53.83", reference, "CS-NCCI-002") == [("hold", ("2",))]


def test_an_add_on_code_of_the_loaded_file():
    primaries = AddOnEdit(add_on="99292", type=3, period=ALWAYS)
    reference = Written(primaries)
    assert said("99292 R57.0", reference, "CS-NCCI-011") == [("warn", ("1",))]
    assert said("99292 R57.0 | 99291 R57.0", reference, "CS-NCCI-011") == []
    assert said("99292 R57.0", reference, "CS-NCCI-010") == []


@pytest.mark.parametrize(("complete", "severity"), [((), "note"), (("pair",), "warn")])
def test_59_on_an_add_on_is_surer_when_the_file_is_loaded(complete, severity):
    reference = Written(complete=complete)
    assert said("17000 L57.0 | 17003-59*2 L57.0 | 11104 D49.2", reference, "CS-MOD-004") == [(severity, ("2",))]
    paired = Written(pair("17110", "17003"), complete=complete)
    assert said("17000 L57.0 | 17003-59*2 L57.0 | 17110 B07.8", paired, "CS-MOD-004") == []


def test_59_without_a_pair_needs_the_file_for_codes_that_we_do_not_know():
    text = "80048 R53.83 | 82310-59 R53.83"
    assert said(text, Written(), "CS-NCCI-007") == []
    assert said(text, Written(complete=("pair",)), "CS-NCCI-007") == [("note", ("2",))]
    assert said(text, Written(pair("80048", "82310"), complete=("pair",)), "CS-NCCI-007") == []


def test_modifiers_of_letters_are_judged_by_the_hcpcs_file():
    assert said("17000-ZZ L57.0", Written(), "CS-MOD-021") == []
    assert said("17000-ZZ L57.0", Written(complete=("hcpcs",)), "CS-MOD-021") == [("hold", ("1",))]
    known = Written(HcpcsFacts(code="ZZ", is_modifier=True), complete=("hcpcs",))
    assert said("17000-ZZ L57.0", known, "CS-MOD-021") == []


def test_a_modifier_that_the_hcpcs_file_ends():
    ended = Written(HcpcsFacts(code="ZZ", is_modifier=True, terminated_on=date(2025, 12, 31)))
    assert said("on=2025-12-31 17000-ZZ L57.0", ended, "CS-MOD-022") == []
    assert said("on=2026-01-01 17000-ZZ L57.0", ended, "CS-MOD-022") == [("warn", ("1",))]
    assert said("on=2026-01-01 17000-ZZ L57.0", ended, "CS-MOD-021") == []


def test_indicators_of_an_earlier_year_answer_for_codes_that_the_year_lacks():
    days = Days(Reference(None))
    day = days[date(2026, 3, 2)]
    assert day.fee("64650") is None
    assert policy_of("64650", day).bilateral == "0"
    assert policy_of("64650", days[date(2020, 3, 2)]) is None, "a later year does not answer"
    assert policy_of("64650", days[date.min]) is None
    assert policy_of("64650", days[date.max]) is None


@pytest.mark.parametrize(
    ("diagnosis", "region", "lid"),
    [
        ("C441121", "eyelid", "upper"), ("C441192", "eyelid", "lower"), ("D2311", "eyelid", ""),
        ("C44311", "face", ""), ("C44722", "lower limb", ""), ("D0461", "upper limb", ""), ("L570", "", ""),
        ("C449", "", ""),
    ],
)  # fmt: skip
def test_regions_and_lids_of_skin_neoplasms(diagnosis, region, lid):
    assert (region_of(diagnosis), lid_of(diagnosis)) == (region, lid)


def test_sides_of_lines_and_a_line_denied_by_one_edit():
    claim, context = read_visit("11602-RT-LT C44.612 | 11602-F5 C44.612 | 99213 L40.0")
    (visit,), _ = visits_of(claim, Days(Reference(None)), context)
    assert [side_of(line) for line in visit.lines] == ["", "right", ""]
    assert [one.denied.code for one in line_pairs(visit)] == ["99213"], "one edit, one denied line"
