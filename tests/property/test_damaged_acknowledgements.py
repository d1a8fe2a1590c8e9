"""Acknowledgements damaged in any way are read: no crash, something is told, and what is read can be answered."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleanskin.claim.acknowledge import follow
from cleanskin.claim.acknowledge_files import Heard, hear
from cleanskin.x12.ack import receive
from cleanskin.x12.read import read_file
from cleanskin.x12.summaries import summary_of
from cleanskin.x12.write_acks import write_receipt

GOLDEN = Path(__file__).resolve().parents[1] / "golden" / "x12"
NAMES = ("clean_999", "clean_997", "clean_277ca", "ta1_alone", "clean_837p")
FILES = {name: (GOLDEN / f"{name}.edi").read_text().replace("\n", "") for name in NAMES}


@st.composite
def damaged(draw, name: str) -> bytes:
    """A file with segments and elements left out, put twice, moved or overwritten."""
    segments = [segment.split("*") for segment in FILES[name].split("~") if segment]
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(1, len(segments) - 1))
        to = draw(st.integers(1, len(segments) - 1))
        kind = draw(st.sampled_from(["drop", "twice", "move", "element", "empty", "id"]))
        if kind == "drop" and len(segments) > 3:
            del segments[at]
        elif kind == "twice":
            segments.insert(to, list(segments[at]))
        elif kind == "move":
            segments.insert(min(to, len(segments) - 1), segments.pop(at))
        elif kind == "id":
            segments[at][0] = draw(st.sampled_from(["STC", "TRN", "HL", "IK4", "AK2", "SVC", "ZZZ", "TA1", ""]))
        else:
            place = draw(st.integers(1, max(len(segments[at]) - 1, 1)))
            text = (
                ""
                if kind == "empty"
                else draw(st.sampled_from(["X", "99999999", "A2:20", "-1", "1.5", "é", "A:B:C:D:E"]))
            )
            segments[at][place : place + 1] = [text]
    text = "~".join("*".join(segment) for segment in segments) + "~"
    return text[: draw(st.integers(120, len(text) + 200))].encode()


@pytest.mark.parametrize("name", NAMES)
@given(data=st.data())
@settings(max_examples=80, deadline=None)
def test_whatever_is_wrong_something_is_read_and_answered(name, data):
    content = data.draw(damaged(name))
    for reading in read_file(content, name="x"):
        assert reading.transaction is not None or reading.findings
        if reading.transaction is not None:
            assert all("LARKSPUR" not in line for line in summary_of(reading.transaction))
    heard = Heard()
    hear(content, heard)
    follow(heard.sent, heard.messages)
    for receipt in receive(content, name="x"):
        write_receipt(receipt, date_sent=date(2026, 3, 1), time_sent="0900", control_number=7)
