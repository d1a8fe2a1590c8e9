"""What becomes of faulty files: each fault is said, the rest is read, nothing half-read looks whole."""

import zipfile
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from cleanskin.x12.bulk import files
from cleanskin.x12.bulk.read import BulkRead, read_bytes, read_paths

ISA = "ISA*00*          *00*          *ZZ*PAYER          *ZZ*PRACTICE       *250301*1200*^*00501*000000005*0*P*:~"
GS = "GS*HP*PAYER*PRACTICE*20250302*1200*3*X*005010X221A1~"


def remit(control: str, claim: str, cents_paid: str = "80") -> str:
    return (
        f"ST*835*{control}~BPR*I*{cents_paid}*C*ACH************20250305~TRN*1*T{claim}*1890000302~DTM*405*20250304~"
        f"N1*PR*PAYER~N1*PE*PRACTICE*XX*1999000015~LX*1~CLP*{claim}*1*100*{cents_paid}*0*12*ICN~NM1*QC*1*STONE*LEO~"
        f"SVC*HC:99213*100*{cents_paid}~DTM*472*20250110~CAS*CO*45*20~SE*13*{control}~"
    )


FILE = ISA + GS + remit("0001", "A1") + remit("0002", "A2") + "GE*2*3~IEA*1*000000005~"


def names(read: BulkRead) -> set[str]:
    return {finding.name for finding in read.findings}


def paid(read: BulkRead) -> dict[str, int]:
    frame = read.frame("remit_claims")
    return dict(zip(frame["patient_control_number"], frame["amount_paid"]))


def test_whole_file() -> None:
    read = read_bytes(FILE.encode(), "f")
    assert paid(read) == {"A1": 8000, "A2": 8000}
    assert read.findings == []
    assert read.frame("files")["status"].to_list() == ["read"]


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r", "\n\n", "\n   "])
def test_line_ends_after_terminators(line_end: str) -> None:
    text = FILE.replace("~", "~" + line_end)
    read = read_bytes(text.encode(), "f")
    assert paid(read) == {"A1": 8000, "A2": 8000}
    assert read.frame("remit_claims")["segment"].to_list() == [10, 23]
    assert read.frame("transactions")["offset"].to_list() == [text.index("ST*835*0001"), text.index("ST*835*0002")]


@pytest.mark.parametrize("terminator", ["\n", "\r\n", "'", "|", "\x1c", "\xa7"])
def test_any_terminator(terminator: str) -> None:
    read = read_bytes(FILE.replace("~", terminator).encode("latin-1"), "f")
    assert paid(read) == {"A1": 8000, "A2": 8000}
    assert read.frame("remit_lines")["code"].to_list() == ["99213", "99213"]


@pytest.mark.parametrize(("element", "component"), [("|", ">"), ("\x1d", "\x1f"), ("^", "<"), ("*", "\\")])
def test_any_separators(element: str, component: str) -> None:
    text = FILE.replace("*^*00501", "*U*00401").replace("*", "\0").replace(":", component).replace("\0", element)
    assert paid(read_bytes(text.encode(), "f")) == {"A1": 8000, "A2": 8000}


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (b"\xef\xbb\xbf" + FILE.encode(), set()),
        (FILE.encode("utf-16"), {"encoding-converted"}),
        (FILE.encode("utf-16-be"), {"encoding-converted"}),
        (b"Dear all, the file:\r\n" + FILE.encode(), {"text-outside-interchange"}),
        (FILE[:-1].encode(), set()),
        (FILE.replace("PAYER          ", "PAYER").encode(), {"interchange-header-malformed"}),
        (FILE.replace("STONE", "STO\xd1E").encode("latin-1"), {"text-not-ascii"}),
        (FILE.replace("STONE", "STO\xd1E").encode("utf-8"), set()),
        (FILE.replace("GE*2*3~IEA*1*000000005~", "").encode(), set()),
    ],
)
def test_encodings_and_envelopes(data: bytes, found: set[str]) -> None:
    read = read_bytes(data, "f")
    assert paid(read) == {"A1": 8000, "A2": 8000}
    assert names(read) == found
    assert set(read.frame("remit_claims")["patient_last_name"]) <= {"STONE", "STO\xd1E"}


def test_wrapped_lines() -> None:
    wrapped = "\n".join(FILE[at : at + 80] for at in range(0, len(FILE), 80))
    read = read_bytes(wrapped.encode(), "f")
    assert paid(read) == {"A1": 8000, "A2": 8000}
    assert "lines-wrapped" in names(read)


