"""The invented practice: its billing entity, its providers and its locations.

Every name is made up.  NPIs have a valid check digit and start with 1999, employer numbers start with 89: ranges in
which no issued number is known to us [check]; telephone numbers are 555 numbers.
"""

from typing import Literal

import msgspec

from cleanskin.kernel.identifiers import npi_with_check_digit

Role = Literal["dermatologist", "mohs_surgeon", "physician_assistant", "nurse_practitioner"]


class Location(msgspec.Struct, frozen=True):
    """A place where patients are seen."""

    key: str
    name: str
    npi: str
    street: str
    city: str
    state: str
    zip_code: str


class Provider(msgspec.Struct, frozen=True):
    """A person who treats.  `weight` is the share of visits relative to a full-time dermatologist."""

    key: str
    last_name: str
    first_name: str
    npi: str
    taxonomy: str
    role: Role
    weight: float
    location: int
    since_month: int = 0
    """Month of the sample, from 0, in which the provider starts."""


REFERRERS: tuple[tuple[str, str, str], ...] = tuple(
    (last, first, npi_with_check_digit(f"1999{9000 + index:05d}"))
    for index, (last, first) in enumerate(
        (("GREENHOLT", "PASCOE"), ("TARNWOOD", "ELSPETTA"), ("MISTLEBY", "ORRIN"), ("COLDSPRING", "WILLA"))
    )
)
"""Referring providers: last name, first name, NPI; invented like the rest."""


class Practice(msgspec.Struct, frozen=True):
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


_PEOPLE: tuple[tuple[str, str], ...] = (
    ("THORNQUIST", "ODELIA"), ("VESPERLEY", "CASPAR"), ("MARROWBY", "INGRITH"), ("PELLOWAY", "TAMSON"),
    ("QUILLFEATHER", "ROWENA"), ("HOLLOWMERE", "ALARIC"), ("BRIARSTONE", "LINNEA"), ("OXENBRIDGE", "SEFTON"),
    ("WYNDLESS", "MARISOL"), ("CINDERFORD", "EBBA"), ("LARKSWELL", "THADEUS"), ("FENNIMERE", "JOSSIE"),
)  # fmt: skip

_ROLES: tuple[tuple[Role, str, float, int], ...] = (
    ("dermatologist", "207N00000X", 1.0, 0),
    ("mohs_surgeon", "207ND0101X", 0.6, 1),
    ("physician_assistant", "363AM0700X", 1.0, 0),
    ("dermatologist", "207N00000X", 1.0, 1),
    ("nurse_practitioner", "363LF0000X", 0.9, 1),
    ("dermatologist", "207N00000X", 0.8, 2),
)
"""Role, taxonomy, weight and location of each provider in turn; a longer list repeats it."""

_PLACES: tuple[tuple[str, str, str, str, str], ...] = (
    ("main", "QUARRYBANK SKIN CLINIC MAIN", "400 INVENTED WAY", "MILLBROOK FALLS", "059970400"),
    ("surgery", "QUARRYBANK SURGERY CENTER OFFICE", "12 LANTERN COURT", "EAST MILLBROOK", "059980012"),
    ("lakeside", "QUARRYBANK LAKESIDE OFFICE", "77 HERON LANDING", "LAKE SORREL", "059960077"),
)


def _npi(number: int) -> str:
    """Return the invented NPI with this running number."""
    return npi_with_check_digit(f"1999{number:05d}")


def build_practice(*, providers: int, entity: int = 0) -> Practice:
    """Return the practice with so many providers (at least one); another `entity` has other numbers."""
    places = tuple(
        Location(key, name, _npi(entity * 1000 + 100 + index), street, city, "VT", zip_code)
        for index, (key, name, street, city, zip_code) in enumerate(_PLACES)
    )
    people = []
    for index in range(max(1, providers)):
        last, first = _PEOPLE[index % len(_PEOPLE)]
        suffix = "" if index < len(_PEOPLE) else f" {'ABCDEFGHIJKLMNOPQRSTUVWXYZ'[index // len(_PEOPLE) % 26]}"
        role, taxonomy, weight, location = _ROLES[index % len(_ROLES)]
        people.append(
            Provider(
                f"provider_{index + 1}", last + suffix, first, _npi(entity * 1000 + 200 + index), taxonomy, role,
                weight, location,
            )
        )  # fmt: skip
    return Practice(
        name="QUARRYBANK DERMATOLOGY PLLC",
        npi=_npi(entity * 1000 + 1),
        tin=f"89{entity:03d}0417",
        taxonomy="207N00000X",
        street="400 INVENTED WAY",
        city="MILLBROOK FALLS",
        state="VT",
        zip_code="059970400",
        clia="99D0000417",
        submitter_id="QUARRYBANK",
        locations=places,
        providers=tuple(people),
    )
