"""Coding patterns: levels of visits, modifier 25, codes per visit, biopsies and Mohs stages, by provider.

Files show what was billed, not what was documented: every difference here is a reason to review records, and nothing more.
"""

import polars as pl

from cleanskin.insight.case_mix import REVIEW_MIN, observed_over_expected
from cleanskin.insight.report import words
from cleanskin.insight.report.model import Callout, Chart, Paragraph, Section, Series, Table, TableColumn
from cleanskin.insight.view import MINIMUM_COUNT, Details, EntityView

KEY = "coding"
TITLE = "Coding patterns"
ORDER = 60
NEW = ("99202", "99203", "99204", "99205")
ESTABLISHED = ("99211", "99212", "99213", "99214", "99215")
HIGH_LEVELS = ("99204", "99205", "99214", "99215")
PROVIDERS_SHOWN = 12

_COLUMNS = (
    TableColumn(name="provider", label="Provider (NPI)", unit="code"),
    TableColumn(name="visits", label="E/M visits", unit="count"),
    TableColumn(name="high", label="Level 4-5", unit="ratio"),
    TableColumn(name="expected", label="Expected of this mix", unit="ratio"),
    TableColumn(name="ratio", label="Observed / expected", unit="per_claim"),
    TableColumn(name="m25", label="Modifier 25", unit="ratio"),
    TableColumn(name="codes", label="Codes per visit", unit="per_claim"),
    TableColumn(name="remark", label="", unit="text"),
)


def visit_levels(lines: pl.DataFrame) -> pl.DataFrame:
    """Return one row per office E/M line: claim, payer, provider, code, is_new, is_high, has_25, with_procedure."""
    procedures = (
        lines.filter(pl.col("visit_class").is_in(["procedure", "surgery"]))
        .select("root_claim_id")
        .unique()
        .with_columns(with_procedure=pl.lit(True))
    )
    return (
        lines.select("root_claim_id", "payer", "provider", "code", "modifiers")
        .filter(pl.col("code").is_in([*NEW, *ESTABLISHED]))
        .with_columns(
            is_new=pl.col("code").is_in(NEW),
            is_high=pl.col("code").is_in(HIGH_LEVELS),
            has_25=pl.col("modifiers").cast(pl.String).fill_null("").str.split(" ").list.contains("25"),
        )
        .join(procedures, on="root_claim_id", how="left")
        .with_columns(pl.col("with_procedure").fill_null(False))
    )


def _level_chart(levels: pl.DataFrame) -> Chart:
    counts = dict(levels.group_by("code").agg(pl.len()).iter_rows())
    series = []
    for label, codes in (("New patients", NEW), ("Established patients", ESTABLISHED)):
        n = sum(counts.get(code, 0) for code in codes)
        if n >= MINIMUM_COUNT:
            series.append(
                Series(label=f"{label} (n = {n:,})", x=codes, y=tuple(counts.get(code, 0) / n for code in codes))
            )
    return Chart(
        kind="columns",
        title="Office visits by level",
        alt="Share of office visits by level, new and established patients apart.",
        x_label="Code",
        y_label="Share of visits",
        y_unit="ratio",
        x_unit="code",
        series=tuple(series),
    )


def _provider_table(levels: pl.DataFrame, lines: pl.DataFrame) -> Table | None:
    compared = observed_over_expected(
        levels, unit="provider", event="is_high", strata=["payer", "is_new", "with_procedure"]
    )
    compared = compared.filter(pl.col("n") >= REVIEW_MIN)
    if compared.height < 2:
        return None
    m25 = dict(levels.filter("with_procedure").group_by("provider").agg(pl.col("has_25").mean()).iter_rows())
    per_visit = dict(
        lines.group_by("provider", "root_claim_id")
        .agg(pl.len())
        .group_by("provider")
        .agg(pl.col("len").mean())
        .iter_rows()
    )
    rows = []
    for row in compared.head(PROVIDERS_SHOWN).iter_rows(named=True):
        apart = row["ratio_low"] is not None and (row["ratio_low"] > 1.1 or row["ratio_high"] < 0.9)
        rows.append(
            (
                row["provider"],
                row["n"],
                row["share"],
                row["expected"] / row["n"],
                row["ratio"],
                m25.get(row["provider"]),
                per_visit.get(row["provider"]),
                "review a sample of records" if apart else "",
            )
        )
    return Table(
        title="Visit levels by provider, adjusted for case mix",
        columns=_COLUMNS,
        rows=tuple(rows),
        note=f"Expected: the practice's own share of level 4-5 at the same payer, for new or established patients, with or without "
        f"a procedure that day. Providers with fewer than {REVIEW_MIN} visits are left out. 'Review' means that the 95 % interval "
        "lies more than 10 % away from expected: patients may differ in ways files do not show. Modifier 25: share of visits "
        "with a procedure on the same claim.",
    )


def _ratios(lines: pl.DataFrame) -> Table | None:
    units = dict(lines.group_by("code").agg(pl.col("units").sum().cast(pl.Float64)).iter_rows())
    claims = dict(lines.group_by("code").agg(pl.col("root_claim_id").n_unique()).iter_rows())
    wanted = (
        ("Tangential biopsies: further lesions per first", "11103", "11102", "units per claim with 11102"),
        ("Punch biopsies: further lesions per first", "11105", "11104", "units per claim with 11104"),
        ("Actinic keratoses: further lesions (2-14) per first", "17003", "17000", "units per claim with 17000"),
        ("Mohs, head and neck: further stages per first", "17312", "17311", "units per claim with 17311"),
        ("Mohs, trunk and limbs: further stages per first", "17314", "17313", "units per claim with 17313"),
    )
    rows = tuple(
        (label, claims[first], units.get(more, 0.0) / claims[first], basis)
        for label, more, first, basis in wanted
        if claims.get(first, 0) >= MINIMUM_COUNT
    )
    if not rows:
        return None
    columns = (
        TableColumn(name="ratio", label="Ratio", unit="text"),
        TableColumn(name="n", label="Claims with the first", unit="count"),
        TableColumn(name="value", label="Further units each", unit="per_claim"),
        TableColumn(name="basis", label="How counted", unit="text"),
    )
    return Table(
        title="Lesion and stage counts",
        columns=columns,
        rows=rows,
        note="A ratio near 0 where lesions are usually several may mean add-on codes that are not captured.",
    )


def build(view: EntityView, details: Details) -> Section | None:
    """Build the section; None when there are too few visits to show."""
    levels = visit_levels(view.lines)
    if levels.height < MINIMUM_COUNT:
        return None
    with_procedure = levels.filter("with_procedure")
    share_25 = with_procedure["has_25"].mean() if with_procedure.height else None
    lead = f"{words.plural(levels.height, 'office visit')} were billed; {words.ratio(levels.filter('is_high').height / levels.height)} at level 4 or 5."
    if isinstance(share_25, float):
        lead += f" {words.ratio(share_25)} of the {with_procedure.height:,} with a procedure on the same claim carry modifier 25."
    blocks: list[Paragraph | Chart | Table | Callout] = [Paragraph(lead, strong=True)]
    chart = _level_chart(levels)
    if chart.series:
        blocks.append(chart)
    blocks.extend(table for table in (_provider_table(levels, view.lines), _ratios(view.lines)) if table is not None)
    blocks.append(
        Callout(
            kind="note",
            title="What files cannot say",
            text="Whether a level, a modifier or a count is right is in the record, not in the claim. Nothing here says that a "
            "provider codes too high or too low.",
        )
    )
    return Section(key=KEY, title=TITLE, blocks=tuple(blocks))
