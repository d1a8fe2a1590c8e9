"""Acts told in everyday words: "sliced off flush", "scraped and burned", "the nail was pulled off".

Each row: what is said, the kind and the value of the mention it stands for.  The mention stands at the group `act`.
A row adds nothing where the tables of words have found an act of that kind at the same place.
"""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from cleanskin.note.folded import folded
from cleanskin.note.mention import MarkedText, Mention, sentence_number
from cleanskin.note.sought import Behind, Sought


class _Row(NamedTuple):
    said: Sought
    kind: str
    value: str


def _row(pattern: str, kind: str, value: str, *, before: str = "") -> _Row:
    flags = re.IGNORECASE
    return _Row(Behind(pattern, flags, before=before) if before else Sought(pattern, flags), kind, value)


_BY_PORTAL: Final = (
    r"\b(?P<act>(?:writes|wrote|written|asks|asked|contact(?:s|ed)|messag(?:es|ed)|question|inquiry|thread"
    r"|correspondence"
    r"|conversation|exchange|e-?mails?)\b(?![^.;\n]{0,60}\b(?:photo|picture|image))[^.;\n]{0,40}?"
    r"\b(?:through|via|over|on|in|by|using)\s+(?:the\s+|our\s+|her\s+|his\s+)?(?:patient\s+|clinic\s+|secure\s+)?"
    r"(?:portal|mychart|app)|(?:patient\s+|secure\s+)?(?:portal|mychart)\s+(?:question|inquiry|query|request|note"
    r"|dialog(?:ue)?"
    r"|correspondence|chat|back-and-forth|encounter))\b(?=[^\n]{0,260}\bmin)"
)
"""Questions of a patient that were answered in writing, where minutes are told for it."""

_INTO_LESIONS: Final = (
    r"\b(?:candida|antigen|kenalog|triamcinolone|TAC|bleomycin|5-?FU|fluorouracil|MMR|interferon|methotrexate|MTX)\b"
    r"[^.;,\n]{0,30}?\b(?P<act>into)\s+(?:[\w-]+\s+){0,6}?(?:warts?|verruca\w*|keloids?|scars?|lesions?|cysts?|plaques?"
    r"|patch(?:es)?|nodules?|nails?|acne|papules?|molluscum|spots?|bumps?|keratoacanthomas?|KAs?|SCCs?|BCCs?|prurigo)\b"
)
"""A drug that went into lesions, without a word for the needle: "candida antigen into two warts"."""

_READ_BY_HAND: Final = (
    r"(?=[^\n]{0,160}\b(?:(?:read|looked at|examined|mapped)\b[^.;\n]{0,40}\b(?:myself|himself|herself|ourselves)"
    r"|(?:I|we|he|she|(?:same |Mohs )?(?:surgeon|doctor|dermatologist))\s+(?:\w+\s+(?:it\s+)?and\s+)?"
    r"(?:read|looked at|examined)\b"
    r"|under\s+(?:the|my)\s+(?:micro)?scope))"
)
"""The surgeon reads the tissue: what makes layers and their pieces Mohs surgery."""

_DRAWN: Final = (
    r"pus|purulen\w+|abscess|boil|furuncle|carbuncle|seroma|hematoma|hygroma|cyst|ganglion|collection|bulla|blister|fluid"
    r"|draw|drew|drawn|pulled|sucked|withdr[ae]wn?|tapped|emptied|drained|evacuated"
)
_NO_INJECTION: Final = r"(?:(?!inject|infiltrat|anesth|lido|block)[^.;\n]){0,70}?"
"""What a needle draws off and the verbs of it; the needle of the anesthetic draws nothing."""

