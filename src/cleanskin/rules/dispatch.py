"""Which rules a visit meets.

Rules are numbered; for each code, modifier and diagnosis one integer says which rules it triggers, a bit a rule.  What
is left after payer, state, days of force and needs is remembered as a plan, so that a visit like an earlier one costs a
few look-ups, however many rules there are.
"""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from datetime import date
from typing import Literal, NamedTuple, TypeVar

from cleanskin.rules.rule import Check, Need, Rule
from cleanskin.rules.visit import Context, Visit

Scope = Literal["all", "day", "claim"]
"""all: the claim has one day, every rule looks at it; day: rules about a day; claim: rules about the whole claim."""

_REMEMBERED_MAX = 50_000

Key = TypeVar("Key")
Found = TypeVar("Found")


class Plan(NamedTuple):
    """The rules to run with their checks, and the (rule id, need) of those that lack something."""

    checks: tuple[tuple[Rule, Check], ...]
    not_checkable: tuple[tuple[str, Need], ...]


class Dispatch:
    """From a visit to its plan."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self._rules = rules
        self._codes: dict[str, int] = {}
        self._families: dict[str, int] = {}
        self._classes: dict[str, int] = {}
        self._modifiers: dict[str, int] = {}
        self._beginnings: dict[str, int] = {}
        self._always = self._claim_wide = self._by_state = 0
        days: set[date] = set()
        for number, rule in enumerate(rules):
            bit = 1 << number
            self._enter(rule, bit)
            self._claim_wide |= bit if rule.claim_wide else 0
            self._by_state |= bit if rule.states else 0
            days |= {day for day in (rule.effective_from, rule.effective_to) if day is not None}
        self._changes = sorted(days)
        self._lengths = sorted({len(name) for name in self._beginnings})
        self._by_code: dict[tuple[str, str, str], int] = {}
        self._by_diagnosis: dict[str, int] = {}
        self._epochs: dict[date, int] = {}
        self._plans: dict[tuple[object, ...], Plan] = {}

    def plan(self, visit: Visit, scope: Scope) -> Plan:
        """Return the rules that look at a visit."""
        mask = self._mask(visit)
        if scope == "day":
            mask &= ~self._claim_wide
        elif scope == "claim":
            mask &= self._claim_wide
        on = visit.on
        epoch = self._epochs.get(on)
        if epoch is None:
            epoch = self._remember(self._epochs, on, lambda day: bisect_right(self._changes, day))
        held = _held(visit.context)
        key = (mask, epoch, visit.payer, held, visit.state if mask & self._by_state else "")
        found = self._plans.get(key)
        return self._remember(self._plans, key, lambda _: self._make(mask, visit, held)) if found is None else found

    def _enter(self, rule: Rule, bit: int) -> None:
        triggers = rule.triggers
        for table, names in (
            (self._codes, triggers.codes),
            (self._families, triggers.families),
            (self._classes, triggers.classes),
            (self._modifiers, triggers.modifiers),
            (self._beginnings, triggers.diagnoses),
        ):
            for name in names:
                table[name] = table.get(name, 0) | bit
        if triggers.always:
            self._always |= bit

    def _mask(self, visit: Visit) -> int:
        mask = self._always
        by_code, by_diagnosis, modifiers = self._by_code, self._by_diagnosis, self._modifiers
        for line in visit.lines:
            facts = line.facts
            key = (line.code, facts.family, facts.visit_class) if facts is not None else (line.code, "", "")
            found = by_code.get(key)
            mask |= self._remember(by_code, key, self._code_mask) if found is None else found
            for modifier in line.modifiers:
                mask |= modifiers.get(modifier, 0)
        for diagnosis in visit.diagnoses:
            found = by_diagnosis.get(diagnosis)
            mask |= self._remember(by_diagnosis, diagnosis, self._diagnosis_mask) if found is None else found
        return mask

    def _code_mask(self, key: tuple[str, str, str]) -> int:
        code, family, visit_class = key
        return self._codes.get(code, 0) | self._families.get(family, 0) | self._classes.get(visit_class, 0)

    def _diagnosis_mask(self, code: str) -> int:
        mask = 0
        for length in self._lengths:
            mask |= self._beginnings.get(code[:length], 0)
        return mask

    def _make(self, mask: int, visit: Visit, held: frozenset[Need]) -> Plan:
        checks: list[tuple[Rule, Check]] = []
        lacking: list[tuple[str, Need]] = []
        while mask:
            lowest = mask & -mask
            mask ^= lowest
            rule = self._rules[lowest.bit_length() - 1]
            if not rule.in_force(visit.on) or (rule.payers and visit.payer not in rule.payers):
                continue
            if rule.states and visit.state not in rule.states:
                continue
            missing = next((need for need in rule.needs if need not in held), None)
            if missing is None:
                checks.append((rule, rule.run))
            else:
                lacking.append((rule.id, missing))
        return Plan(tuple(checks), tuple(lacking))

    @staticmethod
    def _remember(table: dict[Key, Found], key: Key, find: Callable[[Key], Found]) -> Found:
        if len(table) >= _REMEMBERED_MAX:
            table.clear()
        found = table[key] = find(key)
        return found


_HELD: dict[tuple[bool, ...], frozenset[Need]] = {}


def _held(context: Context) -> frozenset[Need]:
    """Return the needs that a context meets; equal ones are one object."""
    shape = (
        context.history is not None,
        context.encounter is not None,
        context.abn is not None,
        context.authorizations is not None,
        context.surgical_log is not None,
        context.submitted_on is not None,
        context.providers is not None,
    )
    found = _HELD.get(shape)
    if found is None:
        named: tuple[Need, ...] = (
            "history", "note", "abn", "authorizations", "surgical_log", "submission", "enrollment",
        )  # fmt: skip
        found = _HELD[shape] = frozenset(name for name, met in zip(named, shape) if met)
    return found
