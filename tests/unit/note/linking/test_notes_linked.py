"""Short notes in many styles, written for this test: telegraphic, dictated, listed, with distractors.

Each case gives, for every lesion that something was done to, its site, its number and what was done.
"""

import random

import pytest

from cleanskin.note.read import read

LN2, SLICE, PUNCH, CUT, SHAVE, EDC = (
    "cryosurgery", "tangential", "punch", "excision", "shave", "electrodesiccation",
)  # fmt: skip

NOTES: list[tuple[str, list[tuple[str, int | None, str]]]] = [
    ("Shave biopsy left cheek and right cheek.", [("cheek", None, SLICE), ("cheek", None, SLICE)]),
    (
        "Incisional biopsy of a plaque on the thigh and tangential biopsy of a papule on the cheek.",
        [("thigh", None, "incisional"), ("cheek", None, SLICE)],
    ),
    (
        "Cryosurgery of 6 AKs on the face; tangential biopsy of a suspicious papule on the back; removal of 4 skin tags "
        "by snip.",
        [("face", 6, LN2), ("back", None, SLICE), ("", 4, "snip")],
    ),
    (
        "Cryotherapy was performed to 1 lesion on the right cheek, 2 lesions on the left temple, and 1 lesion on the nose "
        "for actinic keratoses.",
        [("cheek", 1, LN2), ("temple", 2, LN2), ("nose", 1, LN2)],
    ),
    (
        "Two lesions were biopsied: a 5 mm papule on the left nasal sidewall (shave) and an annular plaque on the right "
        "thigh (4 mm punch).",
        [("nasal_sidewall", 1, SLICE), ("thigh", 1, PUNCH)],
    ),
    ("3 mm punch biopsy scalp x 2, one horizontal and one vertical section.", [("scalp", 2, PUNCH)]),
    ("Biopsies of external ear (punch) and skin of the neck (punch).", [("ear", None, PUNCH), ("neck", None, PUNCH)]),
    ("Shave biopsy of upper arm lesion; a second sample from the same lesion by punch.", [("arm_upper", None, PUNCH)]),
    ("AK (6) scalp; SK irritated (3) back; LN2 all 9.", [("scalp", 6, LN2), ("back", 3, LN2)]),
    (
        "Lesions treated with LN2: AK L temple, AK R temple, wart R thumb, irritated SK chest.",
        [("temple", None, LN2), ("temple", None, LN2), ("thumb", None, LN2), ("chest", None, LN2)],
    ),
    (
        "Bx: 1. R temple shave r/o BCC 2. L preauricular shave r/o AK vs SCC 3. Mid chest punch r/o melanoma. "
        "Cryo: 1. Scalp AK x5 2. R forearm AK x3.",
        [
            ("temple", None, SLICE),
            ("preauricular", None, SLICE),
            ("sternum", None, PUNCH),
            ("scalp", 5, LN2),
            ("forearm", 3, LN2),
        ],
    ),
    (
        "Excised 3 lesions from the back: 0.5 cm, 1.1 cm and 2.2 cm including margins, all benign nevi.",
        [("back", 1, CUT), ("back", 1, CUT), ("back", 1, CUT)],
    ),
    (
        "Removed 0.8cm nevus from right cheek by excision w 2mm margin. 2nd lesion left neck 0.6 cm shave removal. Third "
        "lesion back punch biopsy 4mm.",
        [("cheek", None, CUT), ("neck", None, SHAVE), ("back", None, PUNCH)],
    ),
    (
        "Verrucae: L sole x3, R sole x2, R hand x4. Pared. Cantharidin plus applied.",
        [("sole", 3, "chemical"), ("sole", 2, "chemical"), ("hand", 4, "chemical")],
    ),
    (
        "Today we froze one wart on his knee. If it does not resolve we will consider candida antigen injections or laser.",
        [("knee", 1, LN2)],
    ),
    ("Biopsy site on the left arm well healed. No further treatment.", []),
    ("Excision site R calf healing well, sutures removed.", []),
    ("Removed a 1.2 cm SK from the abdomen with curette, base hyfrecated.", [("abdomen", None, EDC)]),
    ("Wart on the nose snipped, base cauterized.", [("nose", None, "snip")]),
    ("Pt w/ itchy scalp (seb derm) and SK on back. SK frozen.", [("back", None, LN2)]),
    (
        "L cheek SK asymptomatic; R bra-line SK bleeds. Both treated with LN2.",
        [("cheek", None, LN2), ("trunk", None, LN2)],
    ),
    (
        "S: recheck of AKs and a changing mole on his back.\nO: Scalp: 3 AKs. L dorsal hand: 2 AKs. R upper back: 9x7mm "
        "asymmetric two-toned macule.\nA: AKs. Atypical nevus vs melanoma.\nP: LN2 to all 5 AKs. Saucerization biopsy R "
        "upper back lesion.",
        [("back_upper", None, SLICE), ("scalp", 3, LN2), ("hand_dorsum", 2, LN2)],
    ),
    (
        "History of BCC (nose, 2019, Mohs). Left antihelix: 7 x 6 mm ulcerated papule. # Neoplasm, left antihelix, "
        "concerning for SCC: tangential biopsy today.",
        [("antihelix", None, SLICE)],
    ),
    (
        "MM in situ L forearm: WLE, 5mm margins, lesion 1.0cm, complex repair 5.5cm w/ wide undermining.",
        [("forearm", None, CUT)],
    ),
    ("Digital mucous cyst of the right index finger drained with a needle.", [("finger_2", None, "drainage")]),
    ("Paronychia R thumb I&D'd under digital block.", [("thumb", None, "drainage")]),
    (
        "R great toenail and L great toenail partial avulsion with phenol matrixectomy under digital block.",
        [("toenail_1", None, "matrixectomy"), ("toenail_1", None, "matrixectomy")],
    ),
    ("Mohs tumor 1: right ear 2 stages; tumor 2: left ear 3 stages.", [("ear", None, "mohs"), ("ear", None, "mohs")]),
    ("Vbeam to port wine stain of left cheek, 7 mm spot, 45 sq cm treated.", [("cheek", None, "laser")]),
    ("ILK 2.5mg/cc 0.2cc to 2 cysts on chin.", [("chin", 2, "injection")]),
    ("Triamcinolone 0.1% cream refilled for eczema. AK's on hands treated w/ cryo x9.", [("hand", 9, LN2)]),
]


@pytest.mark.parametrize(("text", "expected"), NOTES)
def test_what_was_done_to_each_lesion(text: str, expected: list[tuple[str, int | None, str]]) -> None:
    found = [(one.site, one.count, one.technique) for one in read(text).lesions if one.technique]
    assert found == expected


def test_any_text_is_read_and_its_evidence_quoted() -> None:
    words = [word for text, _ in NOTES for word in text.split()] + ["", "\n", "((", "½", "17110", "1.", "-", ":", "%"]
    chance = random.Random(20261121)
    for _ in range(60):
        text = " ".join(chance.choice(words) for _ in range(chance.randrange(1, 60)))
        encounter = read(text)
        for lesion in encounter.lesions:
            assert all(text[one.start : one.end] == one.words for one in lesion.evidence)
            assert lesion.id


def test_lesions_have_ids_of_their_own() -> None:
    for text, _ in NOTES:
        ids = [one.id for one in read(text).lesions]
        assert len(set(ids)) == len(ids)
