"""A letter to the doctor who sent the patient."""

from cleanskin.sim.notes.distractors import history
from cleanskin.sim.notes.parts import assessed, done, facts_of_visit, orders, reason
from cleanskin.sim.notes.styles import Style, is_ordinary
from cleanskin.sim.notes.view import View
from cleanskin.sim.nouns.visit import TrueVisit


def _fits(visit: TrueVisit) -> bool:
    return visit.referrer is not None and (is_ordinary(visit) or visit.kind == "excision")


def _write(view: View) -> list[str]:
    referrers = view.practice.referrers
    to = referrers[(view.visit.referrer or 0) % len(referrers)].last.title() if referrers else "Colleague"
    return [
        f"{view.visit.day:%B} {view.visit.day.day}, {view.visit.day.year}", "", f"Dear Dr. {to},", "",
        f"Thank you for sending me your patient, whom I saw for {reason(view)}.",
        " ".join([*view.prior(terse=False), *history(view), *facts_of_visit(view, terse=False)]),
        " ".join(assessed(view, terse=False)),
        " ".join(["Today the following was done.", *done(view, terse=False)]) if done_any(view) else "",
        *orders(view), "", "With kind regards,", f"{view.provider.first.title()} {view.provider.last.title()}",
    ]  # fmt: skip


def done_any(view: View) -> bool:
    """Return whether anything was done besides looking and deciding."""
    return bool(view.encounter.lesions or view.encounter.services or view.encounter.drugs)


STYLE = Style("letter", 30, _fits, _write)
