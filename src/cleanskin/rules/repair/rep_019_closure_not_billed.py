"""A closure in the record that is not on the claim.

An intermediate or complex closure is paid beside an excision (but not a benign one of up to 0.5 cm), and every closure
beside Mohs surgery.  The record gives class, site and length: the code and what is missed follow from these.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.repair.documented import closed, code_of_length, lengths_by_class
from cleanskin.rules.repair.wounds import EXCISIONS, MOHS_FIRST, REPAIRS
from cleanskin.rules.rule import Flag, Rule, any_of, cited, codes, families, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-REP-019",
    name="documented-closure-not-billed",
    outcome="missed_charge",
    severity="warn",
    triggers=any_of(families("excision_benign", "excision_malignant"), codes("17311", "17313")),
    needs=("note",),
    message="The record describes a closure beside {code} that is not billed.",
    fix="Bill the closure by the class, site and length that the record gives, if the surgeon agrees.",
    source=cited("CPT guideline conventions", "coding rules EXC-6, MOH-8, REP-1", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag the first line that made a wound for each class and site group that is documented and not billed.

    Silent where the claim bills closures that the record does not have: which wound they are for is not known.
    """
    sums = lengths_by_class(visit, ("mohs", "excision"), day)
    repairs = visit.in_family(*REPAIRS)
    billed = {(line.family.removeprefix("repair_"), line.facts.site_group) for line in repairs if line.facts}
    moved = visit.in_family("repair_delayed", "flap", "graft")
    if not billed <= sums.keys() or (moved and not closed(visit, "flap", "graft")) or visit.same_day_elsewhere():
        return
    makers = [*visit.with_code(*MOHS_FIRST), *visit.in_family(*EXCISIONS)]
    for (closure, group), length in sums.items():
        sized = code_of_length(length, group, closure, day)
        if sized is not None and (closure, group) not in billed:
            yield flag(makers[0], evidence=[f"{closure} closure of {length} cm: {sized}"], missing=sized.units)


RULE.examples = """
flags    note={"lesions":[{"site":"back","technique":"excision","diameter_cm":1,"closure":"intermediate","closure_length_cm":4}]} 11402 D22.5
near     note={"lesions":[{"site":"back","technique":"excision","diameter_cm":1,"closure":"simple","closure_length_cm":4}]} 11402 D22.5
flags    note={"lesions":[{"site":"forearm","technique":"mohs","closure":"simple","closure_length_cm":3}]} 17313 C44.622
flags    note={"lesions":[{"site":"back","technique":"mohs","closure":"intermediate","closure_length_cm":4},{"site":"neck","technique":"mohs","closure":"intermediate","closure_length_cm":4}]} 17313 C44.519 | 17311 C44.42 | 12032 C44.519
passes   note={"lesions":[{"site":"cheek","technique":"excision","diameter_cm":0.4,"closure":"intermediate","closure_length_cm":1}]} 11440 D22.39
passes   note={"lesions":[{"site":"cheek","technique":"mohs","closure":"flap"}]} 17311 C44.319
passes   note={"lesions":[{"site":"back","technique":"excision","closure":"intermediate","closure_length_cm":4}]} 11402 D22.5 | 12032 D22.5
passes   note={"lesions":[{"site":"back","technique":"excision","closure":"intermediate","closure_length_cm":4}]} 11402 D22.5 | 13101 D22.5
passes   note={"lesions":[{"site":"back","technique":"excision","closure":"intermediate"}]} 11402 D22.5   # the length is not stated
cannot   11402 D22.5
"""
