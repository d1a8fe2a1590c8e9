"""A claim as 837P text (005010X222A1), from its subscriber's level on.

The order of segments is the guide's.  What a dermatology practice never sends (ambulance, spinal manipulation,
repricing, supporting forms, equipment, measurements) has no text here: such a claim raises ValueError.
"""

from datetime import date
from decimal import Decimal

from cleanskin.record.claim import Attachment, Claim, Contract
from cleanskin.record.coverage import Coverage
from cleanskin.record.provider import Party
from cleanskin.sim.nouns.bill import Bill
from cleanskin.sim.nouns.patient import Practice
from cleanskin.sim.wire.line import line_text
from cleanskin.sim.wire.parties import (
    adjustments_text,
    event_text,
    known_party_text,
    party_text,
    references_text,
)
from cleanskin.sim.wire.segments import (
    BILLING_LEVEL,
    END,
    FIRST_LEVEL,
    OWN_BILLING,
    SECOND_LEVEL,
    amount,
    ccyymmdd,
    number,
    segment,
)

VERSION_837P = "005010X222A1"

_PROVIDERS: dict[str, tuple[int, str, str]] = {
    "referring": (0, "DN", ""),
    "primary_care": (1, "P3", ""),
    "rendering": (2, "82", "PE"),
    "service_facility": (3, "77", ""),
    "supervising": (4, "DQ", ""),
}
"""Role -> order, entity code, code of its specialty segment."""

_OTHER_PROVIDERS: dict[str, tuple[int, str]] = {
    "referring": (0, "DN"),
    "primary_care": (0, "P3"),
    "rendering": (1, "82"),
    "service_facility": (2, "77"),
    "supervising": (3, "DQ"),
    "billing": (4, "85"),
}


def billing_text(claim: Claim) -> str:
    """Return what stands below the billing provider's HL, which all claims of a practice share."""
    billing = claim.billing_provider
    text = f"PRV*BI*PXC*{billing.taxonomy}{END}" if billing.taxonomy else ""
    text += f"CUR*85*{claim.currency}{END}" if claim.currency else ""
    text += known_party_text(billing, "85")
    if claim.pay_to is not None:
        text += party_text(claim.pay_to, "87")
    if claim.pay_to_plan is not None:
        text += party_text(claim.pay_to_plan, "PE")
    return text


def claim_text(claim: Claim) -> tuple[str, int]:
    """Return a claim from its subscriber's HL on, and how many HL it has; ValueError for what has no text here."""
    unsaid = claim.ambulance or claim.spinal_manipulation or claim.pricing or claim.extras
    if unsaid or claim.anesthesia_procedures or claim.condition_codes:
        raise ValueError("the claim holds what has no text here")
    levels, count = _levels(claim)
    parts = [levels, _head(claim)]
    providers = claim.providers
    if len(providers) > 1:
        providers = tuple(sorted(providers, key=_place))
    for party in providers:
        _, code, specialty = _PROVIDERS[party.role]
        parts.append(known_party_text(party, code, specialty))
    for coverage in claim.other_coverages:
        parts.append(_other_coverage(claim, coverage))
    for line in claim.lines:
        parts.append(line_text(line))
    return "".join(parts), count


def practice_billing_text(practice: Practice) -> str:
    """Return the billing provider's level of the practice's files, below its HL."""
    if not _PRACTICES or _PRACTICES[0][0] is not practice:
        text = (
            f"PRV*BI*PXC*{practice.taxonomy}{END}NM1*85*2*{practice.name}*****XX*{practice.npi}{END}"
            f"N3*{practice.street}{END}N4*{practice.city}*{practice.state}*{practice.zip_code}{END}"
            f"REF*EI*{practice.tin}{END}PER*IC*BILLING DESK*TE*8025550142{END}"
        )
        _PRACTICES[:] = [(practice, text)]
    return _PRACTICES[0][1]


_PRACTICES: list[tuple[Practice, str]] = []


def render_claim(bill: Bill, *, practice: Practice | None = None) -> tuple[str, int]:
    """Return a bill's claim as the text of an event, and how many HL it has.

    With a practice, a claim whose billing provider is not said as the practice says it brings its own level, between
    marks, and the file opens it.
    """
    text, count = claim_text(bill.claim)
    if practice is not None:
        own = billing_text(bill.claim)
        if own != practice_billing_text(practice):
            text = f"{OWN_BILLING}{own}{OWN_BILLING}{text}"
    return text, count


def _place(party: Party) -> int:
    if party.role not in _PROVIDERS:
        raise ValueError(f"a claim has no {party.role} provider here")
    return _PROVIDERS[party.role][0]


def _subscriber_segment(coverage: Coverage) -> str:
    return segment(
        "SBR", coverage.payer_responsibility, coverage.relationship, coverage.group_number, coverage.group_name,
        coverage.insurance_type, "", "", "", coverage.claim_filing_indicator,
    )  # fmt: skip


def _levels(claim: Claim) -> tuple[str, int]:
    """Return the subscriber's and the patient's level, and how many HL they are."""
    coverage, patient = claim.coverage, claim.patient
    text = (
        f"HL*{FIRST_LEVEL}*{BILLING_LEVEL}*22*{0 if patient is None else 1}{END}{_subscriber_segment(coverage)}"
        f"{_facts(claim) if claim.subscriber_facts is not None else ''}"
        f"{party_text(coverage.subscriber, 'IL')}{known_party_text(coverage.payer, 'PR')}"
    )
    if patient is None:
        return text, 1
    facts = claim.patient_facts
    pat = ["PAT", claim.patient_relationship]
    if facts is not None:
        pat += _fact_elements(facts.date_of_death, facts.weight, facts.is_pregnant)
    return f"{text}HL*{SECOND_LEVEL}*{FIRST_LEVEL}*23*0{END}{segment(*pat)}{party_text(patient, 'QC')}", 2


