"""Whatever a submission or a remittance holds, it reads back equal from the file that was written of it."""

import types
import typing
from datetime import date
from decimal import Decimal
from typing import Any, Literal, get_args, get_origin

import msgspec
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from cleanskin.record.adjustment import Adjustment
from cleanskin.record.claim import (
    Ambulance,
    Attachment,
    Claim,
    ConditionIndicator,
    Contract,
    DatedEvent,
    Diagnosis,
    Drug,
    EquipmentCertification,
    FormAnswer,
    LineAdjudication,
    Measurement,
    Note,
    PatientFacts,
    Pricing,
    Procedure,
    PurchasedService,
    Quantity,
    ServiceLine,
    SpinalManipulation,
    Submission,
    SupportingForm,
)
from cleanskin.record.coverage import Coordination, Coverage, OutpatientRemarks
from cleanskin.record.provider import Address, Contact, ContactNumber, Demographics, Party, Reference
from cleanskin.record.remittance import (
    Amount,
    BankAccount,
    ClaimPayment,
    Currency,
    DeliveryMethod,
    InpatientRemarks,
    ProviderAdjustment,
    ProviderSummary,
    Remark,
    Remittance,
    RemittanceGroup,
    ServicePayment,
    SupplementalQuantity,
)
from cleanskin.record.segment import ExtraSegment
from cleanskin.x12.tree import Delimiters
from cleanskin.x12.write import Envelope, write_remittances, write_submissions

TEXT = st.text("ABCXYZ 019'&/(),é", min_size=1, max_size=12).map(str.strip).filter(bool)
KIND = TEXT.map(lambda text: f"Q{text}")
"""Qualifiers no guide has: one that a line cannot have and its claim can would be read as the claim's."""
CENTS = st.integers(-(10**12), 10**12)
QUANTITY = st.decimals(-9999, 99999, places=3)
DAY = st.dates(date(1900, 1, 1), date(2099, 12, 31))
DELIMITERS = st.sampled_from(
    [
        Delimiters(line_end="\n"),
        Delimiters(line_end="\r\n"),
        Delimiters(element="|", component=">", segment="\n", repetition="!"),
        Delimiters(element="\x1d", component="<", segment="`", repetition="@"),
    ]
)
# a failing example is large, and Hypothesis warns of showing it
pytestmark = pytest.mark.filterwarnings("ignore::hypothesis.errors.HypothesisWarning")

PLAIN: dict[Any, st.SearchStrategy[Any]] = {
    str: st.one_of(st.just(""), TEXT),
    int: CENTS,
    bool: st.booleans(),
    Decimal: QUANTITY,
    date: DAY,
}
LINE_ROLES = (
    "rendering", "purchased_service", "service_facility", "supervising", "ordering", "referring", "primary_care",
    "ambulance_pick_up", "ambulance_drop_off",
)  # fmt: skip
CLAIM_ROLES = tuple(role for role in LINE_ROLES if role not in ("ordering", "purchased_service"))
OTHER_ROLES = ("referring", "primary_care", "rendering", "service_facility", "supervising", "billing")
REMIT_ROLES = (
    "patient", "subscriber", "corrected_insured", "rendering", "crossover_payer", "corrected_payer", "other_subscriber",
)  # fmt: skip


ALL_TEXT = (
    Drug, FormAnswer, Measurement, Note, Contact, ContactNumber, Currency, DeliveryMethod, Reference, Diagnosis,
    Attachment, ConditionIndicator, Contract, Pricing, PurchasedService, Quantity, SupportingForm, Ambulance,
    SpinalManipulation, EquipmentCertification, Amount, SupplementalQuantity, Remark, ProviderAdjustment, Adjustment,
)  # fmt: skip
"""Nouns of one segment: with all texts filled, because an empty one would write a segment that says nothing."""

SPECIAL: dict[Any, Any] = {
    **{kind: lambda kind=kind: all_text(kind) for kind in ALL_TEXT},
    Procedure: lambda: noun(Procedure, code=TEXT, modifiers=st.lists(TEXT, max_size=4).map(tuple)),
    Demographics: lambda: noun(Demographics, sex=st.sampled_from(["F", "M", "U"])),
    OutpatientRemarks: lambda: noun(OutpatientRemarks, remarks=st.lists(TEXT, min_size=1, max_size=5).map(tuple)),
    DatedEvent: lambda: st.one_of(
        st.builds(DatedEvent, kind=KIND, first=DAY, last=st.one_of(st.none(), DAY)),
        st.builds(DatedEvent, kind=KIND, first=DAY, time=st.sampled_from(["0930", "2359"])),
    ),
}


