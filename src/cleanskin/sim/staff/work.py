"""The work on one visit as staff hold it in their hands: lines and facts that slips change before a claim is written.

A `Work` begins as the perfect bill and is spoiled in place, slip by slip.  Every kind of slip has a stream of chance of
its own, keyed by kind, patient and visit: leaving one kind out (because somebody caught it) moves no other.
"""

from datetime import date
from decimal import Decimal

from cleanskin.sim.chance import Chance
from cleanskin.sim.nouns.bill import StaffError
from cleanskin.sim.nouns.configuration import Configuration
from cleanskin.sim.nouns.patient import CoverageSpan, Patient, Practice
from cleanskin.sim.nouns.visit import TrueService, TrueVisit
from cleanskin.sim.staff.payer_book import KnownPayer


class Line:
    """One line as the coder keyed it; `service` is the index of the true service behind it, None for nothing."""

    __slots__ = (
        "code",
        "diagnoses",
        "modifiers",
        "nature",
        "ndc",
        "ndc_quantity",
        "ndc_unit",
        "number",
        "service",
        "units",
        "waits_days",
    )  # fmt: skip

    def __init__(self, service: int | None, truth: TrueService) -> None:
        """Take over a true service as it is."""
        self.service = service
        self.number = ""
        self.code = truth.code
        self.units = truth.units
        self.modifiers = list(truth.modifiers)
        self.diagnoses = list(truth.diagnoses)
        self.nature: str = truth.nature
        self.waits_days = truth.waits_days
        self.ndc = truth.ndc
        self.ndc_quantity: Decimal | None = truth.ndc_quantity
        self.ndc_unit = truth.ndc_unit

    @classmethod
    def copy_of(cls, other: "Line") -> "Line":
        """Return a line like another one."""
        line = cls.__new__(cls)
        for name in cls.__slots__:
            setattr(line, name, getattr(other, name))
        line.modifiers, line.diagnoses = list(other.modifiers), list(other.diagnoses)
        return line


class Work:
    """One visit on a coder's and biller's desk.

    `rates` are parts in ten thousand by kind of slip; kinds in `without` do not happen.  `coverages` are those believed
    in, first payer first.  `late_days` is added to the usual lag, `duplicate_after` sends the claim again.
    """

    __slots__ = (
        "authorization", "by_account", "clia", "coverages", "day", "duplicate_after", "errors", "lag_days",
        "late_days", "lines", "patient", "patient_born", "patient_first", "patient_last", "payer", "place", "practice",
        "rates", "referral", "referrer", "rendering", "report", "seed", "visit", "without",
    )  # fmt: skip

    def __init__(
        self, configuration: Configuration, practice: Practice, patient: Patient, visit: TrueVisit, *,
        rates: dict[str, int], without: frozenset[str],
    ) -> None:  # fmt: skip
        """Lay the visit on the desk without lines."""
        self.seed = configuration.seed
        self.by_account = configuration.control_numbers == "per_account"
        self.practice = practice
        self.patient = patient
        self.visit = visit
        self.rates = rates
        self.without = without
        self.lines: list[Line] = []
        self.errors: list[StaffError] = []
        self.coverages: list[CoverageSpan] = []
        self.payer: KnownPayer | None = None
        self.day: date = visit.day
        self.rendering = visit.provider
        self.referrer = visit.referrer
        self.place = ""
        self.authorization = ""
        self.referral = ""
        self.clia = practice.clia
        self.report = False
        self.lag_days = 0
        self.late_days = 0
        self.duplicate_after = 0
        self.patient_last = patient.last
        self.patient_first = patient.first
        self.patient_born = patient.born

    def chance(self, kind: str) -> Chance | None:
        """Return the stream of a kind of slip, None when it cannot happen here."""
        if kind in self.without or not self.rates[kind]:
            return None
        return Chance(self.seed, "staff", kind, self.patient.number, self.visit.number)

    def happens(self, kind: str) -> bool:
        """Return whether a slip of this kind happens where a visit gives one chance for it."""
        if kind in self.without:
            return False
        rate = self.rates[kind]
        return rate > 0 and Chance(self.seed, "staff", kind, self.patient.number, self.visit.number).happens(rate)

    def wrong(self, kind: str, line: Line | None = None, *, was: str = "", now: str = "") -> None:
        """Note a slip made: `line` None is the claim as a whole.

        A line is named by the index of its true service until the claims are cut and the lines have numbers.
        """
        self.errors.append(StaffError(kind, "" if line is None else f"#{line.service}", was, now))
