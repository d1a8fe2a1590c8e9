"""The JSON and CSV forms of claims: what they say, and what is said of mistakes in them."""

import json
from datetime import date
from pathlib import Path

import msgspec
import pytest

from cleanskin.claim.claim_form import (
    CSV_COLUMNS,
    ClaimForm,
    looks_like_csv,
    looks_like_json,
    read_csv,
    read_json,
    schema,
)
from cleanskin.rules.notation import read_visit

PAGE = Path(__file__).resolve().parents[3] / "docs" / "how-to" / "claim-forms.md"
ROW = "claim,date_of_service,code,modifiers,units,charge,diagnoses,payer_kind\n"


def block(language):
    return PAGE.read_text().split(f"```{language}\n", 1)[1].split("```", 1)[0].encode()


def test_the_examples_of_the_page_are_read():
    (form,) = read_json(block("json"), file="f").forms
    assert [line.procedure.code for line in form.claim.lines] == ["99213", "17000"]
    assert (form.coding_only, form.abn, form.history, form.submitted_on) == (True, (), (), None)
    assert form.encounter.new_patient is False
    (form,) = read_csv(block("text"), file="f").forms
    assert [line.procedure.modifiers for line in form.claim.lines] == [("25",), (), ()]


def test_the_page_names_every_column():
    page = PAGE.read_text()
    assert [name for name in CSV_COLUMNS if f"`{name}`" not in page] == []


def test_the_schema_names_every_field_of_the_form():
    named = json.loads(schema())
    assert set(named["$defs"]["ClaimForm"]["properties"]) == set(ClaimForm.__struct_fields__)
    assert {"Claim", "ServiceLine", "Encounter", "PastLine", "AbnOnFile"} <= set(named["$defs"])


@pytest.mark.parametrize("shape", ["one", "array", "claims", "lines", "bare"])
def test_every_shape_of_the_json_form_is_read(shape):
    claim, _ = read_visit("number=K1 99213-25 L40.0 | 17000 L57.0")
    form = {"claim": msgspec.to_builtins(claim)}
    text = {
        "one": json.dumps(form),
        "array": json.dumps([form, form]),
        "claims": json.dumps({"claims": [form]}),
        "lines": json.dumps(form) + "\n" + json.dumps(form) + "\n",
        "bare": json.dumps(form["claim"]),
    }[shape].encode()
    assert looks_like_json(b"\xef\xbb\xbf  " + text)
    read = read_json(b"\xef\xbb\xbf" + text, file="f")
    assert read.findings == ()
    assert {one.claim for one in read.forms} == {claim}
    assert len(read.forms) == (2 if shape in ("array", "lines") else 1)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (b"{", "claim-form-not-readable"),
        (b"{}\n{", "claim-form-not-readable"),
        (b"\xff\xfe{}", "claim-form-not-readable"),
        (b"[]", "no-claims-in-file"),
        (b'[{"claim": 5}]', "claim-form-field-wrong"),
        (b'[5, null, "x"]', "claim-form-field-wrong"),
        (b'{"claim": {}, "colour": "red"}', "claim-form-field-wrong"),
    ],
)
def test_mistakes_in_json_are_findings(text, name):
    read = read_json(text, file="f")
    assert read.forms == ()
    assert {finding.name for finding in read.findings} == {name}


def test_a_faulty_claim_does_not_lose_the_others():
    claim, _ = read_visit("99213 L40.0")
    good = {"claim": msgspec.to_builtins(claim)}
    read = read_json(json.dumps([good, {"claim": {"lines": 3}}, good]).encode(), file="f")
    assert len(read.forms) == 2
    assert [finding.where.claim for finding in read.findings] == [2]


def test_csv_rows_become_claims():
    text = ROW + (
        "A,2026-03-02,99213,25,1,$145.00,L57.0 L82.1,medicare\nB,2026-03-03,11102,,,160,D49.2,\n"
        "A,2026-03-02,17003,59 XS,4,60,L57.0,medicare\n\n"
    )
    one, two = (form.claim for form in read_csv(text.encode(), file="f").forms)
    assert (one.patient_control_number, one.amount_billed, one.coverage.claim_filing_indicator) == ("A", 20500, "MB")
    assert [diagnosis.code for diagnosis in one.diagnoses] == ["L570", "L821"]
    assert [line.diagnosis_pointers for line in one.lines] == [(1, 2), (1,)]
    assert (one.lines[1].procedure.modifiers, one.lines[1].units) == (("59", "XS"), 4)
    assert (two.date_of_service, two.place_of_service, two.coverage.claim_filing_indicator) == (
        date(2026, 3, 3),
        "11",
        "CI",
    )


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_csv_is_read_with_any_delimiter_and_a_byte_order_mark(delimiter):
    text = "\ufeffClaim;Date of Service;CODE\nA;2026-03-02;99213\n".replace(";", delimiter).encode()
    assert looks_like_csv(text)
    assert [form.claim.lines[0].procedure.code for form in read_csv(text, file="f").forms] == ["99213"]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("A,,99213,,1,1,L57.0,", "no date_of_service"),
        ("A,2026-03-02,,,1,1,L57.0,", "no code"),
        (",2026-03-02,99213,,1,1,L57.0,", "no claim"),
        ("A,03/02/2026,99213,,1,1,L57.0,", "date_of_service is no day"),
        ("A,2026-03-02,99213,,one,1,L57.0,", "units is no number"),
        ("A,2026-03-02,99213,,1,NaN,L57.0,", "charge is no number"),
        ("A,2026-03-02,99213,,1,1,L57.0,Aetna", "payer_kind is none of"),
    ],
)
def test_a_row_that_cannot_be_read_leaves_its_claim_out_and_says_why(row, reason):
    read = read_csv((ROW + row + "\nB,2026-03-02,99213,,1,1,L57.0,\n").encode(), file="f")
    assert [form.claim.patient_control_number for form in read.forms] == ["B"]
    (finding,) = read.findings
    assert finding.message.startswith("Row 2: ")
    assert reason in finding.message


def test_an_unknown_column_is_said_and_the_rest_read():
    read = read_csv(b"claim,date_of_service,code,colour\nA,2026-03-02,99213,red\n", file="f")
    assert len(read.forms) == 1
    assert [(finding.name, finding.severity) for finding in read.findings] == [("claim-form-field-wrong", "warning")]
