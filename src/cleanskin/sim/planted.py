"""Facts planted in a world so that a diagnosis can be asked to find them; payers and staff ask for them by name.

Each story says where and when it holds; months count from the first month of the world.  All of them are invented.
With `configuration.stories` False only what belongs to the payers themselves is told.
"""

from datetime import date

import msgspec

from cleanskin.sim.months import month_start
from cleanskin.sim.nouns.configuration import Configuration
from cleanskin.sim.nouns.patient import Practice


class Story(msgspec.Struct, frozen=True, kw_only=True):
    """One planted fact, as the truth tells it; `cause` and `codes` are those of the refusals it makes."""

    name: str
    what: str
    payer: str = ""
    provider: str = ""
    """The provider's key."""
    provider_npi: str = ""
    location: str = ""
    """The location's key."""
    cause: str = ""
    codes: str = ""
    date_basis: str = "date of service"
    first_day: date
    end_day: date
    """Half-open: the end day is outside."""

    def holds(self, day: date) -> bool:
        """True when the story holds on that day."""
        return self.first_day <= day < self.end_day


class Stories:
    """The stories of one world, found by name."""

    __slots__ = ("_by_name", "told")

    def __init__(self, told: tuple[Story, ...] = ()) -> None:
        """Hold the stories in their order."""
        self.told = told
        self._by_name = {story.name: story for story in told}

    def holds(self, name: str, day: date) -> Story | None:
        """Return the story when it is told and holds on that day."""
        story = self._by_name.get(name)
        return story if story is not None and story.holds(day) else None


def _told_by_staff(practice: Practice, start: date, months: int) -> list[Story]:
    """Stories that the practice's own people make."""
    end = month_start(start, months)
    quarter = month_start(start, months // 4)
    stories = [
        Story(
            name="filed_late_at_bramble", payer="bramble_health", cause="timely_filing", codes="CO-29",
            what="four tenths of this payer's claims of two months lay 95 to 130 days; its limit is 90",
            first_day=quarter, end_day=month_start(quarter, min(2, months)),
        ),
        Story(
            name="unworked_at_goldfinch", payer="goldfinch_advantage", first_day=start, end_day=end,
            what="denials of this payer are hardly ever worked",
        ),
    ]  # fmt: skip
    surgeon = next((provider for provider in practice.providers if provider.role == "mohs_surgeon"), None)
    if surgeon is not None:
        stories.append(
            Story(
                name="late_charges_after_surgery", provider=surgeon.key, provider_npi=surgeon.npi,
                location=surgeon.location, first_day=start, end_day=end,
                what="Mohs and excision claims of this provider are sent 8 to 16 days after service",
            )
        )  # fmt: skip
    return stories


def _told_by_payers(practice: Practice, start: date, months: int) -> list[Story]:
    """Stories that payers make."""
    end = month_start(start, months)
    stories = [
        Story(
            name="modifier_25_at_tanager", payer="tanager_blue", cause="bundling_ncci", codes="CO-97 M15",
            what="visits with modifier 25 beside a procedure are bundled, about a third of them",
            first_day=month_start(start, months // 2), end_day=end,
        ),
        Story(
            name="authorization_at_quill", payer="quill_mutual", cause="prior_authorisation", codes="CO-197",
            what="light therapy and injected drugs without an authorization are refused, about two thirds of them",
            first_day=start, end_day=end,
        ),
        Story(
            name="eligibility_in_january", cause="eligibility_registration", codes="PR-27, CO-31 N382",
            what="commercial and exchange patients changed plan: about one claim in eleven refused in January",
            first_day=start, end_day=end,
        ),
        Story(
            name="underpaid_at_larkspur", payer="larkspur_senior", codes="biopsies, excisions, Mohs surgery",
            what="claims with a biopsy, an excision or Mohs surgery are paid at 85 % of what was paid before",
            first_day=month_start(start, months * 6 // 10), end_day=end,
        ),
    ]  # fmt: skip
    new = next((provider for provider in practice.providers if provider.first_day is not None), None)
    if new is None and len(practice.providers) >= 5:
        new = practice.providers[4]
    if new is not None:
        begin = max(start, new.first_day or start)
        stories.append(
            Story(
                name="enrolment_of_new_provider", payer="tanager_blue", provider=new.key, provider_npi=new.npi,
                cause="enrolment_credentialing", codes="CO-B7 N570", first_day=begin,
                end_day=month_start(begin, min(3, months)),
                what="six claims in ten of a new provider are refused at this payer for three months",
            )
        )  # fmt: skip
    return stories


def planted(configuration: Configuration, practice: Practice) -> tuple[Story, ...]:
    """Return the stories of this world in a fixed order."""
    start, months = configuration.start, configuration.months
    stories: list[Story] = []
    if configuration.stories:
        stories += _told_by_payers(practice, start, months)
        stories += _told_by_staff(practice, start, months)
        third = month_start(start, months * 35 // 100)
        stories.append(
            Story(
                name="missing_remittances", payer="heartwood_care", first_day=third,
                end_day=month_start(third, min(2, months)), date_basis="date of payment",
                what="remittances of this payer are missing for these months",
            )
        )  # fmt: skip
    stories.append(
        Story(
            name="no_remittances", payer="paperbark_fund", first_day=start, end_day=date(9999, 1, 1),
            what="this payer sends no 835 at all",
        )
    )  # fmt: skip
    return tuple(stories)


def holds(stories: tuple[Story, ...], name: str, day: date) -> Story | None:
    """Return the story of that name when it holds on that day."""
    for story in stories:
        if story.name == name:
            return story if story.holds(day) else None
    return None
