"""A back-test as text and as JSON."""

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import msgspec

from cleanskin.insight.backtest import Backtest
from cleanskin.insight.report.words import dollars, plural, ratio
from cleanskin.insight.unforeseen import InCommon

_SHOWN = 40
"""Most clusters that the text lists."""
_FEW = 20
"""Answers below which a precision is said to rest on few.  [assumed]"""


def as_json(result: Backtest) -> str:
    """Return one object: counts, `agreement`, `rules`, `unforeseen`; amounts are cents."""
    whole: dict[str, Any] = {
        "claims": result.claims,
        "answered_lines": result.answered_lines,
        "denied_lines": result.denied_lines,
        "foreseen_lines": result.foreseen_lines,
        "amount_denied": result.amount_denied,
        "amount_foreseen": result.amount_foreseen,
        "agreement": asdict(result.agreement),
        "rules": result.rules.to_dicts(),
        "unforeseen": [{**asdict(one), "skeleton": one.skeleton._asdict()} for one in result.unforeseen],
    }
    return msgspec.json.format(msgspec.json.encode(whole), indent=1).decode()


def as_text(result: Backtest, written: tuple[Path, ...]) -> str:
    """Return what a person reads."""
    return "\n".join([*_lead(result), "", *_rules(result), "", *_unforeseen(result, written)])


def _lead(result: Backtest) -> Iterator[str]:
    denied, amount = result.denied_lines, result.amount_denied
    yield f"{plural(result.claims, 'claim')} scrubbed as sent; {result.answered_lines:,} of their lines were answered"
    yield f"refused at first: {plural(denied, 'line')} ({dollars(amount)})"
    if denied:
        lines, dollars_foreseen = result.foreseen_lines, dollars(result.amount_foreseen)
        yield f"of these foreseen by a rule: {lines:,} ({ratio(lines / denied)}; {dollars_foreseen})"
    one = result.agreement
    if one.held:
        share = ratio(one.held_refused / one.held)
        yield f"claims that a rule would have held: {one.held:,}; refused: {one.held_refused:,} ({share})"
    if one.passed:
        settled = one.passed - one.passed_refused
        share = ratio(settled / one.passed)
        yield f"claims that none would have held: {one.passed:,}; settled at first: {settled:,} ({share})"


_HEADER = ("rule", "fired", "answered", "refused", "as foreseen", "precision, 95 %", "usual", "refused $", "at risk $")
_WIDTHS = (12, 6, 8, 8, 11, 24, 6, 10, 11)


def _rules(result: Backtest) -> Iterator[str]:
    if not result.rules.height:
        yield "no rule spoke"
        return
    yield _columns(_HEADER)
    for row in result.rules.iter_rows(named=True):
        cells = (
            row["rule"],
            f"{row['claims']:,}",
            f"{row['answered']:,}",
            f"{row['denied']:,}",
            f"{row['foreseen']:,}",
            _precision(row),
            "" if row["share_usual"] is None else ratio(row["share_usual"]),
            dollars(row["amount_denied"]),
            dollars(row["amount_at_risk"]),
        )
        stage = "" if row["stage"] in ("stable", None) else f" ({row['stage']})"
        yield f"{_columns(cells)}  {row['name']}{stage}"
    yield "fired: claims; usual: refusals of lines with the same codes, flagged or not; at risk: allowed amounts"


def _columns(cells: tuple[str, ...]) -> str:
    padded = [cell.rjust(width) for cell, width in zip(cells, _WIDTHS)]
    return "  ".join((cells[0].ljust(_WIDTHS[0]), *padded[1:]))


def _precision(row: dict[str, Any]) -> str:
    if row["precision"] is None:
        if not row["answered"]:
            return "no answer"
        return "needs 277CA" if row["outcome"] == "rejection" else "not about refusals"
    low, high = row["precision_low"] * 100, row["precision_high"] * 100
    few = "few: " if row["answered"] < _FEW else ""
    return f"{few}{ratio(row['precision'])} ({low:.0f} to {high:.0f})"


def _unforeseen(result: Backtest, written: tuple[Path, ...]) -> Iterator[str]:
    if not result.unforeseen:
        yield "no kind of refusal that no rule foresaw stands out"
        return
    yield "refusals that no rule foresaw and that stand out"
    for one in result.unforeseen[:_SHOWN]:
        reason = " ".join(filter(None, (one.group_code, one.carc))) or "no reason"
        yield (
            f"  {one.payer_label}: {one.code} with {reason}: {one.denied:,} of {one.lines:,} lines refused, "
            f"elsewhere {ratio(one.share_elsewhere)}; {dollars(one.amount_refused)}"
        )
        yield from (f"      more often {_words(each)}" for each in one.common)
    if (more := len(result.unforeseen) - _SHOWN) > 0:
        yield f"  and {more:,} more, of fewer dollars (--format json tells all)"
    if written:
        yield "rule files to begin with, in preview until somebody completes them:"
        yield from (f"  {path}" for path in written[:_SHOWN])
        if len(written) > _SHOWN:
            yield f"  and {len(written) - _SHOWN:,} more"
    else:
        yield "--rules-to DIR writes a rule file to begin with for each"


def _words(one: InCommon) -> str:
    what = {
        "modifier": f"with modifier {one.value}" if one.value else "without a modifier",
        "beside": f"beside {one.value}",
        "provider": f"by provider {one.value}",
        "units": f"of {one.value} unit",
        "sent": f"sent {one.value}",
    }[one.what]
    return f"{what}: {one.denied_with:,} of {one.denied:,} refused, {one.settled_with:,} of {one.settled:,} settled"
