"""A drawing surface that writes SVG: shapes carry classes, colors come from a style sheet (`style.py`).

So one drawing serves the light and the dark page and the printed one.  Coordinates are pixels at full size.
"""

import re
from html import escape

_ADVANCE = {
    0.24: "ijl'|I",
    0.29: " .,:;!1/()[]·",
    0.37: 'frt"-',
    0.46: "*^_`",
    0.54: "ckvxyzsJ?",
    0.6: "abdeghnopquLFE0123456789–",
    0.65: "ABKPRSTVXYZ$&+<=>#~−",
    0.74: "CDGHNOQU",
    0.83: "mw%",
    0.93: "MW@—…",
}
_WIDTH = {letter: width for width, letters in _ADVANCE.items() for letter in letters}
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|[\ud800-\udfff]")


BOLD = 1.17
"""Times the size of a text of weight 600 that a text as wide has in the face itself (DejaVu Sans, the widest in use)."""


def text_width(text: str, size: float = 12) -> float:
    """Estimate the width in pixels of a text in a common sans-serif face; a little generous."""
    return sum(_WIDTH.get(letter, 0.64) for letter in text) * size * 1.02


def clean(text: str) -> str:
    """Escape a text for XML; characters that XML cannot hold become a question mark."""
    return escape(_CONTROL.sub("?", text), quote=True)


def shorten(text: str, width: float, size: float = 12) -> str:
    """Cut a text to a width, with an ellipsis when something was cut."""
    if text_width(text, size) <= width:
        return text
    while text and text_width(text + "…", size) > width:
        text = text[:-1]
    return text.rstrip() + "…"


def wrap(text: str, width: float, *, size: float = 12, lines: int = 2) -> list[str]:
    """Break a text into at most `lines` lines of a width; the last is shortened when it does not fit."""
    rows: list[str] = []
    words = text.split()
    while words and len(rows) < lines - 1:
        row = words.pop(0)
        while words and text_width(f"{row} {words[0]}", size) <= width:
            row += " " + words.pop(0)
        rows.append(shorten(row, width, size))
    if words:
        rows.append(shorten(" ".join(words), width, size))
    return rows or [""]


def place(value: float) -> str:
    """Write a coordinate with at most one decimal."""
    return f"{value:.1f}".removesuffix(".0")


class Canvas:
    """Collects the shapes of one drawing."""

    def __init__(self, width: float) -> None:
        self.asked = width
        self.width = width
        """A drawing may grow wider than asked; a page then lets it scroll."""
        self.shapes: list[str] = []

    def rect(
        self, x: float, y: float, width: float, height: float, style: str, *, tip: str = "", radius: float = 0
    ) -> None:
        """Draw a rectangle; `tip` is shown when pointed at."""
        round_off = f' rx="{place(radius)}"' if radius else ""
        box = (
            f'<rect class="{style}" x="{place(x)}" y="{place(y)}" '
            f'width="{place(max(width, 0))}" height="{place(max(height, 0))}"{round_off}'
        )
        self.shapes.append(f"{box}><title>{clean(tip)}</title></rect>" if tip else f"{box}/>")

    def line(self, x1: float, y1: float, x2: float, y2: float, style: str) -> None:
        """Draw a straight line."""
        self.shapes.append(f'<path class="{style}" d="M{place(x1)} {place(y1)}L{place(x2)} {place(y2)}"/>')

    def path(self, points: list[tuple[float, float]], style: str, *, close: bool = False) -> None:
        """Draw a line through points, or the area they enclose."""
        if not points:
            return
        steps = "L".join(f"{place(x)} {place(y)}" for x, y in points)
        self.shapes.append(f'<path class="{style}" d="M{steps}{"Z" if close else ""}"/>')

    def dot(self, x: float, y: float, style: str, *, radius: float = 3.2, tip: str = "") -> None:
        """Draw a point."""
        circle = f'<circle class="{style}" cx="{place(x)}" cy="{place(y)}" r="{place(radius)}"'
        self.shapes.append(f"{circle}><title>{clean(tip)}</title></circle>" if tip else f"{circle}/>")

    def text(
        self, x: float, y: float, text: str, style: str = "ch-t", *, anchor: str = "start", upright: bool = False
    ) -> None:
        """Write a text with its base line at y; `anchor` is start, middle or end; `upright` turns it to read upward."""
        where = "" if anchor == "start" else f' text-anchor="{anchor}"'
        if upright:
            where += f' transform="rotate(-90 {place(x)} {place(y)})"'
        self.shapes.append(f'<text class="{style}" x="{place(x)}" y="{place(y)}"{where}>{clean(text)}</text>')

    def hatch(self, x: float, y: float, width: float, height: float, *, tip: str = "", gap: float = 7) -> None:
        """Fill a rectangle with slanted lines: the sign of a value withheld."""
        self.rect(x, y, width, height, "ch-hb", tip=tip)
        steps = []
        for k in range(1, int((width + height) / gap) + 1):
            reach = k * gap
            start = (x + min(reach, width), y + max(reach - width, 0))
            end = (x + max(reach - height, 0), y + min(reach, height))
            steps.append(f"M{place(start[0])} {place(start[1])}L{place(end[0])} {place(end[1])}")
        if steps:
            self.shapes.append(f'<path class="ch-hl" d="{"".join(steps)}"/>')

    def svg(self, height: float, *, title: str, description: str, style: str = "") -> str:
        """Return the whole drawing.  `style` is a style sheet to carry inside, for readers without the page's own."""
        inner = f"<style>{style}</style>" if style else ""
        grown = f'class="ch-grown" width="{place(self.width)}" ' if self.width > self.asked else ""
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" {grown}viewBox="0 0 {place(self.width)} {place(height)}" role="img" '
            f'aria-label="{clean(title)}. {clean(description)}">{inner}<title>{clean(title)}</title>'
            f"<desc>{clean(description)}</desc>{''.join(self.shapes)}</svg>"
        )
