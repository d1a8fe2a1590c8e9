"""What became of what was sent, before it was paid: the state of each submission from all that was heard of it.

The state is derived, never kept: it is a function of the set of messages, so messages may come in any order, twice or
never (ACK-1), and a later message never takes back an earlier one (ACK-2).  States are ordered: what a later stage says
outweighs an earlier stage, and at one stage acceptance outweighs rejection, and that mere receipt:

    sent < interchange (TA1) < form (999) < clearinghouse (277CA) < payer (277CA) < answered (835)

A claim taken on a day after it was sent back was sent again (ACK-3): the acceptance is then that of another submission,
and when none is known that could be it, one is inferred.  A remittance implies acceptance by the payer (ACK-4).

Nothing here reads files; messages are made of nouns by `acknowledge_messages.py`.
"""

from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import Literal, get_args

import msgspec

from cleanskin.kernel.cents import Cents
from cleanskin.record.acknowledgement import StatusCode

Stage = Literal["sent", "interchange", "form", "clearinghouse", "payer", "answered"]
"""Who spoke: nobody yet, the receiver of the interchange, its check of form, the clearinghouse, the payer at its door,
the payer by its remittance."""

Verdict = Literal["received", "rejected", "accepted"]
"""What was said, the weakest first: it is there; it was sent back; it was taken."""

STAGES: tuple[Stage, ...] = get_args(Stage)
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)
_CLAIM_STAGES = frozenset(("clearinghouse", "payer", "answered"))
_PAYER_STAGES = frozenset(("payer", "answered"))


class Sent(msgspec.Struct, frozen=True, kw_only=True):
    """One submission of one claim, known by the control numbers of its interchange, group and transaction and by CLM01.

    `batch` is BHT03; `sent_at` is when it left; amount and first day of service help to find it again.
    """

    interchange: str
    group: str
    set: str
    trace: str
    batch: str = ""
    sent_at: datetime
    amount_billed: Cents | None = None
    date_of_service: date | None = None

    @property
    def key(self) -> tuple[str, str, str, str]:
        """What the submission is known by (ACK-1): ISA13, GS06, ST02, CLM01."""
        return _bare(self.interchange), _bare(self.group), _bare(self.set), self.trace


def _sent_order(one: Sent) -> tuple[object, ...]:
    """Order submissions by the moment and all they say, so that a choice among them is always the same."""
    amount = -1 if one.amount_billed is None else one.amount_billed
    raw = (one.interchange, one.group, one.set)
    return (one.sent_at, one.key, one.batch, amount, one.date_of_service or date.min, raw)


