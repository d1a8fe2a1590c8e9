"""Answering a file as its receiver: the interchange acknowledgement (TA1) and an acknowledgement of form (999) for each
functional group, made of what reading the file found.

`receive` decides and says; it does not write files (`write_acks.py` does).  It judges form alone: sums, situations and
code sets are for the 277CA, which somebody who knows claims decides (`claim_ack.py`).
"""

from collections.abc import Collection, Iterable
from datetime import date

import msgspec

from cleanskin.kernel.finding import Finding
from cleanskin.record.acknowledgement import (
    ElementError,
    ErrorContext,
    ImplementationAcknowledgement,
    InterchangeAcknowledgement,
    SegmentError,
    SetAcknowledgement,
)
from cleanskin.x12.ack_answers import ANSWERS, CODE_OF_GS, NOTE_OF_ISA, Answer, code_of
from cleanskin.x12.envelope import interchanges
from cleanskin.x12.read import Reading, read_file
from cleanskin.x12.structural import is_segment_id
from cleanskin.x12.tree import Segment, Transaction

_ACKNOWLEDGEMENTS = frozenset(("TA1", "997", "999"))
_REASONS_MAX = 5
_LOOP_CHARACTERS_MAX = 4
_CONTEXT_CHARACTERS_MAX = 35
_IN_ERROR = "5"


class Receipt(msgspec.Struct, frozen=True, kw_only=True):
    """What a receiver answers to one interchange.

    `header` is the ISA as it came: its sender is whom the answer goes to.  `groups` is empty when the interchange is
    rejected: nothing in it was looked at.
    """

    header: Segment
    interchange: InterchangeAcknowledgement
    groups: tuple[ImplementationAcknowledgement, ...] = ()

    @property
    def asks_for_ta1(self) -> bool:
        """True when the sender asked for a TA1 (ISA14)."""
        return self.header.element(14).strip() == "1"


class _Held(msgspec.Struct):
    """An interchange or group while its findings are gathered."""

    header: Segment
    findings: list[Finding] = msgspec.field(default_factory=list)
    readings: list[Reading] = msgspec.field(default_factory=list)


def receive(
    data: bytes, *, name: str = "", tolerated: Collection[str] = (), copies_values: bool = False
) -> tuple[Receipt, ...]:
    """Answer every interchange of a file.

    Acknowledgements are not acknowledged: a TA1 that came alone gets no answer, a group of 999 or 997 no 999.
    `tolerated` names findings for which this receiver takes a transaction with errors instead of rejecting it.  With
    `copies_values` the answer repeats what was sent in an element at fault, as the standard allows: such an answer is
    as personal as the claim.  An interchange whose header cannot be read gets no answer, since nobody is known to whom.
    """
    readings = list(read_file(data, name=name))
    headers = _headers(readings, data, name)
    held = [_Held(header) for header in headers]
    groups: dict[int, list[_Held]] = {id(header): [] for header in headers}
    for reading in readings:
        transaction = reading.transaction
        if transaction is None or transaction.group is None or transaction.interchange is None:
            continue
        if transaction.kind not in _ACKNOWLEDGEMENTS:
            inside = groups[id(transaction.interchange)]
            if not inside or inside[-1].header is not transaction.group:
                inside.append(_Held(transaction.group))
            inside[-1].readings.append(reading)
    every = [finding for reading in readings for finding in reading.findings]
    judge = _Judge(frozenset(tolerated), copies_values=copies_values)
    for finding in every:
        answer = judge.answer(finding)
        if answer is not None and answer.level in ("interchange", "group"):
            _give(finding, held if answer.level == "interchange" else [one for all_ in groups.values() for one in all_])
    only_ta1 = _only_ta1(readings)
    return tuple(judge.receipt(one, groups[id(one.header)]) for one in held if id(one.header) not in only_ta1)


def _only_ta1(readings: list[Reading]) -> set[int]:
    """Return the interchanges (by identity of their header) that hold nothing but TA1."""
    kinds: dict[int, set[str]] = {}
    for reading in readings:
        if reading.transaction is not None and reading.transaction.interchange is not None:
            kinds.setdefault(id(reading.transaction.interchange), set()).add(reading.transaction.kind)
    return {header for header, held in kinds.items() if held == {"TA1"}}


