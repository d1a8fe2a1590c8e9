"""The coded visit as a claim, handed to the rules that scrub claims: the same rules that judge what others coded.

Names, numbers and amounts are left out (`Context.coding_only`), so that only what coding decides is judged.
"""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Final

import msgspec

from cleanskin.record.claim import Claim, DatedEvent, Diagnosis, Procedure, ServiceLine
from cleanskin.record.claim_finding import ClaimFinding
from cleanskin.record.coding import CodedLine
from cleanskin.record.coverage import Coverage
from cleanskin.record.encounter import Encounter, PayerKind
from cleanskin.record.provider import Address, Party
from cleanskin.rules.engine import Engine
from cleanskin.rules.visit import Context

DIAGNOSES_MAX: Final = 12
"""Most diagnoses of a professional claim; most of one line is 4."""

POINTERS_MAX: Final = 4

_INDICATORS: Final[dict[str, str]] = {
    "medicare": "MB",
    "medicare_advantage": "16",
    "medicaid": "MC",
    "tricare": "CH",
    "workers_compensation": "WC",
    "auto": "AM",
}
"""Claim filing indicator by kind of payer; CI for every other one."""

_PLACES: Final[dict[str, str]] = {
    "video": "10",
    "audio": "10",
    "inpatient": "21",
    "emergency": "23",
    "nursing_facility": "31",
    "home": "12",
}
"""Place of service by the way a visit was held; 11 for every other one."""

_NOBODY: Final = Party(role="subscriber")
_PAYER: Final = Party(role="payer")
_PRACTICE: Final = Party(role="billing")


def findings(
    lines: Sequence[CodedLine], encounter: Encounter, *, payer: PayerKind, on: date, engine: Engine
) -> tuple[ClaimFinding, ...]:
    """Return what the rules say of the lines as coded, with the encounter as the record."""
    if not lines:
        return ()
    record = encounter if encounter.on == on else msgspec.structs.replace(encounter, on=on)
    context = Context(encounter=record, coding_only=True)
    return engine.scrub(as_claim(lines, encounter, payer=payer, on=on), context).findings


def as_claim(lines: Sequence[CodedLine], encounter: Encounter, *, payer: PayerKind, on: date) -> Claim:
    """Return the lines as a claim: diagnoses in the order of the lines, pointers into them."""
    diagnoses = tuple(dict.fromkeys(code.replace(".", "") for line in lines for code in line.icd10))[:DIAGNOSES_MAX]
    place = encounter.place_of_service or _PLACES.get(encounter.visit.mode if encounter.visit else "", "11")
    home = Party(role="billing", address=Address(state=encounter.state)) if encounter.state else _PRACTICE
    days = (DatedEvent(kind="472", first=on),)
    return Claim(
        patient_control_number="CODED",
        amount_billed=0,
        place_of_service=place,
        billing_provider=home,
        coverage=Coverage(
            payer_responsibility="P",
            relationship="18",
            claim_filing_indicator=_INDICATORS.get(payer, "CI"),
            subscriber=_NOBODY,
            payer=_PAYER,
        ),
        diagnoses=tuple(
            Diagnosis(code=code, qualifier="ABK" if at == 0 else "ABF") for at, code in enumerate(diagnoses)
        ),
        lines=tuple([_service(number, line, diagnoses, days) for number, line in enumerate(lines, start=1)]),
    )


def _service(number: int, line: CodedLine, diagnoses: Sequence[str], days: tuple[DatedEvent, ...]) -> ServiceLine:
    bare = [code.replace(".", "") for code in line.icd10]
    return ServiceLine(
        number=str(number),
        procedure=Procedure(code=line.code, modifiers=line.modifiers),
        amount_billed=0,
        units=Decimal(line.units),
        diagnosis_pointers=tuple(diagnoses.index(code) + 1 for code in bare if code in diagnoses)[:POINTERS_MAX],
        dates=days,
    )
