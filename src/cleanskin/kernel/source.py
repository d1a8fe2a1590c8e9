"""Where a rule, a limit, a figure or a benchmark comes from, and how far it can be trusted."""

from datetime import date
from typing import Literal

import msgspec

Trust = Literal["published", "derived", "vendor", "estimate", "assumption", "unverified"]
"""How far a sourced fact can be trusted.

published: read in the named source; derived: arithmetic on, or a reading of, what is published; vendor: a billing
company's or vendor's page that shows no method; estimate: general knowledge, to be replaced; assumption: chosen by
this project; unverified: believed, but not confirmed in a primary source.
"""


class Source(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A citation.  `checked_on` is the day somebody last read it; None means nobody has.

    `checked_by` names who, qualified in the matter (a certified coder), has checked the fact; "" means nobody has.
    """

    title: str
    locator: str = ""
    url: str = ""
    checked_on: date | None = None
    trust: Trust = "unverified"
    checked_by: str = ""
