"""AS, 80 and 82: the line of an assistant at surgery, beside the surgeon's, where the fee schedule pays one (MOD-12).

AS is a practitioner's, 80 another surgeon's, 82 that of one where no resident was at hand.  The fee schedule tells
by code: 2 pays, 0 pays only with documents that show the need, 1 and 9 do not.  Where no code of the day pays,
it is asked once what the assistant was needed for.
"""

from collections.abc import Iterator
from typing import Final

import msgspec

from cleanskin.charge.case import Case
from cleanskin.charge.family import Draft, Drafted
from cleanskin.charge.served import Served, evidence, says, served
from cleanskin.record.coding import Query
from cleanskin.rules.modifier.policy import policy_of

ORDER = 95

_OPERATIONS: Final = ("procedure", "surgery")
_PAID: Final = "2"


def apply(drafts: tuple[Draft, ...], case: Case) -> Iterator[Drafted]:
    """Add the assistant's lines; leave the surgeon's away where the assistant's claim alone is asked for."""
    found = served(case, "surgical_assistance")
    operations = [one for one in drafts if _is_operation(one, case)] if found else []
    if not operations:
        yield from drafts
        return
    is_alone = any(says(row.service, "billed_alone") for row in found)
    yield from [one for one in drafts if not is_alone or one not in operations]
    paid = [one for one in operations if _indicator(one, case) == _PAID]
    for one in operations if is_alone and not case.is_medicare else paid:
        yield _line(one, found)
    if not paid:
        yield _asked(operations, found, case)


def _is_operation(draft: Draft, case: Case) -> bool:
    facts = case.day.procedure(draft.code)
    return facts is not None and facts.visit_class in _OPERATIONS and "GY" not in draft.modifiers


def _indicator(draft: Draft, case: Case) -> str:
    row = policy_of(draft.code, case.day)
    return row.assistant if row is not None else ""


def _modifier(row: Served) -> str:
    if row.service.performed_by == "practitioner":
        return "AS"
    return "82" if says(row.service, "no_resident") else "80"


def _line(draft: Draft, found: list[Served]) -> Draft:
    modifier = _modifier(found[0])
    return msgspec.structs.replace(
        draft,
        modifiers=(modifier, *draft.modifiers),
        evidence=(*draft.evidence, *evidence(found)),
        why=f"{draft.why} {modifier}: the assistant's line, under the assistant's number.".strip(),
        rules=tuple(dict.fromkeys((*draft.rules, "MOD-12"))),
    )


def _asked(operations: list[Draft], found: list[Served], case: Case) -> Query:
    codes = tuple(dict.fromkeys(one.code for one in operations))
    with_documents = [one for one in operations if _indicator(one, case) == "0"]
    return Query(
        topic="assistant",
        question=f"Why did {', '.join(codes)} need an assistant at surgery?",
        why=(
            "Medicare pays an assistant for it only with documents that show the need."
            if with_documents
            else "Medicare pays no assistant for it: no line unless the payer's own list says otherwise."
        ),
        codes=codes,
        sentence_to_add="An assistant was needed because ___.",
        lesions=tuple(dict.fromkeys(name for one in operations for name in one.lesions)),
        evidence=evidence(found),
        rules=("MOD-12",),
    )
