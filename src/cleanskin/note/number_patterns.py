"""What numbers look like in a note: the expressions behind `numbers.py`, which says what they mean.

All are matched against plain text in lower case.
"""

import re
from collections.abc import Mapping
from decimal import Decimal
from string import ascii_lowercase
from typing import Final

SMALL: Final = tuple(
    name
    for line in (
        "zero one two three four five six seven eight nine",
        "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen",
    )
    for name in line.split()
)
TENS: Final[Mapping[str, int]] = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
WORD_NUMBERS: Final[Mapping[str, int]] = {
    **{name: at for at, name in enumerate(SMALL)}, **TENS, "dozen": 12, "fourty": 40, "fiveteen": 15, "forteen": 14,
    "once": 1, "twice": 2, "thrice": 3,
}  # fmt: skip
ORDINALS: Final[Mapping[str, int]] = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
    "tenth": 10, "eleventh": 11, "twelfth": 12,
}  # fmt: skip
ROMAN: Final[Mapping[str, int]] = {
    "i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "x": 10,
}  # fmt: skip
FRACTIONS: Final[Mapping[str, Decimal]] = {
    "½": Decimal("0.5"), "¼": Decimal("0.25"), "¾": Decimal("0.75"), "⅓": Decimal("0.33"), "⅛": Decimal("0.125"),
}  # fmt: skip
MONTH_NAMES: Final = (
    "january|february|march|april|may|june|july|august|september|october|november|december"
    "|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec"
)
"""Months as an expression's alternatives."""

SEASONS: Final = "spring|summer|fall|autumn|winter"
MONTHS: Final[Mapping[str, int]] = {
    "jan": 1, "feb": 2, "mar": 3, "apr": 4, "may": 5, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "oct": 10, "nov": 11,
    "dec": 12,
}  # fmt: skip

DIGITS: Final = r"(?:\d+(?:,\d{3})+(?:\.\d+)?|\d*\.\d+|\d+)"
_SIGNS: Final = "".join(FRACTIONS)
_FRACTION: Final = (
    rf"\d+ and (?:a|one)[ -](?:half|quarter)\b|(?:\d+[ -])?\d+/(?:2|3|4|8|10|16)(?![\d/])|(?:\d+[ ]?)?[{_SIGNS}]"
)
_WORDS: Final = "|".join(sorted(WORD_NUMBERS, key=len, reverse=True))
_DIGIT: Final = "|".join(SMALL[:10])
_POINT: Final = (
    rf"(?:{'|'.join(sorted(SMALL, key=len, reverse=True))}) point (?:{_DIGIT})(?: (?:{_DIGIT}))?"
    rf"|point (?:{_DIGIT})(?: (?:{_DIGIT}))?(?= ?(?:cms?\b|mms?\b|centi|milli|cc\b|ml\b|mg\b))"
)
_AND_PART: Final = rf"(?:{'|'.join(sorted(SMALL[1:], key=len, reverse=True))}) and (?:a|one)[ -](?:half|quarter)"
_HALF: Final = r"half[ -](?:a[ -]|of a )?(?=c\.?m\.?\b|centimet)"
_WORD_NUMBER: Final = (
    rf"{_POINT}|{_AND_PART}|(?:{'|'.join(TENS)})[ -](?:{'|'.join(SMALL[1:10])})|half a dozen|a dozen|{_HALF}|{_WORDS}"
)
UNIT_WORD: Final = (
    r"(?:million\s?(?:units?|iu|u|pfu)|mg\s?/\s?(?:ml|cc|kg|day|wk|week)|(?:mgs?|units|u)\s?(?:/|per)\s?(?:ml|cc|milliliter)|mcg\s?/\s?ml|mm/hr"
    r"|m?j\s?/\s?cm2|(?:sq\.?|square)[\s-]?(?:cms?|mm|centimeters?|millimeters?)"
    r"|(?:cm|mm)(?:\^?2(?!\d)| ?sq\b| ?squared)"
    r"|%|in\.(?=\s|$)|[a-z]+)"
)
_MONTH: Final = (
    "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    "|nov(?:ember)?|dec(?:ember)?)"
)