def test_interchanges_with_different_delimiters() -> None:
    other = FILE.replace("A1", "B1").replace("A2", "B2").replace("*", "|").replace("~", "^\n").replace("|^|", "|U|")
    read = read_bytes((FILE + "\n" + other + FILE.replace("A1", "C1").replace("A2", "C2")).encode(), "f")
    assert list(paid(read)) == ["A1", "A2", "B1", "B2", "C1", "C2"]
    assert read.frame("transactions")["position"].to_list() == [1, 2, 3, 4, 5, 6]
    assert read.frame("transactions")["segment"].to_list() == [3, 16, 33, 46, 63, 76]


def test_without_trailer_only_that_transaction_is_left_out() -> None:
    read = read_bytes(FILE.replace("SE*13*0001~", "").encode(), "f")
    assert read.frame("transactions")["status"].to_list() == ["quarantined", "read"]
    assert read.frame("transactions")["claims"].to_list() == [1, 1]
    assert paid(read) == {"A2": 8000}
    assert read.frame("files")["status"].to_list() == ["partly_read"]
    assert [(finding.name, finding.where.segment) for finding in read.findings] == [("transaction-trailer-missing", 14)]


@pytest.mark.parametrize("amount", ["", "12.345", "ABC", "1,000", "--5", "."])
def test_claim_amount_that_is_none_quarantines(amount: str) -> None:
    read = read_bytes(FILE.replace("CLP*A1*1*100*", f"CLP*A1*1*{amount}*").encode(), "f")
    assert read.frame("transactions")["status"].to_list() == ["quarantined", "read"]
    assert paid(read) == {"A2": 8000}
    assert ("amount-not-readable", 10, "CLP03") in {(f.name, f.where.segment, f.where.element) for f in read.findings}


def test_wrong_count_and_dates_are_said_and_read() -> None:
    text = FILE.replace("SE*13*0001", "SE*99*0001").replace("DTM*472*20250110", "DTM*472*20250230", 1)
    read = read_bytes(text.encode(), "f")
    assert read.frame("remit_lines")["date_of_service"].to_list() == [None, date(2025, 1, 10)]
    told = [(finding.name, finding.where.segment, finding.where.element) for finding in read.findings]
    assert told == [("element-not-of-its-kind", 13, "DTM02"), ("segment-count-wrong", 15, "SE01")]


def test_no_value_of_a_person_in_findings() -> None:
    text = FILE.replace("DTM*472*20250110", "DTM*472*SECRET").replace("CLP*A1*1*100", "CLP*A1*1*SECRET")
    assert "SECRET" not in repr(read_bytes(text.encode(), "f").findings)


@pytest.mark.parametrize("step", [13, pytest.param(1, marks=pytest.mark.long)])
def test_truncation(step: int) -> None:
    whole = read_bytes(FILE.encode(), "f")
    for end in range(0, len(FILE), step):
        read = read_bytes(FILE[:end].encode(), "f")
        frame = read.frame("transactions")
        for position, status in zip(frame["position"], frame["status"]):
            ends = FILE.index(f"SE*13*000{position}") + len(f"SE*13*000{position}")
            assert status == ("read" if end >= ends else "quarantined"), (end, position)
        assert read.frame("remit_claims").height == frame.filter(status="read").height
        assert set(paid(read).items()) <= set(paid(whole).items())


@pytest.mark.parametrize(
    "data", [b"", b"\n\n", b"\x00" * 500, bytes(range(256)) * 8, b"%PDF-1.7 ISA", b"ISA*", b"ISA" * 99]
)
def test_what_is_no_x12(data: bytes) -> None:
    read = read_bytes(data, "f")
    assert read.frame("files")["status"].to_list() == ["unreadable"]
    assert read.frame("transactions").height == 0
    assert len(read.findings) == 1


