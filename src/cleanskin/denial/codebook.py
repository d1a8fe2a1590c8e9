"""The dated tables of adjustment and remark codes, read once from `tables/`.

Rows are frozen structs; `book()` returns all tables.  `tables/README.md` says what each column means and how to
correct a row.  Reading raises `msgspec.ValidationError` or `ValueError` on a row that does not fit its declaration,
because a broken table is a broken program, not bad input.
"""

import functools
import re
from collections.abc import Mapping
from datetime import date
from importlib import resources
from typing import Literal, TypeVar

import msgspec

from cleanskin.kernel.period import Period
from cleanskin.kernel.source import Trust

ReasonOutcome = Literal[
    "denial", "reduction", "pend", "duplicate", "contractual", "patient_share", "other_payer", "informational"
]
"""What a reason code does by itself; a reduction is a refusal in part, which may leave the line paid."""

Recoverable = Literal["yes", "no", "depends", "na"]
Appeal = Literal["yes", "no", "depends"]


class _Row(msgspec.Struct, frozen=True, kw_only=True):
    """What every row carries: where it comes from, how far to trust it, and when it was last read."""

    source: str
    trust: Trust
    checked_on: date | None = None


class LabeledRow(_Row, frozen=True, kw_only=True):
    """A row that has a label and a sentence in the project's own words."""

    label: str
    words: str


class Reason(_Row, frozen=True, kw_only=True):
    """One claim adjustment reason code (CARC) in the project's own words."""

    carc: str
    status: Literal["active", "retired", "legacy_check"]
    meaning: str
    category: str
    outcome: ReasonOutcome
    recoverable: Recoverable
    appeal: Appeal
    usual_group: str | None = None
    scenario: int | None = None
    next_step: str
    action: str
    owner: str
    category_by_remark: bool = False
    remark_required: bool = False
    refining_remarks: tuple[str, ...] = ()
    dermatology_note: str | None = None
    effective_from: date | None = None
    effective_to: date | None = None

    @property
    def period(self) -> Period:
        """The days on which the code may be used; a code without known start is taken as always known."""
        return Period(self.effective_from or date.min, self.effective_to)


class Override(_Row, frozen=True, kw_only=True):
    """What a combination of reason, group and remark changes; '*' matches anything."""

    carc: str
    group_code: str
    rarc: str
    category: str
    category_use: Literal["replaces", "when_silent", "patient_share_only", "keeps"]
    action: str
    appeal: Appeal
    why: str


class Remark(_Row, frozen=True, kw_only=True):
    """One remittance advice remark code (RARC) of the starter set, in the project's own words."""

    rarc: str
    meaning: str
    category: str | None = None
    action: str | None = None
    kind: Literal["explains", "alert", "safety"]
    effective_from: date | None = None
    effective_to: date | None = None


class Category(LabeledRow, frozen=True, kw_only=True):
    """One root cause: who owns it and the step before sending that prevents it."""

    category: str
    owner: str
    action: str
    upstream_step: str
    """What to change so that it does not happen."""
    prevention: str
    """The same as a title."""
    first_step: str
    """What can be done about it this week."""
    narrower_than: str | None = None


class Action(LabeledRow, frozen=True, kw_only=True):
    """One next action."""

    action: str


class Owner(LabeledRow, frozen=True, kw_only=True):
    """One role in a practice."""

    owner: str


class GroupCode(LabeledRow, frozen=True, kw_only=True):
    """One adjustment group code: who bears the amount."""

    group_code: str
    patient_may_be_billed: bool


class ClaimStatus(LabeledRow, frozen=True, kw_only=True):
    """One claim status of CLP02."""

    status_code: str
    kind: Literal["decision", "reversal", "forward", "estimate"]
    payer_order: Literal["primary", "secondary", "tertiary"] | None = None


class ProviderAdjustment(LabeledRow, frozen=True, kw_only=True):
    """One reason of a provider-level adjustment (PLB)."""

    reason_code: str
    kind: str
    action: str


class AcknowledgementCategory(LabeledRow, frozen=True, kw_only=True):
    """One category of a 277CA status (STC01-01)."""

    category_code: str
    outcome: Literal["forwarded", "received", "accepted", "rejection", "not_found"]
    proves_receipt: bool


class ReportingCode(LabeledRow, frozen=True, kw_only=True):
    """A pattern of procedure codes that are reported without being payable."""

    pattern: str


