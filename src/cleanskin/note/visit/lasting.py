"""Diseases whose names do not tell whether they last: the time that the note gives them does (EM-1).

"Hives nearly daily for five months" is a chronic disease, "hives since Sunday" an acute one.
"""

from typing import Final

from cleanskin.note.measures import DAYS_IN
from cleanskin.note.mention import LIVE_OR_PAST, Mention
from cleanskin.note.visit.marks import Marks, gap

_OPEN: Final = frozenset({"alopecia", "cheilitis", "eczema", "eyelid_dermatitis", "pruritus", "urticaria"})
_LONG: Final = 42
"""Days after which hives are called chronic, and itch and eczema with them."""

_WITHIN: Final = 48
"""Most characters between a disease and how long it has lasted."""

_OTHER_TIMES: Final = frozenset({"ahead", "within", "every", "day_number"})


def lasts(marks: Marks, disease: Mention) -> bool:
    """Say whether a time of many weeks stands beside such a disease, in its sentence."""
    if disease.value not in _OPEN:
        return False
    for one in marks.by_kind.get("interval", ()):
        if one.sentence != disease.sentence or one.value in _OTHER_TIMES or one.amount is None:
            continue
        if (
            one.scope in LIVE_OR_PAST
            and gap(one, disease) <= _WITHIN
            and one.amount * DAYS_IN.get(one.unit, 0) >= _LONG
        ):
            return True
    return False
