"""Decisions of a note in declared words: drugs begun, changed, gone on with, advice, tests, monitoring, procedures.

Drugs taken count by their class and by the verb beside them ("start", "refill"); a drug injected today, one that failed
and one merely listed count nothing.  In a note with an assessment or plan its story tells no decisions of today.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from cleanskin.note.mention import LIVE, Mention
from cleanskin.note.sought import Sought
from cleanskin.note.visit.another_day import is_for_later, is_of_another_day
from cleanskin.note.visit.drug_talk import THEN, VERBS, is_decided, is_ongoing, is_taken_already, is_tried
from cleanskin.note.visit.marks import DECIDED, LISTS, Marks, gap, nearest
from cleanskin.note.visit.operation_notes import is_operation_note
from cleanskin.note.visit.parties import unseen
from cleanskin.note.visit.session import session

PROCEDURE: Final = "procedure"

Decision = tuple[str, Mention]
"""A declared word with what told it."""

_WORDS: Final = {
    "rx_started": "rx started",
    "rx_changed": "rx changed",
    "rx_continued": "rx continued",
    "rx_stopped": "rx stopped",
    "otc": "otc",
    "reassurance": "reassurance",
    "observation": "observation",
    "counselling": "counselling",
    "referral": "referral",
    "toxicity_monitoring": "toxicity monitoring",
    "labs": "labs",
    "major_surgery": "major surgery",
    "minor_surgery": "minor surgery",
    "hospital": "hospital",
    "declined": "observation",
}
_PAST: Final = frozenset({"past_history"})
_STORY: Final = _PAST | {"hpi", "chief_complaint", "exam"}
"""Sections whose decisions are earlier ones when the note has an assessment or plan."""

_INJECTED: Final = ("injection",)
_GIVEN: Final = ("injection_im", "injection_sc", "infusion", "iv_push")
_NEVER_INJECTED: Final = (
    "oral_",
    "topical_retinoid",
    "topical_antibiotic",
    "topical_other",
    "calcineurin",
    "isotretinoin",
)
"""Classes of drugs that nobody injects."""

_BESIDE: Final = 40
"""Most characters between a drug and the word that it was injected."""

_CALLED_WITHIN: Final = 12
"""Most characters between a drug and the word that it is sold without prescription."""

_NO_PROCEDURE: Final = frozenset({"treat", "remove"})
_VERB_WITHIN: Final = 60
"""Most characters between a verb and the drug it speaks of."""


def decisions(marks: Marks, *, has_thought: bool) -> list[Decision]:
    """Return the decisions in order of their place; `has_thought` says that the note has an assessment or plan."""
    story = _STORY if has_thought else _PAST
    drugs = [
        one
        for one in marks.of("medication", scopes=DECIDED)
        if one.section not in story
        and _is_taken(marks, one)
        and is_decided(marks, one)
        and not is_of_another_day(marks, one)
        and not is_for_later(marks, one)
    ]
    told = _told(marks, drugs, story)
    tests = next(
        (
            one
            for one in marks.of("laboratory_test", scopes=DECIDED)
            if one.section not in LISTS
            and not _has_result(marks, one)
            and not _is_packs(marks, one)
            and not is_of_another_day(marks, one)
        ),
        None,
    )
    if tests is not None:
        told.append(("labs", tests))
    monitored = any(word in ("toxicity monitoring", "labs") for word, _ in told)
    bare = _bare(marks)
    told += [pair for drug in drugs for pair in _of_drug(marks, drug, told, monitored, bare)]
    told += [(PROCEDURE, one) for one in marks.of("technique") if one.value not in _NO_PROCEDURE]
    told += [("minor surgery", one) for one in _operations_decided(marks)]
    if unseen(marks) is not None:  # nobody prescribed
        told = [("rx continued" if word == "rx started" else word, one) for word, one in told]
    return sorted(told, key=lambda pair: pair[1].start)


def _operations_decided(marks: Marks) -> Iterator[Mention]:
    """Yield the words by which an operation of another day is decided: recommended, chosen, agreed on at this visit."""
    for one in marks.of("technique", *_OPERATIONS, scopes=DECIDED - LIVE):
        start = marks.marked.sentences[one.sentence].start
        told = _DECIDES.search(marks.text, max(start, one.start - _VERB_WITHIN), one.start)
        chosen = _IS_CHOSEN.match(marks.text, one.end)
        if told is not None or chosen is not None:
            first, last = (told.start() if told else one.start), (chosen.end() if chosen else one.end)
            yield one._replace(kind="decision", start=first, end=last, words=marks.text[first:last])


_OPERATIONS: Final = ("mohs", "excision")
_DECIDES: Final = re.compile(
    r"\b(?:recommend(?:ed|ing)?|advised?|elect(?:s|ed)?|chose|chooses?|chosen|opt(?:s|ed)|agree[sd]?|decid(?:e|es|ed)"
    r"|prefer(?:s|red)?|favou?r(?:s|ed)?)\b(?!\W+(?:against|not)\b)[^.;\n]{0,40}\Z",
    re.I,
)
_IS_CHOSEN: Final = re.compile(
    r"(?:\W+surgery)?\W+(?:is|was|were|has been)\W+(?:\w+\W+){0,2}?(?:recommended|advised|chosen|elected|preferred"
    r"|decided|agreed|right choice|best choice)\b",
    re.I,
)
"""What before and behind an operation says that it is decided at this visit."""


def _bare(marks: Marks) -> str:
    """Return what a drug named without a verb decides: that it is begun, in most notes.

    In the report of an operation it is aftercare; at a session of a treatment decided before it goes on.
    """
    if is_operation_note(marks.text) or _NO_DRUG.search(marks.text):
        return ""
    return "rx continued" if session(marks) is not None else "rx started"


_NO_DRUG: Final = Sought(
    r"\b(?:no|without) (?:new )?(?:rx|prescriptions?|scripts?|meds?|medications?|medicines?|drugs?)"
    r"(?: (?:was|were|is|are))?(?: (?:given|written|prescribed|started|begun|needed|sent|issued|due))?"
    r"(?: today|(?: at)? this visit)",
    re.I,
)
"""What says that no drug was begun at this visit: one that is named alone is talked of."""


def _told(marks: Marks, drugs: Sequence[Mention], story: frozenset[str]) -> list[Decision]:
    """Return what words for decisions tell; verbs that fit anything count beside a drug that is prescribed."""
    prescribed = [one for one in drugs if "otc" not in one.attributes]
    prescribed += [one for one in marks.of("drug", scopes=DECIDED) if _may_be_taken(marks, one)]
    found: list[Decision] = []
    for one in marks.of("decision", scopes=DECIDED | {"declined"}):
        if one.section in LISTS or one.section in story or _is_booking(marks, one) or _is_by_others(marks, one):
            continue
        if one.value == "labs" and one.scope == "declined":
            continue
        if _IS_LATER_ENTRY.match(marks.text, one.end) and one.words.lower() == "add":
            continue
        if (
            is_of_another_day(marks, one)
            or _is_of_nothing(marks, one)
            or (one.value == "otc" and is_tried(marks.text, one.start))
        ):
            continue
        if _HEADS.match(marks.text, one.start) and _tells_only_acts(marks, one, prescribed):
            continue  # it heads what was done: "Rx: both frozen"
        if one.value in VERBS:
            if any(drug.sentence == one.sentence and gap(one, drug) <= _VERB_WITHIN for drug in prescribed):
                found.append((VERBS[one.value], one))
        elif one.value in _WORDS:
            found.append((_WORDS[one.value], one))
    held = {one.sentence for _, one in found if one.words.lower().startswith("already")}
    return [pair for pair in found if pair[0] != "rx started" or pair[1].sentence not in held]


def _tells_only_acts(marks: Marks, one: Mention, drugs: Sequence[Mention]) -> bool:
    """Say whether the sentence of a mention tells of an act and of none of the drugs."""
    of_drug = any(drug.sentence == one.sentence for drug in drugs)
    return not of_drug and any(act.sentence == one.sentence for act in marks.of("technique"))


_HEADS: Final = re.compile(r"rx(?: today)?\s?[:/–-]", re.I)
"""The word for a prescription where it heads what follows, which may be any treatment."""


def _is_of_nothing(marks: Marks, one: Mention) -> bool:
    """Say whether words for a decision tell that none was made yet, or that the patient made it alone."""
    text = marks.text
    if one.value in VERBS and (
        _AT_SESSION.match(text, one.end) or _BY_READER.search(text, max(0, one.start - _AHEAD), one.start)
    ):
        return True
    if one.value == "verb_stopped":
        is_off = _NOT_BEGUN.match(text, one.end) is not None or is_tried(text, one.start)
        return is_off or _BY_PATIENT.search(text, max(0, one.start - _AHEAD), one.start) is not None
    if one.value == "rx_started" and _TO_COME.match(text, one.end):
        return True
    if (one.value in VERBS or one.value == "rx_started") and (
        _IN_CASE.search(text, max(0, one.start - 2 * _VERB_WITHIN), one.start) or _VACCINE.match(text, one.end)
    ):
        return True
    if (one.value in VERBS or one.value == "rx_started") and _MAYBE.search(text, max(0, one.start - _AHEAD), one.start):
        return True
    if one.value in ("rx_started", "rx_changed", "verb_changed") and _NOTHING.search(
        text, max(0, one.start - _AHEAD), one.start
    ):
        return True
    return one.value in ("rx_started", "reassurance") and _UNTIL.match(text, one.end) is not None


_IN_CASE: Final = re.compile(
    r"\b(?:if|should|in case)\b[^.;\n]{0,80}?(?:\bthen\b|,)\W*(?:(?:we|I|he|she|they)\W+)?"
    r"(?:(?:then|shall|will|would|'ll|may"
    r"|can|could|might)\W+){1,3}(?:be\W+)?\Z",
    re.I,
)
"""What before a verb for a drug says that it is for what has not come: "if any remain, then we shall prescribe"."""

_VACCINE: Final = re.compile(r"[^.;,\n]{0,24}\b(?:vaccin\w+|immuni[sz]ation|HPV series|shingrix|gardasil)\b", re.I)

_BY_READER: Final = re.compile(r"\b(?:that|which) you (?:(?:had|have|already|kindly) )*\Z", re.I)
"""What before a verb says that who gets the letter decided it."""

_AT_SESSION: Final = re.compile(
    r"[^.;\n]{0,40}?\b(?:at|from|with|on) (?:the )?(?:next (?:session|treatment|round|injection)"
    r"|(?:session|treatment|round|visit) (?:#|no\.? ?)?\d)",
    re.I,
)
"""What behind a verb for a drug says that it is for a session to come: "will add 5-FU at session 5"."""

_NOT_BEGUN: Final = re.compile(
    r" off\b|(?<=ing) (?:it|them|steady|well|up)\b"
    r"| [\w-]+ (?:until|till|pending) (?:the )?(?:path|biopsy|bx|result|heal)",
    re.I,
)
"""What behind "hold" says of a drug that is not taken yet: "holds off", "hold 5-FU until path"."""

_AHEAD: Final = 24
"""How many characters before a decision are read for who made it."""

_BY_PATIENT: Final = re.compile(
    r"\b(?:s?he|they|pt|patient|who|mom|mother|dad|parents?)\W+(?:(?:has|had|have|then|just|already|since"
    r"|self)\W+)*\Z",
    re.I,
)
_NOTHING: Final = re.compile(
    r"\b(?:nothing|none)\W+(?:(?:new|else|more|was|were|is|has|been|to be|further)\W+)*\Z|\b(?:already"
    r"|previously|as)\W+\Z",
    re.I,
)
_MAYBE: Final = re.compile(
    r"\b(?:consider(?:ed|ing)?|might|may|could|thinking (?:of|about)|thought of)\W+(?:(?:to|also|then|later"
    r"|be)\W+)*\Z",
    re.I,
)
"""What before a verb for a drug says that it was but thought of: "consider adding 5-FU next time"."""

_TO_COME: Final = re.compile(
    r"(?: today)?:?\s(?:TAC\b|ILK?\b|kenalog|K-?\d|inj|cantharidin|PDT|botox|none\b|no\b)"
    r"|\s?/\s?proc\w*|\s?\?|\W+(?:on file|dtd|dated|valid|expires?|at that time|then\b)"
    r"|[^.;\n]{0,30}?\bnot today\b"
    r"|(?<=call in)\s(?:\d|an?\b|one|two|if|w/|with|for|next|when|sooner|before|any)",
    re.I,
)
"""What behind words for a prescription says that it is work by hand, on paper, to come, or a call: "call in 7 d"."""

_UNTIL: Final = re.compile(r"\W+(?:\w+\W+){0,2}?(?:until|till|'til|before|pending)\b", re.I)
"""What behind "no treatment" says that the decision waits for something."""

_IS_LATER_ENTRY: Final = re.compile(r"\W{0,2}\d{1,2}/\d|\s?:")
"""What behind "add" says that it stands for an addendum."""


def _is_booking(marks: Marks, one: Mention) -> bool:
    """Say whether words that seem to plan surgery tell that today's was booked before."""
    if one.value != "minor_surgery":
        return False
    return any(
        booked.start < one.end and one.start < booked.end and " " in booked.words
        for booked in marks.of("visit_word", "scheduled", scopes=DECIDED)
    )


