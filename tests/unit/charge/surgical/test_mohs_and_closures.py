"""Mohs surgery, closures, flaps and grafts: expected codes worked out from the coding rules named in each row."""

from decimal import Decimal

import pytest

from cleanskin.record.encounter import PriorProcedure, Service

from .made import check, rows

MOHS = """
MOH-2 | of=basal_cell_carcinoma at=nose by=mohs blocks=4 close=second_intention | 17311 !88331 !88305
MOH-2 | of=basal_cell_carcinoma at=nose by=mohs blocks=1,1,1                 | 17311 17312*2
MOH-2 | of=squamous_cell_carcinoma at=forearm/right by=mohs blocks=3,2       | 17313 17314
MOH-2 | of=squamous_cell_carcinoma at=hand_dorsum/left by=mohs blocks=2      | 17311
MOH-2 | of=squamous_cell_carcinoma at=scalp by=mohs blocks=2                 | 17311
MOH-2 | of=squamous_cell_carcinoma at=neck/left by=mohs blocks=2             | 17311
MOH-2 | of=squamous_cell_carcinoma at=penis by=mohs blocks=2                 | 17311
MOH-2 | of=squamous_cell_carcinoma at=toenail_1/left by=mohs blocks=2        | 17311
MOH-2 | of=squamous_cell_carcinoma at=wrist/left by=mohs blocks=2            | 17313
MOH-2 | of=squamous_cell_carcinoma at=thigh/left by=mohs blocks=2 f=deep_muscle | 17311
MOH-2 | of=squamous_cell_carcinoma by=mohs blocks=2                          | ?site
MOH-2 | of=basal_cell_carcinoma at=nose by=mohs                              | 17311 ?stages
MOH-3 | of=squamous_cell_carcinoma at=scalp by=mohs blocks=7,3               | 17311 17312 17315*2
MOH-3 | of=basal_cell_carcinoma at=cheek/left by=mohs blocks=4,3             | 17311 17312
MOH-3 | of=basal_cell_carcinoma at=cheek/left by=mohs blocks=5,5,5           | 17311 17312*2
MOH-3 | of=basal_cell_carcinoma at=back by=mohs blocks=6,8                   | 17313 17314 17315*4
MOH-4 | of=basal_cell_carcinoma at=nose by=mohs blocks=1,1 ; of=basal_cell_carcinoma at=forearm/right by=mohs blocks=1 | 17311 17312 17313
MOH-4 | of=basal_cell_carcinoma at=cheek/left by=mohs blocks=1 ; of=basal_cell_carcinoma at=ear/right by=mohs blocks=1 | 17311 17311
MOH-8 | of=basal_cell_carcinoma at=forearm/left by=mohs blocks=1 close=simple len=3 | 12002 17313
MOH-8 | of=basal_cell_carcinoma at=nose by=mohs blocks=1 close=adhesive f=adhesive_strips | 17311 !12011 !G0168
MOH-8 | of=basal_cell_carcinoma at=nose by=mohs blocks=1 close=intermediate len=2.4 | 12051 17311
MOH-8 | of=basal_cell_carcinoma at=nose by=mohs blocks=1 close=complex len=2.4 f=free_margin | 13151 17311
MOH-8 | of=basal_cell_carcinoma at=nasal_ala/left by=mohs blocks=1 close=flap kind=transposition flap=6 | 14060 17311
MOH-8 | of=basal_cell_carcinoma at=nose by=mohs blocks=1,1 close=graft kind=full_thickness area=2 f=burows | 15260 17311 17312
TRAP-1 | of=basal_cell_carcinoma at=scalp by=mohs blocks=1,1,1,1,1,1,1       | 17311 17312*6
BUN-2 | of=basal_cell_carcinoma at=nose by=mohs+tangential blocks=2          | 17311 !11102
DX-5 | of=nevus at=nose by=mohs blocks=2                                     | 17311 ?contradiction
"""

