"""Segments to interchanges, groups and transactions, with every fault of the envelope as a finding.

`transactions` streams: it holds one transaction at a time (and the one before it, because a trailer that follows may
still say something about it), so memory does not grow with the file.  `interchanges` keeps the whole file as a tree.
"""

from collections.abc import Iterator

import msgspec

from cleanskin.kernel.finding import Finding, Pointer, Severity
from cleanskin.kernel.identifiers import masked
from cleanskin.x12 import lex
from cleanskin.x12.findings import found
from cleanskin.x12.kinds import recognize
from cleanskin.x12.segments import envelope_segment
from cleanskin.x12.tree import Delimiters, Group, Interchange, Segment, Transaction

_ENVELOPE_IDS = frozenset(("ISA", "GS", "ST", "SE", "GE", "IEA", "TA1"))


class Enveloped(msgspec.Struct):
    """A transaction as it was cut out of its envelope, with the findings about it and the envelope around it.

    `transaction` is None when the file holds none; then the findings are about the file.
    """

    transaction: Transaction | None
    findings: list[Finding]
    outdated: bool = False


def transactions(data: bytes, *, file: str) -> Iterator[Enveloped]:
    """Iterate over the transactions of a file in their order; a file without any gives one that has only findings."""
    return _Reader(data, file=file, keep=False).run()


def interchanges(data: bytes, *, file: str) -> tuple[list[Interchange], list[Finding]]:
    """Return the whole file as interchanges, and what was wrong with its envelope."""
    reader = _Reader(data, file=file, keep=True)
    findings = [finding for enveloped in reader.run() for finding in enveloped.findings]
    return reader.interchanges, findings


