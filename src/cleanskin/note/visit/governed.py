"""Acts that stand where a note only speaks of them: in its story, or under a word that is about an act and does none.

A name of an act ("cryotherapy", "to freeze") tells of work when nothing or a word of doing stands over it.
Under a noun or a verb of speaking, asking, judging, arranging or teaching it is only the subject of that word; before
"can", "would", "is" or "seems" it is what something general is said of; behind "to" it is an aim.  So it is too in the
story of the illness of a note that has a part of its own for what was found and done.
"""

import re
from collections.abc import Iterator
from typing import Final

from cleanskin.note.holding import Holding
from cleanskin.note.mention import LIVE, MarkedText, Mention, Scope, Sentence
from cleanskin.note.sought import Sought
from cleanskin.note.visit.acts import ACTS, DONE, MEASURES, is_done_form

_STORY: Final = frozenset({"hpi", "past_history"})
_LATER: Final = frozenset({"exam", "assessment", "plan", "procedure"})
_OF_TODAY: Final = Sought(
    r"\b(?:today|now|this visit|this (?:morning|afternoon)|here\b(?! before)"
    r"[^.;\n]{0,60}? for|here to|presents? for|returns? for|in for"
    r"|comes? for"
    r"|scheduled for|back for|referred for|seen for|procedure|consent\w*|tolerated|elects?|opts?|chose|wishes"
    r"|would like"
    r"|proceed)\b",
    re.IGNORECASE,
)
"""What says in a story that its sentence is of this visit."""

_PART: Final = re.compile(
    r"\n[ \t]*(?:\d{1,2}[.)]|[-*#]|procedures?|proc|exam\w*|o/e|pe|a/?p|plan|imp\w*|assessment|operation|surgery|done"
    r"|treatments?|tx|rx|mohs|biops\w+|excisions?|ln2|cryo\w*|stage)(?![\w-])",
    re.IGNORECASE,
)
"""What opens a part of its own below a story, though no heading that is known."""

_DONE: Final = Sought(
    rf"\b(?:{DONE}|did|gave|went on|underwent|under(?:took|taken)|tolerated|consented|repeated|used|received|prepped"
    r"|anesthe\w+|lidocaine|\w+ed using|here|presents|in for)\b",
    re.IGNORECASE,
)
"""What says that something was done after all."""

_STOPS: Final = (";", "\n", ".", "?", "!")
_STOP: Final = re.compile(r"[;\n.?!](?:(?<=[;\n])|(?<![^a-z0-9)\"]\.)(?<!^\.)(?=\s|$))")

_WITHIN: Final = r"(?:(?!\b(?:so|that|which|who|because|since|as|and|but|if|while|when|with)\b)[\w%&/'() -]){0,60}?"
"""Words that lead from a name to what is said of it."""

