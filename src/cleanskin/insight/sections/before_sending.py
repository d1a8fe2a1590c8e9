"""What the rules would have stopped before it left, what is at risk and what was not billed, from a stated sample."""

import polars as pl

from cleanskin.insight.backtest import foreseen_lines, with_named
from cleanskin.insight.foresight import Foresight
from cleanskin.insight.report import words
from cleanskin.insight.report.model import Callout, Paragraph, Scalar, Section, Table, TableColumn
from cleanskin.insight.spoken import FORESEEING
from cleanskin.insight.statistics import wilson_interval
from cleanskin.insight.view import MINIMUM_COUNT, Details, EntityView

KEY = "before_sending"
TITLE = "What the rules would have said before these claims left"
ORDER = 12

_KINDS = (
    ("A payer would refuse it", FORESEEING),
    ("Paid too little", ("underpayment",)),
    ("Paid, and may be taken back", ("audit",)),
    ("Done, and not billed", ("missed_charge",)),
)
_RULES_SHOWN = 15
_COLUMNS = (
    TableColumn(name="kind", label="What a rule says", unit="text"),
    TableColumn(name="claims", label="Claims of the sample", unit="count"),
    TableColumn(name="share", label="Share", unit="ratio"),
    TableColumn(name="low", label="95 %, from", unit="ratio"),
    TableColumn(name="high", label="to", unit="ratio"),
    TableColumn(name="amount", label="Allowed, in the sample", unit="cents"),
    TableColumn(name="whole", label="Scaled to all claims", unit="cents", bar=True),
)
_RULE_COLUMNS = (
    TableColumn(name="rule", label="Rule", unit="code"),
    TableColumn(name="name", label="What it is about", unit="text"),
    TableColumn(name="lines", label="Refused lines", unit="count"),
    TableColumn(name="refused", label="Refused at first", unit="cents", bar=True),
    TableColumn(name="still", label="Still refused", unit="cents"),
)


def build(view: EntityView, details: Details) -> Section | None:
    """Build the section; None when claims were not scrubbed, or too few of this entity were."""
    foresight = view.foresight
    if foresight is None:
        return None
    sampled = view.claims.filter(pl.col("root_claim_id").is_in(foresight.of_all.implode()))
    if sampled.height < MINIMUM_COUNT:
        return None
    said = foresight.said.filter(pl.col("claim_id").is_in(sampled["root_claim_id"].implode()))
    stopped = said.filter((pl.col("severity") == "hold") & pl.col("outcome").is_in(FORESEEING))["claim_id"].unique()
    held = stopped.len()
    share = held / sampled.height
    interval = wilson_interval(held, sampled.height)
    span = f" (95 %: {words.ratio(interval[0])} to {words.ratio(interval[1])})" if interval else ""
    all_claims = view.claims.height
    of = "all" if sampled.height == all_claims else f"a random {sampled.height:,} of"
    lead = (
        f"Of {of} {words.plural(all_claims, 'claim')}, the rules about services would have stopped {held:,}: "
        f"{words.ratio(share)}{span}" + (f", about {round(share * all_claims):,} claims." if of != "all" else ".")
    )
    refused = sampled.filter(
        pl.col("root_claim_id").is_in(stopped.implode()) & pl.col("first_has_denied_line").fill_null(False)
    ).height
    if held:
        lead += f" The payers refused {refused:,} of them; the others were paid, or are not answered."
    return Section(
        key=KEY,
        title=TITLE,
        blocks=(
            Paragraph(lead, strong=True),
            _by_kind(said, sampled.height, all_claims),
            *_residual(view, foresight),
            Callout(
                kind="note",
                title="What this can say",
                text="Only rules that read the services of one day ran: none that needs the record, the patient's earlier visits or the "
                "whole claim. Allowed amounts are Medicare's, a measure for other payers; each claim counts once a row, with its largest "
                "finding. What a rule says is a claim's fault or a question to the record; it is no proof that money was lost. "
                "`cleanskin backtest` holds each rule against all answers.",
            ),
        ),
    )


