"""Which services of the grid words, codes and documented lesions name."""

import pytest

from cleanskin.front_desk.services import by_code, by_words
from cleanskin.record.encounter import Lesion, Service
from cleanskin.reference.dermatology.service_grid import service_grid
from cleanskin.rules.cosmetic.grid_rows import row_of_lesion, row_of_service

GRID = service_grid()


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Botox", ["botulinum_lines"]),
        ("botox for sweating", ["botulinum_sweating"]),
        ("full body skin exam", ["skin_exam"]),
        ("accutane f/u and microneedling", ["isotretinoin_visit", "resurfacing"]),
        ("microneedeling", ["resurfacing"]),
        ("skin tags", ["tag_removal"]),
        ("warm hands", []),
        ("", []),
        ("?!", []),
    ],
)
def test_words(words, expected):
    assert [one.service.service for one in by_words(words, GRID)] == expected


def test_the_longest_name_is_taken_and_says_where_it_stands():
    (found,) = by_words("Wants laser hair removal soon", GRID)
    assert (found.words, found.start, found.end) == ("laser hair removal", 6, 24)


def test_short_words_are_never_taken_for_typos():
    assert by_words("wark", GRID) == []


def test_a_code_names_its_services_in_order_of_the_grid():
    assert [one.service for one in by_code("64650", GRID)] == ["botulinum_sweating"]
    found = [one.service for one in by_code("17110", GRID)]
    assert found.index("sk_removal") < found.index("wart_treatment")
    assert by_code("00000", GRID) == []


@pytest.mark.parametrize(
    ("lesion", "expected"),
    [
        (Lesion(condition="nevus", technique="shave", intent="remove"), "nevus_excision"),
        (Lesion(condition="nevus", technique="tangential", intent="sample"), "skin_biopsy"),
        (Lesion(condition="basal_cell_carcinoma", technique="mohs"), "mohs"),
        (Lesion(condition="basal_cell_carcinoma", technique="excision"), "malignant_removal"),
        (Lesion(condition="keloid", technique="excision", intent="remove"), "keloid_excision"),
        (Lesion(condition="keloid", technique="injection"), "keloid_injection"),
        (Lesion(technique="cryosurgery", intent="destroy"), "growth_removal"),
        (Lesion(condition="never_heard_of", intent="remove"), "growth_removal"),
        (Lesion(condition="never_heard_of"), None),
        (Lesion(), None),
    ],
)
def test_lesions(lesion, expected):
    found = row_of_lesion(lesion, GRID)
    assert (found.service if found else None) == expected


@pytest.mark.parametrize(
    ("service", "spoken", "expected"),
    [
        (Service(kind="botulinum"), (), "botulinum_lines"),
        (Service(kind="botulinum", condition="axillary_hyperhidrosis"), (), "botulinum_sweating"),
        (Service(kind="botulinum"), ("botulinum_sweating",), "botulinum_sweating"),
        (Service(kind="excimer", condition="vitiligo"), (), "vitiligo_light"),
        (Service(kind="never_heard_of"), (), None),
    ],
)
def test_documented_services(service, spoken, expected):
    found = row_of_service(service, GRID, [GRID[one] for one in spoken])
    assert (found.service if found else None) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("check this funny mole", ["mole_check"]),
        ("laser for rosacea redness", ["rosacea_laser"]),
        ("removal of the tattoo", ["tattoo_removal"]),
        ("botox for my underarms", ["botulinum_sweating"]),
        ("acne; scar on the knee", ["acne_visit"]),
        ("eyelid bump when reading", []),
        ("dry eyelids and swelling", []),
    ],
)
def test_words_of_a_name_may_stand_apart_but_not_in_two_statements(words, expected):
    assert [one.service.service for one in by_words(words, GRID)] == expected
