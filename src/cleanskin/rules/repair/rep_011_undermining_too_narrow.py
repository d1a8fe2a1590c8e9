"""A complex closure whose undermining is narrower than the wound.

Undermining makes a closure complex when it reaches, along one whole edge, at least as far as the wound is wide.  Less
is limited undermining, and the closure is intermediate.
"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from cleanskin.record.encounter import Lesion
from cleanskin.rules.day import Day
from cleanskin.rules.repair.documented import closed
from cleanskin.rules.rule import Flag, Rule, cited, codes, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-REP-011",
    name="undermining-too-narrow-for-complex",
    outcome="audit",
    severity="hold",
    triggers=codes("13100-13101", "13120-13121", "13131-13132", "13151-13152"),
    needs=("note",),
    carc="150",
    message="{code} is billed for undermining that the record measures as narrower than the wound.",
    fix="Bill the intermediate closure of that length, unless the record names another reason for a complex one.",
    effective_from=date(2020, 1, 1),
    source=cited("CPT guideline conventions 2020", "coding rules REP-4, REP-5", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag complex closures when every documented one rests on undermining narrower than the excised width."""
    documented = closed(visit, "complex")
    if not documented or not all(_is_narrow(one) for one in documented):
        return
    for line in visit.in_family("repair_complex"):
        if not line.is_add_on:
            yield flag(line, evidence=[f"undermined {one.undermining_cm} cm" for one in documented])


def _is_narrow(lesion: Lesion) -> bool:
    if lesion.undermining_cm is None or lesion.diameter_cm is None:
        return False
    others = [reason for reason in lesion.complex_criteria if "undermin" not in reason.lower()]
    return not others and lesion.undermining_cm < lesion.diameter_cm + 2 * (lesion.margin_cm or Decimal(0))


RULE.examples = """
flags    note={"lesions":[{"diameter_cm":2,"closure":"complex","undermining_cm":1}]} 17311 C44.319 | 13132 C44.319
near     note={"lesions":[{"diameter_cm":2,"closure":"complex","undermining_cm":2}]} 17311 C44.319 | 13132 C44.319
passes   note={"lesions":[{"closure":"complex","undermining_cm":1}]} 17311 C44.319 | 13132 C44.319   # width not stated
passes   note={"lesions":[{"diameter_cm":2,"closure":"complex","undermining_cm":1,"complex_criteria":["free margin"]}]} 13132 C44.319
passes   on=2019-12-31 note={"lesions":[{"diameter_cm":2,"closure":"complex","undermining_cm":1}]} 13132 C44.319
cannot   17311 C44.319 | 13132 C44.319
"""
