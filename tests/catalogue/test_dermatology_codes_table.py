"""The code table of the built-in pack: tiers without gap or overlap, parents, successors, and every code of the rules."""

from collections import defaultdict
from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest

from cleanskin.record.procedure import ProcedureFacts
from cleanskin.reference.dermatology.codes import codes
from cleanskin.reference.dermatology.fees import fee
from cleanskin.reference.dermatology.sites import site_groups

ALL = [facts for rows in codes().values() for facts in rows]
CURRENT = [rows[-1] for rows in codes().values() if rows[-1].period.end is None]

OPEN_BELOW = {
    "repair_complex": "up to 1.0 cm is a simple or intermediate repair (REP-3)",
}
"""Families whose smallest size lies above zero, and why."""

CODES_OF_THE_RULES = """
11102-11107 40490 40808 41100 41105 67810 69100 68100 69105 30100 54100 56605 56606 11755
11200 11201 11300-11303 11305-11308 11310-11313
11400-11404 11406 11420-11424 11426 11440-11444 11446 11600-11604 11606 11620-11624 11626 11640-11644 11646
67840 67961 67966 40510 21011-21014 21552 21554-21556 21930-21933 22902 22903 23071 23073 23075 23076 24071 24073
24075 24076 25071 25075 26111 26115 27327 27337 27618 27632 28039 28043 11450 11451 11462 11463 11470 11471 11770-11772
17000 17003 17004 17110 17111 54050 54055-54057 54060 54065 56501 56515 57061 57065 46900 46910 46916 46917 46922 46924
67850 40820 17106-17108 17260-17264 17266 17270-17274 17276 17280-17284 17286 17250 17340 17360 10040
17311-17315 88302 88304 88305 88307 88309 88331 88332 88312-88314 88341 88342 88344
12001 12002 12004-12007 12011 12013-12018 12031 12032 12034-12037 12041 12042 12044-12047 12051-12057
13100-13102 13120-13122 13131-13133 13150-13153 13160 12020 12021 G0168
14000 14001 14020 14021 14040 14041 14060 14061 14301 14302 15570 15572 15574 15576 15600 15610 15620 15630 15731 15740
15760 15200 15201 15220 15221 15240 15241 15260 15261 15100 15101 15120 15121 15002-15005 15011-15018 15271-15278 15050
10060 10061 10080 10081 10120 10121 10140 10160 10180 11055-11057 11719-11721 11730 11732 11740 11750 11760 11762 11765
64450 11900 11901 J3301 J1100 J9190 J9040 96405 96406 96372 64650 64653 64999 J0585 A4550 99070
96567 96573 96574 J7308 J7345 96900 96910 96912 96913 96920-96922 96999 95044 95052 95004 96904 96931-96936
77401 77436-77439 88346 88350 87220 87210 88160
99202-99205 99211-99215 99417 G2212 G2211 98000-98016 99441-99443 G2012 G2010 99421-99423 99024 15851 15853 15854
11000 11001 11042 11045 97597 16020 16025 16030 20550 36470 36471 17380 15780-15783 15786-15789 15792 15793 15820-15823
11100 11101 15000 J1745 Q5103 J2357 J3358 11950-11952 11954 36468 36475 17999 30120 69090 0232T 0479T 19300 G0429
99381-99387 99391-99397
"""
"""Every code that coding-rules.md and the category grid name, ranges spelled as first-last of the codes that exist."""


def spelled(text: str) -> set[str]:
    found: set[str] = set()
    for word in text.split():
        first, _, last = word.partition("-")
        found |= {str(number) for number in range(int(first), int(last) + 1)} if last else {first}
    return found


def test_every_code_of_the_rules_is_there():
    assert spelled(CODES_OF_THE_RULES) - set(codes()) == set()
    assert len(codes()) >= 450


def tiers() -> dict[tuple[str, str, str], list[ProcedureFacts]]:
    found: dict[tuple[str, str, str], list[ProcedureFacts]] = defaultdict(list)
    for facts in CURRENT:
        if facts.size_unit:
            found[facts.family, facts.site_group, facts.technique].append(facts)
    return {key: sorted(rows, key=lambda row: row.size_from or Decimal()) for key, rows in found.items()}


