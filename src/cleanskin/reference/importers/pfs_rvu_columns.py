"""The columns of the relative value file: their headings, their places in the fixed-width form, their values.

Not an importer.  Headings are the official ones of several rows joined downwards, in the spelling of
`delimited.heading`; places: CMS, record layouts RVU25D and RVU26A (pricing indicator).
"""

from decimal import Decimal
from typing import Any, get_args

from cleanskin.kernel.identifiers import is_digits, is_hcpcs, masked
from cleanskin.record.fee import FeeRow
from cleanskin.record.procedure import GlobalDays
from cleanskin.reference.importers.pfs_tables import decimal_of

COLUMNS: dict[str, tuple[str, int, int]] = {
    "code": ("hcpcs", 1, 5),
    "modifier": ("mod", 6, 7),
    "status": ("status code", 58, 58),
    "work_rvu": ("work rvu", 60, 65),
    "nonfacility_pe_rvu": ("non fac pe rvu", 67, 72),
    "nonfacility_na": ("non fac na indicator", 73, 74),
    "facility_pe_rvu": ("facility pe rvu", 76, 81),
    "facility_na": ("facility na indicator", 82, 83),
    "mp_rvu": ("mp rvu", 85, 89),
    "nonfacility_total": ("non facility total", 91, 96),
    "facility_total": ("facility total", 97, 102),
    "pc_tc": ("pctc ind", 103, 103),
    "global_days": ("glob days", 104, 106),
    "pre_share": ("pre op", 107, 109),
    "intra_share": ("intra op", 110, 112),
    "post_share": ("post op", 113, 115),
    "multiple_procedure": ("mult proc", 116, 116),
    "bilateral": ("bilat surg", 117, 117),
    "assistant": ("asst surg", 118, 118),
    "co_surgeon": ("co surg", 119, 119),
    "team": ("team surg", 120, 120),
    "pricing_indicator": ("pric ind", 121, 121),
    "endoscopic_base": ("endo base", 128, 132),
    "conversion_factor": ("conv factor", 133, 140),
    "supervision": ("physician supervision of diagnostic procedures", 142, 143),
    "imaging_family": ("diagnostic imaging family indicator", 146, 147),
    "opps_nonfacility_pe": ("non facility pe used for opps payment amount", 152, 157),
    "opps_facility_pe": ("facility pe used for opps payment amount", 159, 164),
    # the layout prints no place for it; it follows the column before at the same distance [check]
    "opps_mp": ("mp used for opps payment amount", 166, 171),
}
"""Field -> heading, first and last position in the fixed-width form."""

HEADINGS = {name: field for field, (name, _, _) in COLUMNS.items()}
FIXED_WIDTH = {field: (start, end) for field, (_, start, end) in COLUMNS.items()}

OPTIONAL = ("pricing_indicator", "opps_nonfacility_pe", "opps_facility_pe", "opps_mp", "supervision", "imaging_family")
REQUIRED = tuple(field for field in COLUMNS if field not in OPTIONAL)

MODIFIERS = ("", "26", "TC", "53")
STATUSES = frozenset("ABCDEFGHIJMNPRTX")
_TWO_PLACES = ("work_rvu", "nonfacility_pe_rvu", "facility_pe_rvu", "mp_rvu", "pre_share", "intra_share", "post_share")
_OPPS = ("opps_nonfacility_pe", "opps_facility_pe", "opps_mp")
_INDICATORS = ("pc_tc", "multiple_procedure", "bilateral", "assistant", "co_surgeon", "team", "pricing_indicator")
_GLOBAL_DAYS = frozenset(get_args(GlobalDays))

TOTAL_DIFFERENCE_MAX = Decimal("0.01")
"""Totals are summed before rounding by the publisher, so that a printed total may differ by one hundredth."""


def fee_row(cells: dict[str, str], *, from_book: bool) -> FeeRow | str:
    """Build a row; a text says what is wrong with it.

    `from_book`: a workbook may have turned "000" into 0 and "09" into 9; both are given back their zeros, which is
    unambiguous.  A code is never mended.
    """
    if not is_hcpcs(cells["code"]):
        return f'"{cells["code"] if cells["code"].isalnum() else masked(cells["code"])[:12]}" is not a procedure code.'
    if cells["modifier"] not in MODIFIERS:
        return f'{cells["code"]}: "{masked(cells["modifier"])}" is no pricing modifier.'
    if cells["status"] not in STATUSES:
        return f"{cells['code']}: no such status."
    days = cells["global_days"].zfill(3) if from_book and is_digits(cells["global_days"]) else cells["global_days"]
    if days and days not in _GLOBAL_DAYS:
        return f"{cells['code']}: no such global period."
    values: dict[str, Any] = {}
    for field in (*_TWO_PLACES, *_OPPS, "conversion_factor"):
        text = cells.get(field, "")
        number = decimal_of(text, places=4 if field == "conversion_factor" else 2)
        if (number is None or number < 0) and (text or field in _TWO_PLACES):
            return f"{cells['code']}: a number is missing in {field}."
        values[field] = number or None if field in _OPPS else number
    if any(values[field] > 1 for field in ("pre_share", "intra_share", "post_share")):
        return f"{cells['code']}: a share of the global package above 1."
    for field in _INDICATORS:
        text = cells.get(field, "")
        if text and not (len(text) == 1 and is_digits(text)):
            return f"{cells['code']}: {field} is not one digit."
        values[field] = text
    return FeeRow(
        code=cells["code"],
        modifier=cells["modifier"],
        status=cells["status"],
        nonfacility_na=cells["nonfacility_na"] == "NA",
        facility_na=cells["facility_na"] == "NA",
        global_days=days or None,  # type: ignore[arg-type]  # held to the literal's values above
        endoscopic_base=cells["endoscopic_base"],
        supervision=cells.get("supervision", "").zfill(2) if cells.get("supervision") else "",
        imaging_family=cells.get("imaging_family", ""),
        **values,
    )


class LayoutCheck:
    """Holds the printed totals against the sum of their parts: columns that were moved under their headings differ.

    Mutable: it lives inside one `read` only.
    """

    def __init__(self) -> None:
        self._seen = 0
        self._off = 0

    def see(self, row: FeeRow, cells: dict[str, str]) -> None:
        """Compare both totals of a row."""
        work, mp = row.work_rvu or Decimal(0), row.mp_rvu or Decimal(0)
        self._seen += 1
        for pe, name in ((row.nonfacility_pe_rvu, "nonfacility_total"), (row.facility_pe_rvu, "facility_total")):
            total = decimal_of(cells[name], places=2)
            if total is None or abs(work + (pe or Decimal(0)) + mp - total) > TOTAL_DIFFERENCE_MAX:
                self._off += 1
                return

    def complaint(self) -> str:
        """Return what is wrong when more than one row in fifty does not add up, else ""."""
        if self._off * 50 <= self._seen or self._off <= 2:
            return ""
        return f"In {self._off:,} of {self._seen:,} rows work, expense and malpractice do not add up to the total."
