"""Stretches of a note that only speak of acts: what was tried, options, advice, price lists.

A stretch begins where its words are found and ends with its sentence, its line or its statement (to a semicolon),
before a word of `_HERE` where the day's own work begins.  Acts in it take the scope of the stretch; so do results of
tissue and conditions in a list of side effects, and wishes about looks where a statement tells of no act of today.
"""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final, NamedTuple

from cleanskin.note.folded import folded
from cleanskin.note.mention import LIVE, MarkedText, Mention, Scope, Sentence, sentence_at
from cleanskin.note.visit.copied import copied
from cleanskin.note.visit.spoken_of import MAYBE, SPOKEN_OF
from cleanskin.note.visit.talk_rules import (
    ACTS,
    ALL,
    DONE_AND,
    EARLIER,
    EFFECTS,
    EVERYTHING,
    OF_OTHERS,
    PAST,
    TALKED,
    WITH_DRUGS,
    Rule,
    lists_of_effects,
    sought,
)

_HERE: Final = re.compile(
    r"\b(?:today|now|currently|(?:this|same) visit|at this time|chose|chooses|chosen|opted|opts|elect\w*|prefer\w*"
    r"|went with|decided on|agreed|agrees|proceed\w*|start\w*|beg[ai]n\w*|prescri\w*|perform\w*|done|did|treated)\b"
    r"|\b(?:and|then|so|before|whereupon|after which)\s+(?:I|we|the (?:doctor|surgeon))\s+(?:then\s+|promptly\s+"
    r"|simply\s+)?"
    r"(?:froze|cut|took|shaved|punched|excised|injected|drained|lanced|opened|scraped|pared|snipped|removed|biopsied"
    r"|burn(?:ed|t)|put|applied|painted|gave|closed|sewed|used)\b",
    re.IGNORECASE,
)
"""What begins the day's own work, or what was chosen, after what was tried or offered."""

_TREATMENTS: Final = (
    r"(?:treatments?|tx|txs|rx|therap(?:y|ies)|procedures?|interventions?|meds|medications?|medicines?|drugs"
    r"|regimens?|modalities"
    r"|biologics?|systemics?|attempts?|(?:wound )?care(?! plan))"
)


_TOUCHED: Final = (
    r"touched on(?! (?:each|every|all|both|them|it\b"
    r"|(?:the|an?|one|those|these) (?:[\w-]+ ){0,3}?"
    r"(?:warts?|lesions?|papules?|spots?|bumps?|verruca\w*|condylom\w*)\b))"
)
"""Spoken of; what is touched on each wart is no talk."""

