"""What is asked of the front desk and what it answers: the question, the verdict, its parts, the words behind it."""

from datetime import date
from typing import Literal

import msgspec

from cleanskin.record.dermatology import ServiceClass
from cleanskin.record.encounter import Encounter, PayerKind

Form = Literal["none", "abn", "cosmetic_consent", "good_faith_estimate"]
BillTo = Literal["payer", "patient", "ask", "apart"]


class Asked(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One question: the words, and what else is known.  `service` is a code or words; `planned` an earlier verdict."""

    text: str = ""
    service: str = ""
    state: str = ""
    payer: PayerKind = ""
    on: date | None = None
    planned: ServiceClass | None = None
    encounter: Encounter | None = None
    id: str = ""


class ArticleSays(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a contractor's coverage article of the state says of a code."""

    article: str
    contractor: str
    code: str
    says: str


class Trigger(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A reason in the words: its id, what it is, how much it weighs (or the scope that keeps it from counting), where.

    Characters [start, end) of the text, as words.
    """

    id: str
    name: str
    strength: str
    start: int = 0
    end: int = 0
    words: str = ""


class Judged(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The verdict on one lesion or service of the text.

    `missing` are ids of which one would make it medical, or, with `missing_all`, all are needed.
    """

    verdict: ServiceClass
    service: str
    label: str
    lesion: str = ""
    site: str = ""
    triggers: tuple[str, ...] = ()
    negated: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    missing_all: bool = False
    cosmetic_signals: tuple[str, ...] = ()
    contradictions: tuple[str, ...] = ()
    bill_to: BillTo = "payer"
    why: str = ""


class Verdict(msgspec.Struct, frozen=True, kw_only=True):
    """The verdict on all of it.

    `verdict` is that of every part when they agree, else conditional; `parts` tells them apart.  `triggers`, `negated`,
    `weak`, `past` and `missing` are ids; `evidence` their words.  `form` is the decisive one of `forms`; `bill_to` is
    "ask" while the answer hangs on what is missing, "apart" when parts go to the payer and to the patient.  `policy` is
    the Medicare contractor's on which the weight of itching rests.  `changed` is True when an earlier verdict was given
    and differs.
    """

    verdict: ServiceClass
    triggers: tuple[str, ...] = ()
    negated: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    form: Form = "none"
    bill_to: BillTo = "payer"
    script: str = ""
    why: str = ""
    services: tuple[str, ...] = ()
    forms: tuple[Form, ...] = ()
    authorization_needed: bool = False
    questions: tuple[str, ...] = ()
    cosmetic_signals: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()
    past: tuple[str, ...] = ()
    contradictions: tuple[str, ...] = ()
    evidence: tuple[Trigger, ...] = ()
    policy: str = ""
    articles: tuple[ArticleSays, ...] = ()
    parts: tuple[Judged, ...] = ()
    planned: ServiceClass | None = None
    changed: bool | None = None
    payer: PayerKind = ""
    id: str = ""
