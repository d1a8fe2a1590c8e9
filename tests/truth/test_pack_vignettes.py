"""Published coding examples: the code that family, zone and size point to in the pack is the one the example expects.

What each example says of family, zone and size was read from its scenario by hand; the expected code comes from the file.
"""

import json
import math
import os
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from cleanskin.record.procedure import ProcedureFacts
from cleanskin.reference.dermatology.codes import codes
from cleanskin.reference.dermatology.sites import zone_fits

SHARED = Path(os.environ.get("CLEANSKIN_SHARED", Path(__file__).parents[3] / "shared"))
ON = date(2026, 3, 1)

READ = [
    ("DV021", "shave", "chin", "0.6"),
    ("DV022", "shave", "back", "1.1"),
    ("DV023", "shave", "upper_limb", "1.5"),
    ("DV025", "shave", "shoulder", "0.8"),
    ("DV057", "destruction_malignant", "back", "0.9"),
    ("DV058", "destruction_malignant", "back", "1.4"),
    ("DV059", "destruction_malignant", "nose", "0.8"),
    ("DV060", "excision_malignant", "trunk", "1.5"),
    ("DV061", "excision_malignant", "shoulder", "4.5"),  # 1.5 + 2 x 1.5
    ("DV062", "excision_malignant", "shoulder", "5.0"),  # 2.0 + 2 x 1.5
    ("DV065", "excision_malignant", "lower_limb", "3.1"),
    ("DV066", "excision_malignant", "cheek", "1.9"),  # 1.5 + 2 x 0.2
    ("DV067", "excision_malignant", "cheek", "0.9"),
    ("DV068", "excision_malignant", "back", "3.2"),
    ("DV069", "excision_malignant", "neck", "2.4"),
    ("DV070", "excision_malignant", "back", "0.8"),
    ("DV071", "excision_malignant", "shoulder", "0.4"),
    ("DV075", "excision_benign", "face", "0.5"),
    ("DV076", "excision_benign", "back", "2.0"),
    ("DV076", "excision_benign", "neck", "2.0"),
    ("DV077", "repair_intermediate", "neck", "2.0"),
    ("DV077", "repair_intermediate", "back", "2.0"),
    ("DV078", "excision_benign", "forearm", "1.0"),
    ("DV079", "excision_benign", "lip", "2.0"),
    ("DV081", "excision_benign", "scalp", "2.6"),
    ("DV082", "excision_benign", "shoulder", "2.5"),
    ("DV096", "flap", "nose", "4"),
    ("DV097", "repair_simple", "forearm", "3.0"),
    ("DV103", "repair_simple", "upper_limb", "6.5"),  # 2.5 and 4.0 in one group
    ("DV105", "repair_simple", "forearm", "7.6"),
    ("DV105", "repair_intermediate", "chest", "16.0"),  # 5.7 and 10.3 in one group
    ("DV105", "repair_complex", "neck", "4.7"),
    ("DV106", "repair_intermediate", "trunk", "3.5"),
    ("DV107", "repair_simple", "lower_limb", "3"),
    ("DV107", "repair_intermediate", "chest", "5"),
    ("DV108", "repair_complex", "cheek", "6.0"),
    ("DV108", "excision_malignant", "cheek", "2.2"),
    ("DV110", "repair_complex", "cheek", "6"),
    ("DV111", "repair_intermediate", "back", "7.5"),  # 3.0 and 4.5 in one group
    ("DV112", "repair_intermediate", "cheek", "2.0"),
    ("DV112", "repair_intermediate", "neck", "2.0"),
    ("DV113", "repair_intermediate", "eyelid", "2.7"),
    ("DV116", "flap", "cheek", "3"),
    ("DV117", "flap", "forehead", "24"),
    ("DV119", "flap", "cheek", "20"),
    ("DV122", "flap", "nose", "6"),
]
"""Example, family, zone, size in the family's unit."""

MOHS = [
    ("DV086", "nose"),
    ("DV089", "scalp"),
    ("DV091", "hand"),
    ("DV097", "forearm"),
    ("DV100", "forearm"),
    ("DV101", "ear"),
]

