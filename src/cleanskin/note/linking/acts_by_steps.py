"""Acts on the skin told by their steps: a tool and how it moved, how deep a cut went and what came out.

"A blade was slid beneath it and the wafer lifted" is a shave, "a 4 mm cutter turned down to fat, the plug lifted" a
punch, "cut round to fascia, the block came out" an excision, "the sac was teased out whole" too.  None of the words
says so alone: a row asks for words of two classes in one statement.  Where a table has named such an act in the
statement nothing is added; names that fit any act ("removed", "scissors") give way.
"""

import re
from typing import Final, NamedTuple

from cleanskin.note.folded import folded
from cleanskin.note.linking.made_mentions import made, with_made, within
from cleanskin.note.mention import LIVE, MarkedText, Mention, sentence_number
from cleanskin.note.sought import Sought

_BLADE: Final = r"(?:blade|scalpel|knife|razor|dermablade|no\.? ?(?:10|15)|#(?:10|15)|(?:10|15)[ -]blade)"
_FLAT_TOOL: Final = (
    r"(?:derma[ -]?blade|razor(?: blade)?|half[ -](?:a )?(?:razor )?blade|gillette|personna|wilkinson"
    r"|double[ -]edged? blade"
    r"|(?:flexible|curved|bent|bowed|flexed|shave|safety|flat) (?:\w+ )?blade"
    rf"|{_BLADE} (?:was |is )?(?:held |kept |laid |angled |turned |lying )?(?:very |nearly |almost )?"
    r"(?:flat|flush|level|horizontal(?:ly)?|parallel|bowed|flexed|bent|angled)(?! on the tray))"
)
_UNDER: Final = (
    r"(?:swept|slid|slipped|passed|ran?|run|carried|glided|guided|drawn|drew|worked|moved|sawed|stroked|brought|pushed"
    r"|teased|went|taken|eased|advanced|sweeping|sliding|passing|running|gliding)(?: \w+){0,4}? (?:under(?:neath)?"
    r"|beneath|below|across (?:the|its) base|through (?:the|its) base"
    r"|through (?:the )?(?:(?:mid|upper|papillary|superficial|deep|reticular)[ -]?)+dermis)"
)
_SLICED: Final = (
    r"(?:skim+(?:ed|ming)|plan(?:ed|ing)|fil+et+ed|slic(?:ed|ing)|slice|sauceri?[sz]?ed|dished|scooped|pared|carved"
    r"|whittled|amputated|cut|taken|came|lifted|removed|levell?ed|detached|sheared|razed|brought|cleaved)(?: (?:it|them"
    r"|the \w+|this|that|clean(?:ly)?|then|was|entire(?:ly)?|whole|completely|away|neatly)){0,3} (?:off|out|away|flat"
    r"|flush|level|horizontally|tangentially)"
    r"|horizontal(?:ly)? (?:amputat\w+|cut|slic\w+|remov\w+|pass|shav\w+|section\w*)"
    r"|(?:amputated|cut|divided|severed|transected) (?:through (?:the|its) base )?at (?:skin level|its base|the base"
    r"|the level of)"
)
_FLAT: Final = (
    r"(?:(?:amputated|cut|taken|came|lifted|removed|detached|sheared|divided|severed|transected|sliced|carried"
    r"|carved) (?:\w+ ){0,4}?(?:flat|flush|level|horizontally|tangentially|at skin level|at (?:its|the) base)"
    r"|horizontal(?:ly)? (?:amputat\w+|cut|slic\w+|remov\w+|pass|shav\w+))"
)
_WAFER: Final = (
    r"(?:wafers?|thin (?:slice|dis[ck]|sliver|sheet|piece|shaving|layer|plate|leaf|coin|chip)s?"
    r"|(?:skin-deep|superficial|shallow|tangential|saucer[- ]shaped) (?:slice|dis[ck]|sliver|piece|bowl"
    r"|specimen|scoop|cut|pass)s?"
    r"|shavings?|saucer of (?:skin|tissue)|(?:tissue|skin) (?:wafer|dis[ck]))"
)
_TREPHINE: Final = (
    r"(?:trephines?|(?:keyes|disposable|round|circular|rotary|tubular|hollow|biopsy) (?:\d(?:\.\d)?[ -]?mm )?"
    r"(?:disposable )?(?:cutter|blade|cylinder|knife|bore|tool|cutting (?:cylinder|edge|tool))"
    r"|cutting (?:cylinder|tube|ring)|\d(?:\.\d)?[ -]?mm (?:\w+ ){0,2}(?:cutter|cylinder|core|plug|bore|keyes)"
    r"|(?:skin|tissue) (?:cores?|plugs?)|(?:core|plug|cylinder|column)s? of (?:skin|tissue|full|dermis))"
)
_TURNED: Final = (
    r"(?:twirl\w*|twist\w*|rotat\w*|turn(?:ed|ing)|spun|spinning|drill\w*|bored?|boring|screw\w*|push\w*|press\w*"
    r"|seated|driven|drove|sunk|lifted|harvest\w*|taken|tak(?:e|ing)|took|came|remov\w*|retriev\w*|collect\w*|snipp?\w*"
    r"|freed|free|cut|obtain\w*|dropped|went|sent|drawn|extract\w*|through|deliver\w*|given|gave|yield\w*|submitted"
    r"|placed|into|to (?:formalin|fat|subcut\w*)|for)"
)
_PIECE: Final = (
    r"(?:ellips[ei]s?|ellipse|elliptical|fusiform|spindles?|lens(?:es)?|lenticular|lozenges?|boat[- ]shaped"
    r"|(?:orange|melon)[- ]segment"
    r"|en[- ]bloc|(?:in |as )?(?:a |one |single )*block|wedge|island|cone|full[- ](?:thickness|depth)"
    r"|whole[- ]thickness"
    r"|(?:circular|oval|round|square) (?:cut|incision|piece|dis[ck]|specimen)"
    r"|(?:cut|incised|sliced|went|knife|blade|incision|scored|carved|taken|dissected) (?:\w+ ){0,3}?(?:all )?a?round"
    r"|blade|vertical(?:ly)? (?:cut|incis\w*|knife|walls?|edges?|sides?)|(?:vertical|perpendicular) "
    r"|incision|knife|scalpel|cut|sharply|dissect\w*|skin and (?:all )?(?:the )?(?:fat|subcut\w*)|skin with fat)"
)
_DEEP: Final = (
    r"(?:(?:to|into|through|in|off|above|on|over|at|including|incl\.?|include[ds]?|with|and|plus|onto|of) (?:the |deep "
    r"|superficial |muscular |mid-?|muscle |underlying |subcutaneous |a (?:fleck|strip|cuff) of |skin and |all |of "
    r"|down |to )*(?:fat\b|subcut\w*|sub-?q\b|hypoderm\w*|adipose|fascia\w*|platysma|SMAS|galea|paratenon|perichondrium"
    r"|pericranium|periosteum|panniculus|scarpa\w*|frontalis|temporalis|muscle|fat pad)"
    r"|full[- ](?:thickness|depth)|whole[- ]thickness|extensor paratenon|subcutaneous (?:fat|level|plane))"
)
_OUT: Final = (
    r"(?:(?:came|come|brought|lifted|taken|took|cut|removed|delivered|dissected|raised|peeled|swept|went|got|sliced)"
    r" (?:\w+ ){0,3}?(?:out|off|away|up|free|in toto|whole|entire(?:ly)?|en[- ]bloc|in one|intact|as one|as a)\b"
    r"|specimens? (?:was |were )?(?:pinned|inked|orient\w+|orientated|labell?ed|marked|tagged|sutured)"
    r"|delivered|removed|excis\w+|freed|taken|took|extirpat\w*|detached|lifted|raised|went|out\b|off\b)"
)
"""What came out, or was taken out."""

