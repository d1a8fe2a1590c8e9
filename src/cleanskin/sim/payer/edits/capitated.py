"""Services that a monthly payment already covers."""

from collections.abc import Iterable

from cleanskin.sim.payer.case import Case, Edit, Strike


def _find(case: Case) -> Iterable[Strike]:
    contract = case.claim.contract
    if contract is not None and contract.kind == "05":
        return (Strike(outcome="capitated"),)
    return ()


EDIT = Edit(
    name="capitated",
    cause="contractual",
    order=5,
    overturned="never",
    source="contract terms: the claim says that the service is capitated",
    find=_find,
)
