"""Drugs that the patient brought and the practice's staff gave: told by who brought what, and who gave it.

Giving such a drug is a service; the drug itself is neither sold nor prescribed today (MIN-5).
"""

import re
from typing import Final

from cleanskin.note.mention import MarkedText, Mention, sentence_number
from cleanskin.note.sought import Sought

_SYSTEMIC: Final = frozenset({"biologic", "systemic"})
_BROUGHT: Final = Sought(
    r"\b(?:patient|pt|she|he|they|mom|mother|dad|father|wife|husband|daughter|son|parents?|family|caregiver)\b"
    r"[^.;:\n]{0,24}?\b(?:brings?|brought|bringing|comes? with|came with|came in with|carried|carries|supplie[sd]"
    r"|arrives? with|arrived with)\s+(?:in\s+)?"
    r"(?:(?:the|an?|his|her|their|own|first|next|new|dose|doses|pens?|syringes?|kit|of)\s+){0,5}$"
    r"|\b(?:w|w/|with|used?|using|from|gave|given|injected) (?:(?:his|her|their|pts?|patient's|pt's) )?own\s+"
    r"(?:(?:dose|pens?|syringes?|supply|of)\s+){0,3}$",
    re.IGNORECASE,
)
_GIVER: Final = (
    r"\b(?:nurse|RN|LPN|MA|medical assistant|assistant|staff|tech(?:nician)?|we|I|provider|PA|NP|doctor|physician"
    r"|clinic|office)\b"
)
_GIVEN: Final = Sought(
    _GIVER
    + r"[^.;\n]{0,24}?\b(?P<act>inject(?:s|ed)|administer(?:s|ed)|(?:g[ai]ve(?:s|n)?|did|does)\s+(?:\w+\s+){0,2}?"
    r"(?:it|injection|shot|dose|pen|syringe))\b"
    r"|\b(?:it|dose|drug|pen|syringe|shot|injection|medication)\b[^.;\n]{0,24}?\b(?P<passive>(?:injected|administered"
    r"|given)\b[^.;\n]{0,30}?(?:here|today|by (?:the |our |an? )?(?:nurse|RN|LPN|MA|staff|medical assistant)"
    r"|in (?:the |our )?(?:office|clinic)))\b"
    r"|\b(?P<act_by>(?:given|administered|injected) (?:SQ |SC |subq |IM |today |here )?by (?:the |our |an? )?"
    r"(?:nurse|RN|LPN|MA|staff|medical assistant))\b"
    r"|\b(?P<noun>injection) of [^.;,\n]{0,30}?\bby (?:the |our |an? )?(?:nurse|RN|LPN|MA|staff|medical assistant)\b",
    re.IGNORECASE,
)
_AT_HOME: Final = re.compile(r"\b(?:self|herself|himself|at home|will|would|shall|can|may|next)\b", re.IGNORECASE)
_TOLD_ONLY: Final = frozenset({"historical", "hypothetical", "planned"})
_SHOTS: Final = frozenset({"injection_sc", "injection_im", "infusion", "iv_push"})


def with_own_drugs(marked: MarkedText) -> MarkedText:
    """Return the note with the supply of such a drug by the patient, and with the giving of it as a service."""
    drugs = _systemic(marked)
    if not drugs:
        return marked
    if is_shot_record(marked):
        marked = _as_given(marked, _of_shots(marked))
        drugs = _systemic(marked)
    return _without_shot_as_lesion(_with_supply(marked, drugs))


def _systemic(marked: MarkedText) -> list[Mention]:
    return [one for one in marked.mentions if one.kind == "drug" and _SYSTEMIC & set(one.attributes)]


def _of_shots(marked: MarkedText) -> list[Mention]:
    """Return the systemic drugs beside a route or a container; where none is, all: others are only spoken of."""
    drugs = _systemic(marked)
    beside = {
        one.sentence
        for one in marked.mentions
        if (one.kind == "service" and one.value in _SHOTS) or (one.kind == "service_detail" and one.value in _STOCK)
    }
    given = {one.value for one in drugs if one.sentence in beside}
    return [one for one in drugs if one.value in given] if given else drugs


def _as_given(marked: MarkedText, drugs: list[Mention]) -> MarkedText:
    """Return the record of a shot with its drug and its route as told, wherever its order or its fields name them."""
    first = drugs[0]
    shots = [one for one in marked.mentions if one.kind == "service" and one.value in _SHOTS]
    injected = [one for one in marked.mentions if (one.kind, one.value) == ("technique", "injection")]
    route: Mention | None = None
    if shots and all(one.scope in _TOLD_ONLY for one in shots):
        route = shots[0]._replace(scope="asserted")
    elif not shots and injected and "biologic" in first.attributes:  # nobody injects these into a lesion
        route = injected[0]._replace(kind="service", value="injection_sc", scope="asserted")
    if route is None:
        return marked
    is_told = any(one.scope == "asserted" for one in drugs)
    kept = [
        one._replace(scope="asserted") if one == first and not is_told else one
        for one in marked.mentions
        if one not in injected and one not in shots[:1]
    ]
    return marked._replace(mentions=sorted([*kept, route], key=lambda one: (one.start, one.end)))