def _headers(readings: list[Reading], data: bytes, name: str) -> list[Segment]:
    """Return the ISA segments in their order; those without a transaction are looked for again in the file."""
    found: dict[int, Segment] = {}
    for reading in readings:
        header = reading.transaction.interchange if reading.transaction is not None else None
        if header is not None:
            found[id(header)] = header
    headers = list(found.values())
    said = {header.number for header in headers}
    for interchange in interchanges(data, file=name)[0] if _may_lack(readings) else ():
        if interchange.header is not None and interchange.header.number not in said:
            headers.append(interchange.header)
    return sorted(headers, key=lambda header: header.number)


def _may_lack(readings: list[Reading]) -> bool:
    """True when some interchange may hold no transaction: something about an envelope is wrong."""
    return any(reading.transaction is None for reading in readings) or any(
        finding.name == "group-count-wrong" or finding.where.transaction is None
        for reading in readings
        for finding in reading.findings
    )


def _give(finding: Finding, holders: list[_Held]) -> None:
    """Give a finding to the interchange or group that it stands in, which is the last to begin before it."""
    number = finding.where.segment or 0
    before = [one for one in holders if one.header.number <= number]
    if holders:
        (before or holders)[-1 if before else 0].findings.append(finding)


class _Judge:
    """Decides what is told, at which level, and what follows; see `receive`."""

    def __init__(self, tolerated: frozenset[str], *, copies_values: bool) -> None:
        self._tolerated, self._copies_values = tolerated, copies_values

    def answer(self, finding: Finding) -> Answer | None:
        """Return how a finding is told, None when it is not."""
        if finding.severity == "note" and finding.name != "guide-unknown":
            return None
        answer = ANSWERS.get(finding.name)
        element = finding.where.element
        if answer is not None and answer.level in ("segment", "element") and finding.where.transaction is None:
            if element.startswith("ISA"):
                answer = Answer("interchange", _note(element))
            elif element.startswith("GS"):
                answer = Answer("group", CODE_OF_GS.get(element, ""), rejects=element in CODE_OF_GS)
            elif element.startswith("TA1"):
                answer = None
            else:
                answer = Answer("interchange", "022")
        if answer is not None and finding.name in self._tolerated:
            answer = answer._replace(rejects=False)
        return answer

    def receipt(self, held: _Held, groups: list[_Held]) -> Receipt:
        """Answer an interchange and, when it is taken, its groups."""
        told = [answer for finding in held.findings if (answer := self.answer(finding)) is not None]
        rejecting = [answer for answer in told if answer.rejects]
        code = "R" if rejecting else "E" if told else "A"
        header = held.header
        acknowledgement = InterchangeAcknowledgement(
            control_number=plain(header.element(13)),
            date_sent=_short_day(header.element(9)),
            time_sent=plain(header.element(10)),
            code=code,
            note_code=(rejecting or told or [Answer("interchange", "000")])[0].code,
        )
        answered = tuple(self._group(group) for group in groups) if code != "R" else ()
        return Receipt(header=header, interchange=acknowledgement, groups=answered)

    def _group(self, held: _Held) -> ImplementationAcknowledgement:
        sets = tuple(self._set(reading) for reading in held.readings)
        told = [answer for finding in held.findings if (answer := self.answer(finding)) is not None]
        accepted = sum(one.is_accepted for one in sets)
        if any(answer.rejects for answer in told) or not accepted:
            code, accepted = "R", 0
        elif accepted < len(sets):
            code = "P"
        else:
            code = "E" if told or any(one.code == "E" for one in sets) else "A"
        header = held.header
        version = next((r.transaction.version for r in held.readings if r.transaction is not None), "")
        return ImplementationAcknowledgement(
            group_code=plain(header.element(1)),
            group_control_number=plain(header.element(6)),
            version=plain(header.element(8)) or plain(version),
            sets=sets,
            code=code,
            count_included=self._included(held, len(sets)),
            count_received=len(sets),
            count_accepted=accepted,
            error_codes=_distinct(answer.code for answer in told),
        )

    def _included(self, held: _Held, received: int) -> int:
        """Return how many transactions the group's trailer says that it holds; a finding tells when it errs."""
        wrong = next((one for one in held.findings if one.name == "transaction-count-wrong"), None)
        said = wrong.message.partition(" says ")[2].split(",")[0] if wrong is not None else ""
        return int(said) if said.isascii() and said.isdigit() else received

    def _set(self, reading: Reading) -> SetAcknowledgement:
        transaction = reading.transaction
        assert transaction is not None
        told = [
            (finding, answer)
            for finding in reading.findings
            if (answer := self.answer(finding)) is not None
            and answer.level in ("set", "segment", "element")
            and finding.where.transaction in (transaction.position, None)
        ]
        errors = _Errors(transaction, copies_values=self._copies_values)
        for finding, answer in told:
            if answer.level != "set":
                errors.add(finding, answer)
        codes = [answer.code for _, answer in told if answer.level == "set"] + [_IN_ERROR] * bool(errors.by_place)
        code = "R" if any(answer.rejects for _, answer in told) else "E" if told else "A"
        first = transaction.segments[0]
        return SetAcknowledgement(
            transaction=plain(first.element(1)),
            control_number=plain(first.element(2)),
            version=plain(first.element(3)),
            errors=errors.all(),
            code=code,
            error_codes=_distinct(codes) if code == "R" else (),
        )


