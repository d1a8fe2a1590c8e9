"""The second stage of a flap on a stalk: what a note of the division says of the first stage is none of today's work.

The surgery whose wound the flap covers was at the first stage or before it; the stages that such a note counts are the
flap's; where the stalk came from is closed as part of its division (FLG-5).
"""

import re
from typing import Final

from cleanskin.note.linking.places import zone_of
from cleanskin.note.mention import LIVE, MarkedText, Mention
from cleanskin.note.number_patterns import MONTH_NAMES
from cleanskin.note.sought import Sought

_DIVIDED: Final = Sought(
    r"\b(?:pedicle|stalk|flap|bridge|tube|leash)\b[^.;\n]{0,70}?\b(?:divided|cut|severed|sectioned|transected|detached"
    r"|taken down|takedown|division)\b(?!\W*(?:(?:is|was)\s)?(?:(?:in|at|on|after|about|set for|next)\s+(?:\d|one|two"
    r"|three|four|six|week|month)|planned|scheduled|booked|\d))"
    r"|\bdivision\b[^.;\n]{0,16}\b(?:of|and inset)\b[^.;\n]{0,24}\b(?:pedicle|stalk|flap)\b"
    r"|\b(?:divided|severed|sectioned|transected|detached)\b[^.;\n]{0,16}\b(?:pedicle|stalk|flap)\b",
    re.IGNORECASE,
)
"""What tells that the stalk of a flap was cut."""

_SECOND: Final = re.compile(
    r"\b(?:stage (?:2|ii|two)|(?:2nd|second)[ -](?:planned )?stage|takedown|division)\b", re.IGNORECASE
)
_HEAD: Final = 120
"""Within how many characters the title of a note stands."""

_OF_STALK: Final = re.compile(
    r"\b(?:pedicle|stalk|stump|donor|flap|inset|re-?set|base|bridge|tube|spare|upper end)\b", re.IGNORECASE
)
_RAISED: Final = Sought(
    r"\b(?:weeks?|days?) (?:since|ago|after|from|out|back)\b"
    r"|\b(?:raised|swung|put up|brought|placed|made|done|turned)\b[^.;\n]{0,40}?\b(?:by me|by us"
    rf"|\d{{1,2}} (?:{MONTH_NAMES})|on (?:{MONTH_NAMES}|\d))",
    re.IGNORECASE,
)
"""What tells that the flap was raised another day."""

_DONOR_ZONES: Final = frozenset({"forehead", "scalp"})
_CHEEK: Final = frozenset({"cheek"})
_CHEEK_FLAP: Final = re.compile(
    r"\b(?:melo|naso)labial|cheek[- ]to[- ]\w+|\bcheek (?:pedicle|stalk|flap)"
    r"|\b(?:returned|back) (?:to|in|into|on) (?:the )?cheek\b",
    re.IGNORECASE,
)
_RECIPIENT_ZONES: Final = frozenset({"nose", "eyelid"})


_IN_WEEKS: Final = (
    r"in (?:about |approximately |~)?(?:\d|an?|one|two|three|four|five|six)\b[^.;\n]{0,12}?\b(?:wk|week|month|day)s?\b"
)
_TO_COME: Final = re.compile(
    rf"[^.;\n]{{0,40}}?\b(?:{_IN_WEEKS}|(?<!as )(?:planned|scheduled|booked|due|expected|set for)\b(?! (?:today|stage))"
    r"|will|to follow|next (?:week|month|visit))",
    re.IGNORECASE,
)
_COMING: Final = re.compile(
    rf"\b(?:{_IN_WEEKS}[^.;\n]{{0,24}}?|will (?:\w+ ){{0,4}}|plan(?:s|ning)? (?:is )?(?:to|for) (?:the |a )?)$",
    re.IGNORECASE,
)

_TODAY: Final = re.compile(r"\b(?:today|now)\b", re.IGNORECASE)


def _with_plans(marked: MarkedText) -> MarkedText:
    """Return the note with a division that is still to come as planned: "takedown is planned in three weeks"."""
    planned = [
        one
        for one in marked.mentions
        if (one.kind, one.value) in _OF_DIVISION and one.scope in LIVE and _is_to_come(one, marked.text)
    ]
    if not planned:
        return marked
    return marked._replace(
        mentions=[one._replace(scope="planned") if one in planned else one for one in marked.mentions]
    )


_OF_DIVISION: Final = frozenset({("feature", "division"), ("relation", "staged")})


def _is_to_come(one: Mention, text: str) -> bool:
    before = _COMING.search(text, max(0, one.start - 60), one.start)
    if _TODAY.search(text, max(0, one.start - 40), one.end + 40):
        return False
    return before is not None or _TO_COME.match(text, one.end) is not None


def of_division(marked: MarkedText) -> MarkedText:
    """Return a note of the second stage without the first stage and the surgery before it."""
    marked = _with_plans(marked)
    if not _is_second_stage(marked):
        return marked
    is_mohs_today = any(one.kind == "mohs" and one.value == "block" and one.scope in LIVE for one in marked.mentions)
    leaves = any(_is_site(one, _RECIPIENT_ZONES) for one in marked.mentions)
    kept = [
        _past(one) if not is_mohs_today else one for one in marked.mentions if not (leaves and _is_donor(one, marked))
    ]
    return marked._replace(mentions=kept)


def _is_second_stage(marked: MarkedText) -> bool:
    divisions = [
        one for one in marked.mentions if one.kind == "feature" and one.value == "division" and one.scope in LIVE
    ]
    if not divisions or _DIVIDED.search(marked.text) is None:
        return False
    if _SECOND.search(marked.text, 0, _HEAD) is not None or any(one.start < _HEAD for one in divisions):
        return True
    raised = _RAISED.search(marked.text)
    return raised is not None and raised.start() < divisions[0].start


def _past(one: Mention) -> Mention:
    is_mohs = one.kind == "mohs" or (one.kind == "technique" and one.value == "mohs")
    return one._replace(scope="historical") if is_mohs and one.scope in LIVE else one


def _is_site(one: Mention, zones: frozenset[str]) -> bool:
    return one.kind == "site" and one.scope in LIVE and zone_of(one.value) in zones


def _is_donor(one: Mention, marked: MarkedText) -> bool:
    if not _is_site(one, _DONOR_ZONES) and not (_is_site(one, _CHEEK) and _CHEEK_FLAP.search(marked.text)):
        return False
    sentence = marked.sentences[one.sentence]
    return _OF_STALK.search(marked.text, sentence.start, sentence.end) is not None
