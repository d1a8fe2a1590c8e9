"""Short records and bookings with the verdict that the category grid and the scope rules ask for.

`verdict_examples.tsv`: `service`, `state`, `payer` as given beside the text (empty: not given); `expected_verdict` one or
more that are right, apart by "/"; `triggers` and `negated` necessity ids, all and no others, where "MN-X?" may stand or
not; "*" in a cell: not judged.  Written from the rules, before the program was run on them.
"""

import csv
from pathlib import Path

import pytest

from cleanskin.front_desk.verdict import Asked, verdict

EXAMPLES = list(
    csv.DictReader(
        Path(__file__).with_name("verdict_examples.tsv").open(encoding="utf-8", newline=""),
        delimiter="\t",
        quoting=csv.QUOTE_NONE,
    )
)
ANY = "*"


def told(row):
    return verdict(Asked(text=row["text"], service=row["service"], state=row["state"], payer=row["payer"]))


def ids_fit(cell, found):
    if cell == ANY:
        return True
    expected = cell.split()
    needed = {one for one in expected if not one.endswith("?")}
    return needed <= set(found) <= {one.removesuffix("?") for one in expected}


def is_said(cell, found):
    return cell == ANY or (cell == "yes") == bool(found)


def wrong(row):
    """Return which columns an answer misses, each with what was found."""
    found = told(row)
    missed = []
    if row["expected_verdict"] != ANY and found.verdict not in row["expected_verdict"].split("/"):
        missed.append(f"verdict {found.verdict}, not {row['expected_verdict']}: {found.why}")
    for column, ids in (("triggers", found.triggers), ("negated", found.negated)):
        if not ids_fit(row[column], ids):
            missed.append(f"{column} {' '.join(ids) or 'none'}, not {row[column] or 'none'}")
    for column, said in (("signals", found.cosmetic_signals), ("contradiction", found.contradictions)):
        if not is_said(row[column], said):
            missed.append(f"{column} {'; '.join(said) or 'none'}, not {row[column]}")
    return missed


def test_there_are_enough_examples_each_with_its_own_id():
    ids = [row["id"] for row in EXAMPLES]
    assert len(ids) == len(set(ids))
    assert {f"NEG-{number}" for number in range(1, 23)} <= set(ids)
    assert len(ids) - 22 >= 200
    assert sum(one.startswith("BK-") for one in ids) >= 60


@pytest.mark.parametrize("row", EXAMPLES, ids=lambda row: row["id"])
def test_example(row):
    assert not wrong(row)
