"""Whether the record shows an evaluation at all, and one that goes beyond the day's procedures (EM-3, EM-6, EM-7).

The decision for a minor procedure belongs to it, also for a new patient or problem.  What supports a visit beside it: a
second problem with its own decision, a drug begun or changed, the status of a chronic disease, tests or monitoring, a
full skin examination whose findings are acted on, a decision for surgery of 90 global days.
"""

from collections.abc import Sequence
from typing import Final, NamedTuple

from cleanskin.charge.case import Case
from cleanskin.charge.conditions import condition
from cleanskin.charge.evaluation.problems import is_operation_decided, nature
from cleanskin.charge.evaluation.tables import separate_management
from cleanskin.charge.family import Draft
from cleanskin.record.encounter import Problem, VisitFacts

_HANDS_ON: Final = frozenset({"procedure", "surgery"})
_GIVEN: Final = frozenset({"injection"})
"""Families of drugs given: no procedures in the code table, and a visit beside them needs work of its own too."""

_LITTLE: Final = frozenset({"injection", "patch_test"})
"""Families whose work holds no evaluation at all: drugs given, skin tested."""

_LEFT_TO_STAFF: Final = frozenset({"phototherapy", "excimer", "pdt", "patch_test"})
"""Families whose work staff do by themselves on an order."""

_BOOT: Final = "29580"
"""The boot of zinc paste, which nurses put on too."""

_WEAK: Final = frozenset({"observation", "otc", "referral"})
"""Decisions that are none beyond the procedure when they are about what it treats."""

_FOR_LOOKS: Final = frozenset(
    {"botulinum", "filler", "chemical_peel", "dermabrasion", "microneedling", "laser_resurfacing", "hair_removal"}
    | {"tattoo_removal", "subcision", "fat_dissolving", "prp", "platelet_rich_plasma", "ear_piercing", "sclerotherapy"}
)
"""Services that are work by hand, also where they leave no line for a payer."""

_OF_DRUGS: Final = frozenset({"rx started", "rx continued", "rx stopped"})
"""What may be decided about a drug for the wound of today, or for one that is over."""

_LOOKED_AT: Final = frozenset(
    {"dermoscopy", "photography", "confocal", "slide_reading", "immunostain", "special_stain", "immunofluorescence"}
    | {"koh", "wet_mount", "tzanck", "fungal_culture", "frozen_section"}
)
"""Services that find out and treat nothing: the disease they were done for is no less the visit's."""

_HIDRADENITIS: Final = "hidradenitis_suppurativa"
_OF_HIDRADENITIS: Final = frozenset({"abscess", "furuncle", "carbuncle", "sinus_tract"})
"""What is opened or injected in hidradenitis."""

_PURULENT: Final = _OF_HIDRADENITIS | {"cellulitis", "inflamed_cyst", "skin_infection", "paronychia", "cyst"}
"""Names of what is drained: an antibiotic and a culture for it are of its drainage."""

_WARTS: Final = frozenset({"wart", "plantar_wart", "flat_wart", "periungual_wart", "common_wart"})
"""Names of one disease, by its place."""

_MAJOR_CLOSURES: Final = frozenset({"flap", "graft"})
_EVALUATION_REASONS: Final = frozenset({"follow_up", "skin_exam", "evaluation", "results"})


class Evaluation(NamedTuple):
    """An evaluation that the record shows: the problems that are its own, why it stands beside procedures."""

    problems: tuple[Problem, ...]
    why: str


def hands_on(case: Case, drafts: Sequence[Draft]) -> list[Draft]:
    """Return the lines that are procedures or surgery: not drugs, tissue, laboratory work."""
    found = []
    for draft in drafts:
        facts = case.day.procedure(draft.code)
        if facts is not None and facts.visit_class in _HANDS_ON and facts.family != "suture_removal":
            found.append(draft)
    return found


def serves_looks(case: Case) -> bool:
    """Say whether a service mostly for looks was given: its consultation belongs to it."""
    return any(one.kind in _FOR_LOOKS for one in case.encounter.services)


def major(case: Case, drafts: Sequence[Draft]) -> list[Draft]:
    """Return the lines of 90 global days."""
    return [draft for draft in drafts if case.day.is_major(draft.code)]


def is_major(case: Case, drafts: Sequence[Draft]) -> bool:
    """Say whether surgery of 90 global days was done, also where its code still waits for an answer."""
    return bool(major(case, drafts)) or any(
        act.lesion.closure in _MAJOR_CLOSURES and not act.lesion.planned_technique for act in case.acts
    )


