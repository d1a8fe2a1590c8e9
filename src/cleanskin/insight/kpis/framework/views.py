"""The frames KPI definitions read: facts of insurance claims with ages, lags and months worked out once.

Every view has `entity`, `payer`, `observed` and month columns.  Columns beside those of `insight.frames` are declared in
`EXTRA_COLUMNS`, so that examples can be read and the reference page can explain them.
"""

from datetime import date, timedelta
from functools import cached_property

import polars as pl

from cleanskin.insight.facts import Facts
from cleanskin.insight.population import INSURANCE, insured
from cleanskin.record.frame import Column
from cleanskin.x12.bulk.rows import beside, summed

RECENT_DAYS = 90
"""Window of average daily charges (AAFP; kpis: a shorter practice uses the days since it opened)."""

NEW_PATIENT = ("99202", "99203", "99204", "99205")
ESTABLISHED_PATIENT = ("99211", "99212", "99213", "99214", "99215")

EXTRA_COLUMNS: tuple[Column, ...] = (
    Column("month_of_service", "date", "first day of the month of service"),
    Column("month_submitted", "date", "first day of the month of first submission"),
    Column("month_first_answer", "date", "first day of the month of the first answer"),
    Column("is_cohort_matured", "flag", "the payer has usually answered by the as-of day"),
    Column("is_answered", "flag", "there is a first answer that decides"),
    Column("is_judged", "flag", "answered, and the answer is not only 'duplicate'"),
    Column("charge_lag_days", "count", "service to first submission"),
    Column("answer_days", "count", "submission to first answer; to the as-of day while unanswered"),
    Column("age_days", "count", "service to the as-of day"),
    Column("waiting_days", "count", "submission, or the first answer of a refusal, to the as-of day"),
    Column("days_since_first_answer", "count", "first answer to the as-of day"),
    Column("recovery_days", "count", "first refusal to the first event that allowed more; null without one"),
    Column("resubmission_days", "count", "first refusal to the next submission, to the as-of day without one"),
    Column("is_resubmitted", "flag", "sent again on or after the first answer"),
    Column("is_recent", "flag", "submitted in the last 90 days"),
    Column("window_days", "count", "length of that window: 90, or fewer for a younger practice"),
    Column("is_unanswered", "flag", "no payer has answered, and the claim is not void"),
    Column("visit_key", "id", "billing entity, patient and day as one number; null when the patient is not known"),
    Column("em_group", "code", "new, established or null for a line that is no office visit"),
    Column("has_25", "flag", "modifier 25 on the line"),
    Column("is_timely_filing", "flag", "refused for late filing"),
    Column("is_counted_estimate", "flag", "what the payer was to pay is known or estimated"),
    Column("outcome", "code", "outcome of the event"),
    Column("is_last_28_days", "flag", "the event lies in the 28 days up to the as-of day"),
    Column("kind", "code", "kind of the event or of the money"),
    Column("amount_paid_in", "cents", "money a payer paid (increases only)"),
    Column("amount_taken_back", "cents", "money a payer took back"),
    Column("month_event", "date", "first day of the month of the event"),
    Column("service", "code", "row of the grid of services"),
    Column("planned_verdict", "code", "medical, cosmetic or conditional at booking"),
    Column("final_verdict", "code", "medical, cosmetic or conditional by the record of the visit"),
    Column("is_changed", "flag", "the two verdicts differ; null without one at booking"),
)

VERDICT_COLUMNS: tuple[str, ...] = ("payer", "service", "planned_verdict", "final_verdict", "is_changed", "observed")
"""Columns of the view of verdicts."""


def _month(column: str) -> pl.Expr:
    return pl.col(column).dt.truncate("1mo")


def _days(start: str, end: pl.Expr) -> pl.Expr:
    return (end - pl.col(start)).dt.total_days()


def _with_25(modifiers: pl.Series) -> list[str]:
    """Return the few combinations of modifiers that hold 25."""
    return [text for text in modifiers.unique().drop_nulls().to_list() if "25" in text.split(" ")]


