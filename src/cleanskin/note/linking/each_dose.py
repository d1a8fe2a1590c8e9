"""Words by which an amount is told of each place or lesion: "50 units into each axilla", "0.1 mL per lesion"."""

import re
from typing import Final

_OF_DRUG: Final = r"(?:\s*(?:of )?[\w-]+(?: toxin)?(?: A)?)?"
_AT_POINTS: Final = (
    r"(?:\s*(?:in|over|across|at|through|via|as|by|divided (?:among|over|into)|spread (?:over|across))\s+"
    r"(?:[\w.-]+\s+){1,3}?(?:points?|sites?|injections?|blebs?|spots?|pricks?|sticks?|grid|aliquots|intervals?)\s*,?)?"
)
"""In how many places a dose went in, which stands between it and the side."""

_GIVEN: Final = (
    r"\s*(?:(?:was |were )?(?:injected|given|placed|administered|put) )?"
    r"(?:(?:intra\w+ly|sub\w+ly|I[DLMC]|SC|SQ)\s+)?"
)

EACH: Final = re.compile(
    _OF_DRUG
    + _GIVEN
    + r"(?:(?:in|to) )?(?:each|per (?:lesion|site|injection|side|axilla|armpit|underarm|palm|sole|hand|foot)"
    r"|(?:in)?to each|in each|apiece"
    r"|x\s*\d+ (?:sites|lesions|injections|spots))\b",
    re.IGNORECASE,
)
"""What behind an amount says that each got so much."""

EACH_SIDE: Final = re.compile(
    _OF_DRUG
    + _GIVEN
    + _AT_POINTS
    + r"\s*"
    + r"(?:in |to |into |per |for )?(?:each|per)?\s*(?:side|axilla|armpit|underarm|palm|hand|foot|sole)\b",
    re.IGNORECASE,
)
"""What behind an amount says that each of two sides got so much."""

EACH_GOT: Final = re.compile(
    r"\beach\s+(?:one |lesion |site |keloid |nodule |cyst |patch )?(?:was |were )?"
    r"(?:injected|got|received|given|treated|infiltrated)\b[^.;\n]*$",
    re.IGNORECASE,
)
"""What before an amount says that each got so much."""

EACH_SIDE_GOT: Final = re.compile(
    r"\b(?:each|either|per) (?:side|axilla|armpit|underarm|palm|hand|foot|sole)"
    r"(?:\s*[:=]|\s+(?:was |were )?(?:injected with|got|received|given|treated with))?\s*$",
    re.IGNORECASE,
)
"""What before an amount says that each of two sides got so much."""
