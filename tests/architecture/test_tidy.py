"""Reads the source as text and as a syntax tree, and holds it to the rules of the house (CONTRIBUTING)."""

import ast
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCE = sorted((ROOT / "src" / "cleanskin").rglob("*.py"))
EDGES = ("cli",)  # may read the clock and print
MODULE_LINES_MAX = 500
FUNCTION_LINES_MAX = 60
CATCH_ALL = {"utils", "util", "helpers", "helper", "common", "manager", "managers", "misc", "stuff", "lib"}
CLOCK = {("date", "today"), ("datetime", "now"), ("datetime", "today"), ("datetime", "utcnow"), ("time", "time")}
# declared tables: their length is their content
TABLES = re.compile(r"(frames|findings|claim_837p|remittance_835|_table|_tables)\.py$|x12/guides/")


def _id(path: Path) -> str:
    return str(path.relative_to(ROOT))


def _tracked() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [ROOT / name for name in listed.split("\0") if name and (ROOT / name).is_file()]


def _is_edge(path: Path) -> bool:
    return path.relative_to(ROOT / "src" / "cleanskin").parts[0] in EDGES


@pytest.mark.parametrize("path", SOURCE, ids=_id)
def test_no_module_is_a_catch_all(path):
    assert path.stem not in CATCH_ALL
    assert not re.search(r"_v\d+$", path.stem)


@pytest.mark.parametrize("path", SOURCE, ids=_id)
def test_modules_and_functions_keep_to_their_size(path):
    text = path.read_text()
    if not TABLES.search(path.as_posix()):
        assert len(text.splitlines()) <= MODULE_LINES_MAX
    too_long = [
        f"{node.name}: {node.end_lineno - node.lineno + 1} lines"
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef) and node.end_lineno - node.lineno + 1 > FUNCTION_LINES_MAX
    ]
    assert too_long == []


@pytest.mark.parametrize("path", [path for path in SOURCE if not _is_edge(path)], ids=_id)
def test_the_core_reads_no_clock_prints_nothing_and_seeds_its_chance(path):
    wrong = []
    for node in ast.walk(ast.parse(path.read_text())):
        if not isinstance(node, ast.Call):
            continue
        call = node.func
        if isinstance(call, ast.Name) and call.id == "print":
            wrong.append(f"line {node.lineno}: print")
        if isinstance(call, ast.Attribute) and isinstance(call.value, ast.Name):
            if (call.value.id, call.attr) in CLOCK:
                wrong.append(f"line {node.lineno}: {call.value.id}.{call.attr}()")
            if call.value.id == "random" and call.attr != "Random":
                wrong.append(f"line {node.lineno}: random.{call.attr}() without a seed")
    assert wrong == []


@pytest.mark.parametrize("path", SOURCE, ids=_id)
def test_package_docstrings_are_short(path):
    if path.name == "__init__.py":
        docstring = ast.get_docstring(ast.parse(path.read_text()))
        assert docstring, "an __init__.py says what belongs in its package"
        assert len(docstring.splitlines()) <= 10


def test_money_is_never_a_float():
    """No float() and no division right at a name that holds cents, outside statistics of ratios."""
    pattern = re.compile(r"float\(\s*\w*(?:cents|amount)\w*\s*\)|Float64\b.*\b(?:cents|amount_)|Decimal\(\s*float")
    wrong = [
        f"{_id(path)}:{number}"
        for path in SOURCE
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if pattern.search(line)
    ]
    assert wrong == []


def test_no_commit_names_a_package_registry():
    hosts = re.compile(r"pypi\.org|pythonhosted\.org|registry\.npmjs|npmjs\.org|deb\.debian\.org", re.IGNORECASE)
    wrong = []
    for path in _tracked():
        if path == Path(__file__).resolve() or path.suffix in {".png", ".ttf", ".otf", ".woff2"}:
            continue
        if hosts.search(path.read_text(errors="replace")):
            wrong.append(_id(path))
    assert wrong == []


def test_shared_data_is_named_only_where_truth_is_run():
    allowed = ("tests/truth/", "tests/architecture/", "Makefile", ".ci/run", "README.md", "CONTRIBUTING.md")
    wrong = [
        _id(path)
        for path in _tracked()
        if not _id(path).startswith(allowed)
        and re.search(r"\.\./shared|/work/|shared/data", path.read_text(errors="replace"))
    ]
    assert wrong == []


def test_every_catch_has_a_name():
    """A bare `except Exception` hides faults; where a boundary needs one, it says so."""
    wrong = []
    for path in SOURCE:
        lines = path.read_text().splitlines()
        for number, line in enumerate(lines, 1):
            if re.search(r"except\s*(?:Exception|BaseException)?\s*:", line) and "boundary:" not in line:
                wrong.append(f"{_id(path)}:{number}")
    assert wrong == []
