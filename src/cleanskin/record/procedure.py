"""What is publicly known of procedure codes: their families, pairs that bundle, units, add-ons."""

from datetime import date
from decimal import Decimal
from typing import Literal

import msgspec

from cleanskin.kernel.period import Period
from cleanskin.kernel.source import Source

VisitClass = Literal["visit", "procedure", "surgery", "pathology", "drug", "other"]
GlobalDays = Literal["000", "010", "090", "XXX", "YYY", "ZZZ", "MMM"]
ServiceClass = Literal["medical", "cosmetic", "conditional"]
"""conditional: medical or cosmetic by diagnosis, symptoms or function."""

ModifierIndicator = Literal[0, 1, 9]
"""0: no modifier separates the pair; 1: an NCCI-associated modifier may; 9: withdrawn from its first day."""

UnitsAdjudication = Literal[1, 2, 3]
"""MUE adjudication indicator. 1: by claim line; 2: by day, absolute; 3: by day, a clinical benchmark."""

AddOnType = Literal[1, 2, 3]
"""1: the listed primaries are the only ones; 2: the contractor decides; 3: some are listed, the contractor may add."""


class ProcedureFacts(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What the project's own tables say of one procedure code in one period.  Empty and None mean "not applicable".

    `technique` is how it is done ("tangential", "cryosurgery or any other method", ...); `site_group` a name in the
    site table of the code's family; `size_from` (above) and `size_to` (up to and with) in `size_unit`;
    `unit_rule` what one unit is ("lesion", "specimen", "10 mg", "flat"); `count_from` to `count_to` the number of
    lesions a flat code covers.  `drug_amount` with `drug_unit` is what one unit of a drug code stands for.
    `rules` are the ids of the coding rules behind the row; `note` what its reader must know.
    """

    code: str
    label: str
    family: str
    visit_class: VisitClass
    global_days: GlobalDays | None = None
    add_on: bool = False
    parents: tuple[str, ...] = ()
    technique: str = ""
    site_group: str = ""
    size_from: Decimal | None = None
    size_to: Decimal | None = None
    size_unit: Literal["", "cm", "sq cm"] = ""
    count_from: int | None = None
    count_to: int | None = None
    unit_rule: str = ""
    service_class: ServiceClass | None = None
    drug: str = ""
    drug_amount: Decimal | None = None
    drug_unit: str = ""
    single_dose: bool | None = None
    needs_clia: bool | None = None
    replaced_by: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    note: str = ""
    period: Period
    source: Source


class PairEdit(msgspec.Struct, frozen=True, gc=False):
    """An NCCI procedure-to-procedure edit: on one patient, provider and day, `column2` is denied beside `column1`.

    `period` are the days of service on which it held.  An edit with indicator 9 never held: it is not returned by
    look-ups of a day, only when the history of a pair is asked for.
    """

    column1: str
    column2: str
    period: Period
    modifier_indicator: ModifierIndicator
    rationale: str


class UnitLimit(msgspec.Struct, frozen=True, kw_only=True):
    """The most units of a code for one patient on one day (MUE).  0 is a limit: never payable by this provider type."""

    code: str
    units: int
    adjudication: UnitsAdjudication
    rationale: str = ""


class AddOnPrimary(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One primary code under which an add-on code is accepted, and when."""

    code: str
    period: Period


class AddOnEdit(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Which primary codes an add-on code needs on the same day.

    `contractor_defined` is true for types 2 and 3: primaries beyond the listed ones are the contractor's decision.
    """

    add_on: str
    type: AddOnType
    primaries: tuple[AddOnPrimary, ...] = ()
    period: Period

    @property
    def contractor_defined(self) -> bool:
        """True when the list of primaries is not complete by itself."""
        return self.type != 1


Direction = Literal["stated", "more-extensive", "mutually-exclusive", "separate"]
"""Which of two codes is column 1.  stated: the one in the fact's own column 1; more-extensive: the one with more
physician work; mutually-exclusive: the one with less; separate: the two are reported side by side, there is no edit."""


class BundlingFact(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A statement about families of codes, in own words: which of the two is denied beside the other, and who says so.

    `column1` and `column2` name families, code ranges or single codes (as the table of facts defines them);
    `section` is the place in the source; `modifier_indicator` is None only where `direction` is "separate".
    """

    id: str
    column1: str
    column2: str
    direction: Direction = "stated"
    modifier_indicator: ModifierIndicator | None = None
    statement: str
    section: str = ""
    period: Period
    source: Source


class HcpcsFacts(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A row of the HCPCS level II file: a code or a modifier, with its texts and dates.

    `coverage` is Medicare's coverage code of that file (C carrier judgment, D special, I not payable, M non-covered,
    S statute); `action` what the release changed.
    """

    code: str
    short: str = ""
    long: str = ""
    is_modifier: bool = False
    coverage: str = ""
    pricing: tuple[str, ...] = ()
    cross_references: tuple[str, ...] = ()
    betos: str = ""
    type_of_service: tuple[str, ...] = ()
    added_on: date | None = None
    effective_on: date | None = None
    terminated_on: date | None = None
    action: str = ""


class CptDescriptor(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The wording of a CPT code from a file that the user is licensed to load; the project ships none."""

    code: str
    short: str = ""
    medium: str = ""
    long: str = ""
