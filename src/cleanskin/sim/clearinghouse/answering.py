"""Answering strangers' files: what a clearinghouse and payers would send back, now and on the days to come.

`Answering` takes files in the order they arrive and gives out answers as they fall due; `answer` does both at once.
Nothing is read from disk or clock, nothing depends on the order of anything but the files: the same files give the
same answers.
"""

import re
from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from cleanskin.record.claim import Claim
from cleanskin.record.claim_status import ClaimStatusInquiry, StatusClaim
from cleanskin.record.eligibility import EligibilityInquiry
from cleanskin.sim.chance import Chance
from cleanskin.sim.clearinghouse.batches import Balances
from cleanskin.sim.clearinghouse.front_end import front_end
from cleanskin.sim.clearinghouse.received import received
from cleanskin.sim.clearinghouse.returned import Line, Payment, acknowledgement_file, message_file, remittance_file
from cleanskin.sim.clearinghouse.status_answers import status_answer
from cleanskin.sim.clearinghouse.strangers import asked_about, clean, played_by, player, with_line_numbers
from cleanskin.sim.nouns.bill import Bill
from cleanskin.sim.nouns.configuration import Configuration
from cleanskin.sim.nouns.decision import ClaimDecision, FrontEnd
from cleanskin.sim.payer import (
    ClaimStatus,
    Market,
    MemberBook,
    Memory,
    OpenBook,
    Payer,
    authorize,
    benefits,
    claim_status,
    decide,
)
from cleanskin.sim.wire.events import Answer, Question, render_message
from cleanskin.sim.wire.remittance import provider_adjustments, render_decision
from cleanskin.sim.wire.segments import ccyymmdd

_UNSAFE = re.compile(r"[^0-9A-Za-z_-]+")
_NAME_MAX = 60


class Output(NamedTuple):
    """One file to be sent back: its path, folder first, and its bytes."""

    path: str
    data: bytes


class _Person:
    """What payers remember of one person, and the bills accepted of them."""

    def __init__(self, market: Market, number: int) -> None:
        self.number = number
        self.memory = Memory(market, number)
        self.accepted: list[Bill] = []
        self.bills = 0


