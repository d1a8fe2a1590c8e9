"""A claim without the number of who bills."""

from collections.abc import Iterable

from cleanskin.sim.payer.case import Case, Edit, Strike


def _find(case: Case) -> Iterable[Strike]:
    if not case.claim.billing_provider.npi:
        return (Strike(says="rendering_missing"),)
    return ()


EDIT = Edit(
    name="billing_number",
    cause="enrolment_credentialing",
    order=32,
    trust="derived",
    overturned="never",
    source="the billing provider needs an NPI (45 CFR 162.410)",
    find=_find,
)
