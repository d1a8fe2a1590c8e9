"""Light, photodynamic therapy, tests, tissue, radiation, pictures, stitches, messages, wounds, services for looks."""

from datetime import date
from decimal import Decimal

import pytest

from cleanskin.record.encounter import Evidence, Lesion, PriorProcedure, Problem, Service, VisitFacts


def one(kind, *details, **more):
    for name in ("area_sq_cm", "kilovolts"):
        if name in more:
            more[name] = Decimal(str(more[name]))
    return Service(kind=kind, details=details, **more)


def worded(kind, words, **more):
    return one(kind, evidence=(Evidence("kind", 0, len(words), words),), **more)


ROWS = [
    # light
    ("phototherapy", "light B alone", [one("phototherapy_uvb")], "96900", {"agent"}),
    ("phototherapy", "with petrolatum", [one("phototherapy_uvb", "petrolatum")], "96910", set()),
    ("phototherapy", "with tar by its name", [one("phototherapy_uvb", agent="crude coal tar")], "96910", set()),
    ("phototherapy", "petrolatum put on at home", [one("phototherapy_uvb", "petrolatum", "applied_at_home")], "96900", set()),
    ("phototherapy", "petrolatum put on by the patient", [one("phototherapy_uvb", "petrolatum", "applied_at_home", performed_by="patient")], "96900", set()),
    ("phototherapy", "light of no told kind", [one("phototherapy_uv")], "96900", set()),
    ("phototherapy", "psoralen and light A", [one("phototherapy_puva")], "96912", set()),
    ("phototherapy", "half a day of care", [one("phototherapy_uvb", "tar", "long_care")], "96913", set()),
    ("phototherapy", "two in one day", [one("phototherapy_uvb", "petrolatum"), one("phototherapy_puva")], "96912", set()),
    ("phototherapy", "the same twice", [one("phototherapy_puva"), one("phototherapy_puva", session=2)], "96912", set()),
    ("phototherapy", "at home", [one("phototherapy_uvb", performed_by="patient")], "", set()),
    # excimer laser
    ("excimer", "small", [one("excimer", condition="psoriasis", area_sq_cm="249.9")], "96920", set()),
    ("excimer", "at the limit", [one("excimer", condition="psoriasis", area_sq_cm=250)], "96921", set()),
    ("excimer", "at the upper limit", [one("excimer", condition="psoriasis", area_sq_cm=500)], "96921", set()),
    ("excimer", "large", [one("excimer", condition="psoriasis", area_sq_cm="500.5")], "96922", set()),
    ("excimer", "two areas added", [one("excimer", condition="psoriasis", area_sq_cm=200), one("excimer", condition="scalp_psoriasis", area_sq_cm=60)], "96921", set()),
    ("excimer", "by the diagnosis", [one("excimer", diagnosis="L40.0", area_sq_cm=90)], "96920", set()),
    ("excimer", "vitiligo", [one("excimer", condition="vitiligo", area_sq_cm=90)], "96999", set()),
    ("excimer", "no disease told", [one("excimer", area_sq_cm=90)], "", {"diagnosis"}),
    ("excimer", "no area told", [one("excimer", condition="psoriasis")], "", {"area"}),
    # photodynamic therapy
    ("pdt", "run by staff", [one("pdt", "by_staff")], "96567", set()),
    ("pdt", "by the clinician", [one("pdt", "by_physician")], "96573", set()),
    ("pdt", "with debridement", [one("pdt", "by_physician", "debridement")], "96574", set()),
    ("pdt", "debridement is the clinician's", [one("pdt", "debridement")], "96574", set()),
    ("pdt", "no debridement", [one("pdt", "by_physician", "no_debridement")], "96573", set()),
    ("pdt", "by who did it", [one("pdt", performed_by="physician")], "96573", set()),
    ("pdt", "nobody told", [one("pdt")], "96567", {"performed by"}),
    ("pdt", "face and scalp", [one("pdt", "by_staff", site="face"), one("pdt", "by_staff", site="scalp")], "96567", set()),
    # skin tests
    ("skin_tests", "patches", [one("patch_test", count=36)], "95044*36", set()),
    ("skin_tests", "two series", [one("patch_test", count=80), one("patch_test", count=12)], "95044*92", set()),
    ("skin_tests", "not counted", [one("patch_test")], "", {"count"}),
    ("skin_tests", "a reading", [one("patch_test", "first_reading")], "", set()),
    ("skin_tests", "photo patches", [one("photo_patch_test", count=20)], "95052*20", set()),
    ("skin_tests", "a photo test", [one("photo_test", count=6)], "95056", set()),
    ("skin_tests", "pricks", [one("prick_test", count=4)], "95004*4", set()),
    ("skin_tests", "pricks, venom, drug", [one("prick_test", count=4), one("venom_test", count=1), one("drug_allergy_test", count=1)], "95004*4 95017 95018", set()),
    ("skin_tests", "one venom", [one("venom_test")], "95017", set()),
    ("skin_tests", "into the skin", [one("intradermal_test", count=10)], "95024*10", set()),
    ("skin_tests", "read later", [one("intradermal_test", "delayed", count=2)], "95028*2", set()),
    # office tests
    ("laboratory", "potassium hydroxide", [one("koh")], "87220", set()),
    ("laboratory", "two specimens", [one("koh", count=2)], "87220*2", set()),
    ("laboratory", "sent out", [one("koh", "sent_out")], "", set()),
    ("laboratory", "wet mount", [one("wet_mount")], "87210-QW", set()),
    ("laboratory", "Tzanck smear", [one("tzanck")], "88160", set()),
    ("laboratory", "culture sent", [one("fungal_culture")], "", set()),
    ("laboratory", "culture grown here", [one("fungal_culture", "read_in_office")], "87101", set()),
    ("laboratory", "slide and culture", [one("koh"), one("fungal_culture")], "87220", set()),
    ("laboratory", "blood drawn", [one("lab_panel")], "36415", set()),
    ("laboratory", "tape strip", [one("scraping")], "", set()),
    # tissue
    ("pathology", "skin", [one("slide_reading", count=3)], "88305*3", set()),
    ("pathology", "cyst", [one("slide_reading", condition="epidermoid_cyst")], "88304", set()),
    ("pathology", "tag and cyst", [one("slide_reading", "tag"), one("slide_reading", "cyst")], "88304*2", set()),
    ("pathology", "tag and cyst in one breath", [one("slide_reading", "tag", condition="epidermoid_cyst")], "88304*2", set()),
    ("pathology", "tag and cyst, each told", [one("slide_reading", "tag", "cyst", condition="skin_tag"), one("slide_reading", "tag", "cyst", condition="epidermoid_cyst")], "88304*2", set()),
    ("pathology", "a mole beside a cyst", [one("slide_reading", "cyst", condition="nevus")], "88305", set()),
    ("pathology", "cyst and mole", [one("slide_reading", "cyst"), one("slide_reading", condition="nevus")], "88304 88305", set()),
    ("pathology", "plastic repair", [one("slide_reading", "plastic_repair")], "88302", set()),
    ("pathology", "a scar for its margin", [one("slide_reading", "plastic_repair", "scar_for_margin")], "88305", set()),
    ("pathology", "read elsewhere", [one("slide_reading", "read_by_other")], "", set()),
    ("pathology", "two antibodies", [one("slide_reading"), one("immunostain", agent="Melan-A and SOX10")], "88305 88342 88341", set()),
    ("pathology", "two antibodies, counted", [one("slide_reading"), one("immunostain", count=2)], "88305 88342 88341", set()),
    ("pathology", "stains tell of the reading", [one("immunostain", agent="Melan-A, SOX10, PRAME")], "88305 88342 88341*2", set()),
    ("pathology", "one antibody on each of two", [one("slide_reading", count=2), one("immunostain", count=2)], "88305*2 88342*2", set()),
    ("pathology", "several on one slide", [one("slide_reading"), one("immunostain_multiplex")], "88305 88344", set()),
    ("pathology", "a stain for fungus", [one("slide_reading"), one("special_stain_organism")], "88305 88312", set()),
    ("pathology", "two other stains", [one("slide_reading"), one("special_stain", count=2)], "88305 88313*2", set()),
    ("pathology", "fluorescence", [one("immunofluorescence", count=5)], "88346 88350*4", set()),
    ("pathology", "one antibody of fluorescence", [one("immunofluorescence")], "88346", set()),
    ("pathology", "frozen, reader not told", [one("frozen_section")], "", set()),
    # radiation in 2026
    ("radiation", "planning", [one("radiation_planning")], "77436", set()),
    ("radiation", "planning names the method", [one("radiation_planning"), worded("radiation_fraction", "superficial radiation")], "77436", set()),
    ("radiation", "planning and a fraction", [one("radiation_planning"), worded("radiation_fraction", "SRT fraction")], "77436 77437", set()),
    ("radiation", "100 kV", [one("radiation_fraction", kilovolts=100)], "77437", set()),
    ("radiation", "150 kV", [one("radiation_fraction", kilovolts=150)], "77437", set()),
    ("radiation", "151 kV", [one("radiation_fraction", kilovolts=151)], "77438", set()),
    ("radiation", "superficial by its name", [worded("radiation_fraction", "SRT fraction 3 of 20")], "77437", set()),
    ("radiation", "orthovoltage by its name", [worded("radiation_fraction", "orthovoltage")], "77438", set()),
    ("radiation", "energy not told", [worded("radiation_fraction", "fraction 4")], "", {"energy"}),
    ("radiation", "fraction with guidance", [one("radiation_fraction", kilovolts=70), one("radiation_ultrasound")], "77437 77439", set()),
    ("radiation", "guidance alone", [one("radiation_ultrasound")], "", set()),
    ("radiation", "fraction 5 of 15 is one", [one("radiation_fraction", kilovolts=50, count=5)], "77437", set()),
    ("radiation", "two lesions", [one("radiation_fraction", kilovolts=50, lesions=("L1", "L2"))], "77437*2", set()),
    ("radiation", "electronic", [one("radiation_brachytherapy")], "0394T", set()),
    # pictures
    ("imaging", "whole body", [worded("photography", "total body photography")], "96904", set()),
    ("imaging", "one lesion", [worded("photography", "photo taken of the lesion")], "", set()),
    ("imaging", "confocal, one", [one("confocal")], "96931", set()),
    ("imaging", "confocal, three", [one("confocal", count=3)], "96931 96934*2", set()),
    ("imaging", "confocal, the report", [one("confocal", "report_only", count=2)], "96933 96936", set()),
    ("imaging", "confocal, not counted", [one("confocal", count_is_vague=True)], "", {"count"}),
    ("imaging", "hairs", [worded("trichoscopy", "trichogram")], "96902", set()),
    ("imaging", "hairs by dermatoscope", [worded("trichoscopy", "trichoscopy")], "", set()),
    # at a distance
    ("distant_services", "pictures", [one("pictures_review")], "G2010", set()),
    ("distant_services", "pictures of a visit", [one("pictures_review", "related_visit")], "", set()),
    ("distant_services", "pictures sent", [worded("pictures_review", "sent photos")], "G2010", set()),
    ("distant_services", "pictures taken here", [worded("pictures_review", "photos of")], "", set()),
    ("distant_services", "a call", [one("check_in", minutes=8)], "98016", set()),
    ("distant_services", "a call, length not told", [one("check_in")], "98016", set()),
    ("distant_services", "too short", [one("check_in", minutes=4)], "", set()),
    ("distant_services", "five minutes of messages", [one("messages", minutes=5)], "99421", set()),
    ("distant_services", "ten", [one("messages", minutes=10)], "99421", set()),
    ("distant_services", "eleven", [one("messages", minutes=11)], "99422", set()),
    ("distant_services", "twenty-one", [one("messages", minutes=21)], "99423", set()),
    ("distant_services", "messages, length not told", [one("messages")], "", {"time"}),
    ("distant_services", "four minutes", [one("messages", minutes=4)], "", set()),
    ("distant_services", "advice, ten minutes", [one("interprofessional", minutes=10)], "99446", set()),
    ("distant_services", "advice, eleven", [one("interprofessional", minutes=11)], "99447", set()),
    ("distant_services", "advice, thirty-one", [one("interprofessional", minutes=31)], "99449", set()),
    ("distant_services", "advice, four", [one("interprofessional", minutes=4)], "", set()),
    ("distant_services", "advice in writing", [worded("interprofessional", "eConsult", minutes=12)], "99451", set()),
    ("distant_services", "advice, length not told", [one("interprofessional")], "", {"time"}),
    # services without codes here
    ("not_in_tables", "a wrap", [one("compression_wrap")], "", {"code"}),
    # wounds
    ("debridement", "surface", [one("wound_debridement", area_sq_cm=15)], "97597", set()),
    ("debridement", "to fat", [one("wound_debridement", "to_fat", area_sq_cm=20)], "11042", set()),
    ("debridement", "to fat, larger", [one("wound_debridement", "to_fat", area_sq_cm=21)], "11042 11045", set()),
    ("debridement", "to muscle", [one("wound_debridement", "to_muscle", area_sq_cm=60)], "11043 11046*2", set()),
    ("debridement", "to bone", [one("wound_debridement", "to_bone", area_sq_cm=5)], "11044", set()),
    ("debridement", "two of one depth", [one("wound_debridement", "to_fat", area_sq_cm=15), one("wound_debridement", "to_fat", area_sq_cm=15)], "11042 11045", set()),
    ("debridement", "two depths", [one("wound_debridement", "to_fat", area_sq_cm=5), one("wound_debridement", area_sq_cm=5)], "11042 97597", set()),
    ("debridement", "area not told", [one("wound_debridement", "to_fat")], "11042", {"area"}),
    ("debridement", "eczema", [one("eczema_debridement", count=10)], "11000", set()),
    ("debridement", "eczema, a quarter of the body", [one("eczema_debridement", count=25)], "11000 11001*2", set()),
    ("debridement", "suction", [one("npwt", area_sq_cm=40)], "97605", set()),
    ("debridement", "suction, large, throw-away", [one("npwt", "disposable", area_sq_cm=51)], "97608", set()),
    ("debridement", "a small burn", [one("burn_treatment", "small")], "16020", set()),
    ("debridement", "a burn of the first degree", [one("burn_treatment", "first_degree")], "16000", set()),
    # skin substitutes
    ("skin_substitutes", "small", [one("skin_substitute", site="leg_lower", area_sq_cm=25)], "15271", {"product"}),
    ("skin_substitutes", "two steps more", [one("skin_substitute", site="leg_lower", area_sq_cm=51)], "15271 15272*2", {"product"}),
    ("skin_substitutes", "large", [one("skin_substitute", site="thigh", area_sq_cm=100)], "15273", {"product"}),
    ("skin_substitutes", "very large", [one("skin_substitute", site="back", area_sq_cm=250)], "15273 15274*2", {"product"}),
    ("skin_substitutes", "foot", [one("skin_substitute", site="foot", area_sq_cm=10)], "15275", {"product"}),
    ("skin_substitutes", "face, large", [one("skin_substitute", site="scalp", area_sq_cm=120)], "15277 15278", {"product"}),
    ("skin_substitutes", "area not told", [one("skin_substitute", site="foot")], "", {"area"}),
    # for looks
    ("cosmetic", "a light peel", [one("chemical_peel", site="face", agent="glycolic acid")], "15788", set()),
    ("cosmetic", "a deep peel", [one("chemical_peel", "deep", site="face")], "15789", set()),
    ("cosmetic", "a light peel of the hands", [one("chemical_peel", "superficial", site="hand")], "15792", set()),
    ("cosmetic", "a peel of no told depth", [one("chemical_peel", site="face")], "", {"depth"}),
    ("cosmetic", "a peel of acne", [one("chemical_peel", site="face", condition="acne")], "", set()),
    ("cosmetic", "abrasion of the face", [one("dermabrasion", "whole_face", site="face")], "15780", set()),
    ("cosmetic", "abrasion of the nose", [one("dermabrasion", site="nose")], "15781", set()),
    ("cosmetic", "abrasion of an arm", [one("dermabrasion", site="arm")], "15782", set()),
    ("cosmetic", "needling", [one("microneedling", site="face")], "17999", set()),
    ("cosmetic", "hair by laser", [one("hair_removal", "laser")], "17999", set()),
    ("cosmetic", "hair by current", [one("hair_removal", "electrolysis", minutes=60)], "17380*2", set()),
    ("cosmetic", "tattoo by laser", [one("tattoo_removal")], "17999", set()),
    ("cosmetic", "tattoo by abrasion", [one("tattoo_removal", "abrasion")], "15783", set()),
    ("cosmetic", "platelets", [one("prp")], "0232T", set()),
    ("cosmetic", "ears", [one("ear_piercing")], "69090", set()),
    ("cosmetic", "filler of no told volume", [one("filler")], "", {"volume"}),
    ("cosmetic", "filler of facial wasting", [one("filler", condition="lipoatrophy")], "G0429", set()),
    ("cosmetic", "scar by laser", [one("scar_laser", area_sq_cm=120)], "0479T 0480T", set()),
    ("veins", "spider veins", [one("sclerotherapy")], "36468", set()),
    ("veins", "one vein", [one("sclerotherapy", "one_vein")], "36470", set()),
    ("veins", "several veins", [one("sclerotherapy", "several_veins")], "36471", set()),
    ("veins", "foam", [one("sclerotherapy", "foam")], "36465", set()),
]  # fmt: skip


