"""Questions about diagnosis codes: may it be billed, what is nearer, what excludes what, what must go with it.

`Diagnoses` asks a `ReferenceStore` and adds nothing of its own but the reading of notes.  Notes exist only where a
tabular list was loaded for the day (`holds_notes`); without them "no conflict" means "not known".
Two conditions under an Excludes1 note may still be billed together when they are unrelated (ICD-10-CM guidelines,
section I.A.12.a): a conflict is a question for a person, never a correction.
"""

from collections.abc import Iterator
from datetime import date
from typing import Final

import msgspec

from cleanskin.record.diagnosis_code import CodeNote, DiagnosisFacts, Laterality
from cleanskin.record.diagnosis_relation import Exclusion, InheritedNote, NoteKind, Obligation, Standing, names, span
from cleanskin.record.protocols import ReferenceStore
from cleanskin.record.provenance import Answer

__all__ = ["Diagnoses", "Exclusion", "InheritedNote", "NoteKind", "Obligation", "Standing", "bare", "display", "names"]

REMEMBERED_MAX: Final = 8192
"""Most codes whose notes are kept ready; beyond it the memory starts anew."""

_OTHER_SIDE: Final = {"right": "left", "left": "right"}
_ELSEWHERE: Final = "classified elsewhere"


def display(code: str) -> str:
    """Return a code as people write it, with its point; chapters and blocks unchanged."""
    return code if len(code) <= 3 or code.startswith(("CHAPTER", "BLOCK")) else f"{code[:3]}.{code[3:]}"


def bare(text: str) -> str:
    """Return a code as it is looked up: upper case, without point and blanks."""
    return text.strip().upper().replace(".", "")


