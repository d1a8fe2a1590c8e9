"""How many lesions a piece of a sentence speaks of."""

import re
from typing import Final, NamedTuple

from cleanskin.note.linking.pieces import Piece
from cleanskin.note.mention import Mention
from cleanskin.note.sought import Sought

_COUNTED_ELSE: Final = Sought(
    r"\s*(?:\+|,|and|&)\s*\d{1,2}[\s+,&\dand]*(?:blocks?|sections?|pieces?)\b|"
    r"\s*x\s*\d{1,3}\s*(?:s|secs?|seconds?)\b|[\s-]+class[- ](?:[A-C]|findings?)\b|"
    r"[\s-]+(?:[a-z-]+ )?(?:flaps|grafts|dog[- ]?ears?|(?:standing )?cones|(?:burow'?s? )?triangles|corners)\b|"
    r"[\s-]+(?:(?:small|tiny|separate|individual|single|needle|injection|\d*\.\d+ ?(?:ml|cc))[\s-]+)*"
    r"(?:deposits?|aliquots?|blebs?|wheals?|punctures?|points|sticks|pricks|threads)\b|"
    r"[\s-]+(?:small|tiny|separate) injections\b|[\s-]+inj\w*\.?[\s-]+(?:pts|points|sites)\b|"
    r"[\s-]+\d{1,2}[\s-]*(?:s|secs?|seconds?|d|wks?|mos?|yrs?|hrs?)\b|"
    r"[\s\-+]*(?:more |further |separate |full |freeze[- ]thaw )?"
    r"(?:(?:(?:simple|buried|deep|vertical|horizontal|superficial|interrupted|dermal|skin|\d-0) )*"
    r"(?:interrupted|mattress|nylons?|prolenes?|ethilons?|vicryls?|monocryls?|pds|silks?|chromics?|(?:fast |plain )?gut"
    r"|sutures?|stitch(?:es)?|staples?)\b"
    r"|sq\b|square|mms?\b|cms?\b|millimet(?:er|re)s?|centimet(?:er|re)s?|tone[ds]?\b|colou?red|stages?|blocks?"
    r"|sections?|pieces?|layers?|vials?|ampu?les?|units?|sticks?|kerasticks?|"
    r"levulan|tubes?|allergens?|cycles?|pass(?:es)?|freeze|applicators?|fractions?|labs?|tests?|"
    r"oh\b|aught|rounds?|courses?|unique|lobes?|visits?|sessions?|times|minutes?|hours?|days?|weeks?|months?|years?"
    r"|(?<=\+)(?:yrs?|wks?|mos?)|(?<=\+ )(?:yrs?|wks?|mos?)"
    r"|blade|gauge|plus|percent|ml|cc|mg|"
    r"syringes?|occasions?|episodes?|fr|french|sittings?|packs?|drinks?|treatments?|doses?|refills?|stains?"
    r"|antibod(?:y|ies)|slides?|photos?|pictures?|"
    r"(?:single-)?antibody|of the same)\b",
    re.IGNORECASE,
)
"""What else than lesions a number may count."""


_AFTER_SIGN: Final = re.compile(
    r"(?:[\w)]-|\s-|mod(?:ifier)?s?\s*-?|\b(?:ebl|bldg|building|suite|room|rm|stage|level|grade|type|age|aged"
    r"|(?:specimens?|jars?|bottles?|lesions|sites|tumou?rs|nos?\.?) \d{1,2} ?(?:,|and|&|\+)"
    r"|melanoma at|cancer at|skin cancer at|man of|boy of|girl of|rx"
    r"|(?<!same )(?<!this )(?:tx|treatment|visit|session|round|dose|series)"
    r"|lot(?: (?:no\.?|number))?|batch|serial|ndc|exp\.?)\s*[#:]*\s*)$",
    re.IGNORECASE,
)
"""What before a number says that it is a modifier."""


_AFTER_TIME: Final = re.compile(r"\d\s?(?:s|secs?|seconds?|mins?|minutes?)\W*(?:each\W?)?$", re.IGNORECASE)
"""What before "x 3" says that it counts how often something ran: "phenol 30 s x 3"."""

