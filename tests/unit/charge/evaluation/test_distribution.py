"""A clinician's levels beside national shares, with numbers worked out by hand."""

from decimal import Decimal

from cleanskin.charge.evaluation.distribution import compared


def test_shares_among_the_codes_compared():
    found = compared({"99212": 10, "99213": 50, "99214": 40, "99215": 7, "99203": 20, "99204": 20})
    by_code = {one.code: one for one in found.shares}
    assert (by_code["99214"].share, by_code["99214"].national_share) == (Decimal("0.400"), Decimal("0.307"))
    # 0.093 above, and one standard deviation of 100 visits is sqrt(0.307 * 0.693 / 100) = 0.0461
    assert by_code["99214"].deviations == 2.0
    assert not by_code["99214"].notable
    assert by_code["99203"].share == Decimal("0.500")
    assert found.not_compared == (("99215", 7),)
    assert found.too_few == ()


def test_far_from_the_nation():
    found = compared({"99213": 100, "99214": 300})
    by_code = {one.code: one for one in found.shares}
    assert by_code["99214"].notable
    assert by_code["99212"].visits == 0
    assert found.too_few == ("new",)


def test_medicare_of_2018():
    found = compared({"99213": 74, "99214": 26}, population="medicare")
    assert [one.notable for one in found.shares] == [False, False]
    assert {one.year for one in found.shares} == {2018}


def test_few_visits_are_not_compared():
    assert compared({"99213": 5}).shares == ()
