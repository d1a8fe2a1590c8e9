"""The generated practice looks like the published profile, within the tolerance that a sample of its size allows.

Expected values are those of the practice profile: shares of lines from published all-payer claims of 2023, ratios
derived from published counts, denial rates and mix and answer times from its simulator defaults (assumptions).
"""

from collections import Counter
from datetime import date
from statistics import median

import msgspec
import pytest

from cleanskin.sim.sample import SampleOptions, write_sample
from cleanskin.sim.truth import TruthClaim

PUBLISHED_LINE_SHARES = {
    "99213": 17.5, "99214": 8.9, "17000": 7.8, "11102": 5.9, "17003": 5.5, "17110": 5.4, "99203": 5.2, "88305": 4.6,
    "99204": 2.6, "99212": 2.6, "11103": 1.6, "17311": 1.6, "J3301": 1.5, "11900": 1.3, "17004": 1.1,
}  # fmt: skip
DENIAL_RATES = {
    "marshlight_medicare": 0.06, "goldfinch_advantage": 0.11, "larkspur_senior": 0.11, "tanager_blue": 0.09,
    "bramble_health": 0.09, "open_meadow_exchange": 0.17, "ferndale_medicaid": 0.12,
}  # fmt: skip
DENIAL_MIX = {
    "bundling_ncci": 14, "eligibility_registration": 12, "medical_necessity": 11, "modifier": 10,
    "cosmetic_noncovered": 9, "coding_edit": 8, "prior_authorisation": 8, "duplicate": 6, "documentation_request": 5,
    "cob": 4, "frequency_mue": 4, "global_period": 3, "enrolment_credentialing": 3, "timely_filing": 2, "other": 1,
}  # fmt: skip
LAG_MEDIANS = {"marshlight_medicare": 14, "goldfinch_advantage": 17, "tanager_blue": 18, "ferndale_medicaid": 21}


@pytest.fixture(scope="module")
def plain(tmp_path_factory):
    """The truth of a practice without planted facts and faults."""
    folder = tmp_path_factory.mktemp("plain")
    options = SampleOptions(stories=False, faults=False, acknowledgements=False)
    write_sample(folder, seed=8, claims=7_000, start=date(2025, 1, 1), options=options)
    decode = msgspec.json.Decoder(TruthClaim).decode
    return [decode(line) for line in (folder / "truth.jsonl").read_bytes().splitlines()]


def _line_counts(plain):
    return Counter(line.code for claim in plain for line in claim.lines)


def test_line_shares(plain):
    counts = _line_counts(plain)
    total = counts.total()
    for code, share in PUBLISHED_LINE_SHARES.items():
        assert 100 * counts[code] / total == pytest.approx(share, abs=0.2 * share + 0.35), code


def test_lines_per_visit_and_modifier_25(plain):
    counts = _line_counts(plain)
    visits = [line for claim in plain for line in claim.lines if line.code.startswith("992")]
    assert counts.total() / len(plain) == pytest.approx(2.3, abs=0.25)
    assert sum("25" in line.modifiers for line in visits) / len(visits) == pytest.approx(0.615, abs=0.08)


def test_ratios_within_families(plain):
    counts = _line_counts(plain)
    units = Counter()
    for claim in plain:
        for line in claim.lines:
            units[line.code] += line.units
    assert counts["17003"] / counts["17000"] == pytest.approx(0.705, abs=0.05)
    assert units["17003"] / counts["17003"] == pytest.approx(4.65, abs=0.5)
    assert counts["11103"] / counts["11102"] == pytest.approx(0.271, abs=0.06)
    stages = (units["17311"] + units["17312"] + units["17313"] + units["17314"]) / (counts["17311"] + counts["17313"])
    assert stages == pytest.approx(1.74, abs=0.12)


def test_evaluation_levels(plain):
    counts = _line_counts(plain)
    established = sum(counts[f"9921{level}"] for level in range(1, 6))
    new = sum(counts[f"9920{level}"] for level in range(2, 6))
    assert counts["99213"] / established == pytest.approx(0.56, abs=0.03)
    assert counts["99214"] / established == pytest.approx(0.33, abs=0.03)
    assert new / (new + established) == pytest.approx(0.212, abs=0.04)


def test_denial_rates_by_payer(plain):
    answered, refused = Counter(), Counter()
    for claim in plain:
        if claim.first_outcome and claim.population == "insurance":
            answered[claim.payer] += 1
            refused[claim.payer] += bool(claim.cause)
    for payer, rate in DENIAL_RATES.items():
        spread = 3.5 * (rate * (1 - rate) / answered[payer]) ** 0.5
        assert refused[payer] / answered[payer] == pytest.approx(rate, abs=spread), payer


def test_denial_mix(plain):
    causes = Counter(claim.cause for claim in plain if claim.cause)
    for cause, percent in DENIAL_MIX.items():
        spread = 3.5 * (percent * (100 - percent) / causes.total()) ** 0.5 + 2.5
        assert 100 * causes[cause] / causes.total() == pytest.approx(percent, abs=spread), cause


def test_answer_times(plain):
    for payer, days in LAG_MEDIANS.items():
        lags = [
            (claim.answers[0].date - claim.submissions[0].date).days
            for claim in plain
            if claim.payer == payer and len(claim.submissions) == 1 and claim.answers
        ]
        # A payer pays on its own weekdays, which adds up to six days.
        assert days <= median(lags) <= days + 6
        if payer == "marshlight_medicare":
            assert min(lags) >= 14


def test_patient_share_is_heavy_early_in_the_year(plain):
    def share(months):
        some = [
            c for c in plain if c.date_of_service.month in months and c.payer == "bramble_health" and c.state == "paid"
        ]
        return sum(c.amount_patient for c in some) / sum(c.amount_paid + c.amount_patient for c in some)

    assert share({1, 2, 3}) > share({9, 10, 11}) + 0.1


def test_charge_lags(plain):
    def lag(kinds):
        return median(
            (c.submissions[0].date - c.date_of_service).days for c in plain if c.visit in kinds and c.submissions
        )

    assert 1 <= lag({"office"}) <= 2
    assert 3 <= lag({"mohs", "excision"}) <= 5