def evaluation(case: Case, drafts: Sequence[Draft], *, something_done: bool) -> Evaluation | None:
    """Return the evaluation to report; None when the record shows none beyond what was done."""
    encounter = case.encounter
    facts = encounter.visit or VisitFacts()
    done = hands_on(case, drafts)
    given = [draft for draft in drafts if case.day.family(draft.code) in _GIVEN]
    if not done and not given and not something_done:
        if facts.nothing_else_addressed and encounter.performed_by == "staff":
            return None
        if facts.scheduled_for_procedure and (
            encounter.performed_by == "staff" or not any(_goes_beyond(problem) for problem in encounter.problems)
        ):
            return None
        return Evaluation(encounter.problems, "an evaluation without a procedure") if _is_shown(case, facts) else None
    if (given or done) and _is_by_staff(case) and _is_left_to_staff(case, done):
        return None  # staff gave what was ordered before: a visit of their own is not told beside it
    if is_major(case, done) and is_decided_today(case):
        return Evaluation(encounter.problems, "the decision for surgery of 90 global days was made today")
    own = tuple(problem for problem in encounter.problems if _is_apart(problem, case, drafts))
    own = own if any(not _is_mere_advice(one, case) for one in own) or len(own) > 1 else ()
    if facts.nothing_else_addressed and not _has_more(own, facts):
        return None
    if facts.reason == _OPERATION:
        own = tuple(problem for problem in own if _is_beside_operation(problem, case, drafts))
    if own:
        names = ", ".join(_named(problem) for problem in own)
        return Evaluation(own, f"managed beyond the procedure: {names}")
    if facts.is_consultation and (facts.level_words or facts.mode == "inpatient"):
        return Evaluation(encounter.problems, "an opinion that another clinician asked for")
    if _is_evaluated_beside(case, done):
        return Evaluation(encounter.problems, "evaluated today, beyond what was given or tested")
    if encounter.separate_visit_evidence and not facts.scheduled_for_procedure:
        return Evaluation(encounter.problems, "; ".join(encounter.separate_visit_evidence))
    return None


def _has_more(own: Sequence[Problem], facts: VisitFacts) -> bool:
    """Say whether a word that nothing else was raised, not that there was no visit, stands beside a decision anew."""
    if any(one.field == "no_evaluation" for one in facts.evidence):
        return False
    return any(_is_eruption(one) and not _ANEW.isdisjoint(one.management) for one in own)


_ANEW: Final = frozenset({"rx started", "rx changed"})
_OPERATION: Final = "operation"
"""Why a patient came whose note is the report of an operation."""


def _is_beside_operation(problem: Problem, case: Case, drafts: Sequence[Draft]) -> bool:
    """Say whether a report of an operation decides about another disease: going on with a drug is of what was cut."""
    is_other = bool(problem.condition) and not _is_of_procedure(problem, case, drafts)
    return is_other and _is_new_decision(problem) and bool(set(problem.management) - _GOING_ON)


_GOING_ON: Final = frozenset({"rx continued", "biologic", "observation", "otc", "procedure", "counselling"})


def _is_by_staff(case: Case) -> bool:
    """Say whether staff saw a known patient, for whom nothing but going on was decided."""
    encounter = case.encounter
    if encounter.performed_by != "staff" or encounter.new_patient:
        return False
    if encounter.clinician_saw_patient is False:
        return True
    return not any(_is_new_decision(problem) and problem.status != "stable" for problem in encounter.problems)


def _is_left_to_staff(case: Case, done: Sequence[Draft]) -> bool:
    """Say whether all that was done is what staff do on an order, and no clinician is told to have looked."""
    if any(one.field == "evaluated" for one in case.encounter.evidence):
        return not done
    return all(one.code == _BOOT or case.day.family(one.code) in _LEFT_TO_STAFF for one in done)


def _is_evaluated_beside(case: Case, done: Sequence[Draft]) -> bool:
    """Say whether a clinician evaluated the patient where only drugs were given or skin was tested."""
    encounter = case.encounter
    facts = encounter.visit or VisitFacts()
    if encounter.performed_by == "staff" or facts.scheduled_for_procedure or _is_done_to_lesions(case):
        return False
    return all(case.day.family(draft.code) in _LITTLE for draft in done) and any(
        one.field == "evaluated" for one in encounter.evidence
    )


def _is_done_to_lesions(case: Case) -> bool:
    return serves_looks(case) or any(act.kind not in ("", "none") for act in case.acts)


def _named(problem: Problem) -> str:
    name = problem.name or problem.condition.replace("_", " ")
    return f"history of {name}" if problem.is_history else name


