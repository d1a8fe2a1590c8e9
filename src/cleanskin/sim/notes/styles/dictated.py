"""A dictated note: running prose without headings."""

from cleanskin.sim.notes.distractors import closing, history
from cleanskin.sim.notes.parts import assessed, done, facts_of_visit, heading, orders, reason, subject
from cleanskin.sim.notes.styles import Style
from cleanskin.sim.notes.view import View
from cleanskin.sim.nouns.visit import TrueVisit


def _fits(visit: TrueVisit) -> bool:
    return visit.kind not in ("light", "nurse", "mohs")


def _write(view: View) -> list[str]:
    first = [f"{subject(view)} presents today for {reason(view)}.", *view.prior(terse=False), *history(view)]
    body = [*facts_of_visit(view, terse=False), *assessed(view, terse=False)]
    acts = [*done(view, terse=False), *orders(view), *closing(view)]
    return [heading(view), "", " ".join(first), " ".join(body), " ".join(acts)]


STYLE = Style("dictated", 16, _fits, _write)
