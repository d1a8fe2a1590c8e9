"""report.json: the whole report as data, for programs.

Money is integer cents, ratios are fractions of 1, durations are days, dates are ISO 8601 text; a value that cannot be
known is null, with the reason beside it.  `format_version` rises when a reader of the former version would misread.
"""

from datetime import date
from functools import cache
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin

import msgspec

from cleanskin.insight.report.masking import mask_report
from cleanskin.insight.report.model import Report

FORMAT_VERSION = 1


class ReportFile(msgspec.Struct, frozen=True, kw_only=True):
    """The content of report.json."""

    format: Literal["cleanskin.report"] = "cleanskin.report"
    format_version: int = FORMAT_VERSION
    report: Report


def render_json(report: Report) -> bytes:
    """Return report.json in UTF-8, indented, with personal cells masked unless names are to be shown."""
    return msgspec.json.format(msgspec.json.encode(ReportFile(report=mask_report(report))), indent=1) + b"\n"


def check_json(content: bytes) -> None:
    """Check that a text is a report.json of this version.  Raises msgspec.ValidationError where it is not."""
    msgspec.json.decode(content, type=_as_written(ReportFile))


def report_schema() -> dict[str, Any]:
    """Return the JSON Schema of report.json, with the meaning of each part."""
    return msgspec.json.schema(_as_written(ReportFile))


@cache
def _as_written(kind: type[msgspec.Struct]) -> type[msgspec.Struct]:
    """Return a struct type's twin as JSON holds it: where text or a date may stand, both are text."""
    fields: list[tuple[str, Any] | tuple[str, Any, Any]] = []
    for one in msgspec.structs.fields(kind):
        hint = _hint(one.type)
        if one.required:
            fields.append((one.name, hint))
        elif one.default is not msgspec.NODEFAULT:
            fields.append((one.name, hint, one.default))
        else:
            fields.append((one.name, hint, msgspec.field(default_factory=one.default_factory)))
    tag = kind.__struct_config__.tag
    return msgspec.defstruct(kind.__name__, fields, tag=tag, kw_only=True, namespace={"__doc__": kind.__doc__})


def _hint(hint: Any) -> Any:
    if isinstance(hint, type) and issubclass(hint, msgspec.Struct):
        return _as_written(hint)
    parts = get_args(hint)
    origin = get_origin(hint)
    if origin is Literal or not parts:
        return hint
    if origin in (Union, UnionType):
        kept = [part for part in parts if not (part is date and str in parts)]
        return Union[tuple(_hint(part) for part in kept)]  # noqa: UP007
    return origin[tuple(part if part is Ellipsis else _hint(part) for part in parts)]
