"""Segments held against their declaration: one regular expression per segment says "all is well", and only a segment
that fails it is looked at element by element.

The expression holds presence, kinds, lengths and inline codes of all elements; relations between elements, dates whose
format another element names, check digits and shapes of codes are small checks beside it, made only where declared.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from cleanskin.kernel.identifiers import masked
from cleanskin.x12.guide import CodeSetBy, ElementSpec, SegmentSpec
from cleanskin.x12.patterns import CONTROL, FORMATS, SHAPES, TIME, date_pattern, segment_pattern
from cleanskin.x12.tree import Delimiters

# a qualifier has at most three characters; longer values may be an identifier in the wrong place
_CODE_SHOWN_MAX = 3

Fault = tuple[str, str, str, str]
"""Finding name, element as quoted ("SV101-03"), message, what was expected."""


@lru_cache(maxsize=1 << 15)
def _fits(code_set: str, code: str) -> bool:
    return SHAPES[code_set][0](code)


class CodePlace:
    """Where a segment holds a code of an outside set; `component` 0 when the element is simple."""

    __slots__ = ("by", "component", "name", "position", "repeats")

    def __init__(self, position: int, component: int, name: str, by: CodeSetBy | None, *, repeats: bool) -> None:
        self.position, self.component, self.name, self.by, self.repeats = position, component, name, by, repeats


class CompiledSegment:
    """A segment's declaration, ready to be held against segments delimited by `delimiters`."""

    __slots__ = (
        "_component",
        "_element",
        "_formats",
        "_npis",
        "_relations",
        "_repetition",
        "codes",
        "fits",
        "needs_more",
        "spec",
    )

    def __init__(self, spec: SegmentSpec, delimiters: Delimiters) -> None:
        self.spec = spec
        self._element, self._component, self._repetition = (
            delimiters.element,
            delimiters.component,
            delimiters.repetition,
        )
        self.fits = re.compile(segment_pattern(spec, delimiters), re.ASCII).fullmatch
        self.codes = tuple(_code_places(spec))
        self._formats = tuple((element.position, element.format_at) for element in spec.elements if element.format_at)
        # "at least one" first: the others hold by themselves when all their elements lie behind the last one filled
        relations = [_relation(words) for words in spec.syntax]
        self._relations = tuple(sorted(relations, key=lambda relation: (relation[0] != "R", min(relation[1]))))
        self._npis = tuple(_npi_places(self.codes))
        self.needs_more = bool(spec.syntax or self._npis)

    def also_fits(self, elements: list[str]) -> bool:
        """True when a segment that fits the expression also keeps to relations and check digits."""
        count = len(elements)
        for letter, places in self._relations:
            first = places[0]
            if letter == "P" and len(places) == 2:
                if first >= count:
                    break
                second = places[1]
                if (elements[first] == "") != (second >= count or elements[second] == ""):
                    return False
            elif letter != "R" and min(places) >= count:
                break
            elif not _holds(letter, [place < count and elements[place] != "" for place in places]):
                return False
        for position, beside, qualifiers in self._npis:
            if position < count and (not beside or elements[beside] in qualifiers) and elements[position]:
                return _fits("npi", elements[position])
        return True

    def more(self, elements: list[str]) -> list[Fault]:
        """Check what is not one element's own: formats named by another element, relations, shapes, check digits."""
        faults: list[Fault] = []
        count = len(elements)
        for position, format_at in self._formats:
            if max(position, format_at) >= count or not elements[position]:
                continue
            if not _in_format(elements[format_at], elements[position]):
                faults.append(self._format_fault(elements, position, format_at))
        for letter, places in self._relations:
            if not _holds(letter, [place < count and elements[place] != "" for place in places]):
                faults.append(self._relation_fault(letter, places))
        if self.codes:
            for name, quoted, code in self.coded(elements):
                if name in SHAPES and not _fits(name, code):
                    faults.append(_shape_fault(name, quoted, code))
        return faults

    def coded(self, elements: list[str]) -> Iterator[tuple[str, str, str]]:
        """Iterate over the outside codes of a segment: set, element as quoted, code."""
        count = len(elements)
        for place in self.codes:
            position = place.position
            if position >= count or not elements[position]:
                continue
            for text in elements[position].split(self._repetition) if place.repeats else (elements[position],):
                holder = text.split(self._component) if place.component else elements
                at = place.component - 1 if place.component else position
                if at >= len(holder) or not holder[at]:
                    continue
                name = place.name
                if place.by is not None:
                    beside = place.by.position - 1 if place.component else place.by.position
                    qualifier = holder[beside] if beside < len(holder) else ""
                    name = next((code_set for code, code_set in place.by.sets if code == qualifier), "")
                if name:
                    yield name, self._quote(position, place.component), holder[at]

    def faults(self, elements: list[str]) -> list[Fault]:
        """Say element by element what is wrong with a segment that does not fit."""
        faults: list[Fault] = []
        specs = self.spec.elements
        values = elements[1:]
        for spec in specs:
            value = values[spec.position - 1] if spec.position <= len(values) else ""
            faults.extend(self._element_faults(spec, value, self._quote(spec.position, 0)))
        last = specs[-1].position if specs else 0
        if specs and any(values[last:]):
            quoted = self._quote(last + 1, 0)
            message = f"{self.spec.id} has {len(values)} elements."
            faults.append(("too-many-elements", quoted, message, f"at most {last} elements"))
        return faults

    def _element_faults(self, spec: ElementSpec, value: str, quoted: str) -> list[Fault]:
        if not value:
            if spec.usage != "R":
                return []
            return [("element-missing", quoted, f"{quoted} ({spec.name}) is empty.", spec.name)]
        if spec.usage == "N":
            return [("element-not-used", quoted, f"{quoted} is filled: {_shown(value)}.", "nothing")]
        parts = [value]
        faults: list[Fault] = []
        if spec.repeats != 1 and self._repetition:
            parts = value.split(self._repetition)
            if spec.repeats and len(parts) > spec.repeats:
                message = f"{quoted} is repeated {len(parts)} times."
                faults.append(("repeated-element", quoted, message, f"at most {spec.repeats}"))
        for part in parts:
            if spec.components:
                faults.extend(self._composite_faults(spec, part, quoted))
            else:
                faults.extend(_value_faults(spec, part, quoted))
        return faults

    def _composite_faults(self, spec: ElementSpec, value: str, quoted: str) -> list[Fault]:
        values = value.split(self._component)
        other = _other_separator(spec, value) if len(values) == 1 else ""
        if other:
            message = f"{quoted} is divided by {other!r}; the interchange declares {self._component!r} (ISA16)."
            return [("component-separator-differs", quoted, message, self._component)]
        faults: list[Fault] = []
        for component in spec.components:
            text = values[component.position - 1] if component.position <= len(values) else ""
            inner = f"{quoted}-{component.position:02d}"
            if not text:
                if component.usage == "R":
                    message = f"{inner} ({component.name}) is empty."
                    faults.append(("element-missing", inner, message, component.name))
            elif component.usage == "N":
                faults.append(("element-not-used", inner, f"{inner} is filled: {_shown(text)}.", "nothing"))
            else:
                faults.extend(_value_faults(component, text, inner))
        last = spec.components[-1].position
        if any(values[last:]):
            message = f"{quoted} has {len(values)} components."
            faults.append(("too-many-elements", f"{quoted}-{last + 1:02d}", message, f"at most {last} components"))
        return faults

    def _quote(self, position: int, component: int) -> str:
        inner = f"-{component:02d}" if component else ""
        return f"{self.spec.id}{position:02d}{inner}"

    def _format_fault(self, elements: list[str], position: int, format_at: int) -> Fault:
        quoted = self._quote(position, 0)
        wanted = FORMATS[elements[format_at]][1]
        return ("element-not-of-its-kind", quoted, f"{quoted} is not {wanted}: {_shown(elements[position])}.", wanted)

    def _relation_fault(self, letter: str, places: tuple[int, ...]) -> Fault:
        named = ", ".join(self._quote(place, 0) for place in places)
        wanted = _RELATIONS[letter]
        return ("elements-at-odds", self._quote(places[0], 0), f"Of {named}: {wanted}.", wanted)


