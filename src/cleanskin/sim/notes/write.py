"""Choosing a style for a visit and writing its note."""

from cleanskin.sim.nouns.bill import StaffError
from cleanskin.sim.nouns.configuration import Configuration
from cleanskin.sim.nouns.patient import Patient, Practice
from cleanskin.sim.nouns.visit import TrueVisit


def write_note(configuration: Configuration, practice: Practice, patient: Patient, visit: TrueVisit) -> str:
    """Return the note of a visit, "" when nobody came."""
    if visit.encounter is None:
        return ""
    said = [f"{visit.day:%m/%d/%Y} {visit.booked_as}."]
    for problem in visit.encounter.problems:
        said.append(f"{problem.name}: {', '.join(problem.management)}.")
    for lesion in visit.encounter.lesions:
        said.append(f"{lesion.site} {lesion.side} {lesion.condition} {lesion.technique} x{lesion.count or 1}.")
    return "\n".join(said)


def flaws(configuration: Configuration, patient: Patient, visit: TrueVisit) -> tuple[StaffError, ...]:
    """Return what the note of a visit leaves out or says vaguely."""
    return ()
