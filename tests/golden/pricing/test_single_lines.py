"""Prices of single lines, worked out by hand (dollars in the comments, cents in the code)."""

from datetime import UTC, date, datetime
from decimal import Decimal

import msgspec
import pytest

from cleanskin.record.fee import FeeRow
from cleanskin.record.provenance import Answer
from cleanskin.reference.pricing import Price, PriceLine, Terms, price, price_claim

from .mini import IN_2025, IN_2026


def one(reference, code, *modifiers, on=IN_2025, units=1, charge=None, pos="", **terms) -> Price:
    line = PriceLine(code=code, modifiers=modifiers, units=Decimal(units), amount_charged=charge, place_of_service=pos)
    return price(line, on=on, reference=reference, terms=Terms(**terms))


# total RVU x conversion factor, rounded half up
@pytest.mark.parametrize(
    ("code", "terms", "cents"),
    [
        ("17000", {}, 6647),  # 1.99 x 33.4009 = 66.4678
        ("17311", {}, 66702),  # 19.97 x 33.4009 = 667.0160
        ("17311", {"setting": "facility"}, 28691),  # 8.59 x 33.4009 = 286.9137
        ("17311", {"qualifying_apm": True}, 67034),  # 19.97 x 33.5675 = 670.3430
        ("17003", {}, 635),  # 0.19 x 33.4009 = 6.3462
        # (6.05 x 1.064 + 13.33 x 1.162 + 0.59 x 1.586) x 33.4009 = 22.86240 x 33.4009 = 763.6247
        ("17311", {"zip_code": "10021"}, 76362),
        ("17311", {"mac": "13202", "locality": "01"}, 76362),
        # (0.59 x 1.5 + 1.34 x 1.065 + 0.06 x 0.551) x 33.4009 = 2.34516 x 33.4009 = 78.3305
        ("17000", {"zip_code": "99501"}, 7833),
    ],
)
def test_the_formula(reference, code, terms, cents):
    found = one(reference, code, on=IN_2026, **terms)
    assert found.amount_allowed == cents
    assert found.amount_full == cents


def test_place_of_service_decides_the_setting(reference):
    assert one(reference, "17311", on=IN_2026, pos="22").amount_allowed == 28691
    assert one(reference, "17311", on=IN_2026, pos="11", setting="facility").amount_allowed == 66702
    unknown = one(reference, "17311", on=IN_2026, pos="15")
    assert unknown.amount_allowed == 66702
    assert "place of service 15" in unknown.notices[0]


def test_a_zip_code_in_several_localities_says_so(reference):
    assert any("ZIP+4" in notice for notice in one(reference, "17000", on=IN_2026, zip_code="99501").notices)


@pytest.mark.parametrize(
    ("code", "modifiers", "cents"),
    [
        ("14060", ("78",), 53373),  # 751.73 x 0.71 = 533.7283
        ("14060", ("54",), 60890),  # 751.73 x (0.10 + 0.71) = 608.9013
        ("14060", ("55",), 14283),  # 751.73 x 0.19 = 142.8287; with the line above 751.73
        ("14060", ("56",), 7517),  # 751.73 x 0.10 = 75.173
        ("17311", ("78",), 66116),  # no shares for a 0-day global: 20.44 x 32.3465 = 661.1625 in full
        ("14060", ("58",), 75173),  # 23.24 x 32.3465 = 751.7327: staged, in full
        ("14060", ("79",), 75173),
        ("15823", ("50",), 90198),  # 18.59 x 32.3465 = 601.32; x 1.5
        ("69210", ("50",), 4658),  # bilateral indicator 2: 1.44 x 32.3465 = 46.579, one amount for both ears
        ("17000", ("50",), 6631),  # bilateral indicator 0: 2.05 x 32.3465 = 66.3103, one amount
        ("14301", ("80",), 16898),  # 32.65 x 32.3465 = 1,056.11; x 0.16 = 168.9776
        ("14301", ("AS",), 14363),  # 1,056.11 x 0.136 = 143.6310
        ("45378", ("53",), 16400),  # a row of its own: 5.07 x 32.3465 = 163.9968
        ("88305", ("26",), 3493),  # 1.08 x 32.3465 = 34.9342
        ("88305", ("TC",), 3461),  # 1.07 x 32.3465 = 34.6108
    ],
)
def test_modifiers(reference, code, modifiers, cents):
    found = one(reference, code, *modifiers)
    assert found.amount_allowed == cents
    assert found.steps[-1].amount == cents