def _has_result(marks: Marks, test: Mention) -> bool:
    ahead = max(0, test.start - _VERB_WITHIN)
    return bool(_HAS_RESULT.match(marks.text, test.end) or _RESULT_OF.search(marks.text, ahead, test.start))


_RESULT_OF: Final = re.compile(
    r"\b(?:neg(?:ative)?|normal|nl|wnl|unremarkable)\b[^.;\n()]{0,24}\((?:[\w-]+\W{1,2}){0,5}\Z"
    r"|\b(?:hold(?:s|ing)? off(?: on)?|held off(?: on)?|defer(?:s|red|ring)?|postpon(?:e|es|ed|ing)"
    r"|skip(?:s|ped|ping)?)"
    r" (?:(?:the|any|on|more|further|for) |[\w-]+(?:,? (?:and|or) | ?[/,] ?)){0,4}\Z"
    r"|\b(?:pcp|gp|internist|(?!dermat)\w+olog(?:y|ists?)) (?:follow|check|monitor|manage|draw|handle|order)s"
    r" (?:(?:her|his|their|the|all) )*\Z",
    re.I,
)
"""What before a test says that its result is known, or who else asks for it: "STI panel negative (HIV, RPR)"."""


def _is_packs(marks: Marks, test: Mention) -> bool:
    """Say whether letters that may name a skin test tell how many packs a day somebody smokes."""
    return test.words.lower() == "ppd" and _AMOUNT.search(marks.text, max(0, test.start - 4), test.start) is not None


