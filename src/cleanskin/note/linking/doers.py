"""Who applied a drug to the skin and ran the light: the clinician's own hand or staff, told by who did what."""

import re
from collections.abc import Iterator
from typing import Final

from cleanskin.note.mention import Mention
from cleanskin.note.sought import Sought

_ACTS: Final = (
    r"(?:appl(?:y|ies|ied|ying)|puts?|paint(?:s|ed)|spread|plac(?:es|ed)|dabb(?:s|ed)|rubb(?:s|ed)|did|does|ran|runs?"
    r"|perform(?:s|ed)|illuminat(?:es|ed)|turn(?:s|ed)|switch(?:es|ed)|deliver(?:s|ed)|start(?:s|ed)|activat(?:es|ed)"
    r"|administer(?:s|ed)|operat(?:es|ed)|gave|gives)"
)
_CLINICIANS: Final = (
    r"(?:physician(?! assistant)|doctor|dr\.?(?: [A-Z]\w+)?|dermatologist|MD|DO|NP|PA(?:-C)?|nurse practitioner"
    r"|physician assistant|physician associate|APRN|ARNP|FNP|provider|clinician|practitioner|surgeon|resident)"
)
_STAFF: Final = r"(?:nurse(?! practitioner)|RN|LPN|MA|medical assistant|tech(?:nician)?|staff|aide)"
_BETWEEN: Final = r"(?:\s+(?:who|then|also|personally|herself|himself|first|later|has|had|and|[A-Z][a-z]+))*\s+"
_AGENT: Final = (
    r"[^.;\n]{0,60}?\b(?:levulan|kerasticks?|ameluz|ALA\b|aminolevulinic|gel|sticks?|drug|solution|agent"
    r"|photosensiti\w+"
    r"|light|lamp|illumination|PDT|blu-?u|scalp|face|forehead|cheeks?|arms?|hands?|field)"
)
_BY_CLINICIAN: Final = Sought(rf"(?<![-\w])(?P<who>{_CLINICIANS}){_BETWEEN}{_ACTS}\b{_AGENT}", re.IGNORECASE)
_MYSELF: Final = Sought(
    rf"(?<![-\w])I{_BETWEEN}{_ACTS}\b{_AGENT}|\b{_ACTS}\b{_AGENT}[^.;\n]{{0,30}}?\bmyself\b", re.IGNORECASE
)
_BY_STAFF: Final = Sought(rf"(?<![-\w])(?P<who>{_STAFF}){_BETWEEN}{_ACTS}\b{_AGENT}", re.IGNORECASE)
_PASSIVE: Final = (
    r"\b(?:applied|painted|put on|placed|run|done|performed|illuminated|started|delivered|turned on|operated"
    r"|light|illumination|PDT(?: of the \w+)?|incubation|both|all|everything)\s+"
    r"(?:\w+\s+){0,3}?by\s+(?:the\s+|our\s+|a\s+|an\s+)?"
)
_PASSIVE_CLINICIAN: Final = Sought(rf"{_PASSIVE}(?P<who>{_CLINICIANS})\b", re.IGNORECASE)
_PASSIVE_STAFF: Final = Sought(rf"{_PASSIVE}(?P<who>{_STAFF})\b", re.IGNORECASE)


def doers_of_light(text: str) -> Iterator[str]:
    """Yield "by_physician" or "by_staff" for whom a text tells to have applied the agent or run the light."""
    if _BY_STAFF.search(text) or _PASSIVE_STAFF.search(text):
        yield "by_staff"
    if _BY_CLINICIAN.search(text) or _PASSIVE_CLINICIAN.search(text) or _MYSELF.search(text):
        yield "by_physician"


def is_of_clinician(words: str) -> bool:
    """True for words that name a clinician as the doer: "PA-C applied" is no assistant's work."""
    return _STARTS_CLINICIAN.match(words) is not None


def is_of_preparation(doer: Mention, text: str) -> bool:
    """True for one who only made the skin ready: "acetone degrease by MA"."""
    return _READY.search(text, max(0, doer.start - 40), doer.start) is not None


_READY: Final = re.compile(r"\b(?:prep\w*|acetone|degreas\w+|cleans\w+|wip\w+)\b[^.;\n]*$", re.IGNORECASE)
_STARTS_CLINICIAN: Final = re.compile(rf"(?:by (?:the |a |our )?)?{_CLINICIANS}(?![-\w])", re.IGNORECASE)