def _shape_fault(name: str, quoted: str, code: str) -> Fault:
    wanted = SHAPES[name][1]
    finding = "npi-check-digit-wrong" if name == "npi" else "code-shape-wrong"
    return (finding, quoted, f"{quoted} is not {wanted}: {_shown(code)}.", wanted)


def shown_code(value: str) -> str:
    """Show a qualifier as it is, when it cannot be a name: two characters, or three with a digit; else its shape."""
    letters_max = _CODE_SHOWN_MAX - value.isalpha()
    return repr(value) if len(value) <= letters_max and value.isascii() and value.isalnum() else _shown(value)


def _shown(value: str) -> str:
    """Show a value by its shape, shortened."""
    shape = masked(value[:24])
    return repr(shape + ("..." if len(value) > 24 else ""))


# ---- one value ------------------------------------------------------------------------------------------------------


def _value_faults(spec: ElementSpec, value: str, quoted: str) -> list[Fault]:
    if spec.codes:
        if value in spec.codes:
            return []
        shown = ", ".join(spec.codes[:12]) + (", ..." if len(spec.codes) > 12 else "")
        return [("code-not-in-guide", quoted, f"{quoted} ({spec.name}) holds {shown_code(value)}.", shown)]
    kinds = {"N0": r"-?\d+", "N2": r"-?\d+", "R": r"-?(?:\d+\.?\d*|\.\d+)", "TM": TIME}
    pattern = kinds.get(spec.kind)
    if spec.kind == "DT":
        pattern = date_pattern(spec)
    if pattern is not None and not re.fullmatch(pattern, value, re.ASCII):
        day = "a date YYMMDD" if spec.max_length == 6 else "a date CCYYMMDD"
        wanted = {"DT": day, "TM": "a time HHMM"}.get(spec.kind, "a number")
        return [("element-not-of-its-kind", quoted, f"{quoted} is not {wanted}: {_shown(value)}.", wanted)]
    if spec.kind not in ("DT", "TM", "B") and re.search(f"[{CONTROL}]", value):
        return [("character-not-valid", quoted, f"{quoted} holds control characters.", "printable characters")]
    length = len(value) if pattern is None else sum(char.isdigit() for char in value)
    if length < spec.min_length:
        return [("element-too-short", quoted, f"{quoted} has {length} characters.", f"at least {spec.min_length}")]
    if length > spec.max_length:
        return [("element-too-long", quoted, f"{quoted} has {length} characters.", f"at most {spec.max_length}")]
    return []


