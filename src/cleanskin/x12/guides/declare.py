"""Short words to write a guide's tables with: elements by their number in the standard's dictionary, segments, loops.

The dictionary gives kind and lengths of an element wherever it stands; a table then says only where it stands, how it
is used and which codes it takes.  Everything here runs once, when a guide is imported.
"""

from cleanskin.x12.guide import (
    CodeSetBy,
    ElementKind,
    ElementSpec,
    LoopSpec,
    Qualifier,
    SegmentSpec,
    Usage,
)

DICTIONARY: dict[int, tuple[ElementKind, int, int]] = {
    19: ("AN", 2, 30),
    26: ("ID", 2, 3),
    66: ("ID", 1, 2),
    67: ("AN", 2, 80),
    81: ("R", 1, 10),
    90: ("ID", 1, 2),
    92: ("ID", 2, 2),
    93: ("AN", 1, 60),
    96: ("N0", 1, 10),
    98: ("ID", 2, 3),
    100: ("ID", 3, 3),
    116: ("ID", 3, 15),
    118: ("R", 1, 9),
    127: ("AN", 1, 50),
    128: ("ID", 2, 3),
    143: ("ID", 3, 3),
    156: ("ID", 2, 2),
    166: ("AN", 1, 55),
    186: ("N0", 1, 1),
    234: ("AN", 1, 48),
    235: ("ID", 2, 2),
    280: ("R", 4, 10),
    305: ("ID", 1, 2),
    309: ("ID", 1, 2),
    329: ("AN", 4, 9),
    332: ("R", 1, 6),
    337: ("TM", 4, 8),
    338: ("R", 1, 6),
    350: ("AN", 1, 20),
    352: ("AN", 1, 80),
    353: ("ID", 2, 2),
    355: ("ID", 2, 2),
    363: ("ID", 3, 3),
    364: ("AN", 1, 256),
    365: ("ID", 2, 2),
    366: ("ID", 2, 2),
    373: ("DT", 8, 8),
    374: ("ID", 3, 3),
    380: ("R", 1, 15),
    426: ("ID", 2, 2),
    443: ("AN", 1, 20),
    449: ("AN", 1, 80),
    478: ("ID", 1, 1),
    481: ("ID", 1, 2),
    499: ("AN", 1, 10),
    506: ("ID", 2, 2),
    507: ("AN", 3, 12),
    508: ("AN", 1, 35),
    509: ("AN", 10, 10),
    510: ("AN", 9, 9),
    522: ("ID", 1, 3),
    554: ("N0", 1, 6),
    559: ("ID", 2, 2),
    569: ("ID", 1, 3),
    584: ("ID", 2, 2),
    591: ("ID", 3, 3),
    594: ("ID", 1, 1),
    609: ("N0", 1, 4),
    610: ("N2", 1, 15),
    628: ("AN", 1, 12),
    640: ("ID", 2, 2),
    648: ("ID", 2, 2),
    649: ("R", 1, 10),
    669: ("ID", 3, 3),
    673: ("ID", 2, 2),
    687: ("ID", 2, 2),
    704: ("ID", 2, 2),
    706: ("ID", 2, 2),
    734: ("AN", 1, 12),
    735: ("ID", 1, 2),
    736: ("ID", 1, 1),
    737: ("ID", 2, 2),
    738: ("ID", 1, 3),
    739: ("R", 1, 20),
    740: ("R", 1, 20),
    755: ("ID", 2, 2),
    756: ("ID", 1, 2),
    757: ("N0", 1, 2),
    782: ("R", 1, 18),
    799: ("AN", 1, 30),
    812: ("ID", 1, 10),
    901: ("ID", 2, 2),
    921: ("ID", 1, 1),
    923: ("ID", 1, 2),
    933: ("AN", 1, 264),
    954: ("R", 1, 10),
    1005: ("ID", 4, 4),
    1018: ("R", 1, 15),
    1028: ("AN", 1, 38),
    1029: ("ID", 1, 2),
    1032: ("ID", 1, 2),
    1033: ("ID", 1, 2),
    1034: ("ID", 1, 5),
    1035: ("AN", 1, 60),
    1036: ("AN", 1, 35),
    1037: ("AN", 1, 25),
    1038: ("AN", 1, 10),
    1039: ("AN", 1, 10),
    1048: ("ID", 1, 2),
    1065: ("ID", 1, 1),
    1066: ("ID", 1, 1),
    1067: ("ID", 1, 1),
    1068: ("ID", 1, 1),
    1069: ("ID", 2, 2),
    1073: ("ID", 1, 1),
    1096: ("ID", 2, 2),
    1109: ("ID", 1, 1),
    1136: ("ID", 2, 2),
    1137: ("AN", 1, 48),
    1138: ("ID", 1, 1),
    1143: ("ID", 1, 2),
    1165: ("ID", 1, 1),
    1166: ("ID", 2, 2),
    1220: ("ID", 1, 1),
    1221: ("ID", 1, 3),
    1222: ("AN", 1, 50),
    1223: ("ID", 1, 1),
    1250: ("ID", 2, 3),
    1251: ("AN", 1, 35),
    1270: ("ID", 1, 3),
    1271: ("AN", 1, 30),
    1316: ("ID", 1, 1),
    1317: ("ID", 1, 1),
    1321: ("ID", 2, 3),
    1322: ("ID", 1, 1),
    1325: ("ID", 1, 1),
    1327: ("ID", 1, 1),
    1328: ("N0", 1, 2),
    1331: ("AN", 1, 2),
    1332: ("ID", 1, 2),
    1333: ("ID", 1, 1),
    1334: ("ID", 1, 1),
    1335: ("ID", 1, 1),
    1336: ("ID", 1, 3),
    1337: ("ID", 1, 1),
    1338: ("ID", 1, 1),
    1339: ("AN", 2, 2),
    1340: ("ID", 1, 1),
    1341: ("N0", 1, 1),
    1342: ("ID", 1, 1),
    1343: ("ID", 1, 1),
    1351: ("ID", 1, 1),
    1352: ("ID", 1, 1),
    1354: ("ID", 1, 4),
    1359: ("ID", 1, 1),
    1360: ("ID", 2, 2),
    1362: ("ID", 2, 3),
    1363: ("ID", 1, 1),
    1364: ("ID", 1, 1),
    1365: ("ID", 2, 2),
    1366: ("ID", 2, 3),
    1383: ("ID", 1, 1),
    1384: ("ID", 2, 2),
    1470: ("R", 1, 9),
    1473: ("ID", 2, 2),
    1514: ("ID", 1, 2),
    1525: ("ID", 2, 2),
    1526: ("ID", 1, 2),
    1527: ("ID", 1, 2),
    1528: ("ID", 1, 1),
    1529: ("AN", 1, 30),
    1705: ("AN", 1, 35),
    1715: ("ID", 1, 3),
}
"""Kind, least and greatest length of data elements (ASC X12 data element dictionary, version 005010)."""

