"""What other payers answered, in ordinary claims: loop 2320 of the claim, loop 2430 of its lines."""

from collections.abc import Sequence
from typing import Any, Final

from cleanskin.claim.ordinary_parts import OrdinaryParts
from cleanskin.claim.ordinary_values import NotOrdinary, cents_of, day_of, number_of
from cleanskin.record.adjustment import Adjustment
from cleanskin.record.claim import LineAdjudication
from cleanskin.record.coverage import Coordination, Coverage

_AMOUNTS: Final = {"D": "amount_paid", "A8": "amount_noncovered", "EAF": "amount_patient_remaining"}
_PAYER_NUMBERS: Final = frozenset({"F8", "2U", "T4"})
_TRIPLETS_MAX: Final = 6


def other_coverage(parts: OrdinaryParts, segments: Sequence[str]) -> Coverage:
    """Read loop 2320 from its SBR on."""
    e = parts.element
    names = [at for at, one in enumerate(segments) if one.startswith(f"NM1{e}")]
    if len(names) != 2 or not segments[names[0] - 1].startswith(f"OI{e}"):
        raise NotOrdinary
    sbr = parts.fields(segments[0], "SBR", 10)
    if any(sbr[6:9]):
        raise NotOrdinary
    adjustments, at = _adjustments(parts, segments, 1)
    values: dict[str, Any] = {}
    for segment in segments[at : names[0] - 1]:
        amt = parts.fields(segment, "AMT", 3)
        if amt[1] not in _AMOUNTS or _AMOUNTS[amt[1]] in values:
            raise NotOrdinary
        values[_AMOUNTS[amt[1]]] = cents_of(amt[2])
    oi = parts.fields(segments[names[0] - 1], "OI", 7)
    if oi[1] or oi[2] or oi[5]:
        raise NotOrdinary
    payer = list(segments[names[1] :])
    if len(payer) > 1 and payer[-1].startswith(f"REF{e}") and any(one.startswith(f"DTP{e}") for one in payer):
        day_at = next(at for at, one in enumerate(payer) if one.startswith(f"DTP{e}"))
        day = parts.date(payer.pop(day_at))
        if day.kind != "573" or day.last is not None:
            raise NotOrdinary
        values["date_adjudicated"] = day.first
    return Coverage(
        payer_responsibility=sbr[1],
        relationship=sbr[2],
        group_number=sbr[3],
        group_name=sbr[4],
        insurance_type=sbr[5],
        claim_filing_indicator=sbr[9],
        subscriber=parts.party(segments[names[0] : names[1]], "IL", "subscriber"),
        payer=parts.party(payer, "PR", "payer", numbers=_PAYER_NUMBERS),
        coordination=Coordination(
            adjustments=adjustments,
            benefits_assigned=oi[3],
            patient_signature_source=oi[4],
            release_of_information=oi[6],
            **values,
        ),
    )


def adjudication(parts: OrdinaryParts, segments: Sequence[str]) -> LineAdjudication:
    """Read loop 2430 from its SVD on."""
    svd = parts.fields(segments[0], "SVD", 7)
    if not svd[1] or not svd[3] or svd[4]:
        raise NotOrdinary
    adjustments, at = _adjustments(parts, segments, 1)
    if len(segments) != at + 1:
        raise NotOrdinary
    dtp = parts.fields(segments[at], "DTP", 4)
    if dtp[1] != "573" or dtp[2] != "D8":
        raise NotOrdinary
    return LineAdjudication(
        payer_id=svd[1],
        amount_paid=cents_of(svd[2]),
        procedure=parts.procedure(svd[3]),
        units=number_of(svd[5]) if svd[5] else None,
        bundled_line=svd[6],
        adjustments=adjustments,
        date_adjudicated=day_of(dtp[3]),
    )


def _adjustments(parts: OrdinaryParts, segments: Sequence[str], at: int) -> tuple[tuple[Adjustment, ...], int]:
    """Read the CAS segments from a place on, each group once; return them and the place behind them."""
    found: list[Adjustment] = []
    groups: list[str] = []
    while at < len(segments) and segments[at].startswith(f"CAS{parts.element}"):
        cas = parts.fields(segments[at], "CAS", 2 + 3 * _TRIPLETS_MAX)
        if not cas[1] or cas[1] in groups:
            raise NotOrdinary
        groups.append(cas[1])
        for place in range(2, len(cas), 3):
            carc, amount, quantity = cas[place : place + 3]
            if carc:
                found.append(
                    Adjustment(
                        group_code=cas[1],
                        carc=carc,
                        amount=cents_of(amount),
                        quantity=number_of(quantity) if quantity else None,
                    )
                )
            elif amount or quantity or any(cas[place:]):
                raise NotOrdinary
        at += 1
    return tuple(found), at
