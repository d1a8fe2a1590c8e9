"""The pack's selection of the tabular list's notes: exclusions, manifestations, standing, and where it keeps silent."""

from datetime import date

import pytest

from cleanskin.reference.look_up import Reference

ON = date(2026, 3, 2)
PACK = Reference(None)


@pytest.mark.parametrize(
    ("one", "other"), [("C44319", "C4339"), ("C4339", "C44319"), ("L232", "L309"), ("R61", "L74510"), ("D485", "D492")]
)
def test_an_exclusion_is_found_from_either_side(one: str, other: str):
    found = PACK.excludes1_conflict(one, other, ON)
    assert found is not None
    assert found.note.text


@pytest.mark.parametrize(("one", "other"), [("L570", "L821"), ("B078", "A630"), ("D225", "D235"), ("L400", "L4050")])
def test_codes_that_no_note_parts_have_no_conflict(one: str, other: str):
    assert PACK.excludes1_conflict(one, other, ON) is None


def test_a_manifestation_is_mandatory_behind_its_disease_and_a_history_code_only_asked_for():
    (first,) = PACK.obligations("L99", ON)
    assert (first.kind, first.mandatory, first.answered_by(["E8589"])) == ("code_first", True, True)
    (history,) = PACK.obligations("Z08", ON)
    assert (history.kind, history.mandatory) == ("use_additional", False)
    assert history.answered_by(["Z85828"])
    assert not history.answered_by(["Z8603"])
    assert not PACK.obligations("L700", ON)


def test_standing():
    assert PACK.standing("L570", ON).status == "billable"
    category = PACK.standing("C4461", ON)
    assert category.status == "not_billable"
    assert "C44612" in category.suggested
    assert PACK.standing("C43111", date(2018, 9, 30)).status == "not_in_release"
    assert PACK.standing("C43111", date(2018, 10, 1)).status == "billable"
    assert PACK.standing("J45909", ON).status == "not_held", "outside the selection nothing is known"
