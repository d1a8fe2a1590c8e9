import itertools
import re
from datetime import date
from xml.etree import ElementTree

import pytest

from cleanskin.insight import charts
from cleanskin.insight.charts.scale import ticks
from cleanskin.insight.charts.style import DARK, LIGHT, Palette
from cleanskin.insight.charts.svg import shorten, text_width, wrap
from cleanskin.insight.report.model import Chart, Comparison, Series

KINDS = ("line", "bars", "columns", "stacked_columns", "steps", "heat_map")
SVG = "{http://www.w3.org/2000/svg}"


def chart(kind, **changes):
    given = {
        "kind": kind,
        "title": "A title",
        "alt": "What it shows",
        "x_label": "x",
        "y_label": "y",
        "y_unit": "ratio",
        "series": (
            Series(label="A", x=("p", "q", "r"), y=(0.1, 0.2, 0.3)),
            Series(label="B", x=("p", "q", "r"), y=(0.2, 0.1, 0.4)),
        ),
    }
    return Chart(**{**given, **changes})


def texts(svg):
    root = ElementTree.fromstring(svg)
    return [element.text or "" for element in root.iter(f"{SVG}text")]


def tips(svg):
    root = ElementTree.fromstring(svg)
    return [title.text for shape in root for title in shape.iter(f"{SVG}title") if shape.tag != f"{SVG}title"]


def numbers_inside(svg, width):
    """Every text lies inside the drawing, by its anchor and estimated width."""
    for element in ElementTree.fromstring(svg).iter(f"{SVG}text"):
        if "transform" in element.attrib:
            continue
        x, wide = float(element.get("x")), text_width(element.text or "", 10)
        anchor = element.get("text-anchor", "start")
        left = x - (wide if anchor == "end" else wide / 2 if anchor == "middle" else 0)
        yield element.text, left, left + wide, width


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("width", [charts.WIDE, charts.NARROW])
def test_every_kind_is_well_formed_titled_and_inside_its_box(kind, width):
    svg = charts.draw(chart(kind), width=width)
    root = ElementTree.fromstring(svg)
    assert root.find(f"{SVG}title").text == "A title"
    assert root.find(f"{SVG}desc").text == "What it shows"
    assert root.get("role") == "img"
    height = float(root.get("viewBox").split()[3])
    assert 60 < height < 900
    for text, left, right, limit in numbers_inside(svg, width):
        assert left >= -3, text
        assert right <= limit + 3, text


@pytest.mark.parametrize("kind", KINDS)
def test_every_value_is_said_when_pointed_at(kind):
    said = " ".join(tips(charts.draw(chart(kind))))
    for value in ("10.0%", "20.0%", "30.0%", "40.0%"):
        assert value in said


@pytest.mark.parametrize("kind", KINDS)
def test_a_withheld_value_is_hatched_and_never_drawn_as_zero(kind):
    svg = charts.draw(chart(kind, series=(Series(label="A", x=("p", "q", "r"), y=(0.1, None, 0.3)),)))
    assert 'class="ch-hb"' in svg
    assert "withheld" in svg
    assert ": 0.0%" not in " ".join(tips(svg))


def test_a_stack_with_a_withheld_part_comes_to_at_least_the_rest():
    series = (Series(label="A", x=("p",), y=(30,)), Series(label="B", x=("p",), y=(None,)))
    assert "≥ 30" in texts(charts.draw(chart("stacked_columns", y_unit="count", series=series)))


@pytest.mark.parametrize("kind", KINDS)
def test_the_drawings_of_hostile_names_stay_well_formed(kind):
    nasty = "<script>alert('x')</script>&\"\x00\x1b\ud800 " + "W" * 300
    svg = charts.draw(
        chart(
            kind,
            title=nasty,
            alt=nasty,
            x_label=nasty,
            y_label=nasty,
            series=(Series(label=nasty, x=(nasty, "q"), y=(0.5, 0.1)), Series(label="B", x=(nasty, "q"), y=(0.2, 0.1))),
            reference=(Comparison(label=nasty, kind="vendor", value=0.3),),
        )
    )
    ElementTree.fromstring(svg)
    assert "<script" not in svg


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "series",
    [
        (),
        (Series(label="", x=(), y=()),),
        (Series(label="", x=("only",), y=(0.5,)),),
        (Series(label="", x=("only",), y=(None,)),),
        (Series(label="", x=("a", "b"), y=(0, 0)),),
        (Series(label="", x=("a", "b"), y=(-0.2, 0.3)),),
        (Series(label="", x=tuple(f"name {k}" for k in range(60)), y=tuple(k / 60 for k in range(60))),),
        tuple(Series(label=f"series {k}", x=("a", "b"), y=(k / 9, None)) for k in range(9)),
    ],
    ids=["none", "empty", "one", "one withheld", "zeros", "negative", "sixty", "nine series"],
)
def test_odd_amounts_of_data_are_drawn(kind, series):
    for width in (charts.WIDE, charts.NARROW):
        assert "nan" not in charts.draw(chart(kind, series=series), width=width).lower().replace("name", "")


