"""Ordinary claims from their segments: each where the guide puts it, each element of a known form.

Whatever is not so raises `NotOrdinary`, and the walker reads it.  What is accepted here must give the same nouns as
`x12.guides.claim_837p_record`.
"""

from collections.abc import Sequence
from typing import Any, Final

from msgspec.structs import replace

from cleanskin.claim.ordinary_line import OrdinaryLines
from cleanskin.claim.ordinary_other_payers import other_coverage
from cleanskin.claim.ordinary_parts import OrdinaryParts, end_of_party
from cleanskin.claim.ordinary_values import NotOrdinary, Remembered, cents_of
from cleanskin.kernel.cents import Cents
from cleanskin.record.claim import Claim, DatedEvent
from cleanskin.record.coverage import Coverage
from cleanskin.record.provider import Party, Reference, Role

_CLAIM_DATES: Final = frozenset({"431", "439", "454", "304", "453"})
_CLAIM_NUMBERS: Final = frozenset({"D9", "EA", "G1", "F8", "9F", "X4"})
_CLAIM_PARTIES: Final[dict[str, tuple[int, Role]]] = {
    "DN": (20, "referring"), "82": (22, "rendering"), "77": (23, "service_facility"), "DQ": (24, "supervising"),
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
        e = self._e = element
        parts = self._parts = OrdinaryParts(element, component)
        self._line = OrdinaryLines(parts).line
        self._coverages = Remembered(self._coverage)
        self._patients = Remembered(self._patient)
        self._payers = Remembered(self._payer)
        self._parties = Remembered(self._party)
        self._lx, self._hi = f"\nLX{e}", f"\nHI{e}"

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
            lines=tuple([self._line(line) for line in lines]),
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
        sbr = self._parts.fields(segments[0], "SBR", 10)
        if any(sbr[6:9]):
            raise NotOrdinary
        payer_at = next((at for at, one in enumerate(segments) if one.startswith(f"NM1{self._e}PR{self._e}")), 0)
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
        pat = self._parts.fields(segments[0], "PAT", 2)
        return {"patient": self._person(segments[1:], "QC", "patient"), "patient_relationship": pat[1]}

    # the claim itself

    def _clm(self, segment: str) -> tuple[str, Cents, str]:
        """Return a claim's number, its amount, and the rest of its CLM."""
        parts = segment.split(self._e, 3)
        if len(parts) != 4 or parts[0] != "CLM":
            raise NotOrdinary
        return parts[1], cents_of(parts[2]), parts[3]

    def _codes_of_claim(self, text: str) -> dict[str, Any]:
        """Read what stands in CLM behind the amount."""
        e = self._e
        clm = self._parts.fields(f"CLM{e}{e}{e}{text}", "CLM", 21)
        place = clm[5].split(self._parts.component)
        if len(place) != 3 or not all(place) or clm[3] or clm[4] or any(clm[12:20]):
            raise NotOrdinary
        causes = clm[11].split(self._parts.component) if clm[11] else []
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
            tag = segment[: segment.find(self._e)]
            if tag == "REF":
                place = _NUMBERS
                references.append(self._parts.reference(segment, _CLAIM_NUMBERS))
            elif tag == "DTP":
                place = _DATES
                event = self._parts.dates[segment]
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
            amt = self._parts.fields(segment, "AMT", 3)
            if amt[1] != "F5":
                raise NotOrdinary
            values["amount_patient_paid"] = cents_of(amt[2])
            return 3
        if tag == "NTE":
            values["note"] = self._parts.note(segment)
            return 6
        raise NotOrdinary

    def _end_of_claim(self, text: str) -> dict[str, Any]:
        """Read what stands from HI on: diagnoses, providers, other payers."""
        e = self._e
        segments = text.split("\n")
        values: dict[str, Any] = {"diagnoses": self._parts.diagnoses(segments[0])}
        providers: list[Party] = []
        others: list[Coverage] = []
        rank, at = _DIAGNOSES, 1
        count = len(segments)
        while at < count:
            segment = segments[at]
            if segment.startswith("NM1" + e):
                end = end_of_party(segments, at, e)
                place, party = self._parties["\n".join(segments[at:end])]
                providers.append(party)
            elif segment.startswith("SBR" + e):
                end = at + 1
                while end < count and not segments[end].startswith("SBR" + e):
                    end += 1
                place = _OTHER_PAYER
                others.append(other_coverage(self._parts, segments[at:end]))
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

    # who is named

    def _payer(self, text: str) -> Party:
        return self._parts.party(text.split("\n"), "PR", "payer", numbers=frozenset({"2U", "FY", "NF"}))

    def _person(self, segments: Sequence[str], code: str, role: Role) -> Party:
        return self._parts.party(segments, code, role, demographics=True)

    def _party(self, text: str) -> tuple[int, Party]:
        return self._parts.ranked_party(text, _CLAIM_PARTIES)