_BETTER_BEFORE: Final = Sought(
    r"\b(?:re-?gr(?:owth|ew|own|owing)|growing back|improve(?:d|ment)|better|cleared|clearing|resolved|resolution"
    r"|flatter|flattened|softer|gone|healed|response|responded|shr(?:ank|unk))"
    r"\s+(?:\(?\w+\)?\s+)?(?:in|of|at|on|from|for)\s+(?:\w+ )?$",
    re.IGNORECASE,
)
"""What before a number says that so many got better: "regrowth in 3 of the older patches"."""

_FINDINGS_BEFORE: Final = Sought(
    r"\bclass(?:[- ][A-C]\b)?(?:[- ]findings?\b)?(?:[\s:=-]+(?:class )?[A-C]\b)?[\s:=,(]*"
    r"(?:(?:at least|number|total|all|count|n)\W+)*(?<=[\s:=,(])$",
    re.IGNORECASE,
)
"""What before a number says that it counts class findings of the feet: "class B findings (two)"."""

_SCORE: Final = Sought(
    r"\b(?:(?!LN|CO)[A-Z]{2,}[a-z]?-?\d{1,2}(?=\s*=)|PASI|EASI|DLQI|SCORAD|v?IGA(?:-AD)?|PGA|BSA|NRS|VAS|SALT|POEM|DSS|MASI|VASI|ISGA"
    r"|BMI|[Ii]tch|[Pp]ain|[Ss]core|[Ss]everity)\s*(?:today|now|score|is|of)?\s*[=:]\s*$"
)
"""What before a number says that it measures how bad it is: "IHS4 = 8"."""

"""A volume and the number of lesions it went into, which look like a range: "0.2 cc to 2 cysts"."""

_OF_ONE: Final = Sought(
    r"[\s-]+(?:[\w.-]+\s+){0,4}?(?:biops(?:y|ies)|punch(?:es)?|samples?|specimens?|cores?)\s+(?:\w+\s+){0,2}?(?:of"
    r"|from|in|within)\s+(?:(?:the\s+)?(?:\w+\s+){0,2}?(?:edges|ends|sides|parts|areas|borders|poles|corners|margins"
    r"|quadrants|portions|spots)\s+(?:of|in|on)\s+)?(?:a|an|one|the one|the same|the|this|that)"
    r"\s+(?:single\s+)?(?:[\w-]+\s+){0,4}?"
    r"(?:lesion|plaque|patch|nodule|papule|tumou?r|mole|nevus|ulcer|mass|macule|growth|ring|bump|spot|cyst|sore"
    r"|scar)\b"
    r"|[\s-]+(?:[\w.-]+\s+){0,2}?(?:biops(?:y|ies)|punch(?:es)?|samples?|cores?)\s+(?:\w+\s+){0,2}?(?:of|from|in) it\b"
    r"|[\s-]+(?:[\w.-]+\s+){0,2}?(?:biops(?:y|ies)|bxs?|punch(?:es)?|samples?|specimens?|cores?)\s*[,:(\u2013-]?\s*(?:both\s+)?"
    r"(?:the\s+)?(?:same|(?:a\s+)?single)\s+(?:[\w-]+\s+){0,3}?"
    r"(?:lesion|plaque|patch|nodule|papule|tumou?r|mole|nevus|ulcer|mass|macule|growth|ring|spot|scar)\b"
    r"|[\s-]+(?:[\w.-]+\s+){0,2}?(?:biops(?:y|ies)|bxs?|punch(?:es)?|samples?|specimens?|cores?)\b(?:[^.;()\n]"
    r"|\([^()\n]{0,40}\)){0,40}?[ ,(](?:both|all|each)\s+(?:were\s+|taken\s+|came\s+)*(?:out\s+of|of|from|in|within)\s+"
    r"(?:(?:one|the)\s+(?:and the\s+)?same|a single|one|the one)\s+(?:[\w-]+\s+){0,4}?"
    r"(?:lesion|plaque|patch|nodule|papule|tumou?r|mole|nevus|ulcer|mass|growth|ring|bump|spot|sore|scar)\b"
    r"|(?<=[\dx])\s*(?:taken\s+)?(?:of|from|in|within|same)\s+(?:(?:a|an|one|the one|the same|same)\s+)?"
    r"(?:single\s+|same\s+)?"
    r"(?:[\w-]+\s+){0,2}?(?:lesion|plaque|patch|nodule|papule|tumou?r|mole|ulcer|mass|spot)\b",
    re.IGNORECASE,
)
"""Several samples of one lesion, which are one biopsy: "two punches from the same plaque" (BX-4)."""

