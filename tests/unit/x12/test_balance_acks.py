"""Acknowledgements against themselves, by table: counts and verdicts of a 999, totals and actions of a 277CA."""

from pathlib import Path

import pytest

from cleanskin.x12.read import read_file

GOLDEN = Path(__file__).resolve().parents[3] / "tests" / "golden" / "x12"
FORM = (GOLDEN / "clean_999.edi").read_text()
CLAIMS = (GOLDEN / "clean_277ca.edi").read_text()


def said(text: str) -> list[str]:
    body = [line for line in text[text.index("ST*") : text.index("GE*")].splitlines() if line]
    body[-1] = f"SE*{len(body)}*0001~"
    whole = text[: text.index("ST*")] + "\n".join(body) + "\n" + text[text.index("GE*") :]
    return [
        f"{finding.name} {finding.where.element}"
        for reading in read_file(whole.encode(), name="x")
        for finding in reading.findings
    ]


def form(group: str, *verdicts: str) -> str:
    head = FORM[: FORM.index("AK2*")]
    sets = "".join(f"AK2*837*{number:04d}~\n{verdict}~\n" for number, verdict in enumerate(verdicts, 1))
    return f"{head}{sets}AK9*{group}~\nSE*0*0001~\n{FORM[FORM.index('GE*') :]}"


@pytest.mark.parametrize(
    ("group", "verdicts", "expected"),
    [
        ("A*1*1*1", ["IK5*A"], []),
        ("E*1*1*1", ["IK5*E"], []),
        ("P*2*2*1", ["IK5*A", "IK5*R*5"], []),
        ("R*1*1*0", ["IK5*R*5"], []),
        ("R*1*1*0*4", ["IK5*A"], []),  # the group was rejected for its own reason
        ("R*2*2*1*4", ["IK5*A", "IK5*R*5"], []),
        ("A*0*0*0", [], []),
        # some list only what they reject
        ("P*9*9*8", ["IK5*R*5"], []),
        ("P*9*9*9", ["IK5*R*5"], ["acknowledged-count-differs AK904"]),
        ("A*1*1*0", ["IK5*A"], ["acknowledged-count-differs AK904"]),
        ("A*1*1*2", ["IK5*A"], ["acknowledged-count-differs AK904"]),
        ("A*2*1*1", ["IK5*A", "IK5*A"], ["acknowledged-count-differs AK903"]),
        ("A*2*2*1", ["IK5*A", "IK5*R*5"], ["acknowledgement-verdict-differs AK901"]),
        ("R*2*2*1", ["IK5*A", "IK5*R*5"], ["acknowledgement-verdict-differs AK901"]),
        ("R*1*1*0", ["IK5*R"], ["rejection-without-reason IK502"]),
        ("R*1*1*0", [], ["rejection-without-reason AK905"]),
        ("R*1*1*0*2", [], []),
    ],
)
def test_a_group_fits_its_transactions(group, verdicts, expected):
    assert said(form(group, *verdicts)) == expected


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("", "", []),
        ("QTY*90*1", "QTY*90*2", ["acknowledged-total-differs QTY02"]),
        ("QTY*AA*1", "QTY*AA*0", ["acknowledged-total-differs QTY02"]),
        ("AMT*YU*120", "AMT*YU*120.01", ["acknowledged-total-differs AMT02"]),
        ("AMT*YU*120", "AMT*YU*120.00", []),
        # a provider has totals of its own
        ("NM1*85*2*FERNHILL SKIN CLINIC*****XX*1234567893~",
         "NM1*85*2*FERNHILL SKIN CLINIC*****XX*1234567893~\nTRN*1*P1~\nSTC*A1:19**WQ*320~\nQTY*QA*1~\nQTY*QC*2~",
         ["acknowledged-total-differs QTY02"]),
        # a claim that is only received counts as accepted
        ("STC*A2:20:PR", "STC*A1:20:PR", []),
        # of a claim without a status nothing is known, so no sum is checked
        ("STC*A2:20:PR*20260102*WQ*120~\n", "", ["segment-missing STC"]),
        # what asks for another action than its category
        ("STC*A7:562:85*20260102*U", "STC*A7:562:85*20260102*WQ", ["acknowledgement-action-differs STC03"]),
    ],
)  # fmt: skip
def test_the_totals_are_those_of_the_claims(before, after, expected):
    assert before in CLAIMS
    assert said(CLAIMS.replace(before, after, 1) if before else CLAIMS) == expected


def test_a_batch_without_claims_is_not_added_up():
    """It may speak of claims that were returned whole."""
    text = CLAIMS[: CLAIMS.index("HL*3*")].replace("HL*2*1*21*1", "HL*2*1*21*0") + CLAIMS[CLAIMS.index("SE*") :]
    assert said(text) == []


def test_a_note_of_ta1_is_one_of_the_known():
    text = (GOLDEN / "ta1_alone.edi").read_text()
    line = next(line for line in text.splitlines() if line.startswith("TA1*"))
    (reading,) = read_file(text.replace(line, line[:-4] + "999~").encode(), name="x")
    assert [(finding.name, finding.where.element) for finding in reading.findings] == [("code-not-in-guide", "TA105")]