def _facts(claim: Claim) -> str:
    facts = claim.subscriber_facts
    assert facts is not None
    return segment("PAT", "", *_fact_elements(facts.date_of_death, facts.weight, facts.is_pregnant))


def _fact_elements(died: date | None, weight: Decimal | None, is_pregnant: bool) -> list[str]:
    """Return PAT02 to PAT09."""
    return [
        "", "", "", "D8" if died else "", ccyymmdd(died) if died else "", "01" if weight is not None else "",
        number(weight) if weight is not None else "", "Y" if is_pregnant else "",
    ]  # fmt: skip


def _causes(claim: Claim) -> str:
    if not claim.related_causes:
        return ""
    causes = [*claim.related_causes, "", "", ""][:3]
    return ":".join([*causes, claim.accident_state, claim.accident_country]).rstrip(":")


def attachment_text(attachment: Attachment) -> str:
    """Return a PWK segment."""
    if not attachment.control_number:
        return segment("PWK", attachment.report_type, attachment.transmission)
    return segment("PWK", attachment.report_type, attachment.transmission, "", "", "AC", attachment.control_number)


def _contract(contract: Contract) -> str:
    percent, discount = contract.percent, contract.terms_discount_percent
    return segment(
        "CN1", contract.kind, amount(contract.amount) if contract.amount is not None else "",
        number(percent) if percent is not None else "", contract.code,
        number(discount) if discount is not None else "", contract.version,
    )  # fmt: skip


def _head(claim: Claim) -> str:
    """Return loop 2300 down to the diagnoses."""
    clm = (
        f"CLM*{claim.patient_control_number}*{amount(claim.amount_billed)}***{claim.place_of_service}:"
        f"{claim.facility_qualifier}:{claim.frequency_code}*{claim.provider_signature}*{claim.accepts_assignment}*"
        f"{claim.benefits_assigned}*{claim.release_of_information}*{claim.patient_signature_source}*{_causes(claim)}*"
        f"{claim.special_program}********{claim.delay_reason}"
    )
    parts = [clm.rstrip("*"), END]
    parts += [event_text(event) for event in claim.dates]
    parts += [attachment_text(one) for one in claim.attachments]
    if claim.contract is not None:
        parts.append(_contract(claim.contract))
    if claim.amount_patient_paid is not None:
        parts.append(f"AMT*F5*{amount(claim.amount_patient_paid)}{END}")
    if claim.references:
        parts.append(references_text(claim.references))
    parts += [f"K3*{text}{END}" for text in claim.fixed_formats]
    if claim.note is not None:
        parts.append(f"NTE*{claim.note.kind}*{claim.note.text}{END}")
    parts += [segment("CRC", one.category, one.applies, *one.codes) for one in claim.conditions]
    if claim.diagnoses:
        if len(claim.diagnoses) > 12:
            raise ValueError("a claim has at most twelve diagnoses")
        parts.append("HI*" + "*".join([f"{one.qualifier}:{one.code}" for one in claim.diagnoses]) + END)
    return "".join(parts)


def _other_coverage(claim: Claim, coverage: Coverage) -> str:
    """Return loops 2320 and 2330 of another payer."""
    text = _subscriber_segment(coverage)
    answer = coverage.coordination
    if answer is not None:
        text += adjustments_text(answer.adjustments)
        for kind, cents in (
            ("D", answer.amount_paid),
            ("A8", answer.amount_noncovered),
            ("EAF", answer.amount_patient_remaining),
        ):
            if cents is not None:
                text += f"AMT*{kind}*{amount(cents)}{END}"
        text += segment(
            "OI", "", "", answer.benefits_assigned or claim.benefits_assigned, answer.patient_signature_source, "",
            answer.release_of_information or claim.release_of_information,
        )  # fmt: skip
        if answer.remarks is not None:
            said = answer.remarks
            rate = number(said.reimbursement_rate) if said.reimbursement_rate is not None else ""
            payable = amount(said.amount_hcpcs_payable) if said.amount_hcpcs_payable is not None else ""
            text += segment("MOA", rate, payable, *said.remarks[:5])
    else:
        text += segment("OI", "", "", claim.benefits_assigned, "", "", claim.release_of_information)
    text += party_text(coverage.subscriber, "IL") + _other_payer(coverage)
    for party in sorted(coverage.providers, key=lambda one: _OTHER_PROVIDERS[one.role][0]):
        text += party_text(party, _OTHER_PROVIDERS[party.role][1])
    return text


def _other_payer(coverage: Coverage) -> str:
    """Return loop 2330B: the day of its answer stands between its address and its numbers."""
    day = coverage.coordination.date_adjudicated if coverage.coordination is not None else None
    text = party_text(coverage.payer, "PR")
    if day is None:
        return text
    head, mark, numbers = text.partition(f"{END}REF*")
    decided = f"DTP*573*D8*{ccyymmdd(day)}{END}"
    return f"{head}{END}{decided}REF*{numbers}" if mark else text + decided
