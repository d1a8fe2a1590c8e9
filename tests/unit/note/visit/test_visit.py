"""What a note says of the visit, in many styles: problems with status and decisions, facts, parties, earlier procedures."""

import pytest

from cleanskin.note.read import read


def problems(text):
    return {
        one.condition: (one.status, tuple(sorted(set(one.management) - {"procedure"}))) for one in read(text).problems
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("New pt, 23 y/o F with inflammatory acne, started on doxycycline 100 mg BID.", {"acne": ("", ("rx started",))}),
        ("Est pt f/u of rosacea, well controlled on metronidazole cream, refill sent.",
         {"rosacea": ("stable", ("rx continued",))}),
        ("Plaque psoriasis not controlled on clobetasol; switched to apremilast.", {"psoriasis": ("worse", ("rx changed",))}),
        ("Atopic dermatitis doing well on dupilumab, continue.", {"atopic_dermatitis": ("stable", ("biologic", "rx continued"))}),
        ("Assessment: contact dermatitis. Plan: triamcinolone 0.1% cream BID x 2 weeks. RTC prn.",
         {"contact_dermatitis": ("", ("rx started",))}),
        ("Tinea pedis, recommend OTC clotrimazole.", {"tinea_pedis": ("", ("otc",))}),
        ("Shingles x 2 days, valacyclovir 1 g TID.", {"herpes_zoster": ("", ("rx started",))}),
        ("Bullous pemphigoid, severe flare, prednisone increased, admitted to hospital.",
         {"bullous_pemphigoid": ("severe", ("hospital", "rx changed"))}),
        ("Mother reports worsening eczema in 4 y/o boy; hydrocortisone 2.5% changed to triamcinolone ointment.",
         {"eczema": ("worse", ("rx changed",))}),
        ("Seborrheic keratoses of the back, reassured.", {"seborrheic_keratosis": ("", ("reassurance",))}),
        ("Psoriasis on methotrexate, stable, CBC and CMP reviewed, continue.",
         {"psoriasis": ("stable", ("labs", "rx continued", "toxicity monitoring"))}),
        ("Acne cleared, tretinoin discontinued.", {"acne": ("resolved", ("rx stopped",))}),
        # each decision goes to its own problem
        ("Onychomycosis: discussed terbinafine. Verruca on finger frozen with LN2.",
         {"onychomycosis": ("", ("rx started",)), "wart": ("", ())}),
        ("Psoriasis flare, clobetasol started. Rosacea stable, continue metronidazole gel.",
         {"psoriasis": ("worse", ("rx started",)), "rosacea": ("stable", ("rx continued",))}),
        ("Prescribed ketoconazole shampoo for seborrheic dermatitis. Acne is stable.",
         {"seborrheic_dermatitis": ("", ("rx started",)), "acne": ("stable", ())}),
        ("Keloid of chest injected today with kenalog 40; acne worse, changed from clindamycin to doxycycline.",
         {"keloid": ("", ()), "acne": ("worse", ("rx changed",))}),
        # a drug injected today is no prescription
        ("Alopecia areata, 6 patches injected with kenalog 5 mg/mL.", {"alopecia_areata": ("", ())}),
        # a general name beside an exact one is the same finding
        ("New rash of the trunk; pityriasis rosea, reassured.", {"pityriasis_rosea": ("new", ("reassurance",))}),
        # nothing of others, of lists, of what is denied
        ("Family history: psoriasis.\nHPI: Denies eczema.\nAssessment: Acne, tretinoin refilled.", {"acne": ("", ("rx continued",))}),
        ("Pt declines treatment of asymptomatic SKs.", {}),
    ],
)  # fmt: skip
def test_problems(text, expected):
    assert problems(text) == expected


def test_a_cancer_of_the_past_is_history():
    found = read("Annual TBSE, hx melanoma 2019. Several SKs, reassured.").problems
    assert [(one.condition, one.is_history) for one in found] == [("melanoma", True), ("seborrheic_keratosis", False)]


def test_a_suspicion_stays_one():
    found = read("Suspicious pigmented lesion left calf, r/o melanoma, biopsy recommended; on warfarin.")
    assert [(one.condition, one.certainty, one.management) for one in found.problems] == [
        ("melanoma", "suspected", ("minor surgery",))
    ]
    assert found.visit.risk_factors_for_surgery


