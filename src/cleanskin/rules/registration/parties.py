"""The providers and addresses of a claim, each with its path, for the rules of this family."""

from collections.abc import Iterator
from functools import lru_cache

from cleanskin.kernel.identifiers import is_npi
from cleanskin.record.claim import Claim
from cleanskin.record.provider import Address, Party

is_known_npi_shape = lru_cache(maxsize=50_000)(is_npi)
"""`is_npi`, remembered: the same few providers stand on most claims."""


def providers_of(claim: Claim) -> Iterator[tuple[str, Party]]:
    """Yield the billing provider and the claim's other providers with their paths; not those of single lines."""
    yield "billing_provider", claim.billing_provider
    for party in claim.providers:
        yield f"providers[{party.role}]", party


def line_providers_of(claim: Claim) -> Iterator[tuple[str, Party]]:
    """Yield the providers of single lines with the number of the line."""
    for line in claim.lines:
        for party in line.providers:
            yield line.number, party


def addresses_of(claim: Claim) -> Iterator[tuple[str, Address, bool]]:
    """Yield every address of a provider or patient: its path, the address, and whether it is a patient's."""
    for path, party in providers_of(claim):
        if party.address is not None:
            yield f"{path}.address", party.address, False
    if claim.subscriber.address is not None:
        yield "coverage.subscriber.address", claim.subscriber.address, True
    if claim.patient is not None and claim.patient.address is not None:
        yield "patient.address", claim.patient.address, True


def is_domestic(address: Address) -> bool:
    """True for an address in the United States, where the country is left out."""
    return address.country in ("", "US", "USA")
