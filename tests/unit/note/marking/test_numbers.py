"""Numbers with what they measure, in the many ways of writing them."""

from decimal import Decimal
from pathlib import Path

import pytest

from cleanskin.note.marking import mark
from cleanskin.note.mention import Mention

CASES = [
    line.split("\t") for line in (Path(__file__).parent / "number_cases.tsv").read_text(encoding="utf-8").splitlines()
]
KINDS = {
    "count", "length", "area", "volume", "dose", "concentration", "percent", "time", "interval", "energy", "number",
    "date", "age", "money", "ordinal", "code",
}  # fmt: skip


def _told(one: Mention) -> str:
    amount = "" if one.amount is None else str(one.amount)
    return f"{one.kind}:{one.value}:{amount}:{one.unit}:{'' if one.second is None else one.second}"


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text for text, _ in CASES])
def test_a_number_is_read(text: str, expected: str) -> None:
    found = [_told(one) for one in mark(text).mentions if one.kind in KINDS]
    # units of two words hold a blank
    assert " ".join(found) == expected.strip()


def test_sex_goes_with_age() -> None:
    assert [one.attributes for one in mark("65 y/o F with rash").mentions if one.kind == "age"] == [("F",)]
    assert [one.attributes for one in mark("50M new patient").mentions if one.kind == "age"] == [("M",)]


def test_a_range_is_marked_as_one() -> None:
    (length,) = (one for one in mark("1.1-2.0 cm").mentions if one.kind == "length")
    assert (length.amount, length.second, length.attributes) == (Decimal("1.1"), Decimal("2.0"), ("range",))


def test_the_mark_of_a_list_item_is_no_count() -> None:
    marked = mark("1. AK scalp\n2. SK back\n3) BCC nose")
    assert not any(one.kind == "count" for one in marked.mentions)
    assert [one.item for one in marked.sentences] == ["1", "2", "3"]
