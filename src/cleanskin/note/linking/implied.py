"""Injections that only the drug tells of: a strength in mg per mL of a drug for lesions, and no word for the act.

And question marks: one that ends a question ("How is ... coded?") says nothing of a diagnosis.
"""

import re
from bisect import bisect_left
from typing import Final

from cleanskin.note.linking.drugs import INTRALESIONAL, NAMED_STRENGTH
from cleanskin.note.linking.own_drugs import is_shot_record
from cleanskin.note.linking.regimens import is_poured_next
from cleanskin.note.mention import MarkedText, Mention, Sentence, sentence_at, start_of
from cleanskin.note.visit.unstaged import LENGTH_MIN

_OTHERWISE: Final = frozenset({"injection_im", "injection_sc", "infusion", "iv_push"})
"""Services that tell of another way in."""


_NEVER_OTHERWISE: Final = frozenset({"bleomycin", "candida_antigen", "mumps_antigen", "trichophyton_antigen"})
"""Drugs that a dermatologist gives in no other way."""

_INTO_LESIONS: Final = INTRALESIONAL | _NEVER_OTHERWISE

_ASKING_LATER: Final = re.compile(r"[,;:]\s*(?:and\s+|or\s+)?(?:how|what|which|when|why)\b[^.?;]*$", re.IGNORECASE)
_ASKING: Final = re.compile(
    r"\s*(?:how|what|which|when|can|should|is|are|do|does|would|may|why|must|(?:one|two) (?:\w+ )?codes?)\b",
    re.IGNORECASE,
)


_LOOKS_LIKE: Final = re.compile(
    r"(?:\s(?:on|of|at|over)\s(?:the |his |her |both )?(?:[\w-]+\s){0,2}[\w-]+)?[\s,(]*"
    r"(?:(?:is|are|was|were|that is|which is|most|all|clinically|felt to be"
    r"|believed to be)\s+)*"
    r"(?:consistent with|c/w|compatible with|in keeping with|characteristic of|typical of|diagnostic of|representing"
    r"|i\.e\.,?|=)\s+(?:an? |the )?(?:\w+\s+){0,2}$",
    re.IGNORECASE,
)
_LOOKS: Final = frozenset(
    {"keratosis", "neoplasm", "neoplasm_unspecified", "benign_lesion", "suspicious_lesion", "lump", "cyst"}
)
"""Names of how a finding looks, which a diagnosis behind them makes exact."""


def with_exact_names(marked: MarkedText) -> MarkedText:
    """Return the note with one name for a finding told by its look and its name: "a keratosis consistent with AK"."""
    marked = _with_kind_of_keratosis(_with_kind_of_loss(marked))
    looks = [one for one in marked.mentions if one.kind == "condition" and one.value in _LOOKS]
    if not looks:
        return marked
    exact = [one for one in marked.mentions if one.kind == "condition" and one.value not in _LOOKS]
    dropped = {look for look in looks if any(_is_named_by(marked.text, look, one) for one in exact)}
    if not dropped:
        return marked
    nouns = {one.start for one in marked.mentions if one.kind == "noun"}
    mentions = []
    for one in marked.mentions:
        if one not in dropped:
            mentions.append(one)
        elif one.start not in nouns:
            mentions.append(one._replace(kind="noun", value="lesion", attributes=()))
    return marked._replace(mentions=mentions)


_LOSS: Final = "alopecia"


def _with_kind_of_loss(marked: MarkedText) -> MarkedText:
    """Give bald patches the name of the only disease of the hair that the note tells: "alopecia areata"."""
    told = [one for one in marked.mentions if one.kind == "condition" and one.scope == "asserted"]
    exact = {one.value for one in told if _LOSS in one.value} - {_LOSS}
    if len(exact) != 1 or not any(one.value == _LOSS for one in told):
        return marked
    name = next(one for one in told if one.value in exact)
    return marked._replace(
        mentions=[
            one._replace(value=name.value, attributes=name.attributes)
            if one.kind == "condition" and one.value == _LOSS
            else one
            for one in marked.mentions
        ]
    )


