"""Drainage, foreign bodies, nails, paring, acne, injections into lesions: the code for what was done to lesions."""

from decimal import Decimal

import pytest

from cleanskin.record.encounter import DrugGiven, Evidence, Lesion, PriorProcedure, Service


def lesion(technique="", condition="", site="", side="", **more):
    return Lesion(technique=technique, condition=condition, site=site, side=side, **more)


def drained(condition="abscess", **more):
    return lesion("drainage", condition, **more)


def injected(count=None, **more):
    return lesion("injection", count=count, **more)


DRAINAGE = [
    ("one abscess", [drained()], "10060"),
    ("one inflamed cyst", [drained("epidermoid_cyst", site="back")], "10060"),
    ("a boil without a name", [drained("")], "10060"),
    ("packed", [drained(complex_criteria=("packed",))], "10060"),
    ("loculations broken up", [drained(features=("loculated",))], "10061"),
    ("part of the wall taken out", [drained("cyst", features=("wall_removed",))], "10061"),
    ("two abscesses", [drained(count=2)], "10061"),
    ("two abscesses told apart", [drained(site="axilla"), drained(site="groin")], "10061"),
    ("several abscesses", [drained(count_is_vague=True)], "10061"),
    ("both armpits", [drained("hidradenitis_suppurativa", site="axilla", side="bilateral")], "10061"),
    ("hematoma", [drained("hematoma", site="cheek")], "10140"),
    ("seroma let out", [drained("seroma", site="back")], "10140"),
    ("seroma aspirated", [lesion("puncture", "seroma")], "10160"),
    ("cyst aspirated", [lesion("puncture", "cyst")], "10160"),
    ("two blisters aspirated", [lesion("puncture", "bulla", count=2)], "10160*2"),
    ("blister drained", [drained("bulla")], "10160"),
    ("abscess and hematoma", [drained(site="hand"), drained("hematoma", site="back")], "10140 10060"),
    ("pilonidal abscess", [drained("pilonidal_cyst")], "10080"),
    ("pilonidal abscess, packed", [drained("pilonidal_cyst", features=("packed",))], "10080"),
    ("pilonidal abscess, loculated", [drained("pilonidal_cyst", features=("loculated",))], "10081"),
    ("infected surgical wound", [drained("", features=("postoperative_infection",))], "10180"),
    ("acne opened is no drainage", [lesion("drainage", "acne", count=12)], ""),
    ("milia expressed are no drainage", [lesion("expression", "milia")], ""),
    ("blood under a nail is no drainage", [drained("subungual_hematoma", site="toe_1")], ""),
    ("a second session stands alone", [drained(), drained(session=2)], "10060 10060"),
    ("packed, the word for opening is missing", [lesion("", "abscess", features=("packed",))], "10060"),
    ("a packed wound is no abscess", [lesion("", "laceration", features=("packed",))], ""),
    ("only planned", [lesion(planned_technique="drainage", condition="abscess")], ""),
]


@pytest.mark.parametrize(("lesions", "expected"), [row[1:] for row in DRAINAGE], ids=[row[0] for row in DRAINAGE])
def test_drainage(said, lesions, expected):
    assert said("drainage", lesions=tuple(lesions)).lines == expected


def test_simple_drainage_is_refused_beside_the_code_of_several(said):
    assert said("drainage", lesions=(drained(count=3),)).refused == {"10060"}


FLAP = PriorProcedure(technique="flap", days_ago=2, global_days=90, relation="complication", by_same_practice=True)


def test_a_seroma_drawn_with_a_needle(said):
    quote = Evidence("kind", 0, 16, "seroma aspirated")
    assert (
        said("drainage", services=(Service(kind="seroma_drainage", site="thigh", evidence=(quote,)),)).lines == "10160"
    )
    assert said("drainage", services=(Service(kind="seroma_drainage", site="thigh"),)).lines == "10140"


