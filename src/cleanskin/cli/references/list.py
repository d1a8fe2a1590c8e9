"""`cleanskin reference list`: what is loaded, and what could be."""

import argparse
from typing import TYPE_CHECKING, Any

from cleanskin.cli.references.asking import add_day, add_form, open_reference, print_json, store_folder, told

if TYPE_CHECKING:
    from cleanskin.reference.importing import Importer
    from cleanskin.reference.look_up import Reference


def add_parser(parts: Any) -> argparse.ArgumentParser:
    """Add the part."""
    parser: argparse.ArgumentParser = parts.add_parser("list", help="what is loaded; with --sources, what could be")
    parser.add_argument("--sources", action="store_true", help="every source that can be loaded, and where to get it")
    add_day(parser)
    add_form(parser)
    return parser


def run(args: argparse.Namespace) -> int:
    """List; 1 when the store cannot be used."""
    from cleanskin.reference.importers import importers

    if args.sources:
        if args.format == "json":
            print_json([_source_data(one) for one in importers()])
        else:
            print("\n\n".join(_source_text(one) for one in importers()))
        return 0
    reference = open_reference(args)
    if args.format == "json":
        print_json({"store": str(store_folder(args)), "parts": reference.releases()})
    else:
        print(f"store: {store_folder(args)}\n")
        print(_held_text(reference, args.on))
    return told(reference.findings)


def _source_data(importer: "Importer") -> dict[str, str]:
    return {
        "kind": importer.kind,
        "title": importer.title,
        "answers": importer.answers,
        "publisher": importer.publisher,
        "where_to_get": importer.where_to_get,
        "status": importer.status,
    }


def _source_text(importer: "Importer") -> str:
    preview = "  (preview: no original file has been read by the project)" if importer.status == "preview" else ""
    return "\n".join(
        (
            f"{importer.kind}{preview}",
            f"  {importer.title}",
            f"  answers  {importer.answers}",
            f"  get it   {importer.where_to_get}",
        )
    )


def _held_text(reference: "Reference", on: Any) -> str:
    from cleanskin.cli.references.screen import table_text

    parts = reference.releases()
    if not parts:
        return (
            "Nothing is loaded: the built-in dermatology pack answers alone.\n"
            "`cleanskin reference list --sources` says what can be loaded and where to get it."
        )
    rows: list[tuple[str, ...]] = []
    for part in parts:
        whose = part.provenance
        end = whose.period.end
        state = "out of date" if end and end <= on else "in force" if on in whose.period else "later"
        rows.append(
            (
                whose.kind,
                " ".join(word for word in (whose.release, whose.part) if word),
                whose.period.start.isoformat(),
                end.isoformat() if end else "",
                f"{part.rows_read:,}",
                f"{sum(part.problems.values()):,}",
                state,
                whose.file,
            )
        )
    newest = _superseded(rows)
    header = ("source", "release", "from", "until", "rows", "problems", "state", "file")
    return table_text(header, newest)


def _superseded(rows: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Call a release past its time "earlier" when a later one of its kind is held: the newest alone is out of date."""
    latest: dict[str, str] = {}
    for row in rows:
        latest[row[0]] = max(latest.get(row[0], ""), row[2])
    return [
        (*row[:6], "earlier" if row[6] == "out of date" and row[2] < latest[row[0]] else row[6], row[7]) for row in rows
    ]