class _Reader:
    """Follows the envelope through a file; see `transactions`."""

    def __init__(self, data: bytes, *, file: str, keep: bool) -> None:
        self.interchanges: list[Interchange] = []
        self._data, self._file, self._keep = data, file, keep
        self._number = 0
        self._position = 0
        self._cut_at = 0
        self._open: Transaction | None = None
        self._body: list[Segment] = []
        self._outdated = False
        self._interchange: Interchange | None = None
        self._group: Group | None = None
        self._controls: set[str] = set()
        self._senders: set[tuple[str, str]] = set()
        self._transactions_in_group = 0
        self._groups_in_interchange = 0
        self._closed_interchange = False
        self._stray: list[Segment] = []
        # findings for the transaction that comes next, for the open one, and the one held back with its own
        self._coming: list[Finding] = []
        self._findings: list[Finding] = []
        self._held: Enveloped | None = None
        self._ready: list[Enveloped] = []

    # ---- the file --------------------------------------------------------------------------------------------------

    def run(self) -> Iterator[Enveloped]:
        """Read the file from its first byte to its last."""
        data, converted = lex.to_bytes_of_text(self._data)
        self._data = data
        if converted:
            self._say("encoding-converted", f"The file was stored as {converted}.", self._at(0, 0))
        starts = list(lex.headers(data))
        if not starts:
            yield from self._without_header()
        elif data[: starts[0]].strip(b" \t\r\n\x00\xef\xbb\xbf"):
            self._before_first(starts[0])
            yield from self._drain()
        for start, end in zip(starts, [*starts[1:], len(data)]):
            header = lex.header_at(data, start)
            if header is None:
                message = "The delimiters of this interchange cannot be told."
                self._say("interchange-header-unreadable", message, self._at(self._number + 1, start))
                continue
            yield from self._read(header, end)
        if not self._position and not self._coming and not self._held:
            self._say("no-transaction", "The interchange holds no transaction.", self._at(0, 0))
        if self._coming:
            self._hold(Enveloped(None, []) if self._held is None else self._held, self._coming)
            self._coming = []
        if self._held is not None:
            yield self._held

    def _without_header(self) -> Iterator[Enveloped]:
        if not self._data.strip(b" \t\r\n\x00"):
            self._say("empty-file", "The file has no content.", self._at(0, 0))
            return iter(())
        header = lex.fragment_header(self._data)
        if header is None:
            self._say("no-x12-found", "No ISA segment was found.", self._at(0, 0))
            return iter(())
        message = "Transactions stand without an ISA segment before them."
        self._say("interchange-header-missing", message, self._at(1, header.start), expected="ISA")
        return self._read(header, len(self._data))

    def _before_first(self, end: int) -> None:
        message = f"{end} bytes stand before the first ISA."
        self._say("text-outside-interchange", message, self._at(0, 0))

    def _read(self, header: lex.Header, end: int) -> Iterator[Enveloped]:
        """Read one interchange, from its ISA to the next one's or to the end of the file."""
        self._begin_interchange(header)
        splitter = lex.Splitter(
            self._data, start=header.start, end=end, delimiters=header.delimiters, number=self._number
        )
        for name, offset, message in header.oddities:
            self._say(name, message, self._at(self._number + 1, offset))
        for segments in splitter:
            if splitter.oddities:
                self._tell(splitter)
            if not splitter.terminated:
                self._cut_at = splitter.number
            yield from self._follow(segments)
        self._number = splitter.number
        if not splitter.terminated:
            severity: Severity | None = "note" if self._closed_interchange and not header.bare else None
            where = self._at(self._number, end)
            self._say("final-segment-not-terminated", "The last segment has no terminator.", where, "", severity)
        self._end_interchange(None)
        yield from self._drain()

    def _tell(self, splitter: lex.Splitter) -> None:
        for name, number, offset, message in splitter.oddities:
            self._say(name, message, self._at(number, offset))
        splitter.oddities.clear()

    def _follow(self, segments: list[Segment]) -> Iterator[Enveloped]:
        # the body's append is renewed whenever an envelope segment may have changed the body
        append = self._body.append if self._open is not None else self._stray.append
        for segment in segments:
            name = segment.elements[0]
            if name in _ENVELOPE_IDS:
                if self._stray:
                    self._say_stray()
                _HANDLERS[name](self, segment)
                append = self._body.append if self._open is not None else self._stray.append
                if self._ready:
                    yield from self._drain()
            else:
                append(segment)

    # ---- interchange -----------------------------------------------------------------------------------------------

    def _begin_interchange(self, header: lex.Header) -> None:
        self._interchange = Interchange(delimiters=header.delimiters)
        self._group = None
        self._groups_in_interchange = 0
        self._closed_interchange = header.bare
        if self._keep:
            self.interchanges.append(self._interchange)

    def _isa(self, segment: Segment) -> None:
        interchange = self._interchange
        if interchange is None or interchange.header is not None:
            return self._stray.append(segment)
        interchange.header = segment
        key = (segment.element(6).strip(), segment.element(13).strip())
        if key in self._senders and key[1]:
            message = "An interchange of the same sender and control number came before."
            self._say("interchange-repeated", message, self._place(segment, "ISA13"))
        self._senders.add(key)
        return self._check(segment)

    def _iea(self, segment: Segment) -> None:
        self._end_group(segment)
        interchange = self._interchange
        if interchange is None or interchange.trailer is not None or interchange.header is None:
            return self._say("trailer-without-header", "IEA without ISA.", self._place(segment))
        interchange.trailer = segment
        self._closed_interchange = True
        place = self._place(segment, "IEA01")
        self._count("group-count-wrong", segment, self._groups_in_interchange, place, "functional groups")
        name = "interchange-control-number-differs"
        return self._compare(name, segment, interchange.header.element(13), ("IEA02", "ISA13"))

    def _end_interchange(self, segment: Segment | None) -> None:
        self._end_group(segment)
        if self._stray:
            self._say_stray()
        if not self._closed_interchange:
            where = self._at(self._number, len(self._data))
            self._say("interchange-trailer-missing", "The interchange has no IEA.", where, "IEA")
        self._interchange = None

    # ---- group -----------------------------------------------------------------------------------------------------

    def _gs(self, segment: Segment) -> None:
        self._end_group(segment)
        if self._closed_interchange and self._interchange is not None and self._interchange.header is not None:
            message = "A functional group follows the end of its interchange."
            self._say("text-outside-interchange", message, self._place(segment))
        self._group = Group(header=segment)
        self._begin_group()
        self._check(segment)

    def _begin_group(self) -> None:
        self._controls = set()
        self._transactions_in_group = 0
        self._groups_in_interchange += 1
        if self._keep and self._interchange is not None and self._group is not None:
            self._interchange.groups.append(self._group)

    def _ge(self, segment: Segment) -> None:
        self._end_transaction(segment)
        group = self._group
        if group is None or group.trailer is not None:
            return self._say("trailer-without-header", "GE without GS.", self._place(segment))
        group.trailer = segment
        place = self._place(segment, "GE01")
        self._count("transaction-count-wrong", segment, self._transactions_in_group, place, "transactions")
        if group.header is not None:
            self._compare("group-control-number-differs", segment, group.header.element(6), ("GE02", "GS06"))
        return None

    def _end_group(self, segment: Segment | None) -> None:
        self._end_transaction(segment)
        if self._group is not None and self._group.trailer is None and self._group.header is not None:
            where = self._place(segment) if segment is not None else self._at(self._number, len(self._data))
            self._say("group-trailer-missing", "The functional group has no GE.", where, "GE")
        self._group = None

    # ---- transaction -----------------------------------------------------------------------------------------------

    def _st(self, segment: Segment) -> None:
        self._end_transaction(segment)
        if self._group is None or self._group.trailer is not None:
            if self._closed_interchange and self._interchange is not None and self._interchange.header is not None:
                message = "A transaction follows the end of its interchange."
                self._say("text-outside-interchange", message, self._place(segment))
            self._say("group-header-missing", "A transaction without GS before it.", self._place(segment), "GS")
            self._group = Group()
            self._begin_group()
        self._transactions_in_group += 1
        header = self._group.header
        gs01, gs08 = (header.element(1), header.element(8)) if header is not None else ("", "")
        kind = recognize(segment.element(1), segment.element(3), gs08, gs01)
        self._start(kind.kind, kind.version, segment)
        self._outdated = kind.outdated
        for name in kind.odd:
            if name == "group-code-differs" and self._transactions_in_group > 1:
                continue  # said once a group
            element = {"transaction-unknown": "ST01", "group-code-differs": "GS01"}.get(name, "ST03")
            self._say(name, _ODD[name], self._place(segment, element))
        control = segment.element(2)
        if control in self._controls:
            message = "ST02 occurred before in this functional group."
            self._say("transaction-control-number-repeated", message, self._place(segment, "ST02"))
        self._controls.add(control)

    def _start(self, kind: str, version: str, segment: Segment) -> None:
        self._position += 1
        self._body = [segment]
        interchange = self._interchange
        self._open = Transaction(
            kind=kind,
            version=version,
            position=self._position,
            segments=self._body,
            delimiters=interchange.delimiters if interchange is not None else Delimiters(),
            interchange=interchange.header if interchange is not None else None,
            group=self._group.header if self._group is not None else None,
        )
        self._findings, self._coming = self._coming, []

    def _se(self, segment: Segment) -> None:
        opened = self._open
        if opened is None:
            return self._say("trailer-without-header", "SE without ST.", self._place(segment))
        self._body.append(segment)
        place = self._place(segment, "SE01")
        self._count("segment-count-wrong", segment, len(self._body), place, "segments")
        self._compare("transaction-control-number-differs", segment, opened.control_number, ("SE02", "ST02"))
        whole = segment.element(1) == str(len(self._body)) and segment.element(2) == opened.control_number
        if segment.number == self._cut_at and not whole:
            opened.complete = False
            self._say("transaction-trailer-missing", "The file ends within SE.", self._place(segment), "SE")
        return self._finish()

    def _end_transaction(self, segment: Segment | None) -> None:
        """Close a transaction that has no SE."""
        if self._open is None:
            return
        self._open.complete = False
        where = self._place(segment) if segment is not None else self._at(self._number, len(self._data))
        self._say("transaction-trailer-missing", "The transaction has no SE.", where, "SE")
        self._finish()

    def _finish(self) -> None:
        opened = self._open
        if opened is None:
            return
        enveloped = Enveloped(opened, self._findings, self._outdated)
        if self._keep and self._group is not None:
            self._group.transactions.append(opened)
        self._open, self._body, self._findings, self._outdated = None, [], [], False
        self._hold(enveloped, [])

    def _ta1(self, segment: Segment) -> None:
        self._end_transaction(segment)
        if self._interchange is not None and self._keep:
            self._interchange.acknowledgements.append(segment)
        self._start("TA1", "", segment)
        self._check(segment)
        opened = self._open
        self._open = None
        if opened is not None:
            self._hold(Enveloped(opened, self._findings), [])
        self._findings = []

    # ---- findings --------------------------------------------------------------------------------------------------

    def _hold(self, enveloped: Enveloped, more: list[Finding]) -> None:
        """Make `enveloped` the one held back, and release the one before it."""
        enveloped.findings.extend(more)
        if self._held is not None and self._held is not enveloped:
            self._ready.append(self._held)
        self._held = enveloped

    def _drain(self) -> Iterator[Enveloped]:
        ready, self._ready = self._ready, []
        yield from ready

    def _say(
        self, name: str, message: str, where: Pointer, expected: str = "", severity: Severity | None = None
    ) -> None:
        """Add a finding to the open transaction, else to the one that a trailer follows, else to the next."""
        finding = found(name, message, where=where, expected=expected, severity=severity)
        if self._open is not None:
            self._findings.append(finding)
        elif name in _OF_TRAILERS and self._held is not None:
            self._held.findings.append(finding)
        else:
            self._coming.append(finding)

    def _say_stray(self) -> None:
        segments, self._stray = self._stray, []
        where = self._place(segments[0])
        interchange = self._interchange
        if interchange is not None and self._keep:
            interchange.stray.extend(segments)
        if self._closed_interchange and interchange is not None and interchange.trailer is not None:
            self._say("text-outside-interchange", "Text follows the end of the interchange.", where)
        else:
            message = f"Segments outside any transaction: {len(segments)}."
            self._say("segment-outside-transaction", message, where, "ST")

    def _count(self, name: str, segment: Segment, counted: int, where: Pointer, what: str) -> None:
        """Hold a trailer's count against what was counted."""
        said = segment.element(1).strip()
        if not (said.isascii() and said.isdigit() and int(said[:18]) == counted):
            shown = said[:12] if said[:12].isdigit() else "no number"
            self._say(name, f"{where.element} says {shown}, counted were {counted} {what}.", where, str(counted))

    def _check(self, segment: Segment) -> None:
        """Hold an envelope segment against its declaration."""
        if self._interchange is None:
            return
        delimiters = self._interchange.delimiters
        declared = envelope_segment(segment.elements[0], delimiters)
        if declared is None or declared.fits(delimiters.element.join(segment.elements)) is not None:
            return
        for name, element, message, expected in declared.faults(segment.elements):
            self._say(name, message, self._place(segment, element), expected)

    def _compare(self, name: str, segment: Segment, expected: str, elements: tuple[str, str]) -> None:
        """Hold a trailer's control number against the header's; leading zeros alone are worth a note."""
        said = segment.element(2).strip()
        expected = expected.strip()
        if said == expected:
            return
        zeros = said.isdigit() and expected.isdigit() and said.lstrip("0") == expected.lstrip("0")
        message = f"{elements[0]} differs from {elements[1]}{' in its leading zeros' if zeros else ''}."
        shown = expected if expected.isdigit() and len(expected) <= 9 else masked(expected)
        self._say(name, message, self._place(segment, elements[0]), shown, "note" if zeros else None)

    def _at(self, number: int, offset: int) -> Pointer:
        position = self._position if self._open is not None else None
        return Pointer(file=self._file, transaction=position, segment=number or None, offset=offset)

    def _place(self, segment: Segment, element: str = "") -> Pointer:
        position = self._position if self._open is not None else None
        return Pointer(
            file=self._file,
            transaction=position,
            segment=segment.number,
            offset=segment.offset,
            element=element or segment.elements[0],
        )


_HANDLERS = {
    "ISA": _Reader._isa,
    "GS": _Reader._gs,
    "ST": _Reader._st,
    "SE": _Reader._se,
    "GE": _Reader._ge,
    "IEA": _Reader._iea,
    "TA1": _Reader._ta1,
}

# findings that a trailer makes about what came before it
_OF_TRAILERS = frozenset(
    (
        "group-count-wrong",
        "interchange-control-number-differs",
        "interchange-trailer-missing",
        "transaction-count-wrong",
        "group-control-number-differs",
        "group-trailer-missing",
        "trailer-without-header",
        "final-segment-not-terminated",
    )
)

_ODD = {
    "version-missing": "Neither ST03 nor GS08 names a guide.",
    "versions-differ": "ST03 and GS08 name different guides.",
    "group-code-differs": "GS01 does not belong to this transaction.",
    "transaction-unknown": "ST01 names no known transaction.",
}
