"""The same work done again at a second visit of the day: a boil that was lanced in the morning and once more at four.

A note that tells of two hours of the day, of a return between them, and of the act "again" has two sessions; the lesion
stands in each.  Without all three nothing is done twice.
"""

import re
from collections.abc import Sequence
from typing import Final

from msgspec.structs import replace

from cleanskin.note.sought import Sought
from cleanskin.record.encounter import Lesion

_MORNING: Final = re.compile(
    r"\b(?:\d{1,2}(?:[:.]\d\d)? ?a\.?m\b|(?:this )?morning|first visit|noon|earlier today|(?<!\d)(?:0?[6-9]"
    r"|1[01])[:.][0-5]\d\b(?! ?(?:cm|mm)))",
    re.I,
)
_LATER: Final = Sought(
    r"\b(?:\d{1,2}(?:[:.]\d\d)? ?p\.?m\b|afternoon|evening|later (?:the same|that|in the"
    r"|on the same) (?:same )?(?:day|afternoon|evening)"
    r"|hours later|second visit|1[3-9][:.][0-5]\d\b)",
    re.I,
)
_BACK: Final = re.compile(
    r"\b(?:back|return\w*|came|comes|walk(?:ed|s)|second visit|re-?attend\w*|re-?present\w*|re-?fill\w*|filled"
    r"|re-?accumulat\w*|recollect\w*)\b",
    re.I,
)
_AGAIN: Final = re.compile(
    r"\b(?:again|anew|afresh|once more|(?:a|the) second time|repeat(?:ed)?"
    r"|re-?(?:opened|lanced|drained|incised|aspirated|punctured|tapped|stabbed|did|froze|frozen))\b",
    re.I,
)
_ACT: Final = re.compile(
    r"\b(?:re-?)?(?:lanc\w+|drain\w+|incis\w+|stab\w*|blade|slit|knife|scalpel|nick\w*|open\w*|I ?& ?D|aspirat\w+"
    r"|needle[ds]?|punctur\w+|tapp?(?:ed|ing)?|evacuat\w+)\b",
    re.I,
)
_BY_ANOTHER: Final = re.compile(r"\b(?:by|with) (?:Dr\b|my partner|a colleague|another|the (?:PA|NP|resident))", re.I)
_TWICE: Final = frozenset({"drainage", "puncture", "evacuation"})


def with_second_session(text: str, lesions: tuple[Lesion, ...]) -> tuple[Lesion, ...]:
    """Return the lesions with those that were treated again later in the day a second time."""
    later = _LATER.search(text)
    if later is None or _MORNING.search(text, 0, later.start()) is None:
        return lesions
    again = _AGAIN.search(text, later.end())
    if (
        again is None
        or _BACK.search(text, max(0, later.start() - 30)) is None
        or _ACT.search(text, later.end()) is None
    ):
        return lesions
    if _BY_ANOTHER.search(text, 0, later.start()) is not None:
        return lesions
    first = [one for one in lesions if one.technique in _TWICE and _is_before(one, later.start())]
    if len(first) != 1:
        return lesions
    second = [one for one in lesions if one is not first[0] and one.technique in _TWICE]
    return (*(one for one in lesions if one not in second), _again(first[0], lesions))


def _is_before(lesion: Lesion, place: int) -> bool:
    return any(one.field in ("technique", "condition", "site") and one.start < place for one in lesion.evidence)


def _again(lesion: Lesion, lesions: Sequence[Lesion]) -> Lesion:
    return replace(
        lesion, id=f"L{len(lesions) + 1}", session=lesion.session + 1, features=(*lesion.features, "repeated_today")
    )
