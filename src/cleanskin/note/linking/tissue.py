"""Tissue read by the practice, told in other words than the table's, and notes that are a report of such a reading.

"Punch biopsy specimen from the arm read by our dermatopathologist" tells of a reading and of no biopsy.  A report lists
its specimens ("A.", "Specimen 1:"): each is a reading of its own with its own diagnosis, and nothing was done in it.
"""

import re
from collections.abc import Sequence
from itertools import count
from typing import Final, NamedTuple

from cleanskin.note.linking.evidence import quote
from cleanskin.note.linking.own_laboratory import PARTS, read_here, with_part_billed
from cleanskin.note.mention import MarkedText, Mention
from cleanskin.note.sought import Sought
from cleanskin.record.encounter import Evidence, Service

_TISSUE: Final = r"(?:specimens?|slides?|biops(?:y|ies)|tissue|jars?|excisions?|clippings?|shaves?|punch(?:es)?)"
_OWN: Final = (
    r"(?:in[- ]?house|own (?:lab\w*|patholog\w+|dermatopatholog\w+)|(?:our|practice'?s?|group'?s?) (?:own )?(?:\w+ )?"
    r"(?:lab\w*|patholog\w+|dermatopatholog\w+|dermpath\w*)|dermatopathologist|dermpath(?:ologist)?"
    r"|by (?:me|us|the practice)|here)"
)
_OFFICE: Final = r"(?:offices?|clinics?|practices?|groups?|physicians?|doctors?|derm(?:atologist)?s?|NP|PA)"
_READ: Final = r"(?:read|reads|interpreted|interprets|signed out|signs out|diagnosed|examined under the microscope)"
_TOLD: Final = Sought(
    rf"\b{_TISSUE}\b(?P<a>[^.;\n]{{0,90}}?)\b{_READ}\b[^.;\n]{{0,40}}?\b{_OWN}\b"
    rf"|\b{_OWN}\b[^.;\n]{{0,30}}?\b{_READ}\b[^.;\n]{{0,60}}?\b{_TISSUE}\b"
    rf"|\b{_READ}\b[^.;\n]{{0,20}}?\b{_OWN}\b[^.;\n]{{0,60}}?\b{_TISSUE}\b"
    r"|\b(?:H ?& ?E|routine) (?:reading|read)\b"
    rf"|\b{_OWN}\b (?:reading|interpretation|review) of\b"
    rf"|\b(?:slides?|specimens?|tissue)\s*:[^.;\n]{{0,90}}?\b{_OWN}\b"
    rf"|\b(?:reading|interpretation)s? of (?:the )?(?:[\w-]+ ){{0,3}}?{_TISSUE}\b",
    re.IGNORECASE,
)
_READ_BY_OWN: Final = Sought(rf"\b{_READ}\b[^.;\n]{{0,30}}?\b{_OWN}\b|\b{_OWN}\b[^.;\n]{{0,30}}?\b{_READ}\b", re.I)
_VERB: Final = Sought(rf"\b(?:{_READ}|reading|interpretation)\b", re.IGNORECASE)
_NOT_HERE: Final = Sought(
    r"(?:->|\u2192|\bto|\bconsult(?:ing)?) (?:an? |the )?(?:consult\w* )?(?:dermpath|dermatopath)|"
    r"\b(?:(?<!from )(?<!from an )outside|reference lab\w*|hospital|elsewhere|sent|will be|to be read|pending"
    r"|awaiting|another|patch|allerg\w+|universit\w+|their (?:own )?(?:derm\w*|patholog\w*)"
    r"|not (?:re-?)?(?:read|by (?:me|us))"
    r"|frozen|mohs|KOH|by (?:a|the) pathologist)\b",
    re.IGNORECASE,
)
_SENT_IN: Final = Sought(
    r"\b(?:specimens?|biops(?:y|ies)|tissue|jars?|bottles?|shaves?|punch(?:es)?|excisions?)\b[^.;\n]{0,24}?\b"
    r"(?:(?:sent|submitted|received|forwarded|mailed|referred|came|dropped off)(?: \w+)? (?:by|from) (?:an? |the )?"
    r"(?:outside|other|another|community|referring|neighbou?ring|different|local) (?:\w+ )?" + _OFFICE + r"\b"
    r"|(?:an? |the )?(?:outside|other|another|community|referring|neighbou?ring|different|local) (?:\w+ )?"
    + _OFFICE
    + r" (?:has |had )?(?:sent|sends|submit(?:s|ted)|forwarded|mailed)\b)",
    re.IGNORECASE,
)
"""What says that tissue came from another practice to be read here for the first time."""

