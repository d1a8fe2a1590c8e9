"""The rules on pairs, units and add-on codes against the official files of the third quarter of 2024.

The files go through the importers and the store; what is expected is read here from the copies by the standard library,
with the modifiers as chapter I of the policy manual lists them.  The rules' own functions meet every row, the engine a
sample of them.
"""

import csv
import os
import random
import re
from collections import Counter
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

import msgspec
import pytest

from cleanskin.record.claim import Claim, Procedure
from cleanskin.reference.loading import load
from cleanskin.reference.look_up import Reference
from cleanskin.rules.day import Days
from cleanskin.rules.engine import Engine
from cleanskin.rules.ncci.add_ons import without_primary
from cleanskin.rules.ncci.pairs import LinePair, is_open, line_pairs
from cleanskin.rules.notation import read_visit
from cleanskin.rules.registry import all_rules
from cleanskin.rules.units.limits import exceeds, over
from cleanskin.rules.visit import Context, Line, Visit, visits_of

from . import reshaped_copies

SHARED = Path(os.environ.get("CLEANSKIN_SHARED", Path(__file__).parents[3] / "shared"))
NCCI = SHARED / "data/cms/ncci"
ON = date(2024, 8, 15)
"""A day inside the quarter."""

SAYING_NOTHING = ("22", "76", "77", "51", "52")
"""Modifiers that open no pair: 22, 76 and 77 by chapter I, the two others because its list lacks them."""

PAIR_RULES = frozenset({"CS-NCCI-001", "CS-NCCI-002", "CS-NCCI-003", "CS-NCCI-004"})
VISIT_RULES = frozenset({"CS-MOD-025", "CS-EM-008", "CS-EM-011", "CS-EM-013"})
"""The rules that speak of an office visit in a pair in the place of CS-NCCI-003."""

pytestmark = pytest.mark.truth


class Service(NamedTuple):
    code: str
    modifiers: tuple[str, ...] = ()
    units: int = 1


@pytest.fixture(scope="module")
def pair_rows() -> list[dict[str, str]]:
    return reshaped_copies.rows_of(NCCI / "ptp_practitioner_2024Q3_derm_both.csv")


@pytest.fixture(scope="module")
def active(pair_rows) -> dict[tuple[str, str], str]:
    found = {
        (row["column1"], row["column2"]): row["modifier_indicator"]
        for row in pair_rows
        if not row["deletion_date"] and row["modifier_indicator"] in "01"
    }
    assert len(found) == 26_484
    return found


@pytest.fixture(scope="module")
def opening() -> frozenset[str]:
    """The NCCI-associated modifiers, from the text of the manual."""
    text = (NCCI / "policy_manual_2026_chapter_01.txt").read_text(encoding="utf-8", errors="replace")
    listed = text[text.index("Anatomic modifiers :") : text.index("These modifiers are referred to")]
    found = set(re.findall(r"\b(?:[A-Z][A-Z0-9]|[0-9]{2})\b", re.sub(r"[A-Z][a-z]+", " ", listed)))
    for letter, first, last in re.findall(r"\b([A-Z])([0-9])-[A-Z]([0-9])\b", listed):
        found |= {f"{letter}{number}" for number in range(int(first), int(last) + 1)}
    assert len(found) == 44, sorted(found)
    return frozenset(found)


@pytest.fixture(scope="module")
def reference(tmp_path_factory) -> Reference:
    folder = tmp_path_factory.mktemp("official")
    files = {
        "ccipra-v302r0-all.txt": reshaped_copies.pair_edits(NCCI / "ptp_practitioner_2024Q3_v302r0_all.csv.xz"),
        "MCR_MUE_PractitionerServices_Eff_07-01-2024.csv": reshaped_copies.unit_limits(
            NCCI / "mue_practitioner_2024Q3.csv"
        ),
        "AOC_V2024Q3-MCR.txt": reshaped_copies.add_on_codes(NCCI / "aoc_2024Q3.csv"),
    }
    for name, data in files.items():
        (folder / name).write_bytes(data)
    report = load([folder / name for name in files], folder / "store", now=datetime(2024, 8, 1, tzinfo=UTC))
    assert [one.result for one in report.outcomes] == ["new"] * 3, report
    return Reference(folder / "store")


