"""Line facts: each service line of each original claim with its first and its present answer."""

import polars as pl

from cleanskin.insight.answers import NO_DECISION
from cleanskin.insight.by_id import repeated, within
from cleanskin.insight.procedures import code_classes
from cleanskin.x12.bulk.rows import among, beside
from cleanskin.x12.bulk.schema import FrameSource

_LINE_COLUMNS = (
    "line_id", "claim_id", "line_number", "code", "modifier_1", "modifier_2", "modifier_3", "modifier_4", "amount_billed",
    "units", "date_of_service", "rendering_npi",
)  # fmt: skip
_MODIFIERS = ("modifier_1", "modifier_2", "modifier_3", "modifier_4")
_LEADING = ("category", "carc", "group_code", "remarks_key", "owner", "action", "recoverable")
_PRESENT_AMOUNTS = (
    "amount_paid", "amount_patient", "amount_denied", "amount_contractual", "amount_undetermined", "amount_allowed",
)  # fmt: skip
_NOT_IN_FORCE = (*NO_DECISION, "duplicate")


def submitted_lines(source: FrameSource) -> pl.DataFrame:
    """Service lines with their modifiers sorted and joined: line_id, claim_id, line_number, code, modifiers, ..."""
    lines = source.frame("service_lines", list(_LINE_COLUMNS))
    return lines.drop(_MODIFIERS).with_columns(
        pl.col("amount_billed").fill_null(0),
        pl.col("units").fill_null(1),
        # a few hundred different texts in millions of rows
        pl.col("code").cast(pl.Categorical),
        _modifiers(lines.select(_MODIFIERS)).cast(pl.Categorical),
    )


def _modifiers(lines: pl.DataFrame) -> pl.Series:
    """Return each line's modifiers sorted, joined by ' '; only the few lines with several need it."""
    first = lines["modifier_1"].fill_null("").alias("modifiers")
    several = lines.select(pl.any_horizontal(pl.col(_MODIFIERS[1:]).is_not_null())).to_series()
    ordered = pl.concat_list(_MODIFIERS).list.drop_nulls().list.sort().list.join(" ")
    return first.scatter(several.arg_true(), lines.filter(several).select(ordered).to_series())


def with_classes(lines: pl.DataFrame) -> pl.DataFrame:
    """Add family and visit_class from the dermatology table."""
    classes = code_classes(lines["code"]).cast({"code": lines.schema["code"]})
    return lines.join(classes, on="code", how="left", maintain_order="left").with_columns(
        pl.col("family", "visit_class").fill_null("other")
    )


def first_line_answers(line_answers: pl.DataFrame, events: pl.DataFrame) -> pl.DataFrame:
    """Return each line's first answer: line_id, date_first_answer, first_outcome, leading columns, first_* amounts.

    The first decision of the payer the claim was sent to that names the line; a payer's "duplicate" only when nothing
    else answered; never a correction of something not in the files.
    """
    able = events.filter(
        "is_answer", "is_own_payer", (pl.col("kind") == "decision") | pl.col("reversed_event_id").is_not_null()
    ).select("event_id", "event_order", date_first_answer="date_remitted")
    needed = (
        "line_id",
        "event_id",
        "outcome",
        *_LEADING,
        "amount_denied",
        (pl.col("amount_paid") + pl.col("amount_patient") + pl.col("amount_other_payer")).alias("first_allowed"),
    )
    rows = within(
        line_answers.lazy()
        .filter(pl.col("line_id").is_not_null(), ~pl.col("outcome").is_in([*NO_DECISION, "reversed"]).fill_null(False))
        .select(needed)
        .collect(),
        able,
        on="event_id",
    )
    duplicate = (pl.col("outcome") == "duplicate").fill_null(False)
    several = repeated(rows["line_id"])
    # nearly every line has one answer: only the others are worth sorting
    chosen = rows.filter(several).sort(duplicate, "event_order").unique("line_id", keep="first")
    return pl.concat([rows.filter(~several), chosen]).select(
        "line_id",
        "date_first_answer",
        *_LEADING,
        pl.col("outcome").alias("first_outcome"),
        pl.col("amount_denied").alias("first_amount_denied"),
        "first_allowed",
        pl.col("event_order").alias("first_event_order"),
    )


