"""Sweating: wipes and tablets, and for some botulinum toxin under the arms with an authorization."""

from decimal import Decimal

from cleanskin.record.encounter import DrugGiven, Service
from cleanskin.sim.clinic.draft import Draft, Line
from cleanskin.sim.clinic.drugs import drug_line
from cleanskin.sim.clinic.life import Life, Wish
from cleanskin.sim.clinic.medical import Disease, manage

_DISEASE = Disease("axillary_hyperhidrosis", "L74510", worse=40, stable=50, again=(60, 120), again_parts=3_700)


def see(life: Life, draft: Draft, wish: Wish) -> None:
    """See to it, or inject."""
    if wish.stage != "injection":
        load = manage(life, draft, wish, _DISEASE)
        if load == "worse" and life.chance.happens(3_500):
            life.later(20, 50, "hyperhidrosis", "injection", mode="procedure")
        return
    draft.procedure_only = True
    draft.reason = "botulinum toxin for sweating"
    draft.drugs.append(
        DrugGiven(name="onabotulinumtoxinA", amount=Decimal(100), unit="units", wasted=Decimal(0), single_dose=True,
                  containers=1, route="intradermal")
    )  # fmt: skip
    draft.services.append(
        Service(kind="botulinum", site="axilla", side="bilateral", condition="axillary_hyperhidrosis",
                diagnosis="L74510")
    )  # fmt: skip
    draft.problem("axillary_hyperhidrosis", "L74510", "worse", "procedure", counts=False)
    draft.lines.append(Line("64650", diagnoses=("L74510",), site="axilla"))
    draft.lines.append(drug_line("J0585", 100, diagnoses=("L74510",), payer_kind=life.payer_kind()))
    life.later(170, 220, "hyperhidrosis", "injection", mode="procedure")
