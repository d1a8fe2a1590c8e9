"""Who and where: payer, state, place of service, who did it, age and sex, notices and consents."""

import re
from typing import Final, NamedTuple

from cleanskin.note.mention import LIVE, Mention
from cleanskin.note.sought import Sought
from cleanskin.note.visit.marks import Marks, evidence
from cleanskin.note.visit.modes import told_modes
from cleanskin.record.encounter import Evidence

_PAYER_FIRST: Final = ("medicare_advantage", "workers_compensation", "auto")
"""Payers whose names contain another's, or that pay before it."""

_PLACES: Final = {"inpatient": "21", "emergency": "23", "nursing_facility": "31", "home": "12"}
_WOMAN: Final = Sought(r"\b(?:female|woman|girl|lady)\b", re.I)
_MAN: Final = Sought(r"\b(?:male|man|boy|gentleman)\b", re.I)
_SURGERY_CENTER: Final = re.compile(r"\bASC\b|ambulatory surg|surgery center", re.I)


class Parties(NamedTuple):
    """The encounter's own fields of the same names."""

    payer: str
    state: str
    place_of_service: str
    performed_by: str
    supervising_physician_present: bool | None
    clinician_saw_patient: bool | None
    age_years: int | None
    sex: str
    abn: str
    consents: tuple[str, ...]
    evidence: tuple[Evidence, ...]


def read_parties(marks: Marks) -> Parties:
    """Return who and where, as far as the note tells."""
    payer = _payer(marks)
    state = marks.first("state")
    years, sex, age = _age(marks)
    abn = marks.first("notice_signed", scopes=LIVE | {"instruction"})
    alone = unseen(marks)
    performed_by, person = _performed_by(marks, alone)
    place, told = _place(marks)
    consents = tuple(dict.fromkeys(one.value for one in marks.of("consent", scopes=_CONSENT)))
    billing = marks.of("consent", *_BILLING, scopes=LIVE | {"planned", "declined", "negated", "instruction"})
    consents = tuple(dict.fromkeys([*consents, *(one.value for one in billing)]))
    return Parties(
        payer=payer.value if payer else "",
        state=state.value.upper() if state else "",
        place_of_service=place,
        performed_by=performed_by,
        supervising_physician_present=_supervised(marks),
        clinician_saw_patient=None if alone is None else False,
        age_years=years,
        sex=sex,
        abn=abn.value if abn else "",
        consents=consents,
        evidence=(
            *evidence("payer", payer),
            *evidence("state", state),
            *evidence("place_of_service", told),
            *evidence("performed_by", person),
            *evidence("clinician_saw_patient", alone),
            *evidence("age_years", age),
            *evidence("abn", abn),
        ),
    )


_CONSENT: Final = frozenset({"asserted", "boilerplate"})
_BILLING: Final = ("no_claim", "claim_wanted")
"""What was agreed of the bill; its words hold the no, the wish and the future themselves."""


def _payer(marks: Marks) -> Mention | None:
    found = [one for one in marks.of("payer") if one.value != "not_accepting_consults"]
    return next((one for one in found if one.value in _PAYER_FIRST), found[0] if found else None)


def _place(marks: Marks) -> tuple[str, Mention | None]:
    at_home = marks.first("visit_mode", "patient_home")
    distant = marks.first("visit_mode", "video", "audio")
    if distant is not None:
        return ("10", at_home) if at_home is not None else ("", distant)
    for one in told_modes(marks):
        if one.value in _PLACES:
            return _PLACES[one.value], one
    room = marks.first("relation", "operating_room")
    if room is not None and _SURGERY_CENTER.search(room.words):
        return "24", room
    office = marks.first("visit_mode", "office")
    return ("11", office) if office is not None else ("", None)


