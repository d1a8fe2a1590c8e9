"""Setting apart what was not done today, before lesions and services are linked.

Acts of other days are marked as of the past, with those that are told as having failed; acts that are only booked as
planned.  Acts of other practices are taken out, and what the acts of other days were done to, unless nothing else tells
where today's work was.
"""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Final

from cleanskin.note.linking.implied import in_question
from cleanskin.note.linking.own_drugs import is_shot_record
from cleanskin.note.linking.tissue import are_first_read
from cleanskin.note.mention import LIVE_OR_PAST, MarkedText, Mention, Sentence
from cleanskin.note.sought import Sought
from cleanskin.note.visit.claimed import without_claims
from cleanskin.note.visit.earlier import Earlier
from cleanskin.note.visit.governed import without_governed
from cleanskin.note.visit.not_today import without_talk
from cleanskin.note.visit.nothing_done import without_choices
from cleanskin.note.visit.only_told import without_only_told
from cleanskin.note.visit.other_days import without_other_days
from cleanskin.note.visit.others import work_of_others
from cleanskin.note.visit.sewn_then import cut_another_day
from cleanskin.note.visit.stitches import out_and_to_come, service
from cleanskin.note.visit.unserved import without_unserved
from cleanskin.note.visit.unstaged import without_unstaged

_ASKED: Final = Sought(
    r"\s?\?|[\s.,;-]*(?:correction\b|scratch that|strike that|i mean\b|make that\b|sorry\b|no,? wait)", re.I
)
"""What behind an act says that it is only asked ("punch excision?") or taken back ("shave, correction: punch")."""

_ALONE: Final = ("site", "condition", "length")
"""Kinds of which one must be left for today's work."""


def set_apart(marked: MarkedText, found: Earlier) -> MarkedText:
    """Return the note with the scopes of what was not done today, and with stitches taken out as a service."""
    if are_first_read(marked.text):
        return marked  # what another practice took and sent in to be read is no act of another day: no patient is seen
    marked = _without_questions(
        without_choices(without_other_days(without_talk(without_only_told(without_governed(without_claims(marked))))))
    )
    marked = _without_pustules(without_unserved(without_unstaged(marked)))
    out, ahead = out_and_to_come(marked)
    stitches = out[0] if out else None
    failed = [one for one in marked.mentions if one.kind == "trigger" and one.value == "MN-FAILED"]
    booked = _booked(marked.mentions) | _chosen_for_later(marked)
    others = work_of_others(marked)
    sewn = _sewn_then(marked, found)
    cut_then = set() if stitches is None else cut_another_day(marked)
    come_for = _come_for(marked, found)
    is_as_told = not (found.places or found.same_lesion or stitches or ahead or failed or booked or others or come_for)
    if is_as_told and not _has_route(marked):
        return marked
    taken_out = _taken_out(marked.mentions, found)
    mentions = []
    for one in marked.mentions:
        place = (one.start, one.end)
        if place in sewn or (place in taken_out and one.kind in taken_out[place]):
            continue
        if place in others and one.kind != "person":
            continue
        if place in come_for:
            one = one._replace(scope="asserted") if one.kind == "technique" else one
        elif one.scope == "historical" and place in found.same_lesion:
            one = one._replace(scope="asserted")
        elif stitches is not None and one.value == "suture_removal" and stitches.start() <= one.start < stitches.end():
            pass  # named beside the act that they are of: "here after a punch biopsy for stitches out"
        elif one.scope in LIVE_OR_PAST and (place in cut_then or _is_past(one, found, out, failed)):
            one = one._replace(scope="historical")
        elif one.scope == "asserted" and (place in booked or _is_prescribed(marked, one)):
            one = one._replace(scope="planned")
        if one.value == "suture_removal" and any(one.start in words for words in ahead):
            one = one._replace(scope="planned")
        if stitches is None and one.value in ("sutured", "remove") and any(one.start in words for words in ahead):
            continue
        mentions.append(one)
    if stitches is not None and not any(one.kind == "service" and one.value == "suture_removal" for one in mentions):
        mentions = sorted([*mentions, service(stitches, mentions)], key=lambda one: (one.start, one.end))
    return marked._replace(mentions=mentions)


