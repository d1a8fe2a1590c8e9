"""What modifiers make of one line, before several lines are looked at together.

Sources: CMS, record layout of the relative value file (RVU25D), read 2026-11-21; the CMS Claims Processing Manual,
chapter 12, sections 20.4.3, 40.2, 40.4 and 40.8, is the basis of the shares of the global package and is quoted from
memory: those steps are marked unverified.
"""

from datetime import date
from decimal import Decimal

from cleanskin.kernel.source import Source
from cleanskin.record.fee import FeeRow
from cleanskin.reference.parameters import parameter
from cleanskin.reference.pricing.nouns import share_of
from cleanskin.reference.pricing.worksheet import Sheet

PRICING_ROWS = ("26", "TC", "53")
"""Modifiers under which the fee schedule has rows of their own."""

SEPARATE = ("59", "XE", "XP", "XS", "XU", "76", "77")
"""Modifiers that say a line is a procedure of its own, not the other side of a pair."""

NOT_CALCULATED = {
    "22": "Modifier 22: the contractor may allow more from the record; priced without it.",
    "63": "Modifier 63: the contractor may allow more from the record; priced without it.",
    "CQ": "Modifier CQ reduces therapy payments; not calculated.",
    "CO": "Modifier CO reduces therapy payments; not calculated.",
    "CT": "Modifier CT reduces imaging payments; not calculated.",
    "FX": "Modifier FX reduces imaging payments; not calculated.",
    "FY": "Modifier FY reduces imaging payments; not calculated.",
}
"""Modifiers that change what is paid by rules this project does not hold."""

LAYOUT = Source(
    title="CMS, relative value file, record layout RVU25D",
    url="https://www.cms.gov/medicare/payment/fee-schedules/physician/pfs-relative-value-files",
    checked_on=date(2026, 11, 21),
    trust="published",
)
MANUAL_GLOBAL = Source(title="CMS, Claims Processing Manual, chapter 12", locator="section 40.4", trust="unverified")


def pricing_row_modifier(modifiers: tuple[str, ...]) -> str:
    """Return the modifier under which the fee row is looked up: 26 or TC, else 53, else ""."""
    return next((modifier for modifier in PRICING_ROWS if modifier in modifiers), "")


def refuse_by_modifier(sheet: Sheet) -> None:
    """Refuse lines that are billed as not payable, or whose amount the contractor alone decides."""
    if sheet.has("GY"):
        sheet.refuse("not-covered", "Modifier GY says that Medicare does not cover the service: nothing is paid.")
    if sheet.has("GZ"):
        sheet.refuse("not-covered", "Modifier GZ expects a denial as not reasonable, without notice to the patient.")
    if sheet.has("52"):
        sheet.refuse(
            "by-report",
            "Reduced service (52): Medicare publishes no share; the contractor decides from the record.",
            at_most=sheet.full,
            source=Source(title="CMS publishes no share for modifier 52", trust="unverified"),
        )
    if sheet.has("53") and sheet.row is not None and sheet.row.modifier != "53":
        sheet.refuse(
            "by-report",
            "Discontinued procedure (53): the schedule has no row for it; the contractor decides from the record.",
            at_most=sheet.full,
            source=LAYOUT,
        )
    if sheet.has("66"):
        sheet.refuse("by-report", "Team surgery (66) is paid by report.", source=LAYOUT)
    for modifier, text in NOT_CALCULATED.items():
        if sheet.has(modifier):
            sheet.notice(text)


