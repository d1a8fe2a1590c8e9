"""Making the safe changes of findings in a claim: clerical fields only, whatever a rule may ask for.

A change outside the fields named here is refused, and so is one whose field no longer holds what the finding saw.
"""

import re
from collections.abc import Iterable, Sequence
from typing import Any, Final

import msgspec

from cleanskin.kernel.identifiers import masked
from cleanskin.record.claim import Claim
from cleanskin.record.claim_finding import LineChange, edited

CHANGEABLE: Final = frozenset({"id", "id_qualifier", "taxonomy", "postal_code", "state", "value"})
"""The last step of a path that a safe change may take."""

_ROOTS: Final = frozenset({"billing_provider", "coverage", "patient", "providers", "references"})
_STEP: Final = re.compile(r"([a-z_]+)(?:\[([A-Za-z0-9_]+)\])?")
_CLERICAL_REFERENCES: Final = frozenset({"EI", "SY", "G1", "X4", "F8", "9F"})


def is_safe(change: LineChange) -> bool:
    """True when the change goes to a clerical field: never a code, modifier, unit, diagnosis or amount."""
    steps = _steps(change.path)
    if not steps or steps[0][0] not in _ROOTS or steps[-1][0] not in CHANGEABLE:
        return False
    return steps[-1][0] != "value" or (len(steps) > 1 and steps[-2][1] in _CLERICAL_REFERENCES)


def fixed(claim: Claim, changes: Iterable[LineChange]) -> tuple[Claim, list[LineChange]]:
    """Return the claim with its safe changes made, and the changes that were made."""
    made: list[LineChange] = []
    for change in changes:
        if not is_safe(change):
            continue
        changed = _changed(claim, _steps(change.path), change)
        if changed is not None:
            claim = changed
            made.append(change)
    return claim, made


def _steps(path: str) -> list[tuple[str, str]]:
    matches = [_STEP.fullmatch(step) for step in path.split(".")]
    return [(match[1], match[2] or "") for match in matches if match] if all(matches) else []


def _changed(noun: Any, steps: Sequence[tuple[str, str]], change: LineChange) -> Any:
    """Return the noun with the change made below it, None when there is no such field or it holds something else."""
    (name, key), *rest = steps
    inner = getattr(noun, name, None)
    if inner is None:
        return None
    if not key:
        value = _changed(inner, rest, change) if rest else _new_value(inner, change)
        return None if value is None else msgspec.structs.replace(noun, **{name: value})
    for place, one in enumerate(inner):
        if key in (getattr(one, "role", None), getattr(one, "kind", None)):
            value = _changed(one, rest, change)
            if value is not None:
                return msgspec.structs.replace(noun, **{name: (*inner[:place], value, *inner[place + 1 :])})
    return None


def _new_value(value: str, change: LineChange) -> str | None:
    """Return the new value, None where it would say another thing: only blanks, signs and case may change."""
    new = edited(value, change.edit) if change.edit else change.becomes
    if change.was not in (value, masked(value)) or new == value:
        return None
    says_the_same = edited(new, "bare") == edited(value, "bare")
    return new if says_the_same or (not value and change.path.endswith(".id_qualifier")) else None
