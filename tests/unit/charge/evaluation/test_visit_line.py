"""When a visit is reported beside what was done, as what, and with which add-ons."""

from datetime import date

import pytest

from cleanskin.charge.case import Case
from cleanskin.charge.evaluation.visit_line import visit_drafts
from cleanskin.charge.family import Draft
from cleanskin.charge.modifiers import visit_modifiers
from cleanskin.record.coding import NotReported, Query
from cleanskin.record.encounter import Encounter, Lesion, PriorProcedure, Problem, Service, VisitFacts
from cleanskin.reference.look_up import Reference
from cleanskin.rules.day import Days

ON = date(2026, 3, 2)
DAY = Days(Reference(None))[ON]

WART = Problem(name="wart", condition="wart", status="new", management=("procedure",), lesions=("L1",))
FLARE = Problem(name="psoriasis", condition="psoriasis", status="worse", management=("rx changed",))
ACNE = Problem(name="acne", condition="acne", lesions=("L1",))
NEVI = Problem(name="nevi", condition="nevus", management=("reassurance",))
CANCER = Problem(name="SCC", condition="squamous_cell_carcinoma", management=("procedure",), lesions=("L1",))
STEROID = Problem(name="eczema", condition="eczema", status="worse", management=("rx started",))
METHOTREXATE = Problem(
    name="psoriasis", condition="psoriasis", status="stable", management=("rx continued", "toxicity monitoring")
)


def run(*codes, problems=(), payer="medicare", new=False, lesions=None, minutes=None, prior=(), on=ON, **facts):
    held = (Lesion(id="L1", condition="wart", technique="cryosurgery"),) if lesions is None and codes else lesions or ()
    encounter = Encounter(
        new_patient=new,
        problems=problems,
        lesions=held,
        minutes=minutes,
        visit=VisitFacts(**facts),
        prior=prior,
    )
    case = Case(encounter, payer, on, DAY)
    drafts = [Draft(code=code, lesions=("L1",)) for code in codes]
    said, _ = visit_drafts(case, drafts)
    lines = [one for one in said if isinstance(one, Draft)]
    marked = list(visit_modifiers.apply((*drafts, *lines), case))[len(drafts) :]
    return ["-".join((one.code, *one.modifiers)) + (f"*{one.units}" if one.units > 1 else "") for one in marked], said


@pytest.mark.parametrize(
    ("codes", "problems", "facts", "expected"),
    [
        # the decision for a minor procedure belongs to it, for new patients too
        (["17110"], (WART,), {}, []),
        (["17110"], (WART,), {"new": True}, []),
        (["11102"], (), {"nothing_else_addressed": True}, []),
        (["17110"], (WART,), {"scheduled_for_procedure": True}, []),
        (["17311"], (), {"scheduled_for_procedure": True, "nothing_else_addressed": True}, []),
        # another problem managed
        (["17000"], (FLARE,), {}, ["99214-25"]),
        (["96567"], (STEROID,), {}, ["99213-25"]),
        (["17110"], (WART, FLARE), {"scheduled_for_procedure": True}, ["99214-25"]),
        # a drug for the disease that the injection treats too
        (["11900"], (Problem(name="acne", condition="acne", status="worse", management=("rx started",), lesions=("L1",)),),
         {}, ["99214-25"]),
        # seen and reassured beside a biopsy: no work beyond it
        (["11102"], (NEVI,), {}, []),
        # surgery of 90 days decided on the day, and booked before
        (["14041"], (CANCER,), {"new": True, "decided_major_surgery": True}, ["99204-57"]),
        (["14041"], (CANCER,), {"scheduled_for_procedure": True}, []),
        # alone
        ([], (FLARE,), {}, ["99214"]),
        ([], (NEVI,), {"new": True}, ["99202"]),
        ([], (), {}, []),
        # tissue read in one's own laboratory separates nothing
        (["88305"], (FLARE,), {}, ["99214"]),
    ],
)  # fmt: skip
def test_visit_beside_procedures(codes, problems, facts, expected):
    assert run(*codes, problems=problems, **facts)[0] == expected


def test_the_stated_visit_of_an_unmanaged_disease():
    encounter = Encounter(
        new_patient=False,
        problems=(ACNE,),
        lesions=(Lesion(id="L1", condition="acne", technique="injection"),),
        separate_visit_evidence=("visit stated: E/M",),
        visit=VisitFacts(reason="follow_up"),
    )
    case = Case(encounter, "medicare", ON, DAY)
    said, level = visit_drafts(case, [Draft(code="11900", lesions=("L1",))])
    assert [one.code for one in said if isinstance(one, Draft)] == ["99213"]
    assert level is not None
    assert not level.determined
    assert any(isinstance(one, NotReported) and one.code == "G2211" for one in said)


def test_why_no_visit_stands_is_said():
    said = run("17110", problems=(WART,))[1]
    assert [(one.code, one.rules) for one in said if isinstance(one, NotReported)] == [("99212", ("EM-6", "BUN-6"))]


