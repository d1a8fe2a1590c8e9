"""Segments against a small declaration of our own: the expression and the element by element look agree."""

import pytest

from cleanskin.x12.elements import CompiledSegment
from cleanskin.x12.guide import CodeSetBy, ElementSpec, SegmentSpec
from cleanskin.x12.tree import Delimiters


def element(position, usage="S", kind="AN", least=1, most=5, **more):
    return ElementSpec(
        position=position, name=f"e{position}", usage=usage, kind=kind, min_length=least, max_length=most, **more
    )


SPEC = SegmentSpec(
    id="XX",
    name="of every kind",
    position=1,
    elements=(
        element(1, "R", "ID", codes=("A", "BC")),
        element(2, kind="N0"),
        element(3, kind="R", most=6),
        element(4, kind="DT", least=8, most=8),
        element(5, kind="TM", least=4, most=8),
        ElementSpec(
            position=6,
            name="composite",
            components=(element(1, "R", "ID", codes=("HC", "ZZ")), element(2, "R"), element(3, "N"), element(4)),
        ),
        element(7, "N"),
        element(8, "S", "ID", most=3),
        element(9, format_at=8, most=35),
        element(10, repeats=2, most=3),
        element(11, "S", code_set="modifier", most=2),
        element(12, "S", "ID", codes=("XX", "24"), most=2),
        element(13, "S", most=20, code_set_by=CodeSetBy(12, (("XX", "npi"),))),
    ),
    syntax=("P0203", "C0405", "E0210", "L131201"),
)
COMPILED = CompiledSegment(SPEC, Delimiters())


def faults(text):
    elements = text.split("*")
    fits = COMPILED.fits(text) is not None
    found = [] if fits else COMPILED.faults(elements)
    more = COMPILED.more(elements)
    # the quick look and the long one must agree
    assert (fits and COMPILED.also_fits(elements)) == (not found and not more)
    return [(name, quoted) for name, quoted, _, _ in found + more]


@pytest.mark.parametrize(
    "text",
    [
        "XX*A",
        "XX*BC*12*-1.5",
        "XX*A*-12345*123456",
        "XX*A*1*.5",
        "XX*A***20240229*2359",
        "XX*A***20251231*235959",
        "XX*A*****HC:99213",
        "XX*A*****HC:99213::X",
        "XX*A*****ZZ:A:",
        "XX*A*******D8*20250101",
        "XX*A*******RD8*20250101-20250131",
        "XX*A*******TM*1200",
        "XX*A*******Q*whatever is in it",
        "XX*A*********ab^cd",
        "XX*A**********25",
        "XX*A***********XX*1234567893",
        "XX*A***********24*123456789",
        "XX*A****",
    ],
)
def test_good_segments_fit(text):
    assert faults(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("XX", [("element-missing", "XX01")]),
        ("XX*", [("element-missing", "XX01")]),
        ("XX*D", [("code-not-in-guide", "XX01")]),
        ("XX*A*1x*1", [("element-not-of-its-kind", "XX02")]),
        ("XX*A*123456*1", [("element-too-long", "XX02")]),
        ("XX*A*1*1.2.3", [("element-not-of-its-kind", "XX03")]),
        ("XX*A*1*1234567", [("element-too-long", "XX03")]),
        ("XX*A***20230229*1200", [("element-not-of-its-kind", "XX04")]),
        ("XX*A***20250431*1200", [("element-not-of-its-kind", "XX04")]),
        ("XX*A***20250401*2500", [("element-not-of-its-kind", "XX05")]),
        ("XX*A*****HC", [("element-missing", "XX06-02")]),
        ("XX*A*****QQ:1", [("code-not-in-guide", "XX06-01")]),
        ("XX*A*****HC:1:2", [("element-not-used", "XX06-03")]),
        ("XX*A*****HC:1::2:3", [("too-many-elements", "XX06-05")]),
        ("XX*A*****HC>1", [("component-separator-differs", "XX06")]),
        ("XX*A******x", [("element-not-used", "XX07")]),
        ("XX*A*******D8*20251301", [("element-not-of-its-kind", "XX09")]),
        ("XX*A*******RD8*20250101", [("element-not-of-its-kind", "XX09")]),
        ("XX*A*********a^b^c", [("repeated-element", "XX10")]),
        ("XX*A*********abcd", [("element-too-long", "XX10")]),
        ("XX*A**********a!", [("code-shape-wrong", "XX11")]),
        ("XX*A***********XX*1234567890", [("npi-check-digit-wrong", "XX13")]),
        ("XX*A************", []),
        ("XX*A************1*2", [("too-many-elements", "XX14")]),
        ("XX*A*1", [("elements-at-odds", "XX02")]),
        ("XX*A***20250101", [("elements-at-odds", "XX04")]),
        ("XX*A*1*1*******ab", [("elements-at-odds", "XX02")]),
        ("XX*A*******Q*a\x01b", [("character-not-valid", "XX09")]),
    ],
)
def test_faults_are_named_at_their_element(text, expected):
    assert sorted(faults(text)) == sorted(expected)


def test_a_value_that_may_name_somebody_is_masked():
    (_, _, message, _) = COMPILED.faults(["XX", "A", "", "", "", "", "", "JONES 12"])[0]
    assert "JONES" not in message
    assert "xxxxx 99" in message


def test_a_short_code_is_shown():
    (_, _, message, _) = COMPILED.faults(["XX", "QQ"])[0]
    assert "'QQ'" in message
