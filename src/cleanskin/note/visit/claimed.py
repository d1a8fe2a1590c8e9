"""Closures that somebody only called so, and what the record shows instead: the documentation decides.

"Surgeon wrote complex closure, but only 4 mm of undermining", "titled advancement flap, but no flap was cut".
"""

import re
from collections.abc import Sequence
from typing import Final

from cleanskin.note.mention import MarkedText, Mention
from cleanskin.note.sought import Sought

_CLAIM: Final = (
    r"(?:wrote|writes|written|says?|said|stat(?:es|ed)|calls?|called|titled?|label(?:l)?ed|bill(?:s|ed)|dictated"
    r"|claim(?:s|ed)|headed|heading|header|title|lists?|listed|documented as|described as|coded|codes|named|reads?"
    r"|marked)"
)
_CLAIMED: Final = re.compile(
    rf"\b{_CLAIM}\b(?:\s+(?:it|this|that|the|a|an|as|for|repair|closure|is|was|to be"
    rf"|out))*[\s:,]*[\"'\u201c\u2018]?\s*$",
    re.IGNORECASE,
)
_QUOTED: Final = re.compile(r"[\"\u201c]\s*$")
_QUOTED_AFTER: Final = re.compile(rf"[^.;\n]{{0,40}}?[\"\u201d][^.;\n]{{0,40}}?\b{_CLAIM}\b", re.IGNORECASE)
_SHOWN: Final = Sought(
    r"\b(?:but|yet|however|although|though|whereas|while|documented|documents|describes|description|the note has"
    r"|(?:note|record|report|chart|text|body|narrative|dictation) (?:shows|has|says|describes|documents|supports"
    r"|reads))\b|(?<=repair): |(?<=closure): ",
    re.IGNORECASE,
)
_REACH: Final = 320
_LITTLE: Final = re.compile(
    r"\b(?:only|just|merely|no more than|limited to|minimal(?:ly)?|without|no)\b[^.;\n]{0,40}?\bundermin"
    r"|\bundermin\w*[^.;\n]{0,24}?\b(?:only|just|merely|no more than|limited to|minimal)\b"
    r"|\b(?:deep|buried|dermal)[^.;\n]{0,40}?\b(?:superficial|skin|epidermal|cutaneous|nylon|prolene|sutures)\b"
    r"|\bundermining,? (?:of )?\d(?:\.\d)? ?mm\b",
    re.IGNORECASE,
)
_NO_FLAP: Final = re.compile(
    r"\bno (?:\w+ )?flap\b|\bno (?:\w+ )?incisions?\b|\bwithout (?:\w+ )?(?:flap|incisions?)\b|\bflap (?:was"
    r"|were) not\b"
    r"|\bnot (?:raised|cut|incised|elevated)\b|\b(?:only|just|merely|nothing (?:but"
    r"|more than))\b[^.;\n]{0,30}?\bundermin",
    re.IGNORECASE,
)
_CLASSES: Final = frozenset({"simple", "intermediate", "complex"})
_SLIP: Final = r"(?:(?:charge|fee|routing|billing|encounter) (?:slip|ticket|sheet|form)|slip|superbill|super-bill)"
_ON_SLIP: Final = Sought(
    r"\b(?:ticked|circled|checked(?: off)?|marked|selected|clicked|entered|picked|keyed|wrote|put)\b[^.;,\n]{0,60}?"
    rf"\bon (?:the |her |his |our |a )?{_SLIP}\b"
    r"|\b(?:biller|coder|billing (?:company|office|dept|department|person|team)|front desk|office manager|scribe"
    r"|schedulers?|receptionist|secretary|registration|call cent(?:er|re)|appointment (?:type|slot|book|list)"
    r"|appt (?:type|slot|list)|(?:day|OR|clinic|surgery) (?:schedule|sheet|list)|drop-?down"
    r"|EHR|EMR|software)\b(?: \w+){0,2}? (?:says?|said|thinks?|insists?|coded|billed|calls?|called|suggests?|picked"
    r"|typed|types|entered|enters|wrote|writes|keyed|logged|listed|lists|label(?:l?ed|s)|tagged|put|reads?|has|had)\b"
    r"[^.;?\n]{0,40}"
    rf"|\b{_SLIP}\b[^.;\n]{{0,12}}\b(?:(?:with )?an? )?tick\b[^.;\n]{{0,50}}"
    rf"|\b{_SLIP}\b[^.;\n]{{0,50}}\b(?:box|line|tick)\b[^.;\n]{{0,24}}"
    rf"|\b{_SLIP}\b(?: \w+){{0,2}}? (?:says?|shows?|reads|has|lists?|said|had|states|carries"
    r"|(?:was|is|came) (?:ticked|marked|checked|circled))\b(?: \w+){0,6}",
    re.IGNORECASE,
)
"""What somebody marked on a slip of charges: it proves nothing that the note itself does not tell."""


