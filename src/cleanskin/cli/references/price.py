"""`cleanskin reference price CODE`: what Medicare allows, with the arithmetic."""

import argparse
import sys
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

from cleanskin.cli.references.asking import add_day, add_form, open_reference, plain_code, print_json, told

if TYPE_CHECKING:
    from cleanskin.reference.pricing import Price


def add_parser(parts: Any) -> argparse.ArgumentParser:
    """Add the part."""
    parser: argparse.ArgumentParser = parts.add_parser(
        "price",
        help="what Medicare allows for a code on a day, with every step of the arithmetic",
        description="Several codes are priced together as one clinician's work on one day, so that reductions apply. "
        "Without --zip the national amount is given, without --facility that of an office.",
    )
    parser.add_argument("codes", nargs="+", metavar="CODE", help="a code; CODE*3 for units, CODE-59-RT for modifiers")
    parser.add_argument(
        "--mod", action="append", default=[], metavar="M", help="a modifier of the first code; repeatable"
    )
    parser.add_argument("--zip", default="", metavar="Z", help="five-digit ZIP code of the place of service")
    parser.add_argument("--facility", action="store_true", help="done in a facility (places 19, 21, 22, 24, ...)")
    parser.add_argument("--qualifying-apm", action="store_true", help="qualifying participant of a payment model")
    parser.add_argument("--nonparticipating", action="store_true", help="the clinician does not participate")
    parser.add_argument("--nonphysician", action="store_true", help="billed by a nurse practitioner or assistant")
    add_day(parser)
    add_form(parser)
    return parser


def run(args: argparse.Namespace) -> int:
    """Price; 1 when a code cannot be priced, 2 for wrong usage."""
    from cleanskin.reference.pricing import Terms, price_claim

    if args.zip and not (len(args.zip) == 5 and args.zip.isascii() and args.zip.isdigit()):
        print(f"cleanskin: {args.zip!r} is no five-digit ZIP code", file=sys.stderr)
        return 2
    try:
        lines = [_line(text, args.mod if place == 0 else []) for place, text in enumerate(args.codes)]
    except ValueError as error:
        print(f"cleanskin: {error}", file=sys.stderr)
        return 2
    reference = open_reference(args)
    terms = Terms(
        zip_code=args.zip,
        setting="facility" if args.facility else "nonfacility",
        qualifying_apm=args.qualifying_apm,
        participating=not args.nonparticipating,
        nonphysician=args.nonphysician,
    )
    prices = price_claim(lines, on=args.on, reference=reference, terms=terms)
    if args.format == "json":
        print_json({"on": args.on, "terms": terms, "prices": prices, "findings": reference.findings})
    else:
        print("\n\n".join(_text(one, args.on.isoformat()) for one in prices))
    told(reference.findings)
    return int(any(one.cannot for one in prices))


def _line(text: str, modifiers: list[str]) -> Any:
    from cleanskin.kernel.identifiers import is_hcpcs, is_modifier
    from cleanskin.reference.pricing import PriceLine

    named, _, units = text.partition("*")
    code, *own = named.split("-")
    code = plain_code(code)
    if not is_hcpcs(code):
        raise ValueError(f"{code!r} has not the shape of a CPT or HCPCS code")
    marks = tuple(mark.upper() for mark in (*own, *modifiers))
    for mark in marks:
        if not is_modifier(mark):
            raise ValueError(f"{mark!r} has not the shape of a modifier")
    try:
        count = Decimal(units or 1)
    except InvalidOperation:
        raise ValueError(f"{units!r} is no number of units") from None
    return PriceLine(code=code, modifiers=marks, units=count)


def _text(found: "Price", on: str) -> str:
    from cleanskin.cli.references.screen import Screen, as_text, dollars

    line = found.line
    units = f" x {line.units}" if line.units != 1 else ""
    setting = "facility" if found.setting == "facility" else "office"
    screen = Screen(f"{'-'.join((line.code, *line.modifiers))}{units}  (on {on}; {found.place}; {setting})")
    screen.section("Amounts")
    for label, amount in (
        ("allowed", found.amount_allowed),
        ("Medicare pays", found.amount_paid),
        ("patient owes", found.amount_patient),
        ("sequestration", found.amount_sequestered),
        ("limiting charge", found.amount_limiting_charge),
    ):
        screen.add(label, dollars(amount) if amount is not None else "")
    if found.cannot:
        screen.add("no price", found.cannot.message)
        screen.add("to do", found.cannot.remedy)
        for label, amount in (("at least", found.cannot.at_least), ("at most", found.cannot.at_most)):
            screen.add(label, dollars(amount) if amount is not None else "")
    screen.section("How it was worked out")
    _steps(screen, found)
    for notice in found.notices:
        screen.tell(notice)
    return as_text(screen)


def _steps(screen: Any, found: "Price") -> None:
    from cleanskin.cli.references.screen import Row, dollars, source_words
    from cleanskin.cli.trust import caution

    for provenance in found.provenances:
        screen.cite_words(source_words(provenance))
    for place, step in enumerate(found.steps, start=1):
        shown = step.factor is not None and str(step.factor) not in step.words
        factor = f" (x {step.factor})" if shown else ""
        cited = ", ".join(part for part in (step.source.title, step.source.locator) if part)
        cited += caution(step.source.trust)
        number = screen.cite_words(cited) if cited else None
        row = Row(f"{place}. {dollars(step.amount)}", f"{step.words}{factor}", (number,) if number else ())
        screen.sections[-1].rows.append(row)