_AMOUNT: Final = re.compile(r"[\d½¼]\s?\Z")

_ELSE: Final = (
    r"(?:at|by|per|from|with|w/|via|through) (?:(?:an?|the|his|her|their|your|outside|own) ){0,2}(?:pcp|gp|primary"
    r"|(?<=his )(?:own )?(?:physician|doctor)|(?<=her )(?:own )?(?:physician|doctor)|(?<=own )(?:physician|doctor)"
    r"|outside|family (?:doctor|physician|practice|med\w*)|(?!dermat)\w+(?:olog|intern|hepat)ists?|internist"
    r"|pediatric\w*|neph\w*|cards?\b|(?<!per )onc\w*|rheum\w*|endo\w*|transplant\w*)"
)
"""Another clinician, behind the word that leads to one."""

_HAS_RESULT: Final = re.compile(
    r"\s?(?:is |was |of |[=:~] ?)?\d+(?:\.\d+)?\b(?!\s?(?:d|days?|w|wks?|weeks?|mos?|months?|x)\b)|\)|\s+(?:no|n/a"
    r"|last \d|(?:was |were )?(?:offered|declined|refused|not (?:(?:felt|thought|deemed) )?(?:to be )?(?:needed"
    r"|indicated|required|necessary)))\b|(?:\W+(?:and\W+|or\W+)?[A-Z][\w/]*){1,4}\s+(?:was |were )?(?:offered"
    r"|declined"
    r"|refused)\b|[^.;\n]{0,40}?\b(?:neg|nl|negative|normal|wnl|unremarkable|nonreactive)\b"
    r"|[^.;\n]{0,90}?\b(?:is|are|was|were|came|come) (?:all |both |back )*"
    r"(?:negative|normal|unremarkable|non-?reactive)\b"
    rf"|(?:(?!\b(?:ordered(?! by)|today|sent(?! by)|cop(?:y|ies)|discuss\w*)\b)[^.;\n]){{0,40}}?[ (]"
    rf"(?:{_ELSE}|(?:managed|followed|monitored|handled|checked) by dr\b)",
    re.I,
)
"""What after a test says that it was done before, or by others."""

