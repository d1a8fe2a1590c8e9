"""A cosmetic visit: wishes, price agreed, what was done for appearance."""

from cleanskin.sim.notes.parts import assessed, done, heading
from cleanskin.sim.notes.styles import Style
from cleanskin.sim.notes.view import View
from cleanskin.sim.nouns.visit import TrueVisit

_WISHES = (
    "Patient is bothered by the appearance and wishes to look rested.",
    "Desires improvement of lines before a wedding.",
    "Dislikes the look in photographs, no symptoms.",
)
_OF_GROWTHS = (
    "No symptoms; would like these removed for cosmetic reasons.",
    "Dislikes how they look; they do not itch, hurt or bleed.",
)


def _fits(visit: TrueVisit) -> bool:
    return visit.encounter is not None and visit.kind == "cosmetic"


def _write(view: View) -> list[str]:
    wishes = _OF_GROWTHS if view.encounter.lesions else _WISHES
    lines = [heading(view), "COSMETIC VISIT", view.chance.pick(wishes)]
    lines += [*done(view, terse=False), *assessed(view, terse=False)]
    return [*lines, "Fee discussed and paid; patient understands that no claim will be sent. Cosmetic consent signed."]


STYLE = Style("cosmetic", 90, _fits, _write)
