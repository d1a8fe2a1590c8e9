"""What made a closure complex, told by what was seen and done: a bare tendon, ragged edges cut back, edges freed far.

"Flexor tendon in view", "dead margins pared back 2 mm": an exposed structure and debrided edges (REP-5), where the
wound was sewn.  "Both flanks lifted 2 cm for a gap of 1.9": how far it was undermined, and how wide it was.
"""

import re
from collections.abc import Iterator
from typing import Final

from cleanskin.note.denied import is_denied
from cleanskin.note.linking.made_mentions import made_of_act, with_made
from cleanskin.note.mention import MarkedText, Mention
from cleanskin.note.sought import Sought

_STRUCTURE: Final = (
    r"(?:(?:flexor|extensor|exten\w+|achilles|patellar|ear|alar|auricular|nasal|septal|tarsal|digital|supraorbital"
    r"|facial|named|bare|white|glistening|outer)\s+)*(?:tendons?"
    r"|bones?|cartilages?|skull|calvarium|outer table|nerve (?:branch|trunk)|digital nerves?|neurovascular bundle|ulna"
    r"|radius|tibia|fibula|phalan\w+|knuckle|patella|malleolus|metacarpal|metatarsal|joint capsule|tarsus)"
)
_SEEN: Final = (
    r"(?:visible|exposed|seen|bared?|showing|shows|in view|on view|on show|laid (?:bare|open)|evident|gliding|uncovered"
    r"|open to (?:view|the air)|stripped|(?:at|in|on) the (?:base|floor|bottom|depth|bed))"
)
_EXPOSED: Final = Sought(
    rf"\b(?P<act>{_STRUCTURE})\s+(?:(?:was|were|is|are|lay|lies|lying|clearly|plainly|just|now|sheath|partly"
    rf"|freely)\s+){{0,3}}{_SEEN}\b"
    r"|\b(?P<other>(?:exposed|visible|bared?|baring|exposing|uncovered|uncovering|showing|naked)\s+(?:the\s+"
    rf"|of\s+)?{_STRUCTURE})\b"
    r"|\b(?:base|floor|bottom|bed|depth)s?\s+(?:of (?:the|this) wound\s+)?(?:is|was|being|shows?|showed"
    rf"|[=:])\s+(?:the\s+)?(?P<base>{_STRUCTURE})\b",
    re.IGNORECASE,
)
_SPOILT: Final = (
    r"dead|ragged|devitali[sz]ed|macerated|crushed|necrotic|irregular|dusky|non-?viable|contused|jagged|frayed|shredded"
    r"|mangled|tattered|blue|black|gr[ae]y|friable|unhealthy|lacerated"
)
_LIP: Final = r"(?:edges?|margins?|rims?|lips?|borders?)"
_EDGE: Final = (
    rf"(?:(?:{_SPOILT}|bevell?ed|old|wound|skin|traumatic|both)\s+)*"
    rf"(?:{_LIP}|fringes?|skin tags|tags|strips?|shreds|tissue)"
)
_CUT_BACK: Final = (
    r"(?:pared|trimmed|cut back|cut away|excised|freshened|debrided|snipped|shaved|resected|sharply (?:cut|trimmed"
    r"|removed|debrided|excised)|nibbled|squared(?: off| up)?|tidied|clipped)(?:\s+(?:back|away|off|square|clean))?"
)
_RAGGED: Final = re.compile(rf"\b(?:{_SPOILT})\b", re.IGNORECASE)
_PARED_BACK: Final = re.compile(
    rf"\b{_LIP}\b(?=.*\b(?:debrided|pared|cut (?:back|away)|resected)\b)"
    rf"|\b(?:debrided|pared|cut (?:back|away)|resected)\b.*\b{_LIP}\b",
    re.IGNORECASE,
)
"""What of the edges of an injury is debridement without more; a surgeon's own wound is squared off so too."""