_RULES: Final = (
    *EARLIER,
    Rule(
        sought(
            r"\bwhat (?:the|his|her|that|last \w+'s|our) (?:\w+ )?(?:punch|shave|biops(?:y|ies)|sample|excision"
            r"|plugs?|cores?|snip|slip)"
            r" (?:\w+ )?(?:show(?:ed|s)|sa(?:id|ys)|found|told|tells|reveal(?:ed|s)|meant|means|grew|held|came to)\b"
        ),
        "historical",
        ACTS,
        "within_on",
        stops=False,
    ),
    *SPOKEN_OF,
    Rule(
        sought(
            r"\b(?:prior|previous|past|earlier|former|failed"
            r"|tried)\s+(?:\w+\s+)?" + _TREATMENTS + r"\b[^:.;\n]{0,40}:"
            r"|\b(?:treatment|tx|therapy) (?:history|hx)\b[^:.;\n]{0,20}:"
            r"|\b(?:has |have )?(?:already )?tried\b[^:.;\n]{0,12}:"
            r"|\b" + _TREATMENTS + r" (?:tried|to date|so far|in the past)\b[^:.;\n]{0,20}:"
            r"|\b(?:prior|previous|previously|past|tried|failed|before|hitherto)\s*:"
        ),
        "historical",
        PAST,
        "sentence",
        at_start=True,
    ),
    Rule(
        sought(r"\b(?:prior|previous|past|old)\s+path\w*\s+(?:table|list|log|record|history)\b[^:.;\n]{0,20}:"),
        "historical",
        ACTS,
        "sentence",
        stops=False,
    ),
    Rule(
        sought(
            r"\b(?:prior|previous|past)\s+(?:\w+\s+)?" + _TREATMENTS + r"\s+(?:has |have |had )?"
            r"(?:includ\w+|were|was|been|consist\w+|with)\b"
        ),
        "historical",
        PAST,
        "statement_on",
    ),
    Rule(
        sought(
            r"\b(?:options?|opts?(?=\s*:)|alternatives?|alts?|choices|next steps?|modalities|considerations?)\b"
            r"[^:.;\n]{0,40}:|\b(?:considered|thought of|rejected|discarded|ruled out)\s*:"
            r"|\b(?:discussed|reviewed|offered|considered|explained|went over|talked about)\b[^:.;\n]{0,30}"
            r"\b(?:options?|alternatives?|choices)\b[^:.;\n]{0,30}:"
        ),
        "planned",
        TALKED,
        "sentence",
    ),
    Rule(
        sought(r"\b(?:options?|alternatives?|choices|modalities)\b[^:.;\n()]{0,30}\("),
        "planned",
        ACTS,
        "bracket",
    ),
    Rule(
        sought(
            r"\b(?:options?|alternatives?|choices|alts?)\s+"
            r"(?:[^.:;,\n]{0,40}?(?=incl(?:ud|\.)))?"
            r"(?:(?:were |are )?(?:offered|reviewed|discussed|considered)\s+)?"
            r"(?:of|like|such as|inc\.?|incl\.?|included?|including|were|are|w/)(?!\w)"
            r"|(?:(?<=[.:;\n(])|(?<=[.:;] ))(?:options?|alternatives?|choices|alts?)\s+"
            r"(?=[^.;:\n]{2,60}(?:,|/|\b(?:vs|or)\b))"
        ),
        "planned",
        TALKED,
        "statement_on",
    ),
    Rule(
        sought(r"\b(?:decide|deciding|think|thinking)\s+(?:re\b|about|on|of \w+ing|regarding|whether|between)\W?"),
        "planned",
        TALKED,
        "statement_on",
    ),
    Rule(
        sought(r"\bskin,\s[^:.;\n]{0,60}\b(?:biops(?:y|ies)|excision|shave|punch|re-?excision)\s*:"),
        "historical",
        ACTS,
        "within_on",
        stops=False,
    ),
    Rule(
        sought(
            r"\b(?:compared|weighed|(?:was|were) told (?:of|about)|went (?:over|through)|talked (?:about|over|through"
            r"|(?=[^.;\n]{2,60}\bvs\b)|(?=exc|mohs|ed|shave|surg))|outlined|mentioned|brought up"
            rf"|{_TOUCHED}|(?:given|offered) (?:a |the )?choices?"
            r"|choices? (?:of|between)|(?:price|cost)s? of|spent (?:\w+ ){0,3}on)\b|(?:(?<=[.;] )|(?<=\n))disc(?=\s)"
            r"|\b(?:reviewed|presented)\s+(?=[^:.;\n]{0,80}\b(?:granulat\w+|intent\w*|flaps?|grafts?|FTSG|linear)\b"
            r"[^:.;\n]{0,60}\b(?:and|or|vs)\b)"
        ),
        "planned",
        TALKED,
        "statement_on",
    ),
    Rule(
        sought(r"\b(?:discussed|considered|went over|counseled on|consulted (?:about|on))\b"),
        "planned",
        frozenset({"technique", "closure", "service"}),
        "list_on",
    ),
    Rule(
        sought(
            r"\b(?:brought up|mentioned|explained|compared|weighed|talked (?:about|over)"
            rf"|{_TOUCHED}|suggested"
            r"|discussed with (?:(?!patient|pt\b)\w+ ){0,3}(?:\w*oncologist|surgeon|board|plastics|PCP|ENT))\b"
            r"|\b(?:was|were|is|are|as|being)\s+(?:the |an? )?(?:other |only )?"
            r"(?:alternatives?|options?|backup|fallback)\b"
        ),
        "planned",
        TALKED,
        "before",
    ),
    Rule(
        sought(
            r"(?<=[a-z)] )(?:in the event(?: that| of)?|in case(?: of)?|if) "
            r"(?:it |they |this |that |the |there |she |he |any\b|still |no |not |needed|necessary"
            r"|persist\w*|recur\w*|spread\w*|flar\w*|worsen\w*|progress\w*|return\w*|inadequate|refractory"
            r"|symptom\w*|positive|negative|worse|unresolved|unimproved|fail\w*"
            r"|\w+ (?:is|are|shows?|comes)\b|(?:path\w*|biopsy|culture|ANA|KOH|PA|approved)\b)"
        ),
        "planned",
        TALKED,
        "if",
        stops=False,
    ),
    Rule(
        sought(
            r"\bpossibl[ey]\s+(?:\w+\s+)?(?:excision|wedge|mohs|biops\w+|flap|graft|re-?excision|surgery|cryo\w*|PDT"
            r"|injections?|phototherapy|ED&C|laser|debridement|I&D|drainage|vermilionectomy|avulsion|patch test\w*"
            r"|dermabrasion|resurfacing|revision|debulking|peels?|repair|takedown|steroids?|touch-?ups?)\b"
            r"(?:\s+(?:or|and)\s+\w+)?"
        ),
        "planned",
        ACTS,
        "within_on",
    ),
    Rule(
        sought(
            r"\b(?:is|are|be|considered|as)\s+(?:considered\s+)?(?:purely\s+|strictly\s+)?cosmetic\b"
            r"(?! (?:visit|today))|\b(?:is|are|be|was|were)\s+(?:only\s+|purely\s+"
            r"|just\s+)?a\s+matter\s+of\s+looks\b|\$\s?\d[\d,.]*\s+(?:a|per|each|for)\b|\bcosts? \$"
        ),
        "planned",
        ACTS | {"cosmetic_signal"},
        "statement",
        stops=False,
        unless_given=True,
    ),
    Rule(
        sought(
            r"\b(?:she|he|they|patient|pt|mother|father|parents?|family)\s+"
            r"(?:will|wants? to|would like to|wishes to|is going to)"
            r"\s+(?:think|consider|decide|let us know|call|discuss|talk)\b|\bthinking (?:about|over) (?:it|this)\b"
        ),
        "planned",
        ACTS,
        "statement",
        stops=False,
        unless_given=True,
    ),
    Rule(
        sought(
            r"\b(?:packing|dressing|bandage|wrap|wound|graft|bolster|splint)\s+(?:change|check|recheck|removal"
            r"|takedown)\W+"
            r"(?:in|on|at|after|within)?\W*(?:\d+|an?|one|two|three|four|five|seven|ten)\W*(?:(?:-|to)\W*\d+\W*)?"
            r"(?:h|hrs?|hours?|d|days?|wks?|weeks?)\b(?!\W*(?:ago|after|post|later|s/p|status|following|out|since))"
            r"|\bnext\s+(?:infusion|injection|session|treatment|dose|biopsy|excision|surgery)\b"
            r"(?=\W*(?:in|on|is|due|will|at|mon|tue|wed|thu|fri|sat|sun|january|february|march|april|june|july|august"
            r"|september|october|november|december|\d))"
        ),
        "planned",
        ACTS,
        "within_on",
    ),
    Rule(
        sought(
            r"\b(?:to be|will be|may be|could be|can be|might be)\s+"
            r"(?:discussed|considered|revisited|decided|addressed)\b"
        ),
        "hypothetical",
        WITH_DRUGS,
        "phrase",
    ),
    Rule(
        sought(r"\b(?:about|regarding|what (?:is|are|to expect)|what you should know|faqs?)\b[^:.;\n]{0,80}[:?]"),
        "instruction",
        ALL,
        "line",
        at_start=True,
        stops=False,
    ),
    Rule(
        sought(
            r"\b(?:in|for|by|until|over|this coming|come|next|after the)\s+(?:the |early |late |later |this "
            r"|mid[- ])*"
            r"(?:spring|summer|fall|autumn|winter|holidays?|new year)\b"
            r"|\b(?:at|for|on) (?:her|his|their|the|our|a) (?:next|following|subsequent|future|later|upcoming)"
            r" (?:visit|appointment|session|follow-?up)\b"
        ),
        "hypothetical",
        WITH_DRUGS,
        "to_come",
    ),
    Rule(
        sought(
            r"\b(?:price|fee|cost) (?:list|sheet|quote|estimate)s?\b|\bquoted\b|\bbrochures?\b|\bpamphlets?\b"
            r"|\bflyers?\b|\binfo\b|\binformation (?:sheet|leaflet)s?\b|\bleaflets?\b"
        ),
        "planned",
        ACTS,
        "phrase",
    ),
    Rule(
        sought(
            r"\b(?:prior|pre)[- ]?auth\w*"
            r"|\b(?:PA|auth\w*|approval) (?:request\w*|submi\w+|pending|needed|sent|started"
            r"|initiated|required|to be|will be|letter|renewal|denied)"
            r"|\b(?:request\w*|submi\w+|await\w*|pending|start\w*|initiat\w+|appeal\w*) (?:the |a |an )?"
            r"(?:PA|prior auth\w*|authorization|approval)\b|\binsurer\b"
            r"|\bapproved (?:through|until|thru)\b|\bspecialty pharmacy\b|\bpharmacy benefit\b|\bships?\b"
            r"|\bcopay card\b|\brequested(?=\s*(?:[;.,]|$))"
            r"|\b(?:(?<!taken )at home(?! (?:before|prior|first|then|just|and (?:came|then))\b)"
            r"|self[- ]?(?:inject|administ)\w*"
            r"|(?:injects?|gives?|administers?|doses?) (?:him|her|them)sel\w+)\b"
        ),
        "planned",
        frozenset({"drug", "service"}),
        "statement",
        stops=False,
        unless_given=True,
    ),
    *OF_OTHERS,
)
"""Rules in the order in which they are tried; the first that reaches a mention counts."""

