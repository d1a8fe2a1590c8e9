"""`cleanskin reference diff RELEASE RELEASE`: what changes between two releases of a source."""

import argparse
import sys
from typing import TYPE_CHECKING, Any

from cleanskin.cli.references.asking import add_form, open_reference, print_json, store_folder, told

if TYPE_CHECKING:
    from cleanskin.reference.differences import Differences, PairDifference, RowDifference
    from cleanskin.reference.look_up import Reference

_MARK = {"added": "+", "removed": "-", "changed": "~"}


def add_parser(parts: Any) -> argparse.ArgumentParser:
    """Add the part."""
    parser: argparse.ArgumentParser = parts.add_parser(
        "diff",
        help="what changes between two releases of a source",
        description="With --dermatology only codes of the built-in pack and its diagnoses: what changes for this "
        "practice next quarter.",
    )
    parser.add_argument("releases", nargs=2, metavar="RELEASE", help="two releases as `reference list` names them")
    parser.add_argument("--kind", default="", metavar="SOURCE", help="the source, when its name is needed")
    parser.add_argument("--dermatology", action="store_true", help="only dermatology's codes and diagnoses")
    parser.add_argument("--limit", type=int, default=200, metavar="N", help="most changes shown; default: 200")
    add_form(parser)
    return parser


def run(args: argparse.Namespace) -> int:
    """Compare; 1 when a release is not held, 2 when the names do not tell one source."""
    from cleanskin.reference.differences import differences

    reference = open_reference(args)
    older, newer = args.releases
    kinds = _kinds(reference, older, newer)
    if args.kind:
        kinds = [kind for kind in kinds if kind == args.kind]
    if len(kinds) != 1:
        told(reference.findings)
        return _say_kinds(kinds, older, newer)
    codes = _dermatology() if args.dermatology else None
    found = differences(store_folder(args), kinds[0], older=older, newer=newer, codes=codes)
    if args.format == "json":
        print_json(found)
    else:
        print(as_text(found, limit=max(1, args.limit)))
    return told([*reference.findings, *found.findings])


def _kinds(reference: "Reference", older: str, newer: str) -> list[str]:
    """Return the sources of which both releases are held."""
    held: dict[str, set[str]] = {}
    for part in reference.releases():
        held.setdefault(part.provenance.kind, set()).add(part.provenance.release)
    return sorted(kind for kind, releases in held.items() if {older, newer} <= releases)


def _say_kinds(kinds: list[str], older: str, newer: str) -> int:
    if kinds:
        print(f"cleanskin: several sources have both; add --kind with one of {', '.join(kinds)}", file=sys.stderr)
        return 2
    print(f"cleanskin: no source is held in both {older} and {newer}; see `cleanskin reference list`", file=sys.stderr)
    return 1


def _dermatology() -> frozenset[str]:
    from cleanskin.reference.dermatology.codes import codes
    from cleanskin.reference.dermatology.diagnoses import diagnoses

    return frozenset((*codes(), *diagnoses()))


def as_text(found: "Differences", *, limit: int) -> str:
    """Return the changes as lines: counts first, then each change with its fields before and after."""
    changes: list[RowDifference | PairDifference] = [*found.rows, *found.pairs]
    counts = {kind: sum(one.change == kind for one in changes) for kind in _MARK}
    lines = [
        f"{found.kind}: {found.older} to {found.newer}",
        f"  {counts['added']:,} added, {counts['removed']:,} removed, {counts['changed']:,} changed",
    ]
    for row in found.rows[:limit]:
        part = f" ({row.part})" if row.part else ""
        lines.append(f"{_MARK[row.change]} {row.key}{part}  {_row_words(row)}".rstrip())
    for pair in found.pairs[: max(0, limit - len(found.rows))]:
        lines.append(f"{_MARK[pair.change]} {pair.column1} > {pair.column2}  {_pair_words(pair)}")
    if len(changes) > limit:
        lines.append(f"and {len(changes) - limit:,} more; --limit N shows more, --format json all")
    return "\n".join(lines)


def _row_words(row: "RowDifference") -> str:
    if row.fields and len(row.before) == len(row.after) == 1:
        before, after = row.before[0], row.after[0]
        return "; ".join(f"{name} {getattr(before, name)} -> {getattr(after, name)}" for name in row.fields)
    rows = row.after or row.before
    return str(getattr(rows[0], "label", "") or getattr(rows[0], "short", "") or "")


def _pair_words(pair: "PairDifference") -> str:
    def told_of(edits: Any) -> str:
        return ", ".join(
            f"{edit.period.start.isoformat()} to {edit.period.end.isoformat() if edit.period.end else 'open'}"
            f" indicator {edit.modifier_indicator}"
            for edit in edits
        )

    if pair.before and pair.after:
        return f"{told_of(pair.before)} -> {told_of(pair.after)}"
    return told_of(pair.after or pair.before)
