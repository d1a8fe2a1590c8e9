"""`cleanskin code --levels`: each clinician's visit levels beside national shares, as text or JSON."""

import argparse
from collections.abc import Iterator, Mapping

import msgspec

from cleanskin.charge.evaluation.distribution import VISITS_MIN, LevelDistribution, LevelShare, Population, compared
from cleanskin.charge.evaluation.visits_counted import UnreadableVisits, read_visits
from cleanskin.cli.references.asking import print_json
from cleanskin.cli.rule_options import wrong_usage

_WHOSE = {"all_payer": "all payers", "medicare": "Medicare"}
_CAUTION = "A difference is a question for a review of notes, never a finding of wrong coding."


def show_levels(args: argparse.Namespace, content: str) -> int:
    """Print the comparison; Medicare's shares for a Medicare payer, else those of all payers."""
    try:
        visits = read_visits(content)
    except UnreadableVisits as error:
        return wrong_usage(args, f"--levels: {error}")
    population: Population = "medicare" if args.payer.startswith("medicare") else "all_payer"
    found = {clinician: compared(counted, population=population) for clinician, counted in visits.items()}
    if args.format == "json":
        print_json({"population": population, "caution": _CAUTION, "clinicians": _data(visits, found)})
    else:
        print("\n".join(_text(visits, found, population)))
    return 0


def _data(visits: Mapping[str, Mapping[str, int]], found: Mapping[str, LevelDistribution]) -> list[dict[str, object]]:
    return [
        {"clinician": clinician, "visits": sum(visits[clinician].values()), **msgspec.to_builtins(one)}
        for clinician, one in found.items()
    ]


def _text(
    visits: Mapping[str, Mapping[str, int]], found: Mapping[str, LevelDistribution], population: Population
) -> Iterator[str]:
    yield f"levels of visits beside national shares ({_WHOSE[population]})"
    if not found:
        yield "\n  no visit code among the lines"
    for clinician, one in found.items():
        yield f"\n{clinician or 'no clinician named'}: {sum(visits[clinician].values())} visits"
        if one.shares:
            yield "  patients     code    visits    share   nation   apart"
        yield from (_row(share) for share in one.shares)
        if one.too_few:
            yield f"  fewer than {VISITS_MIN} visits of {' and of '.join(one.too_few)} patients: not compared"
        if one.not_compared:
            listed = ", ".join(f"{code} {count}" for code, count in one.not_compared)
            yield f"  without a national share: {listed}"
    yield ""
    for source in dict.fromkeys(f"{share.year}: {share.source}" for one in found.values() for share in one.shares):
        yield f"source {source}"
    yield "apart: in standard deviations of a sample of so many visits, * beyond three"
    yield _CAUTION


def _row(one: LevelShare) -> str:
    star = " *" if one.notable else ""
    shares = f"{one.share * 100:>7.1f}%{one.national_share * 100:>8.1f}%"
    return f"  {one.group:<12} {one.code:<7}{one.visits:>7} {shares}{one.deviations:>+8.1f}{star}"
