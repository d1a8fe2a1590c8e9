"""Tissue read for somebody else: a second opinion on slides made elsewhere, a pathologist's look during an operation.

A second reading needs three things told: material of another laboratory, that it was looked at (not that it will be, or
is asked for), and why: a second opinion, a consultation, a report, or a pathologist as the reader.  A clinician who
looks at outside slides within a visit or before an operation does part of that work (PTH-3).
"""

import re
from typing import Final

from cleanskin.note.linking.evidence import quote
from cleanskin.note.linking.tissue import are_first_read
from cleanskin.note.mention import MarkedText, Mention
from cleanskin.note.number_patterns import WORD_NUMBERS
from cleanskin.note.sought import Sought
from cleanskin.record.encounter import Evidence, Service

_THINGS: Final = (
    r"(?:slides?|blocks?|glass|paraffin|histology|pathology|specimens?|sections|biops(?:y|ies)|material|case)"
)
_OTHERS: Final = (
    r"(?:outside|other|another|different|external|referring|community|local|university|reference|commercial|hospital)"
)
_SENDERS: Final = (
    r"(?:lab(?:orator(?:y|ies))?|(?:dermato)?patholog\w+|hospital|clinic|practice|group|institution|facility"
    r"|dermatolog\w+|physician|doctor|surgeon|office|university|center)"
)
_ELSEWHERE: Final = Sought(
    rf"\b(?:outside|referred|referral|external|transferred|consult(?:ation)?|sent-?in|mailed-?in|submitted"
    rf"|send-?in) (?:[\w-]+ ){{0,3}}?{_THINGS}\b"
    rf"|\b{_THINGS}\b[^.;\n]{{0,50}}?\b(?:from|by|at|of) (?:an? |the |our )?(?:\w+ )?{_OTHERS} (?:\w+ )?{_SENDERS}\b"
    rf"|\b{_OTHERS} (?:\w+ )?{_SENDERS}(?:'s)?\b[^.;\n]{{0,30}}?\b(?:sen[dt]s?|sending|forward\w*|mail\w*|submit\w*"
    rf"|refer\w*|slides?|blocks?)\b[^.;\n]{{0,40}}?{_THINGS}?\b"
    rf"|\b{_THINGS} (?:\([^)\n]*\) )?(?:\w+ )?(?:made|prepared|processed|cut|stained|read|referred|sent|received"
    rf"|forwarded|mailed|rec'?d|in|came) (?:\w+ )?(?:elsewhere|to us|to our|from|by a|by an|in for"
    rf"|for (?:a )?(?:second|consult\w*|expert|our|review))",
    re.IGNORECASE,
)
_FOR: Final = Sought(
    r"\b(?:second|2nd|expert) (?:opinions?|readings?|reads?|looks?|reviews?)\b|\basked to (?:look at|read|review)\b"
    r"|\bover-?reads?\b|\bre-?reviewed\b"
    r"|\b(?:slides?|path(?:ology)?|block|case|material|written|comprehensive|dermpath|dermatopathology|formal)"
    r" (?:consult(?:ation)?s?|consultative)\b|\bconsult(?:ation|ative)?s?\b[^.;\n]{0,60}\b(?:slides?|blocks?|report)\b"
    r"|\b(?:slides?|blocks?|recuts?|material)\b[^.;\n]{0,80}\bconsult(?:ation)?\b"
    r"|\b(?:our|the practice'?s|staff|in-?house) (?:derm(?:ato)?path\w*|patholog\w+)\b[^.;\n]{0,40}?"
    r"\b(?:review\w*|read\w*|examin\w+|look\w*|interpret\w*|consult\w*|sign\w*)"
    r"|\bdermatopathologist (?:review|read|examin|interpret)\w*|\breviewed by (?:our |the |a )?(?:dermato)?patholog\w+"
    r"|\bconsult(?:ation)? report\b",
    re.IGNORECASE,
)
_NOT_YET: Final = Sought(
    r"\b(?:plan\w*|will|to be|request\w* (?:the |his |her |outside )?(?:slides?|blocks?|pathology)"
    r"|awaiting|pending|await|obtain\w*|if|consider\w*|recommend\w*"
    r"|sent out|send (?:the |our |out)|sending (?:the |our |out))\b",
    re.IGNORECASE,
)
_VISIT: Final = Sought(
    r"\b(?:HPI|chief complaint|CC:|exam(?:ination)?:|physical exam|on exam|lidocaine|anesthe\w+|hemosta\w+"
    r"|new patient|established|est pt|follow[- ]?up|f/u|here for|presents|returns"
    r"|discussed with (?:the )?(?:patient|pt|her|him)|mohs|excised|prescri\w+|skin check|rtc)\b",
    re.IGNORECASE,
)
_RECORDS: Final = Sought(
    r"\bcomprehensive (?:\w+ )?(?:consult\w*|review)|\b(?:review\w*|went through|study|studied|with|and)\b"
    r"[^.;\n]{0,40}?"
    r"\b(?:(?:medical |patient'?s? |full |prior |clinical |hospital |old |entire |whole |complete )+(?:records?|chart"
    r"|notes|histor(?:y|ies) and)|records|chart)\b",
    re.IGNORECASE,
)
_NO_RECORDS: Final = Sought(r"\b(?:no|without) (?:\w+ ){0,3}?(?:records?|chart)\b", re.IGNORECASE)
_MADE_HERE: Final = Sought(
    r"\bre-?cuts?\b|\b(?:new|own|fresh|further|additional) (?:slides?|sections?)\b"
    r"|\b(?:slides?|sections?|levels?|blocks?)\b[^.;\n]{0,30}?\b(?:made|cut|prepared|stained|sectioned|processed)"
    r" (?:and \w+ )?(?:here|in[- ]?house|by us|in (?:our|the practice'?s?) (?:own )?lab\w*)"
    r"|\b(?:we|lab|our lab\w*|tech\w*|histotech\w*) (?:then |also )?(?:made|cut|prepared|stained|sectioned)\b"
    r"|\b(?:preparation of slides|slide prep(?:aration)?)\b",
    re.IGNORECASE,
)
_NOT_MADE: Final = Sought(
    r"\b(?:no|without|not) (?:\w+ ){0,2}?(?:re-?cuts?|new (?:slides?|sections?)|slide prep\w*|preparation|further"
    r" (?:slides?|sections?))",
    re.IGNORECASE,
)
_STAINED_HERE: Final = Sought(
    r"\b(?:perform|order|run|ran|done|did|add|stain|obtain)\w*\b[^.;\n]{0,40}?\b(?:here|in[- ]?house"
    r"|our (?:own )?lab\w*|by us)\b",
    re.IGNORECASE,
)

