"""Facts planted in a sample so that a diagnosis can be asked to find them.

Each story says where and when it holds; the engine asks them by name.  A story's months count from the first month of
service of the sample.  All of them are invented.
"""

from datetime import date, timedelta

import msgspec

from cleanskin.sim.practice import Practice


class Story(msgspec.Struct, frozen=True, kw_only=True):
    """One planted fact, as the truth summary tells it."""

    name: str
    what: str
    payer: str = ""
    provider_npi: str = ""
    location_npi: str = ""
    cause: str = ""
    codes: str = ""
    date_basis: str = "date of service"
    first_day: date
    end_day: date
    """Half-open: the end day is outside."""

    def holds(self, day: date) -> bool:
        """True when the story holds on that day."""
        return self.first_day <= day < self.end_day


def month_start(start: date, months: int) -> date:
    """Return the first day of the month so many months after the month of `start`."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    return date(year, month + 1, 1)


def _lost_days(start: date, end: date) -> tuple[date, ...]:
    """Two weekdays in a row, three fifths into the sample, whose claim files are missing."""
    day = start + timedelta(days=(end - start).days * 3 // 5)
    days: list[date] = []
    while len(days) < 2:
        if day.weekday() < 5:
            days.append(day)
        day += timedelta(days=1)
    return tuple(days)


class Stories:
    """The planted facts of one sample; with `told` False none holds."""

    def __init__(self, practice: Practice, *, start: date, months: int, told: bool, faults: bool) -> None:
        """Lay the stories over the sample's months."""
        end = month_start(start, months)
        self._by_name: dict[str, Story] = {}
        self.lost_claim_days: tuple[date, ...] = _lost_days(start, end) if faults else ()
        if told:
            self._tell(practice, start, months, end)
        if faults:
            self._put(
                name="lost_claim_files", what="claims of two days are in no 837P; their remittances are orphans",
                first_day=self.lost_claim_days[0], end_day=self.lost_claim_days[-1] + timedelta(days=1),
                date_basis="date of submission",
            )  # fmt: skip
            third = month_start(start, months * 35 // 100)
            self._put(
                name="missing_remittances", payer="heartwood_care", first_day=third,
                end_day=month_start(third, min(2, months)),
                what="remittances of this payer are missing for these months", date_basis="date of payment",
            )  # fmt: skip
        self._put(
            name="no_remittances", payer="paperbark_fund", first_day=start, end_day=date(9999, 1, 1),
            what="this payer sends no 835 at all",
        )  # fmt: skip

    def _put(self, **facts: object) -> None:
        story = msgspec.convert(facts, Story)
        self._by_name[story.name] = story

    def _tell(self, practice: Practice, start: date, months: int, end: date) -> None:
        """Plant the facts about denials, lags and follow-up."""
        surgeons = [provider for provider in practice.providers if provider.role == "mohs_surgeon"]
        half = month_start(start, months // 2)
        self._put(
            name="modifier_25_at_tanager", payer="tanager_blue", cause="bundling_ncci", codes="CO-97 M15",
            what="visits with modifier 25 beside a procedure are bundled, about a third of them",
            first_day=half, end_day=end,
        )  # fmt: skip
        if surgeons:
            place = practice.locations[surgeons[0].location]
            self._put(
                name="late_charges_after_surgery", provider_npi=surgeons[0].npi, location_npi=place.npi,
                what="Mohs and excision claims of this provider are sent 8 to 16 days after service",
                first_day=start, end_day=end,
            )  # fmt: skip
        self._put(
            name="authorization_at_quill", payer="quill_mutual", cause="prior_authorisation", codes="CO-197",
            what="light therapy and injected drugs are refused without authorization, about two thirds of them",
            first_day=start, end_day=end,
        )  # fmt: skip
        self._put(
            name="eligibility_in_january", cause="eligibility_registration", codes="PR-27, CO-31 N382",
            what="commercial and exchange patients changed plan: about one claim in eleven refused in January",
            first_day=start, end_day=end,
        )  # fmt: skip
        quarter = month_start(start, months // 4)
        self._put(
            name="filed_late_at_bramble", payer="bramble_health", cause="timely_filing", codes="CO-29",
            what="four tenths of this payer's claims of two months lay 95 to 130 days; its limit is 90",
            first_day=quarter, end_day=month_start(quarter, min(2, months)),
        )  # fmt: skip
        self._put(
            name="unworked_at_goldfinch", payer="goldfinch_advantage",
            what="denials of this payer are hardly ever worked", first_day=start, end_day=end,
        )  # fmt: skip
        self._put(
            name="underpaid_at_larkspur", payer="larkspur_senior", codes="11102, 11104, 17311, 17313, 114xx, 116xx",
            what="claims with a biopsy, an excision or Mohs surgery are paid at 85 % of what was paid before",
            first_day=month_start(start, months * 6 // 10), end_day=end, date_basis="date of service",
        )  # fmt: skip
        if len(practice.providers) >= 5:
            new = practice.providers[4]
            self._put(
                name="enrolment_of_new_provider", provider_npi=new.npi, payer="tanager_blue",
                cause="enrolment_credentialing", codes="CO-B7 N570",
                what="six claims in ten of a new provider are refused at this payer for three months",
                first_day=start, end_day=month_start(start, min(3, months)),
            )  # fmt: skip

    def get(self, name: str, day: date) -> Story | None:
        """Return the story when it is told and holds on that day."""
        story = self._by_name.get(name)
        return story if story is not None and story.holds(day) else None

    def told(self) -> list[Story]:
        """Return every story of the sample."""
        return list(self._by_name.values())