def test_long_term_care():
    assert run(problems=(METHOTREXATE,), longitudinal_care=True)[0] == ["99214", "G2211"]
    assert run(problems=(METHOTREXATE,), longitudinal_care=True, payer="commercial")[0] == ["99214"]
    assert run("11900", problems=(METHOTREXATE,), longitudinal_care=True)[0] == ["99214-25"]
    lines, said = run(problems=(METHOTREXATE,))
    assert lines == ["99214"]
    assert any(isinstance(one, Query) and one.codes == ("G2211",) for one in said)
    elsewhere = Problem(name="psoriasis", condition="psoriasis", status="stable", managed_elsewhere=True)
    lines, said = run(problems=(elsewhere,), longitudinal_care=False)
    assert lines == ["99213"]
    assert any(isinstance(one, NotReported) and one.code == "G2211" for one in said)


def test_long_term_care_beside_prevention_stands_with_25():
    found = run("11900", problems=(METHOTREXATE,), longitudinal_care=True, with_preventive_service=True)[0]
    assert found == ["99214-25", "G2211"]


@pytest.mark.parametrize(
    ("payer", "minutes", "expected"),
    [
        ("medicare", 68, ["99215"]),
        ("medicare", 69, ["99215", "G2212"]),
        ("medicare", 84, ["99215", "G2212*2"]),
        ("commercial", 54, ["99215"]),
        ("commercial", 55, ["99215", "99417"]),
        ("commercial", 70, ["99215", "99417*2"]),
    ],
)
def test_prolonged_time(payer, minutes, expected):
    assert run(problems=(NEVI,), minutes=minutes, payer=payer)[0] == expected


def test_distance():
    assert run(problems=(FLARE,), mode="video")[0] == ["99214-95"]
    assert run(problems=(FLARE,), mode="audio")[0] == ["99214-93"]
    assert run(problems=(FLARE,), mode="video", payer="commercial")[0] == ["98006"]
    assert run(problems=(FLARE,), mode="pictures")[0] == []


FLAP = PriorProcedure(technique="flap", days_ago=20, relation="aftercare")
EXCISION = PriorProcedure(technique="excision", days_ago=8, relation="aftercare")


def test_follow_up_inside_a_global_period():
    assert run(prior=(FLAP,), reason="follow_up")[0] == ["99024"]
    assert run(prior=(EXCISION,), lesions=())[0] == ["99024"]
    later = PriorProcedure(technique="excision", days_ago=11, relation="aftercare")
    assert run(prior=(later,), reason="follow_up")[0] == ["99212"]
    others = PriorProcedure(technique="excision", days_ago=8, relation="aftercare", by_same_practice=False)
    assert run(prior=(others,), reason="follow_up")[0] == ["99212"]


def test_another_problem_inside_a_global_period():
    assert run(prior=(FLAP,), problems=(FLARE,))[0] == ["99214-24"]
    unrelated = PriorProcedure(technique="excision", days_ago=8, relation="unrelated")
    found = run("17110", prior=(unrelated,), problems=(WART, FLARE))[0]
    assert found == ["99214-24-25"]


def test_stitches_out_outside_ones_own_period():
    biopsy = PriorProcedure(technique="punch", days_ago=10, relation="aftercare")
    encounter = Encounter(
        new_patient=False,
        prior=(biopsy,),
        services=(Service(kind="suture_removal"),),
        visit=VisitFacts(reason="results"),
    )
    said, _ = visit_drafts(Case(encounter, "medicare", ON, DAY), [Draft(code="15853")])
    assert [one.code for one in said if isinstance(one, Draft)] == ["99212"]


def test_a_nurse_sees_the_patient_alone():
    encounter = Encounter(
        new_patient=False, performed_by="staff", problems=(NEVI,), visit=VisitFacts(reason="follow_up")
    )
    said, level = visit_drafts(Case(encounter, "medicare", ON, DAY), [])
    assert [one.code for one in said if isinstance(one, Draft)] == ["99211"]
    assert level is None


@pytest.mark.parametrize(("seen", "expected"), [(None, ["99214"]), (False, [])])
def test_staff_beside_a_service_decide_nothing_where_no_clinician_saw_the_patient(seen, expected):
    encounter = Encounter(
        new_patient=False,
        performed_by="staff",
        clinician_saw_patient=seen,
        problems=(FLARE,),
        services=(Service(kind="injection_sc"),),
    )
    said, _ = visit_drafts(Case(encounter, "medicare", ON, DAY), [Draft(code="96372")])
    assert [one.code for one in said if isinstance(one, Draft)] == expected


def test_unknown_whether_new_is_asked():
    encounter = Encounter(problems=(FLARE,), visit=VisitFacts(reason="evaluation"))
    said, _ = visit_drafts(Case(encounter, "medicare", ON, DAY), [])
    assert "new_or_established" in [one.topic for one in said if isinstance(one, Query)]
