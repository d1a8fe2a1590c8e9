"""What every life of a claim shares: options, the generator of chance, calendars and running numbers."""

from datetime import date, timedelta
from random import Random

from cleanskin.sim.options import SampleOptions
from cleanskin.sim.outbox import Outbox
from cleanskin.sim.patients import Patients
from cleanskin.sim.payers import PAYERS, AnswerLags, Payer
from cleanskin.sim.practice import Practice
from cleanskin.sim.stories import Stories


class World:
    """The surroundings of one practice's claims."""

    def __init__(
        self, *, rng: Random, practice: Practice, patients: Patients, options: SampleOptions, stories: Stories,
        outbox: Outbox, as_of: date,
    ) -> None:  # fmt: skip
        """Hold the parts and prepare the payers' answer times."""
        self.rng = rng
        self.practice = practice
        self.patients = patients
        self.options = options
        self.stories = stories
        self.outbox = outbox
        self.as_of = as_of
        self._lags = {payer.key: AnswerLags(payer) for payer in PAYERS}
        self._submissions = 0
        self._answers = 0

    def submission_number(self) -> str:
        """Return the next REF*D9."""
        self._submissions += 1
        return f"CLR{self._submissions:010d}"

    def answer_number(self, payer: Payer, day: date) -> str:
        """Return the next CLP07 of a payer."""
        self._answers += 1
        return f"{payer.payer_id[2:]}{day.year % 100:02d}{self._answers:09d}"

    def sending_day(self, day: date) -> date:
        """Return the day itself, or Monday for a day of the weekend."""
        weekday = day.weekday()
        return day if weekday < 5 else day + timedelta(days=7 - weekday)

    def payment_day(self, payer: Payer, day: date) -> date:
        """Return the payer's first payment day on or after this day."""
        for _ in range(7):
            if day.weekday() in payer.pay_weekdays:
                return day
            day += timedelta(days=1)
        return day

    def answer_day(self, payer: Payer, submitted: date) -> date:
        """Draw the day on which a payer answers what was submitted."""
        return self.payment_day(payer, submitted + timedelta(days=self._lags[payer.key].draw(self.rng)))

    def remittance_in_files(self, payer: Payer, day: date) -> bool:
        """True when the payer's remittance of that day is in the files."""
        if day > self.as_of or not payer.sends_remittances:
            return False
        story = self.stories.get("missing_remittances", day)
        return story is None or story.payer != payer.key