CLOSURES = """
REP-1 | of=laceration at=leg/left close=simple len=2.5 ; of=laceration at=arm/right close=simple len=4 | 12002
REP-1 | of=laceration at=leg/left close=simple len=3 ; of=laceration at=chest close=intermediate len=5 | 12002 12032
REP-1 | at=forearm/left close=simple len=7.6 ; at=arm_upper/left close=intermediate len=5.7 ; at=neck close=complex len=4.7 ; at=chest close=intermediate len=10.3 | 12004 12035 13132~ ?undermining
REP-1 | at=cheek/left close=intermediate len=2 ; at=neck/left close=intermediate len=2 | 12041 12051
REP-1 | at=cheek/left close=intermediate len=2 ; at=nose close=intermediate len=2 | 12052
REP-1 | at=cheek/left close=simple len=2 ; at=cheek/left close=simple len=2 session=2 | 12011 12011
REP-1 | at=trunk close=intermediate len=3.5                                  | 12032
REP-1 | at=trunk close=intermediate len=3.5 n=2                              | 12032
REP-1 | at=trunk close=intermediate len=4 n=2                                | 12034
REP-1 | at=trunk close=intermediate                                          | ?length
REP-1 | close=intermediate len=4                                             | ?site
REP-2 | at=scalp close=simple len=2                                          | 12001
REP-2 | at=scalp close=intermediate len=2                                    | 12031
REP-2 | at=scalp close=complex len=2 f=extensive_undermining                 | 13120
REP-2 | at=axilla/left close=intermediate len=2                              | 12031
REP-2 | at=axilla/left close=complex len=2 f=extensive_undermining           | 13131
REP-2 | at=hand/left close=simple len=2                                      | 12001
REP-2 | at=hand/left close=intermediate len=2                                | 12041
REP-2 | at=foot/left close=complex len=2 f=retention_sutures                 | 13131
REP-2 | at=forehead close=intermediate len=2                                 | 12051
REP-2 | at=forehead close=complex len=2 f=exposed_structure                  | 13131
REP-2 | at=eyelid_upper/left close=complex len=2 f=free_margin               | 13151
REP-2 | at=back close=complex len=2.5 f=extensive_undermining                | 13100
REP-2 | at=back close=complex len=7.6 f=extensive_undermining                | 13101 13102
REP-2 | at=back close=complex len=17.6 f=extensive_undermining               | 13101 13102*3
REP-2 | at=shoulder/left close=complex len=3 f=extensive_undermining         | 13121
REP-3 | at=nose close=complex len=1.0 f=free_margin                          | 12051
REP-3 | at=nose close=complex len=1.1 f=free_margin                          | 13151
REP-4 | of=basal_cell_carcinoma at=back by=excision ex=2 close=complex len=5 und=1 | 11602 12032 !13100
REP-5 | of=basal_cell_carcinoma at=back by=excision ex=2 close=complex len=5 und=2 | 11602 13101
REP-5 | of=basal_cell_carcinoma at=back by=excision ex=2 close=intermediate len=5 und=2.5 | 11602 13101
REP-5 | of=basal_cell_carcinoma at=back by=excision ex=2 close=intermediate len=5 und=1.5 | 11602 12032
REP-5 | of=basal_cell_carcinoma at=cheek/left by=excision ex=2.2 close=intermediate len=6 f=extensive_undermining,dog_ears | 11643 13132
REP-5 | at=back close=complex len=5                                          | 13101~ ?undermining
REP-5 | of=squamous_cell_carcinoma at=back by=excision ex=3.2 close=intermediate f=undermined | 11604 ?length ?undermining
REP-5 | of=squamous_cell_carcinoma at=back by=excision ex=3.2 close=intermediate len=5 f=undermined und=1 | 11604 12032
REP-6 | of=bullous_pemphigoid at=thigh/left close=simple len=0.4             |
REP-6 | of=basal_cell_carcinoma at=nose by=mohs blocks=1 close=simple len=2 f=class_not_stated | 12011 17311 ?closure
REP-6 | of=laceration at=hand/left close=simple len=2 f=class_not_stated     | 12001 ?closure
REP-6 | at=hand/left close=simple len=2 f=class_not_stated                   |
REP-6 | at=back by=punch to=sample close=simple len=0.6                      | 11104 !12001
REP-6 | at=back by=incisional to=sample close=intermediate len=3             | 11106 !12032
REP-6 | of=laceration at=cheek/left close=adhesive len=2 f=adhesive_strips | !12011 !G0168
REP-6 | of=laceration at=cheek/left close=adhesive len=2                     | G0168
REP-6 | of=laceration at=cheek/left close=adhesive len=2 f=tissue_adhesive   | G0168
REP-7 | of=dehiscence at=back close=simple len=4                             | 12020
REP-7 | of=dehiscence at=back close=simple len=4 f=packed                    | 12021
REP-7 | of=dehiscence at=back f=closed_unspecified,delayed_closure,complicated | 13160
MOH-8 | of=basal_cell_carcinoma at=nose by=mohs blocks=1 len=2 f=closed_unspecified | 17311 ?closure
REP-7 | of=dehiscence at=back close=intermediate len=4 f=extensive           | 13160
EXC-6 | of=nevus at=back by=excision ex=1.2 close=simple len=3               | 11402 !12002
EXC-6 | of=nevus at=back by=excision ex=1.2 close=intermediate len=3         | 11402 12032
EXC-6 | of=nevus at=back by=excision ex=0.5 close=intermediate len=2         | 11400 !12031
EXC-6 | of=nevus at=cheek/left by=excision ex=0.5 close=complex len=2 f=extensive_undermining | 11440 !13131
EXC-6 | of=basal_cell_carcinoma at=back by=excision ex=0.5 close=intermediate len=2 | 11600 12031
EXC-6 | of=nevus at=back by=excision ex=2 close=intermediate len=2 ; of=nevus at=neck/left by=excision ex=2 close=intermediate len=2 | 11402 11422 12031 12041
"""

