"""Ordinary claims from their segments: each where the guide puts it, each element of a known form.

Whatever is not so raises `NotOrdinary`, and the walker reads it.  What is accepted here must give the same nouns as
`x12.guides.claim_837p_record`.
"""

import re
from collections.abc import Sequence
from typing import Any, Final

from msgspec.structs import replace

from cleanskin.claim.ordinary_other_payers import adjudication, other_coverage
from cleanskin.claim.ordinary_values import NotOrdinary, Remembered, cents_of, day_of, number_of
from cleanskin.kernel.cents import Cents
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
_DATES, _NUMBERS, _DIAGNOSES, _OTHER_PAYER = 1, 4, 7, 29


_NOBODY: Final = Party(role="subscriber")


class Billing:
    """A billing level's nouns (fields of a claim), and what claims below it have in common."""

    def __init__(self, ordinary: "OrdinaryClaims", nouns: dict[str, Any]) -> None:
        self.nouns = nouns
        self.claims = Remembered[tuple[str, str], Claim](lambda key: ordinary.claim_of(nouns, *key))


class OrdinaryClaims:
    """Builds nouns from text with given separators, its segments joined by line feeds.

    What comes again is remembered by its text.  Most claims differ from others in their numbers alone; so the nouns of
    a text without these are kept, and a copy is made with the numbers.
    """

    def __init__(self, element: str, component: str) -> None:
        e = self.element = element
        self._c = component
        self._coverages = Remembered(self._coverage)
        self._patients = Remembered(self._patient)
        self._payers = Remembered(self._payer)
        self._claim_parties = Remembered(self._claim_party)
        self._line_parties = Remembered(self._line_party)
        self._dates = Remembered(self.date)
        self._procedures = Remembered(self.procedure)
        self._services = Remembered(self._service)
        self._details = Remembered(self._line_details)
        self._lines = Remembered(self._line)
        self._lines_around = Remembered(self._line_around)
        self._lx, self._hi, self._own_number = f"\nLX{e}", f"\nHI{e}", f"\nREF{e}6R{e}"

    def claim(self, billing: "Billing", subscriber: str, patient: str, text: str) -> Claim:
        """Return a claim from its own segments, CLM first, with the levels above it."""
        head, *lines = text.split(self._lx)
        if not lines:
            raise NotOrdinary
        clm, _, before = head.partition("\n")
        before, hi, behind = f"\n{before}".partition(self._hi)
        number, amount, codes = self._clm(clm)
        values = self._before_diagnoses(before[1:]) if before else {}
        if patient:
            values |= self._patients[patient]
        return replace(
            billing.claims[codes, hi[1:] + behind],
            patient_control_number=number,
            amount_billed=amount,
            coverage=self._coverages[subscriber],
            lines=tuple([self._numbered_line(line) for line in lines]),
            **values,
        )

    def claim_of(self, billing: dict[str, Any], codes: str, end: str) -> Claim:
        """Return a claim without number, amount, patient and lines, from the codes of its CLM and from HI on."""
        nobody = Coverage(payer_responsibility="", subscriber=_NOBODY, payer=_NOBODY)
        known = self._end_of_claim(end) if end else {}
        return Claim(
            patient_control_number="",
            amount_billed=0,
            coverage=nobody,
            **billing,
            **self._codes_of_claim(codes),
            **known,
        )

    def _coverage(self, text: str) -> Coverage:
        """Read the subscriber level below its HL."""
        segments = text.split("\n")
        sbr = self.fields(segments[0], "SBR", 10)
        if any(sbr[6:9]):
            raise NotOrdinary
        payer_at = next(
            (at for at, one in enumerate(segments) if one.startswith(f"NM1{self.element}PR{self.element}")), 0
        )
        if payer_at < 2:
            raise NotOrdinary
        return Coverage(
            payer_responsibility=sbr[1],
            relationship=sbr[2],
            group_number=sbr[3],
            group_name=sbr[4],
            insurance_type=sbr[5],
            claim_filing_indicator=sbr[9],
            subscriber=self._person(segments[1:payer_at], "IL", "subscriber"),
            payer=self._payers["\n".join(segments[payer_at:])],
        )

    def _patient(self, text: str) -> dict[str, Any]:
        """Read the patient level below its HL: the patient and the relationship."""
        segments = text.split("\n")
        pat = self.fields(segments[0], "PAT", 2)
        return {"patient": self._person(segments[1:], "QC", "patient"), "patient_relationship": pat[1]}

    # the claim itself

    def _clm(self, segment: str) -> tuple[str, Cents, str]:
        """Return a claim's number, its amount, and the rest of its CLM."""
        parts = segment.split(self.element, 3)
        if len(parts) != 4 or parts[0] != "CLM":
            raise NotOrdinary
        return parts[1], cents_of(parts[2]), parts[3]

    def _codes_of_claim(self, text: str) -> dict[str, Any]:
        """Read what stands in CLM behind the amount."""
        e = self.element
        clm = self.fields(f"CLM{e}{e}{e}{text}", "CLM", 21)
        place = clm[5].split(self._c)
        if len(place) != 3 or not all(place) or clm[3] or clm[4] or any(clm[12:20]):
            raise NotOrdinary
        causes = clm[11].split(self._c) if clm[11] else []
        if causes and (len(causes) > 4 or not causes[0] or any(causes[1:3])):
            raise NotOrdinary
        return {
            "related_causes": tuple(causes[:1]),
            "accident_state": causes[3] if len(causes) == 4 else "",
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

    def _before_diagnoses(self, text: str) -> dict[str, Any]:
        """Read what stands between CLM and HI: dates, the amount paid, numbers, a note."""
        values: dict[str, Any] = {}
        dates: list[DatedEvent] = []
        references: list[Reference] = []
        rank = 0
        for segment in text.split("\n"):
            tag = segment[: segment.find(self.element)]
            if tag == "REF":
                place = _NUMBERS
                references.append(self._reference(segment, _CLAIM_NUMBERS))
            elif tag == "DTP":
                place = _DATES
                event = self._dates[segment]
                if event.kind not in _CLAIM_DATES or event.last is not None:
                    raise NotOrdinary
                dates.append(event)
            else:
                place = self._amount_or_note(tag, segment, values)
            if place < rank or (place == rank and tag in ("NTE", "AMT")):
                raise NotOrdinary
            rank = place
        if references:
            values["references"] = tuple(references)
        if dates:
            values["dates"] = tuple(dates)
        return values

    def _amount_or_note(self, tag: str, segment: str, values: dict[str, Any]) -> int:
        """Take an AMT or NTE of the claim; return its place in the order."""
        if tag == "AMT":
            amt = self.fields(segment, "AMT", 3)
            if amt[1] != "F5":
                raise NotOrdinary
            values["amount_patient_paid"] = cents_of(amt[2])
            return 3
        if tag == "NTE":
            values["note"] = self._note(segment)
            return 6
        raise NotOrdinary

    def _end_of_claim(self, text: str) -> dict[str, Any]:
        """Read what stands from HI on: diagnoses, providers, other payers."""
        e = self.element
        segments = text.split("\n")
        values: dict[str, Any] = {"diagnoses": self._diagnoses(segments[0])}
        providers: list[Party] = []
        others: list[Coverage] = []
        rank, at = _DIAGNOSES, 1
        count = len(segments)
        while at < count:
            segment = segments[at]
            if segment.startswith("NM1" + e):
                end = _end_of_party(segments, at, e)
                place, party = self._claim_parties["\n".join(segments[at:end])]
                providers.append(party)
            elif segment.startswith("SBR" + e):
                end = at + 1
                while end < count and not segments[end].startswith("SBR" + e):
                    end += 1
                place = _OTHER_PAYER
                others.append(other_coverage(self, segments[at:end]))
            else:
                raise NotOrdinary
            if place < rank:
                raise NotOrdinary
            at, rank = end, place
        if providers:
            values["providers"] = tuple(providers)
        if others:
            values["other_coverages"] = tuple(others)
        return values

    # its lines

    def _numbered_line(self, text: str) -> ServiceLine:
        """Return a line from its text behind LX: a copy of an equal line with its own numbers."""
        number, _, rest = text.partition("\n")
        if not number or self.element in number:
            raise NotOrdinary
        before, mark, own = rest.partition(self._own_number)
        if not mark:
            return replace(self._lines[rest], number=number)
        own, feed, behind = own.partition("\n")
        if not own or self.element in own:
            raise NotOrdinary
        line, earlier, later = self._lines_around[before, feed + behind]
        return replace(line, number=number, references=(*earlier, Reference(kind="6R", value=own), *later))

    def _line_around(self, parts: tuple[str, str]) -> tuple[ServiceLine, tuple[Reference, ...], tuple[Reference, ...]]:
        """Read a line from what stands before and behind its own control number; return its other numbers too."""
        before, behind = parts
        line = self._line(f"{before}{self._own_number}1{behind}")
        place = before.count(f"\nREF{self.element}")
        return line, line.references[:place], line.references[place + 1 :]

    def _line(self, text: str) -> ServiceLine:
        """Read a line from SV1 on; it has no number yet."""
        sv1, _, rest = text.partition("\n")
        return replace(self._services[sv1], **self._details[rest])

    def _service(self, segment: str) -> ServiceLine:
        """Read SV1."""
        sv1 = self.fields(segment, "SV1", 8)
        if sv1[6] or not sv1[1] or not sv1[3]:
            raise NotOrdinary
        return ServiceLine(
            number="",
            procedure=self._procedures[sv1[1]],
            amount_billed=cents_of(sv1[2]),
            unit_basis=sv1[3],
            units=number_of(sv1[4]) if sv1[4] else None,
            place_of_service=sv1[5],
            diagnosis_pointers=self._pointers(sv1[7]) if sv1[7] else (),
        )

    def _line_details(self, text: str) -> dict[str, Any]:
        """Read what stands behind SV1."""
        e = self.element
        segments = text.split("\n") if text else ()
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
                dates.append(self._dates[segment])
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
                values["drug"] = self._drug(segment, segments[at])
                at += 1
            elif tag == "NM1":
                end = _end_of_party(segments, at - 1, e)
                place, party = self._line_parties["\n".join(segments[at - 1 : end])]
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

    def _drug(self, first: str, second: str) -> Drug:
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