def hematoma_of(**prior):
    return {
        "services": (Service(kind="hematoma_evacuation", site="cheek"),),
        "prior": (PriorProcedure(**{**{name: getattr(FLAP, name) for name in FLAP.__struct_fields__}, **prior}),),
    }


def test_a_complication_in_the_office_is_medicares_global_package(said):
    found = said("drainage", **hematoma_of(return_to="office"))
    assert (found.lines, found.refused) == ("", {"10140"})


def test_a_complication_in_the_operating_room_is_billed(said):
    assert said("drainage", **hematoma_of(return_to="operating_room")).lines == "10140"


def test_a_complication_of_a_commercial_patient_is_billed(said):
    assert said("drainage", stated="commercial", **hematoma_of(return_to="office")).lines == "10140"


def test_a_complication_of_anothers_flap_is_billed(said):
    assert said("drainage", **hematoma_of(return_to="office", by_same_practice=False)).lines == "10140"


@pytest.mark.parametrize(
    ("words", "expected"), [(("drained", "needle aspiration"), "10160"), (("I&D", "aspirated"), "10140")]
)
def test_a_needle_or_a_knife(said, words, expected):
    quotes = tuple(Evidence("technique", 0, len(word), word) for word in words)
    hematoma = lesion("drainage", "hematoma", further_techniques=("puncture",), evidence=quotes)
    assert said("drainage", lesions=(hematoma,)).lines == expected


BODIES = [
    ("splinter through an incision", [lesion("drainage", "splinter", site="finger_2")], "10120", set(), set()),
    ("deep, dissected", [lesion("excision", "foreign_body", features=("complicated",))], "10121", set(), set()),
    ("lifted out", [lesion("", "splinter", intent="remove", features=("no_incision",))], "", {"10120"}, set()),
    ("taken out, not told how", [lesion("", "splinter", intent="remove")], "", set(), {"technique"}),
]


@pytest.mark.parametrize(
    ("lesions", "expected", "refused", "asked"), [row[1:] for row in BODIES], ids=[row[0] for row in BODIES]
)
def test_foreign_bodies(said, lesions, expected, refused, asked):
    found = said("foreign_body", lesions=tuple(lesions))
    assert (found.lines, found.refused, found.asked) == (expected, refused, asked)


@pytest.mark.parametrize(
    ("details", "expected", "asked"),
    [(("incision",), "10120", set()), (("complicated",), "10121", set()), ((), "", {"technique"})],
)
def test_foreign_bodies_told_as_a_service(said, details, expected, asked):
    found = said("foreign_body", services=(Service(kind="foreign_body_removal", site="hand", details=details),))
    assert (found.lines, found.asked) == (expected, asked)


def avulsed(site="toe_1", side="right", **more):
    return lesion("avulsion", "ingrown_nail", site, side, **more)


