"""A cosmetic visit: wishes, price agreed, what was done for appearance."""

from cleanskin.sim.notes.parts import assessed, done, heading
from cleanskin.sim.notes.styles import Style
from cleanskin.sim.notes.view import View
from cleanskin.sim.nouns.visit import TrueVisit

_WISHES = (
    "Patient is bothered by the appearance and wishes an even tone.",
    "Desires improvement of lines before a wedding.",
    "No symptoms; would like this removed for cosmetic reasons.",
    "Dislikes how it looks in photographs.",
)


def _fits(visit: TrueVisit) -> bool:
    return visit.encounter is not None and visit.kind == "cosmetic"


def _write(view: View) -> list[str]:
    lines = [heading(view), "COSMETIC VISIT", view.chance.pick(_WISHES)]
    lines += [*done(view, terse=False), *assessed(view, terse=False)]
    return [*lines, "Fee discussed and paid; patient understands that no claim will be sent. Cosmetic consent signed."]


STYLE = Style("cosmetic", 90, _fits, _write)