class Message(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that was said, with whatever it names of what it speaks of.

    Two equal messages are one.  `day` is that of the answer; `interchange_day` that of the interchange spoken of (TA1).
    """

    stage: Stage
    verdict: Verdict
    day: date | None = None
    interchange: str = ""
    interchange_day: date | None = None
    group: str = ""
    set: str = ""
    batch: str = ""
    trace: str = ""
    amount_billed: Cents | None = None
    date_of_service: date | None = None
    payer_control_number: str = ""
    codes: tuple[StatusCode, ...] = ()

    @property
    def rank(self) -> int:
        """Its place in the order of states."""
        return rank_of(self.stage, self.verdict)


class State(msgspec.Struct, frozen=True, kw_only=True):
    """How far a submission came.

    `date_accepted` is the first day on which the payer is known to have taken it: the proof of timely filing.
    `is_at_odds`: it was sent back at the stage of its best answer or later, on the same day or on days not told.
    `is_inferred`: nobody told of this submission; the answers imply it.
    """

    stage: Stage = "sent"
    verdict: Verdict = "received"
    date_accepted: date | None = None
    payer_control_number: str = ""
    codes: tuple[StatusCode, ...] = ()
    is_at_odds: bool = False
    is_inferred: bool = False

    @property
    def rank(self) -> int:
        """Its place in the order of states."""
        return rank_of(self.stage, self.verdict)

    @property
    def is_accepted(self) -> bool:
        """True when the payer took the claim into adjudication."""
        return self.stage in _PAYER_STAGES and self.verdict == "accepted"

    @property
    def is_rejected(self) -> bool:
        """True when it was sent back by whoever spoke last in the chain."""
        return self.verdict == "rejected"


class Tracked(msgspec.Struct, frozen=True, kw_only=True):
    """A submission and its state; `again` is that of the submission its answers imply, None without one."""

    sent: Sent
    state: State
    again: State | None = None

    @property
    def rank(self) -> int:
        """How far the claim came by this submission or the implied one."""
        return max(self.state.rank, self.again.rank if self.again is not None else 0)


class Following(msgspec.Struct, frozen=True, kw_only=True):
    """Every submission with its state, in the order of their keys, and the messages that speak of none of them."""

    tracked: tuple[Tracked, ...]
    unmatched: frozenset[Message]


def rank_of(stage: Stage, verdict: Verdict) -> int:
    """Return the place of a state in the order: a later stage first, then the stronger verdict."""
    return STAGES.index(stage) * len(VERDICTS) + VERDICTS.index(verdict)


def follow(sent: Iterable[Sent], messages: Iterable[Message]) -> Following:
    """Give each submission its state from all that was heard, whatever the order and number of the messages."""
    known = sorted(set(sent), key=lambda one: (one.key, _sent_order(one)))
    heard: dict[Sent, set[Message]] = {one: set() for one in known}
    index = _Index(known)
    unmatched = set()
    for message in set(messages):
        concerned = index.concerned(message)
        if not concerned:
            unmatched.add(message)
        for one in concerned:
            heard[one].add(message)
    tracked = []
    for one in known:
        own, later = _parted(heard[one])
        again = msgspec.structs.replace(state_of(later), is_inferred=True) if later else None
        tracked.append(Tracked(sent=one, state=state_of(own), again=again))
    return Following(tracked=tuple(tracked), unmatched=frozenset(unmatched))


def state_of(messages: Iterable[Message]) -> State:
    """Return the state that messages about one submission come to: the greatest of them."""
    heard = sorted(set(messages), key=_order)
    if not heard:
        return State()
    best = heard[-1]
    accepted = [m for m in heard if m.stage in _PAYER_STAGES and m.verdict == "accepted"]
    days = [m.day for m in accepted if m.day is not None]
    numbers = [m.payer_control_number for m in heard if m.payer_control_number]
    codes = [m.codes for m in heard if m.rank == best.rank and m.codes]
    return State(
        stage=best.stage,
        verdict=best.verdict,
        date_accepted=min(days) if days else None,
        payer_control_number=numbers[-1] if numbers else "",
        codes=codes[-1] if codes else (),
        is_at_odds=best.verdict != "rejected" and any(m.verdict == "rejected" for m in heard),
    )


def _order(message: Message) -> tuple[object, ...]:
    """Order messages by rank, and those of one rank by all they say, so that a choice among them is always the same."""
    codes = tuple((code.category, code.status, code.entity) for code in message.codes)
    return (message.rank, message.day or date.min, message.payer_control_number, codes, message.trace, message.batch)


def _parted(messages: set[Message]) -> tuple[set[Message], set[Message]]:
    """Part what was heard into what belongs to the submission and what implies another, sent after a rejection.

    The payer took the claim on a day after somebody had sent it back: that, and what was said of the claim from that
    day on, is about another submission.
    """
    taken = [m for m in messages if m.stage in _PAYER_STAGES and m.verdict == "accepted"]
    days = [m.day for m in taken if m.day is not None]
    refused = [m.day for m in messages if m.verdict == "rejected" and m.day is not None]
    if not days or not refused or min(refused) >= min(days):
        return messages, set()
    first = min(days)
    later = {m for m in messages if m.stage in _CLAIM_STAGES and m.day is not None and m.day >= first}
    later |= {m for m in taken if m.day is None}
    return messages - later, later


# ---- which submission a message speaks of ----------------------------------------------------------------------------


class _Index:
    """Finds the submissions that a message concerns; each message for itself, so that order cannot matter."""

    def __init__(self, sent: list[Sent]) -> None:
        self._by: dict[str, dict[str, list[Sent]]] = {
            "interchange": _by(sent, lambda one: _bare(one.interchange)),
            "group": _by(sent, lambda one: _bare(one.group)),
            "trace": _by(sent, lambda one: one.trace),
        }

    def concerned(self, message: Message) -> list[Sent]:
        """Return every submission that the message is about."""
        if message.stage == "interchange":
            found = _in_time(self._by["interchange"].get(_bare(message.interchange), []), message)
            dated = [one for one in found if one.sent_at.date() == message.interchange_day]
            return _last_sent(dated or found)
        if message.stage == "form":
            found = _in_time(self._by["group"].get(_bare(message.group), []), message)
            return [one for one in _last_sent(found) if not message.set or _bare(one.set) == _bare(message.set)]
        found = _in_time(self._by["trace"].get(message.trace, []), message)
        of_batch = [one for one in found if message.batch and one.batch == message.batch]
        found = of_batch or found
        found = [one for one in found if _same_claim(one, message)] or found
        if (message.stage, message.verdict) == ("payer", "rejected"):
            # a payer answers overnight: on the day on which a claim is sent again, the earlier one is sent back
            found = [one for one in found if message.day is not None and one.sent_at.date() < message.day] or found
        return [max(found, key=_sent_order)] if found else []


def _by(sent: list[Sent], name: Callable[[Sent], str]) -> dict[str, list[Sent]]:
    found: dict[str, list[Sent]] = {}
    for one in sent:
        if name(one):
            found.setdefault(name(one), []).append(one)
    return found


def _in_time(sent: list[Sent], message: Message) -> list[Sent]:
    """Keep what was sent before the message; nothing is answered before it is sent."""
    return [one for one in sent if message.day is None or one.sent_at.date() <= message.day]


def _last_sent(sent: list[Sent]) -> list[Sent]:
    """Of control numbers used again keep those of the last file."""
    last = max((one.sent_at for one in sent), default=None)
    return [one for one in sent if one.sent_at == last]


def _same_claim(sent: Sent, message: Message) -> bool:
    """True when charge and first day of service, where both sides tell them, are the same."""
    amounts = message.amount_billed is None or sent.amount_billed is None or message.amount_billed == sent.amount_billed
    days = (
        message.date_of_service is None
        or sent.date_of_service is None
        or message.date_of_service == sent.date_of_service
    )
    return amounts and days


def _bare(number: str) -> str:
    """A control number without leading zeros and padding, as senders differ in them."""
    return number.strip().lstrip("0") or number.strip()[:1]
