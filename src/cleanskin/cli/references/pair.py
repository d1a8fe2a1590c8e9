"""`cleanskin reference pair CODE CODE`: does one code bundle into the other."""

import argparse
from datetime import date
from typing import TYPE_CHECKING, Any

from cleanskin.cli.references.asking import add_day, add_form, open_reference, plain_code, print_json, told

if TYPE_CHECKING:
    from cleanskin.cli.references.screen import Screen
    from cleanskin.record.procedure import PairEdit, ProcedureFacts
    from cleanskin.record.provenance import Answer
    from cleanskin.reference.look_up import Reference


def add_parser(parts: Any) -> argparse.ArgumentParser:
    """Add the part."""
    parser: argparse.ArgumentParser = parts.add_parser(
        "pair", help="does one code bundle into the other on a day, and may a modifier separate them"
    )
    parser.add_argument("codes", nargs=2, metavar="CODE", help="two CPT or HCPCS codes, in either order")
    add_day(parser)
    add_form(parser)
    return parser


def run(args: argparse.Namespace) -> int:
    """Tell about the pair; 2 when a code has not the shape of one."""
    from cleanskin.cli.references.screen import as_text
    from cleanskin.kernel.identifiers import is_hcpcs

    one, other = (plain_code(code) for code in args.codes)
    for code in (one, other):
        if not is_hcpcs(code):
            import sys

            print(f"cleanskin: {code} has not the shape of a CPT or HCPCS code", file=sys.stderr)
            return 2
    reference = open_reference(args)
    edits = [edit for pair in ((one, other), (other, one)) if (edit := reference.pair(*pair, args.on)) is not None]
    history = reference.pair_history(one, other)
    if args.format == "json":
        print_json(
            {
                "codes": [one, other],
                "on": args.on,
                "complete": reference.holds("pair", args.on),
                "edits": edits,
                "history": history,
                "manual": _statements(one, other, args.on),
                "findings": reference.findings,
            }
        )
    else:
        print(as_text(_screen(one, other, args.on, edits, history, reference)))
    return told(reference.findings)


def _screen(
    one: str,
    other: str,
    on: date,
    edits: "list[Answer[PairEdit]]",
    history: "Any",
    reference: "Reference",
) -> "Screen":
    from cleanskin.cli.references.indicator_words import MODIFIER_INDICATOR
    from cleanskin.cli.references.screen import Screen

    screen = Screen(f"{one} and {other}  (on {on.isoformat()}; same patient, same provider, same day)")
    screen.section("What they are")
    for code in (one, other):
        procedure = reference.procedure(code, on)
        screen.add(code, procedure.value.label if procedure else "no own words for it in the pack")
    screen.section("Answer")
    for edit in edits:
        value = edit.value
        screen.add("denied", f"{value.column2} is denied beside {value.column1}", edit)
        screen.add("modifier", _modifier_words(value, reference.procedure(value.column2, on)))
        screen.add("indicator", f"{value.modifier_indicator}: {MODIFIER_INDICATOR[value.modifier_indicator]}")
        screen.add("why", value.rationale)
        if value.period.start != date.min:
            screen.add("since", value.period.start.isoformat())
        if value.period.end:
            screen.add("until", f"{value.period.end.isoformat()} (not included)")
    if not edits:
        complete = reference.holds("pair", on)
        screen.add(
            "no edit",
            "neither code is denied beside the other on that day"
            if complete
            else "both are reported side by side, as the built-in statements have it"
            if any(fact.direction == "separate" for fact in _statements(one, other, on)[:1])
            else "the built-in statements about families name none",
        )
        if not complete:
            screen.tell("The quarterly file of pair edits is not loaded for that day, and it decides.")
        screen.tell(reference.notice("pair", on))
    screen.section("Its history in the newest file loaded")
    for past in history:
        edit = past.value
        until = f" until {edit.period.end.isoformat()} (not included)" if edit.period.end else ""
        screen.add(
            f"{edit.column1} > {edit.column2}",
            f"from {edit.period.start.isoformat()}{until}, indicator {edit.modifier_indicator}",
            past,
        )
    screen.section("What the NCCI manual says, in own words")
    for fact in _statements(one, other, on):
        section = f" ({fact.section})" if getattr(fact, "section", "") else ""
        screen.add(fact.id, f"{fact.statement}{section}")
    return screen


def _modifier_words(edit: "PairEdit", denied: "Answer[ProcedureFacts] | None") -> str:
    if edit.modifier_indicator != 1:
        return "none helps: bill one of the two"
    if denied and denied.value.visit_class == "visit":
        return (
            f"25 on {edit.column2} (57 before a 90-day procedure), only for a visit that goes beyond the usual work "
            "before and after the procedure and that the record shows"
        )
    return (
        f"59 or XS (or a better anatomic one) on {edit.column2}, only for another lesion, site or encounter "
        "that the record shows"
    )


def _statements(one: str, other: str, on: date) -> "Any":
    from cleanskin.reference.dermatology.bundling import why

    return why(one, other, on)
