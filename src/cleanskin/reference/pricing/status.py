"""What the status of a fee schedule row means for its price, as a table.

Source: CMS, record layout of the relative value file (RVU25D), attachment A, read 2026-11-21; own words.
"""

from typing import NamedTuple

from cleanskin.reference.pricing.nouns import Reason


class Meaning(NamedTuple):
    """Why a status has no price, and what to do."""

    reason: Reason
    message: str
    remedy: str = ""


PAID = frozenset("ART")
"""Only these statuses are paid by relative values; T only when nothing else of the schedule is paid that day."""

MEANINGS: dict[str, Meaning] = {
    "B": Meaning("bundled", "Payment is always part of another service; there is no separate payment."),
    "C": Meaning(
        "contractor-priced",
        "The contractor sets the amount case by case from the record.",
        "Ask the contractor's fee schedule; send the operative note.",
    ),
    "D": Meaning("deleted", "The code was deleted.", "Use the code that replaced it."),
    "E": Meaning(
        "excluded-from-schedule",
        "The fee schedule does not pay this code by regulation.",
        "For a drug, load CMS's payment limits (ASP) of the quarter.",
    ),
    "F": Meaning("deleted", "The code was discontinued.", "Use the code that replaced it."),
    "G": Meaning("not-valid-for-medicare", "Medicare uses another code for this service.", "Find Medicare's code."),
    "H": Meaning("deleted", "The component was deleted.", "Bill the code without that modifier."),
    "I": Meaning("not-valid-for-medicare", "Medicare uses another code for this service.", "Find Medicare's code."),
    "J": Meaning("anesthesia", "Anesthesia is paid by base units and time, not by relative values."),
    "M": Meaning("reporting-only", "The code is reported for measurement and carries no payment."),
    "N": Meaning("not-covered", "Medicare does not cover this service.", "The patient pays; tell them beforehand."),
    "P": Meaning("bundled", "There is no separate payment: it is part of the service it goes with, or excluded."),
    "X": Meaning(
        "another-fee-schedule",
        "By law this is not a physician service: it is paid under another schedule, if at all.",
        "For a laboratory test, see the clinical laboratory fee schedule.",
    ),
}
