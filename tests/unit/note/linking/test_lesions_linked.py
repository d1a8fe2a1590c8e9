"""Sentences and short notes, written for this test, and the lesions they tell of.

Each case names the lesions that something was done to, in order, by the fields that the words settle.
"""

from decimal import Decimal
from typing import Any

import pytest

from cleanskin.note.read import read
from cleanskin.record.encounter import Lesion

AK, SK, BCC, SCC = "actinic_keratosis", "seborrheic_keratosis", "basal_cell_carcinoma", "squamous_cell_carcinoma"
FROZEN = {"technique": "cryosurgery", "intent": "destroy"}
SLICED = {"technique": "tangential", "intent": "sample"}
PUNCHED = {"technique": "punch", "intent": "sample"}
CUT = {"technique": "excision", "intent": "remove"}
SHAVED = {"technique": "shave", "intent": "remove"}
SCRAPED = {"technique": "electrodesiccation", "further_techniques": ("curettage",), "intent": "destroy"}

Told = dict[str, Any]


def at(site: str, side: str = "", **fields: Any) -> Told:
    """Return what is expected of a lesion at a place."""
    return {"site": site, "side": side, **fields}


CASES: dict[str, tuple[str, list[Told]]] = {
    "one condition, count and method": (
        "Three seborrheic keratoses on the back that itch and bleed were frozen with liquid nitrogen.",
        [at("back", count=3, condition=SK, **FROZEN)],
    ),
    "number word": ("Twenty-two AKs treated with cryotherapy.", [{"count": 22, "condition": AK, **FROZEN}]),
    "method after two objects": (
        "Two AKs and three seborrheic keratoses treated with liquid nitrogen.",
        [{"count": 2, "condition": AK, **FROZEN}, {"count": 3, "condition": SK, **FROZEN}],
    ),
    "method before two objects, another method for the third": (
        "LN2 to 3 AKs on the face, 10 warts, and 2 skin tags snipped from neck.",
        [
            at("face", count=3, condition=AK, **FROZEN),
            {"count": 10, "condition": "wart", **FROZEN},
            at("neck", count=2, condition="skin_tag", technique="snip", intent="remove"),
        ],
    ),
    "places with counts after a header": (
        "22 AKs: 10 face, 8 scalp, 4 forearms, cryotherapy.",
        [
            at("face", count=10, condition=AK, **FROZEN),
            at("scalp", count=8, condition=AK, **FROZEN),
            at("forearm", count=4, condition=AK, **FROZEN),
        ],
    ),
    "one count for several places": (
        "Molluscum x 22 on trunk and arms curetted.",
        [{"count": 22, "condition": "molluscum", "technique": "curettage"}],
    ),
    "two methods on the same lesions": (
        "16 molluscum lesions curetted/frozen on the trunk.",
        [at("trunk", count=16, technique="cryosurgery", further_techniques=("curettage",))],
    ),
    "pared and frozen, others also treated": (
        "Wart on left index finger pared and treated with LN2. Two warts on the right foot also treated.",
        [
            at("finger_2", "left", condition="wart", further_techniques=("paring",), **FROZEN),
            at("foot", "right", count=2, **FROZEN),
        ],
    ),
    "biopsies of three places": (
        "Shave biopsies were taken from the right forearm, left calf and mid back.",
        [at("forearm", "right", **SLICED), at("calf", "left", **SLICED), at("back_middle", **SLICED)],
    ),
    "places in brackets": (
        "Punch biopsy x2 (left thigh, right arm), 4 mm punch, closed with 4-0 nylon.",
        [at("thigh", "left", count=1, diameter_cm=None, **PUNCHED), at("arm", "right", count=1, **PUNCHED)],
    ),
    "places after a colon": (
        "Three shave biopsies: nose, left ear, right hand.",
        [at("nose", count=1, **SLICED), at("ear", "left", count=1, **SLICED), at("hand", "right", count=1, **SLICED)],
    ),
    "numbered in brackets": (
        "Bx x 3: (1) R shin - tangential (2) L shoulder - punch 4mm (3) scalp - tangential.",
        [at("shin", "right", **SLICED), at("shoulder", "left", **PUNCHED), at("scalp", **SLICED)],
    ),
    "letters": (
        "A: right upper back, 6 mm irregular brown papule, shave biopsy. "
        "B: left shoulder, 4 mm pink papule, punch biopsy.",
        [
            at("back_upper", "right", diameter_cm=Decimal("0.6"), **SLICED),
            at("shoulder", "left", diameter_cm=Decimal("0.4"), **PUNCHED),
        ],
    ),
    "numbered list": (
        "1. L cheek, AK, LN2\n2. R temple, AK, LN2\n3. Back, inflamed SK, LN2\n4. Nose, rule out BCC, shave bx",
        [
            at("cheek", "left", condition=AK, **FROZEN),
            at("temple", "right", condition=AK, **FROZEN),
            at("back", condition="inflamed_seborrheic_keratosis", **FROZEN),
            at("nose", condition=BCC, certainty="suspected", **SLICED),
        ],
    ),
    "table": (
        "Site | Dx | Procedure\nL cheek | AK | LN2\nChest | ISK | LN2\nBack | r/o MM | excision 0.7 cm, margin 2 mm",
        [
            at("cheek", "left", condition=AK, **FROZEN),
            at("chest", condition="inflamed_seborrheic_keratosis", **FROZEN),
            at("back", diameter_cm=Decimal("0.7"), margin_cm=Decimal("0.2"), **CUT),
        ],
    ),
    "two techniques share a count": (
        "Tangential + punch biopsies of two lesions.",
        [{"count": 1, **SLICED}, {"count": 1, **PUNCHED}],
    ),
    "different lesions": (
        "One punch and one tangential biopsy of different lesions.",
        [{"count": 1, **PUNCHED}, {"count": 1, **SLICED}],
    ),
    "header, then each": (
        "Two biopsies: one punch on the thigh, one shave on the nose.",
        [at("thigh", **PUNCHED), at("nose", **SLICED)],
    ),
    "a sum at the end": (
        "Two punch biopsies and two tangential biopsies, four lesions.",
        [{"count": 2, **PUNCHED}, {"count": 2, **SLICED}],
    ),
    "shave with a bracket inside its name": (
        "Cryosurgery of one AK and shave (tangential) biopsy of a mole elsewhere.",
        [{"count": 1, "condition": AK, **FROZEN}, {"condition": "nevus", **SLICED}],
    ),
    "technique in brackets after the verb": (
        "Suspicious facial lesion biopsied (tangential) and one AK elsewhere frozen.",
        [at("face", **SLICED), {"count": 1, "condition": AK, **FROZEN}],
    ),
    "shave biopsy meant as removal": (
        "1.5-cm inflamed SK on the arm, 'shave biopsy', intent was removal.",
        [at("arm", diameter_cm=Decimal("1.5"), **SHAVED)],
    ),
    "saucerization for diagnosis": (
        "Deep shave (saucerization) of atypical mole on back, 1.0 cm, for diagnosis.",
        [at("back", diameter_cm=Decimal("1.0"), **SLICED)],
    ),
    "excision by punch": (
        "4-mm BCC of the back excised with an 8-mm punch, 2-mm margins.",
        [at("back", diameter_cm=Decimal("0.4"), margin_cm=Decimal("0.2"), **CUT)],
    ),
    "two removals of a header": (
        "Two shave removals: 0.5 cm nevus on the scalp, 1.2 cm nevus on the thigh.",
        [
            at("scalp", count=1, diameter_cm=Decimal("0.5"), **SHAVED),
            at("thigh", count=1, diameter_cm=Decimal("1.2"), **SHAVED),
        ],
    ),
    "sizes of each place": (
        "ED&C of three superficial BCCs: back 1.0 cm, chest 0.8 cm, right arm 1.5 cm.",
        [
            at("back", diameter_cm=Decimal("1.0"), condition=BCC, **SCRAPED),
            at("chest", diameter_cm=Decimal("0.8"), condition=BCC, **SCRAPED),
            at("arm", "right", diameter_cm=Decimal("1.5"), condition=BCC, **SCRAPED),
        ],
    ),
    "one range for both": (
        "Two biopsy-proven SCCs, right shin and left shin, each destroyed (1.1-2.0 cm).",
        [
            at("shin", "right", count=1, diameter_cm=Decimal("2.0"), certainty="confirmed"),
            at("shin", "left", count=1, diameter_cm=Decimal("2.0"), certainty="confirmed"),
        ],
    ),
    "margins and a long repair": (
        "Excised a 1.2 cm basal cell carcinoma from the left temple with 4 mm margins; complex linear repair 4.5 cm with "
        "undermining of 2.5 cm.",
        [
            at(
                "temple",
                "left",
                diameter_cm=Decimal("1.2"),
                margin_cm=Decimal("0.4"),
                closure="complex",
                closure_length_cm=Decimal("4.5"),
                undermining_cm=Decimal("2.5"),
                **CUT,
            )
        ],
    ),
    "margins make an excision": (
        "Malignant lesion right shoulder 1.5 cm at widest, 1.5 cm margin all around.",
        [at("shoulder", "right", diameter_cm=Decimal("1.5"), margin_cm=Decimal("1.5"), **CUT)],
    ),
    "diameter with margins included": (
        "SCC of back, 3.2 cm including margins, layered closure.",
        [at("back", excised_cm=Decimal("3.2"), diameter_cm=None, closure="intermediate", **CUT)],
    ),
    "excised with two sides": (
        "Melanoma left leg, excised diameter 11 cm x 3.1 cm.",
        [at("leg", "left", excised_cm=Decimal("3.1"))],
    ),
    "closure of both": (
        "Benign nodules of back (2.0 cm) and neck (2.0 cm) excised, simple closure of both.",
        [
            at("back", diameter_cm=Decimal("2.0"), closure="simple", **CUT),
            at("neck", diameter_cm=Decimal("2.0"), closure="simple", **CUT),
        ],
    ),
    "two numbered excisions": (
        "Excision lesion #1: left back 1.0 cm nevus with 2 mm margins, simple closure. "
        "Excision lesion #2: right chest 0.7 cm nevus with 2 mm margins, intermediate closure 2.1 cm.",
        [
            at("back", "left", diameter_cm=Decimal("1.0"), margin_cm=Decimal("0.2"), closure="simple", **CUT),
            at("chest", "right", diameter_cm=Decimal("0.7"), closure_length_cm=Decimal("2.1"), **CUT),
        ],
    ),
    "scar of an earlier excision": (
        "Re-excision of melanoma in situ, right upper arm, scar 3 cm with 5 mm margins, layered closure 7 cm.",
        [at("arm_upper", "right", condition="melanoma_in_situ", closure_length_cm=Decimal("7"), **CUT)],
    ),
    "lipoma under the fascia": (
        "Lipoma of the forehead 1.8 cm, below the frontalis, excised.",
        [at("forehead", depth="subfascial", diameter_cm=Decimal("1.8"), **CUT)],
    ),
    "stages of Mohs surgery": (
        "Mohs surgery for a 1.1 cm infiltrative BCC of the right nasal ala. Stage I: 3 sections. Stage II: 2 sections, "
        "margins clear. Final defect 1.8 x 1.5 cm closed with a bilobed transposition flap, 6.2 sq cm total.",
        [
            at(
                "nasal_ala",
                "right",
                technique="mohs",
                mohs_blocks=(3, 2),
                closure="flap",
                flap_kind="transposition",
                defect_area_sq_cm=Decimal("6.2"),
            )
        ],
    ),
    "two tumors": (
        "Two separate Mohs tumors same day: nose (2 stages) and right forearm (1 stage).",
        [at("nose", technique="mohs", mohs_blocks=(0, 0)), at("forearm", "right", technique="mohs", mohs_blocks=(0,))],
    ),
    "defect and flap": (
        "SCC of forehead excised, 3x3 cm primary defect, rotation flap secondary defect 3x5 cm.",
        [at("forehead", defect_area_sq_cm=Decimal(9), flap_area_sq_cm=Decimal(15), flap_kind="rotation", **CUT)],
    ),
    "graft and its donor site": (
        "Split-thickness autograft from thigh to tip of nose, 4 sq cm.",
        [at("nasal_tip", closure="graft", graft_kind="split_thickness", graft_area_sq_cm=Decimal(4), technique="")],
    ),
    "repairs alone": (
        "Simple forearm 7.6 cm; intermediate upper arm 5.7 cm; complex neck 4.7 cm.",
        [
            at("forearm", technique="", closure="simple", closure_length_cm=Decimal("7.6")),
            at("arm_upper", closure="intermediate", closure_length_cm=Decimal("5.7")),
            at("neck", closure="complex", closure_length_cm=Decimal("4.7")),
        ],
    ),
    "lacerations": (
        "Laceration of the chin 3 cm simple repair and laceration of the forearm 4 cm intermediate repair.",
        [
            at("chin", technique="", intent="", closure="simple", closure_length_cm=Decimal(3)),
            at("forearm", closure="intermediate", closure_length_cm=Decimal(4)),
        ],
    ),
    "result that refutes": (
        "Suspected BCC of the back biopsied (tangential) and curetted; path returns benign nevus.",
        [
            at(
                "back",
                technique="curettage",
                further_techniques=("tangential",),
                condition="nevus",
                certainty="suspected",
            )
        ],
    ),
    "result of an earlier biopsy, today's treatment": (
        "Pathology from right arm biopsy returned as SCC in situ; today treated with ED&C, 1.2 cm.",
        [at("arm", "right", condition="scc_in_situ", certainty="confirmed", diameter_cm=Decimal("1.2"), **SCRAPED)],
    ),
    "earlier treatment is not today's": (
        "Patient had 4 AKs treated last visit. Today one new AK on the nose frozen.",
        [at("nose", count=1, condition=AK, **FROZEN)],
    ),
    "declined": (
        "Patient declined biopsy of lesion on the neck. Cryotherapy of a wart on the hand.",
        [at("hand", condition="wart", **FROZEN)],
    ),
    "shaving is no shave": (
        "Papule on the chin nicked while shaving; removed by curettage.",
        [at("chin", technique="curettage")],
    ),
    "all five": (
        "3 warts R thumb and 2 on L index finger, painful. All five pared and treated with LN2.",
        [at("thumb", "right", count=3, **FROZEN), at("finger_2", "left", count=2, **FROZEN)],
    ),
    "both of a condition": (
        "Impression: 1) AK L temple, R hand dorsum 2) Irritated nevus, L axilla\n"
        "Plan: cryo to both AKs. Shave removal L axilla nevus 0.6 cm.",
        [
            at("temple", "left", condition=AK, **FROZEN),
            at("hand_dorsum", "right", condition=AK, **FROZEN),
            at("axilla", "left", condition="nevus", diameter_cm=Decimal("0.6"), **SHAVED),
        ],
    ),
    "nail of a toe": (
        "Toenail avulsion, left great toe, partial, under digital block for ingrown nail.",
        [at("toenail_1", "left", technique="avulsion")],
    ),
    "abscess opened and packed": (
        "Abscess of the left axilla incised and drained, loculations broken up, packed with gauze.",
        [at("axilla", "left", technique="drainage", complex_criteria=("loculated", "packed"))],
    ),
    "injected lesions": (
        "ILK 10 mg/mL, 0.8 mL total injected into 6 keloid sites on chest.",
        [at("chest", count=6, condition="keloid", technique="injection")],
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_lesions(name: str) -> None:
    text, expected = CASES[name]
    found = [one for one in read(text).lesions if one.technique or one.intent or one.closure]
    told = [{field: getattr(lesion, field) for field in want} for lesion, want in zip(found, expected)]
    assert told == expected
    assert len(found) == len(expected)


SKIN_CHECK = """HPI: 67 y/o M established patient here for skin check. C/o rough spots on scalp and a bleeding bump on the
right nose x 3 months. Mother had melanoma.
PE: Scalp, face, neck, chest, back, abdomen, arms, legs examined.
- R nasal sidewall: 6 mm pearly papule with telangiectasia
- Scalp: 5 erythematous scaly macules; L forehead 2 scaly macules
- Back: multiple stuck-on brown papules
A/P:
1. Neoplasm of uncertain behavior, R nasal sidewall - r/o BCC. Shave biopsy performed after consent and 1% lidocaine with
epi. Hemostasis with AlCl. Specimen sent to pathology.
2. Actinic keratoses x7 - LN2 to 7 lesions (scalp 5, L forehead 2).
3. Seborrheic keratoses - benign, reassured.
"""


def _by_site(lesions: tuple[Lesion, ...]) -> dict[str, Lesion]:
    return {one.site: one for one in lesions if one.technique}


def test_findings_diagnoses_and_procedures_of_a_note_meet_by_site() -> None:
    found = _by_site(read(SKIN_CHECK).lesions)
    nose, scalp, forehead = found["nasal_sidewall"], found["scalp"], found["forehead"]
    assert (nose.technique, nose.side, nose.condition, nose.certainty) == ("tangential", "right", BCC, "suspected")
    assert (nose.diameter_cm, nose.specimen) == (Decimal("0.6"), True)
    assert "MN-BLEED" in nose.triggers
    assert (scalp.technique, scalp.count, scalp.condition) == ("cryosurgery", 5, AK)
    assert (forehead.technique, forehead.count, forehead.side) == ("cryosurgery", 2, "left")
    assert len(found) == 3


OPERATION = """Procedure note: Excision
Preop dx: Basal cell carcinoma, left upper back (biopsy proven 3/2/2026)
Lesion size: 1.1 cm
Margins: 0.4 cm
Total excised diameter: 1.9 cm
Depth: subcutaneous fat
Description: After informed consent, including risks of bleeding, infection, and scarring, the area was prepped. An
elliptical excision was made to the subcutaneous fat. Undermining 1 cm. Hemostasis with electrocautery. The wound was
closed in layers with 4-0 Vicryl and 4-0 nylon. Final repair length 4.2 cm. Specimen sent to pathology.
"""


def test_an_operation_told_line_by_line_is_one_lesion() -> None:
    (found,) = [one for one in read(OPERATION).lesions if one.technique]
    assert (found.site, found.side, found.technique) == ("back_upper", "left", "excision")
    assert (found.diameter_cm, found.margin_cm, found.excised_cm) == (Decimal("1.1"), Decimal("0.4"), Decimal("1.9"))
    assert (found.closure, found.closure_length_cm, found.undermining_cm) == (
        "intermediate",
        Decimal("4.2"),
        Decimal(1),
    )
    assert found.certainty == "confirmed"
    assert found.triggers == ()


def test_evidence_quotes_the_note() -> None:
    for lesion in read(SKIN_CHECK).lesions:
        for one in lesion.evidence:
            assert SKIN_CHECK[one.start : one.end] == one.words


def test_reading_is_the_same_every_time() -> None:
    assert read(SKIN_CHECK) == read(SKIN_CHECK)
