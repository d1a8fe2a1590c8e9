"""The code table as a frame, for joins; the look-up by code is in `codes.py` and needs no data-frame library."""

import polars as pl

from cleanskin.record.frame import Column, Frame
from cleanskin.reference.dermatology.codes import codes

DERMATOLOGY_CODES = Frame(
    "dermatology_codes",
    "one row per procedure code (its latest facts)",
    ("code",),
    (
        Column("code", "code", "CPT or HCPCS code"),
        Column("label", "text", "what it is, in the project's own words"),
        Column("family", "code", "procedure family"),
        Column("visit_class", "code", "visit, procedure, surgery, pathology, drug, other"),
        Column("global_days", "code", "000, 010, 090, XXX, YYY, ZZZ; null when not known"),
        Column("add_on", "flag", "may only be billed with another code"),
    ),
)


def codes_frame() -> pl.DataFrame:
    """Return `DERMATOLOGY_CODES` as data, ordered by code."""
    schema = {name: pl.Boolean() if name == "add_on" else pl.String() for name in DERMATOLOGY_CODES.names()}
    latest = [rows[-1] for _, rows in sorted(codes().items())]
    return pl.DataFrame([[getattr(row, name) for name in schema] for row in latest], schema=schema, orient="row")
