"""58, 78 and 79 inside the days of an earlier procedure: by the record's words, else by where the two were done."""

from datetime import date

import pytest

from cleanskin.charge.case import Case
from cleanskin.charge.family import Draft
from cleanskin.charge.modifiers import global_modifiers
from cleanskin.record.coding import NotReported, Query
from cleanskin.record.encounter import Encounter, PriorProcedure
from cleanskin.reference.look_up import Reference
from cleanskin.rules.day import Days

ON = date(2026, 3, 2)
DAY = Days(Reference(None))[ON]


def applied(code, prior, *, payer="medicare", zone="", side="", modifiers=()):
    case = Case(Encounter(prior=(prior,)), payer, ON, DAY)
    found = list(global_modifiers.apply((Draft(code=code, zone=zone, side=side, modifiers=modifiers),), case))
    lines = ["-".join((one.code, *one.modifiers)) for one in found if isinstance(one, Draft)]
    return lines, [type(one) for one in found if not isinstance(one, Draft)]


def prior(technique, days_ago, relation="", **more):
    return PriorProcedure(technique=technique, days_ago=days_ago, relation=relation, **more)


@pytest.mark.parametrize(
    ("code", "before", "expected"),
    [
        ("11602", prior("excision", 7, "more_extensive"), "11602-58"),
        ("11406", prior("excision", 8, "staged"), "11406-58"),
        ("15630", prior("flap", 21, "staged"), "15630-58"),
        ("17000", prior("excision", 6, "unrelated"), "17000-79"),
        ("17000", prior("excision", 10, "unrelated"), "17000-79"),
        ("17000", prior("excision", 11, "unrelated"), "17000"),  # the eleventh day is outside
        ("11602", prior("flap", 90, "unrelated"), "11602-79"),
        ("11602", prior("flap", 91, "unrelated"), "11602"),
        ("11602", prior("punch", 5, "more_extensive"), "11602"),  # a biopsy has no days after it
        ("17311", prior("mohs", 5, "unrelated"), "17311"),  # nor has Mohs surgery alone
        ("17000", prior("excision", 0, "unrelated"), "17000"),  # the same day is told apart by 59
        ("17000", prior("excision", 6, "unrelated", by_same_practice=False), "17000"),
        ("10140", prior("flap", 5, "complication", return_to="operating_room"), "10140-78"),
        ("13160", prior("flap", 12, "complication", return_to="operating_room"), "13160-78"),
        ("17003", prior("excision", 6, "unrelated"), "17003"),  # the add-on follows its primary
        ("88305", prior("excision", 6, "unrelated"), "88305"),
        ("17000", PriorProcedure(code="11602", days_ago=6, relation="unrelated"), "17000-79"),
        ("17000", PriorProcedure(technique="excision", on=date(2026, 2, 24), relation="unrelated"), "17000-79"),
        ("17000", PriorProcedure(technique="excision", on=date(2026, 2, 19), relation="unrelated"), "17000"),
        ("11602", prior("", 5, "more_extensive", global_days=10), "11602-58"),
    ],
)
def test_by_the_words_of_the_record(code, before, expected):
    assert applied(code, before) == ([expected], [])


def test_care_of_a_complication_in_the_office():
    before = prior("flap", 2, "complication", return_to="office")
    assert applied("10140", before) == ([], [NotReported])
    assert applied("10140", before, payer="commercial") == (["10140-78"], [])


def test_by_site_and_side_when_the_record_does_not_say():
    assert applied("17000", prior("excision", 6, site="back"), zone="nose")[0] == ["17000-79"]
    assert applied("17000", prior("excision", 6, site="ear", side="left"), zone="ear", side="right")[0] == ["17000-79"]
    lines, others = applied("11602", prior("excision", 6, site="back"), zone="back")
    assert (lines, others) == (["11602"], [Query])


def test_they_come_before_59():
    assert applied("17000", prior("excision", 6, "unrelated"), modifiers=("59",))[0] == ["17000-79-59"]
