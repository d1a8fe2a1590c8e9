"""A perfect bill holds everything a payer asks for, and its numbers add up."""

from collections.abc import Callable
from datetime import date, timedelta

from msgspec.structs import replace
from tests.unit.sim.staff.conftest import DAY, SERVICES, patient, span, visit

from cleanskin.sim.fees import charge_amount, fees, medicare_amount
from cleanskin.sim.nouns.bill import Bill, CodedLine
from cleanskin.sim.nouns.configuration import Configuration
from cleanskin.sim.nouns.visit import TrueService
from cleanskin.sim.staff.write import control_number

Billed = Callable[..., list[Bill]]


def whole(billed: Billed, flawless: Configuration, **facts: object) -> Bill:
    bills = billed(flawless, patient(), visit(), **facts)
    assert len({bill.number for bill in bills}) == len(bills)
    return bills[0]


def test_every_true_service_is_billed_as_it_is(billed: Billed, flawless: Configuration) -> None:
    bills = billed(flawless, patient(), visit())
    lines = {service: line for bill in bills for service, line in zip(bill.services, bill.claim.lines, strict=True)}
    assert sorted(lines) == list(range(len(SERVICES)))
    for index, service in enumerate(SERVICES):
        line = lines[index]
        assert line.procedure.code == service.code
        assert line.procedure.modifiers == service.modifiers
        assert line.units == service.units
        assert line.amount_billed == charge_amount(service.code) * service.units
        assert line.date_of_service == DAY
    assert all(not bill.errors for bill in bills)


def test_totals_pointers_and_numbers_hold(billed: Billed, flawless: Configuration) -> None:
    for bill in billed(flawless, patient(), visit()):
        claim = bill.claim
        assert claim.amount_billed == sum(line.amount_billed for line in claim.lines)
        assert claim.reference("D9") == bill.identifier
        assert claim.diagnoses[0].qualifier == "ABK"
        assert {one.qualifier for one in claim.diagnoses[1:]} <= {"ABF"}
        by_place = [one.code for one in claim.diagnoses]
        for service, line in zip(bill.services, claim.lines, strict=True):
            assert service is not None
            assert tuple(by_place[at - 1] for at in line.diagnosis_pointers) == SERVICES[service].diagnoses


def test_laboratory_lines_bring_the_laboratory_number_and_drugs_their_own(
    billed: Billed, flawless: Configuration
) -> None:
    bills = billed(flawless, patient(), visit())
    for bill in bills:
        codes = [line.procedure.code for line in bill.claim.lines]
        assert bool(bill.claim.reference("X4")) == ("88305" in codes)
        for line in bill.claim.lines:
            assert (line.drug is not None) == (line.procedure.code == "J3301")


def test_a_claim_waits_for_its_pathology(billed: Billed, flawless: Configuration) -> None:
    bill = next(bill for bill in billed(flawless, patient(), visit()) if 3 in bill.services)
    assert bill.ready_on > DAY + timedelta(days=5)


def test_nothing_is_billed_for_cosmetic_work_missed_visits_and_checks_after_surgery(
    billed: Billed, flawless: Configuration
) -> None:
    peel = TrueService(code="15788", family="cosmetic", nature="cosmetic", price=30_000)
    check = TrueService(code="99024", family="visit")
    assert billed(flawless, patient(), visit(peel, payer="")) == []
    assert billed(flawless, patient(), visit(check)) == []
    assert billed(flawless, patient(), visit(attendance="no_show")) == []
    assert billed(flawless, patient(), visit(payer="")) == []


def test_a_dependent_stands_below_the_subscriber(billed: Billed, flawless: Configuration) -> None:
    child = patient(span(relationship="19", subscriber_first="ORRIN", subscriber_born=date(1968, 1, 1)))
    claim = billed(flawless, child, visit())[0].claim
    assert claim.subscriber.first_name == "ORRIN"
    assert claim.subscriber.demographics is None
    assert claim.patient is not None
    assert claim.patient.first_name == "LUNETTE"
    assert (claim.coverage.relationship, claim.patient_relationship) == ("", "19")


def test_an_injury_names_its_cause_day_and_report(billed: Billed, flawless: Configuration) -> None:
    injured = patient(span("irongate_work_cover", rank=9, plan="injury", first=date(2025, 2, 3)), span())
    bill = billed(flawless, injured, visit(payer="irongate_work_cover"))[0]
    assert bill.population == "workers_compensation"
    assert bill.claim.related_causes == ("EM",)
    event = bill.claim.event("439")
    assert event is not None
    assert event.first == date(2025, 2, 3)
    assert bill.claim.attachments
    assert bill.claim.other_coverages == ()


def test_a_second_payer_is_named_beside_the_first(billed: Billed, flawless: Configuration) -> None:
    double = patient(span(), span("quill_mutual", rank=2, member_id="303Y00000017"))
    claim = billed(flawless, double, visit())[0].claim
    assert [one.payer.id for one in claim.other_coverages] == ["ZZ303"]
    assert claim.other_coverages[0].payer_responsibility == "S"


def test_a_signed_notice_stands_on_the_line_it_is_about(billed: Billed, flawless: Configuration) -> None:
    tags = replace(SERVICES[1], code="11200", nature="conditional", diagnoses=("L918",))
    old = patient(span("marshlight_medicare"))
    claim = billed(flawless, old, visit(SERVICES[0], tags, payer="marshlight_medicare"), abn=True)[0].claim
    assert claim.lines[1].procedure.modifiers == ("GA",)
    assert claim.lines[0].procedure.modifiers == ("25",)


def test_a_coders_lines_replace_the_staffs(billed: Billed, flawless: Configuration) -> None:
    coded = (
        CodedLine(code="17000", diagnoses=("L570",)),
        CodedLine(code="17110", diagnoses=("B079",), modifiers=("59",)),
    )
    bill = whole(billed, flawless, coded=coded)
    assert bill.services == (1, None)
    assert [line.procedure.code for line in bill.claim.lines] == ["17000", "17110"]


def test_control_numbers_differ_in_their_first_nine_characters() -> None:
    numbers = {control_number(patient, number)[:9].upper() for patient in (0, 1, 99_999) for number in range(1, 900)}
    assert len(numbers) == 3 * 899


def test_the_account_number_stands_on_every_claim_where_that_is_the_habit(
    billed: Billed, flawless: Configuration
) -> None:
    configuration = replace(flawless, control_numbers="per_account")
    assert {bill.claim.patient_control_number for bill in billed(configuration, patient(), visit())} == {"A17"}


def test_charges_are_above_what_medicare_pays() -> None:
    for code, fee in fees().items():
        assert fee.charge * 100 >= 210 * fee.medicare, code
        assert medicare_amount(code) == fee.medicare


def test_a_practitioner_bills_as_the_payer_wants(billed: Billed, flawless: Configuration) -> None:
    """Under the own number, always under the supervisor's, or under it where nothing is new."""

    def names(payer: str, **facts: object) -> tuple[str, bool]:
        claim = billed(flawless, patient(span(payer)), visit(payer=payer, provider="provider_3", **facts))[0].claim
        rendering = claim.provider("rendering")
        assert rendering is not None
        return rendering.taxonomy, claim.provider("supervising") is not None

    assert names("heartwood_care") == ("363AM0700X", False)
    assert names("quill_mutual") == ("207N00000X", True)
    assert names("larkspur_senior") == ("207N00000X", True)
    assert names("larkspur_senior", new_patient=True) == ("363AM0700X", False)
