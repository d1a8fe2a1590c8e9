"""Drugs by unit, waste, who supplied them; shots, infusions, botulinum toxin."""

from datetime import date
from decimal import Decimal

import pytest

from cleanskin.charge.customs import rows_of
from cleanskin.charge.given import facts_of
from cleanskin.record.encounter import DrugGiven, Evidence, Lesion, Problem, Service
from cleanskin.reference.dermatology.codes import codes


def drug(name, amount=None, unit="mg", **more):
    amounts = {key: Decimal(str(value)) for key, value in more.items() if key in _DECIMALS}
    given = None if amount is None else Decimal(str(amount))
    return DrugGiven(name=name, amount=given, unit=unit, **{**more, **amounts})


_DECIMALS = ("wasted", "concentration", "volume_ml")

DRUGS = [
    ("10 mg of triamcinolone", [drug("triamcinolone acetonide", 10)], "J3301"),
    ("a little more is the next unit", [drug("triamcinolone acetonide", "10.1")], "J3301*2"),
    ("7.5 mg is one unit", [drug("Kenalog", "7.5")], "J3301"),
    ("rounded once for the day", [drug("Kenalog", 4), drug("triamcinolone", 5)], "J3301"),
    ("20 mg", [drug("Kenalog-10", 20)], "J3301*2"),
    ("by strength and volume", [drug("Kenalog", unit="", concentration=5, concentration_unit="mg/ml", volume_ml="1.5")], "J3301"),
    ("by strength and volume, two units", [drug("Kenalog", unit="", concentration=10, concentration_unit="mg/mL", volume_ml=2)], "J3301*2"),
    ("40 mg into muscle", [drug("Kenalog-40", 40, route="intramuscular")], "J3301*4"),
    ("dexamethasone by milligram", [drug("Decadron", 4)], "J1100*4"),
    ("betamethasone, 3 mg of each", [drug("Celestone", 6)], "J0702*2"),
    ("fluorouracil", [drug("5-FU", 50)], "J9190"),
    ("bleomycin", [drug("bleomycin", 3, "units")], "J9040"),
    ("bleomycin, 16 units", [drug("bleomycin", 16, "u")], "J9040*2"),
    ("methotrexate", [drug("methotrexate", 15)], "J9260"),
    ("ceftriaxone in grams", [drug("Rocephin", 1, "g")], "J0696*4"),
    ("penicillin", [drug("Bicillin", "2.4", "million units")], "J0561*24"),
    ("toxin by unit", [drug("Botox", 100, "units")], "J0585*100"),
    ("another toxin, five units a unit", [drug("Dysport", 125, "units")], "J0586*25"),
    ("one stick", [drug("aminolevulinic acid", 1, "sticks")], "J7308"),
    ("two sticks by brand", [drug("Levulan Kerastick", 2, "sticks")], "J7308*2"),
    ("two sticks as containers", [drug("Kerastick", unit="", containers=2)], "J7308*2"),
    ("a stick by its content", [drug("Levulan", 354)], "J7308"),
    ("a tube of gel", [drug("Ameluz", 1, "tube")], "J7345*200"),
    ("a tube of gel by weight", [drug("Ameluz", 2, "g")], "J7345*200"),
    ("a tube of gel as container", [drug("Ameluz", unit="", containers=1)], "J7345*200"),
    ("gel by its generic name", [drug("aminolevulinic acid", 2, "g", concentration=10, concentration_unit="%")], "J7345*200"),
    ("gel by the note's own words", [drug("aminolevulinic acid", unit="", containers=1, evidence=(Evidence("name", 0, 6, "Ameluz"),))], "J7345*200"),
    ("an applicator", [drug("Ycanth", 1, "applicators")], "J7354"),
    ("omalizumab", [drug("Xolair", 300)], "J2357*60"),
    ("infliximab", [drug("Remicade", 400)], "J1745*40"),
    ("a biosimilar", [drug("Inflectra", 405)], "Q5103*41"),
    ("ustekinumab under the skin", [drug("Stelara", 45, route="subcutaneous")], "J3357*45"),
    ("ustekinumab into a vein", [drug("Stelara", 390, route="intravenous")], "J3358*390"),
    ("two drugs", [drug("Kenalog", 10), drug("Toradol", 30)], "J3301 J1885*2"),
    ("lidocaine is part of the procedure", [drug("lidocaine", 20)], ""),
    ("lidocaine with epinephrine", [drug("lidocaine/epinephrine", 20)], ""),
    ("the patient's own", [drug("Xolair", 300, patient_supplied=True)], ""),
    ("units of another kind", [drug("Kenalog", 2, "ml")], ""),
]  # fmt: skip