_KERATOSES: Final = frozenset(
    {"actinic_keratosis", "seborrheic_keratosis", "inflamed_seborrheic_keratosis", "lichenoid_keratosis"}
)


def _with_kind_of_keratosis(marked: MarkedText) -> MarkedText:
    """Give "the four keratoses" the name of the only sort of keratosis that the note tells."""
    bare = [one for one in marked.mentions if _is_bare_keratosis(one)]
    told = [one for one in marked.mentions if one.kind == "condition" and one.value in _KERATOSES]
    if not bare or len({one.value for one in told}) != 1:
        return marked
    name = told[0]
    bare = [one for one in bare if one.start < name.start or not one.words.lower().startswith(_LOOK)]
    return marked._replace(
        mentions=[
            one._replace(value=name.value, attributes=name.attributes) if one in bare else one
            for one in marked.mentions
        ]
    )


def _is_bare_keratosis(one: Mention) -> bool:
    is_named = one.kind == "condition" and one.value == "keratosis"
    return is_named and (one.words.lower() in ("keratosis", "keratoses") or one.words.lower().startswith(_LOOK))


_LOOK: Final = "keratotic"
"""How papules look that a name behind them makes exact: "keratotic papules ... Dx actinic keratosis"."""


def _is_named_by(text: str, look: Mention, name: Mention) -> bool:
    """True for a name right behind words that say that the look is of it."""
    return 0 < name.start - look.end <= _NAMED_WITHIN and bool(_LOOKS_LIKE.fullmatch(text, look.end, name.start))


_NAMED_WITHIN: Final = 60


def without_questions(marked: MarkedText) -> MarkedText:
    """Return the note without the question marks that end a question, and the signs that choose between acts."""
    marked = _without_choices(marked)
    if "?" not in marked.text:
        return marked
    kept = [one for one in marked.mentions if not (one.words == "?" and _asks(marked, one))]
    asked = _only_asked(marked) | _results_asked(marked)
    kept = [one for one in kept if one not in asked] if asked else kept
    supposed = {at for at, one in enumerate(marked.sentences) if _SUPPOSED.match(marked.text, one.start, one.end)}
    if supposed:
        kept = [
            one._replace(scope="asserted") if one.sentence in supposed and one.scope == "hypothetical" else one
            for one in kept
        ]
    return marked._replace(mentions=kept)


_SUPPOSED: Final = re.compile(
    r"\s*(?:if|when|suppose|supposing|say|assume|assuming|what if)\b"
    r"(?=[^.;\n]*\b(?:\d{5}|codes?|bill\w*|report\w*|charge\w*|units?|modifier)\b)[^;\n]*\?\s*$",
    re.IGNORECASE,
)
"""A sentence that supposes a case and asks for its code: "If he freezes six of them, is it 17110 twice?"."""


_VERSUS: Final = frozenset({"vs", "vs.", "versus"})
_CHOSEN: Final = frozenset({"closure", "technique", "service"})


def _without_choices(marked: MarkedText) -> MarkedText:
    """Return the note without "vs" between acts: it doubts no diagnosis ("STSG vs rotation flap vs second intent")."""
    signs = {one for one in marked.mentions if one.kind == "suspicion" and one.words.lower() in _VERSUS}
    if not signs:
        return marked
    named = {one.sentence for one in marked.mentions if one.kind == "condition"}
    acts = {one.sentence for one in marked.mentions if one.kind in _CHOSEN}
    signs = {
        one for one in signs if (one.sentence in acts and one.sentence not in named) or _is_between_acts(marked, one)
    }
    return marked._replace(mentions=[one for one in marked.mentions if one not in signs])


def _is_between_acts(marked: MarkedText, sign: Mention) -> bool:
    """True for "vs" right beside the name of an act, and beside no disease: "SCC in situ, options ED&C vs excision"."""
    beside = {
        one.kind
        for one in marked.mentions
        if one.sentence == sign.sentence and (0 <= sign.start - one.end <= 1 or 0 <= one.start - sign.end <= 1)
    }
    return "condition" not in beside and not beside.isdisjoint(_WEIGHED)