def test_another_clinicians_drug_is_not_managed_here():
    found = read("Psoriasis managed by rheumatology on methotrexate. Here for skin exam only.")
    assert [(one.managed_elsewhere, one.management) for one in found.problems] == [(True, ())]
    assert found.visit.longitudinal_care is False


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("New patient with acne.", True),
        ("New commercial patient, acne.", True),
        ("NP visit for rash.", True),
        ("Established pt, acne.", False),
        ("34F est. Psoriasis.", False),
        ("Patient returns for acne check.", False),
        ("Follow-up of acne.", False),
        ("Rash x 3 days. Return to clinic in 3 months.", None),
        ("Rash. Follow up in 2 weeks.", None),
        ("New lesion on the back.", None),
        ("Not seen in over three years, acne.", True),
    ],
)
def test_new_or_established(text, expected):
    assert read(text).new_patient is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Total time 47 minutes on the date of the encounter.", 47),
        ("I spent 32 minutes on this visit.", 32),
        ("A 25-minute visit for psoriasis.", 25),
        ("40 minutes total of which 10 minutes were spent performing the procedure.", 30),
        ("Phone visit, 22 minutes, eczema.", 22),
        ("Incubated for 60 minutes under blue light.", None),
        ("Procedure time 15 minutes.", None),
        ("Total time spent 35 minutes excluding procedures.", 35),
    ],
)
def test_minutes_of_the_visit(text, expected):
    assert read(text).minutes == expected


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("Medicare patient.", {"payer": "medicare"}),
        ("Medicare Advantage patient in Texas.", {"payer": "medicare_advantage", "state": "TX"}),
        ("Blue Cross PPO.", {"payer": "commercial"}),
        ("Aetna.", {"payer": "commercial"}),
        ("Medi-Cal.", {"payer": "medicaid"}),
        ("Self-pay.", {"payer": "self_pay"}),
        ("Work comp claim.", {"payer": "workers_compensation"}),
        ("TRICARE.", {"payer": "tricare"}),
        ("ABN signed.", {"abn": "signed"}),
        ("Refused to sign the ABN.", {"abn": "refused"}),
        ("No ABN.", {"abn": "none"}),
        ("50M with acne.", {"age_years": 50, "sex": "M"}),
        ("68-year-old woman with acne.", {"age_years": 68, "sex": "F"}),
        ("6 month old boy with eczema.", {"age_years": 0, "sex": "M"}),
        ("Video visit, patient at home.", {"place_of_service": "10"}),
        ("Seen in the ambulatory surgery center OR.", {"place_of_service": "24"}),
        ("Seen by PA for rash.", {"performed_by": "practitioner"}),
        ("Phototherapy given by the nurse.", {"performed_by": "staff"}),
    ],
)
def test_parties(text, fields):
    found = read(text)
    assert {name: getattr(found, name) for name in fields} == fields


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("Video visit, low MDM.", {"mode": "video", "level_words": "low"}),
        ("Telephone visit for acne.", {"mode": "audio"}),
        ("Patient sends photo of a mole.", {"mode": "pictures"}),
        ("Portal messages about her acne.", {"mode": "messages"}),
        ("Inpatient consult for drug rash.", {"mode": "inpatient", "is_consultation": True}),
        ("Here for scheduled excision.", {"scheduled_for_procedure": True}),
        ("Returns for PDT as scheduled.", {"scheduled_for_procedure": True}),
        ("Excision is scheduled for next week.", {"scheduled_for_procedure": None}),
        ("No other concerns.", {"nothing_else_addressed": True}),
        ("Full body skin exam.", {"full_skin_exam": True, "reason": "skin_exam"}),
        ("5 unique labs ordered.", {"tests_ordered": 5}),
        ("CBC, CMP and lipid panel ordered.", {"tests_ordered": 3}),
        ("Reviewed CBC and LFTs.", {"tests_reviewed": 2}),
        ("Mother reports a flare.", {"independent_historian": True}),
        ("Case discussed with oncologist.", {"discussed_with_other_clinician": True}),
        ("PCP notes reviewed.", {"outside_notes_reviewed": 1}),
        ("Psoriasis managed long term by dermatology.", {"longitudinal_care": True}),
        ("Decision to operate and flap done.", {"decided_major_surgery": True}),
        ("Cannot afford tacrolimus.", {"social_determinants": True}),
        ("Moderate complexity MDM.", {"level_words": "moderate"}),
        ("Level 4 established visit.", {"level_words": "moderate"}),
    ],
)
def test_facts(text, fields):
    found = read(text).visit
    assert {name: getattr(found, name) for name in fields} == fields if found else set(fields.values()) == {None}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("6 days post excision of the back; here for suture removal.", [("excision", "back", 6, "aftercare")]),
        ("S/p Mohs with flap repair of nose 3 weeks ago, here for wound check.",
         [("mohs", "nose", 21, "aftercare"), ("flap", "nose", 21, "aftercare")]),
        ("POD#4 after full-thickness graft of the scalp, dressing change.", [("graft", "scalp", 4, "aftercare")]),
        ("AK destruction 6 days after excision on another site by the same physician.", [("excision", "", 6, "unrelated")]),
        ("Lesion of back excised; positive margins, re-excised 7 days later.", [("excision", "back", 7, "more_extensive")]),
        ("Day 2 after cheek flap: hematoma evacuated.", [("flap", "cheek", 2, "complication")]),
        ("Day 5 after flap: returned to the OR for bleeding control.", [("flap", "", 5, "complication")]),
        ("Punch biopsy with two sutures; returns day 10 for suture removal.", [("punch", "", 10, "aftercare")]),
        ("Staged excision of congenital nevus, second planned stage at day 8.", [("excision", "", 8, "staged")]),
        ("AKs frozen during the global period of an unrelated excision on the leg (day 8).",
         [("excision", "leg", 8, "unrelated")]),
        ("Cyst of back excised last week; today unrelated wart on hand frozen.", [("excision", "back", 7, "unrelated")]),
        ("Wart frozen today.", []),
        ("Excision of BCC today, sutures out in 10 days.", []),
        ("Rash for 2 weeks; biopsy done.", []),
    ],
)  # fmt: skip
def test_earlier_procedures(text, expected):
    found = read(text).prior
    assert [(one.technique, one.site, one.days_ago, one.relation) for one in found] == expected


