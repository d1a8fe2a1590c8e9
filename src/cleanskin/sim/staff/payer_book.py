"""What staff know of each payer: its address in the claims system and the habits they believe it has.

`payer_book.tsv`, one row a payer: `distinct` the modifier for distinct services, `corrects` how a wrong claim is set
right (replacement: frequency 7; new_claim: sent anew as an original), `practitioner` under whose number a
practitioner's visits go (own; supervisor; incident_to: the supervisor's for known patients without a new problem),
`filing_days` and `appeal_days` the limits as the desk's list says.  All of it is assumed.  What a plan wants of its
members (copay, referral) stands on their cards.
"""

from functools import cache

import msgspec

from cleanskin.record.provider import Party
from cleanskin.sim.tables import rows


class KnownPayer(msgspec.Struct, frozen=True, kw_only=True):
    """One payer as the staff know it; `party` is how a claim names it."""

    key: str
    kind: str
    filing_indicator: str
    distinct: str
    corrects: str
    practitioner: str
    filing_days: int
    appeal_days: int
    party: Party

    @property
    def is_medicare(self) -> bool:
        """True for Original Medicare."""
        return self.kind == "medicare"

    @property
    def population(self) -> str:
        """The kind of business its claims are."""
        return {"workers_comp": "workers_compensation", "auto": "auto"}.get(self.kind, "insurance")


@cache
def payer_book() -> dict[str, KnownPayer]:
    """Return every payer the staff know, by key."""
    book = {}
    for row in rows("cleanskin.sim.staff", "payer_book.tsv"):
        book[row["key"]] = KnownPayer(
            key=row["key"], kind=row["kind"], filing_indicator=row["filing_indicator"],
            distinct=row["distinct"], corrects=row["corrects"], practitioner=row["practitioner"],
            filing_days=int(row["filing_days"]),
            appeal_days=int(row["appeal_days"]),
            party=Party(role="payer", name=row["name"], id_qualifier="PI", id=row["payer_id"]),
        )  # fmt: skip
    return book


@cache
def known_payer(key: str) -> KnownPayer:
    """Return a payer by its key; one the staff do not know gets a card of its own, so that nothing stops."""
    book = payer_book()
    if key in book:
        return book[key]
    return KnownPayer(
        key=key, kind="commercial", filing_indicator="CI", distinct="59", corrects="replacement",
        practitioner="own", filing_days=180, appeal_days=180,
        party=Party(role="payer", name=key.replace("_", " ").upper(), id_qualifier="PI", id="ZZ999"),
    )  # fmt: skip


@cache
def _key_by_id() -> dict[str, str]:
    return {known.party.id: key for key, known in payer_book().items()}


def payer_key(payer_id: str) -> str:
    """Return the key of the payer with this number on claims, the number itself for a stranger."""
    return _key_by_id().get(payer_id, payer_id)
