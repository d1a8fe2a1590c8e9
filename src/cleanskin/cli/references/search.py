"""`cleanskin reference search WORDS`: codes and diagnoses by words."""

import argparse
import sys
from typing import TYPE_CHECKING, Any

from cleanskin.cli.references.asking import add_day, add_form, open_reference, print_json, store_folder, told

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cleanskin.reference.search import Hit


def add_parser(parts: Any) -> argparse.ArgumentParser:
    """Add the part."""
    parser: argparse.ArgumentParser = parts.add_parser(
        "search",
        help="codes and diagnoses by words; spelling need not be right",
        description="Searches the pack's labels, and the HCPCS, CPT and ICD-10-CM texts that are loaded. "
        "Abbreviations of dermatology (AK, BCC, bx, ED&C) and the beginning of a code work too.",
    )
    parser.add_argument("words", nargs="+", metavar="WORDS", help="for example: basal cell nose, bx punch, C44.3")
    parser.add_argument("--limit", type=int, default=15, metavar="N", help="most codes shown; default: 15")
    add_day(parser)
    add_form(parser)
    return parser


def run(args: argparse.Namespace) -> int:
    """Search; 1 when nothing is found."""
    from cleanskin.reference.search import search

    reference = open_reference(args)
    words = " ".join(args.words)
    hits = search(words, reference, args.on, limit=max(1, args.limit), cache_folder=store_folder(args))
    told(reference.findings)
    if args.format == "json":
        print_json({"words": words, "on": args.on, "hits": hits, "findings": reference.findings})
    elif hits:
        print(_text(hits))
    if not hits:
        print(f"cleanskin: nothing is found for {words!r}", file=sys.stderr)
    return int(not hits)


def _text(hits: "Sequence[Hit]") -> str:
    from cleanskin.cli.references.screen import table_text
    from cleanskin.reference.icd10cm import display

    rows = []
    for hit in hits:
        code = display(hit.code) if hit.kind == "diagnosis" else hit.code
        rows.append((code, str(hit.kind), hit.label))
    return table_text(("code", "kind", "label"), rows)
