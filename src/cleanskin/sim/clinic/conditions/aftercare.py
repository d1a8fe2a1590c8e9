"""After surgery: sutures out, wounds looked at, complications; within the global period nothing is billed for it."""

from typing import Literal

from msgspec.structs import replace

from cleanskin.record.encounter import PriorProcedure, Service
from cleanskin.sim.clinic.acts import treat
from cleanskin.sim.clinic.codes import CODES
from cleanskin.sim.clinic.draft import Draft, Line
from cleanskin.sim.clinic.life import Global, Life, Wish
from cleanskin.sim.clinic.sites import PLACES, spot_at

_COMPLICATION = 350
"""Parts in ten thousand of checks that find an infection or an open wound [assumed]."""
_HEMATOMA = 2_500
"""Parts in ten thousand of complications that are hematomas to be drained, the others infections [assumed]."""
_IN_OPERATING_ROOM = 5_000
"""Parts in ten thousand of hematomas for which the patient goes back to the operating room [assumed]."""
_INCLUDED = frozenset({"medicare", "medicare_advantage"})
"""Kinds of coverage that pay for complications in an operating room only."""
_SOMETHING_ELSE = 700
"""Parts in ten thousand of checks at which another problem is seen to [assumed]."""


_WOUNDS = frozenset(
    {
        "drainage", "excision_benign", "excision_malignant", "flap", "graft", "repair_complex", "repair_intermediate",
        "soft_tissue",
    }
)  # fmt: skip
"""Families that leave a wound to look after; lesions frozen at the same place leave no stitches."""


def _wounds(life: Life, wish: Wish) -> list[Global]:
    """Return the global periods of surgery at the wish's site, the latest first."""
    place = (wish.facts[2], wish.facts[3])
    return [
        one for one in reversed(life.globals) if (one.site, one.side) == place and CODES[one.code].family in _WOUNDS
    ]


def _running(life: Life, wish: Wish) -> Global | None:
    """Return the global period in which the check falls, of the surgery at that site."""
    return next((one for one in _wounds(life, wish) if one.from_day < life.today <= one.to_day), None)


_CLOSURES = {"12": "intermediate", "13": "complex", "14": "flap", "15": "graft"}


def _earlier(life: Life, running: Global) -> tuple[str, ...]:
    """Return what was done at that surgery: the removal, and the repair that the wound wanted."""
    codes = [one.code for one in life.globals if (one.visit, one.lesion) == (running.visit, running.lesion)]
    if any(code.startswith("10") for code in codes):
        return ("drainage",)
    removal = "excision" if any(code.startswith(("11", "2")) for code in codes) else "mohs"
    return (removal, *[_CLOSURES[code[:2]] for code in codes if code[:2] in _CLOSURES])


def _under_skin(one: Global) -> str:
    """Return what was cut out from under the skin, whose surgery has 90 days; "" for surgery of the skin (EM-7)."""
    return one.condition if CODES[one.code].family == "soft_tissue" else ""


def _tell(life: Life, draft: Draft, wish: Wish, days: int, *, ago: int, techniques: tuple[str, ...], of: str) -> None:
    """Note the surgery after which the patient comes, with the days of its global period."""
    for technique in techniques:
        draft.prior.append(
            PriorProcedure(
                technique=technique, condition=of if technique == "excision" else "", site=str(wish.facts[2]),
                side=wish.facts[3],  # type: ignore[arg-type]
                days_ago=ago, global_days=days, by_same_practice=True, relation="aftercare",
            )
        )  # fmt: skip


def _tell_ended(life: Life, draft: Draft, wish: Wish) -> None:
    """Note a surgery whose global period is over, or a punch biopsy, which has none: whichever came last."""
    wound = next((one for one in _wounds(life, wish) if one.from_day < life.today), None)
    punched = next(
        (
            visit.day.toordinal()
            for visit in reversed(life.visits)
            for lesion in (visit.encounter.lesions if visit.encounter is not None else ())
            if (lesion.site, lesion.side, lesion.technique) == (wish.facts[2], wish.facts[3], "punch")
        ),
        0,
    )
    if wound is not None and wound.from_day >= punched:
        ago = life.today - wound.from_day
        _tell(life, draft, wish, wound.days, ago=ago, techniques=_earlier(life, wound), of=_under_skin(wound))
    elif punched:
        _tell(life, draft, wish, 0, ago=life.today - punched, techniques=("punch",), of="")


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
        ago = life.today - running.from_day
        _tell(life, draft, wish, running.days, ago=ago, techniques=_earlier(life, running), of=_under_skin(running))
        draft.facts.append("postoperative")
    else:
        _tell_ended(life, draft, wish)
        if wish.stage == "sutures":
            draft.lines.append(Line("15853", diagnoses=("Z4802",)))
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
    """Treat an infected wound in the office: part of the global package, a visit outside it; or drain a hematoma."""
    draft.by_staff = False
    draft.facts.append("complication")
    if related and str(wish.facts[2]) in PLACES and life.chance.happens(_HEMATOMA):
        _drained(life, draft, wish)
        return
    if related:
        _complicated(draft, "office")
    draft.problem("postoperative_infection", "T8149XA", "acute", "rx started", counts=not related)
    life.later(5, 9, "aftercare", "check", mode="postoperative", facts=wish.facts)


def _drained(life: Life, draft: Draft, wish: Wish) -> None:
    """Drain a hematoma under a wound: 78 in the operating room; elsewhere Medicare includes it, others pay (MOD-1)."""
    in_room = life.chance.happens(_IN_OPERATING_ROOM)
    spot = spot_at(str(wish.facts[2]), wish.facts[3])  # type: ignore[arg-type]
    treat(draft, spot, "10140", technique="drainage", condition="hematoma", diagnosis="L7632", diameter_mm=20)
    draft.lines[-1].returned = True
    if not in_room and life.payer_kind() in _INCLUDED:
        draft.lines.pop()
    _complicated(draft, "operating_room" if in_room else "office")
    draft.problem("hematoma", "L7632", "acute", "procedure", counts=False, spot=spot)
    life.later(3, 7, "aftercare", "check", mode="postoperative", facts=wish.facts)


def _complicated(draft: Draft, room: Literal["operating_room", "office"]) -> None:
    """Note that the earlier work has led to a complication, and where it is seen to."""
    draft.prior[:] = [replace(one, relation="complication", return_to=room) for one in draft.prior]


def _outside(draft: Draft, wish: Wish) -> None:
    """See to a wound that no global period covers any more."""
    if wish.stage == "sutures":
        draft.by_staff = False
        draft.problem("suture_removal", "Z4802", "minor", "reassurance")
    else:
        draft.problem("healing_wound", "Z4889", "minor", "observation")
