"""ICD-10-CM and coverage articles: the importers against the official files, and the pack's diagnoses against them."""

import gzip
import io
import json
import lzma
import os
import time
import zipfile
from datetime import date
from pathlib import Path

import pytest

from cleanskin.record.coverage_policy import CoverageArticle
from cleanskin.record.diagnosis_code import DiagnosisFacts
from cleanskin.record.provenance import Answer
from cleanskin.reference.coverage import verdict
from cleanskin.reference.dermatology.diagnoses import diagnoses
from cleanskin.reference.icd10cm import Diagnoses
from cleanskin.reference.importers import coverage_articles, icd10cm
from cleanskin.reference.importers.icd10cm_tabular import side_named
from cleanskin.reference.importing import Batch, Contents
from cleanskin.reference.search import Searcher

SHARED = Path(os.environ.get("CLEANSKIN_SHARED", Path(__file__).parents[3] / "shared"))
CMS = SHARED / "data/cms"
ICD = CMS / "icd10"
TABULAR = "icd10c-tabular-April-1-2026.xml"
ON = date(2026, 5, 1)

pytestmark = pytest.mark.truth


class Given:
    """A member made in memory."""

    def __init__(self, name: str, data: bytes) -> None:
        self.name = name
        self._data = data
        self.size_bytes = len(data)

    def head(self, count_bytes: int = 65536) -> bytes:
        return self._data[:count_bytes]

    def data(self) -> bytes:
        return self._data


def read(importer, *members: Given) -> Contents:
    (batch,) = importer.IMPORTER.recognise(list(members))
    assert isinstance(batch, Batch), batch
    contents = importer.IMPORTER.read(batch)
    assert isinstance(contents, Contents), contents
    return contents


def rows(contents: Contents) -> dict[str, DiagnosisFacts]:
    return dict(contents.tables[0].rows)


@pytest.fixture(scope="module")
def tabular() -> Contents:
    return read(icd10cm, Given(TABULAR, lzma.decompress((ICD / f"{TABULAR}.xz").read_bytes())))


@pytest.fixture(scope="module")
def codes_only() -> Contents:
    name = "icd10cm_codes_FY2026_apr_codesonly.txt"
    return read(icd10cm, Given(name, gzip.decompress((ICD / f"{name}.gz").read_bytes())))


@pytest.fixture(scope="module")
def order() -> Contents:
    name = "icd10cm_order_FY2025_rebuilt.txt"
    return read(icd10cm, Given(name, gzip.decompress((ICD / f"{name}.gz").read_bytes())))


@pytest.fixture(scope="module")
def articles() -> dict[str, CoverageArticle]:
    name = "mcd_articles_derm_2026-10.json"
    contents = read(coverage_articles, Given(name, (CMS / "lcd" / name).read_bytes()))
    return dict(contents.tables[0].rows)


class Store:
    """The tabular list behind the store's protocol and the search's."""

    def __init__(self, facts: dict[str, DiagnosisFacts]) -> None:
        self.facts = facts

    def diagnosis(self, code: str, on: date) -> Answer[DiagnosisFacts] | None:
        return Answer(self.facts[code], None) if code in self.facts else None  # type: ignore[arg-type]

    def holds(self, kind: str, on: date) -> bool:
        return True

    def rows(self, kind: str, table: str, on: date):
        found = sorted(self.facts.items(), key=lambda one: (len(one[0]), one[0])) if table == "diagnoses" else ()
        return iter(found)

    def releases(self):
        return ()


def test_billable_codes_of_the_tabular_are_the_official_list(tabular, codes_only, record_property):
    assert (tabular.release, tabular.problems) == ("FY2026-2026-04-01", ())
    ours = {code for code, row in rows(tabular).items() if row.billable}
    official = gzip.decompress((ICD / "icd10cm_codes_FY2026_apr_codesonly.txt.gz").read_bytes()).decode().split()
    assert len(official) == 74_719
    assert ours == set(official)
    assert set(rows(codes_only)) == set(official)
    record_property(
        "proof", f"ICD-10-CM: {len(ours):,} billable codes made from the tabular list equal the official list"
    )


def test_order_file_of_2025(order, record_property):
    text = gzip.decompress((ICD / "icd10cm_order_FY2025_rebuilt.txt.gz").read_bytes()).decode()
    official = {line[6:13].strip(): (line[14], " ".join(line[77:].split())) for line in text.splitlines()}
    ours = rows(order)
    assert order.release == "FY2025-2024-10-01"
    assert order.problems == ()
    assert {code: (str(int(row.billable)), row.label) for code, row in ours.items()} == official
    record_property("proof", f"ICD-10-CM: {len(ours):,} rows of the order file of 2025 read as they stand")


