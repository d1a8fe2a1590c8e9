"""The sums of an 837P: totals of claims, and other payers' answers to them, on its flat segments."""

from collections.abc import Callable

from cleanskin.kernel.cents import format_dollars
from cleanskin.kernel.finding import Finding
from cleanskin.x12.balance_sums import ADJUSTMENT_AMOUNTS, Findings, Sum, element_of, sum_of
from cleanskin.x12.tree import Segment, Transaction


class _OtherPayer:
    """What another payer answered, while its segments go by."""

    __slots__ = ("adjusted", "has_lines", "id", "line_adjusted", "line_paid", "paid", "paid_at")

    def __init__(self) -> None:
        self.paid_at: Segment | None = None
        self.id = ""
        self.adjusted = Sum()
        self.paid: Sum | None = None
        self.line_adjusted = Sum()
        self.line_paid = Sum()
        self.has_lines = False


class Balance837P:
    """One pass over the segments of an 837P: totals of claims, and other payers' answers to them."""

    def __init__(self, transaction: Transaction, file: str) -> None:
        self.transaction = transaction
        self.out = Findings(transaction, file)
        self.claim: Segment | None = None
        self.claims = 0
        self.reset()

    def reset(self) -> None:
        """Forget the claim before."""
        self.charges = Sum()
        self.lines = self.services = 0
        self.line: Segment | None = None
        self.payers: list[_OtherPayer] = []
        self.answer: tuple[Segment, str, Sum] | None = None

    def run(self) -> list[Finding]:
        """Check every claim."""
        handlers: dict[str, Callable[[Segment], None]] = {
            "CLM": self.on_clm,
            "HL": self.on_hl,
            "SBR": self.on_sbr,
            "NM1": self.on_nm1,
            "AMT": self.on_amt,
            "CAS": self.on_cas,
            "LX": self.on_lx,
            "SV1": self.on_sv1,
            "SVD": self.on_svd,
        }
        for segment in self.transaction.segments:
            handler = handlers.get(segment.elements[0])
            if handler is not None:
                handler(segment)
        self.close_claim()
        return self.out.found

    def on_clm(self, segment: Segment) -> None:
        """Begin a claim."""
        self.close_claim()
        self.claims += 1
        self.claim = segment

    def on_hl(self, segment: Segment) -> None:
        """A new level ends the claim before it."""
        self.close_claim()

    def on_sbr(self, segment: Segment) -> None:
        """Below a claim, SBR begins another payer."""
        if self.claim is not None:
            self.payers.append(_OtherPayer())

    def on_nm1(self, segment: Segment) -> None:
        """Take the identifier of the other payer."""
        if self.payers and not self.lines and not self.payers[-1].id and element_of(segment, 1) == "PR":
            self.payers[-1].id = element_of(segment, 9)

    def on_amt(self, segment: Segment) -> None:
        """Take what the other payer paid."""
        if self.payers and not self.lines and element_of(segment, 1) == "D":
            self.payers[-1].paid, self.payers[-1].paid_at = sum_of(segment, 2), segment

    def on_cas(self, segment: Segment) -> None:
        """Add adjustments where they stand."""
        if self.answer is not None:
            self.answer[2].add_elements(segment, ADJUSTMENT_AMOUNTS)
        elif self.payers and not self.lines:
            self.payers[-1].adjusted.add_elements(segment, ADJUSTMENT_AMOUNTS)

    def on_lx(self, segment: Segment) -> None:
        """Begin a line."""
        if self.claim is not None:
            self.close_answer()
            self.lines += 1
            self.line = None

    def on_sv1(self, segment: Segment) -> None:
        """Add the charge of the line; a service that no LX stands before is a line of its own."""
        if self.claim is not None:
            if not self.lines or self.line is not None:
                self.close_answer()
                self.lines += 1
            self.line = segment
            self.services += 1
            self.charges.add(element_of(segment, 2))

    def on_svd(self, segment: Segment) -> None:
        """Begin another payer's answer to the line."""
        if self.claim is not None:
            self.close_answer()
            self.answer = (segment, element_of(segment, 1), Sum())

    def close_answer(self) -> None:
        """Check the answer that ends here: payment and adjustments are the line's charge."""
        answer, self.answer = self.answer, None
        if answer is None:
            return
        segment, payer_id, adjusted = answer
        paid = sum_of(segment, 2)
        payer = next((payer for payer in self.payers if payer.id == payer_id), None)
        if payer is None:
            self.out.say(
                "other-payer-not-named",
                segment,
                loop="2430",
                element="SVD01",
                message="the payer of this answer is not among the claim's other payers",
                expected="the identifier of an other payer (2330B NM109)",
                claim=self.claims,
                line=self.lines,
            )
        else:
            payer.has_lines = True
            payer.line_paid.cents += paid.cents
            payer.line_paid.readable &= paid.readable
            payer.line_adjusted.cents += adjusted.cents
            payer.line_adjusted.readable &= adjusted.readable
        charge = sum_of(self.line, 2) if self.line is not None else None
        if charge is None or element_of(segment, 6):
            return
        if not (charge.readable and paid.readable and adjusted.readable):
            self.not_checked(segment, "2430", "SVD02")
        elif charge.cents != paid.cents + adjusted.cents:
            self.out.say(
                "other-payer-line-differs",
                segment,
                loop="2430",
                element="SVD02",
                message=(
                    f"payment {format_dollars(paid.cents)} and adjustments {format_dollars(adjusted.cents)} "
                    f"are not the line's charge {format_dollars(charge.cents)}"
                ),
                expected=f"together {format_dollars(charge.cents)}",
                claim=self.claims,
                line=self.lines,
            )

    def not_checked(self, segment: Segment, loop: str, element: str) -> None:
        """Say that an amount in a sum could not be read."""
        self.out.say(
            "balance-not-checked",
            segment,
            loop=loop,
            element=element,
            message="the balance could not be checked: an amount in it cannot be read",
            claim=self.claims,
            line=self.lines or None,
        )

    def close_claim(self) -> None:
        """Check the sums of the claim that ends here."""
        self.close_answer()
        claim, self.claim = self.claim, None
        if claim is not None:
            charge = sum_of(claim, 2)
            if not (charge.readable and self.charges.readable):
                self.not_checked(claim, "2300", "CLM02")
            elif (self.lines or self.transaction.complete) and charge.cents != self.charges.cents:
                self.out.say(
                    "claim-total-differs",
                    claim,
                    loop="2300",
                    element="CLM02",
                    message=(f"the claim's charge is {format_dollars(charge.cents)}, {self.lines_come_to()}"),
                    expected=format_dollars(self.charges.cents),
                    claim=self.claims,
                )
            for payer in self.payers:
                self.check_payer(payer, charge)
        self.reset()

    def lines_come_to(self) -> str:
        """Say what the claim's lines charge; a line is counted by its service, whether an LX numbers it or not."""
        if not self.services:
            return "it has no lines with a charge"
        lines = "its one line comes" if self.services == 1 else f"its {self.services} lines come"
        return f"{lines} to {format_dollars(self.charges.cents)}"

    def check_payer(self, payer: _OtherPayer, charge: Sum) -> None:
        """Check one other payer's payment against the claim's charge, and its lines against its payment."""
        paid, place = payer.paid, payer.paid_at
        if paid is None or place is None:
            return
        sums = (paid, charge, payer.adjusted, payer.line_adjusted, payer.line_paid)
        if not all(one.readable for one in sums):
            self.not_checked(place, "2320", "AMT02")
            return
        adjusted = payer.adjusted.cents + payer.line_adjusted.cents
        if charge.cents != paid.cents + adjusted:
            self.out.say(
                "other-payer-claim-differs",
                place,
                loop="2320",
                element="AMT02",
                message=(
                    f"payment {format_dollars(paid.cents)} and adjustments {format_dollars(adjusted)} "
                    f"are not the claim's charge {format_dollars(charge.cents)}"
                ),
                expected=f"together {format_dollars(charge.cents)}",
                claim=self.claims,
            )
        if payer.has_lines and paid.cents != payer.line_paid.cents - payer.adjusted.cents:
            due = payer.line_paid.cents - payer.adjusted.cents
            self.out.say(
                "other-payer-claim-differs",
                place,
                loop="2320",
                element="AMT02",
                message=f"it paid {format_dollars(paid.cents)} for the claim, {format_dollars(due)} by its lines",
                expected=format_dollars(due),
                claim=self.claims,
            )
