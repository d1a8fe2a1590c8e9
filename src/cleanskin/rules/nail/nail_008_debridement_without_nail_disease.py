"""Thinning of nails without a disease of nails.

11720 and 11721 are for nails thick or misshapen by infection or disease.  Healthy nails are trimmed, 11719.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, codes, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-NAIL-008",
    name="nail-debridement-without-nail-disease",
    outcome="denial",
    severity="warn",
    triggers=codes("11720", "11721"),
    carc="11",
    message="{code} thins diseased nails, and no diagnosis of the line is a disease of nails.",
    fix="Point to the disease of the nails (B35.1, L60.2, L60.3 and the like), or bill 11719 for healthy nails.",
    source=cited("Coding rules of the project", "MIN-2, DX-5", checked_on=date(2026, 11, 22), trust="derived"),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag nail debridement lines without infection, disease or malformation of nails, psoriasis or lichen."""
    nails = ("B351", "B372", "L60", "L62", "L40", "L43", "L030", "Q84", "L44")
    for line in visit.with_code("11720", "11721"):
        if line.diagnoses and not any(code.startswith(nails) for code in line.diagnoses):
            yield flag(line, evidence=[f"diagnoses of the line: {', '.join(line.diagnoses)}"])


RULE.examples = """
flags    11721 E11.51
near     11721 B35.1
passes   11720 L60.2
passes   11719 E11.51
"""
