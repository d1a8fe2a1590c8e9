"""The payers, their plans and what they know of codes: the tables, read once."""

from collections.abc import Mapping
from datetime import date
from functools import cache, lru_cache
from typing import get_type_hints
from zlib import crc32

import msgspec

from cleanskin.kernel.cents import Cents
from cleanskin.sim import tables
from cleanskin.sim.fees import fees
from cleanskin.sim.nouns.configuration import Configuration
from cleanskin.sim.payer.nouns import CodeFact, Payer, Plan


def rows(name: str) -> list[Mapping[str, str]]:
    """Return the rows of a payers' table by column."""
    return tables.rows("cleanskin.sim.payer", f"tables/{name}.tsv")


def _built(row: Mapping[str, str], noun: type[msgspec.Struct]) -> dict[str, object]:
    """Return the fields of a row in the types of a noun."""
    hints = get_type_hints(noun)
    made: dict[str, object] = {}
    for name, text in row.items():
        kind = hints.get(name)
        if kind is int:
            made[name] = int(text)
        elif kind is bool:
            made[name] = text == "1"
        elif kind == tuple[str, ...]:
            made[name] = tuple(text.split())
        elif kind is not None:
            made[name] = text
    return made


def _payer(row: Mapping[str, str]) -> Payer:
    number = row["number"]
    fields = _built(row, Payer)
    fields["payer_id"] = f"ZZ{number}"
    fields["originator"] = f"1890000{number}"
    fields["pay_weekdays"] = tuple(int(digit) for digit in row["pay_weekdays"])
    return msgspec.convert(fields, Payer)


PAYERS: dict[str, Payer] = {row["key"]: _payer(row) for row in rows("payers")}
"""Every payer by key, in the order of the table."""

PLANS: dict[str, Plan] = {row["key"]: msgspec.convert(_built(row, Plan), Plan) for row in rows("plans")}
"""Every plan by key, in the order of the table."""

PAYER_BY_ID: dict[str, Payer] = {payer.payer_id: payer for payer in PAYERS.values()}
"""Payers by the id on the wire."""


@cache
def plans_of(payer_key: str) -> tuple[Plan, ...]:
    """Return the plans of a payer in the order of the table."""
    return tuple(plan for plan in PLANS.values() if plan.payer == payer_key)


@lru_cache(maxsize=4096)
def plan_of(payer_key: str, plan_key: str, member_id: str = "") -> Plan:
    """Return the plan of that key; without one, the plan that the member's number falls to by the plans' weights."""
    plan = PLANS.get(plan_key)
    if plan is not None and plan.payer == payer_key:
        return plan
    plans = plans_of(payer_key)
    point = crc32(member_id.encode()) % sum([one.weight for one in plans])
    for one in plans:
        point -= one.weight
        if point < 0:
            return one
    return plans[0]


def payers_in(configuration: Configuration) -> dict[str, Payer]:
    """Return the payers with the single facts that the configuration changes.

    Raises ValueError when it names a payer or a fact that does not exist, or a value out of range.
    """
    if not configuration.payers:
        return PAYERS
    changed = dict(PAYERS)
    for key, facts in configuration.payers.items():
        if key not in changed:
            raise ValueError(f"no payer is called {key}")
        for name, value in facts.items():
            if not isinstance(getattr(changed[key], name, None), int):
                raise ValueError(f"a payer has no number called {name}")
            if value < 0 or (name.endswith("_parts") and value > 10_000):
                raise ValueError(f"{name} of {key} is out of range")
        changed[key] = msgspec.convert(msgspec.structs.asdict(changed[key]) | facts, Payer, strict=False)
    return changed


def _code(row: Mapping[str, str]) -> CodeFact:
    fields = _built(row, CodeFact)
    fields["units_most"] = int(row["units_most"]) if row["units_most"] else None
    return msgspec.convert(fields, CodeFact)


@cache
def codes() -> dict[str, CodeFact]:
    """Return what payers know of codes, by code."""
    return {row["code"]: _code(row) for row in rows("codes")}


@cache
def primaries() -> dict[str, frozenset[str]]:
    """Return the codes beside which an add-on code may stand."""
    return {row["add_on"]: frozenset(row["primaries"].split()) for row in rows("add_ons")}


@cache
def _amounts(year: int, *, facility: bool) -> dict[str, Cents]:
    found: dict[str, Cents] = {}
    shared = fees()
    for code, fact in codes().items():
        was = fact.facility_2025 if facility else fact.cents_2025
        now = was if year <= 2025 else fact.facility_2026 if facility else fact.cents_2026
        agreed = shared.get(code)
        if agreed is not None and fact.cents_2025:
            now = agreed.medicare * now // fact.cents_2025
        elif agreed is not None:
            now = agreed.medicare
        found[code] = now
    for code, fee in shared.items():
        found.setdefault(code, fee.medicare)
    return found


def medicare_amount(code: str, day: date, *, facility: bool = False) -> Cents | None:
    """Return the Medicare amount of one unit in cents on that day, None for a code nobody prices."""
    return _amounts(2025 if day.year <= 2025 else 2026, facility=facility).get(code)


def family_of(code: str) -> str:
    """Return the family under which payers group a code, "other" for an unknown one."""
    fact = codes().get(code)
    return fact.family if fact is not None else "other"


ECHOES = ("as_sent", "truncated_to_9", "upper_cased", "padded", "zeros_stripped", "suffix_stripped", "hyphens_removed")
"""What payers do to a control number before they send it back."""


def echoed(number: str, echo: str) -> str:
    """Return a control number as a payer of that habit gives it back."""
    match echo:
        case "truncated_to_9":
            return number[:9]
        case "upper_cased":
            return number.upper()
        case "padded":
            return number.rjust(18, "0")
        case "zeros_stripped":
            return number.lstrip("0")
        case "suffix_stripped":
            return number.split("-", 1)[0]
        case "hyphens_removed":
            return number.replace("-", "")
    return number
