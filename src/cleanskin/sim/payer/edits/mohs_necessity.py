"""Mohs surgery of the trunk for a tumor of low risk."""

from collections.abc import Iterable

from cleanskin.sim.payer.case import Case, Edit, Strike

_LOW = ("C4451", "C4461", "C4471")


def _low_risk(diagnoses: tuple[str, ...]) -> bool:
    return bool(diagnoses) and diagnoses[0].startswith(_LOW)


def _find(case: Case) -> Iterable[Strike]:
    found = tuple([line.index for line in case.lines if line.code in ("17313", "17314") and _low_risk(line.diagnoses)])
    if not found or not case.chance_for("mohs").happens(2_500):
        return ()
    return (Strike(lines=found),)


EDIT = Edit(
    name="mohs_necessity",
    cause="medical_necessity",
    order=83,
    payers=("medicare_advantage", "tanager_blue", "exchange"),
    outside=True,
    why_outside="the payer's review of appropriate use picks a quarter of such claims",
    source="assumption",
    find=_find,
)
