"""The writer: trees as they were read, files from nouns, and what it refuses."""

import re
from datetime import date

import msgspec
import pytest

from cleanskin.record.claim import Note
from cleanskin.x12.envelope import interchanges, transactions
from cleanskin.x12.guides.claim_837p_record import read_submission
from cleanskin.x12.guides.remittance_835_record import read_remittance
from cleanskin.x12.tree import Delimiters
from cleanskin.x12.write import (
    NORMALIZATIONS,
    Envelope,
    UnableToWrite,
    difference,
    write_interchanges,
    write_remittances,
    write_submissions,
)

OTHERS = Delimiters(element="|", component=">", segment="\n", repetition="!")


def text_of(written) -> list[str]:
    return written.data.decode().splitlines()


def only(data: bytes):
    (enveloped,) = transactions(data, file="x")
    return enveloped.transaction


def test_envelope_numbers_and_counts(plain_submission, envelope):
    lines = text_of(write_submissions([plain_submission, plain_submission], envelope))
    assert lines[0] == (
        "ISA*00*          *00*          *ZZ*FERN01         *ZZ*RIVER9         *260325*0000*^*00501*000000077*0*P*:~"
    )
    assert len(lines[0]) == 106
    assert lines[1] == "GS*HC*FERN01*RIVER9*20260325*0000*77*X*005010X222A1~"
    heads = [line for line in lines if line.startswith("ST*")]
    assert heads == ["ST*837*0001*005010X222A1~", "ST*837*0002*005010X222A1~"]
    count = lines.index("ST*837*0002*005010X222A1~") - lines.index("ST*837*0001*005010X222A1~")
    assert f"SE*{count}*0001~" in lines
    assert lines[-2:] == ["GE*2*77~", "IEA*1*000000077~"]


def test_levels_are_numbered_and_shared(rich_submission, envelope):
    levels = [line for line in text_of(write_submissions([rich_submission], envelope)) if line.startswith("HL*")]
    assert levels == [
        "HL*1**20*1~",  # the billing provider of the first claim, with its currency
        "HL*2*1*22*0~",
        "HL*3**20*1~",
        "HL*4*3*22*0~",  # its subscriber's own claim
        "HL*5*3*22*1~",
        "HL*6*5*23*0~",  # two claims of one patient
        "HL*7*3*22*0~",
        "HL*8*3*22*1~",
        "HL*9*8*23*0~",
    ]


def test_rich_nouns_find_no_fault_in_their_guide(rich_submission, rich_remittance, envelope):
    assert write_submissions([rich_submission], envelope).findings == ()
    assert write_remittances([rich_remittance], envelope).findings == ()


@pytest.mark.parametrize(
    "delimiters", [OTHERS, Delimiters(line_end="\r\n"), Delimiters("\x1d", "\x1f", "\x1c", "\x1e")]
)
def test_any_delimiters(rich_submission, rich_remittance, envelope, delimiters):
    envelope = msgspec.structs.replace(envelope, delimiters=delimiters)
    claims = write_submissions([rich_submission], envelope)
    assert read_submission(only(claims.data)).submission == rich_submission
    remittances = write_remittances([rich_remittance], envelope)
    assert read_remittance(only(remittances.data)).remittance == rich_remittance


@pytest.mark.parametrize(
    "delimiters",
    [
        Delimiters(element="*", component="*"),
        Delimiters(element="A"),
        Delimiters(repetition=""),
        Delimiters(segment="\n", line_end="\n"),
        Delimiters(line_end="x"),
        Delimiters(component="."),
    ],
)
def test_delimiters_that_cannot_be(plain_submission, envelope, delimiters):
    with pytest.raises(UnableToWrite):
        write_submissions([plain_submission], msgspec.structs.replace(envelope, delimiters=delimiters))


@pytest.mark.parametrize("text", ["A*B", "A~B", "A:B", "A^B", "A\nB", "A\x00B"])
def test_a_value_with_a_delimiter_is_refused_and_not_shown(plain_submission, envelope, text):
    first, *rest = plain_submission.claims
    claim = msgspec.structs.replace(first, note=Note(text=text + "SECRET"))
    submission = msgspec.structs.replace(plain_submission, claims=(claim, *rest))
    with pytest.raises(UnableToWrite, match="delimiter or control character") as refused:
        write_submissions([submission], envelope)
    assert "SECRET" not in str(refused.value)


def test_the_same_value_is_written_with_other_delimiters(plain_submission, envelope):
    first, *rest = plain_submission.claims
    claim = msgspec.structs.replace(first, note=Note(text="A*B:C"))
    submission = msgspec.structs.replace(plain_submission, claims=(claim, *rest))
    envelope = msgspec.structs.replace(envelope, delimiters=OTHERS)
    assert b"A*B:C" in write_submissions([submission], envelope).data


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"patient_control_number": " A "}, "patient_control_number"),
        ({"related_causes": ("AA", "EM", "OA", "AA")}, "related causes"),
        ({"condition_codes": ("A", "")}, "condition_codes"),
    ],
)
def test_what_would_not_read_back_equal_is_refused(plain_submission, envelope, change, why):
    first, *rest = plain_submission.claims
    claims = (msgspec.structs.replace(first, **change), *rest)
    with pytest.raises(UnableToWrite, match=why):
        write_submissions([msgspec.structs.replace(plain_submission, claims=claims)], envelope)