@pytest.mark.parametrize(
    ("family", "services", "expected", "asked"),
    [(row[0], *row[2:]) for row in ROWS],
    ids=[f"{row[0]}: {row[1]}" for row in ROWS],
)
def test_services(said, family, services, expected, asked):
    found = said(family, services=tuple(services))
    assert (found.lines, found.asked) == (expected, asked)


FIELDS = [
    ("the same area", "face", "", "face", "", ""),
    ("a part of the face", "face", "", "nose", "", ""),
    ("the face around a part", "forehead", "", "face", "", ""),
    ("another area", "face", "", "forearm", "left", "17000 17003*2"),
    ("scalp and face", "scalp", "", "cheek", "left", "17000 17003*2"),
    ("the other side", "forearm", "left", "forearm", "right", "17000 17003*2"),
    ("the same side", "forearm", "left", "forearm", "left", ""),
    ("place not told", "face", "", "", "", "17000 17003*2"),
]


@pytest.mark.parametrize(
    ("field", "field_side", "site", "side", "expected"), [row[1:] for row in FIELDS], ids=[row[0] for row in FIELDS]
)
def test_keratoses_in_the_field_of_the_light_are_part_of_it(said, field, field_side, site, side, expected):
    keratoses = Lesion(
        technique="cryosurgery", condition="actinic_keratosis", intent="destroy", count=3, site=site, side=side
    )
    light = one("pdt", "by_staff", site=field, side=field_side)
    found = said("destruction_premalignant", lesions=(keratoses,), services=(light,))
    assert (found.lines, found.refused) == (expected, set() if expected else {"17000"})


