"""One of many that was sampled: "a dozen bullae ... I took a punch of a bulla on the left forearm" is one biopsy."""

import re
from typing import Final

from cleanskin.note.linking.frames import OF_ALL, Frame
from cleanskin.note.linking.techniques import SAMPLING

_SAMPLES: Final = frozenset({*SAMPLING, "biopsy"})
_PLURAL: Final = re.compile(
    r"(?:biopsies|punches|bxs|shaves|[a-z]{3,}(?<!s)(?<!i)(?<!u)s|bullae|nevi|keratoses)$", re.IGNORECASE
)


def take_sample(host: Frame, frame: Frame) -> None:
    """Count one where several were found before and one sample, or a sample at one place of them, is told."""
    acts = {one.value for one in frame.get("technique")}
    if (
        ((host.count or 0) < 2 and not host.count_is_vague)
        or frame.count not in (None, 1)
        or not acts
        or not acts <= _SAMPLES
    ):
        return
    is_worked_on = any(one.value != "treat" for one in host.get("technique"))
    if host.last_sentence == frame.sentence or is_worked_on or frame.points(OF_ALL):
        return
    if not (frame.get("site") or frame.has_object) or any(one.side == "bilateral" for one in frame.get("site")):
        return
    told = [one for slot in ("technique", "condition", "lesion") for one in frame.get(slot) if one.start >= frame.start]
    if not any(_PLURAL.search(one.words) for one in told):
        host.count, host.count_is_vague, host.count_mentions = 1, False, []
