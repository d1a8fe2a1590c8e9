"""The level of a visit by medical decision making: problems, data and risk, two of three (EM-1, EM-2).

Written from the handbook's table of the 2021 rules; it knows nothing of any coder's reading of them.
"""

from cleanskin.sim.clinic.draft import Draft

NEW = ("99202", "99203", "99204", "99205")
ESTABLISHED = ("99212", "99213", "99214", "99215")


DISTANT_NEW = ("98000", "98001", "98002", "98003")
DISTANT_ESTABLISHED = ("98004", "98005", "98006", "98007")
"""Visits by sound and picture, which Medicare does not know (EM-10)."""


def problem_rank(loads: list[str]) -> int:
    """Return 0 minimal, 1 low, 2 moderate, 3 high for the problems seen to."""
    if "severe" in loads:
        return 3
    stable = loads.count("stable")
    if "worse" in loads or "undiagnosed" in loads or stable > 1:
        return 2
    if stable or "acute" in loads or loads.count("minor") > 1:
        return 1
    return 0


def data_rank(tests: int, *, historian: bool = False) -> int:
    """Return the rank of the data: three of tests and a history from somebody else are moderate (EM-2).

    Two tests are low, and so is the history alone.
    """
    if tests + historian >= 3:
        return 2
    return 1 if tests >= 2 or historian else 0


def decision_rank(draft: Draft) -> int:
    """Return the level of the decision making: the second highest of the three columns."""
    data = data_rank(draft.tests, historian=draft.historian)
    return sorted((problem_rank(draft.counted), data, draft.risk))[1]


def visit_code(draft: Draft, *, is_new: bool, distant: bool = False) -> str:
    """Return the code of a visit; `distant`: by the codes made for video."""
    rank = decision_rank(draft)
    if distant:
        return (DISTANT_NEW if is_new else DISTANT_ESTABLISHED)[rank]
    return (NEW if is_new else ESTABLISHED)[rank]
