"""The fields of a lesion from the mentions of its frame, each with the words behind it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Any, Final

from msgspec.structs import replace

from cleanskin.note.linking.added_sizes import sizes_in
from cleanskin.note.linking.closures import Closed, closed
from cleanskin.note.linking.conditions import INJURIES
from cleanskin.note.linking.evidence import in_order, quote, quotes
from cleanskin.note.linking.frames import Frame
from cleanskin.note.linking.measures import COMPLEX, fill_sizes, includes_margins, is_closure_only
from cleanskin.note.linking.mohs import ends_with_order, stages_of, tables_in
from cleanskin.note.linking.pathology import nature_of
from cleanskin.note.linking.pieces import Piece
from cleanskin.note.linking.places import SIDES, narrower, one_place, zone_of
from cleanskin.note.linking.reasons import settled
from cleanskin.note.linking.sizes import Size
from cleanskin.note.linking.techniques import SAMPLING, Done, done, techniques_of, without_base
from cleanskin.note.mention import Mention
from cleanskin.note.sought import Sought
from cleanskin.note.terms import table
from cleanskin.record.encounter import Evidence, Lesion

_DEPTHS: Final = (
    "subfascial",
    "to_fascia",
    "subcutaneous",
    "to_fat",
    "cutaneous",
    "partial_thickness",
    "full_thickness",
)

Values = dict[str, Any]


def lesions_from(frame: Frame, text: str) -> Iterator[Lesion]:
    """Yield the lesions of a frame: one, or one for each of several biopsies that share a count."""
    techniques = techniques_of(frame)
    told = sizes_in(frame, in_closure=is_closure_only(frame))
    sampling = list(dict.fromkeys(one.value for one in techniques if one.value in SAMPLING))
    if frame.count is not None and len(sampling) > 1 and frame.count >= len(sampling):
        for technique in sampling:
            own = [one for one in techniques if one.value in (technique, "biopsy")]
            share = frame.count // len(sampling) if frame.count % len(sampling) == 0 else None
            yield _lesion(frame, text, own, told, count=share)
        return
    sizes, wounds = _own_sizes(frame, told)
    is_one_each = frame.count == len(sizes) or (frame.count is None and _are_several(frame))
    if is_one_each and len(sizes) > 1:
        is_whole = any(one.role == "excised_cm" for one in sizes) or includes_margins(frame)
        role = "excised_cm" if is_whole else sizes[0].role
        for number, size in enumerate(sizes):
            lesion = _lesion(frame, text, techniques, told, count=1)
            values: Values = {} if role == "closure_length_cm" else {"diameter_cm": None, "excised_cm": None}
            values[role] = size.value
            if lesion.technique == "debridement" and size.other is not None:
                values["treated_area_sq_cm"] = size.value * size.other
            quoted = [quote(role, size.mention)]
            if len(wounds) == len(sizes):
                wound = wounds[number]
                values["closure_length_cm"] = wound.value
                quoted.append(quote("closure_length_cm", wound.mention))
            kept = [one for one in lesion.evidence if one.field not in values]
            yield replace(lesion, evidence=in_order([*kept, *quoted]), **values)
        return
    yield _lesion(frame, text, techniques, told, count=2 if _is_of_both_sides(frame, techniques) else frame.count)


def _is_of_both_sides(frame: Frame, techniques: Sequence[Mention]) -> bool:
    """True for samples, in the plural, of a place on both sides: "shave biopsies of the nose and both calves"."""
    is_open = frame.count is None or (frame.count == 1 and "all" in frame.references)  # "one lesion each"
    if not is_open or not any(one.value in SAMPLING or one.value == "biopsy" for one in techniques):
        return False
    sites = frame.get("site")
    is_both = len(sites) == 1 and sites[0].words.lower().startswith("both ")
    return is_both and any(one.words.lower().endswith(("biopsies", "punches", "shaves", "bxs")) for one in techniques)


_AND: Final = re.compile(r"\s*(?:,|and|&|,\s*and)\s*", re.IGNORECASE)


def _are_several(frame: Frame) -> bool:
    """True when the lesions are named in the plural and a list gives a size each: "pilar cysts, 1.0 and 1.6 cm"."""
    words = [one.words.lower() for slot in ("condition", "lesion") for one in frame.get(slot)]
    listed = [one for piece in frame.pieces for one in piece.mentions if one.kind == "length" and one.second is None]
    text = frame.pieces[0].text if frame.pieces else ""
    is_list = any(_AND.fullmatch(text, before.end, after.start) for before, after in pairwise(listed))
    return is_list and any(one.endswith("s") and one[-2:] not in ("is", "us") for one in words)


def _own_sizes(frame: Frame, found: list[Size]) -> tuple[list[Size], list[Size]]:
    """Return the lesions' diameters that a frame tells, and the lengths of their wounds, told after it was closed."""
    if found and is_closure_only(frame):
        lengths = [one for one in found if one.role in ("diameter_cm", "closure_length_cm")]
        return [one._replace(role="closure_length_cm") for one in lengths], []
    closing = [one.start for one in frame.get("closure") if "bare" not in one.attributes]
    across = [one for one in found if one.role in ("diameter_cm", "excised_cm")]
    first = [one for one in across if not closing or one.mention.start < min(closing)]
    if not first:
        return across, []
    wounds = [one for one in found if one.role == "closure_length_cm" or (one in across and one not in first)]
    return first, wounds


