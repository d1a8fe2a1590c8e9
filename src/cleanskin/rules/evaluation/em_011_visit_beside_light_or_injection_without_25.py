"""A visit beside light therapy, an injection, skin tests, photodynamic or radiation therapy, without modifier 25.

These services have no global period, but each includes the usual look at the patient by who gives it.  A visit is paid
beside them only for work beyond that, with 25.  Coming for a scheduled treatment is no visit.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.record.claim_finding import Hold
from cleanskin.rules.day import Day
from cleanskin.rules.evaluation.levels import OFFICE
from cleanskin.rules.rule import Flag, Rule, cited, families, flag
from cleanskin.rules.visit import Visit

PHYSICIAN_VISITS = OFFICE - {"99211"}

RULE = Rule(
    id="CS-EM-011",
    name="visit-beside-treatment-without-25",
    outcome="denial",
    severity="hold",
    triggers=families("phototherapy", "patch_test", "injection", "pdt", "radiation"),
    carc="97",
    rarc="M15",
    instead_of=("CS-NCCI-003",),
    message="The visit {code} is counted into the treatment of the same day: it carries no 25.",
    fix="If the record shows a separate problem or decision, add 25; else take the visit off.",
    source=cited(
        "NCCI policy manual 2026",
        "ch. I, sec. D, ch. XI; coding rules EM-6, BUN-6, LGT-2, LGT-6",
        checked_on=date(2026, 11, 22),
    ),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag visits without 25 beside such treatments that have no global period of 0 or 10 days."""
    given = visit.in_family(*RULE.triggers.families)
    treatments = [line for line in given if day.global_days(line.code) in ("XXX", None)]
    paired = any(line.family not in ("pdt", "radiation") for line in treatments)
    severity: Hold = "hold" if paired else "warn"  # no pair edit is known for the latter two
    for line in visit.lines:
        if treatments and line.code in PHYSICIAN_VISITS and not line.has("25", "57"):
            evidence = [f"{one.code} includes its own look at the patient" for one in treatments]
            yield flag(line, evidence=evidence, severity=severity)


RULE.examples = """
flags    99213 L40.0 | 96910 L40.0
near     99213-25 L40.0 | 96910 L40.0
flags    99213 L20.9 | 96372 L20.9
flags    99214 L23.9 | 95044*36 L23.9
flags    99213 L57.0 | 96567 L57.0
flags    99213 C44.311 | 77437 C44.311
passes   99213 L40.0 | 96904 D22.5        # photographs are no treatment
passes   99211 L40.0 | 96910 L40.0        # never, whatever the modifier: another rule
passes   99213 L40.0 | 96920 L40.0        # has 0 global days: another rule
"""
