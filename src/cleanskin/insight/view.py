"""What a report section sees: the facts of one billing entity, and a place to leave detail tables."""

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

import polars as pl

from cleanskin.insight.fingerprint import BY_CODE, BY_FAMILY, Grain, clusters
from cleanskin.insight.foresight import Foresight
from cleanskin.insight.kpis.framework.views import Views
from cleanskin.insight.report.words import proper
from cleanskin.record.frame import Column

MINIMUM_COUNT = 20
"""Below this many claims or lines a share is shown with its count only and never compared.  [assumed]"""


@dataclass(frozen=True, kw_only=True)
class Detail:
    """A detail table: every row behind numbers of the report.  `columns` document those of `data`, in order."""

    name: str
    title: str
    columns: tuple[Column, ...]
    data: pl.DataFrame


@dataclass(kw_only=True)
class Details:
    """The detail tables of one report, by name; parts of one table from several entities are put together."""

    tables: dict[str, Detail] = field(default_factory=dict)

    def add(self, *, name: str, title: str, columns: tuple[Column, ...], data: pl.DataFrame) -> str:
        """Keep `data` under `name`, codes as text, and return the name."""
        data = data.select([column.name for column in columns]).with_columns(pl.col(pl.Categorical).cast(pl.String))
        known = self.tables.get(name)
        if known is not None:
            data = pl.concat([known.data, data])
        self.tables[name] = Detail(name=name, title=title, columns=columns, data=data)
        return name


_ANSWERED = pl.col("date_first_answer").is_not_null() & (pl.col("first_outcome") != "duplicate").fill_null(True)
_COMPARED = (
    "line_id", "root_claim_id", "payer", "provider", "location", "date_of_service", "code", "modifiers", "units", "family",
    "amount_billed", "amount_allowed", "amount_paid", "first_outcome",
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class EntityView:
    """The insurance claims of one billing entity.  Frames are those of `insight.frames`, filtered.

    `claims`: original claims; `lines`: their service lines; `cells`: coverage by payer and month; `trace`: where each
    original claim and its first answer stand in the files (worklist.TRACE_COLUMNS).
    """

    entity: str
    label: str
    as_of: date
    claims: pl.DataFrame
    lines: pl.DataFrame
    cells: pl.DataFrame
    trace: pl.DataFrame
    views: Views | None = None
    """What KPIs read, of this entity only; None where a section is asked without facts."""
    foresight: Foresight | None = None
    """What the scrubber's rules say of a sample of the claims; None when they were not asked."""

    @cached_property
    def answered_claims(self) -> int:
        """How many claims have a first answer that is more than "duplicate"."""
        return int(self.claims.select(_ANSWERED.sum()).item())

    @cached_property
    def failures(self) -> pl.DataFrame:
        """Claims whose first answer refused something: the residual."""
        return self.claims.filter(_ANSWERED & pl.col("first_has_denied_line"))

    @cached_property
    def answered_lines(self) -> pl.DataFrame:
        """Lines with a first answer, with the columns that comparisons need."""
        return self.lines.select(_COMPARED).filter(pl.col("first_outcome").is_not_null())

    @cached_property
    def denied_lines(self) -> pl.DataFrame:
        """Lines that the first answer refused, wholly or in part; `is_worked`: the claim was sent again since."""
        worked = self.claims.select(
            "root_claim_id",
            (pl.col("date_resubmitted") >= pl.col("date_first_answer")).fill_null(False).alias("is_worked"),
        )
        refused = self.lines.filter(pl.col("first_outcome").is_in(["denied", "unprocessable"]))
        return refused.join(worked, on="root_claim_id", how="left", maintain_order="left")

    @cached_property
    def clusters(self) -> dict[Grain, pl.DataFrame]:
        """The refusals that stand out, at both grains; sections and recommendations speak of the same ones."""
        return {grain: clusters(self.answered_lines, self.denied_lines, grain) for grain in (BY_CODE, BY_FAMILY)}

    @cached_property
    def payer_labels(self) -> dict[str, str]:
        """Payer key to the name to show, largest charges first; payers that only remit come last."""
        order = (
            self.cells.group_by("payer")
            .agg(pl.col("payer_label").drop_nulls().first(), pl.col("amount_billed").sum())
            .sort("amount_billed", "payer", descending=[True, False])
        )
        return {payer: proper(label or payer) for payer, label in order.select("payer", "payer_label").iter_rows()}

    def payer_label(self, payer: str | None) -> str:
        """Return the name to show for a payer."""
        return self.payer_labels.get(payer or "", payer or "not named")
