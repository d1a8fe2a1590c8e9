"""What truly covers a patient, and when: histories of coverage from the tables of statuses and changes.

Spans follow one another per rank.  What covers an injury only (workers' compensation, automobile insurance) is a span
of its own with rank 9: it pays first for visits that treat the injury and nothing else.
"""

from datetime import date, timedelta

from cleanskin.sim.chance import Chance
from cleanskin.sim.months import month_start
from cleanskin.sim.nouns.configuration import Configuration
from cleanskin.sim.nouns.patient import CoverageSpan
from cleanskin.sim.people.names import GIVEN, medicare_number
from cleanskin.sim.people.profile import (
    CHANGES,
    COVERAGE_AT_START,
    MEMBER_PREFIXES,
    NUMBERS,
    PAYERS_OF_KIND,
    PLANS_OF_PAYER,
)

INJURY_RANK = 9
_DAY = timedelta(days=1)
_KIND = {"advantage": "medicare_advantage", "employed": "commercial"}
_SENIOR = 65
_ADULT = 18
_STUDENT = 26
_WORKING = 68


def _turns_sixty_five(born: date) -> date:
    """Return the first day of the month of the 65th birthday; a birthday on a first counts for the month before."""
    day = date(born.year + _SENIOR, born.month, 1)
    return day if born.day > 1 else month_start(day, -1)


class _History:
    """Spans of one patient while they are being told."""

    def __init__(self, chance: Chance, number: int, born: date, sex: str) -> None:
        self.chance = chance
        self.number = number
        self.born = born
        self.sex = sex
        self.spans: list[CoverageSpan] = []
        self.pending: list[dict[str, object]] = []
        self.since = date(1, 1, 1)
        self.payer = ""
        self.is_qmb = False
        self.has_been_dual = chance.below(10_000)

    def close(self, day: date) -> None:
        """End what holds on the day before `day`."""
        last = day - _DAY
        if self.pending and last >= self.since:
            for facts in self.pending:
                self.spans.append(CoverageSpan(last=last, **facts))  # type: ignore[arg-type]
        self.pending = []

    def open(self, status: str, day: date) -> None:
        """Begin what a status brings, from that day on."""
        self.since = day
        if status == "none":
            self.payer = ""
        elif status == "medicare":
            self._medicare(day)
        elif status == "employed":
            self._plan("commercial", day, with_second=False)
            self._add("marshlight_medicare", day, rank=2)
        else:
            self._plan(_KIND.get(status, status), day)

    def _add(self, payer: str, day: date, *, rank: int = 1, facts: dict[str, object] | None = None) -> None:
        member = (
            medicare_number(self.number)
            if payer == "marshlight_medicare"
            else f"{MEMBER_PREFIXES[payer]}{'X' if rank == 1 else 'Y'}{self.number:08d}"
        )
        plan = self.chance.draw(PLANS_OF_PAYER[payer])
        known = {"payer": payer, "member_id": member, "rank": rank, "first": day, "plan": plan}
        self.pending.append(known | (facts or {}))

    def _medicare(self, day: date) -> None:
        """Begin Medicare with what pays after it."""
        self.payer = "marshlight_medicare"
        self._add(self.payer, day)
        point = self.has_been_dual
        eventide = NUMBERS["supplement_eventide"]
        hollow = eventide + NUMBERS["supplement_hollow_oak"]
        if point < eventide:
            self._add("eventide_supplement", day, rank=2)
        elif point < hollow:
            self._add("hollow_oak_life", day, rank=2)
        elif point < hollow + NUMBERS["dual_medicare"]:
            self._dual(day)

    def _dual(self, day: date) -> None:
        """Begin Medicaid after Medicare."""
        self._add("ferndale_medicaid", day, rank=2)
        self.is_qmb = self.chance.happens(NUMBERS["qualified_beneficiary"])

    def _plan(self, kind: str, day: date, *, with_second: bool = True) -> None:
        """Begin a plan of that kind; another payer than before when the kind has several."""
        payers = PAYERS_OF_KIND[kind]
        payer = self.chance.draw(payers)
        for _ in range(8):
            if payer != self.payer or len(payers.items) == 1:
                break
            payer = self.chance.draw(payers)
        self.payer = payer
        if kind not in ("commercial", "exchange", "tricare"):
            self._add(payer, day)
            if kind == "medicare_advantage" and self.has_been_dual >= 10_000 - NUMBERS["dual_advantage"]:
                self._dual(day)
            return
        group = f"GRP{100 + self.chance.below(97)}" if kind == "commercial" else ""
        self._add(payer, day, facts={"group": group} | self._subscriber(day))
        if kind == "commercial" and with_second and self.chance.happens(NUMBERS["second_commercial"]):
            self._add("hollow_oak_life", day, rank=2)

    def _subscriber(self, day: date) -> dict[str, object]:
        """Return the facts of a member who is another person: a child's parent, a husband or wife."""
        age = day.year - self.born.year
        if age < _ADULT or (age < _STUDENT and self.chance.happens(6_000)):
            relationship, older = "19", 22 + self.chance.below(18)
        elif age >= _STUDENT and self.chance.happens(NUMBERS["spouse_is_member"]):
            relationship, older = "01", self.chance.below(9) - 4
        else:
            return {}
        given = self.chance.pick(GIVEN["F" if self.chance.below(2) else "M"])
        born = date(self.born.year - older, 1 + self.chance.below(12), 1 + self.chance.below(28))
        return {"relationship": relationship, "subscriber_first": given, "subscriber_born": born}