_IN_ONE: Final = re.compile(
    r"\b(?:together|both|en bloc|jointly)\b[^.;\n]{0,24}\b(?:in|as|with|by) (?:one|a single|the same)\s+(?:\w+ )?"
    r"(?:ellipse|excision|specimen|piece|block|fusiform)\b",
    re.IGNORECASE,
)


def _is_one_piece(frame: Frame) -> bool:
    """True for lesions that were cut out together in one piece: one excision over the whole (BUN-4)."""
    return any(_IN_ONE.search(one.text, one.start, one.end) for one in frame.pieces)


_COUNT_MAX: Final = {"mohs": 4, "excision": 8, "incisional": 6}
_COUNT_MAX_OF_OTHERS: Final = 400
"""More lesions than are treated in a day: a greater number counts none (an age, the strength of epinephrine)."""


_CAUSTIC: Final = frozenset({"chemical", "electrodesiccation"})
_OF_WOUNDS: Final = frozenset({"undermined", "extensive_undermining", "limited_undermining"})
"""What is done to wounds alone: beside it "complex" is a class of closure."""


def _lesion(frame: Frame, text: str, techniques: Iterable[Mention], sizes: list[Size], *, count: int | None) -> Lesion:
    """Make one lesion of a frame with its sizes."""
    used = without_base(list(techniques), frame, text)
    told = [one for one in frame.get("feature") if one.scope in ("asserted", "uncertain")]
    features = frozenset(one.value for one in told) - frozenset(one.value for one in frame.get("negated_feature"))
    act = done(used, features)
    is_wound = is_closure_only(frame) or not features.isdisjoint(_OF_WOUNDS)
    shut = closed(frame.get("closure"), features, is_wound=is_wound, text=text)
    values: Values = {}
    evidence: list[Evidence] = []
    _fill_place(values, evidence, frame)
    _fill_nature(values, evidence, frame)
    _fill_act(values, evidence, frame, act, used)
    _fill_closure(values, evidence, shut, features)
    _fill_features(values, evidence, told, (*act.features, *shut.features), features)
    fill_sizes(values, evidence, frame, shut, sizes)
    _fill_reasons(values, evidence, frame)
    if "ingrown" in features and _is_nail(values["site"]):
        if values["technique"] in _CAUSTIC and any(one.value == "granulation_tissue" for one in frame.get("condition")):
            values["condition"] = "granulation_tissue"
        elif values["condition"] in ("", "granulation_tissue"):
            values["condition"] = "ingrown_nail"
    _infer_removal(values, frame)
    _infer_sample(values, used, features, text)
    _infer_drainage(values, act)
    if values["condition"].startswith("pilonidal"):
        bare = {one.value.removeprefix("bare_") for one in frame.get("closure") if "bare" in one.attributes}
        values["features"] = tuple(sorted({*values["features"], *bare}))
    is_wedge = "v_excision" in features or ("full_thickness" in features and _is_wedge(used))
    if is_wedge and zone_of(values["site"]) == "lip":
        values["features"] = tuple(sorted({*values["features"], "lip_full_thickness"}))
    if values["technique"] == "snip" and _is_nail(values["site"]):
        values["technique"] = "clipping"
    if act.technique == "mohs":
        _fill_stages(values, evidence, frame, text)
    if values.pop("_sum", False) or (
        count and count > 1 and values["technique"] == "excision" and _is_one_piece(frame)
    ):
        count = 1
    if count is not None and count > _COUNT_MAX.get(values["technique"], _COUNT_MAX_OF_OTHERS):
        count = None
    values["count"], values["count_is_vague"] = count, frame.count_is_vague and count is None
    evidence.extend(quotes("count", frame.count_mentions))
    return Lesion(evidence=in_order(evidence), **values)


