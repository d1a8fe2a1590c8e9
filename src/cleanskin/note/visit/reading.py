"""Reading what bears on the visit; `read_visit` is asked after the lesions and services are linked.

found = earlier(marked)                  # procedures of other days
marked = set_apart(marked, found)        # so that nobody links them as done today
... lesions, services, drugs ...
visit = read_visit(marked, lesions, services, found)
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

from cleanskin.note.mention import MarkedText
from cleanskin.note.visit.earlier import Earlier, earlier
from cleanskin.note.visit.facts import read_facts
from cleanskin.note.visit.marks import Marks, evidence
from cleanskin.note.visit.nothing_done import BY_HAND
from cleanskin.note.visit.parties import read_parties
from cleanskin.note.visit.problems import read_problems
from cleanskin.record.encounter import Evidence, Lesion, PriorProcedure, Problem, Service, Unclear, VisitFacts


class VisitReading(NamedTuple):
    """Fields of `Encounter`, by the same names, that come from this package."""

    on: date | None
    new_patient: bool | None
    minutes: int | None
    problems: tuple[Problem, ...]
    separate_visit_evidence: tuple[str, ...]
    performed_by: str
    supervising_physician_present: bool | None
    clinician_saw_patient: bool | None
    consents: tuple[str, ...]
    orders: tuple[str, ...]
    visit: VisitFacts | None
    prior: tuple[PriorProcedure, ...]
    payer: str
    state: str
    place_of_service: str
    age_years: int | None
    sex: str
    abn: str
    unclear: tuple[Unclear, ...]
    evidence: tuple[Evidence, ...]

    def fields(self) -> dict[str, Any]:
        """Return the fields of the encounter that are this package's alone: all but what is unclear."""
        told = self._asdict()
        del told["unclear"]
        return told


def _contradictions(marks: Marks) -> Iterator[Unclear]:
    """Yield what the note says twice differently of the patient's visit."""
    new = next((one for one in marks.of("visit_word", "new_patient") if " " in one.words), None)
    known = next((one for one in marks.of("visit_word", "established") if " " in one.words), None)
    if new is not None and known is not None and "return" not in known.words.lower():
        told = evidence("new_patient", new, known)
        message = f'Is the patient new or established? The record says "{new.words}" and "{known.words}".'
        yield Unclear(topic="contradiction", message=message, evidence=told)


def _as_held(marked: MarkedText, lesions: Sequence[Lesion], services: Sequence[Service]) -> MarkedText:
    """Return the note without words for video where hands worked, for messages and pictures where lesions were treated.

    A talk by telephone stays: it may be another one, told beside the work.
    """
    away = {"video", "messages", "pictures"} if any(one.technique for one in lesions) else {"video"}
    if "messages" not in away and not any(one.kind in BY_HAND for one in services):
        return marked
    return marked._replace(
        mentions=[one for one in marked.mentions if one.kind != "visit_mode" or one.value not in away]
    )


def read_visit(
    marked: MarkedText,
    lesions: Sequence[Lesion],
    services: Sequence[Service],
    found: Earlier | None = None,
) -> VisitReading:
    """Return what the note says of the visit; `found` is what `earlier` gave for the note as first marked."""
    marks = Marks(_as_held(marked, lesions, services))
    before = earlier(marked) if found is None else found
    ours = any(prior.by_same_practice is not False for prior in before.prior)
    facts = read_facts(marks, has_prior=ours)
    parties = read_parties(marks)
    return VisitReading(
        on=facts.on,
        new_patient=facts.new_patient,
        minutes=facts.minutes,
        problems=read_problems(marks, lesions),
        separate_visit_evidence=facts.separate_visit_evidence,
        performed_by=parties.performed_by,
        supervising_physician_present=parties.supervising_physician_present,
        clinician_saw_patient=parties.clinician_saw_patient,
        consents=parties.consents,
        orders=facts.orders,
        visit=facts.visit,
        prior=before.prior,
        payer=parties.payer,
        state=parties.state,
        place_of_service=parties.place_of_service,
        age_years=parties.age_years,
        sex=parties.sex,
        abn=parties.abn,
        unclear=tuple(_contradictions(marks)),
        evidence=(*facts.evidence, *parties.evidence),
    )
