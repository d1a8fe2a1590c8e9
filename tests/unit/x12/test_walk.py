"""The walker on a small guide of our own: placing, recovery, what is missing and what is too much."""

import pytest

from cleanskin.x12.guide import ElementSpec, GuideSpec, LoopSpec, Qualifier, SegmentSpec
from cleanskin.x12.tree import Delimiters, Loop, Segment, Transaction
from cleanskin.x12.walk import walk


def segment(id, position, *codes, usage="S", repeats=1, at=1):
    return SegmentSpec(
        id=id,
        name=f"{id} of {' '.join(codes) or 'any'}",
        position=position,
        usage=usage,
        max_repeats=repeats,
        qualifiers=(Qualifier(at, codes),) if codes else (),
        elements=tuple(ElementSpec(position=place, name=f"e{place}") for place in range(1, 10)),
    )


def loop(id, position, *content, usage="S", repeats=1):
    return LoopSpec(id=id, name=f"loop {id}", position=position, content=content, usage=usage, max_repeats=repeats)


NAME = (segment("N3", 20), segment("REF", 30, "EI"))
LINE = loop("LINE", 50, segment("LX", 10), segment("SV1", 20, usage="R"), segment("REF", 30, "6R"), repeats=0)
CLAIM = loop(
    "CLAIM",
    30,
    segment("CLM", 10, usage="R"),
    segment("REF", 20, "G1"),
    segment("HI", 30, repeats=2),
    loop("DOCTOR", 40, segment("NM1", 10, "82"), *NAME),
    LINE,
    repeats=0,
)
GUIDE = GuideSpec(
    transaction="TOY",
    st01="837",
    gs01="HC",
    versions=("1",),
    root=loop(
        "HEADER",
        0,
        segment("ST", 10, usage="R"),
        segment("BHT", 20, usage="R"),
        loop(
            "PROVIDER",
            30,
            segment("HL", 10, "20", at=3),
            loop("NAME", 20, segment("NM1", 10, "85", usage="R"), *NAME, usage="R"),
            loop(
                "SUBSCRIBER",
                30,
                segment("HL", 10, "22", at=3),
                segment("SBR", 20, usage="R"),
                loop("PERSON", 25, segment("NM1", 10, "IL"), *NAME),
                CLAIM,
                repeats=0,
            ),
            repeats=0,
        ),
        segment("SE", 40, usage="R"),
    ),
)
GOOD = "ST BHT HL***20 NM1*85 N3*A REF*EI HL***22 SBR NM1*IL CLM REF*G1 HI NM1*82 LX SV1 REF*6R LX SV1 CLM LX SV1 SE"


def walked(text, **options):
    segments = [Segment(part.split("*"), number, number * 10) for number, part in enumerate(text.split(), 1)]
    transaction = Transaction("TOY", "1", 1, segments, Delimiters())
    result = walk(transaction, GUIDE, file="toy", **options)
    order = [found.number for found in result.root.all_segments()]
    late = any(finding.name == "segment-out-of-order" for finding in result.findings)
    assert (sorted(order) if late or options else order) == [found.number for found in segments]
    return result


def outline(tree: Loop) -> str:
    return " ".join(
        f"{item.id or '?'}({outline(item)})" if isinstance(item, Loop) else item.id for item in tree.content
    )


def said(result):
    return [(finding.name, finding.where.segment, finding.where.loop) for finding in result.findings]


def test_segments_go_where_the_guide_has_them():
    result = walked(GOOD)
    assert said(result) == []
    assert outline(result.root) == (
        "ST BHT PROVIDER(HL NAME(NM1 N3 REF) SUBSCRIBER(HL SBR PERSON(NM1) "
        "CLAIM(CLM REF HI DOCTOR(NM1) LINE(LX SV1 REF) LINE(LX SV1)) CLAIM(CLM LINE(LX SV1)))) SE"
    )


