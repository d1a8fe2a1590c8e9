from datetime import date
from typing import Any

import polars as pl

from cleanskin.insight.acknowledgements import acknowledged
from cleanskin.x12.bulk.frames import ALL_FRAMES
from cleanskin.x12.bulk.schema import HeldFrames, polars_schema

FRAMES = {frame.name: frame for frame in ALL_FRAMES}
SERVED = date(2025, 1, 2)


def declared(name: str, rows: list[dict[str, Any]]) -> pl.DataFrame:
    schema = polars_schema(FRAMES[name])
    return pl.DataFrame([{column: row.get(column) for column in schema} for row in rows], schema=schema, orient="row")


def answer(
    claims: list[tuple[int, str, date]], messages: list[tuple[str, str, date]], served: date | None = SERVED
) -> dict[int, str]:
    """Claims of (id, control number, sent); messages of (control number, category, day)."""
    source = HeldFrames(
        {
            "claims": declared("claims", [{"claim_id": one, "patient_control_number": number} for one, number, _ in claims]),
            "acknowledgements": declared(
                "acknowledgements",
                [
                    {"patient_control_number": number, "category_code": category, "date_acknowledged": day, "date_of_service": served, "amount_billed": 10000}
                    for number, category, day in messages
                ],
            ),
        },
        ALL_FRAMES,
    )  # fmt: skip
    sent = pl.DataFrame(
        [
            {"claim_id": one, "date_submitted": day, "date_of_service": SERVED, "amount_billed": 10000}
            for one, _, day in claims
        ]
    )
    return dict(acknowledged(source, sent).select("claim_id", "acknowledged").iter_rows())


def test_received_is_not_accepted() -> None:
    assert answer([(1, "C1", date(2025, 1, 3))], [("C1", "A1", date(2025, 1, 4)), ("C1", "A0", date(2025, 1, 4))]) == {}


def test_accepted_wins_in_any_order() -> None:
    claims = [(1, "C1", date(2025, 1, 3))]
    messages = [("C1", "A2", date(2025, 1, 4)), ("C1", "A3", date(2025, 1, 5)), ("C1", "A2", date(2025, 1, 4))]
    assert answer(claims, messages) == answer(claims, messages[::-1]) == {1: "accepted"}


def test_a_rejection_belongs_to_the_submission_before_it() -> None:
    claims = [(1, "C1", date(2025, 1, 3)), (2, "C1", date(2025, 1, 10))]
    messages = [("C1", "A7", date(2025, 1, 4)), ("C1", "A2", date(2025, 1, 11))]
    assert answer(claims, messages) == {1: "rejected", 2: "accepted"}


def test_without_service_date_the_number_alone_must_do() -> None:
    assert answer([(1, "C1", date(2025, 1, 3))], [("C1", "A6", date(2025, 1, 4))], served=None) == {1: "rejected"}


def test_a_message_before_any_submission_belongs_to_none() -> None:
    assert answer([(1, "C1", date(2025, 1, 3))], [("C1", "A2", date(2025, 1, 1))]) == {}
