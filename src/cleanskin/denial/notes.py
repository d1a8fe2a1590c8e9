"""Findings of classification, gathered: one per kind and code, with count, amount and the first place."""

import polars as pl

from cleanskin.denial.adjustments import Classified
from cleanskin.denial.findings import KINDS, Key
from cleanskin.denial.verdict import whole_charge_contractual
from cleanskin.kernel.cents import format_dollars
from cleanskin.kernel.finding import Finding, Pointer
from cleanskin.x12.bulk.schema import FrameSource


def notes(
    source: FrameSource,
    answer: Classified,
    *,
    lines: pl.DataFrame,
    wholes: pl.DataFrame,
    claim_outcomes: pl.DataFrame,
) -> list[Finding]:
    """Return the findings about codes, then those about lines and claims."""
    places = _Places(source)
    return [
        *_about_codes(answer, places),
        *_about_units(lines, wholes, places),
        *_about_claims(source, claim_outcomes, places),
    ]


class _Places:
    """Where a remittance claim stands, looked up only for the claims that findings name."""

    def __init__(self, source: FrameSource) -> None:
        self._source = source
        self._paths: dict[int, str] | None = None

    def of(self, remit_claim_id: int) -> Pointer:
        """Return the place of a claim's CLP segment."""
        if self._paths is None:
            files = self._source.frame("files", ["file_id", "path"])
            self._paths = dict(files.iter_rows())
        claim = self._source.frame("remit_claims", ["remit_claim_id", "file_id", "segment"]).filter(
            pl.col("remit_claim_id") == remit_claim_id
        )
        for _, file_id, segment in claim.iter_rows():
            return Pointer(file=self._paths.get(file_id, ""), segment=segment, loop="2100")
        return Pointer()


def _finding(key: Key, *, evidence: tuple[str, ...], amount: int, where: Pointer) -> Finding:
    return KINDS[key].finding(evidence=evidence, amount_at_risk=amount, where=where)


def _evidence(code: str, count: int, what: str, amount: int) -> tuple[str, ...]:
    """Say code, how many and how much; never whose."""
    said = (f"{count:,} {what}{'' if count == 1 else 's'}", format_dollars(amount))
    return (code, *said) if code else said


def _about_codes(answer: Classified, places: _Places) -> list[Finding]:
    """One finding per doubt, group code and CARC."""
    if answer.doubts.is_empty():
        return []
    doubtful = (
        answer.adjustments.join(answer.doubts, on="class_id", how="inner")
        .join(answer.lookup.select("class_id", "group_code", "carc"), on="class_id", how="left")
        .group_by("doubt", "group_code", "carc")
        .agg(
            pl.len().alias("count"),
            pl.col("amount_adjusted").abs().sum().alias("amount"),
            pl.col("remit_claim_id").min(),
        )
        .sort("doubt", "group_code", "carc")
    )
    order = {key: place for place, key in enumerate(KINDS)}
    found = [
        (
            order[row["doubt"]],
            _finding(
                row["doubt"],
                evidence=_evidence(f"{row['group_code']}-{row['carc']}", row["count"], "adjustment", row["amount"]),
                amount=row["amount"],
                where=places.of(row["remit_claim_id"]),
            ),
        )
        for row in doubtful.iter_rows(named=True)
    ]
    return [finding for _, finding in sorted(found, key=lambda pair: pair[0])]


def _about_units(lines: pl.DataFrame, wholes: pl.DataFrame, places: _Places) -> list[Finding]:
    """Findings about lines, and about whole claims without lines: one per kind."""
    columns = ["remit_claim_id", "outcome", "amount_billed", "amount_paid", "amount_45", "adjustments", "status_code"]
    alone = wholes.join(lines.select("remit_claim_id").unique(), on="remit_claim_id", how="anti")
    units = pl.concat([lines.select(columns), alone.select(columns)]).filter(pl.col("outcome") == "undetermined")
    unpaid = pl.col("amount_paid") == 0
    tests: tuple[tuple[Key, pl.Expr], ...] = (
        ("whole_charge_contractual", unpaid & whole_charge_contractual()),
        ("zero_without_adjustment", unpaid & (pl.col("adjustments") == 0)),
        ("negative_payment_without_reversal", pl.col("amount_paid") < 0),
    )
    found = []
    for key, test in tests:
        hit = units.filter(test)
        if hit.is_empty():
            continue
        amount = int(hit["amount_billed"].abs().sum())
        first = int(hit.select(pl.col("remit_claim_id").min()).item())
        found.append(
            _finding(key, evidence=_evidence("", hit.height, "line", amount), amount=amount, where=places.of(first))
        )
    return found


def _about_claims(source: FrameSource, claim_outcomes: pl.DataFrame, places: _Places) -> list[Finding]:
    """Claims with status 4 that hold no refusal."""
    claims = source.frame("remit_claims", ["remit_claim_id", "status_code", "amount_billed"])
    hit = claims.filter(pl.col("status_code") == "4").join(
        claim_outcomes.filter(~pl.col("has_denied_line")), on="remit_claim_id", how="semi"
    )
    if hit.is_empty():
        return []
    amount = int(hit["amount_billed"].abs().sum())
    first = int(hit.select(pl.col("remit_claim_id").min()).item())
    evidence = _evidence("", hit.height, "claim", amount)
    return [_finding("status_4_without_denial", evidence=evidence, amount=amount, where=places.of(first))]
