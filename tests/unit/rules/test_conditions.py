"""Cheap questions before many rules, and which parts of claims count as the same."""

from datetime import date
from itertools import count

import msgspec
import pytest

from cleanskin.reference.look_up import Reference
from cleanskin.rules.engine import Engine
from cleanskin.rules.notation import read_visit
from cleanskin.rules.registry import all_rules
from cleanskin.rules.rule import Rule, any_of, cited, codes, every_visit, flag, whenever

NUMBERS = count(1)
CONDITIONS = {one for rule in all_rules() if rule.beside is not None for one in rule.beside.conditions}


def made(check=None, **changes):
    number = next(NUMBERS)
    values = {
        "id": f"CS-COND-{number:03d}",
        "name": f"conditional-{number}",
        "outcome": "denial",
        "severity": "hold",
        "triggers": every_visit(),
        "message": "{code} is flagged.",
        "fix": "Look at {code}.",
        "source": cited("nobody"),
    }
    rule = Rule(**(values | changes))
    rule.check(check or (lambda visit, day: iter([flag(visit.lines[0])])))
    rule.module = "cleanskin.rules.made.made_001"
    return rule


def scrub(text, *rules):
    claim, context = read_visit(text)
    return Engine(Reference(None), rules=rules).scrub(claim, context).findings


def has_two_lines(visit):
    return len(visit.lines) == 2


@pytest.mark.parametrize(("text", "times"), [("99213 L57.0", 0), ("99213 L57.0 | 17000 L57.0", 1)])
def test_a_condition_decides_whether_a_rule_looks(text, times):
    assert len(scrub(text, made(triggers=whenever(has_two_lines)))) == times
    assert len(scrub(text, made(beside=whenever(has_two_lines)))) == times


def test_a_condition_goes_with_other_triggers():
    both = any_of(codes("11102"), whenever(has_two_lines))
    assert [len(scrub(text, made(triggers=both))) for text in ("11102 D49.2", "99213 L57.0 | 17000 L57.0")] == [1, 1]
    assert not scrub("99213 L57.0", made(triggers=both))


def test_a_condition_is_asked_once_for_all_its_rules():
    asked = []

    def is_asked(visit):
        asked.append(visit)
        return True

    assert len(scrub("99213 L57.0", *(made(beside=whenever(is_asked)) for _ in range(5)))) == 5
    assert len(asked) == 1


def test_a_condition_that_stops_does_not_silence_its_rules():
    def stops(visit):
        raise KeyError

    assert len(scrub("99213 L57.0", made(beside=whenever(stops)))) == 1


def test_an_ordinary_claim_needs_few_of_the_rules_behind_conditions():
    claim, context = read_visit(
        "99213-25 $120 L82.1 | 17000 $90 L57.0",
    )
    asked = set()

    def watched(rule):
        run = rule.run

        def check(visit, day):
            asked.add(rule.id)
            return run(visit, day)

        return check

    rules = []
    for rule in all_rules():
        if rule.beside is not None and rule.beside.conditions:
            copied = made(watched(rule), triggers=rule.triggers, beside=rule.beside, claim_wide=rule.claim_wide)
            copied.id, copied.effective_from = rule.id, date(1900, 1, 1)
            rules.append(copied)
    Engine(Reference(None), rules=rules).scrub(claim, context)
    assert len(rules) > 50
    assert len(asked) < len(rules) / 4


@pytest.mark.parametrize("condition", sorted(CONDITIONS, key=lambda one: one.__name__), ids=lambda one: one.__name__)
def test_every_condition_can_be_asked_of_poor_and_rich_claims(condition):
    seen = []

    def note(visit):
        seen.append(condition(visit))
        return False

    for text in ("99213 L57.0", "99999-XX-59 | 17000 x0 ZZZ", 'coverage={"subscriber":{"id":""}} 99213 L57.0 L57.0'):
        scrub(text, made(beside=whenever(note)))
    assert [type(one) for one in seen] == [bool] * 3


def test_equal_lists_of_the_same_providers_are_one_part():
    asked = []

    def check(visit, day):
        asked.append(1)
        return iter(())

    engine = Engine(Reference(None), rules=[made(check, claim_wide=True, decided_by=("providers", "frequency_code"))])
    claim, context = read_visit("99213 L57.0 by=1234567893")
    for code in ("1", "1", "7", "7"):
        other = msgspec.structs.replace(claim, providers=(*claim.providers,), frequency_code=code)
        engine.scrub(other, context)
    assert len(asked) == 2