def test_tree_and_sides_of_order_and_tabular_agree(order, tabular):
    """Where both releases word a code alike, parents and sides must be the same, read in two ways."""
    old, new = rows(order), rows(tabular)
    same = [code for code, row in old.items() if code in new and row.label == new[code].label and row.parent]
    assert len(same) > 60_000
    assert [code for code in same if len(code) > 3 and old[code].parent != new[code].parent] == []
    differing = [code for code in same if old[code].laterality != new[code].laterality]
    assert len(differing) < 0.002 * len(same), differing[:20]


def test_order_head_of_2026():
    contents = read(
        icd10cm, Given("icd10cm_order_2026.txt", (CMS / "formats/fixtures/icd10cm_order_2026.head.txt").read_bytes())
    )
    assert contents.release == "FY2026-2025-10-01"
    assert {code: row.billable for code, row in rows(contents).items()} == {
        line[6:13].strip(): line[14] == "1"
        for line in (CMS / "formats/fixtures/icd10cm_order_2026.head.txt").read_text().splitlines()
    }


def test_every_note_that_names_codes_names_known_ones(tabular):
    """Codes and ranges of the notes exist in the list: a parser that cut them wrongly would name others."""
    facts = rows(tabular)
    unknown = set()
    for row in facts.values():
        for notes in (row.excludes1, row.excludes2, row.code_first, row.use_additional, row.code_also):
            for note in notes:
                for named in note.codes:
                    ends = named.rstrip("-").rstrip(".").split("-")
                    unknown |= {end for end in ends if end.replace(".", "") not in facts}
    assert len(unknown) <= 40, sorted(unknown)


def test_exclusions_of_dermatology(tabular):
    known = Diagnoses(Store(rows(tabular)))  # type: ignore[arg-type]
    conflict = known.excludes1_conflict("C44519", "C4359", ON)
    assert conflict is not None
    assert conflict.at == "C44"
    assert known.excludes1_conflict("C4359", "D0359", ON) is not None
    assert known.excludes1_conflict("D1721", "D235", ON) is not None
    # Excludes2, or no note, in this list: both may be billed
    assert known.excludes1_conflict("B078", "A630", ON) is None
    assert known.excludes2("B078", "A630", ON) is not None
    assert known.excludes1_conflict("L820", "L570", ON) is None
    drug = known.obligations("L270", ON)[0]
    assert drug.answered_by(["T360X5A"])
    assert not drug.answered_by(["T360X1A"])


def test_other_side_of_every_sided_pack_code(tabular, record_property):
    known = Diagnoses(Store(rows(tabular)))  # type: ignore[arg-type]
    sided = [code for code in diagnoses() if known.side(code, ON) in ("right", "left")]
    assert len(sided) > 150
    for code in sided:
        other = known.other_side(code, ON)
        assert other, code
        assert known.other_side(other, ON) == code
        assert {known.side(code, ON), known.side(other, ON)} == {"right", "left"}
    record_property("proof", f"ICD-10-CM: {len(sided)} sided diagnoses of the pack mirror each other")


def test_conflicts_are_answered_fast(tabular):
    known = Diagnoses(Store(rows(tabular)))  # type: ignore[arg-type]
    codes = list(diagnoses())[::9]
    for one in codes:
        known.excludes1_conflict(one, "L570", ON)
    start = time.perf_counter()
    for one in codes:
        for other in codes:
            known.excludes1_conflict(one, other, ON)
    each = (time.perf_counter() - start) / len(codes) ** 2
    assert each < 100e-6  # a fifth of it is the aim; the machine may be busy


def test_pack_diagnoses_are_billable_and_sided_as_published(tabular, order, record_property):
    new, old = rows(tabular), rows(order)
    count = 0
    for code, dated in diagnoses().items():
        for row in dated:
            count += 1
            assert new[code].billable, code
            assert row.value.laterality == new[code].laterality, code
            if row.source == "icd10cm-fy2025-fy2026":
                assert old[code].billable, code
            else:
                assert code not in old or not old[code].billable, code
    assert count >= 500
    record_property("proof", f"Dermatology pack: {count} diagnoses are billable in the list of April 2026")


def test_simple_icd_10_cm_wheel_is_read_like_an_archive(tabular):
    """The wheel's one data file of use is the same tabular list; the rest is left alone."""
    data = lzma.decompress((ICD / f"{TABULAR}.xz").read_bytes())
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr(f"simple_icd_10_cm/data/{TABULAR}", data)
        archive.writestr("simple_icd_10_cm/data/code-list-April-2026.txt", "1\nA00-A09\nA00\nA000\nA001\nA009\nA01\n")
    with zipfile.ZipFile(buffer) as archive:
        members = [Given(f"simple_icd_10_cm.whl/{name}", archive.read(name)) for name in archive.namelist()]
    (found,) = icd10cm.IMPORTER.recognise(members)
    assert isinstance(found, Batch)
    assert (found.release, found.form) == (tabular.release, "tabular")


