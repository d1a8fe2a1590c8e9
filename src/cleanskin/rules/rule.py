"""The form of a rule, and the short words with which rule files are written.

A rule file has a docstring (first line: what it flags; then why), a `RULE`, one function marked `@RULE.check`, and
`RULE.examples`.  The page of the rule is made from these, and the examples run as tests.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING, Final, Literal

import msgspec

from cleanskin.kernel.cents import Cents
from cleanskin.kernel.finding import FixSafety, Outcome
from cleanskin.kernel.source import Source, Trust
from cleanskin.record.claim_finding import Hold, LineChange

if TYPE_CHECKING:
    from cleanskin.rules.day import Day
    from cleanskin.rules.visit import Line, Visit

Stage = Literal["preview", "stable", "deprecated", "removed"]
"""preview: counted, not shown by default; stable: shown; deprecated: still runs, says what replaces it; removed: its
page stays, it does not run."""

Need = Literal["history", "note", "abn", "authorizations", "surgical_log", "submission", "enrollment", "registration"]
"""What a rule needs beyond the claim and the reference data; without it the answer is "not checkable".  `registration`
is what a claim says of its parties; every rule of that family needs it, unsaid."""

PayerClass = Literal[
    "medicare", "medicare_advantage", "medicaid", "commercial", "tricare", "workers_compensation", "auto"
]
"""Kinds of payers that edits differ by, from the claim filing indicator."""

ANY: Final = "*"
"""The trigger of a rule that looks at every visit.  Dear: use codes or families where they are known."""

_EPOCH = date(1900, 1, 1)


class Triggers(msgspec.Struct, frozen=True, kw_only=True):
    """When a rule looks at a visit: any one of these on it is enough.

    `codes` are procedure codes; `families` and `classes` those of the code table; `modifiers` any line's; `diagnoses`
    beginnings of ICD-10-CM codes without point; `places` any line's place of service; `repeated` a line of other
    than one unit, or two lines of one code; `conditions` functions
    that say yes of the visit, each asked once for all rules that name it; `always` every visit.
    """

    codes: frozenset[str] = frozenset()
    families: frozenset[str] = frozenset()
    classes: frozenset[str] = frozenset()
    modifiers: frozenset[str] = frozenset()
    diagnoses: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    repeated: bool = False
    conditions: "frozenset[Condition]" = frozenset()
    always: bool = False


class Flag(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a check says of one visit: which lines, the words of this case, what shows it.

    Empty words mean those of the rule.  `amount` (cents) is at stake instead of the lines' allowed amount.
    `missing` are (code, units) that could be billed, for the dollars of a missed charge; when `replacing`, in place of
    the flagged lines, so that the difference is at stake.  `changes` are those of a safe fix.  `severity` replaces the
    rule's where the case is known better.  `pointer` is a place in X12 ("2300.CLM05-3").
    """

    lines: tuple[str, ...] = ()
    message: str = ""
    evidence: tuple[str, ...] = ()
    fix: str = ""
    carc: str = ""
    rarc: str = ""
    amount: Cents | None = None
    missing: tuple[tuple[str, int], ...] = ()
    replacing: bool = False
    changes: tuple[LineChange, ...] = ()
    severity: Hold | None = None
    pointer: str = ""


Check = Callable[["Visit", "Day"], Iterator[Flag]]

Condition = Callable[["Visit"], bool]
"""Says of a visit whether rules that name it may have something to say; it must not miss a visit that they flag."""


class Rule:
    """One rule.  Everything is a keyword; see the names below.

    `id` "CS-<FAMILY>-<nnn>", never reused; `name` kebab-case.  `effective_...` are days of service.  `payers` and
    `states` narrow it; empty means all.  `message` and `fix` may hold {code} (of the first flagged line), {codes} (of
    all) and {line}.  `claim_wide` rules look at the claim with all its days at once, others at each day of service.

    Three that only save work: `beside` are further triggers of which the visit must have one too; `lines_min` 2 for a
    rule about several lines; `decided_by` the fields of the claim that alone decide a claim-wide rule's answer
    ("billing_provider", "coverage.payer"), so that it is asked once for the same provider or payer.

    `instead_of` are ids of more general rules that say nothing of a line where this one speaks: one fault, one finding.
    `version` counts changes of meaning, told in `history` as (day, words).  `checked_by` is the certified coder who
    checked it; empty: nobody yet.
    """

    def __init__(
        self,
        *,
        id: str,
        name: str,
        outcome: Outcome,
        severity: Hold,
        triggers: Triggers,
        source: Source,
        message: str,
        fix: str,
        carc: str = "",
        rarc: str = "",
        fix_safety: FixSafety = "human",
        needs: tuple[Need, ...] = (),
        claim_wide: bool = False,
        beside: Triggers | None = None,
        lines_min: int = 1,
        decided_by: tuple[str, ...] = (),
        effective_from: date = _EPOCH,
        effective_to: date | None = None,
        payers: Iterable[PayerClass] = (),
        states: Iterable[str] = (),
        stage: Stage = "stable",
        replaced_by: str = "",
        version: int = 1,
        history: tuple[tuple[date, str], ...] = (),
        checked_by: str = "",
        instead_of: tuple[str, ...] = (),
    ) -> None:
        self.id, self.name, self.outcome, self.severity = id, name, outcome, severity
        self.triggers, self.source, self.message, self.fix = triggers, source, message, fix
        self.carc, self.rarc, self.fix_safety, self.needs = carc, rarc, fix_safety, needs
        self.claim_wide = claim_wide
        self.beside, self.lines_min, self.decided_by = beside, lines_min, decided_by
        self.effective_from, self.effective_to = effective_from, effective_to
        self.payers, self.states = frozenset(payers), frozenset(states)
        self.stage, self.replaced_by = stage, replaced_by
        self.version, self.history, self.checked_by = version, history, checked_by
        self.instead_of = frozenset(instead_of)
        self.examples = ""
        self.module = ""
        self.doc = ""
        self._check: Check | None = None

    def __repr__(self) -> str:
        return f"Rule({self.id} {self.name})"

    def check(self, function: Check) -> Check:
        """Mark the function that looks at a visit and yields flags."""
        self._check = function
        self.module = function.__module__
        return function

    @property
    def run(self) -> Check:
        """The function that looks at a visit: `rule.run(visit, day)`."""
        assert self._check is not None, f"{self.id} has no check"
        return self._check

    def in_force(self, on: date) -> bool:
        """True when the rule holds on a day of service."""
        return self.effective_from <= on and (self.effective_to is None or on < self.effective_to)


