"""Who is a member: the books that a payer looks into."""

from datetime import date
from typing import Protocol

from cleanskin.sim.chance import WHOLE, Chance
from cleanskin.sim.nouns.patient import CoverageSpan, Patient


class MemberBook(Protocol):
    """The members of all payers."""

    def find(
        self, payer: str, member_id: str, last: str, first: str, born: date | None, on: date
    ) -> CoverageSpan | None:
        """Return the span of this member at a payer (its key), None when nobody has that id, name and birth date.

        The span that covers `on`; when none does, the member's nearest one, so that the caller asks `holds`.
        """
        ...

    def knows(self, payer: str, member_id: str) -> bool:
        """True when the payer gave out this member id, whoever has it."""
        ...

    def is_qualified(self, payer: str, member_id: str) -> bool:
        """True for a qualified Medicare beneficiary, whose cost sharing nobody may bill to him."""
        ...

    def called(self, payer: str, member_id: str) -> tuple[str, str]:
        """Return the member's last and first name as the payer has them, both "" when it does not know."""
        ...

    def others(self, payer: str, member_id: str, on: date) -> tuple[CoverageSpan, ...]:
        """Return the same person's coverages by other payers on that day, in order of rank."""
        ...

    def seen_before(self, payer: str, member_id: str, on: date) -> date | None:
        """Return the last day before `on` on which this payer saw the practice treat the member, as far as its old
        files tell; what the memory holds is not asked here."""
        ...


_SURE = 4
"""Letters of the last name that must agree once id and birth date do: payers look past a slip in the rest."""


def _letters(text: str) -> str:
    """Return a name without what typists leave out."""
    return "".join(letter for letter in text.upper() if letter.isalpha())


class PatientBook:
    """The true coverages of one patient: what payers of the simulated world know of him."""

    __slots__ = ("_patient",)

    def __init__(self, patient: Patient) -> None:
        """Open the book of this patient."""
        self._patient = patient

    def _spans(self, payer: str, member_id: str) -> list[CoverageSpan]:
        return [span for span in self._patient.coverages if span.payer == payer and span.member_id == member_id]

    def find(
        self, payer: str, member_id: str, last: str, first: str, born: date | None, on: date
    ) -> CoverageSpan | None:
        """Return the patient's span at that payer when id, birth date and the beginnings of his names are his."""
        patient = self._patient
        spans = self._spans(payer, member_id)
        if not spans or (born is not None and born != patient.born):
            return None
        if _letters(last)[:_SURE] != _letters(patient.last)[:_SURE] or first[:1].upper() != patient.first[:1].upper():
            return None
        return next((span for span in spans if span.holds(on)), spans[-1])

    def knows(self, payer: str, member_id: str) -> bool:
        """True when one of his coverages has that id."""
        return bool(self._spans(payer, member_id))

    def is_qualified(self, payer: str, member_id: str) -> bool:
        """True when he is a qualified Medicare beneficiary."""
        return self._patient.is_qmb

    def called(self, payer: str, member_id: str) -> tuple[str, str]:
        """Return his names."""
        return self._patient.last, self._patient.first

    def others(self, payer: str, member_id: str, on: date) -> tuple[CoverageSpan, ...]:
        """Return his coverages by other payers on that day."""
        return tuple(span for span in self._patient.covered(on) if span.payer != payer)

    def seen_before(self, payer: str, member_id: str, on: date) -> date | None:
        """Return the last visit before the simulated time when this payer covered it."""
        seen = self._patient.established
        if seen is None or seen >= on:
            return None
        return seen if any(span.holds(seen) for span in self._spans(payer, member_id)) else None


class OpenBook:
    """A book for strangers' claims: every well-formed member is admitted, but for a seeded share."""

    __slots__ = ("_seed", "_terminated_parts", "_unknown_parts")

    def __init__(self, seed: int, *, unknown_parts: int = 200, terminated_parts: int = 200) -> None:
        """Open a book in which so many of ten thousand members are unknown, and so many terminated."""
        self._seed = seed
        self._unknown_parts = unknown_parts
        self._terminated_parts = terminated_parts

    def find(
        self, payer: str, member_id: str, last: str, first: str, born: date | None, on: date
    ) -> CoverageSpan | None:
        """Return a span for nearly every member with an id and a name."""
        if not member_id.strip() or not last.strip():
            return None
        point = Chance(self._seed, "stranger", payer, member_id, last.upper()).below(WHOLE)
        if point < self._unknown_parts:
            return None
        ended = point < self._unknown_parts + self._terminated_parts
        start = date(on.year - 2, 1, 1)
        return CoverageSpan(
            payer=payer, member_id=member_id, first=start, last=date(on.year - 1, 6, 30) if ended else None
        )

    def knows(self, payer: str, member_id: str) -> bool:
        """True for every id that is there."""
        return bool(member_id.strip())

    def is_qualified(self, payer: str, member_id: str) -> bool:
        """No stranger is known to be."""
        return False

    def called(self, payer: str, member_id: str) -> tuple[str, str]:
        """A stranger is called as the claim says."""
        return "", ""

    def others(self, payer: str, member_id: str, on: date) -> tuple[CoverageSpan, ...]:
        """Nothing is known of a stranger's other payers."""
        return ()

    def seen_before(self, payer: str, member_id: str, on: date) -> date | None:
        """Nothing is known of a stranger's past."""
        return None