def without_claims(marked: MarkedText) -> MarkedText:
    """Return the note with each closure that is only called so as what the record shows of it."""
    marked = _without_slips(marked)
    if not _SHOWN.may_be_in(marked.text):
        return marked
    closures = [one for one in marked.mentions if one.kind == "closure"]
    shown: dict[tuple[int, int], Mention | None] = {}
    for one in closures:
        if one.scope not in ("asserted", "uncertain", "declined"):
            continue
        found = _SHOWN.search(marked.text, one.end, min(len(marked.text), one.end + _REACH))
        if found is not None and _is_claim(marked.text, one):
            shown[one.start, one.end] = _as_shown(one, closures, marked.text, found.start())
    changed = {place: told for place, told in shown.items() if told is None or told.value != ""}
    if not changed:
        return marked
    kept: list[Mention] = []
    for one in marked.mentions:
        told = changed.get((one.start, one.end), one) if one.kind == "closure" else one
        if told is not None:
            kept.append(told)
    return marked._replace(mentions=kept)


def _without_slips(marked: MarkedText) -> MarkedText:
    """Return the note without acts that a slip of charges alone tells, where the note tells what was done."""
    spans = [found.span() for found in _ON_SLIP.finditer(marked.text)]
    if not spans:
        return marked
    acts = [
        one for one in marked.mentions if one.kind in ("technique", "closure", "service") and one.scope == "asserted"
    ]
    on_slip = {one for one in acts if any(start <= one.start < end for start, end in spans)}
    put_off = {one.value for one in marked.mentions if one.kind == "technique" and one.scope in ("planned", "declined")}
    if not on_slip or (len(on_slip) == len(acts) and not any(one.value in put_off for one in on_slip)):
        return marked
    return marked._replace(mentions=[one for one in marked.mentions if one not in on_slip])


def _is_claim(text: str, one: Mention) -> bool:
    """True for a closure that somebody wrote, said or billed."""
    before = text[max(0, one.start - 48) : one.start]
    if _CLAIMED.search(before):
        return True
    return _QUOTED.search(before) is not None and _QUOTED_AFTER.match(text, one.end) is not None


def _as_shown(claim: Mention, closures: Sequence[Mention], text: str, start: int) -> Mention | None:
    """Return the claimed closure as the record behind `start` shows it: None when there was none; value "": as told."""
    rest = text[start : start + _REACH]
    behind = [one for one in closures if one.start > start and one.scope in ("asserted", "uncertain")]
    classes = [one.value for one in behind if one.value in _CLASSES]
    value = claim.value.removeprefix("bare_")
    if value in _CLASSES:
        if classes and classes[0] != value:
            return claim._replace(value=classes[0], scope="asserted")
        if value == "complex" and not classes and _LITTLE.search(rest):
            return claim._replace(value="intermediate", scope="asserted")
    elif value.startswith("flap") and _NO_FLAP.search(rest):
        return None
    return claim._replace(value="")