def _performed_by(marks: Marks, alone: Mention | None) -> tuple[str, Mention | None]:
    """Return who saw the patient: staff only when neither a physician nor a practitioner is named as acting.

    `alone` are the words that say that staff did.
    """
    headed = next(
        (one for one in marks.of("person", "staff") if _BY_STAFF.match(marks.text, _line(marks.text, one))), None
    )
    if headed is not None and not _SEEN.search(marks.text):
        return "staff", headed
    log = _LOG.search(marks.text)
    if (
        log is not None
        and log.start() < _HEADING_WITHIN
        and not _SEEN.search(marks.text)
        and not _BY_ME.search(marks.text)
    ):
        return "staff", Mention("person", "staff", log.start(), log.end(), log[0])
    if alone is not None:
        return "staff", alone
    practitioner = marks.first("person", "practitioner")
    there = list(marks.of("person", "supervised"))
    physician = next(
        (one for one in marks.of("person", "physician") if not any(by.start <= one.start < by.end for by in there)),
        None,
    )  # who is only in the building does nothing
    staff = next((one for one in marks.of("person", "staff") if not _is_helper(marks.text, one)), None)
    if practitioner is not None and physician is None:
        return "practitioner", practitioner
    if physician is not None:
        return ("physician", physician) if staff is None else ("", None)
    if staff is None or _BY_ME.search(marks.text) or _is_clinicians(marks):
        return "", None
    return "staff", staff


_CLINICIAN: Final = (
    r"(?:(?:the |any |a |my |her |his )?(?:supervising |treating )?(?:physician(?! assistant)|doctor"
    r"|dr\b\.?(?: [A-Z]\w+)?|MD|dermatologist|provider|prescriber|clinician))"
)
_UNSEEN: Final = Sought(
    rf"\b{_CLINICIAN} (?:was |is |were )?not (?:seen|involved|consulted|in (?:the )?room)\b"
    rf"|\bno {_CLINICIAN} (?:was |is )?(?:seen|involved|present)\b"
    rf"|\bnot (?:seen|examined|evaluated|assessed) by {_CLINICIAN}\b"
    r"|\b(?:did not|didn't) (?:\w+ly )?(?:see|examine|evaluate|meet) (?:the |this )?(?:patient|pt|him|her|them)\b"
    r"(?![^.;\n]{0,16}\b(?:last|since|then|until|before|in))"
    rf"|\bno (?:(?:{_CLINICIAN}|office|clinic|separate) )?(?:visit|encounter|evaluation|appointment|exam)"
    r" (?:took place|occurred|was (?:held|made|done)|today)\b",
    re.I,
)
"""Words by which a note says that no clinician saw the patient that day."""


def unseen(marks: Marks) -> Mention | None:
    """Return the words that say that staff alone saw the patient; None without them, or where no staff is named."""
    if not marks.has("person", "staff"):
        return None
    told = _UNSEEN.search(marks.text)
    return None if told is None else Mention("person", "unseen", told.start(), told.end(), told[0])


def _is_clinicians(marks: Marks) -> bool:
    """Say whether a note has the parts of a clinician's, an assessment with an exam or a plan: staff only helped."""
    parts = {one.section for one in marks.marked.sentences}
    return "assessment" in parts and not parts.isdisjoint(("exam", "plan"))


def _is_helper(text: str, one: Mention) -> bool:
    """Say whether words for staff only sound so, or tell who did a test at somebody else's visit."""
    before = max(0, one.start - 60)
    if _INJECTED_BY.search(text, before, one.start) and _AND_MORE.match(text, one.end):
        return True
    return bool(_NO_STAFF.match(text, one.start) or _TESTED_BY.search(text, before, one.start))


_INJECTED_BY: Final = re.compile(r"\b(?:IM|SQ|SC|subq|inject\w*)\b[^.;\n]{0,30}\bby (?:an? |the |my |our )?\Z", re.I)
_AND_MORE: Final = re.compile(r"[^\n]{0,60}?\b(?:taper|rx|prescri\w+|prednisone|pred|rtc|refer\w*)\b", re.I)
"""What behind an injection that staff gave says that a prescriber saw the patient."""


