"""Services of the encounter as families ask for them: by kind, with the ids that drafts quote.

`Service.kind` is a row of the table of services, `Service.details` its declared detail words ("by_physician",
"petrolatum", "sent_out"), `Service.agent` the note's own name of what was used.  `count` of a service is its allergens,
tests, specimens, stains or antibodies, blocks of a frozen section, nails, injections; `minutes` of messages and calls
are the total of the period.  Each family names in its docstring the kinds and details that it reads.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from cleanskin.charge.case import Case
from cleanskin.charge.family import Draft
from cleanskin.record.coding import NotReported, Query
from cleanskin.record.dermatology import Zone
from cleanskin.record.encounter import Evidence, Lesion, Service


class Served(NamedTuple):
    """A service of the encounter with its id: "S1" for the first."""

    id: str
    service: Service


def served(case: Case, *kinds: str) -> list[Served]:
    """Return the services of some kinds in their order, without what patients did themselves at home."""
    if not case.encounter.services:
        return []
    return [
        Served(f"S{number}", one)
        for number, one in enumerate(case.encounter.services, 1)
        if one.kind in kinds and one.performed_by != "patient"
    ]


def sentence(text: str) -> str:
    """Return a reason as a sentence: a capital at its start, a full stop at its end; "" stays."""
    plain = text.strip()
    return "" if not plain else f"{plain[0].upper()}{plain[1:]}{'' if plain[-1] in '.?' else '.'}"


def says(service: Service, *words: str) -> bool:
    """True when a declared word is among the details, or its plain form in the agent's name."""
    agent = service.agent.casefold()
    return any(word in service.details or (agent and word.replace("_", " ") in agent) for word in words)


def ids(found: Iterable[Served]) -> tuple[str, ...]:
    """Return the ids of services, then those of the lesions they are about."""
    rows = list(found)
    lesions = [one for row in rows for one in row.service.lesions]
    return tuple(dict.fromkeys([row.id for row in rows] + lesions))


def evidence(found: Iterable[Served]) -> tuple[Evidence, ...]:
    """Return the words behind some services."""
    return tuple([one for row in found for one in row.service.evidence])


def diagnoses(found: Iterable[Served]) -> tuple[str, ...]:
    """Return the diagnoses that the record itself gives to some services, each once."""
    return tuple(dict.fromkeys([row.service.diagnosis for row in found if row.service.diagnosis]))


def total(found: Iterable[Served]) -> int | None:
    """Return how many some services were together, one for each that tells no number; None when one is vague."""
    rows = list(found)
    if any(row.service.count_is_vague and row.service.count is None for row in rows):
        return None
    return sum(1 if row.service.count is None else row.service.count for row in rows)


def part_of(code: str, why: str, found: Iterable[Served], rules: tuple[str, ...]) -> NotReported:
    """Return a code that must not be reported for some services, with the words behind it."""
    rows = list(found)
    return NotReported(code=code, why=sentence(why), rules=rules, lesions=ids(rows), evidence=evidence(rows))


def line(
    case: Case,
    code: str,
    found: Iterable[Served],
    *,
    units: int = 1,
    modifiers: tuple[str, ...] = (),
    icd10: tuple[str, ...] = (),
    why: str = "",
    why_not: tuple[str, ...] = (),
    rules: tuple[str, ...] = (),
) -> Draft:
    """Return a draft for some services: where and in which session the first of them says; `why` its label else."""
    rows = list(found)
    first = rows[0].service
    facts = case.day.procedure(code)
    certificate = " The claim carries the laboratory's certificate number (CLIA)." if facts and facts.needs_clia else ""
    return Draft(
        code=code,
        units=units,
        lesions=ids(rows),
        modifiers=modifiers,
        icd10=icd10 or diagnoses(rows),
        zone=zone_name(case, first.site) or lesion_zone_name(case, first.lesions),
        side=first.side,
        session=first.session,
        evidence=evidence(rows),
        why=sentence(why or (facts.label if facts else "")) + certificate,
        why_not=tuple(sentence(one) for one in why_not),
        rules=rules or (facts.rules if facts else ()),
    )


def ask(
    found: Iterable[Served],
    *,
    topic: str,
    question: str,
    why: str,
    sentence: str,
    codes: tuple[str, ...] = (),
    rules: tuple[str, ...] = (),
) -> Query:
    """Return a question about some services; `sentence` is what the provider may add, with blanks."""
    rows = list(found)
    return Query(
        topic=topic,
        question=question,
        why=why,
        codes=codes,
        sentence_to_add=sentence,
        lesions=ids(rows),
        evidence=evidence(rows),
        rules=rules,
    )


def zone(case: Case, site: str) -> Zone | None:
    """Return the zone of a site, None for one that no table knows."""
    return case.day.site_zone(site) if site else None


def zone_name(case: Case, site: str) -> str:
    """Return the name of a site's zone, "" when it is not known."""
    found = zone(case, site)
    return found.zone if found else ""


def lesion_zone_name(case: Case, lesion_ids: Iterable[str]) -> str:
    """Return the zone of the first of some lesions that has one."""
    wanted = set(lesion_ids)
    return next((zone_name(case, one.site) for one in case.encounter.lesions if one.id in wanted and one.site), "")


def lesions_of(case: Case, found: Iterable[Served]) -> Iterator[Lesion]:
    """Return the lesions that some services are about."""
    wanted = {one for row in found for one in row.service.lesions}
    return (one for one in case.encounter.lesions if one.id in wanted)


def has_condition(case: Case, row: Served, *conditions: str) -> bool:
    """True when the service, or a lesion it is about, is for one of some conditions."""
    return row.service.condition in conditions or any(
        lesion.condition in conditions for lesion in lesions_of(case, (row,))
    )
