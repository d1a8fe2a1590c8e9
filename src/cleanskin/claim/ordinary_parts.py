"""What claims and lines are made of: parties, dates, numbers, codes, from their segments.

Whatever is not of the known form raises `NotOrdinary`.
"""

import re
from collections.abc import Sequence
from typing import Any, Final

from cleanskin.claim.ordinary_values import NotOrdinary, Remembered, day_of, number_of
from cleanskin.record.claim import DatedEvent, Diagnosis, Drug, Note, Procedure
from cleanskin.record.provider import Address, Demographics, Party, Reference, Role

_POINTER: Final = re.compile(r"1[0-2]|[1-9]")


class OrdinaryParts:
    """Builds parts of claims from text with given separators; `dates` and `procedures` remember theirs by text."""

    def __init__(self, element: str, component: str) -> None:
        self.element, self.component = element, component
        self.dates = Remembered(self.date)
        self.procedures = Remembered(self.procedure)

    def ranked_party(self, text: str, parties: dict[str, tuple[int, Role]]) -> tuple[int, Party]:
        """Read a party that may stand in one of several places (rank and role by its code); return its rank too."""
        segments = text.split("\n")
        code = self.fields(segments[0], "NM1", 10)[1]
        if code not in parties:
            raise NotOrdinary
        rank, role = parties[code]
        return rank, self.party(segments, code, role)

    def party(
        self,
        segments: Sequence[str],
        code: str,
        role: Role,
        *,
        numbers: frozenset[str] = frozenset(),
        demographics: bool = False,
    ) -> Party:
        """Read NM1 with PRV, N3, N4, DMG and REF behind it, in the guide's order."""
        if not segments:
            raise NotOrdinary
        nm1 = self.fields(segments[0], "NM1", 10)
        if nm1[1] != code or nm1[2] not in ("1", "2") or not nm1[3]:
            raise NotOrdinary
        return Party(
            role=role,
            is_person=nm1[2] == "1",
            name=nm1[3],
            first_name=nm1[4],
            middle_name=nm1[5],
            prefix=nm1[6],
            suffix=nm1[7],
            id_qualifier=nm1[8],
            id=nm1[9],
            **self._party_details(segments[1:], role, numbers, demographics),
        )

    def _party_details(
        self, segments: Sequence[str], role: Role, numbers: frozenset[str], demographics: bool
    ) -> dict[str, Any]:
        """Read what stands behind NM1."""
        values: dict[str, Any] = {}
        references: list[Reference] = []
        street = city = None
        rank = 0
        for segment in segments:
            tag = segment[: segment.find(self.element)]
            place = {"PRV": 1, "N3": 2, "N4": 3, "DMG": 4, "REF": 5}.get(tag, 0)
            if place < rank or (place == rank and tag != "REF") or not place:
                raise NotOrdinary
            rank = place
            if tag == "PRV" and role == "rendering":
                prv = self.fields(segment, "PRV", 4)
                if prv[1] != "PE" or prv[2] != "PXC" or not prv[3]:
                    raise NotOrdinary
                values["taxonomy"] = prv[3]
            elif tag == "N3":
                street = self.fields(segment, "N3", 3)
            elif tag == "N4":
                city = self.fields(segment, "N4", 4)
            elif tag == "DMG" and demographics:
                dmg = self.fields(segment, "DMG", 4)
                if dmg[1] != "D8":
                    raise NotOrdinary
                values["demographics"] = Demographics(birth_date=day_of(dmg[2]), sex=dmg[3])
            elif tag == "REF" and numbers:
                references.append(self.reference(segment, numbers))
            else:
                raise NotOrdinary
        if (street is None) != (city is None):
            raise NotOrdinary
        if street is not None and city is not None:
            values["address"] = Address(
                line_1=street[1], line_2=street[2], city=city[1], state=city[2], postal_code=city[3]
            )
        return values | {"references": tuple(references)}

    def date(self, segment: str) -> DatedEvent:
        """Read DTP."""
        dtp = self.fields(segment, "DTP", 4)
        if dtp[2] == "D8":
            return DatedEvent(kind=dtp[1], first=day_of(dtp[3]))
        if dtp[2] == "RD8" and dtp[3][8:9] == "-":
            return DatedEvent(kind=dtp[1], first=day_of(dtp[3][:8]), last=day_of(dtp[3][9:]))
        raise NotOrdinary

    def reference(self, segment: str, kinds: frozenset[str]) -> Reference:
        """Read REF of one of some kinds."""
        ref = self.fields(segment, "REF", 3)
        if ref[1] not in kinds or not ref[2]:
            raise NotOrdinary
        return Reference(kind=ref[1], value=ref[2])

    def note(self, segment: str) -> Note:
        """Read NTE."""
        nte = self.fields(segment, "NTE", 3)
        if nte[1] != "ADD" or not nte[2]:
            raise NotOrdinary
        return Note(kind=nte[1], text=nte[2])

    def diagnoses(self, segment: str) -> tuple[Diagnosis, ...]:
        """Read HI: a first diagnosis and others."""
        codes = segment.split(self.element)[1:]
        found = []
        for place, code in enumerate(codes):
            parts = code.split(self.component)
            if len(parts) != 2 or parts[0] != ("ABF" if place else "ABK") or not parts[1]:
                raise NotOrdinary
            found.append(Diagnosis(code=parts[1], qualifier=parts[0]))
        if not 0 < len(found) <= 12:
            raise NotOrdinary
        return tuple(found)

    def procedure(self, text: str) -> Procedure:
        """Read a coded service from its element."""
        parts = text.split(self.component)
        if not 2 <= len(parts) <= 6 or not all(parts):
            raise NotOrdinary
        return Procedure(qualifier=parts[0], code=parts[1], modifiers=tuple(parts[2:]))

    def pointers(self, text: str) -> tuple[int, ...]:
        """Read pointers to diagnoses."""
        parts = text.split(self.component)
        if len(parts) > 4 or not all(_POINTER.fullmatch(part) for part in parts):
            raise NotOrdinary
        return tuple(int(part) for part in parts)

    def drug(self, first: str, second: str) -> Drug:
        """Read LIN and CTP."""
        lin, ctp = self.fields(first, "LIN", 4), self.fields(second, "CTP", 6)
        if (
            lin[1]
            or lin[2] != "N4"
            or not lin[3]
            or any(ctp[1:4])
            or not ctp[4]
            or not ctp[5]
            or self.component in ctp[5]
        ):
            raise NotOrdinary
        return Drug(ndc=lin[3], quantity=number_of(ctp[4]), unit=ctp[5])

    def fields(self, segment: str, tag: str, count: int) -> list[str]:
        """Split a segment of that tag and at most so many fields, the tag among them; missing ones are empty."""
        fields = segment.split(self.element)
        if fields[0] != tag or len(fields) > count:
            raise NotOrdinary
        return fields if len(fields) == count else fields + [""] * (count - len(fields))


def end_of_party(segments: Sequence[str], start: int, element: str) -> int:
    """Return where the segments of a party end that begins at `start`."""
    end = start + 1
    while end < len(segments) and segments[end].startswith(("PRV" + element, "N3" + element, "N4" + element)):
        end += 1
    return end
