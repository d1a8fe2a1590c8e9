"""Pictures of the skin: whole-body photography 96904, confocal microscopy 96931 to 96936, hairs 96902 (LGT-5).

Photographs of single lesions and dermoscopy are part of the visit.  Confocal microscopy: the first lesion, each
further; image and report together, or one of them.
"""

from collections.abc import Iterator
from typing import Final

from cleanskin.charge.case import Case
from cleanskin.charge.family import Drafted, Family
from cleanskin.charge.served import Served, ask, line, part_of, says, served

FAMILY = Family(name="imaging", covers=("imaging",), of_services=True)

_CONFOCAL: Final = {"": ("96931", "96934"), "image_only": ("96932", "96935"), "report_only": ("96933", "96936")}
_WHOLE: Final = (
    "total body",
    "total-body",
    "whole body",
    "whole-body",
    "full body",
    "full-body",
    "entire body",
    "entire-body",
    "entire skin",
    "whole skin",
    "total skin",
    "full skin",
    "whole integument",
    "tbp",
    "mole mapping",
)


@FAMILY.codes
def codes(case: Case) -> Iterator[Drafted]:
    """Draft whole-body photographs and microscopy."""
    pictures = served(case, "photography")
    whole = [row for row in pictures if _is_whole_body(row)]
    single = [row for row in pictures if row not in whole]
    if whole:
        yield line(case, "96904", whole, rules=("LGT-5",))
    if single:
        yield part_of("96904", "photographs of single lesions are part of the visit", single, ("LGT-5", "BUN-3"))
    yield from _confocal(case)
    hairs = served(case, "trichoscopy", "hair_microscopy")
    hairs = [row for row in hairs if not _says_dermoscopic(row)]
    if hairs:
        yield line(case, "96902", hairs)


def _confocal(case: Case) -> Iterator[Drafted]:
    found = served(case, "confocal")
    if not found:
        return
    if any(row.service.count_is_vague and row.service.count is None for row in found):
        yield ask(
            found,
            topic="count",
            question="How many lesions were examined by confocal microscopy?",
            why="The first lesion and each further one have codes of their own.",
            sentence="Confocal microscopy of ___ lesions, with report.",
            codes=("96931", "96934"),
            rules=("LGT-5",),
        )
        return
    lesions = sum(row.service.count or 1 for row in found)
    part = next((name for name in _CONFOCAL if name and any(says(row.service, name) for row in found)), "")
    first, further = _CONFOCAL[part]
    yield line(case, first, found, rules=("LGT-5",))
    if lesions > 1:
        yield line(case, further, found, units=lesions - 1, rules=("LGT-5",))


def _is_whole_body(row: Served) -> bool:
    words = " ".join((row.service.agent, *(one.words for one in row.service.evidence))).casefold()
    return says(row.service, "whole_body", "total_body") or not words.strip() or any(one in words for one in _WHOLE)


def _says_dermoscopic(row: Served) -> bool:
    """True for looking at hairs with a dermatoscope, which is part of the visit."""
    words = " ".join(one.words for one in row.service.evidence).casefold()
    return "trichoscopy" in words