def test_what_was_done_another_day_is_not_done_today():
    found = read("6 days after excision of the back, one AK on the nose was frozen.")
    assert [one.technique for one in found.lesions if one.technique] == ["cryosurgery"]


def test_stitches_placed_elsewhere():
    found = read("Sutures of an intermediate repair (12044, 10-day global) placed by out-of-town ED removed here.")
    (prior,) = found.prior
    assert (prior.code, prior.global_days, prior.by_same_practice) == ("12044", 10, False)
    assert [one.kind for one in found.services] == ["suture_removal"]


def test_the_words_of_the_note_stand_behind_each_fact():
    text = "Established patient, psoriasis flare, clobetasol started."
    found = read(text)
    for one in (*found.evidence, *found.problems[0].evidence):
        assert text[one.start : one.end] == one.words
    assert {one.field for one in found.problems[0].evidence} == {"condition", "status", "management"}


@pytest.mark.parametrize(
    ("text", "techniques", "closures"),
    [
        ("Mohs of nose by dermatologist; plastic surgeon of another practice repairs with a flap.", ["mohs"], []),
        ("Mohs of the cheek. Defect repaired with a flap by plastic surgery.", ["mohs"], []),
        ("Dermatologist does Mohs of nose; ENT surgeon closes with a bilobed flap - ENT's claim.", [], ["flap"]),
        ("Patient referred by plastic surgeon; excision of cyst of back.", ["excision"], []),
        ("Incisional biopsy scheduled.", [], []),
        ("AKs of the face, failed cryotherapy; imiquimod started.", [], []),
        (
            "Mohs of nose yesterday, today same surgeon repairs the defect with intermediate closure.",
            [],
            ["intermediate"],
        ),
    ],
)
def test_only_ones_own_work_of_today(text, techniques, closures):
    found = read(text).lesions
    assert [one.technique for one in found if one.technique] == techniques
    assert [one.closure for one in found if one.closure] == closures


def test_a_repair_of_yesterdays_defect_keeps_its_place():
    (lesion,) = read(
        "Mohs of nose yesterday, today same surgeon repairs the defect with 3 cm intermediate closure."
    ).lesions
    assert lesion.site == "nose"


@pytest.mark.parametrize(
    ("text", "done"),
    [
        ("Here for suture removal.", True),
        ("Sutures of the scalp removed on day 8.", True),
        ("Returns day 10 for suture removal.", True),
        ("Excision of cyst. Return in 10 days for suture removal.", False),
        ("Suture removal in 2 weeks.", False),
        ("Stitches to be taken out next week.", False),
        ("Plan: suture removal 14 days.", False),
    ],
)
def test_stitches_out_today(text, done):
    assert any(one.kind == "suture_removal" for one in read(text).services) is done


def test_days_by_date():
    found = read(
        "DOS: 03/02/2026. Excision of the back 02/24/2026 by me; today an unrelated wart on the hand was frozen."
    )
    assert str(found.on) == "2026-03-02"
    assert [(one.technique, str(one.on), one.relation) for one in found.prior] == [
        ("excision", "2026-02-24", "unrelated")
    ]
    assert [one.technique for one in found.lesions if one.technique] == ["cryosurgery"]


def test_a_year_behind_an_act_is_long_past():
    found = read("History of BCC (nose, Mohs 2021). AK of the scalp frozen.")
    assert [one.technique for one in found.lesions if one.technique] == ["cryosurgery"]


def test_new_and_established_at_once_is_asked():
    found = read("New patient visit. Established patient of Dr. Example, acne stable.")
    assert [one.topic for one in found.unclear] == ["contradiction"]
    assert not read("Established patient with a new rash.").unclear


def test_a_payer_that_takes_no_consultations():
    found = read("Consultation requested by PCP; payer does not accept consult codes. Acne, new patient.")
    assert found.visit is None or found.visit.is_consultation is None


@pytest.mark.parametrize("text", ["", " ", ".", "x", "Telehealth", "day 7", "removed", "3 weeks ago", "N/A"])
def test_little_is_read_without_fault(text):
    assert read(text).problems == ()
