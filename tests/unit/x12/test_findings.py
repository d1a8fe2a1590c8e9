"""The catalog: whole, without doubles, used as declared, and every entry is met by a file or a case here."""

import json
import re
import zipfile
from datetime import date
from pathlib import Path

import pytest

from cleanskin.cli.read import readings
from cleanskin.kernel.finding import Pointer
from cleanskin.x12.envelope import transactions
from cleanskin.x12.findings import BY_NAME, FINDINGS, LISTED_MAX, MORE, found
from cleanskin.x12.guides.claim_837p_record import read_submission
from cleanskin.x12.read import read_file

ROOT = Path(__file__).resolve().parents[3]
GOLDEN = ROOT / "tests" / "golden" / "x12"
# said while balancing, of situations and codes
BALANCE_REMARKS = {"CS-X12-322", "CS-X12-323", "CS-X12-324"}
# their cases: sums beside the balance checks, what nouns lack beside the writer, a repeated element (no element of the
# guides held may be repeated) in `test_elements.py`
ELSEWHERE = {
    "answer-without-lines",
    "level-without-claims",
    "other-payer-claim-differs",
    "other-payer-line-differs",
    "other-payer-not-named",
    "processed-as-not-recognized",
    "provider-adjustment-unknown",
    "repeated-element",
    "reversal-not-negated",
    "segment-kept-aside",
    "value-not-read",
}


def test_ids_and_names_are_unique_and_in_order():
    ids = [entry.id for entry in FINDINGS]
    assert ids == sorted(set(ids))
    assert len(BY_NAME) == len(FINDINGS)
    assert all(re.fullmatch(r"CS-X12-\d{3}", id) for id in ids)


def test_numbers_begin_with_the_snip_type():
    for entry in FINDINGS:
        if entry.id[7] not in "06" and entry.id not in BALANCE_REMARKS:
            assert str(entry.snip) == entry.id[7], entry.id


def test_every_name_used_in_the_source_is_declared():
    pattern = re.compile(r"(?:found|_say|yield|_note|append\(\(|return \[\()\(?\s*\"([a-z0-9]+-[a-z0-9-]+)\"")
    for path in sorted((ROOT / "src" / "cleanskin" / "x12").glob("*.py")):
        for name in pattern.findall(path.read_text()):
            assert name in BY_NAME, f"{path.name}: {name}"


def test_an_undeclared_name_is_refused():
    with pytest.raises(KeyError):
        found("no_such_finding", "", where=Pointer())


class OnlyInvalid:
    """Code sets that hold the diagnoses of one day, none of them the one asked for."""

    def status(self, code_set, code, on):
        return "invalid" if code_set == "icd10cm" and on == date(2025, 12, 1) else "not_checked"

    def release(self, code_set, on):
        return "test"


def zipped(tmp_path, content: bytes, name: str) -> Path:
    path = tmp_path / name
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("inner.835", content)
    return path


def cases(tmp_path):
    clean = (GOLDEN / "clean_837p.edi").read_bytes()
    for data in (b"hello", b"", clean.decode().encode("utf-16")):
        yield from read_file(data, name="case")
    yield from read_file(clean, name="case", code_sets=OnlyInvalid())
    broken = tmp_path / "broken.zip"
    broken.write_bytes(b"PK\x03\x04 and then nothing")
    yield from readings([broken, zipped(tmp_path, b"A" * (8 << 20), "bomb.zip")])


def test_every_entry_is_met(tmp_path):
    met = {id for path in GOLDEN.glob("*.json") for id, *_ in json.loads(path.read_text())["findings"]}
    met |= {finding.id for reading in cases(tmp_path) for finding in reading.findings}
    unmet = {entry.name for entry in FINDINGS if entry.id not in met}
    assert unmet == ELSEWHERE


def test_a_provider_and_a_subscriber_without_a_claim_are_said():
    text = (GOLDEN / "clean_837p.edi").read_text()
    without = text[: text.index("CLM*")] + text[text.index("SE*") :]
    (enveloped,) = transactions(without.encode(), file="f")
    assert [f.name for f in read_submission(enveloped.transaction).findings] == ["level-without-claims"] * 2


def test_a_code_is_asked_for_the_day_of_its_line_or_claim():
    clean = (GOLDEN / "clean_837p.edi").read_bytes().replace(b"HI*ABK", b"DTP*431*D8*20251130~\nHI*ABK")
    asked = []

    class Asked(OnlyInvalid):
        def status(self, code_set, code, on):
            asked.append((code_set, code, on))
            return "not_checked"

    (reading,) = read_file(clean, name="f", code_sets=Asked())
    assert reading.checked == (1, 2, 3, 4, 5)
    assert ("hcpcs", "99213", date(2025, 12, 1)) in asked
    assert ("modifier", "25", date(2025, 12, 1)) in asked
    assert [code for code_set, code, _ in asked if code_set == "icd10cm"] == ["L570", "L821"]


def test_no_value_of_a_person_is_in_a_finding():
    text = (GOLDEN / "clean_837p.edi").read_bytes().decode()
    for person in ("DOE", "W12345", "19800101", "2 OAK AVENUE"):
        damaged = text.replace(
            f"*{person}", f"*{person}?{person}*{person}*{person}*{person}*{person}*{person}*{person}"
        )
        for reading in read_file(damaged.encode(), name="f"):
            assert reading.findings
            for finding in reading.findings:
                shown = " ".join((finding.message, finding.expected, *finding.evidence))
                assert person not in shown, finding


def test_a_flood_of_one_kind_is_cut_and_that_is_said():
    clean = (GOLDEN / "clean_837p.edi").read_bytes()
    flooded = {
        "segment-empty": clean.replace(b"REF*6R*1~", b"REF*6R*1~" + b"~" * 3 * LISTED_MAX),
        "qualifier-unknown": clean.replace(b"REF*6R*1~", b"REF*Z9*1~" * 3 * LISTED_MAX),
        "segment-id-not-valid": clean.replace(b"REF*6R*1~", b"??*1~" * 3 * LISTED_MAX),
    }
    for name, data in flooded.items():
        (reading,) = read_file(data, name="f")
        listed = [finding for finding in reading.findings if finding.name == name]
        assert len(listed) == LISTED_MAX
        assert [finding.message.endswith(MORE) for finding in listed].index(True) == LISTED_MAX - 1
