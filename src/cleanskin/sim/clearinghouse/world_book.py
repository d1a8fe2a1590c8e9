"""The members of a simulated world as payers know them, found by number: for answering a practice's own files."""

from datetime import date

from cleanskin.sim.nouns.configuration import Configuration
from cleanskin.sim.nouns.patient import CoverageSpan
from cleanskin.sim.payer.book import PatientBook
from cleanskin.sim.people import build_patient, build_practice, patient_count


class WorldBook:
    """Everybody of one world.

    Opening it builds every patient of the configuration once (or those it names) and keeps one book each.
    """

    def __init__(self, configuration: Configuration) -> None:
        """Open the book of this world."""
        practice = build_practice(configuration)
        self._books: dict[tuple[str, str], PatientBook] = {}
        for number in configuration.patients or range(patient_count(configuration)):
            patient = build_patient(configuration, practice, number)
            book = PatientBook(patient)
            for span in patient.coverages:
                self._books.setdefault((span.payer, span.member_id), book)

    def find(
        self, payer: str, member_id: str, last: str, first: str, born: date | None, on: date
    ) -> CoverageSpan | None:
        """Return the member's span at a payer, the nearest when none covers the day; None for nobody."""
        book = self._books.get((payer, member_id))
        return book.find(payer, member_id, last, first, born, on) if book is not None else None

    def knows(self, payer: str, member_id: str) -> bool:
        """True when the payer gave out this number."""
        return (payer, member_id) in self._books

    def others(self, payer: str, member_id: str, on: date) -> tuple[CoverageSpan, ...]:
        """Return the same person's coverages by other payers on that day, in order of rank."""
        book = self._books.get((payer, member_id))
        return book.others(payer, member_id, on) if book is not None else ()

    def seen_before(self, payer: str, member_id: str, on: date) -> date | None:
        """Return the last visit before the simulated time when this payer covered it."""
        book = self._books.get((payer, member_id))
        return book.seen_before(payer, member_id, on) if book is not None else None
