"""Choosing a style for a visit, writing its note, and slips of the keyboard."""

from functools import cache

from cleanskin.sim.chance import Chance, Weighted
from cleanskin.sim.notes import flaws as flawed
from cleanskin.sim.notes.styles import Style, styles
from cleanskin.sim.notes.view import View
from cleanskin.sim.nouns.bill import StaffError
from cleanskin.sim.nouns.configuration import Configuration
from cleanskin.sim.nouns.patient import Patient, Practice
from cleanskin.sim.nouns.visit import TrueVisit

_HABIT_PARTS = 5_500
"""Notes written in the provider's own habit, where it fits the visit [assumed]."""
_MISTYPED_PARTS = 600
"""Notes with slips of the keyboard [assumed]."""
_LONG = 6


def write_note(configuration: Configuration, practice: Practice, patient: Patient, visit: TrueVisit) -> str:
    """Return the note of a visit, "" when nobody came."""
    encounter = visit.encounter
    if encounter is None:
        return ""
    chance = Chance(configuration.seed, "note", patient.number, visit.number)
    style = style_of(configuration.seed, visit, chance)
    view = View(practice, patient, visit, encounter, flawed.omitted(configuration, visit), chance)
    text = "\n".join([line for line in (*style.write(view), *view.addenda()) if line])
    text = (
        text.replace("  ", " ")
        .replace(" .", ".")
        .replace(" ,", ",")
        .replace(",,", ",")
        .replace(",.", ".")
        .replace(",;", ";")
    )
    return mistyped(text, chance) if chance.happens(_MISTYPED_PARTS) else text


def flaws(configuration: Configuration, patient: Patient, visit: TrueVisit) -> tuple[StaffError, ...]:
    """Return what the note of a visit leaves out: kind, lesion id, what would have stood there."""
    return flawed.flaws(configuration, visit)


@cache
def _habit(seed: int, provider: str) -> int:
    """Return a number that stands for a provider's habit."""
    return Chance(seed, "note_style", provider).below(1_000)


@cache
def _laid_out(fitting: tuple[str, ...]) -> Weighted[Style]:
    return Weighted([(style, style.weight) for style in styles() if style.name in fitting])


def style_of(seed: int, visit: TrueVisit, chance: Chance) -> Style:
    """Return the style of a visit's note: most often the provider's own habit among those that fit."""
    fitting = tuple([style.name for style in styles() if style.fits(visit)])
    table = _laid_out(fitting)
    if chance.happens(_HABIT_PARTS):
        return table.at(_habit(seed, visit.provider) * table.total // 1_000)
    return chance.draw(table)


def mistyped(text: str, chance: Chance) -> str:
    """Return the text with one to three slips: neighboring letters swapped, or one left out."""
    words = text.split(" ")
    for _ in range(1 + chance.below(3)):
        at = chance.below(len(words))
        word = words[at]
        if len(word) < _LONG or not word.isalpha():
            continue
        place = 1 + chance.below(len(word) - 3)
        if chance.below(2):
            words[at] = word[:place] + word[place + 1] + word[place] + word[place + 2 :]
        else:
            words[at] = word[:place] + word[place + 1 :]
    return " ".join(words)
