"""Whatever an acknowledgement holds, it reads back equal from the file that was written of it."""

from datetime import date
from decimal import Decimal
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cleanskin.record.acknowledgement import (
    AcknowledgedClaim,
    AcknowledgedLine,
    AcknowledgedPatient,
    AcknowledgedProvider,
    AcknowledgedSubmitter,
    AcknowledgedTotals,
    AcknowledgingSource,
    ClaimAcknowledgement,
    ElementError,
    ErrorContext,
    ImplementationAcknowledgement,
    InterchangeAcknowledgement,
    SegmentError,
    SetAcknowledgement,
    StatusCode,
    StatusInformation,
)
from cleanskin.record.claim import DatedEvent, Procedure
from cleanskin.record.provider import Party, Reference
from cleanskin.x12.tree import Delimiters
from cleanskin.x12.write import Envelope
from cleanskin.x12.write_acks import (
    write_claim_acknowledgements,
    write_implementation_acknowledgements,
    write_interchange_acknowledgements,
)

# a failing example is large, and Hypothesis warns of showing it
pytestmark = pytest.mark.filterwarnings("ignore::hypothesis.errors.HypothesisWarning")

WORDS = st.text("ABCXYZ 019'&/(),é", min_size=1, max_size=12).map(str.strip).filter(bool)
TEXT = st.one_of(st.just(""), WORDS)
COUNT = st.one_of(st.none(), st.integers(0, 99999))
CENTS = st.one_of(st.none(), st.integers(-(10**9), 10**9))
QUANTITY = st.one_of(st.none(), st.decimals(0, 99999, places=2))
DAY = st.one_of(st.none(), st.dates(date(1900, 1, 1), date(2099, 12, 31)))
DELIMITERS = st.sampled_from(
    [
        Delimiters(line_end="\n"),
        Delimiters(element="|", component=">", segment="\n", repetition="!"),
        Delimiters(element="\x1d", component="<", segment="`", repetition="@"),
    ]
)


def some(strategy: st.SearchStrategy[Any], most: int = 2) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(strategy, max_size=most).map(tuple)


# ---- 999 and TA1 -----------------------------------------------------------------------------------------------------

CONTEXT = st.builds(
    ErrorContext,
    name=WORDS,
    value=TEXT,
    segment_id=TEXT,
    segment_number=COUNT,
    loop_id=TEXT,
    element=COUNT,
    component=COUNT,
    repetition=COUNT,
    data_element=COUNT,
)
ELEMENT = st.builds(
    ElementError,
    element=st.integers(0, 99),
    component=COUNT,
    repetition=COUNT,
    data_element=COUNT,
    code=TEXT,
    value=TEXT,
    contexts=some(CONTEXT),
)
SEGMENT = st.builds(
    SegmentError,
    segment_id=WORDS,
    segment_number=COUNT,
    loop_id=TEXT,
    code=TEXT,
    contexts=some(CONTEXT),
    elements=some(ELEMENT),
)
SET = st.builds(
    SetAcknowledgement,
    transaction=WORDS,
    control_number=TEXT,
    version=TEXT,
    errors=some(SEGMENT),
    code=WORDS,
    error_codes=some(WORDS, 5),
)
FORM = st.builds(
    ImplementationAcknowledgement,
    group_code=WORDS,
    group_control_number=TEXT,
    version=TEXT,
    sets=some(SET, 3),
    code=WORDS,
    count_included=COUNT,
    count_received=COUNT,
    count_accepted=COUNT,
    error_codes=some(WORDS, 5),
)
TA1 = st.builds(
    InterchangeAcknowledgement,
    control_number=WORDS,
    date_sent=st.one_of(st.none(), st.dates(date(2000, 1, 1), date(2099, 12, 31))),
    time_sent=TEXT,
    code=WORDS,
    note_code=TEXT,
)

ENVELOPE = Envelope(sender_id="A", receiver_id="B", date_sent=date(2026, 1, 1))
SLOW = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


def envelope(delimiters: Delimiters) -> Envelope:
    return msgspec.structs.replace(ENVELOPE, delimiters=delimiters)


