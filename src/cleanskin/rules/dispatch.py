"""Which rules a visit meets.

Rules are numbered; for each code, modifier and diagnosis one integer says which rules it triggers, a bit a rule.  What
is left after payer, state, days of force and needs is remembered as a plan, so that a visit like an earlier one costs a
few look-ups, however many rules there are.  Rules that a part of the claim alone decides are asked once for that part.
"""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from datetime import date
from operator import attrgetter
from typing import Literal, NamedTuple, TypeVar

from cleanskin.rules.registry import family_of
from cleanskin.rules.rule import Check, Condition, Need, Rule, Triggers
from cleanskin.rules.visit import Context, Visit

Scope = Literal["all", "day", "claim"]
"""all: the claim has one day, every rule looks at it; day: rules about a day; claim: rules about the whole claim."""

_REMEMBERED_MAX = 50_000
_PARTS_MAX = 5_000

Ready = tuple[Rule, Check]
Key = TypeVar("Key")
Found = TypeVar("Found")


class Plan(NamedTuple):
    """The rules to run with their checks, and the (rule id, need) of those that lack something.

    `parts` are rules that a part of the claim alone decides, together with those of the same part.
    """

    checks: tuple[Ready, ...]
    parts: tuple["Part", ...]
    not_checkable: tuple[tuple[str, Need], ...]


class Part:
    """Rules that look at the same part of a claim: only those that spoke about it are asked again.

    A part is told by the objects it is made of; only when these are new by what words and tuples hold.
    """

    __slots__ = ("_ask", "_by_content", "_by_object", "_is_several", "checks")

    def __init__(self, fields: tuple[str, ...], checks: tuple[Ready, ...]) -> None:
        self._ask, self.checks = attrgetter(*fields), checks
        self._is_several = len(fields) > 1
        # each with the part itself, so that no other object gets the identity of one of its own
        self._by_object: dict[tuple[int, ...], tuple[object, tuple[Ready, ...]]] = {}
        self._by_content: dict[tuple[object, ...], tuple[object, tuple[Ready, ...]]] = {}

    def to_ask(self, visit: Visit, spoke: Callable[[Ready, Visit], bool]) -> tuple[Ready, ...]:
        """Return the rules that have something to say of this claim's part; `spoke` asks one."""
        held = self._ask(visit.claim)
        if not self._is_several:
            held = (held,)
        place = tuple(map(id, held))
        known = self._by_object.get(place)
        if known is None:
            if len(self._by_object) >= _PARTS_MAX:
                self._by_object.clear()
            known = self._by_object[place] = (held, self._of_content(held, visit, spoke))
        return known[1]

    def _of_content(
        self, held: tuple[object, ...], visit: Visit, spoke: Callable[[Ready, Visit], bool]
    ) -> tuple[Ready, ...]:
        place = _identity(held)
        known = self._by_content.get(place)
        if known is None:
            if len(self._by_content) >= _PARTS_MAX:
                self._by_content.clear()
            loud = tuple(ready for ready in self.checks if spoke(ready, visit))
            known = self._by_content[place] = (held, loud)
        return known[1]


def _identity(parts: tuple[object, ...]) -> tuple[object, ...]:
    """Tell parts of a claim apart: words by themselves, nouns by which object they are, tuples by their elements."""
    return tuple(
        [
            part if type(part) is str else tuple(map(id, part)) if type(part) is tuple and part else id(part)
            for part in parts
        ]
    )