@pytest.mark.parametrize("key", sorted(tiers()), ids="/".join)
def test_size_tiers_follow_one_another_without_gap_or_overlap(key):
    """A tier starts where the one before it ends; only local flaps go on in a table of their own."""
    rows = tiers()[key]
    assert len({row.size_unit for row in rows}) == 1
    for one, other in pairwise(rows):
        assert one.size_to == other.size_from is not None, (one.code, other.code)
    for row in rows:
        assert row.size_from is None or row.size_to is None or row.size_from < row.size_to, row.code
    if key[0] in OPEN_BELOW:
        assert rows[0].size_from == Decimal("1.0")
    elif key[1] == "flap/any":
        assert rows[0].size_from == Decimal(30)
    else:
        assert rows[0].size_from is None
    if key[0] == "flap" and key[1] != "flap/any":
        assert rows[-1].size_to == Decimal(30)
    elif len(rows) > 1:
        assert rows[-1].size_to is None


def test_sizes_have_a_unit_and_a_unit_has_sizes():
    for facts in ALL:
        assert bool(facts.size_unit) == (facts.size_from is not None or facts.size_to is not None), facts.code


FLAT_COUNTS = """
11200 11201
17000 17003 17004
17110 17111
11055 11056 11057
11720 11721
11730 11732
11900 11901
96405 96406
36470 36471
36465 36466
15775 15776
15786 15787
"""


@pytest.mark.parametrize("row", FLAT_COUNTS.strip().splitlines())
def test_counts_follow_one_another(row):
    held = [codes()[code][-1] for code in row.split()]
    assert held[0].count_from == 1
    for one, other in pairwise(held):
        assert one.count_to is not None
        assert other.count_from == one.count_to + 1, (one.code, other.code)
    assert held[-1].count_to is None


def test_parents_are_codes_of_the_same_time():
    for facts in ALL:
        assert facts.add_on == bool(facts.parents) or facts.code in {"96570", "96571"}, facts.code
        for parent in facts.parents:
            assert any(row.period.overlaps(facts.period) for row in codes()[parent]), (facts.code, parent)


def test_an_add_on_is_no_parent_of_itself_and_its_global_days_are_those_of_the_parent():
    for facts in CURRENT:
        assert facts.code not in facts.parents
        if facts.global_days == "ZZZ":
            assert facts.add_on, facts.code


def test_ended_codes_name_successors_that_were_there_the_next_day():
    """Without a successor: nothing took its place."""
    for facts in ALL:
        if facts.period.end is None:
            assert facts.replaced_by == (), facts.code
            continue
        for code in facts.replaced_by:
            assert any(facts.period.end in row.period for row in codes()[code]), (facts.code, code)
    ended = {facts.code for facts in ALL if facts.period.end is not None}
    assert ended == {facts.code for facts in ALL if facts.replaced_by}


def test_site_groups_are_declared():
    for facts in ALL:
        assert facts.site_group == "" or facts.site_group in site_groups(), facts.code


def test_drug_codes_say_what_one_unit_is():
    without = {"J3490", "J3590"}  # drugs without a code of their own
    for facts in ALL:
        is_drug = facts.family == "drug" and facts.code not in without
        assert bool(facts.drug) == (facts.drug_amount is not None) == bool(facts.drug_unit) == is_drug, facts.code
        assert facts.single_dose is None or facts.drug, facts.code


def test_every_code_says_what_one_unit_is():
    assert [facts.code for facts in ALL if not facts.unit_rule] == []


def test_service_class_is_open_only_where_it_follows_something_else():
    follows = {
        "repair_simple",
        "repair_intermediate",
        "repair_complex",
        "flap",
        "graft",
        "graft_site",
        "drug",
        "injection",
    }
    follows |= {"anesthesia", "supply", "reporting", "unlisted", "imaging", "excision_site_specific"}
    assert {facts.family for facts in ALL if facts.service_class is None} <= follows
    assert {facts.code for facts in ALL if facts.family == "mohs" and facts.service_class != "medical"} == set()


def test_global_days_are_those_of_the_fees_in_force():
    for facts in CURRENT:
        answers = [fee(facts.code, day) for day in (date(2026, 12, 1), date(2025, 12, 1))]
        held = [answer.value.global_days for answer in answers if answer and answer.value.global_days]
        assert facts.global_days == (held[0] if held else None), facts.code


def test_labels_are_short_and_unlike_one_another():
    assert [facts.code for facts in ALL if not 5 <= len(facts.label) <= 110] == []
    assert len({facts.label for facts in ALL}) == len(ALL)
