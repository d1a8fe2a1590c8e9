"""Colors and type of the charts: a light and a dark palette, told apart by people who see few colors.

Series colors hold 4.5:1 against their page and against the text written on them.  Heat-map steps go from few to many
in one hue, and each step names the text color that reads on it.
"""

from typing import NamedTuple


class Palette(NamedTuple):
    """The colors of one theme."""

    page: str
    ink: str
    muted: str
    grid: str
    axis: str
    reference: str
    shade: str
    hatch: str
    inverse: str
    series: tuple[str, ...]
    heat: tuple[str, ...]
    heat_ink: tuple[str, ...]


_DARK_INK, _LIGHT_INK = "#0d1b2e", "#ffffff"

LIGHT = Palette(
    page="#ffffff",
    ink="#16202e",
    muted="#5a6675",
    grid="#e6eaf0",
    axis="#aab4c1",
    reference="#7a3e00",
    shade="#f2f4f7",
    hatch="#b9c1cc",
    inverse="#ffffff",
    series=("#1f5fa8", "#b85c00", "#0f7b6c", "#7d55b3", "#5f6b7a", "#a8305a"),
    heat=("#f3f6fa", "#e1eaf5", "#c6d9ee", "#a0c1e5", "#74a4d6", "#3a74b2", "#235c9a", "#133f6d"),
    heat_ink=(*(_DARK_INK,) * 5, *(_LIGHT_INK,) * 3),
)
DARK = Palette(
    page="#141b26",
    ink="#e8edf4",
    muted="#a3afbf",
    grid="#2a3443",
    axis="#5c6979",
    reference="#f3b97a",
    shade="#1c2532",
    hatch="#465263",
    inverse="#0d1b2e",
    series=("#7db3f0", "#f0a15a", "#5cc9b5", "#c3a3ec", "#a9b4c2", "#ef8fb2"),
    heat=("#1b2532", "#1f3148", "#234062", "#2a5180", "#5f97d3", "#86b4e6", "#aed0f3", "#d6e9fb"),
    heat_ink=(*(_LIGHT_INK,) * 4, *(_DARK_INK,) * 4),
)

SERIES_COUNT = len(LIGHT.series)
HEAT_STEPS = len(LIGHT.heat)
PDF_FONT = "Inter"


def _shapes(theme: Palette) -> list[str]:
    rules = [
        f".ch-t{{fill:{theme.muted}}}",
        f".ch-s,.ch-v{{fill:{theme.ink}}}",
        f".ch-n{{fill:{theme.muted}}}",
        f".ch-i{{fill:{theme.inverse}}}",
        f".ch-rt{{fill:{theme.reference};stroke:{theme.page}}}",
        f".ch-vh{{fill:{theme.ink};stroke:{theme.page}}}",
        f".ch-g{{stroke:{theme.grid}}}",
        f".ch-a{{stroke:{theme.axis}}}",
        f".ch-r{{stroke:{theme.reference}}}",
        f".ch-rb{{fill:{theme.reference}}}",
        f".ch-y{{fill:{theme.shade}}}",
        f".ch-hb{{fill:{theme.shade};stroke:{theme.hatch}}}",
        f".ch-hl{{stroke:{theme.hatch}}}",
        f".ch-w{{stroke:{theme.ink}}}",
    ]
    for k, color in enumerate(theme.series):
        rules.append(f".s{k},.b{k},.yb{k},.t{k}{{fill:{color}}}.l{k},.yb{k}{{stroke:{color}}}")
        rules.append(f".o{k}{{fill:{theme.page};stroke:{color}}}.t{k}{{stroke:{theme.page}}}")
    for k, (fill, ink) in enumerate(zip(theme.heat, theme.heat_ink, strict=True)):
        rules.append(f".h{k}{{fill:{fill}}}.k{k}{{fill:{ink}}}")
    return rules


def _forms() -> list[str]:
    every = range(SERIES_COUNT)
    return [
        ".ch-t,.ch-rt,.ch-i,.ch-vh{font-size:12px}.ch-n{font-size:10.5px}.ch-s{font-size:12.5px}",
        ".ch-v,.ch-vh{font-size:12px;font-weight:600}.ch-i{font-weight:600;font-size:11px}",
        ".ch-rt,.ch-vh,.t0,.t1,.t2,.t3,.t4,.t5{paint-order:stroke;stroke-width:4px;stroke-linejoin:round}",
        ".ch-g,.ch-a,.ch-hl{fill:none;stroke-width:1px}.ch-hb{stroke-width:1px}",
        ".ch-r{fill:none;stroke-width:1.4px;stroke-dasharray:5 4}.ch-rb{fill-opacity:.12}",
        ".ch-w{fill:none;stroke-width:1.3px}.ch-p{fill-opacity:0}",
        ",".join(f".l{k}" for k in every) + "{fill:none;stroke-width:2.2px;stroke-linejoin:round}",
        ",".join(f".b{k}" for k in every) + "{fill-opacity:.14}",
        ",".join(f".yb{k}" for k in every) + "{fill-opacity:.25;stroke-width:1px;stroke-dasharray:3 2}",
        ",".join(f".o{k}" for k in every) + "{stroke-width:1.8px}",
        ",".join(f".t{k}" for k in every) + "{font-size:12px;font-weight:600}",
        ".kv{font-size:11.5px;font-weight:600}.kn{font-size:9.5px;font-weight:400}",
    ]


def page_css() -> str:
    """Return the style sheet for charts inside the page: light, dark by the reader's wish, light in print."""
    light, dark = "".join(_shapes(LIGHT)), "".join(_shapes(DARK))
    return "".join(_forms()) + light + f"@media screen and (prefers-color-scheme:dark){{{dark}}}"


def own_css() -> str:
    """Return the style sheet for a chart that stands alone (in the PDF): light, with the PDF's typeface."""
    return f"text{{font-family:{PDF_FONT}}}" + "".join(_forms()) + "".join(_shapes(LIGHT))
