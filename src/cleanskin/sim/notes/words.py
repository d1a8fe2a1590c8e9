"""The words of one writer: growths, places, lengths and counts, full or short."""

from decimal import Decimal

from cleanskin.record.encounter import Encounter
from cleanskin.sim.chance import Chance
from cleanskin.sim.notes.flaws import Omitted
from cleanskin.sim.notes.tables import condition_words, site_words
from cleanskin.sim.nouns.patient import Patient, Practice, Provider
from cleanskin.sim.nouns.visit import TrueVisit

_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_SHORT_SIDES = {"right": "R", "left": "L", "bilateral": "bilat", "midline": "midline"}


class Words:
    """A visit in a writer's hands; `chance` moves on with every word."""

    __slots__ = ("chance", "encounter", "omitted", "patient", "practice", "provider", "short_sizes", "visit")

    def __init__(
        self, practice: Practice, patient: Patient, visit: TrueVisit, encounter: Encounter, omitted: Omitted,
        chance: Chance,
    ) -> None:  # fmt: skip
        """Take the visit up."""
        self.practice = practice
        self.patient = patient
        self.visit = visit
        self.encounter = encounter
        self.omitted = omitted
        self.chance = chance
        self.provider: Provider = practice.provider(visit.provider)
        self.short_sizes = chance.below(3)

    def condition(self, name: str, count: int, *, terse: bool) -> str:
        """Return a word for a growth or disease, for one or many."""
        words = condition_words().get(name)
        if words is None:
            plain = name.replace("_", " ") or "lesion"
            return plain if count == 1 or plain.endswith("s") else f"{plain}s"
        one, many, short = words
        if terse:
            return short[-1] if count > 1 else short[0]
        if count > 1 and many:
            return self.chance.pick(many)
        return self.chance.pick(one)

    def place(self, site: str, side: str, *, terse: bool) -> str:
        """Return a word for a place with its side."""
        if not site:
            return ""
        words = site_words().get(site)
        plain = self.chance.pick(words[terse]) if words is not None else site.replace("_", " ")
        if not side:
            return plain
        if terse:
            return f"{_SHORT_SIDES[side]} {plain}"
        return f"{plain}, {side}" if plain.endswith(("ear", "nose")) else f"{side} {plain}"

    def centimetres(self, size: Decimal) -> str:
        """Return a length by the writer's habit: centimeters or millimeters."""
        if self.short_sizes == 0 and size < 3:
            return f"{int(size * 10)} mm"
        return f"{size.normalize():f} cm" if self.short_sizes == 1 else f"{size:f} cm"

    def number(self, count: int, *, terse: bool) -> str:
        """Return a count as figures or words."""
        if terse or count >= len(_NUMBERS) or self.chance.below(2):
            return str(count)
        return _NUMBERS[count]
