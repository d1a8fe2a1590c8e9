"""Invented patients, payers and providers: computed, coherent, well formed."""

import re
from collections import Counter
from random import Random
from statistics import median, quantiles

import pytest

from cleanskin.kernel.identifiers import is_ein, is_npi
from cleanskin.sim.patients import Patients, medicare_number
from cleanskin.sim.payers import ECHOES, PAYER_BY_KEY, PAYERS, AnswerLags
from cleanskin.sim.practice import REFERRERS, build_practice


def test_the_same_number_is_always_the_same_patient():
    assert Patients(seed=4, count=10).get(7) == Patients(seed=4, count=99).get(7)
    assert Patients(seed=4, count=10).get(7) != Patients(seed=5, count=10).get(7)


def test_payers_are_spread_by_their_shares():
    patients = Patients(seed=4, count=20_000)
    counts = Counter(patients.get(number).payer.key for number in range(20_000))
    for payer in PAYERS:
        assert counts[payer.key] / 20_000 == pytest.approx(payer.share, abs=0.012)


def test_patients_fit_their_payer():
    patients = Patients(seed=4, count=5000)
    for patient in map(patients.get, range(5000)):
        year = int(patient.birth_date[:4])
        if patient.payer.kind in ("medicare", "medicare_advantage"):
            assert year <= 1960
            assert not patient.subscriber_first_name
        if patient.payer.kind == "workers_comp":
            assert year <= 2005
        assert (patient.secondary is None) == (not patient.secondary_member_id)
        assert len(patient.zip_code) == 9


def test_shares_of_payers_sum_to_one():
    assert sum(payer.share for payer in PAYERS) == pytest.approx(1.0)
    assert len({payer.payer_id for payer in PAYERS}) == len(PAYERS)


@pytest.mark.parametrize(
    ("echo", "back"),
    [
        ("as_sent", "00012345-k4"),
        ("truncated_to_9", "00012345-"),
        ("upper_cased", "00012345-K4"),
        ("padded", "000000000012345-k4".rjust(18, "0")),
        ("zeros_stripped", "12345-k4"),
        ("suffix_stripped", "00012345"),
        ("hyphens_removed", "00012345k4"),
    ],
)
def test_what_payers_do_to_a_control_number(echo, back):
    assert ECHOES[echo]("00012345-k4") == back


@pytest.mark.parametrize(("key", "middle", "late"), [("tanager_blue", 18, 36), ("irongate_work_cover", 45, 90)])
def test_answer_times_have_the_stated_median_and_ninetieth_percentile(key, middle, late):
    lags = AnswerLags(PAYER_BY_KEY[key])
    rng = Random(1)
    drawn = [lags.draw(rng) for _ in range(20_000)]
    assert median(drawn) == pytest.approx(middle, abs=1)
    assert quantiles(drawn, n=10)[-1] == pytest.approx(late, abs=3)


def test_medicare_never_pays_before_day_14():
    lags = AnswerLags(PAYER_BY_KEY["marshlight_medicare"])
    rng = Random(1)
    assert min(lags.draw(rng) for _ in range(5000)) == 14


@pytest.mark.parametrize("count", [1, 6, 40])
def test_a_practice_has_valid_distinct_numbers(count):
    practice = build_practice(providers=count)
    numbers = [practice.npi, *(p.npi for p in practice.providers), *(place.npi for place in practice.locations)]
    assert len(practice.providers) == count
    assert len(set(numbers)) == len(numbers)
    assert all(is_npi(number) for number in (*numbers, *(npi for _, _, npi in REFERRERS)))
    assert is_ein(practice.tin)
    assert len({(p.last_name, p.first_name) for p in practice.providers}) == count


def test_medicare_numbers_have_medicares_form_and_differ():
    letter, either = "[AC-HJKMNP-RT-Y]", "[0-9AC-HJKMNP-RT-Y]"
    form = re.compile(f"[1-9]{letter}{either}[0-9]{letter}{either}[0-9]{letter}{letter}[0-9][0-9]")
    numbers = {medicare_number(number) for number in range(5_000)}
    assert len(numbers) == 5_000
    assert all(form.fullmatch(number) for number in numbers)
