"""Claims of 837P files straight from their text, for files of any size.

`raw_claims` cuts a plain file into claims without looking into them; `TextReader` makes nouns of them.  Ordinary
claims, whose every segment stands where the guide puts it and holds nothing unusual, are made directly; other claims go
through the walker one by one, and unusual files as a whole.  So the result is that of `read_submission`, to which tests
hold it equal.  Parties, codes and days that come again are made once and shared.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Any, Final, NamedTuple, TypeVar

import msgspec

from cleanskin.claim.ordinary_claim import OrdinaryClaims
from cleanskin.claim.ordinary_values import NotOrdinary, day_of
from cleanskin.kernel.finding import Finding, Pointer
from cleanskin.record.claim import Claim
from cleanskin.x12.envelope import transactions
from cleanskin.x12.guides.claim_837p_record import read_submission

_ISA_LENGTH: Final = 106
_ISA_SEPARATORS: Final = (3, 6, 17, 20, 31, 34, 50, 53, 69, 76, 81, 83, 89, 99, 101, 103)
_VERSIONS: Final = frozenset({"005010X222A1", "005010X222"})
_UNUSUAL: Final = re.compile(r"[^ -~\r\n]")
_REMEMBERED_MAX: Final = 20_000

Made = TypeVar("Made")


class Frame(msgspec.Struct, frozen=True, array_like=True):
    """What stands around the claims of one billing provider in one transaction; segments joined by line feeds."""

    file: str
    transaction: int
    isa: str
    gs: str
    head: str
    billing: str
    created_on: date | None

    @property
    def separators(self) -> tuple[str, str, str]:
        """Between elements, between components, after segments."""
        return self.isa[3], self.isa[104], self.isa[105]


class RawClaim(NamedTuple):
    """One claim as text: the levels above it and its own segments, joined by line feeds.

    `position` counts the claims of the file from 1, `in_transaction` those of the transaction.
    """

    frame: Frame
    position: int
    in_transaction: int
    subscriber: str
    patient: str
    claim: str


class TextClaim(NamedTuple):
    """A claim, and what the walker said of it."""

    claim: Claim
    findings: tuple[Finding, ...] = ()


def raw_claims(data: bytes, *, file: str) -> list[RawClaim]:
    """Cut a file into claims; raises NotOrdinary when the whole file is for the walker."""
    found: list[RawClaim] = []
    for frame, in_transaction, subscriber, patient, claim in _PlainFile(data, file).claims():
        found.append(RawClaim(frame, len(found) + 1, in_transaction, subscriber, patient, claim))
    return found


def patient_in_text(raw: RawClaim) -> str:
    """Return what tells one patient from another, from the text: birth date and name, else payer and member id."""
    e = raw.frame.isa[3]
    name: list[str] = []
    born = ""
    for segment in (raw.patient or raw.subscriber).split("\n"):
        if segment.startswith("NM1" + e) and not name:
            name = segment.split(e)
        elif segment.startswith("DMG" + e) and not born:
            born = segment.split(e)[2:3][0] if segment.count(e) > 1 else ""
    if born and len(name) > 3 and name[3]:
        return "|".join((born, name[3], name[4] if len(name) > 4 else "")).upper()
    ids = [one.split(e)[9:10] for one in raw.subscriber.split("\n") if one.startswith("NM1" + e)]
    return "|".join(part[0] if part else "" for part in ids)


class TextReader:
    """Makes nouns of raw claims; keeps what comes again from one file to the next."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str], Any] = {}
        self._ordinary: dict[tuple[str, str], OrdinaryClaims] = {}

    def build(self, raw: RawClaim) -> TextClaim:
        """Make a claim; raises NotOrdinary when even the walker does not find exactly one claim in it."""
        e, c, _ = raw.frame.separators
        ordinary = self._ordinary.get((e, c))
        if ordinary is None:
            ordinary = self._ordinary[e, c] = OrdinaryClaims(e, c, self._keep)
        billing = self._keep("billing", raw.frame.isa[103:] + raw.frame.billing, lambda _: _billing_of(raw.frame))
        if billing is not None:
            try:
                above = {**billing, **ordinary.subscriber(raw.subscriber.split("\n"))}
                if raw.patient:
                    above.update(ordinary.patient(raw.patient.split("\n")))
                return TextClaim(ordinary.claim(above, raw.claim.split("\n")))
            except NotOrdinary:
                pass
        claim, findings = _walked(raw)
        where = Pointer(file=raw.frame.file, transaction=raw.frame.transaction, claim=raw.in_transaction)
        return TextClaim(claim, tuple(_at(where, one) for one in findings))

    def _keep(self, kind: str, text: str, build: Callable[[str], Made]) -> Made:
        """Return what was built of this text before, else build it."""
        place = (kind, text)
        try:
            found: Made = self._kept[place]
        except KeyError:
            if len(self._kept) >= _REMEMBERED_MAX:
                self._kept.clear()
            found = self._kept[place] = build(text)
        return found


_Cut = tuple[Frame, int, str, str, str]