class Book(msgspec.Struct, frozen=True):
    """All tables.  Reasons may have several rows for a code, one per period, oldest first."""

    reasons: Mapping[str, tuple[Reason, ...]]
    overrides: tuple[Override, ...]
    remarks: Mapping[str, Remark]
    categories: Mapping[str, Category]
    actions: Mapping[str, Action]
    owners: Mapping[str, Owner]
    groups: Mapping[str, GroupCode]
    statuses: Mapping[str, ClaimStatus]
    provider_adjustments: Mapping[str, ProviderAdjustment]
    acknowledgements: Mapping[str, AcknowledgementCategory]
    reporting_codes: tuple[ReportingCode, ...]

    def reason(self, carc: str, as_of: date | None = None) -> Reason | None:
        """Return the row of a reason code on a day: the one in force, else the latest; None when unknown."""
        rows = self.reasons.get(carc)
        if not rows:
            return None
        if as_of is not None:
            for row in rows:
                if as_of in row.period:
                    return row
        return rows[-1]

    def overrides_for(self, carc: str, group_code: str, remarks: frozenset[str]) -> tuple[Override, ...]:
        """Return the rows that match a reason, a group and a set of remarks, in table order."""
        return tuple(
            row
            for row in self._candidates(carc)
            if row.group_code in ("*", group_code) and (row.rarc == "*" or row.rarc in remarks)
        )

    def _candidates(self, carc: str) -> tuple[Override, ...]:
        return tuple(row for row in self.overrides if row.carc in ("*", carc))

    def reporting_pattern(self) -> str:
        """Return one regular expression that matches every reporting code and nothing else."""
        return "^(?:" + "|".join(row.pattern for row in self.reporting_codes) + ")$"


_R = TypeVar("_R", bound=_Row)

_FLAGS = frozenset(
    ("category_by_remark", "remark_required", "patient_may_be_billed", "proves_receipt"),
)
_LISTS = frozenset(("refining_remarks",))


def read_rows(text: str, row_type: type[_R]) -> tuple[_R, ...]:
    """Read tab-separated text with a header into structs; empty cells take the field's default."""
    lines = [line for line in text.split("\n") if line and not line.startswith("#")]
    header = lines[0].split("\t")
    rows = []
    for line in lines[1:]:
        cells = line.split("\t")
        if len(cells) != len(header):
            raise ValueError(f"{row_type.__name__}: {cells[0]!r} has {len(cells)} cells, the header {len(header)}")
        values: dict[str, object] = {}
        for name, cell in zip(header, cells):
            if name in _FLAGS:
                values[name] = cell == "yes"
            elif name in _LISTS:
                values[name] = cell.split()
            elif cell:
                values[name] = cell
        rows.append(msgspec.convert(values, row_type, strict=False))
    return tuple(rows)


def _table(name: str, row_type: type[_R]) -> tuple[_R, ...]:
    text = resources.files(__package__).joinpath("tables", name).read_text(encoding="utf-8")
    return read_rows(text, row_type)


@functools.cache
def book() -> Book:
    """Read all tables once."""
    reasons: dict[str, list[Reason]] = {}
    for row in _table("carcs.tsv", Reason):
        reasons.setdefault(row.carc, []).append(row)
    reporting = _table("reporting_codes.tsv", ReportingCode)
    for pattern in reporting:
        re.compile(pattern.pattern)
    return Book(
        reasons={
            carc: tuple(sorted(rows, key=lambda row: row.effective_from or date.min)) for carc, rows in reasons.items()
        },
        overrides=_table("overrides.tsv", Override),
        remarks={row.rarc: row for row in _table("remarks.tsv", Remark)},
        categories={row.category: row for row in _table("categories.tsv", Category)},
        actions={row.action: row for row in _table("actions.tsv", Action)},
        owners={row.owner: row for row in _table("owners.tsv", Owner)},
        groups={row.group_code: row for row in _table("group_codes.tsv", GroupCode)},
        statuses={row.status_code: row for row in _table("claim_statuses.tsv", ClaimStatus)},
        provider_adjustments={row.reason_code: row for row in _table("provider_adjustments.tsv", ProviderAdjustment)},
        acknowledgements={
            row.category_code: row for row in _table("acknowledgement_categories.tsv", AcknowledgementCategory)
        },
        reporting_codes=reporting,
    )
