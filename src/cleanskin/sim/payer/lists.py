"""Short lists and questions that several edits of payers share."""

from datetime import timedelta

from cleanskin.sim.payer.case import DISTINCT, Case, Line
from cleanskin.sim.payer.memory import SeenLine
from cleanskin.sim.payer.registry import codes

NEW_VISITS = frozenset(("99202", "99203", "99204", "99205"))
VISITS = frozenset(("visit", "visit_add_on", "consultation", "message"))
DRUGS = frozenset(("drug", "biologic"))
CALLS_IT_MODIFIER = frozenset((
    "ferndale_medicaid", "garrison_health", "goldfinch_advantage", "heartwood_care", "larkspur_senior",
    "open_meadow_exchange", "quill_mutual",
))  # fmt: skip
"""Payers that refuse a missing modifier as such; the others call the line bundled [assumed]."""

SIMPLE_DIAGNOSES = (
    "L70",
    "B07",
    "L82",
    "D22",
    "D23",
    "L81",
    "L72",
    "L91",
    "B35",
    "L57",
    "L21",
    "L71",
    "Z85",
    "Z12",
    "L85",
)
"""Beginnings of diagnoses that some payers hold too simple for a high level of visit [assumed]."""

_SEPARATE = (
    DISTINCT
    | {"25", "24", "57", "58", "78", "79", "91", "RT", "LT", "E1", "E2", "E3", "E4"}
    | {f"{limb}{digit}" for limb in "TF" for digit in "A123456789"}
)
"""Modifiers that let a pair with indicator 1 pass [check]."""

_BODY_SIDES = ("C4360", "C4370", "D0360", "D0370", "D0460", "D0470", "D2260", "D2270", "D2360", "D2370")
_FACE_SIDES = ("C4310", "C4320", "D0310", "D0320", "D0410", "D0420", "D2210", "D2220", "D2310", "D2320")


def separate(line: Line) -> bool:
    """True when a modifier lets the line stand beside its pair."""
    return not _SEPARATE.isdisjoint(line.modifiers)


def leaves_side_open(diagnosis: str) -> bool:
    """True for a skin-cancer or mole code whose place has two sides and that names neither."""
    if diagnosis in _BODY_SIDES or diagnosis in _FACE_SIDES:
        return True
    return (
        len(diagnosis) >= 6
        and diagnosis[:4] in ("C441", "C442", "C446", "C447")
        and diagnosis[5] == "1"
        and (diagnosis[3] != "1" or len(diagnosis) == 6)
    )


def side_of(diagnosis: str) -> str:
    """Return R or L when the diagnosis names a side, "" when it does not or is not known to."""
    if diagnosis[:4] in ("C441", "C442", "C446", "C447") and len(diagnosis) >= 6:
        return {"2": "R", "9": "L"}.get(diagnosis[5], "")
    if diagnosis[:3] in ("C43", "D03", "D04", "D22", "D23") and len(diagnosis) >= 5 and diagnosis[3] in "1267":
        return {"1": "R", "2": "L"}.get(diagnosis[4], "")
    return ""


def is_malignant(diagnosis: str) -> bool:
    """True for a malignancy of the skin, also in situ."""
    return diagnosis.startswith(("C43", "C44", "C4A", "D03", "D04"))


_AFTER = {"010": 10, "090": 90}


def surgery_before(case: Case, line: Line) -> SeenLine | None:
    """Return a paid surgery of another day in whose global days this line's day lies."""
    day = line.day
    if day is None:
        return None
    known = codes()
    oldest = day - timedelta(days=90)
    for old in case.memory.lines:
        if not old.paid or not oldest <= old.day < day or old.payer != case.payer.key:
            continue
        fact = known.get(old.code)
        if fact is not None and day <= old.day + timedelta(days=_AFTER.get(fact.global_days, -1)):
            return old
    return None
