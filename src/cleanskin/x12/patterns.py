"""Regular expressions made from declarations: one for a whole segment, and those of dates, times and codes.

A segment that fits its expression has all required elements, none that is not used, and in each the right kind,
length and inline code; dates exist, and codes of outside sets have the shape of their set.
"""

import re
from collections.abc import Callable

from cleanskin.kernel import identifiers
from cleanskin.x12.guide import ElementSpec, SegmentSpec
from cleanskin.x12.tree import Delimiters

# days that exist: short months have no 31st, and only leap years a 29 February
_DAY = r"(?:(?:0[13578]|1[02])(?:0[1-9]|[12]\d|3[01])|(?:0[469]|11)(?:0[1-9]|[12]\d|30)|02(?:0[1-9]|1\d|2[0-8]))"
_LEAP_DAY = r"(?:[02468][048]|[13579][26])0229"
_DATE_8 = rf"(?:(?:19|20)(?:\d\d{_DAY}|{_LEAP_DAY}))"
_DATE_6 = rf"(?:\d\d{_DAY}|{_LEAP_DAY})"
TIME = r"(?:[01]\d|2[0-3])[0-5]\d(?:[0-5]\d\d{0,2})?"
"""HHMM, HHMMSS, or with one or two decimals."""

CONTROL = r"\x00-\x1f\x7f"
"""Control characters, for the inside of a character class."""

FORMATS: dict[str, tuple[re.Pattern[str], str]] = {
    "D8": (re.compile(_DATE_8, re.ASCII), "a date CCYYMMDD"),
    "D6": (re.compile(_DATE_6, re.ASCII), "a date YYMMDD"),
    "RD8": (re.compile(f"{_DATE_8}-{_DATE_8}", re.ASCII), "two dates CCYYMMDD-CCYYMMDD"),
    "TM": (re.compile(TIME, re.ASCII), "a time HHMM"),
    "RTM": (re.compile(f"{TIME}-{TIME}", re.ASCII), "two times HHMM-HHMM"),
    "DT": (re.compile(_DATE_8 + TIME, re.ASCII), "a date and time CCYYMMDDHHMM"),
    "RDT": (re.compile(f"{_DATE_8}{TIME}-{_DATE_8}{TIME}", re.ASCII), "two dates with times"),
    "CY": (re.compile(r"(?:19|20)\d\d", re.ASCII), "a year"),
    "CM": (re.compile(r"(?:19|20)\d\d(?:0[1-9]|1[0-2])", re.ASCII), "a year and month CCYYMM"),
}
"""Formats that one element names for another (data element 1250), with words for people."""

SHAPES: dict[str, tuple[Callable[[str], bool], str]] = {
    "icd10cm": (lambda code: "." not in code and identifiers.is_icd10cm(code), "an ICD-10-CM code without a point"),
    "hcpcs": (identifiers.is_hcpcs, "a CPT or HCPCS code of five characters"),
    "modifier": (identifiers.is_modifier, "a modifier of two characters"),
    "carc": (identifiers.is_carc, "a claim adjustment reason code"),
    "rarc": (identifiers.is_rarc, "a remittance advice remark code"),
    "taxonomy": (identifiers.is_taxonomy, "a taxonomy code of ten characters"),
    "npi": (identifiers.is_npi, "a National Provider Identifier with its check digit"),
}
"""Outside code sets whose shape is known, looked at even when no code set is held."""

# the same shapes as expressions, where one can say them (a check digit it cannot)
_SHAPE_PATTERNS = {
    "icd10cm": "[A-Z][0-9][0-9AB][0-9A-Z]{0,4}",
    "hcpcs": "(?:[0-9]{4}[0-9FTUM]|[A-V][0-9]{4})",
    "modifier": "[0-9A-Z]{2}",
    "carc": "(?:[1-9][0-9]{0,2}|[ABDPWY][0-9]{1,2})",
    "rarc": "(?:M[1-9][0-9]{0,2}|MA[0-9]{2,3}|N[1-9][0-9]{0,3})",
    "taxonomy": "[0-9A-Z]{9}X",
}


def segment_pattern(spec: SegmentSpec, delimiters: Delimiters) -> str:
    """Return the expression that a faultless segment of this declaration fits as a whole."""
    separator = re.escape(delimiters.element)
    if not spec.elements:
        return f"{re.escape(spec.id)}(?s:.*)"
    elements = _gapless(spec.elements)
    parts = [(_element_pattern(element, elements, delimiters), element.usage == "R") for element in elements]
    return re.escape(spec.id) + _tail(parts, separator, first=True) + f"{separator}*"