def _is_shown(case: Case, facts: VisitFacts) -> bool:
    encounter = case.encounter
    if facts.reason in _EVALUATION_REASONS or facts.level_words or facts.is_consultation or facts.full_skin_exam:
        return True
    if encounter.minutes is not None or encounter.separate_visit_evidence or facts.mode in ("video", "audio"):
        return True
    return any(_is_evaluated(problem, case) for problem in encounter.problems)


def _is_evaluated(problem: Problem, case: Case) -> bool:
    """Say whether something was thought about a problem: a decision, a status, or a disease at a patient's visit."""
    if _is_for_looks(problem, case):
        return False
    if set(problem.management) - {"procedure", "counselling"}:
        return True
    if "procedure" in problem.management and case.encounter.new_patient is None:
        return False
    if problem.management or problem.status or problem.managed_elsewhere:
        return True
    known = case.encounter.new_patient is not None
    sort = nature(problem, case.day)
    if problem.lesions:  # what nothing is done about, today or before, was looked at or talked over
        return known and (sort == "cancer" or all(one.by_same_practice is False for one in case.encounter.prior))
    return known and sort in ("chronic", "acute", "either", "grave")


_BY_PATIENT: Final = frozenset({"self_pay", "cosmetic_consent"})
_NO_COMPLAINT: Final = frozenset({"SYMPTOM-FREE"})


def _is_for_looks(problem: Problem, case: Case) -> bool:
    """Say whether a problem is a wish about looks that the patient pays for: no payer is asked for a visit."""
    lesions = [one for one in case.encounter.lesions if one.id in problem.lesions]
    return bool(lesions) and all(
        (one.planned_technique or one.intent == "cosmetic")
        and _BY_PATIENT.intersection(one.cosmetic_signals)
        and not set(one.triggers) - _NO_COMPLAINT
        for one in lesions
    )


def is_decided_today(case: Case) -> bool:
    """Say whether the surgery of 90 days was decided at this visit: as stated, or a new patient who was not booked."""
    facts = case.encounter.visit or VisitFacts()
    if facts.decided_major_surgery is not None:
        return facts.decided_major_surgery
    return bool(case.encounter.new_patient) and not facts.scheduled_for_procedure and _is_shown(case, facts)


def _is_apart(problem: Problem, case: Case, drafts: Sequence[Draft]) -> bool:
    """Say whether a problem was managed beyond what was done: its own decision, or a drug for the same disease."""
    decided = separate_management().intersection(problem.management)
    if not problem.condition and decided <= {*_OF_DRUGS, *_WEAK} and hands_on(case, drafts):
        return False  # a drug without a disease is for what was cut
    if problem.is_history and problem.status == "stable" and (case.encounter.visit or VisitFacts()).full_skin_exam:
        return True  # a cancer that the whole skin was examined for, found without recurrence
    if _is_of_procedure(problem, case, drafts):
        if "rx continued" in decided and _ANEW.isdisjoint(decided):
            decided -= {"rx continued", "biologic"}  # going on with what is taken already is no decision of its own
        is_lasting = nature(problem, case.day) == "chronic" or _is_eruption(problem)
        is_lasting = is_lasting and problem.condition not in _PURULENT
        return bool(decided - _WEAK) and (is_lasting or _is_worked_up(problem))
    is_session = (case.encounter.visit or VisitFacts()).scheduled_for_procedure
    if is_session and (not decided or (decided <= _GOING_ON and problem.status not in ("worse", "severe"))):
        return False  # at a session of a treatment decided before, what goes on as it was
    if problem.condition in _TRACES and not _is_treated_itself(problem):
        return False  # a drug told behind the mark of a biopsy is for today's wound
    if is_operation_decided(problem):
        return True  # surgery of something else, decided for another day
    if decided and decided <= _WEAK - {"otc"} and _is_in_passing(problem, case):
        return False  # a mole looked at, a wart to be seen again
    if not decided and problem.status == "stable" and problem.lesions and not _is_eruption(problem):
        return False  # a growth told to be stable, and left
    if problem.certainty == "suspected" and not _is_new_decision(problem):
        return False  # what the procedure shall tell
    return bool(decided) or (problem.status in ("worse", "severe") and nature(problem, case.day) == "chronic")


def _is_worked_up(problem: Problem) -> bool:
    """Say whether blood was asked for beside what was done: who has genital warts is tested for other diseases."""
    return problem.condition in _TESTED_FOR and "labs" in problem.management


_TESTED_FOR: Final = frozenset({"condyloma", "wart", "molluscum"})


