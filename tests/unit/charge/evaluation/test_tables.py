"""The tables of evaluation: whole, in declared words, and for every condition that a note may name."""

from datetime import date

from cleanskin.charge.evaluation.problems import _BY_NATURE, _SPANS
from cleanskin.charge.evaluation.tables import natures, prior_codes, risks, rows, series
from cleanskin.note.terms import table
from cleanskin.note.visit import decisions, drug_talk
from cleanskin.reference.look_up import Reference
from cleanskin.rules.day import Days

DAY = Days(Reference(None))[date(2026, 3, 2)]


def test_every_condition_of_a_note_has_a_nature():
    assert [name for name in table("condition") if ("condition", name) not in natures()] == []


def test_every_nature_counts_as_some_kind_of_problem():
    known = {nature for nature, _ in _SPANS} | set(_BY_NATURE)
    assert set(natures().values()) <= known


def test_every_decision_that_a_note_tells_has_a_risk():
    told = {*decisions._WORDS.values(), *drug_talk.VERBS.values(), decisions.PROCEDURE}
    assert told <= set(risks())


def test_codes_of_tables_are_codes():
    for codes, minutes in series().values():
        assert len(codes) == 4
        assert len(minutes) in (0, 4)
        assert all(DAY.procedure(code) is not None for code in codes)
    for code in prior_codes().values():
        assert DAY.global_days(code) in ("000", "010", "090")


def test_no_row_stands_twice():
    names = [(row["scope"], row["name"]) for row in rows("natures")]
    assert len(names) == len(set(names))
