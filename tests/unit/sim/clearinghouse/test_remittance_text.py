"""Answers as 835 text: balanced, judged by pyx12 and oxedi, read back as decided."""

from datetime import date

import msgspec
import oxedi
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleanskin.record.claim import Procedure
from cleanskin.sim import wire
from cleanskin.sim.clearinghouse.batches import Balances, remittance_body
from cleanskin.sim.clearinghouse.shelf import Interchange
from cleanskin.sim.nouns.decision import LineDecision
from cleanskin.sim.payer import PAYERS
from cleanskin.sim.wire.segments import interchange_head
from cleanskin.x12.guides.remittance_835_record import read_remittance
from cleanskin.x12.read import read_file

PAID_ON = date(2025, 3, 20)


def _file(make, decisions, *, more=()):
    events = [
        wire.decision_event(decision, patient=1, number=place, payers=PAYERS)
        for place, decision in enumerate(decisions)
    ]
    adjustments = [one for event in events for one in event.adjustments] + list(more)
    said, paid = Balances().settle(make.payer, PAID_ON, sum(event.cents for event in events), adjustments)
    head = interchange_head(
        sender=make.payer.payer_id, receiver="QUARRYBANK", day=PAID_ON, control=1, functional="HP",
        version="005010X221A1",
    )  # fmt: skip
    interchange = Interchange(head, 1)
    body = remittance_body(
        [event.text for event in events if event.text], make.payer, payee=make.sender.payee, npi=make.sender.npi,
        day=PAID_ON, control=1, trace="302T20250320", method="ACH" if paid else "NON", paid=paid, adjustments=said,
    )  # fmt: skip
    interchange.add(body, 1)
    return interchange.text().encode("ascii")


def _read(data):
    (reading,) = read_file(data, name="made")
    assert [one.name for one in reading.findings if one.severity != "note"] == []
    assert list(oxedi.parse(data).diagnostics) == []
    remittance = read_remittance(reading.transaction).remittance
    assert remittance.extras == ()
    return remittance


def _varied(make):
    """Decisions of every kind: changed, split, refused, at claim level, reversed, recovered, crossed over."""
    claim, rich = make.claim(), make.rich_claim()
    second = claim.lines[1]
    changed = make.decision(
        claim,
        lines=(
            LineDecision(number="1", charge=10275, paid=10000, allowed=10000, adjustments=(("CO", "45", 275),),
                         procedure="11104", units_paid=1, remarks=("N22",)),
            LineDecision(number="1", charge=10275, paid=0, adjustments=(("CO", "45", 275), ("CO", "97", 5000),
                         ("CO", "97", 5000), ("PR", "3", 0)), outcome="denied", remarks=("M15", "MA130")),
            LineDecision(number="2", charge=second.amount_billed, paid=second.amount_billed, modifiers=(),
                         tells_billed=False, allowed=second.amount_billed),
        ),
        interest=123, corrected=("MARSHWICK", "ODALYS ANN", "302X0000071"),
    )  # fmt: skip
    refused = make.decision(
        claim, level="claim", number="302A0000002", remarks=("MA01",),
        lines=tuple(
            LineDecision(number=line.number, charge=line.amount_billed, paid=0, outcome="denied", remarks=("N30",),
                         adjustments=(("CO", "27", line.amount_billed),))
            for line in claim.lines
        ),
    )  # fmt: skip
    paid = make.decision(claim, number="302A0000003", crossover_to="eventide_supplement", status="19")
    undone = make.decision(
        claim, number="302A0000004", status="22", kind="reversal", reverses="302A0000003",
        lines=tuple(
            LineDecision(number=line.number, charge=-line.charge, paid=-line.paid,
                         adjustments=tuple((group, carc, -cents) for group, carc, cents in line.adjustments))
            for line in paid.lines
        ),
    )  # fmt: skip
    taken = make.decision(claim, kind="takeback", reverses="302A0000009", takeback=5000)
    return [changed, refused, paid, undone, taken, make.decision(rich, number="302A0000005", order="secondary",
            status="2", received=date(2025, 3, 7))]  # fmt: skip


def test_every_kind_of_decision_satisfies_the_judges(make, pyx12_complaints):
    data = _file(make, _varied(make))
    remittance = _read(data)
    assert pyx12_complaints(data) == []
    assert [claim.status_code for claim in remittance.claims] == ["1", "1", "19", "22", "2"]
    assert {(one.reason_code, one.reference_id, one.amount) for one in remittance.provider_adjustments} == {
        ("L6", "302A0000001", -123),
        ("WO", "302A0000009", 5000),
    }


