"""Invented patients, computed from their number alone so that a million of them need no memory.

The attributes come from an integer mix of seed and number (the published splitmix64 finalizer), never from a stored
table, and what changes over time (visits made, deductible met) is kept in arrays.
"""

from array import array
from bisect import bisect_right
from datetime import date

import msgspec

from cleanskin.sim.payers import PAYER_BY_KEY, PAYERS, Payer

_MASK = (1 << 64) - 1

_FIRST_HALVES = (
    "ALDER", "BRINDLE", "CASTER", "DUNMORE", "ELDER", "FALLOW", "GRANITE", "HAZEL", "IRONS", "JUNIPER", "KESTREL",
    "LINDEN", "MOORS", "NETTLE", "OAKEN", "PEBBLE", "QUINCE", "RUSSET", "SORREL", "TEASEL", "UMBER", "VETCH", "WILLOW",
    "YARROW",
)  # fmt: skip
_SECOND_HALVES = (
    "WICK", "MOOR", "BELL", "FORD", "LEIGH", "STEAD", "COMBE", "HURST", "MERE", "SHAW", "THWAITE", "BECK", "DALE",
    "GARTH", "HOLM", "KELD", "RIGG", "SCAR",
)  # fmt: skip
_GIVEN = {
    "F": ("ARDEL", "BRYON", "CALLITHA", "DOVEENA", "ELOWYN", "FERNEETH", "GILLIANA", "HESPERA", "ISOLDRA", "JUNETTA"),
    "M": ("ALDW", "BARTH", "CORVANE", "DARROWIN", "EDRICUS", "FENWICKE", "GARRICKO", "HOLLISTON", "IVORAN", "JASKIN"),
}  # fmt: skip
_STREETS = ("SPINDLE LANE", "COBBLE ROW", "THIMBLE STREET", "ACORN TERRACE", "HARROW CLOSE", "KETTLE ROAD")
_TOWNS = (("MILLBROOK FALLS", "05997"), ("EAST MILLBROOK", "05998"), ("LAKE SORREL", "05996"))

_STEPS: list[float] = []
_total = 0.0
for _payer in PAYERS:
    _total += _payer.share
    _STEPS.append(_total)


class Patient(msgspec.Struct, frozen=True, gc=False):
    """One patient and the coverage that goes with them."""

    number: int
    last_name: str
    first_name: str
    birth_date: str
    """CCYYMMDD"""
    sex: str
    street: str
    city: str
    zip_code: str
    payer: Payer
    member_id: str
    group_number: str
    secondary: Payer | None
    secondary_member_id: str
    subscriber_first_name: str
    """Empty when the patient is the subscriber."""


def _mixed(value: int) -> int:
    """Return the splitmix64 finalizer of a 64-bit value."""
    value = (value + 0x9E3779B97F4A7C15) & _MASK
    value = ((value ^ (value >> 30)) * 0xBF58476D1CE4E5B9) & _MASK
    value = ((value ^ (value >> 27)) * 0x94D049BB133111EB) & _MASK
    return value ^ (value >> 31)


def _secondary(payer: Payer, bits: int) -> Payer | None:
    """Return the second payer of a patient: a supplement for most of Medicare, seldom another plan elsewhere."""
    if payer.kind == "medicare":
        if bits % 100 < 55:
            return PAYER_BY_KEY["eventide_supplement"]
        return PAYER_BY_KEY["hollow_oak_life"] if bits % 100 < 72 else None
    if payer.kind == "commercial" and payer.sends_remittances and bits % 100 < 4:
        return PAYER_BY_KEY["hollow_oak_life"]
    return None


_LETTERS = "ACDEFGHJKMNPQRTUVWXY"
_DIGITS = "0123456789"
_MEDICARE_PLACES = (
    _DIGITS, _DIGITS, _LETTERS, _LETTERS, _DIGITS, _DIGITS + _LETTERS, _LETTERS, _DIGITS, _DIGITS + _LETTERS, _LETTERS,
    _DIGITS[1:],
)  # fmt: skip
"""What may stand in each place of a Medicare number, the last place first.  Source: CMS, Understanding the Medicare
Beneficiary Identifier (MBI) format, read 2026-11-22."""


def medicare_number(number: int) -> str:
    """Return an invented number of Medicare's form, a different one for each patient."""
    places = []
    for allowed in _MEDICARE_PLACES:
        number, at = divmod(number, len(allowed))
        places.append(allowed[at])
    return "".join(reversed(places))


class Patients:
    """The patients of one practice, by number from 0."""

    def __init__(self, *, seed: int, count: int) -> None:
        """Prepare `count` patients."""
        self.count = count
        self._salt = _mixed(seed & _MASK)
        self.visits = array("i", bytes(4 * count))
        self._deductible_year = array("h", bytes(2 * count))
        self._deductible_met = array("i", bytes(4 * count))

    def get(self, number: int) -> Patient:
        """Return patient `number`."""
        one = _mixed(self._salt ^ (number * 2 + 1))
        two = _mixed(one)
        payer = PAYERS[min(bisect_right(_STEPS, (one >> 40) / 16777216.0 * _total), len(PAYERS) - 1)]
        older = payer.kind in ("medicare", "medicare_advantage")
        youngest = 65 if older else 20 if payer.kind in ("workers_comp", "auto", "tricare") else 2
        age = youngest + two % (27 if older else 64 - youngest)
        sex = "F" if (two >> 8) & 1 else "M"
        town, zip_code = _TOWNS[(two >> 9) % 3]
        given = _GIVEN[sex]
        dependent = not older and payer.kind in ("commercial", "exchange") and (two >> 12) % 4 == 0
        secondary = _secondary(payer, (two >> 14) & 0xFFFF)
        return Patient(
            number,
            _FIRST_HALVES[one % 24] + _SECOND_HALVES[(one >> 5) % 18],
            given[(two >> 30) % 10],
            f"{2025 - age}{1 + (two >> 34) % 12:02d}{1 + (two >> 38) % 28:02d}",
            sex,
            f"{1 + (two >> 43) % 899} {_STREETS[(two >> 52) % 6]}",
            town,
            f"{zip_code}{(two >> 54) % 900 + 100:04d}",
            payer,
            medicare_number(number) if payer.kind == "medicare" else f"{payer.payer_id[2:]}X{number:08d}",
            f"GRP{(one >> 12) % 97 + 100}" if payer.kind in ("commercial", "exchange") else "",
            secondary,
            f"{secondary.payer_id[2:]}Y{number:08d}" if secondary else "",
            _GIVEN["F" if (two >> 60) & 1 else "M"][(one >> 20) % 10] if dependent else "",
        )

    def deductible_left(self, patient: Patient, day: date) -> int:
        """Return the cents of this year's deductible not yet met, here or with other providers.

        What is met elsewhere grows over the year at a pace of the patient's own, so that shares are heavy in spring.
        """
        deductible = patient.payer.deductible
        elsewhere = deductible * (patient.number * 7919 % 100) * day.month // 600
        here = self._deductible_met[patient.number] if self._deductible_year[patient.number] == day.year else 0
        return max(0, deductible - elsewhere - here)

    def meet_deductible(self, patient: Patient, day: date, amount: int) -> None:
        """Book cents towards this year's deductible; a reversal books them back."""
        number = patient.number
        if self._deductible_year[number] != day.year:
            self._deductible_year[number] = day.year
            self._deductible_met[number] = 0
        self._deductible_met[number] += amount
