"""`cleanskin read`: what is in X12 files, one line or JSON object per transaction, and what is wrong with it."""

import argparse
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cleanskin.kernel.finding import Finding
    from cleanskin.x12.read import Reading

_EPILOG = """\
examples:
  cleanskin read remits/2026-03.835            one file
  cleanskin read claims/ remits.zip            folders (with all inside) and zip files
  cleanskin read claims/ --format jsonl        one JSON object per transaction and line

A line of text shows: where the transaction stands in its file, what it is, its control number, claims, charges, paid,
what else it says in short, and how many findings there are; the findings follow below it, each with its segment and
element.
Values are masked: 9 stands for a digit, x for a letter.  Not checked: code sets (SNIP 5) where none is loaded,
specialty rules (SNIP 6), payers' own rules (SNIP 7).

In JSON every transaction has file, position, transaction, version, test, complete, control_numbers, segments, claims,
total_charge_cents, total_paid_cents, unreadable_amounts, summary (lines in words, for kinds without sums),
snip_checked, snip_not_checked, findings_by_severity, findings_by_snip and findings; a file without a transaction has
one object with transaction null and position 0.

exit codes: 0 all was read; 1 something could not be read or used as it stands; 2 wrong usage
"""

_SAME_SHOWN = 3
_NO_SUCH_PATH = 2


