"""What the words around a drug say of it: that it failed, that others gave it, that it is only talked of, not wanted.

A drug counts as a decision of today only when none of this holds; `decisions` asks `is_decided`.
"""

import re
from collections.abc import Sequence
from typing import Final

from cleanskin.note.mention import Mention
from cleanskin.note.number_patterns import MONTH_NAMES, SEASONS
from cleanskin.note.sought import Sought
from cleanskin.note.visit.marks import DECIDED, Marks
from cleanskin.note.visit.no_problem import QUOTED

VERBS: Final = {
    "verb_started": "rx started",
    "verb_changed": "rx changed",
    "verb_continued": "rx continued",
    "verb_stopped": "rx stopped",
}
"""Verbs that need a drug beside them, and what they decide."""


def is_decided(marks: Marks, drug: Mention) -> bool:
    """Say whether the words around a drug leave it one that was decided about today."""
    if (
        (_FOR_SURGERY.match(marks.text, drug.end) and any(marks.has(kind) for kind in _SURGERY))
        or _has_failed(marks, drug)
        or _is_given_then(marks, drug)
        or is_talked_of(marks, drug)
        or _is_of_others(marks, drug)
    ):
        return False
    return _is_governed(marks, drug) or not (_is_unwanted(marks, drug) or _is_of_before(marks, drug))


def is_taken_already(marks: Marks, drug: Mention) -> bool:
    """Say whether the words behind a drug tell that the patient has and takes it already."""
    is_own = _OWN.search(marks.text, max(0, drug.start - 24), drug.start)
    return is_own is not None or _IS_TAKEN.match(marks.text, drug.end) is not None


_OWN: Final = re.compile(r"\b(?:own|brought (?:in )?(?:(?:his|her|their|a) )?)\W*\Z", re.I)
"""What before a drug's name says that the patient has it already."""


def is_dressing(marks: Marks, drug: Mention, named: Sequence[Mention]) -> bool:
    """Say whether a drug is what a wound of today is covered with: it stands in no sentence that names its problem."""
    if drug.words.lower() not in _DRESSINGS or any(one.sentence == drug.sentence for one in named):
        return False
    return any(marks.has(kind) for kind in ("technique", "closure", "mohs"))


_SURGERY: Final = ("technique", "closure", "mohs")
_FOR_SURGERY: Final = Sought(
    r"[^.;\n]{0,24}?\b(?:(?:since|as|because|given|for)\W+(?:s?he|they|pt|patient|the patient)?\W*(?:often |always "
    r"|still )?"
    r"(?:gets?|has had|had|has|is prone to|hx|history)\W+(?:of |recurrent |frequent )*(?:cold sores?"
    r"|fever blisters?|HSV|herpes|shingles)"
    r"|(?:to|on|over|because of|due to|given|in view of|since (?:s?he|pt|patient|there) (?:has|is))"
    r" (?:an? |the |her |his )?(?:\w+ )?(?:wounds?|graft|flap|bolster|incision|sutures?|stitches|prosthe\w+|valve"
    r"|implants?|joint|hip|knee)\b"
    r"|(?:cold sores?|HSV|herpes) (?:ppx|prophyla\w+)|(?:as |for )?prophyla\w+|ppx|held)\b",
    re.I,
)
"""What behind a drug says that it shall keep something from coming after today's work."""

_DRESSINGS: Final = frozenset({"petrolatum", "vaseline", "aquaphor", "zinc oxide"})


def _is_governed(marks: Marks, drug: Mention) -> bool:
    """Say whether a verb before a drug begins or changes it: what follows speaks of something else then."""
    return any(
        one.sentence == drug.sentence
        and one.start < drug.start
        and (one.value.startswith("rx_") or (one.value in VERBS and one.value != "verb_stopped"))
        and not any(other.start > one.end for other in marks.by_kind["medication"] if other.start < drug.start)
        for one in marks.of("decision", scopes=DECIDED)
    )


def _is_unwanted(marks: Marks, drug: Mention) -> bool:
    """Say whether the words behind a drug say no to it, ask about it, or put it off until something has happened."""
    told = _UNWANTED.match(marks.text, drug.end)
    return told is not None and not any(
        drug.end <= one.start < told.end()
        for kind in ("medication", "technique", "service")
        for one in marks.by_kind.get(kind, ())
        if one.sentence == drug.sentence and not _AND.fullmatch(marks.text, drug.end, one.start)
    )


_AND: Final = re.compile(r"\s?(?:/|\+|&|and\b)\s?", re.I)


