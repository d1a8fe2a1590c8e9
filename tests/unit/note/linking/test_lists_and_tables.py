"""Tables, lists of sizes, amounts place by place, parts of a number: which lesion each number goes to."""

from decimal import Decimal

import pytest

from cleanskin.note.read import read

TABLE = """Excisions of biopsy-proven BCC

Site | Size (mm) | Margin | Repair
R forehead | 5 | 3 mm | layered 3.0 cm
L cheek | 6 | 4 mm | complex 3.5 cm
"""

TABS = "Site\tProcedure\tClosure\nNose\tshave biopsy\tnone\nLeft thigh\tpunch biopsy\tsuture x1\n"

GAPS = """SITE            LESION     COUNT    TREATMENT
face            AK         6        LN2
back            AK         3        LN2
"""


def _told(text: str, *fields: str) -> list[tuple[object, ...]]:
    return [tuple(getattr(one, field) for field in fields) for one in read(text).lesions]


def test_a_column_names_what_a_number_measures():
    assert _told(TABLE, "site", "diameter_cm", "margin_cm", "closure", "closure_length_cm", "condition") == [
        ("forehead", Decimal("0.5"), Decimal("0.3"), "intermediate", Decimal("3.0"), "basal_cell_carcinoma"),
        ("cheek", Decimal("0.6"), Decimal("0.4"), "complex", Decimal("3.5"), "basal_cell_carcinoma"),
    ]


def test_what_one_cell_denies_the_next_does_not():
    assert _told(TABS, "site", "technique", "intent") == [
        ("nose", "tangential", "sample"),
        ("thigh", "punch", "sample"),
    ]


def test_gaps_part_cells_and_a_column_counts():
    assert _told(GAPS, "site", "count", "technique") == [("face", 6, "cryosurgery"), ("back", 3, "cryosurgery")]


def test_every_word_of_a_table_is_quoted_from_its_place():
    for lesion in read(TABLE).lesions:
        for one in lesion.evidence:
            assert TABLE[one.start : one.end] == one.words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Excised diameters were 1.1 cm (right shoulder), 0.9 cm (abdomen) and 2.2 cm (left thigh).",
            [("shoulder", Decimal("1.1")), ("abdomen", Decimal("0.9")), ("thigh", Decimal("2.2"))],
        ),
        (
            "Nevi excised; excised diameters: back 1.2 cm, chest 0.8 cm.",
            [("back", Decimal("1.2")), ("chest", Decimal("0.8"))],
        ),
    ],
)
def test_sizes_of_a_list_measure_what_the_first_does(text: str, expected: list[tuple[object, ...]]):
    assert _told(text, "site", "excised_cm") == expected


@pytest.mark.parametrize(
    ("text", "milliliters"),
    [
        ("Keloids injected with Kenalog 40: chest 0.5 mL, right shoulder 0.25 mL, left earlobe 0.1 mL.", "0.85"),
        ("Kenalog-10 injected: 0.2 mL into the left cheek cyst and 0.1 mL into the chin cyst.", "0.3"),
        ("Kenalog 10 mg/mL, 0.3 mL into the scalp and 0.2 mL into the brow, total 0.5 mL.", "0.5"),
        ("Keloid of the chest injected with Kenalog 40, 0.5 mL; 0.3 mL wasted.", "0.5"),
    ],
)
def test_volumes_of_places_are_added_once(text: str, milliliters: str):
    assert [one.volume_ml for one in read(text).drugs] == [Decimal(milliliters)]


@pytest.mark.parametrize(
    ("text", "site", "count", "condition"),
    [
        ("Eight actinic keratoses were seen on the scalp. Three were frozen.", "scalp", 3, "actinic_keratosis"),
        ("She has 20 skin tags of the neck. Twelve were snipped off today.", "neck", 12, "skin_tag"),
    ],
)
def test_some_of_a_number_are_of_its_place(text: str, site: str, count: int, condition: str):
    done = [one for one in read(text).lesions if one.technique]
    assert [(one.site, one.count, one.condition) for one in done] == [(site, count, condition)]


def test_a_graft_of_today_lies_where_the_earlier_work_was():
    text = (
        "Mohs of a squamous cell carcinoma of the left lower leg was done last week by a colleague. "
        "Today a split-thickness skin graft of 9 x 7 cm was placed."
    )
    assert [(one.site, one.side) for one in read(text).lesions if one.closure == "graft"] == [("leg_lower", "left")]


def test_a_wound_whose_stitches_come_out_was_not_sewn_today():
    text = "Laceration of the left forearm sutured in the ER, 8 nylon. Healed. All sutures removed."
    assert [one.closure for one in read(text).lesions] == []


def test_a_month_is_no_guess():
    text = "On May 12, 2026, I took a punch biopsy of the left calf."
    assert _told(text, "technique") == [("punch",)]