def _by_kind(said: pl.DataFrame, sampled: int, all_claims: int) -> Table:
    rows: list[tuple[Scalar, ...]] = []
    for label, outcomes in _KINDS:
        each = (
            said.filter(pl.col("outcome").is_in(outcomes))
            .group_by("claim_id")
            .agg(amount=pl.col("amount_at_risk").max().fill_null(0))
        )
        amount = int(each["amount"].sum())
        low, high = wilson_interval(each.height, sampled) or (None, None)
        rows.append(
            (label, each.height, each.height / sampled, low, high, amount, round(amount * all_claims / sampled))
        )
    return Table(
        title="At risk and missed, side by side",
        columns=_COLUMNS,
        rows=tuple(rows),
        note="A claim may stand in several rows; the rows do not add up. Findings without a price count as claims, not as dollars.",
    )


def _residual(view: EntityView, foresight: Foresight) -> tuple[Paragraph | Table, ...]:
    """Which first-pass failures rules foresaw, and which none did."""
    failed = view.failures.filter(pl.col("root_claim_id").is_in(foresight.of_failures.implode()))
    if failed.height < MINIMUM_COUNT:
        return ()
    lines = view.denied_lines.filter(pl.col("root_claim_id").is_in(failed["root_claim_id"].implode())).with_columns(
        refused=pl.lit(True)
    )
    foreseen = foreseen_lines(lines, foresight.said)
    claims = foreseen["root_claim_id"].n_unique()
    interval = wilson_interval(claims, failed.height)
    span = f" (95 %: {words.ratio(interval[0])} to {words.ratio(interval[1])})" if interval else ""
    saved = int(foreseen["first_amount_denied"].sum())
    scale = view.failures.height / failed.height
    of = "all" if scale == 1 else f"a random {failed.height:,} of"
    text = (
        f"Of {of} {words.plural(view.failures.height, 'first-pass failure')}, rules foresaw {claims:,} for the reason the payer gave: "
        f"{words.ratio(claims / failed.height)}{span}. Refused charges that would not have been refused: {words.dollars(saved)}"
        + (f", about {words.dollars(round(saved * scale))} of all." if scale != 1 else ".")
    )
    return Paragraph(text), _by_rule(lines, foreseen, foresight)


def _by_rule(lines: pl.DataFrame, foreseen: pl.DataFrame, foresight: Foresight) -> Table:
    """One row per rule; a line counts under the first rule that foresaw it, so that the rows sum to all."""
    names = dict(foresight.rules.select("rule", "name").iter_rows())
    first = (
        with_named(foreseen, foresight.said)
        .filter("as_named")
        .sort("line_id", "rule")
        .unique("line_id", keep="first", maintain_order=True)
        .select("line_id", "rule")
    )
    grouped = (
        foreseen.join(first, on="line_id", how="inner")
        .group_by("rule")
        .agg(lines=pl.len(), refused=pl.col("first_amount_denied").sum(), still=pl.col("amount_denied_now").sum())
        .sort("refused", "rule", descending=[True, False])
    )
    rows: list[tuple[Scalar, ...]] = [
        (rule, str(names.get(rule, rule)).replace("-", " "), count, refused, still)
        for rule, count, refused, still in grouped.head(_RULES_SHOWN).iter_rows()
    ]
    if grouped.height > _RULES_SHOWN:
        rest = grouped.slice(_RULES_SHOWN)
        rows.append(
            ("", f"{rest.height} other rules", *(int(rest[name].sum()) for name in ("lines", "refused", "still")))
        )
    none = lines.filter(~pl.col("line_id").is_in(foreseen["line_id"].implode()))
    rows.append(("", "No rule foresaw it", none.height, *_sums(none)))
    return Table(
        title="Refused lines of the failures looked at, by the rule that foresaw them",
        columns=_RULE_COLUMNS,
        rows=tuple(rows),
        total=("", "All refused lines looked at", lines.height, *_sums(lines)),
        note="A line counts once, under the first rule that names the payer's reason or its root cause.",
    )


def _sums(lines: pl.DataFrame) -> tuple[int, int]:
    return int(lines["first_amount_denied"].sum()), int(lines["amount_denied_now"].sum())
