"""A coding as JSON: every line with all its keys, whether or not they hold something."""

from typing import Any

import msgspec

from cleanskin.charge.missed import Compared
from cleanskin.record.coding import CodedLine, Coding, NotReported, Query, VisitLevel


def as_data(coding: Coding, *, billed: Compared | None = None, with_encounter: bool = False) -> dict[str, Any]:
    """Return a coding as plain values.

    `lines`, `not_separately_reported`, `queries`, `verdicts` and `level` are always there; `level` is empty when the
    visit itself is not reported.  `findings` are the scrubber's.  `review` is empty for a record that was filled in.
    `difference` comes with billed lines.
    """
    found: dict[str, Any] = {
        "lines": [_line(line) for line in coding.lines],
        "not_separately_reported": [_not_reported(one) for one in coding.not_separately_reported],
        "queries": [_query(one) for one in coding.queries],
        "verdicts": [msgspec.to_builtins(one) for one in coding.verdicts],
        "level": {} if coding.level is None else _level(coding.level),
        "findings": [msgspec.to_builtins(one) for one in coding.findings],
        "review": {} if coding.review is None else msgspec.to_builtins(coding.review),
        "payer": coding.payer,
        "on": coding.on.isoformat() if coding.on else None,
    }
    if billed is not None:
        found["difference"] = msgspec.to_builtins(billed)
    if with_encounter:
        found["encounter"] = msgspec.to_builtins(coding.encounter)
    return found


def _line(line: CodedLine) -> dict[str, Any]:
    found: dict[str, Any] = {name: getattr(line, name) for name in ("code", "modifiers", "units", "icd10")}
    found["evidence"] = msgspec.to_builtins(line.evidence)
    found.update({name: getattr(line, name) for name in ("why", "why_not", "rules", "lesions")})
    if line.waits_for:
        found["waits_for"] = line.waits_for
        found["due"] = line.due.isoformat() if line.due else None
    return found


def _not_reported(one: NotReported) -> dict[str, Any]:
    return {
        "code": one.code,
        "why": one.why,
        "rules": one.rules,
        "lesions": one.lesions,
        "evidence": msgspec.to_builtins(one.evidence),
    }


def _query(one: Query) -> dict[str, Any]:
    names = ("topic", "question", "why", "codes", "sentence_to_add", "lesions", "rules")
    return {**{name: getattr(one, name) for name in names}, "evidence": msgspec.to_builtins(one.evidence)}


def _level(level: VisitLevel) -> dict[str, Any]:
    names = [name for name in level.__struct_fields__ if name != "evidence"]
    return {**{name: getattr(level, name) for name in names}, "evidence": msgspec.to_builtins(level.evidence)}
