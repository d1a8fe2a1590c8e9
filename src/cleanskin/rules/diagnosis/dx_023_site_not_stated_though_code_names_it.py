"""A growth "site not stated" on a line whose procedure code names the region.

The procedure code was chosen by region, so the place is in the record.  D22.9, D23.9 or C44.91 beside it leaves out
what is known, and coverage lists seldom hold such codes.  Mohs surgery has
a rule of its own.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.diagnosis.sites import grouped
from cleanskin.rules.rule import Flag, Rule, cited, families, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-DX-023",
    name="site-not-stated-though-code-names-it",
    outcome="denial",
    severity="warn",
    triggers=families("shave", "excision_benign", "excision_malignant", "destruction_malignant"),
    carc="11",
    rarc="M76",
    message="{code} is chosen by region, its diagnosis leaves the site open.",
    fix="Take the diagnosis code of the site in the record.",
    source=cited(
        "Coding rules of dermatology", "DX-3, SC-16; ICD-10-CM guidelines I.B.18", checked_on=date(2026, 11, 22)
    ),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag lines whose growths are all coded without a site."""
    for line in visit.lines:
        if line.family not in RULE.triggers.families or not line.facts or not line.facts.site_group:
            continue
        rows = [grouped(day, code) for code in line.diagnoses]
        digits = [row.site_digit for row in rows if row is not None and row.site_digit]
        if digits and set(digits) == {"9"}:
            yield flag(line, evidence=[f"diagnoses: {', '.join(line.diagnoses)}"])


RULE.examples = """
flags   11402 D22.9
near    11402 D22.5
flags   11602 C44.91
passes  11402 L72.0              # a cyst's code has no site
passes  11402 D22.9,D22.5
"""