_READ_BEFORE: Final = Sought(
    r"\b(?:slides?|blocks?|second|opinions?|consult\w*|over-?reads?|re-?(?:review|read)\w*|outside (?:lab|report))\b",
    re.IGNORECASE,
)
_READ_OUTSIDE: Final = Sought(
    r"\b(?:signed out|read|reads|interpreted|reported|diagnosed|performed|processed)\s+(?:out\s+)?(?:by|at)\s+"
    r"(?:an?\s+|the\s+)?(?:outside|external|reference|hospital|commercial|another|universit\w+)\b"
    r"|\b(?:outside|external|reference) (?:lab\w*|dermpath\w*|dermatopath\w*|patholog\w*)\b",
    re.IGNORECASE,
)
"""What says that tissue was read by others."""

_HISTOLOGY_AWAY: Final = Sought(r"\b(?:histology|H ?& ?E)\b[^.;\n]{0,24}\b(?:elsewhere|outside|another)\b", re.I)
"""What says that others read the routine slides."""

_STAINS: Final = frozenset({"special_stain", "special_stain_organism", "immunostain", "immunostain_antibody"})
"""Services that go with a reading of the specimen."""

_LABEL: Final = re.compile(
    r"(?:^|(?<=[\s(]))(?:(?:specimen|spec|part|jar|container|case)s?\s*#?\s*(?:[A-H]|\d{1,2})\s*[:.)-]"
    r"|(?m:^)\s*[A-H]\s*[.:)])(?=\s)"
    r"|(?:(?m:^)|(?<=[.;] ))\s*(?:specimen|spec|part|jar|container|case)\s*#?\s*(?:[A-H]|\d{1,2})\b\s*"
    r"(?:,(?=\s)|(?=\())",
    re.IGNORECASE,
)
_REPORT: Final = (
    Sought(r"\b(?:dermatopatholog\w+|dermpath\w*|patholog(?:y|ist)|path report|laboratory|lab)\b", re.IGNORECASE),
    Sought(
        r"\b(?:accession|microscopic\w*|gross(?: description)?|final (?:pathologic )?diagnosis|signed(?: out)?"
        r"|read in[- ]house|read by (?:me|us)|sections show|CLIA)\b",
        re.IGNORECASE,
    ),
)
_VISIT: Final = Sought(
    r"\b(?:HPI|chief complaint|CC:|physical exam|lidocaine|anesthe\w+|hemosta\w+|consent\w*|return to clinic|RTC|ROS"
    r"|prescri\w+|injected|follow[- ]?up in|lido|nylon|prolene|ethilon|wound care|interval (?:hx|history)|AlCl\w*"
    r"|drysol|no sutures|vaseline|band-?aids?|time-?out)\b",
    re.IGNORECASE,
)