_FORMS: Final = (
    ("1", r"(?P<phone>\d{3}\)?[- ]\d{3}-\d{4})"),
    ("1", r"(?P<iso>(?<![\d.])(?:19|20)\d\d-\d{1,2}-\d{1,2}(?!\d))"),
    ("1", r"(?P<us>(?<![\d./])\d{1,2}[/-]\d{1,2}[/-](?:\d{4}|\d{2})(?![\d/]))"),
    ("1", r"(?P<year>(?<![\d./])\d{1,2}/(?:19|20)\d\d(?![\d/]))"),
    ("a", rf"(?P<month>\b{_MONTH}\.? \d{{1,2}}(?:st|nd|rd|th)?(?:,? (?:19|20)\d\d)?\b)"),
    (
        "1",
        rf"(?P<day_month>(?<![\d./-])\b\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {_MONTH}"
        r"(?:\.?,? (?:19|20)\d\d\b|(?:(?<! may)|(?=\W*(?:[.,;:)]|\Z|(?:i|we|was|were|has|had|here|by|at|for|and|on"
        r"|of|in|when|after"
        r"|the|with|as|there|it|he|she|they|my|our|report\w*|path\w*|biops\w+|excis\w+)\b)))\b(?! ?\d)))",
    ),
    ("1", r"(?P<clock>\b\d{1,2}(?:-\d{1,2})? ?-?o ?'? ?clock|\b\d{1,2}:\d\d\b(?: ?[ap]m)?)"),
    ("1", r"(?P<suture>(?<![\w.])\d{1,2}-0\b)"),
    (
        "1",
        r"(?P<ratio>(?<![\w.])(?:1 ?: ?\d[\d,]+|(?<!stage )[2-6] ?: ?1(?![\d:])(?! ?(?:bl|pie|pc|sec|spec))"
        r"|[2-6] to 1(?= (?:length|ellip|ratio|axis|line|fusi))))",
    ),
    ("1", r"(?P<pressure>(?<![\w./])\d{2,3}/\d{2,3}(?![\w/]))"),
    ("a", r"(?P<icd>\b[a-tv-z]\d[\da-b]\.[\da-z]{1,4}\b)"),
    (
        "1a",
        r"(?P<code>(?<![\w.#$])(?:\d{5}|[a-v]\d{4}|\d{4}[tfu])(?=x\d|[^\w%]|$)(?!\.\d)(?:-(?:\d\d|[a-z][a-z\d])\b)?)",
    ),
    ("$", r"(?P<money>\$ ?\d[\d,]*(?:\.\d\d)?)"),
    ("a", r"(?P<roman>(?:(?<=stage )|(?<=stages )|(?<=level )|(?<=type ))[ivx]{1,4}\b)"),
    ("1a", rf"(?P<ordinal>\b(?:\d{{1,2}}(?:st|nd|rd|th)|{'|'.join(ORDINALS)})\b)"),
    ("a", r"(?P<spf>\bspf ?\d+\+?)"),
    ("1a$", r"(?P<blade>(?:#|\bno\.? ?|\bnumber )?(?<![\d.])\b1[015]c?[- ]?blade)"),
    (
        "1",
        r"(?P<day>(?<![\d./])\d{1,2}/\d{1,2}(?![\d/%])"
        r"(?! ?-?(?:cm|mm|in\b|inch|cc|ml|tube|syringe|vial|strength|dose)))",
    ),
    (
        "1a$",
        rf"(?P<times>(?:(?<![a-z_])x ?(?={DIGITS}(?!\d|\.\d))){DIGITS}(?=(?:mos?|y|yrs?|wks?|w|d|h)?\b)"
        rf"|(?<!\w)x ?(?:{_WORDS})\b|\btimes (?:{DIGITS}|{_WORDS})\b|(?<![\w.,]){DIGITS} ?x(?!\w)(?! *\.?\d))",
    ),
    (
        "1a$",
        rf"(?P<number>(?<![\w.,])(?:{_FRACTION}|(?:#|no\. )?{DIGITS})|(?<=\bq){DIGITS}(?= ?(?:mo|w|d|h|y))"
        rf"|(?<=\bpod){DIGITS}\b"
        rf"|(?<!\w)[{_SIGNS}])",
    ),
    ("a", rf"(?P<word>\b(?:{_WORD_NUMBER})\b)"),
    (
        "a",
        r"(?P<vague>\b(?:several|multiple|many|numerous|a few|few|various|a couple(?: of)?|couple(?: of)?|innumerable"
        r"|countless|a number of|too many)\b)",
    ),
    ("a", r"(?P<both>\bboth\b)"),
    ("a", r"(?P<single>\b(?:single(?![- ](?:use|dose))|solitary|lone|isolated)\b)"),
)
"""What is or looks like a number, and with which signs it can begin: 1 digits, a letters, $ any other sign."""