def test_nothing_to_show_says_so():
    assert "nothing to show" in charts.draw(chart("line", series=()))


def test_young_months_are_shaded_and_named():
    months = tuple(date(2026, month, 1) for month in range(1, 7))
    svg = charts.draw(
        chart(
            "line", x_unit="date", series=(Series(label="", x=months, y=(0.1,) * 6, young=(False,) * 4 + (True,) * 2),)
        )
    )
    assert "not yet matured" in texts(svg)
    assert 'class="ch-y"' in svg
    assert "2026" in texts(svg)


def test_reference_lines_are_named_and_a_vendor_is_called_one():
    reference = (
        Comparison(label="Published", kind="published", value=0.12),
        Comparison(label="Promise", kind="vendor", value=0.05),
    )
    for kind in ("line", "bars", "columns", "steps"):
        shown = " | ".join(texts(charts.draw(chart(kind, reference=reference))))
        assert "Published 12.0%" in shown
        assert "Promise 5.0% (vendor claim)" in shown


def test_counts_stand_below_a_single_line():
    svg = charts.draw(chart("line", series=(Series(label="", x=("p", "q"), y=(0.1, 0.2), n=(412, 1033)),)))
    assert {"412", "1,033"} <= set(texts(svg))


def test_the_greatest_cell_of_a_heat_map_is_the_darkest():
    svg = charts.draw(chart("heat_map"))
    cells = re.findall(r'class="(h\d)"[^>]*><title>([^<]*)', svg)
    shade = {said.rsplit(" ", 1)[-1]: step for step, said in cells}
    assert shade["40.0%"] == "h7"
    assert shade["10.0%"] < shade["20.0%"] < shade["30.0%"] < shade["40.0%"]


@pytest.mark.parametrize("columns", [3, 9, 14, 40])
def test_the_cells_of_a_heat_map_all_write_their_value_or_none_does(columns):
    names = tuple(f"c{k}" for k in range(columns))
    one = Series(label="A", x=names, y=tuple((k + 1) / (columns + 1) for k in range(columns)))
    for width in (charts.WIDE, charts.NARROW):
        root = ElementTree.fromstring(charts.draw(chart("heat_map", series=(one,)), width=width))
        written = [t.text for t in root.iter(f"{SVG}text") if " k" in t.get("class", "") and t.text]
        assert len(written) in (0, columns)
        assert width == charts.WIDE or len(written) == columns
        assert columns > 14 or len(written) == columns


def test_a_drawing_that_stands_alone_carries_its_style_and_one_in_a_page_does_not():
    assert "<style>" in charts.draw(chart("line"), alone=True)
    assert "<style>" not in charts.draw(chart("line"))


def luminance(color):
    parts = [int(color[k : k + 2], 16) / 255 for k in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    """Contrast of two colors by WCAG 2.2."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_text_in_charts_reads_on_its_ground(theme: Palette):
    for fill, ink in zip(theme.heat, theme.heat_ink, strict=True):
        assert contrast(fill, ink) >= 4.5, fill
    for color in theme.series:
        assert contrast(color, theme.page) >= 4.5, color
        assert contrast(color, theme.inverse) >= 4.5, color
    for color in (theme.ink, theme.muted, theme.reference):
        assert contrast(color, theme.page) >= 4.5
        assert contrast(color, theme.shade) >= 4.5


@pytest.mark.parametrize(("low", "high"), [(0, 1), (0, 0.137), (0, 93_000_00), (-12, 40), (0.61, 0.94), (5, 5)])
def test_ticks_are_round_and_cover_the_values(low, high):
    marks = ticks(low, high)
    assert marks[0] <= low
    assert marks[-1] >= high
    assert 2 <= len(marks) <= 9
    steps = {round(b - a, 9) for a, b in itertools.pairwise(marks)}
    assert len(steps) == 1


def test_texts_are_cut_and_broken_to_a_width():
    assert shorten("short", 200) == "short"
    cut = shorten("a rather long name of a payer", 60)
    assert cut.endswith("…")
    assert text_width(cut) <= 60
    assert wrap("Modifier or bundling", 70, lines=2) == ["Modifier or", "bundling"]
    assert len(wrap("one two three four five six seven", 40, lines=3)) == 3