_FROM_EACH: Final = re.compile(r"\beach\b", re.IGNORECASE)

_LARGEST: Final = re.compile(r"\b(?:largest|biggest|thickest|most \w+|one) of (?:the |her |his )?$", re.IGNORECASE)
"""What before a vague number says that only one of them is meant."""

_SILENT: Final = frozenset({"negated", "hypothetical", "boilerplate", "instruction", "family", "other_person"})


_COUNTING: Final = frozenset({"count", "volume", "dose"})


class Count(NamedTuple):
    """How many lesions, by which words; `is_vague` for "several"."""

    number: int | None
    is_vague: bool
    mention: Mention


def counted(piece: Piece) -> Count | None:
    """Return the number of lesions a piece gives, None when it gives none."""
    for one in piece.mentions:
        kind = one.kind
        if kind not in _COUNTING:
            continue
        if kind == "count" and one.scope not in _SILENT and "." not in one.words and _is_of_lesions(one, piece.text):
            if not _is_bound(one, piece):
                continue
            vague = one.value == "vague" or one.amount is None
            if vague and _LARGEST.search(piece.text[max(0, one.start - 24) : one.start]):
                return Count(1, False, one)
            if _OF_ONE.match(piece.text, one.end):
                return Count(1, False, one)
            return Count(None if one.amount is None else _all_sides(one, piece), vague, one)
    return None


_OCCASIONS: Final = frozenset({"once", "twice", "thrice"})


_NEXT_WORD: Final = re.compile(r"[\s-]+([a-z]{3,}s)\b", re.IGNORECASE)
"""A word in the plural right behind a number."""

_AT_HOUR: Final = Sought(
    r"\b(?:tag\w*|mark\w*|suture\w*|stitch\w*|silk|nylon|orient\w*|ink\w*|nick\w*|score\w*)\s+(?:(?!\d)[\w-]+\s+){0,3}?"
    r"at\s+(?:the\s+)?$",
    re.IGNORECASE,
)
"""What before a number says that it is where on the clock a specimen is marked: "tagged at 12"."""


_BLADE_BEFORE: Final = re.compile(
    r"\b(?:(?:with|using|by|via|w/?) ?(?:an? |the )?(?:no\.? ?|number )?|(?:incision|stab|blade|scalpel|nick)[ ,]*)$",
    re.IGNORECASE,
)
"""What before "#11" says that it is the number of a blade."""


_BLADE_AFTER: Final = re.compile(r"\s*(?:blade|scalpel|stab|stick|incision|bard)", re.IGNORECASE)
"""What behind "#11" says that it is the number of a blade."""


_MARK_BEFORE: Final = re.compile(r"#\s?\d{1,2}\s?[/,&+-]\s?$")
_MARK_AFTER: Final = re.compile(r"\s?[/,&+-]\s?#\s?\d")
"""What beside "#3" says that it is one of several marks of a list: "#3/#4 R cheek and L brow"."""

_EACH_STICK: Final = re.compile(
    r"\b(?:ml|cc)s?\s*(?:per|/|in(?:to)? each|each|at each|a)\s*(?:site|injection|spot|point)?\W*$", re.I
)
_STICKS: Final = re.compile(r"\s*(?:total )?(?:sites?|injections?|spots|points)\b", re.IGNORECASE)
"""Places of the needle, after how much each took: "0.1 mL per site, 30 sites"."""