def test_a_changed_line_says_what_was_billed_when_the_payer_tells_it(make):
    changed, refused, paid, _, second = _read(_file(make, _varied(make))).claims
    first, _, bare = changed.lines
    assert (first.procedure.code, first.submitted) == ("11104", Procedure(code="11102"))
    assert (bare.procedure.modifiers, bare.submitted) == ((), None)
    assert changed.party("corrected_insured").id == "302X0000071"
    assert changed.outpatient.remarks == ("MA130",)
    assert [(one.carc, one.amount) for one in changed.lines[1].adjustments] == [("45", 275), ("97", 10000)]
    assert refused.lines == ()
    assert [(one.group_code, one.carc, one.amount) for one in refused.adjustments] == [("CO", "27", 41100)]
    assert refused.outpatient.remarks == ("MA01", "N30")
    assert paid.party("crossover_payer").name == "EVENTIDE SUPPLEMENT"
    assert paid.outpatient.remarks[0] == "MA18"
    assert second.party("subscriber").first_name == "TEODRIC"
    assert second.party("patient").first_name == "ODALYS"
    assert [(one.kind, one.first) for one in second.dates] == [("050", date(2025, 3, 7))]


@pytest.mark.parametrize(
    ("payer", "said"),
    [
        ("marshlight_medicare", "00004101-K3"),
        ("bramble_health", "00004101-"),
        ("tanager_blue", "00004101"),
        ("larkspur_senior", "4101-k3"),
        ("heartwood_care", "000000000004101-k3"),
    ],
)
def test_each_payer_gives_the_number_back_in_its_way(make, payer, said):
    text, _ = wire.render_decision(make.decision(payer=payer), payers=PAYERS)
    assert text.startswith(f"CLP*{said}*")
    silent, _ = wire.render_decision(make.decision(payer=payer, echoed=False), payers=PAYERS)
    assert silent.startswith("CLP*0*")


def test_a_decision_out_of_balance_is_not_written(make):
    line = msgspec.structs.replace(make.decision().lines[0], paid=1)
    with pytest.raises(wire.OutOfBalance, match="does not balance"):
        wire.render_decision(make.decision(lines=(line,)), payers=PAYERS)


def test_a_negative_payment_is_forwarded_and_recovered_later():
    balances, payer = Balances(), PAYERS["bramble_health"]
    said, paid = balances.settle(payer, PAID_ON, 1000, [("WO", "X", 5000)])
    assert (said, paid) == ([("WO", "X", 5000), ("FB", "FORWARD20250320", -4000)], 0)
    said, paid = balances.settle(payer, PAID_ON, 3000, [])
    assert (said[-1], paid) == (("FB", "FORWARD20250320", -1000), 0)
    assert balances.settle(payer, PAID_ON, 3000, []) == ([("FB", f"CARRIED{payer.payer_id}", 1000)], 2000)
    assert balances.settle(payer, PAID_ON, 3000, []) == ([], 3000)


_amount = st.integers(min_value=0, max_value=500_000)


@settings(max_examples=40, deadline=None)
@given(lines=st.lists(st.tuples(_amount, _amount, _amount, st.sampled_from(["45", "97", "16", "96"])), min_size=1,
                      max_size=8), sign=st.sampled_from([1, -1]))  # fmt: skip
def test_any_balanced_decision_reads_back(make, lines, sign):
    claim = make.claim(
        lines=tuple(make.line(at, amount_billed=sum(parts[:3])) for at, parts in enumerate(lines, start=1))
    )
    decided = tuple(
        LineDecision(
            number=str(at), charge=sign * (paid + cut + share), paid=sign * paid, allowed=max(0, sign * (paid + share)),
            adjustments=(("CO", carc, sign * cut), ("PR", "1", sign * share)),
        )
        for at, (paid, cut, share, carc) in enumerate(lines, start=1)
    )  # fmt: skip
    remittance = _read(_file(make, [make.decision(claim, lines=decided, status="1" if sign > 0 else "22")]))
    (read,) = remittance.claims
    assert [(one.amount_billed, one.amount_paid) for one in read.lines] == [(one.charge, one.paid) for one in decided]
    assert [
        sum(one.amount for one in line.adjustments if one.group_code == "CO") for line in read.lines
    ] == [sign * cut for _, cut, _, _ in lines]  # fmt: skip
    assert remittance.amount_signed == max(0, sum(one.paid for one in decided))
