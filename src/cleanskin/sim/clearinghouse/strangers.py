"""Strangers' claims made ready for the payers: whose payer is played by which of ours, clean text, line numbers.

A stranger's payer keeps its name and number on the wire; who decides is one of ours of the same kind.
"""

from typing import Any, NamedTuple, TypeVar

import msgspec

from cleanskin.record.authorization import AuthorizationRequest
from cleanskin.record.claim import Claim
from cleanskin.record.eligibility import EligibilityInquiry
from cleanskin.record.inquiry import Participant
from cleanskin.sim.chance import Chance
from cleanskin.sim.payer.nouns import Payer
from cleanskin.sim.payer.registry import PAYER_BY_ID, PAYERS
from cleanskin.x12.ack import plain

Noun = TypeVar("Noun")

KIND_OF_INDICATOR: dict[str, str] = {
    "MA": "medicare", "MB": "medicare", "16": "medicare_advantage", "MC": "medicaid", "CH": "tricare", "VA": "tricare",
    "WC": "workers_comp", "AM": "auto", "LM": "auto", "TV": "commercial", "HM": "commercial", "BL": "commercial",
    "12": "commercial", "13": "commercial", "14": "commercial", "15": "commercial", "CI": "commercial",
}  # fmt: skip
"""Which kind of ours plays a payer, by claim filing indicator (SBR09) [assumed]; others commercial."""


def played_by(claim: Claim, seed: int) -> tuple[Payer, Payer]:
    """Return which of our payers decides a claim, and the same with the name and number that the claim gives it."""
    said, indicator = claim.coverage.payer, claim.coverage.claim_filing_indicator
    base = player(said.id, said.name, indicator, seed)
    if base.payer_id == said.id:
        return base, base
    named = msgspec.structs.replace(
        base, name=said.name or base.name, payer_id=said.id or base.payer_id, filing_indicator=indicator
    )
    return base, named


def player(payer_id: str, name: str, indicator: str, seed: int) -> Payer:
    """Return the one of our payers that plays a stranger; the same stranger is always played by the same."""
    own = PAYER_BY_ID.get(payer_id)
    if own is not None:
        return own
    kind = KIND_OF_INDICATOR.get(indicator, "commercial")
    alike = [payer for payer in PAYERS.values() if payer.kind == kind and payer.sends_remittances]
    return Chance(seed, "played", payer_id, name.upper()).pick(alike)


def clean(noun: Noun) -> Noun:
    """Return a noun whose text holds no delimiter and nothing outside ASCII; the same object when it was clean."""
    made: Noun = _clean(noun)
    return made


def _clean(value: Any) -> Any:
    if isinstance(value, str):
        return value if value.isascii() and value.isalnum() else plain(value)
    if isinstance(value, tuple):
        made = tuple([_clean(one) for one in value])
        return made if any(new is not old for new, old in zip(made, value)) else value
    if isinstance(value, msgspec.Struct):
        changes = {}
        for name in value.__struct_fields__:
            old = getattr(value, name)
            if isinstance(old, (str, tuple, msgspec.Struct)):
                new = _clean(old)
                if new is not old and new != old:
                    changes[name] = new
        return msgspec.structs.replace(value, **changes) if changes else value
    return value


def with_line_numbers(claim: Claim) -> Claim:
    """Return the claim with lines numbered from 1 unless their own numbers tell them apart."""
    numbers = [line.number for line in claim.lines]
    if all(numbers) and len(set(numbers)) == len(numbers):
        return claim
    lines = tuple([msgspec.structs.replace(line, number=str(place)) for place, line in enumerate(claim.lines, start=1)])
    return msgspec.structs.replace(claim, lines=lines)


class Asked(NamedTuple):
    """Whom a question is about, the first one named, and which payer it asks."""

    payer_id: str
    payer_name: str
    member: str
    last: str
    first: str


def asked_about(question: EligibilityInquiry | AuthorizationRequest) -> Asked:
    """Return the first payer and person that a question names; what it does not name is ""."""
    payer: Participant | None = None
    holder: Participant | None = None
    person: Participant | None = None
    if isinstance(question, EligibilityInquiry):
        for top in question.payers[:1]:
            payer = top.payer
            for member in [one for asker in top.askers for one in asker.members][:1]:
                holder = member.person
                person = member.dependents[0].person if member.dependents else holder
    else:
        for reviewer in question.reviewers[:1]:
            payer = reviewer.reviewer
            for subscriber in [one for asker in reviewer.askers for one in asker.subscribers][:1]:
                holder = subscriber.person
                person = subscriber.dependents[0].person if subscriber.dependents else holder
    return Asked(
        payer_id=payer.party.id if payer is not None else "",
        payer_name=payer.party.name if payer is not None else "",
        member=holder.party.id if holder is not None else "",
        last=person.party.name if person is not None else "",
        first=person.party.first_name if person is not None else "",
    )
