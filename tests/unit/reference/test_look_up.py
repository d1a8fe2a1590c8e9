"""Which release answers for a day, what must be said of it, and when the pack answers."""

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from cleanskin.kernel.period import Period
from cleanskin.record.code_list import AdjustmentCode
from cleanskin.record.coverage_policy import ArticleCode, CodeGroup, CoverageArticle
from cleanskin.record.diagnosis_code import DiagnosisFacts
from cleanskin.record.fee import DrugPackage, FeeRow
from cleanskin.record.procedure import HcpcsFacts, UnitLimit
from cleanskin.record.protocols import CodeSets, FeeLocalities, ReferenceStore
from cleanskin.reference.everything import everything
from cleanskin.reference.importing import PairTable
from cleanskin.reference.look_up import Reference

from .stored import keyed, put

MUE, PTP, ICD = "ncci-mue-practitioner", "ncci-ptp-practitioner", "icd10cm"
Q2, Q3, Q4 = date(2026, 4, 1), date(2026, 7, 1), date(2026, 10, 1)
Q5 = date(2027, 1, 1)


def limits(folder: Path, release: str, start: date, end: date | None, **units: int) -> None:
    rows = [(code, UnitLimit(code=code, units=count, adjudication=2)) for code, count in units.items()]
    put(folder, MUE, release, keyed("unit_limits", rows), start=start, end=end)


def units(reference: Reference, code: str, on: date) -> int | None:
    answer = reference.unit_limit(code, on)
    return answer.value.units if answer else None


def pairs(
    folder: Path,
    release: str,
    start: date,
    end: date,
    part: str,
    rows: list[tuple[str, str, date, date | None, int]],
    parts: tuple[str, ...] = ("f1", "f2"),
) -> None:
    schema = {
        "column1": pl.String,
        "column2": pl.String,
        "effective_on": pl.Date,
        "ended_on": pl.Date,
        "modifier_indicator": pl.UInt8,
    }
    frame = pl.DataFrame(rows, schema=schema, orient="row").with_columns(rationale=pl.lit("misuse"))
    table = PairTable(name="pairs", frame=frame)
    put(folder, PTP, release, table, start=start, end=end, part=part, parts_expected=parts, dating="rows")


def test_it_is_what_the_rules_ask_for() -> None:
    reference = Reference()
    assert isinstance(reference, ReferenceStore)
    assert isinstance(reference, FeeLocalities)
    assert isinstance(reference, CodeSets)


@pytest.mark.parametrize(("on", "expected"), [(Q2, 3), (date(2026, 6, 30), 3), (Q3, 4), (date(2026, 9, 30), 4)])
def test_the_release_of_the_day_answers(tmp_path: Path, on: date, expected: int) -> None:
    limits(tmp_path, "2026Q3", Q3, Q4, ZZ001=4)
    limits(tmp_path, "2026Q2", Q2, Q3, ZZ001=3)
    reference = Reference(tmp_path)
    assert units(reference, "ZZ001", on) == expected
    assert reference.holds("unit_limit", on)
    assert reference.notice("unit_limit", on) == ""


def test_a_day_behind_the_newest_release_is_answered_with_a_notice(tmp_path: Path) -> None:
    limits(tmp_path, "2026Q3", Q3, Q4, ZZ001=4)
    reference = Reference(tmp_path)
    answer = reference.unit_limit("ZZ001", Q4)
    assert answer is not None
    assert "2026Q3" in answer.notice
    assert "2026-09-30" in answer.notice
    assert not reference.holds("unit_limit", Q4), "a miss on that day would prove nothing"


def test_a_day_between_two_releases_held_is_answered_by_the_earlier_with_a_notice(tmp_path: Path) -> None:
    limits(tmp_path, "2026Q2", Q2, Q3, ZZ001=3)
    limits(tmp_path, "2026Q4", Q4, Q5, ZZ001=5)
    answer = Reference(tmp_path).unit_limit("ZZ001", date(2026, 8, 1))
    assert answer is not None
    assert (answer.value.units, "2026Q2" in answer.notice) == (3, True)


