"""Excisions of skin, soft tissue and special places: expected codes worked out from the coding rules of each row."""

import pytest

from .made import ON, check, drafted, encounter, rows

SKIN = """
# excised diameter = greatest diameter + 2 x narrowest margin
EXC-1 | of=basal_cell_carcinoma at=shoulder/right by=excision d=1.5 m=1.5    | 11606
EXC-1 | of=basal_cell_carcinoma at=shoulder/right by=excision d=2.0 m=1.5    | 11606
EXC-1 | of=basal_cell_carcinoma at=cheek/left by=excision d=1.5 m=0.2 close=simple len=4 | 11642 !12013
EXC-1 | of=squamous_cell_carcinoma at=scalp by=excision d=0.9 m=0.5          | 11622
EXC-1 | of=melanoma at=leg_lower/left by=excision ex=3.1                     | 11604
EXC-1 | of=nevus at=back by=excision d=0.6 m=0.2                             | 11401
EXC-1 | of=epidermoid_cyst at=back by=excision d=1.8                         | 11402
EXC-1 | of=nevus at=back by=excision d=0.6                                   | 11401 ?margin
EXC-1 | of=basal_cell_carcinoma at=back by=excision                          | ?size
EXC-1 | of=basal_cell_carcinoma by=excision d=0.8 m=0.3                      | ?site
# tiers, both sides of each limit
EXC-2 | of=nevus at=back by=excision ex=0.5                                  | 11400
EXC-2 | of=nevus at=back by=excision ex=0.6                                  | 11401
EXC-2 | of=nevus at=back by=excision ex=1.0                                  | 11401
EXC-2 | of=nevus at=back by=excision ex=1.04                                 | 11401
EXC-2 | of=nevus at=back by=excision ex=1.05                                 | 11402
EXC-2 | of=nevus at=back by=excision ex=2.0                                  | 11402
EXC-2 | of=nevus at=back by=excision ex=2.1                                  | 11403
EXC-2 | of=nevus at=back by=excision ex=3.0                                  | 11403
EXC-2 | of=nevus at=back by=excision ex=3.1                                  | 11404
EXC-2 | of=nevus at=back by=excision ex=4.0                                  | 11404
EXC-2 | of=nevus at=back by=excision ex=4.1                                  | 11406
# site groups
EXC-3 | of=nevus at=axilla/left by=excision ex=1.2                           | 11402
EXC-3 | of=nevus at=buttock/left by=excision ex=1.2                          | 11402
EXC-3 | of=nevus at=neck/left by=excision ex=1.2                             | 11422
EXC-3 | of=nevus at=foot/left by=excision ex=1.2                             | 11422
EXC-3 | of=nevus at=scrotum/left by=excision ex=1.2                          | 11422
EXC-3 | of=nevus at=ear/left by=excision ex=1.2                              | 11442
EXC-3 | of=nevus at=face by=excision ex=1.2                                  | 11442
EXC-3 | of=nevus at=lip_red_lower by=excision ex=0.7                         | 11441
EXC-3 | of=basal_cell_carcinoma at=forehead by=excision ex=1.2               | 11642
EXC-3 | of=squamous_cell_carcinoma at=hand_dorsum/left by=excision ex=1.2    | 11622
EXC-3 | of=squamous_cell_carcinoma at=forearm/left by=excision ex=2.2        | 11603
EXC-3 | of=squamous_cell_carcinoma at=wrist/left by=excision ex=2.2          | 11603
EXC-3 | of=squamous_cell_carcinoma at=ankle/left by=excision ex=2.2          | 11603
EXC-3 | of=squamous_cell_carcinoma at=lip_red_lower by=excision ex=1.5       | 11642
# each lesion its own line
EXC-5 | of=nevus at=back by=excision ex=1.2 ; of=nevus at=neck/left by=excision ex=1.2 | 11402 11422
EXC-5 | of=nevus at=back by=excision ex=1.2 ; of=nevus at=back by=excision ex=0.8 | 11401 11402
EXC-5 | of=nevus at=back by=excision n=3 d=0.4 m=0.1                         | 11401 11401 11401
EXC-5 | of=nevus at=back by=excision d=0.4 f=full_thickness,by_punch m=0.1   | 11401
# behavior by pathology
EXC-7 | of=melanoma_in_situ at=shoulder/right by=excision d=0.3 m=0.05       | 11600
EXC-7 | of=scc_in_situ at=leg_lower/left by=excision ex=1.4                  | 11602
EXC-7 | of=nevus path=malignant at=back by=excision ex=1.4                   | 11602
EXC-7 | of=nevus path=in_situ at=back by=excision ex=1.4                     | 11602
EXC-7 | of=dysplastic_nevus at=back by=excision ex=1.4                       | 11402
EXC-7 | of=melanoma? path=benign at=back by=excision ex=1.4                  | 11402
EXC-7 | of=melanoma? path=uncertain at=back by=excision ex=1.4               | 11402
EXC-7 | of=melanoma? at=back by=excision ex=1.4                              | 11402~
EXC-7 | of=melanoma? path=pending at=back by=excision ex=1.4                 | 11402~
EXC-7 | at=back by=excision ex=1.4                                           | 11402~
EXC-7 | dx=D22.5 at=back by=excision ex=1.4                                  | 11402
EXC-7 | dx=C44.519 at=back by=excision ex=1.4                                | 11602
EXC-7 | of=basal_cell_carcinoma? path=malignant at=cheek/left by=excision ex=0.9 | 11641
# re-excision
EXC-8 | of=squamous_cell_carcinoma path=benign f=re_excision at=back by=excision ex=1.8 | 11602
EXC-8 | of=melanoma path=benign f=re_excision,margins_positive at=back by=excision ex=4.4 | 11606
EXC-8 | of=squamous_cell_carcinoma at=neck/left by=excision ex=2.4 f=re_excision,margins_positive | 11623
EXC-8 | of=dysplastic_nevus f=re_excision at=back by=excision ex=1.4         | 11402
EXC-10 | of=pilar_cyst at=scalp by=excision d=2.6 close=simple len=3         | 11423 !12002
EXC-10 | of=epidermoid_cyst at=back by=excision d=2.6 f=subcutaneous,to_fat  | 11403
# scars
SCAR | of=hypertrophic_scar at=forearm/left by=excision d=1 close=simple len=2 | 11401 !12001
SCAR | of=scar at=lip_upper by=excision d=2                                  | 11442
SCAR | of=scar at=cheek/left by=excision d=3 close=complex len=6 f=extensive_undermining | 13132 !11443
SCAR | of=keloid at=earlobe/left by=excision d=2.2                           | 11443
# technique and depth
BX-7 | to=remove specimen=yes of=basal_cell_carcinoma at=trunk ex=1.5        | 11602
BX-7 | to=remove at=back of=nevus d=0.8                                      | ?technique
BX-7 | to=remove at=back of=nevus d=0.8 m=0.1 close=simple len=2             | 11401 !12001
CLASH | by=excision f=partial_thickness at=back of=nevus d=0.8 m=0.1         | ?contradiction
CLASH | by=excision f=partial_thickness,to_fat at=back of=nevus d=0.8 m=0.1  | 11401
CLASH | by=excision+curettage+electrodesiccation at=back of=basal_cell_carcinoma d=0.8 m=0.1 | ?contradiction
FLG-3 | of=basal_cell_carcinoma at=cheek/left by=excision d=1 m=0 close=flap kind=advancement defect=1 flap=2 | 14040 !11641
FLG-7 | of=basal_cell_carcinoma at=nose by=excision d=1 m=0.3 close=graft kind=full_thickness area=4 | 11642 15260
"""

