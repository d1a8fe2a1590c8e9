"""Who stands on claims: billing provider, rendering, referring, places, members, as the record's parties.

Parties of the practice are made once and are the same objects on every claim.
"""

from datetime import date

from cleanskin.record.provider import Address, Contact, ContactNumber, Demographics, Party, Reference
from cleanskin.sim.nouns.patient import Location, Patient, Practice, Provider, Referrer


class Office:
    """The practice's parties, made once."""

    __slots__ = ("billing", "houses", "locations", "ordering", "practice", "referring", "rendering", "supervising")

    def __init__(self, practice: Practice) -> None:
        """Make the parties of a practice."""
        self.practice = practice
        self.billing = Party(
            role="billing", name=practice.name, id_qualifier="XX", id=practice.npi, taxonomy=practice.taxonomy,
            address=_address(practice), references=(Reference(kind="EI", value=practice.tin),),
            contacts=(Contact(name="BILLING DESK", numbers=(ContactNumber("TE", "8025550142"),)),),
        )  # fmt: skip
        self.rendering = {provider.key: _rendering(provider) for provider in practice.providers}
        self.supervising = {provider.key: _supervising(provider) for provider in practice.providers}
        self.ordering = {one.key: _referring(one) for one in practice.providers}
        self.referring = [_referring(referrer) for referrer in practice.referrers]
        self.houses = {place.key: _facility(place) for place in practice.locations}
        at_home = (practice.street, practice.zip_code)
        self.locations = {
            place.key: None if (place.street, place.zip_code) == at_home else self.houses[place.key]
            for place in practice.locations
        }


_OFFICES: list[Office] = []


def office(practice: Practice) -> Office:
    """Return the parties of a practice; the last one asked for is kept."""
    if not _OFFICES or _OFFICES[0].practice is not practice:
        _OFFICES[:] = [Office(practice)]
    return _OFFICES[0]


def _address(place: Practice | Location | Patient) -> Address:
    return Address(line_1=place.street, city=place.city, state=place.state, postal_code=place.zip_code)


def _rendering(provider: Provider) -> Party:
    return Party(
        role="rendering", is_person=True, name=provider.last, first_name=provider.first, id_qualifier="XX",
        id=provider.npi, taxonomy=provider.taxonomy,
    )  # fmt: skip


def _supervising(provider: Provider) -> Party:
    """Return a physician under whom a practitioner worked."""
    return Party(
        role="supervising", is_person=True, name=provider.last, first_name=provider.first, id_qualifier="XX",
        id=provider.npi,
    )  # fmt: skip


def _referring(referrer: Referrer | Provider) -> Party:
    return Party(
        role="referring", is_person=True, name=referrer.last, first_name=referrer.first, id_qualifier="XX",
        id=referrer.npi,
    )  # fmt: skip


def _facility(place: Location) -> Party:
    """Return the place as service facility."""
    return Party(role="service_facility", name=place.name, id_qualifier="XX", id=place.npi, address=_address(place))


def member(
    patient: Patient, *, role: str, last: str, first: str, born: date, member_id: str = "", is_patient: bool = True
) -> Party:  # fmt: skip
    """Return a person of the claim: the subscriber (with `member_id`) or the patient, who live at one address."""
    return Party(
        role=role, is_person=True, name=last, first_name=first, id_qualifier="MI" if member_id else "", id=member_id,  # type: ignore[arg-type]
        address=_address(patient) if is_patient else None,
        demographics=Demographics(birth_date=born, sex=patient.sex if is_patient else "U") if is_patient else None,
    )  # fmt: skip
