"""Puts re-shaped copies of official files back into the official layout, so that the importers can be tried on all rows.

The copies lack columns.  What is made up here is stated in each function and never asserted.
"""

import csv
import io
import lzma
from pathlib import Path

import polars as pl

PTP_PREAMBLE = (
    "A notice about copyright.\t\t\t\t\t\t",
    "Column1/Column2 Edits\t\t\t\t\t\t",
    "Column 1\tColumn 2\t*=in existence\tEffective\tDeletion\tModifier\tPTP Edit Rationale",
    "\t\tprior to 1996\tDate\tDate\t0=not allowed\t",
    "\t\t\t\t*=no data\t1=allowed\t",
    "\t\t\t\t\t9=not applicable\t",
)
MUE_HEADER = '"A notice,\nof two lines.",,,\n"HCPCS/\nCPT Code",Practitioner Services MUE Values,MUE Adjudication Indicator,MUE Rationale\n'
AOC_HEADER = (
    "AOC_Edit_Type\tAdd-On_Code\tAOC_DelDT\tPrimary_Code\tPrimary_Code_DelDT\tAOC_Edit_EffDT\tAOC_Edit_DelDT\tNotes\r\n"
)
HCPCS_COLUMNS = [
    *("HCPC", "SEQNUM", "RECID", "LONG DESCRIPTION", "SHORT DESCRIPTION", "PRICE1", "COV", "BETOS", "TOS1"),
    *("XREF1", "ADD DT", "ACT EFF DT", "TERM DT", "ACTION CD"),
]


def pair_edits(copy: Path) -> bytes:
    """Return the pair edits as official text.

    Made up: effective days.  A withdrawn edit begins on its deletion day; another begins the day after the deletion
    of the pair's row before it, or on 1995-01-01.
    """
    with lzma.open(copy) as file:
        frame = pl.read_csv(file.read(), infer_schema=False).with_row_index("place")
    deleted = pl.col("deletion_date").str.to_date("%Y%m%d", strict=False)
    frame = frame.with_columns(deleted=deleted).sort("column1", "column2", "deleted", nulls_last=True)
    before = pl.col("deleted").shift().over("column1", "column2").dt.offset_by("1d")
    withdrawn = pl.col("modifier_indicator") == "9"
    begins = pl.when(withdrawn).then("deleted").otherwise(pl.coalesce(before, pl.date(1995, 1, 1)))
    body = (
        frame.with_columns(begins=begins.dt.to_string("%Y%m%d"))
        .sort("place")
        .select(
            "column1",
            "column2",
            pl.lit(""),
            "begins",
            pl.col("deletion_date").fill_null("*"),
            "modifier_indicator",
            "rationale",
        )
        .write_csv(separator="\t", include_header=False, quote_style="never", line_terminator="\r\n")
    )
    return ("\r\n".join(PTP_PREAMBLE) + "\r\n" + body).encode()


def unit_limits(copy: Path) -> bytes:
    """Return the unit limits as official text.  Made up: the words behind the adjudication indicator."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    for row in rows_of(copy):
        writer.writerow([row["hcpcs_code"], row["mue_units"], f"{row['mue_mai']} Words", row["mue_rationale"]])
    return (MUE_HEADER + out.getvalue()).encode()


def add_on_codes(copy: Path) -> bytes:
    """Return the add-on code edits as official text.  Made up: every effective day (2013-01-01), and no deletion."""
    lines = (
        f"{row['aoc_edit_type']}\t{row['add_on_code']}\t\t{row['primary_code']}\t\t2013001\t\t\r\n"
        for row in rows_of(copy)
    )
    return (AOC_HEADER + "".join(lines)).encode()


def hcpcs_codes(copy: Path) -> bytes:
    """Return the HCPCS codes as csv with the official headings.  Made up: sequence, record kind; no wording is at hand."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(HCPCS_COLUMNS)
    for row in rows_of(copy):
        days = [row[name].replace("-", "") for name in ("date_added", "date_action", "date_term")]
        head = [row["hcpcs_code"], "0010", "3", "", "", row["price"], row["cov"], row["betos"], row["tos"][:1], ""]
        writer.writerow([*head, *days, row["action"]])
    return out.getvalue().encode()


def rows_of(copy: Path) -> list[dict[str, str]]:
    """Return the rows of a copy, read by the standard library."""
    with copy.open(newline="") as file:
        return list(csv.DictReader(file))
