"""Destructions: expected codes worked out from the coding rules named in each row."""

import pytest

from .made import check, rows

PRECANCERS = """
DES-1 | of=actinic_keratosis by=cryosurgery                                  | 17000
DES-1 | of=actinic_keratosis by=cryosurgery n=2                              | 17000 17003
DES-1 | of=actinic_keratosis by=cryosurgery n=14                             | 17000 17003*13
DES-1 | of=actinic_keratosis by=cryosurgery n=15                             | 17004
DES-1 | of=actinic_keratosis by=cryosurgery n=25                             | 17004
DES-1 | of=actinic_keratosis by=cryosurgery at=scalp n=4 ; of=actinic_keratosis by=curettage at=ear/left n=2 | 17000 17003*5
DES-1 | of=actinic_keratosis by=cryosurgery at=scalp n=8 ; of=actinic_keratosis by=laser at=hand/left n=7 | 17004
DES-1 | of=actinic_keratosis by=cryosurgery n=6 ; of=actinic_keratosis by=cryosurgery at=scalp n=4 ; of=actinic_keratosis by=cryosurgery at=ear/left n=2 | 17000 17003*5
DES-1 | of=actinic_keratosis by=cryosurgery n=5 ; of=actinic_keratosis by=cryosurgery at=scalp n=4 | 17000 17003*8
DES-1 | of=actinic_keratosis by=cryosurgery n=several                        | ?count
DES-1 | of=actinic_keratosis by=cryosurgery n=several at=scalp ; of=actinic_keratosis by=cryosurgery n=15 | 17004 ?count
DES-1 | dx=L57.0 by=cryosurgery n=3                                          | 17000 17003*2
DES-1 | of=actinic_keratosis to=destroy n=3                                  | 17000 17003*2
DES-1 | of=actinic_keratosis by=cryosurgery n=3 to=cosmetic                  | 17000 17003*2
DES-1 | of=actinic_keratosis by=cryosurgery n=3 at=penis         | 17000 17003*2
DX-5 | of=scc_in_situ by=cryosurgery at=back d=0.8                           | 17261
"""

BENIGN = """
DES-2 | of=wart by=cryosurgery                                               | 17110
DES-2 | of=plantar_wart at=foot/left by=cryosurgery n=5                      | 17110
DES-2 | of=wart by=cryosurgery n=14                                          | 17110
DES-2 | of=wart by=cryosurgery n=15                                          | 17111
DES-2 | of=molluscum by=curettage+cryosurgery n=16                           | 17111
DES-2 | of=molluscum by=chemical n=9                                         | 17110
DES-2 | of=seborrheic_keratosis by=cryosurgery n=4 ; of=wart by=cryosurgery n=3 | 17110
DES-2 | of=seborrheic_keratosis by=cryosurgery n=8 ; of=wart by=cryosurgery n=7 | 17111
DES-2 | of=milia by=chemical n=6                                             | 17110
DES-2 | of=milia by=electrodesiccation n=2                                   | 17110
DES-2 | of=wart by=cryosurgery n=several                                     | 17110 ?count
DES-2 | of=wart by=cryosurgery+injection                                     | 17110 !11900
DES-2 | of=wart by=cryosurgery+paring                                        | 17110 !11055
DES-2 | of=cherry_angioma by=electrodesiccation n=3                          | 17110
DES-2 | of=seborrheic_keratosis by=cryosurgery close=simple                  | 17110 !12001
DES-2 | by=cryosurgery                                                       | ?diagnosis
DES-2 | to=destroy of=wart                                                   | 17110
DES-7 | of=granulation_tissue by=chemical at=toe_1/left                      | 17250
DES-7 | of=acne by=cryosurgery at=face                                       | 17340
NONE | of=psoriasis by=laser area=300                                        |
DES-2 | of=wart by=cryosurgery ; of=wart by=cryosurgery session=2            | 17110 17110
"""

