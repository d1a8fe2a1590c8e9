"""Whether a code belonged to an external code set on a day, as far as a loaded release can tell.

A set is held for a day when a complete release covers it.  ICD-10-CM holds the codes that may be billed, not the
headings above them, since only those may stand on a claim.  HCPCS holds level II codes from the HCPCS file and CPT
codes from the file the user is licensed to load; modifiers of CPT are in neither and stay unchecked.
"""

from collections.abc import Mapping
from datetime import date
from typing import Final, NamedTuple

from cleanskin.kernel.identifiers import is_cpt
from cleanskin.record.protocols import CodeSetName, CodeStatus
from cleanskin.reference.shelves import HeldRelease, Shelves
from cleanskin.reference.tables import in_force_rule


class _Set(NamedTuple):
    """Where a code set is held: source, table, what stands before a code in the table's keys."""

    kind: str
    table: str
    before: str = ""


_SETS: Final[Mapping[CodeSetName, _Set]] = {
    "icd10cm": _Set("icd10cm", "diagnoses"),
    "hcpcs": _Set("hcpcs-level-2", "hcpcs"),
    "modifier": _Set("hcpcs-level-2", "hcpcs"),
    "carc": _Set("claim-adjustment-codes", "adjustment_codes", "C"),
    "rarc": _Set("claim-adjustment-codes", "adjustment_codes", "R"),
    "place_of_service": _Set("place-of-service", "places"),
    "taxonomy": _Set("nucc-taxonomy", "taxonomies"),
    "ndc": _Set("ndc-crosswalk", "drug_packages"),
}
_CPT = _Set("cpt-descriptors", "descriptors")
_PARTIAL: Final = frozenset({"ndc"})
"""Sets whose source is a selection: a code that is not in it may exist all the same."""


def status(shelves: Shelves, code_set: CodeSetName, code: str, on: date | None) -> CodeStatus:
    """Say whether `code` belonged to the set on that day; without a day, whether it ever did in a release held."""
    where = _where(code_set, code)
    if where is None:
        return "not_checked"
    shelf = shelves[where.kind]
    if on is None:
        held = shelf.releases
        if any(_is_in(one, where, code_set, code, None) for one in held):
            return "valid"
        return "invalid" if any(one.complete for one in held) and code_set not in _PARTIAL else "not_checked"
    standing = shelf.at(on)
    if standing.held is None or not standing.settled:
        return "not_checked"
    if _is_in(standing.held, where, code_set, code, on):
        return "valid"
    return "not_checked" if code_set in _PARTIAL else "invalid"


def release(shelves: Shelves, code_set: CodeSetName, on: date | None) -> str:
    """Name the release that answers for that day, without a day the newest; "" when none is held."""
    where = _SETS.get(code_set)
    if where is None:
        return ""
    if on is None:
        held = shelves[where.kind].releases
        return held[-1].release if held else ""
    standing = shelves[where.kind].at(on)
    return standing.held.release if standing.held and standing.settled else ""


def _where(code_set: CodeSetName, code: str) -> _Set | None:
    """Return the source that could hold the code; None when no file of ours lists codes of that shape."""
    if code_set == "hcpcs":
        if is_cpt(code):
            return _CPT
        return None if code.startswith("D") else _SETS["hcpcs"]  # D: the dental association's
    if code_set == "modifier" and not _is_level_2_modifier(code):
        return None
    return _SETS.get(code_set)


def _is_level_2_modifier(code: str) -> bool:
    """CPT's own modifiers begin with a digit, or are P1 to P6."""
    return code[:1].isalpha() and not (code[0] == "P" and code[1:].isdigit())


def _is_in(held: HeldRelease, where: _Set, code_set: CodeSetName, code: str, on: date | None) -> bool:
    for table, _ in held.keyed(where.table):
        rule = in_force_rule(table.row_type)
        for row in table.rows(where.before + code):
            if code_set == "icd10cm" and not row.billable:
                continue
            if code_set in ("hcpcs", "modifier") and getattr(row, "is_modifier", False) != (code_set == "modifier"):
                continue
            if on is None or rule is None or rule(row, on):
                return True
    return False
