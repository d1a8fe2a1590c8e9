"""How an answer is laid out on a terminal: titled sections of labelled rows, each with the number of its source."""

import shutil
import textwrap
from collections.abc import Iterable
from typing import Any

import msgspec

from cleanskin.cli.trust import caution
from cleanskin.record.provenance import Answer, Provenance

_LABEL_WIDTH = 18


class Row(msgspec.Struct, frozen=True):
    """A label, what is known under it, and which sources say so (numbers of `Screen.sources`)."""

    label: str
    value: str
    sources: tuple[int, ...] = ()


class Section(msgspec.Struct):
    """A title and its rows."""

    title: str
    rows: list[Row]


class Screen(msgspec.Struct):
    """Everything that is shown of one thing.

    `sources` are numbered from 1; `notices` are what must be minded, with the numbers of the sources they are about.
    """

    heading: str
    sections: list[Section] = []
    sources: list[str] = []
    notices: dict[str, list[int]] = {}

    def section(self, title: str) -> Section:
        """Begin a section; one that stays empty is not shown."""
        self.sections.append(Section(title, []))
        return self.sections[-1]

    def add(self, label: str, value: object, *answers: Answer[Any] | None) -> None:
        """Add a row to the last section with the sources and notices of the answers it rests on; nothing when empty."""
        if value is None or value == "":
            return
        numbers = tuple(dict.fromkeys(self.cite(answer) for answer in answers if answer is not None))
        self.sections[-1].rows.append(Row(label, str(value), numbers))

    def cite(self, answer: Answer[Any]) -> int:
        """Return the number of an answer's source, and keep its notice."""
        source = getattr(answer.value, "source", None) or answer.provenance.source
        return self.cite_words(source_words(answer.provenance, source), answer.notice)

    def cite_words(self, words: str, notice: str = "") -> int:
        """Return the number of a source in words, and keep a notice about it."""
        if words not in self.sources:
            self.sources.append(words)
        number = self.sources.index(words) + 1
        self.tell(notice, number)
        return number

    def tell(self, notice: str, about: int | None = None) -> None:
        """Keep what a notice says, each thing once, with the numbers of the sources it is about."""
        for one in filter(None, (part.strip(" .") for part in notice.split("; "))):
            numbers = self.notices.setdefault(one[0].upper() + one[1:], [])
            if about is not None and about not in numbers:
                numbers.append(about)


def source_words(provenance: Provenance, source: Any = None) -> str:
    """Say in a line where an answer comes from, and how far it can be trusted."""
    cited = source or provenance.source
    parts = [cited.title]
    if provenance.is_built_in:
        if cited.locator:
            parts.append(cited.locator)
        checked = f"read {cited.checked_on.isoformat()}" if cited.checked_on else ""
        inner = "; ".join(word for word in ("built in", provenance.release, checked) if word)
        return f"{', '.join(parts)} ({inner}){caution(cited.trust)}"
    release = " ".join(word for word in (provenance.release, provenance.part) if word)
    loaded = provenance.loaded_at.date().isoformat() if provenance.loaded_at else ""
    return f"{', '.join(parts)} ({release}; file {provenance.file}, loaded {loaded})"


def as_text(screen: Screen) -> str:
    """Return a screen as lines for a terminal."""
    width = max(60, min(shutil.get_terminal_size((110, 24)).columns, 130))
    lines = [screen.heading]
    for section in screen.sections:
        if section.rows:
            lines += ["", section.title]
            for row in section.rows:
                lines += _row_lines(row, width)
    if screen.notices:
        lines += ["", "Mind"]
        for notice, numbers in screen.notices.items():
            marks = "".join(f" [{number}]" for number in sorted(numbers))
            lines += _wrapped(f"{notice}.{marks}", width, "  - ", "    ")
    if screen.sources:
        lines += ["", "Sources"]
        for number, words in enumerate(screen.sources, start=1):
            lines += _wrapped(words, width, f"  [{number}] ", "      ")
    return "\n".join(lines)


def _row_lines(row: Row, width: int) -> list[str]:
    marks = "".join(f" [{number}]" for number in row.sources)
    first, *rest = row.value.split("\n")
    lines = _wrapped(first + ("" if rest else marks), width, f"  {row.label:<{_LABEL_WIDTH}}", " " * (_LABEL_WIDTH + 2))
    for place, line in enumerate(rest):
        last = place == len(rest) - 1
        lines += _wrapped(line + (marks if last else ""), width, " " * (_LABEL_WIDTH + 2), " " * (_LABEL_WIDTH + 4))
    return lines


def _wrapped(text: str, width: int, first: str, following: str) -> list[str]:
    return textwrap.wrap(
        text, width, initial_indent=first, subsequent_indent=following, break_long_words=False, break_on_hyphens=False
    ) or [first.rstrip()]


def table_text(header: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    """Return rows as columns with a header, the last column unpadded."""
    cells = [header, *rows]
    widths = [max(len(row[place]) for row in cells) for place in range(len(header))]
    return "\n".join("  ".join(f"{cell:<{widths[place]}}" for place, cell in enumerate(row)).rstrip() for row in cells)


def dollars(cents: int) -> str:
    """Write an amount in cents as dollars."""
    sign = "-" if cents < 0 else ""
    return f"{sign}${abs(cents) // 100:,}.{abs(cents) % 100:02}"
