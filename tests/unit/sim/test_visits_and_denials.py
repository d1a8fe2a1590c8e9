"""Composed visits are coherent, and refusals strike lines they can strike."""

from collections import Counter
from random import Random

import pytest

from cleanskin.sim.codes import CODES
from cleanskin.sim.denials import CAUSE_BY_NAME, CAUSES, draw_cause, draw_codes, strikes, targets
from cleanskin.sim.payers import PAYER_BY_KEY
from cleanskin.sim.pick import Weighted, pick, spread_days
from cleanskin.sim.visits import MINOR_FAMILIES, Line, compose

ROLES = ("dermatologist", "mohs_surgeon", "physician_assistant", "nurse_practitioner")


def _visits(count=3000):
    rng = Random(3)
    return [
        compose(rng, role=ROLES[n % 4], new=n % 9 == 0, older=n % 2 == 0, distinct="XS" if n % 2 else "59")
        for n in range(count)
    ]


def test_every_line_points_to_a_diagnosis_of_the_claim():
    for visit in _visits():
        assert 1 <= len(visit.diagnoses) <= 12
        assert len(set(visit.diagnoses)) == len(visit.diagnoses)
        assert all(1 <= int(line.pointers) <= len(visit.diagnoses) for line in visit.lines)


def test_add_ons_come_with_their_base_code():
    bases = {"17003": {"17000"}, "11103": {"11102"}, "11105": {"11104"}, "17312": {"17311"}, "17314": {"17313"}}
    for visit in _visits():
        codes = {line.code.code for line in visit.lines}
        for add_on, base in bases.items():
            assert add_on not in codes or base & codes


def test_modifier_25_stands_exactly_where_a_minor_procedure_is():
    for visit in _visits():
        minor = any(line.code.family in MINOR_FAMILIES for line in visit.lines)
        for line in visit.lines:
            if line.code.family == "visit":
                assert ("25" in line.modifiers) == minor


def test_units_stay_within_what_the_codes_allow():
    for visit in _visits():
        for line in visit.lines:
            assert line.units >= 1
            assert line.code.code != "17003" or line.units <= 13
            assert not {"17000", "17004"} <= {other.code.code for other in visit.lines}


def test_charges_are_whole_dollars_above_the_medicare_amount():
    for code in CODES.values():
        assert code.charge % 100 == 0
        assert code.charge > code.allowed


def test_causes_strike_only_lines_they_fit():
    rng = Random(5)
    seen = Counter()
    for visit in _visits(1500):
        cause, struck = draw_cause(rng, visit.lines, month=3)
        seen[cause.name] += 1
        assert struck
        assert cause.whole_claim or all(strikes(cause, line, visit.lines) for line in struck)
        assert len(struck) == (len(visit.lines) if cause.whole_claim else 1)
    assert set(seen) == {cause.name for cause in CAUSES}


def test_bundling_needs_a_second_line_and_a_modifier():
    alone = [Line(CODES["99213"], ("25",), 1)]
    assert targets(Random(1), CAUSE_BY_NAME["bundling_ncci"], alone) == []


def test_only_medicare_calls_a_claim_unprocessable():
    rng = Random(2)
    cause = CAUSE_BY_NAME["coding_edit"]
    manners = {
        key: {draw_codes(rng, cause, PAYER_BY_KEY[key], vague_share=0.2)[1] for _ in range(300)}
        for key in ("marshlight_medicare", "tanager_blue")
    }
    assert manners == {"marshlight_medicare": {"plain", "vague", "unprocessable"}, "tanager_blue": {"plain", "vague"}}


def test_the_mix_of_causes_sums_to_a_hundred():
    assert sum(cause.mix_percent for cause in CAUSES) == 100


def test_weighted_draws_follow_their_weights():
    rng = Random(1)
    counts = Counter(Weighted([("a", 1), ("b", 3)]).draw(rng) for _ in range(8000))
    assert counts["b"] / 8000 == pytest.approx(0.75, abs=0.02)


def test_picks_reach_both_ends():
    rng = Random(1)
    assert {spread_days(rng, 2, 4) for _ in range(200)} == {2, 3, 4}
    assert {pick(rng, "xyz") for _ in range(200)} == set("xyz")