_BY_OTHERS: Final = Sought(
    r"(?:\s?\([^()\n]{1,60}\))?\W+(?:(?:is |are |were |was )?(?:still pending|not (?:yet )?back)\b|(?:were "
    r"|was )?(?:drawn|done|checked"
    r"|taken) (?:at|by|in|last|elsewhere)\b"
    r"|by (?:the )?(?:dr\b|md\b|doctor)|elsewhere|previously|in the past|before\b|by (?:an? |the |his |her )?"
    r"(?:pcp|outside|another|other|prior|primary|labcorp|quest|hospital)|last (?:visit|year|month|week|wk|mo)\b"
    r"|at (?:the )?last"
    rf"|(?:(?:is|are|was|were|be|being|will|drawn|done|checked|followed|managed|handled|monitored|run) ){{1,3}}"
    rf"(?:{_ELSE}|(?:w/|with|by) dr\b)|(?:for (?:it|this|that|them) )?{THEN}"
    rf"|(?:[\w%.-]+ ){{1,3}}(?:given|sent|written|filled) {THEN})",
    re.I,
)
"""What after words for a decision says that it is not today's."""


_LABORATORY: Final = re.compile(
    r"(?:\b(?:outside|reference|university|hospital|state|commercial|central|regional|national"
    r"|specialist|our|own|nail|skin|path\w*|histo\w*|mohs|derm\w*|to|by|to the|by the|by an|by outside)|\w's)\s+$",
    re.I,
)
"""What before "lab" says that a laboratory read tissue."""


