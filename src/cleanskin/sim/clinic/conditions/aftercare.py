"""After surgery: sutures out, wounds looked at, complications; within the global period nothing is billed for it."""

from msgspec.structs import replace

from cleanskin.record.encounter import PriorProcedure, Service
from cleanskin.sim.clinic.draft import Draft, Line
from cleanskin.sim.clinic.life import Global, Life, Wish

_COMPLICATION = 350
"""Parts in ten thousand of checks that find an infection or an open wound [assumed]."""
_SOMETHING_ELSE = 700
"""Parts in ten thousand of checks at which another problem is seen to [assumed]."""


def _running(life: Life, wish: Wish) -> Global | None:
    """Return the global period in which the check falls, of the surgery at that site."""
    site, side = wish.facts[2], wish.facts[3]
    for one in reversed(life.globals):
        if one.site == site and one.side == side and one.from_day < life.today <= one.to_day:
            return one
    return None


def see(life: Life, draft: Draft, wish: Wish) -> None:
    """See to the wound; `facts` are a number, then what the surgery's wish remembered."""
    running = _running(life, wish)
    draft.by_staff = wish.stage == "sutures" and life.chance.happens(6_000)
    draft.reason = "suture removal" if wish.stage == "sutures" else "wound check"
    site, side = str(wish.facts[2]), wish.facts[3]
    if wish.stage == "sutures":
        draft.services.append(
            Service(
                kind="suture_removal", site=site, side=side,  # type: ignore[arg-type]
                performed_by="staff" if draft.by_staff else "physician",
            )
        )  # fmt: skip
    if running is not None:
        draft.related_to = running.visit
        draft.prior.append(
            PriorProcedure(
                technique="excision" if running.code.startswith("11") else "mohs", site=site,
                side=side,  # type: ignore[arg-type]
                days_ago=life.today - running.from_day, global_days=running.days, by_same_practice=True,
                relation="aftercare",
            )
        )  # fmt: skip
        draft.facts.append("postoperative")
    if life.chance.happens(_COMPLICATION):
        _complication(life, draft, wish, related=running is not None)
    elif running is None:
        _outside(draft, wish)
    if life.chance.happens(_SOMETHING_ELSE):
        draft.by_staff = False
        draft.facts.append("separate_problem")
        draft.problem("eczema", "L309", "acute", "rx started")
        draft.supports.append("another problem with its own plan")


def _complication(life: Life, draft: Draft, wish: Wish, *, related: bool) -> None:
    """Treat an infected wound in the office: part of the global package, a visit outside it."""
    draft.by_staff = False
    draft.facts.append("complication")
    if related:
        draft.prior[-1] = replace(draft.prior[-1], relation="complication", return_to="office")
    draft.problem("postoperative_infection", "T8149XA", "acute", "rx started", counts=not related)
    life.later(5, 9, "aftercare", "check", mode="postoperative", facts=wish.facts)


def _outside(draft: Draft, wish: Wish) -> None:
    """See to a wound that no global period covers any more."""
    if wish.stage == "sutures":
        draft.by_staff = False
        draft.problem("suture_removal", "Z4802", "minor", "reassurance")
        draft.lines.append(Line("15853", diagnoses=("Z4802",)))
    else:
        draft.problem("healing_wound", "Z4889", "minor", "observation")
