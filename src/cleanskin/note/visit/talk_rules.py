"""What a rule for a stretch of talk says, and the rules for what is told of earlier days and of what stands below."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from cleanskin.note.mention import MarkedText, Scope, sentence_at
from cleanskin.note.sought import Sought

ACTS: Final = frozenset({"technique", "service", "closure", "drug", "mohs", "feature"})
WITH_DRUGS: Final = ACTS | {"medication", "decision"}
TALKED: Final = ACTS | {"medication"}
PAST: Final = WITH_DRUGS | {"count", "dose"}
EFFECTS: Final = frozenset({"pathology", "condition", "trigger", "feature", "cosmetic_signal", "status"})
EVERYTHING: Final = frozenset({"*"})
ALL: Final = WITH_DRUGS | EFFECTS | {"service_detail"}


class Rule(NamedTuple):
    """What begins a stretch, what it makes of the mentions of some kinds, and how far it goes."""

    words: Sought
    scope: Scope
    kinds: frozenset[str]
    extent: str
    at_start: bool = False
    stops: bool = True
    unless_given: bool = False


def sought(pattern: str) -> Sought:
    """Return a pattern without regard to capitals."""
    return Sought(pattern, re.IGNORECASE)


_ACT_AHEAD: Final = (
    r"\b(?:re-?excision|excision|mohs|biops(?:y|ies)|re-?biopsy|dermabrasion|laser|ED&C|cryo(?:therapy|surgery)?|LN2"
    r"|PDT|ILK|injections?|re-?treatment|surgery|phototherapy|removal|shave|punch|I&D|debridement|revision)"
    r"(?:\s+(?:of|to|for|on)(?:\s+(?!in\b|at\b)\w+){1,3})?\s+(?:(?:again|possibly|maybe|perhaps|likely|probably|due)\s+)?"
    r"(?:in|at)\s+(?!one day\b)"
    r"(?:about\s+|approx\w*\s+|~\s?)?(?:\d+|an?|one|two|three|four|six|eight|twelve)\W*"
    r"(?:(?:-|to)\W*\d+\W*)?(?:d|days?|wks?|weeks?|mos?|months?)\b"
    r"(?!\W*(?:ago|of age|old|intervals?|apart|post|after|later|s/p|back|out|since|duration|course))"
)
ACT_AHEAD: Final = sought(_ACT_AHEAD)
"""An act and the time that it is away: "excision in 4 weeks", "LN2 at 6 weeks"."""


_RELATIVES_DISEASE: Final = sought(
    r"\b(?:mother|father|brother|sister|son|daughter|aunt|uncle|cousin|grandmother|grandfather|grandparent|parent"
    r"|mom|dad|sibling|twin|relative)s?\s*(?:w/|:|=|-|\(|hx(?: of)?|h/o|also|and)?\s*(?:an?\s)?"
    r"(?:MMs?|MIS|melanomas?|BCCs?|SCCs?|NMSCs?|skin ca\w*|psoriasis|PsO|AD|atopy|eczema|vitiligo|lupus|acne"
    r"|NF1?|alopecia|HS|DNs?|dysplastic nev\w+)\b"
)
"""A relative with the name of a disease right behind: "mother MM", "dad: BCC"."""


EARLIER: Final = (
    Rule(
        sought(
            r"\b(?:not|never|no longer|isn't|wasn't)\s+(?:currently\s+|been\s+)?(?:on|taking|using)\s+"
            r"(?:any\s+|an?\s+)?[\w-]+(?:\s+or\s+[\w-]+)?"
        ),
        "historical",
        frozenset({"medication"}),
        "within_on",
        stops=False,
    ),
    Rule(
        sought(
            r"\b(?:can|may|could|will|might|to)\s+be\s+(?:treated|addressed|done|managed|excised|frozen|biopsied|removed)\b"
            r"[^.;\n]{0,40}\b(?:later|next (?:visit|time|month)|another (?:day|time|visit)|at (?:the )?follow-?up)\b"
        ),
        "planned",
        WITH_DRUGS,
        "within_on",
        stops=False,
    ),
    Rule(
        sought(
            r"\bhair\b[^.;,\n]{0,12}\b(?:clipped|trimmed|shaved)\b|\b(?:clipp?|shav|trimm)(?:ed|ing) (?:the |of )?hair"
            r"|\bresurfaced(?= with\b)|\b(?:raney|towel|skin|hemo|surgical) clips?\b"
            r"|\b(?:sutures?|stitches|staples) (?:were )?removed at (?:the )?end\b"
            r"|\b(?:lid|eyelid|scalp|foot|nail|hand|oral) hygiene\b"
            r"|\binjections?(?: |/)(?:teaching|training|diary|lessons?|education|calendar|anxiety|demo\w*)\b"
            r"|\b(?:incompletely|partially|not (?:fully|completely)) (?:removed|excised|resected|treated)\b"
            r"|\boutside\s(?:\w+\s)?(?:(?:report|path\w*)\s?(?:\+|&|and|plus)\s?)?slides?\b"
            r"|\b(?:independent|own|my) look at (?:the |outside )*slides?\b"
        ),
        "instruction",
        ACTS | {"site"},
        "within_on",
        stops=False,
    ),
    Rule(
        _RELATIVES_DISEASE,
        "family",
        frozenset({"condition", "medication"}),
        "within_on",
        stops=False,
    ),
    Rule(
        _RELATIVES_DISEASE,
        "family",
        ACTS | {"medication"},
        "statement_on",
        stops=False,
    ),
    Rule(
        sought(
            r"\bprefer\w*\s+(?!to\b)(?:(?!to\b)[^\s.;,:]+\s+){1,4}?(?:to|over)\s+"
            r"(?!(?:be|do|have|get|treat|avoid|go|see|try|wait|come|start|keep|remove|continue|which)\b)"
            r"|\b(?:cho(?:se|ose|oses|osing)|elect\w*|opt\w*|wants?|wanted|favors?)\s+"
            r"(?:(?!over\b)[^\s.;,:]+\s+){1,4}?(?:over|instead of|rather than)\s+"
        ),
        "declined",
        TALKED,
        "comma_on",
        stops=False,
    ),
    Rule(
        sought(
            r"\b(?:without|no|little|minimal|not much|only partial) (?:\w+ )?(?:relief|help|improvement|response"
            r"|benefit|success|effect)\b(?! (?:with|from|of|on|so)\b)"
        ),
        "historical",
        frozenset({"medication", "decision"}),
        "before",
    ),
    Rule(
        sought(
            r"\b(?:discussed|considered|offered|reviewed|mentioned),?\s+(?:but\s+|and\s+)?not\s+(?:done|performed|needed|chosen"
            r"|wanted|desired|pursued|undertaken|elected)\b"
        ),
        "planned",
        ACTS,
        "before",
        stops=False,
    ),
    Rule(
        sought(
            r"\b(?:copied|carried|pulled|pasted)(?:[ -](?:over|forward))?"
            r"(?: (?:from|forward from) (?:the |his |her )?(?:\w+ ){0,3}?(?:visit|note|chart|record|encounter))?"
            r"(?: (?:from |of )?(?:\d{1,2}/\d{1,4}(?:/\d{2,4})?|(?:[a-z]{3,9} )?20\d\d))?\s*[)\]]?\s*:"
        ),
        "historical",
        ALL | {"count", "length", "site", "visit_word"},
        "copied",
        stops=False,
    ),
    Rule(
        sought(
            r"\b(?:was|were|had been|been)\s+(?:\w+\s+)?(?:seen|evaluated|examined|consulted)\b[^.;\n]{0,40}?"
            r"\d{1,2}/\d{1,2}(?:/\d{2,4})?,?\s*(?:when|where|at which)\b"
        ),
        "historical",
        ACTS | {"count", "condition", "site"},
        "statement_on",
    ),
    Rule(
        sought(
            _ACT_AHEAD
            + r"|\b(?:re-?excision|excision|mohs|biops(?:y|ies)|dermabrasion|laser|ED&C|PDT|ILK|surgery|flap|graft"
            r"|revision|removal)\b[^.;,\n]{0,30}\b(?:would|will|could|might|may) (?:follow|be next|come next"
            r"|be the next step)\b"
        ),
        "planned",
        ACTS,
        "within_on",
        stops=False,
    ),
    Rule(
        sought(
            r"\bscheduled\s+(?:for\s+)?(?=(?:\w+\s+){0,2}?(?:excision|surgery|mohs|removal|biopsy|wle|procedure)\b"
            r"\s+\d{1,2}/\d)"
        ),
        "planned",
        ACTS,
        "statement_on",
    ),
    Rule(
        sought(
            r"\b(?:regrow\w*|regrew|improv\w+|resolv\w+|cleared|better|softer|flatter|smaller|respond\w+)\s+"
            r"(?:\w+\s+){0,2}?(?:after|with|since|following|to)\s"
            r"(?!(?:just |only )?(?:a single|one|two|three|four|\d)(?:\s(?:mohs )?(?:stage|layer|block)|\s?[.,;)]))"
        ),
        "historical",
        ACTS | {"count"},
        "statement_on",
    ),
    Rule(
        sought(r"\b(?:discussed|reviewed|outlined|weighed|explained)\b[^.;:,\n]{0,30}\b(?:vs\.?|versus)(?=\s)"),
        "planned",
        TALKED,
        "talk_on",
    ),
    Rule(
        sought(
            r"\b(?:frozen|treated|biopsied|shaved|excised|removed|injected|done|performed|taken|sampled|destroyed"
            r"|curetted|lasered|cut|snipped)\s+(?:\w+\s+){0,2}?(?:at|on|during)\s+(?:his|her|their|the|your)\s+"
            r"(?:last|previous|prior|earlier)\s+(?:visit|appointment|session|exam)\b"
        ),
        "historical",
        ACTS | {"count", "condition"},
        "through",
        stops=False,
    ),
    Rule(
        sought(
            r"\b(?:hx|h/o|history|s/p)\s+(?:of\s+)?(?:multiple\s+)?(?:BCCs?|SCCs?|SCCis|NMSCs?|MIS|MMIS|MM|melanomas?"
            r"|skin ca\w*|dysplastic nev\w+|DNs?)\b"
        ),
        "historical",
        ACTS | {"condition", "site", "count"},
        "to_years",
    ),
    Rule(
        sought(
            r"\b(?:prior|previous|last|past)\s+(?:session|treatment|tx|visit|appt|appointment|dose|injection|time)\b"
            r"\W{0,2}(?:on\W)?(?:#?\d{1,3}\b\W?)?(?:\d{1,2}/\d{1,2}(?:/\d{2,4})?)?\W?\s*[:-]"
        ),
        "historical",
        ALL | {"area", "count", "dose", "length", "site", "energy", "decision"},
        "sentence",
        at_start=True,
    ),
    Rule(
        sought(
            r"\bask(?:ing)?\s+(?:the\s+)?(?:MD|doctor|provider|physician|PA|NP|dr\b\.?(?:\s\w+)?)\s+(?:re|about|if)\b"
        ),
        "hypothetical",
        WITH_DRUGS,
        "statement_on",
    ),
    Rule(
        sought(r"\b(?:x\s?\d+\s+)?(?:lifetime|over (?:his|her|a) lifetime|in (?:his|her) life)\b"),
        "historical",
        frozenset({"condition", "count"}),
        "before",
    ),
    Rule(
        sought(
            r"\blast\s+(?:Mohs|biops\w+|bx|excision|surgery|LN2|cryo\w*|ILK|injections?|PDT|shave|ED&C)\b"
            r"(?!\s+(?:stage|layer|site|lesion|of the|of these))"
        ),
        "historical",
        ACTS | {"condition", "site", "count"},
        "statement_of",
    ),
    Rule(
        sought(
            r"\b(?:(?:as|see|described|detailed|documented|noted) (?:\w+ )?below|(?:see|per) (?:the )?(?:procedure|op"
            r"|operative) notes?)\b(?!\s*[:(])|\bbelow(?=\s*(?:[.;\n]|$))"
        ),
        "instruction",
        frozenset({"technique"}),
        "before",
    ),
)
"""Rules for earlier cancers and work, told as such, and for acts that are only announced."""

OF_OTHERS: Final = (
    Rule(
        sought(
            r"\b(?:office|clinic|practice|dermatologist|doctor|physician|colleague|hospital|surgeon|PCP)\b[^.;,\n]{0,30}?"
            r"\b(?:sends?|sent|mails?|mailed|submits?|submitted|forwards?|forwarded)\s+"
            r"(?:us|our (?:own )?(?:derm\w*|path\w*|lab\w*|practice|group))\b"
        ),
        "other_person",
        frozenset({"technique"}),
        "statement_on",
        stops=False,
    ),
    Rule(
        sought(
            r"\A\W*(?:addendum (?:by|per|from) (?:the )?(?:MA|RN|LPN|nurse|staff|medical assistant)|refill request"
            r"|(?:prior auth\w*|authorization)(?! (?:(?:is|was|has been) )?(?:on file|approved|obtained|in place"
            r"|received|not|granted|valid|current))|scheduling"
            r"|front desk(?! (?:listed|entered|typed|booked|wrote|keyed|put|had|has|label))"
            r"|(?:staff|phone|telephone) message"
            r"|(?:nurse|MA) (?:call|phone|telephone)"
            r"|(?:phone|telephone|call|result) (?:note|call|encounter|message)\W{0,3}(?:by |per |from )?(?:the )?"
            r"(?:MA|RN|LPN|nurse|staff|medical assistant))\b[^:.\n]{0,40}[:.-]"
        ),
        "other_person",
        EVERYTHING,
        "text",
        stops=False,
    ),
    Rule(
        sought(
            r"\b(?:no[- ]?show|did not (?:arrive|show|attend|come)|failed to (?:attend|arrive|show|keep)|DNKA)\b"
            r"(?![^\n]*\n(?:[^\n]*\n)*?[^\n]*\btoday\b[^\n]*\b(?:tx|treatment|session|dose|visit|fx)\b)"
        ),
        "other_person",
        EVERYTHING,
        "text",
        stops=False,
    ),
)
"""Rules for notes of what staff did at a desk or by telephone, and of patients who did not come."""

_LIST_OF_EFFECTS: Final = sought(
    r"(?:\b(?:discuss\w*|review\w*|explain\w*|counsel\w*|warn\w*|caution\w*|inform\w*|advis\w*|understand\w*|aware)\b"
    r"[^.;:\n]{0,80}[:(]|\bexpect(?:ed|s)?\b|\b(?:risks?|consent(?:ed|s)?|side effects?|adverse (?:effects?|events?)"
    r"|complications?|(?:black[ -]?)?box(?:ed)? warnings?|warnings?)\b"
    r"(?! factors?| of (?:the )?(?:lesion|mole|nevus)| strat))"
)
_EFFECT: Final = sought(
    r"\b(?:infections?|bleed\w*|scar\w*|clots?|thrombo\w*|VTE|MACE|cardiovascular|stroke|malignanc\w+|lymphoma|cancers?"
    r"|hepatotox\w*|liver|kidney|renal|nausea|vomiting|diarrhea|atrophy|pain|numbness|nerve|recurrence|depress\w*|suicid\w*"
    r"|birth defects?|teratogen\w*|hair loss|TB|tuberculosis|reactivation|zoster|shingles|death|hypopig\w*|hyperpig\w*"
    r"|dyspig\w*|pigment\w*|blister\w*|headache|GI|colitis|IBD|pancreatitis|marrow|cytopeni\w*|anaphyla\w*|allerg\w*"
    r"|conjunctivitis|dryness|dry lips|photosensitiv\w*|burns?|bruis\w*|swelling|ptosis|asymmetry|incomplete removal"
    r"|redness|crust(?:s|ing)?|scab(?:s|bing)?|soreness|hypertension|fatigue|dizziness|myelosuppression|hypersensitiv\w*|neuropathy|retino\w*|osteoporosis|rash)\b"
)
_EFFECTS_MIN: Final = 2
"""Fewest names of effects that make a list of them."""

_OUTCOME: Final = re.compile(r"\b(?:ha?ematomas?|seromas?|dehiscen\w*|necrosis)\b", re.I)
"""What a wound may come to: an effect in the list of a consent, and told by itself what has happened."""

_LIST_END: Final = re.compile(r"[;\n]")


def lists_of_effects(marked: MarkedText) -> Iterator[tuple[int, int]]:
    """Yield the lists of what a drug or an act may do, also those of a consent."""
    text = marked.text
    for words in _LIST_OF_EFFECTS.finditer(text):
        sentence = sentence_at(marked, words.start())
        if sentence is None:
            continue
        after = _LIST_END.search(text, words.end(), sentence.end)
        end = after.start() if after else sentence.end
        named = {one[0].lower() for one in _EFFECT.finditer(text, words.end(), end)}
        if words[0].lower().startswith(("risk", "consent")):
            named |= {one[0].lower() for one in _OUTCOME.finditer(text, words.end(), end)}
        if len(named) >= _EFFECTS_MIN:
            yield words.end(), end


DONE_AND: Final = re.compile(
    r"\b(?:(?:was|were) (?:applied|used|performed|given|done|delivered|frozen|treated|injected)"
    r"|(?:have |has )?(?:started|prescribed|began|begun|gave|froze|applied|switched|added|renewed|refilled))\b"
    r"[^.;\n]*\band\b",
    re.I,
)
"""What was done, before what else is told of it: "was applied to both and the effect explained"."""