FLAPS = """
FLG-1 | at=back close=flap kind=rotation defect=4 flap=5                     | 14000
FLG-1 | at=scalp close=flap kind=rotation defect=4 flap=8                    | 14021
FLG-1 | at=cheek/left close=flap kind=rotation defect=4 flap=6               | 14040
FLG-1 | at=cheek/left close=flap kind=rotation defect=4 flap=6.1             | 14041
FLG-1 | at=nose close=flap kind=transposition flap=4                         | 14060
FLG-1 | at=ear/left close=flap kind=advancement defect=10 flap=20            | 14061
FLG-1 | at=ear/left close=flap kind=advancement defect=10 flap=20.1          | 14301
FLG-1 | at=back close=flap kind=advancement defect=30 flap=30                | 14301
FLG-1 | at=back close=flap kind=advancement defect=40 flap=25                | 14301 14302
FLG-1 | at=back close=flap kind=advancement defect=60 flap=61                | 14301 14302*3
FLG-2 | of=squamous_cell_carcinoma at=forehead by=excision d=3 m=0 close=flap kind=rotation defect=9 flap=15 | 14041 !11643
FLG-2 | at=cheek/left close=flap kind=rotation defect=4                      | 14040 ?area
FLG-2 | at=cheek/left close=flap kind=rotation                               | ?area
FLG-2 | close=flap kind=rotation defect=4 flap=4                             | ?site
FLG-3 | of=basal_cell_carcinoma at=cheek/left by=excision close=flap kind=rotation defect=4 flap=4 | 14040 !11640
FLG-3 | of=basal_cell_carcinoma at=cheek/left by=mohs blocks=1 close=flap kind=rotation defect=4 flap=4 | 14040 17311
FLG-4 | at=cheek/left of=nevus by=excision ex=3 close=flap f=no_flap_incisions,extensive_undermining len=5 | 11443 13132 !14040
FLG-4 | at=cheek/left of=nevus by=excision ex=3 close=flap f=no_flap_incisions len=5 | 11443 12052 !14040
FLG-4 | of=laceration at=arm/left close=flap kind=transposition f=incidental len=4 | 12032 !14020
FLG-5 | at=nose by=mohs of=basal_cell_carcinoma blocks=1 close=flap kind=interpolated f=paramedian_forehead | 15731 17311
FLG-5 | at=nasal_ala/left by=mohs of=basal_cell_carcinoma blocks=1 close=flap kind=interpolated | 15576 17311
FLG-5 | at=nose close=flap kind=interpolated f=division                      | 15630
FLG-5 | at=cheek/left close=flap kind=interpolated f=division                | 15620
FLG-5 | at=nose close=flap kind=axial_island                                 | 15740
FLG-5 | at=nose close=flap kind=island flap=3                                | 14060
"""

