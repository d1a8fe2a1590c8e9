"""The review of an answer: its signs of doubt, and how often answers with as many were right."""

import functools
from collections.abc import Sequence
from typing import NamedTuple

from cleanskin.charge.customs import rows_of
from cleanskin.charge.review.signs import signs_of
from cleanskin.record.coding import CodedLine, NotReported, Query, Review, VisitLevel
from cleanskin.record.encounter import Encounter


class Measured(NamedTuple):
    """One row of `measured.tsv`: of `texts` with `first` to `last` points, `right` had every code and unit right."""

    band: str
    first: int
    last: int
    texts: int
    right: int


@functools.cache
def measured() -> tuple[Measured, ...]:
    """Return the rows from few points to many; every number of points lies in one."""
    rows = rows_of("review/measured.tsv")
    return tuple(
        [Measured(row["band"], int(row["from"]), int(row["to"]), int(row["texts"]), int(row["right"])) for row in rows]
    )


def review_of(
    encounter: Encounter,
    lines: Sequence[CodedLine],
    refused: Sequence[NotReported],
    asked: Sequence[Query],
    level: VisitLevel | None,
) -> Review | None:
    """Return how far an answer may be trusted; None for a record that was not read from words."""
    if encounter.words_of_work is None:
        return None
    signs = tuple(signs_of(encounter.words_of_work, lines, refused, asked, level))
    points = sum([one.points for one in signs])
    held = next(one for one in measured() if one.first <= points <= one.last)
    return Review(points=points, band=held.band, texts=held.texts, right=held.right, signs=signs)
