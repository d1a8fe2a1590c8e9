from datetime import date

import pytest

from cleanskin.insight.report import words


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (0.1234, "ratio", "12.3%"),
        (1.0, "ratio", "100.0%"),
        (0.9999, "ratio", ">99.9%"),
        (0.0001, "ratio", "<0.1%"),
        (0, "ratio", "0.0%"),
        (-0.05, "ratio", "−5.0%"),
        (99_999, "cents", "$999.99"),
        (100_000, "cents", "$1,000"),
        (123_456_789, "cents", "$1,234,568"),
        (-5, "cents", "−$0.05"),
        (38.44, "days", "38.4"),
        (38.0, "days", "38"),
        (12_345, "count", "12,345"),
        (1.872, "per_claim", "1.87"),
        (None, "cents", "–"),
        (date(2026, 11, 21), "date", "Nov 21, 2026"),
        ("=1+1", "text", "=1+1"),
    ],
)
def test_a_value_is_written_in_its_unit(value, unit, text):
    assert words.value_text(value, unit) == text


def test_days_are_named_and_one_is_singular():
    assert words.with_unit(1, "days") == "1 day"
    assert words.with_unit(2.5, "days") == "2.5 days"


@pytest.mark.parametrize(
    ("low", "high", "text"),
    [
        (120_000, 340_000, "$1,200 – $3,400"),
        (None, 340_000, "at most $3,400"),
        (120_000, None, "at least $1,200"),
        (None, None, "–"),
        (120_000, 120_000, "$1,200"),
    ],
)
def test_a_range_names_its_known_ends(low, high, text):
    assert words.span(low, high, "cents") == text


def test_bounds_in_words():
    assert words.between(0.861, 0.883, "ratio") == "between 86.1% and 88.3%"
    assert words.between(None, 0.883, "ratio") == "at most 88.3%"


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (0.25, "ratio", "25%"),
        (0.125, "ratio", "12.5%"),
        (1_200_000, "cents", "$12k"),
        (150_000_000, "cents", "$1.5M"),
        (-500_00, "cents", "−$500"),
        (15, "days", "15"),
        (0, "cents", "$0"),
    ],
)
def test_axis_labels_are_short(value, unit, text):
    assert words.compact(value, unit) == text


def test_plural():
    assert words.plural(1, "claim") == "1 claim"
    assert words.plural(2_000, "claim") == "2,000 claims"
    assert words.plural(2, "entry", "entries") == "2 entries"
