"""Cells of coverage articles as every form of them writes them: codes, states, days; and what is said of bad ones.

Not an importer.
"""

import functools
import re
from collections.abc import Sequence
from datetime import date

from cleanskin.kernel.finding import Finding, Pointer
from cleanskin.reference.findings import kind_of
from cleanskin.reference.importers.row_problems import day_of

ALL_OTHERS = "XX000"
"""The export's placeholder for "not applicable" and "all others": no code."""

SHOWN = 50
"""How many findings of one file are kept."""

_STATES = {"CNMI": "MP"}
"""Abbreviations of the export that are not the postal ones."""

_STATE = re.compile(r"([A-Z]{2})(?:\b.{0,40})?")
_DIAGNOSIS = re.compile(r"[A-Z][0-9A-Z]{2}(?:\.?[0-9A-Z]{1,4})?")
_PROCEDURE = re.compile(r"[0-9A-Z]{5}")


class ArticleProblems:
    """Collects findings about articles, each once.  Mutable: it lives inside one `read` only."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._messages: dict[tuple[str, str], None] = {}

    def add(self, kind: str, message: str) -> None:
        """Note a problem of a kind by its name."""
        self._messages[kind, message] = None

    def findings(self) -> tuple[Finding, ...]:
        """Return the first findings, and one more that counts the rest."""
        where = Pointer(file=self._file)
        kept = [kind_of(kind).finding(message, where=where) for kind, message in list(self._messages)[:SHOWN]]
        if len(self._messages) > SHOWN:
            rest = f"{len(self._messages) - SHOWN:,} more findings about articles of this file."
            kept.append(kind_of("row-not-readable").finding(rest, where=where))
        return tuple(kept)


def bare(code: str) -> str:
    """Return a diagnosis code without its point."""
    return code.replace(".", "")


def day(text: str) -> date | None:
    """Return the day of a cell that may hold a time too; None for anything else."""
    return day_of(text.split()[0]) if text.split() else None


def diagnosis_codes(codes: Sequence[str], article: str, problems: ArticleProblems) -> tuple[str, ...]:
    """Return the diagnosis codes of a list without points, placeholders and malformed ones left out."""
    for code in codes:
        if not _is_diagnosis(code):
            problems.add("code-not-well-formed", f'{article}: "{code[:12]}" is not a diagnosis code.')
    good = [code for code in codes if _is_diagnosis(code) and code != ALL_OTHERS]
    return tuple(dict.fromkeys(bare(code) for code in good))


def procedure_codes(codes: Sequence[str], article: str, problems: ArticleProblems) -> tuple[str, ...]:
    """Return the procedure codes of a list, placeholders and malformed ones left out."""
    for code in codes:
        if not _PROCEDURE.fullmatch(code):
            problems.add("code-not-well-formed", f'{article}: "{code[:12]}" is not a procedure code.')
    return tuple(dict.fromkeys(code for code in codes if _PROCEDURE.fullmatch(code) and code != ALL_OTHERS))


def state_codes(names: Sequence[str], article: str, problems: ArticleProblems) -> tuple[str, ...]:
    """Return two-letter codes of states; part of a state ("CA - Northern") counts as the state."""
    found: set[str] = set()
    for name in names:
        match = _STATE.fullmatch(name)
        if name in _STATES or match:
            found.add(_STATES.get(name) or name[:2])
        elif name:
            message = f"{article}: its states are not told by their abbreviations; it is found by its number only."
            problems.add("row-not-readable", message)
    return tuple(sorted(found))


@functools.lru_cache(maxsize=100_000)  # the export names the same codes many times
def _is_diagnosis(code: str) -> bool:
    return _DIAGNOSIS.fullmatch(code) is not None
