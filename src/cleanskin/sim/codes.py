"""Procedure codes of the invented practice: Medicare amount, family, diagnoses that fit.

Amounts are national 2026 Medicare non-facility amounts in cents, used only as the base of an invented fee schedule and
of invented contracts.  `trust` says where each comes from:

derived     total non-facility RVU of a third-party copy of the 2026 fee schedule x conversion factor 33.4009 [check]
estimate    general knowledge of the 2025/2026 fee schedule, within 8 %; to be replaced from the CMS files
assumption  chosen for this generator

Nothing here describes a code; families are this project's own grouping.  Codes and frequencies after the practice
profile of this project (published all-payer shares of dermatology lines, 2023); the tail is assumed.
"""

import msgspec

from cleanskin.kernel.cents import Cents
from cleanskin.kernel.source import Trust


class Code(msgspec.Struct, frozen=True, gc=False):
    """One procedure code.  `allowed` is the Medicare amount per unit in cents, `charge` the practice's fee per unit."""

    code: str
    allowed: Cents
    trust: Trust
    family: str
    charge: Cents


_AMOUNTS: tuple[tuple[str, Cents, Trust, str], ...] = (
    ("99202", 7500, "estimate", "visit"),
    ("99203", 11800, "estimate", "visit"),
    ("99204", 17700, "estimate", "visit"),
    ("99205", 23200, "assumption", "visit"),
    ("99211", 2500, "assumption", "visit"),
    ("99212", 6000, "estimate", "visit"),
    ("99213", 9500, "estimate", "visit"),
    ("99214", 13600, "estimate", "visit"),
    ("99215", 19200, "estimate", "visit"),
    ("G2211", 1700, "estimate", "visit_add_on"),
    ("10040", 12000, "assumption", "minor"),
    ("10060", 12500, "estimate", "minor"),
    ("11055", 7014, "derived", "minor"),
    ("11102", 9553, "derived", "biopsy"),
    ("11103", 4877, "derived", "biopsy_add_on"),
    ("11104", 12125, "derived", "biopsy"),
    ("11105", 6046, "derived", "biopsy_add_on"),
    ("11200", 9219, "derived", "minor"),
    ("11301", 11624, "derived", "shave"),
    ("11305", 10120, "derived", "shave"),
    ("11306", 11791, "derived", "shave"),
    ("11310", 11156, "derived", "shave"),
    ("11402", 17101, "derived", "excision_benign"),
    ("11403", 19974, "derived", "excision_benign"),
    ("11422", 17970, "derived", "excision_benign"),
    ("11442", 19406, "derived", "excision_benign"),
    ("11602", 24049, "derived", "excision_malignant"),
    ("11603", 27623, "derived", "excision_malignant"),
    ("11622", 24984, "derived", "excision_malignant"),
    ("11642", 26687, "derived", "excision_malignant"),
    ("11755", 12500, "assumption", "biopsy_site"),
    ("11900", 5700, "estimate", "injection"),
    ("11901", 6800, "estimate", "injection"),
    ("12031", 25986, "derived", "repair"),
    ("12032", 29994, "derived", "repair"),
    ("12051", 28291, "derived", "repair"),
    ("13101", 36500, "estimate", "repair"),
    ("13121", 39000, "estimate", "repair"),
    ("13132", 43000, "estimate", "repair"),
    ("13151", 41000, "assumption", "repair"),
    ("14040", 74000, "assumption", "flap"),
    ("14060", 80000, "estimate", "flap"),
    ("15260", 95000, "assumption", "graft"),
    ("17000", 6647, "derived", "destruction"),
    ("17003", 635, "derived", "destruction_add_on"),
    ("17004", 16233, "derived", "destruction"),
    ("17110", 11122, "derived", "destruction_benign"),
    ("17111", 12993, "derived", "destruction_benign"),
    ("17261", 14429, "derived", "destruction_malignant"),
    ("17262", 17368, "derived", "destruction_malignant"),
    ("17281", 17535, "derived", "destruction_malignant"),
    ("17311", 66702, "derived", "mohs"),
    ("17312", 40281, "derived", "mohs_add_on"),
    ("17313", 62627, "derived", "mohs"),
    ("17314", 38545, "derived", "mohs_add_on"),
    ("69100", 11500, "assumption", "biopsy_site"),
    ("87220", 500, "assumption", "laboratory"),
    ("88304", 4500, "assumption", "pathology"),
    ("88305", 7200, "estimate", "pathology"),
    ("88312", 10500, "estimate", "pathology"),
    ("88342", 10500, "estimate", "pathology"),
    ("96372", 1536, "derived", "administration"),
    ("96567", 12926, "derived", "light"),
    ("96910", 11490, "derived", "light"),
    ("96920", 13795, "derived", "light"),
    ("J2357", 4200, "assumption", "drug"),
    ("J3245", 16000, "assumption", "drug"),
    ("J3301", 120, "estimate", "drug"),
)

CHARGE_PERCENT = 210
"""Fee schedule in percent of Medicare: charge to paid was 2.58 in 2012-15 Medicare data, so about 2.1 to allowed."""


def _charge(allowed: Cents) -> Cents:
    """Round a fee up to whole dollars, five dollars above twenty."""
    step = 500 if allowed > 1000 else 100
    return -(-allowed * CHARGE_PERCENT // (100 * step)) * step


CODES: dict[str, Code] = {
    code: Code(code, allowed, trust, family, _charge(allowed)) for code, allowed, trust, family in _AMOUNTS
}

DRUG_NDC: dict[str, tuple[str, str]] = {
    "J3301": ("99999000101", "ML"),
    "J2357": ("99999000202", "UN"),
    "J3245": ("99999000303", "ML"),
}
"""Invented national drug codes (labeler 99999) and their unit."""

VISIT_DIAGNOSES = (
    "L700", "L209", "L400", "L719", "L219", "L309", "D225", "L821", "L814", "Z85828", "L649", "L659", "L639", "B351",
    "L500", "L304", "L299", "D2261", "D2271", "L578",
)  # fmt: skip
"""ICD-10-CM codes of office visits, without point; FY2026 list."""

FAMILY_DIAGNOSES: dict[str, tuple[str, ...]] = {
    "destruction": ("L570",),
    "destruction_benign": ("B079", "B078", "B081", "L820"),
    "destruction_malignant": ("C44519", "C44529", "C44619", "C44719", "D045"),
    "biopsy": ("D485", "D492"),
    "biopsy_site": ("D485", "D492"),
    "shave": ("D225", "D2261", "D2271", "D239"),
    "excision_benign": ("D225", "L720", "L7211", "D2339", "D171"),
    "excision_malignant": ("C44519", "C44619", "C44719", "C44622", "D0359"),
    "mohs": ("C44311", "C44319", "C44321", "C44329", "C4441", "C4442", "C44212"),
    "injection": ("L910", "L639", "L700", "L738"),
    "minor": ("L0291", "L700", "L918", "L84"),
    "light": ("L400", "L209", "L301"),
    "laboratory": ("B351", "L219"),
}
"""Diagnoses that fit each procedure family."""

DRUG_DIAGNOSES: dict[str, tuple[str, ...]] = {"J2357": ("L500",), "J3245": ("L400",)}
"""Diagnoses that fit the drugs given for a disease of their own."""