_SAC: Final = (
    r"(?<!part of the )(?<!some of the )(?<!bit of the )(?<!portion of the )(?:sacs?|cyst (?:wall|lining"
    r"|capsule)|(?:cyst|wall|lining|capsule|sac|lipoma|tumou?r|lobul\w+|fatty (?:lump|mass|tumou?r)"
    r"|yellow (?:lump|mass|lobules?)"
    r"|encapsulated \w+|steatocystoma|pilar cyst|trichilemmal cyst|wens?\b))"
)
_SHELLED: Final = (
    r"(?:shell\w*|teas\w+|peel\w*|eas(?:ed|ing)|pop+\w*|deliver\w*|dissect\w*|finger[- ]swept|swept|milked"
    r"|free[ds]?|slid|squeez\w+|pull\w*|lift\w*|came|enucleat\w*|coax\w*|drawn?|drew)"
    r" (?:\w+ ){0,4}?(?:out|free|away|through|from|whole|intact|entire|complete(?:ly)?|in (?:one|toto)|off)\b"
)
_SAMPLE: Final = (
    r"(?:(?:for|to get|to make|needs) (?:a |the |tissue )?(?:diagnos\w+|dx\b|histo\w*|microscop\w+|culture|analysis)"
    r"|(?:dx|diagnosis) (?:is )?(?:unclear|unknown|pending|uncertain|open)|samples?\b|sampled|sampling|incisional"
    r"|(?:for|as a|took a|the) biopsy|part of (?:it|the|a)|middle part|(?:portion|piece|fragment|bit|snippet) of"
    r"|(?:from|at|across) (?:the |its |an? )?(?:\w+ )?(?:border|edge|rim|margin|centre|center|middle)"
    r"|(?:rest|remainder|lump|plaque|lesion)(?: itself)? (?:was |is )?(?:left|continues|remains|stays)"
    r"|unexplained|no answer|undiagnosed|\?\s?[A-Za-z]{2}|[A-Za-z]{2}\?|r/o|rule out|DIF\b|michel"
    r"|to (?:find out|learn|know|settle|prove|confirm)"
    r"|suspect\w*|suspicious|possible|differential|\bddx\b|vs\.?\b|versus|(?:path\w*|result|report|histology"
    r"|dx) (?:is |are )?(?:pending|awaited|to follow)"
    r"|await\w*|diagnos(?:e|tic|is)\b|doubt\w*|equivocal|uncertain|representative|thickest|darkest|advancing"
    r"|active (?:border|edge|rim))"
)
_WHOLE: Final = (
    r"(?:whole (?:lesion|thing|mole|growth|papule|naevus|nevus|plaque|spot|scar|bed|cyst|tumou?r|nodule)"
    r"|entire(?:ly)?|in toto|completely|removed whole|wholly|intact"
    r"|nothing (?:\w+ ){0,3}left|not (?:merely )?sampled|for removal|margins?\b|(?:each|every|all) (?:sides?"
    r"|way|round|a?round)|cuff|clear rim|halo of|mm (?:beyond|ring|rim|border|outside|of (?:clinically )?normal)"
    r"|gone\b|lesion off|off entire)"
)
_OTHER_WORK: Final = (
    r"(?:hard skin|horny|in thin slices|nails?\b|plate|matrix|corns?|call(?:us|uses|osity)|clav(?:us|i)|graft|donor"
    r"|harvest\w* (?:from|of) (?:the )?(?:thigh|skin)|flap|stages?\b|layers? (?:\w+ )?(?:frozen|mapped)|frozen|mohs"
    r"|micrographic|abscess|pus\b|purulen\w*|h(?:a?)ematoma|clot|undermin\w*|splinter|fragments? of glass"
    r"|suture[sd]?\b(?=[^.;\n]{0,20}(?:removed|out))|comedo\w*|milia|debrid\w*|slough|necro\w+|wart\w*|mollusc\w*)"
)


