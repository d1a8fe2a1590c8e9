"""Everything that is known of one procedure, drug or supply code on one day, put together for showing."""

from collections.abc import Sequence
from datetime import date
from typing import Final

import msgspec

from cleanskin.record.fee import DrugPackage, DrugPrice, FeeRow
from cleanskin.record.procedure import AddOnEdit, CptDescriptor, HcpcsFacts, ProcedureFacts, UnitLimit
from cleanskin.record.provenance import Answer
from cleanskin.reference.look_up import Reference

_FEE_MODIFIERS: Final = ("", "26", "TC", "53")


class Everything(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of a code on a day; None and () where nothing is.  `fees` are the rows of its pricing modifiers."""

    procedure: Answer[ProcedureFacts] | None
    hcpcs: Answer[HcpcsFacts] | None
    descriptor: Answer[CptDescriptor] | None
    unit_limit: Answer[UnitLimit] | None
    add_on: Answer[AddOnEdit] | None
    fees: Sequence[Answer[FeeRow]]
    drug_price: Answer[DrugPrice] | None
    drug_packages: Sequence[Answer[DrugPackage]]

    @property
    def is_known(self) -> bool:
        """True when anything at all is known of the code on that day."""
        return any(getattr(self, name) for name in self.__struct_fields__)


def everything(reference: Reference, code: str, on: date) -> Everything:
    """Ask the store and the pack every question about a code by itself; what it is beside others is asked in pairs."""
    fees = [reference.fee(code, on, modifier=modifier) for modifier in _FEE_MODIFIERS]
    return Everything(
        procedure=reference.procedure(code, on),
        hcpcs=reference.hcpcs(code, on),
        descriptor=reference.descriptor(code, on),
        unit_limit=reference.unit_limit(code, on),
        add_on=reference.add_on(code, on),
        fees=tuple(fee for fee in fees if fee is not None),
        drug_price=reference.drug_price(code, on),
        drug_packages=tuple(reference.drug_packages(code, on)),
    )