class _Errors:
    """Gathers the errors of one transaction by segment, in the order of the file."""

    def __init__(self, transaction: Transaction, *, copies_values: bool) -> None:
        self._transaction, self._copies_values = transaction, copies_values
        self._first = transaction.segments[0].number
        self._claims = [one for one in transaction.segments if one.elements[0] == "CLM"]
        self.by_place: dict[tuple[int, str, str, str], tuple[Finding, list[ElementError]]] = {}

    def add(self, finding: Finding, answer: Answer) -> None:
        """Add one finding: a segment's own, or an element's below its segment."""
        position = max((finding.where.segment or self._first) - self._first + 1, 1)
        segment = self._at(position)
        named = finding.where.element
        stands = segment.elements[0] if segment is not None else ""
        code = code_of(finding.name, finding.expected or finding.message)
        missing = answer.level == "segment" and is_segment_id(named)
        id = named if missing else stands
        if not is_segment_id(id):
            id = "ST"  # what stands there is no id of a segment
        place = (position, id, finding.where.loop, "8" if answer.level == "element" else code)
        _, elements = self.by_place.setdefault(place, (finding, []))
        if answer.level == "element":
            elements.append(self._element(segment, named, code))

    def _at(self, position: int) -> Segment | None:
        segments = self._transaction.segments
        return segments[position - 1] if position <= len(segments) else None

    def _element(self, segment: Segment | None, quoted: str, code: str) -> ElementError:
        """Read "SV101-03" as its place in the segment."""
        digits, _, component = quoted[len(segment.elements[0]) if segment is not None else 3 :].partition("-")
        element = int(digits) if digits.isascii() and digits.isdigit() else 1
        inner = int(component) if component.isascii() and component.isdigit() else None
        value = ""
        if self._copies_values and segment is not None:
            value = segment.element(element)
            if inner:
                value = segment.component(element, inner, self._transaction.delimiters.component)
        return ElementError(element=element, component=inner, code=code, value=plain(value)[:99])

    def all(self) -> tuple[SegmentError, ...]:
        """Return the errors in the order of their segments."""
        made = []
        for (position, id, loop, code), (finding, elements) in sorted(self.by_place.items(), key=lambda one: one[0][0]):
            made.append(
                SegmentError(
                    segment_id=id,
                    segment_number=position,
                    loop_id=loop[:_LOOP_CHARACTERS_MAX] if loop[:1].isdigit() else "",
                    code=code,
                    contexts=self._business_unit(finding),
                    elements=tuple(elements),
                )
            )
        return tuple(made)

    def _business_unit(self, finding: Finding) -> tuple[ErrorContext, ...]:
        """Name the claim in which the error stands, by its number."""
        ordinal = finding.where.claim
        if not ordinal or ordinal > len(self._claims):
            return ()
        number = plain(self._claims[ordinal - 1].element(1))[:_CONTEXT_CHARACTERS_MAX]
        return (ErrorContext(name="CLM01", value=number),) if number else ()


def plain(text: str) -> str:
    """Return a value of the file as an answer may repeat it: printable ASCII without the usual delimiters."""
    return "".join(one for one in text.strip() if " " <= one <= "}" and one not in "*:^").strip()


def _note(element: str) -> str:
    digits = element[3:5]
    position = int(digits) if digits.isascii() and digits.isdigit() else 0
    return NOTE_OF_ISA[position - 1] if 1 <= position <= len(NOTE_OF_ISA) else "027" if position == 16 else "022"


def _distinct(codes: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(code for code in codes if code))[:_REASONS_MAX]


def _short_day(text: str) -> date | None:
    text = text.strip()
    try:
        return date(2000 + int(text[:2]), int(text[2:4]), int(text[4:6])) if len(text) == 6 else None
    except ValueError:
        return None
