"""What a receiver answers: each fault of a file told at its level, with its code, and nothing more."""

from datetime import date
from pathlib import Path

import msgspec
import pytest

from cleanskin.kernel.identifiers import npi_with_check_digit
from cleanskin.record.acknowledgement import StatusCode
from cleanskin.record.provider import Party
from cleanskin.x12.ack import receive
from cleanskin.x12.ack_answers import ANSWERS, NARROWER
from cleanskin.x12.claim_ack import Decision, LineDecision, Receipt, acknowledge_claims
from cleanskin.x12.envelope import transactions
from cleanskin.x12.findings import BY_NAME
from cleanskin.x12.guides.ack_999_codes import ELEMENT_ERRORS, GROUP_ERRORS, NOTES, SEGMENT_ERRORS, SET_ERRORS
from cleanskin.x12.read import read_file
from cleanskin.x12.write import Envelope
from cleanskin.x12.write_acks import write_claim_acknowledgements, write_receipt

GOLDEN = Path(__file__).resolve().parents[3] / "tests" / "golden" / "x12"
CLEAN = (GOLDEN / "clean_837p.edi").read_text()
DAY = date(2026, 3, 26)


def answer(text: str, **more):
    (receipt,) = receive(text.encode(), **more)
    return receipt


def said(text: str, **more) -> str:
    """The answer in short: TA1, then for each group its verdict, counts and reasons, and its transactions' own."""
    receipt = answer(text, **more)
    words = [f"{receipt.interchange.code}{receipt.interchange.note_code}"]
    for group in receipt.groups:
        counts = f"{group.count_included}/{group.count_received}/{group.count_accepted}"
        words.append(" ".join([f"{group.code} {counts}", *group.error_codes]))
        for one in group.sets:
            errors = [f"{error.segment_id}@{error.segment_number}:{error.code}" for error in one.errors]
            errors += [
                f"{error.segment_id}{element.element:02d}"
                + (f"-{element.component:02d}" if element.component else "")
                + f":{element.code}"
                for error in one.errors
                for element in error.elements
            ]
            words.append(" ".join([one.code, *one.error_codes, *errors]))
    return " | ".join(words)


def at(id: str, text: str = CLEAN) -> int:
    """The place of the first segment that begins so, counted from ST as 1."""
    lines = text.splitlines()
    start = next(index for index, line in enumerate(lines) if line.startswith("ST*"))
    return next(index for index, line in enumerate(lines) if line.startswith(id)) - start + 1


def test_a_clean_file_is_accepted():
    assert said(CLEAN) == "A000 | A 1/1/1 | A"


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        # the interchange
        ("IEA*1*", "IEA*2*", "R021"),
        ("*P*:~", "*X*:~", "R020"),
        # the group
        ("GE*1*", "GE*2*", "A000 | R 2/1/0 5 | A"),
        ("GS*HC*", "GS*HP*", "A000 | R 1/1/0 1 | A"),
        # the transaction
        ("\nSE*", "\nSE*9", "A000 | R 1/1/0 | R 4"),
        # segments and elements
        ("BHT*0019*00*", "BHT*0019*99*", "A000 | R 1/1/0 | R 5 BHT@2:8 BHT02:7"),
        ("SBR*P*18*", "SBR*P**", "A000 | A 1/1/1 | A"),  # a situation, which is not a matter of form
    ],
)
def test_a_fault_is_told_at_its_level(before, after, expected):
    assert before in CLEAN
    assert said(CLEAN.replace(before, after, 1)) == expected


def test_a_missing_segment_is_told_by_its_id():
    line = next(line for line in CLEAN.splitlines(keepends=True) if line.startswith("BHT*"))
    count = int(CLEAN[CLEAN.index("\nSE*") + 4 :].split("*")[0])
    text = CLEAN.replace(line, "").replace(f"\nSE*{count}*", f"\nSE*{count - 1}*")
    assert said(text) == "A000 | R 1/1/0 | R 5 BHT@1:3"


def test_an_error_in_a_claim_names_the_claim():
    text = CLEAN.replace("SV1*HC:", "SV1*QQ:", 1)
    (one,) = answer(text).groups[0].sets
    (error,) = one.errors
    number = CLEAN[CLEAN.index("CLM*") + 4 :].split("*")[0]
    assert (error.segment_id, error.segment_number, error.loop_id) == ("SV1", at("SV1*"), "2400")
    assert [(context.name, context.value) for context in error.contexts] == [("CLM01", number)]
    assert [(e.element, e.component, e.code, e.value) for e in error.elements] == [(1, 1, "7", "")]


