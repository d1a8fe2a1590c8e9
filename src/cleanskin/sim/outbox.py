"""Where rendered text waits until its day, and the files it goes into.

Only what lies in the future of the simulated day is held; a day that has passed is written and forgotten, so memory
follows the daily volume and the answer times, not the length of the sample.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import IO

from cleanskin.kernel.cents import Cents
from cleanskin.sim.ack_text import VERSION_277CA, ack_head, ack_totals, render_acknowledgement
from cleanskin.sim.claim import Answer, Submission
from cleanskin.sim.claim_text import CLEARINGHOUSE, VERSION_837P, render_submission, transaction_head
from cleanskin.sim.options import SampleOptions
from cleanskin.sim.payers import PAYER_BY_KEY, Payer
from cleanskin.sim.practice import Practice
from cleanskin.sim.remittance_text import VERSION_835, remittance_head, render_answer
from cleanskin.sim.segments import END, amount, ccyymmdd, interchange_foot, interchange_head, segment_count


class _Batch:
    """Claims waiting for one day: finished transactions and the one being filled."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.transactions: list[list[str]] = [[]]
        self.next_hl = 2

    def add(self, submission: Submission) -> None:
        """Render one claim at the end."""
        if len(self.transactions[-1]) >= self.limit:
            self.transactions.append([])
            self.next_hl = 2
        text, used = render_submission(submission, hl=self.next_hl)
        self.next_hl += used
        self.transactions[-1].append(text)


class _Remittance:
    """Answers of one payer waiting for one payment day."""

    def __init__(self) -> None:
        self.claims: list[str] = []
        self.paid: Cents = 0
        self.adjustments: list[tuple[str, str, Cents]] = []


class _Acknowledgement:
    """Acknowledgements of one payer waiting for one day."""

    def __init__(self) -> None:
        self.claims: list[str] = []
        self.accepted: list[Cents] = []
        self.rejected: list[Cents] = []


class _Day:
    """Everything that goes out or comes in on one day."""

    def __init__(self, limit: int) -> None:
        self.claims = _Batch(limit)
        self.encounters = _Batch(limit)
        self.test = _Batch(limit)
        self.remittances: dict[str, _Remittance] = {}
        self.acknowledgements: dict[str, _Acknowledgement] = {}


class _File:
    """One interchange with one functional group, written as it comes."""

    def __init__(self, path: Path, *, head: str, control: int, line_breaks: bool) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._stream: IO[bytes] = path.open("ab")
        self._line_breaks = line_breaks
        self._control = control
        self.transactions = 0
        self.bytes = 0
        self.write(head)

    def write(self, text: str) -> None:
        """Write rendered segments."""
        data = (text if self._line_breaks else text.replace(END, "~")).encode("ascii")
        self.bytes += len(data)
        self._stream.write(data)

    def transaction(self, body: str, control: int) -> None:
        """Write one transaction set (ST and what follows) and close it with SE."""
        self.transactions += 1
        self.write(f"{body}SE*{segment_count(body) + 1}*{control:04d}{END}")

    def close(self) -> int:
        """Write GE and IEA, close the file and return its size in bytes."""
        self.write(interchange_foot(transactions=self.transactions, control=self._control))
        self._stream.close()
        return self.bytes


