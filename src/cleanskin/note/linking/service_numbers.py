"""How many and how much of a service: allergens, stains, specimens, nails, minutes, areas, by its kind."""

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Any, Final

from msgspec.structs import replace

from cleanskin.note.linking.allergen_numbers import (
    ALL_TESTS,
    ALLERGEN_LISTS,
    OF_SERIES,
    fill_series,
    is_holder,
    is_reading,
    listed_allergens,
    own_counts,
    right_before,
)
from cleanskin.note.linking.container_numbers import containers_named
from cleanskin.note.linking.evidence import quote
from cleanskin.note.linking.held import Held
from cleanskin.note.linking.nail_numbers import nails_listed
from cleanskin.note.linking.pieces import Told
from cleanskin.note.mention import Mention
from cleanskin.note.sought import Sought
from cleanskin.record.encounter import Service

FOOT_CARE: Final = frozenset({"nail_debridement", "nail_trimming"})
"""Services whose details (class findings, dystrophic nails) may stand anywhere in the note."""


_LIST: Final = re.compile(r"\s*(?:done|performed|applied|with|to|for|of)?\s*:\s*([^.;\n]+)")
_COUNTS_OF: Final = {
    "patch_test": {"allergen", "patch", "test", "", "series"},
    "photo_patch_test": {"allergen", "patch", "test", ""},
    "prick_test": {"allergen", "test", "prick", ""},
    "intradermal_test": {"allergen", "test", ""},
    "venom_test": {"test", "venom", "allergen", ""},
    "drug_allergy_test": {"test", "allergen", ""},
    "radiation_fraction": {"fraction", "treatment", "session", ""},
    "slide_reading": {"specimen", "slide", "biopsy", "vial", ""},
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


_TOTAL: Final = re.compile(
    r"(?:\b(?:total\w*|sum\w*|altogether|in all)|=)\W*"
    r"(?:(?:of|area|treated|treatment|body|surface|skin|today|is|was)\W+)*$",
    re.IGNORECASE,
)
"""What says that an area is all of it."""

_TOTAL_AFTER: Final = re.compile(r"\W*(?:in )?(?:total|altogether|all told|combined|in all)\b", re.IGNORECASE)

_TIMED: Final = frozenset(
    {"infusion", "iv_push", "check_in", "messages", "interprofessional", "phototherapy_uv", "phototherapy_uvb"}
    | {"phototherapy_puva", "consultation"}
)
"""Services whose time counts."""


def fill_numbers(
    values: dict[str, Any],
    evidence: list[Any],
    kind: str,
    held: Held,
    own: Sequence[Mention],
    near: Sequence[Mention],
    text: str,
) -> None:
    """Set count, kilovolts, minutes and area from what stands in the service's own pieces and near it."""
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
    if kind in _TIMED:
        rest = _REST_OF_SENTENCE.match(text, max(one.end for one in held.around))
        minutes = _span(text, min(one.start for one in held.around), rest.end() if rest else len(text))
        if minutes > values.get("minutes", 0):
            values["minutes"] = minutes
    _fill_area(values, evidence, near, text)


_LOT: Final = re.compile(r"\b(?:lot|batch|serial|ndc|exp)\b[\s.#:]*(?:no\.?|number)?[\s#:]*$", re.IGNORECASE)
"""What before a number says that it names a container."""

_HOURS: Final = re.compile(
    r"\b(\d{1,2})\s*(?:h|hrs?|hours?)\b\.?\s*(?:and\s+)?(\d{1,2})\s*(?:m|mins?|minutes?)\b", re.IGNORECASE
)
_CLOCK: Final = re.compile(
    r"\b(\d{1,2}):(\d\d)\s*(?:[ap]\.?m\.?)?\s*(?:-|\u2013|to|until|til|till|/|[,;]?\s*(?:stop"
    r"|end)\w*(?:\s+time)?:?(?:\s+at)?)\s*"
    r"(\d{1,2}):(\d\d)",
    re.IGNORECASE,
)


def _span(text: str, start: int, end: int) -> int:
    """Return the minutes told as hours and minutes, or from one time of the clock to another; 0 when neither is."""
    told = _HOURS.search(text, start, end)
    if told:
        return int(told[1]) * 60 + int(told[2])
    clock = _CLOCK.search(text, start, end)
    if clock is None:
        return 0
    first, last = int(clock[1]) * 60 + int(clock[2]), int(clock[3]) * 60 + int(clock[4])
    return (last - first) % _HALF_A_DAY


_HALF_A_DAY: Final = 720


def _fill_area(values: dict[str, Any], evidence: list[Any], near: Sequence[Mention], text: str) -> None:
    """Add the areas told; sides are multiplied only when no area is told, and a total stands for all."""
    told = [one for one in near if one.kind == "area" and one.amount is not None and one.scope != "historical"]
    sided = [one for one in near if one.kind == "length" and one.second is not None and "range" not in one.attributes]
    if not told and _UNIT_ALONE.search(text):
        told = _bare_areas(near, text)
    totals = [one for one in told if _TOTAL_AFTER.match(text, one.end)]
    totals = totals or [one for one in told if _TOTAL.search(text, max(0, one.start - 40), one.start)]
    told = totals[-1:] or (list(dict.fromkeys([*told, *_bare_areas(near, text)])) if told else [])
    for one in told or sided:
        area = (one.amount or Decimal(0)) * (Decimal(1) if told else one.second or Decimal(1))
        is_total = _TOTAL.search(text[max(0, one.start - 40) : one.start])
        if _OF_EACH.match(text, one.end):
            area *= _number_before(one, near)
        values["area_sq_cm"] = area if is_total else values.get("area_sq_cm", Decimal(0)) + area
        evidence.append(quote("area_sq_cm", one))


def _bare_areas(near: Sequence[Mention], text: str) -> list[Mention]:
    """Return numbers of a list of areas that stand without their unit: "elbows 90 sq cm, knees 120, another 60"."""
    ends = {one.end for one in near if one.kind == "site"}
    found = []
    for one in near:
        if one.kind != "count" or one.amount is None or one.unit or one.value:
            continue
        behind = _TO_AREA.search(text, max(0, one.start - _TO_AREA_MAX), one.start)
        is_listed = _FURTHER.search(text, max(0, one.start - 24), one.start) or (behind and behind.start() in ends)
        if is_listed and _AREA_ENDS.match(text, one.end):
            found.append(one)
    return list(dict.fromkeys(found))


_UNIT_ALONE: Final = Sought(r"[(\[](?:all |in )?(?:sq\.? ?cm|square centimeters|cm2)[)\]]", re.IGNORECASE)
_TO_AREA_MAX: Final = 12
_TO_AREA: Final = re.compile(r"[\s:=(~-]*(?:about |approx\.? |and )?$")
_FURTHER: Final = re.compile(r"\b(?:another|a further|an additional|additional|plus)\s+$|\+\s*$", re.IGNORECASE)
_AREA_ENDS: Final = re.compile(r"\s*(?:[,;.()\n+&@]|and\b|plus\b|on\b|for\b|treated\b|$)", re.IGNORECASE)
"""What stands before and behind a number that goes on with a list of areas."""

_CONTAINERS: Final = re.compile(r"\s*\d[\d.,]*[\s-]*(?:mg|mL|units?|U|mcg|g)\b[\s-]*\w*", re.IGNORECASE)
"""What after a number says that it counts containers by their content: "three 150-mg vials"."""

_OF_EACH: Final = re.compile(r"\s*(?:each|apiece|per (?:plaque|lesion|site|area))\b", re.IGNORECASE)


def _number_before(area: Mention, near: Sequence[Mention]) -> Decimal:
    """Return how many areas of one size are told: the last number before it, else one."""
    told = [one.amount for one in near if one.kind == "count" and one.amount is not None and one.end <= area.start]
    return told[-1] if told else Decimal(1)


def _fill_count(
    values: dict[str, Any], evidence: list[Any], kind: str, held: Held, near: Sequence[Mention], text: str
) -> None:
    """Set how many: a number that counts such things, the items of a list after a colon, or the stains named."""
    near = _numbers_for(kind, held, near, text)
    if _fill_in_its_way(values, evidence, kind, held, near, text):
        return
    first = held.mentions[0].start
    for one in sorted(near, key=lambda one: (not one.unit, one.start < first)):
        if one.kind == "count" and one.amount is not None and one.unit in _COUNTS_OF[kind] and one.value != "both":
            if kind in _SHOTS and not one.unit and (one.value != "times" or one.amount > _SHOTS_MAX):
                continue  # a number beside a shot is its dose or its place in the course
            if kind in ALLERGEN_LISTS and len(near) > 1 and is_holder(one, text):
                continue
            if (
                _CONTAINERS.match(text, one.end)
                or containers_named(one, (), text)
                or _LOT.search(text, max(0, one.start - 16), one.start)
            ):
                continue
            values["count"] = int(one.amount)
            evidence.append(quote("count", one))
            return
    listed = _LIST.match(text, held.mentions[0].end) if kind in ALLERGEN_LISTS else None
    if listed:
        values["count"] = len([one for one in re.split(r",|\band\b", listed[1]) if one.strip()])


def _numbers_for(kind: str, held: Held, near: Sequence[Mention], text: str) -> Sequence[Mention]:
    """Return what may count a service: not what tells of other work on nails, not the marks of specimens."""
    if kind in FOOT_CARE and _is_beside_other_care(held):
        return [one for piece in held.own for one in piece.mentions]
    if kind == "slide_reading":
        return [
            one for one in near if not (_is_mark(one, text) or _BILLED.search(text, max(0, one.start - 16), one.start))
        ]
    return near


def _fill_in_its_way(
    values: dict[str, Any], evidence: list[Any], kind: str, held: Held, near: Sequence[Mention], text: str
) -> bool:
    """Set how many of services that are counted in a way of their own; False when the usual way is left."""
    antibodies = {one.words.lower() for one in held.mentions if one.value == "immunostain_antibody"}
    if antibodies:
        values["count"] = len(antibodies)
        return True
    if kind in ALLERGEN_LISTS:
        beside = right_before(held, near)
        if beside is None:
            return fill_series(values, evidence, _COUNTS_OF[kind], own_counts(held, near), text)
        values["count"] = int(beside.amount or 0)
        evidence.append(quote("count", beside))
        return True
    if kind in FOOT_CARE:
        return _fill_nails(values, evidence, held, near)
    if kind in _OF_BODY:
        share = next((one for one in near if one.kind == "percent" and one.amount is not None), None)
        if share is not None:
            values["count"] = int(share.amount or 0)
            evidence.append(quote("count", share))
        return True
    if kind == "immunofluorescence":
        if not _fill_stains(values, evidence, held, near, text):
            _fill_antibodies(values, held, text)
        return True
    if kind == "slide_reading":
        if _ONE_JAR.search(text, held.around[0].start, held.around[-1].end):
            values["count"] = 1
            return True
        return _fill_specimens(values, evidence, near)
    return kind in _STAINED and _fill_stains(values, evidence, held, near, text)


def _fill_nails(values: dict[str, Any], evidence: list[Any], held: Held, near: Sequence[Mention]) -> bool:
    """Set how many nails are listed, or told in several numbers."""
    listed = nails_listed(held)
    if listed:
        values["count"] = listed
        return True
    told = [one for one in near if one.kind == "count" and one.amount is not None and one.unit == "nail"]
    if len(told) < 2 or any(one.value in ("both", "times") for one in told):
        return False
    values["count"] = sum(int(one.amount or 0) for one in dict.fromkeys(told))
    evidence.extend(quote("count", one) for one in told)
    return True


def _is_beside_other_care(held: Held) -> bool:
    """True when the sentence tells of another work on nails too: each has its own number."""
    mine = {(one.start, one.end) for one in held.mentions}
    work = [
        one
        for piece in held.around
        for one in piece.mentions
        if (one.kind, one.value) in _NAIL_WORK and one.scope == "asserted"
    ]
    others = [one for one in work if (one.start, one.end) not in mine]
    own = {id(piece) for piece in held.own}
    return any(one in piece.mentions for one in others for piece in held.around if id(piece) not in own)


_NAIL_WORK: Final = frozenset(
    {("technique", "debridement"), ("service", "thinning"), ("service", "trimming")}
    | {("service", "nail_debridement"), ("service", "nail_trimming")}
)
_STAINED: Final = frozenset({"special_stain", "immunostain", "immunofluorescence"})


def _fill_stains(values: dict[str, Any], evidence: list[Any], held: Held, near: Sequence[Mention], text: str) -> bool:
    """Set the number of stains told, or named; False when neither is (one biopsy is no number of stains)."""
    for one in near:
        if one.kind == "count" and one.amount is not None and one.unit in ("stain", "antibody"):
            values["count"] = int(one.amount)
            evidence.append(quote("count", one))
            return True
    named = {_STAIN_WORD.sub("", one.words.lower()) for one in held.mentions if one.value != "immunofluorescence"}
    named -= _GENERAL_STAINS
    if len(named) > 1:
        values["count"] = len(named)
        return True
    stains = [one for one in held.mentions if _ON_ONE.match(text, one.end)]
    if len(stains) == 1 and len(held.mentions) == 1:
        values["count"] = 1
        return True
    return False


_ON_ONE: Final = re.compile(
    r"\W{1,2}(?:(?:stains?|done|was|run|added|for \w+)\W+){0,2}(?:on|of|to) (?:the )?"
    r"(?:(?:jar|specimen|bottle|part|container|slide|case|biopsy|block)s? #?(?:\d|[A-H])\b"
    r"(?!\s*(?:,|and|&|-|to)\s*(?:\d|[A-H])\b)|(?:first|second|third|last|other"
    r"|one (?:of (?:them|these|those|the \w+)|only|alone|specimen|jar|bottle|biopsy|slide))\b"
    r"|(?-i:[A-H])\b(?!\s*(?:,|and|&)))",
    re.IGNORECASE,
)
"""What behind a stain says on which one specimen it was done: "GMS on jar 2"."""

_STAIN_WORD: Final = re.compile(r"\W*stain(?:s|ing)?$")
_GENERAL_STAINS: Final = frozenset(
    {"special", "immuno", "ihc", "immunohistochemistry", "immunohistochemical", "antibody"}
)
"""Names of stains that name none."""


def _is_mark(count: Mention, text: str) -> bool:
    """True for the number of a specimen in a list: "1 - nevus.  2 - tag", "1. nevus"."""
    return not count.unit and count.words.isdigit() and _MARKED.match(text, count.end) is not None


_MARKED: Final = re.compile(r"\s?(?:[-\u2013]\s|[.):]\s)")
_ONE_JAR: Final = re.compile(
    r"\b(?:in|into|as|share|shared) (?:the |a |one )?(?:same|single|one) (?:jar|bottle|container|vial|specimen|cup)\b",
    re.IGNORECASE,
)
"""What says that all the tissue is one specimen."""

_BILLED: Final = re.compile(r"\b(?:bill|report|charge|modifier|mod)\w*\s*-?$", re.IGNORECASE)
"""What before a number says that it is a modifier."""


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


_SHOTS: Final = frozenset({"injection_sc", "injection_im"})
_SHOTS_MAX: Final = 6
"""Most shots of one visit: a larger number behind "x" is the strength of a syringe ("2 x 150 mg/mL")."""

_OF_BODY: Final = frozenset({"burn_treatment", "eczema_debridement"})
"""Services whose number is the share of the body in percent."""

_REST_OF_SENTENCE: Final = re.compile(r"[^.;\n]*")
_ANTIBODY: Final = re.compile(
    r"\b(?:Ig ?[GAME]\d?|C1q|C3[cd]?|C4[cd]?|C5b-?9|fibrin(?:ogen)?|albumin|kappa|lambda)\b", re.IGNORECASE
)
_FOUND: Final = re.compile(
    r"\b(?:positive|negative|linear|granular|deposit\w*|deposition|staining|showed|shows|reveal\w*)\b", re.IGNORECASE
)
"""What says that antibodies are named as a result: those found, not those looked for."""


def _fill_antibodies(values: dict[str, Any], held: Held, text: str) -> None:
    """Count the antibodies that a sentence names as used."""
    start, end = min(one.start for one in held.around), max(one.end for one in held.around)
    rest = _REST_OF_SENTENCE.match(text, end)
    end = rest.end() if rest else end
    named = {one[0].lower().replace(" ", "") for one in _ANTIBODY.finditer(text, start, end)}
    if named and not _FOUND.search(text, start, end):
        values["count"] = len(named)


COUNTED_ANYWHERE: Final = ALLERGEN_LISTS | {"excimer"}
"""Services whose number or area may stand in another sentence when nothing else is served."""


def with_numbers_of_note(service: Service, sentences: Sequence[Told], text: str) -> Service:
    """Return the only service of a note with the number of allergens, or the area, that other sentences tell."""
    mentions = [one for _, pieces in sentences for piece in pieces for one in piece.mentions if one.scope == "asserted"]
    if service.kind != "excimer":
        listed = 0 if is_reading(service, text) else listed_allergens(text)
        if listed:
            return replace(service, count=listed)
        whole = [int(next(filter(None, one.groups()))) for one in ALL_TESTS.finditer(text)]
        if whole and not is_reading(service, text):
            return replace(service, count=max(whole))
        told = {one.amount for one in mentions if one.kind == "count" and one.unit == "allergen"}
        series = {int(one["behind"] or one["before"]) for one in OF_SERIES.finditer(text)}
        if series and not told and service.count in (None, *series) and not is_reading(service, text):
            return replace(service, count=sum(series))
        if service.count is not None or len(told) != 1 or is_reading(service, text):
            return service
        return replace(service, count=int(told.pop() or 0) or None)
    areas = [one for one in mentions if one.kind == "area" and one.amount is not None]
    areas += _bare_areas(mentions, text) if areas else []
    totals = [one for one in areas if _TOTAL.search(text[max(0, one.start - 40) : one.start])]
    if service.area_sq_cm is not None and not totals:
        return service
    area = sum((one.amount or Decimal(0) for one in (totals[-1:] or areas)), Decimal(0))
    return replace(service, area_sq_cm=area) if area else service


def with_minutes_of_note(service: Service, sentences: Sequence[Told], text: str) -> Service:
    """Return messages with all minutes that the note tells for them: a sum of several days, or the total it gives."""
    times = [
        one
        for _, pieces in sentences
        for piece in pieces
        for one in piece.mentions
        if one.kind == "time" and one.unit == "minutes" and one.amount is not None and one.scope == "asserted"
    ]
    times = [one for one in dict.fromkeys(times) if not _UNTIL_ANSWER.search(text, max(0, one.start - 24), one.start)]
    added = _ADDED.search(text)
    totals = [one for one in times if _ALL_OF_TIME.search(text, max(0, one.start - 40), one.start)]
    totals += [one for one in times if _TOTAL_AFTER.match(text, one.end)]
    if totals:
        minutes = int(totals[-1].amount or 0)
    elif added:
        minutes = sum(int(one) for one in re.findall(r"\d+", added[0]))
    elif len(by_day := _BY_DAY.findall(text)) > 1:
        minutes = sum(map(int, by_day))
    else:
        minutes = sum(int(one.amount or 0) for one in times)
    return replace(service, minutes=minutes) if minutes else service


_BY_DAY: Final = re.compile(
    r"\b(\d{1,2})\s*(?:min\w*\.?\s+)?(?:on\s+)?(?:mon|tues?|wednes|thurs?|fri|satur|sun)(?:day)?\b", re.IGNORECASE
)
_ADDED: Final = re.compile(r"\b\d{1,3}(?:\s*\+\s*\d{1,3})+(?=\s*-?\s*min)", re.IGNORECASE)
_ALL_OF_TIME: Final = re.compile(
    r"\b(?:total\w*|cumulative\w*|sum|altogether|in all|aggregate)\b[^.;\n]{0,30}$", re.IGNORECASE
)
_UNTIL_ANSWER: Final = re.compile(r"\b(?:within|after|in under)\s+(?:about\s+)?$", re.IGNORECASE)
"""What before a time says that it passed until the answer."""
