"""Strangers' acknowledgements (TA1, 999, 997, 277CA): read to the last segment, written back, equal to the columns; and
our own answers to every file of theirs, judged by pyx12.

What they say is counted here by splitting the text by hand, not by our reader.
"""

import os
import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from tests.pyx12_judge import ask_pyx12_about

from cleanskin.cli import main as cli
from cleanskin.x12.ack import receive
from cleanskin.x12.bulk.read import read_bytes
from cleanskin.x12.envelope import transactions
from cleanskin.x12.findings import BY_NAME
from cleanskin.x12.guides.ack_999_record import read_implementation_acknowledgement
from cleanskin.x12.guides.claim_ack_277ca_record import read_claim_acknowledgement
from cleanskin.x12.guides.ta1 import read_interchange_acknowledgement
from cleanskin.x12.read import read_file
from cleanskin.x12.summaries import summary_of
from cleanskin.x12.tree import Delimiters
from cleanskin.x12.write import Envelope
from cleanskin.x12.write_acks import (
    write_claim_acknowledgements,
    write_implementation_acknowledgements,
    write_interchange_acknowledgements,
    write_receipt,
)

pytestmark = pytest.mark.truth

X12 = Path(os.environ.get("CLEANSKIN_SHARED", Path(__file__).parents[3] / "shared")) / "data" / "x12"
EVERY = sorted(path for path in X12.rglob("*") if path.is_file() and path.suffix not in (".tsv", ".md"))


def found(*kinds: str) -> list[Path]:
    return sorted(path for kind in kinds for path in (X12 / kind).rglob("*") if path.is_file())


def name(path: Path) -> str:
    return f"{path.parent.name}/{path.name}"[-80:]


FILES = found("TA1", "999", "997", "277CA")
FORMS = found("999", "997")
CLAIMS = found("277CA")


def naive(path: Path) -> tuple[str, list[list[str]]]:
    """The component separator and the segments, split at what follows the sixteenth element of the ISA."""
    text = path.read_bytes().decode("latin-1")
    text = text[text.index("ISA") :]
    tail = text.split(text[3], 16)[16]
    pieces = [piece.strip() for piece in text.split(tail[1])]
    return tail[0], [piece.split(text[3]) for piece in pieces if piece]


def of_kind(path: Path, *kinds: str) -> list:
    read = [one.transaction for one in transactions(path.read_bytes(), file="x")]
    return [one for one in read if one is not None and one.kind in kinds]


def test_the_files_are_there():
    assert Counter(path.relative_to(X12).parts[0] for path in FILES) == {"TA1": 3, "999": 9, "997": 21, "277CA": 4}


@pytest.mark.parametrize("path", FILES, ids=name)
def test_every_finding_is_explained_and_every_transaction_told(path, capsys):
    readings = list(read_file(path.read_bytes(), name=path.name))
    assert readings
    for reading in readings:
        assert reading.transaction is not None
        told = summary_of(reading.transaction)
        assert told
        assert told[0]
    ids = {finding.id for reading in readings for finding in reading.findings}
    assert ids <= {kind.id for kind in BY_NAME.values()}
    for id in ids:
        assert cli(["explain", id]) == 0
        assert id in capsys.readouterr().out


@pytest.mark.parametrize("path", FILES, ids=name)
def test_no_name_or_number_of_a_person_is_told(path):
    """Of segments that name somebody, no value of four letters or digits and more appears in findings or summaries."""
    _, segments = naive(path)
    private = {
        value
        for segment in segments
        if segment[0] in ("NM1", "TRN", "REF") or (segment[0] in ("IK4", "AK4") and len(segment) > 4)
        for value in (segment[4:5] if segment[0] in ("IK4", "AK4") else segment[2:])
        if len(value) >= 4
    }
    for reading in read_file(path.read_bytes(), name="x"):
        texts = [finding.message for finding in reading.findings] + list(summary_of(reading.transaction))
        assert not [value for value in private for text in texts if re.search(rf"\b{re.escape(value)}\b", text)]


@pytest.mark.parametrize("path", [*found("TA1"), *FORMS], ids=name)
def test_ta1_segments_are_nouns(path):
    _, segments = naive(path)
    wanted = [segment[1:6] for segment in segments if segment[0] == "TA1"]
    read = [read_interchange_acknowledgement(one).acknowledgement for one in of_kind(path, "TA1")]
    assert [[one.control_number, one.time_sent, one.code, one.note_code] for one in read] == [
        [one[0], *one[2:]] for one in wanted
    ]
    assert [f"{one.date_sent:%y%m%d}" for one in read] == [one[1] for one in wanted]