def _fill_place(values: Values, evidence: list[Evidence], frame: Frame) -> None:
    site, side = "", ""
    for one in frame.get("site"):
        own = "" if "side_carried" in one.attributes and zone_of(one.value) in _MIDDLE else one.side
        if not site or one_place(site, side, one.value, own):
            site, side = narrower(site, one.value), side or own
            evidence.append(quote("site", one))
        elif site == one.value and {side, one.side} == {"right", "left"}:
            side = "bilateral"
            evidence.append(quote("side", one))
    values["site"], values["side"] = site, SIDES.get(side, "")


_MIDDLE: Final = frozenset({"back", "chest", "abdomen", "neck", "scalp", "nose", "chin", "forehead", "trunk"})
"""Zones that are not in pairs: a side told of the place before is not theirs."""


def _fill_nature(values: Values, evidence: list[Evidence], frame: Frame) -> None:
    nature = nature_of(frame)
    values["condition"], values["certainty"] = nature.condition, nature.certainty
    disease = next(iter(frame.get("eruption")), None)
    if disease and (not nature.condition or (nature.condition == "scar" and disease.value.startswith("hidradenitis"))):
        values["condition"] = disease.value
        evidence.append(quote("condition", disease))
    values["pathology"] = nature.pathology
    evidence.extend(nature.evidence)
    hurt = next((one for one in frame.get("wound") if not _MADE.search(one.words)), None)
    if hurt is not None and not values["condition"] and frame.get("closure") and is_closure_only(frame):
        values["condition"] = "wound"
        evidence.append(quote("condition", hurt))


_MADE: Final = re.compile(r"defect|mohs|surgical|excision|biopsy", re.IGNORECASE)
"""Words for wounds that an operation made."""


def _fill_act(values: Values, evidence: list[Evidence], frame: Frame, act: Done, used: list[Mention]) -> None:
    values["technique"] = "" if act.technique == "biopsy" else act.technique
    values["further_techniques"] = tuple(one for one in act.further if one != "biopsy")
    values["intent"] = act.intent
    evidence.extend(quotes("technique", used))
    planned = frame.get("planned")
    if planned and not used:
        values["planned_technique"] = planned[0].value
        evidence.append(quote("planned_technique", planned[0]))


def _fill_closure(values: Values, evidence: list[Evidence], shut: Closed, features: frozenset[str]) -> None:
    values["closure"] = shut.closure
    values["flap_kind"], values["graft_kind"] = shut.flap_kind, shut.graft_kind
    evidence.extend(quotes("closure", shut.mentions))
    if shut.closure == "flap":
        if "no_flap_incisions" in features:
            values["flap_incisions"] = False
        elif "flap_incisions" in features:
            values["flap_incisions"] = True