class _PlainFile:
    """One interchange in its plain form, cut at its levels and claims."""

    def __init__(self, data: bytes, file: str) -> None:
        self._file = file
        try:
            text = data.decode("ascii")
        except UnicodeDecodeError:
            raise NotOrdinary from None
        if text[:3] != "ISA" or len(text) < _ISA_LENGTH or any(text[at] != text[3] for at in _ISA_SEPARATORS):
            raise NotOrdinary
        self._isa, self._e = text[:106], text[3]
        marks = {text[3], text[82], text[104], text[105]}
        if len(marks) != 4 or any(mark.isalnum() or mark in " .-+\r\n" for mark in marks):
            raise NotOrdinary
        self._segments = _split(text[106:], text[3], text[104], text[105])

    def claims(self) -> Iterator[_Cut]:
        """Iterate over the claims; counts and control numbers of the envelopes must agree."""
        e, segments = self._e, self._segments
        last = segments[-1].split(e) if segments else [""]
        if last[0] != "IEA" or last[2:] != [self._isa.split(e)[13]]:
            raise NotOrdinary
        groups = at = position = 0
        while at < len(segments) - 1:
            gs = segments[at].split(e)
            if gs[0] != "GS" or len(gs) != 9 or gs[1] != "HC" or gs[8] not in _VERSIONS:
                raise NotOrdinary
            groups += 1
            place, count = at, 0
            at += 1
            while segments[at].startswith(f"ST{e}"):
                end = self._end_of(at, gs[8])
                count += 1
                position += 1
                yield from self._transaction(segments[place], segments[at:end], position)
                at = end + 1
            if not count or segments[at] != e.join(("GE", str(count), gs[6])):
                raise NotOrdinary
            at += 1
        if not groups or last[1] != str(groups):
            raise NotOrdinary

    def _end_of(self, start: int, version: str) -> int:
        """Return the place of the SE that ends a transaction, when its count and number agree."""
        e, segments = self._e, self._segments
        st = segments[start].split(e)
        if st[1:2] != ["837"] or st[3:] not in ([], [version]):
            raise NotOrdinary
        for at in range(start + 1, len(segments)):
            if segments[at].startswith(f"SE{e}"):
                if segments[at] != e.join(("SE", str(at - start + 1), st[2])):
                    raise NotOrdinary
                return at
        raise NotOrdinary

    def _transaction(self, gs: str, segments: list[str], position: int) -> Iterator[_Cut]:
        e = self._e
        starts = [at for at, segment in enumerate(segments) if segment.startswith(f"HL{e}")]
        if not starts:
            raise NotOrdinary
        head = segments[1 : starts[0]]
        created_on = self._created_on(head)
        above = {"20": "", "22": ""}
        subscriber = patient = ""
        frame: Frame | None = None
        claims = 0
        for number, (start, end) in enumerate(zip(starts, [*starts[1:], len(segments)]), start=1):
            level = self._level(segments, start, end, str(number), above)
            own = segments[start + 1 : end]
            places = [at for at, segment in enumerate(own) if segment.startswith(f"CLM{e}")]
            text = "\n".join(own[: places[0]] if places else own)
            if level == "20":
                frame = Frame(self._file, position, self._isa, gs, "\n".join(head), text, created_on)
                if places:
                    raise NotOrdinary
            elif level == "22":
                subscriber, patient = text, ""
            else:
                patient = text
            if frame is None or not own or (level != "20" and not places and end == len(segments)):
                raise NotOrdinary
            for first, behind in zip(places, [*places[1:], len(own)]):
                claims += 1
                yield frame, claims, subscriber, patient, "\n".join(own[first:behind])

    def _created_on(self, head: list[str]) -> date:
        e = self._e
        if [segment.split(e)[0] for segment in head if not segment.startswith(f"PER{e}")] != ["BHT", "NM1", "NM1"]:
            raise NotOrdinary
        bht = head[0].split(e)
        if len(bht) != 7 or bht[1] != "0019" or head[-1].split(e)[1] != "40":
            raise NotOrdinary
        return day_of(bht[4])

    def _level(self, segments: list[str], start: int, end: int, number: str, above: dict[str, str]) -> str:
        """Return the level of an HL that stands where it may; `above` holds the numbers of the levels it is under."""
        e = self._e
        hl = segments[start].split(e)
        if len(hl) != 5 or hl[1] != number or hl[3] not in ("20", "22", "23"):
            raise NotOrdinary
        level = hl[3]
        parent = {"20": "", "22": above["20"], "23": above["22"]}[level]
        if hl[2] != parent or (level != "20" and not parent):
            raise NotOrdinary
        if level != "23":
            above[level] = number
        if level == "20":
            above["22"] = ""
        following = segments[end].split(e) if end < len(segments) else []
        has_child = len(following) > 3 and following[3] > level
        holds_claims = any(segment.startswith(f"CLM{e}") for segment in segments[start + 1 : end])
        if hl[4] != str(int(has_child)) or has_child == holds_claims:
            raise NotOrdinary
        return level


def _split(body: str, e: str, c: str, t: str) -> list[str]:
    """Split what follows the ISA; raises NotOrdinary for line ends, blanks or characters out of their place."""
    if _UNUSUAL.search(body):
        raise NotOrdinary
    if "\r" in body or "\n" in body:
        end = "\r\n" if "\r" in body else "\n"
        if not body.startswith(end):
            raise NotOrdinary
        body = (t + body).replace(t + end, t)[1:]
        if "\r" in body or "\n" in body:
            raise NotOrdinary
    if any(pair in body for pair in (f" {e}", f"{e} ", f" {t}", f"{t} ", f" {c}", f"{c} ", f"{c}{e}", f"{e}{t}")):
        raise NotOrdinary
    segments = body.split(t)
    if segments.pop():
        raise NotOrdinary
    return segments


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
    body = [e.join(("ST", "837", "0001", gs[8])), *frame.head.split("\n")]
    body += [e.join(("HL", "1", "", "20", "1")), *frame.billing.split("\n")]
    body += [e.join(("HL", "2", "1", "22", "1" if raw.patient else "0")), *raw.subscriber.split("\n")]
    if raw.patient:
        body += [e.join(("HL", "3", "2", "23", "0")), *raw.patient.split("\n")]
    body += raw.claim.split("\n")
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