_IS_HERE: Final = re.compile(
    r"\s+(?:on (?:the )?premises|on[- ]?site|in[- ]house)\b|:\s*(?!\d)(?:\w+ ){0,4}?(?:nev|melanoma|carcinoma|BCC"
    r"|SCC|cyst|kerat)",
    re.I,
)
"""What behind "lab" says that it is the practice's own, which read tissue, or what a laboratory saw in it."""


_NORMAL_THEN: Final = re.compile(
    r"(?:\W*\([^()\n]{1,60}\))?(?:\W+(?:were|was|are|all))*\W+(?:nl|normal|wnl|neg|negative|unremarkable|ok"
    r"|fine)\W+(?:(?:in|of|from"
    r"|since) )?(?:\w+ )?"
    rf"(?:(?:19|20)\d\d\b|{_ELSE}|\(?{THEN})|(?:\W+(?:were|was))?\W+{_ELSE}",
    re.I,
)
"""What behind "labs" says that they were normal long ago, or elsewhere."""


_ORDERED: Final = re.compile(r"\W+(?:\w+\W+){0,2}?(?:ordered|drawn|sent|today|slip|monitoring|check)\b", re.I)


def _is_by_others(marks: Marks, one: Mention) -> bool:
    if one.value == "labs" and (_IS_HERE.match(marks.text, one.end) or _NORMAL_THEN.match(marks.text, one.end)):
        return True
    if one.words.lower() == "lab" and not _ORDERED.match(marks.text, one.end):
        return True  # the place where something is read, or its call
    if one.value == "labs" and _LABORATORY.search(marks.text, max(0, one.start - 24), one.start):
        return True
    return _BY_OTHERS.match(marks.text, one.end) is not None


def _may_be_taken(marks: Marks, drug: Mention) -> bool:
    return not {"anesthetic", "single_dose", "unspecified"} & set(drug.attributes) and _is_taken(marks, drug)


def _is_taken(marks: Marks, drug: Mention) -> bool:
    """Say whether a drug is one to take or apply, not one injected today, and not merely listed."""
    if drug.section in LISTS or drug.section == "past_history":
        return False
    if drug.kind == "medication" and drug.value.startswith(_NEVER_INJECTED):
        return True
    given = [*marks.of("technique", *_INJECTED), *marks.of("service", *_GIVEN)]
    return not any(_gives(marks, one, drug) for one in given)


def _gives(marks: Marks, given: Mention, drug: Mention) -> bool:
    """Say whether a drug is the one that words for an injection speak of: the nearest to them in their sentence."""
    if given.sentence != drug.sentence or gap(given, drug) > _BESIDE:
        return False
    drugs = [*marks.by_kind.get("medication", ()), *marks.by_kind.get("drug", ())]
    near = nearest(given, [one for one in drugs if one.sentence == drug.sentence])
    return near is not None and near.start < drug.end and drug.start < near.end


