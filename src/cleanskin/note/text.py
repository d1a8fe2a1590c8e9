"""A note's characters made plain without moving any, and its words with their places.

Notes come from dictation, templates, scans and copies: typographic quotes and dashes, fractions and multiplication
signs, text decoded with the wrong table, words cut at the end of a line.  `plain` replaces each such character by an
ASCII one of the same length, so that every place in the plain text is the same place in the note as given.
"""

import re
from collections.abc import Callable
from string import digits
from typing import Final, NamedTuple

FILLER: Final = "\x00"
"""Stands where a character belongs to the word around it and has no letter of its own."""

_SINGLE: Final = {
    "‘": "'", "’": "'", "‚": "'", "‛": "'", "`": "'", "´": "'", "ʼ": "'", "′": "'",
    "“": '"', "”": '"', "„": '"', "‟": '"', "«": '"', "»": '"', "″": '"',
    "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "―": "-", "−": "-", "﹣": "-", "－": "-",
    "×": "x", "✕": "x", "✖": "x", "⨯": "x", "∗": "*", "µ": "u", "μ": "u", "º": " ", "°": " ",
    "\u00a0": " ", "\u2002": " ", "\u2003": " ", "\u2009": " ", "\u200a": " ", "\u202f": " ", "\u3000": " ",
    "\t": " ", "\r": " ", "\f": "\n", "\v": "\n", "\u2028": "\n", "\u2029": "\n", "\u0085": "\n",
    "\u200b": FILLER, "\u200c": FILLER, "\u200d": FILLER, "\u2060": FILLER, "\ufeff": FILLER, "\u00ad": FILLER,
    "•": "*", "●": "*", "▪": "*", "■": "*", "◦": "*", "·": "*", "‣": "*", "➢": "*", "►": "*", "○": "*", "☐": "*",
    "❑": "*", "…": ".", "⁄": "/", "∕": "/", "％": "%", "²": "2", "³": "3", "₂": "2", "¹": "1", "⊖": "-",
    "é": "e", "è": "e", "ê": "e", "ë": "e", "á": "a", "à": "a", "â": "a", "ä": "a", "ã": "a", "å": "a", "í": "i",
    "ì": "i", "î": "i", "ï": "i", "ó": "o", "ò": "o", "ô": "o", "ö": "o", "õ": "o", "ú": "u", "ù": "u", "û": "u",
    "ü": "u", "ñ": "n", "ç": "c", "ý": "y", "É": "E", "Ü": "U", "Ö": "O", "Ä": "A", "Ñ": "N",
}  # fmt: skip
"""One character for one: what a reader would see as the same."""

_PLAIN: Final = str.maketrans({**_SINGLE, **{chr(0xFF01 + at): chr(0x21 + at) for at in range(0x5E)}, "％": "%"})

_MOJIBAKE: Final = {
    "â€™": "'", "â€˜": "'", "â€œ": '"', "â€\x9d": '"', "â€“": "-", "â€”": "-", "â€¢": "*", "Â½": "½", "Â¼": "¼",
    "Â¾": "¾", "Ã—": "x", "Âµ": "u", "Â°": " ", "Â ": " ", "Â\u00a0": " ", "Ã©": "e", "Ã¨": "e", "Ã¼": "u", "Ã¶": "o",
}  # fmt: skip
"""UTF-8 text read as Windows-1252; the rest of the length is filled."""

_WRONGLY_DECODED: Final = re.compile("|".join(map(re.escape, sorted(_MOJIBAKE, key=len, reverse=True))))
_SCANNED: Final = re.compile(
    r"(?<![A-Za-z])[Oo](?=\.\d)|(?<=\d)[oO](?=\d|[ ]?(?:mm|cm|mg|ml)\b)"
    r"|(?<=\d)[lI](?=\d|[ ]?(?:mm|cm)\b)|(?<=[A-Za-z]{2})0(?=[A-Za-z])"
)
_ZERO_SCANNED: Final = re.compile(r"[oO]\.\d")
"""What stands wherever a sign may be mistaken; a text without it is not read sign by sign."""

_AS_SCANNED: Final = {"O": "0", "o": "0", "l": "1", "I": "1", "0": "o"}
"""Signs that a scanner takes for others, where their neighbors tell: O.6 cm, 1O mm, pr0cedure."""

_BOX: Final = re.compile(r"\[([ xX])\]")
"""A box of a template, empty or checked: read as the signs (-) and (+) before the word."""

