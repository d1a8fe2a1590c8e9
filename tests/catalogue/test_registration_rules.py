"""What the examples of registration and filing rules cannot show: complete files, long windows, what is asked once."""

from datetime import date

import msgspec
import pytest

from cleanskin.record.dermatology import FilingWindow
from cleanskin.reference.look_up import Reference
from cleanskin.rules.day import Days
from cleanskin.rules.engine import Engine
from cleanskin.rules.filing.windows import last_day, window_of
from cleanskin.rules.notation import read_examples, read_visit
from cleanskin.rules.registration import reg_091_code_unknown
from cleanskin.rules.registry import all_rules
from cleanskin.rules.visit import visits_of

DECIDED = [(rule, example) for rule in all_rules() if rule.decided_by for example in read_examples(rule.examples)]


class CompleteFiles(Reference):
    """The project's tables, said to be complete fee and HCPCS files."""

    def holds(self, kind, on):
        return kind in ("fee", "hcpcs")


def visit_of(text, reference=None):
    claim, context = read_visit(text)
    return visits_of(claim, Days(reference or Reference(None)), context)[1]


def window(length, unit):
    whole = visit_of('coverage={"payer":{"name":"AETNA"}} 99213 L40.0')
    first = window_of(whole, whole.day, "first_filing")
    return msgspec.structs.replace(first, length=length, unit=unit)


def replaced(noun, path, value):
    name, _, rest = path.partition(".")
    return msgspec.structs.replace(noun, **{name: replaced(getattr(noun, name), rest, value) if rest else value})


def held_at(noun, path):
    for name in path.split("."):
        noun = getattr(noun, name)
    return noun


def test_with_complete_files_an_unlisted_code_is_doubted_and_without_them_it_is_not():
    rule = reg_091_code_unknown.RULE
    claim, context = read_visit("99999 L40.0")
    assert not Engine(Reference(None), rules=[rule]).scrub(claim, context).findings
    (finding,) = Engine(CompleteFiles(None), rules=[rule]).scrub(claim, context).findings
    assert (finding.severity, finding.lines) == ("warn", ("1",))
    known, context = read_visit("96372 L40.0")
    assert not Engine(CompleteFiles(None), rules=[rule]).scrub(known, context).findings


@pytest.mark.parametrize(
    ("length", "unit", "on", "last"),
    [
        (90, "days", date(2026, 1, 1), date(2026, 4, 1)),
        (1, "years", date(2024, 2, 29), date(2025, 2, 28)),
        (1, "years", date(2026, 12, 31), date(2027, 12, 31)),
        (12, "months", date(2026, 3, 2), date(2027, 3, 2)),
        (18, "months", date(2026, 8, 31), date(2028, 2, 29)),
        (1, "year_ends", date(2026, 3, 2), date(2027, 12, 31)),
    ],
)
def test_the_last_day_of_a_window(length, unit, on, last):
    held = window(length, unit)
    assert isinstance(held, FilingWindow)
    assert last_day(held, on) == last


@pytest.mark.parametrize(
    ("payer", "name", "length"),
    [
        ("medicare", "NORTHERN CONTRACTOR", 1),
        ("tricare", "EAST REGION", 1),
        ("commercial", "CIGNA HEALTH", 90),
        ("commercial", "Anthem Blue Cross", 90),
        ("commercial", "HUMANA", 180),
        ("medicare_advantage", "HUMANA GOLD", 1),
        ("commercial", "FEDERAL EMPLOYEE PROGRAM OF ANTHEM", 1),
    ],
)
def test_the_window_of_a_payer(payer, name, length):
    whole = visit_of(f'payer={payer} coverage={{"payer":{{"name":"{name}"}}}} 99213 L40.0')
    held = window_of(whole, whole.day, "first_filing")
    assert held is not None
    assert held.length == length


@pytest.mark.parametrize("payer", ["commercial", "medicare_advantage", "auto", "workers_compensation"])
def test_a_payer_whose_window_nobody_knows_has_none(payer):
    whole = visit_of(f"payer={payer} 99213 L40.0")
    assert window_of(whole, whole.day, "first_filing") is None


@pytest.mark.parametrize(("rule", "example"), DECIDED, ids=lambda one: getattr(one, "id", None) or one.text)
def test_nothing_but_the_named_fields_decides_a_rule_that_is_asked_once(rule, example):
    payer = example.claim.coverage.claim_filing_indicator
    other, _ = read_visit("number=EX2 age=70 sex=M 99213-25 $180 L40.0 | 17000 $90 L57.0 pos=22")
    other = replaced(other, "coverage.claim_filing_indicator", payer)
    for path in rule.decided_by:
        other = replaced(other, path, held_at(example.claim, path))
    engine = Engine(Reference(None), rules=[rule])
    assert len(engine.scrub(other, example.context, default_day=date(2026, 3, 2)).findings) == example.flags
