"""Ordinary service lines from their text: LX with everything behind it up to the next one."""

from typing import Any, Final

from msgspec.structs import replace

from cleanskin.claim.ordinary_other_payers import adjudication
from cleanskin.claim.ordinary_parts import OrdinaryParts, end_of_party
from cleanskin.claim.ordinary_values import NotOrdinary, Remembered, cents_of, number_of
from cleanskin.record.claim import DatedEvent, LineAdjudication, ServiceLine
from cleanskin.record.provider import Party, Reference, Role

_LINE_PARTIES: Final[dict[str, tuple[int, Role]]] = {
    "82": (40, "rendering"), "77": (42, "service_facility"), "DQ": (43, "supervising"), "DK": (44, "ordering"),
    "DN": (45, "referring"),
}  # fmt: skip
_NUMBERS: Final = frozenset({"6R", "X4"})


class OrdinaryLines:
    """Builds lines; one that differs from an earlier one in its own numbers alone is a copy of it."""

    def __init__(self, parts: OrdinaryParts) -> None:
        e = parts.element
        self._parts = parts
        self._parties = Remembered(self._party)
        self._services = Remembered(self._service)
        self._details = Remembered(self._line_details)
        self._lines = Remembered(self._line)
        self._lines_around = Remembered(self._line_around)
        self._own_number = f"\nREF{e}6R{e}"

    def line(self, text: str) -> ServiceLine:
        """Return a line from its text behind LX: a copy of an equal line with its own numbers."""
        number, _, rest = text.partition("\n")
        if not number or self._parts.element in number:
            raise NotOrdinary
        before, mark, own = rest.partition(self._own_number)
        if not mark:
            return replace(self._lines[rest], number=number)
        own, feed, behind = own.partition("\n")
        if not own or self._parts.element in own:
            raise NotOrdinary
        line, earlier, later = self._lines_around[before, feed + behind]
        return replace(line, number=number, references=(*earlier, Reference(kind="6R", value=own), *later))

    def _line_around(self, parts: tuple[str, str]) -> tuple[ServiceLine, tuple[Reference, ...], tuple[Reference, ...]]:
        """Read a line from what stands before and behind its own control number; return its other numbers too."""
        before, behind = parts
        line = self._line(f"{before}{self._own_number}1{behind}")
        place = before.count(f"\nREF{self._parts.element}")
        return line, line.references[:place], line.references[place + 1 :]

    def _line(self, text: str) -> ServiceLine:
        """Read a line from SV1 on; it has no number yet."""
        sv1, _, rest = text.partition("\n")
        return replace(self._services[sv1], **self._details[rest])

    def _service(self, segment: str) -> ServiceLine:
        """Read SV1."""
        sv1 = self._parts.fields(segment, "SV1", 8)
        if sv1[6] or not sv1[1] or not sv1[3]:
            raise NotOrdinary
        return ServiceLine(
            number="",
            procedure=self._parts.procedures[sv1[1]],
            amount_billed=cents_of(sv1[2]),
            unit_basis=sv1[3],
            units=number_of(sv1[4]) if sv1[4] else None,
            place_of_service=sv1[5],
            diagnosis_pointers=self._parts.pointers(sv1[7]) if sv1[7] else (),
        )

    def _line_details(self, text: str) -> dict[str, Any]:
        """Read what stands behind SV1."""
        e = self._parts.element
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
                dates.append(self._parts.dates[segment])
                if dates[0].kind != "472":
                    raise NotOrdinary
            elif tag == "REF":
                place = 33
                references.append(self._parts.reference(segment, _NUMBERS))
            elif tag == "NTE" and "notes" not in values:
                place = 34
                values["notes"] = (self._parts.note(segment),)
            elif tag == "LIN" and "drug" not in values and at < count:
                place = 36
                values["drug"] = self._parts.drug(segment, segments[at])
                at += 1
            elif tag == "NM1":
                end = end_of_party(segments, at - 1, e)
                place, party = self._parties["\n".join(segments[at - 1 : end])]
                providers.append(party)
                at = end
                if place == rank:
                    raise NotOrdinary
            elif tag == "SVD":
                place = 50
                end = at
                while end < count and segments[end].startswith(("CAS" + e, "DTP" + e)):
                    end += 1
                adjudications.append(adjudication(self._parts, segments[at - 1 : end]))
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

    def _party(self, text: str) -> tuple[int, Party]:
        return self._parts.ranked_party(text, _LINE_PARTIES)
