"""Wounds that are cleaned: dead tissue taken away is a debridement, however it is told, and reaches the depth it names.

"Slough and devitalised subcutaneous fat removed with a curette": the tool is none of a destruction, the callus of the
wound's rim is not what was treated, a probe that touched bone took none, and a wrap of two layers closed nothing.
"""

import re
from collections.abc import Mapping
from typing import Final

from cleanskin.note.mention import MarkedText, Mention, Sentence
from cleanskin.note.sought import Sought

_DEAD: Final = Sought(
    r"\b(?:slough|fibrin(?:ous)?|eschar|biofilm|necrotic|devitali[sz]ed|non-?viable|debrid\w+)\b", re.IGNORECASE
)
_TAKEN: Final = frozenset({"remove", "curettage", "excision", "snip", "shave", "incisional", "destroy", "paring"})
_BY_TOOL: Final = frozenset({"curettage", "snip"})
_FAT: Final = re.compile(
    r"\b(?:subcutaneous|subcut|subq|sub-?q|adipose)\b(?:\s+(?:tissue|fat|layer))?|\bfat(?:ty tissue)?\b", re.IGNORECASE
)
_NOT_REACHED: Final = re.compile(r"\b(?:no|not|above|without|never|nor|intact|un\w+)\b[^.;,\n]{0,24}$", re.IGNORECASE)
_NOT_REACHED_AHEAD: Final = re.compile(
    r"[^.;,\n]{0,12}\b(?:not|intact|spared|undisturbed|left|was not|healthy|at the base|exposed|visible)\b",
    re.IGNORECASE,
)
_RIM: Final = re.compile(
    r"\s*(?:rim|edges?|margins?|border|ring|collar)\b|\s+(?:around|of the (?:wound|ulcer|rim|edge))\b", re.IGNORECASE
)
_RIM_BEFORE: Final = re.compile(
    r"\b(?:peri-?wound|surrounding|marginal|peripheral|undermined|wound|ulcer|overhanging)\W+$", re.IGNORECASE
)
_WRAP: Final = re.compile(
    r"[\s-]*(?:\w+\s+)?(?:wraps?|bandag\w+|dressings?|compression|boots?|coban|profore|unna)\b", re.IGNORECASE
)
_PROBED: Final = re.compile(r"\bprob(?:e|es|ed|ing)\b[^.;\n]{0,16}$", re.IGNORECASE)
_TESTED: Final = re.compile(
    r"\b(?:duplex|doppler|ultrasound|US|ABIs?|imaging|x-?rays?|MRI|CT|scans?|labs?|bloods?|bloodwork|cultures?"
    r"|vascular studies|studies|testing|EKG|ECG|echo|DEXA|mammogram|pap)\s+(?:was |were )?$",
    re.IGNORECASE,
)
"""What before "done elsewhere" says that it is of a test and of no surgery."""


def with_wounds_cleaned(marked: MarkedText) -> MarkedText:
    """Return the note with the cleaning of wounds as debridement, to the depth told; others unchanged."""
    dropped = _findings_of_feet(marked) | _of_tests(marked)
    if dropped:
        kept = [one for one in marked.mentions if (one.start, one.end, one.kind) not in dropped]
        marked = marked._replace(mentions=kept)
    if not _DEAD.may_be_in(marked.text):
        return marked
    taken: dict[int, Mention] = {}
    edges: set[tuple[int, int]] = set()
    mentions: list[Mention] = []
    for number, sentence in enumerate(marked.sentences):
        if _DEAD.search(marked.text, sentence.start, sentence.end) is None:
            continue
        act = _act(marked, number, sentence)
        if act is not None and _is_of_sewn_edges(marked, sentence, act):
            edges.add((act.start, act.end))
            edges |= {
                (one.start, one.end)
                for one in marked.mentions
                if one.sentence == number and one.kind == "technique" and one.value in _BY_TOOL
            }
        elif act is not None:
            taken[number] = act
    for one in marked.mentions:
        if one.kind == "closure" and _WRAP.match(marked.text, one.end):
            continue
        if one.kind == "technique" and (one.start, one.end) in edges:
            one = one._replace(kind="feature", value="debrided_edges", attributes=())
        act = taken.get(one.sentence)
        if taken and one.value == "debridement" and (_is_name(one, marked.text) or _heads(one, taken, marked.text)):
            continue
        if act is not None:
            if one.kind == "technique" and (one.start, one.end) != (act.start, act.end) and one.value in _BY_TOOL:
                continue
            if one.kind == "condition" and one.value in ("callus", "corn") and _is_rim(one, marked.text):
                continue
            if one.kind == "technique" and (one.start, one.end) == (act.start, act.end):
                one = act
        if one.kind == "feature" and _PROBED.search(marked.text, max(0, one.start - 24), one.start):
            continue
        mentions.append(one)
    added = [_fat(marked, act) for act in taken.values()]
    mentions += [one for one in added if one is not None]
    return marked._replace(mentions=sorted(mentions, key=lambda one: (one.start, one.end)))


