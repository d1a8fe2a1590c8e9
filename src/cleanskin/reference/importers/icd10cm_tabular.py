"""ICD-10-CM tabular list (XML): codes with their notes, and the billable codes that 7th characters make.

Layout: `ICD10CM.tabular > chapter > section > diag`, nested; notes as children of any of them; `sevenChrDef` on the
ancestor whose 7th characters apply to every code below it, placed after X where the code is shorter than six.
Source: tabular list of April 1, 2026 (CDC/NCHS), checked 2026-11-21.
"""

import re
from collections.abc import Iterator, Sequence
from xml.etree import ElementTree

import msgspec

from cleanskin.kernel.finding import Finding, Pointer
from cleanskin.record.diagnosis_code import CodeNote, DiagnosisFacts, Laterality
from cleanskin.reference.findings import kind_of
from cleanskin.reference.importers.icd10cm_notes import code_note, enclosed, out_of_order

_CODE = re.compile(r"[A-Z][0-9A-Z]{2}(?:\.[0-9A-Z]{1,4})?")
_NOTES = {
    "includes": "includes",
    "excludes1": "excludes1",
    "excludes2": "excludes2",
    "codeFirst": "code_first",
    "useAdditionalCode": "use_additional",
    "codeAlso": "code_also",
}
_SIDES = re.compile(r"\b(right|left|bilateral|both)\b", re.IGNORECASE)
_NOT_TOGETHER = re.compile(
    r"7th characters? (.+?) do(?:es)? not apply to codes in (?:sub)?category \S+ with 6th character (.+)"
)

Extensions = tuple[tuple[str, str], ...]


class Tabular(msgspec.Struct, frozen=True, kw_only=True):
    """What one tabular list holds: the fiscal year it names, its rows in the list's order, and rows left out."""

    year: str
    rows: tuple[DiagnosisFacts, ...]
    problems: tuple[Finding, ...]


def read_tabular(data: bytes, *, file: str = "") -> Tabular:
    """Read a tabular list.

    Raises xml.etree.ElementTree.ParseError for text that is not XML, ValueError for XML that declares entities (the
    original has none; they can be used to exhaust memory).
    """
    if b"<!ENTITY" in data:
        raise ValueError("the file declares XML entities, which the original does not")
    root = ElementTree.fromstring(data)
    names = [element.findtext("name") or "" for section in root.iter("section") for element in section.findall("diag")]
    reader = _Reader(before=out_of_order([name.strip() for name in names]), file=file)
    rows = tuple(row for chapter in root.findall("chapter") for row in reader.chapter(chapter))
    return Tabular(year=(root.findtext("version") or "").strip(), rows=rows, problems=tuple(reader.problems))


def side_named(label: str) -> Laterality:
    """Return the side that a label names; "" for none and for a label that names both apart."""
    sides = {match.lower() for match in _SIDES.findall(label)}
    if sides == {"right"}:
        return "right"
    if sides == {"left"}:
        return "left"
    return "bilateral" if sides & {"bilateral", "both"} else ""


def sides_of(labels: Sequence[str], inherited: Laterality = "") -> list[Laterality]:
    """Return the side of each of several sibling codes: named, or "unspecified" where a sibling names one."""
    named = [side_named(label) for label in labels]
    has_sides = any(side in ("right", "left") for side in named)
    return [
        side or ("unspecified" if has_sides and "unspecified" in label.lower() else inherited)
        for side, label in zip(named, labels, strict=True)
    ]