_DURING: Final = Sought(
    r"\bintra-?op\w* (?:path\w* |dermpath\w* )?consult\w*|\b(?:path\w*|dermpath\w*) consult\w* (?:during|in) (?:the )?"
    r"(?:surgery|operation|procedure)|\bconsult\w* during (?:the )?(?:surgery|operation|procedure)"
    r"|\b(?:dermato)?patholog\w+ (?:was |is )?(?:called|summoned|asked|came|come|brought|paged)\b[^.;\n]{0,40}?"
    r"\b(?:procedure|operating|surgery|surgical|OR|during|intraop\w*)\b"
    r"|\b(?:called|summoned|asked|paged) (?:our |the )?(?:dermato)?patholog\w+\b[^.;\n]{0,40}?"
    r"\b(?:procedure|operating|surgery|surgical|OR|during|intraop\w*)\b"
    r"|\bour (?:own )?(?:dermato)?patholog\w+ (?:\w+ ){0,3}?(?:cut|read|reads|examined|interpreted|performed|did)"
    r" (?:the |a )?(?:\w+ )?frozen\b|\bfrozen (?:sections?|margins?|tissue)\b[^.;\n]{0,30}?\b(?:read|examined|cut"
    r"|interpreted) by our (?:own )?(?:dermato)?patholog\w+",
    re.IGNORECASE,
)
_NO_FROZEN: Final = Sought(
    r"\b(?:without|no|not|none)\b[^.;\n]{0,24}?\b(?:frozen|microscop\w*|sections?)\b|\bgross(?:ly)? (?:look|exam\w*"
    r"|inspection|only)\b",
    re.IGNORECASE,
)
_FROZEN: Final = Sought(r"\bfrozen\b", re.IGNORECASE)
_BLOCKS: Final = Sought(
    r"\b(\d{1,2}|one|two|three|four|five|six|seven|eight)"
    r" (?:further |additional |more |frozen |tissue )?(?:blocks?|pieces?)\b",
    re.IGNORECASE,
)
_NOT_OWN: Final = Sought(r"\b(?:outside|hospital(?:'s)?|other|another|visiting) (?:dermato)?patholog\w+", re.IGNORECASE)


