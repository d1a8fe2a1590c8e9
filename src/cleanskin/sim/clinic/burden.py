"""How a problem weighs: a disease is at least low, whatever little is done for it; only what lasts can be worse (EM-1).

A harmless growth or state is self-limited or minor.  A disease that passes is an acute uncomplicated illness, however
slowly it goes; one that lasts is stable or not at its goal, and never merely acute.  Words stand for conditions; those
that are in none of the sets (a contact dermatitis, an injury) are what the visit finds them to be.
"""

SELF_LIMITED = frozenset(
    {
        "corns", "healing_wound", "nevus", "pruritus", "seborrheic_keratosis", "skin_tag", "solar_lentigo",
        "spider_veins", "suture_removal", "wrinkles", "xerosis",
    }
)  # fmt: skip
"""Growths and states that need nothing, or the advice that anybody gets."""

PASSING = frozenset(
    {
        "abscess", "cellulitis", "drug_eruption", "folliculitis", "hematoma", "intertrigo", "molluscum",
        "pityriasis_rosea", "postoperative_infection", "tinea_corporis", "tinea_pedis", "tinea_versicolor", "wart",
    }
)  # fmt: skip
"""Diseases of weeks or months that leave nothing behind."""

LASTING = frozenset(
    {
        "acne", "alopecia_areata", "androgenetic_alopecia", "atopic_dermatitis", "axillary_hyperhidrosis",
        "chronic_spontaneous_urticaria", "chronic_urticaria", "eczema", "hidradenitis_suppurativa",
        "lichen_simplex_chronicus", "nummular_eczema", "onychomycosis", "perioral_dermatitis", "psoriasis", "rosacea",
        "seborrheic_dermatitis", "stasis_dermatitis", "vitiligo",
    }
)  # fmt: skip
"""Diseases expected to last a year or until the patient dies."""


def weighed(condition: str, load: str) -> str:
    """Return the load of a problem as its condition allows it: minor, acute, stable, worse or as given."""
    if load == "minor" and condition not in SELF_LIMITED:
        return "stable" if condition in LASTING else "acute"
    if load == "worse" and condition in PASSING:
        return "acute"
    return "stable" if load == "acute" and condition in LASTING else load
