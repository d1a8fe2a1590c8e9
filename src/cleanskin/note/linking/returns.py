"""A return for an earlier wound told by its steps: blood let out from under a flap, a line sewn up again, a stalk cut.

"Edge lifted, 20 mL of jelly sucked out, one vessel tied" is the evacuation of a hematoma, "gaped ... sewn anew in three
tiers" the closure of a wound that came apart, "pus under the line, laid open" the drainage of an infected wound.  Each
asks for what went wrong, for what was done about it, and for earlier work of one's own; the single steps are then no
acts of their own.
"""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from cleanskin.note.denied import NOT_DONE
from cleanskin.note.linking.made_mentions import made, with_made
from cleanskin.note.mention import MarkedText, Mention, sentence_number
from cleanskin.note.sought import Sought

_BEFORE: Final = Sought(
    r"\b(?:by (?:me|us|my partner)|my (?:own )?(?:excision|flap|graft|closure|repair|surgery|mohs|work)|(?:I"
    r"|we) (?:had )?"
    r"(?:did|cut|took|made|swung|raised|put|placed|closed|excised|sewed|removed|brought|laid|grafted|repaired)"
    r"|(?:days?|weeks?|nights?|week|night|fortnight) (?:ago|after|since|from|out|back|post\w*)|post-?\s?op\w*|POD"
    r"|day \d+ (?:after|of|from)"
    r"|(?:excision|closure|repair|flap|graft|surgery|incision|wound|operation) (?:of|from|on|done|dated) (?:the )?\d"
    r"|yesterday|last (?:night|week|(?:mon|tues|wednes|thurs|fri|satur|sun)day))\b",
    re.I,
)
"""What tells of earlier work of one's own."""

_WOUND: Final = (
    r"(?:wounds?|closures?|repairs?|excisions?|incisions?|suture ?lines?|lines?|seams?|flaps?|grafts?|stitch(?:es)?"
    r"|sutures?|bolsters?|edges?)"
)
_BLOOD: Final = r"(?:clots?|clotted blood|ha?ematomas?|blood(?! pressure|y? thin)|jelly)"
_LET_OUT: Final = (
    r"(?:milked|sucked|suctioned|scooped|spooned|washed out|washed away|pressed out|pressed|squeezed|expressed"
    r"|evacuat\w+|emptied|let out|lifted out|cleared|flushed|irrigated out|drawn off|removed|peeled off|wiped out"
    r"|mopped|turned out|drained|shelled out)"
)
_HEMATOMA: Final = Sought(
    rf"\b{_BLOOD}\b[^.\n]{{0,60}}?\b(?P<act>{_LET_OUT})\b|\b(?P<ahead>{_LET_OUT})\b[^.;\n]{{0,40}}?\b{_BLOOD}\b"
    rf"|\b(?:pool|collection|lake|pocket) of (?:\w+ )?blood\b[^\n]{{0,90}}?\b(?P<later>{_LET_OUT})\b",
    re.I,
)
_UNDER: Final = Sought(rf"\b{_WOUND}\b", re.I)

_APART: Final = (
    r"(?:gap(?:ed|es|ing)|(?:come|came|fallen|fell|burst|split|parted|sprung|sprang|torn|tore|pulled|broken?|opened|gone)\s+"
    r"(?:\w+\s+)?(?:open|apart|up|through|asunder)|g[ai]ven? way|unzipped|separated|dehisc\w+)"
)
_CAME_APART: Final = Sought(
    rf"\b{_WOUND}\b[^.;\n]{{0,90}}?\b(?P<act>{_APART})\b|\b(?P<ahead>{_APART})\b[^.;\n]{{0,30}}?\b{_WOUND}\b", re.I
)
_SEWN: Final = r"(?:sewn|sewed|sutured|stitched|closed|brought|drawn|put|approximated)"
_SEWN_AGAIN: Final = Sought(
    rf"\b(?P<act>re-?(?:sewn|sutured|closed|stitched|approximated))\b"
    rf"|\b(?P<again>{_SEWN}(?: (?:back|up|together|over|in place))* (?:again|anew|afresh|once more|a second time"
    rf"|back together))\b",
    re.I,
)
_GRAVE: Final = re.compile(r"\b(?:layers|tiers|layered|retention|bolsters?|slough|debrid\w+|necro\w+)\b", re.I)
"""What makes closing again extensive: more than its skin is sewn, or dead tissue is cut away."""

_SLIGHT: Final = re.compile(r"\b(?:one|single|1)[- ]layer\b|\bsimply\b|\bsuperficial\w*\b|\bskin only\b", re.I)

_PUS: Final = Sought(
    rf"\b{_WOUND}\b[^.;\n]{{0,60}}?\b(?:pus|purul\w+|infected|abscess)\b|\bpus\b[^.;\n]{{0,30}}?\b(?:under|beneath|below|from|in)\b"
    rf"[^.;\n]{{0,24}}?\b{_WOUND}\b",
    re.I,
)
_OPENED: Final = Sought(
    r"\b(?P<act>laid open|opened(?: up| wide| again)?|let go|cut open|spread|lanced|incised|unpicked|reopened"
    r"|re-opened|released)\b",
    re.I,
)

