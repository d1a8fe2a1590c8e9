"""A coding for people: the lines with their reasons and the note's own words, then what to ask, what not to bill."""

import shutil
import textwrap
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from cleanskin.charge.lesion.words import named
from cleanskin.charge.missed import Compared, Difference
from cleanskin.cli.references.screen import dollars
from cleanskin.record.coding import CodedLine, Coding, LesionVerdict, Query, Review, VisitLevel
from cleanskin.record.encounter import Evidence

_WIDTH_MIN, _WIDTH_MAX = 72, 118
_QUOTES_MAX: Final = 5
"""Most quotations shown for one line, the strongest; JSON has them all."""

_QUOTE_LETTERS_MAX: Final = 72
_LEVELS: Final = ("none", "straightforward", "low", "moderate", "high")
_KINDS: Final = {
    "missed": "not billed",
    "at_risk": "billed, not supported",
    "level_low": "billed at a lower level",
    "level_high": "billed at a higher level",
    "units_low": "too few units billed",
    "units_high": "too many units billed",
    "modifiers": "billed with other modifiers",
    "diagnoses": "billed with other diagnoses",
}


def as_text(coding: Coding, note: str, *, billed: Compared | None = None) -> str:
    """Return a coding as text; `note` gives the places of quotations, "" when there was none."""
    width = max(_WIDTH_MIN, min(shutil.get_terminal_size((100, 24)).columns, _WIDTH_MAX))
    names = {one.id: named(one) for one in coding.encounter.lesions} if coding.encounter else {}
    return "\n".join(_Page(note, width, names).page(coding, billed)) + "\n"


