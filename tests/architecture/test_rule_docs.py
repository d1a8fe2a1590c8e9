"""The scrubber's rules are documented: a whole page each, indexes that leave none out, and a how-to that works."""

import importlib.util
import re
import sys
from datetime import date
from pathlib import Path

import pytest

from cleanskin.kernel.source import Source
from cleanskin.reference.look_up import Reference
from cleanskin.rules.engine import Engine
from cleanskin.rules.notation import read_examples
from cleanskin.rules.registry import all_rules, family_of
from cleanskin.rules.rule import Rule, codes

DOCS = Path(__file__).parents[2] / "docs"
RULES = all_rules()


def load(path: Path, name: str):
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def made():
    return load(DOCS / "rule_pages.py", "rule_pages_under_test")


def test_every_rule_has_all_that_its_page_shows(made):
    assert {rule.id: made.missing_from(rule) for rule in RULES if made.missing_from(rule)} == {}


@pytest.mark.parametrize(
    ("change", "lacks"),
    [
        ({"doc": "Only a first line."}, "why"),
        ({"fix": ""}, "what to do"),
        ({"source": Source(title="")}, "a source"),
        ({"examples": "flags 17000 L57.0\npasses 17000 L57.0"}, "a near miss"),
        ({"examples": "passes 17000 L57.0\nnear 17000 L57.0"}, "an example that flags"),
        ({"stage": "deprecated"}, "what replaces it"),
        ({"version": 2}, "history of its versions"),
    ],
)
def test_what_a_rule_lacks_is_named(made, change, lacks):
    rule = Rule(
        id="CS-TRY-002", name="a-rule", outcome="advice", severity="note", triggers=codes("17000"),
        message="It is so.", fix="Do it.", source=Source(title="Manual", locator="p. 1"),
    )  # fmt: skip
    rule.doc, rule.examples = "What it flags.\n\nWhy.", "flags 17000 L57.0\nnear 17000 L57.1\npasses 17003 L57.0"
    assert made.missing_from(rule) == []
    for name, value in change.items():
        setattr(rule, name, value)
    assert made.missing_from(rule) == [lacks]


def test_a_page_tells_what_the_rule_declares(made):
    for rule in RULES:
        page = made.rule_page(rule)
        assert page.startswith(f"# {rule.id} {rule.name}\n")
        for heading in ("Says", "What to do", "The fix", "Severity", "Source", "Version", "Checked by", "Needs"):
            assert f"\n| {heading} | " in page, (rule.id, heading)
        rows = [line for line in page.split("## Examples")[1].splitlines() if "`" in line and line.startswith("| ")]
        assert len(rows) == len(list(read_examples(rule.examples))), rule.id


def test_each_index_lists_every_rule_once(made):
    pages = made.rule_pages()
    for name in ("index.md", "by-outcome.md", "by-carc.md"):
        listed = re.findall(r"\]\((cs-[a-z]+-\d{3})\.md\)", pages[name])
        assert sorted(listed) == sorted(rule.id.lower() for rule in RULES), name
    assert set(re.findall(r"^\((.+)\)=$", pages["index.md"], re.M)) == {family_of(r).replace("_", "-") for r in RULES}


def test_a_rule_that_goes_keeps_its_page_with_the_stage(made):
    rule = Rule(
        id="CS-TRY-003", name="old-rule", outcome="denial", severity="warn", triggers=codes("17000"), carc="97",
        message="It is so.", fix="Do it.", source=Source(title="Manual", locator="p. 1"),
        stage="removed", replaced_by="CS-MOD-025", version=2, history=((date(2026, 1, 1), "narrowed"),),
    )  # fmt: skip
    rule.doc, rule.module = "What it flags.\n\nWhy.", "cleanskin.rules.modifier.old"
    rule.examples = "flags 17000 L57.0\nnear 17000 L57.1\npasses 17003 L57.0"
    page = made.rule_page(rule)
    assert "no longer runs" in page
    assert "replaced by CS-MOD-025" in page
    assert "2026-01-01: narrowed" in page


def test_the_rule_of_the_how_to_works(tmp_path):
    text = (DOCS / "how-to/add-a-rule.md").read_text()
    (source,) = re.findall(r"```python\n(.+?)```", text, re.S)
    path = tmp_path / "try_001_free_follow_up_with_25.py"
    path.write_text(source)
    module = load(path, "rule_of_the_how_to")
    try:
        rule = module.RULE
        rule.doc, rule.module = module.__doc__, f"cleanskin.rules.modifier.{path.stem}"
        assert rule.id not in {one.id for one in RULES}
        examples = list(read_examples(rule.examples))
        assert {one.verdict for one in examples} == {"flags", "near", "passes"}
        engine = Engine(Reference(None), rules=[rule])
        for one in examples:
            assert len(engine.scrub(one.claim, one.context).findings) == one.flags, one.text
        pages = load(DOCS / "rule_pages.py", "rule_pages_of_the_how_to")
        assert pages.missing_from(rule) == []
    finally:
        sys.modules.pop("rule_of_the_how_to", None)


def test_the_notation_in_the_how_to_can_be_read():
    text = (DOCS / "how-to/add-a-rule.md").read_text()
    (block,) = re.findall(r"## The notation of examples\n\n```text\n(.+?)```", text, re.S)
    assert len(list(read_examples(block))) == 4
