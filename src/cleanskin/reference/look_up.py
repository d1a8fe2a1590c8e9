"""Every look-up of public facts by code and day: the releases that the user loaded, and the built-in pack.

Loaded releases win over the pack for the days they cover.  For other days the pack answers with a notice, unless a
release held began later than what the pack knows: then that release answers, and says that a later one is in force.
Nothing here raises for what is in the store: damage is told in `findings` and the rest answers.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Final, Generic, TypeVar

import msgspec

from cleanskin.kernel.finding import Finding
from cleanskin.record.code_list import AdjustmentCode, Taxonomy
from cleanskin.record.coverage_policy import CoverageArticle
from cleanskin.record.dermatology import (
    FilingWindow,
    GroupedDiagnosis,
    ModifierFacts,
    TelehealthRule,
    YearlyAmount,
    Zone,
)
from cleanskin.record.diagnosis_code import DiagnosisFacts
from cleanskin.record.diagnosis_relation import Exclusion, Obligation
from cleanskin.record.diagnosis_relation import Standing as DiagnosisStanding
from cleanskin.record.fee import DrugPackage, DrugPrice, FeeRow, LocalityIndex, PlaceOfService, ZipLocality
from cleanskin.record.procedure import AddOnEdit, CptDescriptor, HcpcsFacts, PairEdit, ProcedureFacts, UnitLimit
from cleanskin.record.protocols import CodeSetName, CodeStatus, ReferenceKind
from cleanskin.record.provenance import Answer, Provenance
from cleanskin.reference import code_sets, pack
from cleanskin.reference.coverage import in_force, may_answer
from cleanskin.reference.icd10cm import Diagnoses
from cleanskin.reference.pairs import WITHDRAWN, PairIndex, PairsFile
from cleanskin.reference.shelves import Shelf, Shelves, Standing
from cleanskin.reference.store import StoredPart
from cleanskin.reference.tables import in_force_rule

Value = TypeVar("Value")

PTP: Final = "ncci-ptp-practitioner"
_SOURCES: Final[Mapping[ReferenceKind, str]] = {
    "pair": PTP,
    "unit_limit": "ncci-mue-practitioner",
    "add_on": "ncci-add-on",
    "fee": "pfs-rvu",
    "locality": "pfs-gpci",
    "diagnosis": "icd10cm",
    "hcpcs": "hcpcs-level-2",
    "drug_price": "asp-prices",
    "drug_package": "ndc-crosswalk",
    "article": "coverage-articles",
    "place_of_service": "place-of-service",
    "taxonomy": "nucc-taxonomy",
    "adjustment_code": "claim-adjustment-codes",
}
"""Which source answers completely for a kind of fact; the project's own tables ("procedure") are a selection."""

_LIST_LETTERS: Final = {"carc": "C", "rarc": "R", "group": "G"}
_DAYS_REMEMBERED_MAX = 4096


_Ask = Callable[[str, date], Answer[Any] | None]
_PairAnswer = Callable[[str, str, date], Answer[PairEdit] | None]