@given(forms=st.lists(FORM, min_size=1, max_size=2), delimiters=DELIMITERS)
@SLOW
def test_a_999_reads_back_equal(forms, delimiters):
    write_implementation_acknowledgements(forms, envelope(delimiters))  # refuses what would not


@given(acknowledgements=st.lists(TA1, min_size=1, max_size=3), delimiters=DELIMITERS)
@SLOW
def test_a_ta1_reads_back_equal(acknowledgements, delimiters):
    write_interchange_acknowledgements(acknowledgements, envelope(delimiters))


# ---- 277CA -----------------------------------------------------------------------------------------------------------

CODE = st.builds(StatusCode, category=WORDS, status=TEXT, entity=TEXT, code_list=TEXT)
STATUS = st.builds(
    StatusInformation,
    codes=st.lists(CODE, min_size=1, max_size=3).map(tuple),
    date_effective=DAY,
    action=TEXT,
    amount_billed=CENTS,
    message=TEXT,
)
EVENT = st.builds(DatedEvent, kind=st.just("472"), first=st.dates(date(1900, 1, 1), date(2099, 12, 31)))
LINE = st.builds(
    AcknowledgedLine,
    procedure=st.builds(Procedure, code=WORDS, modifiers=some(WORDS, 4)),
    amount_billed=CENTS,
    revenue_code=TEXT,
    units=QUANTITY,
    statuses=some(STATUS, 1),
    references=some(st.builds(Reference, kind=st.sampled_from(["FJ", "XZ"]), value=WORDS), 1),
    dates=some(EVENT, 1),
)
CLAIM = st.builds(
    AcknowledgedClaim,
    patient_control_number=WORDS,
    statuses=some(STATUS),
    references=some(st.builds(Reference, kind=st.sampled_from(["1K", "D9", "BLT"]), value=WORDS), 1),
    dates=some(EVENT, 1),
    lines=some(LINE),
)


def party(role: str, *, person: bool = False) -> st.SearchStrategy[Party]:
    return st.builds(
        Party, role=st.just(role), is_person=st.just(person), name=WORDS, id_qualifier=TEXT, id=TEXT,
        **({"first_name": TEXT, "middle_name": TEXT, "suffix": TEXT} if person else {}),
    )  # fmt: skip


PATIENT = st.builds(AcknowledgedPatient, patient=party("patient", person=True), claims=some(CLAIM))
TOTALS = st.builds(
    AcknowledgedTotals,
    count_accepted=st.one_of(st.none(), st.integers(0, 99).map(Decimal)),
    count_rejected=st.one_of(st.none(), st.integers(0, 99).map(Decimal)),
    amount_accepted=CENTS,
    amount_rejected=CENTS,
)
PROVIDER = st.builds(
    AcknowledgedProvider,
    provider=party("billing"),
    trace_number=WORDS,
    statuses=some(STATUS),
    references=some(st.builds(Reference, kind=st.sampled_from(["TJ", "G2"]), value=WORDS)),
    totals=TOTALS,
    patients=some(PATIENT),
)
SUBMITTER = st.builds(
    AcknowledgedSubmitter,
    submitter=party("submitter"),
    trace_number=WORDS,
    statuses=some(STATUS),
    totals=TOTALS,
    providers=some(PROVIDER),
)
SOURCE = st.builds(
    AcknowledgingSource,
    source=st.one_of(party("payer"), party("clearinghouse")),
    trace_number=WORDS,
    date_received=DAY,
    date_processed=DAY,
    submitters=some(SUBMITTER, 1),
)
CLAIMS = st.builds(
    ClaimAcknowledgement,
    reference_id=WORDS,
    date_created=DAY,
    time_created=TEXT,
    kind=WORDS,
    sources=some(SOURCE),
)


@given(acknowledgements=st.lists(CLAIMS, min_size=1, max_size=2), delimiters=DELIMITERS)
@SLOW
def test_a_277ca_reads_back_equal(acknowledgements, delimiters):
    write_claim_acknowledgements(acknowledgements, envelope(delimiters))