def _without_pustules(marked: MarkedText) -> MarkedText:
    """Take the pustules of a rosacea that the note names for the rosacea: they are no lesion of their own."""
    named = next((one for one in marked.mentions if one.value == "rosacea"), None)
    if named is None:
        return marked
    return marked._replace(
        mentions=[
            one._replace(value=named.value, attributes=named.attributes) if one.value == "acne_pustules" else one
            for one in marked.mentions
        ]
    )


_ANSWERED_NO: Final = re.compile(r"\s?\?\W*(?:no|not|nope|nothing|none|nil|needless)\b", re.I)


def _without_questions(marked: MarkedText) -> MarkedText:
    """Leave out acts that are only asked about ("punch excision? No, punch biopsy"), where another act is told."""
    acts = [one for one in marked.mentions if one.kind in ("technique", "closure", "feature", "relation")]
    asked = {one for one in acts if _ASKED.match(marked.text, one.end) and not in_question(marked, one)}
    asked |= {
        one for one in acts if any(0 <= other.start - one.end <= 1 for other in asked)
    }  # "punch" of "punch excision?"
    denied = {one for one in asked if _ANSWERED_NO.match(marked.text, one.end)}
    if denied:
        return marked._replace(mentions=[one for one in marked.mentions if one not in denied])
    if not asked or all(one in asked or one.scope != "asserted" for one in acts if one.kind == "technique"):
        return marked
    return marked._replace(mentions=[one for one in marked.mentions if one not in asked])


_COME_FOR: Final = re.compile(
    r"\b(?:here|presents|returns?|returned|comes?|came|in|seen|back|scheduled|arrives)\b[^.;:\n]{0,30}\bfor (?:the "
    r"|an? |his |her )?"
    r"(?:(?:scheduled|planned|booked|elective|definitive|surgical|wide|local|standard)\s+){0,3}$",
    re.I,
)


def _come_for(marked: MarkedText, found: Earlier) -> set[tuple[int, int]]:
    """Return the acts that a patient came for, whatever their lesion had before: "here for excision of the BCC"."""
    return {
        (one.start, one.end)
        for one in marked.mentions
        if one.kind == "technique"
        and one.scope == "historical"
        and (one.start, one.end) not in found.places
        and _COME_FOR.search(marked.text, max(0, one.start - 80), one.start)
    }


_WEAK: Final = frozenset({"sutured", "closed", "primary"})
_TODAY: Final = re.compile(r"\b(?:today|now|this visit)\b", re.I)


_BRACKET_OF: Final = re.compile(r"\s*\([^()\n]*")
"""A bracket right behind an act, and what stands in it."""


_OF_YEAR: Final = re.compile(
    r"(?:\s+(?:w/|with|by|at|of)\s?[\w.' ]{1,24}?)?[\s,]+(?:in\s+)?(?:\d{1,2}/)?(?:19|20)\d\d\s*"
    r"(?:[,+&]|w/|with|and)\s*(?:an?\s+|the\s+)?(?:[a-z]+\s)?",
    re.IGNORECASE,
)
"""The year of an act, behind which stands how it was closed: "Mohs w/ me 2024, flap"."""


