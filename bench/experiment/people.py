"""The person who looks at findings and questions with the record at hand: what he sees, and what he does blindly.

Chance is keyed by what is looked at, so that the same person sees the same thing the same way a second time, and the
arms share it.
"""

import re
from decimal import Decimal
from typing import NamedTuple

import msgspec

from bench.experiment.tables import assumed
from cleanskin.record.claim import Procedure, ServiceLine
from cleanskin.record.claim_finding import ClaimFinding
from cleanskin.sim.chance import Chance
from cleanskin.sim.fees import charge_amount
from cleanskin.sim.nouns.bill import Bill

_ADD = re.compile(r"\b[Aa]dd (\d\d|X[EPSU]|Q[789]|G[AYZ])\b")
_TAKE_OFF = re.compile(r"\b[Tt]ake (\w{2,5}) off\b")
_ONE_UNIT = re.compile(r"\bone unit\b")


class Person(NamedTuple):
    """Somebody who knows what a finding means with a probability of `skill` parts in ten thousand."""

    seed: int
    skill: int

    def understands(self, *what: str) -> bool:
        """Return whether the person sees what is true of something."""
        return Chance(self.seed, "experiment", "understands", *what).happens(self.skill)

    def notices(self, *what: str) -> bool:
        """Return whether the person sees something else that is wrong on what lies open."""
        return Chance(self.seed, "experiment", "notices", *what).happens(self.skill * assumed("beside_parts") // 10_000)

    def obeys(self, *what: str) -> bool:
        """Return whether the person, who does not understand, does what the words say."""
        return Chance(self.seed, "experiment", "obeys", *what).happens(assumed("blind_parts"))


def obeyed(bill: Bill, finding: ClaimFinding) -> Bill:
    """Return the bill with the first thing done that the finding's words say; as it is when they say nothing such."""
    named = [at for at, line in enumerate(bill.claim.lines) if line.number in finding.lines]
    if not named:
        return bill
    lines = list(bill.claim.lines)
    services = list(bill.services)
    if match := _ADD.search(finding.fix):
        lines[named[0]] = _with(lines[named[0]], match[1])
    elif match := _TAKE_OFF.search(finding.fix):
        word = match[1]
        at = next((at for at in named if lines[at].procedure.code == word), None)
        if at is not None and len(lines) > 1:
            del lines[at], services[at]
        elif at is None:
            lines[named[0]] = _without(lines[named[0]], word)
    elif _ONE_UNIT.search(finding.fix):
        for at in named:
            lines[at] = _single(lines[at])
    if lines == list(bill.claim.lines):
        return bill
    claim = msgspec.structs.replace(
        bill.claim, lines=tuple(lines), amount_billed=sum(line.amount_billed for line in lines)
    )
    return msgspec.structs.replace(bill, claim=claim, services=tuple(services))


def _with(line: ServiceLine, modifier: str) -> ServiceLine:
    held = line.procedure.modifiers
    if modifier in held or len(held) > 3:
        return line
    return msgspec.structs.replace(line, procedure=Procedure(code=line.procedure.code, modifiers=(modifier, *held)))


def _without(line: ServiceLine, modifier: str) -> ServiceLine:
    kept = tuple(one for one in line.procedure.modifiers if one != modifier)
    return msgspec.structs.replace(line, procedure=Procedure(code=line.procedure.code, modifiers=kept))


def _single(line: ServiceLine) -> ServiceLine:
    return msgspec.structs.replace(line, units=Decimal(1), amount_billed=charge_amount(line.procedure.code))
