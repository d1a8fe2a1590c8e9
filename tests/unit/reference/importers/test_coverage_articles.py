"""Coverage articles: the export's relations, the JSON extract, and what is refused."""

import json
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleanskin.kernel.period import Period
from cleanskin.record.coverage_policy import CoverageArticle
from cleanskin.reference.importers.coverage_articles import IMPORTER
from cleanskin.reference.importing import Batch, Contents, Refusal

from .test_pfs_rvu import Given

FOLDER = "current_article.zip/current_article_csv.zip/"
EXPORT = {
    "article.csv": (
        "article_id,article_version,title,status,article_eff_date,article_rev_eff_date,article_rev_end_date,"
        "article_end_date,date_retired,last_updated,display_id,description\n"
        '90001,7,"Billing &amp; Coding: Invented",A,2019-10-01 00:00:00,2026-01-01 00:00:00,,,,2026-10-15 10:11:12,A90001,'
        f'"<p>{"long " * 40000}</p>"\n'
        "90001,6,Invented,R,2019-10-01,2024-07-01,2025-12-31,,,2025-12-20 00:00:00,A90001,x\n"
        "90002,1,Other,A,2026-05-01,,,,,2026-10-21 00:00:00,A90002,x\n"
        "90003,1,Backwards,A,2026-05-01,2026-05-01,2026-04-01,,,2026-10-20 00:00:00,A90003,x\n"
        "oops,1,No number,A,2026-05-01,,,,,2026-10-20 00:00:00,,x\n"
    ),
    "article_x_hcpc_code.csv": (
        "article_id,article_version,hcpc_code_id,hcpc_code_version,hcpc_code_group,range,last_updated,"
        "long_description,short_description\n"
        "90001,7,11300,1,1,,2026-10-15,INVENTED,INVENTED\n"
        "90001,7,11400,1,2,,2026-10-15,INVENTED,INVENTED\n"
        "90001,7,11200,1,1,,2026-10-15,INVENTED,INVENTED\n"
        "90001,6,11300,1,1,,2025-12-20,INVENTED,INVENTED\n"
        "90002,1,17311,1,1,,2026-10-21,INVENTED,INVENTED\n"
        "90002,1,1731,1,1,,2026-10-21,INVENTED,INVENTED\n"
    ),
    "article_x_icd10_covered.csv": (
        "article_id,article_version,icd10_code_id,icd10_code_version,icd10_covered_group,range,last_updated,"
        "sort_order,description,asterisk\n"
        "90001,7,L82.0,1,1,,2026-10-15,1,INVENTED,\n"
        "90001,7,L11.0,1,1,,2026-10-15,2,INVENTED,*\n"
        "90001,7,L82.1,1,2,,2026-10-15,1,INVENTED,\n"
        "90001,6,L82.0,1,1,,2025-12-20,1,INVENTED,\n"
        "90002,1,C44.519,1,1,,2026-10-21,1,INVENTED,\n"
        "90002,1,c44.5,1,1,,2026-10-21,1,INVENTED,\n"
    ),
    "article_x_icd10_covered_group.csv": (
        "article_id,article_version,icd10_covered_group,paragraph,last_updated,icd10_covered_ast\n"
        '90001,7,1,"<p>The following ICD-10-CM codes support medical necessity and provide coverage for CPT codes:'
        ' 11300-11303.</p><p>No diagnosis limitation at this time for: 11200.</p>",2026-10-15,"<b>Only</b> if large."\n'
        '90001,7,2,"Only on a Sunday.",2026-10-15,\n'
    ),
    "article_x_icd10_noncovered.csv": (
        "article_id,article_version,icd10_code_id,icd10_code_version,icd10_noncovered_group,range,last_updated\n"
        "90001,7,Z41.1,1,1,,2026-10-15\n90002,1,XX000,1,1,,2026-10-21\n"
    ),
    "article_x_icd10_noncovered_group.csv": (
        "article_id,article_version,icd10_noncovered_group,paragraph,last_updated\n90002,1,1,All those not listed.,\n"
    ),
    "article_x_contractor.csv": (
        "article_id,article_version,article_type,contractor_id,contractor_type_id,contractor_version,last_updated\n"
        "90001,7,6,10,12,1,\n90001,7,6,11,12,1,\n90001,6,6,10,12,1,\n90002,1,6,11,12,1,\n"
    ),
    "contractor.csv": (
        "contractor_id,contractor_type_id,contractor_version,contractor_bus_name,contractor_number,status\n"
        "10,12,1,Invented MAC,01112,Active\n11,12,1,Invented MAC,01182,Active\n"
    ),
    "contractor_jurisdiction.csv": (
        "contractor_id,contractor_type_id,contractor_version,state_id,last_updated,active_date,term_date\n"
        "10,12,1,1,2026-07-01,2020-01-01,\n10,12,1,3,2026-07-01,2012-01-01,2019-12-31\n11,12,1,2,2026-07-01,2020-01-01,\n"
    ),
    "state_lookup.csv": "state_id,state_abbrev,description\n1,CA,California - Northern\n2,NV,Nevada\n3,TX,Texas\n",
}