_TOOL: Final = (
    r"(?:\s+(?:with|by|using|w/)\s+(?:(?:an?|the|fine|sharp|iris|curved|straight|small)\s+)*"
    r"(?:scissors?|scalpel|blade|knife|curette|#?\d+ blade|tenotom\w+)\b)?"
)
_PARED: Final = Sought(
    rf"\b(?:{_EDGE})\s+(?:(?:was|were|is|are|being|all|then|first|sharply|both|had to be|carefully|of the wound"
    rf"|lightly)\s+){{0,3}}{_CUT_BACK}\b{_TOOL}"
    r"|\b(?:pared|trimmed|cut back|cut away|freshened|debrided|snipped|tidied|squared|nibbled|clipped)\s+(?:back "
    rf"|away |off |up )?(?:(?:the|all|both|its)\s+)*{_EDGE}\b{_TOOL}",
    re.IGNORECASE,
)
_WOUND_WORDS: Final = Sought(
    r"\b(?:lacerat\w*|wound|cut|gash\w*|tear|torn|split|slit|injur\w*|glass|knife|fell|fall|dog|bite|bitten|saw"
    r"|crush\w*|slic\w*|trauma\w*|accident|struck|hit|knock\w*|defect|hole|mohs|excis\w*|gap|flap)\b",
    re.IGNORECASE,
)
_BROKEN: Final = (
    r"(?:split|splitting|gash\w*|sliced|slit|ripped|tore|torn|laid open|cut|opened(?: up)?|slashed|stabbed|gaping|gaped"
    r"|cleft|caught|impaled|pierced)"
)
_CAUSE: Final = (
    r"(?:pool|table|glass|bottle|knife|knives|door|tin|can|fence|steps?|stairs?|kerb|curb|corner|wire|saw|mandolin\w*"
    r"|shelf|cupboard|branch|rock|stone|metal|sheet|rusty|toys?|axe|chisel|bike|bicycle|pedal|swing|bat|ball|racket"
    r"|stick|ladder|dog|cat|fall|falling|fell|fight|elbow|helmet|windshield|mirror|plate|crockery|ceramic|shears"
    r"|secateurs|machete|box[- ]?cutter|oyster|propeller|skates?|skis?|barbed|desk|radiator|tiles?|floor|pavement"
    r"|ground|rung|hook|gate|screwdriver|grinder|taps?|faucet|shovel|spade|hammer|mower|coral|shell|counter|worktop"
    r"|trailer|tailgate|car|truck|crate|pan|lid|slide|playground|bench|bed|rail|post|pipe|vase|jar|cleat|boot|drawer"
    r"|hinge|hedge|thorn|antler|hoof|horn|machine|press|blender|grater|peeler|opener|hatch|hood)"
)
_INJURED: Final = Sought(
    rf"\b(?P<act>{_BROKEN})\b(?:[^.;\n]|\.(?=\d)){{0,36}}?\b(?:on|against|by|from|when|while|under|in"
    rf"|off)\s+(?:[\w'-]+\s+){{0,4}}?{_CAUSE}\b"
    rf"|\b{_CAUSE}\b(?:[^.;\n]|\.(?=\d)){{0,30}}?\b(?P<other>split|gashed|sliced|slit|ripped|tore|laid open|slashed"
    r"|caught|cut)\s+(?:(?:open|into|through|up)\s+)?(?:his|her|the|my|their|r|l|right|left)\b",
    re.IGNORECASE,
)
"""An injury told by what broke the skin and on what."""

_OPERATED: Final = Sought(
    r"\b(?:incision|surg\w+|operat\w+|excis\w+|repair\w*|clos(?:ed|ure)|stitches|sutures (?:out|removed|torn?|popped"
    r"|came)|scar|post-?op\w*|flap|graft"
    r"|biops\w+|came (?:apart|open)|dehis\w+|weeks? (?:after|ago)|days? (?:after|ago))\b",
    re.IGNORECASE,
)
"""What says that a wound that came open was made by a surgeon."""

_INJURIES: Final = frozenset({"laceration", "wound", "bite", "dehiscence"})
_SEWN: Final = frozenset({"intermediate", "complex", "simple", "sutured", "closed", "primary"})
_BEHIND: Final = 4
"""How many sentences apart the closure may be told."""


def with_told_wounds(marked: MarkedText) -> MarkedText:
    """Return the note with what was bared, and the edges that were cut back, where a wound was sewn."""
    sewn = {one.sentence for one in marked.mentions if one.kind == "closure" and one.value in _SEWN}
    if not sewn or not _WOUND_WORDS.may_be_in(marked.text):
        return marked
    told = [*_told(marked), *_injury(marked)]
    added = [one for one in told if any(abs(one.sentence - number) <= _BEHIND for number in sewn)]
    if not added:
        return marked
    spans = [(one.start, one.end) for one in added if one.value == "debrided_edges"]
    is_hurt = any(one.value == "laceration" for one in added)
    kept = [one for one in marked.mentions if not _is_step(one, spans) and not (is_hurt and one.value == "dehiscence")]
    return with_made(marked, added, kept)


def _is_step(one: Mention, spans: list[tuple[int, int]]) -> bool:
    """True for an act or a place that the words for cutting edges back hold: "pared", "back"."""
    return one.kind in ("technique", "site", "service") and any(a <= one.start < b for a, b in spans)


def _injury(marked: MarkedText) -> Iterator[Mention]:
    """Yield the injury of a note that names none: "chin split on the pool edge"."""
    named = {one.value for one in marked.mentions if one.kind == "condition" and one.value in _INJURIES}
    if named - {"dehiscence"} or (named and _OPERATED.search(marked.text)):
        return
    if any(one.kind == "technique" and one.value in ("mohs", "excision") for one in marked.mentions):
        return
    found = _INJURED.search(marked.text)
    if found is None or is_denied(marked.text, found.start()):
        return
    span = found.span("act" if found["act"] else "other")
    yield from made_of_act(marked, "condition", "laceration", span, ("lesion",))
    yield from made_of_act(marked, "noun", "wound", span)
    yield from made_of_act(marked, "size_role", "laceration", span)


def _told(marked: MarkedText) -> Iterator[Mention]:
    text = marked.text
    for found in _EXPOSED.finditer(text):
        span = next(found.span(name) for name in ("act", "other", "base") if found[name])
        if not is_denied(text, found.start()):
            yield from made_of_act(marked, "feature", "exposed_structure", span)
    is_cut_out = any(one.kind == "technique" and one.value in ("mohs", "excision") for one in marked.mentions)
    for found in _PARED.finditer(text):
        is_pared = not is_cut_out and _PARED_BACK.search(text, found.start(), found.end())
        if not (is_pared or _RAGGED.search(text, found.start(), found.end())):
            continue
        if not is_denied(text, found.start()):
            yield from made_of_act(marked, "feature", "debrided_edges", found.span())
