"""The second column of decision making: tests, notes, other persons' words (coding rules EM-2, EM-3).

A test whose professional part the practice bills itself does not count, nor a biopsy done today.  What the record does
not tell of was not done: this column has no span.
"""

from typing import Final, NamedTuple

from cleanskin.record.encounter import Encounter, VisitFacts

MONITORING_TESTS: Final = 3
"""Tests counted when the record says that a drug is monitored by laboratory tests and does not name them: the customary
blood count, liver and kidney values.  Derived; a record that counts its tests wins."""


class DataColumn(NamedTuple):
    """The level of the column with the reason in words."""

    level: int
    reason: str


def data_column(encounter: Encounter) -> DataColumn:
    """Return the level of the data reviewed and ordered."""
    facts = encounter.visit or VisitFacts()
    tests = (facts.tests_ordered or 0) + (facts.tests_reviewed or 0) or len(encounter.orders)
    monitored = any("toxicity monitoring" in problem.management for problem in encounter.problems)
    words = f"{tests} unique test{'s' if tests > 1 else ''}" if tests else ""
    if monitored and tests == 0:
        tests, words = MONITORING_TESTS, "laboratory monitoring of a drug, its customary tests counted"
    notes, historian = facts.outside_notes_reviewed or 0, bool(facts.independent_historian)
    pieces = tests + notes + historian
    categories = (pieces >= 3) + bool(facts.independent_interpretation) + bool(facts.discussed_with_other_clinician)
    told = [words] if words else []
    told += [f"{notes} outside note{'s' if notes > 1 else ''}"] if notes else []
    told += ["an independent historian"] if historian else []
    told += ["an independent interpretation"] if facts.independent_interpretation else []
    told += ["a discussion with another clinician"] if facts.discussed_with_other_clinician else []
    reason = ", ".join(told) or "no data to review"
    if categories >= 2:
        return DataColumn(4, reason)
    if categories == 1:
        return DataColumn(3, reason)
    return DataColumn(2 if pieces >= 2 or historian else 1, reason)
