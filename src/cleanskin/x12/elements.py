"""Segments held against their declaration: one regular expression per segment says "all is well", and only a segment
that fails it is looked at element by element.

The expression holds presence, kinds, lengths and inline codes of all elements; relations between elements, dates whose
format another element names, check digits and shapes of codes are small checks beside it, made only where declared.
"""

import re
from collections.abc import Callable, Iterator
from datetime import date
from functools import lru_cache

from cleanskin.kernel import identifiers
from cleanskin.kernel.identifiers import masked
from cleanskin.x12.guide import CodeSetBy, ElementSpec, SegmentSpec
from cleanskin.x12.tree import Delimiters

# a qualifier has at most three characters; longer values may be an identifier in the wrong place
_CODE_SHOWN_MAX = 3

Fault = tuple[str, str, str, str]
"""Finding name, element as quoted ("SV101-03"), message, what was expected."""

_DATE_8 = r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
_DATE_6 = r"\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
_TIME = r"(?:[01]\d|2[0-3])[0-5]\d(?:[0-5]\d\d{0,2})?"
_CONTROL = r"\x00-\x1f\x7f"

_FORMATS: dict[str, tuple[re.Pattern[str], str]] = {
    "D8": (re.compile(_DATE_8, re.ASCII), "a date CCYYMMDD"),
    "D6": (re.compile(_DATE_6, re.ASCII), "a date YYMMDD"),
    "RD8": (re.compile(f"{_DATE_8}-{_DATE_8}", re.ASCII), "two dates CCYYMMDD-CCYYMMDD"),
    "TM": (re.compile(_TIME, re.ASCII), "a time HHMM"),
    "RTM": (re.compile(f"{_TIME}-{_TIME}", re.ASCII), "two times HHMM-HHMM"),
    "DT": (re.compile(_DATE_8 + _TIME, re.ASCII), "a date and time CCYYMMDDHHMM"),
    "RDT": (re.compile(f"{_DATE_8}{_TIME}-{_DATE_8}{_TIME}", re.ASCII), "two dates with times"),
    "CY": (re.compile(r"(?:19|20)\d\d", re.ASCII), "a year"),
    "CM": (re.compile(r"(?:19|20)\d\d(?:0[1-9]|1[0-2])", re.ASCII), "a year and month CCYYMM"),
}

_POSTAL = re.compile(r"\d{5}(?:\d{4})?", re.ASCII)
_SHAPES: dict[str, tuple[Callable[[str], bool], str]] = {
    "icd10cm": (lambda code: "." not in code and identifiers.is_icd10cm(code), "an ICD-10-CM code without a point"),
    "hcpcs": (identifiers.is_hcpcs, "a CPT or HCPCS code of five characters"),
    "modifier": (identifiers.is_modifier, "a modifier of two characters"),
    "carc": (identifiers.is_carc, "a claim adjustment reason code"),
    "rarc": (identifiers.is_rarc, "a remittance advice remark code"),
    "taxonomy": (identifiers.is_taxonomy, "a taxonomy code of ten characters"),
    "npi": (identifiers.is_npi, "a National Provider Identifier with its check digit"),
}

# code sets of which a shape is known: looked at even when no code set is held
SHAPED_CODE_SETS = frozenset(_SHAPES)


@lru_cache(maxsize=1 << 15)
def _fits(code_set: str, code: str) -> bool:
    return _SHAPES[code_set][0](code)


class CodePlace:
    """Where a segment holds a code of an outside set; `component` 0 when the element is simple."""

    __slots__ = ("by", "component", "name", "position", "repeats")

    def __init__(self, position: int, component: int, name: str, by: CodeSetBy | None, *, repeats: bool) -> None:
        self.position, self.component, self.name, self.by, self.repeats = position, component, name, by, repeats


