"""What a payer knows and decides.  A payer sees claims, inquiries and its own books, never the true visit."""

from datetime import date
from typing import Literal

import msgspec

from cleanskin.kernel.cents import Cents
from cleanskin.record.claim import Claim

Adjustment = tuple[str, str, Cents]
"""Group code, CARC, cents (positive lowers payment)."""

Outcome = Literal["paid", "patient_share", "denied", "unprocessable", "pend", "duplicate", "capitated", "reversed",
                  "other_payer"]  # fmt: skip


class LineDecision(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What a payer decided on one line; charge less adjustments is the payment, to the cent.

    `rule` names the payer's own rule that decided ("contract" when it simply paid), `cause` the true category of a
    refusal (the 17 words of the denials page, "" for none), `is_vague` that the codes given do not tell it.
    `procedure` and `units_paid` differ from what was billed when the payer changed the line; `tells_billed` False: it
    does not say what was billed.
    """

    number: str
    """LX01 of the claim's line."""
    charge: Cents
    paid: Cents
    allowed: Cents = 0
    adjustments: tuple[Adjustment, ...] = ()
    remarks: tuple[str, ...] = ()
    outcome: Outcome = "paid"
    rule: str = "contract"
    cause: str = ""
    is_vague: bool = False
    procedure: str = ""
    modifiers: tuple[str, ...] | None = None
    units_paid: int = 0
    tells_billed: bool = True

    @property
    def patient(self) -> Cents:
        """Sum of the patient's responsibility."""
        return sum(amount for group, _, amount in self.adjustments if group == "PR")


class ClaimDecision(msgspec.Struct, frozen=True, kw_only=True):
    """One CLP: `status` is CLP02, `number` the payer's own (CLP07), `day` of payment, `claim` as the payer received it.

    `reverses` is the CLP07 undone (status 22, all amounts turned).  `interest` is paid through PLB L6; `takeback` is
    recovered through PLB WO when the payer does not reverse.  `crossover_to` is the payer it forwards to.  `asks` are
    documents wanted (a pend or a refusal until they come).  `levels` "claim": refused as a whole without lines.
    """

    claim: Claim
    payer: str
    status: str = "1"
    number: str
    day: date
    order: Literal["primary", "secondary"] = "primary"
    lines: tuple[LineDecision, ...] = ()
    kind: Literal["decision", "reversal", "correction", "takeback", "pend"] = "decision"
    reverses: str = ""
    interest: Cents = 0
    takeback: Cents = 0
    crossover_to: str = ""
    remarks: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()
    level: Literal["line", "claim"] = "line"
    echoed: bool = True
    """False: the payer gives back 0 instead of the claim's control number."""
    received: date | None = None
    """When the payer received the claim (told in the answer), where it tells it."""
    corrected: tuple[str, ...] = ()
    """Last name, first name, member id of the insured as the payer knows them, when the claim said otherwise."""

    @property
    def charge(self) -> Cents:
        """Sum of the charges."""
        return sum(line.charge for line in self.lines)

    @property
    def paid(self) -> Cents:
        """Sum of the payments."""
        return sum(line.paid for line in self.lines)

    @property
    def patient(self) -> Cents:
        """Sum of the patient's responsibility."""
        return sum(line.patient for line in self.lines)


class FrontEnd(msgspec.Struct, frozen=True, kw_only=True):
    """What the clearinghouse or the payer's front end said of one claim: 277CA category, status and entity codes.

    `cause` is the true reason; A2 and A0 accept, A3, A6, A7, A8 reject.  `by` says whose door it was.
    """

    category: str = "A2"
    status: str = "20"
    entity: str = ""
    cause: str = ""
    day: date
    by: Literal["payer", "clearinghouse"] = "payer"

    @property
    def accepted(self) -> bool:
        """True when the claim goes on to adjudication."""
        return self.category in ("A0", "A1", "A2")
