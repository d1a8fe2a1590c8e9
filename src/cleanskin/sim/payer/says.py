"""With which codes a payer says why it refuses: the table `says.tsv`, with its vague and misleading rows.

The table is the payers' own; nothing else in the project sorts codes by it.
"""

from functools import cache

import msgspec

from cleanskin.sim.chance import Chance, Weighted
from cleanskin.sim.payer.nouns import Payer
from cleanskin.sim.payer.registry import rows


class Said(msgspec.Struct, frozen=True, gc=False):
    """One way to say a reason: group, CARC, RARCs, what becomes of the line; `is_vague` when it does not tell it."""

    group: str
    carc: str
    remarks: tuple[str, ...]
    outcome: str
    is_vague: bool = False


@cache
def _table() -> dict[str, list[tuple[tuple[str, ...], int, Said]]]:
    found: dict[str, list[tuple[tuple[str, ...], int, Said]]] = {}
    for row in rows("says"):
        said = Said(
            row["group"], row["carc"], tuple(row["remarks"].split()), row["outcome"], row["key"].startswith("*")
        )
        found.setdefault(row["key"], []).append((tuple(row["payers"].split()), int(row["weight"]), said))
    return found


@cache
def ways(key: str, payer_key: str, kind: str) -> Weighted[Said]:
    """Return the ways a payer says this: rows of its own key, else of its kind, else of all payers."""
    listed = _table().get(key) or _table()["other"]
    for name in (payer_key, kind, "*"):
        chosen = [(said, weight) for payers, weight, said in listed if name in payers]
        if chosen:
            return Weighted(chosen)
    return Weighted([(said, weight) for _, weight, said in listed])


def choose(key: str, payer: Payer, chance: Chance) -> Said:
    """Draw how the payer says it: in its stated shares vague or misleading, else plainly."""
    point = chance.below(10_000)
    if point < payer.vague_parts:
        key = "*vague"
    elif point < payer.vague_parts + payer.misleading_parts:
        key = "*misleading"
    return chance.draw(ways(key, payer.key, payer.kind))