class Dispatch:
    """From a visit to its plan."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self._rules = rules
        self._codes: dict[str, int] = {}
        self._families: dict[str, int] = {}
        self._classes: dict[str, int] = {}
        self._modifiers: dict[str, int] = {}
        self._beginnings: dict[str, int] = {}
        self._places: dict[str, int] = {}
        self._conditions: dict[Condition, int] = {}
        self._repeated = 0
        self._always = self._claim_wide = self._by_state = self._alone = self._for_one = 0
        self._count = len(rules)
        days: set[date] = set()
        for number, rule in enumerate(rules):
            bit = 1 << number
            self._enter(rule.triggers, bit)
            if rule.beside is None:
                self._alone |= bit
            else:
                self._enter(rule.beside, bit << self._count)
            self._for_one |= bit if rule.lines_min < 2 else 0
            self._claim_wide |= bit if rule.claim_wide else 0
            self._by_state |= bit if rule.states else 0
            days |= {day for day in (rule.effective_from, rule.effective_to) if day is not None}
        self._all = (1 << self._count) - 1
        self._changes = sorted(days)
        self._lengths = sorted({len(name) for name in self._beginnings})
        self._asked = self._conditions_in_order()
        self._context: tuple[Context | None, frozenset[Need]] = (None, frozenset())
        self._by_code: dict[tuple[str, str, str], int] = {}
        self._by_diagnosis: dict[str, int] = {}
        self._epochs: dict[date, int] = {}
        self._plans: dict[tuple[object, ...], Plan] = {}
        self._parts: dict[tuple[object, ...], Part] = {}

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
        held = self._held_by(visit.context)
        key = (mask, epoch, visit.payer, held, visit.state if mask & self._by_state else "")
        found = self._plans.get(key)
        return self._remember(self._plans, key, lambda _: self._make(mask, visit, held)) if found is None else found

    def _enter(self, triggers: Triggers, bit: int) -> None:
        for table, names in (
            (self._codes, triggers.codes),
            (self._families, triggers.families),
            (self._classes, triggers.classes),
            (self._modifiers, triggers.modifiers),
            (self._beginnings, triggers.diagnoses),
            (self._places, triggers.places),
        ):
            for name in names:
                table[name] = table.get(name, 0) | bit
        for condition in triggers.conditions:
            self._conditions[condition] = self._conditions.get(condition, 0) | bit
        if triggers.repeated:
            self._repeated |= bit
        if triggers.always:
            self._always |= bit

    def _mask(self, visit: Visit) -> int:
        """Return the rules that what is on the visit triggers; bits above their number are those of `beside`."""
        mask = self._always
        by_code, by_diagnosis, modifiers = self._by_code, self._by_diagnosis, self._modifiers
        places = self._places
        several = len(visit.lines) != visit.codes_count
        for line in visit.lines:
            several = several or line.units != 1
            mask |= places.get(line.place_of_service, 0)
            key = (line.code, line.family, line.visit_class)
            found = by_code.get(key)
            mask |= self._remember(by_code, key, self._code_mask) if found is None else found
            for modifier in line.modifiers:
                mask |= modifiers.get(modifier, 0)
        for diagnosis in visit.diagnoses:
            found = by_diagnosis.get(diagnosis)
            mask |= self._remember(by_diagnosis, diagnosis, self._diagnosis_mask) if found is None else found
        if several:
            mask |= self._repeated
        for condition, bits, needed in self._asked:
            if needed and not mask & needed:
                continue
            try:
                if condition(visit):
                    mask |= bits
            except Exception:  # boundary: the rules are asked then, each of which stops for itself
                mask |= bits
        chosen = mask & self._all & (self._alone | mask >> self._count)
        return chosen if len(visit.lines) > 1 else chosen & self._for_one

    def _conditions_in_order(self) -> list[tuple[Condition, int, int]]:
        """Return conditions with their rules, and the rules without which an answer changes nothing (0: always asked).

        A condition that only stands `beside` is asked when another trigger has named one of its rules; so those that
        are triggers themselves come first.
        """
        found = []
        for condition, bits in self._conditions.items():
            beside = bits >> self._count
            is_trigger = bits & self._all
            found.append((condition, bits, 0 if is_trigger or beside & self._always else beside))
        return sorted(found, key=lambda one: one[1] & self._all == 0)

    def _held_by(self, context: Context) -> frozenset[Need]:
        """Return the needs that a context meets; the same context comes with many visits."""
        known, held = self._context
        if context is not known:
            held = _held(context)
            self._context = (context, held)
        return held

    def _code_mask(self, key: tuple[str, str, str]) -> int:
        code, family, visit_class = key
        return self._codes.get(code, 0) | self._families.get(family, 0) | self._classes.get(visit_class, 0)

    def _diagnosis_mask(self, code: str) -> int:
        mask = 0
        for length in self._lengths:
            mask |= self._beginnings.get(code[:length], 0)
        return mask

    def _make(self, mask: int, visit: Visit, held: frozenset[Need]) -> Plan:
        checks: list[Ready] = []
        by_part: dict[tuple[str, ...], list[Ready]] = {}
        lacking: list[tuple[str, Need]] = []
        while mask:
            lowest = mask & -mask
            mask ^= lowest
            rule = self._rules[lowest.bit_length() - 1]
            if not rule.in_force(visit.on) or (rule.payers and visit.payer not in rule.payers):
                continue
            if rule.states and visit.state not in rule.states:
                continue
            missing = next((need for need in _needs(rule) if need not in held), None)
            if missing is not None:
                lacking.append((rule.id, missing))
            elif rule.decided_by:
                by_part.setdefault(rule.decided_by, []).append((rule, rule.run))
            else:
                checks.append((rule, rule.run))
        parts = tuple([self._part(visit.payer, fields, tuple(ready)) for fields, ready in by_part.items()])
        return Plan(tuple(checks), parts, tuple(lacking))

    def _part(self, payer: str, fields: tuple[str, ...], checks: tuple[Ready, ...]) -> Part:
        """Make rules of one part of a claim, the same for all plans that have them, so that they share answers."""
        key = (payer, fields, *(rule.id for rule, _ in checks))
        found = self._parts.get(key)
        if found is None:
            found = self._parts[key] = Part(fields, checks)
        return found

    @staticmethod
    def _remember(table: dict[Key, Found], key: Key, find: Callable[[Key], Found]) -> Found:
        if len(table) >= _REMEMBERED_MAX:
            table.clear()
        found = table[key] = find(key)
        return found


def _needs(rule: Rule) -> tuple[Need, ...]:
    return (*rule.needs, "registration") if family_of(rule) == "registration" else rule.needs


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
        not context.coding_only,
    )
    found = _HELD.get(shape)
    if found is None:
        named: tuple[Need, ...] = (
            "history", "note", "abn", "authorizations", "surgical_log", "submission", "enrollment",
            "registration",
        )  # fmt: skip
        found = _HELD[shape] = frozenset(name for name, met in zip(named, shape) if met)
    return found
