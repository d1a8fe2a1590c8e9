"""How far two coders of the same texts agree, who did not know of each other: the measure beside which a reader stands.

A set with `second_coding.jsonl` was coded once more by another than its author, from the texts, payers and days and the
coding rules alone (`note`, `lines` of code and units, `em` for a visit, "E/M" where its level is open).  Compared are
codes with units; of a visit only that there is one.

    python -m tests.author_sets.agreement
"""

import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from tests.author_sets.judge import ANY_VISIT, AuthorSet

SETS = Path(__file__).parent
UNPAID = "99024"
"""The postoperative visit that is part of a package: some list it, some don't."""


def billed(lines: Iterable[dict[str, Any]]) -> Counter[str]:
    """Return units by code; every visit as "E/M"."""
    found: Counter[str] = Counter()
    for line in lines:
        code = str(line["code"])
        if code != UNPAID:
            found["E/M" if code in ANY_VISIT else code] += int(line.get("units", 1))
    return found


def apart(folder: Path) -> dict[str, tuple[Counter[str], Counter[str]]]:
    """Return the texts of a set on which its author and the second coder differ, with what each bills."""
    answers, found = AuthorSet(folder).answers, {}
    for line in (folder / "second_coding.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        visit = [{"code": row["em"]}] if row["em"] else []
        first, second = billed(answers[row["note"]]["expected"]), billed([*row["lines"], *visit])
        if first != second:
            found[row["note"]] = (first - second, second - first)
    return found


def coded_twice() -> list[Path]:
    """Return the sets that were coded by two."""
    return sorted(path.parent for path in SETS.glob("*/second_coding.jsonl"))


if __name__ == "__main__":
    for each in coded_twice():
        differing = apart(each)
        print(f"{each.name}: {len(AuthorSet(each).answers)} texts, the two differ on {len(differing)}")
        for note, (only_first, only_second) in differing.items():
            print(f"  {note}: author {dict(only_first)}, second {dict(only_second)}")
