"""The order of lines and of modifiers."""

from datetime import date

from cleanskin.charge.case import Case
from cleanskin.charge.family import Draft
from cleanskin.charge.order import in_order, ordered
from cleanskin.record.encounter import Encounter
from cleanskin.reference.look_up import Reference
from cleanskin.rules.day import Day

ON = date(2026, 3, 2)
CASE = Case(encounter=Encounter(), payer="medicare", on=ON, day=Day(Reference(None), ON))


def codes(*given):
    drafts = [Draft(code=code, lesions=(lesion,)) for code, _, lesion in (text.partition("@") for text in given)]
    return [one.code for one in ordered(drafts, CASE)]


def test_the_line_of_most_value_comes_first():
    assert codes("17000@L1", "17311@L2", "11102@L3") == ["17311", "11102", "17000"]


def test_an_add_on_follows_the_primary_of_its_lesion():
    given = codes("17314@L2", "17312@L1", "17313@L2", "17311@L1", "99213@P1")
    assert given == ["17311", "17312", "17313", "17314", "99213"]


def test_a_drug_follows_what_it_was_given_with():
    assert codes("J3301@L1", "17110@L2", "11900@L1") == ["17110", "11900", "J3301"]


def test_an_add_on_without_its_primary_still_stands():
    assert codes("17003@L1", "11102@L2") == ["11102", "17003"]


def test_paying_modifiers_come_before_the_others():
    assert in_order(("59", "58"), CASE) == ("58", "59")
    assert in_order(("RT", "76", "79"), CASE)[0] == "79"
    assert in_order(("GY", "GX", "GY"), CASE) == ("GY", "GX")
    assert in_order((), CASE) == ()