def _status_at(chance: Chance, born: date, day: date) -> str:
    """Draw what covers a person of that birth date on a day."""
    if _turns_sixty_five(born) <= day:
        return chance.draw(COVERAGE_AT_START["senior"])
    age = day.year - born.year - ((day.month, day.day) < (born.month, born.day))
    return chance.draw(COVERAGE_AT_START["child" if age < _ADULT else "adult"])


def _change(chance: Chance, status: str, event: str) -> str:
    """Return what a status becomes at an event; "" for no change."""
    point = chance.below(10_000)
    for threshold, becomes in CHANGES.get((status, event), ()):
        if point < threshold:
            return becomes
    return ""


def _events(chance: Chance, born: date, first: date, last: date) -> list[tuple[date, str]]:
    """Return the days between on which coverage may change, in order; the last day is outside."""
    events = []
    for year in range(first.year, last.year + 1):
        events.append((date(year, 1, 1), "january"))
        events.append((date(year, 2 + chance.below(11), 1), "midyear"))
    events.append((_turns_sixty_five(born), "sixtyfive"))
    return sorted(event for event in events if first < event[0] < last)


def _injury(chance: Chance, history: _History, configuration: Configuration, end: date) -> None:
    """Add what covers an injury, for the few who have one in the simulated time."""
    age = configuration.start.year - history.born.year
    if age < _ADULT:
        return
    point = chance.below(10_000)
    at_work = NUMBERS["injured_at_work"] if age < _WORKING else 0
    if point >= at_work + NUMBERS["injured_on_road"]:
        return
    payer = "irongate_work_cover" if point < at_work else "sideroad_auto"
    day = configuration.start + timedelta(days=chance.below(max(1, (end - configuration.start).days)))
    history.spans.append(
        CoverageSpan(
            payer=payer, member_id=f"{MEMBER_PREFIXES[payer]}J{history.number:08d}", rank=INJURY_RANK, first=day,
            last=day + timedelta(days=120 + chance.below(240)), plan=chance.draw(PLANS_OF_PAYER[payer]),
        )
    )  # fmt: skip


def tell(
    configuration: Configuration, chance: Chance, *, number: int, born: date, sex: str
) -> tuple[tuple[CoverageSpan, ...], bool]:
    """Return a patient's coverages in order of days, and whether he is a qualified Medicare beneficiary."""
    end = month_start(configuration.start, configuration.months)
    begin = date(configuration.start.year - 1 - chance.below(4), 1, 1)
    if begin < born:
        begin = born
    history = _History(chance, number, born, sex)
    status = _status_at(chance, born, configuration.start)
    turning = _turns_sixty_five(born)
    if status in ("medicare", "advantage", "employed") and begin < turning <= configuration.start:
        begin = turning
    history.open(status, begin)
    for day, event in _events(chance, born, configuration.start, end):
        now = "turning" if event == "sixtyfive" and status not in ("medicare", "advantage") else status
        becomes = _change(chance, now, event)
        if becomes:
            history.close(day)
            history.open(becomes, day)
            status = becomes
    for facts in history.pending:
        history.spans.append(CoverageSpan(**facts))  # type: ignore[arg-type]
    _injury(chance, history, configuration, end)
    return tuple(history.spans), history.is_qmb
