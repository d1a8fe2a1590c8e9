"""What can be said in words about each code of the tables: the content of `cleanskin explain`.

A topic is one thing with its facts as labelled texts.  All wording is the project's own.
"""

from collections.abc import Iterable, Sequence
from datetime import date

import msgspec

from cleanskin.denial.classify import AdjustmentClass, classify
from cleanskin.denial.codebook import Book, LabeledRow, Override, Reason, Remark, book
from cleanskin.denial.findings import KINDS
from cleanskin.kernel.source import Trust

Facts = tuple[tuple[str, tuple[str, ...]], ...]
"""Labels with one or more texts, in the order in which they are shown."""


class Topic(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that can be explained.  `kind` and `key` together name it: "carc", "97"."""

    kind: str
    key: str
    title: str
    facts: Facts = ()
    source: str = ""
    trust: Trust | None = None
    checked_on: date | None = None


_DOES = {
    "denial": "refuses the service",
    "reduction": "refuses a part: on a paid line a reduction, on an unpaid line a denial",
    "pend": "holds the service: no decision yet",
    "duplicate": "says that it was already received: counted apart from denials",
    "contractual": "lowers the charge to the agreed price: no denial",
    "patient_share": "leaves the amount to the patient: no denial (under group PR)",
    "other_payer": "refers to another payer's answer: no denial",
    "informational": "records something: no denial",
    "unprocessable": "was returned without a decision: a new claim, no appeal",
    "takeback": "undoes an earlier payment or decision",
    "undetermined": "cannot be told from the codes",
}
_RECOVERABLE = {
    "yes": "usually, by putting the data right",
    "no": "no",
    "depends": "depends on facts that the codes do not carry",
    "na": "nothing to recover",
}
_APPEAL = {"yes": "possible", "no": "not possible or not needed", "depends": "depends on the payer and the facts"}


def _facts(*pairs: tuple[str, str | Iterable[str] | None]) -> Facts:
    """Keep the pairs that say something."""
    kept = []
    for label, said in pairs:
        texts = (said,) if isinstance(said, str) else tuple(said or ())
        texts = tuple(text for text in texts if text)
        if texts:
            kept.append((label, texts))
    return tuple(kept)


def _action(tables: Book, action: str) -> str:
    row = tables.actions[action]
    return f"{row.label}: {row.words}"


def _cause(tables: Book, category: str | None) -> str | None:
    if category is None:
        return None
    row = tables.categories[category]
    return f"{row.label} ({row.category}): {row.words}"


def _in_force(start: date | None, end: date | None) -> str | None:
    if start is None and end is None:
        return None
    return f"from {start or 'unknown'}" + (f", ended {end}" if end else "")


def reason_topic(reason: Reason) -> Topic:
    """Explain a reason code."""
    tables = book()
    return Topic(
        kind="carc",
        key=reason.carc,
        title=reason.meaning,
        facts=_facts(
            ("does", _DOES[reason.outcome]),
            ("root cause", _cause(tables, reason.category)),
            ("next", reason.next_step),
            ("action", _action(tables, reason.action)),
            ("who", tables.owners[reason.owner].label),
            ("recoverable", _RECOVERABLE[reason.recoverable]),
            ("appeal", _APPEAL[reason.appeal]),
            ("usual group", reason.usual_group),
            ("prevent", tables.categories[reason.category].upstream_step),
            ("read with", "its remark: without it the cause is a guess" if reason.remark_required else None),
            ("changed by", _changes(tables, reason.carc, None)),
            ("often with", _remarks(tables, reason.refining_remarks)),
            ("note", reason.dermatology_note),
            ("status", reason.status if reason.status != "active" else None),
            ("in force", _in_force(reason.effective_from, reason.effective_to)),
        ),
        source=reason.source,
        trust=reason.trust,
        checked_on=reason.checked_on,
    )


def _changes(tables: Book, carc: str, group_code: str | None) -> list[str]:
    """Say what remarks and groups change about a reason; with a group, only what they change there."""
    rows = [row for row in tables.overrides if row.carc == carc]
    if group_code is not None:
        rows = [row for row in rows if row.group_code in ("*", group_code) and row.rarc != "*"]
    return [_changed(tables, row) for row in rows]


def _changed(tables: Book, row: Override) -> str:
    """Say what an override does."""
    code = " ".join(part for part in (row.group_code, row.rarc) if part != "*")
    return f"{code}: {tables.categories[row.category].label}; {tables.actions[row.action].label.lower()}. {row.why}"


def _remarks(tables: Book, codes: Sequence[str]) -> list[str]:
    """Say the remarks; those without words in the tables by number only."""
    said = [f"{code}: {tables.remarks[code].meaning}" for code in codes if code in tables.remarks]
    bare = [code for code in codes if code not in tables.remarks]
    return said + ([f"{', '.join(bare)} (no words in the tables yet)"] if bare else [])


def remark_topic(remark: Remark) -> Topic:
    """Explain a remark code."""
    tables = book()
    kinds = {
        "explains": "names a cause",
        "alert": "an alert: it informs, and never decides the root cause",
        "safety": "a safety remark: it decides what may be done, before any other code",
    }
    rows = [row for row in tables.overrides if row.rarc == remark.rarc]
    return Topic(
        kind="rarc",
        key=remark.rarc,
        title=remark.meaning,
        facts=_facts(
            ("does", kinds[remark.kind]),
            ("root cause", _cause(tables, remark.category)),
            ("action", _action(tables, remark.action) if remark.action else None),
            ("who", tables.owners[tables.categories[remark.category].owner].label if remark.category else None),
            (
                "with reasons",
                [f"{'any reason' if row.carc == '*' else row.carc}: {row.why}" for row in rows],
            ),
            ("in force", _in_force(remark.effective_from, remark.effective_to)),
        ),
        source=remark.source,
        trust=remark.trust,
        checked_on=remark.checked_on,
    )


def tuple_topic(group_code: str, carc: str, remarks: Sequence[str]) -> Topic | None:
    """Explain a group code and reason with its remarks as classification sees them; None for an unknown reason."""
    tables = book()
    reason = tables.reason(carc)
    if reason is None:
        return None
    # the order of payers is not asked for, so nothing is said about it: OA-23 is doubtful only from a first payer
    unpaid = classify(group_code=group_code, carc=carc, remarks=remarks, is_paid=False, payer_order="secondary")
    paid = classify(group_code=group_code, carc=carc, remarks=remarks, is_paid=True, payer_order="secondary")
    group = tables.groups.get(group_code)
    on_paid = None
    if (paid.outcome, paid.action) != (unpaid.outcome, unpaid.action):
        on_paid = f"{paid.outcome}: {_DOES[paid.outcome]}; {tables.actions[paid.action].label.lower()}"
    medicare = _action(tables, "reopening") if unpaid.action == "corrected_claim" else None
    return Topic(
        kind="adjustment",
        key=" ".join((f"{group_code}-{carc}", *remarks)),
        title=reason.meaning,
        facts=_facts(
            ("who bears it", f"{group.label}: {group.words}" if group else "unknown group code: nobody says"),
            ("on an unpaid line" if on_paid else "outcome", f"{unpaid.outcome}: {_DOES[unpaid.outcome]}"),
            ("on a paid line", on_paid),
            ("root cause", _cause(tables, unpaid.category)),
            ("why", unpaid.why),
            ("remarks", _remarks(tables, remarks)),
            ("next", reason.next_step if unpaid.action == reason.action else None),
            ("action", _action(tables, unpaid.action)),
            ("in Medicare", medicare),
            ("who", tables.owners[unpaid.owner].label),
            ("recoverable", _RECOVERABLE[unpaid.recoverable]),
            ("appeal", _APPEAL[unpaid.appeal]),
            ("prevent", tables.categories[unpaid.category].upstream_step if unpaid.category else None),
            ("doubt", _doubts(unpaid)),
            ("changed by", _changes(tables, reason.carc, group_code) if not remarks else None),
            ("note", reason.dermatology_note),
        ),
        source=reason.source,
        trust=reason.trust,
        checked_on=reason.checked_on,
    )


def _doubts(answer: AdjustmentClass) -> list[str]:
    return [f"{KINDS[doubt].message} ({KINDS[doubt].id})" for doubt in answer.doubts]


def small_topics() -> list[Topic]:
    """Explain every row of the small tables: who bears it, statuses, takebacks, acknowledgements, causes, actions."""
    tables = book()
    found: list[Topic] = []

    def add(kind: str, key: str, row: LabeledRow, *more: tuple[str, str | None]) -> None:
        found.append(
            Topic(
                kind=kind,
                key=key,
                title=row.label,
                facts=_facts(("means", row.words), *more),
                source=row.source,
                trust=row.trust,
                checked_on=row.checked_on,
            )
        )

    for group in tables.groups.values():
        add("group", group.group_code, group, ("may be billed to the patient", _yes(group.patient_may_be_billed)))
    for status in tables.statuses.values():
        add("status", status.status_code, status, ("kind", status.kind), ("payer", status.payer_order))
    for plb in tables.provider_adjustments.values():
        add("plb", plb.reason_code, plb, ("kind", plb.kind), ("action", _action(tables, plb.action)))
    for ack in tables.acknowledgements.values():
        proof = ("proves timely filing", _yes(ack.proves_receipt))
        add("277ca", ack.category_code, ack, ("outcome", ack.outcome), proof)
    for cause in tables.categories.values():
        who, prevent = ("who", tables.owners[cause.owner].label), ("prevent", cause.upstream_step)
        add("cause", cause.category, cause, who, ("action", _action(tables, cause.action)), prevent)
    for action in tables.actions.values():
        add("action", action.action, action)
    for owner in tables.owners.values():
        add("role", owner.owner, owner)
    return found


def _yes(answer: bool) -> str:
    return "yes" if answer else "no"
