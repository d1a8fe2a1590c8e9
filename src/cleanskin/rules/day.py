"""The reference data of one day of service, as rules ask for it: short names, remembered answers, bare values.

A look-up returns the value alone; which release answered is told by `release_of`.  `holds` tells "there is none" from
"not known": a rule that would conclude from absence asks it first.
"""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, TypeVar

import msgspec

from cleanskin.record.coverage_policy import CoverageArticle, CoverageVerdict
from cleanskin.record.coverage_verdict import verdict
from cleanskin.record.dermatology import FilingWindow, ModifierFacts, TelehealthRule, Zone
from cleanskin.record.diagnosis_code import DiagnosisFacts
from cleanskin.record.diagnosis_relation import Exclusion, Obligation, Standing
from cleanskin.record.fee import DrugPrice, FeeRow, PlaceOfService
from cleanskin.record.procedure import AddOnEdit, GlobalDays, HcpcsFacts, PairEdit, ProcedureFacts, UnitLimit
from cleanskin.record.protocols import ReferenceKind, ReferenceStore
from cleanskin.record.provenance import Answer

Value = TypeVar("Value")

REMEMBERED_MAX = 5_000
"""Most answers kept for one day."""


class _Remembered(dict[str, Value]):
    """Answers by code, each found when it is first asked; bounded like those of `Day.answer`."""

    __slots__ = ("_find",)

    def __init__(self, find: Callable[[str], Value]) -> None:
        super().__init__()
        self._find = find

    def __missing__(self, code: str) -> Value:
        if len(self) >= REMEMBERED_MAX:
            self.clear()
        found = self[code] = self._find(code)
        return found