_WHAT_TO: Final = re.compile(r"\b(?:what|how|codes?) (?:do|does|can|should|would) (?:\w+ ){1,3}\Z", re.IGNORECASE)
_PAPER: Final = (
    r"(?:letters?|summar(?:y|ies)|reports?|records?|guidelines?|literature|evidence|trials?|stud(?:y|ies)|protocols?"
    r"|research|articles?|websites?|links?|apps?|ads?|adverts?|decision aids?|aids?|myths?|leaflets?|text"
    r"|consent text"
    r"|quotes?|quotations?|estimates?|polic(?:y|ies)|plans?|insurers?|insurance|carrier|payer|arm [A-Z\d])"
)
_ABOUT: Final = Sought(
    r"\b(?:put(?:s|ting)? off|veto(?:es|ed)|with(?:held|holds?)|abort(?:ed|s)?|omit(?:ted|s)?|skip(?:ped|s)?|shelved?"
    r"|balk(?:s|ed) at|dread(?:s|ed)?|shun(?:s|ned)?|described?|explained?|explaining|take over|takes over"
    r"|scrapped|hold off"
    r"|held off|forgo|forwent|foregoing|forgoing|steps of|idea of|usual course after|outlook after"
    r"|downsides? (?:of|to)"
    r"|upsides? (?:of|to)|merits? of|details of)\b(?! how the)"
    r"|"
    rf"\b{_PAPER}\s+(?:\w+\s+){{0,3}}?(?:mention\w*|lists?|listed|supports?|supported|permits?|allows?|gets|favou?rs?"
    rf"|describe[sd]?|suggests?|recommends?|covers?|excludes?|refers? to|reads?|states?|says?|for|about|on|of"
    rf"|against)\b"
    r"|\b(?:peer[- ]to[- ]peer|opinions?|views?|advice|thoughts?|discussion|talk|conversation|question|quer(?:y|ies)"
    r"|date|slot|booking|request|bid|(?:no|little) (?:case|role|need|reason|grounds|call|time|money|budget|room"
    r"|place)"
    r"|candidate|criteria|threshold|appetite|keen|enthusiasm|plea)\s+"
    r"(?:sought\s+|set\s+)?(?:for|about|on|of|as to|regarding|concerning)\b"
    r"|\b(?:quotes?|quotations?|estimates?|prices?|fees?)\s+(?:\w+\s+){0,6}for\b"
    r"|\b(?:see|assess|review)\s+this\s+(?:\w+\s+){1,3}for\b"
    r"|\b(?:think|thinking|talk|mull|mulling|weigh|weighing)\s+(?:it\s+)?over\b|\b(?:we|I|they) (?:spoke|talked"
    r"|thought) (?:of"
    r"|about)\b"
    r"|\b(?:leave|leaving|left(?= (?:the|it|this|that|these|those|her|his|their|them|any|all|an?|further"
    r"|both)\b)|keep|keeping|save|saving|reserve[sd]?)\s+(?=(?:[^.;\n]|\.\d)*\b(?:another|later"
    r"|future|next)\b)"
    r"|\b(?:failing|failing that|short of|nil for|nowhere with|reacted \w+ to|react(?:s|ed) to|expecting|expected"
    r"|counsell?ed that|persuaded against|talked out of|instead of|rather than|in lieu of|as opposed to"
    r"|compared (?:with|to)"
    r"|unlike|barring)\b"
    r"|(?:(?<=[.;:\n])|(?<=[.;:] )|^)\s*(?:[-*]\s*)?(?:cancell?ed|denied(?: by \w+)?|contraindicated|postponed"
    r"|deferred|outstanding"
    r"|mdt outcome|tumou?r board|(?:surgical )?(?:schedule|sched|list|diary)|waitlist\w*|wish ?list|failing that"
    r"|pre-?op visit only|to (?:be )?book(?:ed)?|not covered|excluded|unavailable|plan [B-D]|second[- ]line"
    r"|third[- ]line|back-?up|f/?u|standing orders?|parking lot"
    r"|scheduling (?:comment|note)|ordered(?: for a future date)?|on order|someday|one day)\b[^.\n]*?[:;,]",
    re.IGNORECASE,
)
"""Words that are about what stands behind them."""

_SAYS: Final = (
    r"(?:can|cannot|can't|could|would|should|(?-i:may)|might|must|seems?|remains?|carries|costs?|goes|needs?|requires?"
    r"|takes|hurts?|helps?|works?|makes|offers|sounds|looks|appears|depends|awaits?|gave|brought(?! together)|provided"
    r"|maybe|perhaps|(?:is|are)(?!\s+(?:\w+\s+)?(?:\w+ed|in|by|with|done|performed|given|completed|carried|tolerated"
    r"|taken|obtained|applied|repeated|run|read|split|laid|cut|sewn|frozen|drawn|swung|made|brought|on (?:the"
    r"|an?|another|that) claim|used"
    r"|sent|positive|negative|pos|neg|x|\d)\b))\b"
)
_GENERAL: Final = Holding(
    r"(?:(?!\b(?:so|that|which|who|because|since|as|and|but|if|while|when|patient|pt|she|he|we|it|lab)\b)"
    rf"[\w%&/'() -]){{0,60}}?(?:,[^,.;\n]{{1,40}},\s*|,\s*\d+ \w+|:\s*)?\b{_SAYS}",
    re.IGNORECASE,
    told=rf"\b{_SAYS}",
)
"""What is said of an act in general, or of its worth, behind its name."""

