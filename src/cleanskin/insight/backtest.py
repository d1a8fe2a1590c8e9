"""The rules of the scrubber held against what payers answered.

For each rule: how often it spoke of a line that was answered, how often the payer then refused it, with which reason,
and the dollars.  For the practice: the refusals that no rule foresaw.  A claim that was corrected before it left is not
in the files, so that a rule which is heeded is seen less often than one which is not.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import polars as pl

from cleanskin.denial.codebook import book
from cleanskin.insight.facts import Facts
from cleanskin.insight.population import INSURANCE
from cleanskin.insight.spoken import FORESEEING, rule_rows
from cleanskin.insight.statistics import wilson_interval
from cleanskin.insight.unforeseen import Unforeseen, unforeseen_clusters
from cleanskin.rules.rule import Rule

_REFUSED = ("denied", "unprocessable")
_NO_ANSWER = ("duplicate", "pend", "informational", "undetermined")


@dataclass(frozen=True, kw_only=True)
class Agreement:
    """Claims with an answer, by what the rules said of them beforehand.  Counts of claims."""

    held: int
    """Held back by a rule that foresees a refusal."""
    held_refused: int
    """Of those, with a refused line in the first answer."""
    passed: int
    passed_refused: int


@dataclass(frozen=True, kw_only=True)
class Backtest:
    """What came of it.  Amounts are cents of charges, unless they are said to be allowed ones.

    `rules`: one row per rule that spoke of a claim of the files: rule, name, family, stage, outcome, carc; findings,
    claims; answered (claims with an answer on a flagged line), denied (of those, a flagged line refused), foreseen (of
    those, for the reason or root cause that the finding names); precision with its 95 % interval (null where the rule foresees no
    refusal, and for rejections without acknowledgements); share_usual (of all answered claims with lines of the same codes, refused there); amount_denied (charges
    refused on flagged lines), amount_at_risk (allowed, by the pricing at hand), unpriced (findings without a price).
    `unforeseen`: refusals that no rule foresaw and that stand out.
    """

    claims: int
    answered_lines: int
    denied_lines: int
    foreseen_lines: int
    amount_denied: int
    amount_foreseen: int
    agreement: Agreement
    rules: pl.DataFrame
    unforeseen: tuple[Unforeseen, ...]


def answered_lines(facts: Facts) -> pl.DataFrame:
    """Return the lines of insurance claims whose first answer decides something; `refused` says whether it refused.

    A claim that a 277CA rejected, and nobody answered, counts as refused with its whole charge, without a reason.
    """
    rejected = facts.claim_facts.filter(
        (pl.col("acknowledged").cast(pl.String) == "rejected") & pl.col("date_first_answer").is_null()
    )["root_claim_id"]
    outcome = pl.col("first_outcome").cast(pl.String)
    back = pl.col("root_claim_id").is_in(rejected.implode()) & outcome.is_null()
    decided = (outcome.is_not_null() & ~outcome.is_in(_NO_ANSWER)).fill_null(False)
    lines = facts.line_facts.filter((pl.col("population") == INSURANCE) & (decided | back))
    return lines.with_columns(
        refused=back | outcome.is_in(_REFUSED).fill_null(False),
        first_amount_denied=pl.when(back).then("amount_billed").otherwise("first_amount_denied"),
    )


def backtest(facts: Facts, said: pl.DataFrame, rules: Iterable[Rule], *, scrubbed: pl.Series) -> Backtest:
    """Hold `said` (spoken.SPOKEN_SCHEMA) of the claims `scrubbed` (claim_id) against the first answers in `facts`."""
    ids = scrubbed.unique().implode()
    lines = answered_lines(facts).filter(pl.col("root_claim_id").is_in(ids))
    claims = facts.claim_facts.filter((pl.col("population") == INSURANCE) & pl.col("root_claim_id").is_in(ids))
    said = said.filter(pl.col("claim_id").is_in(claims["root_claim_id"].implode()))
    refused = lines.filter("refused")
    foreseen = foreseen_lines(lines, said)
    others = lines.filter(
        ~pl.col("line_id").is_in(foreseen["line_id"].implode()) & pl.col("first_outcome").is_not_null()
    )
    return Backtest(
        claims=claims.height,
        answered_lines=lines.height,
        denied_lines=refused.height,
        foreseen_lines=foreseen.height,
        amount_denied=int(refused["first_amount_denied"].sum()),
        amount_foreseen=int(foreseen["first_amount_denied"].sum()),
        agreement=_agreement(lines, said),
        rules=judged(lines, said, rules, acknowledged="acknowledgements" in facts.available),
        unforeseen=tuple(unforeseen_clusters(others, facts.payers)),
    )


def foreseen_lines(lines: pl.DataFrame, said: pl.DataFrame) -> pl.DataFrame:
    """Return the refused lines of which a finding foresaw the reason, its root cause, or a refusal without a reason.

    A finding about a rejection foresees a 277CA's.
    """
    refused = lines.filter("refused")
    named = with_named(refused, said).filter(pl.col("as_named"))
    return refused.filter(pl.col("line_id").is_in(named["line_id"].unique().implode()))


def with_named(lines: pl.DataFrame, said: pl.DataFrame) -> pl.DataFrame:
    """Lay each row of `said` beside the answer to its line; `as_named`: refused as the finding foresees."""
    answers = lines.select(
        "line_id",
        "refused",
        "first_amount_denied",
        pl.col("code", "carc", "category").cast(pl.String),
    )
    causes = {carc: _cause(carc) for carc in said["predicted_carc"].drop_nulls().unique()}
    foresees = pl.col("outcome").is_in(FORESEEING)
    same_reason = pl.col("predicted_carc") == pl.col("carc")
    same_cause = foresees & (pl.col("predicted_cause") == pl.col("category"))
    no_reason = (pl.col("outcome") == "denial") & pl.col("predicted_carc").is_null()
    rejected = (pl.col("outcome") == "rejection") & pl.col("carc").is_null()
    any_of = [one.fill_null(False) for one in (same_reason, same_cause, no_reason, rejected)]
    return (
        said.join(answers, on="line_id", how="left")
        .with_columns(
            predicted_cause=pl.col("predicted_carc").replace_strict(causes, default=None, return_dtype=pl.String)
        )
        .with_columns(as_named=pl.col("refused").fill_null(False) & pl.any_horizontal(any_of))
    )


def _cause(carc: str) -> str | None:
    reason = book().reason(carc)
    return reason.category if reason is not None and reason.category else None


def _agreement(lines: pl.DataFrame, said: pl.DataFrame) -> Agreement:
    claims = lines.group_by("root_claim_id").agg(pl.col("refused").any())
    held = said.filter((pl.col("severity") == "hold") & pl.col("outcome").is_in(FORESEEING))["claim_id"].unique()
    on = claims.filter(pl.col("root_claim_id").is_in(held.implode()))
    refused = int(claims["refused"].sum())
    return Agreement(
        held=on.height,
        held_refused=int(on["refused"].sum()),
        passed=claims.height - on.height,
        passed_refused=refused - int(on["refused"].sum()),
    )


def judged(lines: pl.DataFrame, said: pl.DataFrame, rules: Iterable[Rule], *, acknowledged: bool) -> pl.DataFrame:
    """Return one row per rule that spoke; columns as in `Backtest.rules`.  `acknowledged`: there are 277CA."""
    rows = with_named(lines, said)
    findings = said.unique("finding").group_by("rule").agg(
        findings=pl.len().cast(pl.Int64),
        claims=pl.col("claim_id").n_unique().cast(pl.Int64),
        amount_at_risk=pl.col("amount_at_risk").sum(),
        unpriced=pl.col("amount_at_risk").is_null().sum().cast(pl.Int64),
    )  # fmt: skip
    by_claim = rows.drop_nulls("refused").group_by("rule", "claim_id").agg(pl.col("refused", "as_named").any())
    answered = by_claim.group_by("rule").agg(
        answered=pl.len().cast(pl.Int64),
        denied=pl.col("refused").sum().cast(pl.Int64),
        foreseen=pl.col("as_named").sum().cast(pl.Int64),
    )
    amounts = (
        rows.unique(["rule", "line_id"])
        .group_by("rule")
        .agg(amount_denied=pl.col("first_amount_denied").fill_null(0).sum())
    )
    found = (
        findings.join(answered, on="rule", how="left")
        .join(amounts, on="rule", how="left")
        .join(_usual(lines, rows), on="rule", how="left")
        .join(rule_rows(rules), on="rule", how="inner")  # findings about the rules themselves are left out
        .with_columns(pl.col("answered", "denied", "foreseen", "amount_denied").fill_null(0))
    )
    return _with_precision(found, acknowledged).sort("amount_denied", "rule", descending=[True, False])


def _usual(lines: pl.DataFrame, rows: pl.DataFrame) -> pl.DataFrame:
    """Return rule and share_usual: how often the lines' codes are refused anywhere, by which a precision is read."""
    by_code = lines.group_by(pl.col("code").cast(pl.String)).agg(share=pl.col("refused").mean())
    flagged = rows.drop_nulls("refused").select("rule", "code")
    return flagged.join(by_code, on="code", how="left").group_by("rule").agg(share_usual=pl.col("share").mean())


def _with_precision(found: pl.DataFrame, acknowledged: bool) -> pl.DataFrame:
    judges = FORESEEING if acknowledged else ("denial",)
    shares: list[tuple[float | None, float | None, float | None]] = []
    for outcome, denied, answered in found.select("rule_outcome", "denied", "answered").iter_rows():
        interval = wilson_interval(denied, answered) if outcome in judges else None
        shares.append((None, None, None) if interval is None else (denied / answered, *interval))
    schema = {"precision": pl.Float64, "precision_low": pl.Float64, "precision_high": pl.Float64}
    return found.hstack(pl.DataFrame(shares, schema=schema, orient="row")).select(
        "rule", "name", "family", "stage", pl.col("rule_outcome").alias("outcome"), pl.col("rule_carc").alias("carc"),
        "findings", "claims", "answered", "denied", "foreseen", "precision", "precision_low", "precision_high",
        "share_usual", "amount_denied", "amount_at_risk", "unpriced",
    )  # fmt: skip
