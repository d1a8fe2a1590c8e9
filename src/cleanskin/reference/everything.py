"""Everything that is known of one code on one day, put together for showing."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

import msgspec

from cleanskin.record.code_list import AdjustmentCode, Taxonomy
from cleanskin.record.coverage_policy import CoverageArticle
from cleanskin.record.diagnosis_code import DiagnosisFacts
from cleanskin.record.fee import DrugPackage, DrugPrice, FeeRow, PlaceOfService
from cleanskin.record.procedure import AddOnEdit, CptDescriptor, HcpcsFacts, PairEdit, ProcedureFacts, UnitLimit
from cleanskin.record.provenance import Answer
from cleanskin.reference.look_up import Reference

_FEE_MODIFIERS: Final = ("", "26", "TC", "53")


class Everything(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What is known of a code on a day; None and () where nothing is.

    `fees` are the rows of its pricing modifiers; `pairs` the edits in force with the code in column 1, then in 2.
    """

    code: str
    on: date
    procedure: Answer[ProcedureFacts] | None = None
    descriptor: Answer[CptDescriptor] | None = None
    hcpcs: Answer[HcpcsFacts] | None = None
    unit_limit: Answer[UnitLimit] | None = None
    add_on: Answer[AddOnEdit] | None = None
    fees: Sequence[Answer[FeeRow]] = ()
    drug_price: Answer[DrugPrice] | None = None
    drug_packages: Sequence[Answer[DrugPackage]] = ()
    diagnosis: Answer[DiagnosisFacts] | None = None
    articles: Sequence[Answer[CoverageArticle]] = ()
    place_of_service: Answer[PlaceOfService] | None = None
    taxonomy: Answer[Taxonomy] | None = None
    adjustment_codes: Sequence[Answer[AdjustmentCode]] = ()
    pairs: Sequence[Answer[PairEdit]] = ()

    @property
    def is_known(self) -> bool:
        """True when anything at all is known of the code on that day."""
        return any(getattr(self, name) for name in self.__struct_fields__ if name not in ("code", "on"))


def everything(reference: Reference, code: str, on: date, *, state: str = "") -> Everything:
    """Ask the store and the pack every question about a code.

    `state` (two letters) names where the coverage articles are to hold; without it none is looked for.  A letter-digit
    code may belong to more than one code set: each answers for itself.
    """
    fees = [reference.fee(code, on, modifier=modifier) for modifier in _FEE_MODIFIERS]
    reasons = [reference.adjustment_code(name, code, on) for name in ("carc", "rarc", "group")]
    return Everything(
        code=code,
        on=on,
        procedure=reference.procedure(code, on),
        descriptor=reference.descriptor(code, on),
        hcpcs=reference.hcpcs(code, on),
        unit_limit=reference.unit_limit(code, on),
        add_on=reference.add_on(code, on),
        fees=_known(fees),
        drug_price=reference.drug_price(code, on),
        drug_packages=reference.drug_packages(code, on),
        diagnosis=reference.diagnosis(code, on),
        articles=reference.articles(code, state, on) if state else (),
        place_of_service=reference.place_of_service(code, on),
        taxonomy=reference.taxonomy(code, on),
        adjustment_codes=_known(reasons),
        pairs=tuple(reference.pairs_of(code, on)),
    )


def _known(answers: Sequence[Any]) -> tuple[Any, ...]:
    return tuple(answer for answer in answers if answer is not None)