class _Row(NamedTuple):
    """One way to tell an act: words that must stand in a statement, in any order."""

    first: Sought
    second: Sought
    value: str
    of_sample: str
    gives_way: frozenset[str]


def _row(first: str, second: str, value: str, of_sample: str, gives_way: frozenset[str]) -> _Row:
    flags = re.IGNORECASE
    return _Row(Sought(rf"\b{first}", flags), Sought(rf"\b{second}", flags), value, of_sample, gives_way)


_VAGUE: Final = frozenset({
    "remove", "treat", "snip", "cautery", "curettage", "drainage", "debridement", "paring", "destruction", "thinning",
})  # fmt: skip
"""Acts whose names may be of a step: "removed", "scissors", "the base cauterized", "incised"."""

_OF_SHAVE: Final = ("tangential", _VAGUE | {"shave"})
_TAKEN: Final = (
    r"(?:took|taken|takes|bit(?:e|ten)?|remov\w+|snipp?\w*|cut|scoop\w*|scrap\w*|shav\w+|harvest\w*|obtain\w*|sent"
    r"|clipped|nipped)"
)
_TO_THE_LABORATORY: Final = (
    r"(?:for|to|into|in) (?:a |the |tissue )?(?:histo\w*|patho?\w*|diagnos\w+|dx\b|microscop\w+|lab\b|laborator\w+"
    r"|formalin|cassette)"
)

