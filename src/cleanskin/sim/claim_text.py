"""Writing an invented submission as 837P text (005010X222A1)."""

from cleanskin.sim.claim import Claim, Submission
from cleanskin.sim.codes import DRUG_NDC
from cleanskin.sim.practice import Practice
from cleanskin.sim.remittance_text import line_cas
from cleanskin.sim.segments import END, amount, ccyymmdd
from cleanskin.sim.visits import Line

VERSION_837P = "005010X222A1"
CLEARINGHOUSE = "INVENTEDCLEAR"
CLEARINGHOUSE_NAME = "INVENTED CLEARINGHOUSE"
_LABORATORY = frozenset({"pathology", "laboratory"})


def transaction_head(practice: Practice, *, day_text: str, control: int, batch: str, use: str = "CH") -> str:
    """Return ST to the billing provider of one 837P transaction; `use` is BHT06."""
    return (
        f"ST*837*{control:04d}*{VERSION_837P}{END}BHT*0019*00*{batch}*{day_text}*0600*{use}{END}"
        f"NM1*41*2*{practice.name}*****46*{practice.submitter_id}{END}PER*IC*BILLING DESK*TE*8025550142{END}"
        f"NM1*40*2*{CLEARINGHOUSE_NAME}*****46*{CLEARINGHOUSE}{END}"
        f"HL*1**20*1{END}PRV*BI*PXC*{practice.taxonomy}{END}"
        f"NM1*85*2*{practice.name}*****XX*{practice.npi}{END}N3*{practice.street}{END}"
        f"N4*{practice.city}*{practice.state}*{practice.zip_code}{END}REF*EI*{practice.tin}{END}"
    )


def _subscriber(submission: Submission, hl: int) -> tuple[str, int]:
    """Return the subscriber and patient levels, and how many HL they took."""
    claim = submission.claim
    patient = claim.patient
    payer = submission.payer
    secondary = submission.kind == "secondary"
    member = patient.secondary_member_id if secondary else patient.member_id
    order = "S" if secondary else "P"
    dependent = bool(patient.subscriber_first_name)
    address = f"N3*{patient.street}{END}N4*{patient.city}*VT*{patient.zip_code}{END}"
    born = f"DMG*D8*{patient.birth_date}*{patient.sex}{END}"
    group = "" if secondary else patient.group_number
    first = patient.subscriber_first_name or patient.first_name
    medicare_second = "47" if secondary and payer.kind == "medicare" else ""
    text = (
        f"HL*{hl}*1*22*{1 if dependent else 0}{END}"
        f"SBR*{order}*{'' if dependent else '18'}*{group}**{medicare_second}****{payer.filing_indicator}{END}"
        f"NM1*IL*1*{patient.last_name}*{first}****MI*{member}{END}"
    )
    if not dependent:
        text += address + born
    text += f"NM1*PR*2*{payer.name}*****PI*{payer.payer_id}{END}"
    if not dependent:
        return text, 1
    text += (
        f"HL*{hl + 1}*{hl}*23*0{END}PAT*19{END}NM1*QC*1*{patient.last_name}*{patient.first_name}{END}{address}{born}"
    )
    return text, 2


def _other_payer(submission: Submission) -> str:
    """Return the 2320 and 2330 loops of a secondary claim."""
    assert submission.primary is not None
    claim = submission.claim
    patient = claim.patient
    payer = claim.payer
    paid = sum(decision.paid for decision in submission.primary)
    first = patient.subscriber_first_name or patient.first_name
    relation = "19" if patient.subscriber_first_name else "18"
    number = f"REF*F8*{submission.primary_number}{END}" if submission.primary_number else ""
    return (
        f"SBR*P*{relation}*{patient.group_number}******{payer.filing_indicator}{END}AMT*D*{amount(paid)}{END}"
        f"OI***Y***Y{END}NM1*IL*1*{patient.last_name}*{first}****MI*{patient.member_id}{END}"
        f"NM1*PR*2*{payer.name}*****PI*{payer.payer_id}{END}{number}"
    )