NAILS = [
    ("right great toe", [avulsed()], "11730-T5", set()),
    ("left great toe", [avulsed(side="left")], "11730-TA", set()),
    ("by the nail's own name", [avulsed("toenail_2", "left")], "11730-T1", set()),
    ("left thumb", [avulsed("thumb", "left")], "11730-FA", set()),
    ("right little finger", [avulsed("fingernail_5", "right")], "11730-F9", set()),
    ("two nails", [avulsed(), avulsed("toe_2")], "11730-T5 11732-T6", set()),
    ("three nails", [avulsed(), avulsed("toe_2"), avulsed("toe_3")], "11730-T5 11732-T6 11732-T7", set()),
    ("both great toes", [avulsed(side="bilateral", count=2)], "11730-TA 11732-T5", set()),
    ("both great toes, not counted", [avulsed(side="bilateral")], "11730-TA 11732-T5", set()),
    ("both borders of one nail", [avulsed(), avulsed()], "11730-T5", set()),
    ("side not told", [avulsed(side="")], "11730", {"side"}),
    ("digit not told", [avulsed("toenail", "right")], "11730", {"site"}),
    ("three nails not named", [avulsed("toenail", "", count=3)], "11730 11732*2", {"site"}),
    ("matrix for good", [lesion("matrixectomy", "ingrown_nail", "toe_1", "left")], "11750-TA", set()),
    ("plate and matrix", [avulsed(further_techniques=("matrixectomy",))], "11750-T5", set()),
    ("removed for good", [avulsed(features=("permanent",))], "11750-T5", set()),
    ("phenol to the matrix", [avulsed(further_techniques=("chemical",), features=("nail_matrix",))], "11750-T5", set()),
    ("for good at both toes", [lesion("matrixectomy", "", "toe_1", "bilateral")], "11750-TA 11750-T5", set()),
    ("one for good, one not", [lesion("matrixectomy", "", "toe_1", "left"), avulsed("toe_2", "left")], "11750-TA 11730-T1", set()),
    ("plate and matrix told twice", [avulsed(), lesion("matrixectomy", "", "toe_1", "right")], "11750-T5", set()),
    ("blood under the nail", [lesion("evacuation", "subungual_hematoma", "toe_1", "left")], "11740-TA", set()),
    ("blood under a thumbnail, drained", [lesion("drainage", "hematoma", "thumbnail", "right")], "11740-F5", set()),
    ("blood under a nail, side not told", [lesion("evacuation", "hematoma", "toe_1", features=("subungual",))], "11740", {"side"}),
    ("clipped", [lesion("clipping", "onychomycosis", "toenail")], "", set()),
    ("a wart of the foot is no nail", [lesion("cryosurgery", "plantar_wart", "sole")], "", set()),
]  # fmt: skip


@pytest.mark.parametrize(("lesions", "expected", "asked"), [row[1:] for row in NAILS], ids=[row[0] for row in NAILS])
def test_nails(said, lesions, expected, asked):
    found = said("nails", lesions=tuple(lesions))
    assert (found.lines, found.asked) == (expected, asked)


def test_the_plate_is_part_of_its_permanent_removal(said):
    assert "11730" in said("nails", lesions=(lesion("matrixectomy", "", "toe_1", "left"),)).refused


def test_the_operators_block_is_not_apart(said):
    found = said("nails", lesions=(avulsed(),), services=(Service(kind="nerve_block", site="toe_1", side="right"),))
    assert (found.lines, found.refused) == ("11730-T5", {"64450"})


def test_a_clipped_nail_is_no_removal(said):
    assert said("nails", lesions=(lesion("clipping", "", "toe_1", "left"),)).refused == {"11730"}
    assert said("nails", lesions=(lesion("clipping", "", "toe_1", "left", intent="sample"),)).refused == {"11755"}
    assert said("nail_care", services=(Service(kind="nail_clipping", site="toenail"),)).refused == {"11755"}


THINNED = [
    (Service(kind="nail_debridement", count=1), "11720", set()),
    (Service(kind="nail_debridement", count=5), "11720", set()),
    (Service(kind="nail_debridement", count=6), "11721", set()),
    (Service(kind="nail_debridement", count=10, details=("q8",)), "11721-Q8", set()),
    (Service(kind="nail_debridement", count=3, details=("class_c",)), "11720-Q9", set()),
    (Service(kind="nail_debridement", site="toenail"), "", {"count"}),
    (Service(kind="nail_debridement", count_is_vague=True), "", {"count"}),
    (Service(kind="nail_trimming", count=10, details=("q7",)), "11719-Q7", set()),
    (Service(kind="nail_trimming", details=("dystrophic", "q7")), "G0127-Q7", set()),
    (Service(kind="nail_trimming"), "11719", {"class findings"}),
]


@pytest.mark.parametrize(("service", "expected", "asked"), THINNED)
def test_thinning_and_trimming(said, service, expected, asked):
    found = said("nail_care", services=(service,))
    assert (found.lines, found.asked) == (expected, asked)


