"""A facility as place of service, and no service location named.

Where the work was done in a hospital or another facility, the payer wants that place's name, address and NPI; the claim
is returned without them.
"""

from collections.abc import Iterator

from cleanskin.record.claim_finding import Hold
from cleanskin.rules.day import Day
from cleanskin.rules.rule import (
    Flag,
    Rule,
    cited,
    every_visit,
    flag,
)
from cleanskin.rules.visit import Visit

_OWN = frozenset(("11", "02", "10", "41", "42"))
"""The practice, visits at a distance, and ambulances, which name where they pick up instead."""


RULE = Rule(
    id="CS-REG-042",
    name="service-location-missing",
    outcome="rejection",
    severity="hold",
    triggers=every_visit(),
    claim_wide=True,
    rarc="MA114",
    message="The place of service is a facility, and the claim does not name it.",
    fix="Add the service location with its name, NPI and nine-digit ZIP code; or correct the place of service.",
    source=cited("837P front-end rejections", "2310C; EDI rules, sections 3 and 4", trust="vendor"),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag lines in a facility; with a doubt in a surgery center, which may bill itself."""
    for line in visit.lines:
        if line.place_of_service in _OWN or visit.claim.provider("service_facility"):
            continue
        place = day.place_of_service(line.place_of_service)
        if place is None or any(party.role == "service_facility" for party in line.service.providers):
            continue
        if place.setting == "facility":
            severity: Hold = "warn" if place.code == "24" else "hold"
            yield flag(line, evidence=(f"place {place.code}: {place.name}",), severity=severity, pointer="2310C.NM1")
            return


RULE.examples = """
flags    pos=22 11102 D49.2
near     pos=11 11102 D49.2
flags    99213 L40.0 | 11102 D49.2 pos=19
passes   pos=22 claim={"providers":[{"role":"service_facility","name":"EXAMPLE HOSPITAL"}]} 11102 D49.2
passes   pos=10 99213-95 L40.0
"""
