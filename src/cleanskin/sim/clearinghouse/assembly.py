"""Events into files by day: claims, remittances, acknowledgements, payments, inquiries, each under its numbers.

Events come in their order, day after day; what a day holds is written when it is taken and forgotten, so memory
follows the daily volume.  Only late files and forwarded balances wait.

Folders below the world's: `claims` (837P of the practice), `acks` (999, TA1, 277CA), `remits` (835), `eft` (payments),
`inquiries` (270, 271, 276, 277, 278).
"""

from collections.abc import Iterable
from datetime import date
from itertools import groupby
from pathlib import Path

from cleanskin.sim.clearinghouse.claim_files import CLAIM_STREAMS, ClaimFiles
from cleanskin.sim.clearinghouse.fault_kinds import Fault
from cleanskin.sim.clearinghouse.message_files import MessageFiles
from cleanskin.sim.clearinghouse.office import Office
from cleanskin.sim.clearinghouse.remittance_files import RemittanceFiles
from cleanskin.sim.nouns.configuration import Configuration
from cleanskin.sim.nouns.event import Event
from cleanskin.sim.nouns.patient import Practice


class Assembly:
    """Puts events into files below a folder."""

    def __init__(self, out: Path, configuration: Configuration, practice: Practice, *, as_of: date) -> None:
        """Write below `out`; nothing dated after `as_of` is written."""
        self._office = Office(out, configuration, practice, as_of)
        self._claims = ClaimFiles(self._office)
        self._remittances = RemittanceFiles(self._office)
        self._messages = MessageFiles(self._office)

    def take(self, events: Iterable[Event]) -> None:
        """Put events, in their order (day, stream, payer, patient, number), into files.

        All events of one day must come in one call, and days in their order.
        """
        office = self._office
        for (day, stream), group in groupby(events, key=lambda event: (event.day, event.stream)):
            if day > office.as_of:
                continue
            office.deliver(day)
            inside = list(group)
            if stream in CLAIM_STREAMS:
                self._claims.take(day, stream, inside)
            elif stream == "835":
                for key, answers in groupby(inside, key=lambda event: event.payer):
                    self._remittances.take(day, office.payers[key], list(answers))
            elif stream == "277CA":
                self._messages.acknowledge(day, inside)
            else:
                self._messages.inquire(day, stream, inside)

    def close(self) -> tuple[dict[str, int], list[Fault]]:
        """Finish every file; return counts by name (see `office.COUNTS`) and the faults of files."""
        self._office.close()
        return self._office.counts, self._office.faults