def _without_shot_as_lesion(marked: MarkedText) -> MarkedText:
    """Leave out "injection" where it is the shot of the only drug once more: "L thigh 300 mg, single injection"."""
    drugs = [one for one in marked.mentions if one.kind == "drug" and "anesthetic" not in one.attributes]
    told = [one for one in marked.mentions if one.kind == "service" and one.value in _SHOTS and one.scope == "asserted"]
    if not told or not all(_SYSTEMIC & set(one.attributes) for one in drugs):
        return marked
    of_lesions = {one.sentence for one in marked.mentions if one.kind == "condition" or one.value == "lesion"}
    kept = [one for one in marked.mentions if one.value != "injection" or one.sentence in of_lesions]
    return marked._replace(mentions=kept)


def _with_supply(marked: MarkedText, drugs: list[Mention]) -> MarkedText:
    """Return the note with whose drug it was, and with its giving, where the patient brought it."""
    added = [_supplied(one) for one in drugs if _is_brought(marked.text, one)]
    own = added or [one for one in marked.mentions if (one.kind, one.value) == ("service_detail", "patient_supplied")]
    is_shot = any(one.kind == "service" and one.value in _SHOTS for one in marked.mentions)
    is_one = len({one.value for one in drugs if one.scope != "hypothetical"} or {one.value for one in drugs}) == 1
    if own and is_shot and is_one and all(one.scope in _TOLD_ONLY for one in drugs):
        first = drugs[0]  # only its history names what was brought and given: "on Dupixent, mom used to give"
        marked = marked._replace(
            mentions=[one._replace(scope="asserted") if one == first else one for one in marked.mentions]
        )
    act = _act(marked, drugs) if own and not is_shot and is_one else None
    kept = marked.mentions
    if act is not None:
        added.append(act)
        kept = [one for one in kept if one.kind != "technique" or not act.start <= one.start < act.end]
    if not added:
        return marked
    return marked._replace(mentions=sorted([*kept, *added], key=lambda one: (one.start, one.end)))


def given_of_own(marked: MarkedText) -> frozenset[tuple[int, int]]:
    """Return the places of the names of systemic drugs that staff gave of the patient's own, or by a shot's record."""
    if not any(one.kind == "service" and one.value in _SHOTS and one.scope == "asserted" for one in marked.mentions):
        return frozenset()
    is_own = any(
        one.kind == "service_detail" and one.value == "patient_supplied" and one.scope == "asserted"
        for one in marked.mentions
    )
    if not is_own and not is_shot_record(marked):
        return frozenset()
    return frozenset((one.start, one.end) for one in (_systemic(marked) if is_own else _of_shots(marked)))


_STOCK: Final = frozenset({"practice_supplied", "lot", "ndc", "single_dose_vial", "none_wasted"})
_DONE: Final = Sought(
    r"\b(?:given|administered|injected|gave|full contents|tolerated|no (?:immediate )?(?:reaction|rxn|problems?)"
    r"|sites?\s*:|observ(?:ed|ation)\W{1,3}(?:for )?\d+ ?min\w*|waited \d+ ?min\w*"
    r"|(?:dose|injection|inj|shot) (?:no\.?|number|#) ?\d+"
    r"|(?:1st|2nd|3rd|first|second|third|both) (?:syringes?|pens?|inj\w*|shots?)\W{1,5}(?:L|R|left|right|in|to|into)"
    r"|(?:injection|administration) (?:record|log|flow ?sheet|sheet))(?!\w)",
    re.IGNORECASE,
)
_SHOT_PLACES: Final = re.compile(r"(?:upper_)?arm|deltoid|thigh|abdomen|buttock|gluteal")


def is_shot_record(marked: MarkedText) -> bool:
    """True for the record of a shot: one systemic drug, the practice's container, where it went, and that it went in.

    Such a record tells the drug with its schedule ("Xolair 300 mg SC q4 weeks") and what was given without its name.
    """
    drugs = {one.value for one in _of_shots(marked)}
    if len(drugs) != 1 or not any(one.kind == "service_detail" and one.value in _STOCK for one in marked.mentions):
        return False
    into = any(
        one.kind == "site" and one.scope == "asserted" and _SHOT_PLACES.match(one.value) for one in marked.mentions
    )
    return into and _DONE.search(marked.text) is not None


def _is_brought(text: str, drug: Mention) -> bool:
    return _BROUGHT.search(text, max(0, drug.start - 90), drug.start) is not None


def _supplied(drug: Mention) -> Mention:
    return drug._replace(kind="service_detail", value="patient_supplied", scope="asserted", attributes=())


def _act(marked: MarkedText, drugs: list[Mention]) -> Mention | None:
    """Return the giving of the drug as a service, None when it is not told or not of today."""
    found = _GIVEN.search(marked.text)
    if found is None:
        return None
    start, end = found.span(found.lastgroup or 0)
    number = sentence_number(marked, start)
    if number is None or min(abs(number - one.sentence) for one in drugs) > 2:
        return None
    sentence = marked.sentences[number]
    if _AT_HOME.search(marked.text, max(sentence.start, start - 30), end):
        return None
    clause = max((one.clause for one in marked.mentions if one.sentence == number and one.start <= start), default=0)
    words = marked.text[start:end]
    return Mention("service", "injection_sc", start, end, words, "asserted", number, clause, sentence.section)
