"""The pack's diagnoses: rows are well formed, groups agree with the code's chapter, days and notices."""

from datetime import date

import pytest

from cleanskin.reference.dermatology.diagnoses import diagnoses, diagnosis, grouped_diagnosis
from cleanskin.reference.importers.icd10cm_lists import is_code

ROWS = [row.value for rows in diagnoses().values() for row in rows]
GROUP_OF_CATEGORY = {
    "C43": "malignant",
    "C44": "malignant",
    "C4A": "malignant",
    "D03": "in_situ",
    "D04": "in_situ",
    "D22": "benign",
    "D23": "benign",
    "D17": "benign",
    "L02": "infection",
    "B35": "infection",
    "L40": "inflammatory",
    "L63": "hair",
}
SITES = {"1": "eyelid", "2": "ear", "4": "scalp", "6": "arm", "7": "leg"}


def test_size_and_shape():
    assert len(ROWS) == len(diagnoses()) >= 500
    assert all(is_code(row.code) and len(row.code) <= 7 for row in ROWS)
    assert all(row.label and row.condition for row in ROWS)
    labels = [row.label for row in ROWS]
    assert len(set(labels)) == len(labels), [label for label in labels if labels.count(label) > 1]


def test_groups_follow_the_category():
    wrong = [row.code for row in ROWS if GROUP_OF_CATEGORY.get(row.code[:3], row.group) != row.group]
    assert wrong == []


def test_skin_growths_have_their_site_digit():
    for row in ROWS:
        if row.code[:3] in ("C43", "C44", "C4A", "D03", "D04", "D22", "D23"):
            assert row.site_digit == row.code[3]
            assert SITES.get(row.site_digit, "") in row.label.lower(), row.code


def test_sides_agree_with_the_labels():
    for row in ROWS:
        assert (row.laterality == "right") == (" right " in f" {row.label} ".replace(",", " ")), row.code
        assert (row.laterality == "left") == (" left " in f" {row.label} ".replace(",", " ")), row.code


@pytest.mark.parametrize(
    ("code", "group", "condition"),
    [
        ("L570", "premalignant", "actinic_keratosis"),
        ("L820", "benign", "seborrheic_keratosis"),
        ("C44311", "malignant", "basal_cell_carcinoma"),
        ("D485", "uncertain", "uncertain_behavior"),
        ("D492", "unspecified_neoplasm", "unspecified_behavior"),
        ("B078", "infection", "wart"),
        ("Z411", "cosmetic", "cosmetic"),
        ("Z85828", "history", "personal_history"),
        ("L74510", "sweat", "hyperhidrosis"),
    ],
)
def test_groups_that_rules_ask_for(code, group, condition):
    found = grouped_diagnosis(code, date(2026, 5, 1))
    assert found is not None
    assert (found.value.group, found.value.condition) == (group, condition)
    assert "no qualified coder" in found.notice


def test_days():
    assert diagnosis("C441121", date(2018, 9, 30)) is None
    inside = diagnosis("C441121", date(2026, 5, 1))
    assert inside is not None
    assert (inside.value.billable, inside.value.laterality, inside.notice) == (True, "right", "")
    after = diagnosis("C441121", date(2026, 10, 1))
    assert after is not None
    assert "no later one was read" in after.notice  # a later list is in force and was not read
    assert diagnosis("L57", date(2026, 5, 1)) is None