_OWN_LABORATORY: Final = Sought(
    r"\b(?:in[- ]?house|own (?:\w+ )?(?:lab\w*|(?:dermato)?patholog\w+|dermpath\w*|DP|histolog\w+|slides?)"
    r"|our (?:\w+ )?(?:lab\w*|dermpath\w*)|in[- ]office lab\w*|own the lab\w*"
    r"|(?:practice|group|office|clinic)(?:'?s)? (?:own )?(?:\w+ )?(?:lab\w*|dermpath\w*)|global(?:ly)?|both components"
    r"|technical and professional|professional and technical|(?:-?26|TC|professional(?: component)?"
    r"|technical(?: component)?)(?: only|[- ]only))\b",
    re.IGNORECASE,
)
_ASKED: Final = Sought(
    r"\b(?:surgical |anatomic |derm(?:ato)?)?(?:patholog(?:y|ist'?s?)|dermpath\w*|histolog\w+|laboratory|lab)\s+"
    r"(?:and stain )?(?:codes?|coding|charges?|billing|services?|claims?|CPT)\b"
    r"(?:[^.;\n]{0,30}\?|\s+(?:only|please|wanted|needed))"
    r"|\b(?:code|bill|charge)s?\s+(?:for\s+)?(?:the\s+)?(?:surgical |dermato)?patholog\w+\b"
    r"|\bwhat (?:does|do|can|should) (?:the |our )?(?:own )?(?:\w+ )?(?:path|lab)\w* (?:bill|charge|report|code)\b"
    r"|\b(?:derm)?path(?:ology)? (?:(?:charges?|codes?|claims?|reading) )?only\b",
    re.IGNORECASE,
)
_HEADED: Final = Sought(
    r"^\s*(?:(?:in[- ]?house|our|own) )?(?:derm(?:ato)?\s?)?path(?:ology)?(?: (?:charges|claim|only|today"
    r"|lab(?:oratory)?|in[- ]?house"
    r"|services?|bench|sign[- ]?out|readings?|read))*\s*[:,-]"
    r"|^\s*(?:DIF|direct (?:immuno)?fluorescence|immunofluorescence|IHC|immunostains?"
    r"|special stains?),?(?: (?:on|of|for))?"
    r" (?:(?:one|a|1|single|two|2|\w+) ){0,2}?(?:(?:punch|shave|biopsy|skin|bx) ){0,2}(?:specimen|biopsy"
    r"|sample|block)s?\s*[:,-]",
    re.I,
)
_CLAIM_OF_OWN: Final = Sought(
    r"^\s*(?:(?:derm(?:ato)?(?:path)?|in[- ]?house|our|own)\s+)*(?:path(?:ology)?\s+)?"
    r"(?:lab(?:oratory)?|path(?:ology)?)(?:(?:\s+day)?\s*(?=:\s*read\b)|(?:\s+only)?\s+(?:claim|bill|billing|charges?))(?:\s+only)?\s*[:,-]"
    r"|^\s*(?:claim|bill|charges?) (?:of|for|from) (?:the |our )?(?:derm\w* )?(?:lab\w*|path\w*)(?: only)?\s*[:,.-]",
    re.IGNORECASE,
)
"""A text headed as one of tissue."""
_READ_ONLY: Final = Sought(
    r"^[^.;:\n]{0,24}\b(?:derm(?:ato)?path\w*|path(?:ology)?|slides?|histolog\w+|tissue)"
    r" (?:reads?|readings?|interpretations?|sign-?outs?|reviews?),? only\b"
    r"|^\W*(?:PC|professional(?: component| read| reading| interpretation)?|-?26)(?:,? only| component)\b"
    r"(?=[^\n]*\b(?:slides?|specimens?|derm\w*path|path|lab|histolog\w+)\b)",
    re.IGNORECASE,
)
"""A text whose first words say that only the reading of slides is billed: "dermpath read only", "PC only"."""
_READ_AND_ASKED: Final = Sought(
    r"\b(?:shaves?|punch(?:es)?|biops(?:y|ies)|excisions?|specimens?|jars?|slides?) (?:are |were |was |is )?"
    r"(?:read|interpreted|examined|signed out)\b[\s\S]{0,200}\b(?:codes?|billing|charges?)\s*\?",
    re.IGNORECASE,
)
_BEGINS_READ: Final = Sought(
    r"^[^.;:\n]{0,40}?\b(?:(?:the|our|own|in[- ]?house|practice's) (?:\w+ )?"
    rf"(?:lab\w*|(?:dermato)?patholog\w+|dermpath\w*) (?:also )?{_READ} (?!by|at|in)"
    rf"|(?:dermato(?:patho)?logist|physician|pathologist|dermpath|we|I)(?: (?:in|of) (?:our|the|my) \w+)?"
    rf" (?:only )?{_READ}\b[^.;\n]{{0,20}}?\b(?:slides?|specimens?)\b"
    rf"|(?:slides?|specimens?) (?:of|from)\b[^.;\n]{{0,120}}?\b(?:is|are|was|were) {_READ}\b)",
    re.IGNORECASE,
)
"""A text whose first statement is that tissue is read: by the laboratory, or slides by the practice."""
_WORKED: Final = Sought(
    r"\b(?:(?:shave|excise|biopsie|curette|close|suture|treat|inject|see)[dn]|punched|frozen|froze|mohs|LN2|cryo\w*|took"
    r"|visit|established|new patient|second opinion|consult\w*|KOH|patch|refer(?:red|ral)|previously|re-?read\w*)\b",
    re.IGNORECASE,
)
"""What says that a patient was seen or worked on, or that the slides had been read before."""
_SOAP: Final = re.compile(r"^[ \t]*(?:S|O|P|A/P)[ \t]*:[ \t]", re.MULTILINE)
"""The headings of a visit by their first letters: its "A:" labels no specimen."""

