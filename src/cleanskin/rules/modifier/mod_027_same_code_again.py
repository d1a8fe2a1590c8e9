"""The same code twice on a day, and nothing says that the second is another service.

Two lines of one code by one clinician read as a duplicate: the second is refused. Another lesion is told by units
where the limit of the code allows it, by 76 (many Medicare contractors), by RT and LT, or by 59 where the payer wants
it. Two add-on lines are one line with two units.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.modifier.repeats import key_of, says_repeated
from cleanskin.rules.rule import Flag, Rule, cited, flag, repeated
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-MOD-027",
    name="same-code-on-two-lines",
    outcome="denial",
    severity="hold",
    triggers=repeated(),
    lines_min=2,
    carc="18",
    rarc="N522",
    message="{code} stands on two lines of the day that nothing tells apart.",
    fix="Take a true duplicate off; else use units on one line, a side, 76 or 59, as the payer wants it.",
    source=cited("Coding rules of the project", "MOD-6, SC-20", checked_on=date(2026, 11, 22), trust="derived"),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag the later lines that share code, clinician, place and part with an earlier one, unless a modifier tells."""
    for code in visit.codes if visit.codes_count < len(visit.lines) else ():
        lines = visit.with_code(code)
        if len(lines) < 2 or not code or lines[0].visit_class == "visit":
            continue
        seen = {key_of(lines[0]): says_repeated(lines[0])}
        for line in lines[1:]:
            key = key_of(line)
            if key in seen and not says_repeated(line) and not seen[key]:
                yield flag(line, severity="hold" if line.facts is not None else "warn")
            seen[key] = seen.get(key, False) and says_repeated(line)


RULE.examples = """
flags    17262 C44.722 | 17262 C44.729
near     17262 C44.722 | 17262-76 C44.729
passes   17262-RT C44.722 | 17262-LT C44.729
passes   17311 C44.311 | 17311-59 C44.212
flags    11301-RT D22.61 | 11301-RT D22.61
passes   J0585*50 L74.511 | J0585-JW*50 L74.511
passes   88305-26 D22.5 | 88305-TC D22.5
passes   99213 L40.0 | 99213 L40.0            # two visits: another rule
flags 2  11402 D22.5 | 11402 D22.5 | 11402 D22.5
"""
