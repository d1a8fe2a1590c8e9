"""What pyx12, an independent validator with its own copy of the guides, finds wrong with an X12 file.

Its list of remark codes ends years ago: a code in use that is newer than that list is excepted in `NEWER_THAN_PYX12`,
by name; none is today.
"""

import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyx12.x12n_document
from pyx12.params import params

NEWER_THAN_PYX12: frozenset[str] = frozenset()


def ask_pyx12(path: Path) -> list[str]:
    """Return pyx12's complaints about a file, each as segment, error code and words; none when it is content."""
    report = io.StringIO()
    if pyx12.x12n_document.x12n_document(params(), str(path), None, None, None, report):
        return []
    complaints = list(_complaints(json.loads(report.getvalue()))) or ["refused without a reason"]
    return [one for one in complaints if not any(f"({code})" in one for code in NEWER_THAN_PYX12)]


def ask_pyx12_about(data: bytes, folder: Path) -> list[str]:
    """Return pyx12's complaints about bytes, which are put into a file of `folder` for it."""
    path = folder / "judged.x12"
    path.write_bytes(data)
    return ask_pyx12(path)


def _complaints(found: Any, where: str = "") -> Iterator[str]:
    """Walk pyx12's report and yield each error with its segment."""
    if isinstance(found, dict):
        where = found.get("seg_id", where)
        for key, value in found.items():
            if key == "errors":
                yield from (f"{where} {error.get('err_cde')} {error.get('err_str')}" for error in value)
            else:
                yield from _complaints(value, where)
    elif isinstance(found, list):
        for item in found:
            yield from _complaints(item, where)
