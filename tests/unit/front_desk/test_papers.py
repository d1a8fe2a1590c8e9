"""Papers, bill, script and questions that follow from a verdict."""

import pytest

from cleanskin.front_desk import papers
from cleanskin.front_desk.nouns import Asked
from cleanskin.front_desk.verdict import evidence_of, verdict
from cleanskin.record.encounter import Encounter, Lesion

PAYERS = ("medicare", "medicare_advantage", "medicaid", "commercial", "tricare", "self_pay")


def asked(text, **more):
    return verdict(Asked(text=text, **more))


@pytest.mark.parametrize(
    ("text", "payer", "form", "bill"),
    [
        ("mole check", "medicare", "none", "payer"),
        ("mole check", "self_pay", "good_faith_estimate", "patient"),
        ("SK removal", "medicare", "abn", "ask"),
        ("SK removal", "medicare_advantage", "none", "ask"),
        ("SK removal", "commercial", "none", "ask"),
        ("SK removal", "self_pay", "good_faith_estimate", "patient"),
        ("Botox", "medicare", "cosmetic_consent", "patient"),
        ("Botox", "commercial", "cosmetic_consent", "patient"),
        ("appt", "medicare", "none", "ask"),
    ],
)
def test_form_and_bill_by_payer(text, payer, form, bill):
    found = asked(text, payer=payer)
    assert (found.form, found.bill_to) == (form, bill)


def test_a_cosmetic_service_needs_a_written_price_as_well():
    assert asked("Botox").forms == ("cosmetic_consent", "good_faith_estimate")


def test_a_visit_of_both_kinds_is_billed_apart():
    found = asked("1. L cheek SK cosmetic, LN2, self-pay. 2. R arm SK bleeds, LN2.", payer="commercial")
    assert (found.bill_to, found.form) == ("apart", "cosmetic_consent")
    assert [one.bill_to for one in found.parts] == ["patient", "payer"]
    assert "left cheek" in found.script
    assert "right arm" in found.script


@pytest.mark.parametrize("payer", PAYERS)
@pytest.mark.parametrize("text", ["mole check", "SK removal", "Botox", "appt", "SK, back, LN2", "SK bleeds, back, LN2"])
def test_every_answer_has_something_to_say(text, payer):
    found = asked(text, payer=payer)
    assert found.script
    assert "{" not in found.script


def test_the_script_speaks_of_the_moment():
    assert asked("SK, back").script != asked("SK, back, LN2").script


def test_what_is_missing_is_asked_and_what_is_denied_is_not():
    found = asked("SK of the back, denies bleeding")
    assert "MN-BLEED" in found.negated
    assert "MN-BLEED" not in found.missing
    assert "Does it bleed?" not in found.questions
    assert "Does it hurt?" in found.questions


def test_needs_that_must_all_be_there_are_marked_so():
    (part,) = asked("botox for sweating").parts
    assert part.missing_all
    assert part.missing == ("failed_antiperspirant", "hdss")


def test_questions_about_unknown_ids_are_left_out():
    assert papers.questions(("service", "MN-PAIN")) == ("Does it hurt?",)


@pytest.mark.parametrize(
    ("planned", "changed"), [(None, None), ("cosmetic", False), ("medical", True), ("conditional", True)]
)
def test_a_planned_verdict_is_compared(planned, changed):
    found = asked("Botox", planned=planned)
    assert (found.planned, found.changed) == (planned, changed)


def test_authorization_is_asked_for_until_it_is_there():
    assert asked("Dupixent start").authorization_needed
    assert not asked("Dupixent start, prior authorization approved").authorization_needed
    assert not asked("mole check").authorization_needed


def test_evidence_quotes_the_text_at_its_place():
    text = "SK of the back bleeds; denies itching."
    found = asked(text)
    assert {one.words for one in found.evidence} == {"bleeds", "itching"}
    assert all(text[one.start : one.end] == one.words for one in evidence_of(found))


def test_an_encounter_is_judged_without_text():
    lesion = Lesion(id="L1", condition="seborrheic_keratosis", technique="cryosurgery", intent="destroy", site="back")
    quiet = verdict(Asked(encounter=Encounter(lesions=(lesion,))))
    assert (quiet.verdict, quiet.triggers) == ("conditional", ())
    said = Encounter(
        lesions=(Lesion(id="L1", condition="seborrheic_keratosis", technique="cryosurgery", triggers=("MN-BLEED",)),)
    )
    assert verdict(Asked(encounter=said)).verdict == "medical"


def test_the_payer_is_the_one_given_before_that_of_the_text():
    text = "Medicare patient, SK removal"
    assert asked(text).payer == "medicare"
    assert asked(text, payer="commercial").payer == "commercial"


@pytest.mark.parametrize(
    ("text", "services", "bill"),
    [
        ("mole check and botox", {"mole_check", "botulinum_lines"}, "apart"),
        ("botox and acne", {"botulinum_lines", "acne_visit"}, "apart"),
        ("mole bleeds and itches", {"nevus_excision"}, "payer"),
    ],
)
def test_wishes_of_one_booking_are_judged_apart(text, services, bill):
    found = asked(text)
    assert set(found.services) <= services | {"mole_check"}
    assert found.bill_to == bill


def test_without_insurance_an_estimate_is_given_and_a_child_gets_no_notice():
    assert asked("no insurance, rash").forms == ("good_faith_estimate",)
    assert asked("molluscum, 5 year old").payer == "commercial"
    assert asked("molluscum, 5 year old").form == "none"


def test_an_approval_is_said_as_an_approval():
    assert "approve" in asked("Dupixent start", payer="commercial").script
