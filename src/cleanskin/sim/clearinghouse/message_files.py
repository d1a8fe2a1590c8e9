"""Acknowledgements of claims, and inquiries with their answers, as files of a day."""

from collections.abc import Sequence
from datetime import date
from itertools import groupby

from cleanskin.sim.clearinghouse.batches import acknowledgement_body
from cleanskin.sim.clearinghouse.office import Office
from cleanskin.sim.clearinghouse.partners import CLEARINGHOUSE
from cleanskin.sim.nouns.event import Event
from cleanskin.sim.wire.acknowledgement import VERSION_277CA
from cleanskin.sim.wire.segments import END

INQUIRY_STREAMS: dict[str, tuple[str, str, str, bool]] = {
    "270": ("270", "HS", "005010X279A1", True),
    "271": ("271", "HB", "005010X279A1", False),
    "276": ("276", "HR", "005010X212", True),
    "277": ("277", "HN", "005010X212", False),
    "278": ("278", "HI", "005010X217", True),
    "278_answer": ("278", "HI", "005010X217", False),
}
"""Stream -> ST01, GS01, version, and whether the practice is its sender."""


class MessageFiles:
    """Writes what is said about claims and members, but for money."""

    def __init__(self, office: Office) -> None:
        """Write with this office's numbers."""
        self._office = office

    def acknowledge(self, day: date, events: Sequence[Event]) -> None:
        """Write what the payers, and the clearinghouse itself, said of claims on one day: one 277CA each."""
        office = self._office
        if not office.configuration.acknowledgements:
            return
        path = office.name("acks", "277CA", day, single="277CA")
        interchange = office.open(
            path, sender=CLEARINGHOUSE, receiver=office.sender.submitter_id, day=day, functional="HN",
            version=VERSION_277CA,
        )  # fmt: skip
        for key, group in groupby(events, key=lambda event: event.payer):
            control = interchange.transactions + 1
            inside = list(group)
            body = acknowledgement_body(inside, office.sender, office.payers.get(key), day=day, control=control)
            interchange.add(body, control)
            office.counts["acknowledgements"] += len(inside)
        office.counts["acknowledgement_files"] += 1
        office.finish(path, interchange)

    def inquire(self, day: date, stream: str, events: Sequence[Event]) -> None:
        """Write a day's questions to payers, or their answers, one transaction each, through the clearinghouse."""
        office = self._office
        if not office.configuration.inquiries:
            return
        transaction, functional, version, is_question = INQUIRY_STREAMS[stream]
        ours = office.sender.submitter_id
        path = office.name("inquiries", stream, day, single=stream)
        interchange = office.open(
            path, sender=ours if is_question else CLEARINGHOUSE, receiver=CLEARINGHOUSE if is_question else ours,
            day=day, functional=functional, version=version,
        )  # fmt: skip
        for event in events:
            control = interchange.transactions + 1
            interchange.add(f"ST*{transaction}*{control:04d}*{version}{END}{event.text}", control)
        office.counts["inquiries"] += len(events)
        office.counts["inquiry_files"] += 1
        office.finish(path, interchange)
