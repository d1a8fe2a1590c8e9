"""`cleanskin rules`: every rule of the scrubber, by family."""

import argparse
import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cleanskin.rules.rule import Rule

_EPILOG = """\
examples:
  cleanskin rules                         all, by family
  cleanskin rules --family mohs           those of one family
  cleanskin rules --outcome missed_charge those that look for work that was not billed
  cleanskin rules --carc 97               those that foresee a reason code
  cleanskin explain CS-MOD-025            the page of one rule

exit codes: 0 listed; 1 no rule is of that family, outcome or reason code; 2 wrong usage
"""
_OUTCOMES = ("rejection", "denial", "underpayment", "audit", "missed_charge", "advice")


def add_parser(subparsers: Any) -> argparse.ArgumentParser:
    """Add the command."""
    parser: argparse.ArgumentParser = subparsers.add_parser(
        "rules",
        help="the rules by which claims are scrubbed",
        description="List the rules of `cleanskin scrub`: what each flags, what happens if nobody acts, what it needs.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--family", metavar="F", default="", help="only those of a family")
    parser.add_argument("--outcome", choices=_OUTCOMES, default="", help="only those with this outcome")
    parser.add_argument("--carc", metavar="N", default="", help="only those that foresee this reason code")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="default: text")
    return parser


def run(args: argparse.Namespace) -> int:
    """List; 1 when nothing is left after the narrowing."""
    from cleanskin.rules.registry import all_rules, family_of

    chosen = [
        rule
        for rule in all_rules()
        if (not args.family or family_of(rule) == args.family.strip().lower().replace("-", "_"))
        and (not args.outcome or rule.outcome == args.outcome)
        and (not args.carc or rule.carc == args.carc.strip().upper())
    ]
    if args.format == "json":
        import msgspec

        print(msgspec.json.format(msgspec.json.encode([as_object(rule) for rule in chosen]), indent=1).decode())
    else:
        _print(chosen)
    if not chosen:
        families = ", ".join(sorted({family_of(rule) for rule in all_rules()}))
        print(f"cleanskin rules: there is none of that kind; the families are {families}", file=sys.stderr)
    return 0 if chosen else 1


def as_object(rule: "Rule") -> dict[str, Any]:
    """Return a rule as the object that is printed and that documents are made from."""
    from cleanskin.rules.registry import family_of

    title, _, why = rule.doc.partition("\n\n")
    return {
        "id": rule.id,
        "name": rule.name,
        "family": family_of(rule),
        "flags": title,
        "why": why,
        "outcome": rule.outcome,
        "severity": rule.severity,
        "stage": rule.stage,
        "replaced_by": rule.replaced_by or None,
        "carc": rule.carc or None,
        "rarc": rule.rarc or None,
        "message": rule.message,
        "fix": rule.fix,
        "fix_safety": rule.fix_safety,
        "needs": list(rule.needs),
        "payers": sorted(rule.payers),
        "states": sorted(rule.states),
        "effective_from": rule.effective_from if rule.effective_from.year > 1900 else None,
        "effective_to": rule.effective_to,
        "version": rule.version,
        "history": [{"on": day, "what": words} for day, words in rule.history],
        "source": rule.source,
        "checked_by": rule.checked_by or None,
        "examples": rule.examples.strip().splitlines(),
    }


def _print(rules: "list[Rule]") -> None:
    import shutil
    import textwrap

    from cleanskin.rules.registry import family_of

    width = max(80, min(shutil.get_terminal_size((120, 24)).columns, 140))
    by_family: dict[str, list[Rule]] = {}
    for rule in rules:
        by_family.setdefault(family_of(rule), []).append(rule)
    for family in sorted(by_family):
        print(f"{family.replace('_', ' ')} ({len(by_family[family])})")
        for rule in by_family[family]:
            marks = [rule.outcome.replace("_", " "), rule.severity]
            marks += [f"CARC {rule.carc}"] if rule.carc else []
            marks += [rule.stage] if rule.stage != "stable" else []
            marks += [f"needs {', '.join(rule.needs)}"] if rule.needs else []
            title = rule.doc.partition("\n\n")[0].replace("\n", " ")
            text = f"{rule.id}  {title} [{'; '.join(marks)}]"
            print(textwrap.fill(text, width, initial_indent="  ", subsequent_indent=" " * 15, break_on_hyphens=False))
        print()
    print(f"{len(rules):,} rules")
