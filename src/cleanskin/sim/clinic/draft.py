"""A visit while it happens: problems seen to, lesions treated, what was given; what can be counted is counted.

A `Draft` is the clinic's own working paper.  Acts (`acts.py`, `surgery.py`) write into it, `coding.py` makes true
services and the true encounter of it.
"""

from decimal import Decimal

from cleanskin.record.encounter import (
    DrugGiven,
    Lesion,
    PriorProcedure,
    Problem,
    Service,
    Side,
)
from cleanskin.sim.clinic.burden import weighed
from cleanskin.sim.clinic.codes import CODES
from cleanskin.sim.clinic.sites import Spot
from cleanskin.sim.nouns.visit import Nature

TENTHS: tuple[Decimal, ...] = tuple(Decimal(number).scaleb(-1) for number in range(1_000))
"""Tenths as decimals: millimetres as centimetres."""


class Line:
    """One service line in the making.

    `staged`: it goes on with what an earlier procedure began (58); `returned`: it treats a complication of it (78).
    """

    __slots__ = (
        "alternatives",
        "code",
        "diagnoses",
        "family",
        "lesions",
        "modifiers",
        "nature",
        "ndc",
        "ndc_quantity",
        "ndc_unit",
        "needs_authorization",
        "price",
        "returned",
        "site",
        "staged",
        "units",
        "value",
        "waits_days",
    )  # fmt: skip

    def __init__(
        self, code: str, *, units: int = 1, diagnoses: tuple[str, ...] = (), lesions: tuple[str, ...] = (),
        site: str = "", nature: Nature = "medical", waits_days: int = 0, price: int = 0, staged: bool = False,
        modifiers: tuple[str, ...] = (),
    ) -> None:  # fmt: skip
        """Begin a line; KeyError for a code that the clinic's table does not have."""
        facts = CODES[code]
        self.code = code
        self.family = facts.family
        self.value = facts.value
        self.units = units
        self.diagnoses = diagnoses
        self.lesions = lesions
        self.site = site
        self.modifiers = list(modifiers)
        self.nature: Nature = nature
        self.needs_authorization = False
        self.waits_days = waits_days
        self.alternatives: tuple[tuple[str, ...], ...] = ()
        self.ndc = ""
        self.ndc_quantity: Decimal | None = None
        self.ndc_unit = ""
        self.price = price
        self.staged = staged
        self.returned = False


class Sample:
    """One biopsied lesion: `technique` tangential, punch, incisional; `code` of a site of its own or ""."""

    __slots__ = ("code", "diagnosis", "lesion", "modifiers", "rank", "site", "waits_days")

    def __init__(self, lesion: str, *, rank: int, code: str, site: str, diagnosis: str) -> None:
        """Note one sample; `rank` 0 tangential, 1 punch, 2 incisional."""
        self.lesion = lesion
        self.rank = rank
        self.code = code
        self.site = site
        self.diagnosis = diagnosis
        self.modifiers: tuple[str, ...] = ()
        self.waits_days = 0


class Counted:
    """Alike lesions that are counted together over the sitting: how many, where, why."""

    __slots__ = ("count", "diagnosis", "lesion", "nature", "site")

    def __init__(self, lesion: str, count: int, diagnosis: str, site: str, nature: Nature = "medical") -> None:
        """Note lesions treated alike."""
        self.lesion = lesion
        self.count = count
        self.diagnosis = diagnosis
        self.site = site
        self.nature: Nature = nature


class Closed:
    """One wound sewn beyond a simple closure: kind of repair, first digits of its group, length in millimetres."""

    __slots__ = ("diagnosis", "group", "kind", "length_mm", "lesion", "site", "staged")

    def __init__(
        self, lesion: str, *, kind: str, group: str, length_mm: int, diagnosis: str, site: str, staged: bool
    ) -> None:
        """Note one closure."""
        self.lesion = lesion
        self.kind = kind
        self.group = group
        self.length_mm = length_mm
        self.diagnosis = diagnosis
        self.site = site
        self.staged = staged