GRAFTS = """
FLG-6 | at=nose close=graft kind=full_thickness area=2                       | 15260
FLG-6 | at=nose close=graft kind=full_thickness area=20                      | 15260
FLG-6 | at=nose close=graft kind=full_thickness area=20.1                    | 15260 15261
FLG-6 | at=nose close=graft kind=full_thickness area=45                      | 15260 15261*2
FLG-6 | at=scalp close=graft kind=full_thickness defect=9                    | 15220
FLG-6 | at=back close=graft kind=full_thickness area=9                       | 15200
FLG-6 | at=hand/left close=graft kind=full_thickness area=9                  | 15240
FLG-6 | at=nose close=graft kind=full_thickness                              | 15260 ?area
FLG-7 | at=leg_lower/left close=graft kind=split_thickness area=100          | 15100
FLG-7 | at=leg_lower/left close=graft kind=split_thickness area=101          | 15100 15101
FLG-7 | at=nasal_tip close=graft kind=split_thickness area=4 f=prepared_bed  | 15004 15120
FLG-7 | at=nose close=graft kind=composite area=2                            | 15760
FLG-7 | of=basal_cell_carcinoma at=nose by=mohs blocks=1 close=graft kind=full_thickness area=2 f=prepared_bed | 15260 17311
FLG-8 | at=leg_lower/left close=graft kind=cell_suspension area=200          | 15015
FLG-8 | at=leg_lower/left close=graft kind=cell_suspension area=500 f=harvested,prepared | 15011 15012*19 15013 15014*19 15015 15016
GRAFT | at=nose close=graft area=2                                           | ?graft
"""


@pytest.mark.parametrize(("rule", "lesions", "expected"), rows(MOHS))
def test_mohs_surgery(rule, lesions, expected):
    check(lesions, expected)


@pytest.mark.parametrize(("rule", "lesions", "expected"), rows(CLOSURES))
def test_closures(rule, lesions, expected):
    check(lesions, expected)


@pytest.mark.parametrize(("rule", "lesions", "expected"), rows(FLAPS))
def test_flaps(rule, lesions, expected):
    check(lesions, expected)


@pytest.mark.parametrize(("rule", "lesions", "expected"), rows(GRAFTS))
def test_grafts(rule, lesions, expected):
    check(lesions, expected)


def test_a_biopsy_whose_frozen_section_decided_for_mohs_surgery_is_reported():
    lesion = "of=basal_cell_carcinoma at=nose by=mohs+tangential blocks=2"
    read_now = (Service(kind="frozen_section"),)
    check(lesion, "11102-59 17311", services=read_now)
    earlier = (PriorProcedure(technique="biopsy", days_ago=30),)
    check(lesion, "17311 !11102", services=read_now, prior=earlier)
    long_ago = (PriorProcedure(technique="biopsy", days_ago=61),)
    check(lesion, "11102-59 17311", services=read_now, prior=long_ago)


def test_mohs_surgery_by_a_practitioner_is_asked_about():
    lesion = "of=basal_cell_carcinoma at=nose by=mohs blocks=1"
    check(lesion, "17311 ?performed_by", performed_by="practitioner")


def test_tissue_adhesive_is_a_simple_closure_outside_medicare():
    check("of=laceration at=cheek/left close=adhesive len=2 f=tissue_adhesive", "12011", payer="commercial")


def test_a_site_is_prepared_apart_from_a_fresh_wound():
    burn = Service(kind="site_preparation", site="leg", side="left", area_sq_cm=Decimal(196))
    check("at=arm/left", "15002 15003", services=(burn,))
    fresh = Service(kind="site_preparation", lesions=("L1",), area_sq_cm=Decimal(4))
    lesion = "of=basal_cell_carcinoma at=nose by=mohs blocks=1 close=graft kind=full_thickness area=2"
    check(lesion, "15260 17311", services=(fresh,))


def test_another_practice_closes_what_was_cut_elsewhere():
    check("of=basal_cell_carcinoma at=nose by=mohs close=flap kind=transposition flap=4 f=done_elsewhere", "14060")
