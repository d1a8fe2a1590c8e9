"""SNIP type 4 of acknowledgements: reasons that a rejection owes, and actions that fit their status."""

from collections.abc import Iterator

from cleanskin.kernel.finding import Finding, Pointer
from cleanskin.record.acknowledgement import REJECTING, verdict_of
from cleanskin.x12.findings import found
from cleanskin.x12.tree import Loop, Segment, Transaction

Remark = tuple[str, Segment, str, str, str, str]
"""Finding name, segment, loop, element as quoted, message, what was expected."""


def check_form_situations(transaction: Transaction, *, file: str = "") -> list[Finding]:
    """Check that every rejected transaction and group of a walked 999 has a reason."""
    root = transaction.root
    return [_say(transaction, file, remark) for remark in _form_remarks(root)] if root is not None else []


def _form_remarks(root: Loop) -> Iterator[Remark]:
    sets = list(root.loops("2000"))
    for loop in sets:
        verdict = loop.segment("IK5")
        if verdict is None or verdict.element(1).strip() not in REJECTING:
            continue
        reasons = [text for position in range(2, 7) if (text := verdict.element(position).strip())]
        if not reasons:
            message = "The transaction is rejected and IK5 does not say why."
            yield "rejection-without-reason", verdict, "2000", "IK502", message, "a reason"
    end = root.segment("AK9")
    if end is not None and end.element(1).strip() in REJECTING and not sets and not end.element(5).strip():
        message = "The group is rejected, no transaction is listed, and AK9 does not say why."
        yield "rejection-without-reason", end, "HEADER", "AK905", message, "a reason"


def check_status_situations(transaction: Transaction, *, file: str = "") -> list[Finding]:
    """Check that each status of a walked 277CA asks for what its category means: WQ accepted, U rejected."""
    root = transaction.root
    if root is None:
        return []
    return [_say(transaction, file, remark) for remark in _status_remarks(root, transaction.delimiters.component)]


def _status_remarks(root: Loop, separator: str) -> Iterator[Remark]:
    for loop_id in ("2200B", "2200C", "2200D", "2220D"):
        for loop in root.all_loops(loop_id):
            for status in loop.segments("STC"):
                verdict = verdict_of((status.component(1, 1, separator).strip(),))
                wanted = {"rejected": "U", "accepted": "WQ"}.get(verdict, "")
                action = status.element(3).strip()
                if wanted and action in ("U", "WQ") and action != wanted:
                    message = f"STC03 is {action} beside a category that says {verdict}."
                    yield "acknowledgement-action-differs", status, loop_id, "STC03", message, wanted


def _say(transaction: Transaction, file: str, remark: Remark) -> Finding:
    name, segment, loop, element, message, expected = remark
    where = Pointer(
        file=file,
        transaction=transaction.position,
        segment=segment.number,
        offset=segment.offset,
        loop=loop,
        element=element,
    )
    return found(name, message, where=where, expected=expected)
