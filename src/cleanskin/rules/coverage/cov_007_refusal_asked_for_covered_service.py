"""A line that says "no notice, refusal expected" for a diagnosis that the contractor covers.

Medicare refuses every line with GZ without looking at it, at the practice's cost.  When the article lists the diagnosis,
nothing is to be expected but payment, and GZ throws it away.
"""

from collections.abc import Iterator

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, flag, modifiers
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-COV-007",
    name="refusal-asked-for-covered-service",
    outcome="denial",
    severity="warn",
    triggers=modifiers("GZ"),
    payers=("medicare",),
    carc="50",
    rarc="N115",
    message="Line {line} carries GZ, but the contractor's article covers {code} with this diagnosis.",
    fix="Take GZ off unless a refusal is expected for another reason, such as the frequency.",
    source=cited(
        "Coding rules of dermatology", "MOD-11, LIM-1; automatic refusal from general knowledge", trust="unverified"
    ),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag lines with GZ that an article supports."""
    for line in visit.lines:
        if not line.has("GZ") or not line.diagnoses:
            continue
        found = [one for one in day.coverage(line.code, line.diagnoses, visit.state) if one.verdict == "supported"]
        if found:
            yield flag(line, evidence=[f"article {found[0].article}, version {found[0].version}: {found[0].reason}"])


RULE.examples = """
flags   payer=medicare article=17110:L82.0,-Z41.1 17110-GZ L82.0
near    payer=medicare article=17110:L82.0,-Z41.1 17110 L82.0
near    payer=medicare article=17110:L82.0,-Z41.1 17110-GZ L82.1
passes  payer=medicare 17110-GZ L82.0
"""
