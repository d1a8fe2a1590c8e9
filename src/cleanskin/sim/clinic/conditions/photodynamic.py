"""Light with a sensitizer for a field of keratoses: two sessions some weeks apart."""

from cleanskin.record.encounter import Service
from cleanskin.sim.clinic.draft import Draft, Line
from cleanskin.sim.clinic.drugs import drug_line
from cleanskin.sim.clinic.life import Life, Wish


def see(life: Life, draft: Draft, wish: Wish) -> None:
    """Hold one session."""
    draft.procedure_only = True
    draft.reason = "light treatment of a field of keratoses"
    by_staff = life.patient.number % 2 == 0
    draft.by_staff = by_staff
    draft.services.append(
        Service(kind="pdt", site="face", agent="aminolevulinic acid",
                details=() if by_staff else ("physician_applied",),
                performed_by="staff" if by_staff else "physician", condition="actinic_keratosis", diagnosis="L570")
    )  # fmt: skip
    draft.problem("actinic_keratosis", "L570", "stable", "procedure", counts=False)
    draft.lines.append(Line("96567" if by_staff else "96573", diagnoses=("L570",), site="face"))
    draft.lines.append(drug_line("J7308", 1, diagnoses=("L570",), payer_kind=life.payer_kind()))
    if wish.facts and wish.facts[0] == 1:
        life.later(25, 45, "photodynamic", "session", mode="procedure", facts=(2,))
