"""Acknowledgements as text: of a claim's arrival (277CA, 005010X214) and of a file's form (999, 005010X231A1)."""

from datetime import date

from cleanskin.kernel.cents import Cents
from cleanskin.record.claim import Claim
from cleanskin.sim.nouns.bill import Bill
from cleanskin.sim.nouns.decision import FrontEnd
from cleanskin.sim.wire.segments import END, FIRST_LEVEL, amount, ccyymmdd

VERSION_277CA = "005010X214"
VERSION_999 = "005010X231A1"


def render_front_end(bill: Bill, front_end: FrontEnd, *, number: str = "") -> str:
    """Return one claim's level of a 277CA; `number` is the payer's own (REF*1K), "" when it gives none."""
    return acknowledged_claim(bill.claim, front_end, identifier=bill.identifier, number=number)


def acknowledged_claim(claim: Claim, front_end: FrontEnd, *, identifier: str, number: str = "") -> str:
    """Return the patient's level of one claim with what was said of it; one HL, whose parent is always 3."""
    person = claim.patient or claim.coverage.subscriber
    member = claim.coverage.subscriber
    codes = ":".join((front_end.category, front_end.status, front_end.entity)).rstrip(":")
    action = "WQ" if front_end.accepted else "U"
    text = f"HL*{FIRST_LEVEL}*3*PT{END}NM1*QC*1*{person.name}*{person.first_name}"
    text += f"****{member.id_qualifier or 'MI'}*{member.id}{END}" if member.id else END
    text += (
        f"TRN*2*{claim.patient_control_number}{END}"
        f"STC*{codes}*{ccyymmdd(front_end.day)}*{action}*{amount(claim.amount_billed)}{END}"
    )
    if number and front_end.accepted:
        text += f"REF*1K*{number}{END}"
    if identifier:
        text += f"REF*D9*{identifier}{END}"
    first, last = claim.date_of_service, claim.date_of_service_last
    if first is None:
        return text
    if last is not None and last != first:
        return f"{text}DTP*472*RD8*{ccyymmdd(first)}-{ccyymmdd(last)}{END}"
    return f"{text}DTP*472*D8*{ccyymmdd(first)}{END}"


def acknowledgement_head(
    *, source: str, submitter: str, provider: str, day: date, control: int, batch: str, accepted: tuple[int, Cents],
    rejected: tuple[int, Cents],
) -> str:  # fmt: skip
    """Return ST to the billing provider of a 277CA: HL 1 to 3; claims follow from HL 4.

    `source`, `submitter` and `provider` are NM1 segments; `accepted` and `rejected` are claims and cents.
    """
    day_text = ccyymmdd(day)
    entity = source.split("*", 2)[1]
    total = amount(accepted[1] + rejected[1])
    sums = "".join(
        [f"QTY*{code}*{count}{END}" for code, (count, _) in (("90", accepted), ("AA", rejected)) if count]
        + [f"AMT*{code}*{amount(cents)}{END}" for code, (count, cents) in (("YU", accepted), ("YY", rejected)) if count]
    )
    return (
        f"ST*277*{control:04d}*{VERSION_277CA}{END}BHT*0085*08*{batch}*{day_text}*0700*TH{END}"
        f"HL*1**20*1{END}{source}TRN*1*{batch}{END}DTP*050*D8*{day_text}{END}DTP*009*D8*{day_text}{END}"
        f"HL*2*1*21*1{END}{submitter}TRN*2*{batch}{END}STC*A1:19:{entity}*{day_text}*WQ*{total}{END}{sums}"
        f"HL*3*2*19*1{END}{provider}TRN*1*0{END}STC*A1:19:{entity}**WQ*{total}{END}"
    )


def form_acknowledgement(*, functional: str, group: int, version: str, transaction: str, controls: list[str]) -> str:
    """Return the body of a 999 (AK1 to AK9) that takes every transaction of a group."""
    sets = "".join([f"AK2*{transaction}*{control}*{version}{END}IK5*A{END}" for control in controls])
    count = len(controls)
    return f"AK1*{functional}*{group}*{version}{END}{sets}AK9*A*{count}*{count}*{count}{END}"
