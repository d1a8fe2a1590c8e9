"""Writing an invented claim acknowledgement as 277CA text (005010X214)."""

from datetime import date

from cleanskin.sim.claim import Submission
from cleanskin.sim.payers import Payer
from cleanskin.sim.practice import Practice
from cleanskin.sim.segments import END, amount, ccyymmdd

VERSION_277CA = "005010X214"


def ack_head(practice: Practice, payer: Payer, *, day: date, control: int) -> str:
    """Return ST to the billing provider of one 277CA transaction: HL 1 to 3; claims follow from HL 4."""
    day_text = ccyymmdd(day)
    batch = f"ACK{payer.payer_id}{day_text}"
    return (
        f"ST*277*{control:04d}*{VERSION_277CA}{END}BHT*0085*08*{batch}*{day_text}*0700*TH{END}"
        f"HL*1**20*1{END}NM1*PR*2*{payer.name}*****PI*{payer.payer_id}{END}TRN*1*{batch}{END}"
        f"DTP*050*D8*{day_text}{END}DTP*009*D8*{day_text}{END}"
        f"HL*2*1*21*1{END}NM1*41*2*{practice.name}*****46*{practice.submitter_id}{END}TRN*2*{batch}{END}"
    )


def ack_totals(practice: Practice, *, day: date, accepted: list[int], rejected: list[int]) -> str:
    """Return the submitter's totals and the provider level: counts and cents of accepted and rejected claims."""
    total = amount(sum(accepted) + sum(rejected))
    text = f"STC*A1:19:PR*{ccyymmdd(day)}*WQ*{total}{END}"
    if accepted:
        text += f"QTY*90*{len(accepted)}{END}"
    if rejected:
        text += f"QTY*AA*{len(rejected)}{END}"
    if accepted:
        text += f"AMT*YU*{amount(sum(accepted))}{END}"
    if rejected:
        text += f"AMT*YY*{amount(sum(rejected))}{END}"
    provider = f"HL*3*2*19*1{END}NM1*85*2*{practice.name}*****XX*{practice.npi}{END}TRN*1*0{END}"
    return f"{text}{provider}STC*A1:19:PR**WQ*{total}{END}"


def render_acknowledgement(submission: Submission, *, hl: int, day: date, category: str, status: str) -> str:
    """Return one claim's level: A2 accepted with the payer's number, or a rejection with its status code."""
    claim = submission.claim
    patient = claim.patient
    member = patient.secondary_member_id if submission.kind == "secondary" else patient.member_id
    action = "WQ" if category in ("A1", "A2") else "U"
    text = (
        f"HL*{hl}*3*PT{END}NM1*QC*1*{patient.last_name}*{patient.first_name}****MI*{member}{END}"
        f"TRN*2*{claim.control_number}{END}"
        f"STC*{category}:{status}*{ccyymmdd(day)}*{action}*{amount(claim.amount_billed)}{END}"
    )
    if category == "A2":
        text += f"REF*1K*{submission.identifier}P{END}"
    return f"{text}REF*D9*{submission.identifier}{END}DTP*472*D8*{ccyymmdd(claim.day)}{END}"