def test_excimer_of_vitiligo_before_2024(said):
    service = one("excimer", condition="vitiligo", area_sq_cm=90)
    assert said("excimer", services=(service,), on=date(2023, 12, 31)).lines == "96920"
    assert said("excimer", services=(service,), on=date(2024, 1, 1)).lines == "96999"


def test_excimer_for_the_disease_of_the_visit(said):
    problem = Problem(name="plaque psoriasis", condition="psoriasis")
    assert said("excimer", services=(one("excimer", area_sq_cm=90),), problems=(problem,)).lines == "96920"


@pytest.mark.parametrize(
    ("on", "expected"),
    [(date(2025, 12, 31), "77401 G6001"), (date(2026, 1, 1), "77437 77439")],
)
def test_radiation_by_the_day(said, on, expected):
    services = (one("radiation_fraction", kilovolts=100), one("radiation_ultrasound"))
    assert said("radiation", services=services, on=on).lines == expected


def test_planning_before_2026_had_no_code_here(said):
    assert said("radiation", services=(one("radiation_planning"),), on=date(2025, 12, 31)).lines == ""


def test_a_call_before_2025(said):
    assert said("distant_services", services=(one("check_in"),), on=date(2024, 12, 31)).lines == "G2012"


def test_pictures_that_lead_to_a_visit(said):
    found = said("distant_services", services=(one("pictures_review"),), visit=VisitFacts(leads_to_visit=True))
    assert (found.lines, found.refused) == ("", {"G2010"})


