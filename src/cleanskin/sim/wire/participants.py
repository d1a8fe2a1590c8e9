"""What questions to payers and their answers say alike: beginnings, levels, people named, rejections, traces."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from cleanskin.kernel.cents import Cents
from cleanskin.record.claim import Procedure
from cleanskin.record.inquiry import Delivery, Participant, Rejection, Trace
from cleanskin.record.provider import Demographics
from cleanskin.sim.wire.parties import address_text, references_text
from cleanskin.sim.wire.segments import amount, ccyymmdd, number, segment


def beginning(structure: str, *, purpose: str, reference_id: str, day: date | None, time: str, kind: str) -> str:
    """Return BHT."""
    return segment("BHT", structure, purpose, reference_id, ccyymmdd(day) if day is not None else "", time, kind)


class Levels:
    """HL numbers of one transaction, given out in order; `answers` tells an answer from a question."""

    __slots__ = ("answers", "count")

    def __init__(self, *, answers: bool = False) -> None:
        """Begin with none."""
        self.answers = answers
        self.count = 0

    def open(self, parent: int, code: str, has_children: bool | None) -> str:
        """Return the next HL below a parent (0: none); its number is `count`.  None: it does not say."""
        self.count += 1
        children = "" if has_children is None else "1" if has_children else "0"
        return segment("HL", str(self.count), str(parent) if parent else "", code, children)


def cents(value: Cents | None) -> str:
    """Write an amount, "" without one."""
    return amount(value) if value is not None else ""


def count(value: Decimal | None) -> str:
    """Write a quantity, "" without one."""
    return number(value) if value is not None else ""


def demographics_text(person: Demographics | None) -> str:
    """Return DMG, "" without one."""
    if person is None:
        return ""
    return segment("DMG", "D8", ccyymmdd(person.birth_date) if person.birth_date is not None else "", person.sex)


def rejections_text(rejections: Iterable[Rejection]) -> str:
    """Return AAA segments."""
    return "".join([segment("AAA", one.valid, "", one.reason_code, one.follow_up_code) for one in rejections])


def traces_text(traces: Iterable[Trace]) -> str:
    """Return TRN segments."""
    return "".join([segment("TRN", one.kind, one.number, one.originator_id, one.supplement) for one in traces])


def participant_text(one: Participant | None) -> str:
    """Return somebody named, with everything said of them; "" for nobody."""
    if one is None:
        return ""
    party = one.party
    text = segment(
        "NM1", one.kind, "1" if party.is_person else "2", party.name, party.first_name, party.middle_name,
        party.prefix, party.suffix, party.id_qualifier, party.id, one.relation,
    )  # fmt: skip
    if party.references:
        text += references_text(party.references)
    text += address_text(party)
    for contact in party.contacts:
        numbers = [part for each in contact.numbers for part in (each.kind, each.number)]
        text += segment("PER", contact.function, contact.name, *numbers)
    if one.rejections:
        text += rejections_text(one.rejections)
    role, relation = one.provider_role, one.relationship
    if role is not None:
        text += segment("PRV", role.role, role.id_qualifier, role.id)
    text += demographics_text(party.demographics)
    if relation is not None:
        birth = str(relation.birth_order) if relation.birth_order is not None else ""
        text += segment(
            "INS", relation.subscriber, relation.code, relation.change_code, relation.change_reason, "", "", "",
            relation.employment, "", "", "", "", "", "", "", "", birth,
        )  # fmt: skip
    return text


def ranged_text(procedure: Procedure | None, last: str = "") -> str:
    """Return a coded service as the components of its element, "" for none."""
    if procedure is None:
        return ""
    modifiers = [*procedure.modifiers, "", "", "", ""][:4]
    return ":".join((procedure.qualifier, procedure.code, *modifiers, procedure.description, last)).rstrip(":")


def delivery_text(one: Delivery) -> str:
    """Return HSD."""
    return segment(
        "HSD", one.quantity_kind, count(one.quantity), one.frequency_unit, count(one.frequency_every),
        one.period_kind, str(one.period_count) if one.period_count is not None else "", one.days_code, one.time_code,
    )  # fmt: skip
