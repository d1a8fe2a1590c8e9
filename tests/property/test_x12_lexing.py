"""Lexing holds for any delimiters, and reading for any cut: whatever comes, findings and never a crash."""

import string
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleanskin.x12.envelope import interchanges
from cleanskin.x12.read import read_file

GOLDEN = Path(__file__).resolve().parents[1] / "golden" / "x12"
MARKS = [char for char in string.punctuation if char not in "-.'\"_"] + ["\x1c", "\x1d", "\x1e", "\n"]
VALUES = st.text(alphabet=string.ascii_uppercase + string.digits + " .-", min_size=0, max_size=12)
IDS = st.sampled_from(("NM1", "REF", "DTP", "N3", "HI", "AMT", "ZZ9"))


@st.composite
def files(draw):
    """An interchange with drawn delimiters and drawn segments, and what its segments are."""
    element, component, repetition, segment = draw(st.permutations(MARKS).map(lambda order: order[:4]))
    if "\n" in (element, component, repetition):
        element, component, repetition, segment = (
            char if char != "\n" else segment for char in (element, component, repetition, segment)
        )
    if segment in (element, component, repetition):
        segment = "\n"
    line_end = draw(st.sampled_from(("", "\n", "\r\n"))) if segment != "\n" else ""
    isa = ["ISA", "00", " " * 10, "00", " " * 10, "ZZ", "SENDER".ljust(15), "ZZ", "RECEIVER".ljust(15)]
    isa += ["260102", "0900", repetition, "00501", "000000001", "0", "T", component]
    body = draw(st.lists(st.tuples(IDS, st.lists(VALUES, min_size=1, max_size=5)), max_size=8))
    inner = [[id, *values[:-1], values[-1].strip() or "X"] for id, values in body]
    segments = [
        isa,
        ["GS", "HC", "SENDER", "RECEIVER", "20260102", "0900", "1", "X", "005010X223A2"],
        ["ST", "837", "0001"],
    ]
    segments += [*inner, ["SE", str(len(inner) + 2), "0001"], ["GE", "1", "1"], ["IEA", "1", "000000001"]]
    text = "".join(element.join(elements) + segment + line_end for elements in segments)
    return text.encode("ascii"), segments


@given(files())
@settings(max_examples=150, deadline=None)
def test_any_delimiters_give_the_segments_back(drawn):
    data, segments = drawn
    found, findings = interchanges(data, file="drawn")
    assert len(found) == 1
    (transaction,) = found[0].groups[0].transactions
    read = [
        found[0].header,
        found[0].groups[0].header,
        *transaction.segments,
        found[0].groups[0].trailer,
        found[0].trailer,
    ]
    assert [segment.elements for segment in read] == segments
    assert [segment.number for segment in read] == list(range(1, len(segments) + 1))
    for segment in read:
        assert data[segment.offset :].startswith(segment.elements[0].encode())
    assert {finding.name for finding in findings} == set()


@pytest.mark.parametrize("name", ["clean_837p", "clean_835", "clean_835_one_line", "clean_837p_newline_terminated"])
def test_a_cut_at_any_byte_is_never_a_crash_and_never_a_whole_transaction(name):
    data = (GOLDEN / f"{name}.edi").read_bytes()
    end_of_se = data.index(b"*0001", data.index(b"SE*")) + len(b"*0001")
    for cut in range(len(data)):
        readings = list(read_file(data[:cut], name="cut"))
        complete = [r for r in readings if r.transaction is not None and r.transaction.complete]
        assert bool(complete) == (cut >= end_of_se)
        if cut < len(data.rstrip()):
            assert any(reading.findings for reading in readings)


@given(st.binary(max_size=400))
@settings(max_examples=150, deadline=None)
def test_any_bytes_give_findings(data):
    readings = list(read_file(data, name="bytes"))
    assert readings
    assert all(reading.transaction is not None or reading.findings for reading in readings)


@given(st.data())
@settings(max_examples=150, deadline=None)
def test_any_damage_to_a_claim_file_gives_findings_or_figures(drawn):
    data = bytearray((GOLDEN / "clean_837p.edi").read_bytes())
    for _ in range(drawn.draw(st.integers(1, 6))):
        at = drawn.draw(st.integers(0, len(data) - 1))
        data[at] = drawn.draw(st.integers(0, 255))
    for reading in read_file(bytes(data), name="damaged"):
        assert reading.transaction is not None or reading.findings


@given(st.permutations(range(3, 31)))
@settings(max_examples=60, deadline=None)
def test_segments_in_any_order_are_all_kept(order):
    segments = (GOLDEN / "clean_837p.edi").read_bytes().split(b"~\n")[:-1]
    shuffled = [*segments[:3], *(segments[at] for at in order), *segments[31:]]
    (reading,) = read_file(b"~\n".join(shuffled) + b"~\n", name="shuffled")
    assert reading.transaction is not None
    root = reading.transaction.root
    assert root is not None
    # a late segment of an outer loop stands before the inner one in which it was written
    assert sorted(segment.number for segment in root.all_segments()) == list(range(3, 33))
    assert [segment.number for segment in reading.transaction.segments] == list(range(3, 33))
    assert reading.figures.total_charge == 15000
