"""Why the invented payers refuse, and with which codes they say so.

Root causes and their mix, the code pairs and the chance that work overturns a denial are simulator defaults of the
practice profile: all assumptions ("shape reconciles published reasons with vendor pages"), except the pairs, which are
derived from published use.  This table is the generator's own; no other part of the project reads it.
"""

from random import Random

import msgspec

from cleanskin.sim.payers import Payer
from cleanskin.sim.pick import Weighted, pick
from cleanskin.sim.visits import Line

Codes = tuple[str, str, tuple[str, ...]]
"""Group code, CARC, RARCs."""


class Cause(msgspec.Struct, frozen=True, kw_only=True):
    """One root cause of denial."""

    name: str
    mix_percent: float
    """Share of all denials; assumption."""
    overturn: float
    """Share of worked denials that end paid; assumption."""
    whole_claim: bool
    says: tuple[Codes, ...]
    remedy: str
    """What a biller does: replacement, appeal, resubmission, documents, none."""
    reach: float = 1.0
    """Share of claims that hold a line this cause can strike, roughly; the draw allows for it."""
    families: frozenset[str] = frozenset()
    """Families of the lines it strikes; empty means see `strikes`."""


_BENIGN = frozenset({"destruction_benign", "shave", "excision_benign", "minor", "injection"})

CAUSES: tuple[Cause, ...] = (
    Cause(
        name="bundling_ncci", mix_percent=14, overturn=0.55, reach=0.22, whole_claim=False, remedy="replacement",
        says=(("CO", "97", ("M15",)), ("CO", "236", ("N20",)), ("CO", "97", ("N19",)), ("CO", "231", ("N20",)),
              ("CO", "234", ("N390",))),
    ),
    Cause(
        name="eligibility_registration", mix_percent=12, overturn=0.7, reach=1.25, whole_claim=True,
        remedy="resubmission",
        says=(("PR", "27", ()), ("CO", "31", ("N382",)), ("OA", "109", ()), ("CO", "140", ()), ("PR", "26", ())),
    ),
    Cause(
        name="medical_necessity", mix_percent=11, overturn=0.5, reach=0.22, whole_claim=False, remedy="appeal",
        families=_BENIGN | {"mohs", "light", "destruction", "pathology"},
        says=(("CO", "50", ("N115",)), ("CO", "167", ("N569",)), ("CO", "50", ("N386",)), ("CO", "50", ("N115",))),
    ),
    Cause(
        name="modifier", mix_percent=10, overturn=0.8, reach=0.22, whole_claim=False, remedy="replacement",
        says=(("CO", "4", ("N519",)), ("CO", "4", ("N822",)), ("CO", "16", ("N822",)), ("CO", "182", ())),
    ),
    Cause(
        name="cosmetic_noncovered", mix_percent=9, overturn=0.15, reach=0.16, whole_claim=False, remedy="appeal",
        families=_BENIGN,
        says=(("PR", "96", ("N383",)), ("CO", "96", ("N130",)), ("PR", "204", ("N130",)), ("PR", "49", ("N429",))),
    ),
    Cause(
        name="coding_edit", mix_percent=8, overturn=0.85, reach=1.15, whole_claim=False, remedy="replacement",
        says=(("CO", "11", ()), ("CO", "16", ("M76",)), ("CO", "181", ("M20",)), ("CO", "146", ("M76",))),
    ),
    Cause(
        name="prior_authorisation", mix_percent=8, overturn=0.45, reach=0.05, whole_claim=False, remedy="appeal",
        families=frozenset({"light", "drug", "mohs", "flap", "graft", "repair"}),
        says=(("CO", "197", ()), ("CO", "284", ("N54",)), ("CO", "198", ()), ("CO", "288", ())),
    ),
    Cause(
        name="duplicate", mix_percent=6, overturn=0.1, reach=1.4, whole_claim=False, remedy="none",
        says=(("OA", "18", ("N522",)), ("OA", "18", ()), ("CO", "B13", ())),
    ),
    Cause(
        name="documentation_request", mix_percent=5, overturn=0.8, whole_claim=False, remedy="documents",
        says=(("CO", "252", ("N706",)), ("CO", "226", ("N706",)), ("CO", "163", ()), ("CO", "252", ("N467",))),
    ),
    Cause(
        name="cob", mix_percent=4, overturn=0.8, whole_claim=True, remedy="resubmission",
        says=(("OA", "22", ("MA04",)), ("OA", "22", ("N479",)), ("CO", "16", ("MA04",))),
    ),
    Cause(
        name="frequency_mue", mix_percent=4, overturn=0.4, reach=0.07, whole_claim=False, remedy="appeal",
        says=(("CO", "151", ("N362",)), ("PR", "119", ()), ("CO", "273", ("N435",))),
    ),
    Cause(
        name="global_period", mix_percent=3, overturn=0.5, reach=0.85, whole_claim=False, remedy="replacement",
        families=frozenset({"visit"}), says=(("CO", "97", ("M144",)), ("CO", "97", ("N525",))),
    ),
    Cause(
        name="enrolment_credentialing", mix_percent=3, overturn=0.6, whole_claim=True, remedy="appeal",
        says=(("CO", "B7", ("N570",)), ("CO", "208", ()), ("CO", "183", ("N574",))),
    ),
    Cause(
        name="timely_filing", mix_percent=2, overturn=0.25, whole_claim=True, remedy="appeal", says=(("CO", "29", ()),)
    ),
    Cause(name="other", mix_percent=1, overturn=0.4, whole_claim=False, remedy="appeal", says=(("CO", "A1", ()),)),
)  # fmt: skip
"""All root causes."""

