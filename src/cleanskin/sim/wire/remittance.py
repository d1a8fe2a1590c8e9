"""An answer with payment as 835 text (005010X221A1), from CLP on, and the head of its transaction."""

from collections.abc import Iterable, Mapping
from datetime import date

from cleanskin.kernel.cents import Cents
from cleanskin.record.claim import Claim, ServiceLine
from cleanskin.sim.nouns.decision import Adjustment, ClaimDecision, LineDecision
from cleanskin.sim.payer.nouns import Payer
from cleanskin.sim.payer.registry import echoed
from cleanskin.sim.wire.parties import known_party_text
from cleanskin.sim.wire.segments import END, amount, ccyymmdd, number

VERSION_835 = "005010X221A1"

REMITTED_INDICATORS: dict[str, str] = {"CI": "15", "BL": "12"}
"""Claim filing indicators of claims that a remittance does not know, and what payers say instead [check]."""

_REASONS_MAX = 6
_REMARKS_MAX = 5


class OutOfBalance(ValueError):
    """A decision whose charge less adjustments is not its payment: the payer decided wrongly, nothing is written."""


def render_decision(
    decision: ClaimDecision, *, payers: Mapping[str, Payer], received: date | None = None
) -> tuple[str, Cents]:
    """Return a decision as CLP loop and what it pays in cents; "" and 0 for one recovered without a reversal.

    `received` is when the payer had the claim, where the decision itself does not say it.

    Raises `OutOfBalance` unless every line balances.  A line the payer refuses as a whole claim (`level` claim) has no
    SVC; its adjustments are summed in front.
    """
    if decision.kind == "takeback":
        return "", 0
    payer = payers[decision.payer]
    claim = decision.claim
    charge, paid, share, allowed = _sums(decision)
    given_back = (echoed(claim.patient_control_number, payer.echo) if decision.echoed else "") or "0"
    filing = REMITTED_INDICATORS.get(payer.filing_indicator, payer.filing_indicator)
    owes = amount(share) if share > 0 else ""
    parts = [
        f"CLP*{given_back}*{decision.status}*{amount(charge)}*{amount(paid)}*{owes}*{filing}*{decision.number}*"
        f"{claim.place_of_service}*{claim.frequency_code}{END}"
    ]
    by_claim = decision.level == "claim"
    if by_claim:
        parts.append(_cas(_summed(decision.lines)))
    parts.append(_names(decision, payers))
    remarks = _claim_remarks(decision)
    if remarks:
        parts.append(f"MOA***{'*'.join(remarks)}{END}")
    if by_claim and claim.date_of_service is not None:
        parts.append(f"DTM*232*{ccyymmdd(claim.date_of_service)}{END}")
    received = decision.received or received
    if received is not None:
        parts.append(f"DTM*050*{ccyymmdd(received)}{END}")
    if allowed > 0:
        parts.append(f"AMT*AU*{amount(allowed)}{END}")
    if decision.interest:
        parts.append(f"AMT*I*{amount(decision.interest)}{END}")
    if not by_claim:
        lines = {line.number: line for line in claim.lines}
        rendering = claim.provider("rendering")
        npi = rendering.id if rendering is not None else ""
        parts += [_service(one, lines[one.number], payer, npi) for one in decision.lines]
    return "".join(parts), paid


def _sums(decision: ClaimDecision) -> tuple[Cents, Cents, Cents, Cents]:
    """Return charge, payment, patient's share and allowed amount of the lines; raises `OutOfBalance`."""
    charge = paid = share = allowed = 0
    for line in decision.lines:
        adjusted = 0
        for group, _, cents in line.adjustments:
            adjusted += cents
            if group == "PR":
                share += cents
        if line.charge - adjusted != line.paid:
            raise OutOfBalance(f"line {line.number} of rule {line.rule} does not balance")
        charge += line.charge
        paid += line.paid
        allowed += line.allowed
    return charge, paid, share, allowed


