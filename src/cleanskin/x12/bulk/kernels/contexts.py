"""Kernels that follow the order of segments: which claim, line, level and party each belongs to."""

import numpy as np
from numba import njit


def _tag(name: str) -> np.uint64:
    return np.uint64(int.from_bytes(name.encode().ljust(3, b"\0"), "little"))


_ST, _SE, _HL, _CLM, _SBR, _LX = (_tag(name) for name in ("ST", "SE", "HL", "CLM", "SBR", "LX"))
_SV1, _LIN, _SVD, _NM1 = (_tag(name) for name in ("SV1", "LIN", "SVD", "NM1"))
_CLP, _PLB, _SVC = (_tag(name) for name in ("CLP", "PLB", "SVC"))


@njit(cache=True, nogil=True)
def claim_levels(tag, level):
    """Return for every segment of 837P transactions its billing provider, subscriber and patient (ordinals, -1
    outside), and whether the last level is the billing provider's; then how many of the three there are.

    `level` is 20, 22, 23 or 0 for each HL in turn.
    """
    rows = len(tag)
    of = np.full((3, rows), -1, dtype=np.int64)
    at_billing = np.empty(rows, dtype=np.bool_)
    billings = subscribers = patients = levels = 0
    last_break = last_billing = last_subscriber = last_patient = -1
    for i in range(rows):
        own = tag[i]
        if own in (_HL, _ST, _SE):
            last_break = i
            code = 0
            if own == _HL:
                code = level[levels]
                levels += 1
            if own == _ST or code == 20:
                billings += 1
                last_billing = i
            if own == _ST or code == 20 or code == 22:
                subscribers += 1
                last_subscriber = i
            if code == 23:
                patients += 1
                last_patient = i
        of[0, i] = billings - 1
        of[1, i] = subscribers - 1
        if last_patient > last_subscriber:
            of[2, i] = patients - 1
        at_billing[i] = last_break == last_billing
    return of, at_billing, (billings, subscribers, patients)


@njit(cache=True, nogil=True)
def claim_context(tag):
    """Return for every segment of 837P transactions: claim, other payer, line, party (ordinals, the party a row; -1
    outside); then the rows that begin claims, other payers and lines.
    """
    rows = len(tag)
    of = np.full((4, rows), -1, dtype=np.int64)
    begins = np.empty((3, rows), dtype=np.int64)
    claims = others = lines = 0
    last_break = last_claim = last_other = last_line = last_lx = last_service = last_closer = last_party = -1
    for i in range(rows):
        own = tag[i]
        if own in (_HL, _ST, _SE):
            last_break = last_closer = i
        elif own == _CLM:
            begins[0, claims] = i
            claims += 1
            last_claim = last_closer = i
        elif own == _NM1:
            last_party = i
        elif own in (_LIN, _SVD, _LX):
            last_closer = i
        inside = last_claim > last_break
        opens = own == _LX and inside
        if own == _LX:
            last_lx = i
        elif inside and own == _SBR:
            begins[1, others] = i
            others += 1
            last_other = last_closer = i
        elif inside and own == _SV1:
            opens = last_lx <= max(last_service, max(last_claim, last_other))
            last_service = i
        if opens:
            begins[2, lines] = i
            lines += 1
            last_line = i
        if inside:
            of[0, i] = claims - 1
            if last_other > last_claim and last_other > last_line:
                of[1, i] = others - 1
            elif last_line > last_claim and last_line > last_other:
                of[2, i] = lines - 1
        if last_party > last_closer:
            of[3, i] = last_party
    return of, begins[0, :claims].copy(), begins[1, :others].copy(), begins[2, :lines].copy()


@njit(cache=True, nogil=True)
def remittance_context(tag):
    """Return for every segment of 835 transactions its claim and line (ordinals, -1 outside), and the rows that begin
    claims and lines.
    """
    rows = len(tag)
    claim = np.full(rows, -1, dtype=np.int64)
    line = np.full(rows, -1, dtype=np.int64)
    claim_rows = np.empty(rows, dtype=np.int64)
    line_rows = np.empty(rows, dtype=np.int64)
    claims = lines = 0
    last_claim = last_line = last_break = -1
    for i in range(rows):
        own = tag[i]
        if own == _CLP:
            claim_rows[claims] = i
            claims += 1
            last_claim = i
        elif own in (_LX, _PLB, _ST, _SE):
            last_break = i
        if last_claim > last_break:
            if own == _SVC:
                line_rows[lines] = i
                lines += 1
                last_line = i
            claim[i] = claims - 1
            if last_line > last_claim:
                line[i] = lines - 1
    return claim, line, claim_rows[:claims].copy(), line_rows[:lines].copy()