def test_hcpcs_and_other_official_files_are_not_taken_for_diagnoses():
    others = [
        CMS / "hcpcs/hcpcs_level2_2024.csv",
        CMS / "ncci/aoc_2024Q3.csv",
        *(CMS / "formats/fixtures").glob("[!i]*"),
    ]
    assert len(others) > 4
    codes = gzip.decompress((CMS / "hcpcs/hcpcs_level2_codes_2026q3.txt.gz").read_bytes())
    members = [Given("hcpcs_2026.txt", codes), *(Given(f"x_2026_{path.name}", path.read_bytes()) for path in others)]
    assert icd10cm.IMPORTER.recognise(members) == []
    assert coverage_articles.IMPORTER.recognise(members) == []


def test_articles_are_read_whole(articles, record_property):
    official = json.loads((CMS / "lcd/mcd_articles_derm_2026-10.json").read_bytes())
    assert sorted(articles) == sorted(official)
    for name, article in articles.items():
        raw = official[name]
        assert {str(group.group): list(group.codes) for group in article.code_groups} == raw["codes"]
        covered = {str(group.group): list(group.codes) for group in article.diagnosis_groups}
        assert covered == {
            number: [code.replace(".", "") for code in codes] for number, codes in raw["covered"].items()
        }
        assert all(group.rule != "unread" for group in article.diagnosis_groups), name
        assert article.reading is not None
    total = sum(len(group.codes) for article in articles.values() for group in article.diagnosis_groups)
    record_property("proof", f"Coverage: {len(articles)} articles with {total:,} covered diagnoses read whole")


@pytest.mark.parametrize(
    ("article", "procedure", "diagnoses_of_line", "expected"),
    [
        ("A57161", "11300", ["L820"], "supported"),
        ("A57161", "11300", ["L821"], "needs_partner"),
        ("A57161", "11300", ["L821", "R208"], "supported"),
        ("A57161", "11300", ["R208"], "not_supported"),
        ("A57161", "11306", ["C4441"], "supported"),
        ("A57161", "11420", ["C4441"], "not_supported"),
        ("A57161", "17110", ["B078"], "supported"),
        ("A57161", "17000", ["L570"], "not_listed"),
        ("A57113", "11300", ["L821"], "supported"),
        ("A57113", "11200", ["L918"], "no_limit"),
        ("A57113", "17340", ["L700"], "no_limit"),
        ("A57113", "17110", ["L821"], "supported"),
        ("A57113", "54050", ["A630"], "supported"),
        ("A57113", "54050", ["L821"], "not_supported"),
        ("A57113", "11310", ["C44311"], "supported"),
        ("A57113", "11440", ["C44311"], "not_supported"),
        ("A54602", "17110", ["B078"], "no_limit"),
        ("A54602", "17110", ["Z411"], "noncovered"),
        ("A57482", "17110", ["L821"], "supported"),
        ("A57482", "17110", ["L821", "Z411"], "noncovered"),
        ("A57482", "11310", ["C44311"], "not_listed"),
        ("A57767", "17311", ["C44311"], "supported"),
        ("A57767", "17311", ["L821"], "not_supported"),
    ],
)
def test_verdicts_of_the_articles(articles, article, procedure, diagnoses_of_line, expected):
    said = verdict(procedure, diagnoses_of_line, articles[article])
    assert said.verdict == expected, said.reason


def test_index_of_articles_by_procedure():
    name = "mcd_articles_derm_2026-10.json"
    contents = read(coverage_articles, Given(name, (CMS / "lcd" / name).read_bytes()))
    index: dict[str, set[str]] = {}
    for code, row in contents.tables[1].rows:
        index.setdefault(code, set()).add(row.article)
    assert index["17110"] == {"A54602", "A57113", "A57161", "A57482"}
    assert index["17311"] == {"A57767"}


def test_search_over_the_whole_list(tabular, record_property):
    queries = {
        "sebhoric keratosis": "L820 L821",
        "basel cell nose left": "C44311",
        "AK": "L570",
        "bx punch": "11104",
        "merkle cell carcinoma eyelid": "C4A10",
        "lymes disease": "A6920",
        "scalp laceration": "S0101XA",
        "type 2 diabetes": "E119",
        "hypertension": "I10",
        "history of basal cell": "Z85828",
        "necrobiosis": "L921",
        "psoriatic arthropathy": "L4050",
    }
    searcher = Searcher(Store(rows(tabular)), ON)
    searcher.search("warm upp")
    slowest = 0.0
    for words, expected in queries.items():
        start = time.perf_counter()
        found = [hit.code for hit in searcher.search(words, limit=3)]
        slowest = max(slowest, time.perf_counter() - start)
        assert set(found) & set(expected.split()), (words, found)
    assert slowest < 0.3
    record_property("proof", f"Search: {len(queries)} queries over the whole list, the slowest {slowest * 1000:.0f} ms")


def test_side_words_are_not_mistaken():
    with gzip.open(ICD / "icd10cm_order_FY2025_rebuilt.txt.gz", "rt") as file:
        labels = [line[77:].strip() for line in file]
    both = [label for label in labels if "right" in label.lower() and "left" in label.lower()]
    assert both
    assert all(side_named(label) in ("", "bilateral") for label in both)
