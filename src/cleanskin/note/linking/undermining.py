"""How far the edges of a wound were undermined, in the words for it and in others: freed, released, mobilized."""

import re
from typing import Final

from cleanskin.note.mention import Mention
from cleanskin.note.sought import Sought

WIDTH_OF_DEFECT: Final = re.compile(r"[\s-]*(?:wide|broad|in width)?\s*(?:surgical |wound )?defect\b", re.IGNORECASE)
"""What behind a number says that it is of the defect."""

_ALONG_EDGE: Final = Sought(
    r"\W{0,2}(?:(?:medi|later|bilater|dist|proxim|circumferenti)ally|(?:(?:super|infer|anter|poster)iorly))\b"
    r"|\W{0,2}(?:(?:out|back|away|total|wide|all|deep)\s+)?(?:along|on|at|from|off|under|over|around|past|beyond)?\s*"
    r"(?:the |at least |its )*"
    r"(?:(?<=(?:from|yond|past) the )(?=(?:wound |skin )?edge)|(?:(?<=on )|(?<=on the ))(?=[a-z]+ (?:edge|side))"
    r"|(?:whole|entire|full|both|one|each|either|all|every|superior|inferior|upper|lower|medial|lateral|anterior"
    r"|posterior|wound|skin|long|defect(?= (?:edge|margin|border)))\s+)(?:of\s+)?(?:[\w-]+\s+){0,3}?"
    r"(?:edges?|sides?|borders?|lengths?|directions?|margins?)\b",
    re.IGNORECASE,
)
_SKIN_FREED: Final = (
    r"(?:(?:edges?|skin|flanks?|sides?|margins?|walls?|lips|tissues?|shoulders)\s+(?:[\w-]+\s+){0,5}?"
    r"(?:freed|released|mobili[sz]ed|elevated|loosened|lifted|separated|dissected)"
    r"|(?:release|mobili[sz]ation|elevation|freeing|dissection|loosening)\s+(?:of|along|beneath|in|under|was|beyond)\b)"
)
FREED_BEFORE: Final = Sought(
    rf"\b(?:undermin\w*|{_SKIN_FREED})\b"
    r"(?:(?!\b(?:clos\w+|repair\w*|length|then|excis\w+)\b)(?:[^.;\n]|\.(?=\d)|;(?=[^.;\n]*\b(?:side|edge)))){0,100}$",
    re.IGNORECASE,
)
"""What says that a number is how far an edge was undermined: "undermined at the fascia, 2.3 cm along both edges"."""


_FREED_BY: Final = Sought(
    r"\b(?:freed|released|mobili[sz]ed|undermined|(?:release|freeing|mobili[sz]ation)(?: of| [a-z]+){1,3})\W+"
    r"(?:(?:for|by|about|approximately|roughly|only|some|just)\W+){0,2}$",
    re.IGNORECASE,
)


_UNDERMINED_RIGHT_BEFORE: Final = Sought(
    r"\bundermin\w*[\s:=(]{1,3}(?:(?:of|by|to|for|about|approx\.?|only|just|is|was)\s+){0,2}$", re.IGNORECASE
)
_UNDERMINED_BEFORE: Final = Sought(
    r"\bundermin\w*(?:(?!\b(?:clos\w+|repair\w*|sutur\w+|length|lines?|final|total|defect|wound|lesion|then|excis\w+"
    r"|flap|graft|layer\w*|measur\w+)\b)[^.;,\n\d]){0,60}"
    r"(?:[,(]\s*(?:but\s+)?(?:under|less than|<|only|about|approx\w*\.?|just|up to|max\w*|at most|(?:no|not) more than)"
    r"\s*)?$",
    re.IGNORECASE,
)
"""Words from undermining to how far it went: "undermined just enough to evert, under 1 cm"."""


def is_undermining(mention: Mention, text: str) -> bool:
    """True for a length behind the word for undermining: "no wide undermining (0.4 cm)", "undermined, under 1 cm"."""
    if mention.kind != "length" or mention.second is not None or WIDTH_OF_DEFECT.match(text, mention.end):
        return False
    if _UNDERMINED_RIGHT_BEFORE.search(text, max(0, mention.start - 40), mention.start) is not None:
        return True
    return _UNDERMINED_BEFORE.search(text, max(0, mention.start - 90), mention.start) is not None


def is_along_edge(mention: Mention, text: str) -> bool:
    """True for a length along an edge, or on each side, of a wound that was undermined."""
    if mention.kind != "length" or mention.second is not None:
        return False
    if _FREED_BY.search(text, max(0, mention.start - 32), mention.start):
        return True
    if _ALONG_EDGE.match(text, mention.end) is None:
        return False
    return FREED_BEFORE.search(text, max(0, mention.start - 140), mention.start) is not None