_ANSWER: Final = re.compile(r"\[([Nn](?:o|one|eg|il)|NO|NONE|NEG|NIL|[Nn]egative|[Aa]bsent|[Dd]enied)\]")
"""The answer "no" in the bracket of a template: read as in a round one."""

_CUT_WORD: Final = re.compile(r"-(?<=[a-z]-)[ \t]*\n[ \t]*(?=[a-z])")
_TOKEN: Final = re.compile(
    r"[^\W\d_]+(?:\x00[^\W\d_\x00]*)*(?:'\x00*[^\W\d_]+)?"
    r"|\d+(?:,\d{3})+(?!\d)(?:\.\d+)?|\d*\.\d+|\d+|[^\s\w\x00]|_"
)
_CUT: Final = re.compile(r"'(?:s|d|ed)$")

Known = Callable[[str], bool]


class Words(NamedTuple):
    """The words and signs of a text in order: in lower case, as written, and where each starts and ends.

    `lower` is without possessive endings and apostrophes, `written` has them.  A hyphen inside or
    between words is no sign of its own.
    """

    lower: list[str]
    written: list[str]
    starts: list[int]
    ends: list[int]


def plain(text: str, known: Known | None = None) -> str:
    """Return the text in plain characters, each at its old place.

    A word cut by a hyphen at the end of a line is made whole when `known` says that the whole is a word.
    """
    if not text.isascii():
        if "â" in text or "Â" in text or "Ã" in text:
            text = _WRONGLY_DECODED.sub(lambda one: _filled(_MOJIBAKE[one[0]], len(one[0])), text)
        text = text.translate(_PLAIN)
    elif "\t" in text or "\r" in text or "\f" in text:
        text = text.translate(_PLAIN)
    if "[" in text:
        text = _BOX.sub(lambda one: "(-)" if one[1] == " " else "(+)", text)
        text = _ANSWER.sub(r"(\1)", text)
    if _may_be_scanned(text) or (("o." in text or "O." in text) and _ZERO_SCANNED.search(text)):
        text = _SCANNED.sub(lambda one: _AS_SCANNED[one[0]], text)
    if known is not None and "-" in text and "\n" in text:
        text = _joined(text, known)
    return text


def _may_be_scanned(text: str) -> bool:
    """True where a letter that looks like a digit stands behind one, or any letter behind a zero."""
    for digit in digits:
        place = text.find(digit)
        while place >= 0:
            after = text[place + 1 : place + 2]
            if after in _LIKE_DIGITS or (digit == "0" and after.isascii() and after.isalpha()):
                return True
            place = text.find(digit, place + 1)
    return False


_LIKE_DIGITS: Final = frozenset("oOlI")
"""Letters that a scanner puts for digits."""


def _filled(sign: str, length: int) -> str:
    """Fill up to a length: an apostrophe belongs to its word, other signs stand apart."""
    return sign.ljust(length, FILLER if sign == "'" else " ")


REMEMBERED_MAX: Final = 1 << 15
"""How many stretches without spaces are remembered with their words."""

STRETCH_MAX: Final = 40
"""The longest one that is."""


class _Split(dict[str, tuple[tuple[str, str, int, int], ...]]):
    """Stretches without spaces with their words: in lower case, as written, start, end; found out once for each."""

    def __missing__(self, stretch: str) -> tuple[tuple[str, str, int, int], ...]:
        if len(self) > REMEMBERED_MAX:
            self.clear()
        found = []
        for one in _TOKEN.finditer(stretch):
            if one[0] != "-" or not _is_joint(stretch, one.start()):
                written = one[0].replace(FILLER, "")
                lower = written.lower()
                if "'" in lower and len(lower) > 1:
                    lower = _CUT.sub("", lower).replace("'", "")
                found.append((lower, written, one.start(), one.end()))
        words = tuple(found)
        if len(stretch) <= STRETCH_MAX:
            self[stretch] = words
        return words


_split = _Split()


def words_of(text: str) -> Words:
    """Split plain text into words, numbers and signs."""
    words = Words([], [], [], [])
    lowers, writtens, starts, ends = words
    place = 0
    stretches = text.replace("\n", " ").split(" ")
    for stretch, found in zip(stretches, list(map(_split.__getitem__, stretches))):
        for lower, written, start, end in found:
            lowers.append(lower)
            writtens.append(written)
            starts.append(place + start)
            ends.append(place + end)
        place += len(stretch) + 1
    return words