def _of_drug(
    marks: Marks, drug: Mention, told: Sequence[tuple[str, Mention]], monitored: bool, bare: str
) -> list[tuple[str, Mention]]:
    """Return what naming a drug decides: by its class, and by the verb near it or, without one, what `bare` says."""
    classes = set(drug.attributes)
    if "otc" in classes or _is_called_otc(marks, drug):
        return [] if is_taken_already(marks, drug) else [("otc", drug)]
    found: list[tuple[str, Mention]] = [(word, drug) for word in ("biologic", "isotretinoin") if word in classes]
    if monitored and classes & {"toxic"}:
        found.append(("toxicity monitoring", drug))
    named_in = _sentences(marks, drug)
    if not any(
        word.startswith("rx")
        and one.sentence in named_in
        and not (word == "rx stopped" and _is_next(marks.text, one, drug))
        for word, one in told
    ):
        is_on = is_taken_already(marks, drug) or (drug.section in ("hpi", "") and is_ongoing(marks, drug))
        word = "rx continued" if is_on else bare
        if word and not _is_ordered(marks, drug):
            return []  # named in passing beside work by hand
        found = [*found, (word, drug)] if word else []
    return found


def _is_ordered(marks: Marks, drug: Mention) -> bool:
    """Say whether a drug without a verb is ordered: by how it is taken, or in a plan; where nothing is done, always."""
    is_worked = marks.has("technique") or any(_BY_HAND.match(one.value) for one in marks.of("service"))
    if not is_worked or drug.section in _PLANNED or "isotretinoin" in drug.attributes:
        return True
    ahead = max(0, drug.start - _AHEAD)
    return bool(_REGIMEN.match(marks.text, drug.end) or _ORDERS.search(marks.text, ahead, drug.start))


_PLANNED: Final = frozenset({"plan", "assessment"})
_BY_HAND: Final = re.compile(r"photo|excimer|pdt|patch|inj|infusion|botulinum|nail|debridement|prick")
_REGIMEN: Final = re.compile(
    r"[^.\n]{0,60}?(?:\b(?:refill\w*|dose|q\s?\d*\s?\w{1,4}|[bt]id|qid|q?hs|daily|nightly|weekly|once|twice|every|prn"
    r"|at (?:night|bedtime)|sent|script|rx|prescri\w+|for \d|started|added|begun|given|ordered|x ?\d"
    r"|\d+ (?:mg|d|days?|wks?|weeks?))\b|%)",
    re.I,
)
"""What behind a drug's name tells how it is taken, or that it was ordered."""

_ORDERS: Final = re.compile(
    r"(?:\b(?:rx|tx|plan|a/p|treat\w*|with|given|gave|use|apply|writes?|wrote|(?:go\w*|mov\w+) to)\b|->|→|:)"
    r"[^.;\n]{0,16}\Z",
    re.I,
)
"""What before a drug's name orders it."""


def _is_next(text: str, stopped: Mention, drug: Mention) -> bool:
    """Say whether a drug is told with its dose behind another one that is stopped: "stop HC, doxy 100 bid"."""
    return "," in text[stopped.end : drug.start] and _DOSED.match(text, drug.end) is not None


_DOSED: Final = re.compile(
    r"(?:\W+(?:[\d.]+|%|mg|g|cream|ointment|oint|gel|lotion|foam|solution|soln|po))*\W+(?:q\s?\w+|qd|bid|tid|daily"
    r"|nightly|once|twice|weekly|x ?\d|every)\b",
    re.I,
)


def _is_called_otc(marks: Marks, drug: Mention) -> bool:
    """Say whether the note itself calls a drug one without prescription, whatever it is elsewhere."""
    near = [one for one in marks.of("decision", "otc", scopes=DECIDED) if one.sentence == drug.sentence]
    drugs = [one for one in marks.by_kind.get("medication", ()) if one.sentence == drug.sentence]
    return any(gap(one, drug) <= _CALLED_WITHIN and nearest(one, drugs) == drug for one in near)


def _sentences(marks: Marks, drug: Mention) -> set[int]:
    """Return the sentences that name a drug: the verb beside it may stand in another one."""
    return {one.sentence for one in marks.by_kind.get("medication", ()) if one.value == drug.value}
