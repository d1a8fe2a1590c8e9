"""The sums of an 835: lines, claims and the payment, on its flat segments."""

from collections.abc import Callable

from cleanskin.kernel.cents import Cents, format_dollars
from cleanskin.kernel.finding import Finding
from cleanskin.x12.balance_rules import PROVIDER_ADJUSTMENT_KINDS
from cleanskin.x12.balance_sums import (
    ADJUSTMENT_AMOUNTS,
    PROVIDER_ADJUSTMENT_AMOUNTS,
    Findings,
    Sum,
    element_of,
    sum_of,
)
from cleanskin.x12.tree import Segment, Transaction


class _RemitClaim:
    """The sums of one CLP while its segments go by."""

    __slots__ = ("claim_level", "lines", "number", "segment", "unknown_patient")

    def __init__(self, segment: Segment, number: int) -> None:
        self.segment = segment
        self.number = number
        self.claim_level = Sum()
        self.lines: list[tuple[Segment, Sum]] = []
        self.unknown_patient = False

    def adjust(self, segment: Segment) -> None:
        """Take a CAS at claim level, or at line level once a line has begun."""
        (self.lines[-1][1] if self.lines else self.claim_level).add_elements(segment, ADJUSTMENT_AMOUNTS)
        if "31" in segment.elements[2::3]:
            self.unknown_patient = True


