"""Days that a procedure covers, counted by hand from GLB-1, and whom they bind."""

import pytest

from cleanskin.reference.look_up import Reference
from cleanskin.rules.day import Days
from cleanskin.rules.global_period.window import belongs_to, open_periods
from cleanskin.rules.notation import read_visit
from cleanskin.rules.visit import visits_of

DAYS = Days(Reference(None))


def periods(text):
    claim, context = read_visit(text)
    (visit,), _ = visits_of(claim, DAYS, context)
    return visit, open_periods(visit, visit.lines[0])


@pytest.mark.parametrize(
    ("past", "is_open"),
    [
        ("2026-03-02 17000 L57.0", False),  # the day itself is not after
        ("2026-03-01 17000 L57.0", True),
        ("2026-02-20 17000 L57.0", True),  # day 10
        ("2026-02-19 17000 L57.0", False),
        ("2025-12-02 14060 C44.311", True),  # day 90
        ("2025-12-01 14060 C44.311", False),
        ("2026-03-01 11102 D49.2", False),
        ("2026-03-01 17311 C44.311", False),
        ("2026-03-01 17003*3 L57.0", False),  # an add-on has no period of its own
        ("2026-03-01 10140-78 L76.31", False),
        ("2026-03-01 14060-54 C44.311", False),  # the care after it was handed over
        ("2026-03-01 11602-58 C44.519", True),
    ],
)
def test_days_after_a_procedure(past, is_open):
    assert bool(periods(f"99213 L40.0 << {past}")[1]) is is_open


@pytest.mark.parametrize(
    ("words", "is_open"),
    [
        ("", True),
        ("by=1000000012", True),  # a partner of the same specialty
        ("taxonomy=207Q00000X by=1000000012", False),
        ("taxonomy=207Q00000X", True),  # the same person
        ("billing=1000000004 tax_id=1 by=1000000012", False),
        ("billing=1000000004 tax_id=1", True),  # the same person at another group
    ],
)
def test_whom_a_period_binds(words, is_open):
    settings = " ".join(word for word in words.split() if not word.startswith("by="))
    by = " ".join(word for word in words.split() if word.startswith("by="))
    assert bool(periods(f"99213 L40.0 << 2026-03-01 {settings} 17000 L57.0 {by}")[1]) is is_open


def test_a_claim_sent_twice_counts_once():
    once = "2026-03-01 number=A1 17000 L57.0"
    assert len(periods(f"99213 L40.0 << {once} << {once}")[1]) == 1


@pytest.mark.parametrize(
    ("visit_diagnoses", "past", "related"),
    [
        ("L57.0", "17000 L57.0", True),
        ("L57.0,L40.0", "17000 L57.0", False),
        ("Z48.02", "11402 D22.5", True),
        ("Z48.02", "17000 L57.0", False),  # freezing leaves no stitches
        ("L76.31", "14060 C44.311", True),
        ("C43.59", "11402 D22.5", True),  # one mole of the trunk, after its pathology
        ("C43.61", "11402 D22.5", False),  # arm and trunk
        ("C44.311", "11402 D22.5", False),
        ("C43.61", "11402 D22.62", False),  # right and left
        ("D48.5", "11402 D22.5", True),  # names no region
        ("L82.1", "11402 D22.5", False),
    ],
)
def test_what_belongs_to_a_procedure(visit_diagnoses, past, related):
    visit, found = periods(f"99213 {visit_diagnoses} << 2026-03-01 {past}")
    assert belongs_to(visit.lines[0], found[0].line, visit.day) is related