def of_type(kind: Any) -> st.SearchStrategy[Any]:
    """Values of an attribute, by its annotation."""
    if kind in SPECIAL:
        return SPECIAL[kind]()
    if kind == tuple[ExtraSegment, ...]:
        return st.just(())
    origin, arguments = get_origin(kind), get_args(kind)
    if origin in (types.UnionType, typing.Union):
        return st.one_of(*(st.none() if one is type(None) else of_type(one) for one in arguments))
    if origin is tuple:
        return st.lists(TEXT if arguments[0] is str else of_type(arguments[0]), max_size=2).map(tuple)
    if origin is Literal:
        return st.sampled_from(arguments)
    return PLAIN[kind] if kind in PLAIN else noun(kind)


def noun(kind: type[msgspec.Struct], /, **given: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """A noun whose every attribute is drawn; `given` says how where its annotation does not."""
    fields = {field.name: field.type for field in msgspec.structs.fields(kind)}
    return st.builds(kind, **{name: given[name] if name in given else of_type(type_) for name, type_ in fields.items()})


def party(*roles: str, **given: st.SearchStrategy[Any]) -> st.SearchStrategy[Party]:
    nothing = {name: st.just(None) for name in ("address", "demographics")}
    more = {"taxonomy": st.just(""), "references": st.just(()), "contacts": st.just(()), "name": TEXT}
    return noun(Party, role=st.sampled_from(roles), **{**nothing, **more, **given})


def providers(roles: tuple[str, ...], specialty: str = "rendering") -> st.SearchStrategy[tuple[Party, ...]]:
    full = {"address": ADDRESS, "references": REFERENCES, "contacts": of_type(tuple[Contact, ...])}
    plain = party(*[role for role in roles if role != specialty], **full)
    special = party(specialty, taxonomy=of_type(str), **full)
    return st.lists(st.one_of(plain, special), max_size=3, unique_by=lambda one: one.role).map(tuple)


def all_text(kind: type[msgspec.Struct]) -> st.SearchStrategy[Any]:
    """A noun none of whose texts is empty."""
    names = [field.name for field in msgspec.structs.fields(kind) if field.type is str]
    return noun(kind, **{name: KIND if name in ("kind", "category") else TEXT for name in names})


CODES = st.lists(TEXT, max_size=4).map(tuple)
ADDRESS = st.one_of(st.none(), noun(Address, line_1=TEXT, city=TEXT))
REFERENCES = of_type(tuple[Reference, ...])
FACTS = st.one_of(st.none(), noun(PatientFacts).filter(lambda facts: facts != PatientFacts()))
FULL = {"address": ADDRESS, "references": REFERENCES}


def coverage(**given: st.SearchStrategy[Any]) -> st.SearchStrategy[Coverage]:
    people = {
        "subscriber": party("subscriber", **FULL, demographics=of_type(Demographics | None)),
        "payer": party("payer", **FULL, is_person=st.booleans()),
    }
    return noun(Coverage, **{**people, "payer_responsibility": TEXT, "providers": st.just(()), **given})


OTHER_COVERAGE = coverage(
    subscriber=party("subscriber", **FULL),
    providers=providers(OTHER_ROLES, "billing").map(
        lambda found: tuple(msgspec.structs.replace(one, taxonomy="", address=None, contacts=()) for one in found)
    ),
    coordination=noun(Coordination),
)
LINE = noun(
    ServiceLine,
    number=TEXT,
    diagnosis_pointers=st.lists(st.integers(1, 12), max_size=4).map(tuple),
    providers=providers(LINE_ROLES),
    adjudications=st.lists(noun(LineAdjudication, payer_id=TEXT), max_size=2).map(tuple),
)


def diagnoses(*kinds: str) -> st.SearchStrategy[tuple[Diagnosis, ...]]:
    one = noun(Diagnosis, code=TEXT, qualifier=st.sampled_from(kinds))
    return st.lists(one, max_size=14).map(tuple)


CLAIM = noun(
    Claim,
    patient_control_number=TEXT,
    related_causes=st.lists(TEXT, max_size=3).map(tuple),
    billing_provider=party("billing", **FULL, taxonomy=of_type(str), contacts=of_type(tuple[Contact, ...])),
    pay_to=st.one_of(st.none(), party("pay_to", address=ADDRESS)),
    pay_to_plan=st.one_of(st.none(), party("pay_to_plan", **FULL)),
    coverage=coverage(coordination=st.just(None)),
    subscriber_facts=FACTS,
    patient=st.just(None),
    patient_relationship=st.just(""),
    patient_facts=st.just(None),
    diagnoses=diagnoses("ABK", "ABF", "BK", "BF"),
    anesthesia_procedures=diagnoses("BP", "BO"),
    condition_codes=CODES,
    providers=providers(CLAIM_ROLES),
    other_coverages=st.lists(OTHER_COVERAGE, max_size=1).map(tuple),
    lines=st.lists(LINE, max_size=2).map(tuple),
)


@st.composite
def submissions(draw: st.DrawFn) -> Submission:
    """Claims of a few subscribers and patients in any order, so that levels are shared and opened anew."""
    first = draw(st.lists(CLAIM, min_size=1, max_size=2))
    patients = draw(st.lists(party("patient", **FULL, demographics=of_type(Demographics | None)), max_size=2))
    claims = []
    for _ in range(draw(st.integers(0, 4))):
        claim = draw(st.sampled_from(first))
        who = draw(st.sampled_from([None, *patients]))
        facts = draw(FACTS) if who else None
        relationship = draw(TEXT) if who else ""
        change = {"patient": who, "patient_relationship": relationship, "patient_facts": facts}
        claims.append(msgspec.structs.replace(claim, **change))
    contacts = of_type(tuple[Contact, ...])
    head = noun(
        Submission,
        submitter=party("submitter", contacts=contacts),
        receiver=party("receiver"),
        claims=st.just(tuple(claims)),
    )
    return draw(head)


def numbered(positions: tuple[int, ...], values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.dictionaries(st.sampled_from(positions), values, max_size=3).map(
        lambda found: tuple(sorted(found.items()))
    )


N1 = {
    **FULL, "contacts": of_type(tuple[Contact, ...]), "is_person": st.just(False),
    **{name: st.just("") for name in ("first_name", "middle_name", "prefix", "suffix")},
}  # fmt: skip
ACCOUNT = st.one_of(st.none(), noun(BankAccount, routing_number=TEXT))
DAYS = st.lists(st.builds(DatedEvent, kind=KIND, first=DAY), max_size=2).map(tuple)
SERVICE = noun(ServicePayment, dates=DAYS)
PAYMENT = noun(
    ClaimPayment,
    dates=DAYS,
    lines=st.lists(SERVICE, max_size=2).map(tuple),
    patient_control_number=TEXT,
    parties=st.lists(party(*REMIT_ROLES), max_size=3).map(tuple),
    inpatient=st.one_of(
        st.none(),
        noun(
            InpatientRemarks,
            remarks=st.lists(TEXT, max_size=5).map(tuple),
            amounts=numbered((2, 4, 6, 14, 16, 19, 24), CENTS),
            counts=numbered((1, 3, 15), QUANTITY),
        ).filter(lambda one: one != InpatientRemarks()),
    ),
)
SUMMARY = noun(
    ProviderSummary,
    provider_id=TEXT,
    amounts=numbered((5, 13, 15, 17, 18, 20, 21, 22, 24), CENTS),
    drg_amounts=numbered((1, 6, 8, 15, 19), CENTS),
    drg_counts=numbered((7, 10, 16), QUANTITY),
)
REMITTANCE = noun(
    Remittance,
    trace_number=TEXT,
    payer_account=ACCOUNT,
    payee_account=ACCOUNT,
    payer=party("payer", **N1),
    payee=party("payee", **N1),
    groups=st.lists(
        noun(
            RemittanceGroup,
            number=TEXT,
            summary=st.one_of(st.none(), SUMMARY),
            claims=st.lists(PAYMENT, max_size=2).map(tuple),
        ),
        max_size=2,
    ).map(tuple),
)


def envelope(delimiters: Delimiters) -> Envelope:
    return Envelope(sender_id="A", receiver_id="B", date_sent=date(2026, 3, 25), delimiters=delimiters)


SLOW = settings(
    max_examples=6,
    # nouns are large: shrinking one takes minutes and tells little more than the place that differs
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example],
)


@SLOW
@given(submissions(), DELIMITERS)
def test_a_submission_reads_back_equal(submission, delimiters):
    assert write_submissions([submission], envelope(delimiters)).data


@SLOW
@given(REMITTANCE, DELIMITERS)
def test_a_remittance_reads_back_equal(remittance, delimiters):
    assert write_remittances([remittance], envelope(delimiters)).data


@pytest.mark.long
@settings(SLOW, max_examples=300)
@given(submissions(), DELIMITERS)
def test_many_submissions_read_back_equal(submission, delimiters):
    assert write_submissions([submission], envelope(delimiters)).data


@pytest.mark.long
@settings(SLOW, max_examples=300)
@given(REMITTANCE, DELIMITERS)
def test_many_remittances_read_back_equal(remittance, delimiters):
    assert write_remittances([remittance], envelope(delimiters)).data
