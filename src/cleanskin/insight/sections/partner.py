"""How the billing work is done, by the billing partner's own files: five questions to put to whoever does it."""

import polars as pl

from cleanskin.insight.report import words
from cleanskin.insight.report.model import Checklist, Paragraph, Section, Standing, Table, TableColumn
from cleanskin.insight.sections.lags import whole_charge_lag
from cleanskin.insight.view import MINIMUM_COUNT, Details, EntityView

KEY = "partner"
TITLE = "How the billing is done: five questions for your billing partner"
ORDER = 80
FOLLOW_UP_DAYS = 30
"""A refusal without a second submission after this long counts as not followed up.  [assumed]"""

PAYER_CLAIMS_MIN = 10
"""Denied claims of a payer below which its follow-up is not shown.  [assumed]"""

_FOLLOW_COLUMNS = (
    TableColumn(name="age", label="Refused", unit="text"),
    TableColumn(name="claims", label="Claims", unit="count"),
    TableColumn(name="again", label="Sent again", unit="ratio"),
    TableColumn(name="recovered", label="Recovered", unit="ratio"),
    TableColumn(name="days", label="Median days to second try", unit="days"),
    TableColumn(name="open", label="Still refused", unit="cents", bar=True),
)


def follow_up(view: EntityView) -> pl.DataFrame:
    """Return one row per quarter of refusal: claims, again (share sent again), recovered (share), days (median), open (cents).

    Sent again: a replacement or new submission after the first answer that is in these files.  Appeals on paper or by
    portal leave no trace in X12 files; what they won shows as recovered.
    """
    return (
        view.failures.with_columns(
            quarter=pl.col("date_first_answer").dt.truncate("1q"),
            again=(pl.col("date_resubmitted") >= pl.col("date_first_answer")).fill_null(False),
            wait=(pl.col("date_resubmitted") - pl.col("date_first_answer")).dt.total_days(),
        )
        .group_by("quarter")
        .agg(
            pl.len().alias("claims"),
            pl.col("again").mean(),
            (pl.col("amount_recovered") > 0).mean().alias("recovered"),
            pl.col("wait").filter("again").median().alias("days"),
            pl.col("amount_denied_now").sum().alias("open"),
        )
        .sort("quarter")
    )


def follow_up_by_payer(view: EntityView) -> pl.DataFrame:
    """Return one row per payer for denials older than FOLLOW_UP_DAYS: claims, again, recovered (shares), open (cents)."""
    return (
        _old_failures(view)
        .group_by("payer")
        .agg(
            pl.len().alias("claims"),
            pl.col("again").mean(),
            (pl.col("amount_recovered") > 0).mean().alias("recovered"),
            pl.col("amount_denied_now").sum().alias("open"),
        )
        .filter(pl.col("claims") >= PAYER_CLAIMS_MIN)
        .sort("again", "payer")
    )


def _payer_table(view: EntityView) -> Table | None:
    table = follow_up_by_payer(view)
    if table.height < 2:
        return None
    columns = (
        TableColumn(name="payer", label="Payer", unit="text"),
        TableColumn(name="claims", label="Denied claims", unit="count"),
        TableColumn(name="again", label="Sent again", unit="ratio"),
        TableColumn(name="recovered", label="Recovered", unit="ratio"),
        TableColumn(name="open", label="Still refused", unit="cents", bar=True),
    )
    rows = tuple(
        (view.payer_label(row["payer"]), row["claims"], row["again"], row["recovered"], row["open"])
        for row in table.head(12).iter_rows(named=True)
    )
    return Table(
        title=f"Follow-up by payer, denials older than {FOLLOW_UP_DAYS} days, least worked first",
        columns=columns,
        rows=rows,
        note="A payer far below the others is one whose denials nobody works.",
        detail="first_pass_failures",
    )


def _quarter(day: object) -> str:
    return f"{day.year} Q{(day.month - 1) // 3 + 1}" if hasattr(day, "year") and hasattr(day, "month") else ""


def _questions(view: EntityView) -> tuple[tuple[str, str, Standing], ...]:
    return (_speed(view), _follow(view), _recovery(view), _filing(view), _visibility(view))


def _speed(view: EntityView) -> tuple[str, str, Standing]:
    question = "1. How long do claims wait before they leave?"
    lags = whole_charge_lag(view.claims)
    if lags.is_empty() or lags["claims"].item() < MINIMUM_COUNT:
        return question, "Too few claims to say.", "unknown"
    row = lags.row(0, named=True)
    standing: Standing = "good" if row["p50"] <= 3 and row["p90"] <= 10 else "watch" if row["p50"] <= 7 else "bad"
    return (
        question,
        f"Half leave within {words.plural(int(row['p50']), 'day')}, nine of ten within {words.plural(int(row['p90']), 'day')} of the service.",
        standing,
    )


