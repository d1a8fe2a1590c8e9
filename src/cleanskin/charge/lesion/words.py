"""How lines and questions speak of a lesion, which words of the note they quote, and the form of a question.

A name of a condition or a site is no patient value; sizes are quoted from the note by the evidence alone.
"""

from collections.abc import Iterable
from decimal import Decimal
from typing import Final

from cleanskin.record.coding import NotReported, Query
from cleanskin.record.encounter import Evidence, Lesion
from cleanskin.reference.dermatology import sites

PLACE: Final = ("site", "side")
SIZE: Final = ("diameter_cm", "margin_cm", "excised_cm")
WOUND: Final = ("closure", "closure_length_cm", "undermining_cm", "complex_criteria")
DISEASE: Final = ("condition", "diagnosis", "pathology", "certainty")
COUNT: Final = ("count", "count_is_vague")
ACT: Final = ("technique", "further_techniques", "intent", "depth", "specimen", "features")


_SHORT: Final = {"scc": "SCC", "dfsp": "DFSP", "hiv": "HIV"}
"""Abbreviations in names of conditions, as they are written."""


def named(lesion: Lesion) -> str:
    """Return a lesion in words: its condition and place ("suspected melanoma, left cheek")."""
    words = (_SHORT.get(one, one) for one in lesion.condition.split("_"))
    what = " ".join(words) or "lesion"
    is_told = lesion.pathology is not None and lesion.pathology.behavior not in ("", "pending")
    if lesion.certainty == "suspected" and lesion.condition and not is_told:
        what = f"suspected {what}"
    where = place(lesion)
    return f"{what}, {where}" if where else what


def place(lesion: Lesion) -> str:
    """Return the place of a lesion in words, "" when it is not told."""
    known = sites.site(lesion.site) if lesion.site else None
    label = known.label.lower() if known else lesion.site.replace("_", " ")
    side = "" if lesion.side in ("", "midline") else f"{lesion.side} "
    return f"{side}{label}" if label else ""


def size(value: Decimal) -> str:
    """Return a size without needless zeros."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def quoted(lesions: Iterable[Lesion], *fields: str) -> tuple[Evidence, ...]:
    """Return the words of the note behind some fields of lesions, each once, in the order of the note.

    When none of those fields has evidence, all that the note says of the lesions.
    """
    held = {one for lesion in lesions for one in lesion.evidence}
    wanted = frozenset(fields)
    chosen = [one for one in held if one.field in wanted or one.field.partition(":")[0] in wanted] or held
    return tuple(sorted(chosen, key=lambda one: (one.start, one.end, one.field)))


def ids(lesions: Iterable[Lesion]) -> tuple[str, ...]:
    """Return the ids of lesions in their order, each once."""
    return tuple(dict.fromkeys(lesion.id for lesion in lesions))


def ask(
    *,
    topic: str,
    question: str,
    lesions: Iterable[Lesion],
    sentence: str,
    why: str,
    codes: Iterable[str] = (),
    rules: tuple[str, ...] = (),
) -> Query:
    """Return a question about lesions; `sentence` is what the provider may add, with blanks."""
    about = tuple(lesions)
    return Query(
        topic=topic,
        question=question,
        why=why,
        codes=tuple(dict.fromkeys(codes)),
        sentence_to_add=sentence,
        lesions=ids(about),
        evidence=quoted(about, *ACT, *PLACE),
        rules=rules,
    )


def ask_site(lesion: Lesion, act: str, codes: Iterable[str], rules: tuple[str, ...]) -> Query:
    """Ask where a lesion lies."""
    return ask(
        topic="site",
        question=f"Where on the body was the {named(lesion)} ({act})?",
        lesions=(lesion,),
        sentence="Site: ___ (with side).",
        why="The site decides the group of codes.",
        codes=codes,
        rules=rules,
    )


def ask_size(lesion: Lesion, act: str, codes: Iterable[str], rules: tuple[str, ...]) -> Query:
    """Ask how large a lesion was."""
    return ask(
        topic="size",
        question=f"How large was the {named(lesion)} before the {act}?",
        lesions=(lesion,),
        sentence="The lesion measured ___ cm before the procedure.",
        why="The code follows the size, and the record states none.",
        codes=codes,
        rules=rules,
    )


def part_of(code: str, why: str, lesions: Iterable[Lesion], rules: tuple[str, ...]) -> NotReported:
    """Return a code that must not be reported beside another, with the words behind it."""
    about = tuple(lesions)
    return NotReported(code=code, why=why, rules=rules, lesions=ids(about), evidence=quoted(about, *ACT, *WOUND))
