"""What staff write on claims about payers is what payers are called; what they believe of them is mostly so."""

import pytest

from cleanskin.sim.payer import PAYERS
from cleanskin.sim.staff.payer_book import known_payer, payer_book, payer_key


def test_every_payer_is_known_by_its_name_number_and_indicator() -> None:
    assert set(payer_book()) == set(PAYERS)
    for key, payer in PAYERS.items():
        known = known_payer(key)
        assert (known.party.name, known.party.id) == (payer.name, payer.payer_id)
        assert (known.kind, known.filing_indicator) == (payer.kind, payer.filing_indicator)
        assert payer_key(payer.payer_id) == key


@pytest.mark.parametrize("key", sorted(PAYERS))
def test_limits_and_ways_of_correcting_are_as_the_payers(key: str) -> None:
    known, payer = known_payer(key), PAYERS[key]
    assert (known.corrects == "replacement") == payer.takes_replacements
    assert known.filing_days == payer.filing_limit_days
    assert known.appeal_days <= max(payer.appeal_limit_days, 180)


def test_a_stranger_gets_a_card_of_its_own() -> None:
    assert known_payer("nobody_mutual").party.name == "NOBODY MUTUAL"
    assert payer_key("ZZ000") == "ZZ000"
