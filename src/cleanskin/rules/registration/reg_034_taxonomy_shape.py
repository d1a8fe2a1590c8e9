"""A taxonomy code that is no taxonomy code.

Ten characters, the last an X. The old two-digit specialty numbers, or a word, are refused; codes of the first lists that
ended in Y are no longer known.
"""

from collections.abc import Iterator

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
    id="CS-REG-034",
    name="taxonomy-not-of-its-form",
    outcome="rejection",
    severity="hold",
    triggers=every_visit(),
    claim_wide=True,
    decided_by=PRACTICE,
    rarc="N255",
    message="A provider's taxonomy has not the form of a taxonomy code.",
    fix="Take the code from the provider's entry in the national registry (207N00000X is dermatology).",
    source=cited("837P required content", "PRV03; EDI rules, section 4", trust="derived"),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag each taxonomy of another form; ten characters without X, as old codes have them, with a doubt."""
    for party in providers_of(visit.claim):
        code = party.taxonomy
        if code and not (len(code) == 10 and code[-1] in "Xx" and code.isalnum()):
            aged = len(code) == 10 and code.isalnum()
            yield flag(evidence=(f"{path_of(party)} has {code}",), severity="warn" if aged else None, pointer="PRV03")


RULE.examples = """
flags    billing={"taxonomy":"207N00000"} 99213 L40.0
near     billing={"taxonomy":"207N00000X"} 99213 L40.0
flags    billing={"taxonomy":"07"} 99213 L40.0
passes   billing={"taxonomy":""} 99213 L40.0                   # a missing one is another rule
"""