_CONTAINED: Final = Sought(
    r"\b(?:jars?|containers?|specimens?|bottles?|vials?|biops(?:y|ies)|shaves?|punch(?:es)?)\b", re.IGNORECASE
)


def is_claim_of_laboratory(text: str) -> bool:
    """True for a text that asks what the practice's own laboratory bills: nobody was operated on in it."""
    if _CLAIM_OF_OWN.search(text):
        return not _VISIT.search(text)
    if _READ_ONLY.search(text):
        return not (_WORKED.search(text) or _VISIT.search(text))
    if are_first_read(text) or (_BEGINS_READ.search(text) and not (_WORKED.search(text) or _VISIT.search(text))):
        return True
    is_asked = _ASKED.search(text) or _READ_AND_ASKED.search(text) or _HEADED.search(text)
    return bool(is_asked and _OWN_LABORATORY.search(text)) and not _VISIT.search(text)


def _readings_asked(marked: MarkedText) -> list[Mention]:
    """Return a reading for the first sentence that tells of specimens when only their reading is asked about."""
    if any(one.kind == "service" and one.value == "slide_reading" for one in marked.mentions):
        return []
    if _HISTOLOGY_AWAY.search(marked.text):
        return []
    if _OF_GLOW.match(marked.text) and not _HISTOLOGY.search(marked.text):
        return []  # the specimen in its own medium is read by its fluorescence alone
    for number, sentence in enumerate(marked.sentences):
        found = _CONTAINED.search(marked.text, sentence.start, sentence.end) or _VERB.search(
            marked.text, sentence.start, sentence.end
        )
        inside = [one for one in marked.mentions if one.sentence == number]
        if found is None or not inside:
            continue
        clause = min(inside, key=lambda one: abs(one.start - found.start())).clause
        start, end = found.span()
        return [Mention("service", "slide_reading", start, end, found[0], sentence=number, clause=clause)]
    return []


_OF_GLOW: Final = re.compile(r"\s*(?:DIF|direct (?:immuno)?fluorescence|immunofluorescence)\b", re.IGNORECASE)
_HISTOLOGY: Final = re.compile(r"\b(?:H ?& ?E|hematoxylin|histolog\w+|routine|formalin|slides?|88305)\b", re.IGNORECASE)


def are_first_read(text: str) -> bool:
    """True where tissue of another practice is read here, nobody had read it before, and no patient is seen."""
    if _SENT_IN.search(text) is None or _READ_BEFORE.search(text) or _VISIT.search(text):
        return False
    return bool(_READ_BY_OWN.search(text) or _OWN_LABORATORY.search(text))


class Specimen(NamedTuple):
    """Characters [start, end) that tell of one specimen, and which of them it is.

    A report that tells of its specimens more than once (what came, what is seen, what it is) has several of one number.
    """

    start: int
    end: int
    number: int


def told_readings(marked: MarkedText) -> MarkedText:
    """Return the note with a mention for each reading that it tells in other words than the table's."""
    marked = _without_smears(marked)
    is_claim = is_claim_of_laboratory(marked.text)
    told = marked if not is_claim and not _TOLD.may_be_in(marked.text) else _in_other_words(marked, is_claim=is_claim)
    if not is_claim:
        return read_here(told)
    made = [one._replace(scope="asserted") if _is_needed(one, told.text) else one for one in told.mentions]
    return with_part_billed(told._replace(mentions=made), of_stains=True)


