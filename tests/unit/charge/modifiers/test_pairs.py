"""Pairs of codes: which line takes the modifier, which is not reported."""

from datetime import date

import pytest

from cleanskin.charge.case import Case
from cleanskin.charge.family import Draft
from cleanskin.charge.modifiers.pairs import apply
from cleanskin.record.coding import NotReported
from cleanskin.record.encounter import Encounter
from cleanskin.reference.look_up import Reference
from cleanskin.rules.day import Day

ON = date(2026, 3, 2)
DAY = Day(Reference(None), ON)


def case(payer="medicare"):
    return Case(encounter=Encounter(), payer=payer, on=ON, day=DAY)


def drafts(*codes, zone=""):
    """One line a code, each on a lesion of its own: L1, L2, ...  "11102@L1" puts it on that lesion, "12001~2" in session 2."""
    found = []
    for number, text in enumerate(codes, 1):
        code, _, session = text.partition("~")
        code, _, lesion = code.partition("@")
        code, *modifiers = code.split("-")
        found.append(
            Draft(
                code=code,
                modifiers=tuple(modifiers),
                lesions=(lesion or f"L{number}",),
                zone=zone,
                session=int(session or 1),
            )
        )
    return tuple(found)


def said(*codes, payer="medicare"):
    """What comes out: "17000-59", and "(11102)" for a code that is not reported."""
    out = list(apply(drafts(*codes), case(payer)))
    return [f"({one.code})" if isinstance(one, NotReported) else "-".join((one.code, *one.modifiers)) for one in out]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        # column 2 takes the modifier, whichever comes first (MOD-5)
        (["11102", "17000"], ["11102", "17000-59"]),
        (["17000", "11102"], ["17000-59", "11102"]),
        (["17110", "11102"], ["17110", "11102-59"]),
        (["11200", "17000"], ["11200", "17000-59"]),
        (["11402", "11102"], ["11402", "11102-59"]),
        (["11642", "17000"], ["11642", "17000-59"]),
        (["11301", "11102"], ["11301", "11102-59"]),
        (["17311", "11104", "88331"], ["17311", "11104-59", "88331-59"]),
        # one line denied beside two others is marked once
        (["17110", "17000", "11102"], ["17110", "17000-59", "11102-59"]),
        # one lesion, one service
        (["17110@L1", "11102@L1"], ["17110", "(11102)"]),
        (["11602@L1", "11102@L1"], ["11602", "(11102)"]),
        # what already carries a reason of its own is left alone (MOH-7)
        (["17311@L1", "11102-58@L1"], ["17311", "11102-58"]),
        # no edit, and none customary
        (["96573", "12001"], ["96573", "12001"]),
    ],
)
def test_the_denied_line_is_marked_or_dropped(given, expected):
    assert said(*given) == expected


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        # excisions of two lesions: the one of less value (EXC-5)
        (["11402", "11422"], ["11402-59", "11422"]),
        (["11602", "11402"], ["11602", "11402-59"]),
        # two tumors in two groups (MOH-4)
        (["17311", "17313"], ["17311", "17313-59"]),
        # the most complex repair first, by class and not by value (REP-1)
        (["13132", "12035", "12004"], ["13132", "12035-59", "12004-59"]),
        (["12002", "12032"], ["12002-59", "12032"]),
        # two defects, two flaps
        (["14060", "14020"], ["14060", "14020-59"]),
        # the closure of an excision is reported beside it without a mark (EXC-6)
        (["11402@L1", "12032@L1"], ["11402", "12032"]),
    ],
)
def test_lines_that_payers_take_for_one_are_marked(given, expected):
    assert said(*given) == expected


def test_another_session_of_the_day_is_told_by_its_own_modifier():
    assert said("17110@L1", "11102@L1~2") == ["17110", "11102-XE"]


def test_add_on_codes_are_not_marked_by_custom():
    assert said("17311@L1", "17312@L1", "17313@L2", "17314@L2") == ["17311", "17312", "17313-59", "17314"]


def test_a_payer_may_want_the_narrower_modifier(monkeypatch):
    from cleanskin.charge.customs import customs

    narrow = customs()["medicare"]._replace(distinct="XS")
    monkeypatch.setitem(customs(), "medicare", narrow)
    assert said("11102", "17000") == ["11102", "17000-XS"]


def test_visits_are_left_to_their_own_modifiers():
    assert said("99213", "17110") == ["99213", "17110"]


def test_the_reason_names_the_pair():
    marked = next(one for one in apply(drafts("11102", "17000"), case()) if one.code == "17000")
    assert "column 2 to 11102" in marked.why
    assert "MOD-5" in marked.rules
