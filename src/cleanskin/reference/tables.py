"""The keyed tables that the store can hold, the noun in each one's rows, and when a row holds."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final

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


def in_force_rule(row_type: type[msgspec.Struct]) -> Callable[[Any, date], bool] | None:
    """Return how a row of that type says whether it held on a day; None when its release alone says so."""
    return _IN_FORCE.get(row_type)


def _in_period(row: AddOnEdit | AdjustmentCode | CoverageArticle, on: date) -> bool:
    return on in row.period


def _hcpcs_in_force(row: HcpcsFacts, on: date) -> bool:
    """The file's added and termination dates are the first and the last day on which the code may be used."""
    return (row.added_on is None or row.added_on <= on) and (row.terminated_on is None or on <= row.terminated_on)


_IN_FORCE: Final[Mapping[type[msgspec.Struct], Callable[[Any, date], bool]]] = {
    AddOnEdit: _in_period,
    AdjustmentCode: _in_period,
    CoverageArticle: _in_period,
    HcpcsFacts: _hcpcs_in_force,
}
