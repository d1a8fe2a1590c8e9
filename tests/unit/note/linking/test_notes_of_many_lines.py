"""Notes that tell one lesion in many lines: headings, lists, results, other days, numbers that count nothing."""

import pytest

from cleanskin.note.read import read

NOTES = [
    ("POS 11, visit 3. Pain 7/10. Shave biopsy of the left cheek.", [("cheek", None, "tangential")]),
    ("BCC of the back, ED&C x3 cycles. Lesion 9 mm.", [("back", None, "electrodesiccation")]),
    (
        "Actinic keratoses (thicker on the hands). Scalp 4, forehead 3, right dorsal hand 2. Total 9 frozen.",
        [("scalp", 4, "cryosurgery"), ("forehead", 3, "cryosurgery"), ("hand_dorsum", 2, "cryosurgery")],
    ),
    (
        "Exam: 8 tags: 5 neck, 3 R axilla.\nProcedure: 6 snipped, 2 electrodesiccated.",
        [("neck", 5, "electrodesiccation"), ("axilla", 3, "electrodesiccation")],
    ),
    ("Lesion #1, left arm: punch biopsy.\nLesion #2, left arm: shave biopsy.", [("arm", None, "punch"), ("arm", None, "tangential")]),
    ("Mohs of the right ear 2020 with a graft. Today punch biopsy of the chin.", [("chin", None, "punch")]),
    ("Shave biopsy of the nose. Sutures out in 7 days. Discussed options including Mohs and ED&C.", [("nose", None, "tangential")]),
    ("Cyst of the back 2 cm. Ellipse incised to fat, 0.1 cm on each side. Hemostasis with cautery.", [("back", None, "excision")]),
    ("Two moles of the trunk bleed.\n1. R upper back 8 mm, shave removal.\n2. L flank 9 mm, shave removal.",
     [("back_upper", None, "shave"), ("flank", None, "shave")]),
    ("Left shin BCC observed, scheduled for December. Right cheek: 5 mm papule. Shave biopsy taken.", [("cheek", None, "tangential")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), NOTES)
def test_lesions_that_were_treated(text: str, expected: list[tuple[str, int | None, str]]) -> None:
    assert [(one.site, one.count, one.technique) for one in read(text).lesions if one.technique] == expected


def test_results_go_to_the_lesion_with_their_number() -> None:
    text = "#1 mid back 7 mm papule: shave removal.\n#2 chest 6 mm macule: shave removal.\nPath: #1 intradermal nevus. #2 solar lentigo."
    found = [(one.site, one.condition) for one in read(text).lesions]
    assert found == [("back_middle", "nevus"), ("chest", "solar_lentigo")]


def test_a_scar_is_that_of_the_cancer_told_before() -> None:
    text = "Melanoma in situ of the right arm, excised with 5 mm margins. Path: no residual melanoma in situ, scar."
    (lesion,) = read(text).lesions
    assert lesion.condition == "melanoma_in_situ"


def test_sutures_in_two_depths_are_a_closure_in_layers() -> None:
    text = "Excision of a nevus of the back, 1 cm with 2 mm margins. Deep 4-0 Vicryl, skin 5-0 nylon, 3 cm."
    (lesion,) = read(text).lesions
    assert (lesion.closure, str(lesion.closure_length_cm)) == ("intermediate", "3")


def test_numbers_are_read_as_they_are_dictated() -> None:
    (lesion,) = read(
        "Excision of a cyst of the scalp, one point four centimeters, two millimeters on each side."
    ).lesions
    assert (str(lesion.diameter_cm), str(lesion.margin_cm)) == ("1.4", "0.2")
