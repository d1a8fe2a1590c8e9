"""Services of a note: what is done that is not done to single lesions.

Mentions of one kind are one service, with the facts of its sentences.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal
from typing import Any

from msgspec.structs import replace

from cleanskin.note.linking.conditions import GENERAL
from cleanskin.note.linking.evidence import in_order, quote
from cleanskin.note.linking.frames import SILENT
from cleanskin.note.linking.lesions import Linked
from cleanskin.note.linking.pieces import Piece
from cleanskin.note.linking.prepared import DONOR
from cleanskin.note.linking.served import TAKEN, burn_work, is_denied, is_done, nail_work, stitches_out
from cleanskin.note.mention import MarkedText, Mention, Sentence
from cleanskin.record.encounter import Person, Service, Side

_LINKED = frozenset(
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

_FOOT_CARE = frozenset({"nail_debridement", "nail_trimming"})
"""Services whose details (class findings, dystrophic nails) may stand anywhere in the note."""

_SORTS = {"immunostain_multiplex": "multiplex", "special_stain_organism": "organism"}
"""Details that the name of a stain tells."""

_GRAFTED = frozenset({"site_preparation", "skin_substitute"})

_ALIASES = {
    "immunostain_antibody": "immunostain",
    "immunostain_multiplex": "immunostain",
    "special_stain_organism": "special_stain",
}

_READERS = frozenset({"surgeon_reads", "outside_pathologist"})
"""Features that say who read the tissue."""

_PERSONS: Mapping[str, Person] = {"by_physician": "physician", "by_staff": "staff", "applied_at_home": "patient"}


def link_services(
    marked: MarkedText, sentences: Sequence[tuple[Sentence, list[Piece]]], linked: Linked
) -> tuple[Service, ...]:
    """Return the services in the order of the note."""
    found: dict[str, _Held] = {}
    for _, pieces in sentences:
        present = [one for piece in pieces for one in piece.mentions if is_done(one)]
        if not present and stitches_out(pieces):
            stitch = next(one for piece in pieces for one in piece.mentions if one.value == "sutured")
            piece = next(one for one in pieces if stitch in one.mentions)
            found.setdefault("suture_removal", _Held()).add(stitch, piece, pieces)
        for kind, mention in {**nail_work(pieces), **burn_work(pieces)}.items():
            piece = next(one for one in pieces if mention in one.mentions)
            found.setdefault(kind, _Held()).add(mention, piece, pieces)
        if not present:
            continue
        for piece in pieces:
            for one in piece.mentions:
                if is_done(one) and not is_denied(piece, one):
                    held = found.setdefault(_ALIASES.get(one.value, one.value), _Held())
                    held.add(one, piece, pieces)
    _settle_nail_care(found, sentences)
    if len(found) > 1 and any(kind.startswith("phototherapy_") and kind != "phototherapy_uv" for kind in found):
        found.pop("phototherapy_uv", None)
    alone = len(found) == 1
    made = [_service(kind, held, marked, sentences, linked, alone=alone) for kind, held in found.items()]
    return tuple(each for one in made for each in _by_specimen(one, found[one.kind]))


def _settle_nail_care(found: dict[str, "_Held"], sentences: Sequence[tuple[Sentence, list[Piece]]]) -> None:
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
                        found.setdefault("nail_debridement", _Held()).add(one, piece, [*before, *pieces])
        before = pieces


def _by_specimen(service: Service, held: "_Held") -> list[Service]:
    """Split what was done to several: specimens named by what they are, biopsies of one panel, diseases lasered."""
    if service.kind == "immunofluorescence":
        return _panels(service, held)
    if service.kind == "excimer":
        return _by_disease(service, held)
    if service.kind != "slide_reading" or service.count is not None:
        return [service]
    named: list[str] = []
    for piece in held.around:
        named += [one.value for one in piece.mentions if one.kind == "condition" and one.scope == "asserted"][:1]
    if len(named) < 2:
        return [service]
    return [replace(service, condition=one, count=1, lesions=()) for one in named]


_PANELS = re.compile(
    r"\b(two|three|four|2|3|4)\s+(?:\w+\s+){0,3}?(?:biops(?:y|ies)|specimens?|samples?)\b", re.IGNORECASE
)
_NUMBERS = {"two": 2, "three": 3, "four": 4}


def _panels(service: Service, held: "_Held") -> list[Service]:
    """Return a panel of antibodies for each of several biopsies: "two biopsies, five antibodies each"."""
    first, last = held.around[0], held.around[-1]
    found = _PANELS.search(first.text, first.start, last.end)
    is_each = re.search(r"\b(?:each|per (?:biopsy|specimen))\b", first.text[first.start : last.end], re.IGNORECASE)
    if found is None or is_each is None:
        return [service]
    number = _NUMBERS.get(found[1].lower()) or int(found[1])
    return [service] * number


def _by_disease(service: Service, held: "_Held") -> list[Service]:
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
                side=_SIDES.get(place.side, "") if place else "",
            )
        )
    return found


class _Held:
    """The mentions of one kind of service, their own pieces and all pieces of their sentences."""

    def __init__(self) -> None:
        self.mentions: list[Mention] = []
        self.own: list[Piece] = []
        self.around: list[Piece] = []

    def add(self, mention: Mention, piece: Piece, pieces: Sequence[Piece]) -> None:
        self.mentions.append(mention)
        if piece not in self.own:
            self.own.append(piece)
        self.around.extend([one for one in pieces if one not in self.around])


def _service(
    kind: str,
    held: _Held,
    marked: MarkedText,
    sentences: Sequence[tuple[Sentence, list[Piece]]],
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
    near = _until_other_service(held, around)
    _fill_place(values, evidence, kind, near or own, marked.text)
    _fill_condition(values, evidence, around, note, held.mentions[0].start, marked.text)
    _fill_numbers(values, evidence, kind, held, own, near, marked.text)
    told = [
        one
        for one in (note if alone or kind in _FOOT_CARE else around)
        if one.kind == "service_detail" and one.scope != "negated"
    ]
    negated = [one.value for one in around if one.kind == "service_detail" and one.scope == "negated"]
    details = [one.value for one in told]
    details += [_SORTS[one.value] for one in held.mentions if one.value in _SORTS]
    if kind == "special_stain" and _ORGANISM.search(marked.text, *_sentence_of(held, marked)):
        details.append("organism")
    if kind == "pdt" and "debridement" in negated:
        details = [one for one in details if one != "debridement"] + ["no_debridement"]
    if any(one.kind == "cosmetic_signal" and one.scope == "asserted" for one in around):
        details.append("cosmetic")
    values["details"] = tuple(dict.fromkeys(details))
    evidence.extend(quote("details", one) for one in told)
    persons = [_PERSONS[one] for one in details if one in _PERSONS]
    if "patient" in persons and not _is_at_home(kind, held, marked.text):
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


def _sentence_of(held: _Held, marked: MarkedText) -> tuple[int, int]:
    """Return where the sentence of the first mention begins and ends."""
    place = held.mentions[0].start
    return next(((one.start, one.end) for one in marked.sentences if one.start <= place < one.end), (place, place))


_HOME_LIGHT = re.compile(
    r"\bhome (?:photo|unit|light|UV|narrow|NB)|\b(?:light|UVB|unit|box|panel) at home|self-treat", re.IGNORECASE
)


def _is_at_home(kind: str, held: _Held, text: str) -> bool:
    """True when the patient did it; of light, that a drug or oil was taken at home says nothing."""
    if not kind.startswith("phototherapy_"):
        return True
    return any(_HOME_LIGHT.search(text, piece.start, piece.end) for piece in held.around)


_ORGANISM = re.compile(
    r"\b(?:fung\w*|hypha\w*|organism\w*|yeast\w*|bacteri\w*|mycobacteri\w*|spirochet\w*|dermatophyt\w*|onychomycosis"
    r"|candida|microorganism\w*)\b",
    re.IGNORECASE,
)
"""What says that a stain looked for an organism."""


def _until_other_service(held: _Held, around: Sequence[Mention]) -> list[Mention]:
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


_SIDES: Mapping[str, Side] = {"right": "right", "left": "left", "bilateral": "bilateral", "midline": "midline"}


def _fill_place(values: dict[str, Any], evidence: list[Any], kind: str, near: Sequence[Mention], text: str) -> None:
    sites = [one for one in near if one.kind == "site"]
    if kind in _GRAFTED:
        sites = [one for one in sites if not DONOR.search(text[max(0, one.start - 20) : one.start])]
    if not sites:
        return
    values["site"] = sites[0].value
    sides = {one.side for one in sites if one.value == sites[0].value and one.side}
    values["side"] = "bilateral" if len(sides) > 1 else _SIDES.get(next(iter(sides), ""), "")
    if any(one.kind == "count" and one.value == "both" for one in near):
        values["side"] = "bilateral"
    evidence.append(quote("site", sites[0]))


def _fill_condition(
    values: dict[str, Any],
    evidence: list[Any],
    around: Sequence[Mention],
    note: Sequence[Mention],
    place: int,
    text: str,
) -> None:
    for held in (around, note):
        named = [one for one in held if one.kind == "condition" and one.scope in ("asserted", "uncertain")]
        exact = [one for one in named if one.value not in GENERAL] or named
        if exact:
            nearest = min(exact, key=lambda one: abs(one.start - place) + _UNRELATED_APART * _is_unrelated(one, text))
            if _is_unrelated(nearest, text):
                continue
            values["condition"] = nearest.value
            evidence.append(quote("condition", nearest))
            return


_UNRELATED_APART = 10_000


def _is_unrelated(mention: Mention, text: str) -> bool:
    """True when a condition is said to be another matter."""
    return bool(
        re.search(
            r"\b(?:unrelated|separate|other|new|also)\s+(?:\w+\s+)?$",
            text[max(0, mention.start - 24) : mention.start],
            re.I,
        )
    )


_ALLERGEN_LISTS = frozenset({"prick_test", "intradermal_test", "patch_test", "photo_patch_test"})
_LIST = re.compile(r"\s*(?:done|performed|applied|with|to|for|of)?\s*:\s*([^.;\n]+)")
_COUNTS_OF = {
    "patch_test": {"allergen", "patch", "test", "", "series"},
    "photo_patch_test": {"allergen", "patch", "test", ""},
    "prick_test": {"allergen", "test", "prick", ""},
    "intradermal_test": {"allergen", "test", ""},
    "venom_test": {"test", "venom", "allergen", ""},
    "drug_allergy_test": {"test", "allergen", ""},
    "radiation_fraction": {"fraction", "treatment", "session", ""},
    "slide_reading": {"specimen", "slide", "biopsy", ""},
    "immunostain": {"stain", "antibody", ""},
    "special_stain": {"stain", ""},
    "immunofluorescence": {"antibody", "stain", ""},
    "frozen_section": {"block", "section", "specimen"},
    "burn_treatment": set(),
    "eczema_debridement": set(),
    "nail_debridement": {"nail", "toenail", "fingernail", ""},
    "nail_trimming": {"nail", "toenail", "fingernail", ""},
    "injection_im": {"injection", "shot", ""},
    "injection_sc": {"injection", "shot", ""},
    "confocal": {"lesion", ""},
    "koh": {"specimen", "lesion"},
    "suture_removal": {"suture"},
    "photography": set(),
}
"""What a number beside a service may count."""


_TOTAL = re.compile(r"\b(?:total\w*|sum\w*|altogether|=|in all)\W*(?:of|area|is|:)?\s*$", re.IGNORECASE)
"""What says that an area is all of it."""

_TIMED = frozenset(
    {"infusion", "iv_push", "check_in", "messages", "interprofessional", "phototherapy_uv", "phototherapy_uvb"}
    | {"phototherapy_puva", "consultation"}
)
"""Services whose time counts."""


def _fill_numbers(
    values: dict[str, Any],
    evidence: list[Any],
    kind: str,
    held: _Held,
    own: Sequence[Mention],
    near: Sequence[Mention],
    text: str,
) -> None:
    wanted = _COUNTS_OF.get(kind)
    if wanted is not None:
        _fill_count(values, evidence, kind, held, [*own, *near], text)
    for one in near:
        if one.amount is None:
            continue
        if one.kind == "energy" and one.unit == "kV":
            values.setdefault("kilovolts", one.amount)
            evidence.append(quote("kilovolts", one))
        elif one.kind == "time" and one.unit == "minutes" and kind in _TIMED:
            values.setdefault("minutes", int(one.second or one.amount))
            evidence.append(quote("minutes", one))
    _fill_area(values, evidence, near, text)


def _fill_area(values: dict[str, Any], evidence: list[Any], near: Sequence[Mention], text: str) -> None:
    """Add the areas told; sides are multiplied only when no area is told, and a total stands for all."""
    told = [one for one in near if one.kind == "area" and one.amount is not None]
    sided = [one for one in near if one.kind == "length" and one.second is not None and "range" not in one.attributes]
    for one in told or sided:
        area = (one.amount or Decimal(0)) * (Decimal(1) if told else one.second or Decimal(1))
        is_total = _TOTAL.search(text[max(0, one.start - 24) : one.start])
        if _OF_EACH.match(text, one.end):
            area *= _number_before(one, near)
        values["area_sq_cm"] = area if is_total else values.get("area_sq_cm", Decimal(0)) + area
        evidence.append(quote("area_sq_cm", one))


_CONTAINERS = re.compile(r"\s*\d[\d.,]*[\s-]*(?:mg|mL|units?|U|mcg|g)\b[\s-]*\w*", re.IGNORECASE)
"""What after a number says that it counts containers by their content: "three 150-mg vials"."""

_OF_EACH = re.compile(r"\s*(?:each|apiece|per (?:plaque|lesion|site|area))\b", re.IGNORECASE)


def _number_before(area: Mention, near: Sequence[Mention]) -> Decimal:
    """Return how many areas of one size are told: the last number before it, else one."""
    told = [one.amount for one in near if one.kind == "count" and one.amount is not None and one.end <= area.start]
    return told[-1] if told else Decimal(1)


def _fill_count(
    values: dict[str, Any], evidence: list[Any], kind: str, held: _Held, near: Sequence[Mention], text: str
) -> None:
    """Set how many: a number that counts such things, the items of a list after a colon, or the stains named."""
    wanted = _COUNTS_OF[kind]
    antibodies = list(dict.fromkeys(one.words.lower() for one in held.mentions if one.value == "immunostain_antibody"))
    if antibodies:
        values["count"] = len(antibodies)
        return
    if kind in _ALLERGEN_LISTS and _fill_series(values, evidence, wanted, _own_counts(held, near), text):
        return
    if kind in _FOOT_CARE:
        told = [one for one in near if one.kind == "count" and one.amount is not None and one.unit == "nail"]
        if len(told) > 1 and not any(one.value in ("both", "times") for one in told):
            values["count"] = sum(int(one.amount or 0) for one in dict.fromkeys(told))
            evidence.extend(quote("count", one) for one in told)
            return
    if kind in _OF_BODY:
        share = next((one for one in near if one.kind == "percent" and one.amount is not None), None)
        if share is not None:
            values["count"] = int(share.amount or 0)
            evidence.append(quote("count", share))
        return
    if kind == "immunofluorescence":
        if not _fill_stains(values, evidence, held, near):
            _fill_antibodies(values, held, text)
        return
    if kind in _STAINED and _fill_stains(values, evidence, held, near):
        return
    if kind == "slide_reading" and _fill_specimens(values, evidence, near):
        return
    first = held.mentions[0].start
    for one in sorted(near, key=lambda one: (not one.unit, one.start < first)):
        if one.kind == "count" and one.amount is not None and one.unit in wanted and one.value != "both":
            if _CONTAINERS.match(text, one.end):
                continue
            values["count"] = int(one.amount)
            evidence.append(quote("count", one))
            return
    listed = _LIST.match(text, held.mentions[0].end) if kind in _ALLERGEN_LISTS else None
    if listed:
        values["count"] = len([one for one in re.split(r",|\band\b", listed[1]) if one.strip()])


_EQUALS = re.compile(r"(?:=|\btotal(?: of)?:?|\bin all:?)\s*$", re.IGNORECASE)
_SERIES = re.compile(r"\b(?:series|panel|tray|screening|plus|additional|supplement\w*|extra)\b|\+", re.IGNORECASE)
"""What says that numbers of allergens are of series that go together."""


def _own_counts(held: _Held, near: Sequence[Mention]) -> Sequence[Mention]:
    """Leave out the numbers before a test when another test stands before it: those are the other's."""
    first = held.mentions[0].start
    is_second = any(
        one.kind == "service" and one.end <= first and one not in held.mentions
        for piece in held.around
        for one in piece.mentions
    )
    return [one for one in near if one.start >= first] if is_second else near


