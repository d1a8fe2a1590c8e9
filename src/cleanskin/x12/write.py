"""Writing X12: a tree as it was read, or a new file from nouns.

`write_interchanges` gives back what `envelope.interchanges` read, byte for byte but for what `NORMALIZATIONS` names.
`write_submissions` and `write_remittances` make a file of nouns, with envelope, counts and control numbers; they read
it back before they return it, and raise `UnableToWrite` rather than give a file that would not read back equal.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple

import msgspec

from cleanskin.kernel.finding import Finding
from cleanskin.kernel.identifiers import masked
from cleanskin.record.claim import Submission
from cleanskin.record.remittance import Remittance
from cleanskin.x12.envelope import transactions
from cleanskin.x12.guide import GuideSpec
from cleanskin.x12.guides import claim_837p, claim_837p_record, remittance_835, remittance_835_record
from cleanskin.x12.guides.mapping import COMPONENT, REPETITION
from cleanskin.x12.tree import Delimiters, Interchange, Loop, Segment, Transaction
from cleanskin.x12.walk import walk

NORMALIZATIONS: tuple[tuple[str, str], ...] = (
    ("line_ends", "Each segment is followed by the line end that the interchange uses first, or by none."),
    ("outside", "Text outside interchanges, empty segments and padding around segments are not written."),
    ("wrapped", "Line ends inside segments are not written."),
    ("terminator", "The last segment, and one that only a line end separates from the next, are terminated."),
    ("encoding", "Text outside ASCII is written as UTF-8 without a byte order mark, whatever the file was stored as."),
)
"""What `write_interchanges` may change of the bytes read: name and meaning.  Elements are never changed."""

_ISA_WIDTHS = (2, 10, 2, 10, 2, 15, 2, 15, 6, 4, 1, 5, 9, 1, 1, 1)


class UnableToWrite(ValueError):
    """The file would not read back equal: a value holds a delimiter, has no room, or could not be read before."""


class Envelope(msgspec.Struct, frozen=True, kw_only=True):
    """Who sends a file to whom, when, and under which numbers.

    `control_number` is that of the interchange; the group has the same; transactions count from 1.  `time_sent` is
    HHMM.  Group codes are the interchange's ids unless given.  `version` "" is the version in force.
    """

    sender_id: str
    receiver_id: str
    date_sent: date
    time_sent: str = "0000"
    control_number: int = 1
    sender_qualifier: str = "ZZ"
    receiver_qualifier: str = "ZZ"
    group_sender: str = ""
    group_receiver: str = ""
    usage: str = "P"
    acknowledgement: str = "0"
    version: str = ""
    delimiters: Delimiters = Delimiters(line_end="\n")


class Written(NamedTuple):
    """A new file and what its guide finds wrong with it; a receiver would find the same."""

    data: bytes
    findings: tuple[Finding, ...]


def write_segment(segment: Segment, delimiters: Delimiters) -> str:
    """Write one segment as it stands, with its terminator and line end."""
    return delimiters.element.join(segment.elements) + delimiters.segment + delimiters.line_end


def write_interchanges(interchanges: Iterable[Interchange]) -> bytes:
    """Write trees of files back as they were read, up to `NORMALIZATIONS`."""
    return "".join(
        write_segment(segment, interchange.delimiters)
        for interchange in interchanges
        for segment in _in_order(interchange)
    ).encode()


def _in_order(interchange: Interchange) -> list[Segment]:
    """Return every segment of an interchange in the order of the file, made ones where they were put."""
    segments = [interchange.header] if interchange.header is not None else []
    segments += interchange.acknowledgements
    for group in interchange.groups:
        segments += [group.header] if group.header is not None else []
        for transaction in group.transactions:
            segments += transaction.segments
        segments += [group.trailer] if group.trailer is not None else []
    segments += [interchange.trailer] if interchange.trailer is not None else []
    segments += interchange.stray
    if all(segment.number for segment in segments):
        segments.sort(key=lambda segment: segment.number)
    return segments


def write_submissions(submissions: Sequence[Submission], envelope: Envelope, *, check: bool = True) -> Written:
    """Write claims as an 837P file, one transaction a submission; without `check` it is not read back."""
    kind = Kind(claim_837p.GUIDE, claim_837p_record.write_submission, _read_submission)
    return write_file(submissions, envelope, kind, check=check)


def write_remittances(remittances: Sequence[Remittance], envelope: Envelope, *, check: bool = True) -> Written:
    """Write remittances as an 835 file, one transaction each; without `check` it is not read back."""
    kind = Kind(remittance_835.GUIDE, remittance_835_record.write_remittance, _read_remittance)
    return write_file(remittances, envelope, kind, check=check)


def _read_submission(transaction: Transaction) -> Submission:
    return claim_837p_record.read_submission(transaction).submission


def _read_remittance(transaction: Transaction) -> Remittance:
    return remittance_835_record.read_remittance(transaction).remittance


class Kind(NamedTuple):
    """What differs between the kinds of files: the guide, a noun to its tree, a transaction to its noun."""

    guide: GuideSpec
    write: Callable[[Any], Loop]
    read: Callable[[Transaction], Any]


def write_file(nouns: Sequence[Any], envelope: Envelope, kind: Kind, *, check: bool = True) -> Written:
    """Write nouns of one kind as a file, one transaction each; without `check` it is not read back."""
    delimiters = envelope.delimiters
    guide = kind.guide
    version = envelope.version or guide.versions[0]
    control = interchange_control(envelope)
    lines = [interchange_header(envelope, control), _gs(envelope, guide, version)]
    for position, noun in enumerate(nouns, 1):
        try:
            segments = list(kind.write(noun).all_segments())
        except ValueError as fault:
            raise UnableToWrite(f"transaction {position}: {fault}") from fault
        number = f"{position:04d}"
        lines.append(["ST", guide.st01, number, *([version] if _names_guide(guide) else [])])
        lines += [_delimited(segment.elements, delimiters) for segment in segments]
        lines.append(["SE", str(len(segments) + 2), number])
    lines += [["GE", str(len(nouns)), str(envelope.control_number)], ["IEA", "1", control]]
    data = "".join(write_segment(Segment(elements=line), delimiters) for line in lines).encode()
    return Written(data, _read_back(data, nouns, kind) if check else ())


def interchange_control(envelope: Envelope) -> str:
    """Return the control number as it is written; UnableToWrite for one too long, or delimiters that would not do."""
    _check_delimiters(envelope.delimiters)
    if not 0 <= envelope.control_number < 10**9:
        raise UnableToWrite("an interchange control number has at most nine digits")
    return f"{envelope.control_number:09d}"


def _names_guide(guide: GuideSpec) -> bool:
    """True when the head of a transaction names its guide (ST03)."""
    return any(element.position == 3 and element.usage != "N" for element in guide.root.trigger.elements)


def _check_delimiters(delimiters: Delimiters) -> None:
    """Four different characters that are neither letters, digits, spaces nor what amounts and dates need."""
    four = (delimiters.element, delimiters.component, delimiters.segment, delimiters.repetition)
    if len(set(four)) != 4 or any(len(one) != 1 for one in four):
        raise UnableToWrite("a file needs four different delimiters of one character each")
    if any(one.isalnum() or not one.isascii() or one in " .-+\x00" for one in four):
        raise UnableToWrite("a delimiter may not be a letter, digit, space, point or sign")
    if delimiters.line_end.strip("\r\n") or (delimiters.line_end and delimiters.segment in "\r\n"):
        raise UnableToWrite("a line end is made of carriage return and line feed, and only behind another terminator")


def interchange_header(envelope: Envelope, control: str) -> list[str]:
    """Return the elements of the fixed-width head; UnableToWrite when a value is too long."""
    values = (
        "00",
        "",
        "00",
        "",
        envelope.sender_qualifier,
        envelope.sender_id,
        envelope.receiver_qualifier,
        envelope.receiver_id,
        f"{envelope.date_sent:%y%m%d}",
        envelope.time_sent[:4],
        envelope.delimiters.repetition,
        "00501",
        control,
        envelope.acknowledgement,
        envelope.usage,
        envelope.delimiters.component,
    )
    for value, width in zip(values, _ISA_WIDTHS):
        if len(value) > width or not value.isascii():
            raise UnableToWrite(f"a value of the interchange is longer than {width} characters: {masked(value)}")
    head = (_clean(value, envelope.delimiters) for value in (*values[:10], *values[11:15]))
    cleaned = list(head)
    cleaned.insert(10, values[10])
    return ["ISA", *(value.ljust(width) for value, width in zip([*cleaned, values[15]], _ISA_WIDTHS))]


def _gs(envelope: Envelope, guide: GuideSpec, version: str) -> list[str]:
    values = (
        guide.gs01,
        envelope.group_sender or envelope.sender_id,
        envelope.group_receiver or envelope.receiver_id,
        f"{envelope.date_sent:%Y%m%d}",
        envelope.time_sent,
        str(envelope.control_number),
        "X",
        version,
    )
    return ["GS", *(_clean(value, envelope.delimiters) for value in values)]


def _clean(value: str, delimiters: Delimiters) -> str:
    """Return the value; UnableToWrite when it holds a delimiter or a control character."""
    for character in value:
        if character < " " or character in (
            delimiters.element,
            delimiters.component,
            delimiters.segment,
            delimiters.repetition,
        ):
            raise UnableToWrite(f"a value holds a delimiter or control character: {masked(value)!r}")
    return value


def _delimited(elements: list[str], delimiters: Delimiters) -> list[str]:
    """Put a file's delimiters into a segment made of nouns."""
    written = []
    for element in elements:
        if COMPONENT in element or REPETITION in element:
            repetitions = (
                delimiters.component.join(_clean(part, delimiters) for part in one.split(COMPONENT))
                for one in element.split(REPETITION)
            )
            written.append(delimiters.repetition.join(repetitions))
        else:
            written.append(_clean(element, delimiters))
    return written


