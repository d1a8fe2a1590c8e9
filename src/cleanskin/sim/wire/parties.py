"""Parties, numbers, dates and adjustments as text: what claims say at several places."""

from collections.abc import Callable, Iterable

from cleanskin.record.adjustment import Adjustment
from cleanskin.record.claim import DatedEvent, Procedure
from cleanskin.record.provider import Party, Reference
from cleanskin.sim.wire.segments import END, amount, ccyymmdd, number, segment

_REMEMBERED_MAX = 4096


class PartyTexts:
    """Texts of parties already rendered.

    The same few parties (practice, providers, places, payers) stand on every claim as the same objects: they are known
    by identity, which is quicker than comparing them.  The cache holds the party itself, so that an identity is never
    given to another one meanwhile.
    """

    __slots__ = ("_known", "_write")

    def __init__(self, write: Callable[[Party, str, str], str]) -> None:
        """Remember what `write` gives."""
        self._write = write
        self._known: dict[tuple[int, str, str], tuple[Party, str]] = {}

    def __call__(self, party: Party, code: str, specialty: str = "") -> str:
        """Return the party's segments under this entity code; `specialty` is the code of its PRV, "" without one."""
        key = (id(party), code, specialty)
        known = self._known.get(key)
        if known is not None:
            return known[1]
        if len(self._known) >= _REMEMBERED_MAX:
            self._known.clear()
        text = self._write(party, code, specialty)
        self._known[key] = (party, text)
        return text


def name_text(party: Party, code: str) -> str:
    """Return the NM1 of a party under an entity code."""
    if not party.middle_name and not party.prefix and not party.suffix:
        if party.id:
            return (
                f"NM1*{code}*{'1' if party.is_person else '2'}*{party.name}*{party.first_name}****"
                f"{party.id_qualifier}*{party.id}{END}"
            )
        return segment("NM1", code, "1" if party.is_person else "2", party.name, party.first_name)
    return segment(
        "NM1", code, "1" if party.is_person else "2", party.name, party.first_name, party.middle_name, party.prefix,
        party.suffix, party.id_qualifier, party.id,
    )  # fmt: skip


def address_text(party: Party) -> str:
    """Return N3 and N4, each where it says something."""
    place = party.address
    if place is None:
        return ""
    street = segment("N3", place.line_1, place.line_2) if place.line_1 or place.line_2 else ""
    if not (place.city or place.state or place.postal_code or place.country or place.subdivision):
        return street
    return street + segment("N4", place.city, place.state, place.postal_code, place.country, "", "", place.subdivision)


def party_text(party: Party, code: str, specialty: str = "") -> str:
    """Return all segments of a party: name, specialty, address, birth and sex, numbers, contacts."""
    text = name_text(party, code)
    if specialty and party.taxonomy:
        text += f"PRV*{specialty}*PXC*{party.taxonomy}{END}"
    if party.address is not None:
        text += address_text(party)
    if party.demographics is not None:
        born, sex = party.demographics.birth_date, party.demographics.sex
        text += segment("DMG", "D8", ccyymmdd(born) if born is not None else "", sex)
    if party.references:
        text += references_text(party.references)
    for contact in party.contacts:
        numbers = [part for one in contact.numbers for part in (one.kind, one.number)]
        text += segment("PER", contact.function, contact.name, *numbers)
    return text


known_party_text = PartyTexts(party_text)
"""`party_text` for parties that stand on many claims as the same objects: practice, providers, places, payers."""


def references_text(references: Iterable[Reference]) -> str:
    """Return REF segments in their order."""
    return "".join(
        [
            f"REF*{one.kind}*{one.value}{END}"
            if not one.description and not one.payer_number
            else segment(
                "REF", one.kind, one.value, one.description, f"2U:{one.payer_number}" if one.payer_number else ""
            )
            for one in references
        ]
    )


def event_text(event: DatedEvent) -> str:
    """Return a dated fact as DTP."""
    first = ccyymmdd(event.first)
    if event.last is not None:
        return f"DTP*{event.kind}*RD8*{first}-{ccyymmdd(event.last)}{END}"
    if event.time:
        return f"DTP*{event.kind}*DT*{first}{event.time}{END}"
    return f"DTP*{event.kind}*D8*{first}{END}"


def procedure_text(procedure: Procedure) -> str:
    """Return a coded service as the components of its element."""
    text = f"{procedure.qualifier}:{procedure.code}"
    if procedure.modifiers:
        text += ":" + ":".join(procedure.modifiers)
    if procedure.description:
        text += ":" * (5 - len(procedure.modifiers)) + procedure.description
    return text


def adjustments_text(adjustments: Iterable[Adjustment]) -> str:
    """Return CAS segments in their order: neighbors of one group together, six to a segment."""
    done, current, group, room = "", "", "", 0
    for one in adjustments:
        if one.group_code != group or not room:
            done += f"{current.rstrip('*')}{END}" if current else ""
            group, room, current = one.group_code, 6, f"CAS*{one.group_code}"
        units = number(one.quantity) if one.quantity is not None else ""
        current += f"*{one.carc}*{amount(one.amount)}*{units}"
        room -= 1
    return f"{done}{current.rstrip('*')}{END}" if current else done