def test_pictures_of_a_new_patient(said):
    assert said("distant_services", services=(one("pictures_review"),), new_patient=True).lines == ""


def mohs(*features, technique="mohs", **more):
    return Lesion(technique=technique, site="nose", condition="basal_cell_carcinoma", features=features, **more)


def test_frozen_sections_of_mohs_margins_are_part_of_it(said):
    found = said("pathology", lesions=(mohs(),), services=(one("frozen_section", "surgeon_reads"),))
    assert (found.lines, found.refused) == ("", {"88331"})


def test_a_frozen_biopsy_of_another_lesion_beside_mohs(said):
    biopsy = Lesion(technique="punch", intent="sample", site="back")
    found = said("pathology", lesions=(mohs(), biopsy), services=(one("frozen_section", "surgeon_reads"),))
    assert found.lines == "88331-59"


def test_a_frozen_biopsy_that_decides_for_mohs(said):
    lesion = mohs("frozen_section", further_techniques=("tangential",))
    found = said("pathology", lesions=(lesion,), services=(one("frozen_section", "surgeon_reads", count=3),))
    assert found.lines == "88331-59 88332-59*2"


def test_a_frozen_section_read_by_somebody_else(said):
    excision = Lesion(technique="excision", site="cheek", features=("outside_pathologist",))
    found = said("pathology", lesions=(excision,), services=(one("frozen_section"),))
    assert (found.lines, found.refused) == ("", {"88331"})


