"""What staff do about answers: they know only what the answer says."""

from collections.abc import Callable
from datetime import date

import pytest
from msgspec.structs import replace
from tests.unit.sim.staff.conftest import patient, span, visit

from cleanskin.sim.chance import Chance
from cleanskin.sim.nouns.bill import Bill, FollowUp
from cleanskin.sim.nouns.configuration import Configuration
from cleanskin.sim.nouns.decision import ClaimDecision, FrontEnd, LineDecision
from cleanskin.sim.nouns.patient import Patient, Practice
from cleanskin.sim.nouns.visit import TrueVisit
from cleanskin.sim.staff import ERRORS, prepare, respond, silence
from cleanskin.sim.staff import follow_up as follow_ups
from cleanskin.sim.staff.follow_up import habits
from cleanskin.sim.staff.reading import read_refusal

Billed = Callable[..., list[Bill]]
ANSWERED = date(2025, 4, 2)


@pytest.fixture(autouse=True)
def _always_worked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Staff who work everything and find every slip, so that what they do can be said beforehand."""
    sure = {name: replace(habit, worked=10_000, skill=10_000) for name, habit in habits().items()}
    monkeypatch.setattr(follow_ups, "habits", lambda: sure)


def decision(bill: Bill, *refusals: tuple[int, str, str, tuple[str, ...]], **facts: object) -> ClaimDecision:
    """Return an answer that refuses some lines (index, group, reason, remarks) and pays the others at half."""
    by_index = {index: (group, carc, remarks) for index, group, carc, remarks in refusals}
    lines = []
    for index, line in enumerate(bill.claim.lines):
        charge = line.amount_billed
        if index in by_index:
            group, carc, remarks = by_index[index]
            outcome = "unprocessable" if "MA130" in remarks else "denied"
            lines.append(
                LineDecision(
                    number=line.number, charge=charge, paid=0, adjustments=((group, carc, charge),), remarks=remarks,
                    outcome=outcome,  # type: ignore[arg-type]
                )
            )  # fmt: skip
            continue
        paid = charge // 2
        rest = charge - paid - 1_000
        lines.append(
            LineDecision(
                number=line.number, charge=charge, paid=paid, allowed=paid + 1_000,
                adjustments=(("CO", "45", rest), ("PR", "2", 1_000)),
            )
        )  # fmt: skip
    told: dict[str, object] = {
        "claim": bill.claim,
        "payer": "heartwood_care",
        "number": "3042500001",
        "day": ANSWERED,
        "lines": tuple(lines),
    }
    return ClaimDecision(**(told | facts))  # type: ignore[arg-type]


@pytest.fixture
def answered(practice: Practice, billed: Billed) -> Callable[..., tuple[Bill, FollowUp]]:
    """Return a function that spoils a bill in one way, refuses its line and returns what staff do."""

    def follow(
        world: Configuration, kind: str, code: str, refusal: tuple[str, str, tuple[str, ...]], *,
        who: Patient | None = None, seen: TrueVisit | None = None, round: int = 1,
    ) -> tuple[Bill, FollowUp]:  # fmt: skip
        who, seen = who or patient(), seen or visit()
        if kind:
            world = replace(world, errors=world.errors | {kind: 10_000})
        desk = prepare(world, practice, who, seen)
        bill = next(one for one in billed(world, who, seen) if code in {x.procedure.code for x in one.claim.lines})
        at = [line.procedure.code for line in bill.claim.lines].index(code)
        answer = decision(bill, (at, *refusal), payer=bill.claim.coverage.payer.name)
        return bill, respond(world, practice, who, seen, desk, bill, answer, round=round)

    return follow


def test_a_forgotten_25_is_put_on_and_the_claim_replaced(
    answered: Callable[..., tuple[Bill, FollowUp]], flawless: Configuration
) -> None:
    bill, follow = answered(flawless, "missing_25", "99214", ("CO", "97", ("M15",)))
    assert bill.claim.lines[0].procedure.modifiers == ()
    assert (follow.action, follow.fixed) == ("correct", ("missing_25",))
    assert follow.bill is not None
    claim = follow.bill.claim
    assert (claim.frequency_code, claim.reference("F8")) == ("7", "3042500001")
    assert claim.lines[0].procedure.modifiers == ("25",)
    assert claim.patient_control_number == bill.claim.patient_control_number
    assert claim.reference("D9") == follow.bill.identifier != bill.identifier
    assert follow.bill.ready_on == follow.on > ANSWERED
    assert not follow.bill.errors


def test_medicare_is_asked_to_reopen_instead(
    answered: Callable[..., tuple[Bill, FollowUp]], flawless: Configuration
) -> None:
    old, seen = patient(span("marshlight_medicare")), visit(payer="marshlight_medicare")
    _, follow = answered(flawless, "missing_25", "99214", ("CO", "97", ("M15",)), who=old, seen=seen)
    assert (follow.action, follow.means, follow.supports) == ("appeal", "reopening", True)


def test_an_unprocessable_claim_is_sent_as_new(
    answered: Callable[..., tuple[Bill, FollowUp]], flawless: Configuration
) -> None:
    _, follow = answered(flawless, "missing_ndc", "J3301", ("CO", "16", ("M119", "MA130")))
    assert follow.reason == "coding_edit"
    assert follow.action == "resend"
    assert follow.bill is not None
    assert follow.bill.claim.frequency_code == "1"
    assert follow.bill.claim.reference("F8") == ""


def test_coverage_that_had_ended_sends_the_claim_to_the_right_payer(
    practice: Practice, billed: Billed, flawless: Configuration
) -> None:
    moved = patient(
        span("bramble_health", member_id="302X1", last=date(2025, 1, 31)), span(first=date(2025, 2, 1))
    )  # fmt: skip
    careless = replace(
        flawless, errors=flawless.errors | {"eligibility_not_checked": 10_000, "old_coverage_on_file": 10_000}
    )
    desk = prepare(careless, practice, moved, visit())
    bill = billed(careless, moved, visit())[0]
    answer = decision(bill, *[(at, "PR", "27", ()) for at in range(len(bill.claim.lines))], payer="bramble_health")
    follow = respond(careless, practice, moved, visit(), desk, bill, answer)
    assert follow.action == "resend"
    assert follow.bill is not None
    assert follow.bill.claim.coverage.payer.id == "ZZ304"
    assert follow.bill.claim.frequency_code == "1"
    assert follow.bill.claim.reference("F8") == ""


def test_a_rejected_claim_is_fixed_and_sent_as_original(
    practice: Practice, billed: Billed, flawless: Configuration
) -> None:
    world = replace(flawless, errors=flawless.errors | {"wrong_member_id": 10_000})
    seen = visit(new_patient=True)
    desk = prepare(world, practice, patient(), seen)
    bill = billed(world, patient(), seen)[0]
    said = FrontEnd(category="A7", status="33", entity="IL", cause="member_unknown", day=ANSWERED)
    follow = respond(world, practice, patient(), seen, desk, bill, said)
    assert follow.action == "resend"
    assert follow.bill is not None
    assert follow.bill.claim.coverage.member_id == "304X00000017" != bill.claim.coverage.member_id
    assert follow.bill.claim.frequency_code == "1"


def test_no_slip_found_is_argued_and_what_was_not_done_is_not_supported(
    answered: Callable[..., tuple[Bill, FollowUp]], flawless: Configuration
) -> None:
    _, follow = answered(flawless, "", "11102", ("CO", "50", ("N115",)))
    assert (follow.action, follow.means, follow.supports, follow.bill) == ("appeal", "appeal", True, None)


def test_an_appeal_for_what_was_never_done_has_no_record_behind_it(
    answered: Callable[..., tuple[Bill, FollowUp]], flawless: Configuration, monkeypatch: pytest.MonkeyPatch
) -> None:
    blind = {name: replace(habit, worked=10_000, skill=0) for name, habit in habits().items()}
    monkeypatch.setattr(follow_ups, "habits", lambda: blind)
    lone = visit(replace(visit().services[1], code="11402"))
    bill, follow = answered(flawless, "bundled_billed_apart", "12001", ("CO", "50", ()), seen=lone)
    assert bill.services[-1] is None
    assert (follow.action, follow.supports) == ("appeal", False)


def test_after_three_rounds_staff_give_up(
    answered: Callable[..., tuple[Bill, FollowUp]], flawless: Configuration
) -> None:
    _, follow = answered(flawless, "missing_25", "99214", ("CO", "97", ("M15",)), round=4)
    assert (follow.action, follow.bill) == ("nothing", None)


def test_the_second_payer_is_told_what_the_first_decided(
    practice: Practice, billed: Billed, flawless: Configuration
) -> None:
    double = patient(span(), span("quill_mutual", rank=2, member_id="303Y00000017"))
    desk = prepare(flawless, practice, double, visit())
    bill = billed(flawless, double, visit())[0]
    answer = decision(bill)
    follow = respond(flawless, practice, double, visit(), desk, bill, answer)
    assert follow.action == "secondary"
    assert follow.bill is not None
    claim = follow.bill.claim
    assert (claim.coverage.payer.id, claim.coverage.payer_responsibility) == ("ZZ303", "S")
    assert claim.coverage.member_id == "303Y00000017"
    told = claim.other_coverages[0]
    assert told.coordination is not None
    assert told.coordination.amount_paid == answer.paid
    for line in claim.lines:
        adjudged = line.adjudications[0]
        assert adjudged.amount_paid + sum(one.amount for one in adjudged.adjustments) == line.amount_billed


def test_a_forwarded_claim_and_a_lone_payer_leave_the_rest_to_the_patient(
    practice: Practice, billed: Billed, flawless: Configuration
) -> None:
    desk = prepare(flawless, practice, patient(), visit())
    bill = replace(billed(flawless, patient(), visit())[0], kind="resubmission")
    follow = respond(flawless, practice, patient(), visit(), desk, bill, decision(bill))
    assert follow.action == "bill_patient"
    paid = decision(bill)
    whole = replace(paid, lines=tuple(replace(line, adjustments=(), paid=line.charge) for line in paid.lines))
    assert respond(flawless, practice, patient(), visit(), desk, bill, whole).action == "nothing"


def test_records_that_are_asked_for_are_sent(practice: Practice, billed: Billed, flawless: Configuration) -> None:
    desk = prepare(flawless, practice, patient(), visit())
    bill = billed(flawless, patient(), visit())[0]
    asked = replace(decision(bill), kind="pend", asks=("office notes",))
    follow = respond(flawless, practice, patient(), visit(), desk, bill, asked)
    assert (follow.action, follow.means) == ("send_records", "records")


def test_an_unanswered_claim_is_sent_again_or_lies(practice: Practice, billed: Billed, flawless: Configuration) -> None:
    seen = set()
    for number in range(1, 40):
        bill = billed(flawless, patient(), visit(number=number))[0]
        follow = silence(flawless, practice, patient(), visit(number=number), bill)
        seen.add(follow.action)
        if follow.bill is not None:
            assert follow.bill.identifier != bill.identifier
            assert (follow.bill.ready_on - bill.ready_on).days >= 40
    assert seen == {"nothing", "resend"}


def test_the_crib_sheet_reads_pairs_before_single_codes() -> None:
    def read(carc: str, *remarks: str) -> str:
        line = LineDecision(number="1", charge=1, paid=0, adjustments=(("CO", carc, 1),), remarks=remarks)
        found = [read_refusal(line, (), Chance(seed))[0] for seed in range(60)]
        return max(sorted(set(found)), key=found.count)

    assert read("97", "M144") == "global_period"
    assert read("97") == "bundling_ncci"
    assert read("16", "N382") == "eligibility_registration"
    assert read("ZZ9") == "other"


def test_every_category_of_the_crib_sheet_has_a_habit() -> None:
    from cleanskin.sim.staff.reading import _sheet

    assert set(_sheet().values()) <= set(habits())
    known = {category for row in ERRORS.values() for category in row.found_by}
    assert known <= set(habits())


def test_a_second_payers_refusal_never_rewrites_the_claim_to_the_first(
    practice: Practice, billed: Billed, flawless: Configuration
) -> None:
    world = replace(flawless, errors=flawless.errors | {"missing_25": 10_000})
    desk = prepare(world, practice, patient(), visit())
    bill = billed(world, patient(), visit())[0]
    answer = decision(bill, (0, "CO", "97", ("M15",)), order="secondary", payer="quill_mutual")
    follow = respond(world, practice, patient(), visit(), desk, bill, answer)
    assert follow.fixed == ()
    assert follow.bill is None