def test_segments_know_their_place():
    specs = [found.spec.name for found in walked(GOOD).root.all_segments() if found.spec is not None]
    assert len(specs) == len(GOOD.split())
    assert "REF of 6R" in specs


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (GOOD.replace(" BHT", ""), [("segment-missing", 1, "HEADER")]),
        (GOOD.replace(" NM1*85 N3*A REF*EI", ""), [("loop-missing", 3, "NAME")]),
        (GOOD.replace("HI ", "HI HI HI "), [("segment-repeated-too-often", 14, "CLAIM")]),
        (GOOD.replace("NM1*82", "NM1*82 NM1*82"), [("loop-repeated-too-often", 14, "CLAIM")]),
        (GOOD.replace("REF*G1 HI NM1*82", "HI NM1*82 REF*G1"), [("segment-out-of-order", 13, "CLAIM")]),
        (GOOD.replace("HI ", "HI TOO ZAP "), [("segment-unexpected", 13, "CLAIM")]),
        (GOOD.replace("REF*G1", "REF*ZZ"), [("qualifier-unknown", 11, "CLAIM")]),
        (GOOD.replace("NM1*82", "NM1*Q9 N3*B REF*Z"), [("qualifier-unknown", 13, "CLAIM")]),
        (GOOD.replace("LX SV1 CLM", "SV1 CLM"), [("loop-opener-missing", 17, "LINE")]),
        (GOOD.replace("HL***22 ", ""), [("loop-opener-missing", 7, "SUBSCRIBER")]),
        ("ST BHT CLM LX SV1 SE", [("loop-opener-missing", 3, "PROVIDER"), ("loop-opener-missing", 3, "SUBSCRIBER"),
                                  ("segment-missing", 3, "SUBSCRIBER"), ("loop-missing", 3, "NAME")]),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_once_and_where(text, expected):
    assert said(walked(text)) == expected


def test_what_follows_an_unknown_name_stays_with_it():
    result = walked(GOOD.replace("NM1*82", "NM1*Q9 N3*B REF*Z"))
    assert "HI ?(NM1 N3 REF) LINE(" in outline(result.root)


@pytest.mark.parametrize(
    ("late", "place", "loop", "tree"),
    [
        # the claim's, in its line: the line goes on
        ("REF*G1", "SV1 REF*G1 REF*6R", "LINE", "LINE(LX SV1 REF REF) LINE("),
        ("HI", "SV1 HI REF*6R", "LINE", "LINE(LX SV1 HI REF) LINE("),
        # the header's, too
        ("BHT", "SV1 BHT REF*6R", "LINE", "LINE(LX SV1 BHT REF) LINE("),
        # a name of a level: kept apart with what follows it
        ("NM1*85", "SV1 REF*6R NM1*85 N3*B", "LINE", "LINE(LX SV1 REF ?(NM1 N3)) LINE("),
    ],
)
def test_a_line_keeps_what_stands_in_it(late, place, loop, tree):
    result = walked(GOOD.replace("SV1 REF*6R", place))
    at = 15 + place.split().index(late)
    assert said(result) == [("segment-out-of-order", at, loop)]
    assert tree in outline(result.root)
    assert outline(result.root).endswith("LINE(LX SV1)) CLAIM(CLM LINE(LX SV1)))) SE")


def test_a_late_segment_leaves_a_name_open():
    result = walked(GOOD.replace("REF*G1 HI NM1*82", "REF*G1 NM1*82 N3*C HI REF*EI"))
    assert said(result) == [("segment-out-of-order", 14, "CLAIM")]
    assert "CLAIM(CLM REF HI DOCTOR(NM1 N3 REF) LINE(" in outline(result.root)


def test_a_name_of_a_level_does_not_end_the_claim():
    result = walked(GOOD.replace("HI NM1*82", "HI NM1*IL N3*D NM1*82"))
    assert said(result) == [("segment-out-of-order", 13, "CLAIM")]
    assert "CLAIM(CLM REF HI ?(NM1 N3) DOCTOR(NM1) LINE(" in outline(result.root)


def test_an_unknown_name_in_a_line_of_a_guide_without_names_there_does_not_end_it():
    result = walked(GOOD.replace("SV1 REF*6R", "SV1 NM1*Q9 N3*E REF*6R"))
    assert [name for name, _, _ in said(result)] == ["qualifier-unknown"]
    assert "LINE(LX SV1 ?(NM1 N3) REF) LINE(" in outline(result.root)


def test_a_second_line_without_its_opener_is_a_line_of_its_own():
    result = walked(GOOD.replace("LX SV1 CLM", "SV1 CLM"))
    assert "LINE(LX SV1 REF) LINE(SV1)" in outline(result.root)


def test_an_older_version_is_only_placed():
    assert said(walked(GOOD.replace("HI ", "TOO ").replace(" BHT", ""), relaxed=True)) == []


def test_findings_name_claim_and_line():
    result = walked(GOOD.replace("CLM LX SV1 SE", "CLM LX TOO SV1 SE"))
    (finding,) = result.findings
    assert (finding.where.claim, finding.where.line, finding.where.element) == (2, 1, "TOO")
    assert finding.where.offset == finding.where.segment * 10
    assert finding.where.file == "toy"


def test_an_incomplete_transaction_is_not_said_to_lack_what_was_cut_off():
    segments = [Segment(part.split("*"), number, 0) for number, part in enumerate(("ST", "BHT", "HL***20"), 1)]
    transaction = Transaction("TOY", "1", 1, segments, Delimiters(), complete=False)
    assert walk(transaction, GUIDE).findings == []