class Outbox:
    """Collects rendered claims, remittances and acknowledgements and writes them day by day."""

    def __init__(
        self, out: Path, practice: Practice, options: SampleOptions, *, start: date, as_of: date,
        lost_claim_days: frozenset[date], resent_every: int,
    ) -> None:  # fmt: skip
        """Write below `out`; nothing dated after `as_of` is written."""
        self._out = out
        self._practice = practice
        self._options = options
        self._as_of = as_of
        self._next = start
        self._lost_claim_days = lost_claim_days
        self._resent_every = resent_every
        self._days: dict[date, _Day] = {}
        self._controls: dict[str, int] = {}
        self._owed: dict[str, Cents] = {}
        self._single: dict[str, _File] = {}
        self.counts: dict[str, int] = dict.fromkeys(
            ("claim_files", "claims", "remittance_files", "remit_claims", "remit_paid", "acknowledgement_files",
             "bytes", "resent_files", "lost_claim_files", "lost_claims"), 0,
        )  # fmt: skip
        self.resent: list[str] = []

    def claim_file_exists(self, day: date) -> bool:
        """True when claims sent on that day are in the files."""
        return day <= self._as_of and day not in self._lost_claim_days

    def send(self, submission: Submission) -> None:
        """Put a submission into its day's batch."""
        if submission.day > self._as_of:
            return
        box = self._day(submission.day)
        if submission.kind == "test":
            box.test.add(submission)
        elif submission.claim.population == "encounter":
            box.encounters.add(submission)
        else:
            box.claims.add(submission)

    def answer(self, answer: Answer) -> None:
        """Put an answer into its payer's remittance of the day."""
        if answer.day > self._as_of:
            return
        remittance = self._remittance(answer.payer, answer.day)
        text, paid = render_answer(answer)
        remittance.claims.append(text)
        remittance.paid += paid
        if answer.interest:
            remittance.adjustments.append(("L6", answer.number, -answer.interest))

    def adjust(self, payer: Payer, day: date, reason: str, reference: str, cents: Cents) -> None:
        """Put a provider-level adjustment into a payer's remittance of the day; positive lowers payment."""
        if day <= self._as_of:
            self._remittance(payer, day).adjustments.append((reason, reference, cents))

    def acknowledge(self, submission: Submission, *, day: date, category: str, status: str) -> None:
        """Put an acknowledgement into its payer's file of the day."""
        if day > self._as_of or not self._options.acknowledgements:
            return
        boxes = self._day(day).acknowledgements
        box = boxes.get(submission.payer.key)
        if box is None:
            box = boxes[submission.payer.key] = _Acknowledgement()
        hl = len(box.claims) + 4
        box.claims.append(render_acknowledgement(submission, hl=hl, day=day, category=category, status=status))
        (box.accepted if category in ("A1", "A2") else box.rejected).append(submission.claim.amount_billed)

    def flush(self, before: date) -> None:
        """Write every day before this one."""
        while self._next < before:
            box = self._days.pop(self._next, None)
            if box is not None:
                self._write_day(self._next, box)
            self._next += timedelta(days=1)

    def close(self) -> None:
        """Write all that is left up to the last day and close the files."""
        self.flush(self._as_of + timedelta(days=1))
        for file in self._single.values():
            self.counts["bytes"] += file.close()

    def _day(self, day: date) -> _Day:
        if day < self._next:
            raise AssertionError("nothing may be added to a day already written")
        box = self._days.get(day)
        if box is None:
            box = self._days[day] = _Day(self._options.claims_per_transaction)
        return box

    def _remittance(self, payer: Payer, day: date) -> _Remittance:
        remittances = self._day(day).remittances
        if payer.key not in remittances:
            remittances[payer.key] = _Remittance()
        return remittances[payer.key]

    def _control(self, name: str) -> int:
        self._controls[name] = self._controls.get(name, 0) + 1
        return self._controls[name]

    def _open(self, kind: str, name: str, *, sender: str, receiver: str, day: date, usage: str = "P") -> _File:
        """Open the file, or return the single one of its kind."""
        folder, functional, version = {
            "claims": ("claims", "HC", VERSION_837P),
            "remits": ("remits", "HP", VERSION_835),
            "acks": ("acks", "HN", VERSION_277CA),
        }[kind]
        if self._options.one_file and kind in self._single:
            return self._single[kind]
        control = self._control("claims" if kind == "claims" else sender)
        head = interchange_head(
            sender=sender, receiver=receiver, day=day, control=control, functional=functional, version=version,
            usage=usage,
        )  # fmt: skip
        path = self._out / folder / (f"{folder}.x12" if self._options.one_file else name)
        file = _File(path, head=head, control=control, line_breaks=self._options.line_breaks)
        if self._options.one_file:
            self._single[kind] = file
        return file

    def _stamp(self, day: date) -> str:
        """Return the part of a file name that tells the time it covers."""
        return ccyymmdd(day) if self._options.bundle == "day" else ccyymmdd(day)[:6]

    def _finish(self, file: _File) -> None:
        if not self._options.one_file:
            self.counts["bytes"] += file.close()

    def _write_day(self, day: date, box: _Day) -> None:
        if day in self._lost_claim_days:
            self._control("claims")
            self.counts["lost_claim_files"] += 1
            self.counts["lost_claims"] += sum(map(len, box.claims.transactions))
        else:
            self._write_claims(day, box.claims, "837P", use="CH")
        self._write_claims(day, box.encounters, "837P_encounters", use="RP")
        self._write_claims(day, box.test, "837P_test", use="CH", usage="T")
        for key in sorted(box.remittances):
            self._write_remittance(day, PAYER_BY_KEY[key], box.remittances[key])
        if box.acknowledgements:
            self._write_acknowledgements(day, box.acknowledgements)

    def _write_claims(self, day: date, batch: _Batch, prefix: str, *, use: str, usage: str = "P") -> None:
        if not batch.transactions[0] or (usage == "T" and self._options.one_file):
            return
        day_text = ccyymmdd(day)
        submitter = self._practice.submitter_id
        file = self._open(
            "claims", f"{prefix}_{self._stamp(day)}.x12", sender=submitter, receiver=CLEARINGHOUSE, day=day, usage=usage
        )
        self.counts["claim_files"] += 1
        for claims in batch.transactions:
            control = file.transactions + 1
            head = transaction_head(
                self._practice, day_text=day_text, control=control, batch=f"{day_text}{prefix[5:6]}{control}", use=use
            )
            file.transaction(head + "".join(claims), control)
            self.counts["claims"] += len(claims) if usage == "P" else 0
        self._finish(file)

    def _write_remittance(self, day: date, payer: Payer, remittance: _Remittance) -> None:
        adjustments, total = self._settle(payer, day, remittance)
        header = f"LX*1{END}" if remittance.claims else ""
        body = f"{header}{''.join(remittance.claims)}{self._provider_adjustments(day, adjustments)}"
        trace = f"{payer.payer_id[2:]}T{ccyymmdd(day)}"
        method = "ACH" if payer.kind != "auto" else "CHK"
        if total == 0:
            method, trace = "NON", "0000000000" if payer.line_control else "NOPAYMENT"
        for copy in self._copies():
            name = f"835_{payer.key}_{self._stamp(day)}{copy}.x12"
            file = self._open("remits", name, sender=payer.payer_id, receiver=self._practice.submitter_id, day=day)
            control = file.transactions + 1
            head = remittance_head(
                self._practice, payer, day=day, control=control, trace=trace, paid=total, method=method
            )
            file.transaction(head + body, control)
            self._finish(file)
            if copy:
                self.counts["resent_files"] += 1
                if f"remits/{name}" not in self.resent:
                    self.resent.append(f"remits/{name}")
                continue
            self.counts["remittance_files"] += 1
            self.counts["remit_claims"] += len(remittance.claims)
            self.counts["remit_paid"] += total

    def _copies(self) -> Iterator[str]:
        yield ""
        if self._resent_every and not self._options.one_file and self._control("resent") % self._resent_every == 0:
            yield "_resent"

    def _settle(self, payer: Payer, day: date, remittance: _Remittance) -> tuple[list[tuple[str, str, Cents]], Cents]:
        """Carry a negative balance into the next remittance (FB) and recover what was carried before."""
        adjustments = list(remittance.adjustments)
        owed = self._owed.pop(payer.key, 0)
        if owed:
            adjustments.append(("FB", f"CARRIED{payer.payer_id}", owed))
        total = remittance.paid - sum(cents for _, _, cents in adjustments)
        if total < 0:
            adjustments.append(("FB", f"FORWARD{ccyymmdd(day)}", total))
            self._owed[payer.key] = -total
            total = 0
        assert remittance.paid - sum(cents for _, _, cents in adjustments) == total, "a transaction must balance"
        return adjustments, total

    def _provider_adjustments(self, day: date, adjustments: list[tuple[str, str, Cents]]) -> str:
        """Return PLB segments, six adjustments each."""
        text = ""
        for first in range(0, len(adjustments), 6):
            parts = [
                f"{reason}:{reference}*{amount(cents)}" for reason, reference, cents in adjustments[first : first + 6]
            ]
            text += f"PLB*{self._practice.npi}*{day.year}1231*{'*'.join(parts)}{END}"
        return text

    def _write_acknowledgements(self, day: date, boxes: dict[str, _Acknowledgement]) -> None:
        file = self._open(
            "acks", f"277CA_{self._stamp(day)}.x12", sender=CLEARINGHOUSE, receiver=self._practice.submitter_id, day=day
        )
        for key in sorted(boxes):
            box = boxes[key]
            control = file.transactions + 1
            body = (
                ack_head(self._practice, PAYER_BY_KEY[key], day=day, control=control)
                + ack_totals(self._practice, day=day, accepted=box.accepted, rejected=box.rejected)
                + "".join(box.claims)
            )
            file.transaction(body, control)
        self.counts["acknowledgement_files"] += 1
        self._finish(file)
