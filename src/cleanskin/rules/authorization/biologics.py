"""The biologic drugs of dermatology that plans ask to be authorized, as far as the practice buys and bills them."""

from typing import Final

BIOLOGICS: Final = (
    "J0129", "J0135", "J0139", "J0517", "J0717", "J1602", "J1628", "J1745", "J1747", "J2327", "J2357", "J3245",
    "J3247", "J3357", "J3358", "J9119", "J9325", "Q5103", "Q5104", "Q5121",
)  # fmt: skip
"""Antibodies and other biologics of the code table (coding rules LIM-3); steroids, toxins and light-sensitizing agents
are left out, because plans differ.  The choice is the project's own."""
