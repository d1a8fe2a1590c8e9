"""Biopsies, shaves and tags: expected codes worked out from the coding rules named in each row."""

import pytest

from .made import check, rows

BIOPSIES = """
BX-1 | at=back by=tangential to=sample                        | 11102
BX-1 | at=back by=punch to=sample                             | 11104
BX-1 | at=back by=incisional to=sample                        | 11106
BX-1 | at=nose by=curettage to=sample                         | 11102
BX-1 | at=thigh/left by=snip to=sample of=nevus               | 11102
BX-1 | at=arm by=shave to=sample                              | 11102
BX-1 | at=back to=sample                                      | ?technique
BX-2 | at=back by=punch to=sample ; at=arm by=tangential to=sample | 11103 11104 !11102
BX-2 | at=back by=tangential to=sample ; at=arm by=punch to=sample | 11103 11104 !11102
BX-2 | by=incisional to=sample ; by=punch to=sample ; by=tangential to=sample n=2 | 11103*2 11105 11106 !11102 !11104
BX-2 | by=punch to=sample n=2 ; by=tangential to=sample n=2   | 11103*2 11104 11105 !11102
BX-3 | by=incisional to=sample n=2                            | 11106 11107
BX-3 | by=incisional to=sample n=3 ; by=punch to=sample       | 11105 11106 11107*2 !11104
BX-4 | at=arm by=punch to=sample ; at=trunk by=punch to=sample | 11104 11105
BX-4 | at=back by=tangential to=sample n=5                    | 11102 11103*4
BX-4 | at=back by=tangential to=sample n=several              | ?count
BX-9 | at=lip_red_lower by=punch to=sample                    | 40490 !11104
BX-9 | at=lip_lower by=punch to=sample f=vermilion            | 40490 !11104
BX-9 | at=lip_upper by=tangential to=sample                   | 11102
BX-9 | at=lip_upper by=tangential to=sample f=hair_bearing    | 11102
BX-9 | at=eyelid_upper/left by=incisional to=sample           | 11106
BX-9 | at=eyelid_lower/left by=incisional to=sample f=lid_margin | 67810-E2 !11106
BX-9 | at=ear/right by=tangential to=sample                   | 69100 !11102
BX-9 | at=helix/left by=punch to=sample n=2                   | 69100*2
BX-9 | at=ear_canal/left by=punch to=sample                   | 69105
BX-9 | at=nasal_vestibule/left by=punch to=sample             | 30100
BX-9 | at=nasal_tip by=punch to=sample                        | 11104
BX-9 | at=mouth_vestibule by=punch to=sample                  | 40808
BX-9 | at=palate by=punch to=sample                           | 42100
BX-9 | at=tongue by=punch to=sample                           | 41100
BX-9 | at=tongue by=punch to=sample f=posterior               | 41105
BX-9 | at=conjunctiva/left by=incisional to=sample            | 68100
BX-9 | at=penis by=punch to=sample                            | 54100
BX-9 | at=vulva/left by=punch to=sample                       | 56605
BX-9 | at=vulva/left by=punch to=sample n=3                   | 56605 56606*2
BX-9 | at=vulva/left by=punch to=sample ; at=vulva/right by=tangential to=sample | 56605 56606
BX-9 | at=scrotum by=punch to=sample                          | 11104
BX-9 | at=vulva by=punch to=sample ; at=back by=tangential to=sample | 11102 56605
BX-9 | at=ear/left to=sample                                  | 69100
BX-9 | at=thumb/left to=sample f=nail_unit                    | 11755-FA
BX-9 | at=toenail_1/right by=punch to=sample                  | 11755-T5
BX-9 | at=toe_2/left by=incisional to=sample f=nail_unit,nail_matrix | 11755-T1
BX-9 | at=thumb/right by=punch to=sample f=nail_matrix        | 11755-F5
BX-9 | at=finger by=punch to=sample f=nail_unit               | 11755 ?digit
BX-9 | at=toenail_1/left by=excision to=sample f=nail_matrix   | 11755-TA
BX-5 | at=back by=tangential+cautery to=sample                 | 11102
BX-5 | at=back by=cryosurgery+tangential of=wart              | 17110 !11102
BX-5 | at=back by=cryosurgery+punch of=seborrheic_keratosis   | 17110 !11104
BX-5 | at=back/left by=excision+punch of=basal_cell_carcinoma ex=1.2 | 11602 !11104
BX-5 | at=back by=electrodesiccation+curettage+tangential of=basal_cell_carcinoma? path=malignant d=0.9 | 17261 !11102
BX-5 | at=back by=electrodesiccation+curettage+tangential of=basal_cell_carcinoma? path=benign d=0.9 | 11102 !17110
BX-5 | at=back by=electrodesiccation+curettage+tangential of=basal_cell_carcinoma? path=pending d=0.9 | 17261~ !11102
BX-5 | at=forearm/left by=curettage of=squamous_cell_carcinoma? path=benign | 11102
BX-5 | by=cryosurgery+tangential specimen=yes                 | 17110~ !11102
BX-5 | by=cryosurgery+tangential                              | 17110~ !11102
BX-7 | at=chin by=tangential to=remove d=0.6 of=nevus         | 11311
BX-7 | at=back by=punch to=remove of=nevus d=0.4              | 11400 ?margin
session | by=punch to=sample ; by=tangential to=sample session=2 | 11102 11104
"""

