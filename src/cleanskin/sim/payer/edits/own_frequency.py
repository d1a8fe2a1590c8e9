"""Some services are paid once in so many days."""

from collections.abc import Iterable

from cleanskin.sim.payer.case import Case, Edit, Strike

_DAYS: dict[str, dict[str, int]] = {
    "goldfinch_advantage": {"17004": 60, "96567": 56, "96573": 56, "96574": 56},
    "open_meadow_exchange": {"17004": 60, "11900": 28, "11901": 28},
    "heartwood_care": {"17110": 14, "17111": 14},
    "tanager_blue": {"95044": 365, "96904": 365},
    "bramble_health": {"17004": 45, "11900": 21, "17110": 10},
}


def _find(case: Case) -> Iterable[Strike]:
    limits = _DAYS.get(case.payer.key)
    if limits is None:
        return ()
    found = []
    for line in case.lines:
        days = limits.get(line.code)
        if days is None or line.day is None:
            continue
        for old in case.memory.lines:
            same = old.code == line.code and old.paid and old.payer == case.payer.key
            if same and 0 < (line.day - old.day).days < days:
                found.append(line.index)
                break
    return (Strike(lines=tuple(found), says="frequency"),) if found else ()


EDIT = Edit(
    name="own_frequency",
    cause="frequency_mue",
    order=67,
    payers=("goldfinch_advantage", "open_meadow_exchange", "heartwood_care", "tanager_blue", "bramble_health"),
    outside=True,
    why_outside="intervals of the payer's own, told to nobody before the first refusal",
    source="assumption",
    find=_find,
)
