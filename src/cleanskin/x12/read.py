"""A file read to the full: each transaction with its tree, its figures, and every finding of every kind of check.

This is the reader with diagnostics; for columns of many files see `bulk`.  It streams: one transaction is held at a
time.
"""

from collections.abc import Iterator
from functools import lru_cache
from importlib import import_module
from pkgutil import iter_modules

import msgspec

from cleanskin.kernel.cents import Cents, parse_cents
from cleanskin.kernel.finding import Finding, Pointer, SnipType
from cleanskin.record.protocols import CodeSets
from cleanskin.x12 import guides
from cleanskin.x12.balance import balance_835, balance_837p
from cleanskin.x12.balance_acks import balance_277ca, balance_form
from cleanskin.x12.code_sets import check_codes
from cleanskin.x12.envelope import Enveloped, transactions
from cleanskin.x12.findings import found
from cleanskin.x12.guide import GuideSpec
from cleanskin.x12.kinds import SEVERAL_GUIDES, may_be
from cleanskin.x12.situational import check_situations
from cleanskin.x12.situational_acks import check_form_situations, check_status_situations
from cleanskin.x12.situational_inquiries import check_inquiry_situations
from cleanskin.x12.structural import check_known_segments, check_structure
from cleanskin.x12.tree import Transaction
from cleanskin.x12.walk import walk

# the kinds whose sums, and whose situations, are checked
_SUMS = {
    "835": balance_835,
    "837P": balance_837p,
    "999": balance_form,
    "997": balance_form,
    "277CA": balance_277ca,
}
_SITUATIONS = {
    "837P": check_situations,
    "999": check_form_situations,
    "277CA": check_status_situations,
    **dict.fromkeys(("270", "271", "276", "277", "278"), check_inquiry_situations),
}


class Figures(msgspec.Struct, frozen=True):
    """What a transaction adds up to, counted from its segments whatever their order.

    `claims` counts CLM (837) or CLP (835); `total_charge` sums CLM02 or CLP03; `total_paid` sums CLP04.  Amounts that
    cannot be read count 0 and number `unreadable`.
    """

    claims: int = 0
    total_charge: Cents = 0
    total_paid: Cents = 0
    unreadable: int = 0


class Reading(msgspec.Struct):
    """One transaction of a file; `transaction` is None when the file holds none, then the findings say why.

    `checked` names the SNIP types that were checked; the rest were not.
    """

    file: str
    transaction: Transaction | None
    figures: Figures
    findings: list[Finding]
    checked: tuple[SnipType, ...] = ()


def read_file(data: bytes, *, name: str, code_sets: CodeSets | None = None) -> Iterator[Reading]:
    """Iterate over the transactions of a file; never raises on its content."""
    for enveloped in transactions(data, file=name):
        yield _read(enveloped, name, code_sets)


def _read(enveloped: Enveloped, name: str, code_sets: CodeSets | None) -> Reading:
    transaction, findings = enveloped.transaction, enveloped.findings
    if transaction is None:
        return Reading(name, None, Figures(), findings)
    if transaction.kind == "TA1":
        return Reading(name, transaction, Figures(), findings, (1,))
    guide = guide_for(transaction)
    structure = check_structure(transaction, file=name)
    if guide is not None and not enveloped.outdated:
        # the walker says by loop what is missing
        structure = [finding for finding in structure if finding.name != "hierarchy-missing"]
    findings += structure
    checked: list[SnipType] = [1]
    if guide is None:
        findings.append(_about(transaction, "guide-unknown", name))
        if not enveloped.outdated:
            findings += check_known_segments(transaction, file=name)
        figures = figures_of(transaction, findings, file=name)
        return Reading(name, transaction, figures, _sorted(findings), tuple(checked))
    relaxed = enveloped.outdated
    if relaxed:
        findings.append(_about(transaction, "version-outdated", name))
    findings += walk(transaction, guide, file=name, relaxed=relaxed).findings
    if transaction.kind in _SUMS:
        findings += _SUMS[transaction.kind](transaction, file=name)
        checked.append(3)
    if not relaxed:
        if transaction.kind in _SITUATIONS:
            findings += _SITUATIONS[transaction.kind](transaction, file=name)
        checked += [2, 4]
        if code_sets is not None:
            findings += check_codes(transaction, guide, code_sets, file=name)
            checked.append(5)
    figures = figures_of(transaction, findings, file=name)
    return Reading(name, transaction, figures, _sorted(findings), tuple(sorted(checked)))


