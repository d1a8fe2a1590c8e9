"""How the visit was held, why the patient came, what was read, ordered and discussed: the fields of `VisitFacts`."""

import re
from datetime import date
from typing import Final, NamedTuple

from cleanskin.note.mention import LIVE, Mention
from cleanskin.note.number_patterns import MONTH_NAMES
from cleanskin.note.sought import Sought
from cleanskin.note.visit.another_day import is_own_day, is_skin_examined_then
from cleanskin.note.visit.group import cared_over_time, evaluated
from cleanskin.note.visit.major_tomorrow import major_tomorrow
from cleanskin.note.visit.marks import DECIDED, LISTS, Marks, before, evidence
from cleanskin.note.visit.modes import mode as mode_of
from cleanskin.note.visit.new_or_known import new_or_known
from cleanskin.note.visit.operation_notes import is_operation_note
from cleanskin.note.visit.payer_customs import repeats_by, without_telehealth_codes
from cleanskin.note.visit.session import come_as_planned, session
from cleanskin.record.encounter import Evidence, VisitFacts

_AHEAD: Final = frozenset({"plan", "follow_up", "instructions"})
"""Sections that speak of what comes."""

_LATER_VISIT: Final = re.compile(
    r"\s*(?:visit\s*)?(?:in\b|prn|as needed|q\s?\d|every|with\b|w/|at next|after|for re"
    r"|\d+\W*\w+\b(?!\W+(?:after|post|s/p|following|since|out)))",
    re.I,
)
_STATED_VISIT: Final = re.compile(r"\bE\s?[/&]\s?M\b|office visit|evaluation and management", re.I)
_LEVEL_OF_VISIT: Final = re.compile(r"\blevel (?:\d|two|three|four|five)\b", re.I)
_TOTAL: Final = re.compile(
    r"\s*(?:-?\s*minutes?\s*)?(?:visit|total|spent|encounter|in (?:total|all)\b|were spent|of total)", re.I
)
_DECIDED_BEFORE: Final = re.compile(
    r"(?:(?!today)[^.;\n]){0,40}?\b(?:(?:last|previous|prior|earlier|preceding|initial|first|separate)\W+(?:\w+\W+)?"
    r"(?:visit|appointment|appt|encounter|consult\w*|week|month|year)|(?:previously|beforehand|already|earlier)\b"
    r"|(?:in|last|of|back in) (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b|(?:days?|weeks?|months?)"
    r" (?:ago|before|earlier|prior)|(?:at|during|on) (?:(?:the|her|his|their|a|our) )?(?:\w+ )?consult\w*"
    r"|(?P<day>\d{1,2}[/-]\d{1,2}(?:[/-]\d{2,4})?)(?![\d/-])"
    rf"|(?:made|taken|from|reached|on) (?:the )?(?:{MONTH_NAMES})\b"
    rf"|(?:at|during) (?:(?:the|her|his|their|our|my) )?(?:{MONTH_NAMES})"
    r" (?:visit|appointment|appt|clinic|consult\w*|OV)\b)",
    re.I,
)
"""What after the words for a decision says that it was made at another visit."""

_NOT_BOOKED: Final = re.compile(r"\b(?:will be|to be|is|was|be|are|not)\s*$|,\s*$", re.I)
_REVIEWED: Final = re.compile(r"\breview", re.I)
_ON_PROCEDURE: Final = re.compile(
    r"[^.,;]{0,25}\b(?:performing|on|for|of|during|doing) (?:the |a )?(?:procedure|surgery|biops)", re.I
)
_ASKED_FOR: Final = Sought(
    r"\b(?:(?:at|on|upon|by) (?:\w+ ){0,3}request|written request|request\w* (?:in writing )?(?:by|from)"
    r"|request\w*\b[^.;\n]{0,30}\b(?:opinion|consult)|consult\w*\b[^.;\n]{0,40}\brequest|(?<!second )opinion"
    r"|ask(?:s|ed|ing) (?:for )?(?:by|me|us|to (?:see|consult|evaluate))|report (?:sent|back|to)|letter sent"
    r"|(?:accept|recogni[sz]e|honor|pay)\w*(?: for)? consult\w*)\b",
    re.I,
)
"""Words that make a consultation one: a clinician asked for an opinion.  Who is only referred is a new patient."""

