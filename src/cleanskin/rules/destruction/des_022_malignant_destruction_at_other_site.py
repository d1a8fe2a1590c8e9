"""17260 to 17286 of another part of the body than the diagnosis names.

There are three groups: trunk and limbs (17260s), scalp, neck, hands, feet and genitalia (17270s), face with ears,
eyelids, nose, lips and mucosa (17280s).  The site of the diagnosis code must lie in the group of the procedure code.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.diagnosis_fit import is_cancer, named
from cleanskin.rules.rule import Flag, Rule, cited, families, flag
from cleanskin.rules.visit import Visit

GROUPS = tuple(
    f"destruction_malignant/{group}" for group in ("trunk_limb", "scalp_neck_hand_foot_genitalia", "face_mucosa")
)

RULE = Rule(
    id="CS-DES-022",
    name="malignant-destruction-at-other-site",
    outcome="denial",
    severity="hold",
    triggers=families("destruction_malignant"),
    carc="11",
    message="{code} is of another group of sites than the place that the diagnosis names.",
    fix="See the site in the record and correct the procedure code or the diagnosis.",
    source=cited("CPT guideline conventions", "coding rules DES-5, DX-5, SC-12", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag lines whose cancers all lie elsewhere; warn where the table leaves a part of the place open."""
    for line in visit.in_family("destruction_malignant"):
        cancers = [code for code in line.diagnoses if is_cancer(code)]
        own = line.facts.site_group if line.facts else ""
        fits = [day.site_fits(code, own) for code in cancers]
        if not cancers or True in fits:
            continue
        if None not in fits:
            yield flag(line, evidence=[named(line)])
        elif all(any(day.site_fits(code, group) for group in GROUPS) for code in cancers):
            yield flag(line, evidence=[named(line)], severity="warn")


RULE.examples = """
flags    17261 C44.311
near     17281 C44.311
flags    17281 C44.41                         # the scalp is with the hands here, not with the face
flags    17281 C44.519
passes   17261 C44.712                        # a leg with its foot fits two groups
passes   17271 C44.712
passes   17281 C44.91                         # no site stated: another rule
"""