_AIM: Final = Sought(
    r"(?:\bto\s+|\bplease\s+|\b(?:can|could|would|should|(?-i:may)|might|will|shall|must|cannot)\s+)(?:(?:also"
    r"|then|now|just|simply)\s+)?(?P<verb>(?:punch|shave|incise|do|give|place|take|perform|try|use|have|get"
    r"|undergo|repeat|put"
    r"|treat|start|inject|close)\s+)?(?:(?:an?|the|some|further|another|her|his|their|this|that|it|them)\s+)?$",
    re.IGNORECASE,
)
_FOR: Final = Sought(
    r"(?<=[A-Za-z])\s+(?:for|about|at|against|regarding|concerning)\s+(?:(?:an?|the|some|further|another|her|his"
    r"|their|possible|repeat)\s+)?$",
    re.IGNORECASE,
)
_FOR_NOW: Final = Sought(
    r"\b(?:here|in|back|presents?|presenting|return(?:s|ed|ing)|scrap\w+|sampl\w+|specimens?|tissue|swabs?"
    r"|michel'?s|seen|scheduled|consent\w*|prepped|prep|ready|attends?|attending|indication|ind"
    r"|comes?|came|came in|arriv\w+|brought|booked|admitted|listed|referred|sent|visit|day|note|record|log"
    r"|today|now|plan"
    r"|indicated|procedure|proc|positioned|anesthetized|numbed|marked|timeout|time[- ]out|supplies|kit|used"
    r"|instrument\w*"
    r"|needle|diagnosis|dx|code|codes|bill|elig\w+|opt\w*|elect\w*|appointment|session|op|operation|dose|units?"
    r"|mg|ml|cc"
    r"|chosen|selected|allerg\w+|technique|wound|defect|site|sites|area|areas|lesions?|spots?|patient|pt)\b",
    re.IGNORECASE,
)
"""What an act may be the purpose of though it is done."""

_NOT: Final = (
    r"not (?:repeated|reconsidered|reordered)"
    r"|not (?:attempted|carried|done|performed|given|tried|undertaken|pursued|needed|started|begun|wanted"
    r"|chosen|taken up)"
    r"|mooted|brought up|vetoed|put (?:back|off|aside)|shelved|scrapped|crossed off|struck|left to|described"
    r"|explained|postponed|(?:kept|held) (?:in reserve|for later)|reserved|pushed back"
    r"|handed (?:over|to)|floated|contemplated|debated|off the table"
    r"|on the (?:agenda|list|cards|table|horizon|wish ?list)"
)
_OPEN: Final = r"stays? (?:undecided|open|off)|no decision|undecided|tbd|another matter"
_NOT_DONE: Final = Holding(
    rf"(?:\s?\([^()\n]{{1,60}}\)\s?)?{_WITHIN}(?:,\s*\d+ \w+)?[\s:-]*"
    rf"\b(?:(?:(?:was|were|has|had|have|been|being|is|be)\s+){{0,3}}(?:{_NOT})|{_OPEN})\b",
    re.IGNORECASE,
    told=rf"\b(?:{_NOT}|{_OPEN})\b",
)
"""What behind a name says that it did not come to be."""

