"""Questions of the desk and the payers' answers, as events: eligibility (270/271) and authorization (278)."""

from cleanskin.sim.engine.surroundings import Surroundings
from cleanskin.sim.nouns.bill import DeskWork
from cleanskin.sim.nouns.event import Event
from cleanskin.sim.nouns.patient import Patient
from cleanskin.sim.nouns.visit import TrueVisit
from cleanskin.sim.payer import MemberBook, Memory


def ask_coverage(world: Surroundings, book: MemberBook, patient: Patient, desk: DeskWork, events: list[Event]) -> None:
    """Put the desk's eligibility questions and their answers among the events."""


def request_authorization(
    world: Surroundings, book: MemberBook, memory: Memory, patient: Patient, desk: DeskWork, visit: TrueVisit,
    events: list[Event],
) -> str:  # fmt: skip
    """Ask for an authorization; return its number, "" when it is refused or comes too late."""
    return f"AUTH{patient.number:07d}{visit.number:02d}"
