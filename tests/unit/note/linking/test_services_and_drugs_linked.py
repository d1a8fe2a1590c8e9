"""Sentences, written for this test, and the services and drugs they tell of."""

from decimal import Decimal
from typing import Any

import pytest

from cleanskin.note.linking.mohs import stages_of
from cleanskin.note.read import read

SERVICES: list[tuple[str, list[dict[str, Any]]]] = [
    (
        "NB-UVB treatment #12, mineral oil applied in office by nurse for psoriasis.",
        [{"kind": "phototherapy_uvb", "condition": "psoriasis", "performed_by": "staff"}],
    ),
    ("Phototherapy UVB with tar, staff applied.", [{"kind": "phototherapy_uvb", "details": ("tar", "by_staff")}]),
    ("PUVA bath, both hands.", [{"kind": "phototherapy_puva", "site": "hand", "side": "bilateral"}]),
    (
        "Xtrac laser for psoriasis: elbows 80 sq cm, knees 120 sq cm, scalp 100 sq cm.",
        [{"kind": "excimer", "area_sq_cm": Decimal(300), "condition": "psoriasis"}],
    ),
    (
        "Excimer laser to vitiligo of the face, 120 sq cm.",
        [{"kind": "excimer", "area_sq_cm": Decimal(120), "condition": "vitiligo", "site": "face"}],
    ),
    (
        "Photodynamic therapy of the face, physician applied; no curettage.",
        [{"kind": "pdt", "details": ("by_physician", "no_debridement"), "performed_by": "physician"}],
    ),
    ("40 patch tests placed.", [{"kind": "patch_test", "count": 40}]),
    ("Patch test with 70 allergens applied to back.", [{"kind": "patch_test", "count": 70, "site": "back"}]),
    (
        "Prick tests: ragweed, oak, maple; venom test x1.",
        [{"kind": "prick_test", "count": 3}, {"kind": "venom_test", "count": 1}],
    ),
    (
        "Prick testing with 12 allergens and intradermal testing with 6 allergens.",
        [{"kind": "prick_test", "count": 12}, {"kind": "intradermal_test", "count": 6}],
    ),
    ("Pathologist reads 4 skin biopsy specimens.", [{"kind": "slide_reading", "count": 4}]),
    (
        "Skin tag specimen and epidermal cyst specimen read.",
        [
            {"kind": "slide_reading", "count": 1, "condition": "skin_tag"},
            {"kind": "slide_reading", "count": 1, "condition": "epidermoid_cyst"},
        ],
    ),
    ("Melan-A and SOX10 immunostains on one specimen.", [{"kind": "immunostain", "count": 2}]),
    (
        "KOH prep positive, tinea; scabies prep negative.",
        [{"kind": "koh", "condition": "tinea"}, {"kind": "scabies_prep"}],
    ),
    (
        "Superficial radiation 10 fractions for SCC of ear, 70 kV.",
        [{"kind": "radiation_fraction", "count": 10, "kilovolts": Decimal(70), "site": "ear"}],
    ),
    ("Removal of splinter from the finger through an incision.", [{"kind": "foreign_body_removal", "site": "finger"}]),
    ("Kenalog 40 mg IM given in right deltoid.", [{"kind": "injection_im", "side": "right"}]),
    ("Sutures of the back removed today.", [{"kind": "suture_removal", "site": "back"}]),
    ("No KOH was done.", []),
]


@pytest.mark.parametrize(("text", "expected"), SERVICES)
def test_services(text: str, expected: list[dict[str, Any]]) -> None:
    found = read(text).services
    told = [{field: getattr(one, field) for field in want} for one, want in zip(found, expected)]
    assert told == expected
    assert len(found) == len(expected)