class CompiledSegment:
    """A segment's declaration, ready to be held against segments delimited by `delimiters`."""

    __slots__ = ("_component", "_element", "_extras", "_repetition", "codes", "fits", "needs_more", "spec")

    def __init__(self, spec: SegmentSpec, delimiters: Delimiters) -> None:
        self.spec = spec
        self._element, self._component, self._repetition = (
            delimiters.element,
            delimiters.component,
            delimiters.repetition,
        )
        self.fits = re.compile(_pattern(spec, delimiters), re.ASCII).fullmatch
        self.codes = tuple(_code_places(spec))
        formats = [(element.position, element.format_at) for element in spec.elements if element.format_at]
        self._extras = (tuple(formats), tuple(_relation(words) for words in spec.syntax))
        self.needs_more = bool(formats or spec.syntax or any(p.by or p.name in SHAPED_CODE_SETS for p in self.codes))

    def more(self, elements: list[str]) -> list[Fault]:
        """Check what the expression cannot: formats named by another element, relations, shapes, check digits."""
        faults: list[Fault] = []
        formats, relations = self._extras
        count = len(elements)
        for position, format_at in formats:
            if max(position, format_at) >= count or not elements[position]:
                continue
            if not _in_format(elements[format_at], elements[position]):
                faults.append(self._format_fault(elements, position, format_at))
        for letter, places in relations:
            if not _holds(letter, [place < count and elements[place] != "" for place in places]):
                faults.append(self._relation_fault(letter, places))
        if self.codes:
            for name, quoted, code in self.coded(elements):
                if name in _SHAPES and not _fits(name, code):
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
            faults.append(("too_many_elements", quoted, message, f"at most {last} elements"))
        return faults

    def _element_faults(self, spec: ElementSpec, value: str, quoted: str) -> list[Fault]:
        if not value:
            if spec.usage != "R":
                return []
            return [("element_missing", quoted, f"{quoted} ({spec.name}) is empty.", spec.name)]
        if spec.usage == "N":
            return [("element_not_used", quoted, f"{quoted} is filled: {_shown(value)}.", "nothing")]
        parts = [value]
        faults: list[Fault] = []
        if spec.repeats != 1 and self._repetition:
            parts = value.split(self._repetition)
            if spec.repeats and len(parts) > spec.repeats:
                message = f"{quoted} is repeated {len(parts)} times."
                faults.append(("repeated_element", quoted, message, f"at most {spec.repeats}"))
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
            return [("component_separator_differs", quoted, message, self._component)]
        faults: list[Fault] = []
        for component in spec.components:
            text = values[component.position - 1] if component.position <= len(values) else ""
            inner = f"{quoted}-{component.position:02d}"
            if not text:
                if component.usage == "R":
                    message = f"{inner} ({component.name}) is empty."
                    faults.append(("element_missing", inner, message, component.name))
            elif component.usage == "N":
                faults.append(("element_not_used", inner, f"{inner} is filled: {_shown(text)}.", "nothing"))
            else:
                faults.extend(_value_faults(component, text, inner))
        last = spec.components[-1].position
        if any(values[last:]):
            message = f"{quoted} has {len(values)} components."
            faults.append(("too_many_elements", f"{quoted}-{last + 1:02d}", message, f"at most {last} components"))
        return faults

    def _quote(self, position: int, component: int) -> str:
        inner = f"-{component:02d}" if component else ""
        return f"{self.spec.id}{position:02d}{inner}"

    def _format_fault(self, elements: list[str], position: int, format_at: int) -> Fault:
        quoted = self._quote(position, 0)
        wanted = _FORMATS[elements[format_at]][1]
        return ("element_not_of_its_kind", quoted, f"{quoted} is not {wanted}: {_shown(elements[position])}.", wanted)

    def _relation_fault(self, letter: str, places: tuple[int, ...]) -> Fault:
        named = ", ".join(self._quote(place, 0) for place in places)
        wanted = _RELATIONS[letter]
        return ("elements_at_odds", self._quote(places[0], 0), f"Of {named}: {wanted}.", wanted)


def _shape_fault(name: str, quoted: str, code: str) -> Fault:
    wanted = _SHAPES[name][1]
    finding = "npi_check_digit_wrong" if name == "npi" else "code_shape_wrong"
    return (finding, quoted, f"{quoted} is not {wanted}: {_shown(code)}.", wanted)


def shown_code(value: str) -> str:
    """Show a code as it is when it is too short to name anybody (a qualifier), else by its shape."""
    return repr(value) if len(value) <= _CODE_SHOWN_MAX and value.isascii() and value.isalnum() else _shown(value)


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
        return [("code_not_in_guide", quoted, f"{quoted} ({spec.name}) holds {shown_code(value)}.", shown)]
    kinds = {"N0": r"-?\d+", "N2": r"-?\d+", "R": r"-?(?:\d+\.?\d*|\.\d+)", "TM": _TIME}
    pattern = kinds.get(spec.kind)
    if spec.kind == "DT":
        pattern = _date_pattern(spec)
    if pattern is not None and not re.fullmatch(pattern, value, re.ASCII):
        wanted = {"DT": "a date CCYYMMDD", "TM": "a time HHMM"}.get(spec.kind, "a number")
        return [("element_not_of_its_kind", quoted, f"{quoted} is not {wanted}: {_shown(value)}.", wanted)]
    if spec.kind not in ("DT", "TM", "B") and re.search(f"[{_CONTROL}]", value):
        return [("character_not_valid", quoted, f"{quoted} holds control characters.", "printable characters")]
    length = len(value) if pattern is None else sum(char.isdigit() for char in value)
    if length < spec.min_length:
        return [("element_too_short", quoted, f"{quoted} has {length} characters.", f"at least {spec.min_length}")]
    if length > spec.max_length:
        return [("element_too_long", quoted, f"{quoted} has {length} characters.", f"at most {spec.max_length}")]
    return []


def _other_separator(spec: ElementSpec, value: str) -> str:
    """Return the character that divides a composite when it is not the declared one: a known code comes before it."""
    codes = spec.components[0].codes
    for at, char in enumerate(value[:6]):
        if not char.isalnum():
            return char if value[:at] in codes or (not codes and value[:at].isalnum()) else ""
    return ""


