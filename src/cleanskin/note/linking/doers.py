"""Who applied a drug to the skin and ran the light, here or at home: told by who did what."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from cleanskin.note.linking.held import Held
from cleanskin.note.mention import Mention
from cleanskin.note.sought import Sought

_ACTS: Final = (
    r"(?:appl(?:y|ies|ied|ying)|puts?|paint(?:s|ed)|spread|plac(?:es|ed)|dabb(?:s|ed)|rubb(?:s|ed)|did|does|ran|runs?"
    r"|perform(?:s|ed)|illuminat(?:es|ed)|turn(?:s|ed)|switch(?:es|ed)|deliver(?:s|ed)|start(?:s|ed)|activat(?:es|ed)"
    r"|administer(?:s|ed)|operat(?:es|ed)|gave|gives|position(?:s|ed)|sets?|dot(?:s|ted)|smear(?:s|ed)|cover(?:s|ed)"
    r"|drew"
    r"|coat(?:s|ed)|massag(?:es|ed)|lit|brush(?:es|ed)|swab(?:s|bed)|expos(?:es|ed)|lowers|lowered)"
)
_CLINICIANS: Final = (
    r"(?:physician(?! assistant)|doctor|dr\.?(?: [A-Z]\w+)?|dermatologist|MD|DO|NP|PA(?:-C)?|nurse practitioner"
    r"|physician assistant|physician associate|APRN|ARNP|FNP|provider|clinician|practitioner|surgeon|resident)"
)
_STAFF: Final = r"(?:nurse(?! practitioner)|RN|LPN|MA|medical assistant|tech(?:nician)?|staff|aide)"
_BETWEEN: Final = r"(?:\s+(?:who|then|also|personally|myself|herself|himself|first|later|has|had|and|[A-Z][a-z]+))*\s+"
_AGENT: Final = (
    r"[^.;\n]{0,60}?\b(?:levulan|kerasticks?|ameluz|ALA\b|aminolevulinic|gel|sticks?|drug|solution|agent"
    r"|photosensiti\w+"
    r"|light|lamp|illumination|PDT|blu-?u|scalp|face|forehead|cheeks?|arms?|hands?|field)"
)
_BY_CLINICIAN: Final = Sought(rf"(?<![-\w])(?P<who>{_CLINICIANS}){_BETWEEN}{_ACTS}\b{_AGENT}", re.IGNORECASE)
_MYSELF: Final = Sought(
    rf"(?<![-\w])I(?: \((?:MD|DO|PA|NP)[^)]*\))?{_BETWEEN}{_ACTS}\b{_AGENT}"
    rf"|\b{_ACTS}\b{_AGENT}[^.;\n]{{0,30}}?\bmyself\b",
    re.IGNORECASE,
)
_BY_STAFF: Final = Sought(rf"(?<![-\w])(?P<who>{_STAFF}){_BETWEEN}{_ACTS}\b{_AGENT}", re.IGNORECASE)
_PASSIVE: Final = (
    r"\b(?:applied|painted|put on|placed|run|done|performed|illuminated|started|delivered|turned on|operated"
    r"|light|illumination|PDT(?: of the \w+)?|incubation|both|all|everything)\s+"
    r"(?:\w+\s+){0,5}?by:?\s+(?:the\s+|our\s+|a\s+|an\s+)?"
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
    """True for one who only made the skin ready or cleaned up: "acetone degrease by MA", "staff only tidied"."""
    return (
        _READY.search(text, max(0, doer.start - 40), doer.start) is not None
        or _AROUND_IT.match(text, doer.end) is not None
    )


_AROUND_IT: Final = re.compile(
    r"\s+(?:(?!and\b)[\w']+\s+){0,4}?(?:clean(?:ed|ing|s)?[- ]?(?:up|the room)?|tid(?:y|ied)\w*"
    r"|set[- ]?up|wip(?:ed|es)|roomed|goggles"
    r"|eyewear|shields?|watch(?:ed|es)|monitor\w*|observ\w+|chart(?:ed|s|ing)|document\w*|scrib\w+|timer|timed"
    r"|discharg\w+|instructions?|aftercare|sunscreen|dress(?:ed|ing)|phon\w+|escort\w*|wash(?:ed|es)|paperwork|consents?)\b",
    re.IGNORECASE,
)
"""What behind somebody's name says that the work was around the treatment only."""


_READY: Final = re.compile(r"\b(?:prep\w*|acetone|degreas\w+|cleans\w+|wip\w+)\b[^.;\n]*$", re.IGNORECASE)
_STARTS_CLINICIAN: Final = re.compile(rf"(?:by (?:the |a |our )?)?{_CLINICIANS}(?![-\w])", re.IGNORECASE)


_PUT_ON: Final = re.compile(r"oil|petrol|vaseline|tar\b|psoralen|methoxsalen|oxsoralen|emollient|lotion|moistur", re.I)
_PUT_ON_WITHIN: Final = 60
_PUT_ON_HERE: Final = Sought(
    r"\b(?:oil|petrolatum|petroleum|vaseline|tar|emollient)\b[^.;\n]{0,30}?"
    r"\b(?:applied|painted|put on|rubbed(?: (?:in|on))?|spread|smeared|brushed(?: on)?)\b"
    r"[^.;\n]{0,20}?\b(?:by (?:the |our |an? )?(?:RN|LPN|MA|nurse|staff|tech\w*|aide|assistant|[A-Z]{2} RN)"
    r"|in (?:the |our )?(?:clinic|office|booth|suite|treatment room|department)|here|on site|in-?house)\b",
    re.IGNORECASE,
)
"""What says that the oil or tar for the light was put on here: what is used at home is other care."""


def agent_at_home(told: Sequence[Mention], text: str) -> bool:
    """True when what was put on or taken at home was for the light: not another drug, nor for later ones."""
    here = {(one.sentence, one.clause) for one in told if one.value == "applied_in_office" and one.scope == "asserted"}
    if any(one.value in ("petrolatum", "tar") and (one.sentence, one.clause) in here for one in told):
        return False
    homes = [one for one in told if one.value == "applied_at_home" and "home " not in one.words.lower()]
    if homes and _PUT_ON_HERE.search(text) is not None:
        return False
    return any(_PUT_ON.search(text, max(0, one.start - _PUT_ON_WITHIN), one.end + _PUT_ON_WITHIN) for one in homes)


_HOME_LIGHT: Final = re.compile(
    r"\bhome (?:photo|unit|light|UV|narrow|NB)|\b(?:light|UVB|unit|box|panel) at home|self-treat", re.IGNORECASE
)


def is_at_home(kind: str, held: Held, text: str) -> bool:
    """True when the patient did it; of light, that a drug or oil was taken at home says nothing."""
    if not kind.startswith("phototherapy_"):
        return any(one.value == "applied_at_home" for piece in held.around for one in piece.mentions)
    return any(_HOME_LIGHT.search(text, piece.start, piece.end) for piece in held.around)
