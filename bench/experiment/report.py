"""The page of tables: every outcome of every arm with its interval, differences, findings by rule, what was varied."""

from collections import Counter
from collections.abc import Mapping, Sequence

from bench.experiment.outcomes import BRIEF, OUTCOMES, Outcome, outcome
from bench.experiment.run import Results
from bench.experiment.statistics import Interval, interval, paired
from bench.experiment.tables import assumptions

ARM_NAMES = {
    "nothing": "1 nothing", "safe_fixes": "2 safe fixes", "followed": "3 scrubber, followed",
    "coded": "4 scrubber and coder", "no_slips": "no slips at all",
}  # fmt: skip
_RULES_TOLD = 25

_HEAD = """\
# The experiment's tables

Written by `python -m bench.experiment`; [how it was made and what it does not show](../explanation/experiment.md).
Every value is a mean over {seeds} simulated practices with its 95 % confidence interval (Student's t over seeds).
A practice is three providers and {visits:,} visits that a payer should pay for, with {claims:,} claims, on average.
"Worth" is what the true services would bring, billed perfectly, at the same payers' contracts.
"""

_DIFFERENCES = """
## Differences from arm 1

The same patients, visits and payers in both arms, so differences are taken seed by seed. An asterisk marks an interval
that leaves out 0; with so many rows, one in twenty would do so by chance alone.
"""

_SENSITIVITY = """
## What was varied

One thing at a time, over {seeds} of the seeds, each beside arm 1 of the same variant: the values of arm 1, and what
arms 3 and 4 change. "As assumed" are the same seeds of the table above.
"""

_RULES = """
## What held claims in arm 3

Findings by rule, over all seeds: right when a slip that the rule speaks of was on the claim, wrong when none was. The
{most} most frequent.
"""

_ASSUMED = """
## What is assumed of the people beside the product

The staff's slips, their rework and the payers' habits are in the simulated world's own tables. This experiment adds:
"""


def page(results: Results, variants: Mapping[str, Results]) -> str:
    """Return the page of tables as Markdown."""
    first = results["nothing"]
    seeds = len(first)
    parts = [
        _HEAD.format(
            seeds=seeds, visits=sum(one.visits for one in first) // seeds,
            claims=sum(one.claims for one in first) // seeds,
        ),
        _values(results), _DIFFERENCES, _differences(results),
    ]  # fmt: skip
    if variants:
        count = len(next(iter(variants.values()))["nothing"])
        same = {name: sums[:count] for name, sums in results.items()}
        parts += [_SENSITIVITY.format(seeds=count), _varied({"as assumed": same, **variants})]
    if "followed" in results:
        parts += [_RULES.format(most=_RULES_TOLD), _rules(results)]
    parts += [_coder(results), _ASSUMED, _assumed()]
    return "\n".join(part.rstrip("\n") + "\n" for part in parts if part)


def _values(results: Results) -> str:
    rows = [["Outcome", "Unit", *(ARM_NAMES[name] for name in results)]]
    for one in OUTCOMES:
        rows.append([one.name, one.unit, *(_cell(interval(_of(one, sums)), one) for sums in results.values())])
    return _table(rows)


def _differences(results: Results) -> str:
    others = [name for name in results if name != "nothing"]
    rows = [["Outcome", "Unit", *(ARM_NAMES[name] for name in others)]]
    for one in OUTCOMES:
        base = _of(one, results["nothing"])
        cells = [_signed(paired(_of(one, results[name]), base), one) for name in others]
        rows.append([one.name, _points(one), *cells])
    return _table(rows)


def _varied(variants: Mapping[str, Results]) -> str:
    arms = ("followed", "coded")
    rows = [["Variant", "Outcome", ARM_NAMES["nothing"], *(f"{ARM_NAMES[arm]}: change" for arm in arms)]]
    for variant, results in variants.items():
        for at, name in enumerate(BRIEF):
            one = outcome(name)
            base = _of(one, results["nothing"])
            changes = [_signed(paired(_of(one, results[arm]), base), one) for arm in arms]
            rows.append(["" if at else variant, f"{one.name}, {one.unit}", _cell(interval(base), one), *changes])
    return _table(rows)


def _rules(results: Results) -> str:
    counts: Counter[str] = Counter()
    for sums in results["followed"]:
        kinds = sums.tally["kinds"]
        assert isinstance(kinds, dict)
        counts.update(kinds)
    rules: Counter[str] = Counter()
    for kind, count in counts.items():
        rules[kind.rpartition(" ")[0]] += count
    rows = [["Rule", "Right", "Wrong"]]
    for rule, _ in rules.most_common(_RULES_TOLD):
        rows.append([rule, f"{counts[f'{rule} right']:,}", f"{counts[f'{rule} wrong']:,}"])
    return _table(rows)


def _coder(results: Results) -> str:
    if "coded" not in results:
        return ""
    told: Counter[str] = Counter()
    for sums in results["coded"]:
        told.update({name: count for name, count in sums.tally.items() if isinstance(count, int)})
    visits = max(1, told["coded_visits"])
    return (
        "\n## The coder in arm 4\n\n"
        f"{visits:,} visits kept were coded from their notes. After a person had answered "
        f"{100 * told['queries'] / visits:.0f} questions a hundred visits at the stated skill, "
        f"{100 * told['coded_same'] / visits:.1f} % of the visits had exactly the true codes and units, and "
        f"{100 * told['coded_right'] / visits:.1f} % also the true modifiers and first diagnoses.\n"
    )


def _assumed() -> str:
    rows = [["Name", "Value", "Unit", "Trust", "What"]]
    rows += [[one.name, f"{one.value:,}", one.unit, one.trust, one.what] for one in assumptions().values()]
    return _table(rows)


def _of(one: Outcome, sums: Sequence[object]) -> list[float]:
    return [one.of(each) for each in sums]  # type: ignore[arg-type]


def _points(one: Outcome) -> str:
    return "points" if one.unit.startswith("%") else one.unit


def _cell(value: Interval, one: Outcome) -> str:
    half = "" if value.half is None else f" ± {value.half:,.{one.digits}f}"
    return f"{value.mean:,.{one.digits}f}{half}"


def _signed(value: Interval, one: Outcome) -> str:
    half = "" if value.half is None else f" ± {value.half:,.{one.digits}f}"
    mark = " *" if value.excludes_zero else ""
    mean = f"{value.mean:+,.{one.digits}f}"
    return f"{mean if float(mean.replace(',', '')) else mean.lstrip('+-')}{half}{mark}"


def _table(rows: Sequence[Sequence[str]]) -> str:
    head, *rest = rows
    lines = [f"| {' | '.join(head)} |", f"|{'|'.join('---' for _ in head)}|"]
    lines += [f"| {' | '.join(cell.replace('*', chr(92) + '*') for cell in row)} |" for row in rest]
    return "\n".join(lines) + "\n"
