"""Patch tests and allergy tests, each by its number of allergens (LGT-4).

Patch 95044, photo patch 95052, photo test 95056 once; prick 95004, into the skin 95024 and, read later, 95028; venoms
95017, drugs 95018.  Billed on the day they are applied: a reading is part of a visit.  A number that is not told is
asked, never assumed, even of a ready-made series.
"""

from collections.abc import Iterator
from typing import Final

from cleanskin.charge.case import Case
from cleanskin.charge.family import Drafted, Family
from cleanskin.charge.served import Served, ask, line, part_of, says, served

FAMILY = Family(name="skin_tests", covers=("patch_test",), of_services=True)

_CODES: Final = {
    "patch_test": "95044",
    "photo_patch_test": "95052",
    "photo_test": "95056",
    "prick_test": "95004",
    "intradermal_test": "95024",
    "venom_test": "95017",
    "drug_allergy_test": "95018",
}
_READINGS: Final = ("first_reading", "reading", "final_reading")


@FAMILY.codes
def codes(case: Case) -> Iterator[Drafted]:
    """Draft each kind of test once, with the number of its allergens."""
    groups: dict[str, list[Served]] = {}
    for row in served(case, *_CODES):
        code = _CODES[row.service.kind]
        if code == "95024" and says(row.service, "delayed", "read_later"):
            code = "95028"
        groups.setdefault(code, []).append(row)
    for code, found in groups.items():
        applied = [row for row in found if row.service.count]
        if applied:
            units = sum(row.service.count or 0 for row in applied)
            yield line(case, code, applied, units=1 if code == "95056" else units, why=f"{units} allergens")
        elif all(says(row.service, *_READINGS) for row in found):
            yield part_of(code, "a reading is part of the visit; the tests are billed when applied", found, ("LGT-4",))
        elif code in ("95056", "95017", "95018") and not any(row.service.count_is_vague for row in found):
            yield line(case, code, found, why="One test.")
        else:
            yield ask(
                found,
                topic="count",
                question="How many allergens were tested?",
                why="Each allergen is one unit.",
                sentence="___ allergens were applied.",
                codes=(code,),
                rules=("LGT-4",),
            )