def _without_smears(marked: MarkedText) -> MarkedText:
    """Leave out readings of slides that hold a scraping: the sentence names its test and no tissue."""
    smeared = {one.sentence for one in marked.mentions if one.kind == "service" and one.value in _SMEARS}
    if not smeared:
        return marked
    kept = [
        one
        for one in marked.mentions
        if one.value != "slide_reading" or one.sentence not in smeared or _names_tissue(marked, one.sentence)
    ]
    return marked if len(kept) == len(marked.mentions) else marked._replace(mentions=kept)


_SMEARS: Final = frozenset({"koh", "wet_mount", "tzanck", "scabies_prep"})
"""Tests that are slides themselves."""
_CUT: Final = re.compile(r"\b(?:biops(?:y|ies)|bx|shaves?|punch(?:es)?|excisions?|clippings?|PAS)\b", re.IGNORECASE)


def _names_tissue(marked: MarkedText, sentence: int) -> bool:
    told = marked.sentences[sentence]
    return _CUT.search(marked.text, told.start, told.end) is not None


def _is_needed(one: Mention, text: str) -> bool:
    """True for a stain that a specimen needed, in a text about what a laboratory did."""
    is_stain = one.kind == "service" and one.value in _STAINS
    return is_stain and _NEEDED.search(text, max(0, one.start - 60), one.start) is not None


_NEEDED: Final = re.compile(r"\b(?<!not )(?:needed|required)\b[^.;\n]*$", re.IGNORECASE)


def _in_other_words(marked: MarkedText, *, is_claim: bool) -> MarkedText:
    """Return the note with a mention for each sentence that tells a reading of tissue that it names."""
    added: list[Mention] = _readings_asked(marked) if is_claim else []
    for number, sentence in enumerate(marked.sentences):
        found = _TOLD.search(marked.text, sentence.start, sentence.end)
        if found is None or _NOT_HERE.search(marked.text, sentence.start, sentence.end):
            continue
        inside = [one for one in marked.mentions if sentence.start <= one.start < sentence.end]
        if any(one.kind == "service" and one.value not in _STAINS for one in inside):
            continue
        verb = _VERB.search(marked.text, found.start(), found.end()) or found
        clause = inside[0].clause if inside else 0
        words = verb[0]
        added.append(
            Mention("service", "slide_reading", verb.start(), verb.end(), words, sentence=number, clause=clause)
        )
    if not added:
        return marked
    return marked._replace(mentions=sorted([*marked.mentions, *added], key=lambda one: (one.start, one.end)))


def specimens_of(marked: MarkedText) -> Sequence[Specimen]:
    """Return the specimens of a note that is a report of their reading by the practice; () when it is none."""
    text = marked.text
    if _is_visit(text):
        return ()
    is_read = any(
        one.kind == "service" and one.value == "slide_reading" and one.scope == "asserted" for one in marked.mentions
    )
    is_claim = is_claim_of_laboratory(text)
    is_told = (
        is_claim or all(one.search(text) for one in _REPORT) or bool(_TOLD.search(text) and not _NOT_HERE.search(text))
    )
    if not (is_told or is_read):
        return ()
    labels = _labels(text) or _letters(text) or _numbered(text)
    if not labels:
        return _by_jars(text) if is_claim else ()
    if _READ_OUTSIDE.search(text) and not (_OWN_LABORATORY.search(text) or _READ_ONLY.search(text)):
        return ()
    if not is_told and len(labels) < 2:
        return ()
    marks = list(dict.fromkeys(mark for _, mark in labels))
    ends = [start for start, _ in labels[1:]]
    return [Specimen(start, end, marks.index(mark)) for (start, mark), end in zip(labels, [*ends, len(text)])]


def _is_visit(text: str) -> bool:
    """True for the note of a visit: one stray word makes none of a report with its specimens line by line."""
    signs: set[str] = set()
    for sign in (_VISIT, _SOAP):
        for one in sign.finditer(text):
            signs.add(one[0].strip().lower())
            if len(signs) > 1:
                return True
    return bool(signs) and not (all(one.search(text) for one in _REPORT) and len(_labels(text)) > 1)


