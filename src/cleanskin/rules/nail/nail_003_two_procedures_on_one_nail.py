"""Two procedures on the nail of one digit.

Removing the plate belongs to the permanent removal, as drainage and the repair of the bed belong to the larger
procedure on that nail.  A digit modifier opens the pair only when it names another digit.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.nail.digits import ONE_NAIL, digits
from cleanskin.rules.rule import Flag, Rule, cited, codes, flag
from cleanskin.rules.visit import Line, Visit

RULE = Rule(
    id="CS-NAIL-003",
    name="two-procedures-on-one-nail",
    outcome="denial",
    severity="hold",
    triggers=codes("11730", "11732", "11740", "11750", "11760", "11762", "11765"),
    carc="97",
    rarc="M15",
    instead_of=(
        "CS-NCCI-001",
        "CS-NCCI-012",
        "CS-MOD-027",
        "CS-MOD-028",
        "CS-NCCI-013",
    ),
    message="{codes} are billed for the nail of one digit: the more extensive one includes the other.",
    fix="Bill the more extensive procedure alone, or correct the digit if two nails were treated.",
    source=cited("NCCI policy manual 2026", "ch. I, sec. L; coding rules MIN-2", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag the lines of one digit and clinician when there is more than one, biopsies left aside."""
    by_digit: dict[tuple[str, str], list[Line]] = {}
    for line in visit.with_code(*ONE_NAIL):
        for digit in digits(line) if line.code != "11755" and not line.has("XE", "58", "76", "77", "78", "79") else ():
            by_digit.setdefault((digit, line.rendering_npi), []).append(line)
    for (digit, _), lines in sorted(by_digit.items()):
        if len(lines) > 1:
            yield flag(*lines, evidence=[f"digit {digit}"])


RULE.examples = """
flags    11750-T5 L60.0 | 11730-T5-59 L60.0
near     11750-TA L60.0 | 11730-T5-59 L60.0
flags    11730-T5 L60.0 | 11732-T5 L60.0
passes   11730-T5 L60.0 | 11732-T6 L60.0
passes   11755-T5 D49.2 | 11730-T5 D49.2           # whether the biopsy includes it depends on the release
"""