SOFT_TISSUE = """
EXC-9 | of=lipoma at=shoulder/left by=excision d=2.5 f=subcutaneous          | 23075
EXC-9 | of=lipoma at=shoulder/left by=excision d=3.0 f=subcutaneous          | 23071
EXC-9 | of=lipoma at=shoulder/left by=excision d=2.5 f=subcutaneous close=intermediate len=4 | 23075 !12032
EXC-9 | of=lipoma at=shoulder/left by=excision d=2.5 f=cutaneous,full_thickness close=simple | 11403 !12001
EXC-9 | of=lipoma at=forehead by=excision d=1.9 f=subcutaneous               | 21011
EXC-9 | of=lipoma at=forehead by=excision d=2.0 f=subcutaneous               | 21012
EXC-9 | of=lipoma at=forehead by=excision d=1.9 f=subfascial                 | 21013
EXC-9 | of=lipoma at=forehead by=excision d=2.2 f=subfascial                 | 21014
EXC-9 | of=lipoma at=scalp by=excision d=2.6 f=subfascial                    | 21014
EXC-9 | of=lipoma at=neck/left by=excision d=2.9 f=subcutaneous              | 21555
EXC-9 | of=lipoma at=neck/left by=excision d=3.1 f=subcutaneous              | 21552
EXC-9 | of=lipoma at=back_upper by=excision d=3.5 f=subcutaneous             | 21931
EXC-9 | of=lipoma at=back by=excision d=4.9 f=subfascial                     | 21932
EXC-9 | of=lipoma at=back by=excision d=5 f=subfascial                       | 21933
EXC-9 | of=lipoma at=abdomen by=excision d=2.5 f=subcutaneous                | 22902
EXC-9 | of=lipoma at=abdomen by=excision d=3 f=subcutaneous                  | 22903
EXC-9 | of=lipoma at=arm_upper/left by=excision d=3 f=subcutaneous           | 24071
EXC-9 | of=lipoma at=forearm/left by=excision d=2.9 f=subcutaneous           | 25075
EXC-9 | of=lipoma at=hand/left by=excision d=1.4 f=subcutaneous              | 26115
EXC-9 | of=lipoma at=hand/left by=excision d=1.5 f=subcutaneous              | 26111
EXC-9 | of=lipoma at=thigh/left by=excision d=2.9 f=subcutaneous             | 27327
EXC-9 | of=lipoma at=thigh/left by=excision d=3 f=subcutaneous               | 27337
EXC-9 | of=lipoma at=calf/left by=excision d=2.9 f=subcutaneous              | 27618
EXC-9 | of=lipoma at=foot/left by=excision d=1.5 f=subcutaneous              | 28039
EXC-9 | of=lipoma at=back by=excision d=3.5                                  | 21931 ?depth
EXC-9 | of=lipoma at=back by=excision f=subcutaneous                         | ?size
EXC-9 | of=lipoma by=excision d=3 f=subcutaneous                             | ?site
EXC-9 | of=lipoma at=thigh/left by=excision d=6 f=subfascial close=complex len=8 und=7 | 13121 13122 27339
"""

