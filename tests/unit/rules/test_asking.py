"""A condition is asked only of visits where its answer can bring a rule to look."""

from datetime import date
from itertools import count

import msgspec

from cleanskin.reference.look_up import Reference
from cleanskin.rules.engine import Engine
from cleanskin.rules.notation import read_visit
from cleanskin.rules.rule import Rule, cited, codes, flag, whenever
from cleanskin.rules.visit import visits_of

NUMBERS = count(1)


def made(**values):
    number = next(NUMBERS)
    rule = Rule(
        id=f"CS-ASKED-{number:03d}",
        name=f"asked-{number}",
        outcome="denial",
        severity="hold",
        message="{code} is flagged.",
        fix="Look at {code}.",
        source=cited("nobody"),
        **values,
    )
    rule.check(lambda visit, day: iter([flag(visit.lines[0])]))
    rule.module = "cleanskin.rules.made.made_001"
    return rule


def scrub(text, *rules):
    claim, context = read_visit(text)
    return Engine(Reference(None), rules=rules).scrub(claim, context).findings


def always(visit):
    return True


def test_a_condition_beside_codes_that_are_not_there_is_not_asked():
    asked = []

    def is_asked(visit):
        asked.append(visit)
        return True

    rule = made(triggers=codes("11102"), beside=whenever(is_asked))
    assert not scrub("99213 L57.0", rule)
    assert not asked
    assert len(scrub("11102 D49.2", rule)) == 1
    assert len(asked) == 1


def test_a_condition_that_triggers_is_asked_before_one_that_stands_beside():
    def beside(visit):
        return True

    first = made(triggers=codes("11102"), beside=whenever(beside))
    second = made(triggers=whenever(always), beside=whenever(beside))
    assert [one.rule for one in scrub("99213 L57.0", first, second)] == [second.id]


def test_visits_without_a_day_or_a_line_have_no_findings_of_rules():
    rule = made(triggers=whenever(always))
    claim, context = read_visit("99213 L57.0")
    empty = msgspec.structs.replace(claim, lines=())
    engine = Engine(Reference(None), rules=[rule])
    assert [one.rule for one in engine.scrub(empty, context).findings] != [rule.id]
    visits, whole = visits_of(empty, engine.days, context, default_day=date(2026, 3, 2))
    assert visits == [whole]
    assert (whole.on, whole.lines) == (date(2026, 3, 2), ())
