"""What a note leaves out: decided before a word is written, so that it can be counted without reading the note."""

from decimal import Decimal

from cleanskin.record.encounter import Lesion
from cleanskin.sim.chance import Chance
from cleanskin.sim.notes.tables import flaw_rates
from cleanskin.sim.nouns.bill import StaffError
from cleanskin.sim.nouns.configuration import Configuration
from cleanskin.sim.nouns.visit import TrueVisit

Omitted = frozenset[tuple[str, str]]
"""Kind of flaw and the lesion's id, "" for the visit; the id of a drug is "D1", "D2", ..."""

_SIZED = frozenset(("excision", "shave", "electrodesiccation", "mohs"))
_LAYERED = frozenset(("intermediate", "complex"))


def _of_lesion(lesion: Lesion) -> list[tuple[str, str]]:
    """Return the flaws that can befall a lesion, each with what would be missing."""
    found = []
    if lesion.count and lesion.count > 1:
        found.append(("count_vague", str(lesion.count)))
    if lesion.diameter_cm is not None and lesion.technique in _SIZED:
        found.append(("size_missing", _text(lesion.diameter_cm)))
    if lesion.margin_cm is not None:
        found.append(("margin_missing", _text(lesion.margin_cm)))
    if lesion.site:
        found.append(("site_missing", lesion.site))
    if lesion.side:
        found.append(("side_missing", lesion.side))
    if lesion.triggers:
        found.append(("necessity_undocumented", " ".join(lesion.triggers)))
    if lesion.closure in _LAYERED and lesion.closure_length_cm is not None:
        found.append(("closure_length_missing", _text(lesion.closure_length_cm)))
    if lesion.mohs_blocks:
        found.append(("stages_vague", str(len(lesion.mohs_blocks))))
    return found


def _text(number: Decimal) -> str:
    return f"{number} cm"


def flaws(configuration: Configuration, visit: TrueVisit) -> tuple[StaffError, ...]:
    """Return what the note of a visit leaves out: kind, lesion id, what would have stood there."""
    encounter = visit.encounter
    if encounter is None:
        return ()
    rates = flaw_rates()
    chance = Chance(configuration.seed, "note_flaws", visit.patient, visit.number)
    found = []
    for lesion in encounter.lesions:
        for kind, was in _of_lesion(lesion):
            if chance.happens(rates[kind]):
                found.append(StaffError(kind, lesion.id, was))
    for at, drug in enumerate(encounter.drugs):
        if drug.amount is not None and chance.happens(rates["dose_missing"]):
            found.append(StaffError("dose_missing", f"D{at + 1}", f"{drug.amount} {drug.unit}"))
    if encounter.lesions and encounter.problems and chance.happens(rates["separate_visit_thin"]):
        found.append(StaffError("separate_visit_thin", "", encounter.problems[0].condition))
    return tuple(found)


def omitted(configuration: Configuration, visit: TrueVisit) -> Omitted:
    """Return the flaws of a visit's note for looking up."""
    return frozenset((flaw.kind, flaw.line) for flaw in flaws(configuration, visit))
