"""One seed of the experiment: arms are paired, counts hang together, the arm that does nothing changes nothing.

Nothing here says that the product wins: that is for the measurement to say.
"""

from dataclasses import asdict
from functools import cache

import pytest
from bench.experiment.__main__ import main
from bench.experiment.likeness import BilledLine, RightLine, group_of, right_lines
from bench.experiment.measure import ARMS, Plan, Sums, lived
from bench.experiment.outcomes import OUTCOMES
from bench.experiment.people import Person
from bench.experiment.run import variants
from bench.experiment.statistics import interval, paired
from bench.experiment.tables import assumptions, told_by

from cleanskin.rules.registry import all_rules

PLAN = Plan(seed=7, visits=150)


@cache
def practice() -> dict[str, Sums]:
    return lived(PLAN)


def test_every_arm_lives_the_same_visits_worth_the_same():
    sums = practice()
    assert tuple(sums) == ARMS
    assert len({(one.visits, one.worth) for one in sums.values()}) == 1
    assert sums["nothing"].visits > 60


def test_without_slips_nothing_is_missed_and_nothing_is_beyond_the_record():
    ideal = practice()["no_slips"]
    assert (ideal.cents_missed, ideal.cents_beyond, ideal.lines_beyond) == (0, 0, 0)
    assert ideal.collected == ideal.earned <= ideal.worth


def test_staff_who_are_left_alone_make_slips_in_both_directions():
    alone = practice()["nothing"]
    assert alone.cents_missed > 0
    assert alone.cents_beyond > 0
    assert alone.minutes_added == 0
    assert not any(value for name, value in alone.tally.items() if name != "kinds")


@pytest.mark.parametrize("arm", ARMS)
def test_counts_hang_together(arm: str):
    one = practice()[arm]
    assert 0 < one.first_pass <= one.answered - one.refused <= one.answered <= one.claims
    assert one.lines_refused <= one.lines_answered <= one.lines
    assert one.earned <= one.collected
    assert one.open_charges <= one.charges
    tally = one.tally
    assert tally["held_falsely"] <= tally["held"] <= tally["findings"]
    assert sum(tally["kinds"].values()) == tally["findings"]


def test_a_person_who_always_understands_makes_no_needless_change_and_leaves_fewer_slips():
    sharp = lived(PLAN._replace(skill=10_000, arms=("nothing", "followed")))
    assert sharp["followed"].tally["needless_changes"] == 0
    assert sharp["followed"].cents_beyond <= sharp["nothing"].cents_beyond
    assert sharp["nothing"] == practice()["nothing"]


def test_a_person_who_understands_nothing_and_obeys_does_fix_no_slip():
    blind = lived(PLAN._replace(skill=0, arms=("followed",)))["followed"]
    assert blind.tally["fixed"] == 0
    assert blind.tally["held"] == practice()["followed"].tally["held"]


def test_the_coder_reads_every_visit_kept():
    told = practice()["coded"].tally
    assert told["coded_visits"] > 60
    assert told["coded_right"] <= told["coded_same"] <= told["coded_visits"]


def test_the_same_seed_gives_the_same_counts():
    plan = PLAN._replace(visits=60)
    assert {name: asdict(one) for name, one in lived(plan).items()} == {
        name: asdict(one) for name, one in lived(plan).items()
    }


def test_every_family_of_rules_speaks_of_slips_or_of_the_common_ones():
    assert all(told_by(rule.id) for rule in all_rules())
    assert told_by("rule-stopped") == frozenset()


def test_every_assumption_says_so():
    assert all(one.trust == "assumed" and one.what for one in assumptions().values())


def test_variants_change_one_thing_and_keep_seed_and_size():
    base = Plan(seed=1)
    for plan in variants(base).values():
        changed = [a for a, b, name in zip(plan, base, Plan._fields) if a != b and name != "arms"]
        assert len(changed) == 1
        assert (plan.seed, plan.visits, plan.months) == (base.seed, base.visits, base.months)


def test_intervals_are_students():
    # 4 values 1, 2, 3, 4: mean 2.5, standard deviation 1.290994, t of 3 degrees of freedom 3.182
    found = interval([1, 2, 3, 4])
    assert found.mean == 2.5
    assert found.half == pytest.approx(3.182 * 1.2909944 / 2)
    assert paired([3, 5], [1, 2]).mean == 2.5
    assert interval([7]).half is None
    with pytest.raises(ValueError, match="no values"):
        interval([])
    with pytest.raises(ValueError):
        paired([1], [1, 2])


def test_the_skill_is_the_share_of_what_is_understood():
    person = Person(seed=3, skill=6_000)
    share = sum(person.understands("finding", str(number)) for number in range(4_000)) / 4_000
    assert share == pytest.approx(0.6, abs=0.03)


def test_a_line_is_right_once():
    way = RightLine("17003", (frozenset(), frozenset({"59"})), 2, frozenset({"L570"}))
    line = BilledLine("17003", frozenset({"59"}), 2, "L570")
    assert right_lines([line, line], [way]) == [True, False]
    assert right_lines([line._replace(units=3)], [way]) == [False]
    assert right_lines([line._replace(diagnosis="L821")], [way]) == [False]
    assert group_of("99203") == group_of("99213") == "visit"
    assert group_of("17003") == group_of("17004") != group_of("17110")


def test_the_command_prints_the_tables_of_a_small_practice(capsys: pytest.CaptureFixture[str]):
    assert main(["--seeds", "1", "--small", "--processes", "1"]) == 0
    said = capsys.readouterr().out
    assert all(f"| {one.name} |" in said for one in OUTCOMES)
    assert "written:" not in said
