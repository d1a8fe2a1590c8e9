"""Claims of 837P files straight from their text, for files of any size.

`plain_file` cuts a plain file into claims without looking into them; `TextReader` makes nouns of them.  Ordinary
claims, whose every segment stands where the guide puts it and holds nothing unusual, are made directly; other claims go
through the walker one by one, and unusual files as a whole.  So the result is that of `read_submission`, to which tests
hold it equal.  What comes again (parties, coverages, codes, days) is made once and shared.
"""

import re
from collections.abc import Sequence
from typing import Any, Final, NamedTuple

import msgspec

from cleanskin.claim.ordinary_claim import Billing, OrdinaryClaims
from cleanskin.claim.ordinary_values import NotOrdinary, Remembered, day_of
from cleanskin.claim.plain_file import Frame, RawClaim
from cleanskin.kernel.finding import Finding, Pointer
from cleanskin.record.claim import Claim
from cleanskin.x12.envelope import transactions
from cleanskin.x12.guides.claim_837p_record import read_submission

_TIME: Final = re.compile(r"(?:[01][0-9]|2[0-3])[0-5][0-9]")
_NUMBER: Final = re.compile(r"[A-Z0-9]{1,30}")
_CONTROL: Final = re.compile(r"[0-9]{9}")
_GROUP: Final = re.compile(r"[1-9][0-9]{0,8}")


class TextClaim(NamedTuple):
    """A claim, and what the walker said of it."""

    claim: Claim
    findings: tuple[Finding, ...] = ()


class TextReader:
    """Makes nouns of raw claims; keeps what comes again from one file to the next."""

    def __init__(self) -> None:
        self._levels = Remembered(self._level)
        self._shared: dict[str, Billing] = {}
        self._ordinary: dict[tuple[str, str], OrdinaryClaims] = {}
        self._frame: Frame | None = None
        self._level_now: tuple[OrdinaryClaims, Billing | None]

    def build(self, raw: RawClaim) -> TextClaim:
        """Make a claim; raises NotOrdinary when even the walker does not find exactly one claim in it."""
        frame = raw.frame
        if frame is not self._frame:
            self._level_now = self._levels[_likeness(frame)]
            self._frame = frame
        ordinary, billing = self._level_now
        if billing is not None:
            try:
                return TextClaim(ordinary.claim(billing, raw.subscriber, raw.patient, raw.claim))
            except NotOrdinary:
                pass
        claim, findings = _walked(raw)
        where = Pointer(file=frame.file, transaction=frame.transaction, claim=raw.in_transaction)
        return TextClaim(claim, tuple(_at(where, one) for one in findings))

    def _level(self, likeness: tuple[str, ...]) -> tuple[OrdinaryClaims, Billing | None]:
        """Return the billing level, an equal one where there was one; None: its claims are for the walker."""
        isa, gs, head, billing = likeness
        frame = Frame("", 1, isa, gs, head, billing, None)
        e, c, _ = frame.separators
        ordinary = self._ordinary.get((e, c))
        if ordinary is None:
            ordinary = self._ordinary[e, c] = OrdinaryClaims(e, c)
        nouns = _billing_of(frame)
        if nouns is None:
            return ordinary, None
        return ordinary, self._shared.setdefault(isa[103:] + billing, Billing(ordinary, nouns))


def _likeness(frame: Frame) -> tuple[str, ...]:
    """Return a frame's texts with one and the same day, time and number wherever they are as they should be.

    So the frames of a sender are alike, and what the walker finds in one of them holds for all.
    """
    e, isa = frame.isa[3], frame.isa
    if _is_day("20" + isa[70:76]) and _TIME.fullmatch(isa[77:81]) and _CONTROL.fullmatch(isa[90:99]):
        isa = f"{isa[:70]}260102{e}0600{isa[81:90]}000000001{isa[99:]}"
    gs = frame.gs.split(e)
    if _is_day(gs[4]) and _TIME.fullmatch(gs[5]) and _GROUP.fullmatch(gs[6]):
        gs[4:7] = "20260102", "0600", "1"
    first, _, others = frame.head.partition("\n")
    bht = first.split(e)
    if _NUMBER.fullmatch(bht[3]) and _TIME.fullmatch(bht[5]):
        bht[3:6] = "1", "20260102", "0600"
    return isa, e.join(gs), f"{e.join(bht)}\n{others}", frame.billing


def _is_day(text: str) -> bool:
    try:
        day_of(text)
    except NotOrdinary:
        return False
    return True


def _billing_of(frame: Frame) -> dict[str, Any] | None:
    """Read the billing level by the walker, with a stand-in claim below it; None when it is not ordinary."""
    e, c, _ = frame.separators
    subscriber = (f"SBR{e}P{e}18{e * 7}CI", f"NM1{e}IL{e}1{e}X{e * 5}MI{e}1", f"NM1{e}PR{e}2{e}X{e * 5}PI{e}1")
    claim = (
        f"CLM{e}1{e}1{e * 3}11{c}B{c}1{e}Y{e}A{e}Y{e}Y", f"HI{e}ABK{c}L209", f"LX{e}1",
        f"SV1{e}HC{c}99213{e}1{e}UN{e}1{e * 3}1", f"DTP{e}472{e}D8{e}20260102",
    )  # fmt: skip
    read, findings = _walked(RawClaim(frame, 1, 1, "\n".join(subscriber), "", "\n".join(claim)))
    if findings or read.extras:
        return None
    return {name: getattr(read, name) for name in ("billing_provider", "pay_to", "pay_to_plan", "currency")}


def _walked(raw: RawClaim) -> tuple[Claim, tuple[Finding, ...]]:
    """Read one claim by the walker, as a file of its own."""
    frame = raw.frame
    e, _, t = frame.separators
    gs = frame.gs.split(e)
    body = [e.join(("ST", "837", "0001", gs[8])), frame.head, e.join(("HL", "1", "", "20", "1")), frame.billing]
    body += [e.join(("HL", "2", "1", "22", "1" if raw.patient else "0")), raw.subscriber]
    if raw.patient:
        body += [e.join(("HL", "3", "2", "23", "0")), raw.patient]
    body = "\n".join(filter(None, (*body, raw.claim))).split("\n")
    body.append(e.join(("SE", str(len(body) + 1), "0001")))
    ends: Sequence[str] = (e.join(("GE", "1", gs[6])), e.join(("IEA", "1", frame.isa.split(e)[13])))
    text = frame.isa + t.join((frame.gs, *body, *ends)) + t
    for enveloped in transactions(text.encode(), file=frame.file):
        if enveloped.transaction is not None:
            read = read_submission(enveloped.transaction, file=frame.file)
            if len(read.submission.claims) == 1:
                return read.submission.claims[0], (*enveloped.findings, *read.findings)
    raise NotOrdinary


def _at(where: Pointer, finding: Finding) -> Finding:
    """Return a finding with the claim it is about; places inside a cut-out claim are not those of the file."""
    place = msgspec.structs.replace(where, loop=finding.where.loop, element=finding.where.element)
    return msgspec.structs.replace(finding, where=place)
