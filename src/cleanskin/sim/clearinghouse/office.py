"""What all files of one world share: who sends, control numbers, the shelf they are put on, late files, faults."""

from datetime import date
from pathlib import Path

from cleanskin.kernel.cents import Cents
from cleanskin.sim.clearinghouse.fault_kinds import Fault
from cleanskin.sim.clearinghouse.partners import Sender
from cleanskin.sim.clearinghouse.shelf import Interchange, Shelf
from cleanskin.sim.nouns.configuration import Configuration
from cleanskin.sim.nouns.patient import Practice
from cleanskin.sim.payer.nouns import Payer
from cleanskin.sim.payer.registry import payers_in
from cleanskin.sim.wire.segments import ccyymmdd, interchange_head

COUNTS = (
    "claim_files", "claims", "test_claims", "remittance_files", "remit_claims", "remit_paid", "paper_answers",
    "acknowledgement_files", "acknowledgements", "payment_files", "payments_paid", "inquiry_files", "inquiries",
    "lost_claim_files", "lost_claims", "lost_remittance_files", "resent_files", "faults", "bytes",
)  # fmt: skip
"""Names of what is counted; `remit_paid` and `payments_paid` are cents, of whole files whatever became of them."""


class Office:
    """Control numbers by partner and day, files by day, month or in one."""

    def __init__(self, out: Path, configuration: Configuration, practice: Practice, as_of: date) -> None:
        """Write below `out`; nothing dated after `as_of` is written."""
        self.configuration = configuration
        self.practice = practice
        self.sender = Sender(practice)
        self.payers: dict[str, Payer] = payers_in(configuration)
        self.as_of = as_of
        self.shelf = Shelf(out, line_breaks=configuration.line_breaks)
        self.counts: dict[str, int] = dict.fromkeys(COUNTS, 0)
        self.faults: list[Fault] = []
        self.is_one = configuration.bundle == "one"
        self.is_daily = configuration.bundle == "day"
        self._controls: dict[str, int] = {}
        self._swapped: dict[str, int] = {}
        self._late: list[tuple[date, int, str, bytes]] = []
        self._single: dict[str, Interchange] = {}

    def control(self, line: str) -> int:
        """Return the next number of a line between two partners."""
        self._controls[line] = self._controls.get(line, 0) + 1
        return self._controls[line]

    def open(
        self,
        path: str,
        *,
        sender: str,
        receiver: str,
        day: date,
        functional: str,
        version: str,
        usage: str = "P",
        swap: bool = False,
    ) -> Interchange:
        """Begin an interchange, or go on with the single one of its kind; `swap`: numbered after the next one."""
        if self.is_one and path in self._single:
            return self._single[path]
        line = f"{sender}>{receiver}"
        control = self._swapped.pop(line, 0)
        if not control:
            control = self.control(line)
            if swap:
                self._swapped[line] = control
                control = self.control(line)
        head = interchange_head(
            sender=sender, receiver=receiver, day=day, control=control, functional=functional, version=version,
            usage=usage, wants_ta1=usage == "T",
        )  # fmt: skip
        interchange = Interchange(head, control)
        if self.is_one:
            self._single[path] = interchange
        return interchange

    def finish(self, path: str, interchange: Interchange) -> None:
        """Write an interchange; the single one of a kind goes on."""
        if self.is_one:
            self.shelf.append(path, interchange.taken())
        else:
            self.shelf.write(path, self.shelf.encoded(interchange.text()))

    def stamp(self, day: date) -> str:
        """Return the part of a file's name that tells the time it covers."""
        return ccyymmdd(day) if self.is_daily else ccyymmdd(day)[:6]

    def name(
        self, folder: str, kind: str, day: date, *, single: str = "", suffix: str = "", ending: str = "x12"
    ) -> str:
        """Return the path of a file of a kind; `kind` may tell a payer ("835_tanager_blue").

        `single` is the name when there is one file for everything, the folder's own unless given.
        """
        if self.is_one:
            return f"{folder}/{single or folder}.{ending}"
        return f"{folder}/{kind}_{self.stamp(day)}{suffix}.{ending}"

    def keep_until(self, day: date, path: str, data: bytes) -> None:
        """Hold a late file back; one that would come after the world's last day never comes."""
        self._late.append((day, len(self._late), path, data))

    def deliver(self, day: date) -> None:
        """Write the late files that arrive up to this day."""
        if self._late and min(one[0] for one in self._late) <= day:
            for _, _, path, data in sorted(one for one in self._late if one[0] <= day):
                self.shelf.write(path, data)
            self._late = [one for one in self._late if one[0] > day]

    def fault(
        self, kind: str, day: date, path: str, *, payer: str = "", other: str = "", claims: int = 0, cents: Cents = 0
    ) -> None:
        """Remember what went wrong with a file."""
        self.faults.append(Fault(kind=kind, file=path, day=day, payer=payer, other=other, claims=claims, cents=cents))

    def close(self) -> None:
        """Deliver what is due and finish the single files."""
        self.deliver(self.as_of)
        for path, interchange in self._single.items():
            self.shelf.append(path, interchange.text())
        self.shelf.close()
        self.counts["bytes"] = self.shelf.bytes
        self.counts["faults"] = len(self.faults)
