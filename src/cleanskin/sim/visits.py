"""What happens at a visit: the service lines and diagnoses of one claim.

Probabilities are tuned so that the lines of a large sample follow the published shares of the practice profile
(99213 17.5 %, 99214 8.9 %, 17000 7.8 %, 11102 5.9 %, 17003 5.5 %, 17110 5.4 %, 99203 5.2 %, 88305 4.6 % of lines, ...;
all payers, 2023; the tail assumed), its ratios (11103 to 11102 0.27, 17003 with 70 % of 17000, 1.74 Mohs stages a case)
and its assumed E/M distribution.
"""

from random import Random
from typing import Literal

import msgspec

from cleanskin.kernel.cents import Cents
from cleanskin.sim.codes import CODES, DRUG_DIAGNOSES, FAMILY_DIAGNOSES, VISIT_DIAGNOSES, Code
from cleanskin.sim.pick import Weighted, pick, spread_days
from cleanskin.sim.practice import Role

VisitKind = Literal["office", "excision", "mohs", "light", "drug", "procedure"]


class Line(msgspec.Struct, gc=False):
    """One service line as billed.  `allowed` is the Medicare amount for all its units."""

    code: Code
    modifiers: tuple[str, ...]
    units: int
    pointers: str = "1"
    number: str = ""
    """REF*6R, given at the first submission."""

    @property
    def charge(self) -> Cents:
        """Fee for all units."""
        return self.code.charge * self.units

    @property
    def allowed(self) -> Cents:
        """Medicare amount for all units."""
        return self.code.allowed * self.units


class Visit(msgspec.Struct, gc=False):
    """The clinical content of one claim."""

    kind: VisitKind
    lines: list[Line]
    diagnoses: list[str]
    needs_authorization: bool


_KINDS: dict[Role, Weighted[VisitKind]] = {
    "dermatologist": Weighted(
        [("office", 0.85), ("excision", 0.06), ("light", 0.042), ("drug", 0.028), ("procedure", 0.02)]
    ),
    "mohs_surgeon": Weighted([("mohs", 0.48), ("office", 0.37), ("excision", 0.15)]),
    "physician_assistant": Weighted([("office", 0.93), ("excision", 0.02), ("drug", 0.02), ("procedure", 0.03)]),
    "nurse_practitioner": Weighted([("office", 0.91), ("light", 0.05), ("drug", 0.02), ("procedure", 0.02)]),
}
_ESTABLISHED = Weighted([("99211", 0.01), ("99212", 0.09), ("99213", 0.56), ("99214", 0.33), ("99215", 0.01)])
_NEW = Weighted([("99202", 0.09), ("99203", 0.58), ("99204", 0.32), ("99205", 0.01)])
_BIOPSY = Weighted([("11102", 0.75), ("11104", 0.16), ("69100", 0.05), ("11755", 0.04)])
_SHAVE = Weighted([("11301", 0.3), ("11306", 0.15), ("11305", 0.3), ("11310", 0.25)])
_MALIGNANT = Weighted([("17262", 0.36), ("17261", 0.4), ("17281", 0.24)])
_MINOR = Weighted([("10060", 0.15), ("10040", 0.25), ("11200", 0.3), ("11055", 0.3)])
_BENIGN_EXCISION = Weighted([("11402", 0.4), ("11403", 0.25), ("11422", 0.2), ("11442", 0.15)])
_MALIGNANT_EXCISION = Weighted([("11602", 0.42), ("11603", 0.3), ("11642", 0.16), ("11622", 0.12)])
_EXCISION_REPAIR = Weighted([("12032", 0.5), ("12031", 0.15), ("13121", 0.2), ("13101", 0.15)])
_MOHS_REPAIR = Weighted(
    [
        ("13132", 0.44),
        ("13121", 0.17),
        ("12051", 0.1),
        ("13151", 0.1),
        ("14060", 0.14),
        ("14040", 0.09),
        ("15260", 0.06),
    ]
)
_MOHS_STAGES = Weighted([(1, 0.48), (2, 0.35), (3, 0.12), (4, 0.05)])
_FURTHER_LESIONS = Weighted(
    [(units, weight) for units, weight in zip(range(1, 14), (16, 15, 13, 11, 10, 9, 7, 6, 4, 3, 2, 2, 2))]
)
_LIGHT = Weighted([("96910", 0.88), ("96920", 0.07), ("96567", 0.05)])
_DRUG = Weighted([(("J2357", 30), 0.5), (("J2357", 60), 0.44), (("J3245", 100), 0.06)])

MINOR_FAMILIES = frozenset(
    {
        "biopsy", "biopsy_site", "destruction", "destruction_benign", "destruction_malignant", "shave", "injection",
        "minor", "excision_benign", "excision_malignant", "mohs", "light",
    }
)  # fmt: skip
"""Families whose global period makes a payer ask for modifier 25 on a visit of the same day."""


def _add(lines: list[Line], code: str, units: int = 1, modifiers: tuple[str, ...] = ()) -> None:
    """Append one line."""
    lines.append(Line(CODES[code], modifiers, units))


def _biopsies(rng: Random, lines: list[Line], *, distinct: str) -> None:
    """Add biopsies of one sitting, an add-on for a quarter of them, and pathology read in house for most."""
    code = _BIOPSY.draw(rng)
    _add(lines, code, modifiers=(distinct,) if distinct else ())
    lesions = 1
    if code in ("11102", "11104") and rng.random() < 0.26:
        lesions += 1 + (rng.random() < 0.2)
        _add(lines, "11103" if code == "11102" else "11105", lesions - 1)
    if rng.random() < 0.47:
        _add(lines, "88305", lesions)
        if rng.random() < 0.17:
            _add(lines, "88312" if rng.random() < 0.5 else "88342")


