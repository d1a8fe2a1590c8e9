"""Visits counted by clinician and code, from a list of billed lines or from what coding a batch gave.

Read by `read_visits`; compared with national shares by `distribution`.  Grain of the answer: one count for each
clinician and visit code.  Codes that are no visits are left out.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

import msgspec

_VISIT: Final = re.compile(
    r"992(?:0[2-5]|1[1-5])|980(?:0[0-7]|0[89]|1[0-5])|9924[2-5]|9925[2-5]|9928[1-5]|9930[4-9]|99310|9934[1-9]|99350"
)
_CLINICIAN: Final = ("provider", "clinician", "npi", "rendering")
_COUNT: Final = ("visits", "units", "count")
NOBODY: Final = ""
"""The clinician of lines that name none."""


class UnreadableVisits(ValueError):
    """The file has no column "code", or a line of it is no JSON object with a code or lines."""


def read_visits(text: str) -> dict[str, dict[str, int]]:
    """Return visits by clinician and code.

    CSV: `code`, and if known `provider` (or clinician, npi) and `visits` (else a row is one).  JSON lines, or a JSON
    list, of the same fields, or of codings, whose `lines` are counted.  Raises UnreadableVisits.
    """
    plain = text.lstrip("\ufeff").strip()
    rows = _json_rows(plain) if plain.startswith(("[", "{")) else _csv_rows(plain)
    found: dict[str, dict[str, int]] = {}
    for clinician, code, visits in rows:
        if _VISIT.fullmatch(code):
            counted = found.setdefault(clinician, {})
            counted[code] = counted.get(code, 0) + visits
    return {clinician: dict(sorted(counted.items())) for clinician, counted in sorted(found.items())}


def _csv_rows(text: str) -> Iterator[tuple[str, str, int]]:
    rows = csv.DictReader(io.StringIO(text))
    rows.fieldnames = [(name or "").strip().lower() for name in rows.fieldnames or ()]
    if "code" not in rows.fieldnames:
        raise UnreadableVisits('the visits have no column "code"')
    for row in rows:
        yield _row(row)


def _json_rows(text: str) -> Iterator[tuple[str, str, int]]:
    try:
        held = msgspec.json.decode(text) if text.startswith("[") else list(_objects(text))
    except msgspec.DecodeError as error:
        raise UnreadableVisits(f"the visits are no JSON: {error}") from None
    for one in held:
        if not isinstance(one, dict):
            raise UnreadableVisits("a visit is no JSON object")
        lines = one.get("lines")
        if isinstance(lines, list):
            clinician = _first(one, _CLINICIAN)
            yield from ((clinician, *_row(line)[1:]) for line in lines if isinstance(line, dict))
        elif "code" in one:
            yield _row(one)
        elif "error" not in one:
            raise UnreadableVisits('a visit has neither "code" nor "lines"')


def _objects(text: str) -> Iterable[Any]:
    """Yield the objects of JSON lines; one object over several lines is one."""
    try:
        yield msgspec.json.decode(text)
    except msgspec.DecodeError:
        yield from (msgspec.json.decode(line) for line in text.splitlines() if line.strip())


def _row(row: Mapping[str, Any]) -> tuple[str, str, int]:
    code = str(row.get("code") or "").strip().upper().split("-")[0]
    told = _first(row, _COUNT)
    return _first(row, _CLINICIAN), code, int(told) if told.isascii() and told.isdigit() else 1


def _first(row: Mapping[str, Any], names: Iterable[str]) -> str:
    return next((str(row[name]).strip() for name in names if row.get(name) not in (None, "")), NOBODY)