def _sewn_then(marked: MarkedText, found: Earlier) -> set[tuple[int, int]]:
    """Return the places of words for sutures behind an act of another day: "12 days ago a punch, two nylon".

    Any closure and length in the bracket behind it is of that day: "day 6 after excision (5/24, layered, 4 cm)".
    """
    last: dict[int, int] = {}
    told: set[tuple[int, int]] = set()
    act = -1
    for one in marked.mentions:
        if one.kind == "technique":
            act = one.end if one.scope == "historical" or (one.start, one.end) in found.places else -1
        elif one.kind == "closure" and act >= 0 and _OF_YEAR.fullmatch(marked.text, act, one.start):
            told.add((one.start, one.end))
        if one.kind not in ("technique", "closure", "length") or one.scope not in LIVE_OR_PAST:
            continue
        if (one.start, one.end) in found.places:
            last[one.sentence] = one.end
        elif (
            one.kind != "technique"
            and one.sentence in last
            and _BRACKET_OF.fullmatch(marked.text, last[one.sentence], one.start)
        ):
            told.add((one.start, one.end))
        elif one.kind == "technique" and not (
            one.sentence in last and _BRACKET_OF.fullmatch(marked.text, last[one.sentence], one.start)
        ):
            last.pop(one.sentence, None)
        elif (
            one.sentence in last
            and one.value in _WEAK
            and not _TODAY.search(marked.text, last[one.sentence], one.start)
        ):
            told.add((one.start, one.end))
    return told


_ROUTES: Final = frozenset({"injection_sc", "injection_im", "infusion", "iv_push"})
_PRESCRIBED: Final = re.compile(
    r"\b(?:start\w*|begin\w*|initiat\w+|switch\w*|prescri\w+|rx\b|pharmacy|prior auth\w*|\bPA\b|self[- ]?inject\w*"
    r"|at home|specialty|(?:wk|week|wks|weeks) 0|loading dose|q\s?\d+\s?(?:w|wks?|weeks?)\b|every \d+ weeks"
    r"|add(?:ed|ing)?\b|continu\w*|cont\b|weekly|refill\w*"
    r"|resum\w+|transition\w*|escalat\w+|(?:him|her|them)sel(?:f|ves)|self-?administ\w*|approv\w+|authoriz\w+|insurer"
    r"|lost response|considered)",
    re.I,
)
_GIVEN: Final = re.compile(
    r"\b(?:given|administered|injected|gave|received|lot|ndc|buy and bill|tolerated|today|(?<!will be )done"
    r"|by (?:MA|RN|LPN|nurse|staff|me)|(?:R|L|right|left) (?:\w+ )?(?:glut\w*|deltoid|buttock|vastus))\b"
    r"|^(?!.*\b(?:add|after|once|start|begin|will|plan|when|pending)\b).*\bin[- ](?:the )?office\b",
    re.I | re.S,
)
"""What says that a drug with a route was given in the visit."""


_LASTED: Final = re.compile(r"\b\d+\s*(?:min\w*|h|hr|hrs|hours?)\b|\d:\d\d", re.I)
"""What says how long something ran in: then it was given."""

_WRITTEN: Final = re.compile(r"\b(?:prescri\w+|rx)\b", re.I)


def _has_route(marked: MarkedText) -> bool:
    return any(one.kind == "service" and one.value in _ROUTES for one in marked.mentions)


def _is_prescribed(marked: MarkedText, one: Mention) -> bool:
    """Say whether a route ("SC") is that of a drug to be taken at home, not of an injection given."""
    if one.kind != "service" or one.value not in _ROUTES:
        return False
    sentence = marked.sentences[one.sentence]
    first = max(sentence.start, marked.text.rfind(";", sentence.start, one.start) + 1)
    last = marked.text.find(";", one.end, sentence.end)
    words = marked.text[first : last if last >= 0 else sentence.end]
    if one.value == "injection_im":
        words = _WRITTEN.sub("", words)  # what goes into muscle is given: the prescription is of another drug
    if one.value in ("infusion", "iv_push") and _LASTED.search(words):
        return False
    if _PRESCRIBED.search(words) is None or _GIVEN.search(words) is not None:
        return False
    return not is_shot_record(marked)


