"""Medical, cosmetic or conditional: the judgment of one service on one lesion, from what the record shows.

Pure: the grid's row, the policy and the facts come in.  The order of questions is that of the decision order in the
docs: asserted, negated, historical, linked to this lesion, backed by a finding; the reader of the note has settled the
first four, so what stands here in `triggers` counts.
"""

from collections.abc import Collection, Sequence
from typing import Final, Literal, NamedTuple

from cleanskin.record.dermatology import GridService, NecessityPolicy, ServiceClass

Strength = Literal["strong", "medium", "supportive", "weak"]

TRIGGERS: Final[dict[str, str]] = {
    "MN-BLEED": "bleeding",
    "MN-ITCH": "itching",
    "MN-PAIN": "pain",
    "MN-INFL": "inflammation seen on examination",
    "MN-CHANGE": "change or growth",
    "MN-DOUBT": "doubt about the diagnosis",
    "MN-FUNC": "loss of function",
    "MN-TRAUMA": "repeated injury",
    "MN-INFECT": "infection or contagion",
    "MN-FAILED": "failed earlier treatment",
    "MN-RISK": "risk of cancer",
    "MN-PREMAL": "precancer",
}
"""The necessity triggers in words (medical-vs-cosmetic, section A)."""

WEAK: Final[dict[str, str]] = {
    "WK-1": "Irritation",
    "WK-2": "The patient's wish or worry",
    "WK-3": "Rubbing or catching",
    "WK-5": "A name that says inflamed",
}
"""Reasons that carry nothing, in words (medical-vs-cosmetic, section B)."""

_SUPPORTIVE: Final = frozenset({"MN-FAILED", "MN-RISK"})
FELT: Final = frozenset({"MN-BLEED", "MN-ITCH", "MN-PAIN"})
"""Symptoms: what "asymptomatic" denies."""

INFLAMED_BY_NAME: Final = "WK-5"
"""Weak: the name says inflamed, the examination denies it."""

_SYMPTOMS_ASKED: Final = ("MN-BLEED", "MN-ITCH", "MN-PAIN", "MN-INFL", "MN-CHANGE", "MN-DOUBT")
"""What is asked for when nothing speaks for necessity."""


class Shown(NamedTuple):
    """What the record shows of one lesion or service.

    `triggers` and `negated` are trigger ids; `is_itch_intense` when itching is called intense or seen; `needs` ids of
    needs that are stated; `cosmetic_signals` words or ids, `signal_ids` their ids where the words are given; `weak` ids
    of words that sound like a reason and are none; `is_disease` when pathology or the condition itself is cancer, in
    situ, premalignant or uncertain, `is_suspected` when it is only suspected.  `clashing` are triggers stated and denied of the same thing in two places (None: the
    symptoms among both `triggers` and `negated`),
    `is_destroyed` when the lesion was destroyed and no tissue kept, `is_called_harmless` when the record calls it benign
    and reassures.
    """

    triggers: Sequence[str] = ()
    negated: Sequence[str] = ()
    needs: Collection[str] = ()
    cosmetic_signals: Sequence[str] = ()
    weak: Sequence[str] = ()
    is_itch_intense: bool = False
    is_disease: bool = False
    is_suspected: bool = False
    is_asymptomatic: bool = False
    signal_ids: Sequence[str] = ()
    clashing: Sequence[str] | None = None
    is_destroyed: bool = False
    is_called_harmless: bool = False


class Judgment(NamedTuple):
    """The verdict, the triggers that carry it, what is missing (ids), and why, in a sentence."""

    verdict: ServiceClass
    carried_by: tuple[str, ...]
    missing: tuple[str, ...]
    why: str
    contradictions: tuple[str, ...] = ()


def strength(trigger: str, *, is_itch_intense: bool = False, policy: NecessityPolicy | None = None) -> Strength:
    """Say how much a trigger weighs: plain itching counts fully only where the contractor's policy takes any."""
    if trigger in _SUPPORTIVE:
        return "supportive"
    if trigger.startswith("WK-"):
        return "weak"
    if trigger == "MN-ITCH" and not is_itch_intense:
        return "strong" if policy is not None and policy.itch == "any" else "medium"
    return "strong"


