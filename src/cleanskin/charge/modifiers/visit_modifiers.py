"""24, 25 and 57 on the visit: an earlier procedure's days, a procedure of today, a decision for surgery of 90 days.

A visit that was drafted has been found to be work of its own (`evaluation.separate`); here its lines are marked.
"""

from collections.abc import Iterator

import msgspec

from cleanskin.charge.case import Case
from cleanskin.charge.evaluation.beside import visit_modifiers
from cleanskin.charge.family import Draft, Drafted
from cleanskin.rules.telehealth.means import SMALL

ORDER = 50

_ADD_ONS = frozenset({"G2211", "G2212", "99417"})


def apply(drafts: tuple[Draft, ...], case: Case) -> Iterator[Drafted]:
    """Mark each visit; add-ons, check-ins and unpaid follow-ups take none of these."""
    others = [draft for draft in drafts if not _is_visit(draft, case)]
    for draft in drafts:
        if not _is_visit(draft, case) or draft.code in _ADD_ONS or draft.code in SMALL:
            yield draft
            continue
        wanted = [one for one in visit_modifiers(case, others) if one not in draft.modifiers]
        yield msgspec.structs.replace(draft, modifiers=(*wanted, *draft.modifiers)) if wanted else draft


def _is_visit(draft: Draft, case: Case) -> bool:
    facts = case.day.procedure(draft.code)
    return facts is not None and facts.visit_class == "visit"
