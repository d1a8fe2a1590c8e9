"""What the project's own tables say besides procedure codes: sites, modifiers, groups of diagnoses, windows.

The tables and their look-ups lie in `reference/dermatology`; rules and readers meet them here.
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import Literal

import msgspec

from cleanskin.kernel.period import Period
from cleanskin.kernel.source import Source
from cleanskin.record.diagnosis_code import Laterality
from cleanskin.record.diagnosis_relation import NoteKind
from cleanskin.record.procedure import VisitClass

Side = Literal["", "right", "left", "unspecified"]
"""Which side a diagnosis code names; "" when its site has no sides in ICD-10-CM."""


class Site(msgspec.Struct, frozen=True, kw_only=True):
    """A place on the body by one name; `modifier_left` and `modifier_right` name its sides on a service line."""

    site: str
    label: str
    synonyms: tuple[str, ...] = ()
    zone: str
    has_sides: bool
    modifier_left: str = ""
    modifier_right: str = ""
    source: Source


class Zone(msgspec.Struct, frozen=True, kw_only=True):
    """Sites that all code families treat alike.

    `groups` holds the group by scheme; a scheme is missing when no source says.  `biopsy_codes` and
    `destruction_codes` are the codes that win over the general ones there.
    """

    zone: str
    label: str
    groups: Mapping[str, str]
    biopsy_codes: tuple[str, ...] = ()
    destruction_codes: tuple[str, ...] = ()
    note: str = ""
    source: Source


class SiteGroup(msgspec.Struct, frozen=True, kw_only=True):
    """One group of sites of one scheme, in words, with the coding rules that say so."""

    scheme: str
    group: str
    label: str
    rules: tuple[str, ...] = ()
    note: str = ""
    source: Source


class DiagnosisSite(msgspec.Struct, frozen=True, kw_only=True):
    """The place that a diagnosis code names: any of `zones`, and the side."""

    category: str
    zones: frozenset[str]
    side: Side


ModifierKind = Literal["pricing", "global", "distinct", "anatomic", "informational", "notice", "drug", "telehealth"]
"""global: about global periods; distinct: about pairs; notice: about who bears a refusal, or a policy's conditions."""


class ModifierFacts(msgspec.Struct, frozen=True, kw_only=True):
    """One modifier in own words.  `on_add_ons` False: not on add-on codes; None: no source says."""

    modifier: str
    label: str
    kind: ModifierKind
    ncci_associated: bool
    order: Literal[1, 2]
    stands_on: tuple[VisitClass, ...] = ()
    on_add_ons: bool | None = None
    effect: str
    rules: tuple[str, ...] = ()
    note: str = ""
    source: Source

    def may_stand_on(self, visit_class: VisitClass) -> bool:
        """True when the modifier may stand on services of that class."""
        return not self.stands_on or visit_class in self.stands_on


TelehealthMeans = Literal["audio_video", "audio_only", "check_in", "pictures", "messages"]


class TelehealthRule(msgspec.Struct, frozen=True, kw_only=True):
    """How visits at a distance by some means are billed.  `billable` None: by contract."""

    codes: tuple[str, ...]
    means: TelehealthMeans
    payer: Literal["medicare", "other"]
    billable: bool | None = None
    places: tuple[str, ...] = ()
    modifiers: tuple[str, ...] = ()
    note: str = ""
    rules: tuple[str, ...] = ()
    period: Period
    source: Source


class FilingWindow(msgspec.Struct, frozen=True, kw_only=True):
    """One window: `length` `unit`s after what it is counted from.  `unit` year_ends: 31 December that many years on.

    `payer` is a payer, or a line of business for which no payer is named; `network` "" means any.
    """

    payer: str
    line: str
    event: str
    length: int
    unit: Literal["days", "months", "years", "year_ends"]
    counted_from: str
    network: Literal["", "participating", "non_participating", "ancillary"] = ""
    note: str = ""
    mark: str = ""
    period: Period
    source: Source


DiagnosisGroup = Literal[
    "malignant",
    "in_situ",
    "premalignant",
    "uncertain",
    "unspecified_neoplasm",
    "benign",
    "infection",
    "inflammatory",
    "acne",
    "nail",
    "hair",
    "sweat",
    "pigment",
    "keratosis",
    "scar",
    "vascular",
    "ulcer",
    "oral",
    "congenital",
    "other",
    "injury",
    "complication",
    "symptom",
    "cosmetic",
    "encounter",
    "history",
]


class GroupedDiagnosis(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One row of the table.  `code` has no point."""

    code: str
    label: str
    group: DiagnosisGroup
    condition: str
    site_digit: str = ""
    laterality: Laterality = ""
    period: Period
    source: Source


class YearlyAmount(msgspec.Struct, frozen=True, kw_only=True):
    """A named amount in its unit.  `mark` "check": not confirmed in a primary source."""

    name: str
    value: Decimal
    unit: Literal["cents", "share", "days", "years"]
    note: str = ""
    mark: str = ""
    source: Source


class DiagnosisRelation(msgspec.Struct, frozen=True, kw_only=True):
    """What the tabular list demands of diagnoses beginning with `code` toward those beginning with one of `others`.

    `mandatory`: a manifestation, never first and never alone.  `others` empty: any other disease.
    """

    code: str
    kind: NoteKind
    others: tuple[str, ...] = ()
    mandatory: bool = False
    statement: str
    period: Period
    source: Source


ServiceClass = Literal["medical", "cosmetic", "conditional"]


class GridService(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One service of the category grid: what it usually is, and what makes it medical.

    `words` are what people call it at booking; `conditions` and `kinds` (kinds of service, or the intent of what is
    done) what a documented lesion or service must be to belong here.  `medical_if`: any one of these triggers or needs
    makes it medical ("strong": any strong trigger); `all_of`: all of these needs together do; `cosmetic_if`: any one
    of these cosmetic signals makes it cosmetic where no trigger stands against it.  `leaning` is what it mostly turns
    out to be.
    """

    service: str
    label: str
    words: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    service_class: ServiceClass
    leaning: Literal["", "medical", "cosmetic"] = ""
    medical_if: tuple[str, ...] = ()
    all_of: tuple[str, ...] = ()
    cosmetic_if: tuple[str, ...] = ()
    prior_authorization: bool = False
    note: str = ""
    source: Source


class ServiceNeed(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A fact, no symptom, that some service needs to be medical; `question` asks for it."""

    need: str
    label: str
    question: str
    source: Source


class NecessityPolicy(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A Medicare contractor's policy on removing benign growths: where it holds and which itching counts."""

    policy: str
    contractor: str
    states: tuple[str, ...]
    itch: Literal["any", "intense", "unknown"]
    note: str = ""
    source: Source
