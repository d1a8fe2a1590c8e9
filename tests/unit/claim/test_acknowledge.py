"""What became of each submission, by table: ACK-1 to ACK-5."""

from datetime import date, datetime, timedelta

import pytest

from cleanskin.claim.acknowledge import STAGES, VERDICTS, Message, Sent, State, Tracked, follow, rank_of, state_of
from cleanskin.claim.acknowledge_due import add_business_days, findings_of, overdue
from cleanskin.claim.acknowledge_messages import (
    messages_of_claims,
    messages_of_form,
    messages_of_interchange,
    messages_of_remittance,
)
from cleanskin.record.acknowledgement import (
    AcknowledgedClaim,
    AcknowledgedPatient,
    AcknowledgedProvider,
    AcknowledgedSubmitter,
    AcknowledgingSource,
    ClaimAcknowledgement,
    ImplementationAcknowledgement,
    InterchangeAcknowledgement,
    SetAcknowledgement,
    StatusCode,
    StatusInformation,
)
from cleanskin.record.claim import DatedEvent
from cleanskin.record.provider import Party
from cleanskin.record.remittance import ClaimPayment, Remittance, RemittanceGroup

MONDAY = date(2026, 3, 2)


def day(number: int) -> date:
    """Days after the Monday on which the first submission is sent."""
    return MONDAY + timedelta(days=number)


def sent(number: int = 1, *, on: int = 0, trace: str = "FH-1", **more: object) -> Sent:
    values: dict[str, object] = {
        "interchange": f"{number:09d}",
        "group": str(number),
        "set": "0001",
        "batch": f"B{number}",
    }
    return Sent(trace=trace, sent_at=datetime.combine(day(on), datetime.min.time().replace(hour=9)), **(values | more))


def heard(stage: str, verdict: str, on: int | None = 1, **more: object) -> Message:
    values: dict[str, object] = {"trace": "FH-1"} if stage in ("clearinghouse", "payer", "answered") else {}
    return Message(stage=stage, verdict=verdict, day=None if on is None else day(on), **(values | more))


TA1 = heard("interchange", "accepted", 0, interchange="1")
FORM = heard("form", "accepted", 0, group="1", set="0001")
FORWARDED = heard("clearinghouse", "received")
A1 = heard("payer", "received")
A2 = heard("payer", "accepted", 2)
A3 = heard("payer", "rejected", 2)
PAID = heard("answered", "accepted", 20)


@pytest.mark.parametrize(
    ("messages", "expected"),
    [
        ([], ("sent", "received")),
        ([TA1], ("interchange", "accepted")),
        ([TA1, FORM], ("form", "accepted")),
        ([heard("form", "rejected", 0, group="1")], ("form", "rejected")),
        ([TA1, FORM, FORWARDED], ("clearinghouse", "received")),
        ([A1, FORWARDED], ("payer", "received")),
        ([A3, A1], ("payer", "rejected")),
        ([A2, A1], ("payer", "accepted")),
        # ACK-2: never the last, always the greatest
        ([A2, heard("payer", "received", 5)], ("payer", "accepted")),
        ([A2, heard("payer", "rejected", 5)], ("payer", "accepted")),
        # ACK-4: a remittance implies acceptance, though no 277CA came
        ([PAID], ("answered", "accepted")),
        ([PAID, FORM], ("answered", "accepted")),
    ],
)
def test_the_state_is_the_greatest_of_what_was_heard(messages, expected):
    (tracked,) = follow([sent()], messages).tracked
    assert (tracked.state.stage, tracked.state.verdict) == expected
    assert tracked.again is None


def test_the_order_of_states():
    ranks = [rank_of(stage, verdict) for stage in STAGES for verdict in VERDICTS]
    assert ranks == sorted(ranks)
    assert rank_of("payer", "received") > rank_of("clearinghouse", "accepted")
    assert rank_of("payer", "accepted") > rank_of("payer", "rejected") > rank_of("payer", "received")


