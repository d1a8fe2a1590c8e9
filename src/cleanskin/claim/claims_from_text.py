"""Claims of 837P files straight from their text, for files of any size.

Ordinary claims, whose every segment stands where the guide puts it and holds nothing unusual, are made here; anything
else goes through the walker claim by claim, or file by file where the file itself is unusual.  So the result is that of
`read_submission`, to which tests hold it equal.  Parties, codes and days that come again are made once and shared.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Any, Final, NamedTuple, TypeVar

import msgspec

from cleanskin.claim.ordinary_claim import NotOrdinary, OrdinaryClaims, day_of
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


class TextClaim(NamedTuple):
    """A claim, the day its file was made, and what the walker said of it."""

    claim: Claim
    created_on: date | None
    findings: tuple[Finding, ...] = ()


class TextReader:
    """Reads files; keeps what comes again from one file to the next."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str], Any] = {}

    def claims_of(self, data: bytes, *, file: str = "") -> list[TextClaim] | None:
        """Return the claims of a file; None when the whole file is for the walker."""
        try:
            return list(_File(self, data, file).claims())
        except NotOrdinary:
            return None

    def keep(self, kind: str, text: str, build: Callable[[str], Made]) -> Made:
        """Return what was built of this text before, else build it."""
        place = (kind, text)
        try:
            found: Made = self._kept[place]
        except KeyError:
            if len(self._kept) >= _REMEMBERED_MAX:
                self._kept.clear()
            found = self._kept[place] = build(text)
        return found


class _File:
    """One file under way."""

    def __init__(self, reader: TextReader, data: bytes, file: str) -> None:
        self.keep, self.name = reader.keep, file
        try:
            text = data.decode("ascii")
        except UnicodeDecodeError:
            raise NotOrdinary from None
        if text[:3] != "ISA" or len(text) < _ISA_LENGTH or any(text[at] != text[3] for at in _ISA_SEPARATORS):
            raise NotOrdinary
        self.element, self.component, self.terminator = text[3], text[104], text[105]
        marks = {self.element, self.component, self.terminator, text[82]}
        if len(marks) != 4 or any(mark.isalnum() or mark in " .-+\r\n" for mark in marks):
            raise NotOrdinary
        self.isa = text[:105]
        self._segments = self._split(text[106:])

    def _split(self, body: str) -> list[str]:
        e, c, t = self.element, self.component, self.terminator
        if _UNUSUAL.search(body):
            raise NotOrdinary
        if "\r" in body or "\n" in body:
            end = "\r\n" if "\r" in body else "\n"
            if body[: len(end)] != end:
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

    def claims(self) -> Iterator[TextClaim]:
        """Iterate over the claims of the file's only interchange."""
        e, segments = self.element, self._segments
        last = segments[-1].split(e) if segments else [""]
        control = self.isa.split(e)[13]
        if last[0] != "IEA" or last[2:] != [control]:
            raise NotOrdinary
        groups = at = position = 0
        while at < len(segments) - 1:
            gs = segments[at].split(e)
            if gs[0] != "GS" or len(gs) != 9 or gs[1] != "HC" or gs[8] not in _VERSIONS:
                raise NotOrdinary
            groups += 1
            at += 1
            first, count = at, 0
            while segments[at].startswith(f"ST{e}"):
                end = self._end_of(at)
                count += 1
                position += 1
                if segments[at].split(e)[3:] not in ([], [gs[8]]):
                    raise NotOrdinary
                yield from _Transaction(self, gs, segments[at:end], position).claims()
                at = end + 1
            if first == at or segments[at] != e.join(("GE", str(count), gs[6])):
                raise NotOrdinary
            at += 1
        if not groups or last[1] != str(groups):
            raise NotOrdinary

    def _end_of(self, start: int) -> int:
        """Return the place of the SE that ends a transaction, when it says so itself."""
        e, segments = self.element, self._segments
        st = segments[start].split(e)
        if len(st) not in (3, 4) or st[1] != "837" or (len(st) == 4 and st[3] not in _VERSIONS):
            raise NotOrdinary
        for at in range(start + 1, len(segments)):
            if segments[at].startswith(f"SE{e}"):
                if segments[at] != e.join(("SE", str(at - start + 1), st[2])):
                    raise NotOrdinary
                return at
        raise NotOrdinary


