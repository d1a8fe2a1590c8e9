from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleanskin.kernel.cents import allocate, format_dollars, format_x12, parse_cents


@pytest.mark.parametrize(
    ("text", "cents"),
    [("80", 8000), ("80.5", 8050), ("80.50", 8050), (".05", 5), ("-12.34", -1234), ("0", 0), ("+3", 300), ("5.", 500)],
)
def test_amounts_as_files_write_them(text, cents):
    assert parse_cents(text) == cents


@pytest.mark.parametrize("text", ["", " ", "1,000", "$5", "1e3", "NaN", "1.005", "--1", ".", "１２"])
def test_what_is_no_amount_is_refused(text):
    with pytest.raises(ValueError, match="amount"):
        parse_cents(text)


@pytest.mark.parametrize(
    ("cents", "text"), [(8000, "80"), (8050, "80.5"), (5, "0.05"), (-1234, "-12.34"), (0, "0"), (-50, "-0.5")]
)
def test_amounts_as_x12_writes_them(cents, text):
    assert format_x12(cents) == text


@given(st.integers(-(10**15), 10**15))
def test_writing_and_reading_give_the_amount_back(cents):
    assert parse_cents(format_x12(cents)) == cents
    assert Decimal(format_x12(cents)) * 100 == cents


@pytest.mark.parametrize(
    ("cents", "plain", "whole"),
    [
        (123450, "$1,234.50", "$1,234"),
        (-5, "-$0.05", "$0"),
        (99_999_950, "$999,999.50", "$1,000,000"),
        (0, "$0.00", "$0"),
    ],
)
def test_amounts_for_people(cents, plain, whole):
    assert format_dollars(cents) == plain
    assert format_dollars(cents, whole=True) == whole


def test_a_hundred_dollars_over_three_lines_loses_no_cent():
    assert allocate(10_000, [1, 1, 1]) == [3334, 3333, 3333]
    assert allocate(-10_000, [1, 1, 1]) == [-3334, -3333, -3333]
    assert allocate(5, [0, 0]) == [3, 2]


@given(st.integers(-(10**9), 10**9), st.lists(st.integers(0, 10**6), min_size=1, max_size=20))
def test_the_parts_always_sum_to_the_total(total, weights):
    parts = allocate(total, weights)
    assert sum(parts) == total
    assert len(parts) == len(weights)


@pytest.mark.parametrize("weights", [[], [1, -1]])
def test_weights_that_cannot_share_are_refused(weights):
    with pytest.raises(ValueError, match="weight"):
        allocate(100, weights)
