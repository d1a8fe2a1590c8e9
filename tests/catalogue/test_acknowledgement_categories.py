"""Categories of claims' acknowledgements: the table of the nouns and that of the explanations say the same."""

import pytest

from cleanskin.denial.codebook import book
from cleanskin.insight.acknowledgements import ACCEPTED, REJECTED
from cleanskin.record.acknowledgement import CATEGORIES, Category, verdict_of

OUTCOMES = {
    "forwarded": "received",
    "received": "received",
    "accepted": "accepted",
    "rejection": "rejected",
    "not_found": "rejected",
}


def test_both_tables_list_the_same():
    assert set(CATEGORIES) == set(book().acknowledgements) == {f"A{number}" for number in range(9)}


@pytest.mark.parametrize("category", CATEGORIES.values(), ids=lambda category: category.code)
def test_a_category_means_the_same_wherever_it_is_told(category: Category):
    row = book().acknowledgements[category.code]
    assert OUTCOMES[row.outcome] == category.verdict
    assert (category.code in ACCEPTED, category.code in REJECTED) == (
        category.verdict == "accepted",
        category.verdict == "rejected",
    )
    assert category.trust in ("[check]", "[vendor]")
    assert category.meaning.endswith(".")


@pytest.mark.parametrize(
    ("categories", "expected"),
    [((), ""), (("F1",), ""), (("A1",), "received"), (("A1", "A7"), "rejected"), (("A7", "A2"), "accepted")],
)
def test_several_statuses_come_to_the_strongest(categories, expected):
    assert verdict_of(categories) == expected
