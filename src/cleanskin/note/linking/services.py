"""Services of a note: what is done that is not done to single lesions.

Mentions of one kind are one service, with the facts of its sentences.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from msgspec.structs import replace

from cleanskin.note.linking.allergen_numbers import READING_OF
from cleanskin.note.linking.doers import agent_at_home, doers_of_light, is_at_home, is_of_clinician, is_of_preparation
from cleanskin.note.linking.evidence import in_order, quote
from cleanskin.note.linking.for_looks import for_looks
from cleanskin.note.linking.frames import SILENT
from cleanskin.note.linking.held import Held
from cleanskin.note.linking.lesions import Linked
from cleanskin.note.linking.pieces import Piece, Told
from cleanskin.note.linking.places import SIDES
from cleanskin.note.linking.served import TAKEN, burn_work, is_denied, is_done, nail_work, stitches_out
from cleanskin.note.linking.service_numbers import (
    COUNTED_ANYWHERE,
    FOOT_CARE,
    fill_numbers,
    with_minutes_of_note,
    with_numbers_of_note,
)
from cleanskin.note.linking.service_places import (
    code_stated,
    fill_condition,
    fill_place,
    fill_place_of_note,
    words_of,
)
from cleanskin.note.mention import LIVE, MarkedText, Mention, sentence_at
from cleanskin.note.sought import Sought
from cleanskin.record.encounter import Person, Service

_LINKED: Final = frozenset(
    {
        "site_preparation",
        "frozen_section",
        "slide_reading",
        "immunostain",
        "special_stain",
        "immunofluorescence",
        "confocal",
    }
)
"""Services that are about single lesions."""

_SORTS: Final = {"immunostain_multiplex": "multiplex", "special_stain_organism": "organism"}
"""Details that the name of a stain tells."""

_ALIASES: Final = {
    "immunostain_antibody": "immunostain",
    "immunostain_multiplex": "immunostain",
    "special_stain_organism": "special_stain",
}

_OF_ORGANISM: Final = "special_stain_organism"
"""The kind of stains that looked for organisms, while those of a note are gathered."""

_READERS: Final = frozenset({"surgeon_reads", "outside_pathologist"})
"""Features that say who read the tissue."""

_PERSONS: Final[Mapping[str, Person]] = {"by_physician": "physician", "by_staff": "staff", "applied_at_home": "patient"}


def link_services(
    marked: MarkedText,
    sentences: Sequence[Told],
    linked: Linked,
    served: Sequence[frozenset[str]],
) -> tuple[Service, ...]:
    """Return the services in the order of the note; `served` are the kinds of services of each sentence."""
    found: dict[str, Held] = {}
    for (_, pieces), kinds in zip(sentences, served):
        if not kinds:
            continue
        present = [one for piece in pieces for one in piece.mentions if is_done(one)]
        if not present and stitches_out(pieces):
            stitch = next(one for piece in pieces for one in piece.mentions if one.value == "sutured")
            piece = next(one for one in pieces if stitch in one.mentions)
            found.setdefault("suture_removal", Held()).add(stitch, piece, pieces)
        for kind, mention in {**nail_work(pieces), **burn_work(pieces)}.items():
            piece = next(one for one in pieces if mention in one.mentions)
            found.setdefault(kind, Held()).add(mention, piece, pieces)
        if not present:
            continue
        for piece in pieces:
            for one in piece.mentions:
                if is_done(one) and not is_denied(piece, one):
                    held = found.setdefault(_kind(one, present, marked), Held())
                    held.add(one, piece, pieces)
    _settle_nail_care(found, sentences)
    if "radiation_planning" in found and not _is_of_radiation(found, marked.text):
        del found["radiation_planning"]
    if len(found) > 1 and any(kind.startswith("phototherapy_") and kind != "phototherapy_uv" for kind in found):
        found.pop("phototherapy_uv", None)
    alone = len(found) == 1
    made = [
        _service(_ALIASES.get(kind, kind), held, marked, sentences, linked, alone=alone) for kind, held in found.items()
    ]
    made = [with_minutes_of_note(one, sentences, marked.text) if one.kind == "messages" else one for one in made]
    if alone and made[0].kind in COUNTED_ANYWHERE:
        made = [with_numbers_of_note(made[0], sentences, marked.text)]
    return for_looks(marked, [each for one, held in zip(made, found.values()) for each in _by_specimen(one, held)])


_BEAM: Final = re.compile(
    r"\b(?:radi(?:ation|o)\w*|I?G?-?SRT|kV|kilovolt\w*|x-?rays?|orthovolt\w*|brachy\w*|isodose|dosim\w+"
    r"|fractions?|c?Gy"
    r"|e?bx|grenz|beam|lead shield\w*|sensus)\b",
    re.IGNORECASE,
)
"""What says that a planning or a simulation is of radiation."""


def _is_of_radiation(found: Mapping[str, Held], text: str) -> bool:
    """True when a planning is of radiation: a session of anything may be planned."""
    return any(kind.startswith("radiation_") and kind != "radiation_planning" for kind in found) or bool(
        _BEAM.search(text)
    )


def _settle_nail_care(found: dict[str, Held], sentences: Sequence[Told]) -> None:
    """Let a heading "nail care" stand for the thinning that the note tells under it."""
    trimmed = found.get("nail_trimming")
    if trimmed is None or any(one.words.lower() != "nail care" for one in trimmed.mentions):
        return
    before: list[Piece] = []
    for _, pieces in sentences:
        for piece in pieces:
            for one in piece.mentions:
                if one.kind == "technique" and one.value == "debridement" and one.scope == "asserted":
                    found.pop("nail_trimming", None)
                    if "nail_debridement" not in found:
                        found.setdefault("nail_debridement", Held()).add(one, piece, [*before, *pieces])
        before = pieces


def _by_specimen(service: Service, held: Held) -> list[Service]:
    """Split what was done to several: specimens named by what they are, biopsies of one panel, diseases lasered."""
    if service.kind == "immunofluorescence":
        return _panels(service, held)
    if service.kind == "excimer":
        return _by_disease(service, held)
    if service.kind == "slide_reading":
        sorts = _sorts_of_tissue(held)
        if len(sorts) > 1:
            return [replace(service, condition=one, count=count, lesions=()) for one, count in sorts]
    if service.kind != "slide_reading" or service.count is not None:
        return [service]
    named: list[str] = []
    for piece in held.around:
        named += [one.value for one in piece.mentions if one.kind == "condition" and one.scope == "asserted"][:1]
    if len(named) < 2:
        return [service]
    return [replace(service, condition=one, count=1, lesions=()) for one in named]


_TISSUES: Final = re.compile(
    r"(?<!of )\b(one|two|three|four|five|six|a|an|\d{1,2})\s+(?:(?!and\b)[a-z-]+\s+){0,3}?"
    r"(?:(?P<skin>biops(?:y|ies)|shaves?|punch(?:es)?|excisions?|nev(?:us|i)|moles?)|(?P<cyst>cysts?)"
    r"|(?P<skin_tag>tags?|acrochordons?)"
    r"|(?P<lipoma>lipomas?))\b",
    re.IGNORECASE,
)


def _sorts_of_tissue(held: Held) -> list[tuple[str, int]]:
    """Return sorts of tissue with their numbers where several are told: "two shave biopsies and one cyst"."""
    first, last = held.around[0], held.around[-1]
    found: dict[str, int] = {}
    for one in _TISSUES.finditer(first.text, first.start, last.end):
        sort = "" if one.lastgroup == "skin" else one.lastgroup or ""
        told = one[1].lower()
        number = 1 if told in ("a", "an", "one") else _NUMBERS.get(told) or (int(told) if told.isdigit() else 0)
        found[sort] = found.get(sort, 0) + number
    return list(found.items()) if len(found) > 1 and all(found.values()) else []


_PANELS: Final = re.compile(
    r"\b(two|three|four|2|3|4)\s+(?:\w+\s+){0,3}?(?:biops(?:y|ies)|specimens?|samples?)\b", re.IGNORECASE
)
_NUMBERS: Final = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6}


def _panels(service: Service, held: Held) -> list[Service]:
    """Return a panel of antibodies for each of several biopsies: "two biopsies, five antibodies each"."""
    first, last = held.around[0], held.around[-1]
    found = _PANELS.search(first.text, first.start, last.end)
    is_each = re.search(r"\b(?:each|per (?:biopsy|specimen))\b", first.text[first.start : last.end], re.IGNORECASE)
    if found is None or is_each is None:
        return [service]
    number = _NUMBERS.get(found[1].lower()) or int(found[1])
    return [service] * number


def _by_disease(service: Service, held: Held) -> list[Service]:
    """Split a treatment of two diseases, each with its own area: their codes differ."""
    mentions = [one for piece in held.around for one in piece.mentions if one.scope == "asserted"]
    named = list(dict.fromkeys(one for one in mentions if one.kind == "condition"))
    areas = list(dict.fromkeys(one for one in mentions if one.kind == "area" and one.amount is not None))
    sites = [one for one in mentions if one.kind == "site"]
    if len({one.value for one in named}) < 2 or len(named) != len(areas):
        return [service]
    found = []
    for number, (disease, area) in enumerate(zip(named, areas)):
        until = named[number + 1].start if number + 1 < len(named) else area.end
        own = [one for one in sites if disease.start <= one.start < max(until, area.end)]
        place = own[0] if own else None
        found.append(
            replace(
                service,
                condition=disease.value,
                area_sq_cm=area.amount,
                site=place.value if place else "",
                side=SIDES.get(place.side, "") if place else "",
            )
        )
    return found


_LIGHT: Final = re.compile("phototherapy_|pdt")
_OF_LIGHT: Final = frozenset({"petrolatum", "tar", "applied_at_home", "applied_in_office", "long_care", "debridement"})
"""Details that are of light wherever a note tells them, whatever other services it names."""

_AT_ONCE: Final = frozenset({"pregnancy_test", "gram_stain"})
"""Tests that are not sent away: what another sentence says of a laboratory is of other tests."""

_SENT_AWAY: Final = frozenset({"sent_out", "outside_laboratory"})


def _service(
    kind: str,
    held: Held,
    marked: MarkedText,
    sentences: Sequence[Told],
    linked: Linked,
    *,
    alone: bool,
) -> Service:
    """Make one service of its mentions and what stands around them."""
    values: dict[str, Any] = {}
    evidence = [quote("kind", one) for one in held.mentions]
    around = [one for piece in held.around for one in piece.mentions if one.scope not in SILENT]
    note = [one for _, pieces in sentences for piece in pieces for one in piece.mentions if one.scope not in SILENT]
    own = [one for piece in held.own for one in piece.mentions if one.scope not in SILENT]
    near = _beside_looks(kind, held, _until_other_service(held, around))
    fill_place(values, evidence, kind, near or own, marked.text)
    if not values.get("site"):
        fill_place_of_note(values, evidence, kind, held, note, marked)
    fill_condition(values, evidence, kind, around, note, held.mentions[0].start, marked.text)
    if alone:
        values["diagnosis"] = code_stated(marked, is_named="condition" in values)
    fill_numbers(values, evidence, kind, held, own, near, marked.text)
    if kind == "patch_test" and all(_is_read(one, marked.text) for one in held.mentions):
        values.pop("count", None)  # those read today were placed another day
    is_of_note = alone or kind in FOOT_CARE
    told = [
        one
        for one in (note if is_of_note or _LIGHT.match(kind) else around)
        if one.kind == "service_detail"
        and one.scope != "negated"
        and (is_of_note or one in around or one.value in _OF_LIGHT)
        and (kind not in _AT_ONCE or one in around or one.value not in _SENT_AWAY)
    ]
    details = _details(kind, held, marked, around, told)
    values["details"] = tuple(dict.fromkeys(details))
    evidence.extend(quote("details", one) for one in told)
    persons = [_PERSONS[one] for one in details if one in _PERSONS]
    if "patient" in persons and not is_at_home(kind, held, marked.text):
        persons = [one for one in persons if one != "patient"]
    values["performed_by"] = next(iter(persons), "")
    agent = next((one for one in around if one.kind == "drug" and "anesthetic" not in one.attributes), None)
    if agent is not None:
        values["agent"] = agent.words
        evidence.append(quote("agent", agent))
    if kind == "radiation_fraction":
        values["lesions"] = _lesions_beside(held, linked)
    if kind in _LINKED:
        values["lesions"] = _lesions_before(held, linked)
        own_words = {(one.start, one.end) for one in held.mentions}
        readers = [
            one
            for one in around
            if one.kind == "feature"
            and one.value in _READERS
            and one.scope == "asserted"
            and (one.start, one.end) not in own_words
        ]
        values["details"] = tuple(dict.fromkeys((*values["details"], *(one.value for one in readers))))
    return Service(kind=kind, evidence=in_order(evidence), **values)


def _beside_looks(kind: str, held: Held, near: Sequence[Mention]) -> Sequence[Mention]:
    """Leave out, of a toxin, what is told of another vial for looks: its place is no place of the disease."""
    if kind != "botulinum":
        return near
    paid = {one.sentence for one in near if one.kind in ("cosmetic_signal", "money")}
    return [one for one in near if one.sentence not in paid or one.sentence == held.mentions[0].sentence]


def _details(
    kind: str, held: Held, marked: MarkedText, around: Sequence[Mention], told: Sequence[Mention]
) -> list[str]:
    """Return the details of a service in declared words."""
    negated = [one.value for one in around if one.kind == "service_detail" and one.scope == "negated"]
    details = [one.value for one in told]
    if kind in _AT_ONCE and any(_is_run_here(one, marked) for one in held.mentions):
        details.append("on_site")
    if (
        kind == "immunofluorescence"
        and "read_in_office" not in details
        and all(_FOR.search(marked.text[max(0, one.start - 12) : one.start]) for one in held.mentions)
        and not _CAME.search(marked.text, *words_of(held, marked))
    ):
        details.append("sent_out")  # tissue taken for it: who reads it is not told
    details = _of_stain(kind, held, marked, details)
    if kind == "slide_reading" and any(_is_of_all(one, marked.text) for one in held.mentions):
        details.append("of_all")
    if kind == "pdt":
        staff = [one for one in told if one.value == "by_staff"]
        taken = {one.value for one in staff if is_of_clinician(one.words) or is_of_preparation(one, marked.text)}
        details = [*(one for one in details if one not in taken), *doers_of_light(marked.text)]
    if kind == "wound_debridement":
        details += [one.value for one in around if one.kind == "feature" and one.scope == "asserted"]
    undone = {one.start for one in marked.mentions if one.kind == "technique" and one.scope == "negated"}
    if kind == "pdt" and any(one.value == "debridement" and one.start in undone for one in told):
        negated.append("debridement")  # "nothing curetted"
    if kind == "pdt" and "debridement" in negated:
        details = [one for one in details if one != "debridement"] + ["no_debridement"]
    if any(one.kind == "cosmetic_signal" and one.scope == "asserted" for one in around):
        details.append("cosmetic")
    if kind.startswith("phototherapy_") and any(one.value == "psoralen" and one.scope in LIVE for one in around):
        details.append("psoralen")
    if kind.startswith("phototherapy_") and not (
        agent_at_home(told, marked.text) or is_at_home(kind, held, marked.text)
    ):
        details = [one for one in details if one != "applied_at_home"]
    return details


_CAME: Final = re.compile(
    r"\b(?:sen[dt]s?|refers?|referred|submits?|submitted) (?:to )?(?:us|me|our)\b|\breceived\b", re.I
)
"""What says that tissue came from others to be read here."""

_FOR: Final = re.compile(r"\bfor (?:direct )?$", re.IGNORECASE)
_OF_ALL: Final = re.compile(
    r"\s+(?:them|these|those|all|both|each|every)\b|[^.;\n]{0,60}[:,(]\s*\(?A\W[^\n]{3,60}\bB\b", re.IGNORECASE
)
_ALL_ARE: Final = re.compile(r"\b(?:both|all|each)\s+(?:\w+\s+){0,2}$", re.IGNORECASE)
_RUN_HERE: Final = re.compile(
    r"[^.;\n]{0,30}?\b(?:here|in[- ](?:the |our )?(?:clinic|office|house)|in-?house|point[- ]of[- ]care|POC|dipstick"
    r"|on site|at our bench)\b[^.;\n]{0,24}?(?:\bneg\w*|\bpos(?:itive)?\b|\(-\)|\bnot pregnant)",
    re.IGNORECASE,
)
"""What behind a test says that it was run in the practice, with its result."""

_ELSEWHERE: Final = re.compile(r"\b(?:home|labcorp|quest|outside|hospital|pcp|gyn\w*|lab)\b", re.IGNORECASE)

_RUN_TODAY: Final = Sought(r"\b(?:here|today|in (?:the )?room|at (?:the )?bedside|dip(?:ped|stick)?)\b", re.IGNORECASE)
_RUN_AWAY: Final = re.compile(
    r"\b(?:home|labs?|laboratory|quest|labcorp|serum|blood|OB|PCP|outside|hospital|sent|ordered|slip|due|needs?|will"
    r"|before|repeat|next|last|declin\w+|refus\w+|not)\b",
    re.IGNORECASE,
)


def _is_run_here(test: Mention, marked: MarkedText) -> bool:
    """True for a test whose own words, or its statement, say that it was run in the visit: "UPT here today neg"."""
    found = _RUN_HERE.match(marked.text, test.end)
    if found is not None and not _ELSEWHERE.search(marked.text, max(0, test.start - 12), found.end()):
        return True
    text = marked.text
    start = max(text.rfind(stop, 0, test.start) for stop in (". ", ";", "\n")) + 1
    ends = [one for one in (text.find(stop, test.end) for stop in (". ", ";", "\n")) if one >= 0]
    end = min(ends, default=len(text))
    return _RUN_TODAY.search(text, start, end) is not None and _RUN_AWAY.search(text, start, end) is None


def _is_of_all(reading: Mention, text: str) -> bool:
    """True for a reading of all that was taken: "I read them myself", "both were read here"."""
    before = _ALL_ARE.search(text, max(0, reading.start - 24), reading.start)
    return before is not None or _OF_ALL.match(text, reading.end) is not None


def _of_stain(kind: str, held: Held, marked: MarkedText, details: list[str]) -> list[str]:
    """Add to the details of a stain what it looked for, and that all of them are of one specimen."""
    details = details + [_SORTS[one.value] for one in held.mentions if one.value in _SORTS]
    if kind == "special_stain":
        rest = [one for one in details if one != "organism"]
        return [*rest, "organism"] if _is_for_organism(held.mentions[0], marked) else rest
    if kind == "immunostain" and _ONE_SPECIMEN.search(marked.text, *words_of(held, marked)):
        return [*details, "one_specimen"]
    return details


def _is_for_organism(stain: Mention, marked: MarkedText) -> bool:
    """True for a stain that looked for an organism: by its words, else its sentence, else what it is made for."""
    text = marked.text
    if _FOR_ORGANISM.search(stain.words) or _FOR_ORGANISM.match(text, stain.end):
        return True
    sentence = sentence_at(marked, stain.start)
    said = (sentence.start, sentence.end) if sentence else (stain.start, stain.end)
    if _OF_TISSUE.search(text, *said):
        return False
    return stain.value == _OF_ORGANISM or _ORGANISM.search(text, *said) is not None


def _kind(mention: Mention, present: Sequence[Mention], marked: MarkedText) -> str:
    """Return the kind that a mention is of; stains that looked for organisms are told apart from the others."""
    kind = _ALIASES.get(mention.value, mention.value)
    if kind != "special_stain":
        return kind
    named = [one for one in present if one.value.startswith(kind) and one.words.lower().rstrip("s") != "special stain"]
    return _OF_ORGANISM if _is_for_organism(named[0] if mention not in named and named else mention, marked) else kind


_FOR_ORGANISM: Final = re.compile(
    r"(?:[\s-]+(?:stains?|diastase|D|done|run|with|was|w/)){0,3}[\s-]*\bfor (?:\w+ )?"
    r"(?:fung|hypha|organism|yeast|bacteri|mycobac)",
    re.IGNORECASE,
)
"""What behind a stain says that it looked for an organism, whatever else it showed."""

_ORGANISM: Final = re.compile(
    r"\b(?:fung\w*|hypha\w*|organism\w*|yeast\w*|bacteri\w*|mycobacteri\w*|spirochet\w*|dermatophyt\w*|onychomycosis"
    r"|candida|microorganism\w*)\b",
    re.IGNORECASE,
)
"""What says that a stain looked for an organism."""

_OF_TISSUE: Final = re.compile(r"\b(?:basement membrane|BMZ|glycogen|mucin|mucopolysaccharid\w*|fibrin)\b", re.I)
"""What says that a stain looked for a substance: PAS, else for fungus, shows basement membranes too."""

_ONE_SPECIMEN: Final = re.compile(
    r"\b(?:on|of|for|in|to)\s+(?:the\s+)?(?:latter\b|former\b|(?:one|a|single|a single|same|the same|this)\s+"
    r"(?:biopsy|specimen|slide|block|jar)|(?:jar|specimen|part|container|biopsy|case|block)\s*#?\s*(?:[A-H]"
    r"|\d)\b(?!\s*(?:,|and|&|-)\s*(?:[A-H]|\d)\b))",
    re.IGNORECASE,
)
"""What says that all the stains of a sentence are of one specimen."""


def _until_other_service(held: Held, around: Sequence[Mention]) -> list[Mention]:
    """Return the mentions of the sentence that lie nearer to this service than to another or to a technique."""
    others = [
        one
        for one in around
        if (is_done(one) or (one.kind == "technique" and one.value != "treat" and one.scope == "asserted"))
        and one not in held.mentions
        and one.value not in TAKEN.get(held.mentions[0].value, ())
    ]
    first = held.mentions[0]
    before = max((one.end for one in others if one.end <= first.start), default=-1)
    after = min((one.start for one in others if one.start >= first.end), default=1 << 30)
    return [one for one in around if before <= one.start < after]


def _is_read(test: Mention, text: str) -> bool:
    return bool(_READING.match(text, test.start) or READING_OF.search(text[max(0, test.start - 40) : test.start]))


_READING: Final = re.compile(
    r"patch[- ]tests?'?s?\W+(?:\w+\W+){0,3}readings?\b|patch[- ]tests?\W+(?:were |was )?read\b",
    re.IGNORECASE,
)


def _lesions_beside(held: Held, linked: Linked) -> tuple[str, ...]:
    """Return the lesions of the same sentence when they are several: each is treated by itself."""
    start, end = min(one.start for one in held.around), max(one.end for one in held.around)
    found = [
        lesion.id
        for lesion, frame in zip(linked.lesions, linked.frames)
        if start <= frame.start < end and not frame.get("technique") and lesion.condition
    ]
    return tuple(found) if len(found) > 1 else ()


def _lesions_before(held: Held, linked: Linked) -> tuple[str, ...]:
    """Return the lesion of the same sentence, or the nearest told before it, that something was taken from."""
    place = held.mentions[0].start
    told = [
        (frame.get("technique")[0].start, lesion.id)
        for lesion, frame in zip(linked.lesions, linked.frames)
        if frame.get("technique")
    ]
    before = [one for one in told if one[0] < place]
    if before:
        return (max(before)[1],)
    return (told[0][1],) if len(told) == 1 else ()
