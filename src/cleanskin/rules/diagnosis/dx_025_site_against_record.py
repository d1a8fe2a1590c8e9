"""A diagnosis of a place where the record has no lesion.

The code of a growth names its place, and the record names the lesions'.  When every recorded lesion lies elsewhere, the
code or the record is wrong.  Nothing is said when a lesion's place is not recorded or not in the table of sites.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.record.dermatology import Zone
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
    zones = [day.site_zone(site) for site in sites]
    for line in visit.of_class("procedure", "surgery"):
        elsewhere = [code for code in line.diagnoses if all(zone and _elsewhere(code, zone, day) for zone in zones)]
        if elsewhere:
            recorded = sorted({zone.label for zone in zones if zone})
            yield flag(line, evidence=[f"{', '.join(elsewhere)}; recorded: {', '.join(recorded)}"])


def _elsewhere(code: str, zone: Zone, day: Day) -> bool:
    """True when some way of grouping sites puts the diagnosis and the zone apart."""
    return any(day.site_fits(code, f"{scheme}/{group}") is False for scheme, group in zone.groups.items())


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
