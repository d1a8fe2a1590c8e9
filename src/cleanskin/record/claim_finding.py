"""What the scrubber says of a claim: a finding with its rule, its lines, what a payer would answer, and the money."""

from typing import Literal

import msgspec

from cleanskin.kernel.cents import Cents
from cleanskin.kernel.finding import FixSafety, Outcome
from cleanskin.kernel.source import Source

Hold = Literal["hold", "warn", "note"]
"""hold: do not send before somebody has looked; warn: look when there is time; note: said for completeness."""


Edit = Literal["", "trim", "bare", "digits"]
"""How a new value is made from the old one.  trim: without blanks; bare: upper case, letters and digits only; digits:
digits only."""


class LineChange(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One clerical change that a safe fix makes; never to a code, modifier, unit, diagnosis or amount.

    `path` names the field of the claim: "billing_provider.address.postal_code"; in brackets the role of a party or the
    kind of a reference: "providers[rendering].id", "billing_provider.references[EI].value".  `line` is the line's
    number or "".  Where the value belongs to a patient or subscriber, `was` and `becomes` show only its shape and
    `edit` says how the new value is made from the one in the claim.
    """

    path: str
    was: str
    becomes: str
    line: str = ""
    edit: Edit = ""


def edited(value: str, edit: Edit) -> str:
    """Return the value after an edit; an empty edit leaves it."""
    if edit == "trim":
        return "".join(value.split())
    if edit == "bare":
        return "".join(letter for letter in value.upper() if letter.isascii() and letter.isalnum())
    if edit == "digits":
        return "".join(letter for letter in value if letter.isascii() and letter.isdigit())
    return value


class ClaimFinding(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One finding about one claim.

    `claim` is the patient control number, `lines` the numbers (LX01) of the lines it is about, () the claim as a whole.
    `rule` is its id, `name` its readable name.  `carc` and `rarc` predict the payer's answer, "" when none is expected.
    `amount_at_risk` in cents is what the flagged lines would be allowed (for a missed charge: what is not asked for);
    `priced_by` says by which fee schedule.  `needs` names what would settle an "ask" finding.
    """

    claim: str
    lines: tuple[str, ...] = ()
    rule: str
    name: str
    outcome: Outcome
    severity: Hold
    message: str
    evidence: tuple[str, ...] = ()
    fix: str = ""
    fix_safety: FixSafety = "none"
    changes: tuple[LineChange, ...] = ()
    carc: str = ""
    rarc: str = ""
    amount_at_risk: Cents | None = None
    priced_by: str = ""
    pointer: str = ""
    source: Source | None = None
    rule_version: int = 1
    reference_release: str = ""
    suppressed_by: str = ""