@pytest.fixture(scope="module")
def template() -> Claim:
    return read_visit(f"on={ON} payer=medicare 00000 L57.0")[0]


def claim_of(template: Claim, *services: Service) -> Claim:
    """Put services on a claim, without going through text."""
    (model,) = template.lines
    lines = tuple(
        msgspec.structs.replace(
            model,
            number=str(number),
            procedure=Procedure(code=one.code, modifiers=one.modifiers),
            units=Decimal(one.units),
        )
        for number, one in enumerate(services, start=1)
    )
    return msgspec.structs.replace(template, lines=lines)


def visit_of(claim: Claim, days: Days) -> Visit:
    (visit,), _ = visits_of(claim, days, Context())
    return visit


def line_with(template: Claim, days: Days, *modifiers: str) -> Line:
    return visit_of(claim_of(template, Service("00000", modifiers)), days).lines[0]


def test_every_pair_edit(active, opening, reference, template, record_property):
    days, answers = Days(reference), Counter()
    bare = line_with(template, days)
    carrying = {name: line_with(template, days, name) for name in (*opening, *SAYING_NOTHING)}
    for (column1, column2), indicator in active.items():
        for services in ((column1, column2), (column2, column1)):
            visit = visit_of(claim_of(template, *map(Service, services)), days)
            (pair,) = line_pairs(visit)
            assert (pair.paid.code, pair.denied.code) == (column1, column2)
            assert str(pair.edit.modifier_indicator) == indicator
        assert not is_open(pair, visit.day)
        for name, line in carrying.items():
            expected = indicator == "1" and name in opening
            assert is_open(LinePair(pair.edit, bare, line), visit.day) == expected, (column1, column2, name)
            assert is_open(LinePair(pair.edit, line, bare), visit.day) == expected, (column1, column2, name)
            answers[expected] += 2
    pairs = Counter(active.values())
    record_property(
        "proof",
        f"rules, pair edits 2024 Q3: {len(active)} of {len(active)} active pairs agree (indicator 1: {pairs['1']},"
        f" 0: {pairs['0']}), both orders of lines; with one modifier of {len(carrying)} on either line:"
        f" {answers[True]} opened, {answers[False]} not",
    )


def test_ended_and_withdrawn_pairs_are_no_pairs(active, pair_rows, reference, template, record_property):
    days = Days(reference)
    ended = {(row["column1"], row["column2"]) for row in pair_rows} - active.keys()
    for column1, column2 in sorted(ended):
        visit = visit_of(claim_of(template, Service(column1), Service(column2)), days)
        expected = [(column2, column1)] if (column2, column1) in active else []
        assert [(one.paid.code, one.denied.code) for one in line_pairs(visit)] == expected
    record_property("proof", f"rules, pair edits 2024 Q3: {len(ended)} ended or withdrawn pairs flag nothing")


def test_a_sample_of_pair_edits_through_the_engine(active, reference, template, record_property):
    engine = Engine(reference, rules=[rule for rule in all_rules() if rule.id in PAIR_RULES | VISIT_RULES])
    chance, ran = random.Random(20240815), Counter()
    sample = chance.sample(sorted(active), 265)
    sample += [pair for pair, indicator in sorted(active.items()) if indicator == "0"][:20]
    for column1, column2 in sample:
        indicator = active[column1, column2]
        for where, name in [
            ("", ""),
            *((line, name) for line in "12" for name in ("59", "XS", "RT", "25", "76", "22")),
        ]:
            modifiers = {where: (name,)}
            services = Service(column1, modifiers.get("1", ())), Service(column2, modifiers.get("2", ()))
            found = engine.scrub(claim_of(template, *services)).findings
            said = {(one.rule, number) for one in found for number in one.lines}
            denied = {rule for rule, number in said if number == "2"}
            opened = indicator == "1" and name in ("59", "XS", "RT", "25")
            if opened:
                assert not denied & PAIR_RULES, (column1, column2, where, name, said)
            else:
                assert denied, (column1, column2, where, name, said)
            assert not any(rule in PAIR_RULES for rule, number in said if number == "1"), (column1, column2, said)
            ran[opened] += 1
    record_property(
        "proof",
        f"rules, pair edits 2024 Q3, through the engine: {len(sample)} pairs, {ran[False]} claims flagged on the"
        f" column-2 line, {ran[True]} opened ones not",
    )


