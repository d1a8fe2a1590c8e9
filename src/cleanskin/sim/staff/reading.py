"""How staff read a refusal: the crib sheet beside the screen, and how often they misread it.

`reading.tsv` gives a category for a reason code, and for a pair of reason and remark code where the pair says more.  It
is what an experienced biller remembers, not an authority; vague codes are misread more often.
"""

from functools import cache

from cleanskin.sim.chance import Chance
from cleanskin.sim.nouns.decision import LineDecision
from cleanskin.sim.tables import rows

_VAGUE = frozenset(("16", "96", "133", "A1", "226", "252", "B1", "193"))
_MISREAD_PARTS, _MISREAD_VAGUE_PARTS = 400, 2_000
_GUESSES = ("other", "coding_edit", "medical_necessity", "documentation_request", "bundling_ncci")
_NO_REFUSAL = frozenset(("1", "2", "3", "45", "23", "253", "131", "59", "24"))


@cache
def _sheet() -> dict[tuple[str, str], str]:
    return {(row["carc"], row["rarc"]): row["category"] for row in rows("cleanskin.sim.staff", "reading.tsv")}


def read_refusal(line: LineDecision, remarks: tuple[str, ...], chance: Chance) -> tuple[str, str]:
    """Return the category staff take a refused line for, and the group code under which it was refused."""
    sheet = _sheet()
    said = (*line.remarks, *remarks)
    group, carc = next(((group, carc) for group, carc, _ in line.adjustments if carc not in _NO_REFUSAL), ("CO", ""))
    category = next((sheet[carc, rarc] for rarc in said if (carc, rarc) in sheet), sheet.get((carc, ""), "other"))
    if chance.happens(_MISREAD_VAGUE_PARTS if carc in _VAGUE else _MISREAD_PARTS):
        category = chance.pick(_GUESSES)
    return category, group
