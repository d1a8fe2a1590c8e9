"""A nail that was clipped, billed as a biopsy or removal.

Cutting off a loose nail, or a piece of it for a culture, is no procedure with a code: it belongs to the visit.  A
removal frees the plate from its bed, a biopsy takes bed, matrix or fold.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, codes, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-NAIL-013",
    name="nail-clipped",
    outcome="audit",
    severity="hold",
    triggers=codes("11730", "11732", "11755"),
    needs=("note",),
    carc="150",
    message="{code} is billed, and by the record nails were only clipped.",
    fix="Take {code} off; bill the visit, and the test on the clipping if it was done here.",
    source=cited(
        "CPT guideline conventions", "coding rules MIN-2, BX-8", checked_on=date(2026, 11, 22), trust="derived"
    ),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag nail lines when everything that the record tells of nails is clipping (technique snip)."""
    encounter = visit.documented
    placed = [(one, day.site_zone(one.site)) for one in encounter.lesions] if encounter else []
    nails = [one for one, zone in placed if zone is not None and zone.zone in ("toenail", "fingernail")]
    if nails and all(one.technique == "snip" for one in nails):
        for line in visit.with_code("11730", "11732", "11755"):
            yield flag(line)


RULE.examples = """
flags    note={"lesions":[{"site":"toenail","technique":"snip"}]} 11755-TA B35.1
near     note={"lesions":[{"site":"toenail","technique":"punch"}]} 11755-TA B35.1
passes   note={"lesions":[{"site":"sole","technique":"snip"}]} 11755-TA B35.1
cannot   11755-TA B35.1
"""