_WEIGHED: Final = _CHOSEN | {"drug", "medication"}


_ONLY_ASKED: Final = re.compile(
    r"\s*(?:(?:is|are|do|does|can|could|should|may|must|would|which|what)\b[^.?\n]{0,80}"
    r"|(?:an? |the |separate )?[a-z][a-z-]+(?: [a-z-]+){0,2}"
    r"(?: (?:codes?|too|also|as well|separately|extra|included|added|or [a-z-]+))+)\?",
    re.IGNORECASE,
)
"""A short question of what else is coded: "Do I add biopsy codes?", "Biopsy as well?"."""

_FACTS: Final = frozenset({"site", "condition", "length", "area", "drug", "dose"})


def _only_asked(marked: MarkedText) -> set[Mention]:
    """Return the acts and stages of short questions that tell no fact, where acts, and stages, are told elsewhere."""
    stages = [one for one in marked.mentions if one.kind == "mohs"]
    acts = [one for one in marked.mentions if one.kind == "technique" and one.scope == "asserted"] + stages
    asking = {
        number
        for number, one in enumerate(marked.sentences)
        if any(act.sentence == number for act in acts)
        and _ONLY_ASKED.fullmatch(marked.text[one.start : one.end].strip())
    }
    told = {one.sentence for one in marked.mentions if one.kind in _FACTS}
    asking -= told
    if all(one.sentence in asking for one in stages if one.value == "stage"):
        acts = [one for one in acts if one.kind != "mohs"]
    asked = {one for one in acts if one.sentence in asking}
    if len(asked) == len(acts):
        return set()
    asked |= {one for one in marked.mentions if one.kind == "feature" and one.sentence in asking}
    of_stages = {one.sentence for one in asked if one.kind == "mohs"}
    return asked | {one for one in marked.mentions if one.sentence in of_stages and one.kind in _WITH_STAGES}


def _results_asked(marked: MarkedText) -> set[Mention]:
    """Return the results of tissue in questions that tell no fact: "Nothing residual. Does it go benign then?"."""
    results = [one for one in marked.mentions if one.kind == "pathology" and one.value in _BEHAVIORS]
    if not results:
        return set()
    told = {one.sentence for one in marked.mentions if one.kind in _FACTS}
    return {one for one in results if one.sentence not in told and _asks_anything(marked, one.sentence)}


def _asks_anything(marked: MarkedText, number: int) -> bool:
    sentence = marked.sentences[number]
    return _QUESTION.fullmatch(marked.text[sentence.start : sentence.end].strip()) is not None


_BEHAVIORS: Final = frozenset({"benign", "malignant", "uncertain"})
_QUESTION: Final = re.compile(
    r"(?:(?:so|and|then|but|or|now|which means)[ ,]+)*(?:is|are|was|do|does|did|can|could|should|may|must|would|will"
    r"|shall|which|what|how|why|benign|malignant)\b[^.?\n]{0,120}\?",
    re.IGNORECASE,
)

_WITH_STAGES: Final = frozenset({"count", "noun", "relation"})
"""What is left out with stages that are only asked about: "Should blocks 6 through 8 be billed as a second stage?"."""


def _asks(marked: MarkedText, sign: Mention) -> bool:
    """True for a question mark that ends a question, or a sentence that names no finding: it doubts no diagnosis."""
    named = any(one.sentence == sign.sentence and one.kind in ("condition", "noun") for one in marked.mentions)
    return not named or in_question(marked, sign)


def in_question(marked: MarkedText, mention: Mention) -> bool:
    """True for a mention in a sentence that asks how something is coded: what it tells is a fact all the same."""
    sentence = sentence_at(marked, mention.start)
    if sentence is None:
        return False
    asks = _ASKING.match(marked.text, sentence.start) or _ASKING_LATER.search(
        marked.text, sentence.start, mention.start
    )
    return asks is not None