_ROWS: Final = (
    _row(
        r"\b(?P<act>(?:first|one|two|three|four|a\s+single|single|1|2|3|4)\s+layers?)\b(?!\s*(?:of\s+)?(?:clos|repair|sutur))"
        rf"[^\n]{{0,80}}?\b(?:pieces?|pcs|blocks?|sections?)\b{_READ_BY_HAND}",
        "technique",
        "mohs",
    ),
    _row(
        r"\b(?P<act>(?:small|tiny|little|an?)\s+(?:\w+\s+)?(?:piece|bit|snippet|sliver|sample|fragment|portion))"
        r"(?:\s+of\s+(?:it|the\s+\w+))?\s+(?:(?:was|were|is|has\s+been)\s+)?(?:taken|removed|snipped|clipped|cut|sent)"
        r"\b(?:\s+(?:off|out|away))?\s+(?:for|to)\s+(?:the\s+)?(?:histo\w*|path\w*|lab\w*|microscop\w*|biops\w*|diagnos\w*)",
        "technique",
        "biopsy",
    ),
    _row(
        r"\b(?:small|tiny|little)\s+(?:piece|bit|snippet|sliver|sample|fragment|portion)\s+of\b[^.;\n]{0,80}?"
        r"\b(?P<act>(?:taken|removed|snipped|clipped|cut|nipped)(?:\s+(?:off|out|away))?)\s+(?:for|to)\s+(?:the\s+)?"
        r"(?:histo\w*|path\w*|lab\w*|microscop\w*|biops\w*|diagnos\w*)",
        "technique",
        "biopsy",
    ),
    _row(
        r"\b(?P<act>snippet|snip|nip)\s+(?:was\s+)?(?:taken|sent)\s+(?:for|to)\s+(?:the\s+)?(?:histo|path|lab|microsc|biops)",
        "technique",
        "biopsy",
    ),
    _row(
        r"\b(?:boil|furuncle|carbuncle|abscess|(?:inflamed|infected)\s+cyst)(?:e?s)?\b[^\n]{0,80}?"
        r"\b(?P<act>(?:single\s+|one\s+|small\s+)?(?:stab|nick|prick)(?:b?ed)?(?:\s+(?:once|open|incision|cut|wound))?)\b"
        r"(?=[^\n]{0,60}\b(?:pus|purulen\w*)\b)",
        "technique",
        "drainage",
    ),
    _row(
        r"\bblood (?:under|beneath|behind|below) (?:[\w-]+ ){0,4}?\w*nail\b[^.;\n]{0,40}?"
        r"(?P<act>let out|released|drained|relieved|tapped)\b",
        "technique",
        "evacuation",
    ),
    _row(
        r"(?:#\s?)?\b1[15][ -]?blade\s+(?P<act>(?:(?:single|one|small)\s+)?(?:stab|nick|incision)(?:bed)?)\b"
        r"(?=[^\n;]{0,40}\b(?:pus|purulen\w*)\b)",
        "technique",
        "drainage",
    ),
    _row(
        r"\b(?P<act>specimens?)(?:\s+(?:sent|taken|submitted|obtained))?\s*:\s*"
        r"(?=\(?(?:A|1)[.):]\s[^\n]*\b(?:shave|punch|tangential)\b)"
        r"(?![^\n]*\b(?:path\w*|dx|diagnosis|accession|received|read|excis\w*|mohs|removal|ED&C|carcinoma|nevus)\b)",
        "technique",
        "biopsy",
    ),
    _row(
        r"\b(?:boil|furuncle|abscess)(?:e?s)?\b[^\n]{0,80}?"
        r"\b(?P<act>needle\s+(?:went\s+|put\s+)?in(?:to\s+it)?|needled|aspirated)\b(?=[^\n]{0,60}\b(?:pus|purulen\w*)\b)",
        "technique",
        "puncture",
    ),
    _row(
        r"[,;]\s*(?P<act>(?:(?:in\s+)?(?:two|2|three|3)\s+)?layers)\b,?\s*(?:line\s+\d|\d+(?:\.\d+)?\s*cm\b(?:\s+line)?\s*(?:[.,;]|$))",
        "closure",
        "intermediate",
    ),
    _row(
        r"(?P<act>(?:path(?:ology)?\s+)?reports?|path(?:ology)?|both|all|each)"
        r"(?:\s*[=:]|\s+(?:is|was|says?|said|read|came back|confirmed|proved))?(?:\s+(?:as|an?))?\s+"
        r"(?:BCCs?|SCCs?|SCCIS|basal cell|squamous cell|melanoma)\b(?!\s+(?:was|were|of|on|at|excis))",
        "pathology",
        "result",
        before=r"[.;,:(]|\b(?:and|the|held)",
    ),
    _row(_INTO_LESIONS, "technique", "injection"),
    _row(
        r"\b(?:cantharid\w+|canthar\w+|TCA|trichlor\w+|podophyll\w+|beetle juice)\b[^\n]{0,80}?"
        r"\b(?P<act>applied|painted|dabbed|dotted)\b(?=[^.;\n]{0,60}\b(?:to|on|onto)\s+(?:all|each|both|\d|the \d))",
        "technique",
        "chemical",
    ),
    _row(
        r"\A(?!(?s:.)*\bmohs\b(?! surgeon))(?s:.){0,300}?\bmohs surgeon\b[^\n]{0,220}?"
        r"\b(?P<act>(?:one|two|three|four|five|six|a single|\d)\s+(?:stages?|layers?))\b(?!\s+(?:of\s+)?(?:closure"
        r"|repair|sutur))",
        "technique",
        "mohs",
    ),
    _row(
        r"\b(?:bit|piece|part|sliver|sample|portion|slice|dis[ck]|shaving)s?\s+of\b[^.;\n]{0,80}?"
        r"\b(?P<act>shaved|sliced|razored|skimmed)\b",
        "technique",
        "tangential",
    ),
    _row(
        r"\bthin\s+(?:slice|dis[ck]|sliver|shaving|piece)s?\s+of\b[^.;\n]{0,60}?\b(?P<act>taken|removed|lifted)\b",
        "technique",
        "tangential",
    ),
    _row(
        r"\b(?:wedge|sliver|piece|strip|part|portion)\s+of\b[^.;\n]{0,80}?\b(?P<act>cut\s+out|excised|removed|taken)\b"
        r"(?=[^.;\n]{0,30}\b(?:as\s+a\s+(?:sample|biopsy)|for\s+(?:the\s+)?(?:lab|path|diagnos|biops|histol"
        r"|microscop)))",
        "technique",
        "incisional",
    ),
    _row(
        r"\b(?P<act>(?:plug|core)s?)\s+(?:of\s+(?:skin|tissue)\s+)?(?:\w+\s+){0,3}?(?:bored|drilled|lifted|cut)\b",
        "technique",
        "punch",
    ),
    _row(
        r"\b(?P<act>(?:got|gets|given|received|had)\s+(?:the\s+)?(?:liquid\s+)?nitrogen)\b", "technique", "cryosurgery"
    ),
    _row(
        r"\b(?P<act>needled)\s+(?:with|into)\b(?=[^.;\n]{0,60}\b(?:steroid|kenalog|triamcinolone|tac|bleomycin"
        r"|keloid|scar"
        r"|patch|plaque|bald))",
        "technique",
        "injection",
    ),
    _row(
        r"\b(?P<act>(?:cut|took|take)\s+(?:an?|the|his|her|one|two|my)\s+(?:\w+\s+){0,2}?"
        r"(?:cyst|lipoma|mole|melanoma|cancer|tumou?r|carcinoma)s?\s+(?:off|out))\b",
        "technique",
        "excision",
    ),
    _row(
        r"\b(?:blackhead|comedone?|milia|milium|whitehead|pimple)s?\b[^.;\n]{0,80}?"
        r"\b(?P<act>(?:squeezed|pressed|popped|pricked|opened|picked)(?:\s+and\s+\w+)?(?:\s+out)?)\b",
        "technique",
        "expression",
    ),
    _row(
        r"\b(?:boil|furuncle|carbuncle|abscess)(?:e?s)?\b[^.;\n]{0,60}?"
        r"\b(?P<act>(?:opened|cut\s+open|nicked\s+open|pierced|slit)(?:\s+up)?)\b",
        "technique",
        "drainage",
    ),
    _row(
        r"\b(?:opened|cut\s+into|slit)\s+(?:an?|the|his|her|two|three|four|\d+|several|both)\s+(?:[\w-]+\s+){0,3}?"
        r"(?P<act>(?:boil|furuncle|carbuncle|abscess)(?:e?s)?)\b",
        "technique",
        "drainage",
    ),
    _row(
        r"\b(?:kenalog|triamcinolone|tac|ilk|steroids?|celestone|betamethasone|bleomycin|candida)\b[^.;\n]{0,40}?"
        r"\b(?P<act>(?:went|goes|was\s+put|put|was\s+placed|placed|instilled|infiltrated|delivered|deposited)\s+"
        r"(?:in|into|to|through)\b)",
        "technique",
        "injection",
    ),
    _row(
        r"\b(?P<act>(?:sliced|planed|razored|skimmed|carved)\s+(?:it\s+|them\s+)?(?:off|away|flush))\b",
        "technique",
        "shave",
    ),
    _row(
        r"\b(?P<act>(?:cut|sliced|taken)\s+(?:off\s+)?(?:flush|level)\s+(?:with|to)\s+the\s+skin)\b",
        "technique",
        "shave",
    ),
    _row(
        r"\b(?P<act>(?:plug|core)s?)\s+(?:of\s+(?:skin|tissue)\s+)?(?:\w+\s+){0,3}?(?:taken|removed|obtained|sent)\b",
        "technique",
        "punch",
    ),
    _row(
        r"\b(?P<act>wedge)(?!\s+of\s+(?:\w+\s+)?(?:redundan|excess))\s+(?:of\s+(?:skin|tissue|it|the\s+\w+)\s+)?(?:\w+\s+){0,3}?(?:taken|removed|obtained"
        r"|sent)\b",
        "technique",
        "incisional",
    ),
    _row(
        r"\b(?P<act>ellip(?:se|sis)|fusiform|lens[- ]shaped (?:piece|cut)|lenticular)\s+(?:of skin\s+)?"
        r"(?:was\s+|is\s+)?(?:then\s+)?(?:cut|carried|taken|removed|excised|lifted)\b(?=[^.;\n]{0,40}\b(?:fat|subcut\w*|fascia|adipose"
        r"|depth|hypodermis)\b)",
        "technique",
        "excision",
    ),
    _row(
        r"\b(?P<act>(?:deep|buried|dermal|dermis|subcut\w*|SQ)\s+[2-6][-/]0\b)[^.;\n]{0,24}?[,;/+&]?\s*(?:and\s+)?"
        r"(?:skin|surface|epiderm\w*|superficial|top|cuticular)\s+[3-7][-/]0\b",
        "closure",
        "intermediate",
    ),
    _row(
        r"\b(?:nail|toenail|fingernail|nail plate|plate)\b[^.;\n]{0,24}?"
        r"\b(?P<act>(?:lifted|freed|elevated)\s+(?:off|from)\s+(?:the|its)\s+(?:nail\s+)?bed)\b"
        r"(?=[^.;\n]{0,60}\b(?:pulled|removed|taken|extracted|avulsed|twisted)\b)",
        "technique",
        "avulsion",
    ),
    _row(
        r"\b(?:kenalog|triamcinolone|tac|ilk)\b[^\n]{0,60}?[.;,(]\s*(?P<act>intra-?dermal(?:ly)?|intra-?lesional(?:ly)?)\b",
        "technique",
        "injection",
    ),
    _row(
        r"\b(?P<act>mel)\b(?=\W{1,3}(?:in[ -]situ\b|\d?\.\d+\s?mm|breslow|p?T1"
        r"|(?:on |of )?(?:the )?(?:l|r|left|right)\b))",
        "condition",
        "melanoma",
    ),
    _row(
        r"\b(?:lipoma|fat lobules?|fatty (?:lump|mass|tumou?r)|cysts?|(?<!part of the )(?<!bit of the )sac)"
        r"\b[^.\n]{0,120}?"
        r"\b(?P<act>(?:teased|dissected|freed|shelled|delivered)\s+(?:free|out|from)\b)",
        "technique",
        "excision",
    ),
    _row(
        r"\b(?P<act>(?:freed|dissected|shelled|teased|delivered)\s+(?:out\s+)?(?:an?|the)\s+(?:\w+\s+){0,4}?(?:mass|lipoma"
        r"|cyst|sac))\b",
        "technique",
        "excision",
    ),
    _row(
        r"\b(?P<act>another|further|additional|extra)\s+\d*\.?\d+\s?(?:mm|cm)\b[^.;\n]{0,24}?"
        r"\b(?:taken|excised|removed|cut)\b(?=[^.;\n]{0,40}\b(?:a?round|rings?|rims?|circumferential\w*|all sides)\b)",
        "technique",
        "excision",
    ),
    _row(r"\b(?P<act>cut)\s+with\s+(?:an?\s+)?\d*\.?\d+\s?-?(?:mm|cm)\s+margins?\b", "technique", "excision"),
    _row(r"\b(?P<act>shelled\s+out|popped\s+out\s+whole|taken\s+out\s+whole)\b", "technique", "excision"),
    _row(
        r"\b(?P<act>(?:scrap|curett)ed\s+(?:and|then|&)\s+(?:burn(?:ed|t)|cauterized|seared|charred|desiccated))\b",
        "technique",
        "electrodesiccation",
    ),
    _row(
        r"\b(?P<act>(?:sprayed|treated|hit|touched|dabbed)\s+with\s+(?:the\s+)?(?:cold(?!\s(?:air|pack|compress|water|saline))|freezing"
        r"|nitrogen)(?:\s+(?:spray|gun))?)\b",
        "technique",
        "cryosurgery",
    ),
    _row(
        r"\b(?:nail|toenail|fingernail|plate|border|edge)s?\b[^.;\n]{0,40}?\b(?P<act>(?:pulled|lifted|peeled|stripped"
        r"|taken|ripped|slid|drawn)\s+(?:off|out|away|to the root)"
        r"|(?:cut(?: free)?|freed|elevated|lifted|loosened|detached|undermined)\s*(?:,|and|then|&)+\s*"
        r"(?:removed|pulled|taken|extracted|delivered|drawn|withdrawn))\b",
        "technique",
        "avulsion",
    ),
    _row(
        r"\b(?:toenail|fingernail|nail plate|thumbnail|nail)\s+(?:was |is |were )?(?P<act>pulled|extracted|ripped"
        r"|yanked)\b",
        "technique",
        "avulsion",
    ),
    _row(
        r"\b(?:corns?|call(?:us(?:es)?|osit(?:y|ies)))\b[^.;\n]{0,80}?\b(?P<act>(?:shaved|sliced|cut|trimmed"
        r"|filed|thinned)"
        r"(?:\s+(?:down|thin|away))?)\b",
        "technique",
        "paring",
    ),
    _row(
        r"\bblade\b[^.;\n]{0,60}?\b(?P<act>(?:pus|purulence|purulent \w+)\s+(?:was\s+)?(?:out|expressed|evacuated"
        r"|drained|released))\b",
        "technique",
        "drainage",
    ),
    _row(r"\b(?P<act>pus\s+(?:was\s+)?(?:let|allowed|released)\s+out)\b", "technique", "drainage"),
    _row(
        r"\b(?:gives?|gave|given|injects?|injected|administers?|administered"
        r"|puts?)\b[^.;\n]{0,80}?\b(?P<act>under\s+the\s+skin)\b",
        "service",
        "injection_sc",
    ),
    _row(r"\d\s?(?:mg|mcg|units?|ml|cc)\s+(?P<act>SQ|sub-?q|subcut\w*)\b", "service", "injection_sc"),
    _row(
        r"\b(?:gives?|gave|given|injects?|injected|administers?|administered|shots?)\b[^.;\n]{0,80}?"
        r"\b(?P<act>(?:in|into)\s+(?:the\s+|her\s+|his\s+)?(?:left\s+|right\s+)?(?:muscle|buttocks?|deltoid"
        r"|glut\w+|hip))\b",
        "service",
        "injection_im",
    ),
    _row(
        r"\b(?P<act>allergens?)\b[^.;\n]{0,50}?\b(?:taped|applied|placed|put\s+on|affixed|fixed|stuck)\b"
        r"(?!\s+(?:on\s+)?(?:mon|tue|wed|thu|fri|sat|sun|last\b|yesterday|two days|48|\d{1,2}/\d))",
        "service",
        "patch_test",
    ),
    _row(
        r"\b(?:taped|applied|placed|put\s+on|affixed)\b[^.;\n]{0,50}?\b(?P<act>allergens?)\b(?![^.;\n]{0,40}\bprick)",
        "service",
        "patch_test",
    ),
    _row(
        r"\b(?P<act>(?:NACDG|ACDS|NA|north american|american core|core|standard|baseline|extended|comprehensive)\W{1,3}"
        r"\d{2,3}\W{1,3}(?:allergen )?(?:series|panel|tray))s?\b[^.;\n]{0,40}?\b(?:taped|applied|placed|put\s+on)\b",
        "service",
        "patch_test",
    ),
    _row(
        r"\b(?P<act>(?:narrow[- ]?band|UVB|UV|light|phototherapy)\s+(?:booth|cabinet|panel|unit))\b",
        "service",
        "phototherapy_uvb",
    ),
    _row(
        rf"\b(?:{_DRAWN})\b{_NO_INJECTION}\b(?:{_DRAWN})\b{_NO_INJECTION}"
        r"\b(?P<act>(?:through|with|by|via|using)\s+(?:an?\s+)?(?:[\w-]+\s+){0,3}needle)\b",
        "technique",
        "puncture",
    ),
    _row(r"\b(?P<act>(?:red|blue)\s+lamp)\b", "service", "pdt"),
    _row(r"\b(?P<act>(?-i:ALA|MAL))\b(?=[^\n]{0,260}\b(?:lamp|light|illuminat\w*)\b)", "service", "pdt"),
    _row(
        r"\b(?P<act>IV|intravenous)\s+(?:infliximab|remicade|inflectra|renflexis|avsola)\b",
        "service",
        "infusion",
    ),
    _row(
        r"\b(?:infliximab|remicade|inflectra|renflexis|avsola)\b[^\n]{0,160}?"
        r"\b(?P<act>drip|dripped|IV\b|intravenous(?:ly)?|(?:ran|run|running)(?=\s+(?:from|over|for|in|about|\d)))\b",
        "service",
        "infusion",
    ),
    _row(_BY_PORTAL, "service", "messages"),
    _row(_BY_PORTAL, "visit_mode", "messages"),
    _row(
        r"\b(?P<act>scrap(?:ed?|ings?|es))\b[^.;\n]{0,90}?\b(?:mites?|scybala|ova\b|eggs|ectoparasites?|demodex)\b",
        "service",
        "scabies_prep",
    ),
    _row(
        r"\b(?:scabies|mites?|scybala|burrows?|ectoparasites?|demodex)\b[^.;\n]{0,60}?\b(?P<act>scrap(?:ed|ings?"
        r"|es))\b"
        r"[^.;\n]{0,60}?\b(?:microscop\w*|under (?:the |a )?scope|slide|mineral oil)\b",
        "service",
        "scabies_prep",
    ),
    _row(
        r"\b(?:mites?|scybala)\b[^.;\n]{0,40}?\b(?P<act>microscop(?:y|e|ic\w*)|under (?:the |a )?scope)\b",
        "service",
        "scabies_prep",
    ),
    _row(
        r"\b(?P<act>microscop(?:y|e|ic\w*)|slide)\b[^.;\n]{0,60}?\b(?:mites?|scybala)\b",
        "service",
        "scabies_prep",
    ),
)

