import re
from io import BytesIO

import msgspec
import pypdf
import pytest

from cleanskin.insight.report.model import Series
from cleanskin.insight.report.pdf import render_pdf

LETTER = (612, 792)


def read(content):
    return pypdf.PdfReader(BytesIO(content))


def flat(text):
    return re.sub(r"\s+", " ", text.replace("\u200b", ""))


@pytest.fixture(scope="module")
def made(report):
    return render_pdf(report)


@pytest.fixture(scope="module")
def pages(made):
    return [flat(page.extract_text()) for page in read(made).pages]


def test_pages_are_us_letter_numbered_and_none_is_blank(made, pages):
    assert 6 <= len(pages) <= 12
    for number, (page, text) in enumerate(zip(read(made).pages, pages, strict=True), start=1):
        assert (page.mediabox.width, page.mediabox.height) == LETTER
        assert f"Page {number} of {len(pages)}" in text
        assert "Invented data." in text
        assert len(text) > 200
        assert number == 1 or "Harbor Lane Dermatology" in text


def test_the_first_page_is_the_verdict_with_its_five_figures(pages):
    for words in (
        "One claim in eight fails the first time",
        "$94,120 – $168,730",
        "91.4%",
        "87.1%",
        "10.4%",
        "38.4 days",
        "Withheld",
        "Cannot be known from these files",
        "What to change first",
        "$31,200 – $52,400",
    ):
        assert words in pages[0]
    assert "Vendor claim, method not shown" in pages[1]


def test_every_section_has_a_heading_and_a_bookmark(made, pages, report):
    bookmarks = [flat(str(item.title)) for item in read(made).outline if not isinstance(item, list)]
    whole = " ".join(pages)
    for section in (*report.entities[0].sections, *report.back):
        assert section.title in bookmarks
        assert section.title in whole


def test_text_of_charts_and_tables_can_be_copied(pages):
    whole = " ".join(pages)
    for words in (
        "Published, all specialties 11.8%",
        "not yet matured",
        "Prairie Medicare Advantage",
        "xxxxxxx xxxx",
    ):
        assert words in whole
    assert "tables/first_pass_failures.csv" in whole.replace(" ", "")


def test_the_file_is_tagged_titled_and_uses_only_its_own_fonts(made):
    document = read(made)
    assert document.metadata.title.startswith("Harbor Lane Dermatology")
    assert "/StructTreeRoot" in document.trailer["/Root"]
    fonts = set()
    for page in document.pages:
        for font in page["/Resources"].get("/Font", {}).values():
            fonts.add(font.get_object()["/BaseFont"].split("+")[-1])
    assert all(name.startswith("Inter") for name in fonts), fonts


def test_equal_reports_are_equal_files(report, made):
    assert render_pdf(report) == made


def test_a_long_table_repeats_its_header_on_every_page(sample):
    report = sample.sample_report()
    table = sample.work_list(100)
    section = msgspec.structs.replace(report.back[0], blocks=(table,))
    report = msgspec.structs.replace(report, back=(section,))
    texts = [flat(page.extract_text()) for page in read(render_pdf(report)).pages]
    with_rows = [text for text in texts if len(re.findall(r"CS1\d{5}", text)) > 8]
    assert len(with_rows) >= 3
    assert all("Control number" in text for text in with_rows)
    found = {number for text in texts for number in re.findall(r"CS1\d{5}", text)}
    assert {row[0] for row in table.rows} <= found


def test_hostile_and_endless_words_are_set_as_text_inside_the_page(sample):
    nasty = '#panic("x") $x^2$ *b* @ref <l> \\ \x00\x07 ' + "W" * 120
    report = sample.sample_report()
    table = msgspec.structs.replace(sample.work_list(1), rows=((nasty,) * 7,), title=nasty, note=nasty)
    section = msgspec.structs.replace(report.back[0], title=nasty, blocks=(table,))
    report = msgspec.structs.replace(report, practice=nasty[:60], back=(section,))
    document = read(render_pdf(report))
    edges = []
    for page in document.pages:
        page.extract_text(
            visitor_text=lambda text, cm, tm, font, size: edges.append(tm[4] * cm[0] + cm[4]) if text.strip() else None
        )
    assert min(edges) >= 0
    assert max(edges) < LETTER[0]
    assert '#panic("x")' in flat(" ".join(page.extract_text() for page in document.pages))


def test_nothing_is_cut_off_at_the_foot_of_a_page(sample):
    report = sample.sample_report()
    words = "a long remark of the practice that goes on and on " * 9
    table = msgspec.structs.replace(
        sample.residual(), rows=tuple((f"row {k}", k, k, 0.1, words, words, 0.1) for k in range(14))
    )
    names = tuple(f"payer {k}" for k in range(70))
    tall = msgspec.structs.replace(
        sample.fingerprint(), series=tuple(Series(label=n, x=("a", "b"), y=(0.1, 0.2)) for n in names)
    )
    card = msgspec.structs.replace(sample.advice()[0], why=words * 20)
    section = msgspec.structs.replace(report.back[0], blocks=(table, tall, card))
    document = read(render_pdf(msgspec.structs.replace(report, back=(section,))))
    feet, found = [], []

    def look(text, cm, tm, font, size):
        if text.strip():
            found.append(text)
            feet.append(tm[5] * cm[3] + cm[5])

    for page in document.pages:
        page.extract_text(visitor_text=look)
    assert min(feet) > 20
    whole = re.sub(r"\s+", "", "".join(found))
    assert "row13" in whole
    assert "payer69" in whole
    assert whole.count("remark") == 14 * 2 * 9 + 20 * 9


def test_a_report_without_anything_still_renders(sample):
    report = msgspec.structs.replace(sample.sample_report(), entities=(), back=(), front=())
    assert len(read(render_pdf(report)).pages) == 1