_COMING: Final = re.compile(
    r"\b(?:to be|will|shall|would|could|can|may|might|maybe|perhaps|possibly|plan\w*|discuss\w*"
    r"|consider\w*|later|postpone\w*|defer\w*|wait\w*"
    r"|schedul\w*|book\w*|hold(?:ing)? off|start|begin|resume|repeat|next)\b",
    re.IGNORECASE,
)
_BREAK: Final = re.compile(r"[;\n]")
_COMMA: Final = re.compile(r"[;\n,]")
_ITEM_BREAK: Final = re.compile(r"[;\n,\"\u201c\u201d]|\b(?:and|but|then|with)\b")
_PHRASE_BREAK: Final = re.compile(r"[;\n,]|\band\b")
_YEAR: Final = re.compile(r"(?<![\w/-])(?:'\d\d|(?:19|20)\d\d)\b")


class _Stretch(NamedTuple):
    start: int
    end: int
    scope: Scope
    kinds: frozenset[str]


def without_talk(marked: MarkedText) -> MarkedText:
    """Return the note with the scopes of what is only spoken of."""
    effects = (_Stretch(start, end, "boilerplate", EFFECTS) for start, end in lists_of_effects(marked))
    found = [*_stretches(marked), *effects]
    if found:
        mentions = [_rescoped(one, found) for one in marked.mentions]
        kept = [one for one in mentions if not _is_of_past(one)]
        then = [one for one, was in zip(mentions, marked.mentions) if one.scope == "historical" != was.scope]
        left = {one.kind for one in kept if one.scope != "historical"}
        strange = [one for one in then if one.kind in _OBJECTS and one.kind in left]
        if strange:
            kept = [one for one in kept if one not in strange]
        marked = marked._replace(mentions=kept)
    return _without_strange_looks(marked)


