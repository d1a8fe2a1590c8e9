"""A code for one region of the body with a diagnosis of another.

Repairs, flaps and grafts are chosen by region, and the diagnosis of a growth names its place.  When no
diagnosis of the line lies in the code's region, one of the two is wrong.  The regions differ by kind of procedure: the
table of sites decides.  Shaves, excisions, destructions and Mohs surgery have rules of their own.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, families, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-DX-012",
    name="site-of-code-and-diagnosis-differ",
    outcome="denial",
    severity="warn",
    triggers=families("repair_simple", "repair_intermediate", "repair_complex", "flap", "graft"),
    carc="11",
    rarc="M76",
    message="{code} is for another region of the body than its diagnosis.",
    fix="Compare both with the site in the record; correct the code or the diagnosis.",
    source=cited(
        "Coding rules of dermatology", "DX-5, SC-12, REP-2, FLG-1", checked_on=date(2026, 11, 22), trust="derived"
    ),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag each line of which at least one diagnosis names a place, and none a place in the code's region."""
    for line in visit.lines:
        if line.family not in RULE.triggers.families or line.facts is None or not line.facts.site_group:
            continue
        region = line.facts.site_group
        fits = [(code, day.site_fits(code, region)) for code in line.diagnoses]
        outside = [code for code, fit in fits if fit is False]
        if outside and not any(fit for _, fit in fits):
            yield flag(line, evidence=[f"{line.code}: {line.facts.label}", f"{', '.join(outside)} lies elsewhere"])


RULE.examples = """
flags   13121 C44.311
near    13151 C44.311
passes  12032 L72.0                # a cyst's code names no place
passes  14060 C44.311,C44.519      # one of them lies there
"""