@pytest.mark.parametrize(("drugs", "expected"), [row[1:] for row in DRUGS], ids=[row[0] for row in DRUGS])
def test_units(said, drugs, expected):
    assert said("drugs", stated="commercial", drugs=tuple(drugs)).lines == expected


ASKED = [
    (drug("Kenalog"), {"drug amount"}),
    (drug("Kenalog", 2, "ml"), {"drug amount"}),
    (drug("aminolevulinic acid", unit=""), {"drug amount"}),
    (drug("candida antigen", "0.3", "ml"), {"drug code"}),
    (drug("dupilumab", 300), {"drug code"}),
    (drug("lidocaine", 20), set()),
    (drug("cantharidin compounded", unit=""), set()),
    (drug("Xolair", patient_supplied=True), set()),
]


@pytest.mark.parametrize(("given", "asked"), ASKED, ids=lambda one: getattr(one, "name", ""))
def test_what_is_asked(said, given, asked):
    found = said("drugs", stated="commercial", drugs=(given,))
    assert (found.lines, found.asked) == ("", asked)


WASTE = [
    ("nothing left of the vial", drug("Botox", 100, "units", wasted=0), "J0585-JZ*100"),
    ("half the vial left", drug("Botox", 50, "units", wasted=50), "J0585*50 J0585-JW*50"),
    ("whole sticks", drug("Kerastick", 2, "sticks"), "J7308-JZ*2"),
    ("a whole tube", drug("Ameluz", 1, "tube"), "J7345-JZ*200"),
    ("waste within the last unit", drug("Remicade", 395, wasted=5), "J1745*40"),
    ("waste beyond the last unit", drug("Remicade", 395, wasted=105), "J1745*40 J1745-JW*10"),
    ("a vial of many doses", drug("Kenalog", 10, wasted=5), "J3301"),
    ("a single-dose vial by the record", drug("Kenalog", 10, wasted=30, single_dose=True), "J3301 J3301-JW*3"),
    ("many doses by the record", drug("Botox", 50, "units", wasted=50, single_dose=False), "J0585*50"),
]


@pytest.mark.parametrize(("given", "expected"), [row[1:] for row in WASTE], ids=[row[0] for row in WASTE])
def test_waste_under_medicare(said, given, expected):
    assert said("drugs", stated="medicare", drugs=(given,)).lines == expected


@pytest.mark.parametrize("payer", ["commercial", "medicaid", "tricare"])
def test_waste_is_medicares_question(said, payer):
    given = drug("Botox", 50, "units", wasted=50)
    assert said("drugs", stated=payer, drugs=(given,)).lines == "J0585*50"


def test_waste_within_the_last_unit_is_told_and_not_asked(said):
    found = said("drugs", stated="medicare", drugs=(drug("bleomycin", 3, "units", wasted=12),))
    assert (found.lines, found.asked) == ("J9040", set())


def test_no_waste_is_told_only_to_a_payer_that_the_record_names(said):
    assert said("drugs", payer="medicare", drugs=(drug("Kerastick", 1, "sticks"),)).lines == "J7308"


def test_waste_that_the_record_does_not_tell_is_asked(said):
    found = said("drugs", stated="medicare", drugs=(drug("Botox", 50, "units"),))
    assert (found.lines, found.asked) == ("J0585*50", {"drug waste"})