def _labels(text: str) -> list[tuple[int, str]]:
    """Return where the labels of specimens begin lines, with their marks, and go on inside lines: "A. ... B. ..."."""
    found = []
    for one in _LABEL.finditer(text):
        if not _OF_ONE.search(text, 0, one.start()):
            mark = _MARK.search(one[0])
            found.append((one.start(), mark[0].upper() if mark else one[0]))
    if not found or not all(mark.isalpha() for _, mark in found):
        return found
    for inside in _LETTER_INSIDE.finditer(text):
        before = max((one for one in found if one[0] < inside.start()), default=(0, "@"))[1]
        if inside[1] in ("A", chr(ord(before) + 1)):
            found.append((inside.start(1), inside[1]))
    return sorted(found)


_MARK: Final = re.compile(r"(?:[A-H]|\d{1,2})(?=\W*$)", re.IGNORECASE)
_LETTER_INSIDE: Final = re.compile(r"(?:[.;]|(?:micro\w*|dx|diagnos[ie]s|gross):)[ \t]+([A-H])[:.)](?=\s)", re.I)

_JAR: Final = re.compile(
    r"\b(?:(?:one|1|a|an|another|first|second|third|fourth|the other|separate) (?:jar|bottle|container|vial)"
    r"|(?<!on )(?:jar|bottle|container|vial) (?:[A-H]|\d|one|two|three|four)\b)",
    re.IGNORECASE,
)


def _by_jars(text: str) -> Sequence[Specimen]:
    """Return the specimens whose jars are told behind them: "cyst excision, one jar, and a punch, second jar"."""
    ends = [one.end() for one in _JAR.finditer(text)]
    head = text.find(":") + 1
    if len(ends) < 2 or not 0 < head < ends[0]:
        return ()
    starts = [one.start() for one in _JAR.finditer(text)]
    if not text[head : starts[0]].strip():
        return list(map(Specimen, starts, [*starts[1:], len(text)], count()))  # "1 jar shave, 1 jar punch"
    ends[-1] = max(ends[-1], len(text))
    return list(map(Specimen, [head, *ends[:-1]], ends, count()))


_OF_ONE: Final = re.compile(r"\b(?:on|of|for|from|to) (?:the )?$", re.IGNORECASE)
"""What before a label says that it only points to a specimen: "Melan-A on specimen B."."""

_LETTER: Final = re.compile(r"(?<=[\s.;])([A-H])[:.)](?=\s)")
_LETTER_ALONE: Final = re.compile(
    r"(?:(?<=[:,;.(] )|(?<=\()|(?<=specimen )|(?<=slide )|(?<=part ))([A-H])(?: ?[=\u2013-])? (?=\w)"
)


_LISTED: Final = re.compile(
    r"\b(?:jars?|specimens?|containers?|bottles?|parts?|slides?)\b[^.;\n(]{0,20}:\s*(?=\(?1[.)]\s)", re.IGNORECASE
)
_NUMBER: Final = re.compile(r"(?<=[\s.;:(])(\d{1,2})[.)](?=\s)")


def _numbered(text: str) -> list[tuple[int, str]]:
    """Return where numbered parts behind a word for containers begin: "3 jars: (1) ..., (2) ..."."""
    head = _LISTED.search(text)
    if head is None:
        return []
    found = list(_NUMBER.finditer(text, head.end() - 1))
    in_order = [one[1] for one in found] == [str(at + 1) for at in range(len(found))]
    return [(one.start(), one[1]) for one in found] if in_order and len(found) > 1 else []


def _letters(text: str) -> list[tuple[int, str]]:
    """Return where parts lettered in order inside a line begin, once or again: "A: ... B: ...", at least two."""
    found = list(_LETTER.finditer(text)) or _letters_alone(text)
    letters = "".join([one[1] for one in found])
    parts = letters.split("A")
    in_order = letters[:1] == "A" and all("BCDEFGH".startswith(one) for one in parts)
    return [(one.start(), one[1]) for one in found] if in_order and len(found) > 1 else []


def _letters_alone(text: str) -> list[re.Match[str]]:
    """Return the letters without a sign of a list that has an A and a B: "A cheek shave, B back shave"."""
    found = list(_LETTER_ALONE.finditer(text))
    return found if {"A", "B"} <= {one[1] for one in found} else []