_NAME: Final = re.compile(r"\(\?P<(\w+)>")
_AHEAD: Final = {
    **dict.fromkeys(("phone", "iso", "us", "year"), r"(?=\d{1,4}(?:[-/]|\)?[- ]\d))"),
    "day_month": r"(?=\d{1,2}(?:[snrt][tdh])?(?: of)? [jfmasond])",
    **dict.fromkeys(("clock", "suture", "ratio", "pressure"), r"(?=\d{1,3} ?[-:/ot])"),
}
"""What stands at the beginning of the forms of digits that are seldom met: without it they are not tried."""

_BEGUN: Final[Mapping[str, str]] = {
    "month": "jfmasond",
    "ordinal": "".join(name[0] for name in ORDINALS),
    "roman": "ivx",
    "spf": "s",
    "blade": "n",
    "times": "xt",
    "number": "n",
    "word": "".join(name[0] for name in WORD_NUMBERS) + "ahp",
    "vague": "smnfvacit",
    "both": "b",
    "single": "sli",
}
"""With which letters the forms of words begin; those not named here with any."""


def _main(sign: str) -> re.Pattern[str]:
    """Join the forms that begin with a kind of sign, or with one letter."""
    kind = "a" if sign.isalpha() else sign
    parts: list[tuple[str, list[str]]] = []
    for signs, form in _FORMS:
        named = _NAME.search(form)
        name = named[1] if named else ""
        if kind not in signs or (sign != kind and sign not in _BEGUN.get(name, sign)):
            continue
        ahead = _AHEAD.get(name, "") if sign == "1" else ""
        if not parts or parts[-1][0] != ahead:
            parts.append((ahead, []))
        parts[-1][1].append(form)
    return re.compile("|".join(f"{ahead}(?:{'|'.join(forms)})" if ahead else "|".join(forms) for ahead, forms in parts))


MAIN: Final[Mapping[str, re.Pattern[str]]] = {
    "1": _main("1"), "a": _main("a"), "$": _main("$"), **{letter: _main(letter) for letter in ascii_lowercase[1:]}
}  # fmt: skip
"""Everything that is or looks like a number, by what it begins with; the group's name says which.

1 digits, $ other signs, a letter that letter, "a" any other letter.
"""

PLAIN: Final = re.compile(
    r"(?<![\w.,])(?P<number>\d{1,3}(?:\.\d+)?)"
    r"(?= ?(?:[cm]m|m[lg]|cc)\b|%|[;\n]|[.,](?!\d)|$|-(?!o|blade)[a-z]"
    r"| (?!x|o|to 1|blade|and |jan|feb|mar|apr|may|jun|jul|aug|sep|nov|dec)[a-z])"
)
"""Digits behind which stands what makes nothing else of them than a number: most are told so."""

STARTING: Final = frozenset(f"0123456789.#$x{_SIGNS}")
"""Signs with which a number can begin."""

STARTERS: Final = frozenset(
    {
        *WORD_NUMBERS, *ORDINALS, *ROMAN, *MONTHS, "half", "several", "multiple", "many", "numerous", "few", "various",
        "couple", "innumerable", "countless", "too", "point", "both", "single", "solitary", "lone", "isolated", "no",
        "times",
        "number", "spf", "a", "january", "february", "march", "april", "june", "july", "august", "sept", "september",
        "october", "november", "december",
    }
)  # fmt: skip
"""Words with which a number can begin, besides single letters right before a digit."""

_WORDS_MAX: Final = 1 << 14
"""How many words are remembered."""


class _Begins(dict[str, str]):
    """Whether a number can begin with a word: as it is, as a "letter" right before a digit, or not at all."""

    def __missing__(self, word: str) -> str:
        if len(self) > _WORDS_MAX:
            self.clear()
        said = "letter" if len(word) == 1 and word != "." else ""
        if word in STARTERS or (word[0] in STARTING and word != "."):
            said = "word"
        self[word] = said
        return said


BEGINS: Final = _Begins()
"""Whether a number can begin with a word."""

_UNIT_GOES_ON: Final = r"[/^%.\d]|\s*/|\s(?:sq|per)|(?<=million)|(?<=square)|(?<=sq)|(?<=per)"
"""What stands behind or at the end of the letters right after a number where they are not all of its unit.

Where neither this nor a word for more stands there a number is not tried further: any letters may be a unit.
"""