def take_global_shares(sheet: Sheet, row: FeeRow) -> None:
    """Take the share of the global package that 54, 55, 56 or 78 leaves."""
    chosen = next((modifier for modifier in ("78", "54", "55", "56") if sheet.has(modifier)), "")
    if not chosen:
        return
    shares = (row.pre_share, row.intra_share, row.post_share)
    if None in shares:
        sheet.refuse(
            "figure-not-held",
            f"Modifier {chosen} pays a share of the global package, which is not held for {row.code}.",
            remedy="Load CMS's PFS Relative Value File of the quarter.",
            at_most=sheet.full,
        )
        return
    pre, intra, post = (share or Decimal(0) for share in shares)
    if not intra:
        if chosen == "78":
            sheet.step(
                "return to the operating room (78): no shares are set for this code, so in full", source=MANUAL_GLOBAL
            )
            return
        sheet.refuse(
            "modifier-does-not-apply",
            f"Modifier {chosen} splits a global package; {row.code} has none.",
            remedy="Bill what was done by its own code.",
        )
        return
    factor, words = {
        "78": (intra, "return to the operating room (78): intra-operative share"),
        "54": (pre + intra, "surgery only (54): pre- and intra-operative share"),
        "55": (post, "care after surgery only (55): post-operative share of the whole period"),
        "56": (pre, "care before surgery only (56): pre-operative share"),
    }[chosen]
    if chosen == "55":
        sheet.notice("Modifier 55: when the care is split, the share is that of the days taken over.")
    if chosen == "56":
        sheet.notice("Modifier 56: many contractors pay it with the surgery and not separately.")
    _multiply(sheet, factor, words, MANUAL_GLOBAL)


def take_bilateral(sheet: Sheet, row: FeeRow, on: date) -> None:
    """Apply modifier 50, or the units by which a bilateral service may be reported, to one line."""
    by_units = sheet.line.units == 2 and row.bilateral in ("1", "2") and not sheet.has("RT", "LT", "50", *SEPARATE)
    if not sheet.has("50") and not by_units:
        return
    how = "2 units" if by_units else "modifier 50"
    if row.bilateral == "1":
        both = parameter("bilateral", on)
        if both is None:
            sheet.refuse("figure-not-held", "The share for both sides is not held for that day.")
            return
        _as_one_part(sheet)
        _multiply(sheet, both.value.numbers[0], f"both sides ({how}), indicator 1", both.value.source)
    elif row.bilateral in ("0", "2"):
        _as_one_part(sheet)
        sheet.step(
            f"both sides ({how}), indicator {row.bilateral}: one amount for both", factor=Decimal(1), source=LAYOUT
        )
        if row.bilateral == "0":
            sheet.notice(
                "The schedule pays this code no more for both sides; separate lesions need modifiers that say so."
            )
    elif row.bilateral == "3":
        _as_one_part(sheet)
        _multiply(sheet, Decimal(2), f"both sides ({how}), indicator 3: each in full", LAYOUT)
    else:
        sheet.refuse(
            "modifier-does-not-apply",
            f"Modifier 50 does not apply to {row.code} (bilateral indicator {row.bilateral or 'not known'}).",
            remedy="Bill each side or lesion on its own line.",
            source=LAYOUT,
        )


def take_second_clinician(sheet: Sheet, row: FeeRow, on: date) -> None:
    """Apply the share of an assistant (80, 81, 82, AS) or of one of two surgeons (62)."""
    if sheet.has("80", "81", "82", "AS"):
        if row.assistant in ("1", "9"):
            why = "by law" if row.assistant == "1" else "the concept does not apply"
            sheet.refuse(
                "assistant-not-paid", f"An assistant at surgery is not paid for {row.code}: {why}.", source=LAYOUT
            )
            return
        if row.assistant != "2":
            sheet.notice("An assistant is paid for this code only with documentation of medical necessity.")
        _take_parameter(
            sheet, "assistant-nonphysician" if sheet.has("AS") else "assistant-physician", "assistant at surgery", on
        )
    if sheet.has("62"):
        if row.co_surgeon in ("0", "9"):
            sheet.refuse("co-surgeons-not-paid", f"Two surgeons are not paid for {row.code}.", source=LAYOUT)
            return
        if row.co_surgeon != "2":
            sheet.notice("Two surgeons are paid for this code only with documentation of medical necessity.")
        _take_parameter(sheet, "co-surgeon", "one of two surgeons (62)", on)


def _take_parameter(sheet: Sheet, name: str, words: str, on: date) -> None:
    found = parameter(name, on)
    if found is None:
        sheet.refuse("figure-not-held", f"The share for {words} is not held for that day.")
        return
    _multiply(sheet, found.value.numbers[0], words, found.value.source)


def _multiply(sheet: Sheet, factor: Decimal, words: str, source: Source) -> None:
    for part in sheet.parts:
        part.amount = share_of(part.amount, factor)
    sheet.step(words, factor=factor, source=source)


def _as_one_part(sheet: Sheet) -> None:
    """Both sides are one procedure, however many units stand in the line."""
    del sheet.parts[1:]
