"""Makes the reference pages from what the code declares.  `--check` fails when a page is stale."""

import argparse
import sys
from importlib import import_module
from pathlib import Path

from encounter_page import encounter_page
from rule_pages import ORPHAN, missing_from, rule_pages
from worked_pages import worked_pages

from cleanskin.cli import build_parser
from cleanskin.cli.finding_kinds import finding_tables
from cleanskin.record.frame import Frame
from cleanskin.rules.registry import all_rules

REFERENCE = Path(__file__).parent / "reference"
MADE = "% Made by docs/generate.py from the code.  Do not edit.\n\n"


def _cell(text: object) -> str:
    return str(text).replace("|", "\\|").replace("\n", " ").replace("<", "&lt;").replace("*", "\\*")


def _table(header: tuple[str, ...], rows: list[tuple[object, ...]]) -> str:
    lines = ["| " + " | ".join(header) + " |", "|" + "---|" * len(header)]
    lines.extend("| " + " | ".join(_cell(value) for value in row) + " |" for row in rows)
    return "\n".join(lines) + "\n"


def frames_page() -> str:
    """Every declared frame: grain, key, columns."""
    modules = ("x12.bulk.frames", "remit.frames", "denial.frames", "insight.frames")
    parts = [
        "# Frames\n\nEvery table the core makes: what one row is, and what its columns hold. Amounts are integer cents.\n"
    ]
    for name in modules:
        module = import_module(f"cleanskin.{name}")
        parts.append(f"## {name.removesuffix('.frames')}\n\n{(module.__doc__ or '').strip()}\n")
        for frame in (value for value in vars(module).values() if isinstance(value, Frame)):
            parts.append(f"### {frame.name}\n\nGrain: {frame.grain}. Key: {', '.join(frame.key)}.\n")
            rows = [(f"`{c.name}`", c.kind, c.doc + (" (personal)" if c.personal else "")) for c in frame.columns]
            parts.append(_table(("column", "kind", "meaning"), rows))
    return "\n".join(parts)


_RINGS = {
    "x12": "Files",
    "reference": "Reference data",
    "remit": "Matching",
    "denial": "Classification",
    "insight": "Figures and report",
}


def findings_page() -> str:
    """Every finding that can be made, with its meaning and what to do."""
    parts = [
        "# Findings\n\nEvery finding that can be made. `cleanskin explain ID` prints the same. "
        "The SNIP type says what kind of check of the file made it; - where none of them did.\n"
    ]
    tables = finding_tables()
    for ring in sorted(tables, key=[*_RINGS, *tables].index):
        parts.append(f"## {_RINGS.get(ring, ring)}\n")
        rows = [
            (f"`{kind.id}`", kind.name, kind.severity, kind.snip or "-", kind.meaning, kind.fix)
            for kind in tables[ring]
        ]
        parts.append(_table(("id", "name", "severity", "SNIP type", "meaning", "what to do"), rows))
    return "\n".join(parts)


def commands_page() -> str:
    """The help text of every command."""
    parser = build_parser()
    parts = [f"# Commands\n\n```text\n{parser.format_help().strip()}\n```\n"]
    actions = [action for action in parser._actions if isinstance(action, argparse._SubParsersAction)]
    for action in actions:
        for name, command in sorted(action.choices.items()):
            parts.append(f"## cleanskin {name}\n\n```text\n{command.format_help().strip()}\n```\n")
    return "\n".join(parts)


def kpis_page() -> str:
    """Every KPI: question, formula in words, basis, exclusions, needs, benchmarks."""
    kpis = import_module("cleanskin.insight.kpis")
    parts = [
        "# KPIs\n\nEvery figure, frozen as a definition. `cleanskin kpi explain NAME` prints the same with its worked example.\n"
    ]
    for kpi in sorted(kpis.all_kpis(), key=lambda each: each.id):
        rows: list[tuple[object, ...]] = [
            ("question", kpi.question),
            ("numerator", kpi.numerator_is),
            ("denominator", kpi.denominator_is),
            ("unit", kpi.unit),
            ("date basis", kpi.date_basis),
            ("excludes", "; ".join(kpi.excludes) or "-"),
            ("needs", "; ".join(kpi.needs) or "-"),
        ]
        parts.append(f"## {kpi.name}\n\n`{kpi.id}`\n")
        parts.append(_table(("", ""), rows))
    return "\n".join(parts)


PAGES = {
    "frames.md": frames_page,
    "findings.md": findings_page,
    "commands.md": commands_page,
    "kpis.md": kpis_page,
    "encounter.md": encounter_page,
}


def pages() -> dict[str, str]:
    """Every generated page by its path below docs/reference."""
    made = {name: make() for name, make in PAGES.items()}
    made |= {f"rules/{name}": text for name, text in rule_pages().items()}
    return made | {f"worked-examples/{name}": text for name, text in worked_pages().items()}


def _marked(name: str, body: str) -> str:
    """Return a page with the mark that it was made, behind the front matter that some have."""
    if name.startswith("rules/cs-") or (name.startswith("worked-examples/") and not name.endswith("/index.md")):
        return ORPHAN + MADE + body
    return MADE + body


def main() -> int:
    """Write the pages, or with --check say which are stale, of nothing any more, or not whole."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--check", action="store_true")
    check = arguments.parse_args().check
    made = pages()
    stale = []
    for name, body in made.items():
        path, text = REFERENCE / name, _marked(name, body)
        if check and (not path.exists() or path.read_text() != text):
            stale.append(name)
        elif not check:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
    for path in (*(REFERENCE / "rules").glob("*.md"), *(REFERENCE / "worked-examples").glob("*.md")):
        name = f"{path.parent.name}/{path.name}"
        if name not in made:
            if check:
                stale.append(name)
            else:
                path.unlink()
    lacking = {rule.id: lacks for rule in all_rules() if (lacks := missing_from(rule))}
    if stale:
        print(f"stale: {', '.join(stale)} (make docs)", file=sys.stderr)
    for rule, lacks in lacking.items():
        print(f"{rule} has not {', '.join(lacks)}", file=sys.stderr)
    return 1 if stale or lacking else 0


if __name__ == "__main__":
    sys.exit(main())
