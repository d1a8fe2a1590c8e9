"""report.html: one file that needs nothing else, no network and no script."""

import base64
import hashlib
import re
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from cleanskin.insight.charts.style import page_css
from cleanskin.insight.report.model import Report
from cleanskin.insight.report.view import build_view


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("cleanskin.insight.report", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@cache
def style_sheet() -> str:
    """Return the page's whole style sheet, small."""
    text = _environment().get_template("report.css").render() + page_css()
    text += "".join(f".w{k}{{width:{k}%}}" for k in range(101))
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    text = re.sub(r"\s*\n\s*", "", text)
    return re.sub(r"\s*([{};,])\s*", r"\1", text)


def _policy(style: str) -> str:
    """Return a content security policy that allows this style sheet and nothing else."""
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'; form-action 'none'"


def render_html(report: Report) -> bytes:
    """Return report.html in UTF-8.  Links to detail tables are relative (`tables/<name>.csv`)."""
    style = style_sheet()
    context: dict[str, Any] = {"report": build_view(report, alone=False), "style": style, "policy": _policy(style)}
    return _environment().get_template("report.html.j2").render(context).encode()