def _fill_features(
    values: Values, evidence: list[Evidence], told: list[Mention], added: Iterable[str], features: frozenset[str]
) -> None:
    kept = [one for one in told if one.value in features]
    names = [*dict.fromkeys(one.value for one in kept), *added]
    if values["closure"] in ("flap", "graft"):
        names = [one for one in names if one not in ("delayed_closure", "secondary_closure")]  # a class of sutures
    if "specimen" in names:
        values["specimen"] = True
    elif "no_specimen" in names:
        values["specimen"] = False
    values["features"] = tuple(sorted({*names} - _SAID_OTHERWISE))
    values["complex_criteria"] = tuple(sorted(COMPLEX & set(names)))
    values["depth"] = next((one for one in _DEPTHS if one in names), "")
    evidence.extend(quotes("features", kept))


def _infer_removal(values: Values, frame: Frame) -> None:
    """Take a lesion for excised or removed when margins, an excised diameter or sutures are told and no technique.

    Only an excision is measured with margins; a lesion whose wound was sewn was cut out.
    """
    if values["technique"] or values["intent"] not in ("", "remove"):
        return
    if _is_injury(frame) and "re_excision" not in values["features"]:
        return
    if frame.get("planned") and not ("margin_cm" in values and values["closure"] in _SEWN):
        return  # "Mohs was offered" does not undo what was cut with a margin and sewn
    if "excised_cm" in values or "margin_cm" in values:
        values["technique"], values["intent"] = "excision", "remove"
    elif any(one.value == "defect" for one in frame.get("mohs")) and not frame.get("lesion"):
        return  # a wound that is there already: it is only sewn
    elif values["closure"] in _SEWN and (frame.get("condition") or frame.get("lesion")):
        values["intent"] = "remove"


def _infer_sample(values: Values, used: Sequence[Mention], features: frozenset[str], text: str) -> None:
    """Take a bare "shave" of a lesion suspected to be a cancer, or of which no size is told, for a biopsy (BX-7).

    So is one in a note that tells of its lesions as those to sample.

    What is shaved off a tumor before Mohs surgery of it is a sample too.
    """
    if values["technique"] == "mohs" and "shave" in values["further_techniques"]:
        further = ["tangential" if one == "shave" else one for one in values["further_techniques"]]
        values["further_techniques"] = tuple(dict.fromkeys(further))
        return
    if values["technique"] != "shave" or values["intent"] != "remove" or features & {"intent_remove", "called_biopsy"}:
        return
    is_cancer = table("condition").get(values["condition"], {}).get("behavior") in ("malignant", "in_situ")
    is_doubted = values["certainty"] == "suspected" and ("diameter_cm" not in values or is_cancer)
    if not is_doubted and not _TO_SAMPLE.search(text):
        return
    if all(one.words.lower() in _BARE_SHAVES for one in used if one.value == "shave"):
        values["intent"] = "sample"


_TO_SAMPLE: Final = Sought(
    r"\b(?:spots?|lesions?|sites?|moles?|places?|areas?|growths?|papules?)(?: here| today)? (?:(?:to|for) (?:be )?"
    r"(?:sampl\w+|biops\w+|bx\w*)|(?:needing|requiring|that needs?) (?:tissue|sampling|(?:a )?biops\w+|bx))\b"
    r"|(?:\A|\n)\W*(?:to (?:biopsy|bx|sample)|for (?:biopsy|bx|sampling))\b",
    re.IGNORECASE,
)
"""What tells of lesions as those of which tissue is wanted."""

_BARE_SHAVES: Final = frozenset({"shave", "shaves", "shaved", "shv", "dermablade", "razor blade"})
"""Words for a shave that do not say whether the lesion was to be removed."""


_SEWN: Final = ("simple", "intermediate", "complex", "flap", "graft")


def _is_injury(frame: Frame) -> bool:
    hurt = any(not _MADE.search(one.words) for one in frame.get("wound"))
    return hurt or any(one.value in INJURIES for one in frame.get("condition"))


_OPENED: Final = {"packed", "loculated"}
"""What is only done to an abscess that was opened."""


def _infer_drainage(values: Values, act: Done) -> None:
    if not act.technique and values["condition"] in ("abscess", "inflamed_cyst") and _OPENED & set(values["features"]):
        values["technique"], values["intent"] = "drainage", "treat"


