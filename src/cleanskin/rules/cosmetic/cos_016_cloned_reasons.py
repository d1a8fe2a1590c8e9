"""Many lesions with word for word the same reasons.

Eight keratoses that all bleed and all itch look copied.  Reviewers of benign removals look for it: reasons belong to
the lesion.  The finding asks for a look, it proves nothing.
"""

from collections import Counter
from collections.abc import Iterator

from cleanskin.rules.cosmetic.signals import REMOVALS, treated
from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, families, flag
from cleanskin.rules.visit import Visit

_ALIKE_MIN = 4
"""So many lesions with the same two or more reasons are worth a look; a judgment of this project."""

RULE = Rule(
    id="CS-COS-016",
    name="cloned-reasons",
    outcome="audit",
    severity="note",
    triggers=families(*REMOVALS),
    needs=("note",),
    message="Several lesions of the record have exactly the same reasons for removal.",
    fix="See that each lesion's own signs and symptoms are recorded.",
    source=cited(
        "LCDs L35498 and L34200 and payers' policies, summed up", "WK-7; coding rules SC-32", trust="unverified"
    ),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag the removals when at least four treated lesions share the same two or more triggers."""
    alike = Counter(frozenset(one.triggers) for one in treated(visit.encounter) if len(set(one.triggers)) > 1)
    for triggers, count in alike.items():
        if count >= _ALIKE_MIN:
            lines = visit.in_family(*REMOVALS)
            yield flag(*lines, evidence=[f"{count} lesions: {', '.join(sorted(triggers))}"])


_FOUR = ",".join('{"site":"back","triggers":["MN-ITCH","MN-BLEED"]}' for _ in range(4))
_MIXED = _FOUR.replace('"MN-BLEED"', '"MN-PAIN"', 1)
RULE.examples = f"""
flags   note={{"lesions":[{_FOUR}]}} 17110 L82.0
near    note={{"lesions":[{_FOUR}]}} 99213 L82.0
passes  note={{"lesions":[{_MIXED}]}} 17110 L82.0
passes  note={{"lesions":[{{"triggers":["MN-ITCH","MN-BLEED"]}}]}} 17110 L82.0
cannot  17110 L82.0
"""