_NOT_ASKED: Final = Sought(
    r"\b(?:no|not|without)(?: an?| any)? (?:(?:written|formal|in-writing|outside) )+(?:consult\w*|opinion|request\w*)",
    re.I,
)
"""Words that say that no clinician asked for an opinion: the patient was only sent."""

_IS_SUBJECT: Final = re.compile(r"(?:\A|\n)[ \t]*(?:RE|regarding|subject)\s?:[^\n]{0,40}\Z", re.I)
"""What before "consultation" says that it is the subject of a letter: the kind of visit is told by its text."""

_DAYS_OF: Final = {"days": 1, "weeks": 7}
_WITHOUT_SEEING: Final = frozenset({"audio", "pictures", "messages", "check_in"})
_SEEN: Final = re.compile(r"\b(?:seen|saw|visit\w*|appointment|was here|came in)\b[^.;\n]{0,60}$", re.I)
_SPENT: Final = re.compile(
    r"\b(?:total|spent|spoke|talked|discussed|counsell?ed|counsell?ing|lasted|lasting|duration|took)\W+(?:for\W+"
    r"|about\W+|only\W+)*$",
    re.I,
)
_OF_SERVICE: Final = re.compile(r"\b(?:DOS|date of service|date of visit|visit date|encounter date|today)\W*$", re.I)
_RESTED: Final = re.compile(r"(?:exclu\w+|exclusive of|not including|apart from|separate from|outside of)", re.I)
_MINUTES_AT_LEAST: Final = 3
_MINUTES_AT_MOST: Final = 600
"""Longest time that can be of a visit: more hours are of something else (a reading at 96 hours)."""


class Facts(NamedTuple):
    """The facts of the visit, and those fields of the encounter that come from the same words."""

    visit: VisitFacts | None
    on: date | None
    new_patient: bool | None
    minutes: int | None
    separate_visit_evidence: tuple[str, ...]
    orders: tuple[str, ...]
    evidence: tuple[Evidence, ...]


def read_facts(marks: Marks, *, has_prior: bool) -> Facts:
    """Return the facts; `has_prior` says that an earlier procedure of the same practice is named."""
    words = _VisitWords(marks)
    new, new_told = new_or_known(marks, words.follow_up, has_prior=has_prior)
    minutes, time_told = _minutes(marks)
    scheduled = words.scheduled()
    tests, reviewed, orders, tests_told = _tests(marks)
    mode = mode_of(marks)
    level = next((one for one in marks.of("visit_word") if one.value.startswith("level_")), None)
    visit = VisitFacts(
        mode=mode.value if mode else "",  # type: ignore[arg-type]
        scheduled_for_procedure=True if scheduled else None,
        nothing_else_addressed=words.flag("no_evaluation") or words.flag("nothing_else"),
        full_skin_exam=words.skin_exam(),
        tests_ordered=tests,
        tests_reviewed=reviewed,
        outside_notes_reviewed=_count(marks, "outside_notes"),
        independent_historian=words.data("historian"),
        independent_interpretation=words.data("interpretation"),
        discussed_with_other_clinician=words.data("discussion"),
        social_determinants=True if marks.has("decision", "social_determinants") else None,
        is_consultation=words.consultation(mode),
        longitudinal_care=words.longitudinal(),
        is_preventive=words.flag("preventive_visit"),
        with_preventive_service=words.flag("preventive_service"),
        decided_major_surgery=words.decided_major(bool(scheduled)),
        major_surgery_tomorrow=major_tomorrow(marks),
        risk_factors_for_surgery=words.risk_factors(),
        leads_to_visit=words.leads_to_visit(),
        days_since_related_visit=_days_since(marks) if mode and mode.value in _WITHOUT_SEEING else None,
        level_words=level.value.removeprefix("level_") if level else "",  # type: ignore[arg-type]
        reason=words.reason(),
        evidence=(
            *evidence("mode", mode),
            *evidence("scheduled_for_procedure", scheduled),
            *evidence("level_words", level),
            *evidence("tests", *tests_told),
            *words.evidence,
        ),
    )
    told = (
        *evidence("new_patient", new_told),
        *evidence("minutes", time_told),
        *evidence("evaluated", evaluated(marks.text)),
        *evidence("no_telehealth_codes", without_telehealth_codes(marks.text)),
        *evidence("repeats_by", repeats_by(marks.text)),
    )
    empty = visit == VisitFacts()
    return Facts(None if empty else visit, _day(marks), new, minutes, words.separate(), orders, told)


