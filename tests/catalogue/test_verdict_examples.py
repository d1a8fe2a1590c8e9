"""Short records and bookings with the verdict that the category grid and the scope rules ask for.

`verdict_examples.tsv`: `service`, `state`, `payer` as given beside the text (empty: not given); `expected_verdict` one or
more that are right, apart by "/"; `triggers` and `negated` necessity ids, all and no others, where "MN-X?" may stand or
not; "*" in a cell: not judged.  `verdict_unseen.tsv`: five later sets in other voices (U1 to U5), with `form` and
`bill_to` where they say more than the verdict (empty: not judged).  Written from the rules, before the program was run
on them; how many were right then is in docs/explanation/verdicts.md.  `verdict_misses.tsv`: those that are still wrong, with the reason.
"""

import csv
from pathlib import Path

import pytest

from cleanskin.front_desk.nouns import Asked
from cleanskin.front_desk.verdict import verdict
from cleanskin.note.read import read

ANY = "*"


def rows(name):
    text = Path(__file__).with_name(name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE))


EXAMPLES = rows("verdict_examples.tsv") + rows("verdict_unseen.tsv")
MISSES = {row["id"]: row["reason"] for row in rows("verdict_misses.tsv")}


def told(row):
    text = row["text"].replace("\\n", "\n")
    return verdict(Asked(text=text, service=row["service"], state=row["state"], payer=row["payer"]))


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
    for column, said in (("form", found.form), ("bill_to", found.bill_to)):
        if row.get(column) and row[column] != ANY and said not in row[column].split("/"):
            missed.append(f"{column} {said}, not {row[column]}")
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
    assert set(MISSES) <= set(ids)
    assert all(MISSES.values())


def test_all_scope_examples_of_the_rules_are_right():
    assert [row["id"] for row in EXAMPLES if row["id"].startswith("NEG-") and wrong(row)] == []


def test_nothing_is_done_where_treatment_is_declined():
    (declined,) = [row for row in EXAMPLES if row["id"] == "NEG-22"]
    assert [one.technique for one in read(declined["text"]).lesions if one.technique] == []


def test_one_note_holds_one_covered_and_one_cosmetic_lesion():
    (split,) = [row for row in EXAMPLES if row["id"] == "NEG-8"]
    assert [(one.site, one.verdict) for one in told(split).parts] == [
        ("left cheek", "cosmetic"),
        ("right trunk", "medical"),
    ]


@pytest.mark.parametrize("row", EXAMPLES, ids=lambda row: row["id"])
def test_example(row):
    assert bool(wrong(row)) == (row["id"] in MISSES), wrong(row) or "right now: take it out of verdict_misses.tsv"
