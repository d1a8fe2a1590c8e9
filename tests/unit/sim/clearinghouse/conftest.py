"""Invented claims and decisions to be written, and the judges that read what was written."""

from datetime import date
from decimal import Decimal
from typing import Any

import msgspec
import pytest
from tests.pyx12_judge import ask_pyx12_about

from cleanskin.record.adjustment import Adjustment
from cleanskin.record.claim import (
    Attachment,
    Claim,
    Contract,
    DatedEvent,
    Diagnosis,
    Drug,
    LineAdjudication,
    Note,
    Procedure,
    ServiceLine,
)
from cleanskin.record.coverage import Coordination, Coverage, OutpatientRemarks
from cleanskin.record.provider import Address, Contact, ContactNumber, Demographics, Party, Reference
from cleanskin.sim.clearinghouse.batches import claim_bodies
from cleanskin.sim.clearinghouse.partners import CLEARINGHOUSE, Sender
from cleanskin.sim.clearinghouse.shelf import Interchange
from cleanskin.sim.nouns.bill import Bill
from cleanskin.sim.nouns.configuration import Configuration
from cleanskin.sim.nouns.decision import ClaimDecision, LineDecision
from cleanskin.sim.nouns.event import Event
from cleanskin.sim.nouns.patient import Practice
from cleanskin.sim.payer import PAYERS, Payer
from cleanskin.sim.people import build_practice
from cleanskin.sim.wire.segments import interchange_head

DAY = date(2025, 3, 4)
SENT = date(2025, 3, 6)


@pytest.fixture(scope="session")
def pyx12_complaints(tmp_path_factory: pytest.TempPathFactory):
    """A function: what pyx12 finds wrong with a file's bytes."""
    folder = tmp_path_factory.mktemp("pyx12")
    return lambda data: ask_pyx12_about(data, folder)