def _is_of_lesions(mention: Mention, text: str) -> bool:
    if _STICKS.match(text, mention.end) and _EACH_STICK.search(text, max(0, mention.start - 28), mention.start):
        return False
    if mention.value == "hash" and (
        _BLADE_BEFORE.search(text[max(0, mention.start - 20) : mention.start])
        or _BLADE_AFTER.match(text, mention.end)
        or _MARK_BEFORE.search(text, max(0, mention.start - 8), mention.start)
        or _MARK_AFTER.match(text, mention.end)
    ):
        return False
    if mention.words.lower() in _OCCASIONS:
        return False
    if (hour := _AT_HOUR.form_in(text)) and hour.search(text[max(0, mention.start - 40) : mention.start]):
        return False
    if mention.value == "times" and _AFTER_TIME.search(text[max(0, mention.start - 16) : mention.start]):
        return False
    if mention.words[:1].isdigit() and _AFTER_SIGN.search(text, max(0, mention.start - 18), mention.start):
        return False
    if (score := _SCORE.form_in(text)) and score.search(text[max(0, mention.start - 24) : mention.start]):
        return False
    of_feet = _FINDINGS_BEFORE.form_in(text) if mention.value != "times" else None
    if of_feet and of_feet.search(text, max(0, mention.start - 36), mention.start):
        return False
    if (better := _BETTER_BEFORE.form_in(text)) and better.search(text, max(0, mention.start - 48), mention.start):
        return False
    return mention.unit in ("", "lesion") and mention.value != "both" and _COUNTED_ELSE.match(text, mention.end) is None


def _all_sides(number: Mention, piece: Piece) -> int:
    """Return how many a number counts: for each of two places."""
    told = int(number.amount or 0)
    if _SHARED_OUT.search(piece.text, number.end, number.end + _SHARED_WITHIN):
        return told
    return told * _places(piece)


_SHARED_OUT: Final = re.compile(r"[,(;]\s*(?:one|1) (?:on |for |from |per )?(?:each|either|per)\b", re.I)
_SHARED_WITHIN: Final = 90
"""Most characters between a number and how it is shared out: "two punches on each arm (one each side)"."""


def _places(piece: Piece) -> int:
    """Return 2 for a number told of each of two places: "one from each calf"."""
    is_of_each = any(
        one.kind == "site" and one.side == "bilateral" and _FROM_EACH.match(one.words) for one in piece.mentions
    )
    return 2 if is_of_each else 1


_BINDING: Final = frozenset({"condition", "noun", "technique", "site", "closure", "feature", "trigger"})
"""Kinds of mentions whose words a number of lesions stands beside."""

_WORDS_BETWEEN: Final = re.compile(
    r"[\s-]*(?:(?:[a-z][a-z'/.-]*|\d+(?:\.\d+)?[\s-]*(?:mm|cm))[\s-]+){0,6}", re.IGNORECASE
)
"""What may stand between a number and what it counts: some words."""

_SIGNS_BETWEEN: Final = re.compile(
    r"\W*(?:\b(?:total|treated|count|number|n|times|approximately|approx|about|of|were|was"
    r"|there (?:are|were|is|was)|on|at|over|the|in all|each"
    r"|only|to|today|done|performed|present)\b\W*){0,4}",
    re.IGNORECASE,
)
"""What may stand between what is counted and its number."""

_ALONE: Final = re.compile(
    r"\W*(?:(?:about|approximately|approx|at least|roughly|total|count|n)\W+(?:of\W+)?)?[\w-]+"
    r"(?:\W+(?:total|in all))?\W*",
    re.IGNORECASE,
)
"""A number alone between brackets or after a colon: "(about 30)"."""
_WITH: Final = re.compile(r"\s*(?:with|by|via|using)\s+(?=[a-z])", re.IGNORECASE)
"""What after a number that names nothing leads to what was done: "5 frozen, 3 by curettage"."""
_SUM_BEFORE: Final = re.compile(r"(?:\b(?:total|altogether|all)\b(?:\W+\w+){0,3}|=)\W*$", re.IGNORECASE)
_SUM_AFTER: Final = re.compile(
    r"[^\w.\n]*(?:in )?(?:total|all\b|altogether|treated|done|frozen|removed|injected)", re.IGNORECASE
)
_OF_TIME: Final = re.compile(r"\s*(?:this|last|per|a|in|over|since|during|daily|weekly|/|$|[,.;])", re.IGNORECASE)
"""What after a number says that it tells how often something happened."""