def test_every_unit_limit(reference, template, record_property):
    days, checked = Days(reference), Counter()
    for row in reshaped_copies.rows_of(NCCI / "mue_practitioner_2024Q3.csv"):
        code, most, indicator = row["hcpcs_code"], int(row["mue_units"]), int(row["mue_mai"])
        for units in ((most,), (most + 1,), (most, 1), (1, 1, 1)):
            expected = max(units) > most if indicator == 1 else sum(units) > most
            visit = visit_of(claim_of(template, *(Service(code, (), one) for one in units)), days)
            limit = visit.day.unit_limit(code)
            assert (limit.units, limit.adjudication) == (most, indicator)
            assert exceeds(limit, [Decimal(one) for one in units]) == expected, row
            flagged = [one for which in (1, 2, 3) for one in over(visit, which)]
            assert bool(flagged) == (expected and most > 0), row
        checked[indicator] += 1
    assert sum(checked.values()) == 14_677
    told = ", ".join(f"{count} of indicator {indicator}" for indicator, count in sorted(checked.items()))
    record_property("proof", f"rules, unit limits 2024 Q3: {sum(checked.values())} of 14677 codes agree ({told})")


def test_a_sample_of_unit_limits_through_the_engine(reference, template, record_property):
    engine = Engine(reference, rules=[rule for rule in all_rules() if rule.id.startswith(("CS-UNIT-", "CS-NCCI-020"))])
    rows = random.Random(20240815).sample(reshaped_copies.rows_of(NCCI / "mue_practitioner_2024Q3.csv"), 150)
    rows += [row for row in reshaped_copies.rows_of(NCCI / "mue_practitioner_2024Q3.csv") if row["mue_mai"] == "1"]
    for row in rows:
        code, most = row["hcpcs_code"], int(row["mue_units"])
        for units in (max(most, 1), most + 1):
            found = engine.scrub(claim_of(template, Service(code, (), units))).findings
            assert bool({one.rule for one in found} - {"CS-UNIT-007"}) == (units > most), (row, units, found)
    record_property("proof", f"rules, unit limits 2024 Q3, through the engine: {len(rows)} codes at and over the limit")


def test_every_add_on_relation(reference, template, record_property):
    days = Days(reference)
    rows = reshaped_copies.rows_of(NCCI / "aoc_2024Q3.csv")
    primaries: dict[str, set[str]] = {}
    for row in rows:
        primaries.setdefault(row["add_on_code"], set()).add(row["primary_code"])
    types = {row["add_on_code"]: int(row["aoc_edit_type"]) for row in rows}
    for code, listed in primaries.items():
        for other in sorted(listed - {"CCCCC"}):
            visit = visit_of(claim_of(template, Service(other), Service(code)), days)
            assert code not in {one.line.code for one in without_primary(visit)}, (code, other)
        stranger = "00000"
        for services in ((Service(code),), (Service(code), Service(stranger))):
            visit = visit_of(claim_of(template, *services), days)
            (alone,) = without_primary(visit)
            assert (alone.line.code, alone.edit.type) == (code, types[code])
    assert len(rows) == 7_465
    kinds = Counter(types.values())
    record_property(
        "proof",
        f"rules, add-on codes 2024 Q3: {len(rows)} of 7465 relations agree; {len(types)} add-on codes"
        f" ({kinds[1]} of type 1, {kinds[2]} of type 2, {kinds[3]} of type 3) without a primary are told",
    )


def test_add_on_codes_alone_through_the_engine(reference, template, record_property):
    engine = Engine(reference, rules=[rule for rule in all_rules() if rule.id in ("CS-NCCI-010", "CS-NCCI-011")])
    with (NCCI / "aoc_2024Q3.csv").open(newline="") as file:
        types = {row["add_on_code"]: row["aoc_edit_type"] for row in csv.DictReader(file)}
    for code, kind in types.items():
        (finding,) = engine.scrub(claim_of(template, Service(code))).findings
        assert finding.rule == ("CS-NCCI-010" if kind == "1" else "CS-NCCI-011"), code
    record_property("proof", f"rules, add-on codes 2024 Q3, through the engine: {len(types)} codes alone are flagged")
