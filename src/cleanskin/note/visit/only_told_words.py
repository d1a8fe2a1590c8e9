"""Words that tell of an act without its being today's work: who speaks of it, when it shall be or was, and whether.

Each rule says to what scope it brings the acts it reaches, and how far it reaches (see `only_told`).
"""

import re
from typing import Final, NamedTuple

from cleanskin.note.holding import Holding
from cleanskin.note.mention import Scope
from cleanskin.note.number_patterns import MONTH_NAMES, SEASONS
from cleanskin.note.sought import Opening, Sought
from cleanskin.note.visit.acts import DONE
from cleanskin.note.visit.copied import HEADS_COPY


class Told(NamedTuple):
    """Words, the scope of the acts that they reach, and how they reach."""

    words: Sought | Holding | Opening
    scope: Scope
    reach: str


def _told(pattern: str, scope: Scope, reach: str) -> Told:
    return Told(Sought(pattern, re.IGNORECASE | re.MULTILINE), scope, reach)


DAY: Final = (
    r"(?:\d{1,2}/\d{1,2}(?:/\d{2,4})?|\d{1,2}/\d{4}|\d{4}-\d\d-\d\d|\d{1,2} \w{3,9} \d{4}|\w{3,9} \d{1,2},? \d{4}"
    r"|(?:19|20)\d\d)"
)
_AGE: Final = r"(?:last|previous|prev\.?|prior|old|earlier|outside|former|pre-?\w+)"
_TEXT: Final = (
    r"(?:visit|note|chart|text|a/?p|plan|hpi|assessment|exam|record|encounter|copy|entry|template"
    r"|appointment|report|OV)s?"
)
_UNIT: Final = r"(?:d|days?|wks?|weeks?|mos?|months?|yrs?|years?)"
_NUMBER: Final = r"(?:\d+(?:\s?(?:-|to)\s?\d+)?|an?|one|two|three|four|six|eight|twelve|few|a few|several)"
_WHEN_WELL: Final = (
    r"(?:clear\w*|heal\w*|calm\w*|settl\w*|cool\w*|quiet\w*|resolv\w*|approv\w*|authori[sz]\w*|washout|pregnan\w*"
    r"|deliver\w*|infection|inflam\w*|swell\w*|holidays?|summer|wedding|vacation|INR|results?|path\w*|labs?"
    r"|improv\w*|older"
    r"|dry|stable|breast-?feeding|antibiotics?|clearance)"
)
_FEEL: Final = (
    r"(?:think(?:s|ing)? about|undecided (?:about|on)|(?:hesitant|unsure|ambivalent|reluctant|wary) (?:about|of|to)"
    r"|(?:afraid|scared|fearful|leery) of|open to|too (?:early|soon) for|not (?:\w+ )?ready for|hoping for|hopes? for"
    r"|curious about|happy to (?:do|try)|not keen on|would rather not|says? no to|said no to|not interested in)"
)

_SEASON: Final = rf"(?:{SEASONS}|{MONTH_NAMES})"
_VISIT: Final = r"(?:visit|appointment|appt|session|exam|check|encounter|time)"
_WEEKDAY: Final = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_FOUND: Final = (
    r"\b(?:noticed?|noted|developed|appear\w*|started|began|bumped|injured|hit|scratched|fell|came|has|have"
    r"|grew|grown"
    r"|changed|bitten|stepped|struck|traumati\w*|bled|hurt|itch\w*|found|saw|seen|presents?|here|returns?|new)\b"
)
"""What begins a finding, not an act, behind a time."""

