"""The keyed tables that the store can hold, and the noun in each one's rows."""

from typing import Final

import msgspec

from cleanskin.record.code_list import AdjustmentCode, Taxonomy
from cleanskin.record.coverage_policy import ArticleCode, CoverageArticle
from cleanskin.record.diagnosis_code import DiagnosisFacts
from cleanskin.record.fee import (
    DrugPackage,
    DrugPrice,
    FeeRow,
    LocalityCounties,
    LocalityIndex,
    PlaceOfService,
    ZipLocality,
)
from cleanskin.record.procedure import AddOnEdit, CptDescriptor, HcpcsFacts, UnitLimit

PAIRS: Final = "pairs"
"""The name of the table of pair edits, which is no keyed table."""

EDITIONS: Final = frozenset({"pfs-rvu"})
"""Sources whose parts are editions beside one another, each whole in itself, not pieces of one whole."""

ROW_TYPES: Final[dict[str, type[msgspec.Struct]]] = {
    "unit_limits": UnitLimit,
    "add_ons": AddOnEdit,
    "fees": FeeRow,
    "localities": LocalityIndex,
    "counties": LocalityCounties,
    "zips": ZipLocality,
    "diagnoses": DiagnosisFacts,
    "hcpcs": HcpcsFacts,
    "drug_prices": DrugPrice,
    "drug_packages": DrugPackage,
    "articles": CoverageArticle,
    "article_codes": ArticleCode,
    "places": PlaceOfService,
    "taxonomies": Taxonomy,
    "adjustment_codes": AdjustmentCode,
    "descriptors": CptDescriptor,
}
"""By the table's name."""