_TESTED_BY: Final = re.compile(
    r"\b(?:roomed|scribed?|chaperoned?|hCG|UPT|pregnancy test|urine|vitals?|weight|BP|photos?|KOH|labs?|swab"
    r"|interpret(?:ed|ing|ation))\b[^.;\n]{0,30}(?:\b(?:by|per)|:) (?:an? |the |my |our )?\Z|\b(?:with|to"
    r"|from) (?:the"
    r"|an?|my|our|his|her|their) (?:\w+ )?\Z",
    re.I,
)
_NO_STAFF: Final = re.compile(
    r"nursing (?:home|facility|mother|infant|agency)|(?:home |visiting )?nurses? (?:reports?|reported|says|said"
    r"|tells|told|writes|wrote)\b|tech (?:was |is |all )?(?:fine|good|ok|worked|works|issues?|problems?"
    r"|savvy|check)|(?:\w+ ){1,2}?(?:roomed|took (?:the )?(?:vitals|history|photos)|scribed|chaperoned|checked (?:him"
    r"|her|them|pt) in)",
    re.I,
)
"""What only sounds like staff."""

_BY_STAFF: Final = Sought(
    r"\W*(?:[\w-]+\W+){0,5}?(?:nurs(?:e|ing)|RN|LPN|MA|medical assistant|tech(?:nician)?|staff)[ -]"
    r"(?:visit|note|encounter|only|appointment|schedule|treatment)\b"
    r"|[^\n]{0,40}\b(?:telephone|phone|call|triage)\b[^\n]{0,40}\b(?:RN|LPN|MA|nurse)\W*?(?=\n|\Z)",
    re.I,
)
"""The heading of a visit at which staff alone worked: "NURSE VISIT", "Phototherapy - nursing note"."""

_LOG: Final = Sought(
    r"\b(?:injection|infusion|phototherapy|light(?: treatment| therapy)?|excimer|xtrac|nb-?uvb|puva|patch test\w*)\W+"
    r"(?:treatment |visit |administration )?(?:record|log|flow\W?sheet|sheet)\b"
    r"|\b(?:drug |medication )?administration (?:record|log|sheet)\b",
    re.I,
)
"""The heading of a sheet that staff keep of treatments ordered before."""

_HEADING_WITHIN: Final = 60
_BY_ME: Final = Sought(
    r"\bby me\b|\bI (?:applied|injected|positioned|gave|administered|saw|examined|treated"
    r"|sat down|explained|discussed|reviewed|told)\b|\bpersonally\b",
    re.I,
)

_SEEN: Final = Sought(
    r"(?<!\bnot )\b(?:seen|evaluated|examined|assessed)\b[^.;\n]{0,30}\bby (?:me|the |dr|provider|physician|MD|NP|PA)"
    r"|\b(?:provider|physician|MD|NP|PA|PA-C|dermatologist|dr\.? \w+)\s+(?:saw|evaluated|examined|came in"
    r"|assessed)\b",
    re.I,
)


def _line(text: str, one: Mention) -> int:
    """Return where the line of a mention begins."""
    return text.rfind("\n", 0, one.start) + 1


def _supervised(marks: Marks) -> bool | None:
    if marks.has("person", "unsupervised"):
        return False
    return True if marks.has("person", "supervised") else None


def _age(marks: Marks) -> tuple[int | None, str, Mention | None]:
    for one in marks.by_kind.get("age", ()):
        if one.scope in ("family", "other_person") or one.section == "family_history" or one.amount is None:
            continue
        years = int(one.amount) if one.unit == "years" else 0
        sex = next((value for value in one.attributes if value in ("F", "M")), "")
        return years, sex or _sex(marks.text, one.end, one.end + 25), one
    return None, _sex(marks.text, 0, 120), None


def _sex(text: str, start: int, end: int) -> str:
    if _WOMAN.search(text, start, end):
        return "F"
    return "M" if _MAN.search(text, start, end) else ""
