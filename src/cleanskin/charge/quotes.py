"""The words behind a line: its family's, else those of what it is about, else those of the visit.

A line of a note never stands without words of the note; a form filled in by hand has none.
"""

from cleanskin.charge.family import Draft
from cleanskin.record.encounter import DrugGiven, Encounter, Evidence, Problem, Service


def quotes(draft: Draft, encounter: Encounter) -> tuple[Evidence, ...]:
    """Return the evidence of a line."""
    if draft.evidence:
        return draft.evidence
    about = tuple(one for name in draft.lesions for one in _of(name, encounter))
    if about:
        return tuple(dict.fromkeys(about))
    visit = encounter.visit.evidence if encounter.visit else ()
    if visit or encounter.evidence:
        return tuple(dict.fromkeys((*visit, *encounter.evidence)))
    found = [one.evidence for one in encounter.problems] + [one.evidence for one in encounter.lesions]
    found += [one.evidence for one in encounter.services] + [one.evidence for one in encounter.prior]
    return tuple(dict.fromkeys(one for held in found for one in held))


def _of(name: str, encounter: Encounter) -> tuple[Evidence, ...]:
    """Return the words of a lesion, service, problem or drug by the id that drafts quote."""
    lists: dict[str, tuple[Service | Problem | DrugGiven, ...]]
    lists = {"S": encounter.services, "P": encounter.problems, "D": encounter.drugs}
    if name[:1] in lists and name[1:].isdigit():
        held = lists[name[0]]
        return held[int(name[1:]) - 1].evidence if 0 < int(name[1:]) <= len(held) else ()
    return next((one.evidence for one in encounter.lesions if one.id == name), ())
