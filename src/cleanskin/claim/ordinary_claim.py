"""Ordinary claims from their segments: each where the guide puts it, each element of a known form.

Whatever is not so raises `NotOrdinary`, and the walker reads it.  What is accepted here must give the same nouns as
`x12.guides.claim_837p_record`.
"""

import re
from collections.abc import Callable, Sequence
from typing import Any, Final

from cleanskin.claim.ordinary_other_payers import adjudication, other_coverage
from cleanskin.claim.ordinary_values import NotOrdinary, cents_of, day_of, number_of
from cleanskin.record.claim import Claim, DatedEvent, Diagnosis, Drug, LineAdjudication, Note, Procedure, ServiceLine
from cleanskin.record.coverage import Coverage
from cleanskin.record.provider import Address, Demographics, Party, Reference, Role

_POINTER: Final = re.compile(r"1[0-2]|[1-9]")

_CLAIM_DATES: Final = frozenset({"431", "439", "454", "304", "453"})
_CLAIM_NUMBERS: Final = frozenset({"D9", "EA", "G1", "F8", "9F", "X4"})
_CLAIM_PARTIES: Final[dict[str, tuple[int, Role]]] = {
    "DN": (20, "referring"), "82": (22, "rendering"), "77": (23, "service_facility"), "DQ": (24, "supervising"),
}  # fmt: skip
_LINE_PARTIES: Final[dict[str, tuple[int, Role]]] = {
    "82": (40, "rendering"), "77": (42, "service_facility"), "DQ": (43, "supervising"), "DK": (44, "ordering"),
    "DN": (45, "referring"),
}  # fmt: skip
_OTHER_PAYER, _FIRST_LINE = 29, 30

Keep = Callable[[str, str, Callable[[str], Any]], Any]