@pytest.mark.parametrize(("count", "expected"), [(4, "11720"), (8, "11721")])
def test_thinning_told_of_a_nail_disease(said, count, expected):
    nails = lesion("debridement", "onychomycosis", count=count)
    assert said("nail_care", lesions=(nails,)).lines == expected
    assert said("debridement", lesions=(nails,)).lines == ""


def test_foot_care_of_a_visit_shares_its_class_findings(said):
    parts = {
        "lesions": (lesion("paring", "corn", count=3),),
        "services": (Service(kind="nail_debridement", count=10, details=("class_b",)),),
    }
    assert said("paring", **parts).lines == "11056-Q8"
    assert said("nail_care", **parts).lines == "11721-Q8"


def test_class_findings_in_the_words_of_the_note(said):
    quote = Evidence("details", 0, 7, "Class B")
    service = Service(kind="nail_debridement", count=10, details=("class_findings",), evidence=(quote,))
    assert said("nail_care", services=(service,)).lines == "11721-Q8"


def test_blood_under_a_nail_told_as_a_service(said):
    service = Service(kind="hematoma_evacuation", site="toe_1", side="left", condition="subungual_hematoma")
    assert said("nails", services=(service,)).lines == "11740-TA"
    assert said("drainage", services=(service,)).lines == ""
    told_twice = lesion("electrodesiccation", "subungual_hematoma", "toe_1", "left")
    assert said("nails", services=(service,), lesions=(told_twice,)).lines == "11740-TA"


def test_the_fold_of_an_ingrown_nail_cut_out(said):
    fold = lesion("excision", "ingrown_nail", "toe_1", "right", intent="remove")
    assert said("nails", lesions=(fold,)).lines == "11765-T5"
    assert said("excision", lesions=(fold,)).lines == ""


def test_the_nail_that_the_diagnosis_names(said):
    ingrown = lesion("", "ingrown_nail", "toenail_1", "left")
    avulsion = lesion("avulsion", features=("nail_matrix", "permanent"), count=3)
    assert said("nails", lesions=(ingrown, avulsion)).lines == "11750-TA"
    other = lesion("", "onychomycosis", "toenail_2", "left")
    assert said("nails", lesions=(ingrown, other, lesion("avulsion"))).lines == "11730"


def test_diseased_nails_trimmed_for_another_payer(said):
    found = said("nail_care", stated="commercial", services=(Service(kind="nail_trimming", details=("dystrophic",)),))
    assert (found.lines, found.asked) == ("11719", set())


PARED = [
    ([lesion("paring", "corn", "toe_5", "left")], "11055", set()),
    ([lesion("paring", "callus", count=2)], "11056", set()),
    ([lesion("paring", "callus", count=4)], "11056", set()),
    ([lesion("paring", "callus", count=5)], "11057", set()),
    ([lesion("paring", "corn", count=3), lesion("paring", "callus", count=2)], "11057", set()),
    ([lesion("paring", "callus", "sole", "bilateral")], "11056", set()),
    ([lesion("paring", "callus", count_is_vague=True)], "", {"count"}),
    ([lesion("paring", "corn", features=("q8",))], "11055-Q8", set()),
    ([lesion("paring", "plantar_wart")], "", set()),
]


@pytest.mark.parametrize(("lesions", "expected", "asked"), PARED)
def test_paring(said, lesions, expected, asked):
    found = said("paring", lesions=tuple(lesions))
    assert (found.lines, found.asked) == (expected, asked)


ACNE = [
    ([lesion("expression", "acne", "face")], "10040"),
    ([lesion("expression", "milia", count_is_vague=True)], "10040"),
    ([lesion("drainage", "acne", count=9), lesion("expression", "comedone", count=20)], "10040"),
    ([lesion("drainage", "abscess")], ""),
    ([lesion("chemical", "milia", count=6)], ""),
    ([lesion("expression", "epidermoid_cyst")], ""),
]


