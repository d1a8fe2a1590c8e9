"""One patient's services of one day on one claim, laid out for rules to read.

`visits_of` makes them from a claim: one for each day of service, and one of the whole claim for rules about the claim.
Codes are upper case, diagnoses have no point, amounts are cents.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Final, TypeVar

import msgspec

from cleanskin.kernel.cents import Cents
from cleanskin.kernel.period import Period
from cleanskin.record.claim import Claim, ServiceLine
from cleanskin.record.encounter import Encounter
from cleanskin.record.history import PastLine, PatientKey
from cleanskin.record.paper import AbnOnFile, AuthorizationOnFile, EnrolledProvider
from cleanskin.record.procedure import ProcedureFacts
from cleanskin.record.protocols import History
from cleanskin.rules.day import Day, Days
from cleanskin.rules.rule import PayerClass

Found = TypeVar("Found")

_PAYER_CLASSES: Final[dict[str, PayerClass]] = {
    "MA": "medicare",
    "MB": "medicare",
    "16": "medicare_advantage",
    "MC": "medicaid",
    "CH": "tricare",
    "WC": "workers_compensation",
    "AM": "auto",
}
"""By claim filing indicator (SBR09); every other one is commercial."""

_NONE, _ONE = Decimal(0), Decimal(1)


class Context(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What is known around a claim.  None means "not known", never "there is none".

    `submitted_on` is the day the claim goes out; `surgical_log` other procedures of the patient by day as the log has
    them; `providers` those of the practice by NPI.  `coding_only`: the claim leaves names, numbers and addresses out.
    """

    history: History | None = None
    encounter: Encounter | None = None
    abn: tuple[AbnOnFile, ...] | None = None
    authorizations: tuple[AuthorizationOnFile, ...] | None = None
    surgical_log: tuple[PastLine, ...] | None = None
    submitted_on: date | None = None
    providers: dict[str, EnrolledProvider] | None = None
    coding_only: bool = False


class Line:
    """One service line.  `units` is 1 when the line gives none; `diagnoses` are those it points to, in their order.

    `family` and `visit_class` (visit, procedure, surgery, pathology, drug, other) are those of the code table, "" for a
    code that is not in it.
    """

    __slots__ = (
        "amount_billed", "code", "diagnoses", "facts", "family", "last", "modifiers", "number", "on",
        "place_of_service", "rendering_npi", "service", "units", "visit_class",
    )  # fmt: skip

    def __init__(
        self,
        service: ServiceLine,
        claim: Claim,
        on: date,
        day: Day,
        rendering_npi: str,
        diagnoses: tuple[str, ...],
        last: date | None,
    ) -> None:
        procedure = service.procedure
        code: str = procedure.code
        units, pointers = service.units, service.diagnosis_pointers
        self.service, self.number, self.on, self.code = service, service.number, on, code
        self.modifiers: tuple[str, ...] = procedure.modifiers
        self.units: Decimal = _ONE if units is None else units
        self.amount_billed: Cents = service.amount_billed
        self.place_of_service: str = service.place_of_service or claim.place_of_service
        count = len(diagnoses)
        self.diagnoses: tuple[str, ...] = (
            tuple([diagnoses[at - 1] for at in pointers if 0 < at <= count]) if pointers else ()
        )
        facts = day.procedure(code)
        self.facts: ProcedureFacts | None = facts
        self.family: str = "" if facts is None else facts.family
        self.visit_class: str = "" if facts is None else facts.visit_class
        self.last: date = last or on
        self.rendering_npi = rendering_npi
        if service.providers:
            for party in service.providers:
                if party.role == "rendering":
                    self.rendering_npi = party.npi

    def __repr__(self) -> str:
        return f"Line({self.number} {'-'.join((self.code, *self.modifiers))} x{self.units} {' '.join(self.diagnoses)})"

    @property
    def is_add_on(self) -> bool:
        """True for an add-on code."""
        return self.facts is not None and self.facts.add_on

    def has(self, *modifiers: str) -> bool:
        """True when the line carries one of these modifiers."""
        own = self.modifiers
        if own:
            for one in modifiers:
                if one in own:
                    return True
        return False

    @property
    def is_distinct(self) -> bool:
        """True when a modifier says that this is a separate lesion, site or encounter: 59, XE, XP, XS, XU."""
        return not DISTINCT.isdisjoint(self.modifiers)