def test_folders_duplicates_and_archives(tmp_path: Path) -> None:
    other = FILE.replace("A1", "B1").replace("A2", "B2")
    (tmp_path / "in" / "b").mkdir(parents=True)
    (tmp_path / "in" / "b" / "1.835").write_text(FILE)
    (tmp_path / "in" / "a.835").write_text(other)
    (tmp_path / "in" / ".hidden").write_text("x")
    with zipfile.ZipFile(tmp_path / "in" / "c.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("y.835", FILE)
        archive.writestr("x.835", FILE.replace("A1", "Z1").replace("A2", "Z2"))
        archive.writestr("__MACOSX/x", "junk")
    read = read_paths([tmp_path / "in"])
    frame = read.frame("files")
    shown = [path.removeprefix(str(tmp_path / "in")) for path in frame["path"]]
    assert shown == ["/a.835", "/b/1.835", "/c.zip!x.835", "/c.zip!y.835"]
    assert frame["status"].to_list() == ["read", "read", "read", "duplicate"]
    assert frame["duplicate_of_file_id"].to_list() == [None, None, None, 1]
    assert list(paid(read)) == ["B1", "B2", "A1", "A2", "Z1", "Z2"]
    assert read.frame("remit_claims")["file_id"].to_list() == [0, 0, 1, 1, 2, 2]
    assert read.frame("remit_claims")["remit_claim_id"].to_list() == [0, 1, 2, 3, 4, 5]
    assert read.frame("transactions")["position"].to_list() == [1, 2, 1, 2, 1, 2]


def test_missing_file_and_damaged_archive(tmp_path: Path) -> None:
    (tmp_path / "bad.zip").write_bytes(b"PK\x03\x04 no archive")
    read = read_paths([tmp_path / "absent.835", tmp_path / "bad.zip"])
    assert read.frame("files")["status"].to_list() == ["unreadable", "unreadable"]
    assert [finding.name for finding in read.findings] == ["file-not-readable", "file-not-readable"]


def test_a_member_too_large_is_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with zipfile.ZipFile(tmp_path / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("big.835", FILE + " " * 2_000_000)
        archive.writestr("small.835", FILE)
    monkeypatch.setattr(files, "EXPANSION_FREE_BYTES", 1_000_000)
    read = read_paths([tmp_path / "bomb.zip"])
    assert read.frame("files")["status"].to_list() == ["unreadable", "read"]
    assert [finding.name for finding in read.findings] == ["size-limit-reached"]


def test_content_hash_tells_the_same_remittance_in_another_file() -> None:
    again = FILE.replace("*0001~", "*0077~").replace("~", "~\r\n").replace("*", "|")
    hashes = [read_bytes(text.encode(), "f").frame("transactions")["content_hash"] for text in (FILE, again)]
    assert hashes[0].to_list() == hashes[1].to_list()
    assert hashes[0][0] != hashes[0][1]


def test_spill_gives_the_same_frames(tmp_path: Path) -> None:
    (tmp_path / "f.835").write_text(FILE)
    kept, spilled = read_paths([tmp_path / "f.835"]), read_paths([tmp_path / "f.835"], spill=tmp_path / "spill")
    for name in ("files", "transactions", "payments", "remit_claims", "remit_lines", "adjustments", "claims"):
        assert kept.frame(name).equals(spilled.frame(name), null_equal=True)
    assert spilled.frame("remit_lines", ["code"]).columns == ["code"]


def test_only_wanted_frames_and_progress(tmp_path: Path) -> None:
    (tmp_path / "f.835").write_text(FILE)
    told: list[tuple[int, int]] = []
    read = read_paths([tmp_path], frames=["remit_claims"], progress=lambda done, total: told.append((done, total)))
    assert read.frame("remit_claims").height == 2
    assert read.frame("remit_lines").height == 0
    assert read.frame("transactions").height == 2
    assert told[-1] == (len(FILE), len(FILE))


def test_other_transactions_are_listed() -> None:
    text = ISA + GS.replace("HP", "HS").replace("X221A1", "X279A1") + "ST*270*0001~BHT*0022*13~SE*3*0001~GE*1*3~"
    text += "TA1*000000005*250301*1200*A*000~IEA*1*000000005~"
    frame = read_bytes(text.encode(), "f").frame("transactions")
    assert frame.select("transaction", "status", "segments").rows() == [
        ("270", "structural", 3),
        ("TA1", "structural", 1),
    ]


def test_outdated_version_is_read_and_said() -> None:
    read = read_bytes(FILE.replace("005010X221A1", "004010X091A1").encode(), "f")
    assert paid(read) == {"A1": 8000, "A2": 8000}
    assert names(read) == {"version-outdated"}


def test_many_faults_of_a_kind_are_counted() -> None:
    body = "".join(remit(f"{n:04}", f"A{n}").replace("20250110", "BAD") for n in range(300))
    read = read_bytes((ISA + GS + body + "GE*300*3~IEA*1*000000005~").encode(), "f")
    assert len(read.findings) == 201
    assert read.findings[-1].message.startswith("100 more")
    assert isinstance(read.frame("remit_lines"), pl.DataFrame)
