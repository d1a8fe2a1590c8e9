"""The fifth author's texts through the coder, judged as the second author's are.

`misses.tsv` names every text that is not fully right, with the reason; the list must be exact in both directions.
`first_result.json` is what the first measurement gave, and never changes.
"""

import importlib.util
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

HERE = Path(__file__).parent


def _judge() -> ModuleType:
    """Load the judge of the second author's notes over this folder."""
    path = HERE.parent / "second_author" / "test_second_author.py"
    spec = importlib.util.spec_from_file_location("judge_of_the_fifth_author", path)
    assert spec is not None
    assert spec.loader is not None
    judge = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(judge)
    judge.HERE = HERE  # type: ignore[attr-defined]  # the folder it reads
    return judge


JUDGE = _judge()


@pytest.mark.parametrize("row", JUDGE.answers(), ids=lambda row: row["note"])
def test_a_text_is_coded_as_its_author_coded_it(row: dict[str, Any]) -> None:
    wrong = JUDGE.faults(row, JUDGE.coded(row["note"]))
    kinds, reason = JUDGE.known_misses().get(row["note"], ("", "-"))
    assert " ".join(sorted(wrong)) == kinds, wrong
    assert reason


def test_no_code_stands_without_evidence() -> None:
    for row in JUDGE.answers():
        assert all(line.evidence for line in JUDGE.coded(row["note"]).lines), row["note"]