@lru_cache(maxsize=1)
def guides_by_kind() -> dict[str, tuple[GuideSpec, ...]]:
    """Return the guides held, by transaction; found by walking `x12/guides`.

    A module holds its guide as GUIDE, or several as GUIDES.  Of several of one transaction, that without purposes is
    last.
    """
    held: dict[str, list[GuideSpec]] = {}
    for module in sorted(iter_modules(guides.__path__), key=lambda module: module.name):
        if module.name.endswith("_record"):
            continue
        loaded = import_module(f"{guides.__name__}.{module.name}")
        for guide in getattr(loaded, "GUIDES", None) or (getattr(loaded, "GUIDE", None),):
            if isinstance(guide, GuideSpec):
                held.setdefault(guide.transaction, []).append(guide)
    return {kind: tuple(sorted(found, key=lambda guide: not guide.purposes)) for kind, found in held.items()}


def guide_for(transaction: Transaction) -> GuideSpec | None:
    """Return the guide of a transaction: of its kind and, where one ST01 serves several guides, of its version.

    Where a question and its answer share everything but their purpose (BHT02), that tells them.
    """
    held = guides_by_kind().get(transaction.kind, ())
    if transaction.kind in SEVERAL_GUIDES and transaction.version:
        held = tuple(guide for guide in held if may_be(transaction.version, guide.versions + guide.outdated))
    begins = next((segment for segment in transaction.segments[:8] if segment.elements[0] == "BHT"), None)
    purpose = begins.element(2).strip() if begins is not None else ""
    return next((guide for guide in held if not guide.purposes or purpose in guide.purposes), None)


def figures_of(transaction: Transaction, findings: list[Finding], *, file: str = "") -> Figures:
    """Count claims and sum charges and payments of an 837 of any kind or an 835; other kinds have none.

    Amounts that cannot be read are added to `findings`, unless they were said there before.
    """
    st01 = transaction.segments[0].element(1)
    id = {"837": "CLM", "835": "CLP"}.get(st01, "")
    claims = charge = paid = unreadable = 0
    said: set[tuple[int | None, str]] | None = None
    for segment in transaction.segments if id else ():
        if segment.elements[0] != id:
            continue
        claims += 1
        for place in (2,) if id == "CLM" else (3, 4):
            amount = _cents(segment.element(place))
            if amount is None:
                unreadable += 1
                where = Pointer(
                    file=file,
                    transaction=transaction.position,
                    segment=segment.number,
                    offset=segment.offset,
                    element=f"{id}{place:02d}",
                    claim=claims,
                )
                if said is None:
                    said = {(f.where.segment, f.where.element) for f in findings if f.name == "amount-not-readable"}
                if (where.segment, where.element) not in said:
                    message = f"{where.element} holds no amount that can be read."
                    findings.append(found("amount-not-readable", message, where=where, expected="dollars, as 80.5"))
            elif place == 4:
                paid += amount
            else:
                charge += amount
    return Figures(claims, charge, paid, unreadable)


def _cents(text: str) -> Cents | None:
    try:
        return parse_cents(text.strip())
    except ValueError:
        return None


def _about(transaction: Transaction, name: str, file: str) -> Finding:
    first = transaction.segments[0]
    where = Pointer(
        file=file, transaction=transaction.position, segment=first.number, offset=first.offset, element="ST03"
    )
    message = {
        "guide-unknown": f"No table is held for {transaction.kind} {transaction.version}".strip() + ".",
        "version-outdated": f"Version {transaction.version} is older than the one in force.",
    }[name]
    return found(name, message, where=where)


def _sorted(findings: list[Finding]) -> list[Finding]:
    return sorted(findings, key=lambda finding: (finding.where.segment or 0, finding.id))