@pytest.mark.parametrize(("lesions", "expected"), ACNE)
def test_acne_surgery(said, lesions, expected):
    assert said("acne_surgery", lesions=tuple(lesions)).lines == expected


@pytest.mark.parametrize(
    ("service", "expected"),
    [
        (Service(kind="acne_cryotherapy", site="face"), "17340"),
        (Service(kind="chemical_peel", site="face", condition="acne"), "17360"),
        (Service(kind="chemical_peel", site="face", condition="melasma"), ""),
    ],
)
def test_acne_frozen_or_peeled(said, service, expected):
    assert said("acne_surgery", services=(service,)).lines == expected


KENALOG = DrugGiven(name="triamcinolone acetonide", amount=Decimal(10), unit="mg")
BLEOMYCIN = DrugGiven(name="bleomycin", amount=Decimal(3), unit="units")
BOTOX = DrugGiven(name="Botox", amount=Decimal(50), unit="units")
INJECTED = [
    ("one keloid", [injected(condition="keloid")], (KENALOG,), "11900", set()),
    ("seven", [injected(7)], (KENALOG,), "11900", set()),
    ("eight", [injected(8)], (KENALOG,), "11901", set()),
    ("ten patches", [injected(10, condition="alopecia_areata")], (KENALOG,), "11901", set()),
    ("five and four", [injected(5), injected(4)], (KENALOG,), "11901", set()),
    ("several", [injected(count_is_vague=True)], (KENALOG,), "", {"count"}),
    ("several and nine", [injected(count_is_vague=True), injected(9)], (KENALOG,), "11901", set()),
    ("without a named drug", [injected(3)], (), "11900", {"drug"}),
    ("antigen into warts", [injected(4, condition="wart")], (DrugGiven(name="candida antigen"),), "11900", set()),
    ("bleomycin into warts", [injected(2, condition="wart")], (BLEOMYCIN,), "96405", set()),
    ("bleomycin into eight", [injected(8, condition="wart")], (BLEOMYCIN,), "96406", set()),
    ("5-FU into a keloid", [injected(1)], (DrugGiven(name="5-FU", amount=Decimal(50), unit="mg"),), "96405", set()),
    ("toxin is another family", [injected(2, site="axilla")], (BOTOX,), "", set()),
    ("second session", [injected(2), injected(3, session=2)], (KENALOG,), "11900 11900", set()),
]


@pytest.mark.parametrize(
    ("lesions", "drugs", "expected", "asked"), [row[1:] for row in INJECTED], ids=[row[0] for row in INJECTED]
)
def test_injections_into_lesions(said, lesions, drugs, expected, asked):
    found = said("intralesional", lesions=tuple(lesions), drugs=drugs)
    assert (found.lines, found.asked) == (expected, asked)


def test_platelets_are_no_injection_into_lesions(said):
    scalp = injected(condition="androgenetic_alopecia", site="scalp")
    assert said("intralesional", lesions=(scalp,), services=(Service(kind="prp"),)).lines == ""
    assert said("intralesional", lesions=(scalp,), services=(Service(kind="prp"),), drugs=(KENALOG,)).lines == "11900"


def test_a_cleaning_of_nothing_told_is_asked(said):
    found = said("debridement", lesions=(lesion("debridement"),))
    assert (found.lines, found.asked) == ("", {"wound"})


def test_chemotherapy_only_where_it_was_injected(said):
    lesions = (injected(3, id="L1", condition="keloid"), injected(2, id="L2", condition="wart"))
    drugs = (
        DrugGiven(name="Kenalog", amount=Decimal(5), unit="mg", lesions=("L1",)),
        DrugGiven(name="bleomycin", amount=Decimal(2), unit="units", lesions=("L2",)),
    )
    assert said("intralesional", lesions=lesions, drugs=drugs).lines == "11900 96405"


def test_the_other_number_is_refused(said):
    assert said("intralesional", lesions=(injected(8),)).refused == {"11900"}
    assert said("intralesional", lesions=(injected(2),)).refused == {"11901"}