_ROWS: Final = (
    _row(_TREPHINE, _TURNED, "excision", "punch", _VAGUE | {"evacuation", "excision"}),
    _row(_SAC, _SHELLED, "excision", "excision", _VAGUE | {"expression", "punch"}),
    _row(
        _PIECE,
        rf"(?:{_DEEP}.*?\b(?P<act>{_OUT})|(?P<before>{_OUT}).*?\b{_DEEP})",
        "excision",
        "incisional",
        _VAGUE | {"incisional"},
    ),
    _row(rf"{_PIECE}.*?\b{_DEEP}", rf"(?P<act>{_SAMPLE})", "incisional", "incisional", _VAGUE | {"biopsy"}),
    _row(
        r"(?:pared|sliced|cut|carved|skimmed|planed|amputated|severed|removed|taken|divided|shaved)",
        r"(?P<act>(?:inside|within|in|at) (?:the )?(?:(?:level|plane) of (?:the )?)?"
        r"(?:(?:mid|upper|papillary|superficial|deep|reticular)[ -]?)*dermis)",
        "shave",
        *_OF_SHAVE,
    ),
    _row(_FLAT_TOOL, rf"(?:{_UNDER}|{_SLICED}|{_WAFER})", "shave", *_OF_SHAVE),
    _row(_FLAT_TOOL, r"(?:removed|whole|entire(?:ly)?|specimen|took|taken)", "shave", *_OF_SHAVE),
    _row(_BLADE, rf"(?:{_UNDER}|{_FLAT}|{_WAFER}|skim+(?:ed|ming)|dished out)", "shave", *_OF_SHAVE),
    _row(
        r"curett?e\b",
        rf"(?P<act>{_TAKEN}) (?:\w+ ){{0,4}}?(?:shavings|fragments?|pieces?|bits?|samples?"
        rf"|scoops?)\b.*?\b{_TO_THE_LABORATORY}",
        "tangential",
        "tangential",
        _VAGUE | {"tangential"},
    ),
    _row(
        r"(?:forceps|scissors|punch|tweezers|snip)",
        rf"(?:(?P<act>{_TAKEN}|one bite|single bite) (?:\w+ ){{0,4}}?(?:fragments?|pieces?|bits?|bites?"
        rf"|snippets?|portion|strip)?\b.*?"
        rf"\b{_TO_THE_LABORATORY}|(?P<before>bites?) {_TO_THE_LABORATORY})",
        "biopsy",
        "biopsy",
        _VAGUE,
    ),
)
_REMOVAL: Final = Sought(
    r"\b(?:(?:whole|entire) (?:lesion|thing|mole|growth|papule|naevus|nevus|spot)|removed whole|taken out whole"
    r"|in toto"
    r"|margins?\b|mm (?:beyond|of (?:clinically )?(?:normal|good|healthy)|all round|a?round)|for removal|to remove)",
    re.IGNORECASE,
)
"""What says that a core was all of the lesion."""

_STEPS: Final = frozenset({"snip", "curettage", "thinning"})
"""Acts that are steps of others: a core is freed with scissors, a curette scoops a sample."""

_OTHER: Final = Sought(rf"\b{_OTHER_WORK}", re.IGNORECASE)
_SAMPLED: Final = Sought(rf"(?<!\w){_SAMPLE}", re.IGNORECASE)
_ALL_OUT: Final = Sought(rf"\b{_WHOLE}", re.IGNORECASE)

_TODAY: Final = LIVE | {"hemostasis"}
"""Scopes of today's work and of its steps."""


def with_acts_by_steps(marked: MarkedText) -> MarkedText:
    """Return the note with an act where a statement tells its steps, in the place of names that fit any act."""
    added: list[Mention] = []
    dropped: set[Mention] = set()
    for number, rows in _statements(marked):
        for row in rows:
            told = _told(marked, number, row)
            if told is not None:
                added += told.acts
                dropped.update(told.names)
                break
    return with_made(marked, added, [one for one in marked.mentions if one not in dropped])