def test_what_was_sent_is_repeated_only_when_asked():
    text = CLEAN.replace("SV1*HC:", "SV1*QQ:", 1)
    (one,) = answer(text, copies_values=True).groups[0].sets
    assert one.errors[0].elements[0].value == "QQ"


def test_what_is_tolerated_is_accepted_with_errors():
    text = CLEAN.replace("SV1*HC:", "SV1*QQ:", 1)
    short = said(text, tolerated=["code-not-in-guide"])
    assert short.startswith("A000 | E 1/1/1 | E SV1@")


def two(second: str) -> str:
    """The clean file with a second transaction in its group."""
    body = CLEAN[CLEAN.index("ST*") : CLEAN.index("GE*")]
    number = body.split("*")[2]
    other = body.replace(f"*{number}*", "*0099*", 1).replace(f"*{number}~", "*0099~")
    text = CLEAN.replace(body, body + (other.replace("SV1*HC:", second) if second else other))
    return text.replace("GE*1*", "GE*2*")


def test_a_group_is_accepted_in_part():
    assert said(two("SV1*HC:")) == "A000 | A 2/2/2 | A | A"
    assert said(two("SV1*QQ:")).startswith("A000 | P 2/2/1 | A | R 5 SV1@")


def test_a_rejected_interchange_has_no_999():
    receipt = answer(CLEAN[: CLEAN.index("IEA*")])
    assert (receipt.interchange.code, receipt.interchange.note_code, receipt.groups) == ("R", "023", ())


def test_each_interchange_of_a_file_has_its_own_answer():
    other = CLEAN.replace("000000001", "000000002")
    receipts = receive((CLEAN + other.replace("IEA*1*", "IEA*3*")).encode())
    assert [(one.interchange.control_number, one.interchange.code) for one in receipts] == [
        ("000000001", "A"),
        ("000000002", "R"),
    ]


def test_an_interchange_without_a_transaction_is_answered():
    text = CLEAN[: CLEAN.index("GS*")] + CLEAN[CLEAN.index("IEA*") :].replace("IEA*1*", "IEA*0*")
    receipt = answer(text)
    assert (receipt.interchange.code, receipt.interchange.note_code) == ("R", "022")


@pytest.mark.parametrize("data", [b"", b"hello", b"ISA"])
def test_nobody_is_answered_when_nobody_is_known(data):
    assert receive(data) == ()


@pytest.mark.parametrize("name", ["clean_999", "clean_997"])
def test_acknowledgements_are_not_acknowledged(name):
    receipt = answer((GOLDEN / f"{name}.edi").read_text())
    assert (receipt.interchange.code, receipt.groups) == ("A", ())


def test_a_ta1_alone_is_not_answered():
    assert receive((GOLDEN / "ta1_alone.edi").read_bytes()) == ()


def test_the_answer_goes_back_to_the_sender():
    header = CLEAN.splitlines()[0].split("*")
    files = write_receipt(answer(CLEAN), date_sent=DAY, time_sent="0910", control_number=5, always_ta1=True)
    ta1, form = (data.decode().splitlines() for data in files)
    for lines in (ta1, form):
        assert lines[0].split("*")[6:9:2] == [header[8], header[6]]
        assert lines[0].split("*")[15] == header[15]
    assert ta1[1] == f"TA1*{header[13]}*{header[9]}*{header[10]}*A*000~"
    assert [line.split("*")[0] for line in form] == ["ISA", "GS", "ST", "AK1", "AK2", "IK5", "AK9", "SE", "GE", "IEA"]


def test_a_ta1_is_sent_when_asked_for_or_when_something_is_wrong():
    assert write_receipt(answer(CLEAN), date_sent=DAY, time_sent="0910", control_number=5).ta1 is None
    asking = CLEAN.replace("*0*P*:~", "*1*P*:~")
    assert write_receipt(answer(asking), date_sent=DAY, time_sent="0910", control_number=5).ta1 is not None
    broken = CLEAN[: CLEAN.index("IEA*")]
    files = write_receipt(answer(broken), date_sent=DAY, time_sent="0910", control_number=5)
    assert files.ta1 is not None
    assert files.form is None


@pytest.mark.parametrize("path", sorted(GOLDEN.glob("*.edi")), ids=lambda path: path.stem)
def test_every_fault_has_an_answer_that_reads_back_without_fault(path):
    for receipt in receive(path.read_bytes(), name=path.name):
        files = write_receipt(receipt, date_sent=DAY, time_sent="0910", control_number=5, always_ta1=True)
        for data in (data for data in files if data is not None):
            kept = {"element-missing", "code-not-in-guide", "element-too-long", "element-not-of-its-kind"}
            found = [f for reading in read_file(data, name="answer") for f in reading.findings]
            # an answer repeats numbers and codes as they were sent: those are at fault as they were
            assert {f.name for f in found} <= kept, [f.message for f in found]


