from datetime import date, timedelta

import polars as pl

from cleanskin.insight.as_of import choose_as_of
from cleanskin.x12.bulk.frames import ALL_FRAMES
from cleanskin.x12.bulk.schema import HeldFrames, polars_schema

FRAMES = {frame.name: frame for frame in ALL_FRAMES}


def declared(name: str, rows: list[dict[str, object]]) -> pl.DataFrame:
    schema = polars_schema(FRAMES[name])
    return pl.DataFrame([{column: row.get(column) for column in schema} for row in rows], schema=schema, orient="row")


def files(*transactions: tuple[str, date | None, date | None, date | None]) -> HeldFrames:
    """Transactions of (kind, created, paid, last service)."""
    created, paid, claims, remits = [], [], [], []
    for number, (kind, made, pay, service) in enumerate(transactions):
        created.append({"transaction_id": number, "transaction": kind, "date_created": made})
        if kind == "835":
            paid.append({"transaction_id": number, "date_paid": pay})
        if service:
            (claims if kind == "837P" else remits).append({"transaction_id": number, "date_of_service_last": service})
    return HeldFrames(
        {
            "transactions": declared("transactions", created), "payments": declared("payments", paid),
            "claims": declared("claims", claims), "remit_claims": declared("remit_claims", remits),
        },
        ALL_FRAMES,
    )  # fmt: skip


def test_the_latest_payment_or_submission() -> None:
    source = files(
        ("837P", date(2025, 3, 1), None, date(2025, 2, 27)),
        ("835", date(2025, 4, 1), date(2025, 4, 3), date(2025, 2, 27)),
    )
    chosen = choose_as_of(source)
    assert (chosen.day, chosen.findings) == (date(2025, 4, 3), ())


def test_a_stated_day_is_taken_as_it_is() -> None:
    assert choose_as_of(files(("837P", date(2025, 3, 1), None, None)), date(2024, 1, 1)).day == date(2024, 1, 1)


def test_a_payment_date_of_2099_is_a_typing_error() -> None:
    source = files(
        ("837P", date(2025, 3, 1), None, date(2025, 2, 27)),
        ("835", date(2025, 4, 1), date(2099, 4, 3), date(2025, 2, 27)),
    )
    chosen = choose_as_of(source)
    assert chosen.day == date(2025, 4, 1)
    assert [finding.id for finding in chosen.findings] == ["CS-INS-001"]


def test_a_lone_future_file_with_future_service_is_not_believed_either() -> None:
    usual = [("837P", date(2025, 1, 1) + timedelta(days=day), None, date(2025, 1, 1)) for day in range(40)]
    chosen = choose_as_of(files(*usual, ("837P", date(2035, 1, 2), None, date(2035, 1, 1))))
    assert chosen.day == date(2025, 2, 9)


def test_a_handful_of_old_and_new_files_keeps_the_newest() -> None:
    source = files(
        ("837P", date(2010, 1, 5), None, date(2010, 1, 1)),
        ("835", date(2024, 6, 5), date(2024, 6, 6), date(2024, 5, 1)),
    )
    assert choose_as_of(source).day == date(2024, 6, 6)


def test_no_date_at_all_is_said() -> None:
    chosen = choose_as_of(files(("837P", None, None, None)))
    assert [finding.id for finding in chosen.findings] == ["CS-INS-002"]
