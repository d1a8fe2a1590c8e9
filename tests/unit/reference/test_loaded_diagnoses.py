"""From the publisher's archive through the store to an answer: diagnoses, articles, search."""

import io
import zipfile
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from cleanskin.reference.icd10cm import Diagnoses
from cleanskin.reference.loading import load
from cleanskin.reference.look_up import Reference
from cleanskin.reference.search import search

from .importers.test_coverage_articles import EXPORT
from .tabular_sample import TABULAR

NOW = datetime(2026, 11, 22, tzinfo=UTC)
ON = date(2026, 5, 1)


def archive(**members: bytes | str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in members.items():
            file.writestr(name, data)
    return buffer.getvalue()


@pytest.fixture(scope="module")
def reference(tmp_path_factory: pytest.TempPathFactory) -> Reference:
    given: Path = tmp_path_factory.mktemp("given")
    store = given / "store"
    (given / "april-1-2026-code-tables.zip").write_bytes(archive(**{"icd10cm-tabular-2026.xml": TABULAR}))
    inner = archive(**EXPORT, **{"article_x_bill_code.csv": "article_id,article_version,bill_code_id\n"})
    (given / "current_article.zip").write_bytes(archive(**{"current_article_csv.zip": inner}))
    report = load(sorted(given.glob("*.zip")), store, now=NOW, needed_on=ON)
    assert {(one.kind, one.release, one.result) for one in report.outcomes} == {
        ("icd10cm", "FY2026-2026-04-01", "new"),
        ("coverage-articles", "2026-10-21", "new"),
    }
    return Reference(store)


def test_diagnoses(reference: Reference):
    known = Diagnoses(reference)
    assert known.holds_notes(ON)
    conflict = known.excludes1_conflict("C44519", "C430", ON)
    assert conflict is not None
    assert conflict.at == "C44"
    standing = known.standing("S090", ON)
    assert (standing.status, standing.suggested) == ("not_billable", ("S090XXA", "S090XXS"))
    assert standing.provenance is not None
    assert standing.provenance.release == "FY2026-2026-04-01"
    assert known.standing("L821", date(2026, 10, 1)).notice


def test_articles(reference: Reference):
    found = reference.articles("11300", "CA", ON)
    assert [(one.value.article, one.value.version) for one in found] == [("A90001", 7)]
    assert reference.articles("11300", "TX", ON) == []
    assert [one.value.version for one in reference.articles("11300", "CA", date(2025, 6, 1))] == [6]


def test_search(reference: Reference, tmp_path: Path):
    assert search("melanoma in place lip", reference, ON, cache_folder=tmp_path)[0].code == "D030"
    assert search("injury of vessels of head", reference, ON, cache_folder=tmp_path)[0].code == "S090XXA"