_OBJECTS: Final = frozenset({"site", "length"})
"""What is left out where it is told of earlier work, and today's work has its own."""


def _rescoped(one: Mention, found: list[_Stretch]) -> Mention:
    is_advice = one.scope == "instruction" and one.kind in MAYBE
    if is_advice or one.scope in LIVE or (one.scope == "planned" and one.kind in WITH_DRUGS):
        for part in found:
            if is_advice and part.kinds is not MAYBE:
                continue
            if part.start <= one.start < part.end and (one.kind in part.kinds or part.kinds is EVERYTHING):
                is_drug = one.kind == "medication" and part.scope == "planned"
                return one._replace(scope="hypothetical" if is_drug else part.scope)
    return one


def _is_of_past(one: Mention) -> bool:
    """True for how many or how much of what was done before: it counts nothing of today."""
    return one.kind in ("count", "dose") and one.scope == "historical"


def _stretches(marked: MarkedText) -> Iterator[_Stretch]:
    text = marked.text
    held = folded(text)
    for rule in _RULES:
        if rule.words.is_ruled_out(held):
            continue
        for words in rule.words.finditer(text):
            sentence = sentence_at(marked, words.start())
            if sentence is None or (rule.at_start and _WORD.search(text, sentence.start, words.start())):
                continue
            part = _reach(text, words, rule.extent, sentence)
            if rule.extent == "list_on":
                part = _listed(marked, words, sentence)
            if part is None:
                continue
            start, end = part
            if rule.unless_given and _GIVEN.search(text, start, end):
                continue
            here = _HERE.search(text, max(start, words.end()), end) if rule.stops else None
            yield _Stretch(start, here.start() if here else end, rule.scope, rule.kinds)


