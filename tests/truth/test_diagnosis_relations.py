"""The pack's selection of notes against the official tabular list: every stated exclusion and obligation is there."""

import lzma
import os
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from cleanskin.reference.dermatology.diagnoses import diagnoses
from cleanskin.reference.dermatology.diagnosis_relations import relations
from cleanskin.reference.icd10cm import Diagnoses
from cleanskin.reference.loading import load
from cleanskin.reference.look_up import Reference

SHARED = Path(os.environ.get("CLEANSKIN_SHARED", Path(__file__).parents[3] / "shared"))
TABULAR = SHARED / "data/cms/icd10/icd10c-tabular-April-1-2026.xml.xz"
ON = date(2026, 5, 1)

pytestmark = pytest.mark.truth


@pytest.fixture(scope="module")
def official(tmp_path_factory: pytest.TempPathFactory) -> Reference:
    given = tmp_path_factory.mktemp("icd")
    (given / TABULAR.name.removesuffix(".xz")).write_bytes(lzma.decompress(TABULAR.read_bytes()))
    file = given / TABULAR.name.removesuffix(".xz")
    load([file], given / "store", now=datetime(2026, 11, 22, tzinfo=UTC), needed_on=ON)
    return Reference(given / "store")


def below(reference: Reference, code: str) -> str:
    """Return a billable code at or below a beginning."""
    found = Diagnoses(reference).more_specific(code, ON, limit=1)
    if found:
        return found[0]
    return next(key for key, facts in reference.rows("icd10cm", "diagnoses", ON) if key.startswith(code))


def test_every_relation_stands_in_the_tabular_list(official: Reference, record_property):
    rows = [row for held in relations().values() for row in held]
    checked = 0
    for row in rows:
        code = below(official, row.code)
        if row.kind == "excludes1":
            for other in row.others:
                assert official.excludes1_conflict(code, below(official, other), ON), (row.code, other)
                checked += 1
            continue
        stated = [one for one in official.obligations(code, ON) if one.kind == row.kind]
        assert any(one.mandatory == row.mandatory for one in stated), row
        for other in row.others:
            assert any(one.answered_by([below(official, other)]) for one in stated), (row.code, other)
            checked += 1
    record_property("proof", f"{len(rows)} notes of the pack, {checked} codes named: all in the tabular list")


def test_how_many_official_exclusions_among_the_packs_codes_the_selection_knows(official: Reference, record_property):
    pack = Reference(None)
    codes = sorted(diagnoses())
    official_pairs = known = wrong = 0
    for place, one in enumerate(codes):
        for other in codes[place + 1 :]:
            stated = official.excludes1_conflict(one, other, ON) is not None
            found = pack.excludes1_conflict(one, other, ON) is not None
            official_pairs += stated
            known += stated and found
            wrong += found and not stated
    record_property("proof", f"{known} of {official_pairs} official exclusions known, {wrong} invented")
    assert wrong == 0
    assert known / official_pairs > 0.8