def flag(
    *lines: "Line",
    message: str = "",
    evidence: Iterable[str] = (),
    fix: str = "",
    carc: str = "",
    rarc: str = "",
    amount: Cents | None = None,
    missing: Iterable[tuple[str, int]] = (),
    replacing: bool = False,
    changes: Iterable[LineChange] = (),
    severity: Hold | None = None,
    pointer: str = "",
) -> Flag:
    """Say that something is to be said of these lines, of none for the claim as a whole."""
    return Flag(
        lines=tuple([line.number for line in lines]),
        message=message,
        evidence=tuple(evidence),
        fix=fix,
        carc=carc,
        rarc=rarc,
        amount=amount,
        missing=tuple(missing),
        replacing=replacing,
        changes=tuple(changes),
        severity=severity,
        pointer=pointer,
    )


def codes(*names: str) -> Triggers:
    """Look at visits with one of these codes; "11102-11107" is every code from the first to the last."""
    found: set[str] = set()
    for name in names:
        first, dash, last = name.partition("-")
        if dash:
            letter = first[0] if first[0].isalpha() else ""
            width = len(first) - len(letter)
            numbers = range(int(first.removeprefix(letter)), int(last.removeprefix(letter)) + 1)
            found.update(f"{letter}{number:0{width}}" for number in numbers)
        else:
            found.add(first)
    return Triggers(codes=frozenset(found))


def families(*names: str) -> Triggers:
    """Look at visits with a code of one of these families of the code table."""
    return Triggers(families=frozenset(names))


def classes(*names: str) -> Triggers:
    """Look at visits with a code of one of these classes: visit, procedure, surgery, pathology, drug, other."""
    return Triggers(classes=frozenset(names))


def modifiers(*names: str) -> Triggers:
    """Look at visits where a line carries one of these modifiers."""
    return Triggers(modifiers=frozenset(names))


def diagnoses(*beginnings: str) -> Triggers:
    """Look at visits with a diagnosis that begins so (no point)."""
    return Triggers(diagnoses=frozenset(beginnings))


def places(*names: str) -> Triggers:
    """Look at visits where a line has one of these places of service."""
    return Triggers(places=frozenset(names))


def repeated() -> Triggers:
    """Look at visits with a line of other than one unit, or with two lines of one code."""
    return Triggers(repeated=True)


def whenever(*conditions: Condition) -> Triggers:
    """Look at visits of which one of these functions says yes.  For `beside`: cheap questions before many rules."""
    return Triggers(conditions=frozenset(conditions))


def every_visit() -> Triggers:
    """Look at every visit."""
    return Triggers(always=True)


def any_of(*triggers: Triggers) -> Triggers:
    """Look at visits that one of several triggers names."""
    return Triggers(
        codes=frozenset().union(*(one.codes for one in triggers)),
        families=frozenset().union(*(one.families for one in triggers)),
        classes=frozenset().union(*(one.classes for one in triggers)),
        modifiers=frozenset().union(*(one.modifiers for one in triggers)),
        diagnoses=frozenset().union(*(one.diagnoses for one in triggers)),
        places=frozenset().union(*(one.places for one in triggers)),
        repeated=any(one.repeated for one in triggers),
        conditions=frozenset().union(*(one.conditions for one in triggers)),
        always=any(one.always for one in triggers),
    )


def cited(
    title: str, locator: str = "", *, url: str = "", checked_on: date | None = None, trust: Trust = "derived"
) -> Source:
    """Cite where a rule comes from.

    trust: "published" when the sentence itself was read there; "derived" (as a rule) when it is a reading of it,
    through the coding rules as this project sums them up; "unverified" when nobody has seen it in a primary source.
    """
    return Source(title=title, locator=locator, url=url, checked_on=checked_on, trust=trust)
