"""What a note says of its payer's customs: codes that this payer does not take."""

import re
from typing import Final

from cleanskin.note.mention import Mention
from cleanskin.note.sought import Sought

_NO_TELEHEALTH: Final = Sought(
    r"\b(?:does(?: not|n't)|do(?: not|n't)|won't|will not|has(?: not|n't)|is not|isn't|not|rejects?|refuses?"
    r"|denie[sd])\s+"
    r"(?:yet\s+)?(?:(?:accept|tak|recogni[sz]|pay|us|adopt|load|honou?r|cover)\w*\s+)?(?:for\s+)?(?:the\s+"
    r"|any\s+)?(?:new\s+|cpt\s+|2025\s+)*"
    r"(?:980(?:00|xx|\d\d)|9800x|98xxx|telemedicine|telehealth)[\w/-]*(?:\s+(?:series|codes?|set|family))?",
    re.IGNORECASE,
)
_REPEATS: Final = Sought(
    r"\b(?:payer|plan|insur(?:er|ance)|carrier|contract)\b[^.;\n]{0,60}?\b(?:asks? for|wants?|requires?|uses?|takes?"
    r"|accepts?|expects?|prefers?|needs?|likes?)\s+(?:the\s+)?(?:modifiers?\s+|mod\.?\s+|-)?(?P<mark>76|59|XS)\b"
    r"[^.;\n]{0,40}?\b(?:repeat\w*|same (?:code|CPT|procedure)|(?:second|another|other|further) (?:lesion|tumou?r))",
    re.IGNORECASE,
)
_CODES: Final = re.compile(r"980|98xxx|codes?\b|series", re.IGNORECASE)


def without_telehealth_codes(text: str) -> Mention | None:
    """Return the words that say that the payer does not take the codes made for visits at a distance (EM-10)."""
    for found in _NO_TELEHEALTH.finditer(text):
        if _CODES.search(found[0]):
            return Mention("payer", "not_accepting_telehealth", found.start(), found.end(), found[0])
    return None


def repeats_by(text: str) -> Mention | None:
    """Return the modifier that the payer asks for where one code stands again for another lesion (MOD-6)."""
    for found in _REPEATS.finditer(text):
        return Mention("payer", "repeats_by", found.start("mark"), found.end("mark"), found["mark"].upper())
    return None
