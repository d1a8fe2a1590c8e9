"""What matching says about doubts: a table of findings, and the findings of one matching, counted rather than listed.

A finding here speaks of a whole read; the rows behind it are in the frames (`orphan_reason`, `duplicate_of_...`).
"""

import msgspec
import polars as pl

from cleanskin.kernel.finding import Finding, Severity


class Doubt(msgspec.Struct, frozen=True, kw_only=True):
    """One kind of doubt: `message` holds {count}, `fix` says what a person can do."""

    id: str
    name: str
    meaning: str
    message: str
    fix: str
    severity: Severity = "warning"


DOUBTS = (
    Doubt(
        id="CS-REM-001",
        name="ambiguous-match",
        meaning="A remittance fits several claims equally well, so it is attached to none.",
        message="{count} remittance claims fit several claims equally well and were attached to none",
        fix="give every claim its own control number (CLM01); until then look these up by the payer's control number",
    ),
    Doubt(
        id="CS-REM-002",
        name="remittance-without-claim",
        meaning="A remittance fits no claim in the files: its 837 is missing, or its keys were changed beyond doubt.",
        message="{count} remittance claims answer no claim in the files",
        fix="add the 837 files of those days and of every system that bills under this tax number",
    ),
    Doubt(
        id="CS-REM-003",
        name="repeated-remittance",
        meaning="The same remittance content stands in more than one transaction; it counts once.",
        message="{count} remittance claims repeat content seen in another transaction and count once",
        fix="nothing; check that the same file is not posted twice",
        severity="note",
    ),
    Doubt(
        id="CS-REM-004",
        name="repeated-claim",
        meaning="The same claim content stands in the files more than once for the same day; it counts once.",
        message="{count} claims repeat another claim and count once",
        fix="nothing when a file was given twice; else find out why the system sent the claim again",
        severity="note",
    ),
    Doubt(
        id="CS-REM-005",
        name="claim-sent-again-unanswered",
        meaning="A claim was sent again unchanged on a later day although no answer or rejection was seen in between.",
        message="{count} claims were sent again unchanged before an answer was seen",
        fix="ask for the claim's status instead of sending it again; payers deny the second as a duplicate",
    ),
    Doubt(
        id="CS-REM-006",
        name="remittance-twice-in-one-transaction",
        meaning="A remittance names one claim twice with the same content; both are counted, as its balance does.",
        message="{count} remittance claims stand twice in one transaction with the same content",
        fix="ask the payer whether the claim was paid twice",
    ),
    Doubt(
        id="CS-REM-007",
        name="reversal-without-decision",
        meaning="A reversal undoes a decision that is not in the files.",
        message="{count} reversals undo decisions that are not in the files",
        fix="add the older 835 files",
    ),
    Doubt(
        id="CS-REM-008",
        name="correction-without-original",
        meaning="A replacement or void (frequency 7 or 8) without its original in the files counts as an original.",
        message="{count} replacements or voids correct claims that are not in the files",
        fix="add the older 837 files",
        severity="note",
    ),
    Doubt(
        id="CS-REM-009",
        name="same-answer-paid-again",
        meaning="Two remittances of different days carry the same payer control number, lines and payment.",
        message="{count} remittance claims repeat an earlier payment on another day, not reversed; they are counted",
        fix="compare with the bank: a reissued payment must be counted once, a double payment will be taken back",
    ),
)
"""Every finding of matching."""

_BY_ID = {doubt.id: doubt for doubt in DOUBTS}


def finding(doubt_id: str, count: int) -> Finding:
    """Build the finding of a doubt seen `count` times."""
    doubt = _BY_ID[doubt_id]
    return Finding(
        id=doubt.id,
        name=doubt.name,
        message=doubt.message.format(count=count),
        severity=doubt.severity,
        fix=doubt.fix,
        fix_safety="human",
    )


def counts(
    chain: pl.DataFrame, claim_matches: pl.DataFrame, adjudications: pl.DataFrame, remits: pl.DataFrame
) -> dict[str, int]:
    """Count each doubt.  `remits` are the live remits of `sides` (content, transaction, amounts)."""
    orphan = pl.col("reason") == "orphan"
    live = remits.join(claim_matches.filter(pl.col("reason") != "duplicate"), on="remit_claim_id", how="semi")
    twice = live.filter(pl.len().over("content", "transaction_id") > 1).unique(["content", "transaction_id"])
    again = _paid_again(live)
    unexplained = pl.col("kind").is_in(["takeback", "correction"]) & pl.col("reversed_event_id").is_null()
    return {
        "CS-REM-001": claim_matches.filter(orphan & (pl.col("orphan_reason") == "ambiguous")).height,
        "CS-REM-002": claim_matches.filter(orphan & (pl.col("orphan_reason") == "no_claim")).height,
        "CS-REM-003": claim_matches.filter(pl.col("reason") == "duplicate").height,
        "CS-REM-004": chain.filter((pl.col("relation") == "duplicate") & (pl.col("reason") == "same_content")).height,
        "CS-REM-005": chain.filter((pl.col("relation") == "duplicate") & (pl.col("reason") != "same_content")).height,
        "CS-REM-006": twice.height,
        "CS-REM-007": adjudications.filter(unexplained).height
        + claim_matches.filter((pl.col("part") == "reversal") & pl.col("event_id").is_null()).height,
        "CS-REM-008": chain.filter(
            (pl.col("reason") == "original_not_seen") & pl.col("relation").is_in(["replacement", "void"])
        ).height,
        "CS-REM-009": again,
    }


def _paid_again(live: pl.DataFrame) -> int:
    key = ["content", "payer", "icn", "usage"]
    paid = live.filter((pl.col("paid") > 0) & pl.col("icn").is_not_null())
    several = paid.filter(pl.col("remitted").n_unique().over(key) > 1)
    reversed_ = live.filter("is_reversal").select("icn", "payer").drop_nulls().unique()
    return (
        several.join(reversed_, on=["icn", "payer"], how="anti").height
        - several.join(reversed_, on=["icn", "payer"], how="anti").unique(key).height
    )


def findings_of(
    chain: pl.DataFrame, claim_matches: pl.DataFrame, adjudications: pl.DataFrame, remits: pl.DataFrame
) -> list[Finding]:
    """Return the findings of a matching in the order of the table, none for what did not happen."""
    seen = counts(chain, claim_matches, adjudications, remits)
    return [finding(doubt.id, seen[doubt.id]) for doubt in DOUBTS if seen[doubt.id]]