class _Reader:
    def __init__(self, *, before: dict[str, str], file: str) -> None:
        self.before = before
        self.file = file
        self.problems: list[Finding] = []

    def chapter(self, element: ElementTree.Element) -> Iterator[DiagnosisFacts]:
        number = (element.findtext("name") or "").strip()
        key = f"CHAPTER{number:0>2}"
        sections = element.findall("section")
        keys = [_block_key(section.get("id") or "") for section in sections]
        yield self._row(element, key, billable=False, parent="", children=tuple(keys), chapter=number)
        for block, section in zip(keys, sections, strict=True):
            diagnoses = self._well_formed(section.findall("diag"))
            children = tuple(_key(diagnosis) for diagnosis in diagnoses)
            yield self._row(section, block, billable=False, parent=key, children=children, chapter=number)
            yield from self._codes(
                diagnoses, parent=block, chapter=number, extensions=(), impossible=frozenset(), side=""
            )

    def _codes(
        self,
        elements: Sequence[ElementTree.Element],
        *,
        parent: str,
        chapter: str,
        extensions: Extensions,
        impossible: frozenset[str],
        side: Laterality,
    ) -> Iterator[DiagnosisFacts]:
        sides = sides_of([_label(element) for element in elements], side)
        for element, own_side in zip(elements, sides, strict=True):
            code = _key(element)
            own = _extensions(element) or extensions
            below = self._well_formed(element.findall("diag"))
            never = impossible | _impossible(element)
            full = [] if below or len(code) > 6 else _full_codes(code, own, never)
            yield self._row(
                element,
                code,
                billable=not below and not full,
                parent=parent,
                children=tuple(_key(child) for child in below) or tuple(name for name, _ in full),
                chapter=chapter,
                laterality=own_side,
                seventh_characters=tuple((name[-1], text) for name, text in full) or (own if len(code) < 7 else ()),
            )
            yield from _extended(full, label=_label(element), parent=code, chapter=chapter, side=own_side)
            yield from self._codes(below, parent=code, chapter=chapter, extensions=own, impossible=never, side=own_side)

    def _row(
        self,
        element: ElementTree.Element,
        code: str,
        *,
        billable: bool,
        parent: str,
        children: tuple[str, ...],
        chapter: str,
        laterality: Laterality = "",
        seventh_characters: Extensions = (),
    ) -> DiagnosisFacts:
        notes = {field: self._notes(element, tag) for tag, field in _NOTES.items()}
        return DiagnosisFacts(
            code=code,
            label=_label(element),
            billable=billable,
            parent=parent,
            children=children,
            chapter=chapter,
            laterality=laterality,
            inclusion_terms=tuple(_texts(element, "inclusionTerm")),
            seventh_characters=seventh_characters,
            **notes,
        )

    def _notes(self, element: ElementTree.Element, tag: str) -> tuple[CodeNote, ...]:
        return enclosed([code_note(text) for text in _texts(element, tag)], self.before)

    def _well_formed(self, elements: Sequence[ElementTree.Element]) -> list[ElementTree.Element]:
        good = []
        for element in elements:
            if _CODE.fullmatch((element.findtext("name") or "").strip()):
                good.append(element)
                continue
            name = (element.findtext("name") or "").strip()[:20]
            message = f'"{name}" is not a code of the tabular list; it and what is under it were left out.'
            self.problems.append(kind_of("code-not-well-formed").finding(message, where=Pointer(file=self.file)))
        return good


def _extended(
    full: Sequence[tuple[str, str]], *, label: str, parent: str, chapter: str, side: Laterality
) -> Iterator[DiagnosisFacts]:
    labels = [f"{label}, {text}" for _, text in full]
    sides = sides_of([text for _, text in full], side)
    for (code, _), text, own in zip(full, labels, sides, strict=True):
        yield DiagnosisFacts(code=code, label=text, billable=True, parent=parent, chapter=chapter, laterality=own)


def _extensions(element: ElementTree.Element) -> Extensions:
    definition = element.find("sevenChrDef")
    if definition is None:
        return ()
    return tuple(
        (one.get("char") or "", _clean(one.text)) for one in definition.findall("extension") if one.get("char")
    )


def _impossible(element: ElementTree.Element) -> frozenset[str]:
    """Return the pairs of 6th and 7th character that a note rules out: "7D", "7S"."""
    pairs: set[str] = set()
    for text in _texts(element, "notes"):
        if match := _NOT_TOGETHER.match(text):
            sevenths = re.findall(r"\b[0-9A-Z]\b", match.group(1))
            sixths = re.findall(r"(?:^|\bor )([0-9A-Z])\b", match.group(2))
            pairs |= {sixth + seventh for sixth in sixths for seventh in sevenths}
    return frozenset(pairs)


def _full_codes(code: str, extensions: Extensions, impossible: frozenset[str]) -> list[tuple[str, str]]:
    base = f"{code:X<6}"
    return [(base + char, text) for char, text in extensions if base[5] + char not in impossible]


def _texts(element: ElementTree.Element, tag: str) -> list[str]:
    return [text for holder in element.findall(tag) for note in holder.findall("note") if (text := _clean(note.text))]


def _label(element: ElementTree.Element) -> str:
    return _clean(element.findtext("desc"))


def _clean(text: str | None) -> str:
    return " ".join((text or "").split())


def _key(element: ElementTree.Element) -> str:
    return (element.findtext("name") or "").strip().replace(".", "")


def _block_key(section_id: str) -> str:
    first, _, last = section_id.partition("-")
    return f"BLOCK{first}{last or first}"
