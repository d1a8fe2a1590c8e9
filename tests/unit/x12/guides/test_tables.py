"""The guides' tables: sound in themselves, and in agreement with an independent table of the same guides (pyx12's)."""

import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import pyx12

from cleanskin.x12.guide import CODE_SET_NAMES, ElementSpec, GuideSpec, LoopSpec, SegmentSpec
from cleanskin.x12.guides import (
    ack_997,
    ack_999,
    authorization_278,
    claim_837p,
    claim_ack_277ca,
    eligibility_270_271,
    remittance_835,
    status_276_277,
)

COMPARED = [
    (claim_837p.GUIDE, "837.5010.X222.A1.xml"),
    (remittance_835.GUIDE, "835.5010.X221.A1.xml"),
    (ack_999.GUIDE, "999.5010X231.A1.xml"),
    (claim_ack_277ca.GUIDE, "277.5010.X214.xml"),
    (status_276_277.ANSWER_GUIDE, "277.5010.X212.xml"),
]
GUIDES = [
    *(guide for guide, _ in COMPARED),
    ack_997.GUIDE,
    *eligibility_270_271.GUIDES,
    status_276_277.INQUIRY_GUIDE,
    *authorization_278.GUIDES,
]
MAPS = Path(pyx12.__file__).parent / "map"


def loops(loop: LoopSpec) -> Iterator[LoopSpec]:
    yield loop
    for item in loop.content:
        if isinstance(item, LoopSpec):
            yield from loops(item)


@pytest.fixture(params=GUIDES, ids=lambda guide: guide.transaction)
def guide(request) -> GuideSpec:
    return request.param


def test_every_loop_begins_with_a_segment_and_keeps_its_order(guide):
    for loop in loops(guide.root):
        assert isinstance(loop.content[0], SegmentSpec)
        positions = [item.position for item in loop.content]
        assert positions == sorted(positions), loop.id


def test_qualifiers_tell_segments_of_one_place_apart(guide):
    for loop in loops(guide.root):
        seen: dict[tuple[str, int], set[str]] = {}
        for item in loop.content:
            first = item.trigger if isinstance(item, LoopSpec) else item
            for qualifier in first.qualifiers[:1]:
                assert qualifier.codes, (loop.id, first.name)
                codes = seen.setdefault((first.id, item.position), set())
                assert not codes & set(qualifier.codes), (loop.id, first.name)
                codes.update(qualifier.codes)


def test_elements_are_gapless_and_name_known_code_sets(guide):
    for loop in loops(guide.root):
        for segment in (item for item in loop.content if isinstance(item, SegmentSpec)):
            assert [one.position for one in segment.elements] == list(range(1, len(segment.elements) + 1))
            for element in segment.elements:
                for one in element.components or (element,):
                    sets = {one.code_set} | {name for _, name in (one.code_set_by.sets if one.code_set_by else ())}
                    assert sets <= {"", *CODE_SET_NAMES}
                    assert len(set(one.codes)) == len(one.codes)
                    assert one.min_length <= one.max_length
                    assert all(len(code) <= one.max_length for code in one.codes)


# ---- against pyx12 ---------------------------------------------------------------------------------------------------

_DATA = {
    one.get("ele_num"): (one.get("data_type"), int(one.get("min_len", 0)), int(one.get("max_len", 0)))
    for one in ElementTree.parse(MAPS / "dataele.xml").getroot()
}
_SAME = {"ST_LOOP": "HEADER", "DETAIL": "HEADER", "FOOTER": "HEADER", "TABLE2AREA3": "HEADER"}

