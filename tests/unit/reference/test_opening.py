"""What the user named is opened, or what is wrong with it is said."""

import gzip
import io
import lzma
import random
import zipfile
from pathlib import Path

import pytest

from cleanskin.reference import opening
from cleanskin.reference.opening import Opened, Unreadable

TEXT = b"code,units\r\n99999,3\r\n"


def zipped(**members: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name.replace("__", "."), data)
    return buffer.getvalue()


def opened(folder: Path, name: str, data: bytes) -> tuple[dict[str, bytes], list[str]]:
    (folder / name).write_bytes(data)
    with Opened([folder / name]) as found:
        return {one.name: one.data() for one in found.members}, [finding.name for _, finding in found.findings]


def test_a_plain_file_is_its_own_member(tmp_path: Path) -> None:
    assert opened(tmp_path, "a.csv", TEXT) == ({"a.csv": TEXT}, [])


@pytest.mark.parametrize(("ending", "pack"), [("gz", gzip.compress), ("xz", lzma.compress)])
def test_a_compressed_file_is_read(tmp_path: Path, ending: str, pack: object) -> None:
    assert opened(tmp_path, f"a.csv.{ending}", pack(TEXT)) == ({f"a.csv.{ending}/a.csv": TEXT}, [])  # type: ignore[operator]


def test_a_zip_in_a_zip_is_read(tmp_path: Path) -> None:
    inner = zipped(b__csv=TEXT)
    members, findings = opened(tmp_path, "a.zip", zipped(inner__zip=inner, readme__txt=b"words"))
    assert members == {"a.zip/inner.zip/b.csv": TEXT, "a.zip/readme.txt": b"words"}
    assert findings == []


def test_a_workbook_is_handed_over_whole(tmp_path: Path) -> None:
    workbook = io.BytesIO()
    with zipfile.ZipFile(workbook, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
    assert list(opened(tmp_path, "a.xlsx", workbook.getvalue())[0]) == ["a.xlsx"]
    assert list(opened(tmp_path, "a.zip", zipped(b__xlsx=workbook.getvalue()))[0]) == ["a.zip/b.xlsx"]


def test_a_folder_is_searched_without_what_systems_leave_there(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for name in ("b.csv", "in/a.csv", ".DS_Store", "._b.csv"):
        (tmp_path / name).write_bytes(TEXT)
    with Opened([tmp_path]) as found:
        assert [one.name for one in found.members] == ["b.csv", "a.csv"]


def test_a_zip_cut_anywhere_is_damaged_and_gives_nothing(tmp_path: Path) -> None:
    whole = zipped(a__csv=TEXT * 50, b__csv=TEXT)
    for size in range(4, len(whole), 11):
        members, findings = opened(tmp_path, "a.zip", whole[:size])
        assert (members, findings) == ({}, ["archive-damaged"])


@pytest.mark.parametrize("pack", [gzip.compress, lzma.compress])
def test_a_compressed_file_cut_anywhere_is_damaged(tmp_path: Path, pack: object) -> None:
    whole: bytes = pack(bytes(range(256)) * 8)  # type: ignore[operator]
    for size in range(8, len(whole) - 1, 13):
        members, findings = opened(tmp_path, "a.gz", whole[:size])
        assert (members, findings) == ({}, ["archive-damaged"])


def test_a_member_with_wrong_bytes_is_unreadable_when_it_is_read(tmp_path: Path) -> None:
    data = bytearray(zipped(a__csv=random.Random(1).randbytes(100_000)))
    data[90_000] ^= 0xFF  # behind the first bytes that are looked at
    (tmp_path / "a.zip").write_bytes(data)
    with Opened([tmp_path / "a.zip"]) as found:
        named = [finding.name for _, finding in found.findings]
        for member in found.members:
            with pytest.raises(Unreadable) as raised:
                member.data()
            named.append(raised.value.finding.name)
    assert named == ["archive-damaged"]


PAGE = b"<!DOCTYPE html><html><title>License Agreement</title></html>"


@pytest.mark.parametrize("name", ["ccipra-v322r0-f1.zip", "a.txt", "a.xlsx", "a.csv"])
def test_a_license_page_saved_as_a_file_is_named_so(tmp_path: Path, name: str) -> None:
    assert opened(tmp_path, name, b"\xef\xbb\xbf\r\n" + PAGE) == ({}, ["licence-page-instead-of-file"])
    assert opened(tmp_path, "b.zip", zipped(a__txt=PAGE))[1] == ["licence-page-instead-of-file"]


def test_an_empty_file_and_an_empty_archive_have_no_rows(tmp_path: Path) -> None:
    assert opened(tmp_path, "a.csv", b"")[1] == ["no-rows"]
    assert opened(tmp_path, "a.zip", zipped())[1] == ["no-rows"]
    assert opened(tmp_path, "b.zip", zipped(a__txt=b""))[1] == ["no-rows"]


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with Opened([tmp_path / "none.zip"]) as found:
        ((name, finding),) = found.findings
    assert (name, finding.name) == ("none.zip", "reference-file-not-readable")
    assert str(tmp_path) not in finding.message


def test_an_archive_with_a_password_is_damaged_and_says_why(tmp_path: Path) -> None:
    data = bytearray(zipped(a__csv=TEXT))
    data[6] |= 1  # the flag of encryption, in the member's head and in the directory
    data[data.index(b"PK\x01\x02") + 8] |= 1
    (tmp_path / "a.zip").write_bytes(data)
    with Opened([tmp_path / "a.zip"]) as found:
        ((_, finding),) = found.findings
    assert finding.name == "archive-damaged"
    assert "password" in finding.message


def test_what_grows_without_end_is_not_unpacked(tmp_path: Path) -> None:
    zeros = bytes(3 << 20)
    assert opened(tmp_path, "a.zip", zipped(a__csv=zeros))[1] == ["archive-too-large"]
    assert opened(tmp_path, "a.gz", gzip.compress(zeros))[1] == ["archive-too-large"]


def test_too_many_members_or_archives_inside_one_another_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "ARCHIVE_MEMBERS_MAX", 2)
    assert opened(tmp_path, "a.zip", zipped(a=b"1", b=b"2", c=b"3"))[1] == ["archive-too-large"]
    data = TEXT
    for _ in range(opening.ARCHIVE_DEPTH_MAX + 1):
        data = zipped(inner__zip=data)
    assert opened(tmp_path, "b.zip", data)[1] == ["archive-too-large"]


def test_the_head_is_as_long_as_asked(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(bytes(200_000))
    with Opened([tmp_path / "a.csv"]) as found:
        (member,) = found.members
        assert [len(member.head(count)) for count in (10, 65_536, 150_000, 300_000)] == [10, 65_536, 150_000, 200_000]
