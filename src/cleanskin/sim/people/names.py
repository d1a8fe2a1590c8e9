"""Invented names, streets, towns and numbers; none is of a person or place known to us."""

FIRST_HALVES = (
    "ALDER", "BRINDLE", "CASTER", "DUNMORE", "ELDER", "FALLOW", "GRANITE", "HAZEL", "IRONS", "JUNIPER", "KESTREL",
    "LINDEN", "MOORS", "NETTLE", "OAKEN", "PEBBLE", "QUINCE", "RUSSET", "SORREL", "TEASEL", "UMBER", "VETCH", "WILLOW",
    "YARROW", "AMBER", "BRACKEN", "CINDER", "DRIFT", "EMBER", "FLINT", "GORSE", "HOLLOW",
)  # fmt: skip
SECOND_HALVES = (
    "WICK", "MOOR", "BELL", "FORD", "LEIGH", "STEAD", "COMBE", "HURST", "MERE", "SHAW", "THWAITE", "BECK", "DALE",
    "GARTH", "HOLM", "KELD", "RIGG", "SCAR", "BY", "TOFT", "WATER", "GILL",
)  # fmt: skip
GIVEN = {
    "F": (
        "ARDEL", "BRYON", "CALLITHA", "DOVEENA", "ELOWYN", "FERNEETH", "GILLIANA", "HESPERA", "ISOLDRA", "JUNETTA",
        "KERRIDA", "LUNETTE", "MIRABETH", "NERISSE", "ORLAITH", "PETRONEL",
    ),
    "M": (
        "ALDWEN", "BARTHO", "CORVANE", "DARROWIN", "EDRICUS", "FENWICKE", "GARRICKO", "HOLLISTON", "IVORAN", "JASKIN",
        "KELLAWAY", "LORIMERE", "MORDANE", "NORRINGTO", "OSWINNE", "PERRAULD",
    ),
}  # fmt: skip
STREETS = (
    "SPINDLE LANE", "COBBLE ROW", "THIMBLE STREET", "ACORN TERRACE", "HARROW CLOSE", "KETTLE ROAD", "BOBBIN WALK",
    "LANTERN HILL",
)  # fmt: skip
TOWNS = (("MILLBROOK FALLS", "05997"), ("EAST MILLBROOK", "05998"), ("LAKE SORREL", "05996"), ("HERON BEND", "05995"))

PROVIDERS = (
    ("THORNQUIST", "ODELIA"), ("VESPERLEY", "CASPAR"), ("MARROWBY", "INGRITH"), ("PELLOWAY", "TAMSON"),
    ("QUILLFEATHER", "ROWENA"), ("HOLLOWMERE", "ALARIC"), ("BRIARSTONE", "LINNEA"), ("OXENBRIDGE", "SEFTON"),
    ("WYNDLESS", "MARISOL"), ("CINDERFORD", "EBBA"), ("LARKSWELL", "THADEUS"), ("FENNIMERE", "JOSSIE"),
)  # fmt: skip
REFERRERS = (
    ("GREENHOLT", "PASCOE"), ("TARNWOOD", "ELSPETTA"), ("MISTLEBY", "ORRIN"), ("COLDSPRING", "WILLA"),
    ("HARTSHADE", "LEOPOLDA"), ("BELLWETHER", "QUINTEN"),
)  # fmt: skip

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


def letters(number: int) -> str:
    """Return a number as letters: 0 is A, 25 is Z, 26 is AA."""
    text = ""
    number += 1
    while number:
        number, at = divmod(number - 1, 26)
        text = chr(65 + at) + text
    return text
