"""A closure billed by a lower class than the record describes.

A closure in layers billed as simple, or a complex one with its reason documented billed as intermediate, is paid less
than the work done.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.record.encounter import Closure
from cleanskin.rules.day import Day
from cleanskin.rules.repair.documented import code_of_length, lengths
from cleanskin.rules.repair.wounds import REPAIRS
from cleanskin.rules.rule import Flag, Rule, cited, families, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-REP-020",
    name="closure-class-below-the-record",
    outcome="missed_charge",
    severity="note",
    triggers=families("repair_simple", "repair_intermediate"),
    needs=("note",),
    message="{code} is of a lower class than every closure that the record describes.",
    fix="Bill the class that the record describes, if what makes it intermediate or complex is in the note.",
    source=cited("CPT guideline conventions", "coding rules REP-4, REP-5", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag the only closure line when all documented closures are of one higher class, in one site group."""
    encounter, lines = visit.documented, visit.in_family(*REPAIRS)
    classes: set[Closure] = {one.closure for one in encounter.lesions if one.closure} if encounter else set()
    if len(lines) != 1 or len(classes) != 1 or lines[0].code == "G0168":
        return
    closure = classes.pop()
    above = {"repair_simple": ("intermediate", "complex"), "repair_intermediate": ("complex",)}
    sums = lengths(visit, closure, day) if closure in above.get(lines[0].family, ()) else None
    reasons = encounter is not None and all(one.complex_criteria for one in encounter.lesions)
    if sums and len(sums) == 1 and (closure != "complex" or reasons):
        [(group, length)] = sums.items()
        sized = code_of_length(length, group, closure, day)
        if sized is not None:
            yield flag(lines[0], evidence=[f"{closure} closure of {length} cm: {sized}"], missing=sized.units)


RULE.examples = """
flags    note={"lesions":[{"site":"back","technique":"mohs","closure":"intermediate","closure_length_cm":4}]} 17313 C44.519 | 12002 C44.519
near     note={"lesions":[{"site":"back","technique":"mohs","closure":"intermediate","closure_length_cm":4}]} 17313 C44.519 | 12032 C44.519
flags    note={"lesions":[{"site":"back","closure":"complex","closure_length_cm":4,"complex_criteria":["undermined"]}]} 17313 C44.519 | 12032 C44.519
passes   note={"lesions":[{"site":"back","closure":"complex","closure_length_cm":4}]} 17313 C44.519 | 12032 C44.519
passes   note={"lesions":[{"site":"back","closure":"intermediate","closure_length_cm":4},{"site":"leg","closure":"simple"}]} 12002 S81.811A
cannot   17313 C44.519 | 12002 C44.519
"""
