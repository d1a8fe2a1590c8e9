"""NCCI procedure-to-procedure edits for practitioners (CMS), text and workbook.

Seven columns: column 1 code, column 2 code, `*` when the edit is older than 1996, effective day, deletion day or `*`,
modifier indicator, rationale.  Deleted edits stay in the file, and a pair comes back with a second row when its edit
returns.  A preamble of any length stands above the rows.

The deletion day is the last day on which the edit held.  Source: derived from the 2024Q3 edits, where each of the
777,344 edits that were deleted with indicator 0 or 1 carries the last day of a quarter, and from pairs that return
(ended 2019-12-31); a billing newsletter that says "on or after the deletion date" is contradicted by it.  An edit whose
deletion day is its effective day has indicator 9 and never held.  Source: CMS, Medicare NCCI policy manual 2026,
chapter I, on the correct coding modifier indicator.
"""

import re
from collections.abc import Sequence
from datetime import date

from cleanskin.kernel.period import Period
from cleanskin.kernel.source import Source
from cleanskin.reference.importers import spreadsheet
from cleanskin.reference.importers.delimited import decoded_head, heading, is_text
from cleanskin.reference.importers.ncci_ptp_rows import NO_ROWS, edits_of, pieces_of_text, pieces_of_workbook
from cleanskin.reference.importers.quarters import Quarter, quarter_of
from cleanskin.reference.importers.row_problems import RowProblems, refusal
from cleanskin.reference.importing import Batch, Contents, Importer, Member, PairTable, Refusal, base_name

KIND = "ncci-ptp-practitioner"
WHERE = (
    "CMS, Medicare NCCI Procedure to Procedure (PTP) Edits: the four practitioner files of the quarter,"
    " ccipra-v<version>-f1 to f4."
)
EXPECTED = (
    "Seven columns separated by tabs: column 1, column 2, existence before 1996, effective date, deletion date,"
    " modifier indicator, rationale."
)
PARTS = ("f1", "f2", "f3", "f4")

_VERSION = re.compile(r"v([0-9]{2})([0-3])(r[0-9])", re.IGNORECASE)
_PART = re.compile(r"[-_ ](f[1-4])(?![0-9])", re.IGNORECASE)
_DATA_ROW = re.compile(r"^[0-9A-Z]{5}\t[0-9A-Z]{5}\t[^\t\n]{0,3}\t[^\t\n]{0,10}\t[^\t\n]{0,10}\t[^\t\n]{0,2}\t", re.M)
_HEADINGS = ("column 1", "column 2")
_YEAR_OF_VERSION_0 = 1994  # version 32 is 2026

# A whole release holds edits that began in the year before it; below this count a file may be an excerpt.
_WHOLE_FILE_ROWS = 10_000
_ALL_PARTS_ROWS = 2_000_000
_AGE_MAX_DAYS = 366


def _recognise(members: Sequence[Member]) -> Sequence[Batch | Refusal]:
    return [found for member in members if (found := _recognised(member)) is not None]


def _recognised(member: Member) -> Batch | Refusal | None:
    form, text = _opening(member)
    if not form:
        return None
    other = _other_edition(member, text)
    if other:
        return refusal("wrong-edition", member, other, expected="The edits for practitioners.", fix=WHERE)
    if form == "csv":
        message = "The columns are separated by commas, or the effective date is missing."
        return refusal("columns-not-as-expected", member, message, expected=EXPECTED, fix=WHERE)
    if _are_headings_swapped(text):
        message = "Column 2 stands before column 1: the two are swapped."
        return refusal("columns-not-as-expected", member, message, expected=EXPECTED, fix=WHERE)
    named = base_name(member) if _VERSION.search(base_name(member)) else member.name
    version, part = _VERSION.search(named), _PART.search(named)
    return Batch(
        kind=KIND,
        release=f"v{version[1]}{version[2]}{version[3].lower()}" if version else "",
        part=part[1].lower() if part else _first_code(text),
        form=form,
        rank=0 if form == "text" else 1,
        members=(member,),
    )


def _opening(member: Member) -> tuple[str, str]:
    """Return the form ("text", "workbook", "csv" or "" for something else) and the opening text."""
    head = member.head(4096)
    if spreadsheet.is_workbook(head):
        rows = spreadsheet.peek(member)
        text = "\n".join("\t".join(row.cells) for row in rows)
        return ("workbook" if _is_like_edits(text) else ""), text
    if not is_text(head):
        return "", ""
    text = decoded_head(member)
    if _DATA_ROW.search(text) or (_is_like_edits(text) and "\t" in text):
        return "text", text
    return ("csv" if _is_like_edits(text) else ""), text