class Day:
    """Look-ups for one day.  Made by `Days`, shared by all visits of that day."""

    __slots__ = (
        "_add_ons", "_fees", "_global_days", "_groups", "_known", "_modifiers", "_places", "_primaries", "_procedures",
        "_reference",
        "_standings", "_unit_limits", "on",
    )  # fmt: skip

    def __init__(self, reference: ReferenceStore, on: date) -> None:
        self._reference, self.on = reference, on
        self._known: dict[tuple[Any, ...], Any] = {}
        self._procedures: _Remembered[ProcedureFacts | None] = _Remembered(self._find_procedure)
        self._modifiers: _Remembered[ModifierFacts | None] = _Remembered(self._valued("modifier"))
        self._unit_limits: _Remembered[UnitLimit | None] = _Remembered(self._valued("unit_limit"))
        self._add_ons: _Remembered[AddOnEdit | None] = _Remembered(self._valued("add_on"))
        self._primaries: _Remembered[frozenset[str]] = _Remembered(self._find_primaries)
        self._standings: _Remembered[Standing] = _Remembered(lambda code: self.answer("standing", code))
        self._fees: _Remembered[FeeRow | None] = _Remembered(self._valued("fee"))
        self._places: _Remembered[PlaceOfService | None] = _Remembered(self._valued("place_of_service"))
        self._global_days: _Remembered[GlobalDays | None] = _Remembered(self._find_global_days)
        self._groups: _Remembered[str] = _Remembered(self._find_group)

    @property
    def reference(self) -> ReferenceStore:
        """The store itself, for look-ups that have no short name here."""
        return self._reference

    def holds(self, kind: ReferenceKind) -> bool:
        """True when a complete source of that kind answers for the day."""
        key = ("holds", kind)
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = self._reference.holds(kind, self.on)
        return bool(found)

    def answer(self, kind: str, *key: Any) -> Any:
        """Return the wrapped answer of the store's look-up named `kind`, remembered."""
        known = self._known
        place = (kind, *key)
        try:
            return known[place]
        except KeyError:
            if len(known) >= REMEMBERED_MAX:
                known.clear()
            found = known[place] = getattr(self._reference, kind)(*key, self.on)
            return found

    def procedure(self, code: str) -> ProcedureFacts | None:
        """What the project's tables say of a procedure code."""
        return self._procedures[code]

    def pair(self, column1: str, column2: str) -> PairEdit | None:
        """The edit that denies `column2` beside `column1`; the order of the two matters."""
        return _value(self.answer("pair", column1, column2))

    def pairs_among(self, codes: tuple[str, ...]) -> tuple[PairEdit, ...]:
        """The edits between some codes, each with the denied code in column 2; remembered by the codes together."""
        known, key = self._known, ("pairs_among", *codes)
        found: tuple[PairEdit, ...] | None = known.get(key)
        if found is None:
            if len(known) >= REMEMBERED_MAX:
                known.clear()
            ask, on = self._reference.pair, self.on
            answers = [ask(one, other, on) for one in codes for other in codes if one != other]
            found = known[key] = tuple([answer.value for answer in answers if answer is not None])
        return found

    def unit_limit(self, code: str) -> UnitLimit | None:
        """The most units of a code for one patient on the day."""
        return self._unit_limits[code]

    def add_on(self, code: str) -> AddOnEdit | None:
        """Which primaries an add-on code needs; None when it is no add-on code."""
        return self._add_ons[code]

    def primaries(self, code: str) -> frozenset[str]:
        """The primaries in force that the add-on table lists for an add-on code; none for another code."""
        return self._primaries[code]

    def fee(self, code: str) -> FeeRow | None:
        """The fee schedule row of a code without a pricing modifier."""
        return self._fees[code]

    def diagnosis(self, code: str) -> DiagnosisFacts | None:
        """The facts of an ICD-10-CM code without point."""
        return _value(self.answer("diagnosis", code))

    def standing(self, code: str) -> Standing:
        """Whether a diagnosis may be billed on the day, and what is near when it may not."""
        return self._standings[code]

    def excludes1_conflict(self, one: str, other: str) -> Exclusion | None:
        """The Excludes1 note by which two diagnoses do not go together, from either side."""
        found: Exclusion | None = self.answer("excludes1_conflict", one, other)
        return found

    def obligations(self, code: str) -> Sequence[Obligation]:
        """What must or should go with a diagnosis: code first, use additional, code also."""
        found: Sequence[Obligation] = self.answer("obligations", code)
        return found

    def hcpcs(self, code: str) -> HcpcsFacts | None:
        """The HCPCS level II row of a code or modifier."""
        return _value(self.answer("hcpcs", code))

    def drug_price(self, code: str) -> DrugPrice | None:
        """Medicare's payment limit for one unit of a drug code."""
        return _value(self.answer("drug_price", code))

    def place_of_service(self, code: str) -> PlaceOfService | None:
        """Name and setting of a place-of-service code."""
        return self._places[code]

    def articles(self, code: str, state: str) -> Sequence[CoverageArticle]:
        """The coverage articles in force in a state that name a procedure code."""
        return [one.value for one in self.answer("articles", code, state)]

    def coverage(self, code: str, diagnoses: tuple[str, ...], state: str) -> tuple[CoverageVerdict, ...]:
        """What each coverage article of a state says of a procedure with its diagnoses, remembered.

        An article whose states are not told is left out: it may be another contractor's.  Where a later version had to
        answer, the reason says so.
        """
        known, key = self._known, ("coverage", code, diagnoses, state)
        found: tuple[CoverageVerdict, ...] | None = known.get(key)
        if found is None:
            if len(known) >= REMEMBERED_MAX:
                known.clear()
            told = [one for one in self.answer("articles", code, state) if one.value.states]
            found = known[key] = tuple([_noticed(verdict(code, diagnoses, one.value), one.notice) for one in told])
        return found

    def diagnosis_group(self, code: str) -> str:
        """The project's group of a diagnosis ("malignant", "benign", "inflammatory", ...), "" when not in its table."""
        return self._groups[code]

    def _find_group(self, code: str) -> str:
        found = self.answer("grouped_diagnosis", code)
        return found.value.group if found else ""

    def diagnosis_condition(self, code: str) -> str:
        """The project's narrower condition of a diagnosis, "" when not in its table."""
        found = self.answer("grouped_diagnosis", code)
        return found.value.condition if found else ""

    def site_fits(self, diagnosis: str, site_group: str) -> bool | None:
        """Whether the place a diagnosis code names lies in a procedure's `site_group`; None: not told."""
        found: bool | None = self.answer("site_fits", diagnosis, site_group)
        return found

    def site_apart(self, diagnosis: str, site: str) -> bool:
        """True when some way of grouping sites puts the place a diagnosis code names and a known place apart."""
        known, key = self._known, ("site_apart", diagnosis, site)
        found: bool | None = known.get(key)
        if found is None:
            if len(known) >= REMEMBERED_MAX:
                known.clear()
            zone = self.site_zone(site)
            groups = zone.groups.items() if zone is not None else ()
            found = any(self.site_fits(diagnosis, f"{scheme}/{group}") is False for scheme, group in groups)
            known[key] = found
        return found

    def site_zone(self, site: str) -> Zone | None:
        """The zone of a place on the body as a record names it; None when no place is called that."""
        found: Zone | None = self.answer("site_zone", site)
        return found

    def diagnosis_side(self, code: str) -> str:
        """The side a diagnosis code names: right, left, bilateral, unspecified, or ""."""
        found: str = self.answer("diagnosis_side", code)
        return found

    def modifier(self, code: str) -> ModifierFacts | None:
        """What the project's tables say of a modifier."""
        return self._modifiers[code]

    def telehealth_rules(self, code: str, payer: str) -> Sequence[TelehealthRule]:
        """How a visit at a distance is billed; `payer` as in `Visit.payer`."""
        found: Sequence[TelehealthRule] = self.answer("telehealth_rules", code, payer)
        return found

    def filing_windows(self, payer: str) -> Sequence[FilingWindow]:
        """A payer's windows for claims, corrections and appeals."""
        found: Sequence[FilingWindow] = self.answer("filing_windows", payer)
        return found

    def procedure_periods(self, code: str) -> Sequence[ProcedureFacts]:
        """Every period of a procedure code in the project's tables, whatever the day."""
        return self._reference.procedure_periods(code)

    def global_days(self, code: str) -> GlobalDays | None:
        """The global period of a code: of the fee schedule, else of the project's tables."""
        return self._global_days[code]

    def _find_procedure(self, code: str) -> ProcedureFacts | None:
        on = self.on
        for facts in self._reference.procedure_periods(code):
            if on in facts.period:
                return facts
        return None

    def _find_primaries(self, code: str) -> frozenset[str]:
        edit, on = self.add_on(code), self.on
        return frozenset([one.code for one in edit.primaries if on in one.period] if edit is not None else ())

    def _find_global_days(self, code: str) -> GlobalDays | None:
        fee = self.fee(code)
        if fee is not None and fee.global_days:
            return fee.global_days
        facts = self.procedure(code)
        return facts.global_days if facts else None

    def _valued(self, kind: str) -> Callable[[str], Any]:
        """Return the look-up of a kind as bare values; they are remembered by code, so not once more as answers."""
        ask, on = getattr(self._reference, kind), self.on
        return lambda code: _value(ask(code, on))

    def is_minor(self, code: str) -> bool:
        """True for a procedure with a global period of 0 or 10 days."""
        return self.global_days(code) in ("000", "010")

    def is_major(self, code: str) -> bool:
        """True for a procedure with a global period of 90 days."""
        return self.global_days(code) == "090"

    def family(self, code: str) -> str:
        """The family of a code in the code table, "" when it is not there."""
        facts = self.procedure(code)
        return facts.family if facts else ""

    def total_rvu(self, code: str, *, facility: bool = False) -> Any:
        """The total RVU of a code as a Decimal, None when its values are not held."""
        fee = self.fee(code)
        if fee is None or fee.work_rvu is None or fee.mp_rvu is None:
            return None
        expense = fee.facility_pe_rvu if facility else fee.nonfacility_pe_rvu
        return None if expense is None else fee.work_rvu + expense + fee.mp_rvu

    def release_of(self, kind: str, *key: Any) -> str:
        """Name the release that answered a look-up, "" when nothing did."""
        found = self.answer(kind, *key)
        if not isinstance(found, Answer):
            return ""
        whose = found.provenance
        return " ".join(part for part in (whose.kind, whose.release, whose.part) if part)


class Days:
    """The days that visits fall on, each made once.  `days_max` bounds how many are remembered."""

    __slots__ = ("_days", "_days_max", "_reference")

    def __init__(self, reference: ReferenceStore, *, days_max: int = 800) -> None:
        self._reference, self._days_max = reference, days_max
        self._days: dict[date, Day] = {}

    def __getitem__(self, on: date) -> Day:
        """Return the day's look-ups."""
        day = self._days.get(on)
        if day is None:
            if len(self._days) >= self._days_max:
                self._days.clear()
            day = self._days[on] = Day(self._reference, on)
        return day


def _value(answer: Answer[Value] | None) -> Value | None:
    return None if answer is None else answer.value


def _noticed(found: CoverageVerdict, notice: str) -> CoverageVerdict:
    return msgspec.structs.replace(found, reason="; ".join(filter(None, (found.reason, notice)))) if notice else found