class Reference:
    """The reference store and the built-in pack as one: implements `ReferenceStore`, `FeeLocalities` and `CodeSets`.

    Opening reads the store's index; tables are mapped when first asked.  Without a folder only the pack answers.
    """

    def __init__(self, store_folder: Path | None = None) -> None:
        self._shelves = Shelves(store_folder)
        self._pair_days: dict[date, _PairAnswer] = {}
        """Who answers on a day: the table, or the table and behind it the pack."""
        self._pair_indexes: dict[tuple[int, str], PairIndex] = {}
        self._unit_limits: _Keyed[UnitLimit] = self._keyed("ncci-mue-practitioner", "unit_limits", pack.unit_limit)
        self._add_ons: _Keyed[AddOnEdit] = self._keyed("ncci-add-on", "add_ons", pack.add_on)
        self._hcpcs: _Keyed[HcpcsFacts] = self._keyed("hcpcs-level-2", "hcpcs")
        self._descriptors: _Keyed[CptDescriptor] = self._keyed("cpt-descriptors", "descriptors")
        self._localities: _Keyed[LocalityIndex] = self._keyed("pfs-gpci", "localities")
        self._zips: _Keyed[ZipLocality] = self._keyed("zip-localities", "zips")
        self._drug_prices: _Keyed[DrugPrice] = self._keyed("asp-prices", "drug_prices", pack.drug_price)
        self._drug_packages: _Keyed[DrugPackage] = self._keyed("ndc-crosswalk", "drug_packages")
        self._places: _Keyed[PlaceOfService] = self._keyed("place-of-service", "places", pack.place_of_service)
        self._diagnoses: _Keyed[DiagnosisFacts] = self._keyed("icd10cm", "diagnoses", pack.diagnosis)
        self._taxonomies: _Keyed[Taxonomy] = self._keyed("nucc-taxonomy", "taxonomies")
        self._adjustment_codes: _Keyed[AdjustmentCode] = self._keyed("claim-adjustment-codes", "adjustment_codes")
        self._fees: _Keyed[FeeRow] = self._keyed("pfs-rvu", "fees", part="nonQPP")
        self._fees_of_apm: _Keyed[FeeRow] = self._keyed("pfs-rvu", "fees", part="QPP")
        self._packages: dict[int, dict[str, list[Answer[DrugPackage]]]] = {}
        self._relations = Diagnoses(self)

    @property
    def findings(self) -> Sequence[Finding]:
        """What is wrong with the store, so far as it was used."""
        return tuple(self._shelves.findings)

    def releases(self) -> Sequence[StoredPart]:
        """Return every part of every release that is held, by kind, release and part."""
        return self._shelves.index.parts

    def holds(self, kind: ReferenceKind, on: date) -> bool:
        """True when a complete release answers for that day: no part missing or damaged, no later one in force."""
        source = _SOURCES.get(kind)
        return source is not None and self._shelves[source].at(on).settled

    def notice(self, kind: ReferenceKind, on: date) -> str:
        """Return what must be said of a kind's answers on a day: a later release, a part missing; else ""."""
        source = _SOURCES.get(kind)
        return self._shelves[source].at(on).notice if source else ""

    # procedures and their edits

    def procedure(self, code: str, on: date) -> Answer[ProcedureFacts] | None:
        """Return what the project's own tables say of a procedure code."""
        return pack.procedure(code, on)

    def pair(self, column1: str, column2: str, on: date) -> Answer[PairEdit] | None:
        """Return the edit that denies `column2` beside `column1` on that day; the order of the two matters."""
        return (self._pair_days.get(on) or self._pairs_on(on))(column1, column2, on)

    def pair_history(self, one: str, other: str) -> Sequence[Answer[PairEdit]]:
        """Return every edit of two codes that the newest release lists, in both directions, withdrawn ones too.

        In the order of column 1 (`one` first) and first day.
        """
        held = self._newest_pairs()
        return [
            Answer(edit, provenance)
            for first, second in ((one, other), (other, one))
            for file, provenance in held
            for edit in file.history(first, second)
        ]

    def pairs_of(self, code: str, on: date) -> Iterator[Answer[PairEdit]]:
        """Iterate over the edits in force on a day with a code in column 1, then with it in column 2."""
        standing = self._shelves[PTP].at(on)
        files = standing.held.pairs() if standing.held else []
        for edits_of in (PairsFile.beside, PairsFile.under):
            for file, provenance in files:
                for edit in edits_of(file, code):
                    if on in edit.period and edit.modifier_indicator != WITHDRAWN:
                        yield Answer(edit, provenance, standing.notice)

    def unit_limit(self, code: str, on: date) -> Answer[UnitLimit] | None:
        """Return the most units of a code on that day."""
        return self._unit_limits.answer(code, on)

    def add_on(self, code: str, on: date) -> Answer[AddOnEdit] | None:
        """Return which primaries an add-on code needs; None when the code is no add-on code."""
        return self._add_ons.answer(code, on)

    def hcpcs(self, code: str, on: date) -> Answer[HcpcsFacts] | None:
        """Return the HCPCS level II row of a code or modifier."""
        return self._hcpcs.answer(code, on)

    def descriptor(self, code: str, on: date) -> Answer[CptDescriptor] | None:
        """Return a CPT code's wording from the file that the user is licensed to load."""
        return self._descriptors.answer(code, on)

    # fees

    def fee(self, code: str, on: date, *, modifier: str = "", qualifying_apm: bool = False) -> Answer[FeeRow] | None:
        """Return the fee schedule row of a code and its pricing modifier ("", 26, TC, 53)."""

        fees = self._fees_of_apm if qualifying_apm else self._fees
        found, standing = fees.found(code + modifier, on)
        if standing is None:
            return found
        return _later(found, pack.fee(code, on, modifier=modifier, qualifying_apm=qualifying_apm), standing)

    def locality(self, mac: str, locality: str, on: date) -> Answer[LocalityIndex] | None:
        """Return the cost indices of a locality (contractor, 5 digits; locality, 2 digits)."""
        return self._localities.answer(mac + locality, on)

    def zip_locality(self, zip_code: str, on: date) -> Answer[ZipLocality] | None:
        """Return the Medicare locality of a five-digit ZIP code."""
        return self._zips.answer(zip_code, on)

    def drug_price(self, code: str, on: date) -> Answer[DrugPrice] | None:
        """Return Medicare's payment limit for a drug code."""
        return self._drug_prices.answer(code, on)

    def drug_package(self, ndc: str, on: date) -> Answer[DrugPackage] | None:
        """Return a drug package by its NDC of eleven digits."""
        return self._drug_packages.answer(ndc, on)

    def drug_packages(self, code: str, on: date) -> Sequence[Answer[DrugPackage]]:
        """Return the packages whose content is billed by a drug code, by NDC."""
        standing = self._shelves["ndc-crosswalk"].at(on)
        if standing.held is None:
            return ()
        by_code = self._packages.get(id(standing))
        if by_code is None:
            by_code = self._packages[id(standing)] = {}
            for table, provenance in standing.held.keyed("drug_packages"):
                for _, row in table.items():
                    by_code.setdefault(row.code, []).append(Answer(row, provenance, standing.notice))
        return by_code.get(code, ())

    def place_of_service(self, code: str, on: date) -> Answer[PlaceOfService] | None:
        """Return the name and setting of a place-of-service code."""
        return self._places.answer(code, on)

    # diagnoses, policies, code lists

    def diagnosis(self, code: str, on: date) -> Answer[DiagnosisFacts] | None:
        """Return the facts of an ICD-10-CM code; None when it was not in the release of that day."""
        return (self._diagnoses.days.get(on) or self._diagnoses.ready(on))(code, on)  # `answer`, one call less

    def standing(self, code: str, on: date) -> DiagnosisStanding:
        """Say whether a diagnosis may be billed on a day, and what is near when it may not."""
        found = self._relations.standing(code, on)
        return (pack.standing(code, on) or found) if found.status == "not_held" else found

    def excludes1_conflict(self, one: str, other: str, on: date) -> Exclusion | None:
        """Return the Excludes1 note by which two diagnoses do not go together, from either side."""
        if self._relations.holds_notes(on):
            return self._relations.excludes1_conflict(one, other, on)
        return pack.excludes1_conflict(one, other, on)

    def obligations(self, code: str, on: date) -> Sequence[Obligation]:
        """Return what must or should go with a diagnosis: code first, use additional, code also."""
        if self._relations.holds_notes(on):
            return self._relations.obligations(code, on)
        return pack.obligations(code, on)

    def articles(self, code: str, state: str, on: date) -> Sequence[Answer[CoverageArticle]]:
        """Return the coverage articles in force in a state that name a procedure code.

        Where the version of that day is not held, a later one answers with a notice (`coverage.in_force`); so does an
        article whose file does not tell in which states it holds.
        """
        standing = self._shelves["coverage-articles"].at(on)
        if standing.held is None:
            return ()
        found = []
        by_article = standing.held.keyed("articles")
        for index, provenance in standing.held.keyed("article_codes"):
            named = [row for row in index.rows(code) if may_answer(row, state=state, on=on)]
            versions = [
                row for key in {row.article for row in named} for table, _ in by_article for row in table.rows(key)
            ]
            naming = {(row.article, row.version) for row in named}
            for article, notice in in_force(versions, state=state, on=on):
                if (article.article, article.version) in naming:
                    found.append(_with_notice(Answer(article, provenance, notice), standing.notice))
        return found

    def taxonomy(self, code: str, on: date) -> Answer[Taxonomy] | None:
        """Return a provider taxonomy code from the file that the user is licensed to load."""
        return self._taxonomies.answer(code, on)

    def adjustment_code(self, code_list: str, code: str, on: date) -> Answer[AdjustmentCode] | None:
        """Return a claim adjustment reason ("carc"), remark ("rarc") or group code that was in use on a day."""
        return self._adjustment_codes.answer(_LIST_LETTERS[code_list] + code, on)

    # the project's own tables

    def grouped_diagnosis(self, code: str, on: date) -> Answer[GroupedDiagnosis] | None:
        """Return the project's group of a diagnosis (malignant, benign, inflammatory, ...)."""
        return pack.grouped_diagnosis(code, on)

    def site_fits(self, diagnosis: str, site_group: str, on: date) -> bool | None:
        """Say whether the place a diagnosis code names lies in a group of sites ("scheme/group"); None: not told."""
        return pack.site_fits(diagnosis, site_group)

    def site_zone(self, site: str, on: date) -> Zone | None:
        """Return the zone of a place on the body by its name or a synonym; None when no place is called that."""
        return pack.site_zone(site)

    def diagnosis_side(self, diagnosis: str, on: date) -> str:
        """Return the side a diagnosis code names: right, left, bilateral, unspecified, or ""."""
        found = self.diagnosis(diagnosis, on)
        return (found.value.laterality if found else "") or pack.diagnosis_side(diagnosis)

    def modifier(self, code: str, on: date) -> Answer[ModifierFacts] | None:
        """Return what the project's tables say of a modifier."""
        return pack.modifier(code, on)

    def filing_windows(self, payer: str, on: date) -> Sequence[FilingWindow]:
        """Return a payer's windows for claims, corrections and appeals."""
        return pack.filing_windows(payer, on)

    def telehealth_rules(self, code: str, payer: str, on: date) -> Sequence[TelehealthRule]:
        """Return how a visit at a distance is billed; `payer` is "medicare" or "other"."""
        return pack.telehealth_rules(code, payer, on)

    def yearly_amount(self, name: str, on: date) -> Answer[YearlyAmount] | None:
        """Return an amount that changes by year (deductible, thresholds)."""
        return pack.yearly_amount(name, on)

    def procedure_periods(self, code: str) -> Sequence[ProcedureFacts]:
        """Return every period of a procedure code in the project's tables, the oldest first, whatever the day."""
        return pack.procedure_periods(code)

    # whole tables

    def rows(self, kind: str, table: str, on: date) -> Iterator[tuple[str, Any]]:
        """Iterate over the keys and rows of a loaded table that are in force on a day, by key."""
        held = self._shelves[kind].at(on).held
        for packed, _ in held.keyed(table) if held else []:
            in_force = in_force_rule(packed.row_type)
            for key, row in packed.items():
                if in_force is None or in_force(row, on):
                    yield key, row

    # code sets

    def status(self, code_set: CodeSetName, code: str, on: date | None) -> CodeStatus:
        """Say whether `code` belonged to `code_set` on that day; without a day, whether it ever did."""
        return code_sets.status(self._shelves, code_set, code, on)

    def release(self, code_set: CodeSetName, on: date | None) -> str:
        """Name the release that answers for that day, "" when none is held."""
        return code_sets.release(self._shelves, code_set, on)

    # how it is done

    def _keyed(self, kind: str, table: str, built_in: _Ask | None = None, *, part: str = "") -> "_Keyed[Any]":
        return _Keyed(self._shelves[kind], table, part, built_in)

    def _pairs_on(self, on: date) -> _PairAnswer:
        standing = self._shelves[PTP].at(on)
        key = (id(standing.held), standing.notice)
        index = self._pair_indexes.get(key)
        if index is None:
            files = standing.held.pairs() if standing.held else []
            index = self._pair_indexes[key] = PairIndex(files, standing.notice)
        if len(self._pair_days) >= _DAYS_REMEMBERED_MAX:
            self._pair_days.clear()
        answer = self._pair_days[on] = index.answer if standing.settled else _pairs_and_pack(index, standing)
        return answer

    def _newest_pairs(self) -> list[tuple[PairsFile, Provenance]]:
        held = self._shelves[PTP].at(date.max).held
        return held.pairs() if held else []


