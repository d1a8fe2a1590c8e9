"""Stories hold where and when they say, and payers act on them."""

from datetime import date

from cleanskin.sim.months import month_start
from cleanskin.sim.nouns.configuration import Configuration
from cleanskin.sim.nouns.patient import Location, Practice, Provider
from cleanskin.sim.payer import Market
from cleanskin.sim.planted import Stories, holds, planted

PLACE = Location(
    key="main", name="MAIN", npi="1234567893", street="1 ROW", city="TOWN", state="VT", zip_code="059970001"
)


def provider(key: str, role: str = "dermatologist", first_day: date | None = None) -> Provider:
    return Provider(
        key=key, last=key, first="A", npi=f"123456789{len(key)}", taxonomy="207N00000X",
        role=role, location="main", first_day=first_day,  # type: ignore[arg-type]
    )  # fmt: skip


PRACTICE = Practice(
    name="P", npi="1234567893", tin="12-3456789", taxonomy="207N00000X", street="1 ROW", city="TOWN", state="VT",
    zip_code="059970001", clia="99D0000417", submitter_id="S", locations=(PLACE,), referrers=(),
    providers=(provider("a"), provider("bb", "mohs_surgeon"), provider("ccc", first_day=date(2025, 4, 1))),
)  # fmt: skip


def test_stories_hold_from_their_first_day_to_the_day_before_their_end() -> None:
    told = planted(Configuration(seed=1), PRACTICE)
    assert holds(told, "modifier_25_at_tanager", date(2025, 6, 30)) is None
    assert holds(told, "modifier_25_at_tanager", date(2025, 7, 1)) is not None
    assert holds(told, "modifier_25_at_tanager", date(2026, 1, 1)) is None
    assert holds(told, "no_such_story", date(2025, 7, 1)) is None


def test_the_new_provider_is_the_one_hired_meanwhile() -> None:
    story = Stories(planted(Configuration(seed=1), PRACTICE)).holds("enrolment_of_new_provider", date(2025, 6, 30))
    assert story is not None
    assert (story.provider, story.first_day, story.end_day) == ("ccc", date(2025, 4, 1), date(2025, 7, 1))


def test_without_stories_only_the_payer_that_sends_none_is_told() -> None:
    assert [story.name for story in planted(Configuration(seed=1, stories=False), PRACTICE)] == ["no_remittances"]


def test_every_story_has_a_name_of_its_own() -> None:
    names = [story.name for story in planted(Configuration(seed=1), PRACTICE)]
    assert len(set(names)) == len(names) >= 9


def test_a_market_knows_who_is_hired_and_who_is_a_practitioner() -> None:
    market = Market(Configuration(seed=1), PRACTICE)
    assert market.enrolled == {"1234567893": date(2025, 4, 1)}
    assert market.practitioners == frozenset()


def test_months_pass_the_end_of_the_year() -> None:
    assert month_start(date(2025, 11, 15), 3) == date(2026, 2, 1)