def _fill_series(
    values: dict[str, Any], evidence: list[Any], wanted: Collection[str], near: Sequence[Mention], text: str
) -> bool:
    """Set the sum of several series of allergens, or the total that the record gives; False for a single number."""
    told = sorted({one for one in near if one.kind == "count" and one.amount is not None and one.unit in wanted})
    told = [one for one in told if one.value not in ("both", "times")]
    if len(told) < 2:
        return False
    sums = [one for one in told if _EQUALS.search(text[max(0, one.start - 12) : one.start])]
    is_of_series = _SERIES.search(text, told[0].start, told[-1].end)
    if not (sums or is_of_series):
        return False
    values["count"] = int(sums[0].amount or 0) if sums else sum(int(one.amount or 0) for one in told)
    evidence.extend(quote("count", one) for one in (sums or told))
    return True


_STAINED = frozenset({"special_stain", "immunostain", "immunofluorescence"})


def _fill_stains(values: dict[str, Any], evidence: list[Any], held: _Held, near: Sequence[Mention]) -> bool:
    """Set the number of stains told, or named; False when neither is (one biopsy is no number of stains)."""
    for one in near:
        if one.kind == "count" and one.amount is not None and one.unit in ("stain", "antibody"):
            values["count"] = int(one.amount)
            evidence.append(quote("count", one))
            return True
    named = {one.words.lower().removesuffix("s") for one in held.mentions if one.value != "immunofluorescence"}
    named = {one for one in named if one not in _GENERAL_STAINS}
    if len(named) > 1:
        values["count"] = len(named)
        return True
    return False