def _first_code(text: str) -> str:
    """Name a part that its file's name does not tell by the code it begins with, so that such parts do not collide."""
    first = _DATA_ROW.search(text)
    return f"from-{first[0][:5]}" if first else ""


def _is_like_edits(text: str) -> bool:
    top = heading(" ".join(text.split("\n")[:15]).replace("Column1", "Column 1").replace("column1", "column 1"))
    top = top.replace("column2", "column 2")
    return all(name in top for name in _HEADINGS) and ("modifier" in top or "edits" in top)


def _other_edition(member: Member, text: str) -> str:
    """Say which neighbouring kind a file is, by its own name, else by its archive's; "" for the practitioner edits."""
    own, name = base_name(member).lower(), member.name.lower()
    if "medicaid" in own or "medicaid" in text[:4000].lower():
        return "These are the edits of Medicaid."
    if "ccipra" in own:
        return ""
    if "ccioph" in name or "hospital" in name or "outpatient" in name:
        return "These are the edits for outpatient hospitals."
    if re.search(r"addition|deletion|change", own):
        return "These are only the changes of one quarter."
    return ""


def _are_headings_swapped(text: str) -> bool:
    for line in text.splitlines()[:15]:
        headings = [heading(cell) for cell in line.split("\t")]
        if all(name in headings for name in _HEADINGS):
            return headings.index("column 2") < headings.index("column 1")
    return False


def _read(batch: Batch) -> Contents | Refusal:
    member = batch.members[0]
    problems = RowProblems(base_name(member))
    pieces = pieces_of_text if batch.form == "text" else pieces_of_workbook
    edits = edits_of(pieces(member.data()), problems)
    if isinstance(edits, str):
        kind = "no-rows" if edits == NO_ROWS else "columns-not-as-expected"
        return refusal(kind, member, edits, expected=EXPECTED, fix=WHERE)
    too_many = problems.too_many(edits.rows_read)
    if too_many:
        return too_many
    release, quarter = _release(batch.release, edits.newest_effective)
    contradiction = _contradiction(quarter, edits.newest_effective, edits.rows_read) if batch.release else ""
    if contradiction:
        return refusal("release-contradicted", member, contradiction, expected=f"Edits of {quarter.name}.", fix=WHERE)
    if not batch.release:
        problems.add("release-inferred", line=1, message=f"Taken for {release}.", loses_row=False)
    return Contents(
        kind=KIND,
        release=release,
        part=batch.part,
        parts_expected=PARTS if batch.part in PARTS or edits.rows_read < _ALL_PARTS_ROWS else (),
        period=quarter.period,
        source=Source(title="CMS, Medicare NCCI PTP edits, practitioner", locator=release, trust="published"),
        tables=(PairTable(name="pairs", frame=edits.frame),),
        rows_read=edits.rows_read,
        dates=(edits.first_effective, edits.last_day),
        problems=problems.findings(),
    )


def _release(named: str, newest: date) -> tuple[str, Quarter]:
    """Return the release and its quarter: from the file's name, else from the newest effective day."""
    if named:
        return named, Quarter(_YEAR_OF_VERSION_0 + int(named[1:3]), int(named[3]) + 1)
    quarter = quarter_of(newest)
    return f"v{quarter.year - _YEAR_OF_VERSION_0}{quarter.number - 1}r0", quarter


def _contradiction(quarter: Quarter, newest: date, rows_read: int) -> str:
    """Say how the rows contradict the release that the name states; "" when they do not."""
    period: Period = quarter.period
    if period.end is not None and newest >= period.end:
        return f"The name says {quarter.name}, but an edit begins on {newest}."
    if rows_read >= _WHOLE_FILE_ROWS and (period.start - newest).days > _AGE_MAX_DAYS:
        return f"The name says {quarter.name}, but the newest edit began on {newest}: this is an older file."
    return ""


IMPORTER = Importer(
    kind=KIND,
    title="NCCI procedure-to-procedure edits, practitioner",
    answers="which code is denied beside which other on one day, and whether a modifier separates them",
    publisher="CMS",
    where_to_get=WHERE,
    dating="rows",
    file_names=("ccipra-v*", "*practitioner-ptp-edits*"),
    rows_min=400_000,
    recognise=_recognise,
    read=_read,
)
