"""The signs by which an answer is to be doubted: `signs.tsv`, one row a sign, with its points.

None of them says that a line is wrong.  Together they tell which answers to read first; `measured.tsv` says how many
answers with as many points were right on notes that the reader had not been built against.
"""

import functools
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from typing import Final, NamedTuple

from cleanskin.charge.customs import rows_of
from cleanskin.record.coding import CodedLine, NotReported, Query, Sign, VisitLevel
from cleanskin.record.encounter import Evidence

_MANY: Final = 3
"""So many numbers that nothing stands on are many."""


class SignRow(NamedTuple):
    """One row of the table: points for each time the sign is met, and most points for it."""

    each: int
    most: int
    says: str


@functools.cache
def sign_rows() -> Mapping[str, SignRow]:
    """Return the rows by sign."""
    rows = rows_of("review/signs.tsv")
    return {row["sign"]: SignRow(int(row["each"]), int(row["most"]), row["says"]) for row in rows}


def signs_of(
    told: Sequence[Evidence],
    lines: Sequence[CodedLine],
    refused: Sequence[NotReported],
    asked: Sequence[Query],
    level: VisitLevel | None,
) -> Iterator[Sign]:
    """Yield what makes an answer doubtful; `told` are `Encounter.words_of_work`."""
    if asked:
        yield _sign("open_question", len(asked))
    if not lines:
        yield _sign("no_line")
    visit = "" if level is None else level.code
    if visit and any(one.code == visit for one in lines) and any(one.code != visit for one in lines):
        yield _sign("visit_beside_work")
    unused = _unused(told, _quoted(lines, refused, asked))
    for field in ("act", "count", "measure"):
        words = tuple([one for one in unused if one.field == field])
        if words:
            yield _sign(f"{field}_unused", evidence=words)
        if field == "count" and len(words) >= _MANY:
            yield _sign("many_counts_unused")


def _sign(name: str, times: int = 1, evidence: tuple[Evidence, ...] = ()) -> Sign:
    row = sign_rows()[name]
    return Sign(sign=name, points=min(times * row.each, row.most), says=row.says, evidence=evidence)


def _quoted(*said: Iterable[CodedLine | NotReported | Query]) -> set[tuple[int, int]]:
    """Return the places of all that is quoted."""
    return {(one.start, one.end) for part in said for each in part for one in each.evidence}


def _unused(told: Sequence[Evidence], quoted: Set[tuple[int, int]]) -> list[Evidence]:
    """Return what is told and shares no character with anything quoted."""
    return [one for one in told if not any(start < one.end and one.start < end for start, end in quoted)]
