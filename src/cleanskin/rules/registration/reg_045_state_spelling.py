"""A state written in small letters or with blanks.

State codes are two capitals; receivers compare them with their table as they stand.
"""

from collections.abc import Iterator

from cleanskin.kernel.identifiers import masked
from cleanskin.record.claim_finding import LineChange, edited
from cleanskin.rules.day import Day
from cleanskin.rules.registration.conditions import addresses_in_doubt
from cleanskin.rules.registration.parties import address_path, odd_addresses
from cleanskin.rules.rule import Flag, Rule, cited, every_visit, flag, whenever
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-REG-045",
    name="state-not-in-capitals",
    outcome="rejection",
    severity="warn",
    triggers=every_visit(),
    beside=whenever(addresses_in_doubt),
    claim_wide=True,
    fix_safety="safe",
    message="A state code is not written in two capitals.",
    fix="Write the two capitals.",
    source=cited("837P required content", "N402; EDI rules, section 4", trust="derived"),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag every address whose state becomes two letters when blanks go and capitals come."""
    for place in visit.once(odd_addresses):
        state = place.state
        if state and not (len(state) == 2 and state.isupper()):
            clean = edited(state, "bare")
            if len(clean) == 2 and clean.isalpha() and clean != state:
                path, is_patient = address_path(visit.claim, place)
                was, becomes = (masked(state), masked(clean)) if is_patient else (state, clean)
                change = LineChange(path=f"{path}.state", was=was, becomes=becomes, edit="bare")
                yield flag(evidence=(path,), changes=(change,), pointer="N402")


RULE.examples = """
flags    billing={"address":{"state":"il"}} 99213 L40.0
near     billing={"address":{"state":"IL"}} 99213 L40.0
flags    member={"address":{"state":"Il"}} 99213 L40.0
passes   billing={"address":{"state":"ILLINOIS"}} 99213 L40.0       # which two letters is not for a program to say
"""