def provider_adjustments(decision: ClaimDecision) -> tuple[tuple[str, str, Cents], ...]:
    """Return what a decision changes of the payment beside its claim (PLB): interest L6, recovery WO."""
    found: list[tuple[str, str, Cents]] = []
    if decision.interest:
        found.append(("L6", decision.number, -decision.interest))
    if decision.takeback:
        found.append(("WO", decision.reverses or decision.number, decision.takeback))
    return tuple(found)


def _grouped(adjustments: Iterable[Adjustment]) -> dict[str, dict[str, Cents]]:
    groups: dict[str, dict[str, Cents]] = {}
    for group, carc, cents in adjustments:
        reasons = groups.setdefault(group, {})
        reasons[carc] = reasons.get(carc, 0) + cents
    return groups


def _cas(adjustments: Iterable[Adjustment]) -> str:
    """Return CAS segments: a group once, its reasons once each, six to a segment, nothing of no cents."""
    text = ""
    for group, reasons in _grouped(adjustments).items():
        said = [f"{carc}*{amount(cents)}" for carc, cents in reasons.items() if cents]
        for first in range(0, len(said), _REASONS_MAX):
            text += f"CAS*{group}*{'**'.join(said[first : first + _REASONS_MAX])}{END}"
    return text


def _summed(lines: Iterable[LineDecision]) -> list[Adjustment]:
    return [adjustment for line in lines for adjustment in line.adjustments]


def _names(decision: ClaimDecision, payers: Mapping[str, Payer]) -> str:
    """Return who is named: patient, subscriber when another one, corrections, rendering provider, next payer."""
    claim = decision.claim
    subscriber, patient = claim.coverage.subscriber, claim.patient
    if patient is None:
        text = f"NM1*QC*1*{subscriber.name}*{subscriber.first_name}****MI*{subscriber.id}{END}"
    else:
        text = f"NM1*QC*1*{patient.name}*{patient.first_name}****MI*{subscriber.id}{END}"
        if subscriber.is_person:
            text += f"NM1*IL*1*{subscriber.name}*{subscriber.first_name}****MI*{subscriber.id}{END}"
        else:
            text += f"NM1*IL*2*{subscriber.name}*****MI*{subscriber.id}{END}"
    if decision.corrected:
        last, first, member = decision.corrected
        text += f"NM1*74*1*{last}*{first}****C*{member}{END}" if member else f"NM1*74*1*{last}*{first}{END}"
    rendering = claim.provider("rendering")
    if rendering is not None and rendering.id:
        text += _rendering(claim)
    if decision.crossover_to:
        crossed = payers[decision.crossover_to]
        text += f"NM1*TT*2*{crossed.name}*****PI*{crossed.payer_id}{END}"
    return text


def _rendering(claim: Claim) -> str:
    party = claim.provider("rendering")
    assert party is not None
    return known_party_text(party, "82").partition(END)[0] + END


def _claim_remarks(decision: ClaimDecision) -> list[str]:
    """Return the remarks that belong to MOA: the claim's, crossover's, and all when there are no lines."""
    remarks = [*decision.remarks]
    if decision.crossover_to and "MA18" not in remarks:
        remarks.insert(0, "MA18")
    for line in decision.lines:
        for code in line.remarks:
            if (code.startswith("MA") or decision.level == "claim") and code not in remarks:
                remarks.append(code)
    return remarks[:_REMARKS_MAX]