SHAVES = """
SHV-1 | at=back by=shave to=remove d=1.1 of=nevus             | 11302
SHV-1 | at=shoulder/right by=shave to=remove d=0.8            | 11301
SHV-1 | at=scalp by=shave to=remove d=0.8                     | 11306
SHV-1 | at=hand/left by=shave to=remove d=2.1                 | 11308
SHV-1 | at=finger_3/left by=shave to=remove d=0.5             | 11305
SHV-1 | at=eyelid_upper/left by=shave to=remove d=0.3         | 11310
SHV-1 | at=lip_red_lower by=shave to=remove d=0.7             | 11311
SHV-1 | at=wrist/left by=shave to=remove d=0.5                | 11300
SHV-2 | at=back by=shave to=remove d=0.5                      | 11300
SHV-2 | at=back by=shave to=remove d=0.6                      | 11301
SHV-2 | at=back by=shave to=remove d=1.0 m=0.5                | 11301
SHV-2 | at=back by=shave to=remove d=2.0                      | 11302
SHV-2 | at=back by=shave to=remove d=2.1                      | 11303
SHV-2 | at=back by=shave to=remove d=1.04                     | 11301
SHV-2 | at=back by=shave to=remove d=1.05                     | 11302
SHV-2 | at=back by=shave to=remove                            | ?size
SHV-2 | by=shave to=remove d=0.6                              | ?site
SHV-2 | by=shave to=remove                                    | ?site ?size
SHV-3 | at=back by=shave to=remove d=0.6 ; at=arm by=shave to=remove d=0.6 | 11301 11301
SHV-3 | at=back by=shave to=remove d=0.6 n=2                  | 11301 11301
SHV-3 | at=back by=shave to=remove d=0.6 close=simple len=1   | 11301 !12001
SHV-4 | at=back by=shave to=remove d=0.6 of=basal_cell_carcinoma | 11301
SHV-4 | at=back by=shave to=remove d=0.6 f=to_fat of=nevus    | 11401 ?margin
BX-7 | at=arm/left by=shave to=remove d=1.5 of=inflamed_seborrheic_keratosis f=called_biopsy | 11302
BUN-1 | at=back by=shave+cautery to=remove d=0.6 of=nevus     | 11301
BUN-1 | at=back by=shave+electrodesiccation+curettage to=destroy d=0.9 of=basal_cell_carcinoma | 17261
BUN-1 | at=hand/left by=shave+cryosurgery of=wart             | 17110 !11300
"""

TAGS = """
TAG-1 | of=skin_tag by=snip to=remove                         | 11200
TAG-1 | of=skin_tag by=snip to=remove n=15                    | 11200
TAG-1 | of=skin_tag by=snip to=remove n=16                    | 11200 11201
TAG-1 | of=skin_tag by=snip to=remove n=25                    | 11200 11201
TAG-1 | of=skin_tag by=snip to=remove n=26                    | 11200 11201*2
TAG-1 | of=skin_tag by=snip to=remove n=36                    | 11200 11201*3
TAG-1 | of=skin_tag by=snip to=remove n=several               | 11200 ?count
TAG-1 | of=skin_tag at=neck by=snip n=10 ; of=skin_tag at=axilla/left by=cryosurgery n=8 | 11200 11201
TAG-2 | of=skin_tag by=cryosurgery n=14                       | 11200
TAG-2 | of=skin_tag by=shave to=remove d=0.5 n=3              | 11200
TAG-2 | of=skin_tag by=electrodesiccation n=4                 | 11200
TAG-2 | of=skin_tag by=ligature to=remove                     | 11200
TAG-2 | of=skin_tag by=chemical to=cosmetic                   | 11200
TAG-2 | of=skin_tag by=excision to=remove d=0.8 at=neck       | 11200
TAG-2 | of=skin_tag to=remove n=7                             | 11200
BX-7 | of=skin_tag by=tangential to=sample at=groin/left      | 11102
TRAP-6 | of=skin_tag by=snip to=remove n=17                   | 11200 11201
"""


@pytest.mark.parametrize(("rule", "lesions", "expected"), rows(BIOPSIES))
def test_biopsies(rule, lesions, expected):
    check(lesions, expected)


@pytest.mark.parametrize(("rule", "lesions", "expected"), rows(SHAVES))
def test_shave_removals(rule, lesions, expected):
    check(lesions, expected)


@pytest.mark.parametrize(("rule", "lesions", "expected"), rows(TAGS))
def test_skin_tags(rule, lesions, expected):
    check(lesions, expected)


def test_the_perineum_of_a_man_has_no_code_of_its_own():
    check("at=perineum by=punch to=sample", "11104", sex="M")
    check("at=perineum by=punch to=sample", "56605", sex="F")
