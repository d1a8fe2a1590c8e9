"""67850 for a lesion that the record places away from the lid margin, or measures above one centimeter.

67850 is for lesions of the lid margin up to one centimeter.  Larger ones, and those of the lid's skin, are the skin
codes by what they are: 17000, 17110, or 17280 to 17286.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.destruction.counts import is_destroyed
from cleanskin.rules.rule import Flag, Rule, cited, codes, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-DES-045",
    name="lid-margin-destruction-against-record",
    outcome="audit",
    severity="warn",
    triggers=codes("67850"),
    needs=("note",),
    carc="11",
    message="{codes} is for lesions of the lid margin up to 1 cm, and the record's destroyed lesions are not such.",
    fix="Bill the skin code of the lesion, or have the record state margin and size.",
    source=cited("CPT guideline conventions", "coding rules DES-3, BX-9", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag the lines when every destroyed lesion with a site is off the lids, or every measured one is too large."""
    encounter, lines = visit.documented, visit.with_code("67850")
    found = [lesion for lesion in encounter.lesions if is_destroyed(lesion)] if encounter else []
    most = lines[0].facts.size_to if lines and lines[0].facts else None
    if not found or most is None:
        return
    zones = [day.site_zone(lesion.site) for lesion in found if lesion.site]
    elsewhere = len(zones) == len(found) and all(zone and not zone.zone.startswith("eyelid") for zone in zones)
    sizes = [lesion.diameter_cm for lesion in found if lesion.diameter_cm is not None]
    if elsewhere or (len(sizes) == len(found) and min(sizes) > most):
        yield flag(*lines, evidence=[f"destroyed lesions in the record: {len(found)}"])


RULE.examples = """
flags    note={"lesions":[{"site":"eyelid","diameter_cm":1.4,"technique":"laser"}]} 67850 D23.121
near     note={"lesions":[{"site":"eyelid","diameter_cm":0.4,"technique":"laser"}]} 67850 D23.121
flags    note={"lesions":[{"site":"cheek","diameter_cm":0.4,"technique":"laser"}]} 67850 D23.39
passes   note={"lesions":[{"technique":"laser"}]} 67850 D23.121
cannot   67850 D23.121
"""