@pytest.mark.parametrize(
    ("code", "modifiers", "reason"),
    [
        ("17000", ("52",), "by-report"),
        ("17000", ("53",), "by-report"),
        ("14060", ("66",), "by-report"),
        ("17000", ("26",), "modifier-does-not-apply"),
        ("17000", ("TC",), "modifier-does-not-apply"),
        ("11102", ("54",), "modifier-does-not-apply"),  # no global package to split
        ("14060", ("80",), "assistant-not-paid"),
        ("17000", ("GY",), "not-covered"),
        ("17000", ("GZ",), "not-covered"),
        ("99024", (), "bundled"),
        ("J3301", (), "excluded-from-schedule"),
        ("99999", (), "code-not-held"),
    ],
)
def test_what_has_no_price_says_why(reference, code, modifiers, reason):
    found = one(reference, code, *modifiers)
    assert found.cannot.reason == reason
    assert found.cannot.message
    assert (found.amount_allowed, found.amount_paid, found.amount_patient) == (None, None, None)


def test_a_reduced_service_has_a_most(reference):
    assert one(reference, "17000", "52").cannot.at_most == 6631


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("00400", "anesthesia"),
        ("0232T", "contractor-priced"),
        ("36415", "another-fee-schedule"),
        ("0001F", "reporting-only"),
        ("G0283", "not-valid-for-medicare"),
        ("A4550", "bundled"),
        ("15775", "not-covered"),
        ("00001", "deleted"),
        ("17380", "contractor-priced"),  # restricted, without relative values
    ],
)
def test_statuses(reference, code, reason):
    assert one(reference, code, on=IN_2026).cannot.reason == reason


def test_modifier_50_where_the_concept_does_not_apply(reference):
    reference.fees[(2025, "17000", "")] = msgspec.structs.replace(reference.fees[(2025, "17000", "")], bilateral="9")
    assert one(reference, "17000", "50").cannot.reason == "modifier-does-not-apply"


def test_co_surgeons(reference):
    row = reference.fees[(2025, "14060", "")]
    assert one(reference, "14060", "62").cannot.reason == "co-surgeons-not-paid"
    reference.fees[(2025, "14060", "")] = msgspec.structs.replace(row, co_surgeon="2")
    assert one(reference, "14060", "62").amount_allowed == 46983  # 751.73 x 0.625 = 469.8313


def test_shares_that_are_not_held_are_said(reference):
    found = one(reference, "17000", "78", on=IN_2026)
    assert found.cannot.reason == "figure-not-held"
    assert "PFS Relative Value File" in found.cannot.remedy


def test_the_office_staffs_service_in_a_hospital(reference):
    assert one(reference, "96372", on=IN_2026).amount_allowed == 1536  # 0.46 x 33.4009 = 15.3644
    facility = one(reference, "96372", on=IN_2026, setting="facility")
    assert facility.amount_allowed == 1536  # published so for facilities; not all of them are hospitals
    assert "hospital" in facility.notices[0]
    assert one(reference, "96372", on=IN_2026, pos="22").cannot.reason == "not-paid-in-facility"


def test_a_test_in_a_hospital_is_read_only(reference):
    assert any("(26)" in notice for notice in one(reference, "88305", pos="22").notices)
    assert not one(reference, "88305", "26", pos="22").notices
    assert not one(reference, "88305", pos="11").notices


def test_a_component_that_the_selection_lacks_is_not_called_wrong(reference):
    reference.fees[(2026, "88305", "")] = reference.fees[(2025, "88305", "")]
    found = one(reference, "88305", "26", on=IN_2026)
    assert found.cannot.reason == "figure-not-held"
    assert "Relative Value File" in found.cannot.remedy


class TestTheTwoFilesOf2026:
    @pytest.fixture(autouse=True)
    def only_one_file(self, reference):
        """A user loaded the file for clinicians outside qualifying payment models only."""
        plain = reference.fee

        def fee(code, on, *, modifier="", qualifying_apm=False):
            found = plain(code, on, modifier=modifier)
            if found is None or qualifying_apm:
                return None
            row = msgspec.structs.replace(found.value, conversion_factor=Decimal("33.4009"))
            loaded = msgspec.structs.replace(
                found.provenance, part="nonQPP", loaded_at=datetime(2026, 7, 1, tzinfo=UTC)
            )
            return Answer(row, loaded)

        reference.fee = fee

    def test_the_relative_values_serve_both(self, reference):
        found = one(reference, "17311", on=IN_2026, qualifying_apm=True)
        assert found.amount_allowed == 67034  # 19.97 x 33.5675
        assert any("nonQPP" in notice for notice in found.notices)
        assert not one(reference, "17311", on=IN_2026).notices

    def test_but_not_its_factor(self, reference):
        reference.fees[(2030, "17311", "")] = reference.fees[(2026, "17311", "")]
        on = date(2030, 1, 2)
        assert one(reference, "17311", on=on).amount_allowed == 66702  # the file's own factor
        assert one(reference, "17311", on=on, qualifying_apm=True).cannot.reason == "no-conversion-factor"


