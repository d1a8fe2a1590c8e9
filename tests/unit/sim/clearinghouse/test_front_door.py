"""The front door: each edit is tripped by one fault alone, and names its row of the table."""

from datetime import date, timedelta
from decimal import Decimal

import msgspec
import pytest

from cleanskin.record.claim import Diagnosis, Procedure
from cleanskin.record.coverage import Coordination, Coverage
from cleanskin.record.provider import Reference
from cleanskin.sim.chance import Chance
from cleanskin.sim.clearinghouse import FAULTS, front_end
from cleanskin.sim.clearinghouse.edits import BY_CLEARINGHOUSE, BY_PAYER, EDITS, first_edit
from cleanskin.sim.nouns.configuration import Configuration
from cleanskin.sim.nouns.patient import CoverageSpan
from cleanskin.sim.payer import PAYERS

CALM = Configuration(seed=1, faults={kind: 0 for kind in FAULTS if kind.startswith("door_")})


class Book:
    """Knows one member."""

    def find(self, payer, member_id, last, first, born, on):
        if (member_id, last) != ("302X0000017", "MARSHWICK"):
            return None
        return CoverageSpan(payer=payer, member_id=member_id, first=date(2020, 1, 1), last=date(2020, 12, 31))

    def knows(self, payer, member_id):
        return member_id == "302X0000017"

    def others(self, payer, member_id, on):
        return ()

    def seen_before(self, payer, member_id, on):
        return None


def _line(make, **changes):
    return (make.line(1, **changes),)


def _party(make, **changes):
    return {"billing_provider": msgspec.structs.replace(make.billing(), **changes)}


def _address(make, **changes):
    return _party(make, address=msgspec.structs.replace(make.billing().address, **changes))


def _member(make, **changes):
    return {"coverage": make.coverage(subscriber=make.person(**changes))}


def _other(make):
    first = Coverage(
        payer_responsibility="P", relationship="18", claim_filing_indicator="BL", subscriber=make.person(),
        payer=make.paying(PAYERS["tanager_blue"]),
        coordination=Coordination(amount_paid=100, adjustments=(), benefits_assigned="Y"),
    )  # fmt: skip
    told = msgspec.structs.replace(make.rich_claim().lines[0].adjudications[0], amount_paid=100)
    return {"other_coverages": (first,), "lines": _line(make, adjudications=(told,))}


FAULTY = {
    "line_limit": lambda make: {"lines": tuple(make.line(number) for number in range(1, 52))},
    "lines_or_total": lambda make: {"amount_billed": 1},
    "diagnosis_missing": lambda make: {"diagnoses": ()},
    "diagnosis_form": lambda make: {"diagnoses": (Diagnosis(code="D48.5", qualifier="ABK"),)},
    "pointer_missing": lambda make: {"lines": _line(make, diagnosis_pointers=(3,))},
    "procedure_form": lambda make: {"lines": _line(make, procedure=Procedure(code="1110"))},
    "modifier_form": lambda make: {"lines": _line(make, procedure=Procedure(code="11102", modifiers=("5",)))},
    "units_form": lambda make: {"lines": _line(make, units=Decimal(0))},
    "date_missing": lambda make: {"lines": _line(make, dates=())},
    "date_future": lambda make: {
        "lines": _line(make, dates=(msgspec.structs.replace(make.line().dates[0], first=date(2026, 1, 1)),))
    },
    "date_before_birth": lambda make: _member(
        make, demographics=msgspec.structs.replace(make.person().demographics, birth_date=date(2025, 3, 5))
    ),
    "billing_npi": lambda make: _party(make, id="1999000016"),
    "rendering_npi": lambda make: {"providers": (msgspec.structs.replace(make.claim().providers[0], id="123"),)},
    "tax_number": lambda make: _party(make, references=(Reference(kind="EI", value="89"),)),
    "zip_short": lambda make: _address(make, postal_code="05997"),
    "zip_short_place": lambda make: {
        "providers": (
            msgspec.structs.replace(
                make.rich_claim().providers[2],
                address=msgspec.structs.replace(make.billing().address, postal_code="05997"),
            ),
        )
    },
    "po_box": lambda make: _address(make, line_1="P.O. Box 12"),
    "replacement_number": lambda make: {"frequency_code": "7"},
    "coordination": _other,
    "payer_unknown": lambda make: {
        "coverage": make.coverage(payer=msgspec.structs.replace(make.paying(make.payer), id="ZZ999"))
    },
    "filing_indicator": lambda make: {"coverage": make.coverage(claim_filing_indicator="MB")},
    "referral_provider": lambda make: {"references": (Reference(kind="9F", value="R1"),)},
    "facility_missing": lambda make: {"place_of_service": "22"},
    "drug_number_missing": lambda make: {"lines": _line(make, procedure=Procedure(code="J3301"))},
    "clia_missing": lambda make: {"lines": _line(make, procedure=Procedure(code="88305"))},
    "member_id_missing": lambda make: _member(make, id=""),
    "member_differs": lambda make: _member(make, name="MARSHWIK"),
    "member_unknown": lambda make: _member(make, id="302X0000071"),
}
FURTHER = {"duplicate_claim", "replacement_not_taken", "taxonomy_missing", "provider_not_on_file", "payer_system"}
"""Tested apart: they need another payer, an earlier claim or chance."""


