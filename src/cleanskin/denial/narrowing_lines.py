"""Causes of single refused lines whose codes name none: the rules of `narrowing.py` that look at one line.

Each rule returns remit_line_id, category and cause_basis of the silent lines that it explains.
"""

from datetime import date

import msgspec
import polars as pl

from cleanskin.reference.dermatology.codes import code_facts
from cleanskin.reference.dermatology.units import unit_limit
from cleanskin.x12.bulk.rows import among, beside
from cleanskin.x12.bulk.schema import FrameSource

AS_OTHERS = 5
"""Plain refusals of one cause that teach what a payer's silent refusals of the same kind mean. [assumed]"""

UNANIMOUS_PERCENT = 95
"""Least share of that cause among the plain refusals. [assumed]"""

AUTHORIZED = 3
"""Settled lines with an authorization number that show a payer to want one. [assumed]"""

SETTLED = ("paid", "patient_share")
REFUSED = ("denied", "unprocessable")
_NEW_PATIENT = ("99202", "99203", "99204", "99205")
_COMPLEXITY = "G2211"
_NOT_OF_CODES = (
    "undetermined", "other", "eligibility_registration", "timely_filing", "cob", "duplicate",
    "enrollment_credentialing", "documentation_request",
)  # fmt: skip
"""Causes of claims, patients and providers: that a code was refused for one says nothing of the next such code."""
_VISIT = r"^99(20[2-5]|21[1-5])$"
_GLOBAL_DAYS = {"010": 10, "090": 90}
_OUTSIDE_GLOBAL = ("24", "25", "57", "78", "79")
_MODIFIERS = ("modifier_1", "modifier_2", "modifier_3", "modifier_4")
_PERSON = ("patient_last_name", "patient_first_name", "patient_birth_date")


class Asked(msgspec.Struct, frozen=True):
    """What a rule for lines is given: the silent `lines`, all lines `told`, and the `answers` to claims."""

    source: FrameSource
    lines: pl.DataFrame
    told: pl.DataFrame
    answers: pl.DataFrame


def seen_before(asked: Asked) -> pl.DataFrame:
    """Find new-patient codes of persons with an earlier settled visit in the files."""
    person = list(_PERSON)
    facts = asked.answers.select("remit_claim_id", "date_of_service", *person)
    new = asked.lines.filter(pl.col("code").is_in(_NEW_PATIENT)).join(facts, on="remit_claim_id", how="inner")
    earlier = asked.answers.filter("settled").join(new.select(person).unique(), on=person, how="semi")
    before = new.join(
        earlier.select(*person, "date_of_service", "remit_claim_id"), on=person, how="inner", suffix="_other"
    ).filter(pl.col("date_of_service_other") < pl.col("date_of_service"))
    visits = among(asked.told, before["remit_claim_id_other"], on="remit_claim_id").filter(
        pl.col("code").str.contains(_VISIT)
    )
    found = among(before, visits["remit_claim_id"], on="remit_claim_id_other")
    return _lines_named(found, "coding_edit", "seen_before")


def add_on_with_25(asked: Asked) -> pl.DataFrame:
    """Find G2211 beside a visit with modifier 25, which Medicare and its followers do not pay (CMS, 2024)."""
    claims = asked.answers.select("remit_claim_id", "claim_id")
    lines = asked.lines.filter(pl.col("code") == _COMPLEXITY).join(claims, on="remit_claim_id", how="inner")
    billed = among(
        asked.source.frame("service_lines", ["claim_id", "code", *_MODIFIERS]), lines["claim_id"], on="claim_id"
    ).filter(pl.col("code").str.contains(_VISIT), pl.any_horizontal(pl.col(name) == "25" for name in _MODIFIERS))
    return _lines_named(among(lines, billed["claim_id"], on="claim_id"), "bundling_ncci", "add_on_with_25")


def above_unit_limit(asked: Asked) -> pl.DataFrame:
    """Find lines with more units than Medicare's published limit of the day allows."""
    units = asked.source.frame("remit_lines", ["remit_line_id", "units", "submitted_units", "date_of_service"]).select(
        "remit_line_id", "date_of_service", units=pl.coalesce("submitted_units", "units")
    )
    rows = beside(asked.lines, units, on="remit_line_id").filter(pl.col("units") > 1)
    above = [
        line for line, code, on, count in rows.select("remit_line_id", "code", "date_of_service", "units").iter_rows()
        if _is_above(code, on, count)
    ]  # fmt: skip
    return _lines_named(rows.filter(pl.col("remit_line_id").is_in(above)), "frequency_mue", "above_unit_limit")


def _is_above(code: str | None, on: date | None, units: float) -> bool:
    limit = unit_limit(code, on) if code is not None and on is not None else None
    return limit is not None and units > limit.value.units