_MANY = 4
"""With more codes than so many, the lines are looked through instead of the codes."""

DISTINCT: Final = frozenset({"59", "XE", "XP", "XS", "XU"})


class Visit:
    """The lines of one day (or of a whole claim), with what is known around them."""

    __slots__ = (
        "_around", "_by_class", "_by_code", "_by_family", "_derived", "_patient", "claim", "context", "day",
        "diagnoses", "is_whole_claim", "lines", "on", "payer",
    )  # fmt: skip

    def __init__(
        self,
        claim: Claim,
        lines: Sequence[Line],
        on: date,
        day: Day,
        context: Context,
        *,
        whole: bool,
        diagnoses: tuple[str, ...],
    ) -> None:
        self.claim, self.lines, self.on, self.day, self.context = claim, tuple(lines), on, day, context
        self.is_whole_claim = whole
        self.diagnoses: tuple[str, ...] = diagnoses
        self.payer: PayerClass = _PAYER_CLASSES.get(claim.coverage.claim_filing_indicator, "commercial")
        by_code: dict[str, list[Line]] = {}
        for line in self.lines:
            if line.code in by_code:
                by_code[line.code].append(line)
            else:
                by_code[line.code] = [line]
        self._by_code = by_code
        self._patient: PatientKey | None = None
        self._by_class: dict[str, list[Line]] | None = None
        self._by_family: dict[str, list[Line]] | None = None
        self._derived: dict[Any, Any] = {}
        self._around: tuple[Sequence[PastLine], Sequence[PastLine], Sequence[PastLine]] | None = None

    def __repr__(self) -> str:
        return f"Visit({self.on} {self.payer} {list(self.lines)})"

    # what is on it

    @property
    def codes(self) -> Iterable[str]:
        """The procedure codes, each once, in the order of the lines."""
        return self._by_code.keys()

    @property
    def codes_count(self) -> int:
        """How many different procedure codes there are."""
        return len(self._by_code)

    def has_code(self, *codes: str) -> bool:
        """True when one of these codes is on it."""
        return not self._by_code.keys().isdisjoint(codes)

    def with_code(self, *codes: str) -> list[Line]:
        """The lines with one of these codes, in the order of the codes, of many codes in that of the lines."""
        by_code = self._by_code
        if len(codes) == 1:
            return by_code.get(codes[0]) or []
        if len(codes) > _MANY:
            return [line for code, lines in by_code.items() if code in codes for line in lines]
        return [line for code in codes for line in by_code.get(code, ())]

    def in_family(self, *families: str) -> list[Line]:
        """The lines of these families."""
        by_family = self._by_family
        if by_family is None:
            by_family = self._by_family = _grouped(self.lines, [line.family for line in self.lines])
        if len(families) == 1:
            return by_family.get(families[0]) or []
        if by_family.keys().isdisjoint(families):
            return []
        return [line for line in self.lines if line.family in families]

    def of_class(self, *classes: str) -> list[Line]:
        """The lines of these classes (visit, procedure, surgery, pathology, drug, other)."""
        by_class = self._by_class
        if by_class is None:
            by_class = self._by_class = _grouped(self.lines, [line.visit_class for line in self.lines])
        if len(by_class) == 1 or len(classes) == 1:
            found = [by_class[one] for one in classes if one in by_class]
            return found[0] if found else []
        return [line for line in self.lines if line.visit_class in classes]

    def units_of(self, *codes: str) -> Decimal:
        """The units of these codes, all lines together."""
        return sum([line.units for line in self.with_code(*codes)], _NONE)

    def has_diagnosis(self, *beginnings: str) -> bool:
        """True when a diagnosis of the claim begins so (no point)."""
        return any(code.startswith(beginnings) for code in self.diagnoses)

    def once(self, find: "Callable[[Visit], Found]") -> Found:
        """What a function finds on this visit, asked once for all rules that need it."""
        try:
            found: Found = self._derived[find]
        except KeyError:
            found = self._derived[find] = find(self)
        return found

    # whom it concerns

    @property
    def state(self) -> str:
        """Where the service was done: the state of the service facility, else of the billing provider; else ""."""
        facility = self.claim.provider("service_facility")
        for party in (facility, self.claim.billing_provider):
            if party is not None and party.address is not None and party.address.state:
                return party.address.state
        return ""

    @property
    def is_medicare(self) -> bool:
        """True for original Medicare (Part B)."""
        return self.payer == "medicare"

    @property
    def payer_id(self) -> str:
        """The payer's id as sent."""
        return self.claim.coverage.payer.id

    @property
    def patient(self) -> PatientKey:
        """By what the patient is recognized in the history."""
        if self._patient is None:
            treated = self.claim.treated
            born = treated.demographics.birth_date if treated.demographics else None
            self._patient = PatientKey(
                member_id=self.claim.coverage.subscriber.id,
                payer_id=self.claim.coverage.payer.id,
                birth_date=born,
                last_name=treated.name.upper(),
                first_name=treated.first_name.upper(),
            )
        return self._patient

    @property
    def age_years(self) -> int | None:
        """The patient's age on the day, None without a birth date."""
        born = self.patient.birth_date
        if born is None or born > self.on:
            return None
        return self.on.year - born.year - ((self.on.month, self.on.day) < (born.month, born.day))

    @property
    def sex(self) -> str:
        """F, M, U or ""."""
        facts = self.claim.treated.demographics
        return facts.sex if facts else ""

    # what is known around it

    @property
    def encounter(self) -> Encounter | None:
        """What the record documents, None when it was not given."""
        return self.context.encounter

    @property
    def documented(self) -> Encounter | None:
        """What the record documents of this day, None when it was not given or is of another day."""
        found = self.context.encounter
        return found if found is not None and found.on in (None, self.on) else None

    def history_covers(self, days_before: int) -> bool:
        """True when all of the practice's claims of these days before the visit are held."""
        history = self.context.history
        return history is not None and history.covers(Period(_days_before(self.on, days_before), self.on))

    def past(self, days_before: int, codes: Iterable[str] = ()) -> Sequence[PastLine]:
        """The patient's lines of the days before this visit (this day not included), the oldest first."""
        history = self.context.history
        if history is None:
            return ()
        start = _days_before(self.on, days_before)
        if days_before > _LOOK_BACK_DAYS:
            return history.lines(self.patient, Period(start, self.on), codes)
        held = (self._around or self._look_around(history))[0]
        if held and held[0].day < start:
            held = held[bisect_left(held, start, key=_day_of) :]
        if not codes or not held:
            return held
        wanted = frozenset(codes)
        return [line for line in held if line.code in wanted] if wanted else held

    def following(self, days_after: int) -> Sequence[PastLine]:
        """The patient's lines of the days after this visit (this day not included), the nearest first."""
        history = self.context.history
        if history is None or self.on == date.max:
            return ()
        if days_after == 1:
            return (self._around or self._look_around(history))[2]
        last = date.fromordinal(min(self.on.toordinal() + 1 + days_after, date.max.toordinal()))
        return history.lines(self.patient, Period(self.on + timedelta(days=1), last))

    def same_day_elsewhere(self, codes: Iterable[str] = ()) -> Sequence[PastLine]:
        """The patient's lines of the same day on other claims."""
        history = self.context.history
        if history is None:
            return ()
        found = (self._around or self._look_around(history))[1]
        if not codes or not found:
            return found
        wanted = frozenset(codes)
        return [line for line in found if line.code in wanted] if wanted else found

    def _look_around(self, history: History) -> tuple[Sequence[PastLine], Sequence[PastLine], Sequence[PastLine]]:
        """Ask once for the patient's lines before this day, on it (on other claims) and on the day after."""
        on = self.on
        end = date.fromordinal(on.toordinal() + 2) if on.toordinal() + 2 <= _LAST_DAY else None
        held = history.lines(self.patient, Period(_days_before(on, _LOOK_BACK_DAYS), end))
        after = len(held)
        while after and held[after - 1].day > on:
            after -= 1
        same = after
        while same and held[same - 1].day == on:
            same -= 1
        own = self.claim.patient_control_number
        elsewhere = [line for line in held[same:after] if line.claim != own]
        self._around = (held[:same], elsewhere, held[after:])
        return self._around