class _Keyed(Generic[Value]):
    """Look-ups in one keyed table of one source, and behind it in the pack.

    `part` names the edition to ask, where a release comes in editions.
    """

    __slots__ = ("_built_in", "_part", "_shelf", "_table", "_tables", "days")

    def __init__(self, shelf: Shelf, table: str, part: str, built_in: _Ask | None) -> None:
        self._shelf, self._table, self._part, self._built_in = shelf, table, part, built_in
        self._tables: dict[date, tuple[_Ask, Standing | None]] = {}
        """By day: how the table answers, and what stands when its silence does not mean that there is nothing."""
        self.days: dict[date, _Ask] = {}
        """Who answers on a day: the table, or the table and behind it the pack."""

    def found(self, key: str, on: date) -> tuple[Answer[Value] | None, Standing | None]:
        """Return the table's answer, and what stands unless that is the last word."""
        ask, standing = self._tables.get(on) or self._table_on(on)
        return ask(key, on), standing

    def answer(self, key: str, on: date) -> Answer[Value] | None:
        """Return the table's answer, or the pack's where that says more of the day."""
        return (self.days.get(on) or self.ready(on))(key, on)

    def ready(self, on: date) -> _Ask:
        """Return who answers on a day, from then on in `days`."""
        ask, standing = self._table_on(on)
        if standing is not None and self._built_in is not None:
            ask = _table_and_pack(ask, standing, self._built_in)
        if len(self.days) >= _DAYS_REMEMBERED_MAX:
            self.days.clear()
        self.days[on] = ask
        return ask

    def _table_on(self, on: date) -> tuple[_Ask, Standing | None]:
        standing = self._shelf.at(on)
        index = standing.index(self._table, self._part)
        if index is None and standing.held is not None:  # another edition is held than the one that is asked
            standing = Standing(None, settled=False, notice=standing.notice)
        if len(self._tables) >= _DAYS_REMEMBERED_MAX:
            self._tables.clear()
        ask = index.answer if index else _nothing
        known = self._tables[on] = (ask, None if standing.settled else standing)
        return known


