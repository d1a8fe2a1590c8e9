"""The practice and its people: places, providers, patients and what really covers them, and when.

Every name and number is invented.
"""

from datetime import date
from typing import Literal

import msgspec

Role = Literal["dermatologist", "mohs_surgeon", "physician_assistant", "nurse_practitioner"]


class Location(msgspec.Struct, frozen=True, kw_only=True):
    """A place where patients are seen; `zip_code` nine digits."""

    key: str
    name: str
    npi: str
    street: str
    city: str
    state: str
    zip_code: str


class Provider(msgspec.Struct, frozen=True, kw_only=True):
    """A person who treats.

    `load` is the volume in percent of a full-time dermatologist, `weekdays` those worked (Monday 0), `location` the
    home place's key, `first_day` set for one hired during the simulated time, `supervisor` of a practitioner.
    """

    key: str
    last: str
    first: str
    npi: str
    taxonomy: str
    role: Role
    load: int = 100
    weekdays: tuple[int, ...] = (0, 1, 2, 3, 4)
    location: str
    first_day: date | None = None
    supervisor: str = ""

    @property
    def is_physician(self) -> bool:
        """True for physicians, False for practitioners."""
        return self.role in ("dermatologist", "mohs_surgeon")


class Referrer(msgspec.Struct, frozen=True):
    """A doctor outside who sends patients."""

    last: str
    first: str
    npi: str


class Practice(msgspec.Struct, frozen=True, kw_only=True):
    """A billing entity and what belongs to it."""

    name: str
    npi: str
    tin: str
    taxonomy: str
    street: str
    city: str
    state: str
    zip_code: str
    clia: str
    submitter_id: str
    locations: tuple[Location, ...]
    providers: tuple[Provider, ...]
    referrers: tuple[Referrer, ...]

    def provider(self, key: str) -> Provider:
        """Return the provider of that key; KeyError when there is none."""
        for provider in self.providers:
            if provider.key == key:
                return provider
        raise KeyError(key)

    def location(self, key: str) -> Location:
        """Return the location of that key; KeyError when there is none."""
        for location in self.locations:
            if location.key == key:
                return location
        raise KeyError(key)


class CoverageSpan(msgspec.Struct, frozen=True, kw_only=True):
    """What really covers a patient from `first` to `last` (both inside; None: still).

    `rank` 1 pays first.  `relationship` 18 is the patient himself; otherwise `subscriber_first` names the member.
    `referral_needed` and the like are facts of the plan, not of the span.
    """

    payer: str
    member_id: str
    group: str = ""
    rank: int = 1
    first: date
    last: date | None = None
    relationship: str = "18"
    subscriber_first: str = ""
    subscriber_born: date | None = None
    plan: str = ""
    """The plan's key in the payer's table of plans."""

    def holds(self, day: date) -> bool:
        """True when it covers that day."""
        return self.first <= day and (self.last is None or day <= self.last)


class Patient(msgspec.Struct, frozen=True, kw_only=True):
    """A patient.  `number` from 0 identifies; `established` is the last visit before the simulated time, if any.

    `coverages` is the truth; what the desk has on file is decided by the staff.  `sun_damage` 0 to 3 and `skin_type`
    1 to 6 steer the conditions.
    """

    number: int
    last: str
    first: str
    born: date
    sex: Literal["F", "M"]
    street: str
    city: str
    state: str
    zip_code: str
    account: str
    record: str
    home_location: str
    provider: str
    """The usual provider's key."""
    established: date | None = None
    sun_damage: int = 1
    skin_type: int = 2
    coverages: tuple[CoverageSpan, ...] = ()
    is_qmb: bool = False

    def covered(self, day: date) -> tuple[CoverageSpan, ...]:
        """Return what covers him on that day, in order of rank."""
        return tuple(sorted([span for span in self.coverages if span.holds(day)], key=lambda span: span.rank))

    def age(self, day: date) -> int:
        """Return his age in whole years on that day."""
        return day.year - self.born.year - ((day.month, day.day) < (self.born.month, self.born.day))
