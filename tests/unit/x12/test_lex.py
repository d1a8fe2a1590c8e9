"""Encodings, where interchanges begin, delimiters, splitting."""

import pytest

from cleanskin.x12.lex import Splitter, fragment_header, header_at, headers, to_bytes_of_text
from cleanskin.x12.read import read_file
from cleanskin.x12.tree import Delimiters

ISA = "ISA*00*          *00*          *ZZ*SENDER         *ZZ*RECEIVER       *260102*0900*^*00501*000000001*0*P*:~"
TA1 = ISA + "TA1*000000019*260102*1200*A*000~IEA*0*000000001~"


def names(data: bytes) -> list[str]:
    return [finding.name for reading in read_file(data, name="f") for finding in reading.findings]


def test_an_interchange_begins_at_isa_and_not_inside_a_word_or_as_a_name():
    data = (TA1 + "NM1*QC*1*DOE*ISA*MI***X*Y*Z*A*B*C*D~N3*LISA*00*1*2*3*4*5*6*7*8*9~" + TA1).encode()
    assert list(headers(data)) == [0, data.rindex(b"ISA*00")]


def test_well_formed_header_gives_its_delimiters():
    header = header_at(ISA.encode() + b"GS*", 0)
    assert header is not None
    assert header.delimiters == Delimiters("*", ":", "~", "^", "")
    assert header.oddities == []


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_line_ends_may_be_the_terminator(ending):
    data = TA1.replace("~", ending).encode()
    assert names(data) == []


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r", "\n\n", "   \n"])
def test_line_ends_may_follow_the_terminator(ending):
    data = TA1.replace("~", "~" + ending).encode()
    assert names(data) == []


@pytest.mark.parametrize(
    ("isa", "element", "component", "segment"),
    [
        ("ISA*00* *00* *ZZ*A*ZZ*B*260102*0900*^*00501*1*0*P*:~", "*", ":", "~"),
        ("ISA|00||00||ZZ|A|ZZ|B|260102|0900|^|00501|1|0|P|>!", "|", ">", "!"),
        ("ISA*00* *00* *ZZ*A*ZZ*B*260102*0900*U*00401*1*0*P*~\\\n", "*", "~", "\\"),
        ("ISA*00* *00* *ZZ*A*ZZ*B*260102*0900*^*00501*1*0*P*:\n", "*", ":", "\n"),
        ("ISA*00* *00* *ZZ*A*ZZ*B*260102*0900*^*00501*1*0*P~", "*", ":", "~"),
    ],
    ids=["short", "pipes", "backslash", "newline", "without ISA16"],
)
def test_malformed_header_is_recovered_by_what_follows(isa, element, component, segment):
    separator = isa[3]
    data = (isa + f"GS{separator}HC{separator}A").encode()
    header = header_at(data, 0)
    assert header is not None
    delimiters = header.delimiters
    assert (delimiters.element, delimiters.component, delimiters.segment) == (element, component, segment)
    assert "interchange-header-malformed" in {name for name, _, _ in header.oddities}


def test_header_lengths_that_are_wrong_are_named():
    header = header_at(ISA.replace("SENDER         ", "SENDER").encode() + b"GS*", 0)
    assert header is not None
    assert header.oddities[0][2] == "Lengths: ISA06 has 6 of 15 characters."


@pytest.mark.parametrize("cut", [3, 20, 100, 105])
def test_a_header_cut_off_is_not_guessed(cut):
    assert header_at(ISA[:cut].encode(), 0) is None


@pytest.mark.parametrize(
    ("data", "segment"),
    [(b"ST*835*0001~BPR*I*1~", "~"), (b"GS*HP*A*B'ST*835*1'", "'"), (b"x\nST*837*1\nBHT*0019\n", "\n")],
)
def test_a_fragment_without_header_is_delimited_by_what_follows(data, segment):
    header = fragment_header(data)
    assert header is not None
    assert header.bare
    assert (header.delimiters.element, header.delimiters.segment) == ("*", segment)


