"""A visit at a level that neither the documented time nor the decision making reaches.

A level is chosen by total time of the day, which then must be written down and reached, or by two of three: problems,
data, risk.  Flagged only when the most that the record leaves possible lies below the level, and time does not help.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.evaluation.levels import LEVEL, MINUTES, code_of_level, decision_making
from cleanskin.rules.rule import Flag, Rule, cited, codes, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-EM-004",
    name="visit-level-above-record",
    outcome="audit",
    severity="warn",
    triggers=codes("99202-99205", "99212-99215", "98000-98015"),
    needs=("note",),
    carc="150",
    rarc="M25",
    message="The record supports a lower level than {code}.",
    fix="Bill the level the record supports, or have the clinician complete the record if work or time is missing in"
    " it.",
    source=cited(
        "CPT conventions for visits", "coding rules EM-1 to EM-4, SC-36", checked_on=date(2026, 11, 22), trust="derived"
    ),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag visit codes above both the span of decision making and the time."""
    encounter = visit.encounter
    if encounter is None or not encounter.problems:
        return
    possible = decision_making(encounter, day).high
    for line in visit.lines:
        if line.code not in LEVEL or LEVEL[line.code] <= possible:
            continue
        if encounter.minutes is None or encounter.minutes < MINUTES[line.code]:
            time = "no total time is stated" if encounter.minutes is None else f"{encounter.minutes} minutes in all"
            highest = code_of_level(line.code, possible)
            yield flag(line, evidence=[f"problems, data and risk reach {highest} at most", time])


RULE.examples = """
flags    note={"problems":[{"name":"x","diagnosis":"L821","status":"stable","management":["reassured"]}]} 99213 L82.1
near     note={"problems":[{"name":"x","diagnosis":"L821","status":"stable","management":["reassured"]}]} 99212 L82.1
flags    note={"problems":[{"name":"x","diagnosis":"L237","status":"acute","management":["rx"]}]} 99214 L23.7
passes   note={"problems":[{"name":"x","diagnosis":"L237","status":"acute","management":["rx"]}]} 99213 L23.7
passes   note={"minutes":32,"problems":[{"name":"x","diagnosis":"L237","status":"acute"}]} 99214 L23.7
flags    note={"problems":[{"name":"x","diagnosis":"L400","status":"worse","management":["rx"]}]} 99215 L40.0
passes   note={"problems":[{"name":"x","diagnosis":"L400","status":"worse","management":["rx"]}]} 99214 L40.0
passes   note={"problems":[{"name":"x","diagnosis":"L400","status":"severe","management":["toxicity"]}]} 99215 L40.0
passes   note={"minutes":10} 99215 L40.0          # nothing is told of the problems
cannot   99214 L23.7
"""