class Balance835:
    """One pass over the segments of an 835."""

    def __init__(self, transaction: Transaction, file: str) -> None:
        self.transaction = transaction
        self.out = Findings(transaction, file)
        self.bpr: Segment | None = None
        self.claim: _RemitClaim | None = None
        self.claims = 0
        self.paid = Sum()
        self.provider = Sum()

    def run(self) -> list[Finding]:
        """Check every claim, then the payment."""
        handlers: dict[str, Callable[[Segment], None]] = {
            "CLP": self.on_clp,
            "SVC": self.on_svc,
            "CAS": self.on_cas,
            "PLB": self.on_plb,
            "LX": self.on_end_of_claim,
            "BPR": self.on_bpr,
        }
        for segment in self.transaction.segments:
            handler = handlers.get(segment.elements[0])
            if handler is not None:
                handler(segment)
        self.close_claim()
        self.close_payment()
        return self.out.found

    def on_bpr(self, segment: Segment) -> None:
        """Remember the payment; only the first counts."""
        self.bpr = self.bpr or segment

    def on_end_of_claim(self, segment: Segment) -> None:
        """A new header number ends the claim before it."""
        self.close_claim()

    def on_clp(self, segment: Segment) -> None:
        """Begin a claim."""
        self.close_claim()
        self.claims += 1
        self.claim = _RemitClaim(segment, self.claims)
        self.paid.add(element_of(segment, 4))

    def on_svc(self, segment: Segment) -> None:
        """Begin a line."""
        if self.claim is not None:
            self.claim.lines.append((segment, Sum()))

    def on_cas(self, segment: Segment) -> None:
        """Add adjustments where they stand."""
        claim = self.claim
        if claim is None:
            return
        claim.adjust(segment)
        if element_of(segment, 1) == "CR" and self.transaction.version.startswith("005010"):
            self.out.say(
                "adjustment-group-not-valid",
                segment,
                loop="2110" if claim.lines else "2100",
                element="CAS01",
                message="adjustment group CR does not exist in version 5010",
                expected="CO, PR, OA or PI",
                claim=claim.number,
                line=len(claim.lines) or None,
            )

    def on_plb(self, segment: Segment) -> None:
        """Add provider adjustments and note kinds nobody knows."""
        self.close_claim()
        self.provider.add_elements(segment, PROVIDER_ADJUSTMENT_AMOUNTS)
        separator = self.transaction.delimiters.component
        for position in range(3, min(len(segment.elements), 14), 2):
            kind = segment.elements[position].split(separator)[0]
            if kind and kind not in PROVIDER_ADJUSTMENT_KINDS:
                self.out.say(
                    "provider-adjustment-unknown",
                    segment,
                    loop="PLB",
                    element=f"PLB{position:02d}-01",
                    message="provider adjustment of a kind that is not known",
                )

    def close_claim(self) -> None:
        """Check the sums of the claim that ends here."""
        claim, self.claim = self.claim, None
        if claim is None:
            return
        charge, paid = sum_of(claim.segment, 3), sum_of(claim.segment, 4)
        line_adjusted = Sum()
        line_charge, line_paid = Sum(), Sum()
        for index, (segment, adjusted) in enumerate(claim.lines, 1):
            self.check_line(claim, index, segment, adjusted)
            line_charge.add(element_of(segment, 2))
            line_paid.add(element_of(segment, 3))
            line_adjusted.cents += adjusted.cents
            line_adjusted.readable &= adjusted.readable
        if not (charge.readable and paid.readable and claim.claim_level.readable and line_adjusted.readable):
            self.not_checked(claim, "2100", "CLP04")
        else:
            self.check_claim(claim, charge.cents, paid.cents, line_adjusted.cents)
        if claim.lines and charge.readable and paid.readable and line_charge.readable and line_paid.readable:
            self.check_lines_against_claim(claim, charge.cents, paid.cents, line_charge.cents, line_paid.cents)
        self.check_status(claim, charge, paid)

    def not_checked(self, claim: _RemitClaim, loop: str, element: str, line: int | None = None) -> None:
        """Say that an amount in a sum could not be read."""
        segment = claim.lines[line - 1][0] if line else claim.segment
        self.out.say(
            "balance-not-checked",
            segment,
            loop=loop,
            element=element,
            message="the balance could not be checked: an amount in it cannot be read",
            claim=claim.number,
            line=line,
        )

    def check_line(self, claim: _RemitClaim, index: int, segment: Segment, adjusted: Sum) -> None:
        """BAL-1: the line's charge less its adjustments is its payment."""
        charge, paid = sum_of(segment, 2), sum_of(segment, 3)
        if not (charge.readable and paid.readable and adjusted.readable):
            self.not_checked(claim, "2110", "SVC03", index)
        elif charge.cents - adjusted.cents != paid.cents:
            self.out.say(
                "remittance-line-differs",
                segment,
                loop="2110",
                element="SVC03",
                message=(
                    f"the line is out of balance by {format_dollars(charge.cents - adjusted.cents - paid.cents)}: "
                    f"charge {format_dollars(charge.cents)}, adjustments {format_dollars(adjusted.cents)}, "
                    f"payment {format_dollars(paid.cents)}"
                ),
                expected=f"payment {format_dollars(charge.cents - adjusted.cents)}",
                claim=claim.number,
                line=index,
            )

    def check_claim(self, claim: _RemitClaim, charge: Cents, paid: Cents, line_adjusted: Cents) -> None:
        """BAL-2: the claim's charge less claim-level and line-level adjustments is its payment."""
        claim_adjusted = claim.claim_level.cents
        off = charge - claim_adjusted - line_adjusted - paid
        if not off:
            return
        twice = claim_adjusted and claim_adjusted == line_adjusted == -off
        self.out.say(
            "remittance-claim-differs",
            claim.segment,
            loop="2100",
            element="CLP04",
            message=(
                f"the claim is out of balance by {format_dollars(off)}: charge {format_dollars(charge)}, adjustments "
                f"{format_dollars(claim_adjusted)} at claim and {format_dollars(line_adjusted)} at line level, "
                f"payment {format_dollars(paid)}" + ("; the same adjustments stand at both levels" if twice else "")
            ),
            expected=f"payment {format_dollars(charge - claim_adjusted - line_adjusted)}",
            claim=claim.number,
        )

    def check_lines_against_claim(
        self, claim: _RemitClaim, charge: Cents, paid: Cents, line_charge: Cents, line_paid: Cents
    ) -> None:
        """BAL-2: charges add up; payments add up once claim-level adjustments are taken off."""
        expected_paid = line_paid - claim.claim_level.cents
        for element, what, stated, summed in (
            ("CLP03", "charges", charge, line_charge),
            ("CLP04", "payments", paid, expected_paid),
        ):
            if stated != summed and (element == "CLP03" or claim.claim_level.readable):
                self.out.say(
                    "remittance-claim-differs",
                    claim.segment,
                    loop="2100",
                    element=element,
                    message=f"line {what} come to {format_dollars(summed)}, the claim says {format_dollars(stated)}",
                    expected=format_dollars(summed),
                    claim=claim.number,
                )

    def check_status(self, claim: _RemitClaim, charge: Sum, paid: Sum) -> None:
        """BAL-5 signs of reversals, BAL-8 status 4, and lines present."""
        status = element_of(claim.segment, 2)
        if status == "22" and (charge.cents > 0 or paid.cents > 0):
            self.out.say(
                "reversal-not-negated",
                claim.segment,
                loop="2100",
                element="CLP03" if charge.cents > 0 else "CLP04",
                message="a reversal with a positive charge or payment takes nothing back",
                expected="amounts with their signs turned",
                claim=claim.number,
            )
        elif status == "4" and (paid.cents or (claim.lines and not claim.unknown_patient)):
            self.out.say(
                "processed-as-not-recognized",
                claim.segment,
                loop="2100",
                element="CLP02",
                message="status 4 (patient not recognized) on a claim that was processed",
                expected="1, 2 or 3",
                claim=claim.number,
            )
        if not claim.lines and (paid.cents or claim.claim_level.cents):
            self.out.say(
                "answer-without-lines",
                claim.segment,
                loop="2100",
                element="CLP",
                message="the claim is answered without service lines",
                claim=claim.number,
            )

    def close_payment(self) -> None:
        """BAL-3 and BAL-7: claims less provider adjustments are the payment, and the payment makes sense."""
        bpr = self.bpr
        if bpr is None:
            return
        amount = sum_of(bpr, 2)
        if not (amount.readable and self.paid.readable and self.provider.readable):
            message = "the balance of the payment could not be checked: an amount in it cannot be read"
            self.out.say("balance-not-checked", bpr, loop="HEADER", element="BPR02", message=message)
            return
        signed = -amount.cents if element_of(bpr, 3) == "D" else amount.cents
        due = self.paid.cents - self.provider.cents
        if self.transaction.complete and signed != due:
            self.out.say(
                "remittance-payment-differs",
                bpr,
                loop="HEADER",
                element="BPR02",
                message=(
                    f"the payment is out of balance by {format_dollars(due - signed)}: claim payments "
                    f"{format_dollars(self.paid.cents)}, provider adjustments {format_dollars(self.provider.cents)}, "
                    f"amount {format_dollars(signed)}"
                ),
                expected=format_dollars(due),
            )
        if amount.cents < 0:
            self.out.say(
                "payment-method-at-odds",
                bpr,
                loop="HEADER",
                element="BPR02",
                message=f"the payment is {format_dollars(amount.cents)}",
                expected="zero or more",
            )
        self.check_method(bpr, amount.cents)

    def check_method(self, bpr: Segment, amount: Cents) -> None:
        """BAL-7: NON means no money."""
        method = element_of(bpr, 4)
        if method and (method == "NON") != (amount == 0):
            self.out.say(
                "payment-method-at-odds",
                bpr,
                loop="HEADER",
                element="BPR04",
                message=f"payment method {method if method.isalpha() else 'unreadable'} with {format_dollars(amount)}",
                expected="NON exactly when the amount is zero",
            )