def _is_of_others(marks: Marks, drug: Mention) -> bool:
    """Say whether another clinician, or an earlier visit, gave a drug."""
    if _IS_OTHERS.match(marks.text, drug.end):
        return True
    start = max(0, drug.start - _LOOK_BACK)
    return any(told.search(marks.text, start, drug.start) is not None for told in (_OTHERS_GAVE, QUOTED))


def _is_given_then(marks: Marks, drug: Mention) -> bool:
    """Say whether a drug did not suit, or was given another time, and nothing goes on with it or changes it."""
    told = _DID_NOT_SUIT.match(marks.text, drug.end) or _GIVEN_THEN.match(marks.text, drug.end)
    return told is not None and not any(
        one.sentence == drug.sentence and one.value in _GOES_ON for one in marks.of("decision", scopes=DECIDED)
    )


_GOES_ON: Final = frozenset({"verb_continued", "verb_changed", "rx_continued", "rx_changed"})

_MONTH: Final = rf"(?:{SEASONS}|{MONTH_NAMES})\b"
THEN: Final = (
    rf"(?:earlier\b|previously\b|before\b(?! bed| meals?| sun)|last (?:visit|time|week|month|year|{_MONTH})"
    rf"|in (?:the )?{_MONTH}|at (?:the|his|her|their) (?:first|last|previous|prior|initial) (?:visit|appointment)"
    r"|(?:\d+|an?|one|two|three|four|five|six) (?:days?|weeks?|months?|years?|wks?|mos?) ago)"
)
"""Words for a time before today."""

_GIVEN_THEN: Final = re.compile(
    r"\s(?:(?:in|last) )?(?:19|20)\d\d\b"
    r"|[^.;,\n]{0,16}?\b(?:given|prescribed|handed(?: out)?|dispensed|written|called in|ordered|finished|completed)\b"
    rf"(?: for (?:it|this|that|them|these))?[^.;,\n]{{0,10}}? {THEN}",
    re.I,
)
"""What behind a drug's name says that it was given another time."""

_DID_NOT_SUIT: Final = re.compile(
    r"(?:\W+(?:x|for|times) ?\d+ ?(?:d|days?|w|wks?|weeks?|mos?|months?)\b)?"
    r"\W+(?:(?:was|were|is|far|much|so|very|found|it)\W+){0,3}(?:too (?:irritating|drying|rough|harsh|strong"
    r"|expensive"
    r"|costly|messy)|irritated\b|burn(?:ed|t)\b|stung\b|ha[ds] no effect|did(?: not|n't) (?:help|work|suit)"
    r"|no (?:help"
    r"|effect|benefit|good)\b|intolerable|(?:gave|made|caused)\b|useless|(?:ha(?:s|ve|d) )?failed\b|ineffective"
    r"|(?:no longer|stopped) (?:work|help|hold)\w*)"
    r"|[^.;\n]{0,60}?\b(?:(?:both|all|each)(?: (?:have|has|had|were|of (?:them|these)))*|(?:have|has"
    r"|had) (?:both|all))"
    r" (?:failed\b|useless|ineffective|of no (?:use|help))",
    re.I,
)
"""What behind a drug's name says that it did not suit the patient."""


def _is_of_before(marks: Marks, drug: Mention) -> bool:
    return _LAST_TIME.search(marks.text, max(0, drug.start - _LOOK_BACK), drug.start) is not None


_LOOK_BACK: Final = 80

_OPEN: Final = (
    r"[^.\n?]{0,60}?\b(?:(?:wants?|wish(?:es)?|would like|'d like|prefers?|needs|going) (?:time )?to (?:think"
    r"|wait|hold"
    r"|defer|sleep on|consider)|will think|thinking (?:it|about)|undecided|on the fence|not (?:interested|keen|ready)"
    r"|would (?:like|rather|prefer) not|considered\b(?! safe)|(?:was|were|been) (?:\w+ )?(?:brought up"
    r"|mentioned|raised"
    r"|discussed) (?:before|again|previously|earlier|at the|last))"
)
"""What behind a drug's name says that nothing was settled about it: "5-FU offered; he would like to wait"."""

