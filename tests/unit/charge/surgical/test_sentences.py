"""Sentences that tell of procedures, coded whole: from the words to the codes.

The codes were worked out from the coding rules before the sentences were read by any program.  They are those the reader
reads; what it misreads is no part of this list, so the list guards what works and measures nothing.
"""

import re
from datetime import date

import pytest

from cleanskin.charge.code import code
from cleanskin.note.read import read
from cleanskin.reference.look_up import Reference

REFERENCE = Reference(None)
DISTINCT = re.compile(r"-(59|76|XS|25|LT|RT|51)\b")

SENTENCES = """
Shave biopsy of three suspicious nevi on the back. | 11102 11103*2
Scoop biopsy of a pearly papule on the left cheek and punch biopsy of a rash on the right thigh. | 11103 11104
4 mm punch biopsy, right forearm, r/o mycosis fungoides. | 11104
Wedge biopsy left calf for panniculitis. | 11106
Punch biopsy of the left helix, r/o SCC. | 69100
Punch biopsy glans penis for lichen sclerosus. | 54100
Two punch biopsies of the labia majora. | 56605 56606
Shave bx L upper eyelid, not involving the margin. | 11102
Biopsy of the buccal mucosa with a punch. | 40808
Snip biopsy of a papule on the neck. | 11102
Saucerization of an atypical mole on the left calf to rule out melanoma. | 11102
Incisional biopsy of the scalp and two shave biopsies on the arms. | 11103*2 11106
Nail matrix punch biopsy of the right thumb for melanonychia. | 11755-F5
0.7 cm dermal nevus on the left cheek removed by shave. | 11311
Shave removal of a 0.4 cm nevus on the scalp. | 11305
2.2 cm seborrheic keratosis of the back removed by shave technique. | 11303
Twenty irritated skin tags snipped from neck and axillae. | 11200 11201
5 acrochordons on the neck removed with scissors. | 11200
3 AKs on the forehead frozen with LN2. | 17000 17003*2
AKs: scalp 4, L ear 2, forehead 3, all treated with liquid nitrogen. | 17000 17003*8
Cryotherapy x 12 actinic keratoses on the face and scalp. | 17000 17003*11
Sixteen actinic keratoses of the scalp and forearms treated with cryo. | 17004
One AK curetted. | 17000
LN2 to 6 verrucae on the hands. | 17110
17 flat warts on the legs treated with liquid nitrogen. | 17111
Three inflamed SKs on the trunk frozen; they itch intensely and bleed. | 17110
Molluscum, 20 lesions, curetted. | 17111
Genital warts on the penile shaft treated with TCA. | 54050
Vulvar condyloma, cryotherapy, three lesions. | 56501
Perianal warts fulgurated. | 46910
Port wine stain of the left cheek, 24 sq cm, treated with pulsed dye laser. | 17107
Superficial BCC left shoulder 1.2 cm treated with ED&C. | 17262
Biopsy proven BCC on the chest 0.6 cm, curettage only. | 17261
Nodular BCC right temple 0.8 cm excised with 4 mm margins, intermediate closure 3.5 cm. | 11642 12052
Melanoma in situ of the left upper back, 1.2 cm, excised with 5 mm margins, layered closure 5.5 cm. | 11603 12032
Dysplastic nevus of abdomen 0.8 cm excised with 3 mm margins, layered repair 3.0 cm. | 11402 12032
Epidermoid cyst of the upper back 1.4 cm excised, closed in layers 2.5 cm. | 11402 12031
Pilar cyst on the scalp, 1.2 cm, excised with simple closure. | 11422
Keloid of the left earlobe 1.5 cm excised. | 11442
SCC of left forearm 1.1 cm excised with 0.5 cm margins; complex closure 6.2 cm with undermining 2.5 cm. | 11603 13121
3.5-cm subcutaneous lipoma of the right thigh excised. | 27337
2.4 cm lipoma of the forehead beneath the frontalis muscle excised. | 21014
BCC left ala, Mohs, 2 stages, 3 blocks first stage, 2 blocks second; repaired with full-thickness graft 1.5 x 1.5 cm. | 15260 17311 17312
Mohs surgery for SCC of the right lower leg, one stage, 6 blocks. Intermediate repair 4.0 cm. | 12032 17313 17315
Mohs left cheek BCC, 3 stages, 2 blocks each; complex closure 4.5 cm with wide undermining. | 13132 17311 17312*2
Mohs of the scalp, 1 stage, healing by second intention. | 17311
Mohs nose BCC 2 stages; bilobed transposition flap, primary defect 1.2 x 1.0 cm, secondary defect 2.0 x 1.5 cm. | 14060 17311 17312
Laceration of the chin 2 cm, simple repair with nylon. | 12011
Laceration right forearm 5 cm closed in two layers. | 12032
Laceration of the scalp 3 cm stapled and 2 cm laceration of the left arm sutured, both simple. | 12002
Repaired 1.5 cm facial laceration with Dermabond only, Medicare. | G0168
Paramedian forehead flap to nose after Mohs, first stage. | 15731
Split-thickness skin graft to left lower leg, 80 sq cm. | 15100
HS excision left axilla with complex closure. | 11451
Pyogenic granuloma on the finger, 0.5 cm, shaved and the base cauterized. | 11305
Cherry angiomas x 5 on the trunk electrodesiccated at patient request for cosmetic reasons. | 17110-GY
Actinic keratosis on the dorsal hand biopsied by shave, SCC in situ suspected. | 11102
Suspected melanoma of the right arm 0.7 cm excised with 2 mm margins, pathology pending. | 11402
Re-excision of melanoma of the back with 1 cm margins; scar 3 cm; specimen clear. | 11606
Lesion of the left cheek: shave biopsy, then ED&C; path BCC, 0.7 cm. | 17281
Punch biopsy of the left ear and tangential biopsy of the back, same visit. | 11102 69100
Shave biopsy of the lower lip vermilion. | 40490
Tangential biopsy of the cutaneous lower lip, not crossing the vermilion. | 11102
Biopsy of the tongue, lateral border. | 41100
Vulvar biopsies x 3. | 56605 56606*2
Punch biopsy of the scrotum. | 11104
Biopsy of the nail bed of the right great toe. | 11755-T5
Excisional biopsy of a 0.6 cm mole on the back with 2 mm margins, path: compound nevus. | 11401
Full-thickness removal of a 0.5 cm blue nevus of the right hand with a 6-mm punch. | 11420
Shave biopsy and cryotherapy of the same wart. | 17110
Lesion on the arm biopsied by shave; a different lesion on the leg treated with ED&C (biopsy-proven SCC, 1.2 cm). | 11102 17262
Curettage of a suspected SCC of the forearm with biopsy, path: inflamed SK. | 11102
Shave removal, 0.9 cm dermatofibroma left shin. | 11301
1.0 cm neck nevus removed flush by shave, base cauterized. | 11306
Thirty skin tags removed by electrodesiccation. | 11200 11201*2
One skin tag of the eyelid snipped. | 11200
AK x1 right cheek, LN2. | 17000
AKs x 15, cryo. | 17004
22 actinic keratoses destroyed, some by curettage and some with liquid nitrogen. | 17004
2 AKs and 3 warts frozen. | 17000 17003 17110
10 seborrheic keratoses and 6 warts frozen. | 17111
A single common wart on the finger treated with electrodesiccation and curettage. | 17110
Condyloma acuminata of the scrotum frozen. | 17110
Extensive penile condylomata destroyed by CO2 laser. | 54065
Extensive destruction of vulvar warts. | 56515
Anal condylomata excised. | 46922
Oral leukoplakia of the buccal mucosa destroyed with laser. | 40820
Infantile hemangioma of the forehead 8 sq cm treated with PDL. | 17106
Two port-wine stain areas lasered, 30 sq cm on the cheek and 30 sq cm on the neck. | 17108
SCC in situ left dorsal hand 1.4 cm treated with liquid nitrogen cryosurgery. | 17272
BCC of the ear 0.4 cm ED&C. | 17280
BCC upper lip 1.0 cm excised with 3 mm margins; primary closure single layer 3 cm. | 11642
Merkel cell carcinoma of the right forearm 1.5 cm excised with 2 cm margins, complex repair 9 cm, undermined 6 cm. | 11606 13121 13122
Benign nevus of the scalp 0.3 cm including margins excised, intermediate repair 1.2 cm. | 11420
SCC 0.4 cm of the back excised with 0.5 mm margins, layered closure 1.5 cm. | 11600 12031
Neurofibroma of the abdomen 1.2 cm excised, margins 1 mm, simple closure. | 11402
Cyst on the left cheek, 8 mm, excised through a 1 cm incision, layered closure 1.0 cm. | 11441 12051
Intramuscular lipoma 6 cm of the upper back removed from beneath the fascia. | 21933
Subcutaneous lipoma of the scalp 1.5 cm removed. | 21011
Lipoma left forearm, subcutaneous, 3.2 cm, intermediate closure 4 cm. | 25071
Hidradenitis of the right groin excised with simple closure. | 11462
Complicated pilonidal cyst excised. | 11772
Mohs, SCC right temple, stage 1: 8 blocks, stage 2: 6 blocks, stage 3: 2 blocks. | 17311 17312*2 17315*4
Mohs for BCC of the back, two stages, repaired with a 7.6 cm intermediate closure. | 12034 17313 17314
Mohs SCC of the left foot, one stage, left open. | 17311
Mohs of an SCC of the thigh down to muscle, 1 stage. | 17311
Mohs surgeon removes the tumor but the frozen slides are read by a pathologist; BCC nose 1.0 cm excised with 2 mm margins. | 11642
Intermediate closures: 3 cm on the scalp, 4 cm on the back, 2 cm on the neck. | 12032 12041
Complex repair of the nose 2.0 cm, cartilage exposed. | 13151
Complex closure 0.9 cm of the eyelid. | 12051
Simple repair of three lacerations: forehead 2 cm, chin 2 cm, forearm 4 cm. | 12002 12013
Steri-Strips applied to a laceration. |
Wound dehiscence of the back, superficial, closed with sutures, simple. | 12020
Rotation flap of the scalp, primary defect 3 x 3 cm and secondary defect 4 x 4 cm. | 14021
Excision of SCC of the left cheek, 1.6 cm with margins, closed by rotation flap totalling 12 sq cm. | 14041
V-Y island flap upper lip, total 6 sq cm. | 14060
Flap of the chest 45 sq cm. | 14301
Melolabial interpolation flap to the nasal ala, first stage. | 15576
Composite graft from the ear to the nasal rim. | 15760
STSG right leg 150 sq cm from thigh. | 15100 15101
Re-excised positive margin of SCC of the neck, final excised diameter 2.2 cm, path now clear. | 11623
Nevus removed, 0.8 cm, back. |
Excision of lesion on back 1.2 cm to mid-dermis. |
Warts treated. |
Mole on the back looks benign, no biopsy today. |
Excision of benign cyst, 1.0 cm, chin, with layered closure of 1.5 cm. | 11441 12051
Excision of benign nevus of neck, 0.4 cm including margins, with intermediate closure. | 11420
Excision of basal cell carcinoma from the right ala, excised diameter 1.2 cm, with complex repair of 2.6 cm involving the alar rim. | 11642 13152
Seven actinic keratoses on the face and five on the scalp were treated with cryosurgery. | 17000 17003*11
Punch excision of a 3 mm nevus on the nose using a 4 mm punch, one suture. | 11440
Shaved a 1.2-cm pedunculated nevus from the left axilla. | 11302
Patient with 2 cm lipoma of the left upper arm, excised from the subcutaneous tissue, closed in layers. | 24075
Removal of 50 skin tags by snip. | 11200 11201*4
Mohs micrographic surgery, first stage 5 blocks on the left temple; second stage 2 blocks; defect repaired with 3.5 cm layered closure. | 12052 17311 17312
Mohs on the upper back, three stages with 6, 7 and 2 blocks. | 17313 17314*2 17315*3
Two tumors treated with Mohs: scalp, one stage; back, two stages. | 17311 17313 17314
Intermediate repair of a 7.5 cm wound of the arm and 1.0 cm wound of the leg. | 12034
Simple repair of lacerations: scalp 3 cm, neck 2 cm, face 4 cm. | 12002 12013
Laceration of eyelid 1.5 cm, layered closure. | 12051
Rotation advancement flap, cheek, 30 sq cm. | 14041
Flap closure on the trunk of 70 sq cm. | 14301 14302
Split graft scalp 120 sq cm. | 15120 15121
Full-thickness graft to the eyelid 2 sq cm. | 15260
Destruction of 3 molluscum on the penis with liquid nitrogen. | 54056
Superficial BCC of the trunk, 2.2 cm, destroyed with cryosurgery. | 17263
SCC lip 0.5 cm, electrodesiccation. | 17280
Tangential biopsy of a lesion on the ear canal. | 69105
Wedge biopsy of the eyelid margin. | 67810
Biopsy of the vestibule of the mouth. | 40808
Penile lesion biopsied. | 54100
Conjunctival lesion biopsied. | 68100
Four vulvar lesions biopsied. | 56605 56606*3
Nail unit biopsy left index finger. | 11755-F1
bx R cheek shave r/o bcc; ln2 AK x3 scalp | 11102 17000 17003*2
Dx: VV plantar R foot x4. Tx: LN2 | 17110
EDC BCC L back 8mm | 17261
exc EIC R shoulder 1.5cm, 2 layer closure 2.4 cm | 11402 12031
ISK x 6 trunk, inflamed/bleeding, cryo | 17110
acrochordons x22 neck, snipped, catching on jewelry & bleeding | 11200 11201
SCCIS R temple 1.1 cm, biopsy proven, ED&C | 17282
shave excision nevus L jaw 5mm, pt wants removed, catches on razor and bleeds | 11310
punch bx R shin for vasculitis, 4-0 nylon x1 | 11104
WLE MM L calf, 1 cm lesion, 1 cm margins, CLC 8 cm, undermined 3.5 cm | 11603 13121 13122
lip bx (vermilion) shave, AK vs SCC | 40490
AK x 7 cryo. BCC nose shave bx. | 11102 17000 17003*6
verruca x2 index finger; paring then LN2 | 17110
DF R thigh 9 mm, excised 1mm margins, simple | 11402
lipoma L flank subQ 5 cm excised, closed in layers | 21931
hemangioma infant cheek PDL 6 sq cm | 17106
tx'd 16 AKs w/ cryo | 17004
condyloma shaft of penis TCA x5 | 54050
lac R eyebrow 2.5cm simple repair 6-0 prolene | 12011
STSG L shin 6 x 8 cm from R thigh | 15100
incisional bx L breast lesion | 11106
snip bx vulva x1 | 56605
ear helix shave bx R, CNH vs SCC | 69100
Bx-proven SCC R dorsal hand 1.6 cm + 6 mm margins, excised, intermediate repair 6.1 cm | 11623 12042
"""


def rows():
    return [tuple(part.strip() for part in row.rsplit("|", 1)) for row in SENTENCES.strip().splitlines()]


@pytest.mark.parametrize(("sentence", "expected"), rows())
def test_a_sentence_gives_its_codes(sentence, expected):
    found = code(read(sentence), reference=REFERENCE, payer="medicare", on=date(2026, 3, 2))
    lines = [
        "".join((line.code, *(f"-{one}" for one in line.modifiers), f"*{line.units}" if line.units > 1 else ""))
        for line in found.lines
    ]
    assert " ".join(sorted(DISTINCT.sub("", line) for line in lines)) == expected
