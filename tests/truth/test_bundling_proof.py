"""The statements on bundling against the official pair edits of the third quarter of 2024.

A hit needs both codes, their order and the indicator.  The bars are for the statements of the policy manual and of the
coding rules alone; what whole families have in common in the pair file is counted apart.  Every pair of the 150 codes of
the selection that no statement hits, and every stated pair that the file does not have, stands in
`bundling_misses.tsv` with its reason.
"""

import csv
import io
import lzma
import os
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

import pytest

from cleanskin.record.procedure import BundlingFact
from cleanskin.reference.dermatology.bundling import bundling_facts, covering_facts, order, pair
from cleanskin.reference.dermatology.codes import code_facts, codes
from cleanskin.reference.dermatology.tables import pack_sources

SHARED = Path(os.environ.get("CLEANSKIN_SHARED", Path(__file__).parents[3] / "shared"))
NCCI = SHARED / "data/cms/ncci"
MISSES = Path(__file__).with_name("bundling_misses.tsv")
IN_FORCE = date(2024, 8, 15)
"""A day inside the quarter of the pair file."""

LEAST_PRECISION, LEAST_RECALL = 0.98, 0.90
MANUAL, RULES, FILE = "ncci-manual-2026", "coding-rules", "ptp-2024q3"

pytestmark = pytest.mark.truth


class Edit(NamedTuple):
    column1: str
    column2: str
    indicator: int


class Score(NamedTuple):
    pairs: int
    stated: int
    hits: int

    @property
    def precision(self) -> float:
        return self.hits / self.stated

    @property
    def recall(self) -> float:
        return self.hits / self.pairs

    def __str__(self) -> str:
        figures = f"{self.pairs} active pairs, {self.stated} stated, {self.hits} hits"
        return f"{figures}, precision {self.precision:.2%}, recall {self.recall:.2%}"


def active_edits(lines: Iterator[str], among: frozenset[str]) -> dict[tuple[str, str], Edit]:
    """Read the re-shaped copy of the pair file: edits without deletion date whose indicator is not 9."""
    found = {}
    for row in csv.DictReader(lines):
        one, other = row["column1"], row["column2"]
        if one in among and other in among and not row["deletion_date"] and row["modifier_indicator"] != "9":
            found[one, other] = Edit(one, other, int(row["modifier_indicator"]))
    return found


def stated_edits(among: frozenset[str], allowed: Callable[[BundlingFact], bool]) -> dict[Edit, BundlingFact]:
    """Return what follows from the statements that are allowed, as if the table held no others."""
    found = {}
    for one, other in combinations(sorted(among), 2):
        first = next((fact for fact in covering_facts(one, other, IN_FORCE) if allowed(fact)), None)
        columns = order(first, one, other, IN_FORCE) if first else None
        if first and columns and first.modifier_indicator is not None:
            found[Edit(*columns, first.modifier_indicator)] = first
    return found


def from_sources(*names: str) -> Callable[[BundlingFact], bool]:
    titles = {pack_sources()[name].title for name in names}
    return lambda fact: fact.source.title in titles


def score(stated: dict[Edit, BundlingFact], active: dict[tuple[str, str], Edit]) -> Score:
    return Score(len(active), len(stated), len(stated.keys() & set(active.values())))


@pytest.fixture(scope="module")
def selection() -> frozenset[str]:
    with (SHARED / "data/cms/pfs/mpfs_2026_derm_partial.csv").open(newline="") as file:
        found = frozenset(row["hcpcs"] for row in csv.DictReader(file))
    assert len(found) == 150
    return found


@pytest.fixture(scope="module")
def active(selection) -> dict[tuple[str, str], Edit]:
    with (NCCI / "ptp_practitioner_2024Q3_derm_both.csv").open(newline="") as file:
        found = active_edits(file, selection)
    assert len(found) == 3328
    return found


@pytest.fixture(scope="module")
def stated(selection) -> dict[Edit, BundlingFact]:
    return stated_edits(selection, lambda fact: True)


def test_precision_and_recall_of_statements_that_are_not_known_from_the_file(selection, active, record_property):
    reached = score(stated_edits(selection, from_sources(MANUAL, RULES)), active)
    record_property("proof", f"bundling, 150 codes, statements of the manual and the coding rules: {reached}")
    assert reached.precision >= LEAST_PRECISION
    assert reached.recall >= LEAST_RECALL


