"""A flap left on its stalk, billed as a local flap.

A flap whose stalk crosses skin and is divided at a second operation has codes of its own: by recipient site, or by the
forehead vessel.  The local flap codes are for flaps finished in one sitting.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.repair.documented import closed
from cleanskin.rules.rule import Flag, Rule, cited, codes, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-FLP-010",
    name="pedicle-flap-billed-as-local",
    outcome="audit",
    severity="warn",
    triggers=codes("14000-14001", "14020-14021", "14040-14041", "14060-14061", "14301"),
    needs=("note",),
    message="{code} is a local flap, and the record describes a flap on a stalk that is divided later.",
    fix="Bill the first stage by recipient site (15570-15576) or as a forehead flap (15731); its division takes 58.",
    source=cited("CPT guideline conventions", "coding rules FLG-5", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag local flaps when every documented flap is an interpolated one."""
    kinds = [one.flap_kind for one in closed(visit, "flap")]
    if kinds and all(kind == "interpolated" for kind in kinds):
        for line in visit.with_code(*RULE.triggers.codes):
            yield flag(line)


RULE.examples = """
flags    note={"lesions":[{"site":"nose","closure":"flap","flap_kind":"interpolated"}]} 17311 C44.311 | 14060 C44.311
near     note={"lesions":[{"site":"nose","closure":"flap","flap_kind":"interpolated"}]} 17311 C44.311 | 15576 C44.311
passes   note={"lesions":[{"site":"nose","closure":"flap","flap_kind":"rotation"}]} 17311 C44.311 | 14060 C44.311
cannot   17311 C44.311 | 14060 C44.311
"""