def with_injections(marked: MarkedText) -> MarkedText:
    """Return the note with a mention of an injection for each such drug: "13 patches, 4 mL of kenalog 10 mg/mL"."""
    if not any(one.kind == "drug" and one.value in _INTO_LESIONS for one in marked.mentions):
        return _without_bare(_without_title(marked))
    acts = [one.scope for one in marked.mentions if one.kind == "technique" and one.value == "injection"]
    if set(acts) - {"negated", "planned", "declined", "hypothetical"}:
        return marked
    added = [one for sentence in marked.sentences for one in _implied(marked, sentence)]
    if not added:
        return marked
    return marked._replace(mentions=sorted([*marked.mentions, *added], key=lambda one: (one.start, one.end)))


def _without_title(marked: MarkedText) -> MarkedText:
    """Leave out "injection" in the title of a note that tells of a drug given under the skin, into muscle or a vein.

    So too what was asked or measured before or after it: "pre-injection: no asthma symptoms".
    """
    given = [one for one in marked.mentions if one.kind == "service" and one.value in _OTHERWISE]
    if not any(one.scope == "asserted" for one in given):
        return marked
    title = [one for one in marked.mentions if one.sentence == 0]
    is_other = any(one.kind in ("site", "count", "condition") for one in title)
    in_body = {one.value for one in given if one.sentence and one.scope == "asserted"}
    is_injection = [
        one
        for one in marked.mentions
        if (one.kind, one.value) == ("technique", "injection")
        and ((one.sentence == 0 and not is_other) or _AROUND.search(marked.text, max(0, one.start - 6), one.start))
    ]
    if in_body and "infusion" not in in_body:  # the title is the name of a room: "Infusion and injection suite"
        is_injection += [one for one in given if one.sentence == 0 and one.value == "infusion"]
    if not is_injection:
        return marked
    return marked._replace(mentions=[one for one in marked.mentions if one not in is_injection])


def _without_bare(marked: MarkedText) -> MarkedText:
    """Leave out the bare word "injection" in a note that names no drug for lesions, beside nothing it went into."""
    bare = {
        one
        for one in marked.mentions
        if (one.kind, one.value) == ("technique", "injection") and not _INTO.search(one.words)
    }
    if not bare or len(marked.text) < LENGTH_MIN or is_shot_record(marked):
        return marked
    into = {one.sentence for one in marked.mentions if one.kind in ("site", "condition", "noun", "count", "drug")}
    return marked._replace(mentions=[one for one in marked.mentions if one not in bare or one.sentence in into])


_INTO: Final = re.compile(r"lesion|\bIL|jected", re.IGNORECASE)
"""What in the word itself says that it went into a lesion, or that it was done."""

_AROUND: Final = re.compile(r"\b(?:pre|post)[- ]?$", re.IGNORECASE)


def _implied(marked: MarkedText, sentence: Sentence) -> list[Mention]:
    first = bisect_left(marked.mentions, sentence.start, key=start_of)
    inside = marked.mentions[first : bisect_left(marked.mentions, sentence.end, key=start_of)]
    drug = next((one for one in inside if one.kind == "drug" and one.value in _INTO_LESIONS), None)
    if drug is None or drug.scope != "asserted":
        return []
    is_named = NAMED_STRENGTH.match(marked.text, drug.start) is not None
    is_next = is_named and is_poured_next(marked.text, sentence)
    is_strong = (
        is_named
        or any(one.kind == "concentration" and one.unit == "mg/ml" for one in inside)
        or (drug.value in _NEVER_OTHERWISE and any(one.kind in ("dose", "volume") for one in inside))
    )
    is_other = any(
        (one.kind == "technique" and one.clause == drug.clause) or (one.kind == "service" and one.value in _OTHERWISE)
        for one in inside
    )
    objects = ("condition", "noun", "site") if drug.value in _NEVER_OTHERWISE else ("condition", "noun")
    into = is_next or any(one.kind in objects and one.scope == "asserted" for one in inside)
    if not is_strong or is_other or not into:
        return []
    return [drug._replace(kind="technique", value="injection", attributes=())]
