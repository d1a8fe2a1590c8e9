"""The add-on for lasting care is not paid beside a visit with modifier 25, or not at all."""

from collections.abc import Iterable

from cleanskin.sim.payer.case import Case, Edit, Strike


def _find(case: Case) -> Iterable[Strike]:
    found = [line for line in case.lines if line.code == "G2211"]
    if not found:
        return ()
    separate = any(line.family == "visit" and "25" in line.modifiers for line in case.lines)
    if case.payer.kind in ("medicare", "medicare_advantage") and not separate:
        return ()
    lines = tuple([line.index for line in found])
    if case.payer.kind in ("medicare", "medicare_advantage"):
        return (Strike(lines=lines, says="addon_visit_code"),)
    return (Strike(lines=lines, says="addon_not_covered", cause="cosmetic_noncovered"),)


EDIT = Edit(
    name="complexity_add_on",
    cause="bundling_ncci",
    order=63,
    payers=(
        "medicare",
        "medicare_advantage",
        "tanager_blue",
        "bramble_health",
        "heartwood_care",
        "exchange",
        "medicaid",
    ),
    trust="derived",
    source="Medicare: coding rules EM-8; other payers by policy, assumed",
    find=_find,
)