@pytest.mark.parametrize("data", [b"hello world", b"STREET 1~", b"%PDF-1.7 ...", bytes(range(256)) * 4])
def test_other_things_are_no_fragment(data):
    assert fragment_header(data) is None
    assert names(data) == ["no-x12-found"]


@pytest.mark.parametrize("data", [b"", b"  \r\n ", b"\x00" * 10])
def test_an_empty_file_is_said_to_be_empty(data):
    assert names(data) == ["empty-file"]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "cp037"])
def test_other_encodings_are_converted_and_said(encoding):
    assert names(TA1.encode(encoding)) == ["encoding-converted"]
    data, converted = to_bytes_of_text(TA1.encode(encoding))
    assert converted
    assert data.endswith(TA1.encode()[3:])


def test_a_utf8_mark_is_passed_over():
    assert names(TA1.encode("utf-8-sig")) == []


def split(text: bytes, **delimiters) -> tuple[list[list[str]], Splitter]:
    splitter = Splitter(text, start=0, end=len(text), delimiters=Delimiters(**delimiters), number=0)
    return [segment.elements for segments in splitter for segment in segments], splitter


def test_utf8_and_latin1_are_both_read():
    elements, splitter = split("N1*MUÑOZ~".encode() + "N1*MUÑOZ~".encode("latin-1"))
    assert elements == [["N1", "MUÑOZ"], ["N1", "MUÑOZ"]]
    assert [name for name, *_ in splitter.oddities] == ["text-not-ascii"]


def test_offsets_are_bytes_of_the_file_whatever_stands_between():
    text = "N1*MUÑOZ~\r\n   N3*A\r\nN4*B~~DTP*1~".encode()
    splitter = Splitter(text, start=0, end=len(text), delimiters=Delimiters(), number=0)
    segments = [segment for found in splitter for segment in found]
    assert [text[s.offset : s.offset + len(s.id)].decode() for s in segments] == ["N1", "N3", "N4", "DTP"]
    assert [s.number for s in segments] == [1, 2, 3, 4]
    assert {name for name, *_ in splitter.oddities} == {
        "text-not-ascii",
        "segment-terminator-missing",
        "segment-empty",
    }


def test_pieces_are_cut_between_segments(monkeypatch):
    monkeypatch.setattr("cleanskin.x12.lex._PIECE_BYTES", 7)
    text = b"".join(b"REF*%d~\n" % n for n in range(40)) + b"N3*" + b"X" * 50 + b"~\n"
    elements, splitter = split(text, line_end="\n")
    assert elements == [["REF", str(n)] for n in range(40)] + [["N3", "X" * 50]]
    assert splitter.terminated
    assert splitter.oddities == []


def test_a_long_single_line_takes_time_in_proportion():
    import gc
    import time

    def seconds(count: int) -> float:
        data = (ISA + "GS*HP*A*B*20260102*0900*1*X*005010X299~ST*999*1~").encode() + b"REF*A*B~" * count
        began = time.process_time()
        for _ in read_file(data, name="long"):
            pass
        return time.process_time() - began

    seconds(1000)
    gc.collect()
    gc.disable()  # what other tests left in memory would be counted
    try:
        # both above the size from which repeated values are shared; the best of several is the work itself
        once, fourfold = min(seconds(200_000) for _ in range(3)), min(seconds(800_000) for _ in range(3))
    finally:
        gc.enable()
    assert fourfold < 12 * once


@pytest.mark.parametrize("ending", ["~", "~\n", "~ \n"])
def test_a_large_interchange_shares_its_repeated_values(ending):
    fill = "X" * 200
    text = ISA + "".join(f"NTE*{fill}*N{number % 7}~" for number in range(20_500))
    data = text.replace("~", ending).encode()
    segments = [one for piece in Splitter(data, start=0, end=len(data), delimiters=Delimiters(), number=0)
                for one in piece]  # fmt: skip
    assert [one.elements for one in segments[1:]] == [["NTE", fill, f"N{number % 7}"] for number in range(20_500)]
    assert segments[1].elements[2] is segments[8].elements[2]
    assert [data[one.offset : one.offset + 4] for one in segments[-2:]] == [b"NTE*", b"NTE*"]
