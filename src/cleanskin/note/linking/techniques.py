"""From the words for what was done to one lesion to its technique, what else was done, and with what intent."""

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from cleanskin.note.linking.frames import Frame
from cleanskin.note.mention import Mention
from cleanskin.note.terms import table

RANK: Final = {
    "mohs": 100,
    "excision": 90,
    "matrixectomy": 85,
    "avulsion": 75,
    "electrodesiccation": 72,
    "laser": 71,
    "cryosurgery": 70,
    "chemical": 69,
    "curettage": 68,
    "ablation": 66,
    "destruction": 65,
    "shave": 60,
    "drainage": 58,
    "evacuation": 57,
    "puncture": 56,
    "snip": 55,
    "ligature": 54,
    "incisional": 50,
    "punch": 45,
    "tangential": 40,
    "biopsy": 38,
    "expression": 36,
    "paring": 35,
    "debridement": 34,
    "injection": 30,
    "clipping": 20,
    "cautery": 10,
    "remove": 5,
    "treat": 1,
}
"""Which of several things done to one lesion is the most extensive."""

SAMPLING: Final = ("incisional", "punch", "tangential")
DESTRUCTIVE: Final = frozenset(
    {"electrodesiccation", "laser", "cryosurgery", "chemical", "curettage", "ablation", "destruction"}
)
_WEAK: Final = frozenset({"cautery", "remove", "treat"})


class Done(NamedTuple):
    """What was done to one lesion; `technique` "" when only the intent is told ("removed")."""

    technique: str
    further: tuple[str, ...]
    intent: str
    features: tuple[str, ...] = ()


def done(mentions: Sequence[Mention], features: frozenset[str]) -> Done:
    """Say what was done by its words in order; `features` are the declared words of the same lesion."""
    values = list(dict.fromkeys(one.value for one in mentions))
    added: list[str] = []
    if any("excisional biops" in one.words.lower() for one in mentions):
        added.append("excisional_biopsy")
    if any(one.value == "tangential" and "biops" in one.words.lower() for one in mentions):
        features |= {"intent_sample"}  # "biopsy by shave": the blade named later says no more
    if "mohs" in values and {one.words.lower() for one in mentions if one.value == "cryosurgery"} == {"frozen"}:
        values.remove("cryosurgery")  # its tissue was frozen, to be read
        added.append("frozen_section")
    values = _biopsies(values, features, added)
    strong = [one for one in values if one not in _WEAK]
    if not strong:
        return _weak(values, added)
    ranked = sorted(strong, key=lambda one: -RANK.get(one, 0))
    technique = ranked[0]
    further = tuple(one for one in strong if one != technique)
    if technique == "electrodesiccation" and "curettage" not in further:
        words = " ".join(one.words.lower() for one in mentions)
        if (
            ("c" in words.split("electro")[0] and "&" in words)
            or "curett" in words
            or words.replace(" ", "") in _ED_AND_C
        ):
            further = ("curettage", *further)
    if technique in ("destruction", "ablation") and further:
        technique, further = _specific(technique, further)
    elif technique in DESTRUCTIVE:
        further = tuple(one for one in further if one not in ("destruction", "ablation"))
    return Done(technique, further, _intent(technique, values, features), tuple(added))


_ED_AND_C: Final = frozenset({"ed&c", "edc", "edandc", "c&e", "ce&d", "c&d", "ed&c'd", "edc'd"})


_OF_NAIL: Final = frozenset({"nail_unit", "nail_matrix"})


