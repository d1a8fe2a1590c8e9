"""Modifier 79 (unrelated) on surgery that may treat the lesion of the earlier one.

A re-excision after pathology, the next part of a staged removal and a repair done later are related: 58, even where
nobody planned them.  79 tells the payer of another lesion.  Only surgery on growths is looked at, where the diagnosis
is the same or lies at a site that agrees; two lesions may look so too, hence the question.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.global_period.window import OPERATIONS, is_complication_care, open_periods, related
from cleanskin.rules.rule import Flag, Rule, cited, flag, modifiers
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-GLB-007",
    name="modifier-79-on-same-lesion",
    outcome="audit",
    severity="warn",
    triggers=modifiers("79"),
    needs=("history",),
    carc="4",
    rarc="N519",
    message="{code} carries 79 (unrelated), but its diagnosis may be that of the earlier operation.",
    fix="If it is the same lesion (re-excision, next stage, later repair), replace 79 with 58; leave 79 for another"
    " lesion.",
    source=cited(
        "Medicare claims processing manual (100-04)",
        "ch. 12, sec. 40; coding rules MOD-1, EXC-8",
        checked_on=date(2026, 11, 22),
        trust="derived",
    ),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag surgery with 79 where a diagnosis may be that of an operation that covers the day."""
    for line in visit.of_class("surgery", "procedure"):
        if not line.has("79") or not line.family.startswith(OPERATIONS) or is_complication_care(line, day):
            continue
        for one in open_periods(visit, line):
            if day.family(one.line.code).startswith(OPERATIONS) and (same := related(line, one.line, day)):
                yield flag(line, evidence=[one.words, f"both treat {', '.join(same)}"])
                break


RULE.examples = """
flags    11402-79 D48.5 << 2026-02-23 11402 D22.5
near     11402-58 D48.5 << 2026-02-23 11402 D22.5
flags    11406-79 D22.5 << 2026-02-22 11406 D22.5          # the second part of a staged removal
passes   11602-79 C44.519 << 2026-02-23 11642 C44.311      # nose and trunk
passes   17000-79 L57.0 << 2026-02-23 17000 L57.0          # keratoses are many
passes   11602-79 C44.519 << none                          # no period is open: another rule
cannot   11402-79 D48.5
"""