def _line(submission: Submission, index: int, line: Line, day_text: str) -> str:
    """Return one 2400 loop."""
    procedure = ":".join((f"HC:{line.code.code}", *submission.modifiers_of(line)))
    text = (
        f"LX*{index + 1}{END}SV1*{procedure}*{amount(line.charge)}*UN*{line.units}***{line.pointers}{END}"
        f"DTP*472*D8*{day_text}{END}"
    )
    if submission.claim.line_control:
        text += f"REF*6R*{line.number}{END}"
    if line.code.code in DRUG_NDC:
        ndc, unit = DRUG_NDC[line.code.code]
        text += f"LIN**N4*{ndc}{END}CTP****{line.units}*{unit}{END}"
    if submission.primary is not None and submission.primary_day is not None:
        decision = submission.primary[index]
        text += (
            f"SVD*{submission.claim.payer.payer_id}*{amount(decision.paid)}*{procedure}**{line.units}{END}"
            f"{line_cas(decision)}DTP*573*D8*{ccyymmdd(submission.primary_day)}{END}"
        )
    return text


def _claim_references(submission: Submission) -> str:
    """Return the REF segments of loop 2300."""
    claim = submission.claim
    text = ""
    if submission.original_number:
        text += f"REF*F8*{submission.original_number}{END}"
    if claim.authorization:
        text += f"REF*G1*{claim.authorization}{END}"
    if any(line.code.family in _LABORATORY for line in claim.visit.lines):
        text += f"REF*X4*99D0000417{END}"
    return f"{text}REF*D9*{submission.identifier}{END}REF*EA*MR{claim.patient.number:07d}{END}"


def _claim_head(submission: Submission, claim: Claim) -> str:
    """Return CLM and what follows it up to the diagnoses."""
    cause = {"workers_compensation": "*EM", "auto": "*AA:::VT"}.get(claim.population, "")
    text = (
        f"CLM*{claim.control_number}*{amount(claim.amount_billed)}***11:B:{submission.frequency}*Y*A*Y*Y"
        f"{'*' + cause if cause else ''}{END}"
    )
    if cause:
        text += f"DTP*439*D8*{ccyymmdd(claim.day.replace(day=1))}{END}"
    if claim.population == "capitated":
        text += f"CN1*05{END}"
    if claim.patient_paid and submission.kind != "secondary":
        text += f"AMT*F5*{amount(claim.patient_paid)}{END}"
    first, *others = claim.visit.diagnoses
    return f"{text}{_claim_references(submission)}HI*ABK:{first}{''.join(f'*ABF:{code}' for code in others[:11])}{END}"


def render_submission(submission: Submission, *, hl: int) -> tuple[str, int]:
    """Return the text of one claim from its subscriber level on, and how many HL segments it took.

    `hl` is the number of its first HL in the transaction.
    """
    claim = submission.claim
    provider = claim.provider
    place = claim.location
    levels, used = _subscriber(submission, hl)
    day_text = ccyymmdd(claim.day)
    providers = ""
    if claim.referring is not None:
        last, first, npi = claim.referring
        providers += f"NM1*DN*1*{last}*{first}****XX*{npi}{END}"
    providers += (
        f"NM1*82*1*{provider.last_name}*{provider.first_name}****XX*{provider.npi}{END}"
        f"PRV*PE*PXC*{provider.taxonomy}{END}"
    )
    if place.key != "main":
        providers += (
            f"NM1*77*2*{place.name}*****XX*{place.npi}{END}N3*{place.street}{END}"
            f"N4*{place.city}*{place.state}*{place.zip_code}{END}"
        )
    other = _other_payer(submission) if submission.primary is not None else ""
    lines = "".join(_line(submission, index, line, day_text) for index, line in enumerate(claim.visit.lines))
    return f"{levels}{_claim_head(submission, claim)}{providers}{other}{lines}", used
