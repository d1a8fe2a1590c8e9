"""A word where the authorization number belongs.

"NONE", "PENDING", "N/A" and zeros are notes to oneself. A payer takes them for a number, does not find it, and denies;
without any number the line might have been paid.
"""

from collections.abc import Iterator

from cleanskin.rules.day import Day
from cleanskin.rules.registration.conditions import has_numbers
from cleanskin.rules.registration.parties import number_of
from cleanskin.rules.rule import Flag, Rule, cited, every_visit, flag, whenever
from cleanskin.rules.visit import Visit

_WORDS = frozenset(
    ("NONE", "PENDING", "N/A", "NA", "NO", "NOT REQUIRED", "NOT NEEDED", "NR", "TBD", "UNKNOWN", "VERBAL", "AUTH")
)


RULE = Rule(
    id="CS-AUT-009",
    name="word-instead-of-authorization-number",
    outcome="denial",
    severity="warn",
    triggers=every_visit(),
    beside=whenever(has_numbers),
    claim_wide=True,
    carc="284",
    rarc="M62",
    message="The authorization field of the claim holds a word or zeros instead of a number.",
    fix="Enter the number, or leave the field out.",
    source=cited("837P required content", "REF*G1; EDI rules, section 4", trust="assumption"),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag words that say there is no number, and zeros."""
    number = number_of(visit.claim, "G1")
    if number and (number.strip().upper() in _WORDS or not number.strip("0 ")):
        yield flag(pointer="2300.REF*G1")


RULE.examples = """
flags    claim={"references":[{"kind":"G1","value":"PENDING"}]} 96920 L40.0
near     claim={"references":[{"kind":"G1","value":"A1234"}]} 96920 L40.0
flags    claim={"references":[{"kind":"G1","value":"0000"}]} 96920 L40.0
passes   96920 L40.0
"""
