"""Phrases of the term tables spell out to few: a row of many choices side by side once took 130 MB of every process."""

import math

from cleanskin.note.terms import _PARTS, NO_PHRASES, _rows

SPELLED_OUT_MAX = 140_000
"""Most phrases that one written phrase may stand for."""

ALL_MAX = 500_000


def _spelled_out(phrase: str) -> int:
    """Count the phrases a written one stands for."""
    counts = []
    for part in _PARTS.findall(phrase):
        is_optional = part[0] == "?" and len(part) > 1
        body = part[1:] if is_optional else part
        counts.append((len(body.split(",")) if body[0] == "[" and body[-1] == "]" else 1) + is_optional)
    return math.prod(counts)


def test_no_phrase_stands_for_too_many() -> None:
    phrases = [
        (kind, row[kind], phrase.strip())
        for kind, row in _rows()
        if kind not in NO_PHRASES
        for phrase in row.get("words", "").split("|")
    ]
    assert len(phrases) > 10_000
    counted = {one: _spelled_out(one[2]) for one in phrases if one[2]}
    assert [one for one, count in counted.items() if count > SPELLED_OUT_MAX] == []
    assert sum(counted.values()) < ALL_MAX
