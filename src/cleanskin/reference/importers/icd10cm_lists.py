"""ICD-10-CM order file and codes file: codes and their wording, without notes.

Order file, fixed width: order number 1-5, code 7-13 without point, billable flag in 15, short label 17-76, long label
from 78.  Codes file: billable codes only, code 1-7, label from 9; or codes alone, one a line.
Source: ICD-10-CM files of the fiscal years 2025 and 2026 (CMS, CDC/NCHS), checked 2026-11-21.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

import msgspec

from cleanskin.kernel.finding import Finding, Pointer
from cleanskin.record.diagnosis_code import DiagnosisFacts, Laterality
from cleanskin.reference.findings import kind_of
from cleanskin.reference.importers.icd10cm_tabular import side_named, sides_of

ORDER_LINE = re.compile(r"(\d{5}) (\S{3,7}) {1,5}([01])(?: (.{0,60}?)(?: +(.*))?)?")
CODES_LINE = re.compile(r"(\S{3,7})(?:\s+(\S.*))?")
_CODE = re.compile(r"[A-Z][0-9][0-9A-Z][0-9A-Z]{0,4}|[A-Z][A-Z][0-9][0-9A-Z]{0,4}")


class CodeList(msgspec.Struct, frozen=True, kw_only=True):
    """What one list holds: its rows in order, how many lines it has, and lines left out."""

    rows: tuple[DiagnosisFacts, ...]
    line_count: int
    problems: tuple[Finding, ...]


def is_code(text: str) -> bool:
    """True for the shape of an ICD-10-CM code as these files write it: upper case, no point."""
    return _CODE.fullmatch(text) is not None


def read_order_file(text: str, *, file: str = "") -> CodeList:
    """Read an order file: categories and billable codes, parents and children by spelling."""
    problems: list[Finding] = []
    found: dict[str, tuple[str, bool]] = {}
    lines = [(number, line) for number, line in enumerate(text.splitlines(), 1) if line.strip()]
    for number, line in lines:
        code, flag = line[6:13].rstrip(), line[14:15]
        label = " ".join((line[77:] or line[16:76]).split())
        if not line[:5].isdigit() or flag not in ("0", "1") or len(line) < 16:
            problems.append(_unreadable(file, number))
        elif not is_code(code):
            problems.append(_ill_formed(file, number))
        else:
            if found.get(code, (label, flag == "1")) != (label, flag == "1"):
                message = f"Line {number} repeats a code with other values; the last one counts."
                problems.append(kind_of("row-repeated").finding(message, where=Pointer(file=file)))
            found[code] = (label, flag == "1")
    return CodeList(rows=_rows_of(found), line_count=len(lines), problems=tuple(problems))


def read_codes_file(text: str, *, file: str = "") -> CodeList:
    """Read a codes file: billable codes only, with or without their wording."""
    problems: list[Finding] = []
    rows: list[DiagnosisFacts] = []
    lines = [(number, line) for number, line in enumerate(text.splitlines(), 1) if line.strip()]
    for number, line in lines:
        match = CODES_LINE.fullmatch(line.strip())
        if match is None:
            problems.append(_unreadable(file, number))
        elif not is_code(match.group(1)):
            problems.append(_ill_formed(file, number))
        else:
            label = " ".join((match.group(2) or "").split())
            rows.append(DiagnosisFacts(code=match.group(1), label=label, billable=True, laterality=side_named(label)))
    return CodeList(rows=tuple(rows), line_count=len(lines), problems=tuple(problems))


def holds_categories(codes: Sequence[str]) -> bool:
    """True when a code is the beginning of the next one: such a list holds more than billable codes."""
    return any(after.startswith(before) and after != before for before, after in pairwise(codes))


def _rows_of(found: dict[str, tuple[str, bool]]) -> tuple[DiagnosisFacts, ...]:
    parents = {code: _parent(code, found) for code in found}
    children: dict[str, list[str]] = {}
    for code, parent in parents.items():
        if parent:
            children.setdefault(parent, []).append(code)
    sides: dict[str, Laterality] = {code: side_named(label) for code, (label, _) in found.items()}
    for parent, family in children.items():  # parents come before their children
        sides.update(zip(family, sides_of([found[code][0] for code in family], sides[parent]), strict=True))
    return tuple(
        DiagnosisFacts(
            code=code,
            label=label,
            billable=billable,
            parent=parents[code],
            children=tuple(children.get(code, ())),
            laterality=sides[code],
            seventh_characters=_seventh(label, children.get(code, ()), found),
        )
        for code, (label, billable) in found.items()
    )


def _parent(code: str, found: dict[str, tuple[str, bool]]) -> str:
    for length in range(len(code) - 1, 2, -1):
        if code[:length] in found:
            return code[:length]
    return ""


def _seventh(label: str, children: Sequence[str], found: dict[str, tuple[str, bool]]) -> tuple[tuple[str, str], ...]:
    """Return the 7th characters that a category's children carry, with what their labels add to its own."""
    if not children or any(len(child) != 7 or not found[child][0].startswith(f"{label}, ") for child in children):
        return ()
    return tuple((child[6], found[child][0][len(label) + 2 :]) for child in children)


def _unreadable(file: str, number: int) -> Finding:
    return kind_of("row-not-readable").finding(
        f"Line {number} breaks the layout and was left out.", where=Pointer(file=file)
    )


def _ill_formed(file: str, number: int) -> Finding:
    message = f"Line {number} has no ICD-10-CM code as this file writes it (upper case, no point) and was left out."
    return kind_of("code-not-well-formed").finding(message, where=Pointer(file=file))