_LAST_DAY = date.max.toordinal()
_LOOK_BACK_DAYS = 1200
"""So many days are asked for at once, because many rules look back; a new patient needs three years."""


def _grouped(lines: Sequence[Line], names: Sequence[str]) -> dict[str, list[Line]]:
    """Return lines by name, those without one left out."""
    found: dict[str, list[Line]] = {}
    for line, name in zip(lines, names):
        if name:
            found.setdefault(name, []).append(line)
    return found


def _days_before(on: date, days: int) -> date:
    """Return the day so many days earlier, the first day there is where the calendar ends."""
    number = on.toordinal()
    return date.fromordinal(number - days) if number > days else date.min


def _day_of(line: PastLine) -> date:
    return line.day


def visits_of(
    claim: Claim, days: Days, context: Context, *, default_day: date | None = None
) -> tuple[list[Visit], Visit | None]:
    """Return the visits of a claim by day, and the claim as one visit; ([], None) when no line has a day of service.

    Lines without a day count for the claim's first day, else for `default_day`.  A claim of one day is one and the same
    visit twice.
    """
    services = claim.lines
    dated = [_days_of(service) for service in services]
    days_stated = {on for on, _ in dated}
    if len(days_stated) == 1 and None not in days_stated:
        first = dated[0][0]  # as nearly all claims have it
    else:
        first = min([on for on in days_stated if on is not None], default=default_day)
    if first is None:
        return [], None
    npi = _rendering_npi(claim)
    diagnoses = tuple([one.code for one in claim.diagnoses])
    day = days[first]
    if len(days_stated) == 1:
        lines = [Line(one, claim, first, day, npi, diagnoses, last) for one, (_, last) in zip(services, dated)]
        whole = Visit(claim, lines, first, day, context, whole=True, diagnoses=diagnoses)
        return [whole], whole
    by_day: dict[date, list[Line]] = {}
    all_lines: list[Line] = []
    for service, (stated, last) in zip(services, dated):
        on = stated or first
        line = Line(service, claim, on, day if on == first else days[on], npi, diagnoses, last)
        all_lines.append(line)
        by_day.setdefault(on, []).append(line)
    whole = Visit(claim, all_lines, first, day, context, whole=True, diagnoses=diagnoses)
    if len(by_day) <= 1:
        return [whole], whole
    found = [
        Visit(claim, lines, on, days[on], context, whole=False, diagnoses=diagnoses)
        for on, lines in sorted(by_day.items())
    ]
    return found, whole


def _rendering_npi(claim: Claim) -> str:
    for party in claim.providers:
        if party.role == "rendering":
            return party.npi
    return claim.billing_provider.npi


def _days_of(service: ServiceLine) -> tuple[date | None, date | None]:
    """Return the first day of a line and the last one where it is given."""
    for event in service.dates:
        if event.kind == "472":
            return event.first, event.last
    return None, None