def test_a_day_before_every_release_is_not_answered_by_a_later_one(tmp_path: Path) -> None:
    limits(tmp_path, "2026Q3", Q3, Q4, ZZ001=4)
    reference = Reference(tmp_path)
    assert units(reference, "ZZ001", date(2026, 6, 30)) is None
    assert "before the oldest release" in reference.notice("unit_limit", date(2026, 6, 30))
    assert not reference.holds("unit_limit", date(2026, 6, 30))


def test_a_release_without_an_end_holds_until_the_next(tmp_path: Path) -> None:
    limits(tmp_path, "2026Q3", Q3, None, ZZ001=4)
    assert Reference(tmp_path).holds("unit_limit", date(2040, 1, 1))


def test_a_corrected_release_of_the_same_days_wins(tmp_path: Path) -> None:
    limits(tmp_path, "v322r0", Q3, Q4, ZZ001=4)
    limits(tmp_path, "v322r1", Q3, Q4, ZZ001=5)
    assert units(Reference(tmp_path), "ZZ001", Q3) == 5


def test_a_covered_day_is_settled_by_the_release_not_by_the_pack(tmp_path: Path) -> None:
    in_pack = Reference().unit_limit("17000", Q3)
    assert in_pack is not None, "the pack knows a limit of 17000"
    limits(tmp_path, "2026Q3", Q3, Q4, ZZ001=4)
    reference = Reference(tmp_path)
    assert reference.unit_limit("17000", Q3) is None
    before = reference.unit_limit("17000", date(2026, 6, 30))
    assert before is not None
    assert before.provenance.is_built_in
    assert "2026Q3" in before.notice


def test_behind_the_release_what_began_later_answers(tmp_path: Path) -> None:
    """A release of 2025 does not outlive what the pack says of 2026; one that began after the pack's row does."""
    row = FeeRow(code="17000", status="A")
    put(
        tmp_path / "old",
        "pfs-rvu",
        "RVU25D",
        keyed("fees", [("17000", row)]),
        start=date(2025, 10, 1),
        end=date(2026, 1, 1),
    )
    old = Reference(tmp_path / "old").fee("17000", date(2026, 3, 1))
    assert old is not None
    assert old.provenance.is_built_in
    assert "RVU25D" in old.notice
    put(
        tmp_path / "new",
        "pfs-rvu",
        "RVU26B",
        keyed("fees", [("17000", row)]),
        start=date(2026, 4, 1),
        end=date(2026, 7, 1),
        part="nonQPP",
    )
    new = Reference(tmp_path / "new").fee("17000", date(2026, 8, 1))
    assert new is not None
    assert new.provenance.release == "RVU26B"
    assert "RVU26B" in new.notice


def test_each_edition_answers_for_itself(tmp_path: Path) -> None:
    for part, status in (("nonQPP", "A"), ("QPP", "R")):
        table = keyed(
            "fees",
            [
                ("ZZ001", FeeRow(code="ZZ001", status=status)),
                ("ZZ00126", FeeRow(code="ZZ001", modifier="26", status="B")),
            ],
        )
        put(tmp_path, "pfs-rvu", "RVU26C", table, start=Q3, end=Q4, part=part, parts_expected=("nonQPP", "QPP"))
        reference = Reference(tmp_path)
        assert reference.holds("fee", Q3), "one edition is whole without the other"
    rows = [
        reference.fee("ZZ001", Q3),
        reference.fee("ZZ001", Q3, qualifying_apm=True),
        reference.fee("ZZ001", Q3, modifier="26"),
    ]
    assert [row.value.status for row in rows if row] == ["A", "R", "B"]