def _old_failures(view: EntityView) -> pl.DataFrame:
    return view.failures.filter(
        (pl.lit(view.as_of) - pl.col("date_first_answer")).dt.total_days() > FOLLOW_UP_DAYS
    ).with_columns(again=(pl.col("date_resubmitted") >= pl.col("date_first_answer")).fill_null(False))


def _follow(view: EntityView) -> tuple[str, str, Standing]:
    question = f"2. What happens to a denial in its first {FOLLOW_UP_DAYS} days?"
    old = _old_failures(view)
    if old.height < MINIMUM_COUNT:
        return question, "Too few denials old enough to say.", "unknown"
    touched = old.filter(pl.col("again") | (pl.col("amount_recovered") > 0)).height / old.height
    quick = old.filter(
        pl.col("again") & ((pl.col("date_resubmitted") - pl.col("date_first_answer")).dt.total_days() <= FOLLOW_UP_DAYS)
    ).height
    standing: Standing = "good" if touched >= 0.85 else "watch" if touched >= 0.6 else "bad"
    return (
        question,
        f"Of {old.height:,} denials older than {FOLLOW_UP_DAYS} days, {words.ratio(quick / old.height)} were sent again in that time; "
        f"{words.ratio(1 - touched)} show no second try and no recovery in the files. Ask for the work log of those.",
        standing,
    )


def _recovery(view: EntityView) -> tuple[str, str, Standing]:
    question = "3. How much of what was refused came back?"
    old = _old_failures(view)
    refused = int(old["first_amount_denied"].sum())
    if old.height < MINIMUM_COUNT or not refused:
        return question, "Too few denials old enough to say.", "unknown"
    still = int(old["amount_denied_now"].sum())
    standing: Standing = "good" if still / refused < 0.35 else "watch" if still / refused < 0.6 else "bad"
    return (
        question,
        f"{words.dollars(still)} of {words.dollars(refused)} in charges refused more than {FOLLOW_UP_DAYS} days ago are still refused "
        f"({words.ratio(still / refused)}).",
        standing,
    )


def _filing(view: EntityView) -> tuple[str, str, Standing]:
    question = "4. Is anything lost because it was sent too late?"
    late = view.denied_lines.filter(pl.col("category") == "timely_filing")
    if view.answered_claims < MINIMUM_COUNT:
        return question, "Too few answers to say.", "unknown"
    if late.is_empty():
        return question, "No line was refused for late filing in these files.", "good"
    return (
        question,
        f"{words.plural(late.height, 'line')} worth {words.dollars(int(late['first_amount_denied'].sum()))} were refused for late filing; "
        f"{words.dollars(int(late['amount_denied_now'].sum()))} still are. With proof of timely submission this should be 0.",
        "bad",
    )


def _visibility(view: EntityView) -> tuple[str, str, Standing]:
    question = "5. Can you see all of it, and is every failure explained?"
    billed = int(view.claims["amount_billed"].sum())
    if not billed:
        return question, "No charges in the files.", "unknown"
    hidden = int(view.claims.filter(~pl.col("observed"))["amount_billed"].sum())
    vague = view.failures.filter(pl.col("category").is_null() | (pl.col("category") == "undetermined")).height
    share = hidden / billed
    standing: Standing = "good" if share < 0.05 else "watch" if share < 0.2 else "bad"
    return (
        question,
        f"Remittances are missing for {words.ratio(share)} of charges; {words.plural(vague, 'denial')} cannot be given a cause from the codes "
        "alone. Ask for the missing files and for a cause of each.",
        standing,
    )


def build(view: EntityView, details: Details) -> Section | None:
    """Build the section; None when nothing was answered."""
    if not view.answered_claims:
        return None
    table = follow_up(view)
    rows = tuple(
        (_quarter(row["quarter"]), row["claims"], row["again"], row["recovered"], row["days"], row["open"])
        for row in table.iter_rows(named=True)
    )
    blocks: list[Paragraph | Checklist | Table] = [
        Paragraph(
            "Whoever does the billing, in the office or outside it, the files show the work. Put these five questions to every billing "
            "partner you have or consider, and ask for the same files as proof."
        ),
        Checklist(title="Five questions, with this practice's answers", items=_questions(view)),
    ]
    if rows:
        blocks.append(
            Table(
                title="What became of denials, by quarter of the refusal",
                columns=_FOLLOW_COLUMNS,
                rows=rows,
                note="Sent again: a corrected or new claim in these files. Appeals on paper or by portal leave no trace here, but "
                "what they won counts as recovered. The latest quarter had less time.",
                detail="first_pass_failures",
            )
        )
    by_payer = _payer_table(view)
    if by_payer is not None:
        blocks.append(by_payer)
    return Section(key=KEY, title=TITLE, blocks=tuple(blocks))