def test_the_proof_of_timely_filing_is_the_payer_s_first_acceptance():
    state = state_of([PAID, A2, heard("payer", "accepted", 4), heard("clearinghouse", "accepted", 1)])
    assert (state.date_accepted, state.is_accepted) == (day(2), True)
    clearinghouse_only = state_of([heard("clearinghouse", "accepted", 1)])
    assert (clearinghouse_only.date_accepted, clearinghouse_only.is_accepted) == (None, False)


def test_acceptance_after_a_rejection_is_of_another_submission():
    """ACK-3, with the second submission known: each has its own answer."""
    first, second = sent(1), sent(2, on=5)
    messages = [heard("payer", "rejected", 2, batch="B1"), heard("payer", "accepted", 7, batch="B2")]
    one, two = follow([second, first], messages).tracked
    assert (one.sent, one.state.verdict, one.again) == (first, "rejected", None)
    assert (two.sent, two.state.verdict, two.again) == (second, "accepted", None)


def test_and_of_one_that_nobody_told_of_when_no_other_is_known():
    (tracked,) = follow([sent()], [A3, heard("payer", "accepted", 6), PAID]).tracked
    assert (tracked.state.verdict, tracked.state.is_inferred) == ("rejected", False)
    assert tracked.again is not None
    assert (tracked.again.stage, tracked.again.is_inferred, tracked.again.date_accepted) == ("answered", True, day(6))
    assert tracked.rank == rank_of("answered", "accepted")


@pytest.mark.parametrize("refused_on", [2, 3, None])
def test_taken_and_sent_back_at_odds_counts_as_taken(refused_on):
    """On the day of acceptance or later, or on a day not told, a rejection implies no other submission."""
    (tracked,) = follow([sent()], [A2, heard("payer", "rejected", refused_on)]).tracked
    assert tracked.state.is_accepted
    assert tracked.state.is_at_odds
    assert tracked.again is None


def test_a_clearinghouse_that_returns_what_the_payer_then_takes():
    (tracked,) = follow([sent()], [heard("clearinghouse", "rejected", 1), A2]).tracked
    assert (tracked.state.stage, tracked.state.verdict) == ("clearinghouse", "rejected")
    assert tracked.again is not None
    assert tracked.again.is_accepted


# ---- which submission is meant ---------------------------------------------------------------------------------------


def test_a_message_speaks_of_what_was_sent_before_it():
    one, two = follow([sent(1), sent(2, on=5)], [heard("payer", "accepted", 3)]).tracked
    assert (one.state.is_accepted, two.state.is_accepted) == (True, False)


def test_of_two_submissions_the_last_before_it_is_meant():
    one, two = follow([sent(1), sent(2, on=5)], [heard("payer", "accepted", 9)]).tracked
    assert (one.state.is_accepted, two.state.is_accepted) == (False, True)


def test_the_batch_tells_the_submission_when_it_is_one_of_ours():
    one, two = follow([sent(1), sent(2, on=5)], [heard("payer", "accepted", 9, batch="B1")]).tracked
    assert (one.state.is_accepted, two.state.is_accepted) == (True, False)


@pytest.mark.parametrize(("stage", "expected"), [("payer", [True, False]), ("clearinghouse", [False, True])])
def test_on_the_day_of_sending_again_a_payer_returns_the_earlier_one(stage, expected):
    """A clearinghouse answers within the hour, a payer overnight."""
    found = follow([sent(1), sent(2, on=5)], [heard(stage, "rejected", 5)])
    assert [one.state.is_rejected for one in found.tracked] == expected


def test_charge_and_day_tell_two_claims_of_one_number_apart():
    first = sent(1, amount_billed=10000, date_of_service=day(-3))
    second = sent(2, amount_billed=25000, date_of_service=day(-2))
    (one, two) = follow([first, second], [heard("payer", "rejected", 2, amount_billed=10000)]).tracked
    assert (one.state.verdict, two.state.stage) == ("rejected", "sent")


def test_a_ta1_speaks_of_everything_in_the_interchange():
    claims = [sent(1), sent(1, trace="FH-2"), sent(2, trace="FH-3")]
    found = follow(claims, [heard("interchange", "rejected", 0, interchange="000000001")])
    assert [one.state.verdict for one in found.tracked] == ["rejected", "rejected", "received"]


