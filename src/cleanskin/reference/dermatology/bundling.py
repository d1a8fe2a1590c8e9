"""Which procedures of dermatology bundle into which: statements about families of codes, and the pairs that follow.

`bundling.tsv` has one row a statement.  A pair of codes is decided by the first row that covers it, in whichever order
the two were asked for; so the rows that keep services apart stand first.

`column1` and `column2` are lists of words: a code, a range (`11400-11446`, numerical as in the manual, ch. III L.4),
`@010` for every code with those global days, `@visit` for that visit class, `@flap` for that family; `!` before a word
takes it out again.  A range
and an `@` word leave add-on codes out, because pair edits in general do not name them (ch. I R); a `+` after a range
takes them in.

`direction` says which code is column 1, the one that is paid:

- stated: the row names it;
- more-extensive: the less complex service is part of the more complex one (ch. I L), so the code with more work;
- mutually-exclusive: either of two methods could be chosen (ch. I P).  The manual of today does not say which code
  stays.  The table of mutually exclusive edits that was merged into today's table in 2012 kept the one with less work
  (American Academy of Pediatrics, "National Correct Coding Initiative Edits", aap.org, read 2026-11-22);
- separate: both are reported, there is no edit.

Work is the work RVU of the 2025 fee schedule: the manual speaks of complexity, and what a practice spends on a service
says nothing of it.  Where it is equal, the code that the row has in `column1` stays, and of two such codes the lower
number.
Rows whose source is the pair file itself say what whole families have in common where the manual names no direction,
no indicator, or a group of codes that the file leaves out; they are counted apart in the proof.  How far the rows
agree with the file: the page on bundling in the documentation.
"""

import functools
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from cleanskin.record.procedure import BundlingFact, PairEdit, ProcedureFacts
from cleanskin.record.provenance import Answer
from cleanskin.reference.dermatology.codes import code_facts
from cleanskin.reference.dermatology.fees import fee
from cleanskin.reference.dermatology.tables import UNCHECKED, Dated, answer_for, load_table

FILE_DECIDES = "the quarterly file of pair edits decides; this is what is stated of families of codes"
"""The notice of every answer of this module."""

_RANKED_ON = (date(2025, 10, 1), date(2026, 1, 1))
"""Fee schedules that rank codes by extent: that of 2025, and for codes that are newer that of 2026."""

_ADD_ON_SIGN = "+"
_TAKEN_OUT_SIGN = "!"
_CLASS_SIGN = "@"


class _Sides(NamedTuple):
    """In which facts a code stands, as bits in the order of the table."""

    column1: int
    column2: int


def pair(column1: str, column2: str, on: date) -> Answer[PairEdit] | None:
    """Return the edit that denies `column2` beside `column1` on that day of service; the order of the two matters.

    None when no row covers the two, when they are reported side by side, or when the edit has the other order.
    """
    covering = _covering(column1, column2, on)
    if not covering:
        return None
    row = covering[0]
    fact = row.value
    if fact.modifier_indicator is None or order(fact, column1, column2, on) != (column1, column2):
        return None
    rationale = f"{fact.id}: {fact.statement}" + (f" ({fact.section})" if fact.section else "")
    edit = PairEdit(column1, column2, row.period, fact.modifier_indicator, rationale)
    notice = FILE_DECIDES if fact.source.checked_by else f"{FILE_DECIDES}; {UNCHECKED}"
    return answer_for(Dated(edit, row.period, row.provenance, row.source), on, notice)


def why(column1: str, column2: str, on: date) -> tuple[BundlingFact, ...]:
    """Return the statements that hold of two codes on a day, whatever their order; the first one decides.

    A statement that the two are reported side by side stands alone: what is said of included services in general does
    not hold of them.
    """
    covering = covering_facts(column1, column2, on)
    return covering[:1] if covering and covering[0].direction == "separate" else covering


def covering_facts(column1: str, column2: str, on: date) -> tuple[BundlingFact, ...]:
    """Return every statement whose groups cover two codes on a day, in the order of the table."""
    return tuple(row.value for row in _covering(column1, column2, on))