@pytest.mark.parametrize("path", FORMS, ids=name)
def test_a_form_s_verdicts_and_errors_are_all_there(path):
    separator, segments = naive(path)
    read = [read_implementation_acknowledgement(one).acknowledgement for one in of_kind(path, "999", "997")]
    sets = [one for ack in read for one in ack.sets]
    errors = [error for one in sets for error in one.errors]
    by_id = {
        id: [one for one in segments if one[0] in id.split()]
        for id in ("AK1", "AK2", "IK3 AK3", "IK4 AK4", "IK5 AK5", "AK9")
    }
    assert [[ack.group_code, ack.group_control_number] for ack in read] == [one[1:3] for one in by_id["AK1"]]
    assert [[one.transaction, one.control_number] for one in sets] == [one[1:3] for one in by_id["AK2"]]
    assert [[one.code, *one.error_codes] for one in sets] == [one[1:] for one in by_id["IK5 AK5"]]
    assert [[error.segment_id, str(error.segment_number)] for error in errors] == [one[1:3] for one in by_id["IK3 AK3"]]
    places = [
        separator.join(str(part) for part in (element.element, element.component) if part)
        for error in errors
        for element in error.elements
    ]
    assert places == [one[1] for one in by_id["IK4 AK4"]]
    assert [
        [ack.code, str(ack.count_included), str(ack.count_received), str(ack.count_accepted), *ack.error_codes]
        for ack in read
    ] == [one[1:] for one in by_id["AK9"]]


STATUS = ("patient_control_number", "category_code", "status_code", "amount_billed", "payer_control_number")


@pytest.mark.parametrize("path", CLAIMS, ids=name)
def test_the_claims_of_a_277ca_are_those_of_the_columns(path):
    """The walker's nouns and bulk reading hold the same rows: one for each status of a claim."""
    rows = [
        (
            claim.patient_control_number,
            status.category,
            status.codes[0].status,
            status.date_effective,
            status.amount_billed,
            claim.payer_control_number,
            source.source.name,
            claim.date_of_service,
        )
        for one in of_kind(path, "277CA")
        for source, _, provider in read_claim_acknowledgement(one).acknowledgement.providers
        for patient in provider.patients
        for claim in patient.claims
        for status in claim.statuses
    ]
    columns = [
        *STATUS[:3],
        "date_acknowledged",
        "amount_billed",
        "payer_control_number",
        "payer_name",
        "date_of_service",
    ]
    frame = read_bytes(path.read_bytes(), path.name).frame("acknowledgements", columns)
    absent = [
        tuple("" if value is None and column in STATUS else value for column, value in zip(columns, row))
        for row in frame.rows()
    ]
    assert rows == absent
    assert rows


UNUSUAL = Envelope(
    sender_id="A",
    receiver_id="B",
    date_sent=date(2026, 1, 1),
    delimiters=Delimiters(element="\x1d", component="\x1c", segment="\x19", repetition="\x18"),
)


@pytest.mark.parametrize("path", FILES, ids=name)
def test_what_was_read_into_nouns_is_written_anew(path):
    """Nouns without unread segments make a file that reads back equal, segments without a place included."""
    for one in of_kind(path, "TA1"):
        write_interchange_acknowledgements([read_interchange_acknowledgement(one).acknowledgement], UNUSUAL)
    for one in of_kind(path, "999", "997"):
        form = read_implementation_acknowledgement(one).acknowledgement
        assert not any(extra.unread for extra in form.extras)
        write_implementation_acknowledgements([form], UNUSUAL)
    for one in of_kind(path, "277CA"):
        claims = read_claim_acknowledgement(one).acknowledgement
        extras = [*claims.extras, *(extra for claim in claims.claims for extra in claim.extras)]
        if not any(extra.unread for extra in extras):
            write_claim_acknowledgements([claims], UNUSUAL)


# ---- our answers to every file ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", EVERY, ids=name)
def test_every_file_is_answered(path, tmp_path):
    """Each interchange gets a TA1 and, when taken, a 999 for each group; pyx12 finds nothing wrong with the 999."""
    data = path.read_bytes()
    kinds = {reading.transaction.kind for reading in read_file(data, name="x") if reading.transaction is not None}
    receipts = receive(data, name="x")
    assert bool(receipts) == bool(kinds - {"TA1"}) or not kinds
    for receipt in receipts:
        files = write_receipt(receipt, date_sent=date(2026, 3, 1), time_sent="0900", control_number=7, always_ta1=True)
        assert files.ta1 is not None
        assert (files.form is None) == (not receipt.groups)
        complaints = ask_pyx12_about(files.form, tmp_path) if files.form is not None else []
        # numbers and codes are repeated as they were sent, whatever was wrong with them
        assert [one for one in complaints if not one.startswith(("AK1", "AK2"))] == []
