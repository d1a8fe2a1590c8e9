"""Sets that two coded: each text by both, and nearly always alike."""

import json

import pytest
from tests.author_sets.agreement import apart, coded_twice
from tests.author_sets.judge import AuthorSet


@pytest.mark.parametrize("folder", coded_twice(), ids=lambda folder: folder.name)
def test_two_coders_agree_on_nearly_every_text(folder) -> None:
    """Where they did not, the rules would leave too much open to say that an answer is wrong."""
    lines = (folder / "second_coding.jsonl").read_text("utf-8").splitlines()
    answers = AuthorSet(folder).answers
    assert {json.loads(line)["note"] for line in lines} == set(answers)
    assert len(apart(folder)) <= len(answers) * 0.05


def test_some_sets_were_coded_twice() -> None:
    assert coded_twice()