def _other_separator(spec: ElementSpec, value: str) -> str:
    """Return the character that divides a composite when it is not the declared one: a known code comes before it."""
    codes = spec.components[0].codes
    for at, char in enumerate(value[:6]):
        if not char.isalnum():
            return char if value[:at] in codes or (not codes and value[:at].isalnum()) else ""
    return ""


def _in_format(qualifier: str, value: str) -> bool:
    known = FORMATS.get(qualifier)
    if known is None:
        return True
    return known[0].fullmatch(value) is not None


# ---- relations ------------------------------------------------------------------------------------------------------

_RELATIONS = {
    "P": "all must be filled, or none",
    "R": "at least one must be filled",
    "E": "at most one may be filled",
    "C": "when the first is filled, so must the others be",
    "L": "when the first is filled, so must at least one of the others be",
}


def _relation(words: str) -> tuple[str, tuple[int, ...]]:
    return words[0], tuple(int(words[at : at + 2]) for at in range(1, len(words), 2))


def _holds(letter: str, filled: list[bool]) -> bool:
    if letter == "P":
        return all(filled) or not any(filled)
    if letter == "R":
        return any(filled)
    if letter == "E":
        return sum(filled) <= 1
    if letter == "C":
        return not filled[0] or all(filled)
    return not filled[0] or any(filled[1:])


def _code_places(spec: SegmentSpec) -> Iterator[CodePlace]:
    for element in spec.elements:
        repeats = element.repeats != 1
        if element.code_set or element.code_set_by:
            yield CodePlace(element.position, 0, element.code_set, element.code_set_by, repeats=repeats)
        for part in element.components:
            if part.code_set or part.code_set_by:
                yield CodePlace(element.position, part.position, part.code_set, part.code_set_by, repeats=repeats)


def _npi_places(codes: tuple[CodePlace, ...]) -> Iterator[tuple[int, int, frozenset[str]]]:
    """Where simple elements hold an NPI: position, position of the qualifier (0 for none), its codes."""
    for place in codes:
        if place.component:
            continue
        if place.name == "npi":
            yield place.position, 0, frozenset()
        elif place.by is not None:
            qualifiers = frozenset(code for code, name in place.by.sets if name == "npi")
            if qualifiers:
                yield place.position, place.by.position, qualifiers