def test_the_manual_alone(selection, active, record_property):
    reached = score(stated_edits(selection, from_sources(MANUAL)), active)
    record_property("proof", f"bundling, 150 codes, of these the statements of the manual: {reached}")
    assert reached.precision >= 0.96
    assert reached.recall >= 0.80


def test_all_statements(stated, active, record_property):
    reached = score(stated, active)
    record_property("proof", f"bundling, 150 codes, with what families have in common in the file: {reached}")
    assert reached.precision >= LEAST_PRECISION
    assert reached.recall >= 0.95


def test_every_statement_has_a_source_that_is_counted():
    counted = from_sources(MANUAL, RULES, FILE)
    assert all(counted(fact) for fact in bundling_facts())


def test_every_miss_is_listed_with_its_reason(stated, active, record_property):
    with MISSES.open(newline="") as file:
        listed = list(csv.DictReader(file, delimiter="\t"))
    assert all(len(row["reason"]) > 20 for row in listed)
    named = [(row["kind"], row["column1"], row["column2"], row["indicator"]) for row in listed]
    assert len(named) == len(set(named))
    found = {(kind, *map(str, edit)) for kind, edit in misses(stated, active)}
    record_property("proof", f"bundling misses: {dict(Counter(kind for kind, *_ in found).most_common())}")
    assert found - set(named) == set(), "misses that are not listed"
    assert set(named) - found == set(), "listed, but no miss"


def misses(stated: dict[Edit, BundlingFact], active: dict[tuple[str, str], Edit]) -> Iterator[tuple[str, Edit]]:
    """Yield every edit of the file that is not hit, as the file has it, and every stated one that it lacks."""
    answered = {(edit.column1, edit.column2): edit for edit in stated}
    for columns, edit in active.items():
        if edit in stated:
            continue
        if columns in answered:
            yield "other indicator", edit
        elif columns[::-1] in answered:
            yield "other order", edit
        else:
            yield "not stated", edit
    for (one, other), edit in answered.items():
        if (one, other) not in active and (other, one) not in active:
            yield "not in the file", edit


def test_the_look_up_answers_as_the_statements(stated, selection):
    chosen = sorted(selection)[::3]
    for one, other in combinations(chosen, 2):
        for column1, column2 in ((one, other), (other, one)):
            answer = pair(column1, column2, IN_FORCE)
            found = Edit(column1, column2, answer.value.modifier_indicator) if answer else None
            assert (found in stated) if found else not any((column1, column2, n) in stated for n in (0, 1))


def test_by_family(stated, active, record_property):
    family = {code: facts.family for edit in active for code in edit[:2] if (facts := code_facts(code, IN_FORCE))}
    wanted = Counter((family[one], family[other]) for one, other in active)
    hits = Counter((family[edit.column1], family[edit.column2]) for edit in active.values() if edit in stated)
    assert set(hits) <= set(wanted)
    lines = [f"{one} > {other} {hits[one, other]}/{number}" for (one, other), number in wanted.most_common()]
    record_property("proof", "\n  ".join(["bundling, hits by families of column 1 and column 2:", *lines]))
    assert sum(wanted.values()) == len(active)


def test_all_codes_of_the_pack(record_property):
    """Information, with a floor: the statements were written for more codes than the selection."""
    among = frozenset(codes())
    with lzma.open(NCCI / "ptp_practitioner_2024Q3_v302r0_all.csv.xz") as file:
        lines = (line for line in io.TextIOWrapper(file) if line[:5] in among or line[:5] == "colum")
        official = active_edits(lines, among)
    everything = stated_edits(among, lambda fact: True)
    record_property("proof", f"bundling, {len(among)} codes of the pack: {score(everything, official)}")
    visits = frozenset(code for code in among if (facts := code_facts(code)) and facts.family == "evaluation")
    rest = {columns: edit for columns, edit in official.items() if not visits & set(columns)}
    without = score({edit: fact for edit, fact in everything.items() if not visits & set(edit[:2])}, rest)
    record_property("proof", f"bundling, {len(among - visits)} codes of the pack that are no visits: {without}")
    assert without.precision >= 0.95
    assert without.recall >= 0.85
