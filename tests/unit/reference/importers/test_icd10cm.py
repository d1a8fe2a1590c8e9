"""ICD-10-CM: the three forms, what is recognised and refused, 7th characters, sides, releases by name."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleanskin.kernel.period import Period
from cleanskin.record.diagnosis_code import DiagnosisFacts
from cleanskin.reference.importers.icd10cm import IMPORTER
from cleanskin.reference.importing import Batch, Contents, Refusal

from ..tabular_sample import TABULAR
from .test_pfs_rvu import Given

ORDER = (
    "00001 A00     0 Invented fever                                               Invented fever",
    "00002 A000    1 Invented fever, first                                        Invented fever, first kind",
    "00003 S000    0 Bruise of scalp                                              Bruise of scalp",
    "00004 S000XXA 1 Bruise of scalp, init                                        Bruise of scalp, initial encounter",
    "00005 S000XXD 1 Bruise of scalp, subs                                        Bruise of scalp, subsequent encounter",
    "00006 H021    0 Fold of lid                                                  Fold of lid",
    "00007 H0211   1 Fold of right lid                                            Fold of right lid",
    "00008 H0212   1 Fold of left lid                                             Fold of left lid",
    "00009 H0219   1 Fold of unspecified lid                                      Fold of unspecified lid",
)
CODES = ("A000    Invented fever, first kind", "A0100   Other fever", "S000XXA Bruise of scalp, initial encounter")


def only(name: str, text: str | bytes) -> Batch | Refusal:
    (found,) = IMPORTER.recognise([Given(name, text)])
    return found


def read(name: str, text: str | bytes) -> dict[str, DiagnosisFacts]:
    contents = contents_of(name, text)
    assert isinstance(contents, Contents), contents
    return dict(contents.tables[0].rows)


def contents_of(name: str, text: str | bytes) -> Contents | Refusal:
    batch = only(name, text)
    assert isinstance(batch, Batch), batch
    return IMPORTER.read(batch)


def test_tabular_keeps_tree_and_notes():
    rows = read("icd10cm-tabular-2026.xml", TABULAR)
    assert rows["L82"].parent == "BLOCKL80L99"
    assert rows["BLOCKL80L99"].parent == "CHAPTER12"
    assert rows["CHAPTER12"].children == ("BLOCKL20L30", "BLOCKL60L75", "BLOCKL80L99")
    assert rows["L82"].children == ("L820", "L821")
    assert not rows["L82"].billable
    assert rows["L821"].inclusion_terms == ("Seborrheic keratosis NOS",)
    assert rows["L821"].chapter == "12"
    assert [note.codes for note in rows["C44"].excludes1] == [("C43.-",), ("C51-C52", "C60.-", "C63.2")]
    assert rows["C44"].includes[0].text == "cancer of sweat glands"
    # C4A stands between C43 and C44 in the list, though not in spelling: a range over both holds it
    assert rows["CHAPTER12"].excludes2[0].codes == ("C00-D49", "C4A")


def test_seventh_characters_make_the_billable_codes():
    rows = read("icd10cm-tabular-2026.xml", TABULAR)
    assert rows["S090"].children == ("S090XXA", "S090XXS")
    assert rows["S090"].seventh_characters == (("A", "first visit"), ("S", "late effect"))
    assert not rows["S090"].billable
    assert rows["S090XXS"].billable
    assert rows["S090XXS"].label == "Injury of vessels of head, late effect"
    assert rows["S061X0"].children == ("S061X0A", "S061X0D")
    assert rows["S061X7"].children == ("S061X7A",)  # a note rules the D out
    assert "S061X7D" not in rows
    billable = sorted(code for code, row in rows.items() if row.billable and code[0] in "ST")
    assert billable == ["S061X0A", "S061X0D", "S061X7A", "S090XXA", "S090XXS", "T360X1A", "T360X5A"]


def test_sides_are_read_from_the_labels():
    rows = read("icd10cm-tabular-2026.xml", TABULAR)
    sides = {code: rows[code].laterality for code in ("C44111", "C44112", "C441122", "C44119", "C44519")}
    assert sides == {
        "C44111": "unspecified",
        "C44112": "right",
        "C441122": "right",
        "C44119": "left",
        "C44519": "",
    }


def test_order_file():
    contents = contents_of("icd10cm_order_2026.txt", "\r\n".join(ORDER))
    assert isinstance(contents, Contents)
    assert (contents.release, contents.rows_read, contents.problems) == ("FY2026-2025-10-01", 9, ())
    assert contents.period == Period(date(2025, 10, 1), date(2026, 10, 1))
    rows = dict(contents.tables[0].rows)
    assert rows["A000"].label == "Invented fever, first kind"
    assert [code for code, row in rows.items() if row.billable] == [
        "A000",
        "S000XXA",
        "S000XXD",
        "H0211",
        "H0212",
        "H0219",
    ]
    assert rows["S000"].seventh_characters == (("A", "initial encounter"), ("D", "subsequent encounter"))
    assert (rows["H0211"].parent, rows["H021"].children) == ("H021", ("H0211", "H0212", "H0219"))
    assert [rows[code].laterality for code in ("H0211", "H0212", "H0219")] == ["right", "left", "unspecified"]


def test_codes_file_with_and_without_wording():
    rows = read("icd10cm_codes_2026.txt", "\n".join(CODES))
    assert {code: row.billable for code, row in rows.items()} == {"A000": True, "A0100": True, "S000XXA": True}
    assert rows["A0100"].label == "Other fever"
    bare = read("icd10cm_codes_2026.txt", "\n".join(line.split()[0] for line in CODES))
    assert (list(bare), bare["A000"].label) == (["A000", "A0100", "S000XXA"], "")


@pytest.mark.parametrize(
    ("name", "release"),
    [
        ("icd10cm_order_2026.txt", "FY2026-2025-10-01"),
        ("icd10cm-order-April-1-2026.txt", "FY2026-2026-04-01"),
        ("icd10cm_order_FY2025.txt", "FY2025-2024-10-01"),
        ("april-1-2026-code-descriptions-tabular-order.zip/icd10cm_order_2026.txt", "FY2026-2026-04-01"),
        ("icd10cm-order-october-1-2025.txt", "FY2026-2025-10-01"),
        ("2027-code-descriptions-tabular-order.zip/icd10cm_order.txt", "FY2027-2026-10-01"),
    ],
)
def test_release_by_name(name, release):
    batch = only(name, "\n".join(ORDER))
    assert isinstance(batch, Batch)
    assert batch.release == release


def test_tabular_tells_its_own_year_and_its_name_the_update():
    for name, release in (("tabular.xml", "FY2026-2025-10-01"), ("Table April 1 2026/x.xml", "FY2026-2026-04-01")):
        batch = only(name, TABULAR)
        assert isinstance(batch, Batch)
        assert (batch.release, batch.form, batch.rank) == (release, "tabular", 0)


def test_deeper_forms_rank_before_others():
    found = IMPORTER.recognise(
        [Given("a_2026.txt", "\n".join(CODES)), Given("b_2026.txt", "\n".join(ORDER)), Given("c.xml", TABULAR)]
    )
    assert [(one.form, one.rank) for one in found if isinstance(one, Batch)] == [
        ("codes", 2),
        ("order", 1),
        ("tabular", 0),
    ]


@pytest.mark.parametrize(
    ("name", "text", "kind"),
    [
        ("order.txt", "\n".join(ORDER), "release-not-known"),
        ("icd10pcs_order_2026.txt", "00001 001     0 Invented part\n00002 0016    0 Invented part\n", "wrong-edition"),
        ("icd10cm_index_2026.xml", "<?xml version='1.0'?><ICD10CM.index><letter/></ICD10CM.index>", "wrong-edition"),
        ("icd10cm_codes_2026.txt", "A00.0 Fever\nA01.00 Other\nL82.1 Growth\n", "columns-not-as-expected"),
        ("icd10cm_codes_2026.txt", "a000 Fever\na01.00 Other\nl821 Growth\n", "columns-not-as-expected"),
    ],
)
def test_near_misses_are_refused_with_a_reason(name, text, kind):
    refused = only(name, text)
    assert isinstance(refused, Refusal)
    assert refused.finding.name == kind
    assert refused.finding.expected


@pytest.mark.parametrize(
    "text",
    ["", "A0021\nA0080\nJ3301\n", "hello\nworld\n", "11102\t17000\n", "A00\nA000\nA01\nA0100\n", "<html>A000</html>"],
)
def test_other_files_are_left_alone(text):
    assert IMPORTER.recognise([Given("some_2026.txt", text)]) == []


def test_cut_xml_is_refused():
    refused = contents_of("icd10cm-tabular-2026.xml", TABULAR[: len(TABULAR) // 2])
    assert isinstance(refused, Refusal)
    assert refused.finding.name == "columns-not-as-expected"


def test_xml_with_entities_is_refused():
    bomb = TABULAR.replace("<ICD10CM.tabular>", "<!DOCTYPE x [<!ENTITY a 'b'>]><ICD10CM.tabular>", 1)
    refused = contents_of("icd10cm-tabular-2026.xml", bomb)
    assert isinstance(refused, Refusal)
    assert "entities" in refused.finding.message


def test_bad_lines_are_left_out_and_told():
    contents = contents_of("icd10cm_order_2026.txt", "\n".join((*ORDER, "00010 a00.1   1 lower case and a point")))
    assert isinstance(contents, Contents)
    assert [problem.name for problem in contents.problems] == ["code-not-well-formed"]
    assert "A001" not in dict(contents.tables[0].rows)  # never mended into another code


def test_a_repeated_code_is_told():
    contents = contents_of("icd10cm_order_2026.txt", "\n".join((*ORDER, ORDER[1].replace("first kind", "other kind"))))
    assert isinstance(contents, Contents)
    assert [problem.name for problem in contents.problems] == ["row-repeated"]
    assert dict(contents.tables[0].rows)["A000"].label == "Invented fever, other kind"


def test_many_bad_lines_refuse_the_file():
    bad = [f"{number:05} ?bad?   1 text" for number in range(10, 40)]
    refused = contents_of("icd10cm_order_2026.txt", "\n".join((*ORDER, *bad)))
    assert isinstance(refused, Refusal)
    assert refused.finding.name == "too-many-bad-rows"


def test_a_malformed_code_of_the_tabular_is_told():
    contents = contents_of("icd10cm-tabular-2026.xml", TABULAR.replace("<name>L82.1</name>", "<name>l82.1</name>"))
    assert isinstance(contents, Contents)
    assert [problem.name for problem in contents.problems] == ["code-not-well-formed"]
    assert "L821" not in dict(contents.tables[0].rows)


@given(st.binary(max_size=300), st.sampled_from(("", "00001 A00     0 ", "A000\n", "<ICD10CM.tabular>")))
def test_any_bytes_are_answered(data, start):
    for found in IMPORTER.recognise([Given("icd10cm_2026.txt", start.encode() + data)]):
        assert isinstance(found if isinstance(found, Refusal) else IMPORTER.read(found), Refusal | Contents)


@pytest.mark.parametrize(
    "change", [("utf-8", "klingon"), ("utf-8", "utf-16"), ("<desc>", "<desc>&"), ("</section>", "")]
)
def test_damaged_xml_is_refused(change):
    refused = contents_of("icd10cm-tabular-2026.xml", TABULAR.replace(*change, 1))
    assert isinstance(refused, Refusal)


def test_endless_nesting_is_refused():
    deep = "<diag><name>A00</name>" * 20000 + "</diag>" * 20000
    refused = contents_of(
        "icd10cm-tabular-2026.xml", TABULAR.replace("<diag><name>C43</name>", f"{deep}<diag><name>C43</name>", 1)
    )
    assert isinstance(refused, Refusal)
