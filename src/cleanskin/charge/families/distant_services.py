"""Small services at a distance: pictures G2010, a short call 98016, messages 99421 to 99423, advice 99446 to 99452.

For established patients, on the patient's initiative.  They are part of a visit that they belong to: one in the seven
days before, or one that they lead to within a day.  A call is five minutes at least (98016 since 2025, G2012 before);
messages are added over seven days: 5 to 10, 11 to 20, 21 minutes and more (EM-10).  Advice to another clinician:
spoken and written by its minutes, written alone 99451, asking for it 99452.
"""

from collections.abc import Iterator
from datetime import date
from typing import Final

from cleanskin.charge.case import Case
from cleanskin.charge.evaluation.global_care import days_ago, period_days
from cleanskin.charge.evaluation.visit_line import CALL_MINUTES_MAX
from cleanskin.charge.family import Drafted, Family
from cleanskin.charge.served import Served, ask, line, part_of, says, served
from cleanskin.record.encounter import PriorProcedure

FAMILY = Family(name="distant_services", covers=("evaluation",), of_services=True)

_CALL_FROM: Final = date(2025, 1, 1)
_CALL_MINUTES_MIN: Final = 5
_DAYS_RELATED: Final = 7
_SHORT: Final = ("check", "brief", "short", "quick")
_SENDING: Final = (
    "send",
    "sent",
    "upload",
    "mail",
    "submi",
    "transmi",
    "portal",
    "store",
    "forward",
    "recorded",
    "came",
    "arriv",
)
_ADVICE: Final = ((31, "99449"), (21, "99448"), (11, "99447"), (5, "99446"))
_MESSAGES: Final = ((21, "99423"), (11, "99422"), (5, "99421"))


@FAMILY.codes
def codes(case: Case) -> Iterator[Drafted]:
    """Draft pictures, calls and messages that are no part of a visit."""
    call = "98016" if case.on >= _CALL_FROM else "G2012"
    for kind, code in (("pictures_review", "G2010"), ("check_in", call), ("messages", "99421")):
        found = [row for row in served(case, kind) if kind != "pictures_review" or _is_sent(case, row)]
        if kind == "check_in" and _is_visit_by_sound(case, found):
            continue
        if not found or (kind == "pictures_review" and (_is_spoken_to(case) or _is_operated(case))):
            continue
        if kind in ("pictures_review", "messages") and _is_in_other(case, kind):
            continue
        why = _part_of_visit(case, found)
        if why:
            yield part_of(code, why, found, ("EM-10",))
        elif kind == "messages":
            yield from _by_minutes(case, found)
        elif kind == "check_in" and 0 < _minutes(case, found) < _CALL_MINUTES_MIN:
            yield part_of(code, "shorter than five minutes", found, ("EM-10",))
        else:
            yield line(case, code, found, why_not=_why_not(code), rules=("EM-10",))
    yield from _advice(case)


_NO_WORK: Final = frozenset({"", "none", "closure_only"})


def _is_operated(case: Case) -> bool:
    """True when something was cut or destroyed the same day: pictures are of the record, and the patient was there."""
    return any(act.kind not in _NO_WORK for act in case.acts)


def _is_in_other(case: Case, kind: str) -> bool:
    """True for pictures within a thread of messages whose time is told, and for messages that only carry pictures."""
    if not served(case, "messages") or not served(case, "pictures_review"):
        return False
    is_timed = _minutes(case, served(case, "messages")) > 0
    return is_timed == (kind == "pictures_review")


def _advice(case: Case) -> Iterator[Drafted]:
    """Draft advice between clinicians."""
    found = served(case, "interprofessional")
    if not found:
        return
    said = " ".join(one.words.casefold() for row in found for one in row.service.evidence)
    minutes = sum(row.service.minutes or 0 for row in found)
    is_written = "econsult" in said or "e-consult" in said or any(says(row.service, "written") for row in found)
    if any(says(row.service, "requested") for row in found):
        yield line(case, "99452", found)
    elif is_written and (not minutes or minutes >= _CALL_MINUTES_MIN):
        yield line(case, "99451", found, why="written advice to another clinician")
    elif minutes >= _CALL_MINUTES_MIN:
        code = next(code for least, code in _ADVICE if minutes >= least)
        yield line(case, code, found, why=f"{minutes} minutes of spoken and written advice")
    if not minutes:
        yield ask(
            found,
            topic="time",
            question="How many minutes did the advice to the other clinician take, and was it spoken or written alone?",
            why="Spoken advice goes by its minutes, written advice needs five.",
            sentence="___ minutes of review and discussion; report sent to ___.",
            codes=("99446", "99447", "99448", "99449", "99451"),
        )


