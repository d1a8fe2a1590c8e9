"""The simulated practice and the days on which it works."""

from datetime import date, timedelta

import pytest

from cleanskin.kernel.identifiers import is_npi
from cleanskin.sim.nouns.configuration import Configuration
from cleanskin.sim.people import build_practice, open_day, patient_count
from cleanskin.sim.people.calendar import holidays, next_open


@pytest.mark.parametrize("providers", [1, 2, 6, 15])
@pytest.mark.parametrize("locations", [1, 3, 5])
def test_any_size_of_practice_holds_together(providers: int, locations: int) -> None:
    practice = build_practice(Configuration(seed=1, providers=providers, locations=locations))
    keys = [one.key for one in practice.providers]
    assert len(keys) == len(set(keys)) == providers
    assert len(practice.locations) == locations
    numbers = [practice.npi, *(one.npi for one in practice.providers), *(one.npi for one in practice.locations)]
    numbers += [one.npi for one in practice.referrers]
    assert len(set(numbers)) == len(numbers)
    assert all(is_npi(number) for number in numbers)
    for provider in practice.providers:
        assert practice.location(provider.location)
        assert bool(provider.supervisor) is not provider.is_physician
        if provider.supervisor:
            assert practice.provider(provider.supervisor).role == "dermatologist"


def test_another_entity_has_other_numbers() -> None:
    one, two = (build_practice(Configuration(seed=1, entity=entity)) for entity in (0, 1))
    assert one.tin != two.tin
    assert not {p.npi for p in one.providers} & {p.npi for p in two.providers}


def test_a_provider_hired_during_the_time_does_not_work_before() -> None:
    configuration = Configuration(seed=1, providers=6)
    practice = build_practice(configuration)
    hired = [one for one in practice.providers if one.first_day is not None]
    assert [one.first_day for one in hired] == [date(2025, 4, 1)]
    day = date(2025, 1, 1)
    while day < date(2025, 4, 1):
        assert not open_day(configuration, practice, hired[0].key, day)
        day += timedelta(days=1)
    assert next_open(configuration, practice, hired[0].key, date(2025, 2, 3).toordinal()) >= day.toordinal()


def test_holidays_of_a_year_fall_where_they_do() -> None:
    days = {date.fromordinal(day) for day in holidays(2025)}
    assert {date(2025, 1, 1), date(2025, 5, 26), date(2025, 7, 4), date(2025, 9, 1), date(2025, 11, 27)} <= days
    assert date(2025, 12, 25) in days
    assert date(2025, 11, 26) not in days


def test_working_days_follow_weekdays_holidays_and_vacations() -> None:
    configuration = Configuration(seed=3)
    practice = build_practice(configuration)
    for provider in practice.providers:
        days = [date(2025, 5, 1) + timedelta(days=number) for number in range(365)]
        worked = [day for day in days if open_day(configuration, practice, provider.key, day)]
        assert {day.weekday() for day in worked} == set(provider.weekdays)
        least = 52 - 4 - 4
        assert least * len(provider.weekdays) - 8 <= len(worked) <= 52 * len(provider.weekdays)


def test_patients_are_as_many_as_the_visits_wanted_ask_for() -> None:
    small, large = (patient_count(Configuration(seed=1, providers=number)) for number in (1, 6))
    assert abs(large - 6 * small) <= 6
    assert patient_count(Configuration(seed=1, providers=1, visits_per_provider=75)) == small // 100
    assert patient_count(Configuration(seed=1, months=1)) < patient_count(Configuration(seed=1, months=2))
