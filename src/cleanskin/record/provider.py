"""Parties: who is named on a claim or remittance, with address, numbers and contacts.

One shape serves providers, payers, patients, submitters and receivers, because the wire says all of them alike;
`role` says which one it is.
"""

from datetime import date
from typing import Literal

import msgspec

Role = Literal[
    "submitter",
    "receiver",
    "billing",
    "pay_to",
    "pay_to_plan",
    "subscriber",
    "patient",
    "payer",
    "referring",
    "primary_care",
    "rendering",
    "service_facility",
    "supervising",
    "ordering",
    "purchased_service",
    "ambulance_pick_up",
    "ambulance_drop_off",
    "other_subscriber",
    "payee",
    "corrected_insured",
    "crossover_payer",
    "corrected_payer",
    "clearinghouse",
    "information_source",
    "information_receiver",
    "dependent",
    "related",
]
"""What a party is to the claim or the payment."""


class Reference(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A number somebody gave: `kind` is the X12 qualifier ("G1" authorization, "EI" employer number, ...).

    `payer_number` says to which other payer a number of a provider belongs.
    """

    kind: str
    value: str
    description: str = ""
    payer_number: str = ""


class Address(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A postal address as sent; `postal_code` has nine digits without hyphen where the wire demands it."""

    line_1: str = ""
    line_2: str = ""
    city: str = ""
    state: str = ""
    postal_code: str = ""
    country: str = ""
    subdivision: str = ""


class ContactNumber(msgspec.Struct, frozen=True):
    """One way to reach a contact: kind TE telephone, EX extension, FX fax, EM mail, UR page on the web."""

    kind: str
    number: str


class Contact(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A person or desk to ask; `function` is the X12 code (IC information, CX claim questions, BL technical)."""

    function: str = "IC"
    name: str = ""
    numbers: tuple[ContactNumber, ...] = ()


class Demographics(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Birth date and sex of a person; sex is F, M or U."""

    birth_date: date | None = None
    sex: str = ""


class Party(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Somebody named by a claim or a remittance.

    `name` is an organization's name or a person's last name.  `id_qualifier` says what `id` is (XX an NPI, MI a member
    id, PI a payer id, 46 an electronic transmitter number, ...).  `taxonomy` is the provider's specialty code.
    """

    role: Role
    is_person: bool = False
    name: str = ""
    first_name: str = ""
    middle_name: str = ""
    prefix: str = ""
    suffix: str = ""
    id_qualifier: str = ""
    id: str = ""
    taxonomy: str = ""
    address: Address | None = None
    demographics: Demographics | None = None
    references: tuple[Reference, ...] = ()
    contacts: tuple[Contact, ...] = ()

    @property
    def npi(self) -> str:
        """The National Provider Identifier, "" when none is given."""
        return self.id if self.id_qualifier == "XX" else self.reference("HPI")

    @property
    def tax_id(self) -> str:
        """The employer or social security number under which the party is paid, "" when none is given."""
        if self.id_qualifier == "FI":
            return self.id
        return self.reference("EI") or self.reference("SY") or self.reference("TJ")

    def reference(self, kind: str) -> str:
        """Return the first number of that kind, "" when there is none."""
        return next((reference.value for reference in self.references if reference.kind == kind), "")