class _VisitWords:
    """Questions to the words about the visit; what is answered is kept as evidence."""

    def __init__(self, marks: Marks) -> None:
        self._marks = marks
        self.evidence: list[Evidence] = []

    def flag(self, value: str) -> bool | None:
        """True when the note says so."""
        told = next((one for one in self._marks.of("visit_word", value) if one.section not in LISTS), None)
        return self._kept(value, told)

    def skin_exam(self) -> bool | None:
        """True when the whole skin was examined at this visit."""
        return self._kept("skin_exam", self._exam_of_today())

    def _exam_of_today(self) -> Mention | None:
        told = (one for one in self._marks.of("visit_word", "skin_exam") if one.section not in LISTS)
        return next((one for one in told if not is_skin_examined_then(self._marks, one)), None)

    def data(self, value: str) -> bool | None:
        """True when the note tells of such data."""
        return self._kept(value, self._marks.first("data_word", value))

    def consultation(self, mode: Mention | None) -> bool | None:
        """True when another clinician asked for the opinion, or for a patient in hospital; a heading alone is none."""
        marks = self._marks
        if not marks.has("visit_word", "consultation") or marks.has("payer", "not_accepting_consults"):
            return None
        told = (one for one in marks.of("visit_word", "consultation") if one.section not in LISTS)
        named = next((one for one in told if not _IS_SUBJECT.search(marks.text, 0, one.start)), None)
        is_in_hospital = mode is not None and mode.value == "inpatient"
        is_asked = _ASKED_FOR.search(marks.text) is not None and not _NOT_ASKED.search(marks.text)
        return self._kept("consultation", named) if is_in_hospital or is_asked else None

    def scheduled(self) -> Mention | None:
        """Return the words that say that the patient came for a procedure decided before."""
        marks = self._marks
        for one in marks.of("visit_word", "scheduled", scopes=DECIDED):
            if " " in one.words:
                return one
            ahead = marks.text[max(0, one.start - 12) : one.start]
            if one.scope in LIVE and not _NOT_BOOKED.search(ahead) and self._procedure_follows(one):
                return one
        return session(marks) or come_as_planned(marks)

    def _procedure_follows(self, place: Mention) -> bool:
        kinds = ("technique", "closure", "service", "mohs")
        near = (one for kind in kinds for one in self._marks.by_kind.get(kind, ()))
        return any(0 <= one.start - place.end <= 40 and one.sentence == place.sentence for one in near)

    def longitudinal(self) -> bool | None:
        """True when the note says that this clinician goes on caring, False when another manages the condition."""
        if self._marks.has("visit_word", "managed_elsewhere"):
            return False
        return self.flag("longitudinal") or self._kept("longitudinal_care", cared_over_time(self._marks.text))

    def decided_major(self, scheduled: bool) -> bool | None:
        """True when surgery was decided at this visit, False when it was booked before."""
        told = self._marks.first("visit_word", "decided_today") or self._marks.first("decision", "major_surgery")
        then = None if told is None else _DECIDED_BEFORE.match(self._marks.text, told.end)
        if then is not None and not (then["day"] and is_own_day(self._marks, then["day"].replace("-", "/"))):
            self._kept("decided_major_surgery", told)
            return False
        if told is not None:
            return self._kept("decided_major_surgery", told)
        return False if scheduled else None

    def risk_factors(self) -> bool | None:
        """Return whether risk factors for surgery are named or denied."""
        if self._marks.has("visit_word", "no_risk_factors"):
            return False
        return self.flag("risk_factors")

    def leads_to_visit(self) -> bool | None:
        """Return whether a call or picture led to a visit."""
        if self._marks.has("visit_word", "no_visit", scopes=LIVE | {"negated"}):
            return False
        return self.flag("leads_to_visit")

    def follow_up(self) -> Mention | None:
        """Return the words that call this visit a follow-up, not those that plan the next one."""
        for one in self._marks.of("visit_word", "follow_up", scopes=frozenset({"asserted"})):
            if one.section in _AHEAD or one.section == "assessment":
                continue
            if not _LATER_VISIT.match(self._marks.text, one.end):
                return one
        return None

    def reason(self) -> str:
        """Return why the patient came, in a declared word."""
        if is_operation_note(self._marks.text):
            return "operation"
        if self._marks.has("visit_word", "results"):
            return "results"
        if any(not is_skin_examined_then(self._marks, one) for one in self._marks.of("visit_word", "skin_exam")):
            return "skin_exam"
        if self.follow_up() is not None:
            return "follow_up"
        return "evaluation" if self._marks.has("visit_word", "evaluation") else ""

    def separate(self) -> tuple[str, ...]:
        """Return the words by which a note, or a question of few words, names a visit: headings of a note are none."""
        found = []
        for one in self._marks.of("visit_word", "evaluation"):
            if _STATED_VISIT.search(one.words) and "\n" not in self._marks.text.strip():
                found.append(f"visit stated: {one.words}")
        for one in self._marks.of("visit_word"):
            if one.value.startswith("level_") and _LEVEL_OF_VISIT.search(one.words):
                found.append(f"visit stated: {one.words}")
        return tuple(dict.fromkeys(found))[:1]

    def _kept(self, field: str, told: Mention | None) -> bool | None:
        if told is None:
            return None
        self.evidence.extend(evidence(field, told))
        return True