def in_global_period(asked: Asked) -> pl.DataFrame:
    """Find visits without a telling modifier in the follow-up days of an operation that was settled."""
    person = list(_PERSON)
    lines = asked.source.frame("remit_lines", ["remit_line_id", *_MODIFIERS])
    facts = asked.answers.select("remit_claim_id", "date_of_service", *person)
    visits = beside(asked.lines.filter(pl.col("code").str.contains(_VISIT)), lines, on="remit_line_id").filter(
        ~pl.any_horizontal(pl.col(name).is_in(_OUTSIDE_GLOBAL) for name in _MODIFIERS).fill_null(False)
    )
    visits = visits.join(facts, on="remit_claim_id", how="inner")
    earlier = facts.join(visits.select(person).unique(), on=person, how="semi")
    operated = asked.told.filter(pl.col("outcome").is_in(SETTLED)).select("remit_claim_id", "code")
    operated = operated.join(earlier, on="remit_claim_id", how="inner")
    days = {code: _follow_up_days(code) for code in operated["code"].drop_nulls().unique()}
    operated = operated.with_columns(
        until=pl.col("date_of_service")
        + pl.duration(days=pl.col("code").replace_strict(days, default=0, return_dtype=pl.Int64))
    )
    found = visits.join(operated, on=person, how="inner", suffix="_other").filter(
        pl.col("date_of_service") > pl.col("date_of_service_other"), pl.col("date_of_service") <= pl.col("until")
    )
    return _lines_named(found, "global_period", "in_global_period")


def _follow_up_days(code: str) -> int:
    facts = code_facts(code)
    return _GLOBAL_DAYS.get(facts.global_days, 0) if facts is not None and facts.global_days else 0


def authorization_missing(asked: Asked) -> pl.DataFrame:
    """Find codes that this payer settles with an authorization number only."""
    facts = asked.answers.select("remit_claim_id", "payer", authorized=pl.col("authorization_number").is_not_null())
    bare = asked.lines.join(facts, on="remit_claim_id", how="inner").filter(~pl.col("authorized"))
    settled = asked.told.filter(pl.col("outcome").is_in(SETTLED) & pl.col("code").is_in(bare["code"].implode()))
    habits = (
        settled.select("remit_claim_id", "code")
        .join(facts, on="remit_claim_id", how="inner")
        .group_by("payer", "code")
        .agg(with_number=pl.col("authorized").sum(), without=(~pl.col("authorized")).sum())
        .filter(pl.col("with_number") >= AUTHORIZED, pl.col("without") * 10 <= pl.col("with_number"))
    )
    found = bare.join(habits, on=["payer", "code"], how="semi")
    return _lines_named(found, "prior_authorization", "authorization_missing")


def as_others(asked: Asked) -> pl.DataFrame:
    """Compare with plain refusals of the same code, company and authorization: of this payer, else of all."""
    facts = asked.answers.select(
        "remit_claim_id", "payer", "whole", authorized=pl.col("authorization_number").is_not_null()
    )
    columns = ["remit_line_id", "remit_claim_id", "code", "category"]
    rows = asked.told.filter(pl.col("outcome").is_in(REFUSED)).select(columns)
    modified = asked.source.frame("remit_lines", ["remit_line_id", "modifier_1"])
    rows = beside(rows.join(facts, on="remit_claim_id", how="inner"), modified, on="remit_line_id")
    rows = rows.with_columns(pl.col("modifier_1").fill_null(""))
    plain = rows.filter(~pl.col("category").is_in(_NOT_OF_CODES))
    silent = among(rows, asked.lines["remit_line_id"], on="remit_line_id").drop("category")
    alike = ["code", "modifier_1", "whole", "authorized"]
    found = []
    for key, least in ((["payer", *alike], AS_OTHERS), (alike, 2 * AS_OTHERS)):
        counted = plain.group_by(*key, "category").agg(times=pl.col("remit_claim_id").n_unique())
        taught = (
            counted.sort("times", "category", descending=[True, False])
            .group_by(key, maintain_order=True)
            .agg(pl.col("category").first(), pl.col("times").first(), every=pl.col("times").sum())
            .filter(pl.col("times") >= least, pl.col("times") * 100 >= pl.col("every") * UNANIMOUS_PERCENT)
        )
        found.append(silent.join(taught, on=key, how="inner").select("remit_line_id", "category"))
    return (
        pl.concat(found)
        .unique("remit_line_id", keep="first", maintain_order=True)
        .with_columns(cause_basis=pl.lit("as_others"))
    )


def _lines_named(rows: pl.DataFrame, category: str, basis: str) -> pl.DataFrame:
    return rows.select("remit_line_id", category=pl.lit(category), cause_basis=pl.lit(basis)).unique(
        "remit_line_id", maintain_order=True
    )