def _service(decided: LineDecision, line: ServiceLine, payer: Payer, npi: str) -> str:
    """Return one 2110 loop."""
    procedure = line.procedure
    billed = ":".join((procedure.qualifier, procedure.code, *procedure.modifiers))
    units = number(line.units) if line.units is not None else "1"
    paid_units = str(decided.units_paid) if decided.units_paid else units
    said = billed
    if decided.procedure or decided.modifiers is not None:
        modifiers = decided.modifiers if decided.modifiers is not None else procedure.modifiers
        said = ":".join((procedure.qualifier, decided.procedure or procedure.code, *modifiers))
    text = f"SVC*{said}*{amount(decided.charge)}*{amount(decided.paid)}**{paid_units}"
    if said != billed and decided.tells_billed:
        text += f"*{billed}*{units}" if units != paid_units else f"*{billed}"
    elif units != paid_units:
        text += f"**{units}"
    text += END + _service_days(line) + _cas(decided.adjustments)
    control = line.control_number if payer.line_control else ""
    if control:
        text += f"REF*6R*{control}{END}"
    for party in line.providers:
        if party.role == "rendering" and party.id and party.id != npi:
            text += f"REF*HPI*{party.id}{END}"
    if decided.allowed > 0:
        text += f"AMT*B6*{amount(decided.allowed)}{END}"
    return text + "".join([f"LQ*HE*{code}{END}" for code in decided.remarks if not code.startswith("MA")])


def _service_days(line: ServiceLine) -> str:
    event = line.event("472")
    if event is None:
        return ""
    if event.last is not None and event.last != event.first:
        return f"DTM*150*{ccyymmdd(event.first)}{END}DTM*151*{ccyymmdd(event.last)}{END}"
    return f"DTM*472*{ccyymmdd(event.first)}{END}"


def remittance_head(payee: str, payer: Payer, *, day: date, control: int, trace: str, paid: Cents, method: str) -> str:
    """Return ST to the payee of one 835 transaction; `method` is ACH, CHK or NON, `payee` its text (`payee_text`).

    Raises ValueError for a negative payment: it is forwarded, never paid.
    """
    if paid < 0:
        raise ValueError("a payment may not be negative")
    day_text = ccyymmdd(day)
    if method == "ACH":
        ours = f"01*{payer.routing_number}*DA*4420017*{payer.originator}"
        bank = f"I*{amount(paid)}*C*ACH*CCP*{ours}**01*{PAYEE_ROUTING}*DA*{PAYEE_ACCOUNT}"
    elif method == "CHK":
        bank = f"I*{amount(paid)}*C*CHK***********"
    else:
        bank = f"H*{amount(paid)}*C*NON***********"
    return (
        f"ST*835*{control:04d}{END}BPR*{bank}*{day_text}{END}TRN*1*{trace}*{payer.originator}{END}"
        f"DTM*405*{day_text}{END}N1*PR*{payer.name}{END}N3*1 INVENTED PLAZA{END}N4*PAYERTON*VT*059950001{END}"
        f"REF*2U*{payer.payer_id}{END}PER*BL*PROVIDER SERVICES*TE*8025550177{END}{payee}"
    )


PAYEE_ROUTING, PAYEE_ACCOUNT = "011000015", "7710042"
"""The practice's bank as every payer knows it; the account is invented."""


def payee_text(*, name: str, npi: str, street: str, city: str, state: str, zip_code: str, tin: str) -> str:
    """Return the payee's segments of an 835."""
    where = f"N3*{street}{END}N4*{city}*{state}*{zip_code}{END}" if street and city else ""
    return f"N1*PE*{name}*XX*{npi}{END}{where}{f'REF*TJ*{tin}{END}' if tin else ''}"


def adjustments_text(npi: str, year: int, adjustments: list[tuple[str, str, Cents]]) -> str:
    """Return PLB segments of a payment, six adjustments each; the fiscal year ends with the calendar's."""
    text = ""
    for first in range(0, len(adjustments), _REASONS_MAX):
        parts = [
            f"{reason}{f':{reference}' if reference else ''}*{amount(cents)}"
            for reason, reference, cents in adjustments[first : first + _REASONS_MAX]
        ]
        text += f"PLB*{npi}*{year}1231*{'*'.join(parts)}{END}"
    return text
