"""The report opened in a real browser: nothing fetched, nothing broken, nothing cut off, everything readable."""

import pytest

from cleanskin.insight.report.html import render_html

pytestmark = pytest.mark.browser

WIDTHS = (390, 768, 1280)

CONTRASTS = """
() => {
  const rgb = text => { const m = text.match(/[\\d.]+/g).map(Number); return {c: m.slice(0, 3), a: m.length > 3 ? m[3] : 1}; };
  const light = c => { const l = c.map(v => { v /= 255; return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4; });
    return 0.2126 * l[0] + 0.7152 * l[1] + 0.0722 * l[2]; };
  const ground = node => { for (let n = node; n; n = n.parentElement) { const b = rgb(getComputedStyle(n).backgroundColor);
    if (b.a > 0.99) return b.c; } return [255, 255, 255]; };
  const found = [];
  for (const node of document.querySelectorAll('p, dt, dd, th, td, h1, h2, h3, a, summary, li, span, figcaption, code, strong')) {
    if (!node.checkVisibility() || ![...node.childNodes].some(n => n.nodeType === 3 && n.data.trim())) continue;
    const style = getComputedStyle(node);
    let alpha = 1; for (let n = node; n; n = n.parentElement) alpha *= Number(getComputedStyle(n).opacity);
    const back = ground(node), front = rgb(style.color).c.map((v, k) => v * alpha + back[k] * (1 - alpha));
    const [high, low] = [light(front), light(back)].sort((a, b) => b - a);
    const ratio = (high + 0.05) / (low + 0.05);
    if (ratio < 4.5) found.push([node.className || node.tagName, node.textContent.trim().slice(0, 40), Math.round(ratio * 100) / 100]);
  }
  return found;
}
"""

CUT_TEXT = """
() => [...document.querySelectorAll('svg')].filter(s => s.checkVisibility()).flatMap(svg => {
  const box = svg.getBoundingClientRect();
  return [...svg.querySelectorAll('text')].filter(t => { const r = t.getBoundingClientRect();
    return r.left < box.left - 2 || r.right > box.right + 2 || r.top < box.top - 2 || r.bottom > box.bottom + 2; })
    .map(t => t.textContent);
})
"""


@pytest.fixture(scope="module")
def address(sample, tmp_path_factory):
    file = tmp_path_factory.mktemp("page") / "report.html"
    file.write_bytes(render_html(sample.sample_report(entities=2)))
    return file.as_uri()


@pytest.fixture
def opened(browser, address):
    """Open the page in a window of a width and theme; remembers what it said and asked for."""
    contexts = []

    def open_page(*, width=1280, theme="light", media="screen"):
        context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=theme)
        contexts.append(context)
        page = context.new_page()
        page.said, page.asked = [], []
        page.on("console", lambda message: page.said.append(message.text))
        page.on("pageerror", lambda error: page.said.append(str(error)))
        page.on("request", lambda request: page.asked.append(request.url))
        page.emulate_media(media=media, color_scheme=theme)
        page.goto(address)
        return page

    yield open_page
    for context in contexts:
        context.close()


@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_is_said_fetched_or_wider_than_the_window(opened, address, width):
    page = opened(width=width)
    assert page.said == []
    assert page.asked == [address]
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate("getComputedStyle(document.querySelector('.cover')).backgroundColor") == "rgb(18, 48, 79)"


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_all_text_has_a_contrast_of_at_least_four_and_a_half(opened, theme, width):
    page = opened(width=width, theme=theme)
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    assert page.evaluate(CONTRASTS) == []


@pytest.mark.parametrize("width", WIDTHS)
def test_no_text_of_a_chart_is_cut_off(opened, width):
    page = opened(width=width)
    assert page.locator("svg:visible").count() >= 12
    assert page.evaluate(CUT_TEXT) == []


def test_every_entry_of_the_contents_leads_to_its_section(opened):
    page = opened()
    links = page.locator("nav.toc a")
    assert links.count() >= 12
    for index in range(links.count()):
        anchor = links.nth(index).get_attribute("href")
        page.evaluate("window.scrollTo({top: 0, behavior: 'instant'})")
        page.evaluate("document.documentElement.style.scrollBehavior = 'auto'")
        links.nth(index).click()
        top = page.evaluate("a => document.querySelector(a).getBoundingClientRect().top", anchor)
        bottom = page.evaluate("document.documentElement.getBoundingClientRect().bottom")
        assert -2 <= top <= 60 or bottom <= 902, anchor


def test_the_keyboard_reaches_contents_tables_and_definitions(opened):
    page = opened()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the report"
    reached = set()
    for _ in range(80):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.tagName + '.' + document.activeElement.className"))
    assert {"A.", "SUMMARY.", "DIV.scroll"} <= reached


def test_a_phone_sees_the_narrow_charts_and_the_short_contents(opened):
    page = opened(width=390)
    assert page.locator(".chart .wide:visible").count() == 0
    assert page.locator(".chart .narrow:visible").count() >= 6
    assert page.locator("details.toc-small").is_visible()
    assert not page.locator("nav.toc").is_visible()


def test_in_print_the_contents_go_and_the_definitions_open(opened):
    page = opened(media="print", theme="dark")
    assert not page.locator("nav.toc").is_visible()
    assert page.locator(".tile details p").first.is_visible()
    ink = page.evaluate("getComputedStyle(document.body).color")
    assert ink == "rgb(22, 32, 46)"
    assert page.pdf(format="Letter").startswith(b"%PDF")