def test_a_further_margin_on_permanent_sections_read_here(said):
    assert said("pathology", lesions=(mohs("permanent_sections_extra", "surgeon_reads"),)).lines == "88305-59"
    found = said("pathology", lesions=(mohs("permanent_sections_extra"),))
    assert (found.lines, found.refused) == ("", {"88305"})


def test_stains_of_mohs_sections_bring_no_reading(said):
    found = said("pathology", lesions=(mohs(),), services=(one("immunostain", agent="MART-1"),))
    assert found.lines == "88342-59"


def test_stains_of_tissue_that_the_visit_took_are_the_readers(said):
    biopsy = Lesion(technique="punch", intent="sample", site="back")
    found = said("pathology", lesions=(biopsy,), services=(one("special_stain"), one("immunofluorescence", count=3)))
    assert (found.lines, found.refused) == ("", {"88312", "88313", "88346"})
    assert said("pathology", services=(one("special_stain", "sent_out"),)).lines == ""


def test_the_depth_and_area_of_an_ulcer_told_as_a_wound(said):
    ulcer = Lesion(site="shin", side="left", condition="venous_ulcer", features=("subcutaneous",))
    service = one("wound_debridement", site="shin", side="left", area_sq_cm=12)
    assert said("debridement", lesions=(ulcer,), services=(service,)).lines == "11042"


