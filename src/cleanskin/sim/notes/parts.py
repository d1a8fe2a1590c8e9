"""Pieces that several styles of notes put together: heading, reason, findings of a visit, what was done."""

from cleanskin.sim.notes.view import View

_REASONS = {
    "office visit": ("skin check", "evaluation of skin problems", "a spot of concern", "follow-up"),
    "procedure": ("a scheduled procedure", "planned treatment"),
    "excision": ("a scheduled excision",),
    "Mohs surgery": ("Mohs surgery",),
    "light treatment": ("light treatment",),
    "injection visit": ("an injection",),
    "nurse visit": ("a nurse visit",),
    "cosmetic visit": ("a cosmetic consultation",),
    "postoperative check": ("a check after surgery", "removal of stitches"),
    "video visit": ("a video visit",),
}


_LONG_TERM = (
    "We follow the patient long term for this condition.",
    "Continuing point of care for this chronic disease.",
    "I remain responsible for the ongoing care of this condition.",
)


def heading(view: View) -> str:
    """Return who came when, to whom."""
    day = view.visit.day
    age = view.encounter.age_years
    sex = "female" if view.patient.sex == "F" else "male"
    years = f"{age} y.o. {sex}" if age is not None else sex
    kind = "New patient" if view.visit.new_patient else "Established patient"
    return f"DATE OF SERVICE: {day:%m/%d/%Y}   {kind}, {years}   PROVIDER: {view.provider.last}"


_TITLES = {"physician_assistant": "PA-C", "nurse_practitioner": "NP"}


def titled(view: View) -> str:
    """Return the provider's name with a title."""
    name = view.provider.last.title()
    title = _TITLES.get(view.provider.role, "")
    return f"{name}, {title}" if title else f"Dr. {name}"


def reason(view: View) -> str:
    """Return why the patient came, in a few words."""
    facts = view.encounter.visit
    if facts is not None and facts.reason and view.chance.below(2):
        return facts.reason.replace("_", " ")
    return view.chance.pick(_REASONS.get(view.visit.booked_as, ("evaluation",)))


def subject(view: View) -> str:
    """Return the patient as notes call one."""
    sex = "woman" if view.patient.sex == "F" else "man"
    age = view.encounter.age_years
    if view.chance.below(2) or age is None:
        return "The patient"
    return f"This {age}-year-old {sex if age >= 18 else 'girl' if view.patient.sex == 'F' else 'boy'}"


def facts_of_visit(view: View, *, terse: bool) -> list[str]:
    """Return what bears on the visit itself: examination, tests, history from others, time, persons."""
    encounter, facts = view.encounter, view.encounter.visit
    said = []
    if facts is not None:
        if facts.full_skin_exam:
            said.append("TBSE done." if terse else "A full skin examination was performed from scalp to feet.")
        if facts.tests_ordered:
            count = view.number(facts.tests_ordered, terse=terse)
            plural = "s" if facts.tests_ordered > 1 else ""
            said.append(f"Labs x{count} ordered." if terse else f"We ordered {count} laboratory test{plural}.")
        if facts.tests_reviewed:
            said.append(f"{facts.tests_reviewed} results reviewed.")
        if facts.independent_historian:
            said.append("Hx from parent." if terse else "History was obtained from the parent.")
        if facts.longitudinal_care:
            said.append(view.chance.pick(_LONG_TERM))
        if facts.mode == "video":
            said.append("Visit by live audio and video; patient at home, consent given.")
    if encounter.minutes:
        said.append(f"Total time {encounter.minutes} minutes.")
    if encounter.performed_by == "practitioner" and view.visit.kind != "telehealth" and view.chance.below(3) == 0:
        said.append("Seen by the practitioner; supervising physician in the suite.")
    return said


def done(view: View, *, terse: bool) -> list[str]:
    """Return everything done, one text each: lesions, services, drugs."""
    encounter = view.encounter
    said = [view.lesion(lesion, terse=terse) for lesion in encounter.lesions]
    said += [view.service(service, terse=terse) for service in encounter.services]
    said += [text for at, drug in enumerate(encounter.drugs) if (text := view.drug(at, drug, terse=terse))]
    return said


def assessed(view: View, *, terse: bool) -> list[str]:
    """Return the problems with their plans, one text each."""
    return [view.problem(problem, terse=terse) for problem in view.encounter.problems]


def orders(view: View) -> list[str]:
    """Return what was ordered."""
    return [f"Ordered: {', '.join(view.encounter.orders).replace('_', ' ')}."] if view.encounter.orders else []