_VERB: Final = re.compile(
    r"(?:freeze|excise|inject|drain|treat|shave|snip|biopsy|punch|debride|avulse|extract|curette|close|remove"
    r"|destroy|cut"
    r"|repair|graft|pare|trim|cauteri[sz]e|desiccate|I&D|sample|ligate|ablate|laser|scrape|patch test"
    r"|prick test|lance"
    r"|re-?excise|suture)\b",
    re.IGNORECASE,
)
"""Names of acts that are verbs too."""

_REACHED: Final = Sought(
    r"\b(?:proceed\w*|elect\w*|opt\w*|decid\w*|decision|agree\w*|chose|chooses?|used|applied|went on|here"
    r"|presents?|wish\w*"
    r"|want\w*|prefer\w*|consent\w*|(?:would|'d) like|return\w*|attention|turned|comes?|came|in|order|able"
    r"|managed|happy|(?:went|goes|going) (?:\w+ )?on"
    r"|verbali\w+|plan|today|now|needle|blade|scissors?|curette|nitrogen|LN2|cryo\w*|permission|indicated"
    r"|necessary|order"
    r"|taken|brought|scheduled|decides|needed|required|necessary)\b",
    re.IGNORECASE,
)
"""What before an aim says that it was come to."""

_ASKS: Final = Sought(
    r"\s*(?:[-*]\s*)?(?![^\n]*\b(?:cod(?:e|es|ed|ing)|bill\w*|report\w*|charge\w*|claim\w*|submit\w*|units?|add-?ons?"
    r"|modifiers?|cpt|list|paid|payable|[1-9]\d{4})\b)(?:is"
    r"|are|was|were|can|could|would|should|do|does|did|will|shall|what|when|why|how)\b[^\n]*\?",
    re.IGNORECASE,
)
_COMING: Final = (
    r"(?:\b(?:on|this|next|coming)\s+(?:mon|tues|wednes|thurs|fri|satur|sun)day\b(?!\s+last)|\bpost[- ]?partum\b"
    r"|\bin clinic [A-Z\d]\b|\b(?:some ?day|(?<!\b[io]n )(?<!, )one day|down the line|another (?:day|time|occasion))\b"
    r"|\b(?:in|for) (?:the )?(?:spring|summer|autumn|fall|winter|new year)\b|\blater (?:in|this) (?:the )?\w+\b"
    r"|\?\?)"
)
_ONE_DAY: Final = Holding(rf"{_WITHIN}(?:,?\s*){_COMING}", re.IGNORECASE, told=_COMING)
"""A time to come behind a name, or a mark that asks."""

_BETWEEN: Final = re.compile(r"[,;.\n]|\b(?:and|but|then)\b", re.IGNORECASE)
_LIST: Final = re.compile(r"\s*(?:biops(?:y|ies))?\s*(?:,|/|,?\s*\bor\b)\s*", re.IGNORECASE)
_TESTS: Final = frozenset(
    {"koh", "wet_mount", "tzanck", "fungal_culture", "immunofluorescence", "immunostain", "special_stain"}
    | {"slide_reading", "frozen_section"}
)
"""What tissue is taken for."""

_CLAUSE: Final = Sought(r"\bbut\b|,(?!\d)", re.IGNORECASE)


def without_governed(marked: MarkedText) -> MarkedText:
    """Return the note with the acts that are only spoken of in the scope of what was, or of what may be."""
    acts = [one for one in marked.mentions if one.kind in ACTS and one.scope in LIVE]
    if not acts:
        return marked
    story = set(_of_story(marked, acts))
    places: dict[tuple[int, int], Scope] = {(one.start, one.end): "historical" for one in acts if one.sentence in story}
    before: Mention | None = None
    for one in acts:
        if one.sentence in story or is_done_form(one.words):
            continue
        goes_on = (
            before is not None
            and before.sentence == one.sentence
            and (
                not _BETWEEN.search(marked.text, before.end, one.start)
                or _LIST.fullmatch(marked.text, before.end, one.start)
            )
        )
        if goes_on or _is_spoken_of(marked, one):
            places[one.start, one.end] = "hypothetical"
            before = one
    if not places:
        return marked
    left = {one.sentence for one in acts if (one.start, one.end) not in places}
    bare: dict[int, int] = {}
    for one in acts:
        if (one.start, one.end) in places and one.sentence not in left:
            bare.setdefault(one.sentence, -1 if one.sentence in story else one.start)
    kept: list[Mention] = []
    for one in marked.mentions:
        if one.scope in LIVE:
            if one.kind in MEASURES and one.sentence in bare and one.start > bare[one.sentence]:
                continue
            scope = places.get((one.start, one.end))
            if scope is None and one.sentence in bare and (one.kind == "feature" or one.kind in ACTS):
                scope = "historical" if one.sentence in story else "hypothetical"
            if scope is not None and (one.kind == "feature" or one.kind in ACTS):
                one = one._replace(scope=scope)
        kept.append(one)
    return marked._replace(mentions=kept)


