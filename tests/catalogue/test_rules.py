"""Every rule: its declaration is whole, and its examples do what they say."""

import re

import pytest

from cleanskin.reference.look_up import Reference
from cleanskin.rules.engine import Engine
from cleanskin.rules.notation import Example, WrittenArticles, read_examples, read_visit
from cleanskin.rules.registry import all_rules, family_of

RULES = all_rules()
EXAMPLES = [(rule, example) for rule in RULES for example in read_examples(rule.examples)]
ENGINES: dict[str, Engine] = {}


def engine_for(rule, example: Example) -> Engine:
    if example.articles:
        return Engine(WrittenArticles(Reference(None), example.articles), rules=[rule])
    if rule.id not in ENGINES:
        ENGINES[rule.id] = Engine(Reference(None), rules=[rule])
    return ENGINES[rule.id]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_is_declared_whole(rule):
    assert re.fullmatch(r"CS-[A-Z]{2,6}-\d{3}", rule.id)
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)+", rule.name)
    title, _, why = rule.doc.partition("\n\n")
    assert title.endswith(".")
    assert len(why) > 60, "first line: what it flags; then why"
    assert rule.message.endswith(".")
    assert rule.fix.endswith(".")
    assert rule.source.title
    assert rule.module.rsplit(".", 1)[-1] != family_of(rule)
    assert rule.outcome != "advice" or rule.severity != "hold"


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_has_examples_of_both_answers_and_a_near_miss(rule):
    verdicts = [example.verdict for example in read_examples(rule.examples)]
    assert {"flags", "passes", "near"} <= set(verdicts)
    if rule.needs:
        assert "cannot" in verdicts


@pytest.mark.parametrize(("rule", "example"), EXAMPLES, ids=lambda one: getattr(one, "id", None) or one.text)
def test_an_example_does_what_it_says(rule, example):
    scrubbed = engine_for(rule, example).scrub(example.claim, example.context)
    found = [*scrubbed.findings, *scrubbed.previewed]
    assert all(one.rule == rule.id for one in found), found
    if example.verdict == "cannot":
        assert scrubbed.not_checkable
        assert not found
    else:
        assert len(found) == example.flags, found
        assert not scrubbed.not_checkable


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_near_miss_is_one_token_from_a_line_that_flags(rule):
    flagged: list[list[str]] = []
    for example in read_examples(rule.examples):
        tokens = re.findall(r"<<|\||[^\s|<-]+|-[0-9A-Z]{2}(?![0-9])|-", example.text)
        if example.verdict == "flags":
            flagged.append(tokens)
        elif example.verdict == "near":
            assert any(_apart(tokens, other) == 1 for other in flagged), example.text


def _apart(one: list[str], other: list[str]) -> int:
    """Least number of tokens to put in, take out or replace."""
    before = list(range(len(other) + 1))
    for row, mine in enumerate(one, start=1):
        now = [row]
        for column, theirs in enumerate(other, start=1):
            now.append(min(before[column] + 1, now[-1] + 1, before[column - 1] + (mine != theirs)))
        before = now
    return before[-1]


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.instead_of], ids=lambda rule: rule.id)
def test_a_special_rule_names_general_ones_that_exist(rule):
    assert rule.instead_of <= {other.id for other in RULES} - {rule.id}


def test_one_fault_is_told_once():
    claim, context = read_visit("17004 L57.0 | 17000 L57.0")
    whole = Engine(Reference(None)).scrub(claim, context)
    assert "CS-DES-001" in {one.rule for one in whole.findings}
    assert "CS-NCCI-002" not in {one.rule for one in whole.findings}