class _Page:
    """Writes one coding; holds the note's line starts and the width."""

    def __init__(self, note: str, width: int, names: Mapping[str, str]) -> None:
        self._starts = [0, *(at + 1 for at, letter in enumerate(note) if letter == "\n")]
        self._width, self._note, self._names = width, note, names

    def page(self, coding: Coding, billed: Compared | None) -> Iterator[str]:
        """Write everything in the order of use: the lines, what they wait for, questions, refusals, verdicts."""
        payer = coding.payer.replace("_", " ") or "no payer"
        doubt = "" if coding.review is None else f"; doubt: {coding.review.band}"
        yield f"{payer}, {coding.on.isoformat() if coding.on else 'no day'}{doubt}"
        yield ""
        if not coding.lines:
            yield "  no line is supported by what was given"
        for number, line in enumerate(coding.lines, 1):
            is_visit = coding.level is not None and coding.level.code == line.code
            yield from self._line(number, line, coding.level.reasons if is_visit and coding.level else ())
        if coding.level is not None:
            yield from self._level(coding.level)
        yield from self._titled("ask the provider", self._queries(coding.queries))
        yield from self._titled("not reported", self._refusals(coding))
        yield from self._titled("who pays", self._verdicts(coding.verdicts))
        yield from self._titled("the scrubber says", self._findings(coding))
        if coding.review is not None:
            yield from self._titled("how sure", self._review(coding.review))
        if billed is not None:
            yield from self._titled("billed beside supported", self._difference(billed))

    def _titled(self, title: str, rows: Iterator[str]) -> Iterator[str]:
        first = next(rows, None)
        if first is not None:
            yield ""
            yield f"{title}:"
            yield first
            yield from rows

    def _line(self, number: int, line: CodedLine, told_below: Sequence[str]) -> Iterator[str]:
        """Write a line; of its reasons those that the level of the visit tells again below are left out."""
        billed = "-".join((line.code, *line.modifiers))
        units = f"x{line.units}"
        yield f"{number:>3}  {billed:<16} {units:<5} {' '.join(line.icd10) or 'no diagnosis'}"
        why = line.why.removesuffix("; ".join(told_below)).removesuffix("; ") if told_below else line.why
        for label, text in (("why", why), *(("not", one) for one in line.why_not)):
            if text:
                yield from self._wrapped(f"{label:<6}{text}", 5, 11)
        if line.waits_for:
            due = f" (look again by {line.due.isoformat()})" if line.due else ""
            yield from self._wrapped(f"waits for {line.waits_for}{due}", 5, 11)
        yield from self._quotes(line.evidence)
        if line.rules:
            yield f"     rules {' '.join(line.rules)}"

    def _quotes(self, evidence: Sequence[Evidence]) -> Iterator[str]:
        shown: dict[tuple[int, int], str] = {}
        said: set[str] = set()
        for one in evidence:
            words = " ".join(one.words.split())
            if words.casefold() in said and any(letter.isalpha() for letter in words):
                continue  # the same words elsewhere add nothing
            if any(
                other.start <= one.start and one.end <= other.end and len(other.words) > len(one.words)
                for other in evidence
            ):
                continue  # a part of longer words
            said.add(words.casefold())
            shown.setdefault((one.start, one.end), words)
        for (start, _), words in sorted(list(shown.items())[:_QUOTES_MAX]):
            quoted = words if len(words) <= _QUOTE_LETTERS_MAX else f"{words[: _QUOTE_LETTERS_MAX - 3]}..."
            yield f'     {self._place(start) + " ":<6}"{quoted}"'
        if len(shown) > _QUOTES_MAX:
            yield f"           and {len(shown) - _QUOTES_MAX} more"

    def _place(self, start: int) -> str:
        """Return "line:column" of a place in the note, from 1."""
        if not self._note:
            return ""
        line = bisect_right(self._starts, start)
        return f"{line}:{start - self._starts[line - 1] + 1}"

    def _level(self, level: VisitLevel) -> Iterator[str]:
        if not level.code:
            return
        told = dict(one.split(": ", 1) for one in level.reasons if ": " in one)
        yield ""
        yield f"the visit: {level.code}, {_LEVELS[level.level]}"
        for name in ("problems", "data", "risk", "time"):
            at = level.by_minutes if name == "time" else getattr(level, name)
            if name in told:
                yield from self._wrapped(f"{name:<12}{_LEVELS[at]:<17}{told[name]}", 2, 31)
        for one in level.reasons:
            if one.split(": ", 1)[0] not in ("problems", "data", "risk", "time"):
                yield from self._wrapped(one, 2, 2)
        if not level.determined:
            span = f"{_LEVELS[level.lowest]} to {_LEVELS[level.highest]}; the lowest that the record supports is taken"
            yield from self._wrapped(f"{'open':<12}{span}", 2, 14)
        if level.old_level:
            yield from self._wrapped(f"{'before 2021':<12}{level.old_level}", 2, 14)

    def _queries(self, queries: Sequence[Query]) -> Iterator[str]:
        for number, query in enumerate(queries, 1):
            codes = f" [{' '.join(query.codes)}]" if query.codes else ""
            yield from self._wrapped(f"{number}. {query.question}{codes}", 2, 5)
            if query.why:
                yield from self._wrapped(query.why, 5, 5)
            if query.sentence_to_add:
                yield from self._wrapped(f"add: {query.sentence_to_add}", 5, 10)
            yield from self._quotes(query.evidence)

    def _refusals(self, coding: Coding) -> Iterator[str]:
        for one in coding.not_separately_reported:
            yield from self._wrapped(f"{one.code:<6} {one.why}", 2, 9)

    def _verdicts(self, verdicts: Sequence[LesionVerdict]) -> Iterator[str]:
        alike: dict[tuple[str, str, str], list[str]] = {}
        for one in verdicts:
            said = "".join(f" Contradiction: {text}." for text in one.contradictions)
            where = alike.setdefault((one.verdict, one.service, f"{one.why}{said}"), [])
            where += [self._names[each] for each in one.lesions if each in self._names]
        for (verdict, service, why), places in alike.items():
            name = service.replace("_", " ") + (f" ({'; '.join(dict.fromkeys(places))})" if places else "")
            yield from self._wrapped(f"{verdict:<12} {name}: {why}", 2, 15)

    def _findings(self, coding: Coding) -> Iterator[str]:
        for one in coding.findings:
            where = f"line {', '.join(one.lines)}" if one.lines else "claim"
            yield from self._wrapped(f"{one.severity:<4}  {where:<8} {one.rule} {one.message}", 2, 17)

    def _review(self, review: Review) -> Iterator[str]:
        share = f"{review.right} of {review.texts} such answers had every code and unit right, on notes of strangers"
        points = f"{review.points} point{'' if review.points == 1 else 's'}"
        yield from self._wrapped(f"{review.band} of doubt, {points}: {share}", 2, 4)
        for one in review.signs:
            yield from self._wrapped(f"{one.points}  {one.says}", 4, 7)
            yield from self._quotes(one.evidence)

    def _difference(self, billed: Compared) -> Iterator[str]:
        for one in billed.differences:
            amount = "no price" if one.amount is None else _signed(one.amount)
            yield from self._wrapped(f"{amount:>10}  {_said(one)}", 2, 14)
            words = dict.fromkeys(" ".join(each.words.split()) for each in one.evidence)
            if words:
                quoted = ", ".join(f'"{each[:_QUOTE_LETTERS_MAX]}"' for each in words)
                yield from self._wrapped(f"words: {quoted}", 14, 14)
        missed, risk = dollars(billed.amount_missed), dollars(billed.amount_at_risk)
        yield f"  missed {missed}, at risk {risk} ({billed.priced_by})"

    def _wrapped(self, text: str, first: int, further: int) -> list[str]:
        return textwrap.wrap(
            text, self._width, initial_indent=" " * first, subsequent_indent=" " * further, break_on_hyphens=False
        )


def _signed(amount: int) -> str:
    return f"+{dollars(amount)}" if amount > 0 else f"-{dollars(-amount)}" if amount < 0 else dollars(0)


def _said(one: Difference) -> str:
    billed = "-".join((one.billed.code, *one.billed.modifiers)) + f" x{one.billed.units}" if one.billed else ""
    due = "-".join((one.supported.code, *one.supported.modifiers)) + f" x{one.supported.units}" if one.supported else ""
    both = f"{billed} -> {due}" if billed and due else billed or due
    return f"{_KINDS[one.kind]}: {both}. {one.why}"
