"""Contact dermatitis: treated, and when it returns tested with patches: put on, read twice, the last time discussed."""

from cleanskin.record.encounter import Service
from cleanskin.sim.clinic.draft import Draft, Line
from cleanskin.sim.clinic.life import Life, Wish
from cleanskin.sim.clinic.medical import Disease, manage

_ALLERGIC = Disease("contact_dermatitis", "L239", worse=40, stable=25, again=(21, 45), again_parts=2_600,
                    mild="acute")  # fmt: skip
_OPEN = _ALLERGIC._replace(condition="unexplained_contact_dermatitis", diagnosis="L259")
_KINDS = (_ALLERGIC, _OPEN, _ALLERGIC, _ALLERGIC)


def see(life: Life, draft: Draft, wish: Wish) -> None:
    """See to it."""
    if wish.stage == "patches":
        _patches(life, draft)
    elif wish.stage == "reading":
        draft.reason = "reading of patch tests"
        draft.problem("contact_dermatitis", "L239", "worse", "counselling", "rx changed")
    else:
        manage(life, draft, wish, _KINDS[life.patient.number % len(_KINDS)])
        if wish.stage != "first" and not draft.at_distance and life.chance.happens(4_500):
            life.later(10, 40, "contact_dermatitis", "patches", mode="nurse")


def _patches(life: Life, draft: Draft) -> None:
    """Put on the patches: units are allergens (LGT-4)."""
    count = (36, 50, 64, 70, 80)[life.chance.below(5)]
    draft.by_staff = True
    draft.reason = "patch tests put on"
    draft.services.append(
        Service(kind="patch_test", site="back_upper", count=count, performed_by="staff",
                condition="contact_dermatitis", diagnosis="L239")
    )  # fmt: skip
    draft.problem("contact_dermatitis", "L239", "stable", "procedure", counts=False)
    draft.procedure_only = True
    draft.lines.append(Line("95044", units=count, diagnoses=("L239",), site="back_upper"))
    life.later(2, 2, "contact_dermatitis", "reading", slack=0)