_EDGES: Final = re.compile(r"\b(?:edges?|margins?)\b", re.IGNORECASE)
_REPAIRS: Final = frozenset({"intermediate", "complex", "simple", "sutured"})


def _is_of_sewn_edges(marked: MarkedText, sentence: Sentence, act: Mention) -> bool:
    """True when the edges of a wound that is sewn were debrided: a step of its repair, which it makes complex."""
    if _EDGES.search(marked.text, max(sentence.start, act.start - 32), min(sentence.end, act.end + 24)) is None:
        return False
    return any(
        one.kind == "closure"
        and one.value in _REPAIRS
        and one.scope == "asserted"
        and abs(one.sentence - act.sentence) <= 1
        for one in marked.mentions
    )


_VISIT: Final = re.compile(
    r"\s+(?:visits?|appointments?|appts?|clinic|sessions?|note|record|log|size)\b", re.IGNORECASE
)
_BEFORE: Final = re.compile(r"\b(?:post|pre|before|after|prior to|since|last)[\s-]*$", re.IGNORECASE)


def _is_name(one: Mention, text: str) -> bool:
    """True for a debridement that only names a visit or a moment: "debridement visit", "post debridement 4 x 3 cm"."""
    return bool(_VISIT.match(text, one.end) or _BEFORE.search(text, max(0, one.start - 10), one.start))


_HEADS: Final = re.compile(r"[ \t]*:")


def _heads(one: Mention, taken: Mapping[int, Mention], text: str) -> bool:
    """True for a debridement as the name of a line that tells it: "Debridement: EMLA. Curette; slough removed"."""
    start = text.rfind("\n", 0, one.start) + 1
    if text[start : one.start].strip(" \t*-") or _HEADS.match(text, one.end) is None:
        return False
    end = text.find("\n", one.end)
    end = end if end >= 0 else len(text)
    return any(one.end < act.start < end for act in taken.values())


_HAIR_LOST: Final = frozenset({"alopecia", "hair_loss"})


def _findings_of_feet(marked: MarkedText) -> set[tuple[int, int, str]]:
    """Return the mentions that are part of class findings: where a pulse is felt, hair that toes have lost."""
    found = [one for one in marked.mentions if one.kind == "service_detail" and one.value.startswith("absent_")]
    classes = {
        one.sentence
        for one in marked.mentions
        if one.kind == "service_detail" and (one.value.startswith("absent_") or one.value == "class_findings")
    }
    if not classes:
        return set()
    return {
        (one.start, one.end, one.kind)
        for one in marked.mentions
        if (one.kind == "site" and any(pulse.start <= one.start < pulse.end for pulse in found))
        or (one.kind == "condition" and one.value in _HAIR_LOST and one.sentence in classes)
    }


def _of_tests(marked: MarkedText) -> set[tuple[int, int, str]]:
    """Return the mentions that tell where a test was done."""
    told = [one for one in marked.mentions if one.value == "done_elsewhere"]
    tests = [one for one in told if _TESTED.search(marked.text, max(0, one.start - 24), one.start) is not None]
    return {(one.start, one.end, one.kind) for one in tests}


def _act(marked: MarkedText, number: int, sentence: Sentence) -> Mention | None:
    """Return the debridement that a sentence of dead tissue tells as done, None when it tells none."""
    acts = [
        one for one in marked.mentions if one.sentence == number and one.kind == "technique" and one.scope == "asserted"
    ]
    told = next((one for one in acts if one.value == "debridement"), None)
    if told is not None or any(one.value not in _TAKEN for one in acts):
        return told
    act = next((one for one in acts if one.value == "remove"), acts[0] if acts else None)
    return None if act is None else act._replace(value="debridement")


def _is_rim(callus: Mention, text: str) -> bool:
    behind = _RIM.match(text, callus.end)
    return behind is not None or _RIM_BEFORE.search(text, max(0, callus.start - 16), callus.start) is not None


def _fat(marked: MarkedText, act: Mention) -> Mention | None:
    """Return the fat that a debridement took, None when none is told or it was only reached, seen or spared."""
    sentence = marked.sentences[act.sentence]
    for found in _FAT.finditer(marked.text, sentence.start, sentence.end):
        if _NOT_REACHED.search(marked.text, max(sentence.start, found.start() - 40), found.start()):
            continue
        if _NOT_REACHED_AHEAD.match(marked.text, found.end(), sentence.end):
            continue
        return act._replace(
            kind="feature", value="to_fat", start=found.start(), end=found.end(), words=found[0], attributes=()
        )
    return None
