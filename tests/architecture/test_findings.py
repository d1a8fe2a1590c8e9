"""One form for every finding: declared once in its ring's `findings.py`, made only from its kind, said in sentences."""

import ast
import re
from importlib import import_module
from pathlib import Path

import pytest

from cleanskin.cli.finding_kinds import finding_tables
from cleanskin.kernel.finding import Finding, FindingKind, Pointer
from cleanskin.rules.registry import all_rules

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "cleanskin"
TABLES = finding_tables()
KINDS = [kind for table in TABLES.values() for kind in table]
PREFIXES = {
    "x12": "X12", "reference": "REF", "remit": "REM", "denial": "DEN", "insight": "INS", "rules": "RULE", "claim": "CLM"
}  # fmt: skip
ID = re.compile(r"\bCS-[A-Z0-9]+-\d{3}\b")
# an id of a finding without its first part
STRAY = re.compile(r"(?<![A-Z]-)\b(?:INS|REM|DEN|X12|REF)-(?:[A-Z]+-)?\d{3}\b")
SENTENCE = re.compile(r"[A-Z0-9].*[.?]", re.S)
# a word or a code may begin a sentence; a period is then followed by a space and a capital, or ends it
BROKEN = re.compile(r"\.(?=[A-Z][a-z])|\s\s|\s$")


def calls_of(tree: ast.Module, name: str) -> list[int]:
    return [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and (node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")) == name
    ]


def modules() -> list[tuple[str, ast.Module]]:
    found = [(str(path.relative_to(SOURCE)), ast.parse(path.read_text())) for path in sorted(SOURCE.rglob("*.py"))]
    assert len(found) > 150
    return found


MODULES = modules()


def test_every_ring_that_finds_something_has_a_table():
    assert set(TABLES) == set(PREFIXES)
    assert all(len(table) >= 5 for table in TABLES.values())


def test_ids_and_names_are_unique_and_ids_in_order():
    ids, names = [kind.id for kind in KINDS], [kind.name for kind in KINDS]
    assert len(ids) == len(set(ids))
    assert len(names) == len(set(names))
    for ring, table in TABLES.items():
        assert [kind.id for kind in table] == sorted(kind.id for kind in table)
        assert all(kind.id.startswith(f"CS-{PREFIXES[ring]}-") for kind in table)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.id)
def test_a_kind_is_named_in_kebab_case_and_explains_itself_in_sentences(kind: FindingKind):
    assert ID.fullmatch(kind.id)
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)+", kind.name)
    for text in (kind.meaning, kind.fix):
        assert SENTENCE.fullmatch(text), text
        assert not BROKEN.search(text), text
    assert " " in kind.meaning


def test_every_id_in_the_source_and_the_documents_is_declared():
    taught = {"CS-TRY-001"}  # the rule that docs/how-to/add-a-rule.md writes; test_rule_docs.py runs it
    declared = {kind.id for kind in KINDS} | {rule.id for rule in all_rules()} | taught
    texts = [*SOURCE.rglob("*.py"), *(ROOT / "docs").rglob("*.md"), *ROOT.glob("*.md")]
    assert len(texts) > 150
    for path in texts:
        text = path.read_text()
        assert set(ID.findall(text)) <= declared, path
        if path.suffix == ".py":
            assert not STRAY.findall(text), path


def test_every_kind_is_declared_in_a_table():
    for name, tree in MODULES:
        declared = calls_of(tree, "FindingKind")
        if name.count("/") != 1 or not name.endswith("/findings.py"):
            assert not declared, f"{name}: {declared}"


def test_findings_are_made_from_their_kind():
    for name, tree in MODULES:
        made = calls_of(tree, "Finding")
        assert not made or name == "kernel/finding.py", f"{name}: {made}"


@pytest.mark.parametrize(("ring", "least"), [("denial", 13), ("remit", 9), ("insight", 8), ("x12", 100)])
def test_the_table_holds_every_kind_of_its_module(ring: str, least: int):
    module = import_module(f"cleanskin.{ring}.findings")
    assert len(module.FINDINGS) >= least
    held = [value for value in vars(module).values() if isinstance(value, FindingKind)]
    assert {kind.id for kind in held} <= {kind.id for kind in module.FINDINGS}


def test_a_kind_makes_a_finding_that_says_at_least_what_the_kind_says():
    kind = FindingKind(
        "CS-X12-999", "made-up", 2, "note", "rejection", "It is made up.", "Leave it.", fix_safety="safe"
    )
    assert kind.finding() == Finding(
        id="CS-X12-999",
        name="made-up",
        message="It is made up.",
        severity="note",
        outcome="rejection",
        snip=2,
        fix="Leave it.",
        fix_safety="safe",
    )
    near = kind.finding("Here.", where=Pointer(segment=3), severity="error", fix="Now.", expected="x", evidence=("y",))
    assert (near.message, near.severity, near.fix, near.where.segment) == ("Here.", "error", "Now.", 3)
    assert (near.expected, near.evidence, near.amount_at_risk) == ("x", ("y",), None)