MORE: Final = re.compile(
    rf"(?=\s*[a-z]*+(?:\s*(?:x|by|\*)|(?<=x)|(?<=by)|{_UNIT_GOES_ON}))"
    rf"\s*(?P<unit>{UNIT_WORD})?\s*(?:(?:x|by|\*)\s*(?P<number>{DIGITS})(?!\d|\.\d|-\d+\s?s)"
    rf"|by (?P<spoken>{_WORD_NUMBER})\b)"
)
RANGE: Final = re.compile(
    rf"(?=\s*[a-z]*+(?:\s*(?:-|\u2192|to|or)|(?<=to)|(?<=or)|{_UNIT_GOES_ON}))"
    rf"\s*(?:(?P<unit>{UNIT_WORD})(?!\s*(?:->|\u2192))(?!(?<=ml|cc) or [\d.]+ ?mg))?\s*(?:->|-|\u2192|to|or)\s*"
    rf"(?P<number>{DIGITS})(?![\d/]|\.\d|st\b|nd\b|rd\b|th\b)"
    r"(?(unit)(?!\s(?:sites?|lesions?|patch(?:es)?|areas?|spots?|plaques?|nodules?|papules?|cysts?|keloids?|points?)\b))"
)
UNIT: Final = re.compile(rf"\s*+-?+\s*+(?P<unit>{UNIT_WORD})(?![a-z\d])(?<! w(?=/))")
AGE: Final = re.compile(
    r"\s?-?\s?(?:(y)\.?/?o(?:\b\.?|(?=[mf]\b))|(y|m|w|d)\.o\.|m/o\b"
    r"|(yr|year|mo|month|week|wk|day)s?\.?[- ]old\b|(yr|mo)s? o\b)"
    r"(?:[ ,-]*(m|f|male|female|man|woman|boy|girl|lady|gentleman)\b)?"
)
AGE_SIGNS: Final = frozenset("ymwdf")
"""How what makes an age of a number begins."""

AGE_LENGTH: Final = 16
"""Within so many characters stands the "o" of "old", if it is one and no sex alone tells it."""

SEXED: Final = re.compile(r"\s?-?([mf])(?![\w']|\.(?!\s)|\s?/)")
SEX_BEFORE: Final = re.compile(r"\b(?:(female|woman)|male|man)\s?[,/|]\s?$")
AGE_ENDS: Final = re.compile(r"\s*(?:[,;|)\n]|\.(?!\d)|$)")
"""What stands before and behind an age that is told as a bare number: "Male, 69"."""

_ORDERED: Final = (
    "stage|lesion|site|specimen|tumor|level|type|grade|phase|visit|number|session|class|biopsy|area|spot|slide"
    "|category|clark|layer|photo|image|scale|score|hdss|pasi|iga|pga|fitzpatrick|hurley|part|room|bsa|treatment"
    "|fraction|step|tier|pain"
)
ORDINAL_BEFORE: Final = re.compile(rf"(?<!\bone )(?<!single )(?<!same )\b({_ORDERED})s?\s*(?:#|no\.?|number|:)?\s*$")
ORDERED: Final = frozenset(form for name in _ORDERED.split("|") for form in (name, f"{name}s"))
"""What an ordinal is of: the words before it, besides a sign for "number"."""

SERVING_BEFORE: Final = re.compile(
    r"\b(dose|shot|injection|infusion|cycle|round|course|tx|cryo|pdt|appt|administration)\s*(?:no\.?|number)?\s*$"
)
"""Words of a course of treatment: "#9" behind one says which it is, and counts nothing."""

HEADING_BEFORE: Final = re.compile(r"[a-z]{2}s\s*:\s*$|(?:^|[.;,|(\n-])\s*(?:number|no\.?|qty|quantity)\s*:\s*$")
"""A word for many, or a number's own field, and a colon: the number after it counts ("slides: 3 read", "Number: 8")."""

ALLERGENS_BEFORE: Final = re.compile(r"\b(?:allergens|antigens|patches|haptens)\s*:\s*$")
"""The field of how many allergens were tested: "Allergens: 65"."""

UNITS_BEFORE: Final = re.compile(r"(?:^|[.;,|(\n-])\s*(?:total )?units?(?: (?:injected|given|used|total))?\s*:\s*$")
"""The field of a drug's units: "Units: 100"."""

DAY_BEFORE: Final = re.compile(
    r"(?<!same )(?<!same-)(?<!that )(?<!this )\b(day|pod|postop day|post-op day|week|month|wk|days|weeks)\s*#?\s*$"
)
DAYS: Final = ("day", "pod", "week", "month", "wk", "days", "weeks")
"""How the words before the number of a day end, besides its sign."""

OF_ALL: Final = re.compile(r"\s?(?:of|/)\s?\d")
"""What behind the number of a day says how many a course has: "week 2 of 4"."""