def _in_format(qualifier: str, value: str) -> bool:
    known = _FORMATS.get(qualifier)
    if known is None:
        return True
    if known[0].fullmatch(value) is None:
        return False
    return not qualifier.endswith("D8") or all(_is_day(day) for day in value.split("-"))


@lru_cache(maxsize=1 << 14)
def _is_day(text: str) -> bool:
    """True for a day that exists: the expression lets 31 April pass."""
    try:
        date(int(text[:4]), int(text[4:6]), int(text[6:8]))
    except ValueError:
        return False
    return True


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


# ---- the expression -------------------------------------------------------------------------------------------------


def _pattern(spec: SegmentSpec, delimiters: Delimiters) -> str:
    """The expression that a faultless segment of this declaration fits as a whole."""
    separator = re.escape(delimiters.element)
    if not spec.elements:
        return f"{re.escape(spec.id)}(?s:.*)"
    parts = [(_element_pattern(element, delimiters), element.usage == "R") for element in _gapless(spec.elements)]
    return re.escape(spec.id) + _tail(parts, separator, first=True) + f"{separator}*"


def _gapless(elements: tuple[ElementSpec, ...]) -> list[ElementSpec]:
    """Put "not used" where a declaration leaves out a position."""
    by_position = {element.position: element for element in elements}
    none = ElementSpec(position=0, name="not used", usage="N")
    return [by_position.get(position, none) for position in range(1, max(by_position) + 1)]


def _tail(parts: list[tuple[str, bool]], separator: str, *, first: bool = False) -> str:
    """Join element expressions so that what is optional at the end may be left out."""
    pattern = ""
    required_after = False
    for index in range(len(parts) - 1, -1, -1):
        body, required = parts[index]
        lead = separator if index or first else ""
        value = body if required else f"(?:{body})?" if body else ""
        piece = f"{lead}{value}{pattern}"
        required_after = required_after or required
        # nothing optional may be nested inside what could be left out unless all that follows may be left out too
        pattern = piece if required_after or not lead else f"(?:{piece})?"
    return pattern


def _element_pattern(spec: ElementSpec, delimiters: Delimiters) -> str:
    if spec.usage == "N":
        return ""
    if spec.components:
        inner = re.escape(delimiters.component)
        parts = [(_value_pattern(part, delimiters, inside=True), part.usage == "R") for part in spec.components]
        parts = [(body if part.usage != "N" else "", need) for (body, need), part in zip(parts, spec.components)]
        body = _tail(parts, inner) + f"{inner}*"
        if not any(need for _, need in parts):
            # an optional composite of optional parts still has to hold something
            body = f"(?=[^{re.escape(delimiters.element)}]){body}"
    else:
        body = _value_pattern(spec, delimiters, inside=False)
    if spec.repeats != 1 and delimiters.repetition:
        repetition = re.escape(delimiters.repetition)
        limit = "*" if not spec.repeats else f"{{0,{spec.repeats - 1}}}"
        body = f"(?:{body})(?:{repetition}(?:{body})){limit}"
    return body


def _value_pattern(spec: ElementSpec, delimiters: Delimiters, *, inside: bool) -> str:
    least, most = spec.min_length, spec.max_length
    if spec.codes:
        return f"(?:{'|'.join(re.escape(code) for code in sorted(spec.codes, key=len, reverse=True))})"
    if spec.kind in ("N0", "N2"):
        return rf"-?\d{{{least},{most}}}"
    if spec.kind == "R":
        return rf"-?(?:\d{{{least},{most}}}(?![.\d])|(?=[.\d]{{{least + 1},{most + 1}}}(?![.\d]))\d*\.\d*)"
    if spec.kind == "DT":
        return f"(?:{_date_pattern(spec)})"
    if spec.kind == "TM":
        return _TIME
    excluded = re.escape(delimiters.element)
    if inside:
        excluded += re.escape(delimiters.component)
    if spec.repeats != 1 and delimiters.repetition:
        excluded += re.escape(delimiters.repetition)
    if spec.kind != "B":
        excluded += _CONTROL
    return f"[^{excluded}]{{{least},{most}}}"


def _date_pattern(spec: ElementSpec) -> str:
    return _DATE_8 if spec.min_length == 8 else _DATE_6 if spec.max_length == 6 else f"{_DATE_8}|{_DATE_6}"


def _code_places(spec: SegmentSpec) -> Iterator[CodePlace]:
    for element in spec.elements:
        repeats = element.repeats != 1
        if element.code_set or element.code_set_by:
            yield CodePlace(element.position, 0, element.code_set, element.code_set_by, repeats=repeats)
        for part in element.components:
            if part.code_set or part.code_set_by:
                yield CodePlace(element.position, part.position, part.code_set, part.code_set_by, repeats=repeats)