def _is_nail(site: str) -> bool:
    return zone_of(site) in ("toenail", "fingernail")


def _is_wedge(used: Sequence[Mention]) -> bool:
    return any("wedge" in one.words.lower() for one in used) and any(one.value == "excision" for one in used)


_SAID_OTHERWISE: Final = {"specimen", "no_specimen", "intent_sample", "intent_remove", "cutaneous", "large", "mucosa"}
"""Features that fill a field of their own or only help to read."""


def _fill_reasons(values: Values, evidence: list[Evidence], frame: Frame) -> None:
    for slot, field in (
        ("trigger", "triggers"),
        ("negated_trigger", "negated_triggers"),
        ("past_trigger", "past_triggers"),
        ("signal", "cosmetic_signals"),
    ):
        held = frame.get(slot)
        if held:
            values[field] = _ids(slot, held, frame)
            evidence.extend(quotes(field, held))


def _ids(slot: str, held: Sequence[Mention], frame: Frame) -> tuple[str, ...]:
    if slot != "trigger":
        return tuple(dict.fromkeys(one.value for one in held))
    if not _PAID_FOR.isdisjoint(one.value for one in frame.get("signal")):
        told_of = {one.sentence for slot in _OF_LESION for one in frame.get(slot)}
        held = [one for one in held if one.sentence in told_of]
    return settled(held, denied=frame.get("negated_trigger"), conditions=frame.get("condition"))


_PAID_FOR: Final = frozenset({"cosmetic_consent", "self_pay", "not_covered"})
"""What says that the patient pays: a complaint told without the lesion is no reason of its own against that."""

_OF_LESION: Final = ("condition", "site", "technique", "lesion", "signal")


_JOINT_MAX: Final = 24
"""Most characters between two pieces that tell of one tumor without a break."""


_OF_NEXT_TUMOR: Final = re.compile(
    r"\s*[;,.][^;.\n]*\b(?:stages?|layers?|clear(?:ed)?|needed|took|required)\b", re.IGNORECASE
)
"""Stages told between two pieces of a tumor, behind what ends the first: they are of another tumor."""

_TABLE_GAP_MAX: Final = 120
"""Most characters between two pieces of a table of stages."""


def _fill_stages(values: Values, evidence: list[Evidence], frame: Frame, text: str) -> None:
    """Read the stages in the pieces that tell of a tumor, without what stands between them of others."""
    start = min((piece.start for piece in frame.pieces), default=frame.start)
    end = max((piece.end for piece in frame.pieces), default=frame.end)
    told, reached = ["\n" * start], start
    for piece in sorted(frame.pieces, key=lambda one: one.start):
        if _is_of_other_surgery(piece):
            continue
        gap = text[reached : piece.start]
        is_joined = (
            (len(gap) <= _JOINT_MAX and not _OF_NEXT_TUMOR.match(gap))
            or ("|" in gap and len(gap) <= _TABLE_GAP_MAX)
            or (len(gap) <= _TABLE_GAP_MAX and ends_with_order(gap))
        )
        told.append(gap if is_joined else "\n" * len(gap))
        told.append(text[max(reached, piece.start) : piece.end])
        reached = max(reached, piece.end)
    told_text = "".join(told)
    for first, last in tables_in(text, start, end):
        told_text = told_text[:first] + text[first:last] + told_text[last:]
        end = max(end, last)
    found = stages_of(told_text, start, end)
    if found is not None:
        values["mohs_blocks"] = found.blocks
        evidence.append(Evidence("mohs_blocks", found.start, found.end, text[found.start : found.end]))


def _is_of_other_surgery(piece: Piece) -> bool:
    """True for a piece whose stages are all of another day."""
    scopes = {one.scope for one in piece.mentions if one.kind == "mohs"}
    return scopes == {"historical"}


def total_area(lesion: Lesion) -> Decimal | None:
    """Return defect and flap area together, None when neither is told."""
    areas = [one for one in (lesion.defect_area_sq_cm, lesion.flap_area_sq_cm) if one is not None]
    return sum(areas, Decimal(0)) if areas else None