def starts_line(text: str, place: int) -> bool:
    """True for a place before which its line holds nothing but spaces."""
    return not text[text.rfind("\n", 0, place) + 1 : place].strip()


def _is_joint(text: str, place: int) -> bool:
    """True for a hyphen between or inside words, which is no sign of its own."""
    before, after = text[max(place - 1, 0) : place], text[place + 1 : place + 2]
    return before.isalnum() and after.isalnum() and not (before.isdigit() and after.isdigit())


def _joined(text: str, known: Known) -> str:
    """Make words whole that a hyphen cuts at the end of a line."""

    def join(cut: re.Match[str]) -> str:
        before, after = text[: cut.start()], text[cut.end() : cut.end() + 40]
        head = re.search(r"[A-Za-z]+$", before[-40:])
        tail = re.match(r"[a-z]+", after)
        whole = (head[0] if head else "") + (tail[0] if tail else "")
        return FILLER * len(cut[0]) if known(whole.lower()) else cut[0]

    return _CUT_WORD.sub(join, text)


_SCRIPTS: Final = (
    ("ru", "\u0400", "\u04ff"),
    ("el", "\u0370", "\u03ff"),
    ("he", "\u0590", "\u05ff"),
    ("ar", "\u0600", "\u06ff"),
    ("hi", "\u0900", "\u097f"),
    ("th", "\u0e00", "\u0e7f"),
    ("ja", "\u3040", "\u30ff"),
    ("zh", "\u4e00", "\u9fff"),
    ("ko", "\uac00", "\ud7af"),
)

_SMALL_WORDS: Final = {
    "en": "the of and with was were is are has have had this that for from by at her his she he lesion skin "
    "biopsy treated removed today history left right",
    "es": "el los las una con para por del que se fue era esta este lesion piel paciente izquierda derecha sin tiene "
    "biopsia en la y al",
    "fr": "le les une avec pour dans du est et qui par sur peau sans gauche droite patiente sous au aux cette ete la "
    "des il elle",
    "de": "der das und mit wurde ist nicht eine einer ein bei am im den dem haut wurden links rechts auf keine zur von "
    "patientin die",
    "pt": "uma com para pelo foi esta pele sem esquerda direita da do na os as paciente em que lesao",
    "it": "il gli una con per del della di che sono stata pelle senza sinistra destra paziente nel dal",
    "nl": "het een van met voor niet zijn werd patient huid links rechts aan op bij de geen",
    "pl": "jest nie na do pacjent pacjentka skory zmiana oraz przez lewej prawej usunieto",
    "vi": "benh nhan khong va cua duoc tren da mot trai phai",
    "tl": "ang ng mga sa ay na pasyente balat kanan kaliwa",
}
_SMALL: Final = {language: frozenset(words.split()) for language, words in _SMALL_WORDS.items()}
LANGUAGE_WORDS_MAX: Final = 2_000
"""How many words of a note the guess looks at."""


def language_of(words: Words, *, is_ascii: bool = False) -> str:
    """Guess the language by its script and its small words: an ISO 639-1 code.  "en" unless another one is plain.

    `is_ascii` when all signs of the text are.
    """
    first = words.lower[:LANGUAGE_WORDS_MAX]
    small, missing = _SMALL["en"], len(first)
    for word in first:
        if missing <= 0:
            break
        if word in small:
            missing -= 10
    if missing <= 0 and (is_ascii or "".join(first).isascii()):
        return "en"
    sample = [word for word in first if word[:1].isalpha()]
    foreign = [] if "".join(sample).isascii() else [word[0] for word in sample if word[0] > "\u036f"]
    if 2 * len(foreign) > len(sample):
        counts = {name: sum(first <= one <= last for one in foreign) for name, first, last in _SCRIPTS}
        best = max(counts, key=lambda name: counts[name])
        return best if counts[best] else "und"
    if len(sample) < 6:
        return "en"
    english = sum(map(_SMALL["en"].__contains__, sample))
    if 10 * english >= len(sample):
        return "en"
    seen = {name: sum(word in small for word in sample) for name, small in _SMALL.items()}
    best = max(seen, key=lambda name: seen[name])
    return best if best != "en" and seen[best] > max(1.5 * english, 1) and 6 * seen[best] >= len(sample) else "en"
