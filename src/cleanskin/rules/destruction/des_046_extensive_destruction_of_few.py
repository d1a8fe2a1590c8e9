"""An extensive destruction code for the few lesions that the record counts.

54065, 56515, 57065 and 46924 stand for extensive destruction.  No source gives a number; a record with one to three
small lesions does not look extensive, and the simple code of the method is expected.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.destruction.counts import benign_growths, count
from cleanskin.rules.rule import Flag, Rule, cited, codes, flag
from cleanskin.rules.visit import Visit

FEW = 3
"""Up to so many lesions do not look extensive; assumed, no source."""

RULE = Rule(
    id="CS-DES-046",
    name="extensive-destruction-of-few-lesions",
    outcome="audit",
    severity="note",
    triggers=codes("46924", "54065", "56515", "57065"),
    needs=("note",),
    carc="150",
    message="{codes} stands for extensive destruction, and the record counts few lesions.",
    fix="Bill the simple code of the site and method, or have the record say what made it extensive.",
    source=cited("CPT guideline conventions", "coding rules DES-3", checked_on=date(2026, 11, 22), trust="unverified"),
    stage="preview",
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag the lines when all numbers are stated and come to few."""
    found = benign_growths(visit, day)
    if found and count(found).is_stated and count(found).at_least <= FEW:
        lines = [line for line in visit.lines if line.code in RULE.triggers.codes]
        yield flag(*lines, evidence=[f"the record counts {count(found).at_least}"])


RULE.examples = """
flags    note={"lesions":[{"diagnosis":"A63.0","count":2,"technique":"laser"}]} 46924 A63.0
near     note={"lesions":[{"diagnosis":"A63.0","count":20,"technique":"laser"}]} 46924 A63.0
passes   note={"lesions":[{"diagnosis":"A63.0","count":2,"technique":"laser"}]} 46917 A63.0
cannot   46924 A63.0
"""