class Views:
    """The views of one set of facts, each made when first asked for."""

    def __init__(self, facts: Facts) -> None:
        """Hold the facts; nothing is computed yet."""
        self.facts = facts

    def view(self, name: str) -> pl.DataFrame:
        """Return the view `claims`, `lines`, `events`, `money` or `verdicts`."""
        frame = getattr(self, name)
        if not isinstance(frame, pl.DataFrame):
            raise KeyError(name)
        return frame

    @cached_property
    def claims(self) -> pl.DataFrame:
        """Original insurance claims."""
        as_of = pl.lit(self.facts.as_of, dtype=pl.Date)
        claims = insured(self.facts.claim_facts)
        first = claims["date_submitted"].min()
        opened = (self.facts.as_of - first).days + 1 if isinstance(first, date) else RECENT_DAYS
        window = max(1, min(RECENT_DAYS, opened))
        answered = pl.col("date_first_answer").is_not_null()
        claims = claims.with_columns(
            month_of_service=_month("date_of_service"),
            month_submitted=_month("date_submitted"),
            month_first_answer=_month("date_first_answer"),
            is_cohort_matured=(pl.col("date_answer_usual") <= as_of).fill_null(False),
            is_answered=answered,
            is_judged=answered & (pl.col("first_outcome") != "duplicate").fill_null(True),
            charge_lag_days=_days("date_of_service", pl.col("date_submitted")),
            answer_days=_days("date_submitted", pl.coalesce("date_first_answer", as_of)),
            age_days=_days("date_of_service", as_of),
            waiting_days=(as_of - pl.coalesce("date_last_event", "date_submitted")).dt.total_days(),
            days_since_first_answer=_days("date_first_answer", as_of),
            recovery_days=_days("date_first_answer", pl.col("date_recovered")),
            is_resubmitted=pl.col("date_resubmitted").is_not_null(),
            resubmission_days=_days("date_first_answer", pl.coalesce("date_resubmitted", as_of)),
            is_recent=(pl.col("date_submitted") > self.facts.as_of - timedelta(days=window)).fill_null(False),
            window_days=pl.lit(window, dtype=pl.Int64),
            is_unanswered=pl.col("state").is_in(["open", "not_observed", "pended"]),
        )
        return beside(claims, self._expected, on="root_claim_id")

    @cached_property
    def _expected(self) -> pl.DataFrame:
        """Expected allowed of whole claims; null as soon as one line has none."""
        expected = pl.col("expected_allowed")
        parts = self.facts.line_facts.select(
            "root_claim_id", expected.fill_null(0), unknown=expected.is_null().cast(pl.Int64)
        )
        sums = summed(parts, ["expected_allowed", "unknown"], by="root_claim_id")
        return sums.select("root_claim_id", expected_allowed=pl.when(pl.col("unknown") == 0).then("expected_allowed"))

    @cached_property
    def lines(self) -> pl.DataFrame:
        """Service lines of original insurance claims."""
        as_of = pl.lit(self.facts.as_of, dtype=pl.Date)
        answered = pl.col("first_outcome").is_not_null()
        lines = insured(self.facts.line_facts)
        return lines.with_columns(
            month_of_service=_month("date_of_service"),
            month_submitted=_month("date_submitted"),
            month_first_answer=_month("date_first_answer"),
            is_cohort_matured=(pl.col("date_answer_usual") <= as_of).fill_null(False),
            is_answered=answered,
            is_judged=answered & (pl.col("first_outcome") != "duplicate").fill_null(True),
            days_since_first_answer=_days("date_first_answer", as_of),
            recovery_days=_days("date_first_answer", pl.col("date_recovered")),
            visit_key=pl.when(pl.col("patient_key").is_not_null()).then(
                (pl.struct("entity", "patient_key", "date_of_service").hash(seed=20) // 2).cast(pl.Int64)
            ),
            em_group=pl.when(pl.col("code").is_in(NEW_PATIENT))
            .then(pl.lit("new"))
            .when(pl.col("code").is_in(ESTABLISHED_PATIENT))
            .then(pl.lit("established")),
            has_25=pl.col("modifiers").is_in(_with_25(lines["modifiers"])),
            is_timely_filing=(pl.col("category") == "timely_filing").fill_null(False),
            is_counted_estimate=pl.col("expected_paid").is_not_null(),
        )

    @cached_property
    def events(self) -> pl.DataFrame:
        """Decisions of payers on insurance claims, orphans included."""
        events = self.facts.events.filter(
            pl.col("population") == INSURANCE, pl.col("kind").is_in(["decision", "correction"])
        )
        return events.select(
            "entity", "payer", "payer_label", "payer_order", "kind", "outcome", "amount_billed", "amount_paid", "is_first",
            month_event=_month("date_remitted"), observed=pl.lit(True),
            is_last_28_days=(pl.col("date_remitted") > self.facts.as_of - timedelta(days=28)).fill_null(False),
        )  # fmt: skip

    @cached_property
    def money(self) -> pl.DataFrame:
        """What payers paid and took back, one row per event or provider-level recovery."""
        paid = self.facts.events.filter(pl.col("population") == INSURANCE, pl.col("amount_paid_change") > 0).select(
            "entity",
            "payer",
            "payer_label",
            month_event=_month("date_remitted"),
            kind=pl.lit("payment", dtype=pl.Categorical),
            amount_paid_in="amount_paid_change",
            amount_taken_back=pl.lit(0, dtype=pl.Int64),
        )
        taken = self.facts.takebacks.select(
            "entity",
            "payer",
            "payer_label",
            month_event=_month("date"),
            kind="kind",
            amount_paid_in=pl.lit(0, dtype=pl.Int64),
            amount_taken_back=pl.when(pl.col("kind") == "recovery").then("amount").otherwise(0),
        )
        return pl.concat([paid, taken]).with_columns(observed=pl.lit(True))

    @cached_property
    def verdicts(self) -> pl.DataFrame:
        """Verdicts on services: none, because no X12 file holds them (`insight.verdicts_read` makes the rows)."""
        text = {name: pl.String() for name in VERDICT_COLUMNS}
        return pl.DataFrame(schema={**text, "is_changed": pl.Boolean(), "observed": pl.Boolean()})