class OrdinaryClaims:
    """Builds nouns from segments with given separators; `keep` remembers what was built of a text."""

    def __init__(self, element: str, component: str, keep: Keep) -> None:
        self.element, self._c, self._keep = element, component, keep

    def subscriber(self, segments: Sequence[str]) -> dict[str, Any]:
        """Return the claim's coverage from the subscriber level below its HL."""
        sbr = self.fields(segments[0], "SBR", 10)
        if any(sbr[6:9]):
            raise NotOrdinary
        payer_at = next(
            (at for at, one in enumerate(segments) if one.startswith(f"NM1{self.element}PR{self.element}")), 0
        )
        if payer_at < 2:
            raise NotOrdinary
        payer: Party = self._keep("payer", "\n".join(segments[payer_at:]), self._payer)
        coverage = Coverage(
            payer_responsibility=sbr[1],
            relationship=sbr[2],
            group_number=sbr[3],
            group_name=sbr[4],
            insurance_type=sbr[5],
            claim_filing_indicator=sbr[9],
            subscriber=self._person(segments[1:payer_at], "IL", "subscriber"),
            payer=payer,
        )
        return {"coverage": coverage}

    def patient(self, segments: Sequence[str]) -> dict[str, Any]:
        """Return the patient and the relationship from the patient level below its HL."""
        pat = self.fields(segments[0], "PAT", 2)
        return {"patient": self._person(segments[1:], "QC", "patient"), "patient_relationship": pat[1]}

    def claim(self, above: dict[str, Any], segments: Sequence[str]) -> Claim:
        """Return a claim from its segments, CLM first."""
        e, keep = self.element, self._keep
        found: dict[str, list[Any]] = {"dates": [], "references": [], "providers": [], "other_coverages": []}
        values: dict[str, Any] = {}
        lines: list[ServiceLine] = []
        rank, at = -1, 0
        count = len(segments)
        while at < count:
            segment = segments[at]
            tag = segment[: segment.find(e)]
            if tag == "LX":
                end = at + 1
                while end < count and not segments[end].startswith("LX" + e):
                    end += 1
                lines.append(self._line(segments[at:end]))
                at, rank = end, _FIRST_LINE
                continue
            if rank == _FIRST_LINE:
                raise NotOrdinary
            if tag == "SBR":
                end = at + 1
                while end < count and not segments[end].startswith(("SBR" + e, "LX" + e)):
                    end += 1
                found["other_coverages"].append(other_coverage(self, segments[at:end]))
                at, rank = end, _OTHER_PAYER
                continue
            if tag == "NM1":
                end = _end_of_party(segments, at, e)
                place, party = keep("claim party", "\n".join(segments[at:end]), self._claim_party)
                found["providers"].append(party)
                at = end
            else:
                place = self._claim_segment(tag, segment, values, found)
                at += 1
            if place < rank or (place == rank and tag in ("HI", "NTE", "AMT", "CLM")):
                raise NotOrdinary
            rank = place
        if not lines or "patient_control_number" not in values:
            raise NotOrdinary
        values.update((name, tuple(several)) for name, several in found.items() if several)
        return Claim(**above, **values, lines=tuple(lines))

    def _claim_segment(self, tag: str, segment: str, values: dict[str, Any], found: dict[str, list[Any]]) -> int:
        """Take one segment of the claim itself; return its place in the order."""
        keep = self._keep
        if tag == "CLM":
            values.update(self._clm(segment))
            return 0
        if tag == "DTP":
            event: DatedEvent = keep("date", segment, self.date)
            if event.kind not in _CLAIM_DATES or event.last is not None:
                raise NotOrdinary
            found["dates"].append(event)
            return 1
        if tag == "AMT":
            amt = self.fields(segment, "AMT", 3)
            if amt[1] != "F5":
                raise NotOrdinary
            values["amount_patient_paid"] = cents_of(amt[2])
            return 3
        if tag == "REF":
            found["references"].append(self._reference(segment, _CLAIM_NUMBERS))
            return 4
        if tag == "NTE":
            values["note"] = self._note(segment)
            return 6
        if tag == "HI":
            values["diagnoses"] = keep("diagnoses", segment, self._diagnoses)
            return 7
        raise NotOrdinary

    def _clm(self, segment: str) -> dict[str, Any]:
        clm = self.fields(segment, "CLM", 21)
        place = clm[5].split(self._c)
        if len(place) != 3 or not all(place) or clm[3] or clm[4] or any(clm[12:20]):
            raise NotOrdinary
        causes = clm[11].split(self._c) if clm[11] else []
        if causes and (len(causes) > 4 or not causes[0] or any(causes[1:3])):
            raise NotOrdinary
        return {
            "related_causes": tuple(causes[:1]),
            "accident_state": causes[3] if len(causes) == 4 else "",
            "patient_control_number": clm[1],
            "amount_billed": cents_of(clm[2]),
            "place_of_service": place[0],
            "facility_qualifier": place[1],
            "frequency_code": place[2],
            "provider_signature": clm[6],
            "accepts_assignment": clm[7],
            "benefits_assigned": clm[8],
            "release_of_information": clm[9],
            "patient_signature_source": clm[10],
            "delay_reason": clm[20],
        }

    def _line(self, segments: Sequence[str]) -> ServiceLine:
        keep = self._keep
        lx = self.fields(segments[0], "LX", 2)
        if len(segments) < 2:
            raise NotOrdinary
        sv1 = self.fields(segments[1], "SV1", 8)
        if not lx[1] or sv1[6] or not sv1[1] or not sv1[3]:
            raise NotOrdinary
        procedure: Procedure = keep("procedure", sv1[1], self.procedure)
        return ServiceLine(
            number=lx[1],
            procedure=procedure,
            amount_billed=cents_of(sv1[2]),
            unit_basis=sv1[3],
            units=keep("number", sv1[4], number_of) if sv1[4] else None,
            place_of_service=sv1[5],
            diagnosis_pointers=keep("pointers", sv1[7], self._pointers) if sv1[7] else (),
            **self._line_details(segments[2:]),
        )

    def _line_details(self, segments: Sequence[str]) -> dict[str, Any]:
        """Read what stands behind SV1."""
        e, keep = self.element, self._keep
        dates: list[DatedEvent] = []
        references: list[Reference] = []
        providers: list[Party] = []
        adjudications: list[LineAdjudication] = []
        values: dict[str, Any] = {}
        at, count, rank = 0, len(segments), 31
        while at < count:
            segment = segments[at]
            tag = segment[: segment.find(e)]
            at += 1
            if tag == "DTP" and not dates:
                place = 32
                dates.append(keep("date", segment, self.date))
                if dates[0].kind != "472":
                    raise NotOrdinary
            elif tag == "REF":
                place = 33
                references.append(self._reference(segment, frozenset({"6R", "X4"})))
            elif tag == "NTE" and "notes" not in values:
                place = 34
                values["notes"] = (self._note(segment),)
            elif tag == "LIN" and "drug" not in values and at < count:
                place = 36
                values["drug"] = keep("drug", f"{segment}\n{segments[at]}", self._drug)
                at += 1
            elif tag == "NM1":
                end = _end_of_party(segments, at - 1, e)
                place, party = keep("line party", "\n".join(segments[at - 1 : end]), self._line_party)
                providers.append(party)
                at = end
                if place == rank:
                    raise NotOrdinary
            elif tag == "SVD":
                place = 50
                end = at
                while end < count and segments[end].startswith(("CAS" + e, "DTP" + e)):
                    end += 1
                adjudications.append(adjudication(self, segments[at - 1 : end]))
                at = end
            else:
                raise NotOrdinary
            if place < rank:
                raise NotOrdinary
            rank = place
        return values | {
            "dates": tuple(dates),
            "references": tuple(references),
            "providers": tuple(providers),
            "adjudications": tuple(adjudications),
        }

    # what comes again

    def _payer(self, text: str) -> Party:
        return self.party(text.split("\n"), "PR", "payer", numbers=frozenset({"2U", "FY", "NF"}))

    def _person(self, segments: Sequence[str], code: str, role: Role) -> Party:
        return self.party(segments, code, role, demographics=True)

    def _claim_party(self, text: str) -> tuple[int, Party]:
        return self._ranked_party(text, _CLAIM_PARTIES)

    def _line_party(self, text: str) -> tuple[int, Party]:
        return self._ranked_party(text, _LINE_PARTIES)

    def _ranked_party(self, text: str, parties: dict[str, tuple[int, Role]]) -> tuple[int, Party]:
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
                references.append(self._reference(segment, numbers))
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

    def _reference(self, segment: str, kinds: frozenset[str]) -> Reference:
        ref = self.fields(segment, "REF", 3)
        if ref[1] not in kinds or not ref[2]:
            raise NotOrdinary
        return Reference(kind=ref[1], value=ref[2])

    def _note(self, segment: str) -> Note:
        nte = self.fields(segment, "NTE", 3)
        if nte[1] != "ADD" or not nte[2]:
            raise NotOrdinary
        return Note(kind=nte[1], text=nte[2])

    def _diagnoses(self, segment: str) -> tuple[Diagnosis, ...]:
        codes = segment.split(self.element)[1:]
        found = []
        for place, code in enumerate(codes):
            parts = code.split(self._c)
            if len(parts) != 2 or parts[0] != ("ABF" if place else "ABK") or not parts[1]:
                raise NotOrdinary
            found.append(Diagnosis(code=parts[1], qualifier=parts[0]))
        if not 0 < len(found) <= 12:
            raise NotOrdinary
        return tuple(found)

    def procedure(self, text: str) -> Procedure:
        """Read a coded service from its element."""
        parts = text.split(self._c)
        if not 2 <= len(parts) <= 6 or not all(parts):
            raise NotOrdinary
        return Procedure(qualifier=parts[0], code=parts[1], modifiers=tuple(parts[2:]))

    def _pointers(self, text: str) -> tuple[int, ...]:
        parts = text.split(self._c)
        if len(parts) > 4 or not all(_POINTER.fullmatch(part) for part in parts):
            raise NotOrdinary
        return tuple(int(part) for part in parts)

    def _drug(self, text: str) -> Drug:
        first, second = text.split("\n")
        lin, ctp = self.fields(first, "LIN", 4), self.fields(second, "CTP", 6)
        if lin[1] or lin[2] != "N4" or not lin[3] or any(ctp[1:4]) or not ctp[4] or not ctp[5] or self._c in ctp[5]:
            raise NotOrdinary
        return Drug(ndc=lin[3], quantity=number_of(ctp[4]), unit=ctp[5])

    def fields(self, segment: str, tag: str, count: int) -> list[str]:
        """Split a segment of that tag and at most so many fields, the tag among them; missing ones are empty."""
        fields = segment.split(self.element)
        if fields[0] != tag or len(fields) > count:
            raise NotOrdinary
        return fields if len(fields) == count else fields + [""] * (count - len(fields))


def _end_of_party(segments: Sequence[str], start: int, element: str) -> int:
    """Return where the segments of a party end that begins at `start`."""
    end = start + 1
    while end < len(segments) and segments[end].startswith(("PRV" + element, "N3" + element, "N4" + element)):
        end += 1
    return end