class Diagnoses:
    """Diagnosis codes by day of service.  Codes have no point.  Remembers the notes of codes it was asked about."""

    def __init__(self, reference: ReferenceStore) -> None:
        self._reference = reference
        self._exclusions: dict[tuple[NoteKind, str, date], tuple[_Excluding, ...]] = {}

    def facts(self, code: str, on: date) -> Answer[DiagnosisFacts] | None:
        """Return the facts of a code on a day."""
        return self._reference.diagnosis(code, on)

    def holds_notes(self, on: date) -> bool:
        """True when the release of the day was read from a tabular list, so that its notes are known."""
        return self._reference.diagnosis("CHAPTER02", on) is not None

    def standing(self, code: str, on: date) -> Standing:
        """Say whether a code may be billed on a day, and what is near when it may not."""
        answer = self._reference.diagnosis(code, on)
        if answer is None:
            held = self._reference.holds("diagnosis", on)
            return Standing(
                code=code,
                status="not_in_release" if held else "not_held",
                suggested=tuple(self._near(code, on)),
            )
        facts = answer.value
        return Standing(
            code=code,
            status="billable" if facts.billable else "not_billable",
            label=facts.label,
            suggested=() if facts.billable else tuple(self.more_specific(code, on)),
            seventh_characters=() if facts.billable else facts.seventh_characters,
            notice=answer.notice,
            provenance=answer.provenance,
        )

    def more_specific(self, code: str, on: date, *, limit: int = 50) -> list[str]:
        """Return billable codes below a code, in the order of the list; the code itself when it is billable."""
        found: list[str] = []
        for facts in self._below(code, on):
            if facts.billable:
                found.append(facts.code)
                if len(found) >= limit:
                    break
        return found

    def ancestors(self, code: str, on: date) -> list[DiagnosisFacts]:
        """Return what stands above a code, the nearest first: subcategories, category, block, chapter."""
        return list(self._lineage(code, on))[1:]

    def notes(self, code: str, on: date, kind: NoteKind) -> list[InheritedNote]:
        """Return the notes of one kind that apply to a code: its own, then those of its ancestors."""
        return [
            InheritedNote(kind=kind, at=facts.code, note=note)
            for facts in self._lineage(code, on)
            for note in _notes_of(facts, kind)
        ]

    def excludes1_conflict(self, one: str, other: str, on: date) -> Exclusion | None:
        """Return the Excludes1 note by which two codes may not be billed together, from either side.

        A note does not apply to a code that it names itself (a note above both that sends `one` elsewhere too).
        """
        return self._excluded("excludes1", one, other, on) or self._excluded("excludes1", other, one, on)

    def excludes2(self, one: str, other: str, on: date) -> Exclusion | None:
        """Return the Excludes2 note between two codes: both may be billed, the one does not include the other."""
        return self._excluded("excludes2", one, other, on) or self._excluded("excludes2", other, one, on)

    def obligations(self, code: str, on: date) -> list[Obligation]:
        """Return what must or should go with a code: code first, use additional, code also."""
        answer = self._reference.diagnosis(code, on)
        manifestation = answer is not None and _ELSEWHERE in answer.value.label.lower()
        kinds: tuple[NoteKind, ...] = ("code_first", "use_additional", "code_also")
        return [
            Obligation(
                code=code, kind=kind, at=entry.at, note=entry.note, mandatory=manifestation and kind == "code_first"
            )
            for kind in kinds
            for entry in self.notes(code, on, kind)
        ]

    def side(self, code: str, on: date) -> Laterality:
        """Return the side that a code names; "" when it names none or is not known."""
        answer = self._reference.diagnosis(code, on)
        return answer.value.laterality if answer else ""

    def other_side(self, code: str, on: date) -> str:
        """Return the code of the same condition on the other side; "" when there is none."""
        answer = self._reference.diagnosis(code, on)
        if answer is None or answer.value.laterality not in _OTHER_SIDE:
            return ""
        return self._mirrored(answer.value, on)

    # how it is done

    def _lineage(self, code: str, on: date) -> Iterator[DiagnosisFacts]:
        seen: set[str] = set()
        while code and code not in seen:
            seen.add(code)
            answer = self._reference.diagnosis(code, on)
            if answer is None:
                return
            yield answer.value
            code = answer.value.parent

    def _below(self, code: str, on: date) -> Iterator[DiagnosisFacts]:
        answer = self._reference.diagnosis(code, on)
        if answer is not None:
            yield answer.value
            for child in answer.value.children:
                yield from self._below(child, on)

    def _near(self, code: str, on: date) -> Iterator[str]:
        """Yield billable codes near one that does not exist: with its 7th character in place, else of its ancestor."""
        for length in range(len(code) - 1, 2, -1):
            answer = self._reference.diagnosis(code[:length], on)
            if answer is None:
                continue
            below = self.more_specific(code[:length], on)
            ending = [one for one in below if len(one) == 7 and length == len(code) - 1 and one[6] == code[-1]]
            yield from ending or below
            return

    def _excluded(self, kind: NoteKind, code: str, other: str, on: date) -> Exclusion | None:
        entries = self._exclusions.get((kind, code, on))
        if entries is None:
            entries = self._remember(kind, code, on)
        for entry in entries:
            for first, last in entry.spans:
                if first <= other[: len(first)] and other[: len(last)] <= last:
                    found = names(entry.note, other)
                    if found is not False and names(entry.note, code) is False:
                        return Exclusion(code=code, excluded=other, at=entry.at, note=entry.note, certain=found is True)
        return None

    def _remember(self, kind: NoteKind, code: str, on: date) -> "tuple[_Excluding, ...]":
        if len(self._exclusions) >= REMEMBERED_MAX:
            self._exclusions.clear()
        found = tuple(
            _Excluding(entry.at, entry.note, tuple(span(one) for one in entry.note.codes))
            for entry in self.notes(code, on, kind)
            if entry.note.codes
        )
        self._exclusions[kind, code, on] = found
        return found

    def _mirrored(self, facts: DiagnosisFacts, on: date) -> str:
        """Find the code whose label differs in the side only, among the siblings, then under the mirrored parent."""
        wanted = _swapped(facts.label)
        parent = self._reference.diagnosis(facts.parent, on) if facts.parent else None
        if parent is None:
            return ""
        found = self._child(parent.value, wanted, on)
        if not found and parent.value.laterality in _OTHER_SIDE:
            mirrored = self._mirrored(parent.value, on)
            above = self._reference.diagnosis(mirrored, on) if mirrored else None
            found = self._child(above.value, wanted, on) if above else ""
        return found

    def _child(self, parent: DiagnosisFacts, label: str, on: date) -> str:
        for child in parent.children:
            answer = self._reference.diagnosis(child, on)
            if answer is not None and answer.value.label.lower() == label:
                return child
        return ""


class _Excluding(msgspec.Struct, frozen=True):
    at: str
    note: CodeNote
    spans: tuple[tuple[str, str], ...]


def _notes_of(facts: DiagnosisFacts, kind: NoteKind) -> tuple[CodeNote, ...]:
    found: tuple[CodeNote, ...] = getattr(facts, kind)
    return found


def _swapped(label: str) -> str:
    return " ".join(_OTHER_SIDE.get(word, word) for word in label.lower().replace(",", " ,").split()).replace(" ,", ",")