_GENERAL_STAINS = frozenset({"special stain", "immunostain", "ihc", "immunohistochemistry", "antibody stain"})
"""Names of stains that name none."""


def _fill_specimens(values: dict[str, Any], evidence: list[Any], near: Sequence[Mention]) -> bool:
    """Set the number of specimens: as told, else the sum of several kinds ("two shaves and one excision")."""
    told = [one for one in near if one.kind == "count" and one.amount is not None and one.value != "both"]
    told = list(dict.fromkeys(told))
    named = [one for one in told if one.unit == "specimen"]
    bare = [one for one in told if one.unit == ""]
    if named or len(bare) < 2:
        return False
    values["count"] = sum(int(one.amount or 0) for one in bare)
    evidence.extend(quote("count", one) for one in bare)
    return True


_OF_BODY = frozenset({"burn_treatment", "eczema_debridement"})
"""Services whose number is the share of the body in percent."""

_ANTIBODY = re.compile(
    r"\b(?:Ig ?[GAME]\d?|C1q|C3[cd]?|C4[cd]?|C5b-?9|fibrin(?:ogen)?|albumin|kappa|lambda)\b", re.IGNORECASE
)
_FOUND = re.compile(
    r"\b(?:positive|negative|linear|granular|deposit\w*|deposition|staining|showed|shows|reveal\w*)\b", re.IGNORECASE
)
"""What says that antibodies are named as a result: those found, not those looked for."""


def _fill_antibodies(values: dict[str, Any], held: _Held, text: str) -> None:
    """Count the antibodies that a sentence names as used."""
    start, end = min(one.start for one in held.around), max(one.end for one in held.around)
    named = {one[0].lower().replace(" ", "") for one in _ANTIBODY.finditer(text, start, end)}
    if named and not _FOUND.search(text, start, end):
        values["count"] = len(named)


def _lesions_beside(held: _Held, linked: Linked) -> tuple[str, ...]:
    """Return the lesions of the same sentence when they are several: each is treated by itself."""
    start, end = min(one.start for one in held.around), max(one.end for one in held.around)
    found = [
        lesion.id
        for lesion, frame in zip(linked.lesions, linked.frames)
        if start <= frame.start < end and not frame.get("technique") and lesion.condition
    ]
    return tuple(found) if len(found) > 1 else ()


def _lesions_before(held: _Held, linked: Linked) -> tuple[str, ...]:
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
