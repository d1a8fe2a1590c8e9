"""`cleanskin reference show CODE`: everything known about a code on a day."""

import argparse
import sys
from typing import Any

from cleanskin.cli.references.asking import add_day, add_form, open_reference, plain_code, print_json, told


def add_parser(parts: Any) -> argparse.ArgumentParser:
    """Add the part."""
    parser: argparse.ArgumentParser = parts.add_parser(
        "show", help="everything known about a procedure, drug or diagnosis code on a day"
    )
    parser.add_argument("code", metavar="CODE", help="a CPT, HCPCS or ICD-10-CM code, with or without its point")
    add_day(parser)
    add_form(parser)
    return parser


def run(args: argparse.Namespace) -> int:
    """Show; 1 when nothing is known of the code on that day."""
    from cleanskin.cli.references.about_diagnosis import about_diagnosis
    from cleanskin.cli.references.about_procedure import about_procedure
    from cleanskin.cli.references.screen import as_text
    from cleanskin.reference.findings import kind_of

    code = plain_code(args.code)
    reference = open_reference(args)
    found = about_procedure(code, args.on, reference) or about_diagnosis(code, args.on, reference)
    told(reference.findings)
    if found is None:
        finding = kind_of("code-not-known").finding(_unknown(code, args.on, reference))
        if args.format == "json":
            print_json({"code": code, "on": args.on, "facts": None, "findings": [finding]})
        print(f"cleanskin: {finding.message} {finding.fix}", file=sys.stderr)
        return 1
    screen, facts = found
    if args.format == "json":
        print_json(
            {"code": code, "on": args.on, "facts": facts, "notices": screen.notices, "findings": reference.findings}
        )
    else:
        print(as_text(screen))
    return 0


def _unknown(code: str, on: Any, reference: Any) -> str:
    from cleanskin.kernel.identifiers import is_hcpcs, is_icd10cm
    from cleanskin.reference.dermatology.codes import codes

    known = codes().get(code, ()) if is_hcpcs(code) else ()
    if known:
        spans = "; ".join(_span(one.period) for one in known)
        instead = f" It was replaced by {', '.join(known[-1].replaced_by)}." if known[-1].replaced_by else ""
        return f"{code} ({known[-1].label}) was not valid on {on.isoformat()}; it was {spans}.{instead}"
    if not is_hcpcs(code) and not is_icd10cm(code):
        return f"{code} has not the shape of a CPT, HCPCS or ICD-10-CM code."
    return f"Nothing is known of {code} on {on.isoformat()}, neither in the pack nor in what is loaded."


def _span(period: Any) -> str:
    from datetime import date, timedelta

    start = "" if period.start == date.min else f"from {period.start.isoformat()} "
    end = f"to {(period.end - timedelta(days=1)).isoformat()}" if period.end else "until further notice"
    return f"valid {start}{end}"