class TestValuesOfAnotherTime:
    def test_of_another_year(self, reference):
        row = reference.fees[(2025, "99213", "")]
        reference.fee = lambda code, on, **_: reference._answer(row, IN_2025)
        found = one(reference, "99213", on=IN_2026)
        assert found.cannot.reason == "values-of-another-year"
        assert "2026" in found.cannot.message

    def test_indices_of_another_year(self, reference):
        index = reference.localities[("13202", "01")]
        reference.locality = lambda mac, locality, on: reference._answer(index, IN_2025)
        found = one(reference, "17000", on=IN_2026, zip_code="10021")
        assert found.cannot.reason == "values-of-another-year"
        assert "GPCI" in found.cannot.remedy

    def test_a_drug_limit_of_another_quarter(self, reference):
        limit = reference.drugs["J0585"]
        reference.drug_price = lambda code, on: reference._answer(limit, IN_2025)
        assert one(reference, "J0585", on=IN_2026).cannot.reason == "values-of-another-year"


def test_units(reference):
    assert one(reference, "17003", on=IN_2026, units=13).amount_allowed == 13 * 635
    assert one(reference, "17003", on=IN_2026, units="1.5").cannot.reason == "units"
    assert one(reference, "17003", on=IN_2026, units=0).cannot.reason == "units"


def test_two_units_of_a_service_with_two_sides(reference):
    """CMS's layout: "with a 2 in the units field" is both sides."""
    assert one(reference, "11450", on=IN_2026, units=2).amount_allowed == 69191  # 461.27 x 1.5 = 691.905
    assert one(reference, "69210", units=2).amount_allowed == 4658


class TestWhoBills:
    def test_nonphysician_practitioner(self, reference):
        assert one(reference, "99213", nonphysician=True).amount_allowed == 7561  # 88.95 x 0.85 = 75.6075

    def test_assistant_share_already_holds_the_85_percent(self, reference):
        assert one(reference, "14301", "AS", nonphysician=True).amount_allowed == 14363

    def test_not_participating(self, reference):
        found = one(reference, "99213", participating=False)
        assert found.amount_allowed == 8450  # 88.95 x 0.95 = 84.5025
        assert found.amount_limiting_charge == 9718  # 88.95 x 1.0925 = 97.1779

    def test_the_charge_is_the_most(self, reference):
        assert one(reference, "99213", charge=8000).amount_allowed == 8000
        assert one(reference, "99213", charge=9000).amount_allowed == 8895


class TestWhoPays:
    def test_coinsurance_and_sequestration(self, reference):
        found = one(reference, "17000", on=IN_2026)
        # 66.47 x 0.80 = 53.176 -> 53.18; patient 13.29; 2 % of 53.18 = 1.0636 -> 1.06
        assert (found.amount_paid, found.amount_patient, found.amount_sequestered) == (5212, 1329, 106)

    def test_the_contractors_example_with_a_deductible(self, reference):
        """First Coast: approved 100, deductible 50: payment 40 less 2 % = 39.20, coinsurance 10."""
        reference.fees[(2026, "10060", "")] = FeeRow(code="10060", amount_nonfacility=10000, amount_facility=8000)
        found = one(reference, "10060", on=IN_2026, amount_deductible_left=5000)
        assert (found.amount_paid, found.amount_sequestered, found.amount_patient) == (3920, 80, 6000)

    @pytest.mark.parametrize(
        ("on", "cents"),
        [(date(2020, 4, 30), 80), (date(2020, 5, 1), 0), (date(2022, 4, 1), 40), (date(2022, 7, 1), 80)],
    )
    def test_sequestration_by_date(self, reference, on, cents):
        reference.fees[(on.year, "10060", "")] = FeeRow(code="10060", amount_nonfacility=5000, amount_facility=5000)
        assert one(reference, "10060", on=on).amount_sequestered == cents

    def test_the_deductible_is_used_up_line_by_line(self, reference):
        lines = [PriceLine(code="17003"), PriceLine(code="17003"), PriceLine(code="17003")]
        terms = Terms(amount_deductible_left=1000, sequestration=False)
        found = price_claim(lines, on=IN_2026, reference=reference, terms=terms)
        # 6.35 and 3.65 to the deductible; of the second's 2.70 and the third's 6.35 Medicare pays 80 %
        assert [answer.amount_paid for answer in found] == [0, 216, 508]
        assert [answer.amount_patient for answer in found] == [635, 419, 127]


