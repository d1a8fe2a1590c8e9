"""59 or X on a line that no pair edit ties to another line of the day.

The modifier says that a bundled service was separate; where nothing bundles it says nothing, and a habit of adding it
is what auditors look for.  Codes of one kind are left alone (repairs of two classes carry 59 by convention), so is a
code that is on the claim twice.  Without the quarterly file the rule speaks only of repairs beside Mohs surgery and
excisions of cancers, which are never bundled.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, flag, modifiers
from cleanskin.rules.visit import DISTINCT, Line, Visit

RULE = Rule(
    id="CS-NCCI-007",
    name="distinct-modifier-without-a-pair",
    outcome="audit",
    severity="note",
    triggers=modifiers(*DISTINCT),
    lines_min=2,
    message="{code} carries 59 or an X modifier, but no pair edit ties it to another line of the day.",
    fix="Take the modifier off {code} unless the payer asks for it.",
    source=cited("NCCI policy manual 2026", "ch. I, sec. E; coding rules MOD-4, SC-19", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag each line with 59 or X, neither visit nor add-on, that is in no pair of the day."""
    elsewhere = [line.code for line in visit.same_day_elsewhere()]
    for line in visit.lines:
        if not line.is_distinct or line.visit_class == "visit" or line.is_add_on or _has_kin(line, visit, elsewhere):
            continue
        if not day.holds("pair") and not _is_repair_beside_removal(line, visit):
            continue
        codes = tuple(dict.fromkeys([*visit.codes, *elsewhere]))
        if not any(line.code in (edit.column1, edit.column2) for edit in day.pairs_among(codes)):
            yield flag(line)


def _has_kin(line: Line, visit: Visit, elsewhere: list[str]) -> bool:
    """Tell whether the code, or one of its kind (repairs, excisions, ...), is billed a second time on the day."""
    kind = line.family.partition("_")[0]
    others = [one.family.partition("_")[0] for one in visit.lines if one is not line]
    return line.code in elsewhere or len(visit.with_code(line.code)) > 1 or (bool(kind) and kind in others)


def _is_repair_beside_removal(line: Line, visit: Visit) -> bool:
    others = {one.family for one in visit.lines if one is not line and one.visit_class not in ("visit", "pathology")}
    return line.family.startswith("repair_") and bool(others) and others <= {"mohs", "excision_malignant"}


RULE.examples = """
flags    17311 C44.311 | 13132-59 C44.311     # repairs are reported beside Mohs surgery anyway
near     17311 C44.311 | 13132 C44.311
passes   11102 D49.2 | 17000-59 L57.0
passes   17311 C44.311 | 17311-59 C44.212
"""
