"""Rules for what a patient only asked about, takes at home or felt, and for what an earlier note says."""

from typing import Final

from cleanskin.note.visit.talk_rules import ACTS, ALL, TALKED, WITH_DRUGS, Rule, sought

_DAY: Final = r"(?:\d{1,2}/\d{1,2}(?:/\d{2,4})?|\d{4}-\d\d-\d\d|\d{1,2} \w{3,9} \d{4}|\w{3,9} \d{1,2},? \d{4})"

MAYBE: Final = frozenset({"medication", "decision"})
"""What may be begun another day: also where it stands under advice."""

SPOKEN_OF: Final = (
    Rule(
        sought(r"\b(?:maybe|perhaps|possibly)\b(?=\s*(?:[.;,)\n]|$))"),
        "hypothetical",
        MAYBE,
        "phrase",
        stops=False,
    ),
    Rule(
        sought(
            r"\b(?:from|per|see|of)\s+(?:the |his |her |my |our )?(?:last |prior |previous |old )?"
            r"(?:visit|note|encounter|appointment|appt|OV|DOS)\s+(?:note\s+)?(?:of |on |dated |from )?" + _DAY + r"\s*"
            r"(?:[:,]|-+|\u2013|\u2014)\s*(?=[\"'\u201c])"
        ),
        "historical",
        ALL | {"count", "length", "site", "visit_word"},
        "copied",
        stops=False,
    ),
    Rule(
        sought(
            r"\b(?:prior|previous|past|earlier|old)\s+(?:\w+\s+)?(?:procs?|surger(?:y|ies)|ops?|visits?|sessions)\b"
            r"[^:.;\n]{0,30}:"
        ),
        "historical",
        WITH_DRUGS | {"count", "site", "condition"},
        "line",
        at_start=True,
        stops=False,
    ),
    Rule(
        sought(
            r"\b(?:ask(?:s|ed|ing)?|inquir(?:es|ed|ing)|enquired|wonder(?:s|ed|ing)|curious|question(?:s|ed)?)\s+"
            r"(?:me\s+|us\s+|today\s+|again\s+)?(?:about|re\b|regarding|concerning|whether|if)\W"
        ),
        "hypothetical",
        frozenset({"medication", "drug", "decision"}),
        "comma_on",
    ),
    Rule(
        sought(
            r"\b\d{1,3}\s+(?:needle |small |tiny )?pricks\b(?=[^\n]{0,40}(?:\d\s?g\b|gauge|needle))"
            r"|\b(?:kenalog|TAC|triamcinolone|ILK|bleomycin|candida|lidocaine|mg/ml|mg/cc)\b[^\n]{0,60}?\bpricks?\b"
        ),
        "instruction",
        frozenset({"service"}),
        "within_on",
        stops=False,
    ),
    Rule(
        sought(
            r"(?<!\bas )(?<!\bsince )(?<!\blike )(?<!\bthan )(?<!\bsame )\b(?:the )?"
            r"last (?:time|session|appt|appointment)\b(?=\s*(?:[.;,)\n]|$))"
        ),
        "historical",
        ACTS,
        "before",
        stops=False,
    ),
    Rule(
        sought(
            r"\b(?:bx|bxs|biops(?:y|ies)|punch(?:es)?|shaves?|excisions?|EDC|ED&C|mohs)\s+(?:on |in )?"
            r"\d{1,2}/\d{1,2}(?:/\d{2,4})?\W{0,3}(?:path\w*|showed|shows|result\w*|read as|came back|benign|BCC|SCC\w*"
            r"|LP|AK|SK|NMSC|healed|c/w|consistent with)\b"
        ),
        "historical",
        ACTS | {"count"},
        "through",
        stops=False,
    ),
    Rule(
        sought(
            r"(?:(?<=[.;:\n])|(?<=[.;:] ))(?:repeat\s+|re-?)?(?:ILK|LN2|cryo\w*|freeze|biopsy|bx|punch|shave|excision"
            r"|excise|inject\w*|ED&C|PDT|patch test\w*)\s+(?:to|of|for|on|them|it|the)?\s*[^.;\n]{0,40}?\bif\s+"
            r"(?:not|no|still|any|it|they|these|this|persist\w*|recur\w*|wors\w*|grow\w*)\b"
        ),
        "planned",
        ACTS | {"count"},
        "within_on",
        stops=False,
    ),
    Rule(
        sought(
            r"\b(?:at |on )?(?:the |his |her )?last visit,?\s+(?:(?:we|I|had)\s+)*(?=(?:\d|AKs?\b|LN2|cryo|bx|biops"
            r"|froze|\w+ (?:frozen|treated|biopsied|injected|shaved)))(?![^.;\n]*\b(?:today|now)\b)"
        ),
        "historical",
        ACTS | {"count", "condition"},
        "statement_on",
        stops=False,
    ),
    Rule(
        sought(
            r"\b(?:path|pathology|results?|histology|report)\s*\((?=[^)\n]*\d{1,2}/\d)"
            r"|\b(?:done|taken|performed|from|in)\s+\d{1,2}/(?:19|20)\d\d\s*\("
        ),
        "historical",
        ACTS | {"count"},
        "bracket",
        stops=False,
    ),
    Rule(
        sought(r"\bself[- ]?inject\w*|\binject(?:s|ing)? (?:at home|(?:him|her|them)sel\w+)\b"),
        "historical",
        ACTS,
        "within_on",
        stops=False,
    ),
    Rule(
        sought(
            r"(?<=(?:flap|laps|tion|FTSG|STSG|raft|afts|near|tent) )(?:were|was) (?:reviewed|discussed|considered)\b"
        ),
        "planned",
        TALKED,
        "statement",
    ),
)
"""Rules for talk, habits and earlier notes; tried behind those of `talk_rules`."""
