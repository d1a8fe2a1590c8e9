"""The practice's claims as files of a day, with the clearinghouse's answer to their form (999, TA1)."""

from collections.abc import Sequence
from datetime import date

from cleanskin.sim.chance import Chance
from cleanskin.sim.clearinghouse.answered_files import form_answer
from cleanskin.sim.clearinghouse.batches import claim_bodies
from cleanskin.sim.clearinghouse.damage import damaged, drawn_claims
from cleanskin.sim.clearinghouse.office import Office
from cleanskin.sim.clearinghouse.partners import CLEARINGHOUSE
from cleanskin.sim.clearinghouse.shelf import Interchange
from cleanskin.sim.nouns.event import Event
from cleanskin.sim.wire.acknowledgement import VERSION_999, form_acknowledgement
from cleanskin.sim.wire.claim import VERSION_837P
from cleanskin.sim.wire.segments import END, ccyymmdd, interchange_head

CLAIM_STREAMS: dict[str, tuple[str, str, str]] = {
    "837P": ("837P", "CH", "P"),
    "837P_encounter": ("837P_encounters", "RP", "P"),
    "837P_test": ("837P_test", "CH", "T"),
}
"""Stream -> beginning of its files' names, BHT06, ISA15."""

_DAMAGE = frozenset(("truncated_file", "wrong_control_number", "wrong_segment_count"))


class ClaimFiles:
    """Writes the claims of a day."""

    def __init__(self, office: Office) -> None:
        """Write with this office's numbers."""
        self._office = office
        self._line_out = f"{office.sender.submitter_id}>{CLEARINGHOUSE}"
        self._line_back = f"{CLEARINGHOUSE}>{office.sender.submitter_id}"

    def take(self, day: date, stream: str, events: Sequence[Event]) -> None:
        """Write the claims of one day and stream, with whatever goes wrong that day."""
        office = self._office
        prefix, _, usage = CLAIM_STREAMS[stream]
        if usage == "T" and office.is_one:
            return
        fault, chance = "", Chance(office.configuration.seed, "file", stream, day.toordinal())
        if office.is_daily and usage == "P":
            fault = drawn_claims(office.configuration, chance)
        path = office.name("claims", prefix, day)
        if fault == "lost_claim_file":
            office.control(self._line_out)
            office.counts["lost_claim_files"] += 1
            office.counts["lost_claims"] += len(events)
            office.fault(fault, day, path, claims=len(events))
            return
        if fault in _DAMAGE:
            faulty, _ = self._put_together(path, day, stream, events)
            data = office.shelf.encoded(damaged(fault, faulty.text(), chance))
            office.shelf.write(path, data)
            self._refuse_form(day, path, data)
            sound = office.name("claims", prefix, day, suffix="_again")
            office.fault(fault, day, path, other=sound, claims=len(events))
            office.counts["resent_files"] += 1
            path = sound
        interchange, controls = self._put_together(path, day, stream, events)
        if fault == "duplicate_file":
            copy = office.name("claims", prefix, day, suffix="_copy")
            office.shelf.write(copy, office.shelf.encoded(interchange.text()))
            office.fault(fault, day, copy, other=path, claims=len(events))
            office.counts["resent_files"] += 1
            self._say(day, copy, interchange.control, code="R", note="025")
        office.finish(path, interchange)
        office.counts["claim_files"] += 1
        office.counts["claims" if usage == "P" else "test_claims"] += len(events)
        self._take_form(day, path, interchange.control, controls)
        if usage == "T":
            self._say(day, path, interchange.control, code="A", note="000")

    def _put_together(
        self, path: str, day: date, stream: str, events: Sequence[Event]
    ) -> tuple[Interchange, list[str]]:
        """Return the interchange and the control numbers of the transactions added to it."""
        office = self._office
        prefix, use, usage = CLAIM_STREAMS[stream]
        interchange = office.open(
            path, sender=office.sender.submitter_id, receiver=CLEARINGHOUSE, day=day, functional="HC",
            version=VERSION_837P, usage=usage,
        )  # fmt: skip
        bodies = claim_bodies(
            events, office.sender, day=day, first_control=interchange.transactions + 1,
            batch=f"{ccyymmdd(day)}{prefix[5:6]}", use=use, most=office.configuration.claims_per_transaction,
        )  # fmt: skip
        controls = []
        for body, control in bodies:
            interchange.add(body, control)
            controls.append(f"{control:04d}")
        return interchange, controls

    def _answers(self, path: str) -> str:
        """Return the part of an answer's name that tells its file."""
        return path.removeprefix("claims/837P_").removesuffix(".x12")

    def _take_form(self, day: date, path: str, group: int, controls: list[str]) -> None:
        """Acknowledge the form of a sound file (999)."""
        office = self._office
        if not office.configuration.acknowledgements:
            return
        answer = "acks/999.x12" if office.is_one else f"acks/999_{self._answers(path)}.x12"
        interchange = office.open(
            answer, sender=CLEARINGHOUSE, receiver=office.sender.submitter_id, day=day, functional="FA",
            version=VERSION_999,
        )  # fmt: skip
        control = interchange.transactions + 1
        body = form_acknowledgement(
            functional="HC", group=group, version=VERSION_837P, transaction="837", controls=controls
        )
        interchange.add(f"ST*999*{control:04d}*{VERSION_999}{END}{body}", control)
        office.finish(answer, interchange)
        office.counts["acknowledgement_files"] += 1

    def _say(self, day: date, path: str, control: int, *, code: str, note: str) -> None:
        """Acknowledge an interchange (TA1): one that asked for it, or one that is refused."""
        office = self._office
        if not office.configuration.acknowledgements or office.is_one:
            return
        number = office.control(self._line_back)
        head, _, _ = interchange_head(
            sender=CLEARINGHOUSE, receiver=office.sender.submitter_id, day=day, control=number, functional="",
            version="",
        ).partition("GS*")  # fmt: skip
        said = f"TA1*{control:09d}*{ccyymmdd(day)[2:]}*0600*{code}*{note}{END}"
        text = f"{head}{said}IEA*0*{number:09d}{END}"
        office.shelf.write(f"acks/TA1_{self._answers(path)}.x12", office.shelf.encoded(text))
        office.counts["acknowledgement_files"] += 1

    def _refuse_form(self, day: date, path: str, data: bytes) -> None:
        """Answer a file at fault by reading it."""
        office = self._office
        if not office.configuration.acknowledgements:
            return
        for kind, answer in form_answer(data, name=path, day=day, control=lambda: office.control(self._line_back)):
            office.shelf.write(f"acks/{kind}_{self._answers(path)}.x12", answer)
            office.counts["acknowledgement_files"] += 1
