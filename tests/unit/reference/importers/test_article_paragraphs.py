"""Paragraphs of coverage articles: declared readings, standing sentences, and what stays unread."""

from datetime import date

import pytest

from cleanskin.kernel.period import Period
from cleanskin.record.coverage_policy import CodeGroup, CoverageArticle, DiagnosisGroup
from cleanskin.reference.importers.article_paragraphs import listed_codes, plain_text, with_reading

CODES = ("11200", "11201", "11300", "11301", "11400", "17110")


def article(*paragraphs: str, name: str = "A90001", version: int = 1, code_paragraph: str = "") -> CoverageArticle:
    return CoverageArticle(
        article=name,
        version=version,
        period=Period(date(2026, 1, 1)),
        code_groups=(CodeGroup(group=1, codes=CODES, paragraph=code_paragraph),),
        diagnosis_groups=tuple(
            DiagnosisGroup(group=number, codes=("L820",), rule="unread", paragraph=text)
            for number, text in enumerate(paragraphs, 1)
        ),
    )


@pytest.mark.parametrize(
    ("text", "rule", "only", "unlimited"),
    [
        ("", "any", (), ()),
        ("The following ICD-10-CM codes support medical necessity.", "any", (), ()),
        (
            "The following ICD-10-CM codes support medical necessity and provide coverage for CPT codes: 11300-11301.",
            "restricted",
            ("11300", "11301"),
            (),
        ),
        (
            "The following ICD-10-CM codes support medical necessity and provide coverage for CPT code 17110.",
            "restricted",
            ("17110",),
            (),
        ),
        ("No diagnosis limitation at this time for: 11200, 11201.", "any", (), ("11200", "11201")),
        (
            "Only malignant diagnoses that are appropriate; use limited to 11300-11301.",
            "restricted",
            ("11300", "11301"),
            (),
        ),
        (
            "It is the provider's responsibility to select codes carried out to the highest level of specificity and "
            "selected from the code book of the year.",
            "any",
            (),
            (),
        ),
        ("Diagnoses from List II must be accompanied by one from List III.", "unread", (), ()),
        ("The following ICD-10-CM codes support medical necessity. But not on Sundays.", "unread", (), ()),
        ("The following ICD-10-CM codes do not support medical necessity.", "unread", (), ()),
        ("Except where noted, the following ICD-10-CM codes support medical necessity.", "unread", (), ()),
    ],
)
def test_standing_sentences(text, rule, only, unlimited):
    read = with_reading(article(text))
    assert (read.diagnosis_groups[0].rule, read.diagnosis_groups[0].only_codes) == (rule, only)
    assert read.no_diagnosis_limit == unlimited
    assert (read.reading is None) == (rule == "unread")


def test_several_lists_for_several_groups_need_their_procedures_named():
    two = CoverageArticle(
        article="A90001",
        version=1,
        period=Period(date(2026, 1, 1)),
        code_groups=(CodeGroup(group=1, codes=("11300",)), CodeGroup(group=2, codes=("11400",))),
        diagnosis_groups=(
            DiagnosisGroup(group=1, codes=("L820",), rule="unread"),
            DiagnosisGroup(group=2, codes=("L821",), rule="unread"),
        ),
    )
    assert [group.rule for group in with_reading(two).diagnosis_groups] == ["unread", "unread"]


def test_a_paragraph_elsewhere_keeps_the_article_from_being_read():
    assert with_reading(article("", code_paragraph="11300 may be covered for more.")).reading is None
    assert with_reading(article(""), noncovered_paragraphs=["Never on Sundays."]).reading is None
    assert with_reading(article(""), noncovered_paragraphs=["All those not listed."]).reading is not None


def test_a_declared_reading_holds_for_its_version_only():
    lists = ("List I.", "List II.", "List III.", "List IV.")
    read = with_reading(article(*lists, name="A57161", version=25))
    assert [group.rule for group in read.diagnosis_groups] == ["any", "with_partner", "partner_only", "restricted"]
    assert read.diagnosis_groups[1].partner_groups == (3,)
    assert read.diagnosis_groups[3].only_codes == ("11300", "11301")
    assert read.reading is not None
    assert read.reading.trust == "published"
    later = with_reading(article(*lists, name="A57161", version=26))
    assert [group.rule for group in later.diagnosis_groups] == ["unread"] * 4
    assert later.reading is None


def test_a_declared_reading_does_not_fit_other_lists():
    read = with_reading(article("List I.", "List II.", name="A57161", version=25))
    assert [group.rule for group in read.diagnosis_groups] == ["unread", "unread"]


def test_listed_codes():
    assert listed_codes("11300-11301, 17110 and 99999", CODES) == ("11300", "11301", "17110", "99999")
    assert listed_codes("11200 through 11301", CODES) == ("11200", "11201", "11300", "11301")


def test_plain_text():
    assert plain_text("<p>A&nbsp;&amp; B</p>\n<br/>C") == "A & B C"