def test_an_edition_that_is_not_held_is_not_answered_by_the_other(tmp_path: Path) -> None:
    put(
        tmp_path, "pfs-rvu", "RVU26C", keyed("fees", [("ZZ001", FeeRow(code="ZZ001"))]), start=Q3, end=Q4, part="nonQPP"
    )
    reference = Reference(tmp_path)
    assert reference.fee("ZZ001", Q3, qualifying_apm=True) is None
    built_in = reference.fee("17000", Q3, qualifying_apm=True)
    assert built_in is not None
    assert built_in.provenance.is_built_in


def test_pair_edits_of_the_newest_whole_release_answer_for_every_day(tmp_path: Path) -> None:
    old = [("ZZ001", "ZZ002", date(2020, 1, 1), None, 1)]
    new = [("ZZ001", "ZZ002", date(2020, 1, 1), date(2026, 7, 1), 1), ("ZZ001", "ZZ003", date(2026, 7, 1), None, 0)]
    for part in ("f1", "f2"):
        pairs(tmp_path, "v321r0", Q2, Q3, part, old if part == "f1" else [])
    pairs(tmp_path, "v322r0", Q3, Q4, "f1", new)
    reference = Reference(tmp_path)
    assert reference.pair("ZZ001", "ZZ003", Q3) is None, "the new release lacks a part, the old whole one answers"
    assert not reference.holds("pair", Q3)
    pairs(tmp_path, "v322r0", Q3, Q4, "f2", [])
    reference = Reference(tmp_path)
    assert reference.holds("pair", Q3)
    assert reference.holds("pair", date(1999, 1, 1)), "a release carries the whole history"
    long_ago = reference.pair("ZZ001", "ZZ002", date(2021, 1, 1))
    assert long_ago is not None
    assert (long_ago.provenance.release, long_ago.notice) == ("v322r0", "")
    assert reference.pair("ZZ001", "ZZ002", Q3) is None
    behind = reference.pair("ZZ001", "ZZ003", Q4)
    assert behind is not None
    assert "v322r0" in behind.notice


def test_history_of_a_pair_in_both_directions(tmp_path: Path) -> None:
    rows = [("ZZ001", "ZZ002", date(2020, 1, 1), date(2020, 1, 1), 9), ("ZZ002", "ZZ001", date(2021, 1, 1), None, 1)]
    pairs(tmp_path, "v322r0", Q3, Q4, "f1", rows, parts=())
    reference = Reference(tmp_path)
    history = reference.pair_history("ZZ001", "ZZ002")
    assert [(one.value.column1, one.value.modifier_indicator) for one in history] == [("ZZ001", 9), ("ZZ002", 1)]
    assert [one.value.column1 for one in reference.pairs_of("ZZ001", Q3)] == ["ZZ002"]
    assert reference.pair("ZZ001", "ZZ002", date(2020, 1, 1)) is None


