"""Expressions tried only where they can match find what they find when tried everywhere."""

import importlib
import pkgutil
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

import cleanskin.note
from cleanskin.note.folded import folded
from cleanskin.note.sought import Sought

PATTERNS = [
    r"\b(?:nails?|toe ?nails)\b",
    r"\b(?:shave|punch)\b[^.;]{0,9}?\b(?:read|done)\b|\bH ?& ?E\b",
    r"(?:no )?margins?\s+(?:of\s+)?(?:\d+ )?mm",
    r"\w+ing\b|[?]",
    r"(?:a|b)c+d*",
    r"\bI\s?&\s?D\b",
    r"\bdone(?:read)+|\b5 (?:mm|of)+",
    r"\b(?:read|done|h)\b(?= ?&)|\b(?:in )?(?:toe|mm)(?!nail)|&",
    r"\b(?<!of )(?:(?:toe|bc)[ -]?)?nails?\b|\b(?:m|5)[a-m]",
    r"done\s+(?:read|nail)|of\s*(?:toe|mm)|[ \n](?:bc|margins?) (?:of|5)",
    r"(?:(?<=[.;])|(?<=[.;] )|^)(?:\s*[-?] )?(?:\d|nail|[hm]a)",
    r"\s?[;?-]\s*(?:5|toe)|\((?:of)|\s+\b(?:\d\d|mm)|\b\s*[&.]",
    r"\b\d\s*mm|\s{0,2}\d?(?:done|e)\b",
    r"\b(?:toe|done|\w+ of) (?:mm|nail)|\W*&\W*e|[^.;]{0,3}[?]",
    r"(?<![\w.])h\s?&|(?<=[.;?-])of|(?<![^\w])mm|(?<=\s)toe|(?<=done)5|(?<=ab)(?<=b)c|(?=)nail",
]

WORDS = st.lists(
    st.sampled_from(
        [
            *[
                "Shave",
                "punch",
                "read",
                "nail",
                "toe",
                "toenails",
                "H&E",
                "h",
                "&",
                "e",
                "margin",
                "of",
                "5",
                "mm",
                "done",
                "acd",
                "I&D",
                "spreading",
                "?",
                ".",
                ";",
                "hail",
                "bc",
                "margins",
            ],
            "\n",
            "\u212aing",
            "N\u0130ng",
            "\u0663",
            "- ",
            "\t",
            "\x1c",
            "\x00",
        ]
    )
)


@pytest.mark.parametrize("pattern", PATTERNS)
@given(words=WORDS, joint=st.sampled_from([" ", "", "-"]))
def test_what_is_found_is_what_the_expression_finds(pattern: str, words: list[str], joint: str) -> None:
    text = joint.join(words)
    sought = Sought(pattern, re.IGNORECASE)
    plain = re.compile(pattern, re.IGNORECASE)
    assert [one.span() for one in sought.finditer(text)] == [one.span() for one in plain.finditer(text)]
    for end in range(len(text) + 1):
        assert _span(sought.search(text, 0, end)) == _span(plain.search(text, 0, end))
        assert _span(sought.fullmatch(text, 0, end)) == _span(plain.fullmatch(text, 0, end))
        assert _span(sought.match(text, end)) == _span(plain.match(text, end))


def _span(found: re.Match[str] | None) -> tuple[int, int] | None:
    return found.span() if found else None


@pytest.mark.parametrize(
    ("text", "pattern"),
    [
        ("we removed a mole", r"\bremov\w+ (?:of )?stitches\b"),
        ("there was adherence", r"\bread by\b|\bhere\b"),
        ("he presents at home", r"\b(?:at|was)\s+(?:sent|late)\b"),
        ("biopsies of the arm", r"\bbiops(?:y|ies)\b[^.]{0,20}\?"),
    ],
)
def test_texts_without_the_words_are_not_tried(text: str, pattern: str) -> None:
    assert not Sought(pattern, re.IGNORECASE).may_be_in(text)


def test_an_expression_of_which_nothing_is_known_is_tried_everywhere() -> None:
    assert Sought(r"[a-z]|\d?").may_be_in("")


@pytest.mark.parametrize(
    ("text", "pattern"),
    [
        ("doneread", r"\bdone(?:read)+"),
        ("tx hx", r"\b(?:treatment|tx|therapy) (?:history|hx)\b"),
        ("a\tnail", r"a\s+nail"),
        ("anail", r"a\s*nail"),
        ("of nails", r" nails"),
        ("of\n \tnails", r"[ \n]\s*nails"),
    ],
)
def test_words_are_looked_for_only_where_they_must_begin(text: str, pattern: str) -> None:
    assert Sought(pattern).search(text)


def test_the_answer_is_of_the_text_asked_about() -> None:
    sought = Sought(r"\bnail\b")
    assert [sought.may_be_in(text) for text in ("nail", "toe", "nail", "nail")] == [True, False, True, True]


def test_letters_that_are_one_to_an_expression_are_one_when_folded() -> None:
    for letters in ("\u212a", "\u017f", "\u0130", "\u0131"):
        low = folded(letters).low
        assert re.fullmatch(low, letters, re.IGNORECASE)
        assert low.isascii()


def test_those_of_the_note_are_there() -> None:
    modules = [one.name for one in pkgutil.walk_packages(cleanskin.note.__path__, "cleanskin.note.")]
    held = [value for name in modules for value in vars(importlib.import_module(name)).values()]
    assert sum(isinstance(one, Sought) for one in held) > 20