def test_more_modifiers_than_there_is_room_for(plain_submission, envelope):
    first, *rest = plain_submission.claims
    procedure = msgspec.structs.replace(first.lines[0].procedure, modifiers=("1", "2", "3", "4", "5"))
    lines = (msgspec.structs.replace(first.lines[0], procedure=procedure),)
    claims = (msgspec.structs.replace(first, lines=lines), *rest)
    with pytest.raises(UnableToWrite, match="four modifiers"):
        write_submissions([msgspec.structs.replace(plain_submission, claims=claims)], envelope)


@pytest.mark.parametrize("change", [{"sender_id": "X" * 16}, {"control_number": 10**9}, {"control_number": -1}])
def test_an_envelope_without_room(plain_submission, envelope, change):
    with pytest.raises(UnableToWrite):
        write_submissions([plain_submission], msgspec.structs.replace(envelope, **change))


def test_what_the_guide_finds_wrong_is_told(plain_submission, envelope):
    first, *rest = plain_submission.claims
    claims = (msgspec.structs.replace(first, frequency_code="", lines=()), *rest)
    found = write_submissions([msgspec.structs.replace(plain_submission, claims=claims)], envelope).findings
    assert {finding.name for finding in found} >= {"element-missing", "loop-missing"}


@pytest.mark.parametrize("ending", ["", "\n", "\r\n"])
def test_a_tree_is_written_back_byte_for_byte(plain_submission, rich_remittance, envelope, ending):
    envelope = msgspec.structs.replace(envelope, delimiters=Delimiters(line_end=ending))
    data = write_submissions([plain_submission], envelope).data + write_remittances([rich_remittance], envelope).data
    data = data.replace(b"REF*6R*FH-1002-1~", b"REF*6R*FH-1002-1***~").replace(
        b"CLM*FH-1003*120*", b"CLM*FH-1003*120.00*"
    )
    trees, _ = interchanges(data, file="x")
    assert len(trees) == 2
    assert write_interchanges(trees) == data


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("line_ends", lambda data: data.replace(b"~\nHL*2", b"~\n\nHL*2")),
        ("outside", lambda data: b"From: nobody\n" + data + b"\n\x1a"),
        ("terminator", lambda data: data.rstrip(b"~\n")),
        ("encoding", lambda data: b"\xef\xbb\xbf" + data),
    ],
)
def test_each_normalization_is_declared(plain_submission, envelope, name, change):
    data = write_submissions([plain_submission], envelope).data
    assert name in {known for known, _ in NORMALIZATIONS}
    trees, _ = interchanges(change(data), file="x")
    assert write_interchanges(trees) == data


def test_a_segment_without_a_place_comes_back(plain_submission, envelope):
    data = write_submissions([plain_submission], envelope).data
    data = data.replace(b"SV1*", b"ZZZ*KEPT:AS*IT IS~\nSV1*", 1)
    read = read_submission(only(data))
    assert [finding.name for finding in read.findings] == ["segment-kept-aside"]
    (extra,) = read.submission.claims[0].extras
    assert (extra.loop, extra.path, extra.unread) == ("2400", (1,), False)
    assert b"ZZZ*KEPT:AS*IT IS~" in write_submissions([read.submission], envelope).data


def test_a_value_that_cannot_be_read_is_kept_and_not_written(plain_submission, envelope):
    data = write_submissions([plain_submission], envelope).data.replace(b"CLM*FH-1002*120*", b"CLM*FH-1002*12O*")
    read = read_submission(only(data))
    claim = read.submission.claims[0]
    assert (claim.patient_control_number, claim.amount_billed) == ("FH-1002", 0)
    assert [(f.name, f.where.claim, f.where.element) for f in read.findings] == [("value-not-read", 1, "CLM")]
    assert claim.extras[0].elements[2] == "12O"
    with pytest.raises(UnableToWrite, match="could not be read"):
        write_submissions([read.submission], envelope)


def test_findings_hold_no_value(plain_submission, envelope):
    data = write_submissions([plain_submission], envelope).data
    broken = re.sub(rb"DMG\*D8\*\d+\*", b"DMG*D8*1961SECRET*", data)
    read = read_submission(only(broken))
    assert read.findings
    assert "SECRET" not in repr(read.findings)


def test_difference_names_the_first_place():
    one = Envelope(sender_id="A", receiver_id="B", date_sent=date(2026, 1, 1))
    assert difference(one, one) == ""
    assert difference(one, msgspec.structs.replace(one, delimiters=OTHERS)) == "delimiters.element"
    assert difference((one,), (one, one)) == "everything"
