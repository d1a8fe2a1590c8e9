"""An NPI or payer id that holds blanks.

They come from copying. The receiver compares letter by letter and does not find the provider or the payer.
"""

from collections.abc import Iterator

from cleanskin.kernel.identifiers import masked
from cleanskin.record.claim_finding import LineChange, edited
from cleanskin.rules.day import Day
from cleanskin.rules.registration.parties import PRACTICE, path_of, providers_of
from cleanskin.rules.rule import (
    Flag,
    Rule,
    cited,
    every_visit,
    flag,
)
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-REG-041",
    name="number-with-blanks",
    outcome="rejection",
    severity="warn",
    triggers=every_visit(),
    claim_wide=True,
    decided_by=PRACTICE,
    fix_safety="safe",
    message="The number of a provider or payer holds blanks.",
    fix="Take the blanks out.",
    source=cited("837P front-end rejections", "NM109; EDI rules, section 3", trust="derived"),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag each number that holds a blank."""
    claim = visit.claim
    doubtful = [(f"{path_of(party)}.id", party.id) for party in providers_of(claim) if not party.id.isalnum()]
    if not claim.coverage.payer.id.isalnum():
        doubtful.append(("coverage.payer.id", claim.coverage.payer.id))
    for path, value in doubtful:
        if edited(value, "trim") not in ("", value):
            change = LineChange(path=path, was=masked(value), becomes=masked(edited(value, "trim")), edit="trim")
            yield flag(evidence=(path,), changes=(change,))


RULE.examples = """
flags    billing={"id":"1999999984\\t"} 99213 L40.0
near     billing={"id":"1999999984"} 99213 L40.0
flags    coverage={"payer":{"id":" 99999"}} 99213 L40.0
passes   99213 L40.0
"""
