"""Makes the reference pages from what the code declares.  `--check` fails when a page is stale."""

import argparse
import sys
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

import cleanskin
from cleanskin.cli import build_parser
from cleanskin.record.frame import Frame

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


def _catalogues() -> list[tuple[str, list[object]]]:
    """Every declared catalogue of findings: a module-level tuple or dict of entries with id, name, meaning and fix."""
    found = []
    for module in walk_packages(cleanskin.__path__, "cleanskin."):
        if not module.name.endswith(("findings", "_findings", "balance")):
            continue
        entries = []
        for value in vars(import_module(module.name)).values():
            values = value.values() if isinstance(value, dict) else value if isinstance(value, tuple) else ()
            entries.extend(
                entry for entry in values if hasattr(entry, "id") and hasattr(entry, "name") and hasattr(entry, "fix")
            )
        unique = {entry.id: entry for entry in entries}
        if unique:
            found.append((module.name, [unique[key] for key in sorted(unique)]))
    return found


def findings_page() -> str:
    """Every finding that can be made, with its meaning and what to do."""
    parts = ["# Findings\n\nEvery finding that can be made. `cleanskin explain ID` prints the same.\n"]
    seen: set[str] = set()
    for name, entries in _catalogues():
        rows = []
        for entry in entries:
            if entry.id in seen:
                continue
            seen.add(entry.id)
            meaning = getattr(entry, "meaning", "") or getattr(entry, "message", "")
            snip = getattr(entry, "snip", None)
            rows.append(
                (f"`{entry.id}`", entry.name, getattr(entry, "severity", ""), snip if snip else "", meaning, entry.fix)
            )
        if rows:
            parts.append(f"## {name.removeprefix('cleanskin.')}\n")
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


PAGES = {"frames.md": frames_page, "findings.md": findings_page, "commands.md": commands_page, "kpis.md": kpis_page}


def main() -> int:
    """Write the pages, or with --check say which are stale."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--check", action="store_true")
    check = arguments.parse_args().check
    stale = []
    for name, make in PAGES.items():
        path, text = REFERENCE / name, MADE + make()
        if check and (not path.exists() or path.read_text() != text):
            stale.append(name)
        elif not check:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
    if stale:
        print(f"stale: {', '.join(stale)} (make docs)", file=sys.stderr)
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())