_EVENT: Final = re.compile(
    r"\b(?:bled|bleed\w*|cut|nicked|caught|torn?|scraped|drained|shav\w+|traumatized)\b", re.IGNORECASE
)
"""What a trigger tells as something that happened, how often may be said behind it."""

_BEFORE_COLON: Final = re.compile(
    r"(?:lesions?|number|count|total|treated|sites?|aks?|sks?|warts?|tags?|keratos[ei]s|mollusc\w+|spots?|papules?"
    r"|cysts?|ln2|cryo\w*|liquid nitrogen|destruction|froze|frozen)"
    r"\W*:\s*$",
    re.IGNORECASE,
)
"""What stands before the colon of a number of lesions."""

_CYCLED: Final = frozenset({"electrodesiccation", "curettage"})
"""Techniques done in cycles: "ED&C x3" of one lesion is three cycles."""


_NOT_CYCLED: Final = frozenset(
    {"actinic_keratosis", "seborrheic_keratosis", "inflamed_seborrheic_keratosis", "molluscum"}
)
"""What is scraped once, so that "curetted x3" counts lesions."""

_CURETTED_AND: Final = re.compile(r"\bcurett?\w*\s*(?:,|&|\+|/|and|then)\s*(?:then\s+)?$", re.IGNORECASE)
"""What before a technique says that it is the second half of a cycle: "curetted and cauterized x2"."""

_OF_THREAD: Final = re.compile(
    r"\b(?:vicryl|monocryl|pds|polysorb|nylon|ethilon|prolene|silk|gut|chromic)\s+(?:[a-z]+[ \t/]+){0,5}$|\b\d-0[ ,]+$",
    re.IGNORECASE,
)
"""The name of a thread, or its width, and what it was sewn to, before the number of its stitches: "4-0 x2"."""

_FIELD_OF_NUMBER: Final = re.compile(
    r"(?:^|\n)[ \t*-]*(?:number|count|quantity|qty|how many|no\.?|#)[ \t]*[:=][ \t]*$", re.IGNORECASE
)
"""The name of a form's field that holds how many lesions there were."""


def _is_bound(mention: Mention, piece: Piece) -> bool:
    """True when a number stands beside what it can count: lesions, places, acts, or a word for a sum."""
    text = piece.text
    if mention.unit == "lesion" or _FIELD_OF_NUMBER.search(text, max(0, mention.start - 24), mention.start):
        return True
    before = [one for one in piece.mentions if one.kind in _BINDING and one.end <= mention.start]
    if mention.value != "times" and _counts_strangers(mention, piece):
        return False
    if mention.value != "times" and _ONES.match(text, mention.end):
        return True
    if mention.value == "times" and _OF_THREAD.search(text, max(0, mention.start - 50), mention.start):
        return False  # "nylon x3", "Monocryl buried to dermis/subQ x5" count stitches
    for one in before:
        if one.kind == "trigger" and mention.value == "times" and _EVENT.search(text, one.start, one.end):
            continue  # "bled x2" tells how often
        if one.value == "burows" and mention.value == "times":
            continue  # "Burow's x2" counts triangles
        if one.value == "sutured" or (one.kind == "trigger" and _OF_TIME.match(text, mention.end)):
            continue
        if (
            one.kind == "technique"
            and mention.value == "times"
            and _TOOL_BETWEEN.fullmatch(text, one.end, mention.start)
        ):
            return True
        if _SIGNS_BETWEEN.fullmatch(text, one.end, mention.start):
            if mention.value == "times" and one.kind == "closure":
                return one.words.lower().endswith(("closures", "repairs", "flaps", "grafts", "lacs", "layers"))
            if mention.value == "hash" and one.kind == "technique":
                return False  # "ILK #2" is the second session
            return not (mention.value == "times" and one.kind == "technique" and _is_of_cycles(one, piece))
    for one in piece.mentions:
        if one.kind == "trigger" and one.start >= mention.end and not text[mention.end : one.start].strip():
            is_listed = text[one.end : one.end + 5].startswith((",", " and "))
            if is_listed:
                return True
        if not _is_countable(one):
            continue
        if one.start >= mention.end and _WORDS_BETWEEN.fullmatch(text, mention.end, one.start):
            return True
    if piece.joint == "," and mention.value == "vague" and _ALONE.fullmatch(text, piece.start, piece.end):
        return True
    is_last = text[piece.end - 1] == "." or text[piece.end : piece.end + 1] in ("", "\n")
    is_aside = piece.joint == "," and (is_last or text[piece.end] == ",")
    is_listed = is_aside and _ALONE.fullmatch(text, piece.start, piece.end) is not None
    if is_listed and _LISTED_BEFORE.search(text, max(0, piece.start - 24), piece.start):
        return True  # "molluscum, 18, curetted"
    if piece.joint in ("(", "[", ":", "-") and _ALONE.fullmatch(text, piece.start, piece.end):
        return piece.joint != ":" or _BEFORE_COLON.search(text[max(0, piece.start - 40) : piece.start]) is not None
    if mention.value != "times" and _REST_OF.search(text, max(0, mention.start - 24), mention.start):
        return True
    if mention.value != "times" and _WITH.match(text, mention.end):
        return True
    if _SUM_BEFORE.search(text[max(0, mention.start - 30) : mention.start]):
        return True
    return _SUM_AFTER.match(text, mention.end) is not None