def add_parser(subparsers: Any) -> argparse.ArgumentParser:
    """Add `read` to the commands."""
    parser: argparse.ArgumentParser = subparsers.add_parser(
        "read",
        help="what is in X12 files (claims, remittances and others), and what is wrong with them",
        description="Read X12 files: what each holds, what it adds up to, and what is wrong, segment by segment.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("paths", nargs="+", metavar="PATH", type=Path, help="a file, a folder or a zip file")
    parser.add_argument(
        "--format",
        choices=("text", "json", "jsonl"),
        default="text",
        help="text for people (default); json: one array; jsonl: one object per line",
    )
    parser.add_argument("--quiet", action="store_true", help="no summary; in text, no notes and no findings' details")
    return parser


def run(arguments: argparse.Namespace) -> int:
    """Read the paths and print; see the module for the exit codes."""
    missing = [path for path in arguments.paths if not path.exists()]
    if missing:
        for path in missing:
            print(f"cleanskin read: no such file or folder: {path}", file=sys.stderr)
        return _NO_SUCH_PATH
    import gc

    # a reading makes millions of small lists and no cycles; the cyclic collector would only walk them again and again
    gc.disable()
    if arguments.format == "text":
        return _TextOutput(quiet=arguments.quiet).run(arguments.paths)
    return _JsonOutput(as_array=arguments.format == "json", quiet=arguments.quiet).run(arguments.paths)


def readings(paths: list[Path]) -> Iterator["Reading"]:
    """Iterate over the transactions of all files; a file with none gives one reading without a transaction."""
    from cleanskin.cli.inputs import inputs
    from cleanskin.kernel.finding import Pointer
    from cleanskin.x12.findings import found
    from cleanskin.x12.read import Figures, Reading, read_file

    for item in inputs(paths):
        if item.trouble:
            finding = found(item.trouble, f"Not read: {item.reason}.", where=Pointer(file=item.name))
            yield Reading(item.name, None, Figures(), [finding])
        else:
            yield from read_file(item.data, name=item.name)


class _Tally:
    """What was read in all, for the summary and the exit code."""

    def __init__(self) -> None:
        self.files: set[str] = set()
        self.transactions = 0
        self.errors = 0
        self.findings = 0
        self.by_snip: Counter[int] = Counter()

    def add(self, reading: "Reading") -> None:
        self.files.add(reading.file)
        self.transactions += reading.transaction is not None
        self.errors += sum(finding.severity == "error" for finding in reading.findings)
        self.findings += len(reading.findings)
        self.by_snip.update(finding.snip for finding in reading.findings if finding.snip)

    @property
    def exit_code(self) -> int:
        return 1 if self.errors or not self.files else 0

    def words(self) -> str:
        unused = f", {self.errors} of them errors: something could not be used" if self.errors else ""
        return (
            f"{_count(len(self.files), 'file')}, {_count(self.transactions, 'transaction')}, "
            f"{_count(self.findings, 'finding')}{unused}"
        )


_SNIP_WORDS = {1: "syntax", 2: "guide", 3: "balancing", 4: "situations", 5: "code shapes and check digits"}


def _snip_words(by_snip: Counter[int]) -> str:
    return ", ".join(f"{snip} {_SNIP_WORDS[snip]}: {by_snip[snip]:,}" for snip in sorted(_SNIP_WORDS) if by_snip[snip])


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


class _JsonOutput:
    """JSON on standard output and nothing else; the summary goes to standard error."""

    def __init__(self, *, as_array: bool, quiet: bool) -> None:
        self._as_array, self._quiet = as_array, quiet

    def run(self, paths: list[Path]) -> int:
        import msgspec

        encode = msgspec.json.Encoder().encode
        write = sys.stdout.buffer.write
        tally = _Tally()
        before = b"[" if self._as_array else b""
        for reading in readings(paths):
            tally.add(reading)
            write(before + encode(as_object(reading)) + (b"" if self._as_array else b"\n"))
            before = b",\n" if self._as_array else b""
        if self._as_array:
            write((b"[]" if not tally.files else b"]") + b"\n")
        sys.stdout.flush()
        if not tally.files:
            print("cleanskin read: there is no file in it", file=sys.stderr)
        elif not self._quiet:
            print(f"cleanskin read: {tally.words()}", file=sys.stderr)
        return tally.exit_code


def as_object(reading: "Reading") -> dict[str, Any]:
    """Return a transaction as the JSON object that is printed; `position` is 0 and `transaction` null without one."""
    transaction, figures = reading.transaction, reading.figures
    by_severity = Counter(finding.severity for finding in reading.findings)
    by_snip = Counter(str(finding.snip) for finding in reading.findings if finding.snip)
    controls: dict[str, str] = {}
    if transaction is not None:
        controls = {
            "interchange": transaction.interchange.element(13) if transaction.interchange is not None else "",
            "group": transaction.group.element(6) if transaction.group is not None else "",
            "transaction": "" if transaction.kind == "TA1" else transaction.control_number,
        }
    return {
        "file": reading.file,
        "position": transaction.position if transaction is not None else 0,
        "transaction": transaction.kind if transaction is not None else None,
        "version": transaction.version if transaction is not None else "",
        "test": _is_test(reading),
        "complete": transaction.complete if transaction is not None else False,
        "control_numbers": controls,
        "segments": len(transaction.segments) if transaction is not None else 0,
        "claims": figures.claims,
        "total_charge_cents": figures.total_charge,
        "total_paid_cents": figures.total_paid,
        "unreadable_amounts": figures.unreadable,
        "summary": list(_summary(reading)),
        "snip_checked": list(reading.checked),
        "snip_not_checked": [snip for snip in range(1, 8) if snip not in reading.checked],
        "findings_by_severity": dict(by_severity),
        "findings_by_snip": dict(sorted(by_snip.items())),
        "findings": [finding_object(finding) for finding in reading.findings],
    }


def finding_object(finding: "Finding") -> dict[str, Any]:
    """Return a finding as it is printed: every key is always there, null where it does not apply."""
    where = finding.where
    return {
        "id": finding.id,
        "name": finding.name,
        "severity": finding.severity,
        "outcome": finding.outcome,
        "snip": finding.snip,
        "file": where.file,
        "segment": where.segment,
        "offset": where.offset,
        "loop": where.loop,
        "element": where.element,
        "claim": where.claim,
        "line": where.line,
        "message": finding.message,
        "expected": finding.expected,
        "fix": finding.fix,
    }


def _is_test(reading: "Reading") -> bool:
    transaction = reading.transaction
    header = transaction.interchange if transaction is not None else None
    return header is not None and header.element(15) == "T"


class _TextOutput:
    """Lines for people: a block per file, a line per transaction, its findings below."""

    def __init__(self, *, quiet: bool) -> None:
        self._quiet = quiet

    def run(self, paths: list[Path]) -> int:
        tally = _Tally()
        shown_file = None
        for reading in readings(paths):
            tally.add(reading)
            if reading.file != shown_file:
                shown_file = reading.file
                print(shown_file)
            summary = _summary(reading)
            print(self._line(reading, summary))
            for line in () if self._quiet else summary[1:]:
                print(f"        {line}")
            if not self._quiet:
                for line in _finding_lines(reading.findings):
                    print(line)
        if not tally.files:
            print("cleanskin read: there is no file in it", file=sys.stderr)
        elif not self._quiet:
            print(f"\n{tally.words()}")
            if tally.by_snip:
                print(
                    f"by SNIP type: {_snip_words(tally.by_snip)}; not checked: code sets (5), specialty (6), payer (7)"
                )
        return tally.exit_code

    def _line(self, reading: "Reading", summary: tuple[str, ...]) -> str:
        transaction, figures = reading.transaction, reading.figures
        if transaction is None:
            return "   -  nothing could be read"
        from cleanskin.kernel.cents import format_dollars

        words = [f"{transaction.position:4}  {transaction.kind:<11} {transaction.control_number:<10}"]
        if transaction.kind == "TA1":
            words = [f"{transaction.position:4}  TA1        "]
        if transaction.kind[:3] in ("837", "835"):
            words.append(f"{_count(figures.claims, 'claim'):>12}")
            words.append(f"charged {format_dollars(figures.total_charge):>13}")
            if transaction.kind == "835":
                words.append(f"paid {format_dollars(figures.total_paid):>13}")
        words += summary[:1]
        if _is_test(reading):
            words.append("TEST")
        if not transaction.complete:
            words.append("INCOMPLETE")
        if figures.unreadable:
            words.append(f"({_count(figures.unreadable, 'amount')} unreadable, not in the sums)")
        words.append(_verdict(reading.findings))
        return "  ".join(words).rstrip()


def _summary(reading: "Reading") -> tuple[str, ...]:
    from cleanskin.x12.summaries import summary_of

    return summary_of(reading.transaction) if reading.transaction is not None else ()


def _verdict(findings: list["Finding"]) -> str:
    counts = [(severity, sum(f.severity == severity for f in findings)) for severity in ("error", "warning", "note")]
    return ", ".join(_count(number, severity) for severity, number in counts if number) or "no findings"


def _finding_lines(findings: list["Finding"]) -> Iterator[str]:
    """Show findings in the order of their segments, the fourth and later of one kind as a count."""
    shown: dict[str, int] = {}
    for finding in findings:
        shown[finding.id] = shown.get(finding.id, 0) + 1
        if shown[finding.id] > _SAME_SHOWN:
            continue
        where = finding.where
        place = f"segment {where.segment}" if where.segment else ""
        at = " ".join(word for word in (place, where.loop, where.element) if word)
        expected = finding.expected
        wanted = f"  [expected: {expected}]" if expected and expected not in finding.message else ""
        yield f"        {finding.severity:<7} {finding.id}  {at:<30} {finding.message}{wanted}"
    for id, number in shown.items():
        if number > _SAME_SHOWN:
            yield f"        {'':<7} {id}  and {number - _SAME_SHOWN:,} more of the same kind"