_GIVEN: Final = re.compile(
    r"\b(?:nurse|staff|RN|MA|we|I|here|today|clinic|office) (?:\w+ )?(?:inject\w*|administer\w*|gave|gives)\b"
    r"|\b(?:(?<!pamphlet )(?<!handout )(?<!brochure )(?<!leaflet )(?<!list )(?<!prescription )(?<!sheet )given"
    r"|(?<!self )(?<!self-)(?:administered|injected)|injections? (?:given|performed|today)|lot|ndc"
    r"|buy and bill|tolerated|applied|on file|supplied|brings?|brought|today|done|performed"
    r"|units? (?:per (?:site|side|axilla|armpit|palm|sole|injection)|to each|into))\b",
    re.IGNORECASE,
)
"""What says that a drug or light was given here all the same."""

_WORD: Final = re.compile(r"[A-Za-z]")


def _reach(text: str, words: re.Match[str], extent: str, sentence: Sentence) -> tuple[int, int] | None:
    """Return where a stretch begins and ends."""
    if extent == "text":
        return 0, len(text)
    if extent == "line":
        line = text.find("\n", words.end())
        return words.start(), line if line >= 0 else len(text)
    if extent == "sentence":
        return words.end(), sentence.end
    if extent == "copied":
        return copied(text, words)
    if extent == "bracket":
        closed = text.find(")", words.end(), sentence.end)
        return words.end(), closed if closed >= 0 else sentence.end
    if extent == "whole":
        return sentence.start, sentence.end
    if extent == "if":
        return _on_condition(text, words, sentence)
    if extent == "within_on":
        return words.start(), words.end()
    if extent == "to_come":
        return _coming(text, words, sentence)
    if extent == "to_years":
        years = list(_YEAR.finditer(text, words.end(), sentence.end))
        return (words.start(), years[-1].end()) if years else None
    if extent == "through":
        first = max((one.end() for one in _COMMA.finditer(text, sentence.start, words.start())), default=sentence.start)
        return first, words.end()
    if extent in ("comma_on", "statement_of"):
        after = _COMMA.search(text, words.end(), sentence.end)
        return words.end() if extent == "comma_on" else words.start(), after.start() if after else sentence.end
    breaks = _PHRASE_BREAK if extent == "phrase" else _BREAK if extent != "before" else _COMMA
    first = max((one.end() for one in breaks.finditer(text, sentence.start, words.start())), default=sentence.start)
    if extent == "before" and (done := DONE_AND.search(text, first, words.start())):
        first = done.end()
    after = breaks.search(text, words.end(), sentence.end)
    last = after.start() if after else sentence.end
    if extent in ("statement_on", "talk_on"):
        return words.start() if extent == "talk_on" else words.end(), last
    return first, words.start() if extent == "before" else last