def second_reading(marked: MarkedText) -> tuple[Service, ...]:
    """Return the second reading that a note is about, with nothing else in it; () for any other note."""
    text = marked.text
    if not _ELSEWHERE.may_be_in(text) or not _FOR.may_be_in(text):
        return ()
    found = _ELSEWHERE.search(text)
    why = _FOR.search(text)
    if found is None or why is None or are_first_read(text) or _VISIT.search(text) or _NOT_YET.search(text):
        return ()
    about = {
        number for number, one in enumerate(marked.sentences) if one.start < found.end() and found.start() < one.end
    }
    if any(one.kind in _WORK and one.scope == "asserted" and one.sentence not in about for one in marked.mentions):
        return ()
    details: list[str] = []
    if _RECORDS.search(text) and not _NO_RECORDS.search(text):
        details.append("with_records")
    if _MADE_HERE.search(text) and not _NOT_MADE.search(text):
        details.append("slides_made_here")
    named = _first(marked, "condition")
    site = _first(marked, "site")
    evidence = [Evidence("kind", found.start(), found.end(), found[0])]
    if why[0] != found[0]:
        evidence.append(Evidence("kind", why.start(), why.end(), why[0]))
    if named is not None:
        evidence.append(quote("condition", named))
    return (
        Service(
            kind="second_reading",
            condition=named.value if named is not None else "",
            site=site.value if site is not None else "",
            side=_side(site),  # type: ignore[arg-type]  # one of the declared sides
            details=tuple(details),
            evidence=tuple(evidence),
        ),
    )


_WORK: Final = frozenset({"technique", "drug", "closure"})
"""What tells that a patient was treated: no note of a second reading has it beside the name of the tissue."""


def are_stains_own(text: str) -> bool:
    """True where stains of a second reading were made here, and did not come with the slides."""
    return _STAINED_HERE.search(text) is not None


def _first(marked: MarkedText, kind: str) -> Mention | None:
    return next((one for one in marked.mentions if one.kind == kind and one.scope in ("asserted", "uncertain")), None)


def _side(site: Mention | None) -> str:
    return site.side if site is not None and site.side in ("left", "right") else ""


def during_surgery(marked: MarkedText) -> tuple[Service, ...]:
    """Return the consultation of the practice's pathologist during an operation, with frozen sections or without."""
    text = marked.text
    found = _DURING.search(text)
    if found is None or _NOT_OWN.search(text):
        return ()
    if any(one.start < found.end() and one.end > found.start() and one.scope in _UNDONE for one in marked.mentions):
        return ()
    is_frozen = _FROZEN.search(text) is not None and _NO_FROZEN.search(text) is None
    blocks = _BLOCKS.search(text) if is_frozen else None
    evidence = [Evidence("kind", found.start(), found.end(), found[0])]
    count = None
    if blocks is not None:
        told = blocks[1].lower()
        count = int(told) if told.isdigit() else WORD_NUMBERS[told]
        evidence.append(Evidence("count", blocks.start(), blocks.end(), blocks[0]))
    details = ("frozen",) if is_frozen else ()
    return (Service(kind="surgery_consultation", count=count, details=details, evidence=tuple(evidence)),)


_UNDONE: Final = frozenset({"planned", "hypothetical", "declined", "historical"})
