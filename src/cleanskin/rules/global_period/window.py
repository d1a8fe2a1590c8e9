"""Which earlier procedures of a patient still cover a day, and what ties a service to them.

Days count from the day after the procedure: 10 or 90 of them (coding rules GLB-1).  They bind the same physician, and
others of the same group and specialty.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final, NamedTuple

from cleanskin.record.history import PastLine
from cleanskin.rules.day import Day
from cleanskin.rules.visit import Line, Visit

LONGEST_DAYS: Final = 90
"""No global period is longer."""

GLOBAL_MODIFIERS: Final = frozenset({"58", "78", "79"})
"""They say how a procedure stands to an earlier one."""

NEOPLASMS: Final = frozenset({"malignant", "in_situ", "uncertain", "unspecified_neoplasm", "benign"})
"""Groups of diagnoses that may be one lesion before and after its pathology."""

STITCHES: Final = "Z4802"
"""The diagnosis of having stitches out, which only operations leave."""

AFTERCARE: Final = ("Z480", "Z483", "Z4881", "Z4889", "Z09")
"""Diagnoses that name care after an operation."""

OPERATIONS: Final = ("excision", "mohs", "repair", "flap", "graft", "eyelid_surgery")
"""Beginnings of the families that cut, and that leave stitches."""

COMPLICATION_CARE: Final = frozenset({"10140", "10180", "12020", "12021"})
"""Drainage of a hematoma or of a wound infection, closing of a wound that came open."""

_WITHOUT_SITE = frozenset({"uncertain", "unspecified_neoplasm"})
"""Groups whose diagnoses name no site on the skin, so that they may be of any lesion."""

_NO_NEW_PERIOD = frozenset({"78", "54", "55", "56", "80", "81", "82", "AS", "53"})
_LENGTHS = {"010": 10, "090": 90}


class OpenPeriod(NamedTuple):
    """An earlier procedure that covers the day; `days` is the length of its period, `ago` how many days it is past."""

    line: PastLine
    days: int
    ago: int

    @property
    def words(self) -> str:
        """What shows it, in words."""
        return f"{self.line.code} of {self.line.day} covers {self.days} days after it; this is day {self.ago}"


def open_periods(visit: Visit, line: Line) -> list[OpenPeriod]:
    """Return the procedures of the line's physician, or of the same group and specialty, that cover the visit's day."""
    return [one for one in visit.once(all_open_periods) if same_practice(visit, line, one.line)]


def all_open_periods(visit: Visit) -> list[OpenPeriod]:
    """Return the procedures that cover the visit's day, whoever did them; a claim sent twice counts once.

    For `Visit.once`.
    """
    found: dict[tuple[date, str, str], OpenPeriod] = {}
    days_of = visit.day.global_days
    for past in visit.past(LONGEST_DAYS):
        length = _LENGTHS.get(days_of(past.code) or "", 0)
        if not length:
            continue
        ago = (visit.on - past.day).days
        if 0 < ago <= length and not _NO_NEW_PERIOD.intersection(past.modifiers):
            found.setdefault((past.day, past.code, past.rendering_npi), OpenPeriod(past, length, ago))
    return list(found.values())


def is_covered(visit: Visit) -> bool:
    """True when an earlier procedure covers the visit's day, or it is not known.  For `whenever`."""
    return visit.context.history is None or bool(visit.once(all_open_periods))


def same_practice(visit: Visit, line: Line, past: PastLine) -> bool:
    """Say whether a line and a past one count as one physician's: same person, or same group and specialty."""
    if line.rendering_npi and past.rendering_npi == line.rendering_npi:
        return True
    return same_group(visit, past) and bool(past.taxonomy) and past.taxonomy == specialty(visit, line)


def same_group(visit: Visit, past: PastLine) -> bool:
    """Say whether the same group billed: by its NPI, else by its tax number."""
    billing = visit.claim.billing_provider
    if past.billing_npi and billing.npi:
        return past.billing_npi == billing.npi
    return bool(past.tax_id) and past.tax_id == billing.tax_id