class Make:
    """Makes nouns; whatever a test does not say is ordinary."""

    day = DAY
    sent = SENT

    def __init__(self, practice: Practice) -> None:
        self.practice = practice
        self.sender = Sender(practice)
        self.payer: Payer = PAYERS["bramble_health"]
        self.second: Payer = PAYERS["eventide_supplement"]

    def billing(self) -> Party:
        practice = self.practice
        return Party(
            role="billing", name=practice.name, id_qualifier="XX", id=practice.npi, taxonomy=practice.taxonomy,
            address=Address(line_1=practice.street, city=practice.city, state=practice.state,
                            postal_code=practice.zip_code),
            references=(Reference(kind="EI", value=practice.tin),),
            contacts=(Contact(name="BILLING DESK", numbers=(ContactNumber("TE", "8025550142"),)),),
        )  # fmt: skip

    def person(self, role: str = "subscriber", **changes: Any) -> Party:
        facts: dict[str, Any] = {
            "role": role, "is_person": True, "name": "MARSHWICK", "first_name": "ODALYS", "id_qualifier": "MI",
            "id": "302X0000017",
            "address": Address(line_1="9 HOLLOW LANE", city="LAKE SORREL", state="VT", postal_code="059960009"),
            "demographics": Demographics(birth_date=date(1961, 2, 28), sex="F"),
        }  # fmt: skip
        return Party(**(facts | changes))

    def paying(self, payer: Payer) -> Party:
        return Party(role="payer", name=payer.name, id_qualifier="PI", id=payer.payer_id)

    def coverage(self, **changes: Any) -> Coverage:
        facts: dict[str, Any] = {
            "payer_responsibility": "P", "relationship": "18", "group_number": "G417",
            "claim_filing_indicator": self.payer.filing_indicator, "subscriber": self.person(),
            "payer": self.paying(self.payer),
        }  # fmt: skip
        return Coverage(**(facts | changes))

    def line(self, number: int = 1, **changes: Any) -> ServiceLine:
        facts: dict[str, Any] = {
            "number": str(number), "procedure": Procedure(code="11102"), "amount_billed": 20550, "units": Decimal(1),
            "diagnosis_pointers": (1,), "dates": (DatedEvent(kind="472", first=DAY),),
            "references": (Reference(kind="6R", value=f"00004101N{number}"),),
        }  # fmt: skip
        return ServiceLine(**(facts | changes))

    def claim(self, **changes: Any) -> Claim:
        practice = self.practice
        provider = practice.providers[0]
        lines = changes.pop("lines", (self.line(1), self.line(2, procedure=Procedure(code="99213", modifiers=("25",)))))
        facts: dict[str, Any] = {
            "patient_control_number": "00004101-k3", "amount_billed": sum(line.amount_billed for line in lines),
            "place_of_service": "11", "billing_provider": self.billing(), "coverage": self.coverage(),
            "references": (Reference(kind="D9", value="D000041001"),),
            "diagnoses": (Diagnosis(code="D485", qualifier="ABK"), Diagnosis(code="L570")),
            "providers": (
                Party(role="rendering", is_person=True, name=provider.last, first_name=provider.first,
                      id_qualifier="XX", id=provider.npi, taxonomy=provider.taxonomy),
            ),
            "lines": lines,
        }  # fmt: skip
        return Claim(**(facts | changes))

    def rich_claim(self) -> Claim:
        """A claim to a second payer for a dependent with nearly everything that a claim of this practice can hold."""
        rendering = self.claim().providers[0]
        outside = self.practice.referrers[0]
        answered = Coordination(
            adjustments=(Adjustment(group_code="OA", carc="94", amount=61650),), amount_paid=15050,
            amount_patient_remaining=10500, benefits_assigned="Y", release_of_information="Y",
            remarks=OutpatientRemarks(remarks=("MA01",)),
        )  # fmt: skip
        first = Coverage(
            payer_responsibility="P", relationship="19", group_number="G99", claim_filing_indicator="BL",
            subscriber=self.person("subscriber", first_name="TEODRIC", id="TB1", demographics=None),
            payer=msgspec.structs.replace(
                self.paying(PAYERS["tanager_blue"]), references=(Reference(kind="F8", value="CLAIM77"),)
            ),
            coordination=answered,
        )  # fmt: skip
        told = LineAdjudication(
            payer_id=PAYERS["tanager_blue"].payer_id, amount_paid=15050, procedure=Procedure(code="11102"),
            units=Decimal(1),
            adjustments=(
                *(Adjustment(group_code="CO", carc=carc, amount=100) for carc in ("45", "59", "97", "96", "16", "18")),
                Adjustment(group_code="CO", carc="151", amount=-100, quantity=Decimal("1.5")),
                Adjustment(group_code="PR", carc="1", amount=5000),
            ),
            date_adjudicated=date(2025, 4, 1), amount_patient_remaining=5000,
        )  # fmt: skip
        whole = LineAdjudication(
            payer_id=told.payer_id, amount_paid=20550, procedure=Procedure(code="17110"), units=Decimal(1),
            date_adjudicated=date(2025, 4, 1),
        )  # fmt: skip
        drug = self.line(
            2, adjudications=(whole,), procedure=Procedure(code="J3301"), units=Decimal(4), diagnosis_pointers=(2, 1),
            drug=Drug(ndc="00003029305", quantity=Decimal("0.4"), unit="ML"), notes=(Note(text="HALF A VIAL USED"),),
            dates=(DatedEvent(kind="472", first=DAY, last=DAY.replace(day=6)),),
        )  # fmt: skip
        test = self.line(
            3, adjudications=(whole,), procedure=Procedure(code="88305", modifiers=("TC", "59")), place_of_service="11"
        )
        unlisted = self.line(4, adjudications=(whole,), procedure=Procedure(code="17999", description="LASER TO SCAR"))
        return self.claim(
            frequency_code="7", related_causes=("AA",), accident_state="VT",
            dates=(DatedEvent(kind="431", first=date(2025, 2, 1)), DatedEvent(kind="439", first=date(2025, 1, 31))),
            attachments=(Attachment(report_type="OZ", transmission="EL", control_number="PAPER1"),),
            contract=Contract(kind="05"), amount_patient_paid=2500,
            references=(
                Reference(kind="F8", value="PAYERNUMBER1"), Reference(kind="G1", value="AUTH77"),
                Reference(kind="9F", value="REFERRAL8"), Reference(kind="X4", value="99D0000417"),
                Reference(kind="D9", value="D000041002"), Reference(kind="EA", value="MR0000041"),
            ),
            note=Note(text="SEE RECORD"),
            coverage=self.coverage(
                payer_responsibility="S", relationship="", insurance_type="12",
                payer=self.paying(self.second), claim_filing_indicator="CI",
                subscriber=self.person(first_name="TEODRIC", middle_name="A", suffix="JR", address=None,
                                       demographics=None),
            ),
            patient=self.person("patient", id_qualifier="", id=""), patient_relationship="19",
            providers=(
                Party(role="referring", is_person=True, name=outside.last, first_name=outside.first,
                      id_qualifier="XX", id=outside.npi),
                rendering,
                Party(role="service_facility", name="LAKESIDE", id_qualifier="XX", id=self.practice.locations[1].npi,
                      address=self.billing().address),
                Party(role="supervising", is_person=True, name="VESPERLEY", first_name="CASPAR", id_qualifier="XX",
                      id=self.practice.providers[1].npi),
            ),
            other_coverages=(first,),
            lines=(self.line(1, adjudications=(told,), providers=(rendering,)), drug, test, unlisted),
        )  # fmt: skip

    def bill(self, claim: Claim | None = None, **changes: Any) -> Bill:
        facts: dict[str, Any] = {
            "claim": claim or self.claim(), "visit": "41-1", "patient": 41, "number": 1, "identifier": "D000041001",
            "ready_on": SENT,
        }  # fmt: skip
        return Bill(**(facts | changes))

    def decision(self, claim: Claim | None = None, **changes: Any) -> ClaimDecision:
        claim = claim or self.claim()
        facts: dict[str, Any] = {
            "claim": claim, "payer": self.payer.key, "number": "302A0000001", "day": date(2025, 3, 20),
            "lines": tuple(
                LineDecision(
                    number=line.number, charge=line.amount_billed, paid=line.amount_billed - 8000,
                    allowed=line.amount_billed - 6000, adjustments=(("CO", "45", 6000), ("PR", "2", 2000)),
                )
                for line in claim.lines
            ),
        }  # fmt: skip
        return ClaimDecision(**(facts | changes))

    def event(self, stream: str, text: str, **changes: Any) -> Event:
        facts: dict[str, Any] = {
            "day": SENT, "stream": stream, "payer": self.payer.key, "patient": 41, "number": 1, "text": text,
            "hl_count": 1,
        }  # fmt: skip
        return Event(**(facts | changes))

    def claim_file(self, events: list[Event], *, most: int = 1000) -> bytes:
        """An 837P file of claim events."""
        head = interchange_head(
            sender="QUARRYBANK", receiver=CLEARINGHOUSE, day=SENT, control=1, functional="HC", version="005010X222A1"
        )
        interchange = Interchange(head, 1)
        for body, control in claim_bodies(
            events, self.sender, day=SENT, first_control=1, batch="B", use="CH", most=most
        ):
            interchange.add(body, control)
        return interchange.text().encode("ascii")


@pytest.fixture(scope="session")
def make() -> Make:
    return Make(build_practice(Configuration(seed=1)))