@pytest.mark.parametrize(("place", "expected"), [("11", "J3301"), ("22", ""), ("19", ""), ("24", ""), ("", "J3301")])
def test_a_facility_bills_its_drugs(said, place, expected):
    assert said("drugs", drugs=(drug("Kenalog", 10),), place_of_service=place).lines == expected


def test_a_code_that_had_not_begun_is_not_drafted(said):
    assert said("drugs", drugs=(drug("Ycanth", 1, "applicators"),), on=date(2024, 3, 31)).lines == ""
    assert said("drugs", drugs=(drug("Ycanth", 1, "applicators"),), on=date(2024, 4, 1)).lines == "J7354"


def test_a_strength_of_before_its_code_ended(said):
    assert said("drugs", drugs=(drug("Depo-Medrol", 80),), on=date(2024, 3, 31)).lines == "J1040"
    assert said("drugs", drugs=(drug("Depo-Medrol", 80),), on=date(2024, 4, 1)).lines == "J1010*80"


@pytest.mark.parametrize("row", rows_of("drug_names.tsv"), ids=lambda row: row["name"])
def test_every_name_leads_to_a_code(row):
    facts = facts_of(DrugGiven(name=row["name"]), date(2026, 3, 2))
    assert facts is not None
    assert facts.family == "drug"
    assert not row["code"] or codes()[row["code"]][-1].drug == row["drug"]


SHOTS = [
    ("into muscle, as a service", {"services": (Service(kind="injection_im", agent="triamcinolone"),)}, "96372"),
    ("under the skin, by the drug's route", {"drugs": (drug("Xolair", 150, route="subcutaneous"),)}, "96372"),
    ("both tell the same shot", {"services": (Service(kind="injection_sc", agent="omalizumab"),), "drugs": (drug("Xolair", 150, route="subcutaneous"),)}, "96372"),
    ("a drug that is only given by shots", {"drugs": (drug("Xolair", 300),)}, "96372"),
    ("a drug that is given in many ways", {"drugs": (drug("Kenalog", 10),)}, ""),
    ("two shots", {"services": (Service(kind="injection_sc", count=2, agent="omalizumab"),)}, "96372*2"),
    ("two drugs", {"drugs": (drug("Toradol", 30, route="intramuscular"), drug("Kenalog", 40, route="intramuscular"))}, "96372*2"),
    ("methotrexate", {"drugs": (drug("methotrexate", 15, route="subcutaneous"),)}, "96401"),
    ("the patient's own drug", {"drugs": (drug("Xolair", 150, route="subcutaneous", patient_supplied=True),)}, "96372"),
    ("into a lesion", {"drugs": (drug("Kenalog", 10, route="intralesional"),)}, ""),
    ("an anesthetic", {"drugs": (drug("lidocaine", 20, route="subcutaneous"),)}, ""),
    ("at home by the patient", {"services": (Service(kind="injection_sc", performed_by="patient"),)}, ""),
    ("under the skin, no drug told", {"services": (Service(kind="injection_sc", site="shin"),)}, ""),
    ("an allergy shot", {"services": (Service(kind="allergy_shot"),)}, "95115"),
    ("two allergy shots", {"services": (Service(kind="allergy_shot", count=2),)}, "95117"),
    ("an antibody for two hours", {"services": (Service(kind="infusion", agent="infliximab", minutes=120),)}, "96413 96415"),
    ("an antibody for an hour", {"services": (Service(kind="infusion", agent="infliximab", minutes=60),)}, "96413"),
    ("ninety minutes are one hour", {"services": (Service(kind="infusion", agent="infliximab", minutes=90),)}, "96413"),
    ("ninety-one are two", {"services": (Service(kind="infusion", agent="infliximab", minutes=91),)}, "96413 96415"),
    ("three hours", {"services": (Service(kind="infusion", agent="infliximab", minutes=180),)}, "96413 96415*2"),
    ("another drug for two hours", {"services": (Service(kind="infusion", agent="methylprednisolone", minutes=125),)}, "96365 96366"),
    ("fifteen minutes are a push", {"services": (Service(kind="infusion", agent="methylprednisolone", minutes=15),)}, "96374"),
    ("a push", {"services": (Service(kind="iv_push", agent="diphenhydramine"),)}, "96374"),
    ("in a hospital department", {"drugs": (drug("Xolair", 150, route="subcutaneous"),), "place_of_service": "22"}, ""),
]  # fmt: skip