class TestDrugs:
    def test_payment_limit_times_units(self, reference):
        found = one(reference, "J0585", on=IN_2026, units=100, zip_code="10021", participating=False)
        assert found.amount_allowed == 65140  # 100 x 6.514; no locality, no reduction
        assert (found.amount_patient, found.amount_sequestered) == (13028, 1042)

    def test_a_smaller_coinsurance(self, reference):
        found = one(reference, "J1100", on=IN_2026, units=4)
        # 4 x 0.099 = 0.396 -> 0.40; 81.5 % = 0.326 -> 0.33
        assert (found.amount_allowed, found.amount_patient) == (40, 7)

    def test_not_the_practices_in_a_facility(self, reference):
        assert (
            one(reference, "J0585", on=IN_2026, units=100, setting="facility").cannot.reason == "not-paid-in-facility"
        )


class TestNationalAmountOnly:
    @pytest.fixture(autouse=True)
    def amount(self, reference):
        """Published 2026: 128.59 in the office, 100.54 in a facility."""
        reference.fees[(2026, "10060", "")] = FeeRow(code="10060", amount_nonfacility=12859, amount_facility=10054)

    def test_the_national_price(self, reference):
        assert one(reference, "10060", on=IN_2026).amount_allowed == 12859
        assert one(reference, "10060", on=IN_2026, setting="facility").amount_allowed == 10054

    @pytest.mark.parametrize("terms", [{"zip_code": "10021"}, {"qualifying_apm": True}])
    def test_no_other_price_is_made_of_it(self, reference, terms):
        found = one(reference, "10060", on=IN_2026, **terms)
        assert found.cannot.reason == "national-amount-only"
        assert "$128.59" in found.cannot.message
        assert found.amount_allowed is None


@pytest.mark.parametrize(
    ("terms", "remedy"),
    [
        ({"zip_code": "00000"}, "ZIP5"),
        ({"zip_code": "60601"}, "GPCI"),  # the ZIP code is known, its indices are not
        ({"mac": "13202"}, "locality"),
    ],
)
def test_a_locality_that_is_not_held(reference, terms, remedy):
    found = one(reference, "17000", on=IN_2026, **terms)
    assert found.cannot.reason == "locality-not-held"
    assert remedy in found.cannot.remedy


def test_a_year_without_a_known_factor(reference):
    row = FeeRow(
        code="17000",
        status="A",
        work_rvu=Decimal(1),
        nonfacility_pe_rvu=Decimal(1),
        facility_pe_rvu=Decimal(1),
        mp_rvu=Decimal(0),
    )
    reference.fees[(2030, "17000", "")] = row
    assert one(reference, "17000", on=date(2030, 1, 1)).cannot.reason == "no-conversion-factor"
    reference.fees[(2030, "17000", "")] = msgspec.structs.replace(row, conversion_factor=Decimal("35.5"))
    assert one(reference, "17000", on=date(2030, 1, 1)).amount_allowed == 7100  # the file's own: 2 x 35.5


def test_the_factor_follows_the_day_within_2024(reference):
    row = FeeRow(
        code="17000",
        status="A",
        work_rvu=Decimal(1),
        nonfacility_pe_rvu=Decimal(0),
        facility_pe_rvu=Decimal(0),
        mp_rvu=Decimal(0),
    )
    reference.fees[(2024, "17000", "")] = row
    assert one(reference, "17000", on=date(2024, 3, 8)).amount_allowed == 3274
    assert one(reference, "17000", on=date(2024, 3, 9)).amount_allowed == 3329


def test_imaging_is_capped_at_the_outpatient_rate(reference):
    whole = reference.fees[(2025, "76700", "")]
    capped = {"opps_nonfacility_pe": Decimal("1.00"), "opps_facility_pe": Decimal("3.55"), "opps_mp": Decimal("0.06")}
    reference.fees[(2025, "76700", "")] = msgspec.structs.replace(whole, **capped)
    found = one(reference, "76700")
    assert found.amount_allowed == 6049  # (0.81 + 1.00 + 0.06) x 32.3465 = 60.4880 is lower than 111.92
    assert any("outpatient" in notice for notice in found.notices)
    assert one(reference, "76700", setting="facility").amount_allowed == 11192  # 3.55 is higher than 2.59: no cap


def test_what_rests_on_an_unconfirmed_source_says_so(reference):
    assert any("Not confirmed" in notice for notice in one(reference, "99213", nonphysician=True).notices)
    assert any("33.5675" in notice for notice in one(reference, "17000", on=IN_2026, qualifying_apm=True).notices)
    assert not one(reference, "17000", on=IN_2026, charge=100).notices


def test_every_step_names_its_source(reference):
    found = one(reference, "15823", "50", nonphysician=True, charge=50000)
    assert len(found.steps) == 4
    assert all(step.source.title for step in found.steps)
    assert [step.amount for step in found.steps] == [60132, 90198, 76668, 50000]  # 901.98 x 0.85 = 766.683
    assert "18.59 RVU" in found.steps[0].words
