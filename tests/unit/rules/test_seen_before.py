"""Who was seen face to face within three years, counted by hand."""

import pytest

from cleanskin.reference.look_up import Reference
from cleanskin.rules.day import Days
from cleanskin.rules.evaluation.seen import seen_before
from cleanskin.rules.notation import read_visit
from cleanskin.rules.visit import visits_of

DAYS = Days(Reference(None))


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("99203 L40.0 << 2023-03-03 99213 L40.0", 1),
        ("99203 L40.0 << 2023-03-02 99213 L40.0", 0),  # three years to the day
        ("on=2028-02-29 99203 L40.0 << 2025-03-01 99213 L40.0", 1),
        ("on=2028-02-29 99203 L40.0 << 2025-02-28 99213 L40.0", 0),
        ("99203 L40.0 << 2025-06-02 88305 D22.5", 0),  # a specimen was read
        ("99203 L40.0 << 2025-06-02 99211 L40.0", 0),  # staff alone
        ("99203 L40.0 << 2025-06-02 99421 L40.0", 0),  # messages
        ("99203 L40.0 << 2025-06-02 96910 L40.0", 0),  # light, given by staff
        ("99203 L40.0 << 2025-06-02 98005 L40.0", 1),  # by video
        ("99203 L40.0 << 2025-06-02 99214 L40.0 | G2211 L40.0", 1),  # the add-on is no visit of its own
        ("99203 L40.0 << 2025-06-02 17000 L57.0 | 17003*3 L57.0", 1),
    ],
)
def test_what_counts_as_seen(text, count):
    claim, context = read_visit(text)
    (visit,), _ = visits_of(claim, DAYS, context)
    assert len(seen_before(visit)) == count