CAUSE_BY_NAME: dict[str, Cause] = {cause.name: cause for cause in CAUSES}

VAGUE: tuple[Codes, ...] = (("CO", "16", ()), ("CO", "A1", ()), ("CO", "96", ()), ("PI", "A1", ()), ("OA", "96", ()))
"""Codes that do not tell a cause: 16, 96 and A1 want a remark that is not there."""

UNPROCESSABLE: tuple[Codes, ...] = (
    ("CO", "16", ("N382", "MA130")),
    ("CO", "16", ("M76", "MA130")),
    ("CO", "16", ("N290", "MA130")),
    ("CO", "16", ("N286", "MA130")),
)
"""Medicare returns the claim without a determination."""

_PEAKS: dict[int, tuple[str, float]] = {
    1: ("eligibility_registration", 2.0),
    4: ("bundling_ncci", 1.3),
    7: ("bundling_ncci", 1.3),
    10: ("coding_edit", 2.0),
}
"""Month, cause and factor: plan changes in January, new diagnosis codes in October, new bundling edits each quarter."""


def _weight(cause: Cause, month: int) -> float:
    """Return the weight of a cause in a calendar month; causes with a short reach weigh more where they fit."""
    name, factor = _PEAKS.get(month, ("", 1.0))
    return cause.mix_percent / cause.reach * (factor if cause.name == name else 1.0)


def strikes(cause: Cause, line: Line, lines: list[Line]) -> bool:
    """True when the cause can refuse this line of a claim with these lines."""
    if cause.families:
        return line.code.family in cause.families
    if cause.name == "bundling_ncci":
        return len(lines) > 1 and bool(line.modifiers)
    if cause.name == "modifier":
        return bool(line.modifiers)
    if cause.name == "frequency_mue":
        return line.units > 1
    return True


def targets(rng: Random, cause: Cause, lines: list[Line]) -> list[Line]:
    """Return the lines the cause refuses: all, or one of those it can strike; none when it fits nowhere."""
    if cause.whole_claim:
        return lines
    struck = [line for line in lines if strikes(cause, line, lines)]
    return [pick(rng, struck)] if struck else []


def draw_cause(rng: Random, lines: list[Line], *, month: int) -> tuple[Cause, list[Line]]:
    """Choose a root cause that fits the claim, in the mix of the calendar month, and the lines it refuses."""
    fitting = [
        (cause, _weight(cause, month))
        for cause in CAUSES
        if cause.whole_claim or any(strikes(cause, line, lines) for line in lines)
    ]
    cause = Weighted(fitting).draw(rng)
    return cause, targets(rng, cause, lines)


def draw_codes(rng: Random, cause: Cause, payer: Payer, *, vague_share: float) -> tuple[Codes, str]:
    """Choose the codes that tell the cause, and how they tell it: plain, vague or unprocessable."""
    if payer.kind == "medicare" and cause.remedy in ("resubmission", "replacement") and rng.random() < 0.3:
        return pick(rng, UNPROCESSABLE), "unprocessable"
    if rng.random() < vague_share:
        return pick(rng, VAGUE), "vague"
    return pick(rng, cause.says), "plain"
