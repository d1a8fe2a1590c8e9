"""Questions about claims and their answers as text (276 and 277, 005010X212), from BHT to the end."""

from cleanskin.record.claim_status import (
    ClaimStatusAnswer,
    ClaimStatusInquiry,
    OwnStatus,
    StatusClaim,
    StatusPatient,
    StatusReport,
)
from cleanskin.sim.wire.participants import (
    Levels,
    beginning,
    cents,
    count,
    demographics_text,
    participant_text,
    ranged_text,
    traces_text,
)
from cleanskin.sim.wire.parties import event_text, references_text
from cleanskin.sim.wire.segments import END, ccyymmdd, segment


def status_text(noun: ClaimStatusInquiry | ClaimStatusAnswer) -> str:
    """Return a transaction's text without ST and SE."""
    parts = [
        beginning("0010", purpose=noun.purpose, reference_id=noun.reference_id, day=noun.date_created,
                  time=noun.time_created, kind=noun.kind)
    ]  # fmt: skip
    levels = Levels()
    for payer in noun.payers:
        parts += [levels.open(0, "20", bool(payer.askers)), participant_text(payer.payer)]
        top = levels.count
        for asker in payer.askers:
            parts += [levels.open(top, "21", bool(asker.providers)), participant_text(asker.asker)]
            above = levels.count
            parts.append(_own(asker.own_status))
            for provider in asker.providers:
                parts.append(levels.open(above, "19", bool(provider.patients)))
                mine = levels.count
                parts += [participant_text(one) for one in provider.providers]
                parts.append(_own(provider.own_status))
                for patient in provider.patients:
                    _patient(parts, levels, patient, mine, "22")
    return "".join(parts)


def _own(own: OwnStatus | None) -> str:
    return traces_text((own.trace,)) + _reports(own.reports) if own is not None else ""


def _patient(parts: list[str], levels: Levels, patient: StatusPatient, parent: int, code: str) -> None:
    parts.append(levels.open(parent, code, bool(patient.dependents) if code == "22" else None))
    own = levels.count
    parts += [demographics_text(patient.demographics), participant_text(patient.person)]
    parts += [_claim(claim) for claim in patient.claims]
    for dependent in patient.dependents:
        _patient(parts, levels, dependent, own, "23")


def _claim(claim: StatusClaim) -> str:
    text = traces_text((claim.trace,)) if claim.trace is not None else ""
    text += _reports(claim.reports) + references_text(claim.references)
    text += f"AMT*T3*{cents(claim.amount_billed)}{END}" if claim.amount_billed is not None else ""
    text += "".join([event_text(event) for event in claim.dates])
    for line in claim.lines:
        text += segment(
            "SVC", ranged_text(line.procedure), cents(line.amount_billed), cents(line.amount_paid), line.revenue_code,
            "", "", count(line.units),
        )  # fmt: skip
        text += _reports(line.reports) + references_text(line.references)
        text += "".join([event_text(event) for event in line.dates])
    return text


def _reports(reports: tuple[StatusReport, ...]) -> str:
    text = ""
    for one in reports:
        said = [":".join((code.category, code.status, code.entity, code.code_list)).rstrip(":") for code in one.codes]
        first, second, third = [*said, "", "", ""][:3]
        text += segment(
            "STC", first, ccyymmdd(one.date_effective) if one.date_effective is not None else "", "",
            cents(one.amount_billed), cents(one.amount_paid),
            ccyymmdd(one.date_finalized) if one.date_finalized is not None else "", "",
            ccyymmdd(one.date_paid) if one.date_paid is not None else "", one.payment_number, second, third,
        )  # fmt: skip
    return text