PLACES = """
EXC-11 | of=hidradenitis_suppurativa at=axilla/left by=excision close=intermediate len=6 | 11450 !12032
EXC-11 | of=hidradenitis_suppurativa at=axilla/left by=excision close=complex len=9 f=extensive_undermining | 11451 !13132
EXC-11 | of=hidradenitis_suppurativa at=axilla/bilateral by=excision close=simple | 11450-LT 11450-RT !12001
EXC-11 | of=hidradenitis_suppurativa at=groin/left by=excision               | 11462
EXC-11 | of=hidradenitis_suppurativa at=perianal by=excision                 | 11470
EXC-11 | of=hidradenitis_suppurativa at=umbilicus by=excision                | 11470
EXC-11 | of=hidradenitis_suppurativa by=excision                             | ?site
EXC-11 | of=pilonidal_cyst at=gluteal_cleft by=excision d=2 f=simple         | 11770
EXC-11 | of=pilonidal_cyst at=gluteal_cleft by=excision d=2 f=extensive      | 11771
EXC-11 | of=pilonidal_cyst at=gluteal_cleft by=excision d=2 f=complicated    | 11772
EXC-11 | of=pilonidal_cyst at=gluteal_cleft by=excision d=2                  | ?extent
EXC-4 | of=nevus at=eyelid_upper/left by=excision ex=0.6 f=lid_margin        | 67840-E1
EXC-4 | of=nevus at=eyelid_upper/left by=excision ex=0.6                     | 11441
EXC-4 | of=fibroma at=mouth_vestibule by=excision d=0.5 close=simple         | 40812 !12011
EXC-4 | of=fibroma at=mouth_vestibule by=excision d=0.5                      | 40810
EXC-4 | of=fibroma at=tongue by=excision d=0.5                               | 41110
EXC-4 | of=squamous_cell_carcinoma at=lip_red_lower by=excision+incisional d=1 m=0.4 f=full_thickness close=simple len=3 | 40510 !12013
EXC-4 | of=squamous_cell_carcinoma at=helix/left by=excision+incisional d=1 m=0.4 f=full_thickness | 69110
EXC-4 | of=rhinophyma at=nose by=laser                                        | 30120
DES-3 | of=condyloma at=penis by=excision                                    | 54060
DES-3 | of=condyloma at=perianal by=excision n=4                             | 46922
"""


@pytest.mark.parametrize(("rule", "lesions", "expected"), rows(SKIN))
def test_skin_excisions(rule, lesions, expected):
    check(lesions, expected)


@pytest.mark.parametrize(("rule", "lesions", "expected"), rows(SOFT_TISSUE))
def test_soft_tissue_tumors(rule, lesions, expected):
    check(lesions, expected)


@pytest.mark.parametrize(("rule", "lesions", "expected"), rows(PLACES))
def test_places_and_diseases_with_codes_of_their_own(rule, lesions, expected):
    check(lesions, expected)


def test_what_waits_for_pathology_is_looked_at_again():
    (line,) = drafted(encounter("of=melanoma? at=back by=excision ex=1.4"))
    assert line.waits_for == "pathology"
    assert line.due > ON
    assert "11602" in " ".join(line.why_not)


def test_margins_read_by_another_make_it_an_excision_not_mohs_surgery():
    lesion = "of=basal_cell_carcinoma at=back by=mohs blocks=2 d=0.8 m=0.1"
    check(f"{lesion} f=outside_pathologist", "11601 !17313")
    check(lesion, "11601 !17313", same_surgeon_and_pathologist=False)
    check(lesion, "17313", same_surgeon_and_pathologist=True)
