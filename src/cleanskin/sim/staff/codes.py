"""What a coder knows of codes by heart: which belong together, which count lesions, which climb in steps.

Numbers only, in this project's own grouping; written from public coding rules, not taken from elsewhere in the project.
"""

from itertools import pairwise

NEW_LEVELS = ("99202", "99203", "99204", "99205")
ESTABLISHED_LEVELS = ("99212", "99213", "99214", "99215")
LEVELS = frozenset((*NEW_LEVELS, *ESTABLISHED_LEVELS, "99211"))
AS_NEW = {"99212": "99202", "99213": "99203", "99214": "99204", "99215": "99205"}

LEVEL_DOWN = dict(zip(NEW_LEVELS[1:], NEW_LEVELS, strict=False)) | dict(
    zip(ESTABLISHED_LEVELS[1:], ESTABLISHED_LEVELS, strict=False)
)
LEVEL_UP = {low: high for high, low in LEVEL_DOWN.items()}

ADD_ONS: dict[str, tuple[str, ...]] = {
    "11001": ("11000",),
    "11045": ("11042",),
    "11103": ("11102", "11104", "11106"),
    "11105": ("11104", "11106"),
    "11107": ("11106",),
    "11201": ("11200",),
    "11732": ("11730",),
    "13102": ("13101",),
    "13122": ("13121",),
    "13133": ("13132",),
    "13153": ("13152",),
    "14302": ("14301",),
    "15201": ("15200",),
    "15221": ("15220",),
    "15241": ("15240",),
    "15261": ("15260",),
    "17003": ("17000",),
    "17312": ("17311",),
    "17314": ("17313",),
    "17315": ("17311", "17313"),
    "88341": ("88342",),
    "G2211": (),
}
"""Add-on -> the codes it may stand beside (empty: a visit)."""

COUNTED = frozenset(("11103", "11105", "11107", "17003", "17312", "17314", "88305", "88304", "95044", "11732"))
"""Codes whose units count lesions, stages, specimens or allergens."""

_LADDERS: tuple[tuple[str, ...], ...] = (
    ("17110", "17111"),
    ("11900", "11901"),
    ("11055", "11056", "11057"),
    ("11720", "11721"),
    ("11300", "11301", "11302", "11303"),
    ("11305", "11306", "11307", "11308"),
    ("11310", "11311", "11312", "11313"),
    ("11400", "11401", "11402", "11403", "11404", "11406"),
    ("11420", "11421", "11422", "11423", "11424", "11426"),
    ("11440", "11441", "11442", "11443", "11444", "11446"),
    ("11600", "11601", "11602", "11603", "11604", "11606"),
    ("11620", "11621", "11622", "11623", "11624", "11626"),
    ("11640", "11641", "11642", "11643", "11644", "11646"),
    ("17260", "17261", "17262", "17263", "17264", "17266"),
    ("17270", "17271", "17272", "17273", "17274", "17276"),
    ("17280", "17281", "17282", "17283", "17284", "17286"),
    ("12001", "12002", "12004", "12005"),
    ("12011", "12013", "12014", "12015"),
    ("12031", "12032", "12034", "12035"),
    ("12041", "12042", "12044", "12045"),
    ("12051", "12052", "12053", "12054"),
    ("13100", "13101"),
    ("13120", "13121"),
    ("13131", "13132"),
    ("13151", "13152"),
    ("14040", "14041"),
    ("14060", "14061"),
    ("14020", "14021"),
    ("14000", "14001"),
    ("10060", "10061"),
    ("96920", "96921", "96922"),
)
STEP_DOWN: dict[str, str] = {}
STEP_UP: dict[str, str] = {}
for _ladder in _LADDERS:
    for _low, _high in pairwise(_ladder):
        STEP_DOWN[_high] = _low
        STEP_UP[_low] = _high

DISTINCT = frozenset(("59", "XS", "XE", "XP", "XU"))
IN_GLOBAL = frozenset(("58", "78", "79"))

INCLUDED: dict[str, str] = {
    "11400": "12001", "11401": "12001", "11402": "12001", "11403": "12002",
    "11420": "12001", "11422": "12001", "11440": "12011", "11442": "12011",
    "11602": "12001", "11603": "12002", "11622": "12001", "11642": "12011",
    "14040": "11642", "14060": "11642", "14020": "11602", "14000": "11602",
    "17311": "88305", "17313": "88305", "96567": "17000", "96573": "17000",
    "96574": "17000", "10060": "10160", "10061": "10060", "11750": "11730",
    "11104": "12001", "11106": "12001", "17262": "11102", "17281": "11102",
}  # fmt: skip
"""Procedure -> a service it includes that a hasty coder bills apart."""


def is_level(code: str) -> bool:
    """Return whether the code is an office visit."""
    return code in LEVELS


def is_drug(code: str) -> bool:
    """Return whether the code is a drug."""
    return code[0] in "JQ"


def is_laboratory(code: str) -> bool:
    """Return whether the code is of laboratory or pathology."""
    return code[0] == "8" and len(code) == 5 and code.isdigit()


def is_procedure(code: str) -> bool:
    """Return whether the code is something done to the skin: no visit, drug, laboratory or add-on to a visit."""
    return code[0] in "123456" or (code[0] == "9" and code not in LEVELS and not code.startswith(("99", "98")))