def members(**changes: str) -> list[Given]:
    return [Given(FOLDER + name, changes.get(name.removesuffix(".csv"), text)) for name, text in EXPORT.items()]


def read(given: list[Given]) -> Contents:
    (batch,) = IMPORTER.recognise(given)
    assert isinstance(batch, Batch), batch
    contents = IMPORTER.read(batch)
    assert isinstance(contents, Contents), contents
    return contents


def articles(contents: Contents) -> dict[tuple[str, int], CoverageArticle]:
    return {(row.article, row.version): row for _, row in contents.tables[0].rows}


def test_export_is_joined():
    contents = read(members())
    assert contents.release == "2026-10-21"
    found = articles(contents)
    assert list(found) == [("A90001", 7), ("A90001", 6), ("A90002", 1)]
    article = found["A90001", 7]
    assert article.title == "Billing & Coding: Invented"
    assert (article.contractor, article.macs, article.states) == ("Invented MAC", ("01112", "01182"), ("CA", "NV"))
    assert article.period == Period(date(2026, 1, 1))
    assert article.effective_since == date(2019, 10, 1)
    assert article.updated_on == date(2026, 10, 15)
    assert [(group.group, group.codes) for group in article.code_groups] == [(1, ("11300", "11200")), (2, ("11400",))]
    assert article.noncovered == ("Z411",)
    assert found["A90001", 6].period == Period(date(2024, 7, 1), date(2026, 1, 1))
    assert found["A90002", 1].noncovered == ()  # the placeholder for "all others" is no code


def test_paragraphs_become_rules_or_stay_unread():
    found = articles(read(members()))
    first, second = found["A90001", 7].diagnosis_groups
    assert (first.rule, first.only_codes, first.codes) == ("restricted", ("11300",), ("L820", "L110"))
    assert (first.asterisked, first.asterisk_note) == (("L110",), "Only if large.")
    assert found["A90001", 7].no_diagnosis_limit == ("11200",)
    assert (second.rule, second.paragraph) == ("unread", "Only on a Sunday.")
    assert found["A90001", 7].reading is None
    assert found["A90002", 1].diagnosis_groups[0].rule == "any"
    assert found["A90002", 1].reading is not None


def test_articles_are_found_by_procedure():
    contents = read(members())
    index = [(code, row.article, row.version, row.states) for code, row in contents.tables[1].rows]
    assert ("11400", "A90001", 7, ("CA", "NV")) in index
    assert ("11300", "A90001", 6, ("CA",)) in index
    assert ("17311", "A90002", 1, ("NV",)) in index


def test_what_is_wrong_is_told():
    told = [(problem.name, problem.message) for problem in read(members()).problems]
    names = [name for name, _ in told]
    assert names.count("code-not-well-formed") == 2  # 1731 and c44.5
    assert names.count("dates-contradict") == 1
    assert names.count("row-not-readable") == 1
    assert ("paragraph-not-read", "A90001 version 7: lists 2 have paragraphs not stated as data.") in told