def _of_story(marked: MarkedText, acts: list[Mention]) -> Iterator[int]:
    """Yield the sentences of the story that tell of acts, where a part for what was found and done follows."""
    for number in sorted({one.sentence for one in acts if one.section in _STORY}):
        sentence = marked.sentences[number]
        if not _OF_TODAY.search(marked.text, sentence.start, sentence.end) and any(
            one.section in _LATER for one in marked.sentences[number + 1 :]
        ):
            head = number
            while head and marked.sentences[head - 1].section == sentence.section:
                head -= 1
            if not _PART.search(marked.text, marked.sentences[head].start, sentence.end):
                yield number


def _statement(text: str, sentence: Sentence, act: Mention) -> tuple[int, int]:
    """Return where the statement of an act begins and ends."""
    stop = _STOP.search(text, act.end, sentence.end)
    return _behind_stop(text, sentence.start, act.start), stop.start() if stop else sentence.end


def _behind_stop(text: str, start: int, end: int) -> int:
    """Return the place behind the last stop in characters [start, end), `start` where none is."""
    last = end
    while True:
        last = max([text.rfind(sign, start, last) for sign in _STOPS])
        if last < 0:
            return start
        if _STOP.match(text, last, end) is not None:
            return last + 1


def _is_spoken_of(marked: MarkedText, act: Mention) -> bool:
    """True for the name of an act under a word that is about it, before one that is general, or as an aim."""
    text, sentence = marked.text, marked.sentences[act.sentence]
    first, last = _statement(text, sentence, act)
    aim = _AIM.search(text, first, act.start)
    if aim is not None and (aim["verb"] or _VERB.match(act.words)) and not _REACHED.search(text, first, aim.start()):
        return True
    for about in _ABOUT.finditer(text, first, last):
        if about.end() > act.start:
            break
        if _WHAT_TO.search(text, first, about.start()):
            continue  # "what does our lab report for ...": the verb, no paper
        clause = _CLAUSE.search(text, act.end, last)
        if not _DONE.search(text, about.end(), clause.start() if clause else last):
            return True
    if act.kind == "drug":
        return False  # what is said of a drug by its name is said of the treatment, not of a dose
    if (
        act.value not in _TESTS
        and act.value != "remove"
        and _FOR.search(text, max(first, act.start - 40) + 1, act.start)
        and not _FOR_NOW.search(text, first, act.start)
        and not _DONE.search(text, first, last)
    ):
        return True
    not_done = _NOT_DONE.match(text, act.end, last)
    if not_done is not None and not _DONE.search(text, first, not_done.start()):
        return True
    day = _ONE_DAY.match(text, act.end, min(last + 1, sentence.end))
    if day is not None and not _DONE.search(text, first, day.end()):
        return True
    if _ASKS.match(text, first, min(last + 1, sentence.end)):
        return True
    general = _GENERAL.match(text, act.end, last)
    if general is None:
        return False
    clause = _CLAUSE.search(text, general.end(), last)
    return not _DONE.search(text, first, clause.start() if clause else last)
