"""How long before a visit it was booked, and whether the patient comes.

No-shows and cancellations grow with the days since booking and differ by coverage; all assumed.
"""

from typing import Literal

from cleanskin.sim.clinic.life import Life, Wish

_NO_SHOW = {
    "medicare": 210, "medicare_advantage": 260, "commercial": 400, "exchange": 620, "medicaid": 1_150, "tricare": 420,
    "self_pay": 520, "workers_comp": 600, "auto": 600,
}  # fmt: skip
"""Parts in ten thousand within a week of booking."""

_SURE = frozenset({"mohs", "excision", "light", "postoperative"})
_LEADS: dict[str, tuple[int, int]] = {
    "office": (2, 42), "procedure": (3, 21), "excision": (10, 35), "mohs": (12, 40), "light": (2, 9), "drug": (7, 30),
    "nurse": (1, 7), "cosmetic": (3, 30), "postoperative": (5, 14), "telehealth": (2, 20),
}  # fmt: skip


def booked_before(life: Life, wish: Wish) -> int:
    """Return the ordinal of the day of booking, before today."""
    low, high = _LEADS[wish.mode]
    lead = life.chance.between(low, high)
    if wish.stage not in ("first", "again") and life.visits and life.chance.happens(6_500):
        kept = [visit for visit in life.visits if visit.attendance == "kept"]
        if kept:
            return kept[-1].day.toordinal()
    return life.today - lead


def is_kept(life: Life, wish: Wish, lead_days: int) -> Literal["kept", "no_show", "cancelled"]:
    """Draw whether the patient comes."""
    missing = _NO_SHOW[life.payer_kind()]
    if lead_days > 60:
        missing = missing * 3 // 2
    cancelling = 300 + min(lead_days, 120) * 4
    if wish.mode in _SURE:
        missing //= 3
        cancelling //= 3
    point = life.chance.below(10_000)
    if point < missing:
        return "no_show"
    return "cancelled" if point < missing + cancelling else "kept"
