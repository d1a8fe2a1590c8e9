"""Dated values: found by day, cited, never carried beyond what was published."""

from datetime import date
from decimal import Decimal

import pytest

from cleanskin.reference.parameters import ladder, parameter, parameters, value_of


@pytest.mark.parametrize(
    ("name", "on", "value"),
    [
        ("conversion-factor", date(2024, 1, 1), "32.7442"),
        ("conversion-factor", date(2024, 3, 8), "32.7442"),
        ("conversion-factor", date(2024, 3, 9), "33.2875"),
        ("conversion-factor", date(2025, 12, 31), "32.3465"),
        ("conversion-factor", date(2026, 1, 1), "33.4009"),
        ("conversion-factor-qualifying-apm", date(2026, 6, 1), "33.5675"),
        ("anesthesia-conversion-factor", date(2026, 6, 1), "20.4976"),
        ("anesthesia-conversion-factor-qualifying-apm", date(2026, 6, 1), "20.5998"),
        ("sequestration", date(2026, 1, 1), "0.02"),
        ("sequestration", date(2021, 1, 1), "0"),
        ("sequestration", date(2022, 6, 30), "0.01"),
        ("limiting-charge-share", date(2026, 1, 1), "1.0925"),
        ("assistant-nonphysician", date(2026, 1, 1), "0.136"),
    ],
)
def test_values_by_day(name, on, value):
    assert value_of(name, on) == Decimal(value)


@pytest.mark.parametrize(
    ("name", "on"),
    [
        ("conversion-factor", date(2020, 12, 31)),
        ("conversion-factor", date(2027, 1, 1)),
        ("conversion-factor-qualifying-apm", date(2025, 12, 31)),
        ("skin-substitute-rate", date(2027, 1, 1)),
    ],
)
def test_nothing_is_carried_beyond_its_days(name, on):
    assert value_of(name, on) is None
    assert ladder(name, on) == ()


def test_a_ladder():
    assert ladder("multiple-procedure-2", date(2026, 1, 1)) == (
        1,
        Decimal("0.5"),
        Decimal("0.5"),
        Decimal("0.5"),
        Decimal("0.5"),
    )


def test_an_unknown_name_is_an_error_of_the_caller():
    with pytest.raises(KeyError):
        value_of("conversion", date(2026, 1, 1))


def test_the_limiting_charge_is_115_percent_of_95():
    day = date(2026, 1, 1)
    assert value_of("limiting-charge-share", day) == Decimal("1.15") * value_of("nonparticipating-share", day)


def test_what_is_not_confirmed_says_so():
    assert parameter("conversion-factor", date(2024, 1, 1)).notice
    assert not parameter("conversion-factor", date(2026, 1, 1)).notice


@pytest.mark.parametrize("name", sorted(parameters()))
def test_every_parameter_is_described_and_cited(name):
    declared = parameters()[name]
    assert declared.description.endswith(".")
    assert declared.unit
    for value in declared.values:
        assert value.numbers
        assert value.source.title
        assert value.source.trust != "published" or value.source.checked_on is not None