def _day(marks: Marks) -> date | None:
    """Return the day of service when the note calls a date so."""
    for one in marks.by_kind.get("date", ()):
        if _OF_SERVICE.search(marks.text, max(0, one.start - 30), one.start):
            try:
                return date.fromisoformat(one.value)
            except ValueError:
                continue
    return None


def _days_since(marks: Marks) -> int | None:
    """Return the days since the visit or procedure that a call, picture or message belongs to ("seen 3 days ago")."""
    for one in marks.by_kind.get("interval", ()):
        start = marks.marked.sentences[one.sentence].start
        acts = [act for kind in ("technique", "closure") for act in marks.by_kind.get(kind, ())]
        is_told = _SEEN.search(marks.text, start, one.start) or any(act.sentence == one.sentence for act in acts)
        if one.value == "ago" and one.unit in _DAYS_OF and one.amount is not None and is_told:
            return int(one.amount) * _DAYS_OF[one.unit]
    return None


def _minutes(marks: Marks) -> tuple[int | None, Mention | None]:
    """Return the total time of the visit without the procedure's: only when the note calls it the visit's."""
    times = [one for one in marks.by_kind.get("time", ()) if one.unit == "minutes"]
    times = [one for one in times if one.scope in LIVE or _is_spent_on_history(marks, one)]
    total: Mention | None = None
    procedure: Mention | None = None
    for one in times:
        if one.amount is None or not _MINUTES_AT_LEAST <= one.amount <= _MINUTES_AT_MOST:
            continue
        close = [
            told for told in marks.of("visit_word", "total_time", "procedure_time") if told.sentence == one.sentence
        ]
        near = min(close, key=lambda told: abs(told.start - one.start), default=None)
        if _ON_PROCEDURE.match(marks.text, one.end):
            procedure = procedure or one
        elif _TOTAL.match(marks.text, one.end) or _is_spent(marks, one) or _at_distance(marks, one) or _is_total(near):
            total = total or one
        elif near is not None:
            procedure = procedure or one
        elif _is_all_there_was(marks, one):
            total = total or one
    if total is None or total.amount is None:
        return None, None
    amount = total.amount
    if procedure is not None and procedure.amount is not None and procedure.amount < amount:
        amount -= procedure.amount
    return int(amount), total


