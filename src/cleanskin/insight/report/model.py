"""A report as data: what diagnosis says and every renderer (HTML, PDF, workbook, JSON) draws.

Values stay numbers here, with their unit; renderers format them.  Money is integer cents, ratios are 0..1 fractions,
durations are days.  A value that cannot be known is None with the reason in `withheld` or `needs`, never 0.
"""

from datetime import date
from typing import Literal

import msgspec

Unit = Literal["ratio", "cents", "days", "count", "per_claim", "text", "date", "code"]
Standing = Literal["good", "watch", "bad", "neutral", "unknown"]
ComparisonKind = Literal["own_past", "own_payers", "published", "vendor", "goal"]
Scalar = int | float | str | date | None


class Comparison(msgspec.Struct, frozen=True, kw_only=True):
    """Something to hold a figure against; own past first, then published, a vendor's only labelled as such."""

    label: str
    kind: ComparisonKind
    value: float | int | None = None
    low: float | int | None = None
    high: float | int | None = None
    source: str = ""


class Figure(msgspec.Struct, frozen=True, kw_only=True, tag="figure"):
    """One number with everything needed to trust or doubt it."""

    key: str
    label: str
    unit: Unit
    value: float | int | None
    explanation: str
    numerator: int | float | None = None
    denominator: int | float | None = None
    parts_unit: Unit = "count"
    """Unit of numerator and denominator: a ratio of dollars says "cents"."""
    n: int | None = None
    low: float | int | None = None
    high: float | int | None = None
    standing: Standing = "neutral"
    comparisons: tuple[Comparison, ...] = ()
    withheld: str = ""
    needs: tuple[str, ...] = ()
    table: str = ""
    """Name of the detail table (under tables/) that holds the claims behind the number."""


class Paragraph(msgspec.Struct, frozen=True, tag="paragraph"):
    """A paragraph of plain words.  `strong` marks the section's lead."""

    text: str
    strong: bool = False


class Callout(msgspec.Struct, frozen=True, kw_only=True, tag="callout"):
    """A boxed remark: a doubt, a warning, a fact to act on."""

    kind: Literal["note", "doubt", "warning", "good"]
    title: str
    text: str


class FigureGrid(msgspec.Struct, frozen=True, tag="figures"):
    """Figures shown as tiles side by side."""

    figures: tuple[Figure, ...]


class TableColumn(msgspec.Struct, frozen=True, kw_only=True):
    """A column of a shown table.  `bar` draws the value as a bar behind the number; `personal` values are masked."""

    name: str
    label: str
    unit: Unit
    bar: bool = False
    personal: bool = False


class Table(msgspec.Struct, frozen=True, kw_only=True, tag="table"):
    """A small table to read (detail goes to tables/ and is named by `detail`).  Rows hold one scalar per column."""

    title: str
    columns: tuple[TableColumn, ...]
    rows: tuple[tuple[Scalar, ...], ...]
    note: str = ""
    detail: str = ""
    total: tuple[Scalar, ...] | None = None


class Series(msgspec.Struct, frozen=True, kw_only=True):
    """Points of one line or one set of bars; `low`/`high` bound them; `young` marks points not yet matured."""

    label: str
    x: tuple[Scalar, ...]
    y: tuple[float | int | None, ...]
    low: tuple[float | int | None, ...] = ()
    high: tuple[float | int | None, ...] = ()
    young: tuple[bool, ...] = ()
    n: tuple[int | None, ...] = ()


class Chart(msgspec.Struct, frozen=True, kw_only=True, tag="chart"):
    """A chart as data.  `kind`: line, bars (horizontal, sorted as given), columns (vertical), stacked_columns,
    steps (survival curves), or heat_map (each series is a row, x its columns, y the cell values).

    `alt` says in words what the chart shows, for those who cannot see it.
    """

    kind: Literal["line", "bars", "columns", "stacked_columns", "steps", "heat_map"]
    title: str
    alt: str
    x_label: str
    y_label: str
    y_unit: Unit
    series: tuple[Series, ...]
    x_unit: Unit = "text"
    reference: tuple[Comparison, ...] = ()
    """Horizontal or vertical reference lines (a benchmark, a goal)."""


class Proof(msgspec.Struct, frozen=True, kw_only=True):
    """Claims that prove a statement: how many, what they come to, where all of them are listed, a few to look at."""

    claims: int
    amount: int
    detail: str
    filter: str
    sample: tuple[str, ...] = ()


class Recommendation(msgspec.Struct, frozen=True, kw_only=True, tag="recommendation"):
    """What to change, who owns it, what it is worth and why.  Amounts in cents over the observed period."""

    rank: int
    title: str
    what: str
    why: str
    owner: str
    first_step: str
    amount_low: int | None
    amount_high: int | None
    arithmetic: str
    annual_low: int | None = None
    annual_high: int | None = None
    annual_factor: str = ""
    sureness: str = ""
    proof: Proof | None = None


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """The files' answer to something the practice stated: confirmed, contradicted or unknown, and why."""

    stated: str
    verdict: Literal["confirmed", "contradicted", "unknown"]
    why: str


class Answers(msgspec.Struct, frozen=True, tag="answers"):
    """The practice's stated figures and pains against what its files say."""

    answers: tuple[Answer, ...]


class Checklist(msgspec.Struct, frozen=True, kw_only=True, tag="checklist"):
    """Questions with what the files answer and what is left to ask."""

    title: str
    items: tuple[tuple[str, str, Standing], ...]
    """(question, answer from the files, standing)."""


Block = Paragraph | Callout | FigureGrid | Table | Chart | Recommendation | Answers | Checklist


class Section(msgspec.Struct, frozen=True, kw_only=True):
    """A chapter of the report.  `key` is its anchor and never changes."""

    key: str
    title: str
    blocks: tuple[Block, ...]


class Verdict(msgspec.Struct, frozen=True, kw_only=True):
    """The opening: a judgement in plain words, five figures, dollars at stake, how sure."""

    headline: str
    sentences: tuple[str, ...]
    figures: tuple[Figure, ...]
    at_stake_low: int | None
    at_stake_high: int | None
    at_stake_words: str
    sureness: str
    share_observed: float | None
    withheld: str = ""


class EntityReport(msgspec.Struct, frozen=True, kw_only=True):
    """Everything about one billing entity (TIN and NPI)."""

    entity: str
    label: str
    verdict: Verdict
    sections: tuple[Section, ...]


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """The whole report.  `front` holds what is said before any entity: warnings, files read, what was set apart."""

    practice: str
    as_of: date
    period_start: date | None
    period_end: date | None
    version: str
    invented: bool
    """True when the data are known to be simulated: said on every page."""
    contains_patient_data: bool
    names_shown: bool
    front: tuple[Block, ...]
    entities: tuple[EntityReport, ...]
    back: tuple[Section, ...]
    """Sections about the files as a whole: what was read, what could not be, definitions."""
