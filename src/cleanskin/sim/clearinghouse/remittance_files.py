"""The payers' answers with payment as files of a payment day, and the bank's side of each payment."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from cleanskin.kernel.cents import Cents
from cleanskin.sim.chance import Chance
from cleanskin.sim.clearinghouse.batches import Balances, remittance_body
from cleanskin.sim.clearinghouse.damage import changed_content, damaged, drawn_content, drawn_remittance
from cleanskin.sim.clearinghouse.eft import payment_file
from cleanskin.sim.clearinghouse.fault_kinds import parts_of
from cleanskin.sim.clearinghouse.office import Office
from cleanskin.sim.clearinghouse.shelf import Interchange
from cleanskin.sim.nouns.event import Event
from cleanskin.sim.payer.nouns import Payer
from cleanskin.sim.wire.remittance import VERSION_835
from cleanskin.sim.wire.segments import ccyymmdd

_LATE_DAYS = (3, 21)
_REFUND_PARTS, _AGAINST_PARTS = 6_000, 5_000
"""Adjustments of a payment that acknowledge a refund; corrections against the practice [assumed]."""
_CHECK_KINDS = frozenset(("auto",))


class _Payment(NamedTuple):
    """One payment of a payer: what its transaction says beside its number."""

    payer: Payer
    day: date
    claims: list[str]
    adjustments: list[tuple[str, str, Cents]]
    paid: Cents
    trace: str
    method: str


class RemittanceFiles:
    """Writes the payments of a day."""

    def __init__(self, office: Office) -> None:
        """Write with this office's numbers."""
        self._office = office
        self._balances = Balances()

    def take(self, day: date, payer: Payer, events: Sequence[Event]) -> None:
        """Write one payer's payment of a day, with whatever goes wrong with it."""
        office = self._office
        claims = [event.text for event in events if event.text]
        if not payer.sends_remittances:
            office.counts["paper_answers"] += len(claims)
            return
        chance = Chance(office.configuration.seed, "file", "835", payer.key, day.toordinal())
        content = drawn_content(office.configuration, chance)
        fault = drawn_remittance(office.configuration, chance) if office.is_daily else ""
        path = office.name("remits", f"835_{payer.key}", day)
        if content and claims:
            claims = changed_content(content, claims)
            office.fault(content, day, path, payer=payer.key, claims=len(claims))
        payment = self._payment(payer, day, events, claims)
        interchange = self._put_together(path, payment, swap=fault == "out_of_order")
        if fault == "lost_remit_file":
            office.counts["lost_remittance_files"] += 1
            office.fault(fault, day, path, payer=payer.key, claims=len(claims))
            return
        office.counts["remittance_files"] += 1
        office.counts["remit_claims"] += len(claims)
        office.counts["remit_paid"] += payment.paid
        if fault:
            other = self._faulty(fault, path, payment, interchange, chance)
            office.fault(fault, day, path if fault != "duplicate_file" else other, payer=payer.key,
                         other=other if fault != "duplicate_file" else path, claims=len(claims))  # fmt: skip
        else:
            office.finish(path, interchange)

    def _payment(self, payer: Payer, day: date, events: Sequence[Event], claims: list[str]) -> _Payment:
        office = self._office
        said = [one for event in events for one in event.adjustments]
        own = self._own_adjustments(payer, day)
        if own:
            path = office.name("remits", f"835_{payer.key}", day)
            office.fault("payment_adjusted", day, path, payer=payer.key, cents=-sum(cents for _, _, cents in own))
        adjustments, paid = self._balances.settle(payer, day, sum(event.cents for event in events), said + own)
        trace, method = f"{payer.payer_id[2:]}T{ccyymmdd(day)}", "CHK" if payer.kind in _CHECK_KINDS else "ACH"
        if paid == 0:
            method, trace = "NON", "0000000000" if payer.line_control else "NOPAYMENT"
        if method == "ACH":
            text = payment_file(
                payer=payer, payee=office.practice.name, payee_id=office.practice.npi, day=day, trace=trace, paid=paid,
                number=office.control(f"eft {payer.key}"),
            )  # fmt: skip
            office.shelf.write(office.name("eft", f"EFT_{payer.key}", day, ending="txt"), text.encode("ascii"))
            office.counts["payment_files"] += 1
            office.counts["payments_paid"] += paid
        return _Payment(payer, day, claims, adjustments, paid, trace, method)

    def _own_adjustments(self, payer: Payer, day: date) -> list[tuple[str, str, Cents]]:
        """Return what a payer now and then changes of a payment: a refund it acknowledges, or a correction."""
        configuration = self._office.configuration
        chance = Chance(configuration.seed, "payment", payer.key, day.toordinal())
        if not chance.happens(parts_of(configuration, "payment_adjusted")):
            return []
        cents, stamp = chance.between(500, 9_000), ccyymmdd(day)
        if chance.happens(_REFUND_PARTS):
            return [("WO", f"REFUND{stamp}", cents), ("72", f"REFUND{stamp}", -cents)]
        return [("CS", f"CORRECTION{stamp}", cents if chance.happens(_AGAINST_PARTS) else -cents)]

    def _put_together(self, path: str, payment: _Payment, *, swap: bool = False) -> Interchange:
        office = self._office
        interchange = office.open(
            path, sender=payment.payer.payer_id, receiver=office.sender.submitter_id, day=payment.day, functional="HP",
            version=VERSION_835, swap=swap,
        )  # fmt: skip
        control = interchange.transactions + 1
        body = remittance_body(
            payment.claims, payment.payer, payee=office.sender.payee, npi=office.sender.npi, day=payment.day,
            control=control, trace=payment.trace,
            method=payment.method, paid=payment.paid, adjustments=payment.adjustments,
        )  # fmt: skip
        interchange.add(body, control)
        return interchange

    def _faulty(self, fault: str, path: str, payment: _Payment, interchange: Interchange, chance: Chance) -> str:
        """Write a file with its fault, and what follows it; return the path of what follows, "" for nothing."""
        office, shelf = self._office, self._office.shelf
        text = interchange.text()
        beside = path.removesuffix(".x12")
        match fault:
            case "late_file":
                arrives = payment.day + timedelta(days=chance.between(*_LATE_DAYS))
                late = f"{beside}_late_{ccyymmdd(arrives)}.x12"
                office.keep_until(arrives, late, shelf.encoded(text))
                return late if arrives <= office.as_of else ""
            case "duplicate_file":
                shelf.write(path, shelf.encoded(text))
                other = f"{beside}_copy.x12"
                shelf.write(other, shelf.encoded(text))
            case "same_remittance_twice":
                shelf.write(path, shelf.encoded(text))
                other = f"{beside}_resent.x12"
                shelf.write(other, shelf.encoded(self._put_together(other, payment).text()))
            case "out_of_order":
                shelf.write(path, shelf.encoded(text))
                return ""
            case _:
                shelf.write(path, shelf.encoded(damaged(fault, text, chance)))
                other = f"{beside}_again.x12"
                shelf.write(other, shelf.encoded(self._put_together(other, payment).text()))
        office.counts["resent_files"] += 1
        return other