STITCHES = [
    ("somebody else's", {"by_same_practice": False, "technique": "intermediate"}, "15853", set()),
    ("of a biopsy", {"technique": "punch", "days_ago": 10, "by_same_practice": True}, "15853", set()),
    ("own excision, day 8", {"technique": "excision", "days_ago": 8, "by_same_practice": True}, "", {"15853"}),
    ("own excision, day 10", {"technique": "excision", "days_ago": 10, "by_same_practice": True}, "", {"15853"}),
    ("own excision, day 11", {"technique": "excision", "days_ago": 11, "by_same_practice": True}, "15853", set()),
    ("own flap, day 14", {"technique": "flap", "days_ago": 14, "by_same_practice": True}, "", {"15853"}),
]


@pytest.mark.parametrize(
    ("prior", "expected", "refused"), [row[1:] for row in STITCHES], ids=[row[0] for row in STITCHES]
)
def test_stitches(said, prior, expected, refused):
    found = said("suture_removal", services=(one("suture_removal"),), prior=(PriorProcedure(**prior),))
    assert (found.lines, found.refused) == (expected, refused)


def test_stitches_and_staples(said):
    prior = (PriorProcedure(by_same_practice=False),)
    service = worded("suture_removal", "sutures and staples removed")
    assert said("suture_removal", services=(service,), prior=prior).lines == "15854"