def _biopsies(values: list[str], features: frozenset[str], added: list[str]) -> list[str]:
    """Make one name of the words for a biopsy: "shave biopsy" is tangential unless removal was meant."""
    if "biopsy" in values and "evacuation" in values and not any(one in values for one in SAMPLING):
        values = ["punch" if one == "evacuation" else one for one in values]  # a trephine is a punch
    means_removal = "intent_remove" in features or "called_biopsy" in features
    if "biopsy" in values and "excision" in values and features & _OF_NAIL:
        values = [one for one in values if one not in ("excision", "remove")]  # a sample of a matrix cut out
    if "excision" in values and "punch" in values and "biopsy" not in values:
        added.append("by_punch")
        return [one for one in values if one != "punch"]
    if "punch" in values and "remove" in values and "intent_sample" in features and "intent_remove" not in features:
        values = [one for one in values if one != "remove"]  # "removed by punch for diagnosis"
    if "punch" in values and "remove" in values and "biopsy" not in values:
        added.append("by_punch")
        return ["excision" if one == "punch" else one for one in values if one != "remove"]
    if "injection" in values and not any(one in values for one in (*SAMPLING, "shave")):
        values = [one for one in values if one != "biopsy"]  # what is injected was sampled before
    if "avulsion" in values and ("biopsy" in values or any(one in values for one in SAMPLING)):
        values = [one for one in values if one != "avulsion"]  # the plate is lifted to reach what is sampled
    if "incisional" in values and "ingrown" in features and "biopsy" not in values:
        return ["excision" if one == "incisional" else one for one in values]  # a wedge of the fold of an ingrown nail
    if "biopsy" in values and "snip" in values and not means_removal:
        values = ["tangential" if one == "snip" else one for one in values]
    if "biopsy" in values and "shave" in values and "curettage" in values:
        values = [one for one in values if one != "curettage"]  # a curette only shaved the sample off
    if "biopsy" in values:
        if any(one in values for one in SAMPLING):
            return [one for one in values if one not in ("biopsy", "shave")]
        if "shave" in values:
            if means_removal:
                added.append("called_biopsy")
                return [one for one in values if one != "biopsy"]
            return ["tangential" if one == "shave" else one for one in values if one != "biopsy"]
    if "tangential" in values and "snip" in values and "remove" not in values and not means_removal:
        values = [one for one in values if one != "snip"]  # scissors only took the sample off
    if "tangential" in values and "shave" in values and "intent_sample" in features and not means_removal:
        return [one for one in values if one != "shave"]
    if "tangential" in values and ("remove" in values or means_removal) and "biopsy" not in values:
        return ["shave" if one == "tangential" else one for one in values if one != "shave"]
    return values


def _weak(values: Sequence[str], added: list[str]) -> Done:
    """What words say that name no technique: removed, treated, cauterized."""
    if "cautery" in values:
        return Done("electrodesiccation", (), "destroy", tuple(added))
    if "remove" in values:
        return Done("", (), "remove", tuple(added))
    return Done("", (), "treat" if "treat" in values else "", tuple(added))


def _specific(technique: str, further: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    """Prefer the method to the general word for destroying."""
    methods = [one for one in further if one in DESTRUCTIVE and one not in ("destruction", "ablation")]
    if not methods:
        return technique, further
    return methods[0], tuple(one for one in further if one != methods[0] and one not in ("destruction", "ablation"))


def _intent(technique: str, values: Sequence[str], features: frozenset[str]) -> str:
    """The intent that the technique implies, unless the record says another."""
    if technique == "biopsy":
        return "sample"
    implied = table("technique").get(technique, {}).get("intent", "")
    samples = technique in ("shave", "tangential") or (technique == "curettage" and list(values) == ["curettage"])
    if samples and "intent_sample" in features and "intent_remove" not in features:
        return "sample"
    return implied


def techniques_of(frame: Frame) -> Sequence[Mention]:
    """Return the words for what was done, without those for the anesthetic."""
    found = frame.get("technique")
    if frame.get("closure") and any(one.value in ("excision", "mohs") for one in found):
        found = [one for one in found if not one.words.lower().startswith("incis") or one.value != "drainage"]
    if any(one.value == "injection" for one in found) and _is_anesthetic(frame):
        return [one for one in found if one.value != "injection"]
    return found


_BASE_BEFORE: Final = re.compile(r"\b(?:bases?|edges?|borders?|rims?)\b[^.;\n]{0,40}$", re.IGNORECASE)
_BASE_AFTER: Final = re.compile(r"[^.;\n]{0,12}?\b(?:to|of|at) the (?:\w+ )?base\b", re.IGNORECASE)
_OF_BASE: Final = frozenset({"curettage", "electrodesiccation", "chemical", "laser"})
_CUT_OFF: Final = frozenset({"shave", "snip"})
_CANCEROUS: Final = frozenset({"malignant", "in_situ"})


def without_base(techniques: list[Mention], frame: Frame, text: str) -> list[Mention]:
    """Leave out what was done to the base of a lesion shaved off, unless it was a cancer: it belongs to the shave."""
    values = {one.value for one in techniques}
    if not (values & _CUT_OFF and values & _OF_BASE) or "biopsy" in values:
        return techniques
    rows = table("condition")
    if any(rows.get(one.value, {}).get("behavior") in _CANCEROUS for one in frame.get("condition")):
        return techniques
    return [
        one
        for one in techniques
        if one.value not in _OF_BASE
        or not (_BASE_BEFORE.search(text, max(0, one.start - 50), one.start) or _BASE_AFTER.match(text, one.end))
    ]


def _is_anesthetic(frame: Frame) -> bool:
    drugs = frame.get("drug")
    return bool(drugs) and all("anesthetic" in one.attributes for one in drugs)
