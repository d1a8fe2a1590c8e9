"""The providers, addresses and numbers of a claim, for the rules of this family.

Every claim passes these rules, so that these look-ups are written for speed: no generators, paths only when needed.
"""

from functools import lru_cache
from typing import Final

from cleanskin.kernel.identifiers import is_npi
from cleanskin.record.claim import Claim
from cleanskin.record.provider import Address, Party
from cleanskin.rules.visit import Visit

is_known_npi_shape = lru_cache(maxsize=50_000)(is_npi)
"""`is_npi`, remembered: the same few providers stand on most claims."""


PRACTICE: Final = (
    "billing_provider", "providers", "coverage.payer", "frequency_code", "provider_signature", "accepts_assignment",
    "benefits_assigned", "release_of_information",
)  # fmt: skip
"""Fields that are alike on a practice's claims to one payer.  For `decided_by`: rules of one group are asked together,
so that a rule that reads a few of them names the whole group."""

SITUATION: Final = (
    "coverage.payer_responsibility", "coverage.insurance_type", "other_coverages", "related_causes", "attachments",
    "dates", "accident_state", "accident_country",
)  # fmt: skip
"""Fields that are empty on most claims: other payers, accidents, attachments, days beside those of service."""


def providers_of(claim: Claim) -> tuple[Party, ...]:
    """Return the billing provider and the claim's other providers; not those of single lines."""
    return (claim.billing_provider, *claim.providers)


def path_of(party: Party) -> str:
    """Return where a provider stands in the claim."""
    return "billing_provider" if party.role == "billing" else f"providers[{party.role}]"


def odd_addresses(visit: Visit) -> list[Address]:
    """Return the addresses whose ZIP code is no bare number or whose state is not two capitals.  For `Visit.once`.

    Looks at every address of a provider, the subscriber and the patient; see `address_path`.
    """
    claim = visit.claim
    parties = [claim.billing_provider, *claim.providers, claim.coverage.subscriber]
    if claim.patient is not None:
        parties.append(claim.patient)
    found = []
    for party in parties:
        place = party.address
        if place is not None:
            state = place.state
            if not (place.postal_code.isdigit() and len(state) == 2 and state.isupper()):
                found.append(place)
    return found


def address_path(claim: Claim, address: Address) -> tuple[str, bool]:
    """Return where an address stands in the claim, and whether it is a patient's or subscriber's."""
    if address is claim.coverage.subscriber.address:
        return "coverage.subscriber.address", True
    if claim.patient is not None and address is claim.patient.address:
        return "patient.address", True
    party = next(party for party in providers_of(claim) if party.address is address)
    return f"{path_of(party)}.address", False


def number_of(claim: Claim, kind: str) -> str:
    """Return the claim's first number of that kind, "" when there is none."""
    for reference in claim.references:
        if reference.kind == kind:
            return reference.value
    return ""


def is_domestic(address: Address) -> bool:
    """True for an address in the United States, where the country is left out."""
    return address.country in ("", "US", "USA")
