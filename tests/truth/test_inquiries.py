"""Every 270, 271, 276, 277 and 278 of strangers: read without a crash, written back as read, nothing lost on the way.

Counts come from a naive split of the files made here, not from our reader.
"""

import csv
import os
from datetime import date
from pathlib import Path

import pytest

from cleanskin.kernel.finding import Finding
from cleanskin.x12.envelope import interchanges, transactions
from cleanskin.x12.findings import BY_NAME
from cleanskin.x12.guides.authorization_278_record import is_answer
from cleanskin.x12.inquiries import (
    AUTHORIZATION_ANSWER,
    AUTHORIZATION_REQUEST,
    ELIGIBILITY_ANSWER,
    ELIGIBILITY_INQUIRY,
    STATUS_ANSWER,
    STATUS_INQUIRY,
)
from cleanskin.x12.read import guide_for, read_file
from cleanskin.x12.summaries import summary_of
from cleanskin.x12.tree import Delimiters, Transaction
from cleanskin.x12.walk import walk
from cleanskin.x12.write import Envelope, Kind, write_file, write_interchanges

pytestmark = pytest.mark.truth

X12 = Path(os.environ.get("CLEANSKIN_SHARED", Path(__file__).parents[3] / "shared")) / "data" / "x12"
KINDS = ("270", "271", "276", "277", "278")
FILES = sorted(path for kind in KINDS for path in (X12 / kind).rglob("*") if path.is_file())
IDS = [f"{path.parent.name}/{path.name}"[-80:] for path in FILES]
UNUSUAL = Delimiters(element="\x1d", component="\x1c", segment="\x19", repetition="\x18")


def kind_of(transaction: Transaction) -> Kind:
    answering = AUTHORIZATION_ANSWER if is_answer(transaction) else AUTHORIZATION_REQUEST
    return {
        "270": ELIGIBILITY_INQUIRY,
        "271": ELIGIBILITY_ANSWER,
        "276": STATUS_INQUIRY,
        "277": STATUS_ANSWER,
        "278": answering,
    }[transaction.kind]


def walked(path: Path) -> list[Transaction]:
    """The transactions of a file that have a guide here, walked."""
    found = []
    for enveloped in transactions(path.read_bytes(), file="x"):
        transaction = enveloped.transaction
        guide = guide_for(transaction) if transaction is not None else None
        if transaction is not None and guide is not None and transaction.kind in KINDS:
            walk(transaction, guide, relaxed=enveloped.outdated)
            found.append(transaction)
    return found


def naive_segments(data: bytes) -> list[list[str]]:
    """Split at whatever follows the sixteenth element of the first ISA, as one would by hand."""
    text = data.decode("latin-1")
    text = text[text.index("ISA") :]
    separator = text[3]
    tail = text.split(separator, 16)[16]
    return [piece.strip().split(separator) for piece in text.split(tail[1]) if piece.strip()]


def test_the_files_are_there():
    with (X12 / "PROVENANCE.tsv").open(newline="") as stream:
        listed = [row for row in csv.DictReader(stream, delimiter="\t") if row["transaction"] in KINDS]
    assert len(FILES) == len(listed) == 101


@pytest.mark.parametrize("path", FILES, ids=IDS)
def test_every_finding_is_explained_and_every_transaction_read_is_told(path):
    for reading in read_file(path.read_bytes(), name=path.name):
        for finding in reading.findings:
            assert isinstance(finding, Finding)
            assert BY_NAME[finding.name].meaning
            assert BY_NAME[finding.name].fix
        transaction = reading.transaction
        if transaction is not None and transaction.kind in KINDS and transaction.root is not None:
            assert summary_of(transaction)[0]


@pytest.mark.parametrize("path", FILES, ids=IDS)
def test_a_tree_is_written_back_as_it_was_read(path):
    data = path.read_bytes()
    again = write_interchanges(interchanges(data, file="x")[0])
    assert [[e for e in s if e] for s in naive_segments(again)] == [
        ["".join(e.split("\n")).replace("\r", "") for e in s if e] for s in naive_segments(data)
    ]


@pytest.mark.parametrize("path", FILES, ids=IDS)
def test_the_nouns_hold_every_benefit_claim_and_decision(path):
    """Segments that say the matter, counted in the tree's segments and in the nouns or what is kept beside them."""
    for transaction in walked(path):
        id = {"270": "EQ", "271": "EB", "276": "TRN", "277": "STC", "278": "UM"}[transaction.kind]
        there = sum(segment.elements[0] == id for segment in transaction.segments)
        noun = kind_of(transaction).read(transaction)
        # what a noun holds but would write otherwise stands beside it as well
        beside = sum(extra.elements[0] == id and not extra.unread for extra in noun.extras)
        if transaction.kind == "270":
            held = sum(len(one.questions) for one in _members(noun))
        elif transaction.kind == "271":
            held = sum(len(one.benefits) for one in _members(noun))
        elif transaction.kind == "276":
            held = sum(claim.trace is not None for claim in noun.claims())
        elif transaction.kind == "277":
            held = sum(len(own.reports) for own in noun.own_statuses())
            held += sum(len(one.reports) for claim in noun.claims() for one in (claim, *claim.lines))
        else:
            items = [item for event in noun.events() for item in (event, *event.services)]
            held = sum(item.review is not None for item in items)
        assert held + beside == there


def _members(noun):
    for payer in noun.payers:
        for asker in payer.askers:
            for member in asker.members:
                yield from (member, *member.dependents)


@pytest.mark.parametrize("path", FILES, ids=IDS)
def test_what_was_read_into_nouns_is_written_anew(path):
    """Nouns without unread segments make a file that reads back equal, segments without a place included."""
    envelope = Envelope(sender_id="A", receiver_id="B", date_sent=date(2026, 1, 1), delimiters=UNUSUAL)
    for transaction in walked(path):
        kind = kind_of(transaction)
        noun = kind.read(transaction)
        if not any(extra.unread for extra in noun.extras):
            write_file([noun], envelope, kind)


def test_most_files_are_held_whole_by_their_nouns():
    """At least three in four transactions leave nothing beside their noun."""
    nouns = [kind_of(transaction).read(transaction) for path in FILES for transaction in walked(path)]
    assert len(nouns) > 200
    assert sum(not noun.extras for noun in nouns) >= 0.75 * len(nouns)