class Answering:
    """Takes files and gives out answers; `book` are the payers' members, by default nearly everybody."""

    def __init__(self, *, seed: int, book: MemberBook | None = None, refuses_repeats: bool = False) -> None:
        """Begin with nobody known; `refuses_repeats`: an interchange whose number its sender used before is refused."""
        self.configuration = Configuration(seed=seed)
        self._market = Market(self.configuration)
        self._book: MemberBook = book if book is not None else OpenBook(seed)
        self._people: dict[tuple[str, str, str], _Person] = {}
        self._by_member: dict[str, _Person] = {}
        self._controls: dict[str, int] = {}
        self._names: dict[str, int] = {}
        self._interchanges: set[tuple[str, str]] | None = set() if refuses_repeats else None
        self._now: list[Output] = []
        self._payments: dict[tuple[date, str, str, str], Payment] = {}
        self._balances = Balances()

    def take(self, name: str, data: bytes, day: date) -> None:
        """Take a file that arrived on a day; its acknowledgements and answers to questions are due at once."""
        stem = self._stem(name)
        file = received(data, name=name, day=day, control=lambda: self._control("acks"), before=self._interchanges)
        self._now += [Output(f"acks/{kind}_{stem}.x12", answer) for kind, answer in file.form]
        for ordinal, batch in enumerate(file.batches, start=1):
            said = [self._claim(claim, batch.line, day) for claim in batch.submission.claims]
            answered = acknowledgement_file(batch, said, day=day, control=self._control("acks"))
            suffix = f"_{ordinal}" if len(file.batches) > 1 else ""
            self._now.append(Output(f"acks/277CA_{stem}{suffix}.x12", answered))
        for ordinal, (line, question) in enumerate(file.questions, start=1):
            stream, text = render_message(self._answer(question, day))
            data = message_file(stream, text, line, day=day, control=self._control("answers"))
            suffix = f"_{ordinal}" if len(file.questions) > 1 else ""
            self._now.append(Output(f"answers/{stream.partition('_')[0]}_{stem}{suffix}.x12", data))

    def due(self, day: date | None = None) -> list[Output]:
        """Give out what is due up to a day (None: everything) that was not given out before."""
        outputs, self._now = self._now, []
        ready = sorted(key for key in self._payments if day is None or key[0] <= day)
        for key in ready:
            payment = self._payments.pop(key)
            made = remittance_file(payment, self._balances, control=self._control(f"remits {key[1]}"))
            stem = f"{_UNSAFE.sub('-', payment.payer.payer_id)[:_NAME_MAX]}_{ccyymmdd(payment.day)}"
            outputs += [Output(f"{folder}/{self._unique(kind, stem)}", data) for folder, kind, data in made]
        return outputs

    @property
    def next_due(self) -> date | None:
        """The next day on which a payer answers, None when nothing is waiting."""
        return min((key[0] for key in self._payments), default=None)

    def _control(self, line: str) -> int:
        self._controls[line] = self._controls.get(line, 0) + 1
        return self._controls[line]

    def _stem(self, name: str) -> str:
        """Return the part of the answers' names that tells the file, made safe and unique."""
        stem = _UNSAFE.sub("-", name.rpartition("/")[2].rsplit(".", 1)[0])[:_NAME_MAX].strip("-") or "file"
        count = self._names[stem] = self._names.get(stem, 0) + 1
        return stem if count == 1 else f"{stem}_{count}"

    def _unique(self, kind: str, stem: str) -> str:
        ending = "txt" if kind == "EFT" else "x12"
        name = f"{kind}_{stem}"
        count = self._names[name] = self._names.get(name, 0) + 1
        return f"{name}.{ending}" if count == 1 else f"{name}_{count}.{ending}"

    def _person(self, member: str, last: str, first: str) -> _Person:
        key = (member, last.upper(), first[:1].upper())
        found = self._people.get(key)
        if found is None:
            found = self._people[key] = _Person(self._market, len(self._people) + 1)
            if member:
                self._by_member.setdefault(member, found)
        return found

    def _claim(self, sent: Claim, line: Line, day: date) -> FrontEnd:
        """Let the front door speak of a claim, and its payer decide it when it is accepted."""
        claim = with_line_numbers(clean(sent))
        base, named = played_by(claim, self.configuration.seed)
        treated = claim.treated
        person = self._person(claim.coverage.member_id, treated.name, treated.first_name)
        person.bills += 1
        bill = Bill(
            claim=claim, visit="", patient=person.number, number=person.bills, identifier=claim.reference("D9"),
            ready_on=day,
        )  # fmt: skip
        chance = Chance(self.configuration.seed, "answering", person.number, person.bills)
        said = front_end(
            self.configuration, bill, named, self._book, day, chance.child("door"), earlier=person.accepted
        )
        if not said.accepted:
            return said
        person.accepted.append(bill)
        decisions = decide(
            self.configuration, claim, payer=base, received=day, member=self._book, memory=person.memory,
            chance=chance.child("payer"),
        )  # fmt: skip
        for decision in decisions:
            payer = named if decision.payer == base.key else self._market.payers[decision.payer]
            self._pay(decision, bill, payer, line)
        return said

    def _pay(self, decision: ClaimDecision, bill: Bill, payer: Payer, line: Line) -> None:
        billing = bill.claim.billing_provider
        key = (decision.day, payer.payer_id, billing.npi or billing.name, line.sender)
        payment = self._payments.get(key)
        if payment is None:
            payment = self._payments[key] = Payment(payer=payer, payee=billing, line=line, day=decision.day)
        text, cents = render_decision(
            decision, payers={**self._market.payers, decision.payer: payer}, received=bill.ready_on
        )
        if text:
            payment.claims.append(text)
        payment.cents += cents
        payment.adjustments += provider_adjustments(decision)

    def _answer(self, question: Question, day: date) -> Answer:
        """Let a payer answer a question."""
        if isinstance(question, ClaimStatusInquiry):
            return status_answer(question, lambda claim, member: self._status(claim, member, day), on=day)
        asked = asked_about(question)
        person = self._person(asked.member, asked.last, asked.first)
        payer = player(asked.payer_id, asked.payer_name, "", self.configuration.seed)
        if isinstance(question, EligibilityInquiry):
            return benefits(question, payer=payer, member=self._book, memory=person.memory, answered=day)
        chance = Chance(self.configuration.seed, "review", person.number, question.reference_id)
        return authorize(question, payer=payer, member=self._book, memory=person.memory, asked=day, chance=chance)

    def _status(self, claim: StatusClaim, member: str, day: date) -> ClaimStatus:
        """Look a claim up in what payers remember of the member."""
        person = self._by_member.get(member)
        if person is not None:
            number = claim.patient_control_number
            bill = next((one for one in person.accepted if one.claim.patient_control_number == number), None)
            if bill is not None:
                key = played_by(bill.claim, self.configuration.seed)[0].key
                return claim_status(person.memory, payer_key=key, control_number=number, asked=day, accepted=True)
        return ClaimStatus(category="D0", status="35", effective=day)


def answer(files: Mapping[str, bytes], *, seed: int, today: date, out_of: MemberBook | None = None) -> list[Output]:
    """Answer files that arrive together today, with everything that follows, whenever it is due.

    `out_of` is the book of members from which payers answer; by default one that knows nearly everybody.
    """
    answering = Answering(seed=seed, book=out_of)
    for name, data in files.items():
        answering.take(name, data, today)
    return answering.due()
