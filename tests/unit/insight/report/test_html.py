import base64
import hashlib
import itertools
import re
import time
from html import unescape
from html.parser import HTMLParser

import msgspec
import pytest

from cleanskin.insight.report.html import render_html, style_sheet
from cleanskin.insight.report.model import EntityReport, Report

VOID = {"meta", "br", "hr", "img", "input", "link"}


class Page(HTMLParser):
    """Collects what a test asks of a page, and checks that every element is closed in order."""

    def __init__(self, content: bytes) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.headings: list[str] = []
        self.tables = self.captions = 0
        self.feed(content.decode())

    def handle_starttag(self, tag, attrs):
        known = dict(attrs)
        assert not [name for name in known if name.startswith("on")], "no script in attributes"
        assert "style" not in known, "the policy forbids inline styles"
        assert tag != "script"
        if "id" in known:
            self.ids.append(known["id"])
        if tag == "a":
            self.links.append(known["href"])
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(tag)
        self.tables += tag == "table"
        self.captions += tag == "caption"
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        if tag not in VOID:
            self.handle_starttag(tag, attrs)
            self.open.pop()

    def handle_endtag(self, tag):
        assert self.open, f"</{tag}> without its start"
        assert self.open.pop() == tag


@pytest.fixture(scope="module")
def page(report):
    return Page(render_html(report))


@pytest.fixture(scope="module")
def text(report):
    return render_html(report).decode()


def test_every_element_is_closed_and_no_id_stands_twice(page):
    assert page.open == []
    assert len(page.ids) == len(set(page.ids))


def test_every_link_leads_to_a_section_or_a_detail_table(page):
    for link in page.links:
        assert link.startswith(("#", "tables/")), link
        if link.startswith("#"):
            assert link[1:] in page.ids


def test_the_page_asks_for_nothing_outside_itself(text):
    without_names = text.replace('xmlns="http://www.w3.org/2000/svg"', "")
    assert "http:" not in without_names
    assert "https:" not in without_names
    assert "@import" not in text
    assert "<script" not in text
    assert "default-src 'none'" in unescape(text)


def test_the_policy_names_the_style_that_is_there(text):
    style = re.search(r"<style>(.*?)</style>", text, re.DOTALL).group(1)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert style == style_sheet()
    assert f"sha256-{digest}" in text


def test_headings_go_down_one_level_at_a_time_and_tables_have_captions(page):
    levels = [int(tag[1]) for tag in page.headings]
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))
    assert page.tables == page.captions > 0


@pytest.mark.parametrize(
    "words",
    [
        "One claim in eight fails the first time",
        "87.1%",
        "between 86.1% and 88.3%",
        "10,431 of 11,973, n 11,973",
        "$287,315 of $2,757,341",
        "Vendor claim, method not shown",
        "Withheld",
        "at least 80% is asked for",
        "Cannot be known from these files",
        "Needs patient payments, write-offs by reason",
        "$94,120 – $168,730",
        "91.4%",
        "tables/first_pass_failures.csv",
        "Invented data",
        "at least $14,500",
        "388 claims",
        "contradicted",
        "not yet matured",
        "Nothing found in these files.",
        '<h3 class="subhead">Claims</h3>',
    ],
)
def test_the_page_says(text, words):
    assert words in text


def test_own_past_comes_before_published_and_vendors_last(text):
    tile = text[text.index("First-pass resolution") :]
    assert tile.index("Six months before") < tile.index("Common range") < tile.index("Goal of a billing company")


def test_personal_cells_are_masked_unless_names_are_shown(sample, text):
    assert "Juniper" not in text
    assert "xxxxxxx xxxx" in text
    assert "Mar 9, 1950" not in text
    shown = render_html(sample.sample_report(names_shown=True, invented=False)).decode()
    assert "Juniper Vale" in shown
    assert "Mar 9, 1950" in shown
    assert "Contains patient data" in shown
    assert "Invented" not in shown


def test_what_a_file_says_is_never_markup(sample):
    nasty = "<img src=x onerror=alert(1)>\"'&{{7*7}}"
    report = msgspec.structs.replace(sample.sample_report(), practice=nasty)
    table = msgspec.structs.replace(sample.work_list(1), rows=((nasty,) * 7,), detail=nasty)
    section = msgspec.structs.replace(report.back[0], blocks=(table,))
    report = msgspec.structs.replace(report, back=(section,))
    made = render_html(report).decode()
    assert "<img" not in made
    assert "{{7*7}}" in made
    page = Page(made.encode())
    assert any(link.startswith("tables/%3Cimg") for link in page.links)


def test_several_entities_each_have_their_own_anchors(sample):
    page = Page(render_html(sample.sample_report(entities=3)))
    assert len(page.ids) == len(set(page.ids))
    for link in page.links:
        assert not link.startswith("#") or link[1:] in page.ids


def test_a_report_without_anything_still_renders(sample):
    whole = sample.sample_report()
    verdict = msgspec.structs.replace(
        whole.entities[0].verdict, figures=(), sentences=(), at_stake_low=None, at_stake_high=None, share_observed=None
    )
    bare = EntityReport(entity="", label="", verdict=verdict, sections=())
    for entities in ((), (bare,)):
        made: Report = msgspec.structs.replace(
            whole, entities=entities, back=(), front=(), period_start=None, period_end=None
        )
        assert Page(render_html(made)).open == []


def test_a_large_report_takes_less_than_two_seconds(sample):
    report = sample.sample_report(entities=4)
    big = msgspec.structs.replace(sample.residual(), rows=sample.residual().rows * 60)
    report = msgspec.structs.replace(
        report, back=(*report.back, msgspec.structs.replace(report.back[0], key="more", blocks=(big,) * 4))
    )
    start = time.perf_counter()
    render_html(report)
    assert time.perf_counter() - start < 2