_STALK: Final = r"(?:stalk|pedicle|bridge|tube|leash)"
_DIVIDED: Final = Sought(
    rf"\b{_STALK}\b[^.\n]{{0,70}}?\b(?P<act>(?:cut|severed|divided|parted|transected|sectioned|clipped|snipped"
    r"|detached)(?: (?:across|through|off|free))?)\b(?! (?:to|into) (?:pattern|shape|size))",
    re.I,
)
_SET_IN: Final = Sought(
    r"\b(?:inset|set (?:back|in|into)|sewn (?:back|in|into)|laid (?:in|into|back)|goes back|put back|returned|thinned"
    r"|trimmed|replaced)\b",
    re.I,
)
_TO_COME: Final = re.compile(rf"\b(?:{NOT_DONE}|before|until)\b[^.;\n]{{0,30}}\Z", re.IGNORECASE)
_OF_ISLAND: Final = Sought(r"\b(?:island|V-?(?:to-?)?Y)\b", re.I)
"""A flap of one stage, which is cut round its own stalk."""


class _Told(NamedTuple):
    """An act with its words, and where what went wrong begins to be told: no step stands before that."""

    kind: str
    value: str
    since: int
    start: int
    end: int


_STEPS: Final = frozenset(
    {"drainage", "tangential", "evacuation", "puncture", "expression", "cautery", "electrodesiccation", "remove",
     "curettage", "debridement", "paring", "treat", "snip", "ligature", "destruction"}
)  # fmt: skip


def with_returns(marked: MarkedText) -> MarkedText:
    """Return the note with such a return as the act that it is."""
    if _BEFORE.search(marked.text) is None:
        return marked
    told = list(_told(marked))
    if not told:
        return marked
    within = {number for one in told for number in _sentences(marked, one)}
    first = min(one.since for one in told)
    spans = {(one.kind, one.value) for one in told}
    kept = [one for one in marked.mentions if not _is_step(one, within, first, spans)]
    return with_made(marked, [new for one in told if (new := _mention(marked, one)) is not None], kept)


def _told(marked: MarkedText) -> Iterator[_Told]:
    text = marked.text
    apart, again = _found(_CAME_APART, text), _found(_SEWN_AGAIN, text)
    if apart is not None and again is not None and apart.start() < again.start():
        yield _Told("condition", "dehiscence", _span(apart)[0], *_span(apart))
        yield _Told("relation", "complication", _span(apart)[0], *_span(apart))
        yield _Told("closure", "intermediate", _span(apart)[0], *_span(again))
        if _GRAVE.search(text, apart.start()) and not _SLIGHT.search(text, apart.start()):
            yield _Told("feature", "secondary_closure", _span(apart)[0], *_span(again))
        return
    out = _found(_HEMATOMA, text)
    if out is not None and _UNDER.search(text) is not None:
        yield _Told("service", "hematoma_evacuation", out.start(), *_span(out))
        yield _Told("relation", "complication", out.start(), *_span(out))
        return
    infected = _found(_PUS, text)
    opened = None if infected is None else _OPENED.search(text, infected.start())
    if infected is not None and opened is not None:
        yield _Told("service", "wound_infection_drainage", infected.end(), *_span(opened))
        yield _Told("relation", "complication", infected.end(), *_span(opened))
        return
    divided = _found(_DIVIDED, text) if _OF_ISLAND.search(text) is None else None
    if divided is not None and _SET_IN.search(text, divided.start()) is not None:
        yield _Told("feature", "division", divided.start(), *_span(divided))


def _found(sought: Sought, text: str) -> re.Match[str] | None:
    for one in sought.finditer(text):
        if _TO_COME.search(text, max(0, one.start() - 40), one.start()) is None:
            return one
    return None


def _span(found: re.Match[str]) -> tuple[int, int]:
    name = next((one for one, words in found.groupdict().items() if words), None)
    return found.span(name) if name else found.span()


def _sentences(marked: MarkedText, one: _Told) -> Iterator[int]:
    """Yield the sentence of an act, and of what is told right behind it of the same wound."""
    number = sentence_number(marked, one.start)
    if number is not None:
        yield from (number, number + 1) if one.value != "division" else ()


def _is_step(one: Mention, within: set[int], first: int, spans: set[tuple[str, str]]) -> bool:
    if one.sentence not in within or one.start < first:
        return False
    if one.kind == "technique":
        return one.value in _STEPS and one.scope in ("asserted", "uncertain")
    return one.kind == "closure" and one.value in ("sutured", "closed") and ("service", "hematoma_evacuation") in spans


def _mention(marked: MarkedText, one: _Told) -> Mention | None:
    number = sentence_number(marked, one.start)
    is_named = any((each.kind, each.value, each.sentence) == (one.kind, one.value, number) for each in marked.mentions)
    return None if is_named else made(marked, one.kind, one.value, (one.start, one.end))
