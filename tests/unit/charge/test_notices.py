"""Medical, cosmetic or in doubt: what becomes of the lines."""

from datetime import date
from decimal import Decimal

import pytest

from cleanskin.charge.code import code
from cleanskin.record.encounter import Encounter, Lesion, Pathology, Service
from cleanskin.reference.look_up import Reference

ON = date(2026, 3, 2)
REFERENCE = Reference(None)


def keratosis(name="L1", **facts):
    given = {
        "condition": "seborrheic_keratosis",
        "site": "back",
        "technique": "cryosurgery",
        "intent": "destroy",
        "count": 1,
    }
    return Lesion(id=name, **(given | facts))


def coded(*lesions, payer="medicare", abn="", services=()):
    encounter = Encounter(lesions=lesions, payer=payer, abn=abn, services=services)
    return code(encounter, reference=REFERENCE, on=ON)


def billed(coding):
    return ["-".join((line.code, *line.modifiers)) for line in coding.lines]


@pytest.mark.parametrize(
    ("facts", "expected", "verdict"),
    [
        ({"triggers": ("MN-BLEED",)}, ["17110"], "medical"),
        ({"triggers": ("MN-INFL", "MN-PAIN")}, ["17110"], "medical"),
        ({"cosmetic_signals": ("unsightly",)}, ["17110-GY"], "cosmetic"),
        ({"negated_triggers": ("MN-BLEED",), "cosmetic_signals": ("appearance",)}, ["17110-GY"], "cosmetic"),
        ({"intent": "cosmetic"}, ["17110-GY"], "cosmetic"),
        ({"triggers": ("MN-BLEED",), "cosmetic_signals": ("appearance",)}, ["17110"], "medical"),
        ({}, ["17110"], "conditional"),
        ({"triggers": ("WK-1",)}, ["17110"], "conditional"),
        ({"past_triggers": ("MN-BLEED",)}, ["17110"], "conditional"),
        # the grid alone calls nothing cosmetic
        ({"condition": "milia"}, ["17110"], "conditional"),
        ({"condition": "cherry_angioma"}, ["17110"], "conditional"),
        # no test of symptoms
        ({"condition": "actinic_keratosis", "triggers": ("SYMPTOM-FREE",)}, ["17000"], "medical"),
        # a wart without a word of necessity is not asked about
        ({"condition": "wart"}, ["17110"], "conditional"),
    ],
)
def test_medicare(facts, expected, verdict):
    coding = coded(keratosis(**facts))
    assert billed(coding) == expected
    assert [one.verdict for one in coding.verdicts] == [verdict]


def test_a_reason_is_asked_for_where_none_is_recorded():
    assert any(query.topic == "necessity" for query in coded(keratosis()).queries)
    assert not any(query.topic == "necessity" for query in coded(keratosis(condition="wart")).queries)
    assert not any(query.topic == "necessity" for query in coded(keratosis(triggers=("MN-PAIN",))).queries)


@pytest.mark.parametrize(
    ("abn", "expected"), [("signed", ["17110-GA"]), ("none", ["17110-GZ"]), ("", ["17110"]), ("refused", ["17110"])]
)
def test_a_notice_goes_with_a_doubtful_removal_only_when_the_record_tells_of_it(abn, expected):
    assert billed(coded(keratosis(triggers=("WK-1",)), abn=abn)) == expected


def test_a_voluntary_notice_goes_with_a_cosmetic_removal():
    assert billed(coded(keratosis(cosmetic_signals=("unsightly",)), abn="signed")) == ["17110-GY-GX"]


@pytest.mark.parametrize("payer", ["commercial", "medicare_advantage", "medicaid"])
def test_other_payers_get_no_claim_for_looks(payer):
    coding = coded(keratosis(cosmetic_signals=("unsightly",)), payer=payer)
    assert billed(coding) == []
    assert [one.code for one in coding.not_separately_reported] == ["17110"]
    assert coding.verdicts[0].bill_to == "patient"


def test_lesion_by_lesion():
    """The covered one alone is billed; the cosmetic one does not count with it (NEG-8)."""
    cheek = keratosis("L1", site="cheek", side="left", cosmetic_signals=("appearance",))
    chest = keratosis("L2", site="chest", triggers=("MN-BLEED",))
    coding = coded(cheek, chest)
    assert billed(coding) == ["17110"]
    assert coding.lines[0].lesions == ("L2",)
    assert coding.lines[0].icd10 == ("L82.0",)
    assert {one.lesions: one.verdict for one in coding.verdicts} == {("L1",): "cosmetic", ("L2",): "medical"}


def test_cosmetic_lesions_do_not_raise_the_count():
    many = keratosis("L1", count=12, triggers=("MN-ITCH", "MN-INFL"))
    few = keratosis("L2", count=6, cosmetic_signals=("unsightly",))
    assert billed(coded(many, few)) == ["17110"]


def test_cosmetic_beside_another_family_has_its_own_line():
    tags = Lesion(
        id="L1", condition="skin_tag", technique="snip", intent="remove", count=3, cosmetic_signals=("looks",)
    )
    keratoses = keratosis("L2", condition="actinic_keratosis", count=2)
    assert sorted(billed(coded(tags, keratoses))) == ["11200-GY", "17000", "17003"]


def test_what_is_not_billed_marks_no_other_line():
    tags = Lesion(
        id="L1", condition="skin_tag", technique="snip", intent="remove", count=3, cosmetic_signals=("looks",)
    )
    keratoses = keratosis("L2", condition="actinic_keratosis", count=2)
    assert billed(coded(tags, keratoses, payer="commercial")) == ["17000", "17003"]


def test_disease_needs_no_reason():
    cancer = Lesion(
        id="L1", condition="nevus", site="back", technique="shave", intent="remove", diameter_cm=Decimal("0.8"),
        pathology=Pathology(behavior="malignant", diagnosis="melanoma"),
    )  # fmt: skip
    assert [one.verdict for one in coded(cancer).verdicts] == ["medical"]


def test_a_service_for_looks_alone():
    coding = coded(services=(Service(kind="microneedling"),))
    assert [one.verdict for one in coding.verdicts] == ["cosmetic"]
    assert not any(line.code for line in coding.lines if "GY" not in line.modifiers)
