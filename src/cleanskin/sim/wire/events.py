"""Nouns as events: the day, the batch and the text of a claim, an answer, an acknowledgement."""

from collections.abc import Mapping
from datetime import date

from cleanskin.record.authorization import AuthorizationAnswer, AuthorizationRequest
from cleanskin.record.claim_status import ClaimStatusAnswer, ClaimStatusInquiry
from cleanskin.record.eligibility import EligibilityAnswer, EligibilityInquiry
from cleanskin.sim.nouns.bill import Bill
from cleanskin.sim.nouns.decision import ClaimDecision, FrontEnd
from cleanskin.sim.nouns.event import Event, Stream
from cleanskin.sim.nouns.patient import Practice
from cleanskin.sim.payer.nouns import Payer
from cleanskin.sim.wire.acknowledgement import render_front_end
from cleanskin.sim.wire.authorization import authorization_text
from cleanskin.sim.wire.claim import render_claim
from cleanskin.sim.wire.eligibility import eligibility_text
from cleanskin.sim.wire.remittance import provider_adjustments, render_decision
from cleanskin.sim.wire.status import status_text


def claim_event(bill: Bill, *, day: date, payer: str, number: int, practice: Practice | None = None) -> Event:
    """Return a bill as it is sent on that day; `payer` is the key, `number` its place in the patient's life.

    With a practice, a claim that names another billing provider is sent below a level of its own.
    """
    text, count = render_claim(bill, practice=practice)
    stream: Stream = "837P"
    if bill.kind == "test":
        stream = "837P_test"
    elif bill.kind == "encounter" or bill.population == "encounter":
        stream = "837P_encounter"
    return Event(
        day=day, stream=stream, payer=payer, patient=bill.patient, number=number, text=text, hl_count=count,
        cents=bill.claim.amount_billed,
    )  # fmt: skip


def decision_event(
    decision: ClaimDecision,
    *,
    patient: int,
    number: int,
    payers: Mapping[str, Payer],
    received: date | None = None,
) -> Event:
    """Return a decision as it is paid; `received` is when the payer had the claim."""
    text, paid = render_decision(decision, payers=payers, received=received)
    return Event(
        day=decision.day, stream="835", payer=decision.payer, patient=patient, number=number, text=text, cents=paid,
        adjustments=provider_adjustments(decision),
    )  # fmt: skip


Question = EligibilityInquiry | ClaimStatusInquiry | AuthorizationRequest
Answer = EligibilityAnswer | ClaimStatusAnswer | AuthorizationAnswer


def render_message(noun: Question | Answer) -> tuple[Stream, str]:
    """Return the stream and the text, from BHT on, of a question to a payer or its answer."""
    match noun:
        case EligibilityInquiry():
            return "270", eligibility_text(noun)
        case EligibilityAnswer():
            return "271", eligibility_text(noun)
        case ClaimStatusInquiry():
            return "276", status_text(noun)
        case ClaimStatusAnswer():
            return "277", status_text(noun)
        case AuthorizationRequest():
            return "278", authorization_text(noun)
        case AuthorizationAnswer():
            return "278_answer", authorization_text(noun)


def message_event(noun: Question | Answer, *, day: date, payer: str, patient: int, number: int) -> Event:
    """Return a question as it is sent, or an answer as it arrives, on that day."""
    stream, text = render_message(noun)
    return Event(day=day, stream=stream, payer=payer, patient=patient, number=number, text=text)


def front_end_event(bill: Bill, said: FrontEnd, *, payer: str, number: int, payer_number: str = "") -> Event:
    """Return what was said of a claim's arrival, of its payer's batch or (payer "") of the clearinghouse's own."""
    return Event(
        day=said.day, stream="277CA", payer=payer if said.by == "payer" else "", patient=bill.patient, number=number,
        text=render_front_end(bill, said, number=payer_number), hl_count=1, cents=bill.claim.amount_billed,
        accepted=said.accepted,
    )  # fmt: skip
