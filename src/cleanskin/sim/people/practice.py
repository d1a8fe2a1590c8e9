"""The invented practice: its billing entity, places, providers and those who refer to it.

NPIs have a valid check digit and start with 1999, employer numbers start with 89: ranges in which no issued number is
known to us [check].
"""

from cleanskin.kernel.identifiers import npi_with_check_digit
from cleanskin.sim.months import month_start
from cleanskin.sim.nouns.configuration import Configuration
from cleanskin.sim.nouns.patient import Location, Practice, Provider, Referrer, Role
from cleanskin.sim.people.names import PROVIDERS, REFERRERS, TOWNS, letters

_ROLES: tuple[tuple[Role, str, int, tuple[int, ...], int], ...] = (
    ("dermatologist", "207N00000X", 100, (0, 1, 2, 3, 4), 0),
    ("mohs_surgeon", "207ND0101X", 60, (0, 1, 2, 3), 1),
    ("physician_assistant", "363AM0700X", 100, (0, 1, 2, 3, 4), 0),
    ("dermatologist", "207N00000X", 100, (0, 1, 2, 3), 1),
    ("nurse_practitioner", "363LF0000X", 90, (1, 2, 3, 4), 1),
    ("dermatologist", "207N00000X", 80, (0, 1, 3, 4), 2),
)
"""Role, taxonomy, load, weekdays and place in turn; a longer list repeats it [assumed]."""

_STREETS = ("400 INVENTED WAY", "12 LANTERN COURT", "77 HERON LANDING")
_NAMES = ("MAIN", "SURGERY CENTER OFFICE", "LAKESIDE OFFICE")
_HIRED = 4
"""The provider, from 0, who is hired a quarter into the time."""


def _npi(number: int) -> str:
    return npi_with_check_digit(f"1999{number:05d}")


def _locations(configuration: Configuration) -> tuple[Location, ...]:
    """Return the places; the first three have names of their own."""
    places = []
    for index in range(max(1, configuration.locations)):
        town, zip_code = TOWNS[index % len(TOWNS)]
        name = _NAMES[index] if index < len(_NAMES) else f"OFFICE {letters(index)}"
        street = _STREETS[index] if index < len(_STREETS) else f"{100 + index} INVENTED WAY"
        places.append(
            Location(
                key=f"place_{index + 1}", name=f"QUARRYBANK SKIN CLINIC {name}",
                npi=_npi(configuration.entity * 1000 + 100 + index), street=street, city=town,
                state=configuration.state, zip_code=f"{zip_code}{100 + index:04d}",
            )
        )  # fmt: skip
    return tuple(places)


def _supervisor(index: int) -> str:
    """Return the key of the nearest dermatologist before a practitioner in the list; "" for a physician."""
    if _ROLES[index % len(_ROLES)][0] in ("dermatologist", "mohs_surgeon"):
        return ""
    while _ROLES[index % len(_ROLES)][0] != "dermatologist":
        index -= 1
    return f"provider_{index + 1}"


def _provider(configuration: Configuration, index: int, places: tuple[Location, ...]) -> Provider:
    """Return the provider at that place of the list, without supervisor."""
    role, taxonomy, load, weekdays, at = _ROLES[index % len(_ROLES)]
    last, first = PROVIDERS[index % len(PROVIDERS)]
    if index >= len(PROVIDERS):
        last += f" {letters(index // len(PROVIDERS) - 1)}"
    hired = index == _HIRED and configuration.months >= 4
    return Provider(
        key=f"provider_{index + 1}", last=last, first=first, npi=_npi(configuration.entity * 1000 + 200 + index),
        taxonomy=taxonomy, role=role, load=load, weekdays=weekdays, location=places[at % len(places)].key,
        first_day=month_start(configuration.start, configuration.months // 4) if hired else None,
        supervisor=_supervisor(index),
    )  # fmt: skip


def build_practice(configuration: Configuration) -> Practice:
    """Return the practice of a configuration; it has at least one place and one provider.

    The shares of roles follow a fixed list of six, so that one provider is a dermatologist and the second a Mohs
    surgeon.  In practices of five and more the fifth is hired a quarter into the time.  Practitioners are supervised
    by the nearest dermatologist before them in the list.
    """
    places = _locations(configuration)
    people = [_provider(configuration, index, places) for index in range(max(1, configuration.providers))]
    entity = configuration.entity
    return Practice(
        name="QUARRYBANK DERMATOLOGY PLLC", npi=_npi(entity * 1000 + 1), tin=f"89{entity % 1000:03d}0417",
        taxonomy="207N00000X", street=_STREETS[0], city=TOWNS[0][0], state=configuration.state,
        zip_code=places[0].zip_code, clia=f"99D{entity % 1000:03d}0417", submitter_id="QUARRYBANK", locations=places,
        providers=tuple(people),
        referrers=tuple(
            Referrer(last, first, npi_with_check_digit(f"1999{90000 + index:05d}"))
            for index, (last, first) in enumerate(REFERRERS)
        ),
    )  # fmt: skip