def test_stitches_under_anesthesia(said):
    assert said("suture_removal", services=(one("suture_removal", "anesthesia"),)).lines == "15851"


def test_stitches_of_nothing_told_are_asked(said):
    found = said("suture_removal", services=(one("suture_removal"),))
    assert (found.lines, found.asked) == ("", {"earlier procedure"})


def test_stitches_before_their_code(said):
    prior = (PriorProcedure(by_same_practice=False),)
    assert said("suture_removal", services=(one("suture_removal"),), prior=prior, on=date(2022, 12, 31)).lines == ""


def test_a_wound_that_is_operated_on_is_not_cleaned_apart(said):
    excision = Lesion(technique="excision", site="shin", side="left")
    service = one("wound_debridement", "to_fat", site="shin", area_sq_cm=5)
    found = said("debridement", lesions=(excision,), services=(service,))
    assert (found.lines, found.refused) == ("", {"11042"})


def test_an_ulcer_documented_as_a_lesion(said):
    ulcer = Lesion(technique="debridement", site="shin", depth="to_fat", defect_area_sq_cm=Decimal(30))
    assert said("debridement", lesions=(ulcer,)).lines == "11042 11045"


def test_substitutes_on_two_wounds_of_one_group(said):
    wounds = tuple(
        Lesion(closure="graft", graft_kind="skin_substitute", site="leg_lower", graft_area_sq_cm=Decimal(area))
        for area in (20, 20)
    )
    assert said("skin_substitutes", lesions=wounds).lines == "15271 15272"


@pytest.mark.parametrize(("family", "kind"), [("laboratory", "koh"), ("pathology", "slide_reading")])
def test_a_laboratory_test_tells_of_its_certificate(said, family, kind):
    (draft,) = said(family, services=(one(kind),)).drafts
    assert "CLIA" in draft.why


def test_other_payers_need_no_waiver_modifier(said):
    assert said("laboratory", stated="commercial", services=(one("wet_mount"),)).lines == "87210"