COUNTED = [
    ("DV029", "skin_tag_removal", 14),
    ("DV035", "destruction_premalignant", 15),
    ("DV036", "destruction_premalignant", 25),
    ("DV038", "destruction_premalignant", 1),
    ("DV040", "destruction_benign", 5),
    ("DV041", "destruction_benign", 16),
    ("DV043", "destruction_benign", 6),
    ("DV125", "intralesional_injection", 5),
    ("DV126", "intralesional_injection", 10),
    ("DV128", "intralesional_injection", 4),
]
"""Example, family, number of lesions, where one flat code stands for all of them."""

BY_AREA = [
    ("DV046", "destruction_vascular", "2"),
    ("DV047", "destruction_vascular", "50.1"),
    ("DV138", "excimer", "300"),
]

DOSES = [
    ("DV125", "J3301", "10"),
    ("DV126", "J3301", "20"),
    ("DV127", "J3301", "7.5"),  # rounded up
    ("DV131", "J7308", "354"),
    ("DV132", "J7345", "2000"),  # a tube of 2 g
    ("DV192", "J0585", "100"),
    ("DV207", "J7308", "708"),  # two sticks
]
"""Example, drug code, amount in the unit of the code."""

pytestmark = pytest.mark.truth


@pytest.fixture(scope="module")
def units() -> dict[str, dict[str, int]]:
    """The units of each code that each example expects."""
    with (SHARED / "data/vignettes/vignettes.jsonl").open(encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    return {row["id"]: {one["code"]: one["units"] for one in row["expected"]} for row in rows}


@pytest.fixture(scope="module")
def expected(units) -> dict[str, set[str]]:
    return {example: set(held) for example, held in units.items()}


def current() -> list[ProcedureFacts]:
    return [facts for rows in codes().values() for facts in rows if ON in facts.period]


def holds(facts: ProcedureFacts, size: Decimal) -> bool:
    above = facts.size_from is None or size > facts.size_from
    return bool(facts.size_unit) and above and (facts.size_to is None or size <= facts.size_to)


def pointed_to(family: str, zone: str, size: Decimal) -> list[str]:
    """Return the codes of a family whose site group holds the zone and whose tier holds the size."""
    of_family = [facts for facts in current() if facts.family == family and not facts.add_on]
    return [facts.code for facts in of_family if holds(facts, size) and zone_fits(zone, facts.site_group)]


@pytest.mark.parametrize(("example", "family", "zone", "size"), READ)
def test_the_code_pointed_to_is_the_one_expected(example, family, zone, size, expected):
    (code,) = pointed_to(family, zone, Decimal(size))
    assert code in expected[example]


@pytest.mark.parametrize(("example", "zone"), MOHS)
def test_the_first_stage_of_mohs_goes_by_zone(example, zone, expected):
    first = [facts for facts in current() if facts.family == "mohs" and not facts.add_on]
    (code,) = (facts.code for facts in first if zone_fits(zone, facts.site_group))
    assert code in expected[example]


@pytest.mark.parametrize(("example", "family", "count"), COUNTED)
def test_a_flat_code_goes_by_number(example, family, count, expected):
    flat = [facts for facts in current() if facts.family == family and facts.unit_rule == "flat"]
    (code,) = (
        facts.code
        for facts in flat
        if facts.count_from is not None
        and facts.count_from <= count
        and (facts.count_to is None or count <= facts.count_to)
    )
    assert code in expected[example]


@pytest.mark.parametrize(("example", "family", "area"), BY_AREA)
def test_a_flat_code_goes_by_area(example, family, area, expected):
    (code,) = (facts.code for facts in current() if facts.family == family and holds(facts, Decimal(area)))
    assert code in expected[example]


@pytest.mark.parametrize(("example", "code", "amount"), DOSES)
def test_units_of_a_drug_are_its_dose_by_amount_rounded_up(example, code, amount, units):
    (facts,) = (facts for facts in current() if facts.code == code)
    assert math.ceil(Decimal(amount) / facts.drug_amount) == units[example][code]


def test_all_examples_are_known_to_the_pack(expected, record_property):
    named = set().union(*expected.values())
    assert named - set(codes()) == set()
    lines = len(READ) + len(MOHS) + len(COUNTED) + len(BY_AREA) + len(DOSES)
    proof = f"{lines} lines lead to the code or units expected; all {len(named)} codes of {len(expected)} are there"
    record_property("proof", f"pack: published examples: {proof}")
