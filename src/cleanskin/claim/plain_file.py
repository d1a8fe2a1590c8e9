"""Plain 837P files cut into claims, without looking into them.

A file is plain when it is one interchange whose levels and counts agree and whose characters and separators are as they
should be.  Everything is found by searching in the text as a whole, never segment by segment.
"""

import re
from datetime import date
from typing import Final, NamedTuple

import msgspec

from cleanskin.claim.ordinary_values import NotOrdinary, day_of

_ISA_LENGTH: Final = 106
_ISA_SEPARATORS: Final = (3, 6, 17, 20, 31, 34, 50, 53, 69, 76, 81, 83, 89, 99, 101, 103)
_VERSIONS: Final = frozenset({"005010X222A1", "005010X222"})
_USUAL: Final = bytes((*range(0x20, 0x7F), 0x0D, 0x0A))
_BILLING, _SUBSCRIBER, _PATIENT = "20", "22", "23"


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


def raw_claims(data: bytes, *, file: str) -> list[RawClaim]:
    """Cut a file into claims; raises NotOrdinary when the whole file is for the walker."""
    return _PlainFile(data, file).claims()


def patient_in_text(raw: RawClaim) -> str:
    """Return what tells one patient from another, from the text: birth date and name, else payer and member id."""
    e = raw.frame.isa[3]
    text = "\n" + (raw.patient or raw.subscriber)
    born = next((day for one in text.split(f"\nDMG{e}")[1:] if (day := _element(one, e, 1))), "")
    if born:
        named = text.partition(f"\nNM1{e}")[2]
        if last_name := _element(named, e, 2):
            return "|".join((born, last_name, _element(named, e, 3))).upper()
    return "|".join([_element(one, e, 8) for one in ("\n" + raw.subscriber).split(f"\nNM1{e}")[1:]])


def days_in(raw: RawClaim) -> list[str]:
    """Return the first days of service as a claim's text has them."""
    e = raw.frame.isa[3]
    return [one.split(e, 1)[-1][:8] for one in raw.claim.split(f"\nDTP{e}472{e}")[1:]]