def test_a_sound_claim_goes_through(make):
    said = front_end(CALM, make.bill(), make.payer, Book(), make.sent, Chance(1))
    assert (said.category, said.accepted, said.cause) == ("A2", True, "")
    assert first_edit(make.rich_claim(), make.second, Book(), make.sent, ()) == ""


@pytest.mark.parametrize("edit", FAULTY)
def test_one_fault_trips_its_edit(make, edit):
    claim = make.claim(**FAULTY[edit](make))
    said = front_end(CALM, make.bill(claim), make.payer, Book(), make.sent, Chance(1))
    row = EDITS[edit]
    assert (said.cause, said.category, said.status, said.entity) == (edit, row.category, row.status, row.entity)
    assert not said.accepted


def test_every_row_has_its_function_and_every_function_its_row():
    functions = {key for key, _ in (*BY_CLEARINGHOUSE, *BY_PAYER)}
    assert functions <= EDITS.keys()
    assert set(FAULTY) | FURTHER == set(EDITS)
    assert {key for key, _ in BY_PAYER} <= {key for key, row in EDITS.items() if row.by == "payer"}
    for row in EDITS.values():
        assert row.category in ("A3", "A6", "A7", "A8")
        assert row.trust in ("[check]", "[assumed]")
        assert row.meaning


def test_what_depends_on_the_payer(make):
    medicare, medicaid = PAYERS["marshlight_medicare"], PAYERS["ferndale_medicaid"]
    for payer, changes, edit in (
        (medicare, {"frequency_code": "7", "references": (Reference(kind="F8", value="1"),)}, "replacement_not_taken"),
        (medicaid, _party(make, taxonomy=""), "taxonomy_missing"),
        (make.payer, _party(make, taxonomy=""), ""),
        (medicare, {"lines": _line(make, procedure=Procedure(code="J3301"))}, ""),
    ):
        coverage = make.coverage(payer=make.paying(payer), claim_filing_indicator=payer.filing_indicator)
        claim = make.claim(**({"coverage": coverage} | changes))
        assert first_edit(claim, payer, Book(), make.sent, ()) == edit


def test_the_same_claim_twice_within_days_is_refused(make):
    earlier = [make.bill()]
    again = make.claim()
    assert first_edit(again, make.payer, Book(), make.sent + timedelta(days=4), earlier) == "duplicate_claim"
    assert first_edit(again, make.payer, Book(), make.sent + timedelta(days=11), earlier) == ""
    other = make.claim(lines=(make.line(1, amount_billed=100),))
    assert first_edit(other, make.payer, Book(), make.sent, earlier) == ""


def test_the_door_stumbles_at_its_rates(make):
    configuration = Configuration(seed=1, faults={"door_system_down": 1000, "door_member_list_late": 500})
    bill = make.bill()
    causes = [
        front_end(configuration, bill, make.payer, Book(), make.sent, Chance(7, number)).cause for number in range(4000)
    ]
    assert 320 <= causes.count("payer_system") <= 480
    assert 150 <= causes.count("member_unknown") <= 250
    strange = make.bill(make.claim(**_member(make, id="302X0000071")))
    left = [
        front_end(Configuration(seed=1), strange, make.payer, Book(), make.sent, Chance(7, number)).accepted
        for number in range(2000)
    ]
    assert 400 <= sum(left) <= 600, "a quarter of payers' doors leave membership to adjudication"