def test_a_number_used_again_is_that_of_the_last_file():
    early, late = sent(1, on=0), sent(1, on=10, trace="FH-2")
    found = follow([early, late], [heard("interchange", "rejected", 11, interchange="1")])
    assert [one.state.verdict for one in found.tracked] == ["received", "rejected"]
    told = heard("interchange", "rejected", 11, interchange="1", interchange_day=day(0))
    assert [one.state.verdict for one in follow([early, late], [told]).tracked] == ["rejected", "received"]


def test_a_999_speaks_of_a_transaction_or_of_the_group():
    claims = [sent(1), sent(1, set="0002", trace="FH-2")]
    one = follow(claims, [heard("form", "rejected", 0, group="1", set="2")])
    assert [each.state.verdict for each in one.tracked] == ["received", "rejected"]
    whole = follow(claims, [heard("form", "rejected", 0, group="1")])
    assert [each.state.verdict for each in whole.tracked] == ["rejected", "rejected"]


def test_what_speaks_of_nothing_sent_is_kept_apart():
    stranger = heard("payer", "accepted", 2, trace="XX-9")
    found = follow([sent()], [stranger, A1])
    assert found.unmatched == {stranger}


# ---- messages of acknowledgements ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "verdict"), [("A", ["accepted"]), ("E", ["accepted"]), ("R", ["rejected"]), ("", []), ("Z", [])]
)
def test_messages_of_a_ta1(code, verdict):
    ack = InterchangeAcknowledgement(control_number="000000001", date_sent=MONDAY, code=code)
    assert [message.verdict for message in messages_of_interchange(ack, day=MONDAY)] == verdict


@pytest.mark.parametrize(
    ("group", "sets", "expected"),
    [
        ("A", "", [("", "accepted")]),
        ("A", "A", [("1", "accepted")]),
        ("E", "E", [("1", "accepted")]),
        ("P", "AR", [("1", "accepted"), ("2", "rejected")]),
        ("R", "RR", [("", "rejected")]),
        ("R", "AR", [("", "rejected")]),  # a group rejected as a whole takes all with it
        ("R", "", [("", "rejected")]),
        ("X", "", [("", "rejected")]),
        ("P", "", []),
        ("", "A", [("1", "accepted")]),
    ],
)
def test_messages_of_a_999(group, sets, expected):
    ack = ImplementationAcknowledgement(
        group_code="HC",
        group_control_number="1",
        code=group,
        sets=tuple(
            SetAcknowledgement(transaction="837", control_number=str(number), code=code)
            for number, code in enumerate(sets, 1)
        ),
    )
    assert [(message.set, message.verdict) for message in messages_of_form(ack, day=MONDAY)] == expected


def claims_of(role: str, *categories: str) -> ClaimAcknowledgement:
    statuses = tuple(StatusInformation(codes=(StatusCode(category=one, status="20"),)) for one in categories)
    claim = AcknowledgedClaim(
        patient_control_number="FH-1", statuses=statuses, dates=(DatedEvent(kind="472", first=day(-3)),)
    )
    patient = AcknowledgedPatient(patient=Party(role="patient"), claims=(claim,))
    provider = AcknowledgedProvider(provider=Party(role="billing"), patients=(patient,))
    submitter = AcknowledgedSubmitter(submitter=Party(role="submitter"), trace_number="B1", providers=(provider,))
    source = AcknowledgingSource(
        source=Party(role=role), date_received=day(0), date_processed=day(1), submitters=(submitter,)
    )
    return ClaimAcknowledgement(sources=(source,))


@pytest.mark.parametrize(
    ("category", "verdict"),
    [
        ("A0", "received"),
        ("A1", "received"),
        ("A2", "accepted"),
        ("A3", "rejected"),
        ("A4", "rejected"),
        ("A5", "received"),
        ("A6", "rejected"),
        ("A7", "rejected"),
        ("A8", "rejected"),
    ],
)
def test_messages_of_a_277ca(category, verdict):
    (message,) = messages_of_claims(claims_of("payer", category))
    assert (message.stage, message.verdict, message.day, message.batch) == ("payer", verdict, day(1), "B1")
    assert (message.trace, message.date_of_service) == ("FH-1", day(-3))