def test_a_part_of_the_export_is_refused():
    (refused,) = IMPORTER.recognise([one for one in members() if not one.name.endswith("article_x_contractor.csv")])
    assert isinstance(refused, Refusal)
    assert refused.finding.name == "part-missing"
    assert "article_x_contractor.csv" in refused.finding.message


def test_another_table_under_that_name_is_refused():
    (refused,) = IMPORTER.recognise(members(article="id,text\n1,x\n"))
    assert isinstance(refused, Refusal)
    assert refused.finding.name == "columns-not-as-expected"


def test_tables_of_other_exports_are_left_alone():
    assert (
        IMPORTER.recognise([Given("current_lcd_csv.zip/contractor.csv", "a,b\n"), Given("x/state_lookup.csv", "a\n")])
        == []
    )


def test_both_exports_of_one_archive_are_batches_of_their_own():
    both = [*members(), *(Given(f"all_data.zip/all_article.zip/{name}", text) for name, text in EXPORT.items())]
    found = IMPORTER.recognise(both)
    assert [(one.release, one.rank) for one in found if isinstance(one, Batch)] == [
        ("2026-10-21", 1),
        ("2026-10-21", 0),
    ]


EXTRACT = {
    "A90009": {
        "id": "90009",
        "version": "3",
        "title": "Invented",
        "displayId": "A90009",
        "states": ["CA", "CNMI"],
        "contractors": ["Invented MAC"],
        "codes": {"1": ["11300"]},
        "covered": {"1": ["L82.0", "L11.0"]},
        "noncovered": {"1": ["Z41.1"]},
        "asterisked": ["L11.0"],
        "paragraphs": {"covered": {"1": "<i>Perhaps.</i>"}},
    }
}


def test_json_extract():
    contents = read([Given("mcd_2026-10.json", json.dumps(EXTRACT))])
    article = articles(contents)["A90009", 3]
    assert contents.release == "2026-10"
    assert article.period == Period(date(2026, 10, 1))
    assert article.states == ("CA", "MP")
    assert article.noncovered == ("Z411",)
    (group,) = article.diagnosis_groups
    assert (group.rule, group.paragraph, group.asterisked) == ("unread", "Perhaps.", ("L110",))


@pytest.mark.parametrize(
    ("name", "text", "kind"),
    [
        ("mcd.json", json.dumps(EXTRACT), "release-not-known"),
        ("mcd_2026-10-41.json", json.dumps(EXTRACT), "release-not-known"),
        ("mcd_2026-10.json", json.dumps(EXTRACT)[:-20], "columns-not-as-expected"),
        ("mcd_2026-10.json", json.dumps({"A1": {"version": "x", "displayId": "A1"}}), "columns-not-as-expected"),
        (
            "mcd_2026-10.json",
            json.dumps({"A1": {"version": "1", "displayId": "A1", "codes": 3}}),
            "columns-not-as-expected",
        ),
    ],
)
def test_bad_extracts_are_refused(name, text, kind):
    (found,) = IMPORTER.recognise([Given(name, text)])
    refused = found if isinstance(found, Refusal) else IMPORTER.read(found)
    assert isinstance(refused, Refusal)
    assert refused.finding.name == kind


def test_other_json_is_left_alone():
    assert IMPORTER.recognise([Given("x_2026-10.json", '{"a": 1}'), Given("y_2026-10.json", "[1]")]) == []


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(sorted(EXPORT)), st.integers(0, 500), st.text(alphabet=',"\n\x00²*<9A', max_size=6))
def test_a_damaged_export_is_answered(name, at, noise):
    text = EXPORT[name]
    at = min(at, len(text))
    short = {key: value.replace("long " * 40000, "short") for key, value in EXPORT.items()}
    given_members = [
        Given(FOLDER + key, value[:at] + noise + value[at:] if key == name else value) for key, value in short.items()
    ]
    for found in IMPORTER.recognise(given_members):
        assert isinstance(found if isinstance(found, Refusal) else IMPORTER.read(found), Refusal | Contents)
