"""Phrases of the term tables spell out to few: a row of many choices side by side once took 130 MB of every process."""

from cleanskin.note.terms import NO_PHRASES, phrase_keys, tables

SPELLED_OUT_MAX = 140_000
"""Most phrases that one written phrase may stand for."""

ALL_MAX = 500_000


def test_no_phrase_stands_for_too_many() -> None:
    phrases = [
        (kind, name, phrase.strip())
        for kind, rows in tables().items()
        if kind not in NO_PHRASES
        for name, row in rows.items()
        for phrase in row.get("words", "").split("|")
    ]
    assert len(phrases) > 10_000
    counted = {one: sum(1 for _ in phrase_keys(one[2])) for one in phrases if one[2]}
    assert [one for one, count in counted.items() if count > SPELLED_OUT_MAX] == []
    assert sum(counted.values()) < ALL_MAX