def test_every_answer_is_of_a_known_finding_and_a_known_code():
    codes = {
        "interchange": NOTES,
        "group": GROUP_ERRORS,
        "set": SET_ERRORS,
        "segment": SEGMENT_ERRORS,
        "element": ELEMENT_ERRORS,
    }
    for name, one in ANSWERS.items():
        assert name in BY_NAME
        assert one.code in codes[one.level], name
        assert BY_NAME[name].snip in (1, 2)
    for name, _, code in NARROWER:
        assert ANSWERS[name].level == "element"
        assert code in ELEMENT_ERRORS


# ---- 277CA from decisions --------------------------------------------------------------------------------------------

CLEARINGHOUSE = Receipt(
    source=Party(role="clearinghouse", name="RIVER CLEARING", id_qualifier="46", id="RIVER9"),
    reference_id="ACK-1",
    trace_number="RIVER-7",
    date_received=DAY,
    date_processed=DAY,
)
TAKEN = Decision(codes=(StatusCode(category="A2", status="20", entity="PR"),), payer_control_number="ICN1")
RETURNED = Decision(
    codes=(StatusCode(category="A7", status="453"), StatusCode(category="A7", status="21")),
    clearinghouse_number="D-2",
    lines=(LineDecision(line=1, code=StatusCode(category="A7", status="453")),),
)
ENVELOPE = Envelope(sender_id="RIVER9", receiver_id="FERN01", date_sent=DAY)


def test_decisions_become_levels_counts_and_sums(rich_submission):
    claims = rich_submission.claims
    decisions = [RETURNED, *[TAKEN] * (len(claims) - 1)]
    made = acknowledge_claims(rich_submission, decisions, CLEARINGHOUSE)
    written = write_claim_acknowledgements([made], ENVELOPE)
    assert written.findings == ()
    (source,) = made.sources
    (submitter,) = source.submitters
    assert submitter.trace_number == rich_submission.reference_id
    assert submitter.totals.count_accepted == len(claims) - 1
    assert submitter.totals.amount_rejected == claims[0].amount_billed
    assert submitter.totals.amount_accepted == sum(claim.amount_billed for claim in claims[1:])
    assert [one.patient_control_number for one in made.claims] == [one.patient_control_number for one in claims]
    assert made.claims[0].statuses[0].action == "U"
    assert made.claims[0].lines[0].references[0].value == "LINE-0001"
    assert made.claims[1].payer_control_number == "ICN1"
    (reading,) = read_file(written.data, name="x")
    assert [finding.name for finding in reading.findings] == []


def test_a_dependent_is_known_by_the_subscriber_s_number(plain_submission):
    made = acknowledge_claims(plain_submission, [TAKEN, TAKEN], CLEARINGHOUSE)
    patients = [patient.patient for _, _, provider in made.providers for patient in provider.patients]
    assert [(one.first_name, one.id) for one in patients] == [("IVO", "W884512390"), ("WREN", "W884512390")]


def test_a_batch_of_nothing_but_rejections_counts_none_accepted(plain_submission):
    made = acknowledge_claims(plain_submission, [RETURNED, RETURNED], CLEARINGHOUSE)
    totals = made.sources[0].submitters[0].totals
    assert (totals.count_accepted, totals.count_rejected, totals.amount_accepted) == (None, 2, None)


def test_each_claim_needs_its_decision(plain_submission):
    with pytest.raises(ValueError, match="2 claims and 1 decisions"):
        acknowledge_claims(plain_submission, [TAKEN], CLEARINGHOUSE)


def test_a_provider_without_an_npi_is_known_by_the_tax_number(plain_submission):
    provider = msgspec.structs.replace(plain_submission.claims[0].billing_provider, id_qualifier="", id="")
    claims = tuple(msgspec.structs.replace(one, billing_provider=provider) for one in plain_submission.claims)
    made = acknowledge_claims(msgspec.structs.replace(plain_submission, claims=claims), [TAKEN, TAKEN], CLEARINGHOUSE)
    ((_, _, named),) = made.providers
    assert (named.provider.id_qualifier, named.provider.id) == ("FI", "912345678")


def test_the_made_file_is_a_277ca(plain_submission):
    made = acknowledge_claims(plain_submission, [TAKEN, RETURNED], CLEARINGHOUSE)
    (enveloped,) = transactions(write_claim_acknowledgements([made], ENVELOPE).data, file="x")
    assert enveloped.transaction.kind == "277CA"
    assert npi_with_check_digit("100000001") in {one.element(9) for one in enveloped.transaction.segments}
