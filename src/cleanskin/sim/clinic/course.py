"""The course of one patient: what is due becomes visits, and visits make more due.

Everything is drawn from streams keyed by the seed and the patient's number, so any patient can be told alone.
"""

from datetime import date
from functools import lru_cache

from cleanskin.sim.chance import Chance, Weighted
from cleanskin.sim.clinic.attendance import booked_before, is_kept
from cleanskin.sim.clinic.conditions import CONDITIONS, see
from cleanskin.sim.clinic.draft import Draft
from cleanskin.sim.clinic.finish import encounter, open_globals, services
from cleanskin.sim.clinic.life import Life, Wish
from cleanskin.sim.clinic.oncology import plan, size
from cleanskin.sim.clinic.rooms import STAFFED, provider_for
from cleanskin.sim.clinic.sites import draw_spot
from cleanskin.sim.months import month_start
from cleanskin.sim.nouns.configuration import Configuration
from cleanskin.sim.nouns.patient import Patient, Practice, Provider
from cleanskin.sim.nouns.visit import TrueVisit
from cleanskin.sim.people.calendar import next_open
from cleanskin.sim.people.coverage import INJURY_RANK
from cleanskin.sim.people.profile import NUMBERS, SEASONS

_THREE_YEARS = 1_096
_SECOND = 3_200
"""Parts in ten thousand of patients who come with two standing conditions [assumed]."""
_PENDING = Weighted([("basal_cell", 55), ("squamous_cell", 25), ("in_situ", 16), ("severe_dysplasia", 4)])
_WORDS = {
    "office": "office visit", "procedure": "procedure", "excision": "excision", "mohs": "Mohs surgery",
    "light": "light treatment", "drug": "injection visit", "nurse": "nurse visit", "cosmetic": "cosmetic visit",
    "postoperative": "postoperative check", "telehealth": "video visit",
}  # fmt: skip


