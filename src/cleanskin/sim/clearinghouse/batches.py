"""Bodies of transactions from events: HL numbers given out, heads and totals written."""

from collections.abc import Iterator, Sequence
from datetime import date

from cleanskin.kernel.cents import Cents
from cleanskin.sim.clearinghouse.partners import CLEARINGHOUSE_SEGMENT, Sender, payer_segment
from cleanskin.sim.nouns.event import Event
from cleanskin.sim.payer.nouns import Payer
from cleanskin.sim.wire.acknowledgement import acknowledgement_head
from cleanskin.sim.wire.claim import VERSION_837P
from cleanskin.sim.wire.remittance import adjustments_text, remittance_head
from cleanskin.sim.wire.segments import BILLING_LEVEL, END, FIRST_LEVEL, OWN_BILLING, SECOND_LEVEL, ccyymmdd

_LEVELS_OF_ACKNOWLEDGEMENT = 3


def claim_bodies(
    events: Sequence[Event], sender: Sender, *, day: date, first_control: int, batch: str, use: str, most: int
) -> Iterator[tuple[str, int]]:
    """Yield transactions of at most so many claims: body from ST on, and control number."""
    day_text = ccyymmdd(day)
    for ordinal, start in enumerate(range(0, len(events), most)):
        inside = events[start : start + most]
        control = first_control + ordinal
        head = (
            f"ST*837*{control:04d}*{VERSION_837P}{END}BHT*0019*00*{batch}{control}*{day_text}*0600*{use}{END}"
            f"{sender.submitting}"
        )
        yield head + "".join(_claims(inside, sender.billing)), control


def _claims(events: Sequence[Event], billing: str) -> Iterator[str]:
    """Yield the claims with their levels; a level of billing provider whenever it changes."""
    number, level, current = 0, "", ""
    for event in events:
        text, own = event.text, billing
        if text.startswith(OWN_BILLING):
            _, own, text = text.split(OWN_BILLING, 2)
        if own != current:
            number += 1
            current, level = own, str(number)
            yield f"HL*{number}**20*1{END}{own}"
        text = text.replace(FIRST_LEVEL, str(number + 1)).replace(BILLING_LEVEL, level)
        yield text.replace(SECOND_LEVEL, str(number + 2)) if event.hl_count > 1 else text
        number += event.hl_count


def acknowledgement_body(
    events: Sequence[Event], sender: Sender, payer: Payer | None, *, day: date, control: int
) -> str:
    """Return a 277CA of one source, a payer or (None) the clearinghouse, from ST on."""
    sums: dict[bool, list[Cents]] = {True: [], False: []}
    for event in events:
        sums[event.accepted].append(event.cents)
    head = acknowledgement_head(
        source=CLEARINGHOUSE_SEGMENT if payer is None else payer_segment(payer),
        submitter=sender.submitter,
        provider=sender.provider,
        day=day,
        control=control,
        batch=f"ACK{payer.payer_id if payer is not None else 'CH'}{ccyymmdd(day)}",
        accepted=(len(sums[True]), sum(sums[True])),
        rejected=(len(sums[False]), sum(sums[False])),
    )
    levels = enumerate(events, _LEVELS_OF_ACKNOWLEDGEMENT + 1)
    return head + "".join([event.text.replace(FIRST_LEVEL, str(number)) for number, event in levels])


class Balances:
    """What payers still have to recover: a negative payment is forwarded into the payer's next remittance (FB)."""

    def __init__(self) -> None:
        """Begin with nobody owing."""
        self.owed: dict[str, Cents] = {}

    def settle(
        self, payer: Payer, day: date, paid: Cents, adjustments: list[tuple[str, str, Cents]], *, payee: str = ""
    ) -> tuple[list[tuple[str, str, Cents]], Cents]:
        """Return the adjustments of a payment with balances carried and forwarded, and what is paid, never below 0.

        `payee` tells several payees apart.
        """
        said = list(adjustments)
        line = f"{payer.payer_id}>{payee}"
        owed = self.owed.pop(line, 0)
        if owed:
            said.append(("FB", f"CARRIED{payer.payer_id}", owed))
        total = paid - sum(cents for _, _, cents in said)
        if total < 0:
            said.append(("FB", f"FORWARD{ccyymmdd(day)}", total))
            self.owed[line] = -total
            total = 0
        return said, total


def remittance_body(
    claims: Sequence[str], payer: Payer, *, payee: str, npi: str, day: date, control: int, trace: str, method: str,
    paid: Cents, adjustments: list[tuple[str, str, Cents]],
) -> str:  # fmt: skip
    """Return an 835 transaction from ST on; `payee` is its text (`payee_text`), `npi` its number."""
    head = remittance_head(payee, payer, day=day, control=control, trace=trace, paid=paid, method=method)
    group = f"LX*1{END}" if claims else ""
    return f"{head}{group}{''.join(claims)}{adjustments_text(npi, day.year, adjustments)}"