_UNWANTED: Final = Sought(
    r"[^.;,\n?]{0,50}?(?:, (?:but )?(?:(?:the )?(?:patient|pt|he|she|they|mom|dad"
    r"|parents?)\b[^.;,\n]{0,16}?)?)?(?:\b(?:is |are )?contra-?indicated|\bnot (?:for\b|possible|covered|prescribed"
    r"|safe|suitable|tolerated|wanted|interested|keen|an option|indicated|needed|a candidate|today|now\b|yet|done"
    r"|chosen)|\bno interest|\b(?:holds?|holding|held|puts?|putting) off\b|\bdeclin(?:ed|es|ing)\b|\brefus(?:ed|es)\b"
    r"|\bnone (?:chosen|wanted)|\blater, not|\bplanned (?:after|once|when)\b|\bafter healing\b|\bonce (?:it |he |she "
    r"|all )?(?:is |has )?heal(?:s|ed)\b)|[^.;,\n?]{0,16}?\bif (?:no(?:t)?|it|this|that|these|still|plateau\w*"
    r"|persist\w*|recur\w*|wors\w*|flar\w*|insufficient|fail\w*)\b"
    rf"|{_OPEN}|\s+(?:was |were )?stopped\b|\s+levels?\b|\s+(?:until|till) (?:the )?(?:path|biopsy|bx|result)"
    r"|\s(?:was |were )?offered\b[^.;\n]{0,16}\b(?:no (?:thx|thanks?|thank)|no\b|not\b)"
    r"|[^.;\n?]{0,50}?\b(?:s?he|they|pt|patient) (?:does not|doesn't|did not|didn't|do not|don't) want\b"
    r"|\s+none\b"
    r"|[^.;,\n?]{0,30}\?|\s+no\b(?! change| more| less)|\s+(?:brochure|leaflet|handout|pamphlet|booklet|flyer"
    r"|info(?:rmation)?(?: sheet)?|literature|video)s?\b",
    re.I,
)
"""What behind a drug's name says that it is not wanted, only asked about, or for when something else is over."""

_OTHERS_GAVE: Final = Sought(
    r"\b(?:pcp|gp|urgent care|uc|er|ed|(?:family|primary care|outside|other|her|his|their) (?:doctor|physician|np|pa)"
    r"|pediatrician|internist|podiatrist|allergist|rheumatologist|walk-in clinic|pharmacist|gyn\w*|ob)\W{1,2}"
    r"(?:has |had |have )?(?:gave|given|giving|prescribed|started|put (?:him|her|them|pt) on|tried|wrote"
    r"|called in)\W+"
    r"(?:(?!now\b|today)[\w%]+\W+){0,4}\Z"
    r"|\bdr\.? \w+(?: [^.;,\n]{1,30}?,?)?,? (?:who )?(?:ha[sd] (?:him|her|them|pt) on|(?:is |has been )?"
    r"(?:treat(?:s|ing)|manag(?:es|ing))(?: (?:it|this|that|them|him|her|pt))* with)\W+(?:\w+\W+)?\Z",
    re.I,
)
"""What before a drug's name says that another clinician gave it."""

_LAST_TIME: Final = Sought(
    r"\b(?:took|(?:had|has|have) (?:taken|finished|completed|held|avoided|been off))\W+(?:oral\W+)?\Z"
    r"|\bat (?:the |his |her |our )?(?:last|previous|prior|first|initial) (?:visit|appointment|appt)\b[^.;\n]{0,60}\Z"
    r"|\b(?:\d|one|two|three|several|multiple|many|repeated)\W?x?\W*(?:prior |previous |short |full |oral )*"
    r"(?:courses?|rounds?)\W+(?:of\W+)?(?:oral\W+)?\Z"
    r"|\b(?:treated|tx'?d|used|had|given|took|on it|cleared|helped)\b[^.;\n]{0,14}?\b(?:last (?:yr|year|month|summer"
    r"|winter|spring|fall|time)|years? ago|months? ago|before|in (?:19|20)\d\d)\b[^.;\n]{0,20}\Z",
    re.I,
)
"""What before a drug's name says that it was used another time: "treated last year with imiquimod"."""


def is_tried(text: str, place: int) -> bool:
    """Say whether the words before a place say that what is named there was tried and did not help."""
    return _FAILED.search(text, max(0, place - 120), place) is not None


def _has_failed(marks: Marks, drug: Mention) -> bool:
    """Say whether a drug is named as one that did not help, or that was tried without advice."""
    if is_tried(marks.text, drug.start):
        return True
    return "otc" in drug.attributes and _ONGOING.search(marks.text[max(0, drug.start - 40) : drug.start]) is not None