SEGMENT_SIZES = {
    "ST": 3,
    "SE": 2,
    "BHT": 6,
    "NM1": 12,
    "N1": 6,
    "N3": 2,
    "N4": 7,
    "REF": 4,
    "PER": 9,
    "HL": 4,
    "PRV": 6,
    "CUR": 21,
    "SBR": 9,
    "PAT": 9,
    "DMG": 11,
    "CLM": 20,
    "DTP": 3,
    "DTM": 6,
    "PWK": 9,
    "CN1": 6,
    "AMT": 3,
    "K3": 3,
    "NTE": 2,
    "CR1": 10,
    "CR2": 12,
    "CR3": 5,
    "CRC": 7,
    "HI": 12,
    "HCP": 15,
    "CAS": 19,
    "OI": 6,
    "MOA": 9,
    "MIA": 24,
    "LX": 1,
    "SV1": 21,
    "SV5": 7,
    "QTY": 4,
    "MEA": 12,
    "PS1": 3,
    "LIN": 31,
    "CTP": 11,
    "SVD": 6,
    "LQ": 2,
    "FRM": 5,
    "BPR": 21,
    "TRN": 4,
    "RDM": 5,
    "TS3": 24,
    "TS2": 19,
    "CLP": 14,
    "SVC": 7,
    "PLB": 14,
}
"""How many elements the standard gives a segment; those a table leaves out are not used."""


def codes_of(words: str) -> tuple[str, ...]:
    """Split codes written with spaces between."""
    return tuple(words.split())


def e(
    position: int,
    name: str,
    number: int,
    usage: Usage = "S",
    codes: str = "",
    *,
    code_set: str = "",
    code_set_by: CodeSetBy | None = None,
    format_at: int = 0,
    repeats: int = 1,
) -> ElementSpec:
    """One element (or component) by its dictionary number, its codes written with spaces between."""
    kind, least, most = DICTIONARY[number]
    return ElementSpec(
        position=position,
        name=name,
        usage=usage,
        kind=kind,
        min_length=least,
        max_length=most,
        codes=codes_of(codes),
        code_set=code_set,
        code_set_by=code_set_by,
        format_at=format_at,
        repeats=repeats,
    )


def composite(position: int, name: str, usage: Usage, *components: ElementSpec, size: int = 0) -> ElementSpec:
    """One composite element; components up to `size` that are left out are not used."""
    return ElementSpec(position=position, name=name, usage=usage, components=_filled(components, size))


def _filled(elements: tuple[ElementSpec, ...], size: int) -> tuple[ElementSpec, ...]:
    """Put "not used" into the gaps, up to `size`."""
    by_position = {element.position: element for element in elements}
    last = max([size, *by_position])
    return tuple(
        by_position.get(position) or ElementSpec(position=position, name="not used", usage="N", max_length=256)
        for position in range(1, last + 1)
    )


def s(
    position: int,
    id: str,
    name: str,
    usage: Usage,
    *elements: ElementSpec,
    repeats: int = 1,
    by: tuple[int | tuple[int, int], ...] = (),
    syntax: str = "",
) -> SegmentSpec:
    """One segment.  `by` lists the elements (or (element, component)) whose codes identify it."""
    filled = _filled(elements, SEGMENT_SIZES[id])
    qualifiers = []
    for place in by:
        element, component = (place, 0) if isinstance(place, int) else place
        spec = filled[element - 1]
        if component:
            spec = spec.components[component - 1]
        qualifiers.append(Qualifier(element, spec.codes, component))
    return SegmentSpec(
        id=id,
        name=name,
        position=position,
        usage=usage,
        max_repeats=repeats,
        qualifiers=tuple(qualifiers),
        elements=filled,
        syntax=codes_of(syntax),
    )


def loop(
    position: int, id: str, name: str, usage: Usage, *content: SegmentSpec | LoopSpec, repeats: int = 1
) -> LoopSpec:
    """One loop; its first segment begins it."""
    return LoopSpec(id=id, name=name, position=position, content=content, usage=usage, max_repeats=repeats)