def _pairs_and_pack(index: PairIndex, standing: Standing) -> _PairAnswer:
    """Ask the pack where the table is silent and that does not mean that there is no edit."""

    def answer(column1: str, column2: str, on: date) -> Answer[PairEdit] | None:
        found = index.answer(column1, column2, on)
        return found if found is not None else _later(None, pack.pair(column1, column2, on), standing)

    return answer


def _table_and_pack(ask: _Ask, standing: Standing, built_in: _Ask) -> _Ask:
    """Ask both, and choose."""
    return lambda key, on: _later(ask(key, on), built_in(key, on), standing)


def _nothing(key: str, on: date) -> None:
    """The answer of a table that is not held."""


def _later(found: Answer[Value] | None, built_in: Answer[Value] | None, standing: Standing) -> Answer[Value] | None:
    """Choose between a release that does not settle the day and the pack: what began later answers."""
    held = standing.held
    if built_in is None or held is None:
        return found if built_in is None else _with_notice(built_in, standing.notice)
    if built_in.provenance.period.start > held.period.start or (found is None and not held.complete):
        return _with_notice(built_in, standing.notice)
    return found


def _with_notice(answer: Answer[Value], notice: str) -> Answer[Value]:
    both = " ".join(text for text in (answer.notice, notice) if text)
    return msgspec.structs.replace(answer, notice=both) if notice else answer
