"""Which indices apply: the nation's (all 1) or those of a Medicare locality, never an estimate."""

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from cleanskin.kernel.period import Period
from cleanskin.kernel.source import Source
from cleanskin.record.provenance import Provenance
from cleanskin.reference.pricing.nouns import CannotPrice, PricingReference, Terms

_ZIP_REMEDY = "Load CMS's ZIP Code to Carrier Locality File (ZIP5_MMMyyyy.txt), or name contractor and locality."
_GPCI_REMEDY = "Load CMS's PFS Relative Value File of that year (RVUyyX.zip), which holds GPCIyyyy.csv."


class Indices(NamedTuple):
    """Cost indices of a place; `place` names it for people."""

    place: str
    work: Decimal
    pe: Decimal
    mp: Decimal
    provenances: tuple[Provenance, ...] = ()
    notices: tuple[str, ...] = ()

    @property
    def is_national(self) -> bool:
        """True for the nation: all indices are 1."""
        return not self.provenances

    @property
    def source(self) -> Source | None:
        """Where the indices come from, None for the nation."""
        return self.provenances[-1].source if self.provenances else None


NATIONAL = Indices("national", Decimal(1), Decimal(1), Decimal(1))


def covers_year(period: Period, on: date) -> bool:
    """True when a release speaks for the calendar year of a day.

    The schedule is made for a calendar year and corrected by quarter: values of another quarter are used with the
    store's notice, values of another year never.
    """
    return on in period or on.year == period.start.year


def indices_for(terms: Terms, *, on: date, reference: PricingReference) -> Indices | CannotPrice:
    """Return the indices the terms ask for on a day, or what is missing."""
    if terms.is_national:
        return NATIONAL
    provenances: tuple[Provenance, ...] = ()
    notices: list[str] = []
    mac, locality = terms.mac, terms.locality
    if terms.zip_code and not (mac and locality):
        zip_code = terms.zip_code[:5]
        found = reference.zip_locality(zip_code, on)
        if found is None:
            message = "No locality is held for this ZIP code on that day."
            return CannotPrice(reason="locality-not-held", message=message, remedy=_ZIP_REMEDY)
        mac, locality = found.value.mac, found.value.locality
        provenances = (found.provenance,)
        notices += [found.notice] if found.notice else []
        if found.value.needs_plus_four:
            notices.append(
                "This ZIP code lies in several localities: the price is that of its main one; check the ZIP+4."
            )
    if not (mac and locality):
        message = "A locality needs both the contractor's number and the locality's."
        return CannotPrice(reason="locality-not-held", message=message, remedy=_ZIP_REMEDY)
    index = reference.locality(mac, locality, on)
    if index is None:
        message = f"No cost indices are held for contractor {mac}, locality {locality} on that day."
        return CannotPrice(reason="locality-not-held", message=message, remedy=_GPCI_REMEDY)
    if not covers_year(index.provenance.period, on):
        message = f"The cost indices held are of {index.provenance.release}, not of {on.year}."
        return CannotPrice(reason="values-of-another-year", message=message, remedy=_GPCI_REMEDY)
    notices += [index.notice] if index.notice else []
    value = index.value
    place = f"{value.state} {value.locality} {value.name} ({value.mac})"
    return Indices(place, value.work, value.pe, value.mp, (*provenances, index.provenance), tuple(notices))
