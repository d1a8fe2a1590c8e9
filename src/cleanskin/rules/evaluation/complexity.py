"""What Medicare's add-on for long-term care, G2211, goes with and what bars it (coding rules EM-8)."""

from collections.abc import Iterable
from datetime import date
from typing import Final

from cleanskin.rules.rule import codes

ALLOWED_BESIDE_PREVENTION_FROM: Final = date(2025, 1, 1)
"""Since this day a modifier 25 that only separates a preventive service of Part B does no harm."""

PREVENTION: Final = codes(
    "90471-90474", "90480", "G0008-G0010", "G0402", "G0438-G0439", "G0442-G0447", "99406-99407"
).codes
"""Vaccines given, wellness visits and preventive counseling.  A selection: what a dermatology practice may meet."""

LONG_TERM_DISEASES: Final = (
    "L10", "L12", "L13", "L20", "L40", "L66", "L732", "L93", "L94", "M32", "M33", "M34", "C84",
)  # fmt: skip
"""Serious chronic diseases of the skin, by the beginnings of their codes.  Own judgment."""


ONE_OFF_CONDITIONS: Final = frozenset(
    {"benign_growth", "cyst", "eyelid_cyst", "genital_or_lip_growth", "lipoma", "nevus", "pyogenic_granuloma"}
    | {"seborrheic_keratosis", "skin_tag", "soft_tissue_growth", "abscess", "cellulitis", "herpes", "infestation"}
    | {"molluscum", "viral_rash", "wart", "injury", "screening", "exposure", "cosmetic"}
)
"""Conditions of the table of diagnoses that are looked at or treated once and done.  Own judgment."""


def long_term_diseases(diagnoses: Iterable[str]) -> set[str]:
    """Return which of these diseases are among the diagnoses, by the beginnings above."""
    return {disease for disease in LONG_TERM_DISEASES for code in diagnoses if code.startswith(disease)}
