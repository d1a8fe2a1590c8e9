"""A hospital, nursing facility or home visit code at another place.

These visit codes name their place in themselves. At the office, or at the other kind of place, they are denied.
"""

from collections.abc import Iterator

from cleanskin.rules.day import Day
from cleanskin.rules.rule import (
    Flag,
    Rule,
    cited,
    codes,
    flag,
)
from cleanskin.rules.visit import Visit

_PLACES = (
    ("99341", frozenset(("04", "12", "13", "14", "16", "33", "55"))),
    ("99304", frozenset(("31", "32", "54", "56"))),
    ("99221", frozenset(("06", "08", "19", "21", "22", "23", "24", "25", "26", "34", "51", "52", "53", "56", "61"))),
)
"""From which code on, and the places where those visits are made."""


RULE = Rule(
    id="CS-POS-003",
    name="visit-code-of-another-place",
    outcome="denial",
    severity="hold",
    triggers=codes("99221-99223", "99231-99239", "99304-99310", "99315", "99316", "99341-99350"),
    carc="5",
    rarc="M77",
    message="The visit code {code} does not go with the place of service.",
    fix="Correct the place, or use the visit code of that place (99202-99215 in the office).",
    source=cited("Medicare claims processing manual, ch. 12", "coding rules MOD-13", trust="derived"),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag such a code at a place that is none of its own; visits at a distance are another matter."""
    for line in visit.with_code(*RULE.triggers.codes):
        at = line.place_of_service
        own = next(places for first, places in _PLACES if line.code >= first)
        if at and at not in own and at not in ("02", "10"):
            yield flag(line, evidence=(f"place of service {at}",), pointer="2400.SV105")


RULE.examples = """
flags    99232 L40.0
near     99232 L40.0 pos=21
flags    99308 L40.0
near     99308 L40.0 pos=32
flags    99348 L40.0 pos=21
near     99348 L40.0 pos=12
passes   99213 L40.0
"""