def _on_condition(text: str, words: re.Match[str], sentence: Sentence) -> tuple[int, int] | None:
    """Return what stands right before a condition, when no verb tells that it was done: "injection if no better"."""
    first = max((one.end() for one in _CLAUSE.finditer(text, sentence.start, words.start())), default=sentence.start)
    return None if _DONE.search(text, first, words.start()) else (first, words.start())


def _listed(marked: MarkedText, words: re.Match[str], sentence: Sentence) -> tuple[int, int] | None:
    """Return the list of acts behind a word for talk, to the first part of it that tells of something done."""
    text, end = marked.text, sentence.end
    stops = [one.start() for one in _COMMA.finditer(text, words.end(), end)]
    if not stops or not any(
        one.kind in ("technique", "closure", "medication", "service") and words.end() <= one.start < stops[0]
        for one in marked.mentions
    ):
        return None
    for first, last in pairwise([*stops, end]):
        if _WAS_DONE.search(text, first, last):
            return words.end(), first
    return words.end(), end


_WAS_DONE: Final = re.compile(r"\b(?:was|were|\w+ed|done|frozen|taken|x\s?\d+|\d+ lesions?)\b", re.IGNORECASE)

_CLAUSE: Final = re.compile(r"[;\n,.:(]|\s-\s|\b(?:but|then)\b")
_DONE: Final = re.compile(
    r"\b(?:was|were|\w+(?<!advis)(?<!plann)(?<!consider)(?<!discuss)(?<!offer)(?<!mention)(?<!talk)(?<!ne)ed"
    r"|frozen|done"
    r"|given|taken|cut|today|to(?! (?:the )?(?:fat|fascia|subcut))|return|call|rtc|see"
    r"|i|we|asked?|reports?|x\s?\d+)\b",
    re.IGNORECASE,
)
"""What before a condition says that something was done, or that the patient shall come back."""


def _coming(text: str, words: re.Match[str], sentence: Sentence) -> tuple[int, int] | None:
    """Return what is told of a time to come: from the words that say so, with the thing that shall be done."""
    after = _BREAK.search(text, words.end(), sentence.end)
    last = after.start() if after else sentence.end
    first = max((one.end() for one in _BREAK.finditer(text, sentence.start, words.start())), default=sentence.start)
    told = list(_COMING.finditer(text, first, last))
    if not told:
        return None
    ahead = [one.start() for one in told if one.start() < words.start()]
    place = ahead[0] if ahead else words.start()
    return max((one.end() for one in _ITEM_BREAK.finditer(text, first, place)), default=first), last


def _without_strange_looks(marked: MarkedText) -> MarkedText:
    """Leave out wishes about looks in a sentence whose acts are none of today: they speak of those."""
    looks = {one.sentence for one in marked.mentions if one.kind == "cosmetic_signal" and one.scope == "asserted"}
    if not looks:
        return marked
    told: dict[int, set[bool]] = {}
    elsewhere = False
    for one in marked.mentions:
        if one.kind in ("technique", "service"):
            is_done = one.scope in LIVE
            told.setdefault(one.sentence, set()).add(is_done)
            elsewhere = elsewhere or (is_done and one.sentence not in looks)
    strange = {number for number in looks if told.get(number) == {False}} if elsewhere else set()
    if not strange:
        return marked
    mentions = [
        one._replace(scope="hypothetical") if one.kind == "cosmetic_signal" and one.sentence in strange else one
        for one in marked.mentions
    ]
    return marked._replace(mentions=mentions)