def _is_mere_advice(problem: Problem, case: Case) -> bool:
    """Say whether all that was decided about a small problem is what to buy for it: one such problem is no visit."""
    decided = separate_management().intersection(problem.management)
    is_quiet = not (case.encounter.new_patient or problem.is_history or problem.status in ("worse", "severe", "new"))
    return bool(decided) and decided <= _WEAK and (is_quiet or _is_in_passing(problem, case))


def _is_treated_itself(problem: Problem) -> bool:
    """Say whether what was decided stands in the words right behind the problem's name."""
    named = [one.end for one in problem.evidence if one.field == "condition"]
    told = [one.start for one in problem.evidence if one.field == "management"]
    return any(0 <= place - end <= _NEAR for place in told for end in named)


_NEAR: Final = 60
"""Most characters between the name of a mark of the skin and what is decided for it."""


def _is_in_passing(problem: Problem, case: Case) -> bool:
    """Say whether what little was decided about a problem is a look or advice in passing, beside what was done."""
    if not problem.condition or problem.condition in _TRACES:
        return True
    what = nature(problem, case.day)
    is_looked_at = "observation" in problem.management and what == "acute" and not _is_eruption(problem)
    return what == "minor" or (is_looked_at and not problem.status)


_TRACES: Final = frozenset({"scar", "tattoo", "purpura", "wound", "immunosuppression"})
"""What earlier or today's work leaves, or is named beside it: no disease of its own."""


def _is_eruption(problem: Problem) -> bool:
    """Say whether a problem is a disease rather than a lesion: a drug for it is no aftercare of what was done."""
    about = condition(problem.condition)
    return problem.condition in _SIGNS or (about is not None and about.kind == "eruption")


_SIGNS: Final = frozenset({"blister"})
"""Findings that are named as lesions and are signs of a disease of the skin: a drug begun for them treats that."""


def _goes_beyond(problem: Problem) -> bool:
    """Say whether more was decided than to do what the patient came for and to go on as before."""
    return bool(set(problem.management) - {"procedure", "counselling", "rx continued", "observation"})


def _is_new_decision(problem: Problem) -> bool:
    return bool(separate_management().intersection(problem.management) - _WEAK)


def _is_one_disease(one: str, other: str) -> bool:
    """Say whether two conditions are one disease, of which one may name the place: sweating, of the armpits."""
    return one == other or one.endswith(f"_{other}") or other.endswith(f"_{one}")


def _is_all_that_is_served(problem: Problem, case: Case, drafts: Sequence[Draft]) -> bool:
    """Say whether a disease is the only one of the record, and a service by hand is told without a name for what."""
    kinds = {case.day.family(draft.code) for draft in hands_on(case, drafts)}
    served = [one for one in case.encounter.services if one.kind not in _LOOKED_AT]
    if not kinds or kinds & _LITTLE or not served or any(one.condition for one in served):
        return False
    return bool(problem.condition) and {one.condition for one in case.encounter.problems} == {problem.condition}


def _is_of_procedure(problem: Problem, case: Case, drafts: Sequence[Draft]) -> bool:
    """Say whether a problem is what the day's procedures treat: by its lesions, its condition or its diagnosis."""
    if not hands_on(case, drafts) and any(case.day.family(draft.code) in _GIVEN for draft in drafts):
        return True  # a drug is given for the disease: only another decision is work of its own
    if not problem.condition and serves_looks(case):
        return True  # advice without a disease belongs to what was done for looks
    lesions = {one for draft in drafts for one in draft.lesions}
    lesions |= {act.lesion.id for act in case.acts if act.kind not in ("", "none")}  # also what waits for an answer
    if lesions.intersection(problem.lesions):
        return True
    treated = [lesion for lesion in case.encounter.lesions if lesion.id in lesions]
    if "procedure" in problem.management and any(not lesion.condition and lesion.technique for lesion in treated):
        return True  # what was treated has no name of its own: it is of the problem that the act was told for
    if not treated and _is_all_that_is_served(problem, case, drafts):
        return True
    conditions = {lesion.condition for lesion in treated}
    conditions |= {one.condition for one in case.encounter.services if one.kind not in _LOOKED_AT}
    if problem.condition in _WARTS and conditions & _WARTS:
        return True
    if problem.condition and any(_is_one_disease(problem.condition, one) for one in conditions if one):
        return True
    if problem.condition == _HIDRADENITIS and conditions & _OF_HIDRADENITIS:
        return True
    if problem.condition in _PURULENT and any(case.day.family(draft.code) == "incision_drainage" for draft in drafts):
        return True
    coded = {code.replace(".", "") for draft in drafts for code in draft.icd10}
    coded |= {lesion.diagnosis.replace(".", "") for lesion in treated if lesion.diagnosis}
    return bool(problem.diagnosis) and problem.diagnosis.replace(".", "") in coded
