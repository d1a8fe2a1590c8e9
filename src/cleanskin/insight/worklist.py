"""Detail tables: the claims and lines behind the numbers, each with its place in the files."""

import polars as pl

from cleanskin.insight.entities import shown_entity
from cleanskin.insight.view import Details, EntityView
from cleanskin.record.frame import Column
from cleanskin.x12.bulk.rows import beside

TRACE_COLUMNS = (
    Column("entity", "code", "billing entity: end of its tax number, and NPI"),
    Column("root_claim_id", "id", "number of the original claim in this report"),
    Column("claim_file", "text", "file that holds the claim"),
    Column("claim_segment", "count", "number of its CLM segment in that file"),
    Column("remit_file", "text", "file that holds its first answer"),
    Column("remit_segment", "count", "number of its CLP segment in that file"),
    Column("patient_control_number", "text", "CLM01"),
    Column("payer_control_number", "text", "CLP07 of the first answer"),
    Column("patient_name", "text", "patient", personal=True),
    Column("member_id", "text", "member id", personal=True),
)
"""Columns of EntityView.trace, in order: where to find a claim again."""

_CLAIM_COLUMNS = (
    Column("payer_label", "text", "payer"),
    Column("provider", "code", "rendering provider's NPI"),
    Column("location", "code", "service location"),
    Column("date_of_service", "date", "first day of service"),
    Column("date_submitted", "date", "first submission"),
    Column("date_first_answer", "date", "first decision of the primary payer"),
    Column("visit_class", "code", "visit, procedure, surgery, ..."),
    Column("amount_billed", "cents", "charge"),
    Column("first_outcome", "code", "what the first answer came to"),
    Column("category", "code", "root cause"),
    Column("group_code", "code", "leading group code"),
    Column("carc", "code", "leading CARC"),
    Column("remarks_key", "text", "leading RARCs"),
    Column("owner", "code", "who fixes it"),
    Column("action", "code", "what to do"),
    Column("first_amount_denied", "cents", "refused by the first answer"),
    Column("amount_recovered", "cents", "of that, since recovered"),
    Column("amount_denied_now", "cents", "of that, still refused"),
    Column("amount_paid", "cents", "paid to date, all payers"),
    Column("submissions", "count", "submissions of the claim"),
    Column("state", "code", "where the claim stands"),
)

_LINE_COLUMNS = (
    Column("payer", "code", "payer key"),
    Column("provider", "code", "rendering provider's NPI"),
    Column("date_of_service", "date", "first day of service"),
    Column("code", "code", "procedure code billed"),
    Column("modifiers", "text", "modifiers billed"),
    Column("units", "quantity", "units billed"),
    Column("amount_billed", "cents", "charge of the line"),
    Column("category", "code", "root cause"),
    Column("group_code", "code", "leading group code"),
    Column("carc", "code", "leading CARC"),
    Column("remarks_key", "text", "RARCs"),
    Column("owner", "code", "who fixes it"),
    Column("action", "code", "what to do"),
    Column("first_amount_denied", "cents", "refused by the first answer"),
    Column("amount_recovered", "cents", "since recovered"),
    Column("amount_denied_now", "cents", "still refused"),
    Column("expected_allowed", "cents", "allowed, or estimated allowed, of the line"),
    Column("expected_is_estimate", "flag", "expected_allowed is an estimate"),
)

_CHOSEN_COLUMNS = (
    Column("recommendation", "code", "the recommendation that these dollars are counted in, and no other"),
    Column("amount_low", "cents", "what the line is worth, least"),
    Column("amount_high", "cents", "what the line is worth, most"),
)

OPEN_COLUMNS = (
    Column("payer_label", "text", "payer"),
    Column("provider", "code", "rendering provider's NPI"),
    Column("date_of_service", "date", "first day of service"),
    Column("date_submitted", "date", "first submission"),
    Column("age_days", "count", "days from service to the date of this report"),
    Column("amount_billed", "cents", "charge"),
    Column("amount_open", "cents", "charge still open with the payer"),
    Column("expected_allowed_open", "cents", "expected allowed still open"),
    Column("state", "code", "where the claim stands"),
    Column("observed", "flag", "false: remittances of this payer and month are missing from the files"),
    Column("matured", "flag", "false: younger than the payer's usual answer time"),
)


def _traced(view: EntityView, data: pl.DataFrame) -> pl.DataFrame:
    trace = view.trace.select([column.name for column in TRACE_COLUMNS if column.name != "entity"])
    data = data.drop([name for name in trace.columns if name in data.columns and name != "root_claim_id"])
    return beside(data.with_columns(pl.lit(shown_entity(view.entity)).alias("entity")), trace, on="root_claim_id")


def failure_rows(view: EntityView, details: Details) -> str:
    """List every first-pass failure, largest refused amount first."""
    rows = view.failures.sort("first_amount_denied", "root_claim_id", descending=[True, False])
    return details.add(
        name="first_pass_failures",
        title="Every claim whose first answer refused something",
        columns=TRACE_COLUMNS + _CLAIM_COLUMNS,
        data=_traced(view, rows),
    )


def denied_line_rows(view: EntityView, details: Details) -> str:
    """List every line that a first answer refused."""
    rows = view.denied_lines.sort("first_amount_denied", "line_id", descending=[True, False])
    return details.add(
        name="denied_lines",
        title="Every service line that a first answer refused",
        columns=TRACE_COLUMNS + _LINE_COLUMNS,
        data=_traced(view, rows),
    )


def open_rows(view: EntityView, details: Details) -> str:
    """List every claim with an amount still open with payers, oldest first."""
    rows = (
        view.claims.filter(pl.col("amount_open") > 0)
        .with_columns((pl.lit(view.as_of) - pl.col("date_of_service")).dt.total_days().alias("age_days"))
        .sort("age_days", "root_claim_id", descending=[True, False], nulls_last=True)
    )
    return details.add(
        name="open_claims",
        title="Every claim with an amount still open with payers",
        columns=TRACE_COLUMNS + OPEN_COLUMNS,
        data=_traced(view, rows),
    )


def chosen_line_rows(view: EntityView, details: Details, lines: pl.DataFrame) -> str:
    """List the lines that prove recommendations; `lines` carries the key of its recommendation."""
    rows = lines.sort("amount_high", "line_id", descending=[True, False])
    return details.add(
        name="recommendation_lines",
        title="Every service line behind a recommendation",
        columns=(*_CHOSEN_COLUMNS, *TRACE_COLUMNS, *_LINE_COLUMNS),
        data=_traced(view, rows),
    )