def test_membership_in_code_sets(tmp_path: Path) -> None:
    diagnoses = [
        ("L57", DiagnosisFacts(code="L57", label="x", billable=False)),
        ("L570", DiagnosisFacts(code="L570", label="x", billable=True)),
    ]
    put(tmp_path, ICD, "FY2026", keyed("diagnoses", diagnoses), start=Q2, end=Q4)
    hcpcs = [
        ("J1885", HcpcsFacts(code="J1885", added_on=date(2020, 1, 1), terminated_on=date(2026, 8, 31))),
        ("AA", HcpcsFacts(code="AA", is_modifier=True)),
    ]
    put(tmp_path, "hcpcs-level-2", "2026Q3", keyed("hcpcs", hcpcs), start=Q3, end=Q4)
    reasons = [
        ("C45", AdjustmentCode(code="45", code_list="carc", period=Period(date(1995, 1, 1)))),
        ("CA1", AdjustmentCode(code="A1", code_list="carc", period=Period(date(1995, 1, 1), date(2020, 1, 1)))),
    ]
    put(
        tmp_path,
        "claim-adjustment-codes",
        "2026-07",
        keyed("adjustment_codes", reasons),
        start=Q3,
        end=Q5,
        dating="rows",
    )
    reference = Reference(tmp_path)
    asked = [
        ("icd10cm", "L570", Q3, "valid"),
        ("icd10cm", "L57", Q3, "invalid"),
        ("icd10cm", "l570", Q3, "invalid"),
        ("icd10cm", "L570", Q4, "not_checked"),
        ("icd10cm", "L570", None, "valid"),
        ("icd10cm", "L999", None, "invalid"),
        ("hcpcs", "J1885", date(2026, 8, 31), "valid"),
        ("hcpcs", "J1885", date(2026, 9, 1), "invalid"),
        ("hcpcs", "AA", Q3, "invalid"),
        ("hcpcs", "99213", Q3, "not_checked"),
        ("hcpcs", "D0120", Q3, "not_checked"),
        ("modifier", "AA", Q3, "valid"),
        ("modifier", "ZZ", Q3, "invalid"),
        ("modifier", "25", Q3, "not_checked"),
        ("modifier", "P3", Q3, "not_checked"),
        ("carc", "45", Q3, "valid"),
        ("carc", "A1", Q3, "invalid"),
        ("carc", "A1", date(2019, 12, 31), "valid"),
        ("rarc", "N999", Q3, "invalid"),
        ("taxonomy", "207N00000X", Q3, "not_checked"),
        ("currency", "USD", Q3, "not_checked"),
    ]
    for code_set, code, on, expected in asked:
        assert reference.status(code_set, code, on) == expected, (code_set, code, on)  # type: ignore[arg-type]
    assert (reference.release("icd10cm", Q3), reference.release("icd10cm", Q4), reference.release("icd10cm", None)) == (
        "FY2026",
        "",
        "FY2026",
    )


def test_articles_are_found_by_code_state_and_day(tmp_path: Path) -> None:
    articles, index = [], []
    for version, period in ((1, Period(Q2, Q3)), (2, Period(Q3))):
        states = ("TX",)
        article = CoverageArticle(
            article="A1",
            version=version,
            states=states,
            period=period,
            code_groups=(CodeGroup(group=1, codes=("ZZ001",)),),
        )
        articles.append(("A1", article))
        index.append(("ZZ001", ArticleCode(code="ZZ001", article="A1", version=version, states=states, period=period)))
    put(
        tmp_path,
        "coverage-articles",
        "2026-07",
        keyed("articles", articles),
        keyed("article_codes", index),
        start=Q2,
        end=Q5,
    )
    reference = Reference(tmp_path)
    assert [one.value.version for one in reference.articles("ZZ001", "TX", Q2)] == [1]
    assert [one.value.version for one in reference.articles("ZZ001", "TX", Q3)] == [2]
    assert reference.articles("ZZ001", "CA", Q3) == []
    assert reference.articles("ZZ002", "TX", Q3) == []


def _article(
    version: int, start: date, *codes: str, states: tuple[str, ...] = ("TX",), since: date | None = None
) -> CoverageArticle:
    return CoverageArticle(
        article="A1",
        version=version,
        states=states,
        period=Period(start),
        effective_since=since,
        code_groups=(CodeGroup(group=1, codes=codes),),
    )


def _put_articles(folder: Path, *articles: CoverageArticle) -> Reference:
    index = [
        (
            code,
            ArticleCode(
                code=code,
                article=one.article,
                version=one.version,
                states=one.states,
                period=one.period,
                effective_since=one.effective_since,
            ),
        )
        for one in articles
        for code in one.code_groups[0].codes
    ]
    rows = [(one.article, one) for one in articles]
    put(
        folder, "coverage-articles", "2026-07", keyed("articles", rows), keyed("article_codes", index), start=Q2, end=Q5
    )
    return Reference(folder)


def test_before_the_versions_held_the_nearest_later_one_answers_and_says_so(tmp_path: Path) -> None:
    since = date(2020, 1, 1)
    reference = _put_articles(tmp_path, _article(7, Q3, "ZZ001", since=since), _article(8, Q4, "ZZ001", since=since))
    (answer,) = reference.articles("ZZ001", "TX", Q2)
    assert answer.value.version == 7
    assert "A1 in force on that day is not held; version 7" in answer.notice
    assert reference.articles("ZZ001", "CA", Q2) == []
    assert not reference.articles("ZZ001", "TX", date(2019, 12, 31))
    (answer,) = reference.articles("ZZ001", "TX", Q4)
    assert (answer.value.version, answer.notice) == (8, "")


