"""What leaves or reaches the practice on one day, already rendered: the unit that is sorted, spooled and batched.

Text is X12 from the level below the batch on (837P: from the subscriber's HL; 835: from CLP; 277CA: from the
patient's HL; questions to payers and their answers: from BHT on), segments ended by `~\\n`.  Numbers that depend on
the batch are marks: `\\x01` is the first HL of the text, `\\x02` the second, `\\x03` the billing provider's above it;
`\\x04` stands before and after the billing provider's segments of a claim that has its own.  `hl_count` says how many
HL segments the text holds.
"""

from datetime import date
from typing import Literal

import msgspec

from cleanskin.kernel.cents import Cents

Stream = Literal["837P", "837P_test", "837P_encounter", "835", "277CA", "270", "271", "276", "277", "278", "278_answer"]


class Event(msgspec.Struct, frozen=True, kw_only=True, gc=False, array_like=True):
    """One rendered claim, answer, acknowledgement or inquiry.

    Order in its batch is (day, stream, payer, patient, number).  `cents` is what it pays (835) or bills (837P, 277CA);
    `accepted` for 277CA; `adjustments` are provider-level (reason, reference, cents; positive lowers payment).
    """

    day: date
    stream: Stream
    payer: str
    patient: int
    number: int
    """Running number within the patient's life: makes the order whole."""
    text: str
    hl_count: int = 0
    cents: Cents = 0
    accepted: bool = True
    adjustments: tuple[tuple[str, str, Cents], ...] = ()