PLACES = """
DES-3 | of=condyloma at=penis by=cryosurgery n=several                       | 54056
DES-3 | of=condyloma at=penis by=chemical                                    | 54050
DES-3 | of=condyloma at=penis by=electrodesiccation                          | 54055
DES-3 | of=condyloma at=penis by=laser                                       | 54057
DES-3 | of=condyloma at=penis by=cryosurgery f=extensive                     | 54065
DES-3 | of=molluscum at=penis by=cryosurgery n=3                             | 54056
DES-3 | of=condyloma at=penis to=destroy                                     | ?technique
DES-3 | of=condyloma at=vulva by=laser                                       | 56501
DES-3 | of=condyloma at=vulva by=cryosurgery f=extensive                     | 56515
DES-3 | of=condyloma at=vagina by=laser                                      | 57061
DES-3 | of=condyloma at=perianal by=chemical                                 | 46900
DES-3 | of=condyloma at=perianal by=electrodesiccation                       | 46910
DES-3 | of=condyloma at=perianal by=cryosurgery                              | 46916
DES-3 | of=condyloma at=perianal by=laser                                    | 46917
DES-3 | of=condyloma at=perianal by=laser f=extensive                        | 46924
DES-3 | of=condyloma at=scrotum by=cryosurgery                               | 17110
DES-3 | of=condyloma at=groin/left by=cryosurgery                            | 17110
DES-3 | of=condyloma at=penis by=cryosurgery ; of=condyloma at=perianal by=cryosurgery | 46916 54056
DES-3 | of=condyloma at=penis by=cryosurgery ; of=wart at=hand/left by=cryosurgery | 17110 54056
DES-3 | of=wart at=eyelid_upper/left by=electrodesiccation f=lid_margin d=0.3 | 67850-E1
DES-3 | of=wart at=eyelid_upper/left by=electrodesiccation f=lid_margin d=1.2 | 17110
DES-3 | of=wart at=eyelid_upper/left by=electrodesiccation                   | 17110
DES-3 | of=mucocele at=mouth_vestibule by=laser                              | 40820
DES-3 | of=leukoplakia at=mouth_vestibule by=laser                           | 40820
DES-3 | of=scc_in_situ at=penis by=laser d=1.2                               | 17272
"""

VASCULAR = """
DES-4 | of=port_wine_stain at=cheek/left by=laser area=2                     | 17106
DES-4 | of=port_wine_stain at=cheek/left by=laser area=9.9                   | 17106
DES-4 | of=port_wine_stain at=cheek/left by=laser area=10                    | 17107
DES-4 | of=port_wine_stain at=cheek/left by=laser area=50                    | 17107
DES-4 | of=port_wine_stain at=cheek/left by=laser area=50.1                  | 17108
DES-4 | of=port_wine_stain at=cheek/left by=laser area=30 ; of=port_wine_stain at=neck/left by=laser area=25 | 17108
DES-4 | of=hemangioma at=arm/left by=laser                                   | ?area
DES-4 | to=treat area=2                                                      | 17106
"""

CANCERS = """
DES-5 | of=basal_cell_carcinoma at=back by=electrodesiccation+curettage d=1.4 | 17262
DES-5 | of=basal_cell_carcinoma at=nose by=electrodesiccation+curettage d=0.8 | 17281
DES-5 | of=basal_cell_carcinoma at=scalp by=curettage d=0.5                  | 17270
DES-5 | of=basal_cell_carcinoma at=hand/left by=laser d=2.1                  | 17273
DES-5 | of=basal_cell_carcinoma at=cheek/left by=cryosurgery d=4.5           | 17286
DES-5 | of=squamous_cell_carcinoma at=shin/right by=electrodesiccation d=1.5 ; of=squamous_cell_carcinoma at=shin/left by=electrodesiccation d=1.5 | 17262 17262
DES-5 | of=basal_cell_carcinoma at=back by=electrodesiccation                | ?size
DES-5 | of=basal_cell_carcinoma by=electrodesiccation d=0.5                  | ?site
DES-5 | of=basal_cell_carcinoma? at=back by=electrodesiccation d=0.5         | 17260~
DES-5 | of=basal_cell_carcinoma at=back by=electrodesiccation d=0.5 close=simple len=1 | 17260 !12001
DES-6 | of=basal_cell_carcinoma at=nose by=mohs+curettage blocks=2           | 17311
"""


@pytest.mark.parametrize(("rule", "lesions", "expected"), rows(PRECANCERS))
def test_precancers(rule, lesions, expected):
    check(lesions, expected)


@pytest.mark.parametrize(("rule", "lesions", "expected"), rows(BENIGN))
def test_benign_lesions(rule, lesions, expected):
    check(lesions, expected)


@pytest.mark.parametrize(("rule", "lesions", "expected"), rows(PLACES))
def test_places_with_codes_of_their_own(rule, lesions, expected):
    check(lesions, expected)


@pytest.mark.parametrize(("rule", "lesions", "expected"), rows(VASCULAR))
def test_vascular_growths(rule, lesions, expected):
    check(lesions, expected)


@pytest.mark.parametrize(("rule", "lesions", "expected"), rows(CANCERS))
def test_cancers(rule, lesions, expected):
    check(lesions, expected)
