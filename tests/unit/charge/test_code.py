"""A visit coded whole: what the parts make together, and what happens when one of them fails."""

import os
import subprocess
import sys
from datetime import date
from decimal import Decimal

import msgspec
import pytest

from cleanskin.charge.case import Case
from cleanskin.charge.code import code
from cleanskin.charge.completeness import statements
from cleanskin.charge.family import Draft
from cleanskin.charge.in_force import in_force
from cleanskin.charge.schema import encounter_schema
from cleanskin.kernel.compiled import PLAIN
from cleanskin.note.read import read
from cleanskin.record.coding import Coding, NotReported
from cleanskin.record.encounter import Encounter, Lesion, PriorProcedure, Unclear
from cleanskin.reference.dermatology.codes import family_labels
from cleanskin.reference.look_up import Reference
from cleanskin.rules.day import Day

ON = date(2026, 3, 2)
REFERENCE = Reference(None)
KERATOSES = Lesion(
    id="L1", condition="actinic_keratosis", site="scalp", technique="cryosurgery", intent="destroy", count=4
)
SAMPLED = Lesion(id="L2", site="cheek", side="left", technique="tangential", intent="sample", count=1)


def coded(*lesions, on=ON, payer="", **facts):
    return code(Encounter(lesions=lesions, **facts), reference=REFERENCE, on=on, payer=payer)


def billed(coding):
    return ["-".join((line.code, *line.modifiers)) + f" x{line.units}" for line in coding.lines]


def test_families_pairs_order_and_diagnoses_meet():
    coding = coded(KERATOSES, SAMPLED)
    assert billed(coding) == ["11102 x1", "17000-59 x1", "17003 x3"]
    assert [line.icd10 for line in coding.lines] == [("D49.2",), ("L57.0",), ("L57.0",)]
    assert (coding.payer, coding.on) == ("medicare", ON)


def test_the_caller_goes_before_the_record_and_the_record_before_the_default():
    assert coded(payer="commercial").payer == "commercial"
    assert code(Encounter(payer="medicaid"), reference=REFERENCE, on=ON).payer == "medicaid"
    assert code(Encounter(on=date(2025, 5, 5)), reference=REFERENCE).on == date(2025, 5, 5)
    assert code(Encounter(on=date(2025, 5, 5)), reference=REFERENCE, on=ON).on == ON


def test_without_a_day_nothing_is_coded_and_the_day_is_asked_for():
    coding = code(Encounter(lesions=(KERATOSES,)), reference=REFERENCE)
    assert coding.lines == ()
    assert [query.topic for query in coding.queries] == ["date"]


BROKEN = """
import sys
from datetime import date
import msgspec
from cleanskin.charge import code as coder
from cleanskin.charge.family import Draft
from cleanskin.record.encounter import Encounter
from cleanskin.reference.look_up import Reference

class Broken:
    name, of_services = "broken", False

    def asks(self, case):
        yield Draft(code="11102", lesions=("L1",))
        raise KeyError("gone")

whole = coder.families()
coder.families = lambda: (*whole, Broken())
encounter = msgspec.json.decode(sys.stdin.buffer.read(), type=Encounter)
coding = coder.code(encounter, reference=Reference(None), on=date(2026, 3, 2))
sys.stdout.buffer.write(msgspec.json.encode(coding))
"""


def test_a_part_that_fails_loses_nothing_else():
    given = msgspec.json.encode(Encounter(lesions=(KERATOSES,)))
    plain = {**os.environ, PLAIN: "1"}  # of compiled modules nothing can be replaced
    ran = subprocess.run([sys.executable, "-c", BROKEN], input=given, capture_output=True, check=True, env=plain)
    coding = msgspec.json.decode(ran.stdout, type=Coding)
    assert billed(coding) == ["17000 x1", "17003 x3"]
    assert [query.question for query in coding.queries if query.topic == "stopped"] == [
        "The coder's part for broken stopped with KeyError: code that part by hand."
    ]


def test_the_scrubber_judges_the_lines_as_coded():
    wide = msgspec.structs.replace(KERATOSES, count=3)
    assert not [one for one in coded(wide).findings if one.severity == "hold"]


def test_what_the_reading_leaves_open_is_asked():
    coding = coded(unclear=(Unclear(topic="vague_count", message="How many keratoses were frozen?", lesions=("L1",)),))
    assert [(query.topic, query.question) for query in coding.queries] == [("count", "How many keratoses were frozen?")]


def test_one_input_gives_one_output():
    text = "Four AKs on the scalp frozen, shave biopsy of the left cheek, 3 skin tags snipped because they bleed."
    first, second = (msgspec.json.encode(code(read(text), reference=REFERENCE, on=ON)) for _ in range(2))
    assert first == second


@pytest.mark.parametrize(
    "text", ["", " \n", "Nothing was done.", "zzz " * 50, "\x00\ufffd", "El paciente tiene una verruga."]
)
def test_no_code_without_evidence(text):
    assert code(read(text), reference=REFERENCE, on=ON).lines == ()


@pytest.mark.parametrize(
    ("on", "given", "expected"),
    [
        (date(2026, 3, 2), "G2012", ["98016", "(G2012)"]),
        (date(2024, 3, 4), "G2012", ["G2012"]),
        (date(2026, 3, 2), "77401", ["(77401)"]),
        (date(2026, 3, 2), "11100", ["(11100)"]),
        (date(2026, 3, 2), "Q9999", ["Q9999"]),
    ],
)
def test_only_codes_of_the_day(on, given, expected):
    case = Case(encounter=Encounter(), payer="medicare", on=on, day=Day(REFERENCE, on))
    found = [
        f"({one.code})" if isinstance(one, NotReported) else one.code for one in in_force([Draft(code=given)], case)
    ]
    assert sorted(found) == sorted(expected)


def test_documentation_is_asked_line_by_line_with_the_sentence_to_add():
    cancer = Lesion(
        id="L1", condition="basal_cell_carcinoma", certainty="confirmed", site="nose", technique="mohs", mohs_blocks=(3,)
    )  # fmt: skip
    asked = [query for query in coded(cancer).queries if query.topic == "documentation"]
    assert len(asked) == 1
    assert "I served as surgeon and pathologist." in asked[0].sentence_to_add
    told = coded(cancer, same_surgeon_and_pathologist=True)
    assert not [query for query in told.queries if query.topic == "documentation"]


def test_statements_name_known_families():
    for row in statements():
        assert row.families <= set(family_labels())
        assert row.says
        assert row.sentence.endswith((".", "]"))
        assert row.rules


def test_a_later_stage_keeps_its_modifier_first():
    nevus = Lesion(
        id="L1", condition="congenital_nevus", site="back", technique="excision", intent="remove", excised_cm=Decimal("4.5")
    )  # fmt: skip
    prior = PriorProcedure(
        technique="excision", code="11406", site="back", days_ago=8, by_same_practice=True, relation="staged"
    )
    assert coded(nevus, prior=(prior,)).lines[0].modifiers[0] == "58"


def test_the_schema_names_every_part():
    schema = encounter_schema()
    assert schema["$ref"].endswith("Encounter")
    assert {"Lesion", "Service", "Problem", "DrugGiven", "PriorProcedure", "VisitFacts"} <= set(schema["$defs"])
