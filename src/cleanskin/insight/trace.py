"""Where each original claim, and its first answer, stand in the files: the way back from a number to its proof."""

from os.path import commonpath

import polars as pl

from cleanskin.insight.answers import MatchingFrames
from cleanskin.insight.by_id import repeated
from cleanskin.x12.bulk.rows import among, beside
from cleanskin.x12.bulk.schema import FrameSource


def short_paths(files: pl.DataFrame) -> pl.DataFrame:
    """Return file_id and path with the folders that all paths share left off: what tells them apart stays."""
    parents = {path.rsplit("/", 1)[0] if "/" in path else "" for path in files["path"].to_list()}
    shared = commonpath(parents) if parents and all(parents) else ""
    if not shared:
        return files
    return files.with_columns(pl.col("path").str.strip_prefix(shared).str.strip_chars_start("/"))


def trace(
    source: FrameSource, matching: MatchingFrames, root_claim_ids: pl.Series, *, with_names: bool = False
) -> pl.DataFrame:
    """Return one row per original claim: root_claim_id and the columns of worklist.TRACE_COLUMNS but entity.

    The first answer is the first event of the claim that carries a remittance claim.  Names and member ids are read only
    when they are to be shown; else they are null.
    """
    paths = short_paths(source.frame("files", ["file_id", "path"]))
    claims = source.frame(
        "claims",
        [
            "claim_id",
            "file_id",
            "segment",
            "patient_control_number",
            *(("patient_last_name", "patient_first_name", "member_id") if with_names else ()),
        ],
    )
    none = pl.lit(None, dtype=pl.String)
    name = pl.concat_str("patient_last_name", "patient_first_name", separator=", ", ignore_nulls=True)
    roots = beside(among(claims, root_claim_ids, on="claim_id"), paths, on="file_id").select(
        pl.col("claim_id").alias("root_claim_id"),
        pl.col("path").alias("claim_file"),
        pl.col("segment").alias("claim_segment"),
        "patient_control_number",
        (name if with_names else none).alias("patient_name"),
        (pl.col("member_id") if with_names else none).alias("member_id"),
    )
    events = matching.adjudications.select("root_claim_id", "remit_claim_id", "date_remitted", "event_id").drop_nulls(
        "root_claim_id"
    )
    several = repeated(events["root_claim_id"])
    # only the claims with several events are worth sorting
    sorted_events = events.filter(several).sort("date_remitted", "event_id", nulls_last=True)
    earliest = sorted_events.unique("root_claim_id", keep="first", maintain_order=True)
    first = pl.concat([events.filter(~several), earliest]).select("root_claim_id", "remit_claim_id")
    remits = source.frame("remit_claims", ["remit_claim_id", "file_id", "segment", "payer_control_number"])
    answers = beside(beside(first, remits, on="remit_claim_id"), paths, on="file_id").select(
        "root_claim_id",
        pl.col("path").alias("remit_file"),
        pl.col("segment").alias("remit_segment"),
        "payer_control_number",
    )
    return beside(roots, answers, on="root_claim_id")
