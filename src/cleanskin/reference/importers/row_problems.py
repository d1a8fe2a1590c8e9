"""What importers say about single rows and about whole files, bounded so that a bad file does not flood its report.

Not an importer.  Row findings are kept up to `SHOWN` of a kind; the rest is counted in one more finding.
"""

from collections import Counter
from datetime import date

from cleanskin.kernel.finding import Finding, Pointer
from cleanskin.kernel.identifiers import masked
from cleanskin.reference.findings import kind_of
from cleanskin.reference.importing import Member, Refusal, base_name

SHOWN = 10
"""How many findings of one kind are kept for one file."""

BAD_SHARE_MAX = 0.02
"""A file of which a larger share of rows breaks the layout is refused as a whole."""

BAD_ROWS_TOLERATED = 5
"""Up to so many bad rows, the share is not asked."""


class RowProblems:
    """Collects findings about the rows of one file.

    Mutable: it lives inside one `read` only.
    """

    def __init__(self, file: str) -> None:
        self._file = file
        self._kept: list[Finding] = []
        self._count: Counter[str] = Counter()
        self._lost = 0

    def add(self, kind: str, *, line: int, message: str, expected: str = "", loses_row: bool = True) -> None:
        """Note a problem of a kind by its name; `line` counts from 1; `loses_row` says that the row is left out."""
        self._count[kind] += 1
        self._lost += loses_row
        if self._count[kind] <= SHOWN:
            where = Pointer(file=self._file, line=line)
            self._kept.append(kind_of(kind).finding(message, where=where, expected=expected))

    def add_more(self, kind: str, count: int) -> None:
        """Count rows of a kind that are left out like those added before; `count` below 1 counts none."""
        self._count[kind] += max(count, 0)
        self._lost += max(count, 0)

    def bad_code(self, *, line: int, code: str, expected: str) -> None:
        """Note a code that has not the shape of its set; the row is left out."""
        shown = code if len(code) <= 12 and code.isascii() and code.isprintable() else masked(code[:12])
        self.add("code-not-well-formed", line=line, message=f'"{shown}" is not a code of this set.', expected=expected)

    @property
    def rows_lost(self) -> int:
        """How many rows were left out."""
        return self._lost

    def findings(self) -> tuple[Finding, ...]:
        """Return the kept findings, and one more for each kind of which there were more."""
        rest = (
            kind_of(kind).finding(f"{count - SHOWN:,} more rows like these.", where=Pointer(file=self._file))
            for kind, count in self._count.items()
            if count > SHOWN
        )
        return (*self._kept, *rest)

    def too_many(self, rows_read: int) -> Refusal | None:
        """Refuse the file when the rows left out are too many for the rest to be trusted."""
        if self._lost <= BAD_ROWS_TOLERATED or self._lost <= rows_read * BAD_SHARE_MAX:
            return None
        message = f"{self._lost:,} of {rows_read:,} rows break the layout."
        evidence = tuple(f"line {one.where.line}: {one.message}" for one in self._kept[:3])
        found = kind_of("too-many-bad-rows").finding(message, where=Pointer(file=self._file), evidence=evidence)
        return Refusal(found)


def refusal(kind: str, member: Member, message: str, *, expected: str, fix: str = "") -> Refusal:
    """Refuse a member: what was found (`message`), what was expected, and where the right file is (`fix`)."""
    return Refusal(kind_of(kind).finding(message, where=Pointer(file=base_name(member)), expected=expected, fix=fix))


def day_of(text: str) -> date | None:
    """Return the day of YYYYMMDD, YYYY-MM-DD, M/D/YYYY or M-D-YYYY; None for anything else or a day that is none."""
    bare = text.strip()
    try:
        if len(bare) == 8 and bare.isascii() and bare.isdigit():
            return date(int(bare[:4]), int(bare[4:6]), int(bare[6:]))
        if len(bare) == 10 and bare[4] == "-" == bare[7]:
            return date.fromisoformat(bare)
        month, day, year = bare.replace("-", "/").split("/")
        return date(int(year), int(month), int(day)) if len(year) == 4 else None
    except ValueError:
        return None
