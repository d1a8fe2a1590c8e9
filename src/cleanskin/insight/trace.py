"""Where each original claim, and its first answer, stand in the files: the way back from a number to its proof."""

from os.path import commonpath

import polars as pl

from cleanskin.insight.answers import MatchingFrames
from cleanskin.x12.bulk.schema import FrameSource


def short_paths(files: pl.DataFrame) -> pl.DataFrame:
    """Return file_id and path with the folders that all paths share left off: what tells them apart stays."""
    parents = {path.rsplit("/", 1)[0] if "/" in path else "" for path in files["path"].to_list()}
    shared = commonpath(parents) if parents and all(parents) else ""
    if not shared:
        return files
    return files.with_columns(pl.col("path").str.strip_prefix(shared).str.strip_chars_start("/"))


def trace(source: FrameSource, matching: MatchingFrames, root_claim_ids: pl.Series) -> pl.DataFrame:
    """Return one row per original claim: root_claim_id and the columns of worklist.TRACE_COLUMNS but entity.

    The first answer is the first event of the claim that carries a remittance claim.
    """
    paths = short_paths(source.frame("files", ["file_id", "path"]))
    claims = source.frame(
        "claims",
        [
            "claim_id",
            "file_id",
            "segment",
            "patient_control_number",
            "patient_last_name",
            "patient_first_name",
            "member_id",
        ],
    )
    roots = (
        claims.filter(pl.col("claim_id").is_in(root_claim_ids.implode()))
        .join(paths, on="file_id", how="left")
        .select(
            pl.col("claim_id").alias("root_claim_id"),
            pl.col("path").alias("claim_file"),
            pl.col("segment").alias("claim_segment"),
            "patient_control_number",
            pl.concat_str("patient_last_name", "patient_first_name", separator=", ", ignore_nulls=True).alias(
                "patient_name"
            ),
            "member_id",
        )
    )
    first = (
        matching.adjudications.filter(pl.col("root_claim_id").is_not_null())
        .sort("date_remitted", "event_id", nulls_last=True)
        .group_by("root_claim_id", maintain_order=True)
        .agg(pl.col("remit_claim_id").first())
    )
    answers = (
        first.join(
            source.frame("remit_claims", ["remit_claim_id", "file_id", "segment", "payer_control_number"]),
            on="remit_claim_id",
            how="left",
        )
        .join(paths, on="file_id", how="left")
        .select(
            "root_claim_id",
            pl.col("path").alias("remit_file"),
            pl.col("segment").alias("remit_segment"),
            "payer_control_number",
        )
    )
    return roots.join(answers, on="root_claim_id", how="left")