def specialty(visit: Visit, line: Line) -> str:
    """Return the taxonomy of who rendered the line, else of the billing provider; "" when another person did."""
    for party in (*line.service.providers, *visit.claim.providers):
        if party.role == "rendering" and party.npi == line.rendering_npi and party.taxonomy:
            return party.taxonomy
    billing = visit.claim.billing_provider
    alone = line.rendering_npi in ("", billing.npi) or visit.claim.provider("rendering") is None
    return billing.taxonomy if alone else ""


def procedures_with_period(visit: Visit, day: Day) -> Iterator[Line]:
    """Yield the lines of the visit that are procedures with a global period, 0, 10 or 90 days; not stitches out."""
    for line in visit.lines:
        if (
            line.visit_class not in ("visit", "")
            and line.family != "suture_removal"
            and day.global_days(line.code) in ("000", "010", "090")
        ):
            yield line


def is_aftercare(codes: Iterable[str], day: Day) -> bool:
    """Say whether a diagnosis names care after an operation, or a complication of one."""
    return any(code.startswith(AFTERCARE) or day.diagnosis_group(code) == "complication" for code in codes)


def is_growth(codes: Iterable[str], day: Day) -> bool:
    """Say whether a diagnosis names a growth, whatever its behavior."""
    return any(day.diagnosis_group(code) in NEOPLASMS for code in codes)


def is_complication_care(line: Line, day: Day) -> bool:
    """Say whether a procedure treats a complication: by its code, or every diagnosis says so."""
    if line.code in COMPLICATION_CARE:
        return True
    return bool(line.diagnoses) and all(day.diagnosis_group(code) == "complication" for code in line.diagnoses)


def related(line: Line, past: PastLine, day: Day) -> list[str]:
    """Return the line's diagnoses that may be those of the past one: the same, or growths of one region."""
    return [code for code in line.diagnoses if code in past.diagnoses or _is_same_growth(code, past, day)]


def belongs_to(line: Line, past: PastLine, day: Day) -> bool:
    """Say whether all diagnoses of a visit may come from the past procedure: its own, care after it, a complication."""
    ours = set(related(line, past, day))
    leaves_wound = day.family(past.code).startswith(OPERATIONS)
    return bool(line.diagnoses) and all(
        code in ours or (is_aftercare([code], day) and (leaves_wound or not code.startswith(STITCHES)))
        for code in line.diagnoses
    )


def likely_modifier(line: Line, covering: list[OpenPeriod], day: Day) -> str:
    """Say which modifier is the likely one for a procedure that earlier ones cover."""
    if not any(related(line, one.line, day) for one in covering):
        return "the diagnoses differ: 79 is the likely one"
    if line.family.startswith(OPERATIONS):
        return "the diagnoses may be of one lesion: 58 is the likely one"
    return "the diagnoses agree: 58 for the same lesions, 79 for others"


def _is_same_growth(code: str, past: PastLine, day: Day) -> bool:
    if day.diagnosis_group(code) not in NEOPLASMS:
        return False
    growths = [other for other in past.diagnoses if day.diagnosis_group(other) in NEOPLASMS]
    return any(_sites_agree(code, other, day) for other in growths)


def _sites_agree(one: str, other: str, day: Day) -> bool:
    """Growths agree when their sides do and their codes name one region, or one of them names none by its nature."""
    sides = {day.diagnosis_side(one), day.diagnosis_side(other)} - {"", "unspecified"}
    regions = [_region(code, day) for code in (one, other)]
    return len(sides) <= 1 and all(regions) and ("any" in regions or regions[0] == regions[1])


def _region(code: str, day: Day) -> str:
    """Return the digit by which the code of a growth names its region, "any" when it can be of all, "" when unknown."""
    grouped = day.answer("grouped_diagnosis", code)
    if grouped is None:
        return ""
    return "any" if grouped.value.group in _WITHOUT_SITE else str(grouped.value.site_digit)