class Draft:
    """One kept visit being told."""

    __slots__ = (
        "actinic",
        "at_distance",
        "benign",
        "by_staff",
        "closures",
        "cosmetic",
        "counted",
        "data",
        "drugs",
        "facts",
        "full_exam",
        "historian",
        "injected",
        "injected_mg",
        "lesions",
        "lines",
        "longitudinal",
        "orders",
        "payer",
        "prior",
        "problems",
        "procedure_only",
        "reason",
        "related_to",
        "risk",
        "samples",
        "separate",
        "services",
        "slides",
        "stains",
        "supports",
        "tags",
        "tests",
        "visit_diagnoses",
        "weighed",
    )  # fmt: skip

    def __init__(self) -> None:
        """Begin with nothing seen and nothing done."""
        self.problems: list[Problem] = []
        self.counted: list[str] = []
        self.visit_diagnoses: list[str] = []
        self.weighed: set[str] = set()
        self.risk = 0
        self.data = 0
        self.tests = 0
        self.lesions: list[Lesion] = []
        self.lines: list[Line] = []
        self.actinic: list[Counted] = []
        self.benign: list[Counted] = []
        self.tags: list[Counted] = []
        self.injected: list[Counted] = []
        self.injected_mg = 0
        self.samples: list[Sample] = []
        self.closures: list[Closed] = []
        self.slides: list[tuple[str, str, str, int]] = []
        self.stains: list[tuple[str, str, str, int]] = []
        self.drugs: list[DrugGiven] = []
        self.services: list[Service] = []
        self.prior: list[PriorProcedure] = []
        self.orders: list[str] = []
        self.supports: list[str] = []
        self.facts: list[str] = []
        self.full_exam = False
        self.longitudinal = False
        self.historian = False
        self.at_distance = False
        self.by_staff = False
        self.procedure_only = False
        self.cosmetic = False
        self.separate = False
        self.related_to: int | None = None
        self.reason = ""
        self.payer: str | None = None

    def next_id(self) -> str:
        """Return the id of the next lesion."""
        return f"L{len(self.lesions) + 1}"

    def problem(
        self, condition: str, diagnosis: str, load: str, *management: str, name: str = "", counts: bool = True,
        spot: Spot | None = None, lesions: tuple[str, ...] = (),
    ) -> None:  # fmt: skip
        """Note a problem seen to.

        `load` is minor, acute, stable, worse, severe, undiagnosed or history, as far as the condition allows it;
        `counts` False: it is settled by a procedure of today, so that it does not speak for a visit beside it.  The
        same problem twice is one, and so is a disease of which two things are decided.
        """
        load = weighed(condition, load)
        status, chronic = _LOADS[load]
        site, side = (spot.place.site, spot.side) if spot else ("", _NO_SIDE)
        seen = Problem(
            name=name or condition.replace("_", " "), diagnosis=diagnosis, status=status,  # type: ignore[arg-type]
            management=management, condition=condition, is_history=load == "history",
            certainty="suspected" if load == "undiagnosed" else "confirmed", lesions=lesions, is_chronic=chronic,
            site=site, side=side,
        )  # fmt: skip
        if counts and seen in self.problems:
            return
        self.problems.append(seen)
        if counts and diagnosis and diagnosis not in self.visit_diagnoses:
            self.visit_diagnoses.append(diagnosis)
        if counts and load != "history":
            if condition not in self.weighed or load not in ("stable", "minor"):
                self.counted.append(load)
            self.weighed.add(condition)
            for word in management:
                self.risk = max(self.risk, _RISKS.get(word, 0))


_NO_SIDE: Side = ""
_LOADS: dict[str, tuple[str, bool | None]] = {
    "minor": ("", False),
    "acute": ("acute", False),
    "stable": ("stable", True),
    "worse": ("worse", True),
    "severe": ("severe", True),
    "undiagnosed": ("new", None),
    "history": ("resolved", None),
}
"""Status and chronicity by load."""

_RISKS: dict[str, int] = {
    "reassurance": 0, "observation": 0, "counselling": 0, "otc": 1, "minor surgery": 1, "referral": 1, "labs": 1,
    "rx started": 2, "rx changed": 2, "rx continued": 2, "biologic": 2, "isotretinoin": 2, "major surgery": 2,
    "toxicity monitoring": 3,
}  # fmt: skip
"""Risk by what was decided: 0 minimal, 1 low, 2 moderate, 3 high (EM-1)."""
