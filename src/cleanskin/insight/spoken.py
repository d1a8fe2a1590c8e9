"""What rules said of claims, as rows that answers of payers can be laid beside.

Only what concerns claims of the facts counts: the originals of insurance claims.  Findings about a claim as a whole
concern each of its lines.
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

import polars as pl

from cleanskin.record.claim_finding import ClaimFinding
from cleanskin.rules.registry import family_of
from cleanskin.rules.rule import Rule

SPOKEN_SCHEMA = pl.Schema(
    {
        "finding": pl.Int64(),
        "claim_id": pl.Int64(),
        "line_id": pl.Int64(),
        "rule": pl.String(),
        "outcome": pl.String(),
        "severity": pl.String(),
        "predicted_carc": pl.String(),
        "amount_at_risk": pl.Int64(),
    }
)
"""One row per finding and line it is about.  `amount_at_risk` (cents) is the finding's and stands on each of its rows."""

RULE_SCHEMA = pl.Schema(
    {
        "rule": pl.String(), "name": pl.String(), "family": pl.String(), "stage": pl.String(), "rule_outcome": pl.String(),
        "rule_carc": pl.String(),
    }
)  # fmt: skip
"""One row per rule."""

FORESEEING = ("rejection", "denial")
"""Outcomes of rules that foresee a refusal; what others say is not refuted by a payment."""


class SaidOfClaim(NamedTuple):
    """The findings of one claim, which is row `claim_id` of the claims frame."""

    claim_id: int
    findings: tuple[ClaimFinding, ...]


def spoken(said: Iterable[SaidOfClaim], lines: pl.DataFrame) -> pl.DataFrame:
    """Return the rows of SPOKEN_SCHEMA.

    `lines` has claim_id, line_id, line_number of (at least) the claims concerned.  A finding that names lines which are
    not there counts for the claim as a whole.
    """
    held = [one for one in said if one.findings]
    ids = pl.Series([one.claim_id for one in held], dtype=pl.Int64).unique()
    by_claim: dict[int, dict[str, int]] = {}
    for claim_id, line_id, number in (
        lines.filter(pl.col("claim_id").is_in(ids.implode())).select("claim_id", "line_id", "line_number").iter_rows()
    ):
        by_claim.setdefault(claim_id, {})[str(number)] = line_id
    rows = []
    number = 0
    for claim_id, findings in held:
        of_claim = by_claim.get(claim_id, {})
        for finding in findings:
            for line_id in _lines_of(finding, of_claim):
                rows.append(
                    (number, claim_id, line_id, finding.rule, finding.outcome, finding.severity, finding.carc or None, finding.amount_at_risk)
                )  # fmt: skip
            number += 1
    return pl.DataFrame(rows, schema=SPOKEN_SCHEMA, orient="row")


def _lines_of(finding: ClaimFinding, of_claim: Mapping[str, int]) -> list[int]:
    named = [of_claim[bare] for one in finding.lines if (bare := one.lstrip("0")) in of_claim]
    return named or list(of_claim.values())


def rule_rows(rules: Iterable[Rule]) -> pl.DataFrame:
    """Return one row per rule: RULE_SCHEMA."""
    rows = [(rule.id, rule.name, family_of(rule), rule.stage, rule.outcome, rule.carc or None) for rule in rules]
    return pl.DataFrame(rows, schema=RULE_SCHEMA, orient="row")