def date_pattern(spec: ElementSpec) -> str:
    """Return the expression of a date element: eight digits, six, or either, by its lengths."""
    return _DATE_8 if spec.min_length == 8 else _DATE_6 if spec.max_length == 6 else f"{_DATE_8}|{_DATE_6}"


def _gapless(elements: tuple[ElementSpec, ...]) -> list[ElementSpec]:
    """Put "not used" where a declaration leaves out a position."""
    by_position = {element.position: element for element in elements}
    none = ElementSpec(position=0, name="not used", usage="N")
    return [by_position.get(position, none) for position in range(1, max(by_position) + 1)]


def _tail(parts: list[tuple[str, bool]], separator: str, *, first: bool = False) -> str:
    """Join expressions of elements so that what is optional at the end may be left out."""
    pattern = ""
    required_after = False
    for index in range(len(parts) - 1, -1, -1):
        body, required = parts[index]
        lead = separator if index or first else ""
        value = body if required else f"(?:{body})?" if body else ""
        piece = f"{lead}{value}{pattern}"
        required_after = required_after or required
        pattern = piece if required_after or not lead else f"(?:{piece})?"
    return pattern


def _element_pattern(spec: ElementSpec, beside: list[ElementSpec], delimiters: Delimiters) -> str:
    if spec.usage == "N":
        return ""
    if spec.components:
        inner = re.escape(delimiters.component)
        components = _gapless(spec.components)
        parts = [
            ("" if part.usage == "N" else _value_pattern(part, components, delimiters, inside=True), part.usage == "R")
            for part in components
        ]
        body = _tail(parts, inner) + f"{inner}*"
        if not any(need for _, need in parts):
            # an optional composite of optional parts still has to hold something
            body = f"(?=[^{re.escape(delimiters.element)}]){body}"
    else:
        body = _value_pattern(spec, beside, delimiters, inside=False)
    if spec.repeats != 1 and delimiters.repetition:
        repetition = re.escape(delimiters.repetition)
        limit = "*" if not spec.repeats else f"{{0,{spec.repeats - 1}}}"
        body = f"(?:{body})(?:{repetition}(?:{body})){limit}"
    return body


def _value_pattern(spec: ElementSpec, beside: list[ElementSpec], delimiters: Delimiters, *, inside: bool) -> str:
    """Return the expression of a value; when the element before it names its format or code set, one for each."""
    plain = _plain_pattern(spec, delimiters, inside=inside)
    by = spec.code_set_by.position if spec.code_set_by is not None else spec.format_at
    if not by or by != spec.position - 1:
        return plain
    if spec.format_at:
        named = {code: pattern.pattern for code, (pattern, _) in FORMATS.items()}
    else:
        sets = spec.code_set_by.sets if spec.code_set_by is not None else ()
        named = {code: _SHAPE_PATTERNS[name] for code, name in sets if name in _SHAPE_PATTERNS}
    possible = beside[by - 1].codes
    named = {code: pattern for code, pattern in named.items() if not possible or code in possible}
    separator = re.escape(delimiters.component if inside else delimiters.element)
    before = re.escape(delimiters.element)
    if inside:
        before = f"[{before}{re.escape(delimiters.repetition + delimiters.component)}]"
    looks = {code: f"{before}{re.escape(code)}{separator}" for code in named}
    branches = [f"(?<={look}){named[code]}" for code, look in looks.items()]
    if not possible or len(named) < len(possible):
        branches.append("".join(f"(?<!{look})" for look in looks.values()) + plain)
    return f"(?:{'|'.join(branches)})"


def _plain_pattern(spec: ElementSpec, delimiters: Delimiters, *, inside: bool) -> str:
    least, most = spec.min_length, spec.max_length
    if spec.codes:
        return f"(?:{'|'.join(re.escape(code) for code in sorted(spec.codes, key=len, reverse=True))})"
    if spec.code_set in _SHAPE_PATTERNS:
        return _SHAPE_PATTERNS[spec.code_set]
    if spec.kind in ("N0", "N2"):
        return rf"-?\d{{{least},{most}}}"
    if spec.kind == "R":
        return rf"-?(?:\d{{{least},{most}}}(?![.\d])|(?=[.\d]{{{least + 1},{most + 1}}}(?![.\d]))\d*\.\d*)"
    if spec.kind == "DT":
        return f"(?:{date_pattern(spec)})"
    if spec.kind == "TM":
        return TIME
    excluded = re.escape(delimiters.element)
    if inside:
        excluded += re.escape(delimiters.component)
    if spec.repeats != 1 and delimiters.repetition:
        excluded += re.escape(delimiters.repetition)
    if spec.kind != "B":
        excluded += CONTROL
    return f"[^{excluded}]{{{least},{most}}}"