RULES: Final = (
    # texts of earlier notes
    _told(
        rf"\b{_AGE}\s+(?:\w+\s+)?{_TEXT}(?:\s+(?:text|copy|note|says?|said|states|plan|was))?\s*"
        rf"(?:\((?:\W*{DAY}\b|copied|carried|pasted|pulled)[^)\n]{{0,24}}\)|(?:of|from|on|dated)?\s*{DAY})?\s*(?:[:=]|-{{2,}})\s*"
        rf"|\b(?:old|earlier|prior|previous|copied|imported|pasted|carried(?: forward| over)?|pulled)\s+"
        rf"(?:text|note|forward|over|plan)?\s*(?:from|of|dated)?\s*(?:the )?{DAY}(?:\s+(?:{_TEXT}))?\s*[:,-]\s*"
        rf"|\b(?:from|per)\s+(?:the|my|our|his|her)?\s*{DAY}\s+{_TEXT}\s*[:,]\s*"
        rf"|\b(?:per|from)\s+(?:the|my|our|last|prior)\s+(?:last |prior )?{_TEXT}\s+(?:of|from|on"
        rf"|dated)\s+{DAY}\s*[:,]\s*"
        r"|\b(?:summary|notes?|history|hpi|hx|visit|text),? (?:(?:was|as) )?"
        r"(?:brought|carried|copied|pulled|pasted)"
        r"(?: (?:forward|over|in|down))?[^.:\n]{0,24}:\s*"
        rf"|\b(?:carr(?:y|ied)|pulled|brought|copied|pasted)[- ](?:forward|over|in|down),? "
        rf"(?:from |of )?(?:the )?(?:{_AGE} )?(?:{DAY}|{_SEASON}(?: (?:19|20)\d\d)?|{_TEXT}|{_VISIT})\s*[:,]\s*"
        rf"|\b(?:template|copy|carry|text)[- ](?:carry-?over|forward|over|from (?:last"
        rf"|prior)[^:\n]{{0,20}})(?:,? ignore)?\s*[:]\s*"
        rf"|\[(?:from|per) (?:the )?(?:{_AGE} )?{_TEXT}\b[^\]\n]{{0,24}}\]\s*",
        "historical",
        "copied",
    ),
    _told(
        rf"^[ \t]*[-=*#]{{2,}}[ \t]*{_AGE} {_TEXT}\b[^\n]*$"
        rf"|(?:^|(?<=\s))(?:[-=*][-=*_~#]|[_~#][-=*_~#])[-=*_~#]+[^\n]{{0,40}}?\b(?:(?:carried|copied|pasted|imported|brought|pulled)\b"
        rf"|{_AGE} {_TEXT}\b|(?:from|of) {DAY})[^\n]{{0,40}}$",
        "historical",
        "block",
    ),
    Told(HEADS_COPY, "historical", "block"),
    _told(
        r"\b(?:procedure|surgical|treatment|billing|procedural|surgery) (?:history|hx|log)\s*(?:\([^)\n]*\)\s*)?:\s*"
        r"|\[(?:carried|copied|pulled|pasted|imported)(?: forward| over)?[^:\]\n]{0,30}[:\]]\s*",
        "historical",
        "on_line",
    ),
    _told(
        r"\b(?:old|prior|previous|earlier|past|outside) (?:path(?:ology)?|biops(?:y|ies)|bx|reports?|records?)"
        rf"(?: results?)?(?: on file| reviewed)?\s*(?:\({DAY}\)|{DAY})?\s*[:,]\s*"
        r"(?=[^.;\n]*\b(?:(?:19|20)\d\d|done there|completely treated)\b)"
        r"|\b(?:completely|fully|successfully|adequately|definitively) treated (?:by|with)\b"
        rf"|(?:(?<=[.;:\n])|(?<=[.;:] )|^)\d{{1,2}}/(?:19|20)\d\d\s*[:-]\s+",
        "historical",
        "on",
    ),
    _told(
        rf"\b(?:dx'?d?|diagnosed|first seen|onset)\W+(?:(?:in|on|early|late)\W+)?"
        rf"(?:\w{{3,9}}\.? \d{{4}}|\d{{1,2}}/\d{{2,4}}|{DAY})\s*(?::|\s-\s|by\b|via\b|\()\s*"
        r"(?!(?:[^.;\n]|\.\d)*\b(?:today|now|this visit)\b)",
        "historical",
        "rest",
    ),
    _told(
        r"\b(?:then|(?:at )?that (?:day|visit|time))(?=\s*\))"
        r"|\b(?:done|treated|frozen|removed|taken|performed|given|biopsied|excised) (?:back )?then(?=\s*(?:[.;,]|$))"
        r"|\b(?:had|got|were|was|did|received|underwent)\b(?:[^.;\n]|\.\d){0,40}\b(?:back then|then|at that time)\b"
        r"(?=\s*(?:[.;,)\n]|$|(?:and|but|w|with)\b))"
        r"|(?:[:=,-]\s*|\ball (?:have |of them |were )?|\bnone (?:of (?:it|them) )?)(?:fail(?:ed|s|ures?)?|in vain"
        r"|no (?:response|help|effect|luck|benefit|improvement|success)|did nothing|ineffective|useless"
        r"|did(?: not|n't) (?:work|help)|helped|worked|without (?:effect|success|benefit))(?=\s*(?:[.;\n]|$))"
        r"|\b(?:op(?:erative)?|mohs|surgical|procedure|outside) (?:report|note|record)s? (?:is |was |are )?"
        r"(?:in (?:the |her |his )?chart|on file|reviewed|scanned|received|attached|faxed)",
        "historical",
        "whole",
    ),
    _told(
        r"\b(?:previously|already) failed\b|\bfailed:\s"
        r"|\b(?:previously|formerly) \([^)\n]{0,20}\):"
        r"|(?<=\n)\d{1,2}[-/]\d{1,2}[-/]\d{2,4}:? seen\b(?=[^\n]*\btoday\b)",
        "historical",
        "on",
    ),
    _told(r"\boffered\b(?! (?:and|to|at|by|in|\w+ and)\b)", "planned", "on"),
    _told(
        r"\b(?:previous|prior|last|old)\s+plan\s+(?:was|had been)\b|\bold (?:chart|record"
        r"|note)s?\s+(?:mention|show|list|say|state)\w*\b",
        "historical",
        "on",
    ),
    _told(
        r"\b(?:claims?|bill|codes|charges)\s+(?:as\s+)?(?:(?:first|originally|initially|previously)\s+)?"
        r"(?:filed|submitted|sent|dropped|entered|billed|keyed)(?: \w+){0,3}:\s*",
        "boilerplate",
        "rest",
    ),
    _told(
        r"\b(?:wanted|wants|asked|asks|hoped|wished|would like|mentioned|pointed)\b(?=(?:[^.;\n]|\.\d)*\b(?:I|we) "
        r"(?:told|said|explained|advised|suggested|declined)\b)(?!(?:[^.;\n]|\.\d)*\b(?:and|so|then|but) "
        rf"(?:I |we |it |they |was |were )*(?:{DONE}|did|snipped|opened|took|went)\b)",
        "declined",
        "whole",
    ),
    # what is done again and again
    _told(
        r"\b(?=(?:frozen|burned|treated|cryo'?d|LN2'?d|injected|biopsied)(?: off)? (?:(?:every|each) (?:\d+ ?)?"
        r"(?:yrs?|years?|mos?|months?|spring|fall|autumn|winter|summer)|yearly|annually|(?:once|twice) a year)\b"
        r"(?![^.;\n]*\btoday\b))",
        "historical",
        "item_on",
    ),
    # a form that nobody filled in
    _told(
        r"(?:\b(?:to|of|on|from)|:)\s*(?:_{2,}|\*{3}|\[(?:site|location|number|lesions?|area)\])(?![\w/])"
        r"|(?<!\w)(?:_{2,} ?|\*{3} )(?:(?:lesions?|AKs?|warts?|sites?|areas?|tags?)\b|x\b)",
        "historical",
        "whole",
    ),
    # what was before
    _told(r"(?<=[.;,] )(?:Hx|History|Prior (?:tx|treatments?)|Previously|Past tx|Tried):\s", "historical", "rest"),
    _told(
        r"\b(?:referred|sent|comes?|came|here|seen)\b[^.;\n]{0,60}?\bwith (?:an? |the |her |his )?(?:outside )?"
        r"(?=(?:\w+[ -]){0,2}(?:biops(?:y|ies)|bx)\b)"
        r"|\b(?:go(?:es|ing)?|went|talk(?:s|ed)?) over (?:the |her |his )?(?=(?:\w+[ -]){0,2}(?:biops(?:y|ies)|bx)\b)"
        r"|\b(?=(?:(?:(?:shave|punch|tangential|incisional) )?(?:biops(?:y|ies)|bx)|(?:shave|punch)(?= (?:of|from) \d))"
        r"\b(?:(?!\b(?:today|frozen (?:sections?|path\w*|read)|frozens|same[- ]day)\b)[^.;:\n]){0,50}?"
        r"\b(?:show(?:s|ed|ing)|reveal\w+|demonstrat\w+|confirm(?:ed|ing)|read as|came back|returned)\b[^.;\n]{0,60}?"
        r"(?:\b(?:BCC|SCC\w*|nevus|benign|malignan\w+|dysplas\w+|atypi\w+|keratosis)\b|carcinoma|cancer|melanoma))"
        r"|\b(?=(?:biopsy|bx) sites?\b[^.;\n]{0,50}\b(?:scar|heal\w+)\b)"
        r"|\b(?=(?:(?:shave|punch) )?(?:biopsy|bx)\b[^.;:=\n]{0,40}\b\d{1,2}/\d{1,2}(?:/\d{2,4})?\s?"
        r"(?:=|:|->|→|was|is)\s?(?:\w+ ){0,3}(?:BCC|SCC\w*|nevus|benign|dysplas\w+|\w*carcinoma|melanoma|keratosis)\b)",
        "historical",
        "item_on",
    ),
    _told(
        r"\b(?:x\s?\d+|twice|once|done|tried)\s+"
        r"(?:elsewhere|(?:at|by|from|with|through) (?:the |her |his |their |an? )?(?:\w+'s )?"
        r"(?:pediatrician|PCP|GP|family (?:doctor|physician)|podiatr\w+|urgent care|school|outside \w+))\b"
        r"|\bby (?:him|them)(?= (?:on |in )?\d)"
        r"|\[(?:copied|carried|pulled|pasted)(?: forward| over)?\]"
        r"|\b(?:q|every)\s?\d+\s?(?:mo|months?|yrs?|years?)\b(?=\s*\(?(?:the )?(?:last|latest|most recent)\b)",
        "historical",
        "own",
    ),
    _told(
        rf"(?:\([^)\n]{{0,30}}\)\s*(?:were\s|was\s)?)?\b(?:placed|applied|put on)\b"
        rf"(?=[^.;\n]{{0,40}}\b{_WEEKDAY}\b[^.;\n]{{0,40}}(?<!\bbe )\b(?:removed|taken off|came off)\b)",
        "historical",
        "whole",
    ),
    _told(r"\bask(?:s|ed) (?:me|us) to\s(?=\w+ (?:them|it|these|those)\b)", "instruction", "item_on"),
    _told(r"\b(?:pt|patient)\s+(?=ed\s*[:.-])", "instruction", "item_on"),
    _told(
        r"\b(?:some|many|few|several|most|others?)\s+(?:(?:were|are|is|was|now|already)\s+)?"
        r"(?=(?:unroofed|deroofed|ruptured)\b)",
        "historical",
        "item_on",
    ),
    _told(
        r"\bfailed (?:before|previously|earlier|so far)\b\W{0,2}|\bused to (?:get|have|receive|undergo"
        r"|need)\b|\b(?:(?<!you will )(?<!you may )(?<!as you )recalls?|remembers?|recollects?)\b(?: getting| having)?"
        r"|\b(?:where|when) (?:she|he|they) (?:had|got|received|underwent)\b"
        r"|\b(?:did|does|doing|done) (?:well|fine|poorly) (?:after|since|with)\b|\brecover(?:ing|ed) from\b"
        rf"|\b(?:relapsed|recurred|flared|came back) (?:\w+ )?(?:{_NUMBER} {_UNIT} )?(?:after|since|following)\b"
        r"|\b(?:scars?|hypopigmentation|dyspigmentation) from\b"
        r"|\b(?:results?|path(?:ology)?|report) (?:of|from)\b(?! today)|\bmost recent\b|\bher last\b|\bhis last\b"
        r"|\b(?:follow[- ]?up|f/?u|(?:wound|post-?op\w*) (?:check|visit)) (?:after|of|from|s/p)(?! path| result)\b"
        r"|\b(?:response|reaction) to\b|\bbenefit from\b"
        r"|\b(?:is|are|currently) (?:receiving|getting)\b(?=(?:[^.;\n]|\.\d)*\b(?:elsewhere|another|outside|other)\b)"
        r"|\bsites? of\b(?=(?:[^.;\n]|\.\d)*\b(?:healed|clear|clean|no recurrence|soft|dry)\b)"
        r"|\bgets\b(?=(?:[^.;\n]|\.\d)*\b(?:every|elsewhere|another|outside|at (?:the(?! same)|an?) )\b)"
        r"|\bgot\b(?=(?:[^.;\n]|\.\d)*\bin the past\b)|\bnot improved with\b|\b(?:her|his|their) bill for\b",
        "historical",
        "on",
    ),
    _told(
        rf"(?:(?<=[.;:(\n])|(?<=[.;:] )|^)(?:\s*[-*] )?(?:"
        rf"in (?:19|20)\d\d|(?:in|last|this past) {_SEASON}|(?:at|during|on) (?:the|his|her|their|my"
        rf"|our) (?:(?:last|previous|prior|first|initial) {_VISIT}"
        rf"|\d{{1,2}}/(?:\d{{1,2}}/)?\d{{2,4}} {_VISIT})|last (?:time|visit|week|month|year|session"
        rf"|appointment|\d{{1,2}}/\d{{1,2}}(?:/\d{{2,4}})?(?=:))|earlier this (?:week|month|year|{_SEASON})"
        rf"|(?:about |some |approx\w* )?{_NUMBER} {_UNIT} (?:ago|prior|back|earlier)"
        rf"|(?:on )?(?:last )?{_WEEKDAY}(?=(?:[^.;\n]|\.\d)*\b(?:ED|ER|urgent care|elsewhere|hospital)\b)"
        rf"|over the weekend|yesterday"
        rf"|(?:in|at) (?:the )?(?:ED|ER|urgent care|emergency \w+)(?: over the weekend| yesterday| last \w+)?"
        rf"|previously|formerly"
        rf"|(?:per|from|by) (?:outside|old|prior|previous|transferred|referral)? ?(?:notes?|records?|charts?"
        rf"|letter))\b\s*[,:]?\s+"
        rf"(?!{_FOUND})(?!(?:[^.;\n]|\.\d)*\b(?:today|now|this visit|same day)\b)",
        "historical",
        "act_on",
    ),
    _told(
        r"\balready\s+(?=\w|\d)(?!anesth|numb|prepped|marked|consent)"
        r"|\b(?:which|that)\s+(?:has|have|had|was|were)\b(?=(?:[^.;\n]|\.\d){0,90}?\b(?:drained|lanced|opened|frozen|treated"
        r"|injected|squeezed|burned)\b(?: \w+){0,2} (?:twice|once|before|\w+ times)\b(?![^.;,\n]*\btoday\W))"
        r"|\b(?:had|has had)\s+(?=(?:[^.;\n]|\.\d)*\b(?:elsewhere|at an? (?:outside|other)|by another)\b)",
        "historical",
        "item_on",
    ),
    _told(
        r"\b(?:when|while) (?:she|he|they) (?:lived|was (?:in|a)|were in|worked|wintered)\b"
        r"|\bas an? (?:young|little) (?:man|woman|boy|girl|child)\b|\b(?:did|has done) nothing\b"
        r"|\byears back\b|\bin (?:the )?(?:past|prior|last) (?:\w+ )?years\b|\bat (?:an? |the )?urgent care\b"
        r"|\bover the (?:summer|winter|spring|fall|weekend|holidays)\b"
        r"|\b(?:twice|once|\w+ times) (?:in|at) (?:the )?(?:ED|ER|hospital|emergency \w+)\b"
        r"|\bby (?:her|his|their|the|an?) (?:old|former|previous|prior|outside|other|hometown) (?:derm\w*"
        r"|doctor|physician|provider)\b",
        "historical",
        "before",
    ),
    # what the patient does alone
    _told(
        r"\b(?:he|she|they|pt|patient)\s+(?:\w+\s+){0,2}?"
        r"(?:freez(?:es?|ing)|burns?|burning|trims?|trimming|snips?|cuts?|shaves?|files?|pares?|picks?|zaps?|treats?)\b"
        r"(?=[^.;\n]*\b(?:at home|himself|herself|OTC|over[- ]the[- ]counter|drugstore|home kit"
        r"|on (?:his|her) own)\b)"
        r"(?![^.;\n]*\btoday\b)"
        r"|(?:\b(?:she|he|they|pt|patient|husband|wife|mother|mom|daughter|son|spouse)\s+(?:now\s+|self-?)?"
        r"|(?:(?<=[.;:\n])|(?<=[.;:] )|^)(?:self-?)?)injects\b(?=[^.;\n]*\b(?:(?:her|him|them)sel\w+|without|no|well"
        r"|easily|at home|weekly|monthly|every|in (?:the|his|her))\b)",
        "other_person",
        "whole",
    ),
    _told(
        r"\b(?:frozen|treated|burned|injected|removed|done) (?:about )?(?:every|each|most) (?:yr|year|winter|spring"
        r"|fall|visit)s?\b",
        "historical",
        "before",
    ),
    # other people
    _told(
        r"\b(?:friend|neighbou?r|co-?worker|sister|brother|mother|father|mom|dad|aunt|uncle|cousin|daughter"
        r"|son|wife|husband|partner)"
        r"\s+(?:\w+\s+)?(?:swears by|told (?:her|him) to|is (?:getting|having)|gets|got|had|recommends?"
        r"|suggested|uses)\b"
        r"|\b(?:read|heard|saw (?:a video|something)|googled|learned) (?:about|of|on)\b|\bswears by\b"
        r"|\b(?:PCP|pediatrician|GP|family doctor|podiatrist|oncologist|surgeon|ENT|gynecologist|urologist"
        r"|outside derm\w*)"
        r" (?:plans?|wants?|suggests?|suggested|recommends?|recommended|thought|thinks|proposes?|proposed)\b",
        "other_person",
        "on",
    ),
    _told(
        r"\bper (?:PCP|her PCP|his PCP|pediatrician|GP|oncology|podiatry)\b(?! (?:request|referral))"
        r"|\bto be (?:done|performed|handled|arranged) by\b|\bby (?:plastic surgery|plastics|ENT"
        r"|oculoplastics|Mohs surgeon|her \w+olog(?:ist|y)|his \w+olog(?:ist|y))\b"
        r"(?=(?:[^.;\n]|\.\d)*\b(?:scheduled|booked|next|planned|\d{1,2}/\d))",
        "other_person",
        "own",
    ),
    _told(
        r"\b(?:my|our|the|your|their) (?:biller|billing (?:staff|office|team|department|company|service)|coder"
        r"|front desk|office manager|bookkeeper) (?:says?|said|thinks?|thought|suggest(?:s|ed)|wants?|wanted|put|calls?"
        r"|called|insists?|coded|codes|billed|bills|entered|chose|picked|has it as)\b",
        "other_person",
        "on",
    ),
    # papers, prices, permission
    _told(
        r"\b(?:handouts?|brochures?|pamphlets?|leaflets?|flyers?|booklets?|videos?"
        r"|info(?:rmation)?(?: sheets?)?|literature"
        r"|instructions?|consent forms?(?=(?:[^.;\n]|\.\d)*\b(?:handed|given|sent|mailed|next|take|review at home)\b)"
        r"|letters?|appeals?(?: letters?)?|prices?|costs?|orders?(?: placed)?|requests?(?: sent)?|quotes?"
        r"|billing questions?|questions?"
        r"|(?:PA|prior auth\w*|auth\w*|approval)(?: (?:submitted|sent|requested|started|initiated|needed|required))?"
        r"|referrals?(?: (?:sent|placed|made))?|appointments?(?: made)?|appt(?: made)?|slot"
        r"|wait(?:ing)?[- ]?list(?:ed)?|books|set up|educat\w+|counsel\w*|booked|scheduled)"
        r"\s+(?:to \w+ )?(?:on|about|for|re|regarding|explaining|suggesting|outlining)\b"
        r"(?! (?:(?:the )?(?:file|chart|record)|today))"
        r"|\b(?:referr?(?:ed|al)?|refer) (?:out |on )?(?:to (?:dr\.? )?[\w-]+ (?:\w+ )?)?for\b|\b(?:sent"
        r"|send) (?:out |on )?to (?!path|lab|the lab|derm\s?path)(?:dr\.? )?[\w-]+ (?:\w+ )?for\b"
        r"|\bto see (?:dr\.? )?[\w-]+(?: \w+)? for\b|\b(?:asked|ask) \w+ to (?:arrange|do|schedule|set up)\b"
        r"|\bauthori[sz]ation requested\b|\binsur(?:er|ance) (?:denied|denies|declined|refused|does not cover"
        r"|won't cover|will not cover)\b"
        r"|\border\s*:\s*(?=(?:[^.;\n]|\.\d)*\b(?:hospital|outpatient|outside|elsewhere)\b)"
        r"|\bpatient (?:education|information)\s*:"
        r"|\bbefore\b(?=(?:[^.;\n]|\.\d)*\b(?:needs|clearance|approval|must)\b)|\b(?:decision|clearance"
        r"|approval) before\b",
        "planned",
        "on",
    ),
    # talk and feelings
    _told(
        rf"\b(?:explain(?:ed|ing)|told (?:of|about)|review(?:ed|ing)? (?:what|how|pros|the (?:process|idea|concept))"
        rf"|(?:pros and cons|merits|idea|role) of|could (?:always )?(?:try|do)|would consider|consider|can revisit"
        rf"|revisit|re-?address|reconsider|re-?discuss|suggest\w*|propose[sd]?"
        rf"|needs?(?! (?:no|a diag|a dx|histol|(?:only )?(?:the|his|her) (?:claim|codes?|bill)\b))"
        r"|ask(?:s|ed)? (?:wh?ether|if|what|how|could|can)|offered to|(?:alternatives?|options?|alts?) (?:include[sd]?"
        r"|including|such as)"
        rf"|(?:could|would|might|may|can)(?! be\b| have\b| not\b)(?=(?:[^.;\n]|\.\d)*\bif\b)"
        rf"|{_FEEL})(?!\w)(?: (?:have|do|get|try|having|getting|doing)\b)?",
        "planned",
        "on",
    ),
    _told(
        r"\b(?:alternatives?|options?|alts?) incl?\.\s+|\b(?:handout|brochure|pamphlet|leaflet|video"
        r"|booklet)s?\s*:\s+"
        r"|\b(?:treatments?|care|options?|therap(?:y|ies)|management|revision)\s*\((?=[^()\n]*,[^()\n]*\)(?:[^.;\n]|\.\d)*"
        r"\b(?:would|will|could|may|can|later|put off|deferred|cosmetic|self-?pay|out of pocket)\b)",
        "planned",
        "on",
    ),
    Told(
        Holding(
            r"\b(?:considered|discussed|offered)?\W*(?:and |but )?not (?:done|performed|treated|needed"
            r"|chosen)(?: today)?\s*:"
            r"|(?:(?<=[.;:\n])|(?<=[.;:] ))(?:declined|deferred|refused|postponed|not today)\b[^:.;,\n]{0,20}:",
            re.IGNORECASE | re.MULTILINE,
            told=r"not (?:done|performed|treated|needed|chosen)(?: today)?\s*:"
            r"|\b(?:declined|deferred|refused|postponed|not today)\b[^:.;,\n]{0,20}:",
        ),
        "declined",
        "on",
    ),
    _told(
        r"\boffered\b(?!:)|\bif\b(?:[^.;\n]|\.\d)*\b(?:come|comes|return|returns|call|back|see)\b[^.;,\n]*?\bfor\b",
        "planned",
        "on",
    ),
    _told(
        r"\bask(?:s|ed|ing)?\s+(?:me |us )?(?:re|regarding)\b\s*:?\s"
        r"|\b(?:alternatives?|options?|choices)\s+(?:were |was )?(?:gone over|talked (?:over|through)|reviewed"
        r"|discussed"
        r"|explained|offered|listed|given)\s*:\s"
        r"|\b(?:outcomes?|scenarios|next steps)\s+(?:may |might |could )?incl(?:ude[sd]?|uding|\.)?\s+"
        r"|\bnext (?:round|time|year|visit|session)\b[^.;\n]{0,12}\b(?:he|she|they|pt|patient)(?:'d| would) rather\b",
        "planned",
        "on",
    ),
    # refusals and what could not be
    _told(
        r"\b(?:turned down|passed on|opted out of|(?:hold|holding|held) off(?: on)?|skip(?:ped|ping)?"
        r"|omitt?(?:ed|ing)?|talked (?:him|her|them|pt) out of"
        r"|no (?:indication|role|need|reason|cause) (?:for|to)|(?:does|do|did)(?: not|n't) need"
        r"|contra-?indications? to"
        r"|low threshold (?:to|for)|(?:ran out of|no|not enough) time (?:to|for)|(?:equipment|machine|room"
        r"|nurse|staff) (?:is |was )?not available for"
        r"|was to have|were to have|(?:un|not )able to(?! close\b[^.;,\n]*\b(?:primar|linear|direct|side)"
        r"|approx| re-?approx| obtain| achieve| clear)"
        r"|too (?:swollen|early|soon|inflamed|infected|late|risky|young|tender|wet|dry) to"
        r"|(?:did|does|do|was|were|is|are|will|could|would|can)(?: not|n't)(?: be)?(?: (?:do|doing|get to"
        r"|perform|have|attempt|try|undergo))?|not doing|cannot|can't"
        r"|(?:planned|scheduled|booked|here|came|come) (?:today )?for\b(?=(?:[^.;\n]|\.\d)*(?:declin"
        r"|but (?:BP|INR|the lesion is gone|pt|patient|blood)|re-?book|put off|cancel|nothing was done))"
        r"|(?:planned|scheduled|booked)(?: today)?\b(?=(?:[^.;\n]|\.\d)*(?:put off|cancell?ed|declin|postpone"
        r"|re-?book))"
        r")\s|(?<=[.;:] )not\s(?!only|including|just|seen|sure)",
        "declined",
        "item_on",
    ),
    _told(r"(?<=\n)hold\b|(?<=[.;:] )hold\b", "declined", "item_on"),
    # times to come, ahead
    _told(
        rf"\bnext (?:visit|appt|appointment|time|step|steps|session|up|OV)\s*[:=-]|\b(?:future"
        rf"|to[- ]do(?: next \w+)?|pending|upcoming|later|rtc|rto"
        rf"|(?:f/?u|follow[- ]?up|return)(?=\s*:[^.;,\n]*\bin {_NUMBER} {_UNIT}\b))"
        rf"(?:\s+(?:plan|visit|{_NUMBER} {_UNIT}))?\s*:|\blong[- ]?(?:term|range) plan\b\W?|\b(?:goal|plan|aim"
        rf"|idea|hope) is (?:to\b)?"
        rf"|\b(?:eventual(?:ly)?|ultimately|someday|down the road|in the long run)\b|\b(?:likely"
        rf"|probably)\b(?=(?:[^.;\n]|\.\d)*\b(?:next|follow[- ]?up)\b)"
        rf"|\b(?:rto|rtc|rtn|recall)\b[^.;,\n]{{0,20}}?\bfor\b|\b(?:see|bring|have"
        rf"|get)\s+(?:\w+\s+)?back\b[^.;,\n]{{0,25}}?\bfor\b"
        rf"|\b(?:comes?|returns?)\b(?: back)? (?:in|when|after|once|next|if)\b[^.;,\n]{{0,40}}?\bto (?:have|get)\b"
        rf"|\b(?:back|return\w*|follow[- ]?up|f/u|come|comes) (?:in |after |at )?(?:about )?{_NUMBER} {_UNIT} for\b"
        rf"|\b(?:return|come back|be back) so (?:that )?(?:we|I) can\b|\b(?:arrange|set up|line up)\b",
        "planned",
        "on",
    ),
    _told(
        rf"(?:(?<=[.;:\n])|(?<=[.;:] ))(?:once|when|if|after|until|in case of|depending on"
        rf"|pending)\b(?=[^.;,\n]*\b(?:{_WHEN_WELL}|desired|wanted|positive|recurrence)\b)[^.;,:\n]{{2,50}}[,:]\s*",
        "planned",
        "on",
    ),
    # times to come and refusals, behind
    _told(
        rf"\b(?:next (?:wk|week|visit|time|round|month|appt|appointment|session|spring|summer|fall|year)"
        rf"|(?<!starts )(?<!start )tomorrow"
        rf"|in {_NUMBER} {_UNIT}(?=\W*(?:$|[.;,)\n])))\b(?!\s+(?:sutures?|wound|check))",
        "planned",
        "own",
    ),
    _told(
        r"\b(?:pending (?:insurance|auth\w*|approval|prior|PA|clearance|labs?)|on hold|on the back burner"
        r"|(?:is|are|was|were)? ?(?:available|offered) at (?:our|another|the) (?:other|main|hospital)|(?:is"
        r"|are) (?:a |an )?(?:\w+ )?option"
        r"|re-?scheduled|re-?booked|moved to|put off|postponed|contra-?indicated|unlikely to|not likely to"
        r"|(?:told |felt )?not worth (?:it|the|\$|doing|trying|her|his)|would (?:be|not help)|too (?:risky|early|soon)"
        r"|(?:quote|price|estimate|handout|brochure|leaflet|info)s? (?:given|provided|emailed|mailed|handed"
        r"|sent)|skipped|omitted|denied by|needs? (?:prior )?auth\w*|not covered|non-?covered|out of stock"
        r"|offered (?:with|by|at|elsewhere)|unavailable|(?:can|may) be done|may (?:follow|be next)"
        r"|as (?:a )?back-?up|if (?:desired|no response|wanted|she changes|he changes)"
        r"|so (?:put off|postponed|cancell?ed)|involves?|was explained|declined|deferred|cancell?ed|aborted"
        r"|to (?:be )?follow(?! (?:an?|the|her|his|their|these|this|up)\b)|not (?:done|needed|cov(?:ered|'?d)?))(?!\w)",
        "planned",
        "own",
    ),
    _told(
        r"\b(?:quotes?|prices?|estimates?|cost|fees?|brochures?|handouts?|leaflets?|pamphlets?)"
        r"(?: sheets?| lists?)?(?: was| were)?"
        r" (?:given|handed|quoted|provided|told|mentioned)"
        r"|\b(?:elsewhere )?if (?:(?:she|he|they|pt|patient|you) )?(?:ever )?(?:wish\w*|wants?|likes?|bothered)"
        r"|\b(?:were |was )?(?:gone over|talked (?:over|through))"
        r"|\b(?:can|could|may|might) be (?:looked at|thought of|considered|offered|tried|weighed|discussed|revisited)"
        r"|\ba possible (?:later |next |future |second )?(?:step|option|choice|plan)"
        r"|\bnot (?:for|safe (?:in|during)|suitable (?:in|for|during)|ok in|advised (?:in|for|during)"
        r"|allowed in|used in) pregnan\w+"
        r"|\bto (?:phone|call|ring) (?:us |me |her |him |if\b|with\b|when\b)"
        r"|\bnot (?:submitted|sent|requested|ordered|available)\b"
        r"|\b(?:maybe|perhaps|possibly|potentially)(?=\s*(?:[.;,)\n]|$))"
        rf"|\b(?<!days )(?<!day )(?<!weeks )(?<!week )(?<!wks )(?<!wk )(?<!months )(?<!month )(?<!years )(?<!year )"
        rf"(?<!hours )(?<!hour )(?<!minutes )(?<!min )later(?: on)?(?=\s*(?:[,.;)\n]|$|if\b))"
        rf"|\b(?:at|in|after) (?:about |~)?(?:{_NUMBER}|\d+\s?[-\u2013]\s?\d+) {_UNIT}"
        r" (?:if|prn|maybe|possibly|as needed|once)\b"
        rf"|\b(?:scheduled|booked|set up) (?:for|on) (?={_SEASON}\w*\.? \d{{1,2}}\b[^.\n]*\bwill\b)"
        rf"|\b(?:is|are) (?:planned|scheduled|booked) (?:for|in) (?:{_SEASON}|next|the)\b(?! same)"
        r"|\b(?:prn|as needed) (?:at|in|after|for|later|next)\b"
        r"|(?:,|;|\bwith|\bfor)? ?\b(?:appointment|appt|slot)(?: is| on| for)* \d{1,2}/\d{1,2}\b",
        "planned",
        "own",
    ),
    _told(r"\bon \d{1,2}/\d{1,2}(?=(?:/\d{2,4})? with\b)", "planned", "own"),
    _told(
        r"\((?:next (?:visit|time)|planned|declined|not done|deferred|refused|not today|future|pending|later"
        r"|to be scheduled)\)"
        r"|\s?[:-]\s*(?:not today|hold|declined|deferred|later|refused|cancell?ed|no|next (?:visit"
        r"|time))(?=\s*(?:[.;,\n]|$|until))"
        r"|\b:\s(?=[^.;:\n]{1,60},\s*no\b\s*(?:[.;\n]|$))",
        "declined",
        "own",
    ),
    _told(
        r"[\"\u201c][^\"\u201c\u201d\n]{1,160}[\"\u201d]\s*(?:-\s*)?(?:was |were )?"
        r"(?:deleted|struck|crossed out|removed|not used|disregard\w*|left (?:blank|empty))\b",
        "boilerplate",
        "before",
    ),
    _told(
        rf"\b(?:once|when|after|until)\s+(?:\w+\s+){{0,3}}?(?<!after mohs ){_WHEN_WELL}\b(?! in\b)",
        "planned",
        "own",
    ),
    _told(
        r"\b(?:vs\.?|versus)\s+(?=(?:observ\w*|watch\w*|leav\w*|topicals?|creams?|efudex|5-?FU|nothing"
        r"|no treatment|monitor\w*|serial)\b)",
        "planned",
        "own",
    ),
)
"""The rules in the order in which they are tried; the first that reaches an act counts."""
