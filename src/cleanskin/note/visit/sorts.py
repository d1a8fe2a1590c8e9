"""Which names of diseases are sorts of another: named beside it in a note, they are the same disease told exactly."""

from typing import Final

SORTS: Final = {
    "contact_dermatitis": frozenset({"poison_ivy", "irritant_dermatitis"}),
    "alopecia": frozenset(
        {"alopecia_areata", "androgenetic_alopecia", "telogen_effluvium", "frontal_fibrosing_alopecia"}
        | {"lichen_planopilaris", "central_centrifugal_cicatricial_alopecia", "traction_alopecia", "alopecia_totalis"}
        | {"alopecia_universalis", "scarring_alopecia"}
    ),
    "tinea": frozenset(
        {"tinea_corporis", "tinea_pedis", "tinea_cruris", "tinea_capitis", "tinea_manuum", "tinea_faciei"}
        | {"onychomycosis"}
    ),
    "psoriasis": frozenset(
        {"pustular_psoriasis", "guttate_psoriasis", "inverse_psoriasis", "erythrodermic_psoriasis"}
        | {"palmoplantar_pustulosis"}
    ),
    "urticaria": frozenset({"chronic_urticaria", "chronic_spontaneous_urticaria", "dermatographism"}),
    "eczema": frozenset(
        {"atopic_dermatitis", "hand_eczema", "dyshidrotic_eczema", "nummular_eczema", "contact_dermatitis"}
        | {"poison_ivy", "seborrheic_dermatitis", "stasis_dermatitis", "perioral_dermatitis"}
    ),
    "hyperhidrosis": frozenset({"axillary_hyperhidrosis", "palmar_hyperhidrosis", "plantar_hyperhidrosis"}),
    "cutaneous_lymphoma": frozenset({"mycosis_fungoides"}),
    "cutaneous_lupus": frozenset({"subacute_cutaneous_lupus"}),
}
"""Names of groups of diseases: one of their sorts beside them in the note is the same disease, named exactly."""
