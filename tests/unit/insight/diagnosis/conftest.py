"""Small facts made by hand: an entity's claims and lines as the report's analyses see them."""

from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import polars as pl
import pytest

from cleanskin.insight.frames import CLAIM_FACTS, COVERAGE_CELLS, LINE_FACTS
from cleanskin.insight.view import EntityView
from cleanskin.insight.worklist import TRACE_COLUMNS
from cleanskin.x12.bulk.schema import POLARS_TYPES, polars_schema

AS_OF = date(2026, 3, 31)
DAY = date(2026, 1, 5)


def claim(number: int, **facts: Any) -> dict[str, Any]:
    """One answered, paid claim; `facts` change it."""
    base: dict[str, Any] = {column.name: None for column in CLAIM_FACTS.columns}
    base |= {
        "root_claim_id": number, "entity": "111111111:1234567893", "population": "insurance", "payer": "alpha",
        "payer_label": "Alpha", "provider": "P1", "location": "L1", "date_of_service": DAY, "date_submitted": DAY + timedelta(days=2),
        "date_first_answer": DAY + timedelta(days=20), "date_last_event": DAY + timedelta(days=20), "submissions": 1, "visit_class": "visit",
        "amount_billed": 10_000, "first_outcome": "paid", "first_has_denied_line": False, "first_amount_denied": 0, "first_amount_paid": 5_000,
        "amount_paid": 5_000, "amount_paid_primary": 5_000, "amount_patient": 0, "amount_contractual": 5_000, "amount_denied_now": 0,
        "amount_recovered": 0, "amount_open": 0, "amount_taken_back": 0, "state": "paid", "observed": True, "matured": True,
    }  # fmt: skip
    return base | facts


def denied(number: int, category: str | None = "modifier", **facts: Any) -> dict[str, Any]:
    """One claim refused at first and never sent again."""
    base = {
        "first_outcome": "denied", "first_has_denied_line": True, "first_amount_denied": 10_000, "first_amount_paid": 0, "amount_paid": 0,
        "amount_paid_primary": 0, "amount_contractual": 0, "amount_denied_now": 10_000, "category": category, "carc": "4",
        "group_code": "CO", "remarks_key": "", "owner": "coder", "action": "corrected_claim", "state": "denied", "amount_open": 10_000,
    }  # fmt: skip
    return claim(number, **(base | facts))


def line_of(claim_row: dict[str, Any], line_id: int, **facts: Any) -> dict[str, Any]:
    """The one line of a claim, in step with it."""
    base: dict[str, Any] = {column.name: None for column in LINE_FACTS.columns}
    base |= {name: claim_row[name] for name in base if name in claim_row}
    refused = claim_row["first_has_denied_line"]
    base |= {
        "line_id": line_id, "code": "99213", "modifiers": "", "units": 1, "family": "evaluation", "recoverable": "yes" if refused else None,
        "amount_allowed": None if refused else 5_000, "expected_allowed": 5_000, "expected_is_estimate": bool(refused),
    }  # fmt: skip
    return base | facts


def _frame(rows: list[dict[str, Any]], declared: Any) -> pl.DataFrame:
    schema = dict(polars_schema(declared))
    known = [{name: row.get(name) for name in schema} for row in rows]
    return pl.DataFrame(known, schema=schema, strict=False)


def view(
    claims: list[dict[str, Any]],
    lines: list[dict[str, Any]] | None = None,
    cells: list[dict[str, Any]] | None = None,
    as_of: date = AS_OF,
) -> EntityView:
    """An entity of these claims; without `lines` one line a claim."""
    if lines is None:
        lines = [line_of(row, row["root_claim_id"] * 10) for row in claims]
    if cells is None:
        labels = {row["payer"]: row["payer_label"] for row in claims}
        cells = [
            {"entity": "e", "payer": payer, "payer_label": label, "month": DAY.replace(day=1), "claims": 1, "claims_answered": 1,
             "amount_billed": sum(row["amount_billed"] for row in claims if row["payer"] == payer), "amount_billed_answered": 0,
             "remits": 1, "remits_matched": 1, "status": "observed"}
            for payer, label in labels.items()
        ]  # fmt: skip
    trace = pl.DataFrame(
        [
            {"root_claim_id": row["root_claim_id"], "claim_file": "a.837", "claim_segment": 10, "remit_file": "a.835", "remit_segment": 20,
             "patient_control_number": f"C{row['root_claim_id']}", "payer_control_number": None, "patient_name": "DOE, JAN",
             "member_id": "M1"}
            for row in claims
        ],
        schema={column.name: POLARS_TYPES[column.kind] for column in TRACE_COLUMNS if column.name != "entity"},
    )  # fmt: skip
    return EntityView(
        entity="111111111:1234567893",
        label="Hand Dermatology",
        as_of=as_of,
        claims=_frame(claims, CLAIM_FACTS),
        lines=_frame(lines, LINE_FACTS),
        cells=_frame(cells, COVERAGE_CELLS),
        trace=trace,
    )


@pytest.fixture
def by_hand() -> SimpleNamespace:
    """Makers of hand-made facts."""
    return SimpleNamespace(claim=claim, denied=denied, line_of=line_of, view=view, as_of=AS_OF, day=DAY)