@pytest.mark.parametrize(("parts", "expected"), [row[1:] for row in SHOTS], ids=[row[0] for row in SHOTS])
def test_shots_and_infusions(said, parts, expected):
    assert said("injections", **parts).lines == expected


def test_an_infusion_without_times_is_asked(said):
    found = said("injections", services=(Service(kind="infusion", agent="infliximab"),))
    assert (found.lines, found.asked) == ("96413", {"time"})


def toxin(**more):
    return Service(kind="botulinum", **more)


TOXIN = [
    ("both armpits", [toxin(site="axilla", side="bilateral", condition="hyperhidrosis")], "64650", set()),
    ("each armpit told", [toxin(site="axilla", side="left"), toxin(site="axilla", side="right")], "64650", set()),
    ("armpits alone say it", [toxin(site="axilla")], "64650", set()),
    ("forehead for sweating", [toxin(site="forehead", condition="hyperhidrosis")], "64653", set()),
    ("scalp for sweating", [toxin(site="scalp", condition="hyperhidrosis")], "64653", set()),
    ("palms", [toxin(site="palm", side="bilateral", condition="hyperhidrosis")], "64999", set()),
    ("soles", [toxin(site="sole", condition="hyperhidrosis")], "64999", set()),
    ("armpits and palms", [toxin(site="axilla", condition="hyperhidrosis"), toxin(site="palm", condition="hyperhidrosis")], "64650 64999", set()),
    ("wrinkles", [toxin(site="glabella", condition="wrinkles")], "", set()),
    ("wrinkles by detail", [toxin(site="forehead", details=("wrinkles",))], "", set()),
    ("migraine", [toxin(site="scalp", condition="chronic_migraine")], "64615", set()),
    ("spasm of the lid", [toxin(site="eyelid", condition="blepharospasm")], "64612", set()),
    ("forehead for nothing told", [toxin(site="forehead")], "", {"diagnosis"}),
]  # fmt: skip


@pytest.mark.parametrize(("services", "expected", "asked"), [row[1:] for row in TOXIN], ids=[row[0] for row in TOXIN])
def test_botulinum_toxin(said, services, expected, asked):
    found = said("botulinum", services=tuple(services))
    assert (found.lines, found.asked) == (expected, asked)


def test_sweating_is_known_from_the_problem_of_the_visit(said):
    problem = Problem(name="hyperhidrosis", condition="hyperhidrosis")
    assert said("botulinum", services=(toxin(site="scalp"),), problems=(problem,)).lines == "64653"


def test_toxin_into_a_documented_place(said):
    lesion = Lesion(technique="injection", site="axilla", side="bilateral", condition="hyperhidrosis")
    assert said("botulinum", lesions=(lesion,), drugs=(drug("Botox", 100, "units"),)).lines == "64650"


def test_toxin_for_looks_is_not_billed_as_a_drug(said):
    parts = {"services": (toxin(site="glabella", condition="wrinkles"),), "drugs": (drug("Botox", 20, "units"),)}
    found = said("drugs", **parts)
    assert (found.lines, found.refused) == ("", {"J0585"})


@pytest.mark.parametrize(
    ("site", "code", "expected"),
    [
        ("axilla", "64650", "L74.510"),
        ("scalp", "64653", "L74.511"),
        ("palm", "64999", "L74.512"),
        ("sole", "64999", "L74.513"),
    ],
)
def test_the_place_of_sweating_is_the_diagnosis(said, site, code, expected):
    (draft,) = said("botulinum", services=(toxin(site=site, condition="hyperhidrosis"),)).drafts
    assert (draft.code, draft.icd10) == (code, (expected,))
