"""Every 837P and 835 of strangers comes back byte for byte, and its totals survive the way through the nouns."""

import os
import re
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path

import msgspec
import pytest

from cleanskin.x12.envelope import interchanges, transactions
from cleanskin.x12.guides import claim_837p_record, remittance_835_record
from cleanskin.x12.tree import Delimiters
from cleanskin.x12.write import Envelope, write_interchanges, write_remittances, write_submissions

pytestmark = pytest.mark.truth

SHARED = Path(os.environ.get("CLEANSKIN_SHARED", Path(__file__).parents[3] / "shared"))
DATA = SHARED / "data/x12"
FILES = sorted(path for kind in ("837P", "835") for path in (DATA / kind).rglob("*") if path.is_file())


def as_text(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("latin-1")


def parts(data: bytes) -> list[tuple[str, str, list[str]]]:
    """Split a file by hand: for every ISA its element and component separators and its segments."""
    text = as_text(data)
    found = []
    starts = [match.start() for match in re.finditer(r"(?<![A-Za-z0-9])ISA(?=[^A-Za-z0-9 ])", text)]
    for start, end in zip(starts, [*starts[1:], len(text)]):
        body = text[start:end]
        separator = body[3]
        head = body.split(separator, 16)
        if len(head) < 17 or len(head[16]) < 2:
            continue
        terminator = head[16][1]
        # a segment that only a line end separates from the next gets its terminator
        body = terminator.join(re.split(rf"[\r\n]+(?=[A-Z][A-Z0-9]{{1,2}}{re.escape(separator)})", body))
        segments = [one.strip(" \t\r\n\0\x1a") for one in re.split(re.escape(terminator), body)]
        found.append((separator, head[16][0], [re.sub(r"[\r\n]+", "", one) for one in segments if one]))
    return found


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}"[-80:])
def test_a_tree_is_written_back_as_it_was_read(path):
    data = path.read_bytes()
    trees, _ = interchanges(data, file="x")
    again = write_interchanges(trees)
    assert parts(again) == parts(data)
    assert write_interchanges(interchanges(again, file="x")[0]) == again


def cents(text: str) -> int:
    try:
        return int(Decimal(text) * 100)
    except InvalidOperation:
        return 0


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}"[-80:])
def test_the_nouns_hold_every_claim_and_its_charge(path):
    claims = charge = 0
    for separator, _, segments in parts(path.read_bytes()):
        kind = ""
        for values in (segment.split(separator) for segment in segments):
            if values[0] == "ST":
                kind = values[1]
            if (kind, values[0]) in (("837", "CLM"), ("835", "CLP")):
                claims += 1
                amount = values[2 if kind == "837" else 3 :][:1]
                charge += cents(amount[0]) if amount else 0
    found = total = 0
    for enveloped in transactions(path.read_bytes(), file="x"):
        transaction = enveloped.transaction
        if transaction is None or transaction.kind not in ("837P", "835"):
            continue
        if transaction.kind == "837P":
            nouns = claim_837p_record.read_submission(transaction).submission.claims
        else:
            nouns = remittance_835_record.read_remittance(transaction).remittance.claims
        found += len(nouns)
        total += sum(noun.amount_billed for noun in nouns)
    assert (found, total) == (claims, charge)


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}"[-80:])
def test_what_was_read_into_nouns_is_written_anew(path):
    """Nouns without unread segments make a file that reads back equal, segments without a place included."""
    delimiters = Delimiters(element="\x1d", component="\x1c", segment="\x19", repetition="\x18")
    envelope = Envelope(sender_id="A", receiver_id="B", date_sent=date(2026, 1, 1), delimiters=delimiters)
    for enveloped in transactions(path.read_bytes(), file="x"):
        transaction = enveloped.transaction
        if transaction is None:
            continue
        if transaction.kind == "837P":
            read = claim_837p_record.read_submission(transaction).submission
            claims = tuple(claim for claim in read.claims if not any(extra.unread for extra in claim.extras))
            extras = tuple(extra for extra in read.extras if not extra.unread)
            write_submissions([msgspec.structs.replace(read, claims=claims, extras=extras)], envelope)
        elif transaction.kind == "835":
            remittance = remittance_835_record.read_remittance(transaction).remittance
            kept = [*remittance.extras, *(extra for claim in remittance.claims for extra in claim.extras)]
            if not any(extra.unread for extra in kept):
                write_remittances([remittance], envelope)
