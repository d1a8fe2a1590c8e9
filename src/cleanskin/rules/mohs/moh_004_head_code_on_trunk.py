"""17311 or 17312 for a tumor of the trunk.

17311 and 17312 are for head, neck, hands, feet and genitalia, and elsewhere only where muscle, cartilage, bone, tendon,
a major nerve or vessel is involved.  The record must say so, or the code is 17313 and 17314.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.diagnosis_fit import is_cancer, named
from cleanskin.rules.mohs.arithmetic import first_code
from cleanskin.rules.rule import Flag, Rule, cited, codes, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-MOH-004",
    name="mohs-head-code-on-trunk",
    outcome="audit",
    severity="warn",
    triggers=codes("17311", "17312"),
    carc="11",
    message="{code} on the trunk is right only where muscle, cartilage, bone, tendon, nerve or vessel is involved.",
    fix="See that the record names the deep structure; else bill 17313 and 17314.",
    source=cited("CPT guideline conventions", "coding rules MOH-2, SC-12", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag lines whose cancers lie on the trunk or limbs and not in the code's group, unless the record tells why."""
    for line in visit.with_code("17311", "17312"):
        cancers = [code for code in line.diagnoses if is_cancer(code)]
        own = line.facts.site_group if line.facts else ""
        elsewhere = cancers and not any(day.site_fits(code, own) for code in cancers)
        if elsewhere and all(day.site_fits(code, "mohs/trunk_limb") for code in cancers):
            lesions = visit.documented.lesions if visit.documented else ()
            if not any(first_code(lesion, day) == "17311" for lesion in lesions if lesion.mohs_blocks):
                yield flag(line, evidence=[named(line)])


RULE.examples = """
flags    17311 C44.519
near     17313 C44.519
flags 2  17311 C44.511 | 17312 C44.511
passes   17311 C44.629                        # an arm with its hand: either
passes   17311 C44.311
passes   note={"lesions":[{"site":"back","depth":"muscle","mohs_blocks":[3]}]} 17311 C44.519
"""
