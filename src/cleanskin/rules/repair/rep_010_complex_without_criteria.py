"""A complex closure whose record names no reason that makes it complex.

Layers alone make a closure intermediate.  Complex needs one more: bone, cartilage, tendon or a named vessel or nerve
laid bare, edges cut back, undermining at least as wide as the wound along one whole edge, a free margin of lip, ear or
nostril, or retention sutures.  Payers ask for the note and pay the intermediate code instead.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.repair.documented import closed
from cleanskin.rules.rule import Flag, Rule, cited, codes, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-REP-010",
    name="complex-closure-without-criteria",
    outcome="audit",
    severity="hold",
    triggers=codes("13100-13101", "13120-13121", "13131-13132", "13151-13152"),
    needs=("note",),
    carc="150",
    message="{code} is billed, and the record names nothing beyond layers that makes the closure complex.",
    fix="Ask the surgeon what made it complex (undermining in cm, what was laid bare); else bill it as intermediate.",
    effective_from=date(2020, 1, 1),
    source=cited("CPT guideline conventions 2020", "coding rules REP-4, REP-5, SC-11", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag complex closures when no documented complex closure has a criterion or a width of undermining."""
    documented = closed(visit, "complex")
    if not documented or any(one.complex_criteria or one.undermining_cm for one in documented):
        return
    for line in visit.in_family("repair_complex"):
        if not line.is_add_on:
            yield flag(line, evidence=[f"{len(documented)} complex closures documented, without a criterion"])


RULE.examples = """
flags    note={"lesions":[{"technique":"mohs","closure":"complex","closure_length_cm":4}]} 17311 C44.319 | 13132 C44.319
near     note={"lesions":[{"technique":"mohs","closure":"complex","undermining_cm":2}]} 17311 C44.319 | 13132 C44.319
passes   note={"lesions":[{"closure":"complex","complex_criteria":["cartilage exposed"]}]} 17311 C44.319 | 13132 C44.319
passes   on=2019-12-31 note={"lesions":[{"closure":"complex"}]} 13132 C44.319
flags    on=2020-01-01 note={"lesions":[{"closure":"complex"}]} 13132 C44.319
cannot   17311 C44.319 | 13132 C44.319
"""