_EXACT: Final = frozenset({"tangential", "incisional", "expression", "biopsy", "avulsion"})
"""Acts whose everyday words say more than the single word in them."""

_NOT_SERVED: Final = frozenset({"planned", "negated"})


def with_plain_acts(marked: MarkedText) -> MarkedText:
    """Return the note with a mention for each act that is told in everyday words."""
    text = folded(marked.text)
    added = [one for row in _ROWS if not row.said.is_ruled_out(text) for one in _found(marked, row)]
    if not added:
        return marked
    kept = [one for one in marked.mentions if not any(_is_replaced(one, by) for by in added)]
    return marked._replace(mentions=sorted([*kept, *added], key=lambda one: (one.start, one.end)))


def _is_replaced(one: Mention, by: Mention) -> bool:
    """True for a vaguer act, or a service of another kind, at the same words: "a bit is shaved"."""
    if not (one.start < by.end and by.start < one.end):
        return False
    if one.kind == "closure":
        return by.value == "mohs"
    if one.kind not in ("technique", "service"):
        return False
    return by.value in _EXACT and one is not by


def _found(marked: MarkedText, row: _Row) -> Iterator[Mention]:
    for said in row.said.finditer(marked.text):
        start, end = said.span("act")
        number = sentence_number(marked, start)
        if number is None:
            continue
        inside = [one for one in marked.mentions if one.sentence == number]
        if any(one.kind == row.kind and _is_same(one, row, start, end) for one in inside):
            continue
        nearest = min(inside, key=lambda one: abs(one.start - start), default=None)
        scope = nearest.scope if nearest is not None and nearest.kind in _ACTING else "asserted"
        yield Mention(
            row.kind,
            row.value,
            start,
            end,
            marked.text[start:end],
            scope=scope if scope in _NOT_SERVED else "asserted",
            sentence=number,
            clause=nearest.clause if nearest is not None else 0,
            section=marked.sentences[number].section,
        )


_ACTING: Final = frozenset({"technique", "service", "closure", "drug"})


def _is_same(one: Mention, row: _Row, start: int, end: int) -> bool:
    """True for an act that the tables of words found there, or of the same value in the sentence."""
    if one.value == row.value or (row.value == "scabies_prep" and one.value == "koh"):
        return True
    return row.value not in _EXACT and one.start < end and start < one.end