def _is_spent_on_history(marks: Marks, one: Mention) -> bool:
    return _is_spent(marks, one) and _ON_HISTORY.match(marks.text, one.end) is not None


_ON_HISTORY: Final = re.compile(r"[^.;\n]*\bhistory\b(?! of)", re.I)
"""What behind a time makes it seem one of the past: it was spent on asking for the history."""


def _is_spent(marks: Marks, one: Mention) -> bool:
    return _SPENT.search(marks.text, max(0, one.start - 12), one.start) is not None


def _is_total(near: Mention | None) -> bool:
    return near is not None and (near.value == "total_time" or _RESTED.search(near.words) is not None)


def _is_all_there_was(marks: Marks, one: Mention) -> bool:
    """Say whether a time stands beside the words for the patient's visit in a note that tells of no act at all."""
    if any(marks.has(kind) for kind in ("technique", "service", "closure", "mohs")):
        return False
    told = marks.of("visit_word", "established", "new_patient", "new_patient_of", "follow_up", "evaluation")
    return any(word.sentence == one.sentence for word in told)


def _at_distance(marks: Marks, time: Mention) -> bool:
    """Say whether a time stands in the sentence that tells of a visit by telephone or video: it is that visit's."""
    return any(mode.sentence == time.sentence for mode in marks.of("visit_mode", "video", "audio", "check_in"))


def _tests(marks: Marks) -> tuple[int | None, int | None, tuple[str, ...], tuple[Mention, ...]]:
    """Return how many unique tests were ordered and reviewed: as counted by the note, else as named."""
    counted = _counted(marks)
    named: dict[str, Mention] = {}
    seen: dict[str, Mention] = {}
    for one in marks.of("laboratory_test", scopes=DECIDED | {"negated"}):
        if one.section in ("past_history", "medications", "allergies"):
            continue
        into = seen if _REVIEWED.search(_sentence(marks, one)) or one.section == "pathology" else named
        into.setdefault(one.value, one)
    for value in list(seen):
        named.pop(value, None)
    orders = tuple(one.words for one in named.values())
    if counted is not None:
        amount, told = counted
        reviewed = _REVIEWED.search(_sentence(marks, told)) is not None
        return (None, amount, orders, (told,)) if reviewed else (amount, None, orders, (told,))
    told_by = (*named.values(), *seen.values())
    return len(named) or None, len(seen) or None, orders, told_by


def _counted(marks: Marks) -> tuple[int, Mention] | None:
    counts = [one for one in marks.by_kind.get("count", ()) if one.amount is not None]
    for word in marks.of("data_word", "unique_tests"):
        number = before(word.start + 1, counts)
        if number is not None and number.amount is not None and 0 <= word.start - number.end <= 3:
            return int(number.amount), word
    return None


def _count(marks: Marks, value: str) -> int | None:
    return 1 if marks.has("data_word", value) else None


def _sentence(marks: Marks, one: Mention) -> str:
    sentence = marks.marked.sentences[one.sentence]
    return marks.text[sentence.start : sentence.end]
