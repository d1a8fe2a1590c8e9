"""Which transaction this is: told by ST01 and the guide identifier in ST03, else GS08."""

import re

import msgspec

_GUIDE = re.compile(r"(\d{6})(X\d{3})(A\d)?", re.ASCII)

# ST01 -> (GS01 codes it travels under)
_GROUP_CODES: dict[str, tuple[str, ...]] = {
    "270": ("HS",),
    "271": ("HB",),
    "275": ("PI",),
    "276": ("HR",),
    "277": ("HN",),
    "278": ("HI",),
    "820": ("RA",),
    "834": ("BE",),
    "835": ("HP",),
    "837": ("HC",),
    "997": ("FA",),
    "999": ("FA",),
}

# of one ST01, the guides that make it another kind; 837 has no kind without one
_KINDS: dict[str, dict[str, str]] = {
    "837": {
        "X222": "837P",
        "X223": "837I",
        "X224": "837D",
        "X098": "837P",
        "X096": "837I",
        "X097": "837D",
    },
    "277": {"X214": "277CA"},
}

SEVERAL_GUIDES = frozenset(("277", "278"))
"""Kinds of transaction whose ST01 serves guides that say different things (status answers, requests for documents,
reports of encounters; reviews, inquiries, notices): a table of one may not be held against another."""

_OUTDATED = "005010"


class Recognized(msgspec.Struct, frozen=True):
    """What a transaction is: `kind` as people call it, the guide identifier, and what is odd about it.

    `outdated` when its version is older than the one in force; `odd` names findings.
    """

    kind: str
    version: str
    outdated: bool
    odd: tuple[str, ...]


def recognize(st01: str, st03: str, gs08: str, gs01: str) -> Recognized:
    """Tell the kind of a transaction.

    An 837 whose guide is none of the three claim guides is "837-unknown": its parts look like a claim but may say
    other things.  A 277 is a 277CA only when its guide says so.
    """
    odd: list[str] = []
    version = st03 or gs08
    if not version or (not _GUIDE.fullmatch(version) and len(version) < 6):
        odd.append("version-missing")
    elif st03 and gs08 and st03 != gs08 and _GUIDE.fullmatch(st03) and _GUIDE.fullmatch(gs08):
        odd.append("versions-differ")
    kind = _kind(st01, version)
    if kind == "837-unknown" and gs08 != version:
        kind = _kind(st01, gs08)
    if st01 in _GROUP_CODES and gs01 and gs01 not in _GROUP_CODES[st01]:
        odd.append("group-code-differs")
    if st01 not in _GROUP_CODES:
        odd.append("transaction-unknown")
    outdated = version[:6].isdigit() and len(version) >= 6 and version[:6] < _OUTDATED
    return Recognized(kind, version, outdated, tuple(odd))


def _kind(st01: str, version: str) -> str:
    match = _GUIDE.search(version)
    guide = match.group(2) if match else ""
    if st01 == "837":
        return _KINDS["837"].get(guide, "837-unknown")
    return _KINDS.get(st01, {}).get(guide, st01 or "unknown")


def may_be(version: str, versions: tuple[str, ...]) -> bool:
    """True when a guide identifier is one of `versions` up to its addendum, or names no guide at all."""
    match = _GUIDE.search(version)
    number = match.group(2) if match else ""
    return not number or any(number in known for known in versions)