def present_line_answers(line_answers: pl.DataFrame, events: pl.DataFrame) -> pl.DataFrame:
    """Return where each line stands now: line_id, amounts over all payers, the first payer's allowed.

    Of each payer the latest decision counts.  Paid is summed over payers; patient share is the last payer's whose word stands; allowed
    and contractual are the first payer's; refused is what no payer took on.  A later payer that only says what the
    payers before it did (OA-23) and writes the rest off decides the patient's share, and nothing else.  A correction
    that calls the line a duplicate leaves it at nothing, because the decision that paid it was reversed.
    """
    columns = ("line_id", "event_id", "outcome", "recoverable", "action", *_PRESENT_AMOUNTS)
    order = events.select("event_id", "event_order", "payer_order")
    decided = within(
        line_answers.select(columns).filter(
            pl.col("line_id").is_not_null(), ~pl.col("outcome").is_in(_NOT_IN_FORCE).fill_null(False)
        ),
        order,
        on="event_id",
    )
    passed = _passed_over(line_answers, events).select(columns)
    undone = within(_replaced(line_answers, events).select(columns), order, on="event_id")
    placed = pl.concat(
        [
            decided.with_columns(decides=pl.lit(True)),
            undone.with_columns(decides=pl.lit(True)),
            within(among(passed, decided["line_id"], on="line_id"), order, on="event_id").with_columns(
                decides=pl.lit(False)
            ),
        ]
    )
    again = repeated(placed["line_id"])
    once, turns = placed.filter(~again), placed.filter(again).sort("event_order")
    del decided, placed
    latest = turns.unique(["line_id", "payer_order"], keep="last", maintain_order=True)
    again = repeated(latest["line_id"])
    deciding = {
        "amount_paid": pl.col("amount_paid").sum(),
        "amount_patient": pl.col("amount_patient").filter(pl.col("outcome") != "reversed").last().fill_null(0),
        "amount_denied_now": pl.col("amount_denied").filter("decides").min(),
        "amount_contractual": pl.col("amount_contractual").first(),
        "amount_undetermined": pl.col("amount_undetermined").first(),
        "amount_allowed": pl.col("amount_allowed").first(),
        "present_outcome": pl.col("outcome").first(),
        "present_recoverable": pl.col("recoverable").first(),
        "present_action": pl.col("action").filter("decides").last(),
        "present_order": pl.col("event_order").filter("decides").max(),
    }
    single = pl.concat([once, latest.filter(~again)]).select(
        "line_id",
        "amount_paid",
        "amount_patient",
        "amount_contractual",
        "amount_undetermined",
        "amount_allowed",
        amount_denied_now="amount_denied",
        present_outcome="outcome",
        present_recoverable="recoverable",
        present_action="action",
        present_order="event_order",
    )
    several = latest.filter(again).sort("payer_order", maintain_order=True)
    return pl.concat([single, several.group_by("line_id").agg(**deciding).select(single.columns)])


def _passed_over(line_answers: pl.DataFrame, events: pl.DataFrame) -> pl.DataFrame:
    """Return what second and later payers said that pay nothing and refuse nothing beyond the payers before them."""
    later = events.filter(pl.col("payer_order") != "primary", pl.col("kind").is_in(["decision", "correction"]))
    said = line_answers.filter(
        pl.col("line_id").is_not_null(),
        (pl.col("outcome") == "informational").fill_null(False),
        pl.col("amount_other_payer") != 0,
    )
    return among(said, later["event_id"], on="event_id")


def _replaced(line_answers: pl.DataFrame, events: pl.DataFrame) -> pl.DataFrame:
    """Return the lines that a correction calls duplicates: what they were paid was taken back in the same event."""
    corrections = events.filter(pl.col("kind") == "correction", pl.col("reversed_event_id").is_not_null())
    said = line_answers.filter(
        pl.col("line_id").is_not_null(), (pl.col("outcome") == "duplicate").fill_null(False)
    ).with_columns(pl.lit("reversed").cast(line_answers.schema["outcome"]).alias("outcome"))
    return among(said, corrections["event_id"], on="event_id")


def pended_lines(line_answers: pl.DataFrame, events: pl.DataFrame) -> pl.DataFrame:
    """Return line_id, pend_order: the latest event that only pended the line."""
    pends = line_answers.filter(pl.col("line_id").is_not_null(), (pl.col("outcome") == "pend").fill_null(False))
    ordered = within(pends.select("line_id", "event_id"), events.select("event_id", "event_order"), on="event_id")
    return ordered.group_by("line_id").agg(pend_order=pl.col("event_order").max())


def recovery_dates(line_answers: pl.DataFrame, events: pl.DataFrame, first: pl.DataFrame) -> pl.DataFrame:
    """Return line_id, date_recovered: the first later event that allowed more on a line first refused."""
    refused = first.filter(pl.col("first_amount_denied") > 0).select("line_id", "first_event_order", "first_allowed")
    allowed = pl.col("amount_paid") + pl.col("amount_patient") + pl.col("amount_other_payer")
    said = within(line_answers.select("line_id", "event_id", allowed.alias("allowed")), refused, on="line_id")
    later = within(
        said.filter(pl.col("allowed") > pl.col("first_allowed")),
        events.select("event_id", "event_order", "date_remitted"),
        on="event_id",
    ).filter(pl.col("event_order") > pl.col("first_event_order"))
    return later.group_by("line_id").agg(date_recovered=pl.col("date_remitted").min())


def join_line_answers(lines: pl.DataFrame, line_answers: pl.DataFrame, events: pl.DataFrame) -> pl.DataFrame:
    """Give each original line its first and present answer, and what was recovered after a first refusal."""
    first = first_line_answers(line_answers, events)
    present = present_line_answers(line_answers, events)
    found = (present, recovery_dates(line_answers, events, first), pended_lines(line_answers, events))
    joined = beside(lines, first, on="line_id")
    del first
    for answer in found:
        joined = beside(joined, answer, on="line_id")
    del present, found
    is_pended = pl.col("present_order").is_null() | (pl.col("pend_order") > pl.col("present_order"))
    gained = (pl.col("amount_paid") + pl.col("amount_patient") - pl.col("first_allowed")).clip(0)
    was_refused = pl.col("first_amount_denied") > 0
    amounts = ("amount_paid", "amount_patient", "amount_denied_now", "amount_contractual", "amount_undetermined")
    return joined.with_columns(
        amount_recovered=pl.when(was_refused & pl.col("date_recovered").is_not_null()).then(gained).otherwise(0),
        amount_pended=pl.when(pl.col("pend_order").is_not_null() & is_pended).then("amount_billed").otherwise(0),
        first_amount_denied=pl.col("first_amount_denied").fill_null(0),
        **{name: pl.col(name).fill_null(0) for name in amounts},
    ).drop("first_allowed", "first_event_order", "present_order", "pend_order")
