"""Masking: what may name a patient is replaced by its shape before anything is drawn or written.

Text keeps its shape (letters become x, digits 9); dates and numbers are left out, because a shape of them would still
be a date or a number that people compute with.
"""

import msgspec

from cleanskin.insight.report.model import EntityReport, Report, Scalar, Section, Table
from cleanskin.kernel.identifiers import masked


def mask_value(value: Scalar) -> Scalar:
    """Mask one personal value: text keeps its shape, everything else is left out."""
    return masked(value) if isinstance(value, str) else None


def mask_table(table: Table) -> Table:
    """Mask the personal columns of a shown table."""
    hidden = {index for index, column in enumerate(table.columns) if column.personal}
    if not hidden:
        return table

    def row(values: tuple[Scalar, ...]) -> tuple[Scalar, ...]:
        return tuple(mask_value(value) if index in hidden else value for index, value in enumerate(values))

    total = row(table.total) if table.total is not None else None
    return msgspec.structs.replace(table, rows=tuple(row(values) for values in table.rows), total=total)


def _section(section: Section) -> Section:
    blocks = tuple(mask_table(block) if isinstance(block, Table) else block for block in section.blocks)
    return msgspec.structs.replace(section, blocks=blocks)


def mask_report(report: Report) -> Report:
    """Return the report as it may be shown: unchanged when names are to be shown, else with personal cells masked."""
    if report.names_shown:
        return report

    def entity(one: EntityReport) -> EntityReport:
        return msgspec.structs.replace(one, sections=tuple(_section(section) for section in one.sections))

    return msgspec.structs.replace(
        report,
        front=tuple(mask_table(block) if isinstance(block, Table) else block for block in report.front),
        entities=tuple(entity(one) for one in report.entities),
        back=tuple(_section(section) for section in report.back),
    )
