import polars as pl

from cleanskin.insight.gaps import control_number_gaps, gap_findings


def interchanges(*numbers: str, kind: str = "835", st: str = "0001") -> pl.DataFrame:
    rows = [("S", "R", place, kind, number, number, st) for place, number in enumerate(numbers)]
    names = (
        "sender_id",
        "receiver_id",
        "file_id",
        "transaction",
        "isa_control_number",
        "gs_control_number",
        "st_control_number",
    )
    schema = {name: pl.Int64 if name == "file_id" else pl.String for name in names}
    return pl.DataFrame(rows, schema=schema, orient="row")


def test_a_number_between_two_present_ones_is_missing() -> None:
    gaps = control_number_gaps(interchanges("000000001", "000000002", "000000003", "000000006", "000000007"))
    by_level = {row["level"]: (row["first_missing"], row["last_missing"], row["missing"]) for row in gaps.to_dicts()}
    assert by_level == {"interchange": (4, 5, 2), "group": (4, 5, 2)}
    assert {finding.id for finding in gap_findings(gaps)} == {"CS-INS-005"}


def test_random_and_repeated_numbers_are_no_series() -> None:
    assert control_number_gaps(interchanges("17", "902", "44", "5113", "70", "311")).is_empty()
    assert control_number_gaps(interchanges(*["1"] * 8)).is_empty()


def test_few_numbers_say_nothing_and_letters_do_no_harm() -> None:
    assert control_number_gaps(interchanges("1", "3")).is_empty()
    assert control_number_gaps(interchanges("A1", "", "B")).is_empty()


def test_a_transaction_missing_in_its_group() -> None:
    rows = pl.concat(
        [
            interchanges("7", st=number).with_columns(file_id=pl.lit(0, dtype=pl.Int64))
            for number in ("0001", "0002", "0004")
        ]
    )
    gaps = control_number_gaps(rows)
    assert gaps.select("level", "first_missing", "missing").rows() == [("transaction", 3, 1)]