def readings_of(marked: MarkedText, specimens: Sequence[Specimen]) -> tuple[Service, ...]:
    """Return a reading for each specimen, with what the report says that it is in the end."""
    told: dict[int, list[tuple[int, int]]] = {}
    ends = [_end(marked.text, one, specimens[at + 1 : at + 2]) for at, one in enumerate(specimens)]
    for one, end in zip(specimens, ends):
        told.setdefault(one.number, []).append((one.start, end))
    return tuple(_reading(marked, [told[number] for number in sorted(told)][at]) for at in range(len(told)))


def _reading(marked: MarkedText, passages: Sequence[tuple[int, int]]) -> Service:
    """Return the reading of one specimen of the passages about it."""
    inside = [one for one in marked.mentions if any(start <= one.start < end for start, end in passages)]
    named = [one for one in inside if one.kind == "condition" and one.scope in ("asserted", "uncertain")]
    final = [one for one in named if _is_final(one, marked.text)]
    if not final and len(passages) > 1:
        final = [one for one in named if one.scope == "asserted"]
    sites = [one for one in inside if one.kind == "site"]
    words = [(end - len(marked.text[start:end].lstrip()), marked.text[start:end].strip()) for start, end in passages]
    evidence = [Evidence("kind", start, start + len(said), said) for start, said in words]
    condition = next(iter(final or named), None)
    if condition is not None:
        evidence.append(quote("condition", condition))
    side = sites[0].side if sites and sites[0].side in ("left", "right") else ""
    return Service(
        kind="slide_reading",
        count=1,
        condition=condition.value if condition else "",
        site=sites[0].value if sites else "",
        side=side,  # type: ignore[arg-type]
        details=_parts_told(marked),
        evidence=tuple(evidence),
    )


def holding(marked: MarkedText, stain: Service, specimens: Sequence[Specimen]) -> int | None:
    """Return the number of the specimen of a list whose words name a stain: "A cheek shave, B back shave w/ SOX10"."""
    told = [one for one in stain.evidence if one.field == "kind"]
    if not told:
        return None
    first, last = told[0].start, told[-1].end
    for one in specimens:
        if one.start <= first < one.end:
            is_apart = _LIST_ENDS.search(marked.text, one.start + 2, first)
            is_of_several = _OF_SEVERAL.search(marked.text, one.start, last + _REACH_BEHIND)
            return None if is_apart or is_of_several else one.number
    return None


_LIST_ENDS: Final = re.compile(r"[;\n]|\.\s")
_OF_SEVERAL: Final = re.compile(r"\b(?:both|each|all|every|either|on A|and A)\b", re.IGNORECASE)
"""What in the words of a specimen says that what follows may be of others too."""
_REACH_BEHIND: Final = 24
"""So many characters behind a stain may say that it was of several specimens."""


def _parts_told(marked: MarkedText) -> tuple[str, ...]:
    """Return the part of the readings that is billed here, when the report tells one and not the other."""
    told = {one.value for one in marked.mentions if one.kind == "service_detail" and one.value in PARTS}
    return tuple(told) if len(told) == 1 and _READ_ONLY.search(marked.text) else ()


def _is_final(mention: Mention, text: str) -> bool:
    """True for a disease that stands under the last heading before it as the diagnosis, not as what is seen."""
    heads = _HEAD_OF_PART.findall(text, max(0, mention.start - _HEAD_REACH), mention.start)
    return bool(heads) and heads[-1].lower() in ("diagnos", "dx")


_HEAD_REACH: Final = 1200
_HEAD_OF_PART: Final = re.compile(
    r"(?:^|[.\n])[ \t]*(?:final |pathologic |microscopic/)*\b(diagnos|dx|micro|gross|clinical|comment)\w*\W*(?=[:\n])",
    re.IGNORECASE,
)
"""The heading of a part of a report."""


def _end(text: str, specimen: Specimen, following: Sequence[Specimen]) -> int:
    """Return where what is told of a specimen ends: the last of a list ends with its line and the parts under it."""
    if following and following[0].number == specimen.number + 1:
        return specimen.end
    lines = _LINES_OF_LAST.match(text, specimen.start, specimen.end)
    return lines.end() if lines else specimen.end


_LINES_OF_LAST: Final = re.compile(
    r"\s*[^\n]*(?:\n[ \t]*(?:gross|micro\w*|dx|diagnos[ie]s|final \w+)\b[^:\n]*:[^\n]*)*", re.I
)