_FAILED: Final = Sought(
    r"\b(?:failed|fails|failing|failure of|tried|despite|refractory to|inadequate response to|intolerant of|"
    r"allergic to|allergy to|no (?:response|relief|help|improvement) (?:to|from|with)|unresponsive to"
    r"|not respond(?:ing)? to|after|off)\W+"
    r"(?:(?!start|began|begin|prescri|switch|add|now\b)[\w%]+[^\w.;:\n]+|[\d.]+\W+){0,14}$",
    re.I,
)
"""What before a drug's name says that it, or a list it stands in, was tried before."""


def is_talked_of(marks: Marks, drug: Mention) -> bool:
    """Say whether a drug was only thought of or talked about: nothing of its sentence begins it or goes on with it."""
    told = _THOUGHT_OF.search(marks.text, max(0, drug.start - 80), drug.start)
    if told is None or (told["talk"] and not _GRAVE.intersection((drug.value, *drug.attributes))):
        return False
    verbs = (one for one in marks.of("decision", scopes=DECIDED) if one.sentence == drug.sentence)
    return not any(one.value in VERBS or one.value.startswith("rx_") for one in verbs)


_THOUGHT_OF: Final = Sought(
    r"\b(?:consider(?:ed|ing)?|offered|next step"
    r"|(?P<talk>discuss(?:ed|ing|ion of)?|talk(?:ed|ing)? about|options? (?:include|incl"
    r"|including)))[ :]+(?:[\w/&-]+,? ){0,5}\Z",
    re.I,
)
"""What before a drug's name says that it was only thought of; `talk`: that it was talked about."""

_GRAVE: Final = frozenset({"biologic", "isotretinoin", "toxic"})
"""Drugs that are talked about long before they are begun."""

_ONGOING: Final = re.compile(r"\b(?:on|taking|uses?|using|with|while on|currently|maintained)\W+(?:\w+\W+){0,2}$", re.I)


_IS_OTHERS: Final = Sought(
    r"\W+(?:which|that) (?:you|(?:his|her|their|the|an?) (?:\w+ )?(?:internist|pcp|gp|doctor|physician|\w+ist))"
    r" (?:has |had |have |already )*(?:started|begun|began|prescribed|gave|given|ordered)\b"
    r"|[^.;\n]{0,30}?\b(?:is|are|will be) (?:\w+ed )?(?:w/|with|by) (?:dr\b|(?:an? |the |his "
    r"|her )(?!dermat)\w+ist\b)"
    r"|[^.;\n]{0,30}?\b(?:by (?:his|her|their|another|an outside) (?:family )?(?:physician|doctor|np|pa)\b"
    r"|\bby (?:the )?dr\b"
    r"|(?:from|by|per|via) (?:an? |the |his |her |their |outside )*(?:internist|pcp|rheum\w*|onc\w*|urgent care"
    r"|cardiol\w*|primary|pediatrician|neurolog\w*|transplant|gyn\w*|psychiatr\w*|gp\b)"
    r"|\b(?:gets|buys|bought|orders?|ordered)\W+(?:it\W+|this\W+|them\W+)?(?:from|online|at|over)\b"
    r"|for (?:an? |his |her |the )?(?:RA|PsA|SLE|lupus|crohn\W?s?|colitis|IBD|MS|gout|arthritis|sarcoid\w*|transplant"
    r"|a-?fib|HTN|asthma|COPD|DM\d?|heart|kidney|liver|thyroid|migraines?|depression|anxiety|seizures?)\b"
    r"|(?:started|begun|prescribed|added|stopped) [^.;\n]{0,24}?(?:last (?:week|month|visit|year)|yesterday))",
    re.I,
)
"""What behind a drug's name says that another clinician, or an earlier visit, decided it."""

_IS_TAKEN: Final = re.compile(
    r"(?:[^.;,\n]{0,25}?\b|, (?=which|that))(?:at home|as before|as usual|as (?:he|she|they) ha(?:s|ve) been"
    r"|same as before|(?:pt"
    r"|patient|her|his)(?:\W?s)? own|own (?:tube|supply|jar)|from home|home supply"
    r"|(?:goes|stays|carries|runs) on(?= unchanged| as| at|[.;,\n]|$)"
    r"|(?:which|that) (?:he|she|they|pt|the patient) (?:(?:already|still|currently) )?(?:uses?|takes?|has|have))\b",
    re.I,
)
"""What behind a drug's name says that the patient has and takes it already."""


def is_ongoing(marks: Marks, drug: Mention) -> bool:
    """Say whether the words before a drug tell that the patient takes it."""
    return _ONGOING.search(marks.text[max(0, drug.start - 30) : drug.start]) is not None
