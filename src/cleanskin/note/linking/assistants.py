"""An assistant at an operation: a practitioner (AS), another surgeon (80), one where no resident was at hand (82).

Somebody named as assistant at surgery, or told to have assisted; a medical assistant or nurse is none (MOD-12).
"""

import re
from collections.abc import Sequence
from typing import Final

from cleanskin.note.sought import Sought
from cleanskin.record.encounter import Evidence, Service

_PRACTITIONER: Final = (
    r"(?:\bPA(?:-C)?\b|\bNP(?:-C)?\b|\bARNP\b|\bAPRN\b|\bFNP\b|\bAPP\b|[Nn]urse [Pp]ractitioner"
    r"|[Pp]hysician(?:'?s)? [Aa]ssistant|[Pp]hysician [Aa]ssociate)"
)
_HELPED: Final = r"(?:[Ff]irst[- ]|[Ss]urgically )?[Aa]ssist(?:ed|s|ing)\b"
_ROLE: Final = (
    r"(?:\b[Ff]irst[- ][Aa]ssist(?:ant)?|\bFIRST ASSIST(?:ANT)?|\b[Aa]ssistant(?: at (?:the )?(?:surgery|operation)"
    r"| surgeon)?|\bASSISTANT(?: AT SURGERY| SURGEON)?|\b[Ss]urgical [Aa]ssist(?:ant)?|\b[Aa]ssist)"
)
_BY_PRACTITIONER: Final = Sought(
    rf"{_PRACTITIONER}[^.;\n]{{0,30}}?\b(?:{_HELPED}|as (?:the |a )?(?:first |surgical )?assistant\b|first assist)"
    rf"|(?<![Mm]edical ){_ROLE}\s?[:=-]\s?[^;\n]{{0,30}}?{_PRACTITIONER}"
    rf"|\b[Aa]ssisted (?:at (?:the )?(?:surgery|operation) )?by [^.;\n]{{0,30}}?{_PRACTITIONER}"
    rf"|\b[Ww]ith [^.;\n]{{0,20}}?{_PRACTITIONER}[^.;\n]{{0,12}}?\bassisting\b"
)
_NAME: Final = r"(?:[A-Z][\w'-]*\.? ){0,2}?[A-Z][\w-]+"
_DOCTOR: Final = (
    rf"(?:\b[Dd]r\.? {_NAME}|\bMD\b|\bM\.D\.|\bDO\b|another (?:dermatologic |Mohs )?surgeon|second surgeon)"
)
_BY_SURGEON: Final = Sought(
    rf"{_DOCTOR}(?:(?!\b[Dd]r\b)[^.;\n]){{0,48}}?\b(?:{_HELPED}"
    r"|(?:as |was )(?:the |an )?(?:[Aa]ssistant (?:surgeon|at (?:the )?(?:surgery|operation))"
    r"|(?:first|surgical) assistant)\b)"
    r"|\b(?:[Aa]ssistant [Ss]urgeon|ASSISTANT SURGEON|[Ss]urgical [Aa]ssistant|[Ff]irst [Aa]ssist(?:ant)?"
    rf"|[Aa]ssistant(?: at surgery)?)\s?[:=-]\s?[^;\n]{{0,24}}?{_DOCTOR}"
    rf"|\b[Aa]ssisted by {_DOCTOR}"
)
_NO_RESIDENT: Final = Sought(
    r"\bno (?:\w+ )?residents?\b|\bresidents? (?:\w+ )?(?:not|un)\s?available|\bwithout (?:a )?(?:\w+ )?resident\b"
)
_ALONE: Final = Sought(
    r"\b[Bb]ill(?:ing|s)?\b[^.;\n]{0,24}?\b(?:PA|NP|assistant|practitioner)\b[^.;\n]{0,12}?\b(?:only|alone)\b"
    r"|\b[Oo]nly (?:for )?(?:the )?(?:PA|NP|assistant|assist)(?:'s)?\b"
    r"|\b(?:PA|NP|assistant|practitioner)(?:'s|s') (?:own )?(?:claim|bill|charges?|line|service|work)\b"
    r"|\b(?:what|how) (?:does|can|do|should|is) (?:the )?(?:PA|NP|assistant|nurse practitioner|physician assistant)\b"
    r"|\b(?:[Cc]ode|[Bb]ill|[Cc]laim) (?:for )?the (?:assist|assistant|assistance)\b"
    r"|\b(?:[Oo]nly|[Jj]ust)\b[^.;\n]{0,24}?\b(?:claim|bill|line|codes?|charges?) (?:for|of) the assisting\b"
    r"|\b(?:[Cc]laim|[Bb]ill|[Cc]harges?) (?:for|of) the assisting \w+ (?:only|alone)\b"
    r"|\b(?:lead|primary|main|operating) surgeon(?:'s|\u2019s)? [^.;\n]{0,24}?\b(?:billed"
    r"|(?:bill|claim|charges?) (?:is|was|went|has|already))\b"
)
_OF_DOCTOR: Final = Sought(
    rf"\b[Dd]r\.? (?P<name>{_NAME})(?:'s?|\u2019s?) (?:own )?(?:claim|bill|charges?|lines?|service|part"
    r"|share|side|codes?)\b"
    rf"|\b(?:[Cc]ode|[Bb]ill|[Rr]eport|[Cc]laim) (?:only )?(?:for )?[Dd]r\.? (?P<only>{_NAME})(?: only| alone|[.;]|$)"
)
"""Whose claim is asked for: "report Dr. Lane's claim only"."""

_LAST_NAME: Final = re.compile(r"\b[Dd]r\.? (?:[A-Z][\w'-]*\.? )*(?P<last>[A-Z][\w-]+)")
_NONE: Final = Sought(r"\b(?:no|without(?: an?)?) (?:surgical |first )?assist(?:ant)?\b")


def assistants_of(text: str) -> tuple[Service, ...]:
    """Return the assistance at surgery that a note tells of; () for none."""
    if _NONE.search(text):
        return ()
    found = _BY_PRACTITIONER.search(text)
    is_practitioner = found is not None
    found = found or _BY_SURGEON.search(text)
    if found is None:
        return ()
    details: list[str] = []
    if not is_practitioner and _NO_RESIDENT.search(text):
        details.append("no_resident")
    if _ALONE.search(text) or _is_asked(text, found[0]):
        details.append("billed_alone")
    return (
        Service(
            kind="surgical_assistance",
            performed_by="practitioner" if is_practitioner else "physician",
            details=tuple(details),
            evidence=(Evidence("kind", found.start(), found.end(), found[0]),),
        ),
    )


def _is_asked(text: str, told: str) -> bool:
    """True where the claim of the doctor who is told as the assistant is the one asked for."""
    names = {one["last"] for one in _LAST_NAME.finditer(told)}
    asked = [(one["name"] or one["only"]).split()[-1] for one in _OF_DOCTOR.finditer(text)] if names else []
    return bool(asked) and names.issuperset(asked)


def is_helper_alone(services: Sequence[Service]) -> bool:
    """True where the practitioner named in a note is the assistant, and so not who operated."""
    return any(one.kind == "surgical_assistance" and one.performed_by == "practitioner" for one in services)