_TOOL_BETWEEN: Final = re.compile(r"\s*[(-]?\s*\d\.?\d?\s?-?mm\)?\s*", re.IGNORECASE)
"""The width of a punch between the act and how often it was done: "punch bx 4 mm x2"."""

_LISTED_BEFORE: Final = re.compile(
    r"\b(?:AKs?|SKs?|ISKs?|keratos[ei]s|warts?|verrucae?|mollusc\w+|tags?|acrochordons?|lesions?|milia|nevi|moles?"
    r"|condylomata?|condylomas?|keloids?|cysts?|papillomas?|angiomas?|spots?|corns?|callus(?:es)?)\s*,$",
    re.IGNORECASE,
)
"""What before a number between commas says that it counts these lesions."""

_REST_OF: Final = re.compile(r"\b(?:the|all)\s+(?:other|remaining|rest of the|last)\s+$|\banother\s+$", re.IGNORECASE)
"""What before a number says that it counts those not yet told of: "and froze the other six", "another six"."""

_ONES: Final = re.compile(r"[\s-]+(?:[a-z]+[\s,-]+){0,2}ones\b", re.IGNORECASE)
"""What behind a number stands for the lesions named before: "five thicker ones"."""


def _counts_strangers(mention: Mention, piece: Piece) -> bool:
    """True when the word right behind a number is a plural that no table knows: "3 brothers", "two gauzes"."""
    after = _NEXT_WORD.match(piece.text, mention.end)
    if after is None or after[1].lower() in _OTHERS:
        return False
    return not any(one.start <= after.start(1) < one.end for one in piece.mentions)


_OTHERS: Final = frozenset(
    {"others", "ones", "was", "this", "his", "less", "these", "those", "plus", "across", "times"}
)
"""Words that end as a plural and count nothing of their own."""


def _is_countable(one: Mention) -> bool:
    """True for what a number before it counts; words that only point back ("it", "all") are no such."""
    if one.kind == "noun":
        return one.value in ("lesion", "wound")
    return one.kind in ("condition", "technique", "site", "closure", "feature")


def _is_of_cycles(technique: Mention, piece: Piece) -> bool:
    """True when "x3" after a technique tells how often it was done to one lesion."""
    if technique.value not in _CYCLED and not _CURETTED_AND.search(
        piece.text, max(0, technique.start - 24), technique.start
    ):
        return False
    if any(one.kind == "condition" and one.value in _NOT_CYCLED for one in piece.mentions):
        return False  # "HAK curetted x3"
    return not any(
        one.kind in ("condition", "noun")
        and one.words.lower().endswith("s")
        and one.words.lower()[-2:] not in ("is", "us")
        for one in piece.mentions
    )
