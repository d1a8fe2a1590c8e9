"""Running the rules that a visit triggers, and making findings of what they say.

A visit meets only the rules that concern it (`dispatch.py`), so that the number of rules hardly costs.  A rule that
crashes becomes a finding about the rule; the others still run.  The order of findings is that of rule ids, then lines.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple, Protocol

import msgspec

from cleanskin.kernel.cents import Cents
from cleanskin.record.claim import Claim
from cleanskin.record.claim_finding import ClaimFinding, Hold
from cleanskin.record.protocols import ReferenceStore
from cleanskin.rules.configuration import Configuration, Level, Suppression
from cleanskin.rules.day import Days
from cleanskin.rules.dispatch import Dispatch, Ready, Scope
from cleanskin.rules.findings import said
from cleanskin.rules.registry import all_rules, family_of
from cleanskin.rules.rule import Flag, Need, Rule
from cleanskin.rules.suppressions import findings_about, suppression_of
from cleanskin.rules.visit import Context, Line, Visit, visits_of


class Priced(NamedTuple):
    """An allowed amount in cents, and which fee schedule says so."""

    amount: Cents
    by: str


class Pricer(Protocol):
    """What lines would be allowed; None where no fee schedule at hand says."""

    def allowed(self, visit: Visit, lines: Sequence[Line]) -> Priced | None:
        """Return the allowed amount of some lines of a visit, beside its other lines."""
        ...

    def allowed_for(self, visit: Visit, code: str, units: int) -> Priced | None:
        """Return the allowed amount of a code that is not on the visit."""
        ...


class Scrubbed(msgspec.Struct, frozen=True, kw_only=True):
    """What the rules said of one claim.

    `not_checkable` are (rule id, need) of rules that concern the claim but lack something; `suppressed` the findings
    that a suppression hides; `previewed` those of rules in preview.
    """

    claim: str
    findings: tuple[ClaimFinding, ...] = ()
    not_checkable: tuple[tuple[str, Need], ...] = ()
    suppressed: tuple[ClaimFinding, ...] = ()
    previewed: tuple[ClaimFinding, ...] = ()

    @property
    def passes(self) -> bool:
        """True when nothing holds the claim back."""
        return not any(finding.severity == "hold" for finding in self.findings)


class Engine:
    """The rules, ready to run.  Made once; holds no state of a claim; not for use by several threads at once."""

    def __init__(
        self,
        reference: ReferenceStore,
        *,
        rules: Sequence[Rule] | None = None,
        configuration: Configuration | None = None,
        pricer: Pricer | None = None,
    ) -> None:
        self.configuration = configuration or Configuration()
        self.days, self.pricer = Days(reference), pricer
        chosen = all_rules() if rules is None else tuple(sorted(rules, key=lambda rule: rule.id))
        self._known = chosen
        self.rules = tuple(rule for rule in chosen if rule.stage != "removed" and self._level(rule) != "off")
        self._dispatch = Dispatch(self.rules)
        self._instead = {rule.id: rule.instead_of for rule in self.rules if rule.instead_of}
        self._used: set[Suppression] = set()

    def scrub(self, claim: Claim, context: Context | None = None, *, default_day: date | None = None) -> Scrubbed:
        """Run the rules over a claim."""
        context = context or _NOTHING_KNOWN
        visits, whole = visits_of(claim, self.days, context, default_day=default_day)
        if whole is None:
            return Scrubbed(claim=claim.patient_control_number, findings=(_no_day(claim),))
        result = _Result(claim.patient_control_number)
        if visits[0] is whole:
            self._run(whole, "all", result)
        else:
            for visit in visits:
                self._run(visit, "day", result)
            self._run(whole, "claim", result)
        if len(result.findings) > 1:
            result.findings = [one for one in result.findings if not self._is_told_better(one, result.findings)]
        return result.done()

    @property
    def used_suppressions(self) -> frozenset[Suppression]:
        """The suppressions that hid something so far."""
        return frozenset(self._used)

    def about_configuration(self, *, as_of: date, used: Iterable[Suppression] = ()) -> tuple[ClaimFinding, ...]:
        """Return what is wrong with the configuration; `used` adds suppressions that other processes used."""
        return findings_about(self.configuration, self._known, used={*self._used, *used}, as_of=as_of)

    def _run(self, visit: Visit, scope: Scope, result: "_Result") -> None:
        plan = self._dispatch.plan(visit, scope)
        if plan.not_checkable:
            result.not_checkable.append(plan.not_checkable)
        self._ask(plan.checks, visit, result)
        for part in plan.parts:
            self._ask(part.to_ask(visit, _speaks), visit, result)

    def _ask(self, checks: Sequence[Ready], visit: Visit, result: "_Result") -> None:
        day = visit.day
        for rule, check in checks:
            try:
                for flag in [*check(visit, day)]:
                    self._keep(rule, visit, flag, result)
            except Exception as error:  # boundary: one rule's fault may not lose the claim
                result.findings.append(_crashed(rule, visit, error))

    def _keep(self, rule: Rule, visit: Visit, flag: Flag, result: "_Result") -> None:
        finding = self._finding(rule, visit, flag)
        hidden = suppression_of(self.configuration.suppress, rule, visit)
        if hidden is not None:
            self._used.add(hidden)
            result.suppressed.append(msgspec.structs.replace(finding, suppressed_by=f"{hidden.who}: {hidden.reason}"))
        elif rule.stage == "preview" and not self.configuration.preview:
            result.previewed.append(finding)
        else:
            result.findings.append(finding)

    def _is_told_better(self, finding: ClaimFinding, findings: Sequence[ClaimFinding]) -> bool:
        """True when a more special rule speaks of one of the same lines."""
        return any(
            finding.rule in self._instead.get(other.rule, ()) and not set(finding.lines).isdisjoint(other.lines)
            for other in findings
        )

    def _finding(self, rule: Rule, visit: Visit, flag: Flag) -> ClaimFinding:
        named = set(flag.lines)
        lines = [line for line in visit.lines if line.number in named]
        words = {
            "code": lines[0].code if lines else "",
            "codes": ", ".join(line.code for line in lines),
            "line": ", ".join(flag.lines),
        }
        level = self._level(rule)
        decided = level != rule.severity and level != "off"
        severity: Hold = level if decided else (flag.severity or rule.severity)  # type: ignore[assignment]
        amount, priced_by = self._at_stake(visit, flag, lines)
        return ClaimFinding(
            claim=visit.claim.patient_control_number,
            lines=flag.lines,
            rule=rule.id,
            name=rule.name,
            outcome=rule.outcome,
            severity=severity,
            message=_filled(flag.message or rule.message, words),
            evidence=flag.evidence,
            fix=_filled(flag.fix or rule.fix, words),
            fix_safety=rule.fix_safety,
            changes=flag.changes,
            carc=flag.carc or rule.carc,
            rarc=flag.rarc or rule.rarc,
            amount_at_risk=amount,
            priced_by=priced_by,
            pointer=flag.pointer,
            source=rule.source,
            rule_version=rule.version,
        )

    def _at_stake(self, visit: Visit, flag: Flag, lines: Sequence[Line]) -> tuple[Cents | None, str]:
        if flag.amount is not None:
            return flag.amount, "the rule"
        if self.pricer is None or not (lines or flag.missing):
            return None, ""
        if flag.missing:
            answers = [self.pricer.allowed_for(visit, code, units) for code, units in flag.missing]
            known = [one for one in answers if one is not None]
            replaced = self.pricer.allowed(visit, lines) if flag.replacing else None
            if not known or (flag.replacing and replaced is None):
                return None, ""
            total = sum(one.amount for one in known) - (replaced.amount if replaced else 0)
            return max(total, 0), known[0].by
        priced = self.pricer.allowed(visit, lines)
        return (None, "") if priced is None else (priced.amount, priced.by)

    def _level(self, rule: Rule) -> Level:
        return self.configuration.level(rule.id, rule.name, family_of(rule), rule.severity)


class _Result:
    """Findings of one claim while they come."""

    __slots__ = ("claim", "findings", "not_checkable", "previewed", "suppressed")

    def __init__(self, claim: str) -> None:
        self.claim = claim
        self.findings: list[ClaimFinding] = []
        self.suppressed: list[ClaimFinding] = []
        self.previewed: list[ClaimFinding] = []
        self.not_checkable: list[tuple[tuple[str, Need], ...]] = []

    def done(self) -> Scrubbed:
        lists = self.not_checkable
        if len(lists) > 1:
            lacking = tuple(dict.fromkeys(one for several in lists for one in several))
        else:
            lacking = lists[0] if lists else ()
        if not (self.findings or self.suppressed or self.previewed):
            return Scrubbed(claim=self.claim, not_checkable=lacking)
        return Scrubbed(
            claim=self.claim,
            findings=_ordered(self.findings),
            not_checkable=lacking,
            suppressed=_ordered(self.suppressed),
            previewed=_ordered(self.previewed),
        )


_NOTHING_KNOWN = Context()


def _speaks(ready: Ready, visit: Visit) -> bool:
    """True when a rule has something to say of a visit, or stops with an error."""
    try:
        return any(True for _ in ready[1](visit, visit.day))
    except Exception:  # boundary: the rule is asked again, and its error told then
        return True


def _ordered(findings: Iterable[ClaimFinding]) -> tuple[ClaimFinding, ...]:
    return tuple(sorted(findings, key=lambda one: (one.rule, one.lines, one.message)))


def _filled(text: str, words: Mapping[str, str]) -> str:
    for name, value in words.items():
        text = text.replace(f"{{{name}}}", value)
    return text


def _crashed(rule: Rule, visit: Visit, error: Exception) -> ClaimFinding:
    message = f"The rule {rule.id} ({rule.name}) stopped with {type(error).__name__}: it did not check this claim."
    return said("rule-stopped", message, claim=visit.claim.patient_control_number)


def _no_day(claim: Claim) -> ClaimFinding:
    return said("no-day-of-service", claim=claim.patient_control_number, pointer="2400.DTP*472")
