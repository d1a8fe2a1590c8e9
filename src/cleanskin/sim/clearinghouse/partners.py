"""Who sends files to whom: the practice, the clearinghouse and the payers as they name themselves on the wire."""

from cleanskin.sim.nouns.patient import Practice
from cleanskin.sim.payer.nouns import Payer
from cleanskin.sim.wire.claim import practice_billing_text
from cleanskin.sim.wire.remittance import payee_text
from cleanskin.sim.wire.segments import END

CLEARINGHOUSE = "INVENTEDCLEAR"
CLEARINGHOUSE_NAME = "INVENTED CLEARINGHOUSE"

CLEARINGHOUSE_SEGMENT = f"NM1*AY*2*{CLEARINGHOUSE_NAME}*****46*{CLEARINGHOUSE}{END}"
"""The clearinghouse as the source of an acknowledgement."""


def payer_segment(payer: Payer) -> str:
    """Return a payer as the source of an acknowledgement."""
    return f"NM1*PR*2*{payer.name}*****PI*{payer.payer_id}{END}"


class Sender:
    """The practice's segments on the wire, rendered once."""

    __slots__ = ("billing", "npi", "payee", "provider", "submitter", "submitter_id", "submitting")

    def __init__(self, practice: Practice) -> None:
        """Render them."""
        name = practice.name
        self.npi = practice.npi
        self.submitter_id = practice.submitter_id
        self.submitter = f"NM1*41*2*{name}*****46*{practice.submitter_id}{END}"
        self.provider = f"NM1*85*2*{name}*****XX*{practice.npi}{END}"
        self.submitting = (
            f"{self.submitter}PER*IC*BILLING DESK*TE*8025550142{END}"
            f"NM1*40*2*{CLEARINGHOUSE_NAME}*****46*{CLEARINGHOUSE}{END}"
        )
        self.billing = practice_billing_text(practice)
        self.payee = payee_text(
            name=name, npi=practice.npi, street=practice.street, city=practice.city, state=practice.state,
            zip_code=practice.zip_code, tin=practice.tin,
        )  # fmt: skip