@lru_cache(maxsize=16)
def _months(start: date, months: int, lean: int) -> Weighted[int]:
    """Lay out the months for first visits: `lean` percent more in the first month than in the last."""
    weights = []
    for index in range(months):
        season = SEASONS[(start.month - 1 + index) % 12]
        weights.append((index, season * (100 * months + lean * (months - 1 - index)) // months))
    return Weighted(weights)


def _first_day(life: Life, chance: Chance) -> int:
    """Draw the day from which the patient wants the first visit of the simulated time."""
    configuration = life.configuration
    established = life.patient.established is not None
    lean = NUMBERS["lean_established"] if established else 0
    months = min(configuration.months, 12) if established else configuration.months
    index = chance.draw(_months(configuration.start, max(1, months), lean))
    first = month_start(configuration.start, index).toordinal()
    following = month_start(configuration.start, index + 1).toordinal()
    return max(life.start, first + chance.below(following - first) - 2)


def _age_group(age: int) -> int:
    """Return 0 child, 1 teenager, 2 young, 3 middle, 4 senior."""
    return 0 if age < 12 else 1 if age < 18 else 2 if age < 40 else 3 if age < 65 else 4


def _begin(life: Life) -> None:
    """Put the patient's first wishes on the agenda."""
    chance = Chance(life.configuration.seed, "conditions", life.patient.number)
    day = _first_day(life, chance)
    group = _age_group(life.patient.age(date.fromordinal(day)))
    stage = "first" if life.patient.established is None else "again"
    table = CONDITIONS.by_group[group]
    condition = chance.draw(table)
    if condition in CONDITIONS.new_only and stage == "again":
        condition = chance.draw(table)
    life.wish(day, condition, stage, mode=CONDITIONS.modes[condition])
    life.conditions.add(condition)
    if stage == "again":
        _begun_before(life, chance, group)
    if chance.happens(_SECOND):
        second = chance.draw(table)
        if second != condition and CONDITIONS.modes[second] == "office":
            life.conditions.add(second)
            life.wish(day + chance.below(40), second, "again", slack=60)
    for span in life.patient.coverages:
        if span.rank == INJURY_RANK:
            life.wish(span.first.toordinal() + 3 + chance.below(18), "injury", "first", facts=(span.payer,))


def _begun_before(life: Life, chance: Chance, group: int) -> None:
    """Put on the agenda what a biopsy before the simulated time has shown, so that its first weeks have surgery too."""
    if group < 3 or not chance.happens(NUMBERS["biopsied_before"] * min(life.patient.sun_damage, 2)):
        return
    word = chance.draw(_PENDING)
    spot = draw_spot(chance, "cancer")
    plan(life, word, spot, size(chance), life.start - 25 + chance.below(24))


def _joined(life: Life, wish: Wish, day: int) -> list[Wish]:
    """Take from the agenda what can be seen to at the same appointment."""
    taken = [wish]
    if not life.agenda or wish.mode not in ("office", "mohs", "excision", "procedure"):
        return taken
    rest: list[Wish] = []
    for other in sorted(life.agenda):
        if wish.condition == "cancer" and other.condition == "cancer":
            same = other.mode == wish.mode and other.due - 30 <= day and wish.facts[1:3] != other.facts[1:3]
            (taken if same else rest).append(other)
        elif (
            wish.mode == other.mode == "office" and other.condition != wish.condition and other.due - other.slack <= day
            and other.condition != "injury" and wish.condition != "injury" and len(taken) < 4
        ):  # fmt: skip
            taken.append(other)
        else:
            rest.append(other)
    life.agenda = rest
    return taken


def _day(life: Life, wish: Wish, provider: Provider) -> tuple[int, Provider]:
    """Return the day on which a wish is met and by whom: the next working day after what was before.

    What staff do happens under whoever works first.
    """
    due = max(wish.due, life.start)
    if life.visits:
        due = max(due, life.visits[-1].day.toordinal() + 1)
    day = next_open(life.configuration, life.practice, provider.key, due)
    if wish.mode in STAFFED and day > due:
        for other in life.practice.providers:
            earlier = next_open(life.configuration, life.practice, other.key, due)
            if earlier < day:
                day, provider = earlier, other
    return day, provider


def _missed(life: Life, wish: Wish, attendance: str) -> None:
    """Book again what was missed, for most patients."""
    if wish.tries < 2 and life.chance.happens(8_000 if attendance == "cancelled" else 7_000):
        delay = life.chance.between(5, 30)
        life.order += 1
        life.wish(
            life.today + delay, wish.condition, wish.stage, mode=wish.mode, slack=wish.slack, facts=wish.facts,
            tries=wish.tries + 1,
        )  # fmt: skip


def _keep(life: Life, wishes: list[Wish], provider: Provider, number: int, booked: int) -> TrueVisit:
    """Tell a visit that takes place."""
    is_new = life.last_seen == 0 or life.today - life.last_seen > _THREE_YEARS
    draft = Draft()
    for wish in wishes:
        see(life, draft, wish)
    mode = wishes[0].mode
    payer = life.payer() if draft.payer is None else draft.payer
    running = [one for one in life.globals if one.from_day < life.today <= one.to_day]
    found = services(life, draft, is_new=is_new, payer=payer, in_global=bool(running))
    if found and all(service.nature == "cosmetic" for service in found):
        payer = ""
    open_globals(life, draft, found, number)
    related = draft.related_to is not None
    visit = TrueVisit(
        patient=life.patient.number, number=number, day=date.fromordinal(life.today),
        booked_on=date.fromordinal(booked), booked_as=_WORDS[mode], provider=provider.key,
        location=provider.location, kind="telehealth" if draft.at_distance else mode, new_patient=is_new, payer=payer,
        services=found, encounter=encounter(life, draft, provider, found, is_new=is_new, payer=payer, mode=mode),
        referrer=_referrer(life, is_new=is_new, mode=mode),
        global_of=draft.related_to if related else running[0].visit if running else None,
        related_to_global=related and not found, facts=tuple(draft.facts),
    )  # fmt: skip
    life.last_seen = life.today
    return visit


def _referrer(life: Life, *, is_new: bool, mode: str) -> int | None:
    """Draw who sent the patient, if anyone."""
    if mode == "cosmetic" or not (is_new or mode == "mohs"):
        return None
    if mode == "mohs" or life.chance.happens(4_500):
        return life.patient.number % len(life.practice.referrers)
    return None


def course(configuration: Configuration, practice: Practice, patient: Patient) -> list[TrueVisit]:
    """Return every booked visit of a patient within the configured months, in order of days.

    Missed visits stand without services and encounter.  Visits for nothing but what belongs to an earlier surgery
    have no services and `related_to_global`.
    """
    start = configuration.start.toordinal()
    end = month_start(configuration.start, configuration.months).toordinal()
    life = Life(configuration, practice, patient, start=start, end=end)
    _begin(life)
    number = 0
    while life.agenda:
        wish = life.pop()
        provider = provider_for(life, wish)
        if provider is None:
            continue
        day, provider = _day(life, wish, provider)
        if day >= end:
            continue
        life.today = day
        number += 1
        wishes = _joined(life, wish, day)
        booked = booked_before(life, wish)
        attendance = is_kept(life, wish, day - booked)
        if attendance == "kept":
            life.visits.append(_keep(life, wishes, provider, number, booked))
            continue
        life.visits.append(
            TrueVisit(
                patient=patient.number, number=number, day=date.fromordinal(day),
                booked_on=date.fromordinal(booked), booked_as=_WORDS[wish.mode], attendance=attendance,
                provider=provider.key, location=provider.location, kind=wish.mode,
                new_patient=life.last_seen == 0, payer=life.payer(),
            )
        )  # fmt: skip
        for one in wishes:
            _missed(life, one, attendance)
    return life.visits