def order(fact: BundlingFact, one: str, other: str, on: date) -> tuple[str, str] | None:
    """Return two codes that a statement covers as column 1 and column 2.

    None when they are reported side by side, when the statement does not cover them, and when their order cannot be
    told, for want of RVUs.
    """
    if fact.direction == "separate":
        return None
    ways = [codes for codes in ((one, other), (other, one)) if _covers(fact, *codes, on)]
    if not ways or fact.direction == "stated":
        return min(ways, default=None)
    extent, opposite = _extent(one), _extent(other)
    if extent is None or opposite is None:
        return None
    if extent == opposite:
        return min(ways)
    return (one, other) if (extent > opposite) == (fact.direction == "more-extensive") else (other, one)


@functools.cache
def bundling_facts() -> tuple[BundlingFact, ...]:
    """Return all statements in the order of the table."""
    return tuple(row.value for row in _rows())


@functools.cache
def _rows() -> tuple[Dated[BundlingFact], ...]:
    by_id = load_table("bundling", BundlingFact, key=lambda fact: fact.id)
    return tuple(rows[0] for rows in by_id.values())


def _covering(one: str, other: str, on: date) -> tuple[Dated[BundlingFact], ...]:
    first, second = code_facts(one, on), code_facts(other, on)
    if first is None or second is None or first.code == second.code:
        return ()
    sides, opposite = _sides(first.code, first.period.start), _sides(second.code, second.period.start)
    found = (sides.column1 & opposite.column2) | (sides.column2 & opposite.column1)
    return tuple(row for number, row in enumerate(_rows()) if found >> number & 1 and on in row.period)


def _covers(fact: BundlingFact, column1: str, column2: str, on: date) -> bool:
    first, second = code_facts(column1, on), code_facts(column2, on)
    return first is not None and second is not None and _fits(fact.column1, first) and _fits(fact.column2, second)


@functools.cache
def _extent(code: str) -> Decimal | None:
    """Work RVU; None when no schedule at hand gives it."""
    answers = (fee(code, day) for day in _RANKED_ON)
    return next((answer.value.work_rvu for answer in answers if answer and answer.value.work_rvu is not None), None)


@functools.cache
def _sides(code: str, start: date) -> _Sides:
    facts = code_facts(code, start)
    if facts is None:
        return _Sides(0, 0)
    column1 = sum(1 << number for number, row in enumerate(_rows()) if _fits(row.value.column1, facts))
    column2 = sum(1 << number for number, row in enumerate(_rows()) if _fits(row.value.column2, facts))
    return _Sides(column1, column2)


def _fits(words: str, facts: ProcedureFacts) -> bool:
    """True when a list of words takes a code in; the last word that fits the code decides."""
    return next((takes_in for takes_in, fits in _tests(words) if fits(facts)), False)


@functools.cache
def _tests(words: str) -> tuple[tuple[bool, Callable[[ProcedureFacts], bool]], ...]:
    """Return the test of each word, the last word first, with whether it takes in or out."""
    out = _TAKEN_OUT_SIGN
    return tuple((not word.startswith(out), _word(word.removeprefix(out))) for word in reversed(words.split()))


def _word(word: str) -> Callable[[ProcedureFacts], bool]:
    """Return the test of one word; raises ValueError for a word that the table may not hold."""
    if word.startswith(_CLASS_SIGN):
        name = word.removeprefix(_CLASS_SIGN)
        return lambda facts: not facts.add_on and name in (facts.global_days, facts.visit_class, facts.family)
    low, dash, high = word.removesuffix(_ADD_ON_SIGN).partition("-")
    if not all(len(code) == 5 and code.isalnum() for code in (low, high or low)):
        raise ValueError(f"bundling.tsv: not a code, a range or a class: {word}")
    with_add_ons = not dash or word.endswith(_ADD_ON_SIGN)
    return lambda facts: low <= facts.code <= (high or low) and (with_add_ons or not facts.add_on)
