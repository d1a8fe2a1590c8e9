"""An assistant-at-surgery modifier that does not go with the person.

AS is for practitioners, 80, 81 and 82 are for physicians. Medicare pays the two differently and denies the wrong one.
"""

from collections.abc import Iterator

from cleanskin.rules.day import Day
from cleanskin.rules.rule import (
    Flag,
    Rule,
    cited,
    flag,
    modifiers,
)
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-ENR-014",
    name="assistant-modifier-against-person",
    outcome="denial",
    severity="hold",
    triggers=modifiers("AS", "80", "81", "82"),
    needs=("enrollment",),
    payers=("medicare", "medicare_advantage"),
    carc="4",
    rarc="N519",
    message="The assistant modifier of {code} does not go with the rendering provider on the list.",
    fix="Use AS for a physician assistant or nurse practitioner, 80, 81 or 82 for a physician.",
    source=cited("Medicare claims processing manual, ch. 12", "coding rules MOD-12", trust="derived"),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag AS of a listed physician, and the physicians' modifiers of another listed clinician."""
    known = visit.context.providers or {}
    for line in visit.lines:
        provider = known.get(line.rendering_npi)
        if provider is None:
            continue
        if line.has("AS") if provider.is_physician else line.has("80", "81", "82"):
            yield flag(line)


RULE.examples = """
flags    payer=medicare physician=yes 14301-AS C44.319
near     payer=medicare physician=no 14301-AS C44.319
flags    payer=medicare physician=no 14301-80 C44.319
near     payer=medicare physician=yes 14301-80 C44.319
passes   payer=medicare physician=yes 14301 C44.319
cannot   payer=medicare 14301-AS C44.319
"""
