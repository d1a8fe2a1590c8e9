"""Writing an invented answer as 835 text (005010X221A1)."""

from datetime import date

from cleanskin.kernel.cents import Cents
from cleanskin.sim.adjudicate import LineDecision
from cleanskin.sim.claim import Answer
from cleanskin.sim.payers import ECHOES, Payer
from cleanskin.sim.practice import Practice
from cleanskin.sim.segments import END, amount, ccyymmdd

VERSION_835 = "005010X221A1"

REMITTED_INDICATORS = {"CI": "15", "BL": "12"}
"""Claim filing indicators that an 835 does not know, and what payers say instead."""


def line_cas(decision: LineDecision) -> str:
    """Return the CAS segments of one decision, one a group code; its reasons do not repeat."""
    groups: dict[str, str] = {}
    for group, carc, cents in decision.adjustments:
        before = groups.get(group)
        groups[group] = f"{carc}*{amount(cents)}" if before is None else f"{before}**{carc}*{amount(cents)}"
    return "".join([f"CAS*{group}*{reasons}{END}" for group, reasons in groups.items()])


def claim_cas(decisions: list[LineDecision]) -> str:
    """Return the CAS segments of all decisions summed, for claim level; one a group code, at most six reasons each."""
    groups: dict[str, dict[str, Cents]] = {}
    for decision in decisions:
        for group, carc, cents in decision.adjustments:
            reasons = groups.setdefault(group, {})
            reasons[carc] = reasons.get(carc, 0) + cents
    text = ""
    for group, reasons in groups.items():
        assert len(reasons) <= 6, "more reasons than one CAS holds"
        text += f"CAS*{group}*{'**'.join(f'{carc}*{amount(cents)}' for carc, cents in reasons.items())}{END}"
    return text


def _allowed(decision: LineDecision) -> Cents:
    """Allowed amount: what was paid, owed by the patient or withheld by sequestration; 0 when refused."""
    if decision.outcome not in ("paid", "patient_share"):
        return 0
    allowed = decision.paid
    for group, carc, cents in decision.adjustments:
        if group == "PR" or carc == "253":
            allowed += cents
    return allowed


def _service_line(answer: Answer, decision: LineDecision, day_text: str) -> str:
    """Return one 2110 loop."""
    line = decision.line
    billed = ":".join((f"HC:{line.code.code}", *answer.submission.modifiers_of(line)))
    units = decision.units or line.units
    text = f"SVC*{decision.procedure or billed}*{amount(decision.charge)}*{amount(decision.paid)}**{units}"
    if decision.procedure and decision.tells_billed:
        text += f"*{billed}*{line.units}" if units != line.units else f"*{billed}"
    elif units != line.units:
        text += f"**{line.units}"
    text += f"{END}DTM*472*{day_text}{END}{line_cas(decision)}"
    if answer.payer.line_control and answer.claim.line_control:
        text += f"REF*6R*{line.number}{END}"
    allowed = _allowed(decision)
    if allowed > 0:
        text += f"AMT*B6*{amount(allowed)}{END}"
    return text + "".join(f"LQ*HE*{code}{END}" for code in decision.remarks if not code.startswith("MA"))


def _claim_remarks(answer: Answer) -> list[str]:
    """Return the remarks that belong to MOA: those of the claim, crossover, and all when there are no lines."""
    remarks: list[str] = ["MA18"] if answer.crossover is not None else []
    for decision in answer.decisions:
        for code in decision.remarks:
            if (code.startswith("MA") or answer.claim_level) and code not in remarks:
                remarks.append(code)
    return remarks[:5]


def _patient_name(answer: Answer) -> str:
    """Return the patient's name segments as this payer knows them."""
    patient = answer.claim.patient
    member = patient.secondary_member_id if answer.order == "secondary" else patient.member_id
    text = f"NM1*QC*1*{patient.last_name}*{patient.first_name}****MI*{member}{END}"
    if patient.subscriber_first_name:
        text += f"NM1*IL*1*{patient.last_name}*{patient.subscriber_first_name}****MI*{member}{END}"
    return text


def render_answer(answer: Answer) -> tuple[str, Cents]:
    """Return the text of one CLP loop and what it pays; asserts that claim and lines balance."""
    claim = answer.claim
    decisions = answer.decisions
    charge = paid = adjusted = share = allowed = 0
    for decision in decisions:
        charge += decision.charge
        paid += decision.paid
        allowed += _allowed(decision)
        for group, _, cents in decision.adjustments:
            adjusted += cents
            if group == "PR":
                share += cents
    assert charge - adjusted == paid, "a claim must balance"
    day_text = ccyymmdd(claim.day)
    provider = claim.provider
    filing = REMITTED_INDICATORS.get(answer.payer.filing_indicator, answer.payer.filing_indicator)
    number = ECHOES[answer.payer.echo](claim.control_number) if answer.echoed else "0"
    text = (
        f"CLP*{number}*{answer.status}*{amount(charge)}*{amount(paid)}"
        f"*{amount(share) if share > 0 else ''}*{filing}*{answer.number}*11"
        f"*{answer.submission.frequency}{END}"
    )
    if answer.claim_level:
        text += claim_cas(decisions)
    text += _patient_name(answer)
    text += f"NM1*82*1*{provider.last_name}*{provider.first_name}****XX*{provider.npi}{END}"
    if answer.crossover is not None:
        text += f"NM1*TT*2*{answer.crossover.name}*****PI*{answer.crossover.payer_id}{END}"
    remarks = _claim_remarks(answer)
    if remarks:
        text += f"MOA***{'*'.join(remarks)}{END}"
    if answer.claim_level:
        text += f"DTM*232*{day_text}{END}"
    text += f"DTM*050*{ccyymmdd(answer.submission.day)}{END}"
    if allowed > 0:
        text += f"AMT*AU*{amount(allowed)}{END}"
    if answer.interest:
        text += f"AMT*I*{amount(answer.interest)}{END}"
    if not answer.claim_level:
        text += "".join([_service_line(answer, decision, day_text) for decision in decisions])
    return text, paid


def remittance_head(
    practice: Practice, payer: Payer, *, day: date, control: int, trace: str, paid: Cents, method: str
) -> str:
    """Return ST to the payee of one 835 transaction; `method` is ACH, CHK or NON."""
    assert paid >= 0, "a payment may not be negative"
    day_text = ccyymmdd(day)
    if method == "ACH":
        ours = f"01*{payer.routing_number}*DA*4420017*{payer.originator}"
        bank = f"I*{amount(paid)}*C*ACH*CCP*{ours}**01*011000015*DA*7710042"
    elif method == "CHK":
        bank = f"I*{amount(paid)}*C*CHK***********"
    else:
        bank = f"H*{amount(paid)}*C*NON***********"
    return (
        f"ST*835*{control:04d}{END}BPR*{bank}*{day_text}{END}TRN*1*{trace}*{payer.originator}{END}"
        f"DTM*405*{day_text}{END}N1*PR*{payer.name}{END}N3*1 INVENTED PLAZA{END}N4*PAYERTON*VT*059950001{END}"
        f"REF*2U*{payer.payer_id}{END}PER*BL*PROVIDER SERVICES*TE*8025550177{END}"
        f"N1*PE*{practice.name}*XX*{practice.npi}{END}N3*{practice.street}{END}"
        f"N4*{practice.city}*{practice.state}*{practice.zip_code}{END}REF*TJ*{practice.tin}{END}"
    )