def _taken_out(mentions: Iterable[Mention], found: Earlier) -> dict[tuple[int, int], set[str]]:
    """Return the kinds to take out by place: what earlier acts were done to, where today's has its own."""
    if not found.objects:
        return {}
    left = {one.kind for one in mentions if (one.start, one.end) not in found.objects and one.scope in LIVE_OR_PAST}
    taken: dict[tuple[int, int], set[str]] = {}
    cut = {
        one.sentence for one in mentions if (one.start, one.end) in found.places and one.value in ("excision", "mohs")
    }
    for one in mentions:
        if one.kind == "length" and one.value == "margin" and one.sentence not in cut:
            continue  # no biopsy has a margin
        if (one.start, one.end) in found.objects and (one.kind not in _ALONE or one.kind in left):
            taken.setdefault((one.start, one.end), set()).add(one.kind)
    return taken


def _is_past(one: Mention, found: Earlier, out: list[re.Match[str]], failed: list[Mention]) -> bool:
    """Say whether a mention tells of another day; removing stitches removes nothing else."""
    if (one.start, one.end) in found.places:
        return True
    if one.kind != "technique":
        return False
    if any(trigger.start <= one.start and one.end <= trigger.end for trigger in failed):
        return True
    return one.value == "remove" and any(words.start() <= one.start < words.end() for words in out)


def _is_booking(one: Mention) -> bool:
    return one.kind == "visit_word" and one.value == "scheduled" and " " not in one.words


_ONLY_BOOKED: Final = Sought(
    r"\W*(?:(?:the |this )?(?:procedure|surgery|it|this) )?(?:(?:is|was|will be|has been|to be) )?(?:re)?scheduled"
    r"(?: (?:for|in|on) (?:(?:the )?next|\d|one|two|three|four|six|monday|tuesday|wednesday|thursday|friday)"
    r"[^.;]{0,20})?\W*",
    re.I,
)
_CHOOSES: Final = Sought(
    r"\b(?:elects?|opts?|chooses?|chose|opted|elected|agrees?|wishes|wants?|desires?|decides?|prefers?)\b", re.I
)


def _chosen_for_later(marked: MarkedText) -> set[tuple[int, int]]:
    """Return the places of acts that a patient chose and that are booked: "elects excision. Scheduled."."""
    text = marked.text
    found: set[tuple[int, int]] = set()
    if not _CHOOSES.may_be_in(text):
        return found
    for number, (before, after) in enumerate(pairwise([*marked.sentences, _NO_SENTENCE])):
        chooses = _CHOOSES.search(text, before.start, before.end)
        if chooses is None:
            continue
        booked = _BOOKED_BEHIND.search(text, chooses.end(), before.end)
        if booked is None and not _ONLY_BOOKED.fullmatch(text, after.start, after.end):
            continue
        last = booked.start() if booked else before.end
        acts = [one for one in marked.mentions if one.sentence == number and one.kind in ("technique", "closure")]
        found.update((one.start, one.end) for one in acts if one.start < last)
    return found


_BOOKED_BEHIND: Final = re.compile(
    r"[;,.(]\s*(?:(?:and|this|it|which|surgery|the procedure)\s+)?(?:(?:is|was|will be|to be|has been)\s+)?"
    r"(?:(?:re)?(?:scheduled|booked|set|arranged|date)|on the (?:books|schedule|list|calendar))\b"
    r"(?![^;.]{0,20}\btoday)",
    re.I,
)
"""What behind the choice says that it is for another day: "prefers Mohs; scheduled for 4/2"."""

_NO_SENTENCE: Final = Sentence(0, 0, "", (), "")


def _booked(mentions: Sequence[Mention]) -> set[tuple[int, int]]:
    """Return the places of acts followed at once by the word that they are scheduled ("punch biopsy scheduled")."""
    begins = {one.start for one in mentions if _is_booking(one) or (one.kind == "technique" and one.scope == "planned")}
    found: set[tuple[int, int]] = set()
    if begins:
        for one in reversed(mentions):
            if one.kind in ("technique", "service", "closure") and begins & {one.end, one.end + 1}:
                found.add((one.start, one.end))
                begins.add(one.start)
    return found