def _office_procedures(rng: Random, lines: list[Line], *, older: bool, distinct: str) -> None:
    """Add the procedures of an office visit; `distinct` is the payer's modifier for a separate site."""
    keratoses = rng.random() < (0.33 if older else 0.105)
    biopsy = rng.random() < 0.185
    warts = rng.random() < (0.105 if older else 0.155)
    if keratoses:
        if rng.random() < 0.12:
            _add(lines, "17004")
        else:
            _add(lines, "17000", modifiers=(distinct,) if biopsy else ())
            if rng.random() < 0.705:
                _add(lines, "17003", _FURTHER_LESIONS.draw(rng))
    if biopsy:
        _biopsies(rng, lines, distinct=distinct if warts else "")
    if warts:
        _add(lines, "17111" if rng.random() < 0.055 else "17110")
    if rng.random() < 0.038:
        _add(lines, "11901" if rng.random() < 0.23 else "11900")
        if rng.random() < 0.85:
            _add(lines, "J3301", spread_days(rng, 1, 4))
    other = rng.random()
    if other < 0.075:
        _add(lines, _SHAVE.draw(rng))
    elif other < 0.12:
        _add(lines, _MALIGNANT.draw(rng))
    elif other < 0.19:
        _add(lines, _MINOR.draw(rng))
    elif other < 0.24:
        _add(lines, "87220")


def _office(rng: Random, *, new: bool, older: bool, distinct: str) -> list[Line]:
    """Compose an office visit."""
    lines: list[Line] = []
    _office_procedures(rng, lines, older=older, distinct=distinct)
    minor = any(line.code.family in MINOR_FAMILIES for line in lines)
    if minor and rng.random() < 0.09:
        return lines
    level = (_NEW if new else _ESTABLISHED).draw(rng)
    lines.insert(0, Line(CODES[level], ("25",) if minor else (), 1))
    if older and not minor and not new and rng.random() < 0.44:
        lines.insert(1, Line(CODES["G2211"], (), 1))
    return lines


def _surgery(rng: Random, kind: VisitKind) -> list[Line]:
    """Compose an excision or a Mohs case with its repair."""
    lines: list[Line] = []
    if kind == "mohs":
        trunk = rng.random() < 0.14
        stages = _MOHS_STAGES.draw(rng)
        _add(lines, "17313" if trunk else "17311")
        if stages > 1:
            _add(lines, "17314" if trunk else "17312", stages - 1)
        if rng.random() < 0.8:
            _add(lines, "13101" if trunk else _MOHS_REPAIR.draw(rng))
    else:
        _add(lines, (_BENIGN_EXCISION if rng.random() < 0.45 else _MALIGNANT_EXCISION).draw(rng))
        if rng.random() < 0.6:
            _add(lines, _EXCISION_REPAIR.draw(rng))
        if rng.random() < 0.5:
            _add(lines, "88305")
    if rng.random() < 0.15:
        lines.insert(0, Line(CODES["99213"], ("25",), 1))
    return lines


def _diagnose(rng: Random, lines: list[Line]) -> list[str]:
    """Give each line a diagnosis that fits and return the claim's list."""
    diagnoses: list[str] = []
    previous = ""
    for line in lines:
        family = line.code.family
        if family in FAMILY_DIAGNOSES:
            code = pick(rng, FAMILY_DIAGNOSES[family])
        elif line.code.code in DRUG_DIAGNOSES:
            code = pick(rng, DRUG_DIAGNOSES[line.code.code])
        elif previous and family not in ("visit", "visit_add_on"):
            code = previous
        else:
            code = pick(rng, VISIT_DIAGNOSES)
        if family == "visit_add_on" and previous:
            code = previous
        if code not in diagnoses:
            diagnoses.append(code)
        line.pointers = str(diagnoses.index(code) + 1)
        previous = code
    return diagnoses


def compose(rng: Random, *, role: Role, new: bool, older: bool, distinct: str) -> Visit:
    """Compose one visit.  `older` leans to what Medicare patients have; `distinct` is 59 or XS, by payer."""
    kind = "office" if new else _KINDS[role].draw(rng)
    if kind == "office":
        lines = _office(rng, new=new, older=older, distinct=distinct)
    elif kind in ("mohs", "excision"):
        lines = _surgery(rng, kind)
    elif kind == "light":
        lines = [Line(CODES[_LIGHT.draw(rng)], (), 1)]
    elif kind == "drug":
        code, units = _DRUG.draw(rng)
        lines = [Line(CODES[code], ("JZ",), units), Line(CODES["96372"], (), 1)]
    else:
        lines = [Line(CODES["17110" if rng.random() < 0.6 else "11900"], (), 1)]
    return Visit(kind, lines, _diagnose(rng, lines), kind in ("light", "drug", "mohs"))


def take_pathology(visit: Visit) -> Visit | None:
    """Move the pathology lines of a visit into a visit of their own; None when there is nothing to divide."""
    own = [line for line in visit.lines if line.code.family == "pathology"]
    rest = [line for line in visit.lines if line.code.family != "pathology"]
    if not own or not rest:
        return None
    visit.lines = rest
    codes = [visit.diagnoses[int(line.pointers) - 1] for line in own]
    diagnoses = list(dict.fromkeys(codes))
    for line, code in zip(own, codes, strict=True):
        line.pointers = str(diagnoses.index(code) + 1)
    return Visit(visit.kind, own, diagnoses, False)
