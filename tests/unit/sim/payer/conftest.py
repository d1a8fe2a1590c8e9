"""A desk for payers' tests: claims from a few words, one member, one memory."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

import msgspec
import pytest

from cleanskin.record.claim import Claim, DatedEvent, Diagnosis, Drug, Procedure, ServiceLine
from cleanskin.record.coverage import Coverage
from cleanskin.record.provider import Demographics, Party, Reference
from cleanskin.sim.chance import Chance
from cleanskin.sim.nouns.configuration import Configuration
from cleanskin.sim.nouns.decision import ClaimDecision
from cleanskin.sim.nouns.patient import CoverageSpan, Patient
from cleanskin.sim.payer import PAYERS, Market, Memory, PatientBook, Payer, decide

QUIET = {
    "vague_parts": 0, "misleading_parts": 0, "error_parts": 0, "pend_parts": 0, "lost_parts": 0, "takeback_parts": 0,
    "underpaid_parts": 0, "changed_code_parts": 0, "dropped_modifier_parts": 0, "split_line_parts": 0,
    "split_claim_parts": 0, "unechoed_parts": 0, "stubborn_parts": 0,
}  # fmt: skip
DAY = date(2025, 5, 6)
LABORATORY = "99D0000417"


class Desk:
    """One payer, one member; `send` decides a claim and returns all its decisions."""

    def __init__(self, payer: str, *, quiet: bool = True, spans: tuple[CoverageSpan, ...] = (), **facts: int) -> None:
        overrides = {payer: (QUIET if quiet else {}) | facts} if quiet or facts else {}
        self.configuration = Configuration(seed=11, payers=overrides)
        self.market = Market(self.configuration)
        self.payer: Payer = self.market.payers[payer]
        own = CoverageSpan(payer=payer, member_id="MEMBER1", first=date(2024, 1, 1))
        self.patient = Patient(
            number=7, last="SORRELBECK", first="CALLITHA", born=date(1960, 2, 3), sex="F", street="1 COBBLE ROW",
            city="MILLBROOK FALLS", state="VT", zip_code="059970001", account="A7", record="MR7",
            home_location="main", provider="p1", coverages=spans or (own,),
        )  # fmt: skip
        self.book = PatientBook(self.patient)
        self.memory = Memory(self.market, 7)
        self._sent = 0

    def claim(
        self, *services: str, day: date = DAY, diagnoses: str = "L400", member: str = "MEMBER1", last: str = "SORRELBECK",
        frequency: str = "1", original: str = "", authorization: str = "", place: str = "11", charge: int = 50_000,
    ) -> Claim:  # fmt: skip
        """Build a claim: services are "code:modifier*units=diagnosis", all but the code left out at will."""
        codes = list(diagnoses.split())
        lines = []
        for number, service in enumerate(services, 1):
            service, _, diagnosis = service.partition("=")
            service, _, units = service.partition("*")
            code, *modifiers = service.split(":")
            if diagnosis and diagnosis not in codes:
                codes.append(diagnosis)
            pointer = codes.index(diagnosis) + 1 if diagnosis else 1
            drug = Drug(ndc="99999000101", quantity=Decimal(1), unit="ML") if code[0] == "J" else None
            lines.append(
                ServiceLine(
                    number=str(number), procedure=Procedure(code=code, modifiers=tuple(modifiers)),
                    amount_billed=charge, units=Decimal(units or 1), diagnosis_pointers=(pointer,), drug=drug,
                    dates=(DatedEvent(kind="472", first=day),),
                )
            )  # fmt: skip
        references = [Reference(kind="X4", value=LABORATORY)]
        if original:
            references.append(Reference(kind="F8", value=original))
        if authorization:
            references.append(Reference(kind="G1", value=authorization))
        subscriber = Party(
            role="subscriber", is_person=True, name=last, first_name="CALLITHA", id_qualifier="MI", id=member,
            demographics=Demographics(birth_date=date(1960, 2, 3), sex="F"),
        )  # fmt: skip
        self._sent += 1
        return Claim(
            patient_control_number=f"C{self._sent}", amount_billed=charge * len(lines), place_of_service=place,
            frequency_code=frequency, references=tuple(references),
            billing_provider=Party(role="billing", name="PRACTICE", id_qualifier="XX", id="1234567893"),
            coverage=Coverage(
                payer_responsibility="P", relationship="18", claim_filing_indicator=self.payer.filing_indicator,
                subscriber=subscriber,
                payer=Party(role="payer", name=self.payer.name, id_qualifier="PI", id=self.payer.payer_id),
            ),
            diagnoses=tuple(Diagnosis(code=code) for code in codes), lines=tuple(lines),
        )  # fmt: skip

    def send(self, claim: Claim, *, after_days: int = 3, seed: int = 1) -> list[ClaimDecision]:
        """Let the payer decide a claim received so many days after service."""
        received = (claim.date_of_service or DAY) + timedelta(days=after_days)
        return decide(
            self.configuration, claim, payer=self.payer, received=received, member=self.book, memory=self.memory,
            chance=Chance(seed, "test", claim.patient_control_number),
        )  # fmt: skip

    def bill(self, *services: str, after_days: int = 3, **facts: object) -> ClaimDecision:
        """Send a claim built of these services; return the first decision."""
        return self.send(self.claim(*services, **facts), after_days=after_days)[0]  # type: ignore[arg-type]

    def met(self) -> None:
        """Let the member have met deductible and nothing else, so that only the contract speaks."""
        for year in (2025, 2026):
            for key in PAYERS:
                self.memory.elsewhere[key, year] = 1_000_000


def attached(claim: Claim, **facts: object) -> Claim:
    """Return the claim with other facts."""
    return msgspec.structs.replace(claim, **facts)


@pytest.fixture
def desk() -> Callable[..., Desk]:
    """Open a desk at a payer."""
    return Desk
