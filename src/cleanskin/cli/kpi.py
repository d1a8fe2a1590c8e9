"""`cleanskin kpi list` and `cleanskin kpi explain`: what each figure means, needs and is compared with."""

import argparse
import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cleanskin.insight.kpis import Benchmark, Kpi

_GROUPS = {
    "claims": "Claims", "denials": "Denials", "cash": "Cash", "receivables": "Receivables", "speed": "Speed",
    "coding": "Coding patterns", "patients": "Patients", "cost": "Cost",
}  # fmt: skip


def add_parser(subparsers: Any) -> argparse.ArgumentParser:
    """Add the command and its two parts."""
    parser: argparse.ArgumentParser = subparsers.add_parser(
        "kpi", help="what each figure means, what it needs, what it is compared with"
    )
    parts = parser.add_subparsers(dest="part", metavar="list|explain", required=True)
    listed = parts.add_parser("list", help="every figure, grouped, with what it needs to be known")
    explained = parts.add_parser("explain", help="one figure: definition, arithmetic, exclusions, benchmark, example")
    explained.add_argument(
        "name", metavar="NAME|ID", help="a name (initial_denial_rate_claims), an id (KPI-DEN-010) or a part of a name"
    )
    for part in (listed, explained):
        part.add_argument("--format", choices=("text", "json"), default="text", help="default: text")
    return parser


def run(args: argparse.Namespace) -> int:
    """List or explain; 2 when a name fits no figure or several."""
    from cleanskin.insight.kpis import all_kpis, find_kpi

    if args.part == "list":
        _print_list(all_kpis(), as_json=args.format == "json")
        return 0
    found = find_kpi(args.name)
    if len(found) == 1:
        _print_one(found[0], as_json=args.format == "json")
        return 0
    if not found:
        print(f"cleanskin: no figure is called {args.name!r}; see cleanskin kpi list", file=sys.stderr)
    else:
        print(f"cleanskin: {args.name!r} fits several figures:", file=sys.stderr)
        for kpi in found:
            print(f"  {kpi.id}  {kpi.name}", file=sys.stderr)
    return 2


def explained_as_data(kpi: "Kpi") -> dict[str, Any]:
    """Return a definition as plain data, for JSON."""
    return {
        "id": kpi.id, "name": kpi.name, "group": kpi.group, "question": kpi.question, "numerator": kpi.numerator_is,
        "denominator": kpi.denominator_is, "date_basis": kpi.date_basis, "unit": kpi.unit, "better": kpi.better,
        "grain": list(kpi.grain), "excludes": list(kpi.excludes), "needs": list(kpi.needs),
        "answerable": kpi.is_answerable, "answer": None if kpi.is_answerable else kpi.cannot_be_known,
        "minimum_count": kpi.minimum_count, "owner": kpi.owner, "caution": kpi.caution, "version": kpi.version,
        "authored_by": kpi.authored_by, "checked_by": kpi.checked_by, "next_review": kpi.next_review.isoformat(),
        "change_log": list(kpi.change_log), "example": kpi.examples.strip(),
        "benchmarks": [
            {"label": one.label, "kind": one.kind, "value": one.value, "low": one.low, "high": one.high,
             "years": one.years, "source": one.source.title, "trust": one.source.trust}
            for one in kpi.benchmarks
        ],
    }  # fmt: skip


def explained_as_text(kpi: "Kpi") -> str:
    """Return a definition as lines for a terminal."""
    lines = [f"{kpi.name}  ({kpi.id}, version {kpi.version})", kpi.question, ""]
    if not kpi.is_answerable:
        lines += [f"  This {kpi.cannot_be_known}.", ""]
    if kpi.form in ("quantiles", "survival"):
        lines += [f"  measures        {kpi.numerator_is}", f"  over            {kpi.denominator_is}"]
    else:
        lines += [f"  numerator       {kpi.numerator_is}", f"  denominator     {kpi.denominator_is}"]
    lines += [f"  date basis      {kpi.date_basis}", f"  unit            {kpi.unit}; better: {kpi.better}"]
    if kpi.excludes:
        lines.append(f"  leaves out      {'; '.join(kpi.excludes)}")
    lines.append(f"  needs           {', '.join(kpi.needs)}")
    if kpi.is_answerable:
        lines.append(f"  shown by        {', '.join(kpi.grain)}; compared from {kpi.minimum_count} rows on")
    lines.append(f"  owner           {kpi.owner}")
    if kpi.caution:
        lines.append(f"  mind            {kpi.caution}")
    lines += [
        f"  {'compare with' if place == 0 else '':<16}{_benchmark(one)}" for place, one in enumerate(kpi.benchmarks)
    ]
    checked = kpi.checked_by or "nobody yet outside the project"
    lines.append(f"  checked by      {checked}; next review {kpi.next_review.isoformat()}")
    if kpi.examples:
        lines += [
            "",
            "  worked example (amounts in cents)",
            *(f"    {line}" for line in kpi.examples.strip().splitlines()),
        ]
    return "\n".join(lines)


def _benchmark(one: "Benchmark") -> str:
    if one.value is not None:
        figure = f"{one.value:g}"
    elif one.low is not None and one.high is not None:
        figure = f"{one.low:g} to {one.high:g}"
    else:
        figure = f"at most {one.high:g}" if one.high is not None else f"at least {one.low:g}"
    marks = {
        "published": "",
        "vendor": " [vendor: no method shown]",
        "not_shown": " [unconfirmed: never shown in reports]",
    }
    years = f", {one.years}" if one.years else ""
    return f"{figure}  {one.label}{years} ({one.source.title}){marks[one.kind]}"


def _print_list(kpis: "tuple[Kpi, ...]", *, as_json: bool) -> None:
    if as_json:
        import json

        print(json.dumps([explained_as_data(kpi) for kpi in kpis], indent=1))
        return
    width = max(len(kpi.name) for kpi in kpis)
    for group, title in _GROUPS.items():
        members = [kpi for kpi in kpis if kpi.group == group]
        if not members:
            continue
        print(title)
        for kpi in members:
            needs = f"needs {', '.join(kpi.needs)}" if kpi.is_answerable else kpi.cannot_be_known
            print(f"  {kpi.id}  {kpi.name:<{width}}  {needs}")
        print()
    print("cleanskin kpi explain NAME says what one of them means.")


def _print_one(kpi: "Kpi", *, as_json: bool) -> None:
    if as_json:
        import json

        print(json.dumps(explained_as_data(kpi), indent=1))
    else:
        print(explained_as_text(kpi))