def _element(text: str, e: str, place: int) -> str:
    """Return an element of the segment that a text begins with, counted from 0 behind the tag; "" where it is not."""
    elements = text[: text.find("\n")].split(e, place + 1) if "\n" in text else text.split(e, place + 1)
    return elements[place] if len(elements) > place else ""


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
        if data[106:].translate(None, _USUAL):
            raise NotOrdinary
        self._text = _lines(text[106:], text[3], text[104], text[105])

    def claims(self) -> list[RawClaim]:
        """Return the claims; counts and control numbers of the envelopes must agree."""
        e, text = self._e, self._text
        end = text.rfind("\n", 0, -1)
        last = text[end + 1 : -1].split(e)
        if last[0] != "IEA" or last[2:] != [self._isa.split(e)[13]]:
            raise NotOrdinary
        found: list[RawClaim] = []
        groups = at = transactions = 0
        while at < end:
            line, at = self._line_at(at)
            gs = line.split(e)
            if gs[0] != "GS" or len(gs) != 9 or gs[1] != "HC" or gs[8] not in _VERSIONS:
                raise NotOrdinary
            groups += 1
            count = 0
            while text.startswith(f"\nST{e}", at):
                body, at = self._transaction_at(at, gs[8])
                count += 1
                transactions += 1
                self._cut(line, body, transactions, found)
            line, at = self._line_at(at)
            if not count or line != e.join(("GE", str(count), gs[6])):
                raise NotOrdinary
        if not groups or last[1] != str(groups):
            raise NotOrdinary
        return found

    def _line_at(self, at: int) -> tuple[str, int]:
        """Return the segment behind the line feed at a place, and the place of the next line feed."""
        end = self._text.find("\n", at + 1)
        return self._text[at + 1 : end], end

    def _transaction_at(self, at: int, version: str) -> tuple[str, int]:
        """Return what stands between ST and SE, when its count and number agree, and the place behind SE."""
        e, text = self._e, self._text
        start, inner = self._line_at(at)
        st = start.split(e)
        if st[1:2] != ["837"] or st[3:] not in ([], [version]):
            raise NotOrdinary
        end = text.find(f"\nSE{e}", inner)
        if end < 0:
            raise NotOrdinary
        line, behind = self._line_at(end)
        if line != e.join(("SE", str(text.count("\n", at, end) + 1), st[2])):
            raise NotOrdinary
        return text[inner:end], behind

    def _cut(self, gs: str, body: str, position: int, found: list[RawClaim]) -> None:
        """Cut a transaction at its levels and claims."""
        e = self._e
        begin, clm = f"\nCLM{e}", f"CLM{e}"
        head, *levels = body.split(f"\nHL{e}")
        created_on = self._created_on(head[1:])
        headers = [level.partition("\n")[0].split(e) for level in levels]
        above = {_BILLING: "", _SUBSCRIBER: ""}
        subscriber = patient = ""
        frame: Frame | None = None
        count = 0
        following: list[str]
        for number, (level, header, following) in enumerate(zip(levels, headers, [*headers[1:], []]), start=1):
            start, *claims = level.split(begin)
            kind = _level(header, following, str(number), above, bool(claims))
            text = start.partition("\n")[2]
            if kind == _BILLING:
                frame = Frame(self._file, position, self._isa, gs, head[1:], text, created_on)
                if claims:
                    raise NotOrdinary
            elif kind == _SUBSCRIBER:
                subscriber, patient = text, ""
            else:
                patient = text
            if frame is None or not (text or claims) or (kind != _BILLING and not claims and not following):
                raise NotOrdinary
            for claim in claims:
                count += 1
                found.append(RawClaim(frame, len(found) + 1, count, subscriber, patient, clm + claim))
        if not levels:
            raise NotOrdinary

    def _created_on(self, head: str) -> date:
        e = self._e
        segments = head.split("\n")
        if [segment.split(e)[0] for segment in segments if not segment.startswith(f"PER{e}")] != ["BHT", "NM1", "NM1"]:
            raise NotOrdinary
        bht = segments[0].split(e)
        if len(bht) != 7 or bht[1] != "0019" or segments[-1].split(e)[1:2] != ["40"]:
            raise NotOrdinary
        return day_of(bht[4])


def _level(header: list[str], following: list[str], number: str, above: dict[str, str], holds_claims: bool) -> str:
    """Return the kind of a level from its HL without the tag; `following` is that of the next one, [] at the end."""
    if len(header) != 4 or header[0] != number:
        raise NotOrdinary
    _, parent, kind, child = header
    if kind == _PATIENT:
        expected = above[_SUBSCRIBER]
    elif kind == _SUBSCRIBER:
        expected, above[_SUBSCRIBER] = above[_BILLING], number
    elif kind == _BILLING:
        expected, above[_BILLING], above[_SUBSCRIBER] = "", number, ""
    else:
        raise NotOrdinary
    if parent != expected or (kind != _BILLING and not parent):
        raise NotOrdinary
    has_child = len(following) > 2 and following[2] > kind
    if child != ("1" if has_child else "0") or has_child == holds_claims:
        raise NotOrdinary
    return kind


def _lines(body: str, e: str, c: str, t: str) -> str:
    """Return what follows the ISA as lines, a line feed before each segment and behind the last one.

    Raises NotOrdinary for line ends, blanks or characters out of their place.
    """
    if "\r" in body or "\n" in body:
        end = "\r\n" if "\r" in body else "\n"
        if not body.startswith(end):
            raise NotOrdinary
        body = (t + body).replace(t + end, t)[1:]
        if "\r" in body or "\n" in body:
            raise NotOrdinary
    marks = re.escape(e + c + t)
    blank_beside_mark = re.compile(f" (?:[{marks}]|(?<=[{marks}] ))")
    if blank_beside_mark.search(body) or c + e in body or e + t in body or body[-1:] != t:
        raise NotOrdinary
    return "\n" + body.replace(t, "\n")
