"""A patient's life in the practice while it is being told: what is due, what was done, which global periods run."""

from datetime import date
from heapq import heappop, heappush
from typing import NamedTuple

from cleanskin.sim.chance import Chance
from cleanskin.sim.nouns.configuration import Configuration
from cleanskin.sim.nouns.patient import Patient, Practice
from cleanskin.sim.nouns.visit import TrueVisit
from cleanskin.sim.people.profile import PAYER_KINDS


class Wish(NamedTuple):
    """Something due: condition and stage say what, `mode` what kind of appointment, `slack` how early it may be joined.

    `facts` is what the condition wants to remember; `tries` counts missed appointments.
    """

    due: int
    order: int
    condition: str
    stage: str
    mode: str
    slack: int
    facts: tuple[object, ...]
    tries: int = 0


class Global(NamedTuple):
    """A global period that runs: the visit that opened it, its last day, where, whose, and why."""

    visit: int
    from_day: int
    to_day: int
    lesion: str
    days: int
    condition: str
    code: str
    site: str
    side: str


class Life:
    """One patient's course, begun empty."""

    __slots__ = (
        "agenda", "chance", "conditions", "configuration", "end", "globals", "kind_cache", "last_seen", "memory",
        "order", "patient", "practice", "start", "today", "visits",
    )  # fmt: skip

    def __init__(
        self, configuration: Configuration, practice: Practice, patient: Patient, *, start: int, end: int
    ) -> None:
        """Begin a course between two ordinals, the end outside."""
        self.configuration = configuration
        self.practice = practice
        self.patient = patient
        self.chance = Chance(configuration.seed, "course", patient.number)
        self.agenda: list[Wish] = []
        self.order = 0
        self.start = start
        self.end = end
        self.today = start
        self.visits: list[TrueVisit] = []
        self.globals: list[Global] = []
        self.memory: dict[str, int] = {}
        self.conditions: set[str] = set()
        self.kind_cache: dict[int, str] = {}
        self.last_seen = patient.established.toordinal() if patient.established else 0

    def wish(
        self, due: int, condition: str, stage: str, *, mode: str = "office", slack: int = 30,
        facts: tuple[object, ...] = (), tries: int = 0,
    ) -> None:  # fmt: skip
        """Put something on the agenda."""
        if due < self.end:
            self.order += 1
            heappush(self.agenda, Wish(due, self.order, condition, stage, mode, slack, facts, tries))

    def later(
        self, low: int, high: int, condition: str, stage: str, *, mode: str = "office", slack: int = 30,
        facts: tuple[object, ...] = (),
    ) -> None:  # fmt: skip
        """Put something on the agenda between so many days from today."""
        self.wish(
            self.today + self.chance.between(low, high), condition, stage, mode=mode, slack=slack, facts=facts
        )  # fmt: skip

    def pop(self) -> Wish:
        """Take what is due first."""
        return heappop(self.agenda)

    @property
    def age(self) -> int:
        """Return the patient's age today."""
        return self.patient.age(date.fromordinal(self.today))

    def payer_kind(self) -> str:
        """Return the kind of what pays first today: "self_pay" when nothing does."""
        found = self.kind_cache.get(self.today)
        if found is None:
            payer = self.payer()
            found = self.kind_cache[self.today] = PAYER_KINDS[payer] if payer else "self_pay"
        return found

    def plan(self, payer: str) -> str:
        """Return the patient's plan with a payer today, "" for none."""
        day = date.fromordinal(self.today)
        return next((span.plan for span in self.patient.coverages if span.payer == payer and span.holds(day)), "")

    def payer(self) -> str:
        """Return the payer that pays first today for what is no injury, "" for none."""
        day = date.fromordinal(self.today)
        best = ""
        rank = 9
        for span in self.patient.coverages:
            if span.rank < rank and span.holds(day):
                best, rank = span.payer, span.rank
        return best