def _read_back(data: bytes, nouns: Sequence[Any], kind: Kind) -> tuple[Finding, ...]:
    """Read a new file and compare it with what it was made of."""
    findings: list[Finding] = []
    again = []
    for enveloped in transactions(data, file=""):
        findings += enveloped.findings
        if enveloped.transaction is None:
            continue
        findings += walk(enveloped.transaction, kind.guide).findings
        again.append(kind.read(enveloped.transaction))
    if len(again) != len(nouns):
        raise UnableToWrite(f"{len(nouns)} transactions were written, {len(again)} read back")
    for position, (noun, read) in enumerate(zip(nouns, again), 1):
        place = difference(noun, read)
        if place:
            raise UnableToWrite(f"transaction {position} would not read back equal: {place} differs")
    return tuple(findings)


def difference(one: Any, other: Any, place: str = "") -> str:
    """Name the first place where two nouns differ ("claims[0].lines[2].units"), "" when they are equal."""
    if one == other:
        return ""
    if isinstance(one, msgspec.Struct) and type(one) is type(other):
        for name in one.__struct_fields__:
            found = difference(getattr(one, name), getattr(other, name), f"{place}.{name}".lstrip("."))
            if found:
                return found
    if isinstance(one, tuple) and isinstance(other, tuple) and len(one) == len(other):
        for index, (left, right) in enumerate(zip(one, other)):
            found = difference(left, right, f"{place}[{index}]")
            if found:
                return found
    return place or "everything"