def _statements(marked: MarkedText) -> list[tuple[int, list[_Row]]]:
    """Return the statements that may tell an act by its steps, with the rows to try, in their order."""
    text = marked.text
    held = folded(text)
    tried: dict[int, list[_Row]] = {}
    for row in _ROWS:
        if row.first.is_ruled_out(held) or row.second.is_ruled_out(held) or not row.second.may_be_in(text):
            continue
        places = row.first.places_in(text)
        if places is None:
            numbers = set(range(len(marked.sentences)))
        else:
            numbers = {number for one in places if (number := sentence_number(marked, one)) is not None}
        for number in numbers:
            tried.setdefault(number, []).append(row)
    return sorted(tried.items())


class _Steps(NamedTuple):
    """What a statement tells by its steps: the act, unless it is named too, and the vague names that it stands for."""

    acts: list[Mention]
    names: list[Mention]


def _told(marked: MarkedText, number: int, row: _Row) -> _Steps | None:
    """Return what a statement tells by a row, None where another row is to be tried."""
    text, (start, end, *_) = marked.text, marked.sentences[number]
    if row.first.search(text, start, end) is None or _OTHER.search(text, start, end):
        return None
    second = row.second.search(text, start, end)
    if second is None:
        return None
    inside = within(marked, number)
    acts = [one for one in inside if one.kind in ("technique", "service") and not _is_styptic(one)]
    value = _value(marked, row, number)
    if any(one.value == value for one in acts):
        return _Steps([], [one for one in acts if one.value in _STEPS and one.value in row.gives_way])
    is_removal = _tells_removal(marked, number)
    if any(one.value not in row.gives_way or _is_named(one, value, is_removal=is_removal) for one in acts):
        return None
    if value == "excision" and [one.value for one in acts] == ["remove"]:
        return _NO_STEPS  # how deep it went, and what came out, tells the linking which removal it was
    if any(one.scope not in _TODAY for one in acts) or (inside and all(one.scope not in _TODAY for one in inside)):
        return None
    act = made(marked, "technique", value, _span(second))
    names = [one for one in inside if one.scope == "asserted" and (one in acts or _is_step(one, second))]
    return None if act is None else _Steps([act], names)


_NO_STEPS: Final = _Steps([], [])


def _span(found: re.Match[str]) -> tuple[int, int]:
    """Return the characters of the group that names the act, of the whole where there is none."""
    return next((found.span(name) for name in found.re.groupindex if found[name]), found.span())


def _is_named(one: Mention, value: str, *, is_removal: bool) -> bool:
    """True for a name that says more than a tool: a shave by that name, a wedge where nothing tells of a removal."""
    if one.value == "shave":
        return "shav" in one.words.lower() and not one.words.lower().startswith("shaving")
    return one.value == "incisional" and value == "excision" and not is_removal


def _is_step(one: Mention, told: re.Match[str]) -> bool:
    """True for what stills the bleeding, and for the number of pieces that one sample is made of."""
    return _is_styptic(one) or (one.kind == "count" and _PIECES.match(told.string, one.end) is not None)


_PIECES: Final = re.compile(r" (?:\w+ )?(?:fragments|pieces|bits|shavings|scoops|scrapings)\b", re.IGNORECASE)


def _is_styptic(one: Mention) -> bool:
    """True for what stills the bleeding of a step, and destroys where it is all that is told."""
    return one.value == "chemical" and _STYPTIC.match(one.words) is not None


_STYPTIC: Final = re.compile(r"silver nitrate|AgNO3|TCA", re.IGNORECASE)


def _around(marked: MarkedText, number: int) -> tuple[int, int]:
    """Return the characters of a statement and of two on either side of it."""
    around = marked.sentences[max(0, number - 2) : number + 3]
    return around[0].start, around[-1].end


def _tells_removal(marked: MarkedText, number: int) -> bool:
    return _REMOVAL.search(marked.text, *_around(marked, number)) is not None


def _value(marked: MarkedText, row: _Row, number: int) -> str:
    """Return which act it is: a sample, or all of the lesion; the statements beside it say so too."""
    if row.value == row.of_sample:
        return row.value
    start, end = _around(marked, number)
    is_sampled = _SAMPLED.search(marked.text, start, end) is not None
    is_whole = _ALL_OUT.search(marked.text, start, end) is not None
    if row.of_sample == "punch":
        return row.value if _tells_removal(marked, number) and not is_sampled else row.of_sample
    return row.of_sample if is_sampled and not is_whole else row.value
