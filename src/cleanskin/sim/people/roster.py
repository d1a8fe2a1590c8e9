"""Who works in a practice, laid out once for quick asking: by key, by who has patients of his own, by who operates."""

from typing import NamedTuple

from cleanskin.sim.chance import Weighted
from cleanskin.sim.nouns.patient import Practice, Provider

_OFFICE_SHARE = {"mohs_surgeon": 25}
"""Percent of a provider's load that is patients of his own; the rest come for surgery [assumed]."""


class Roster(NamedTuple):
    """The providers by key; the usual ones, with their places, by how many patients are theirs; Mohs surgeons.

    Without a Mohs surgeon the first dermatologist operates.
    """

    practice: Practice
    by_key: dict[str, Provider]
    usual: Weighted[tuple[str, str]]
    surgeons: tuple[Provider, ...]


_kept: list[Roster] = []


def roster(practice: Practice) -> Roster:
    """Return the roster of a practice; that of the practice asked for last is kept."""
    if _kept and _kept[0].practice is practice:
        return _kept[0]
    surgeons = tuple(one for one in practice.providers if one.role == "mohs_surgeon")
    found = Roster(
        practice=practice,
        by_key={one.key: one for one in practice.providers},
        usual=Weighted(
            ((one.key, one.location), one.load * _OFFICE_SHARE.get(one.role, 100)) for one in practice.providers
        ),
        surgeons=surgeons or tuple(one for one in practice.providers if one.is_physician)[:1],
    )
    _kept[:] = [found]
    return found
