from datetime import date

import pytest

from cleanskin.kernel.period import Period, month_of, period_of


def test_the_last_day_is_outside():
    january = Period(date(2026, 1, 1), date(2026, 2, 1))
    assert date(2026, 1, 31) in january
    assert date(2026, 2, 1) not in january
    assert date(2025, 12, 31) not in january
    assert january.days == 31


def test_an_open_period_has_no_end():
    open_ended = Period(date(2026, 1, 1))
    assert date(2999, 1, 1) in open_ended
    assert open_ended.days is None


def test_touching_periods_do_not_overlap():
    first = Period(date(2026, 1, 1), date(2026, 2, 1))
    assert not first.overlaps(Period(date(2026, 2, 1)))
    assert first.overlaps(Period(date(2026, 1, 31)))


def test_a_period_may_not_end_before_it_starts():
    with pytest.raises(ValueError, match="end before"):
        Period(date(2026, 2, 1), date(2026, 1, 1))


def test_inclusive_days_and_months():
    assert period_of(date(2026, 3, 1), date(2026, 3, 1)).days == 1
    assert month_of(date(2024, 2, 15)) == Period(date(2024, 2, 1), date(2024, 3, 1))
    assert month_of(date(2026, 12, 31)).end == date(2027, 1, 1)