def judge(service: GridService, shown: Shown, policy: NecessityPolicy | None = None) -> Judgment:
    """Judge one service with what the record shows."""
    strong = [
        one for one in shown.triggers if strength(one, is_itch_intense=shown.is_itch_intense, policy=policy) == "strong"
    ]
    clashes = _contradictions(service, shown, strong)
    if shown.is_disease:
        return Judgment("medical", tuple(strong), (), "Disease is on record; no test of symptoms applies.", clashes)
    if shown.is_suspected:
        return Judgment("medical", tuple(strong), (), "A disease is suspected; no test of symptoms applies.", clashes)
    if not strong and (
        wish := [one for one in service.cosmetic_if if one in (*shown.signal_ids, *shown.cosmetic_signals)]
    ):
        why = f"{service.label}: medical as a rule, but the record tells of looks ({wish[0].replace('_', ' ')})."
        return Judgment("cosmetic", (), (), why, clashes)
    if service.service_class == "medical":
        return Judgment("medical", tuple(strong), (), f"{service.label}: medical as a rule.", clashes)
    carried = _carried(service, shown, strong)
    if carried is not None:
        named = ", ".join(TRIGGERS.get(one, one.replace("_", " ")) for one in carried)
        return Judgment("medical", tuple(carried), (), f"The record shows {named}.", clashes)
    return _unsupported(service, shown, strong, clashes)


def _unsupported(service: GridService, shown: Shown, strong: Sequence[str], clashes: tuple[str, ...]) -> Judgment:
    """Judge a service that nothing in the record makes medical."""
    missing = _missing(service, shown, strong)
    if service.service_class == "cosmetic":
        said = f"{service.label}: cosmetic as a rule, and the record shows nothing that changes it."
        return Judgment("cosmetic", (), missing if service.medical_if else (), said, clashes)
    if shown.cosmetic_signals:
        signal = shown.cosmetic_signals[0]
        why = f"The wish is cosmetic ({signal}), and the record shows no reason that makes it necessary."
        return Judgment("cosmetic", (), missing, why, clashes)
    if shown.is_asymptomatic:
        return Judgment("cosmetic", (), missing, "It is called asymptomatic, and no other reason is recorded.", clashes)
    why = "Nothing in the record makes it necessary yet: medical only with a documented reason."
    if shown.weak:
        why = f"{WEAK.get(shown.weak[0], 'What is said')} is no reason by itself: say what is seen or what happened."
    if shown.negated:
        why = "Symptoms are denied: without a documented reason the patient pays."
    if "MN-ITCH" in shown.triggers and "MN-ITCH" not in strong:
        why = "Plain itching is not enough everywhere: say how intense it is, or what is seen."
    return Judgment("conditional", (), missing, why, clashes)


def _carried(service: GridService, shown: Shown, strong: Sequence[str]) -> list[str] | None:
    """Return what makes the service medical, None when nothing does."""
    if service.all_of:
        return list(service.all_of) if all(one in shown.needs for one in service.all_of) else None
    wanted = set(service.medical_if)
    found = [one for one in strong if "strong" in wanted or one in wanted]
    # a supportive trigger carries only where the grid names it
    found += [one for one in shown.triggers if one in wanted and one in _SUPPORTIVE]
    found += [one for one in service.medical_if if one in shown.needs]
    return found or None


def _missing(service: GridService, shown: Shown, strong: Sequence[str]) -> tuple[str, ...]:
    if service.all_of:
        return tuple(one for one in service.all_of if one not in shown.needs)
    denied = set(shown.negated)
    wanted = [one for one in service.medical_if if one != "strong"]
    if "strong" in service.medical_if:
        wanted += [one for one in _SYMPTOMS_ASKED if one not in wanted]
    return tuple(one for one in wanted if one not in denied and one not in strong)


def _contradictions(service: GridService, shown: Shown, strong: Sequence[str]) -> tuple[str, ...]:
    clashing = shown.clashing
    if clashing is None:
        clashing = [one for one in shown.triggers if one in FELT and one in shown.negated]
    found = [f"{TRIGGERS.get(one, one)} is stated in one place and denied in another" for one in clashing]
    if shown.cosmetic_signals and strong and service.service_class != "medical":
        found.append("a cosmetic wish and a medical reason stand together: document both, expect the payer's review")
    if shown.is_asymptomatic and FELT.intersection(strong):
        found.append("it is called asymptomatic, yet a symptom is recorded")
    if "MN-DOUBT" in strong and shown.is_destroyed:
        found.append("cancer is not excluded, yet it was destroyed and no tissue was kept")
    if "MN-DOUBT" in strong and shown.is_called_harmless:
        found.append("cancer is not excluded in one place, and it is called benign in another")
    if INFLAMED_BY_NAME in shown.weak:
        found.append("it is named inflamed, and the examination denies inflammation")
    return tuple(found)
