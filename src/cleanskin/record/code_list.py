"""Numbers of code lists that come without their copyrighted wording, and provider taxonomy."""

from typing import Literal

import msgspec

from cleanskin.kernel.period import Period


class AdjustmentCode(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A claim adjustment reason (CARC), remark (RARC) or group code, and the days on which it was in use."""

    code: str
    code_list: Literal["carc", "rarc", "group"]
    period: Period


class Taxonomy(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A provider taxonomy code of the NUCC set, from a file the user is licensed to load."""

    code: str
    grouping: str = ""
    classification: str = ""
    specialization: str = ""
    display_name: str = ""