def test_an_article_whose_states_are_not_told_answers_with_a_notice(tmp_path: Path) -> None:
    reference = _put_articles(tmp_path, _article(7, Q3, "ZZ001", states=()))
    (answer,) = reference.articles("ZZ001", "CA", Q3)
    assert "does not tell in which states A1 holds" in answer.notice


def test_a_later_version_does_not_speak_for_one_held_that_is_silent(tmp_path: Path) -> None:
    silent = CoverageArticle(
        article="A1",
        version=6,
        states=("TX",),
        period=Period(Q2, Q3),
        code_groups=(CodeGroup(group=1, codes=("ZZ002",)),),
    )
    reference = _put_articles(tmp_path, silent, _article(7, Q3, "ZZ001", "ZZ002"))
    assert reference.articles("ZZ001", "TX", Q2) == []
    assert [one.value.version for one in reference.articles("ZZ002", "TX", Q2)] == [6]
    assert [one.value.version for one in reference.articles("ZZ001", "TX", Q3)] == [7]


def test_packages_of_a_drug_code(tmp_path: Path) -> None:
    rows = [
        (ndc, DrugPackage(ndc=ndc, code=code))
        for ndc, code in (("00000000001", "J0001"), ("00000000002", "J0002"), ("00000000003", "J0001"))
    ]
    put(tmp_path, "ndc-crosswalk", "2026Q3", keyed("drug_packages", rows), start=Q3, end=Q4)
    reference = Reference(tmp_path)
    assert [one.value.ndc for one in reference.drug_packages("J0001", Q3)] == ["00000000001", "00000000003"]
    assert reference.drug_packages("J0009", Q3) == ()
    assert reference.drug_package("00000000002", Q3) is not None


def test_everything_known_of_a_code_comes_together(tmp_path: Path) -> None:
    limits(tmp_path, "2026Q3", Q3, Q4, ZZ001=2)
    put(
        tmp_path,
        "pfs-rvu",
        "RVU26C",
        keyed("fees", [("ZZ00126", FeeRow(code="ZZ001", modifier="26"))]),
        start=Q3,
        end=Q4,
        part="nonQPP",
    )
    reference = Reference(tmp_path)
    known = everything(reference, "ZZ001", Q3)
    assert [one.value.modifier for one in known.fees] == ["26"]
    assert known.unit_limit is not None
    assert known.unit_limit.value.units == 2
    assert known.is_known
    assert known.hcpcs is None
    assert not everything(reference, "ZZ009", Q3).is_known


def test_rows_are_walked_by_key(tmp_path: Path) -> None:
    limits(tmp_path, "2026Q3", Q3, Q4, ZZ002=1, ZZ001=2)
    reference = Reference(tmp_path)
    assert [key for key, _ in reference.rows(MUE, "unit_limits", Q3)] == ["ZZ001", "ZZ002"]
    assert list(reference.rows(MUE, "unit_limits", Q2)) == []


def test_without_a_store_the_pack_answers() -> None:
    reference = Reference()
    answer = reference.procedure("11102", Q2)
    assert answer is not None
    assert answer.provenance.is_built_in
    assert reference.releases() == ()
    assert reference.findings == ()
    assert not reference.holds("procedure", Q2)
    assert not reference.holds("pair", Q2)


def test_looking_up_imports_no_data_frame_library() -> None:
    import subprocess
    import sys

    program = "import sys; from datetime import date; from cleanskin.reference.look_up import Reference; r = Reference(); r.procedure('11102', date(2026, 3, 1)); r.fee('17000', date(2026, 3, 1)); sys.exit(any(n in sys.modules for n in ('polars', 'numpy')))"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