AFTERWARDS: Final = re.compile(
    r"[\s-]*(?:(ago|prior\b(?! to)|earlier|previously|back)"
    r"|(later|after|afterwards?|post|s/p|out from|following|since|from surgery|status post)|(old|of age))\b"
)
BEFOREHAND: Final = re.compile(
    r"(?:\b(in|in about|in approximately)|\b(for|over|during|x|times|lasting|past|last|the past|the last)"
    r"|\b(every|q|each|per|once every)|\b(within|w/in|under|less than|next)|\b(after|at))"
    r"\s*(?:the|about|approximately|~)?\s*(?:x\s*)?$"
)
_MARGIN_WORDS: Final = (
    "clinical|surgical|peripheral|safety|narrow|narrowest|minimum|minimal|lateral|circumferential|excision|skin|normal"
    "|clear|wide|free"
)
_RIM: Final = r"(?:rim |cuff |border |ring )?"
MARGIN_AFTER: Final = re.compile(
    rf"\s*(?:of\s+)?(?:(?:{_MARGIN_WORDS})\s+){{0,2}}marg(?:in)?s?\b"
    rf"|\s*{_RIM}(?:on |at |along |in |around )?(?:each|either|every|all) (?:side|edge|border|direction)s?\b"
    r"|\s*(?:beyond|outside|around) (?:the |its )?(?:cyst|lesion|tumou?r|scar|pigment|growth|nevus|mole)\b"
    r"|\s*(?:all (?:a)?round|circumferentially|around(?=\s*(?:[-=,;.)]|$)))\b"
    r"|\s*(?:rim|cuff)\b(?=\s*(?:[,.;)]|all\b|around\b|taken\b))"
    rf"|\s*{_RIM}of (?:clinically )?(?:normal|healthy|surrounding|uninvolved)[- ](?:appearing )?(?:skin|tissue)"
)
UNDERMINED_BEFORE: Final = re.compile(r"undermin\w*[^.;]{0,40}$")
MARGIN_BEFORE: Final = re.compile(
    r"(?<!including )(?<!plus )(?<!lesion and )(?<!diameter with )(?<!including the )(?<!size with )"
    r"(?<!\bincl )(?<!\bincl\. )(?<!\bw/ )(?<!diam with )"
    r"\bmargins?(?:\s+(?:of|was|were|is|are|at|taken|used|measuring|measured|size|width))*\s*:?\s*(?:\(|=)?\s*$"
)
SIZE_BEFORE: Final = re.compile(
    r"\b(?:les(?:ion)?|dia(?:m(?:eter)?)?|size|margs?|margins?|defect|excised|width|axis|repair|closure|layered|undermin\w+"
    r"|complex|interm(?:ed(?:iate)?)?|simple|clc|ilc|slc|length|len|line|gap|hole|gape|widest gap|l(?=\s?[=:]))"
    r"\s*(?:of|was|were|is|at|=|:|(?<=excised),)?\s*$"
)
"""A word for what is measured, right before a decimal number without a unit."""

ACT_AFTER: Final = re.compile(r"\s*(?:[-=]?>|\u2192)\s*(?:ed ?&? ?c\b|c ?& ?e\b|exc|shav|curett|mohs|desicc)")
"""An arrow to the act, behind the size of the lesion told without its unit: "SCCis R hand 0.8 -> ED&C"."""

DAY_AFTER: Final = re.compile(
    r"[\s-]+(?:post-?\s?op(?:erative)? day\b|day (?=(?:after|following|post)\b)"
    r"|day of (?:the |a )?(?=\w*\W?(?:\d+-day )?global))"
)
"""What after an ordinal makes it the number of a day after surgery: "fifth postoperative day"."""

NO_ADJECTIVE: Final = (
    r"(?:and|of|on|with|the|to|in|from|or|for|at|by|plus|then|were|was|is|are|per|over|under|that|which|each|via"
    r"|using)\b"
)
"""Words that do not stand between a number and what it counts."""

NAMING: Final = re.compile(
    r"\b(?:lot|exp|mrn|acct|account|id|zip|phone|fax|room|ndc|case|chart|accession|ref)\s*(?:#|no\.?|:)?\s*$"
)
"""What stands before a number that is only a name."""

FILED: Final = re.compile(r"-0\d+\b")
"""The rest of a number under which something is filed: "case 26-0113"."""

STRENGTH_BEFORE: Final = re.compile(r"\b(?:kenalog|tac|triamcinolone|ilk)[ -]*$")
"""A drug whose name a strength belongs to: "kenalog 40, 1 cc" is no list of volumes."""

LISTED: Final = re.compile(r"\s*(?:,|;|/|\+|&|and|or|,\s*and|,\s*or)\s*")
"""What stands between the numbers of a list."""

LAST_UNIT: Final = re.compile(rf"(?<![a-z])(?P<unit>{UNIT_WORD})$")
