"""A removal of benign growths for which the record gives no reason.

"SK x8, liquid nitrogen" says what was done, not why.  Policies ask, lesion by lesion, for bleeding, itch, pain,
inflammation, growth, obstruction, trauma or doubt.  A location, a family history or a failed cream supports such a
reason but is none.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.cosmetic.signals import doubtful_lines, is_strong, treated
from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, families, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-COS-012",
    name="no-necessity-recorded",
    outcome="audit",
    severity="warn",
    triggers=families("shave", "excision_benign", "destruction_benign", "destruction_vascular", "skin_tag_removal"),
    needs=("note",),
    carc="50",
    rarc="N115",
    message="The record gives no reason why the growths of line {line} had to be removed.",
    fix="Ask the provider; without a reason in the record, use a notice or let the patient pay.",
    source=cited(
        "LCDs L35498 and L34200 and payers' policies, summed up",
        "sections A and B (WK-6)",
        checked_on=date(2026, 11, 22),
        trust="derived",
    ),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag removals of benign growths when no treated lesion of the record has a reason or a cosmetic signal."""
    lesions = treated(visit.encounter)
    if not lesions or any(is_strong(one) or one.cosmetic_signals or one.intent == "cosmetic" for one in lesions):
        return
    for line in doubtful_lines(visit, day, visit.in_family(*RULE.triggers.families)):
        if "L820" in line.diagnoses:
            continue  # CS-COS-015
        weak = sorted({trigger for one in lesions for trigger in one.triggers})
        said = f"supports only: {', '.join(weak)}" if weak else "no trigger recorded"
        yield flag(line, evidence=[said], severity="warn" if visit.is_medicare else "note")


RULE.examples = """
flags   note={"lesions":[{"technique":"cryosurgery","count":8}]} 17110 L82.1
near    note={"lesions":[{"technique":"cryosurgery","count":8}]} 17110-GA L82.1
near    note={"lesions":[{"technique":"cryosurgery","count":8}]} 17110 B07.8
passes  note={"lesions":[{"technique":"cryosurgery","triggers":["MN-BLEED"]}]} 17110 L82.0
flags   note={"lesions":[{"technique":"shave","triggers":["MN-RISK"]}]} 11302 D22.5
passes  note={"lesions":[{"technique":"shave","pathology":{"behavior":"uncertain"}}]} 11302 D22.5
cannot  17110 L82.1
"""