class _Transaction:
    """One transaction under way: levels above, claims below."""

    def __init__(self, whole: _File, gs: list[str], segments: list[str], position: int) -> None:
        self._whole, self._gs, self._segments, self._position = whole, gs, segments, position
        self._ordinary = OrdinaryClaims(whole.element, whole.component, whole.keep)
        self._head: list[str] = []
        self._levels: dict[str, list[str]] = {}
        self._values: dict[str, dict[str, Any] | None] = {}
        self._created_on: date | None = None
        self._claims = 0

    def claims(self) -> Iterator[TextClaim]:
        """Iterate over the claims; raises NotOrdinary when the levels are not in their plain order."""
        e = self._whole.element
        starts = [at for at, segment in enumerate(self._segments) if segment.startswith(f"HL{e}")]
        if not starts or not self._segments[starts[0]].endswith(f"{e}20{e}1"):
            raise NotOrdinary
        self._read_head(self._segments[1 : starts[0]])
        numbers = {"20": "", "22": ""}
        for count, (start, end) in enumerate(zip(starts, [*starts[1:], len(self._segments)]), start=1):
            hl = self._segments[start].split(e)
            if len(hl) != 5 or hl[1] != str(count) or hl[4] not in ("0", "1"):
                raise NotOrdinary
            parent = {"20": "", "22": numbers["20"], "23": numbers["22"]}.get(hl[3])
            if hl[2] != parent or (hl[3] != "20" and not parent):
                raise NotOrdinary
            if hl[3] != "23":
                numbers[hl[3]] = hl[1]
            if hl[3] == "20":
                numbers["22"] = ""
            following = self._segments[end].split(e)[3] if end < len(self._segments) else ""
            if (hl[4] == "1") != (following > hl[3]):
                raise NotOrdinary
            yield from self._level(hl[3], self._segments[start + 1 : end])

    def _read_head(self, head: list[str]) -> None:
        e = self._whole.element
        if [segment.split(e)[0] for segment in head if not segment.startswith(f"PER{e}")] != ["BHT", "NM1", "NM1"]:
            raise NotOrdinary
        bht = head[0].split(e)
        if len(bht) != 7 or bht[1] != "0019" or head[-1].split(e)[1] != "40":
            raise NotOrdinary
        self._head, self._created_on = head, day_of(bht[4])

    def _level(self, level: str, segments: list[str]) -> Iterator[TextClaim]:
        e = self._whole.element
        starts = [at for at, segment in enumerate(segments) if segment.startswith(f"CLM{e}")]
        above = segments[: starts[0]] if starts else segments
        self._levels[level] = above
        if level == "20":
            if starts:
                raise NotOrdinary
            self._levels.pop("23", None)
            text = "\n".join(above)
            self._values["20"] = self._whole.keep("billing", self._whole.isa[-5:] + text, lambda _: self._billing())
            return
        if level == "22":
            self._levels.pop("23", None)
        build = self._ordinary.subscriber if level == "22" else self._ordinary.patient
        try:
            self._values[level] = build(above)
        except NotOrdinary:
            self._values[level] = None
        for start, end in zip(starts, [*starts[1:], len(segments)]):
            self._claims += 1
            yield self._claim(level, segments[start:end])

    def _claim(self, level: str, segments: list[str]) -> TextClaim:
        billing, subscriber = self._values["20"], self._values["22"]
        patient: dict[str, Any] | None = {}
        if level == "23":
            patient = self._values["23"]
        if billing is not None and subscriber is not None and patient is not None:
            try:
                return TextClaim(self._ordinary.claim({**billing, **subscriber, **patient}, segments), self._created_on)
            except NotOrdinary:
                pass
        claim, findings = self._walked(self._levels, segments)
        where = Pointer(file=self._whole.name, transaction=self._position, claim=self._claims)
        told = tuple(
            msgspec.structs.replace(
                one, where=msgspec.structs.replace(where, loop=one.where.loop, element=one.where.element)
            )
            for one in findings
        )
        return TextClaim(claim, self._created_on, told)

    def _billing(self) -> dict[str, Any] | None:
        """Read the billing level by the walker, with a stand-in claim below it; None when it is not ordinary."""
        e, c = self._whole.element, self._whole.component
        stand_in = {
            "20": self._levels["20"],
            "22": [f"SBR{e}P{e}18{e * 7}CI", f"NM1{e}IL{e}1{e}X{e * 5}MI{e}1", f"NM1{e}PR{e}2{e}X{e * 5}PI{e}1"],
        }
        claim = [
            f"CLM{e}1{e}1{e * 3}11{c}B{c}1{e}Y{e}A{e}Y{e}Y", f"HI{e}ABK{c}L209", f"LX{e}1",
            f"SV1{e}HC{c}99213{e}1{e}UN{e}1{e * 3}1", f"DTP{e}472{e}D8{e}20260102",
        ]  # fmt: skip
        read, findings = self._walked(stand_in, claim)
        if findings or read.extras:
            return None
        return {name: getattr(read, name) for name in ("billing_provider", "pay_to", "pay_to_plan", "currency")}

    def _walked(self, levels: dict[str, list[str]], claim: Sequence[str]) -> tuple[Claim, tuple[Finding, ...]]:
        """Read one claim by the walker, as a file of its own."""
        e, t = self._whole.element, self._whole.terminator
        control = self._whole.isa.split(e)[13]
        body = [e.join(("ST", "837", "0001", self._gs[8])), *self._head]
        child = "1" if "23" in levels else "0"
        for place, (level, parent, has_child) in enumerate((("20", "", "1"), ("22", "1", child), ("23", "2", "0"))):
            if level in levels:
                body += [e.join(("HL", str(place + 1), parent, level, has_child)), *levels[level]]
        body += claim
        body.append(e.join(("SE", str(len(body) + 1), "0001")))
        ends = [e.join(("GE", "1", self._gs[6])), e.join(("IEA", "1", control))]
        text = t.join((self._whole.isa, e.join(self._gs), *body, *ends)) + t
        for enveloped in transactions(text.encode(), file=self._whole.name):
            if enveloped.transaction is not None:
                read = read_submission(enveloped.transaction, file=self._whole.name)
                if len(read.submission.claims) == 1:
                    return read.submission.claims[0], (*enveloped.findings, *read.findings)
        raise NotOrdinary
