"""A practice's own rows over the built-in grid, and what is said about rows that are wrong."""

import pytest

from cleanskin.front_desk.nouns import Asked
from cleanskin.front_desk.verdict import verdict
from cleanskin.reference.dermatology.service_grid import practice_grid, service_grid

HEADER = "service\tlabel\twords\tservice_class\tleaning\tmedical_if\tall_of\n"


def grid(*rows):
    return practice_grid(HEADER + "".join(f"{row}\n" for row in rows), file="own.tsv")


def test_a_row_replaces_the_built_in_one_of_its_name_and_others_stay():
    own = grid("tag_removal\tTags\tskin tag | tags\tcosmetic\t\t\t")
    assert own["tag_removal"].service_class == "cosmetic"
    assert own["mohs"] == service_grid()["mohs"]
    assert len(own) == len(service_grid())
    assert verdict(Asked(text="skin tag"), grid=own).verdict == "cosmetic"
    assert verdict(Asked(text="skin tag")).verdict == "conditional"


def test_a_row_of_a_new_name_is_added_and_found_by_its_words():
    own = grid("salt_room\tSalt room\tsalt room | halotherapy\tcosmetic\t\t\t")
    assert len(own) == len(service_grid()) + 1
    assert verdict(Asked(text="Halotherapy"), grid=own).services == ("salt_room",)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("tag_removal\tTags\ttags\tmaybe\t\t\t", "'maybe'"),
        ("tag_removal\tTags\ttags\t\t\t\t", "a class is one of"),
        ("tag_removal\tTags\ttags\tconditional\tupward\t\t", "'upward'"),
        ("tag_removal\tTags\ttags\tconditional\t\tMN-BLEEDS\t", "MN-BLEEDS"),
        ("tag_removal\tTags\ttags\tconditional\t\tfull_moon\t", "full_moon"),
        ("tag_removal\tTags\ttags\tconditional\t\t\tfull_moon", "full_moon"),
        ("\tTags\ttags\tcosmetic\t\t\t", "no name"),
    ],
)
def test_a_wrong_row_is_named_with_its_table_and_service(row, said):
    with pytest.raises(ValueError, match=r"own\.tsv") as told:
        grid(row)
    assert said in str(told.value)


def test_a_table_without_its_columns_says_which_are_missing():
    with pytest.raises(ValueError, match="service_class"):
        practice_grid("service\twords\nx\ty\n", file="own.tsv")


def test_a_service_twice_is_an_error():
    row = "salt_room\tSalt room\tsalt room\tcosmetic\t\t\t"
    with pytest.raises(ValueError, match=r"salt_room.*twice"):
        grid(row, row)