DRUGS: list[tuple[str, list[dict[str, Any]]]] = [
    (
        "Injected 2 mL of 10 mg/mL Kenalog into keloids.",
        [{"name": "triamcinolone acetonide", "amount": Decimal(20), "unit": "mg", "route": "intralesional"}],
    ),
    (
        "Intralesional Kenalog 5 mg/cc, 0.1 cc to each of 4 acne cysts on the face.",
        [{"name": "triamcinolone acetonide", "volume_ml": Decimal("0.4"), "amount": Decimal("2.0")}],
    ),
    ("ILK-10 0.5 mL injected into a keloid.", [{"name": "triamcinolone acetonide"}]),
    (
        "Kenalog 40 mg IM given for contact dermatitis.",
        [{"name": "triamcinolone acetonide", "amount": Decimal(40), "route": "intramuscular"}],
    ),
    (
        "Botox 50 U used, 50 U discarded from single-dose vial for hyperhidrosis.",
        [{"name": "onabotulinumtoxinA", "amount": Decimal(50), "wasted": Decimal(50), "single_dose": True}],
    ),
    (
        "Botox 50 units each axilla for hyperhidrosis, 100 unit vial, lot C1234.",
        [{"amount": Decimal(100), "containers": 1, "lot": "C1234", "wasted": Decimal(0)}],
    ),
    (
        "Dupixent 300 mg SQ injected in the office, patient-supplied.",
        [{"name": "dupilumab", "amount": Decimal(300), "patient_supplied": True, "route": "subcutaneous"}],
    ),
    (
        "PDT of scalp: nurse applied two Levulan Kerasticks.",
        [{"name": "aminolevulinic acid", "amount": Decimal(2), "unit": "sticks"}],
    ),
    (
        "5-FU 50 mg/mL, 1 mL injected into a keratoacanthoma on the forearm.",
        [{"name": "fluorouracil", "amount": Decimal(50), "unit": "mg"}],
    ),
    ("Prescribed triamcinolone 0.1% cream for eczema.", []),
    ("Continue methotrexate 15 mg weekly.", []),
    ("Injected with lidocaine, then shave biopsy of the cheek.", []),
]


@pytest.mark.parametrize(("text", "expected"), DRUGS)
def test_drugs(text: str, expected: list[dict[str, Any]]) -> None:
    found = read(text).drugs
    told = [{field: getattr(one, field) for field in want} for one, want in zip(found, expected)]
    assert told == expected
    assert len(found) == len(expected)


STAGES: list[tuple[str, tuple[int, ...] | None]] = [
    ("stage 1 with 4 blocks clear", (4,)),
    ("three stages, none over 5 blocks", (0, 0, 0)),
    ("two stages (3 + 2 blocks)", (3, 2)),
    ("stage 1 divided into 7 blocks, stage 2 into 3 blocks", (7, 3)),
    ("stage 1 = 4 blocks, stage 2 = 3 blocks (7 in total)", (4, 3)),
    ("Stage I: 2 sections. Stage II: 1 section, clear", (2, 1)),
    ("7 blocks in stage 1 and 3 blocks in stage 2", (7, 3)),
    ("first stage 4 blocks, second stage 2", (4, 2)),
    ("first stage 6 blocks, second 2", (6, 2)),
    ("3 stages, 2 blocks each", (2, 2, 2)),
    ("single stage with 6 blocks", (6,)),
    ("2 stages, 2 blocks & 1 block", (2, 1)),
    ("4 stages: 4, 6, 2 and 1 blocks", (4, 6, 2, 1)),
    ("defect 1.2 x 1.0 cm after 2 stages", (0, 0)),
    ("no tumor seen", None),
]


@pytest.mark.parametrize(("text", "blocks"), STAGES)
def test_stages(text: str, blocks: tuple[int, ...] | None) -> None:
    found = stages_of(text, 0, len(text))
    assert (found.blocks if found else None) == blocks


DOUBTS = [
    ("", "empty"),
    ("123 456", "unreadable"),
    ("Se realizó una biopsia de la lesión en la mejilla izquierda de la paciente con anestesia local.", "language"),
    ("Several warts on the hands frozen.", "vague_count"),
    ("Excision of a nevus on the back, carried to the mid-dermis.", "contradiction"),
    ("BCC of the chest excised and curetted.", "contradiction"),
    ("Exam: AK right cheek. AK left cheek frozen.", "contradiction"),
    ("17004: 11 AKs frozen.", "contradiction"),
]


@pytest.mark.parametrize(("text", "topic"), DOUBTS)
def test_what_is_unclear_is_told_with_its_words(text: str, topic: str) -> None:
    found = [one for one in read(text).unclear if one.topic == topic]
    assert found
    for one in found[0].evidence:
        assert text[one.start : one.end] == one.words


def test_a_clear_note_leaves_nothing_unclear() -> None:
    assert read("Three AKs on the left cheek frozen with liquid nitrogen.").unclear == ()
