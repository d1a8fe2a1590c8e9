"""Medically unlikely edits for practitioners (CMS): the most units of a code for one patient on one day.

One quoted notice of several lines, then a header (its first cell has a line end in it), then code, units, adjudication
indicator with its text ("2 Date of Service Edit: Policy"), rationale.  0 units is a limit like any other.  The file
says its day in its name only.  Some limits are confidential and not in it.
Source: CMS, Medicare NCCI policy manual 2026, chapter I, on medically unlikely edits.
"""

import re
from collections.abc import Sequence
from typing import cast

from cleanskin.kernel.identifiers import is_digits
from cleanskin.kernel.source import Source
from cleanskin.record.procedure import UnitLimit, UnitsAdjudication
from cleanskin.reference.importers.code_shapes import PROCEDURE_SHAPE, is_procedure
from cleanskin.reference.importers.delimited import Row, heading
from cleanskin.reference.importers.member_rows import all_rows, below, head_rows
from cleanskin.reference.importers.quarters import Quarter, quarter_in, quarter_of
from cleanskin.reference.importers.row_problems import RowProblems, day_of, refusal
from cleanskin.reference.importing import Batch, Contents, Importer, KeyedTable, Member, Refusal, base_name

KIND = "ncci-mue-practitioner"
WHERE = (
    "CMS, Medicare NCCI Medically Unlikely Edits: the practitioner services table of the quarter,"
    " MCR_MUE_PractitionerServices_Eff_<date>."
)
EXPECTED = "Four columns: code, practitioner services MUE value, MUE adjudication indicator, MUE rationale."

_EFFECTIVE = re.compile(r"Eff[-_ ]*([0-9]{2})[-_]([0-9]{2})[-_]([0-9]{4})", re.IGNORECASE)
_CODE_HEADINGS = ("hcpcs cpt code", "hcpcs code", "cpt code")
_INDICATOR = re.compile(r"([123])(?:\s|$)")
_OTHERS = {"outpatient": "outpatient hospitals", "facility": "outpatient hospitals", "dme": "suppliers of equipment"}


def _recognise(members: Sequence[Member]) -> Sequence[Batch | Refusal]:
    return [found for member in members if (found := _recognised(member)) is not None]


def _recognised(member: Member) -> Batch | Refusal | None:
    rows = head_rows(member)
    header = _header(rows)
    if header is None:
        return _refused_headings(member, rows)
    values = heading(rows[header].cell(1))
    if "practitioner" not in values:
        who = next((text for word, text in _OTHERS.items() if word in values), "another kind of provider")
        message = f"These are the limits for {who}."
        return refusal("wrong-edition", member, message, expected="The limits for practitioners.", fix=WHERE)
    if "medicaid" in base_name(member).lower():
        message = "These are the limits of Medicaid."
        return refusal("wrong-edition", member, message, expected="Medicare's limits for practitioners.", fix=WHERE)
    quarter = _quarter(member)
    if quarter is None:
        message = "The file says its first day in its name only, and this name has none."
        expected = "A name like MCR_MUE_PractitionerServices_Eff_07-01-2026.csv."
        return refusal("release-not-known", member, message, expected=expected, fix=WHERE)
    form = "workbook" if member.head(4).startswith(b"PK") else "text"
    rank = 0 if form == "text" else 1
    return Batch(kind=KIND, release=quarter.name, form=form, rank=rank, members=(member,))


def _refused_headings(member: Member, rows: Sequence[Row]) -> Refusal | None:
    """Refuse a table that has the right headings in other places."""
    for row in rows[:20]:
        headings = [heading(cell) for cell in row.cells]
        if any(name in headings for name in _CODE_HEADINGS) and any("mue value" in name for name in headings):
            message = "The columns stand in another order."
            return refusal("columns-not-as-expected", member, message, expected=EXPECTED, fix=WHERE)
    return None


def _header(rows: Sequence[Row]) -> int | None:
    for index, row in enumerate(rows[:20]):
        if heading(row.cell(0)) in _CODE_HEADINGS and "mue value" in heading(row.cell(1)):
            return index
    return None


def _quarter(member: Member) -> Quarter | None:
    stated = _EFFECTIVE.search(member.name)
    day = day_of(f"{stated[3]}{stated[1]}{stated[2]}") if stated else None
    return quarter_of(day) if day else quarter_in(member.name)


def _read(batch: Batch) -> Contents | Refusal:
    member = batch.members[0]
    table = all_rows(member)
    header = _header(table.rows)
    if header is None:
        return refusal("columns-not-as-expected", member, "No header was found.", expected=EXPECTED, fix=WHERE)
    problems = RowProblems(base_name(member))
    rows = below(table, header, columns=3, problems=problems)
    limits: dict[str, UnitLimit] = {}
    for row in rows:
        limit = _limit(row, problems)
        if limit is None:
            continue
        if limits.get(limit.code, limit) != limit:
            message = f"{limit.code} stands twice with different values."
            problems.add("row-repeated", line=row.line, message=message, loses_row=False)
        limits[limit.code] = limit
    if not rows:
        return refusal("no-rows", member, "Nothing stands below the header.", expected=EXPECTED, fix=WHERE)
    if not limits:
        message = "No row has a code, a number of units and an indicator, in this order."
        return refusal("columns-not-as-expected", member, message, expected=EXPECTED, fix=WHERE)
    quarter = cast(Quarter, _quarter(member))
    return problems.too_many(len(rows)) or Contents(
        kind=KIND,
        release=batch.release,
        period=quarter.period,
        source=Source(title="CMS, Medicare NCCI MUE table, practitioner", locator=batch.release, trust="published"),
        tables=(KeyedTable(name="unit_limits", row_type=UnitLimit, rows=sorted(limits.items())),),
        rows_read=len(rows),
        problems=problems.findings(),
    )


def _limit(row: Row, problems: RowProblems) -> UnitLimit | None:
    code, units, indicator = row.cell(0), row.cell(1), _INDICATOR.match(row.cell(2))
    if not is_procedure(code):
        problems.bad_code(line=row.line, code=code, expected=PROCEDURE_SHAPE)
        return None
    if not is_digits(units) or len(units) > 7 or indicator is None:
        message = f"{code} has no whole number of units or no adjudication indicator."
        problems.add(
            "row-not-readable", line=row.line, message=message, expected="Units, then 1, 2 or 3 with its text."
        )
        return None
    adjudication = cast(UnitsAdjudication, int(indicator[1]))
    return UnitLimit(code=code, units=int(units), adjudication=adjudication, rationale=row.cell(3))


IMPORTER = Importer(
    kind=KIND,
    title="Medically unlikely edits, practitioner",
    answers="the most units of a code on one day, and whether more can be justified",
    publisher="CMS",
    where_to_get=WHERE,
    dating="release",
    file_names=("*mue_practitioner*", "*practitioner-services-mue*"),
    rows_min=10_000,
    recognise=_recognise,
    read=_read,
)
