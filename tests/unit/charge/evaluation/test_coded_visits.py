"""Whole notes, read and coded: the visit's line beside the others, in the style of terse scenarios and of real notes.

Expected codes are judged by the rules (EM-1 to EM-10, GLB-1, MOD-1, MOD-2).  The sentences were written while the reader
was built: they show that it goes on doing so, not how often it is right on others' notes.
"""

from datetime import date

import pytest

from cleanskin.charge.code import code
from cleanskin.note.read import read
from cleanskin.reference.look_up import Reference

REFERENCE = Reference(None)


def coded(text, payer=""):
    found = code(read(text), reference=REFERENCE, payer=payer, on=date(2026, 3, 2))
    return {"-".join((line.code, *line.modifiers)) for line in found.lines}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # alone
        ("New patient, mild plaque psoriasis diagnosed, declines treatment.", {"99202"}),
        ("Established: psoriasis and acne both well controlled, both topicals refilled.", {"99214"}),
        ("17M new patient, acne from chin strap for one month, clindamycin gel prescribed.", {"99203"}),
        ("Established, dermatitis well controlled, TAC ointment refilled.", {"99213"}),
        ("Established patient, 35 minutes total time, hair loss counselling.", {"99214"}),
        ("New patient, 62 minutes total.", {"99205"}),
        ("Established commercial patient, 72 minutes total.", {"99215", "99417"}),
        ("Medicare established patient with 70 minutes total time for vasculitis.", {"99215", "G2212"}),
        ("New patient child with molluscum, observation only.", {"99202"}),
        ("New patient asymptomatic, skin cancer screening normal.", {"99202"}),
        ("Established, herpes zoster, valacyclovir prescribed.", {"99213"}),
        ("Established HS flare on adalimumab, dose escalated to weekly.", {"99214"}),
        ("Established Medicare patient, atopic dermatitis followed long-term on dupilumab, stable, continue.",
         {"99213", "G2211"}),
        ("Established commercial patient, atopic dermatitis followed long-term on dupilumab, stable.", {"99213"}),
        ("Established: highly suspicious for melanoma of cheek, on Coumadin, incisional biopsy scheduled.", {"99214"}),
        ("Established patient; biopsy results discussed: benign nevus; no treatment needed.", {"99212"}),
        # at a distance
        ("Audio-only visit, new commercial patient, moderate MDM.", {"98010"}),
        ("Medicare audio-only visit, established, low MDM.", {"99213-93"}),
        ("Video visit, new patient, commercial, straightforward MDM.", {"98000"}),
        ("Medicare telehealth video, new patient, moderate MDM.", {"99204-95"}),
        ("Consult requested by PCP for alopecia, new patient, commercial, moderate MDM.", {"99244"}),
        # beside procedures
        ("Established: rosacea flare, doxycycline started; one irritated SK of the back frozen.", {"99214-25", "17110"}),
        ("Established patient with wart, discussed options, cryotherapy performed, aftercare given.", {"17110"}),
        ("New patient referred by PCP for suspicious mole on back; punch biopsy performed. Sunscreen advised.", {"11104"}),
        ("Excision of 1.1 cm BCC of back including margins, simple closure. Cephalexin prescribed.", {"11602"}),
        ("NB-UVB treatment #14 for psoriasis, dose increased, no erythema.", {"96900"}),
        # inside and outside of global periods
        ("Pt 8 days s/p excision L cheek; new wart R hand frozen.", {"17110-79"}),
        ("Excisional biopsy of back 5 days ago showed melanoma; wide excision today, excised diameter 3.2 cm.", {"11604-58"}),
        ("Established patient, day 6 of global after excision, comes for acne, Rx doxycycline.", {"99214-24"}),
        ("Patient in 90-day global from cheek flap is seen for unrelated psoriasis flare, clobetasol changed.", {"99214-24"}),
        ("Routine postoperative check 2 weeks after excision.", {"99212"}),
        ("Follow-up visit 3 weeks after flap, routine check.", {"99024"}),
        ("Suture removal 7 days after 13132 repair by the same practice.", {"99024"}),
        ("Suture removal 12 days after 12032 repair, same practice.", {"99212", "15853"}),
        ("Mohs without repair 1 week ago, wound check only.", {"99212"}),
        ("Dehiscence re-sutured in office 6 days after excision, Medicare, same surgeon.", {"99024"}),
        ("Patient returns to OR 3 days after skin graft for evacuation of hematoma by the same surgeon.", {"10140-78"}),
        ("Benign cyst of back 1.5 cm excised 11 days after another excision by the same surgeon.", {"11402"}),
        ("Flap on the forehead two months ago; today BCC of the back excised, 1.2 cm with margins.", {"11602-79"}),
    ],
)  # fmt: skip
def test_visits(text, expected):
    assert coded(text) == expected


NOTE = """CHIEF COMPLAINT: Full skin exam, rash on elbows

HPI: 67 y.o. male established patient here for his 6-month full body skin exam. History of basal cell carcinoma (nose,
Mohs 2021). Reports itchy plaques on elbows that are worse over the winter. Using OTC hydrocortisone without relief.

Medications: lisinopril, methotrexate (stopped 2019).
Family history: melanoma in father.

ASSESSMENT AND PLAN:
1. Psoriasis, flaring. Start clobetasol 0.05% ointment BID x 2 weeks.
2. Actinic keratoses x 4, scalp. Treated with liquid nitrogen today. Risks including scarring discussed, consent obtained.
3. Seborrheic keratoses. Benign, reassured.
Follow up in 6 months.
"""


def test_a_note_with_headings():
    assert coded(NOTE) == {"99214-25", "17000", "17003"}
    found = read(NOTE)
    assert [(one.condition, one.is_history) for one in found.problems] == [
        ("basal_cell_carcinoma", True), ("psoriasis", False), ("actinic_keratosis", False), ("seborrheic_keratosis", False),
    ]  # fmt: skip
    assert found.problems[1].management == ("rx started",)