def _is_visit_by_sound(case: Case, found: list[Served]) -> bool:
    """True for a call that the record calls neither brief nor a check-in, and whose time makes it a visit."""
    said = " ".join(one.words.casefold() for row in found for one in row.service.evidence if one.field == "kind")
    is_short = any(word in said for word in _SHORT)
    facts = case.encounter.visit
    is_audio = facts is not None and facts.mode == "audio"
    return bool(found) and is_audio and not is_short and not 0 < _minutes(case, found) <= CALL_MINUTES_MAX


def _is_spoken_to(case: Case) -> bool:
    """True for a visit by video or by sound: pictures sent for it are part of it."""
    facts = case.encounter.visit
    return (
        facts is not None
        and facts.mode in ("video", "audio")
        and not 0 < (case.encounter.minutes or 0) < CALL_MINUTES_MAX
    )


def _is_sent(case: Case, row: Served) -> bool:
    """True for pictures that came from a distance: "photos of the lesion" taken in the office are none."""
    said = " ".join(one.words.casefold() for one in row.service.evidence if one.field == "kind")
    facts = case.encounter.visit
    if not said or (facts is not None and facts.mode in ("pictures", "messages")):
        return True
    return any(word in said for word in _SENDING)


def _part_of_visit(case: Case, found: list[Served]) -> str:
    """Return why the service belongs to a visit, or is not for this patient; "" when it stands alone."""
    facts = case.encounter.visit
    if (facts is not None and facts.leads_to_visit) or any(says(row.service, "leads_to_visit") for row in found):
        return "it led to a visit, which it is part of"
    if any(_is_in_its_days(case, prior) for prior in case.encounter.prior):
        return "it is about a procedure within its days of aftercare"
    days = facts.days_since_related_visit if facts is not None else None
    if (days is not None and days <= _DAYS_RELATED) or any(says(row.service, "related_visit") for row in found):
        return "it belongs to a visit of the seven days before"
    return "it is for established patients" if case.encounter.new_patient else ""


def _is_in_its_days(case: Case, prior: PriorProcedure) -> bool:
    """True for a procedure of this practice whose aftercare the messages are: within its days, ten without a name."""
    if prior.relation not in ("aftercare", "complication") or prior.by_same_practice is False:
        return False
    ago = days_ago(prior, case)
    return ago is None or ago <= (period_days(prior, case.day) or _DAYS_AFTER_MINOR)


_DAYS_AFTER_MINOR: Final = 10


def _by_minutes(case: Case, found: list[Served]) -> Iterator[Drafted]:
    minutes = _minutes(case, found)
    code = next((code for least, code in _MESSAGES if minutes >= least), "")
    if code:
        yield line(case, code, found, why=f"{minutes} minutes over seven days", rules=("EM-10",))
    elif minutes:
        yield part_of("99421", "shorter than five minutes", found, ("EM-10",))
    else:
        yield ask(
            found,
            topic="time",
            question="How many minutes were spent on the messages over the seven days?",
            why="5 to 10, 11 to 20, and 21 minutes or more are three codes.",
            sentence="___ minutes in all over seven days.",
            codes=("99421", "99422", "99423"),
            rules=("EM-10",),
        )


def _minutes(case: Case, found: list[Served]) -> int:
    """Return the minutes of the service, else those of the encounter; 0 when none are told."""
    told = sum(row.service.minutes or 0 for row in found)
    return told or (case.encounter.minutes or 0)


def _why_not(code: str) -> tuple[str, ...]:
    if code == "98016":
        return ("G2012 and 99441 to 99443 ended with 2024",)
    return ("a visit needs the patient seen or spoken to",) if code == "G2010" else ()