def test_a_clearinghouse_speaks_for_itself():
    (message,) = messages_of_claims(claims_of("clearinghouse", "A2"))
    assert message.stage == "clearinghouse"


def test_a_category_that_is_not_known_decides_nothing():
    assert list(messages_of_claims(claims_of("payer", "F1", ""))) == []


@pytest.mark.parametrize(
    ("status", "expected"),
    [("1", ["answered"]), ("22", ["answered"]), ("4", ["answered"]), ("23", ["payer"]), ("25", [])],
)
def test_messages_of_an_835(status, expected):
    claim = ClaimPayment(patient_control_number="FH-1", status_code=status, amount_billed=-12000, amount_paid=0)
    remittance = Remittance(
        handling_code="I",
        amount_paid=0,
        date_produced=day(20),
        payer=Party(role="payer"),
        payee=Party(role="payee"),
        groups=(RemittanceGroup(number="1", claims=(claim,)),),
    )
    messages = list(messages_of_remittance(remittance))
    assert [message.stage for message in messages] == expected
    assert all(message.amount_billed == 12000 for message in messages)


# ---- what is late ----------------------------------------------------------------------------------------------------


def at(on: int, hour: int, minute: int = 0) -> datetime:
    return datetime.combine(day(on), datetime.min.time().replace(hour=hour, minute=minute))


@pytest.mark.parametrize(
    ("messages", "as_of", "expected"),
    [
        ([], at(0, 10), []),
        ([], at(0, 10, 1), ["form"]),
        ([FORM], at(0, 10, 1), []),
        ([FORM], at(1, 9), []),
        ([FORM], at(1, 9, 1), ["clearinghouse"]),
        ([FORM, FORWARDED], at(2, 9, 1), ["payer"]),
        ([A1], at(2, 9, 1), []),  # the payer speaks, so all before it must have worked
        ([A2], at(30, 9), []),
        ([A2], at(30, 9, 1), ["answered"]),
        ([PAID], at(90, 9), []),
        ([heard("form", "rejected", 0, group="1")], at(90, 9), []),  # nothing is awaited of what was sent back
        ([], at(31, 9), ["form", "clearinghouse", "payer", "answered"]),
    ],
)
def test_what_is_overdue(messages, as_of, expected):
    (tracked,) = follow([sent()], messages).tracked
    assert [late.stage for late in overdue(tracked, as_of=as_of, payer_days=30)] == expected


def test_without_the_payer_s_habit_no_remittance_is_overdue():
    tracked = Tracked(sent=sent(), state=State(stage="payer", verdict="accepted"))
    assert overdue(tracked, as_of=at(900, 9)) == ()


@pytest.mark.parametrize(
    ("start", "days", "holidays", "expected"),
    [
        (at(0, 9), 2, [], at(2, 9)),  # Monday to Wednesday
        (at(4, 9), 1, [], at(7, 9)),  # Friday to Monday
        (at(5, 9), 1, [], at(7, 9)),  # Saturday to Monday
        (at(4, 9), 1, [day(7)], at(8, 9)),
    ],
)
def test_business_days(start, days, holidays, expected):
    assert add_business_days(start, days, holidays=holidays) == expected


def test_findings_say_what_is_wrong_and_no_number():
    messages = [A3, heard("payer", "accepted", 6), heard("payer", "accepted", 2, trace="XX-9")]
    other = sent(2, trace="FH-2")
    odd = [heard("payer", "accepted", 2, trace="FH-2"), heard("payer", "rejected", 3, trace="FH-2")]
    following = follow([sent(), other, sent(3, trace="FH-3")], [*messages, *odd])
    found = list(findings_of(following, as_of=at(0, 10, 1)))
    assert [finding.name for finding in found] == [
        "sent-again-unrecorded",
        "acknowledgements-at-odds",
        "acknowledgement-overdue",
        "acknowledgement-of-nothing-sent",
    ]
    assert not any("FH-" in finding.message for finding in found)
