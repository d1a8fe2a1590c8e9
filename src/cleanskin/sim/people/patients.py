"""Invented patients, computed from the seed and their number alone."""

from datetime import date, timedelta

from cleanskin.sim.chance import Chance, Weighted
from cleanskin.sim.nouns.configuration import Configuration
from cleanskin.sim.nouns.patient import Patient, Practice
from cleanskin.sim.people.coverage import tell
from cleanskin.sim.people.names import FIRST_HALVES, GIVEN, SECOND_HALVES, STREETS, TOWNS
from cleanskin.sim.people.profile import AGES, NUMBERS
from cleanskin.sim.people.roster import roster

_SUN = {
    "young": Weighted([(0, 70), (1, 26), (2, 4), (3, 0)]),
    "middle": Weighted([(0, 18), (1, 44), (2, 28), (3, 10)]),
    "senior": Weighted([(0, 5), (1, 22), (2, 40), (3, 33)]),
}
"""Sun damage by age: under 40, under 65, older [assumed]."""

_SKIN = Weighted([(1, 12), (2, 38), (3, 28), (4, 12), (5, 6), (6, 4)])
"""Skin type by Fitzpatrick's scale [assumed]."""


def _established(chance: Chance, start: date) -> date | None:
    """Draw the day of the last visit before the simulated time; None for a patient never seen."""
    if chance.happens(NUMBERS["new_patients"]):
        return None
    if chance.happens(NUMBERS["lapsed_patients"]):
        return start - timedelta(days=1100 + chance.below(900))
    return start - timedelta(days=21 + chance.below(540))


def _sun(chance: Chance, age: int, skin_type: int) -> int:
    """Draw the sun damage of an age and skin type."""
    band = "young" if age < 40 else "middle" if age < 65 else "senior"
    damage = chance.draw(_SUN[band])
    return min(damage, 1) if skin_type >= 4 else damage


def build_patient(configuration: Configuration, practice: Practice, number: int) -> Patient:
    """Return the patient of that number; it is the same whatever other patients there are."""
    chance = Chance(configuration.seed, "patient", number)
    low, high, female = chance.draw(AGES)
    age = chance.between(low, high)
    sex = "F" if chance.below(100) < female else "M"
    born = date(configuration.start.year - age, 1 + chance.below(12), 1 + chance.below(28))
    if born >= configuration.start:
        born = date(configuration.start.year - 1, born.month, born.day)
    skin_type = chance.draw(_SKIN)
    provider, place = chance.draw(roster(practice).usual)
    if chance.happens(1_500):
        place = chance.pick(practice.locations).key
    town, zip_code = chance.pick(TOWNS)
    established = _established(chance, configuration.start)
    coverages, is_qmb = tell(
        configuration, Chance(configuration.seed, "coverage", number), number=number, born=born, sex=sex
    )
    return Patient(
        number=number,
        last=chance.pick(FIRST_HALVES) + chance.pick(SECOND_HALVES),
        first=chance.pick(GIVEN[sex]),
        born=born,
        sex="F" if sex == "F" else "M",
        street=f"{1 + chance.below(899)} {chance.pick(STREETS)}",
        city=town,
        state=configuration.state,
        zip_code=f"{zip_code}{100 + chance.below(900):04d}",
        account=f"Q{configuration.entity}{number:07d}",
        record=f"R{configuration.entity}{number:07d}",
        home_location=place,
        provider=provider,
        established=established if established is None or established > born else None,
        sun_damage=_sun(chance, age, skin_type),
        skin_type=skin_type,
        coverages=coverages,
        is_qmb=is_qmb,
    )
