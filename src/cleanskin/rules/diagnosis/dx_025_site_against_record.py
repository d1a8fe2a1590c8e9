"""A diagnosis of a place where the record has no lesion.

The code of a growth names its place, and the record names the lesions'.  When every recorded lesion lies elsewhere, the
code or the record is wrong.  Nothing is said when a lesion's place is not recorded or not in the table of sites.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, classes, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-DX-025",
    name="site-of-diagnosis-against-record",
    outcome="denial",
    severity="warn",
    triggers=classes("procedure", "surgery"),
    needs=("note",),
    carc="11",
    rarc="M76",
    message="A diagnosis of line {line} names a place where the record has no lesion.",
    fix="Take the code of the recorded site, or have the record corrected if it is wrong.",
    source=cited("Coding rules of dermatology", "DX-5, SC-12", checked_on=date(2026, 11, 22), trust="derived"),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag procedure lines with a diagnosis whose place fits no recorded lesion."""
    lesions = visit.encounter.lesions if visit.encounter else ()
    sites = {lesion.site for lesion in lesions}
    if not sites or "" in sites:
        return
    for line in visit.of_class("procedure", "surgery"):
        elsewhere = [code for code in line.diagnoses if _is_elsewhere(code, sites, day)]
        if elsewhere:
            recorded = sorted({zone.label for site in sites if (zone := day.site_zone(site))})
            yield flag(line, evidence=[f"{', '.join(elsewhere)}; recorded: {', '.join(recorded)}"])


def _is_elsewhere(code: str, sites: set[str], day: Day) -> bool:
    """True when each recorded place is known, and apart from that of the diagnosis."""
    return all(day.site_apart(code, site) for site in sites)


RULE.examples = """
flags   note={"lesions":[{"site":"back","technique":"excision"}]} 11602 C44.311
near    note={"lesions":[{"site":"nose","technique":"excision"}]} 11602 C44.311
near    note={"lesions":[{"site":"back","technique":"excision"}]} 11602 C44.519
flags   note={"lesions":[{"site":"cheek","technique":"mohs"}]} 17311 C44.311
passes  note={"lesions":[{"site":"back"},{"site":"nose"}]} 11602 C44.311
passes  note={"lesions":[{"site":"back"},{"technique":"excision"}]} 11602 C44.311
passes  note={"lesions":[{"site":"back"}]} 17110 B07.8
cannot  11602 C44.311
"""