_ENTITIES = ",".join(
    sorted(
        code.text
        for code in ElementTree.parse(MAPS / "277.5010.X212.xml").findall(
            ".//loop[@xid='2200D']/segment[@xid='STC']/composite[1]/element[3]/valid_codes/code"
        )
    )
)
DIFFERENCES = {
    "837P": {
        # ST03 is required by the guide; pyx12 allows its absence
        "HEADER ST03 usage R not S",
        # 31 (subrogation) came with an addendum
        "HEADER BHT06 codes +31 -",
        # ED left the guide with version 5010
        "1000A PER03 codes + -ED", "1000A PER05 codes + -ED", "1000A PER07 codes + -ED",
        # an identifier is required only when the subscriber is a person
        "2010BA NM108 usage S not R", "2010BA NM109 usage S not R",
        # values that the guide lists for a number
        "2300 REF02 codes +1,2,3,4,5,6,7 -", "2300 REF02 codes +N,Y -", "2330B REF02 codes +Y -",
    },
    "835": {
        # the reasons of a provider adjustment are the same in all six places; pyx12 lists them in the first
        *(f"HEADER PLB{place:02d}-1 codes +{','.join(sorted(remittance_835.PROVIDER_ADJUSTMENTS.split()))} -"
          for place in (5, 7, 9, 11, 13)),
    },
    "999": {
        # the version is told by `kinds.py`, whatever ST03 holds
        "HEADER ST03 codes + -005010X231A1",
        # what opens a loop is required in it
        "2110 IK4 error of an element R 1",
    },
    "277CA": {
        "HEADER ST03 codes + -005010X214",
        # a provider may have no patient listed: then nothing is below (unverified)
        "2000C HL04 codes +0 -",
        # an unverified limit, the wider one
        "2200C REF second number of the provider S 3",
    },
    "277": {
        "HEADER ST03 codes + -005010X212",
        # the list of entities is long and grew with the standard: any is taken
        *(f"{loop} STC01-3 codes + -{_ENTITIES}" for loop in ("2200D", "2220D", "2200E", "2220E")),
        # what holds for the first status holds for the second and third
        *(f"2200B STC{place}-3 codes +41,AY,PR -" for place in (10, 11)),
        *(f"2200C STC{place}-3 codes +1P -" for place in (10, 11)),
    },
}  # fmt: skip
"""What the two tables say differently, each with the reason why ours stands."""


def _theirs(node: Any, loop: str) -> Iterator[tuple[str, Any]]:
    for child in node:
        if child.tag == "loop":
            yield from _theirs(child, child.get("xid"))
        elif child.tag == "segment" and child.get("xid") not in ("ISA", "GS", "GE", "IEA", "TA1"):
            yield _SAME.get(loop, loop), child


def _codes(element: Any) -> set[str]:
    return {code.text for code in element.findall("valid_codes/code")}


def _element_differences(where: str, theirs: Any, ours: ElementSpec | None) -> Iterator[str]:
    usage = theirs.findtext("usage")
    if ours is None or usage != ours.usage:
        if usage != "N" or ours is not None:
            yield f"{where} usage {ours.usage if ours else 'none'} not {usage}"
        return
    if usage == "N":
        return
    if theirs.tag == "composite":
        components = {one.position: one for one in ours.components}
        for one in theirs.findall("element"):
            number = int(one.findtext("seq"))
            yield from _element_differences(f"{where}-{number}", one, components.get(number))
        return
    wrong = _codes(theirs) ^ set(ours.codes)
    if wrong:
        more, less = sorted(set(ours.codes) - _codes(theirs)), sorted(_codes(theirs) - set(ours.codes))
        yield f"{where} codes +{','.join(more)} -{','.join(less)}"
    shape = _DATA.get(theirs.findtext("data_ele"))
    if shape and shape != (ours.kind, ours.min_length, ours.max_length):
        yield f"{where} shape {ours.kind} {ours.min_length} {ours.max_length} not {shape}"


def _is_it(theirs: Any, ours: SegmentSpec) -> bool:
    """True when the first qualifier of ours is among the codes of theirs."""
    for qualifier in ours.qualifiers[:1]:
        for one in (*theirs.findall("element"), *theirs.findall("composite")):
            if int(one.findtext("seq")) == qualifier.position:
                holder = one.findall("element")[qualifier.component - 1] if qualifier.component else one
                return bool(_codes(holder) & set(qualifier.codes))
    return True


@pytest.mark.judge
@pytest.mark.parametrize(("guide", "name"), COMPARED, ids=[guide.transaction for guide, _ in COMPARED])
def test_two_tables_of_one_guide_agree(guide, name):
    ours = [(loop.id, item) for loop in loops(guide.root) for item in loop.content if isinstance(item, SegmentSpec)]
    met: set[int] = set()
    found: set[str] = set()
    for loop, theirs in _theirs(ElementTree.parse(MAPS / name).getroot(), "HEADER"):
        match = [item for id, item in ours if id == loop and item.id == theirs.get("xid") and _is_it(theirs, item)]
        match.sort(key=lambda item: not item.qualifiers)
        assert match, f"{loop} {theirs.get('xid')} {theirs.findtext('name')} is missing"
        item = match[0]
        met.update(id(one) for one in match[:1])
        most = theirs.findtext("max_use")
        if (theirs.findtext("usage"), "0" if most == ">1" else most) != (item.usage, str(item.max_repeats)):
            found.add(f"{loop} {item.id} {item.name} {item.usage} {item.max_repeats}")
        elements = {one.position: one for one in item.elements}
        for one in (*theirs.findall("element"), *theirs.findall("composite")):
            number = int(one.findtext("seq"))
            found.update(_element_differences(f"{loop} {item.id}{number:02d}", one, elements.get(number)))
    assert [(loop, item.name) for loop, item in ours if id(item) not in met] == []
    assert found == DIFFERENCES.get(guide.transaction, set())
