"""Compiled forms are used only while every source is what was compiled."""

import os
import sys
from pathlib import Path

import msgspec
import pytest

from cleanskin.kernel import compiled
from cleanskin.kernel.compiled import SUFFIX, Finder, Held, Manifest, digest, is_fresh, manifest_path, plain_form

NAME = "practice.note.reading"


def _extension() -> tuple[str, Path]:
    """An extension module that came with the interpreter, to stand for the library."""
    for name in ("_heapq", "_bisect", "_json", "_csv", "_statistics", "math", "msgspec._core"):
        origin = __import__("importlib.util").util.find_spec(name).origin
        if origin and origin.endswith(SUFFIX):
            return name.rpartition(".")[2], Path(origin)
    pytest.skip("this interpreter came without extension modules in files")


@pytest.fixture
def package(tmp_path, monkeypatch):
    """A package with one compiled module, its manifest in place."""
    (tmp_path / "note").mkdir()
    source = tmp_path / "note" / "reading.py"
    source.write_text("KIND = 'plain'\n")
    library, file = _extension()
    start = tmp_path / "_compiled" / "made"
    (start / "practice" / "note").mkdir(parents=True)
    (start / f"{library}{SUFFIX}").write_bytes(file.read_bytes())
    (start / "practice" / "note" / f"reading{SUFFIX}").write_bytes(b"")
    stat = source.stat()
    held = Held(size=stat.st_size, changed_ns=stat.st_mtime_ns, sha256=digest(source.read_bytes()))
    manifest = Manifest("made", library, (NAME,), {"note/reading.py": held})
    manifest_path(tmp_path / "_compiled").write_bytes(msgspec.json.encode(manifest))
    monkeypatch.delitem(sys.modules, library, raising=False)
    return tmp_path


def _found(package: Path, name: str = NAME):
    return Finder(["practice.note", "practice.charge"], package / "_compiled").find_spec(name, [str(package)])


def test_a_module_is_found_while_its_source_is_what_was_compiled(package):
    found = _found(package)
    assert found is not None
    assert found.origin == str(package / "_compiled" / "made" / "practice" / "note" / f"reading{SUFFIX}")


def test_other_modules_are_left_to_others(package):
    assert _found(package, "practice.note.other") is None
    assert _found(package, "practice.other.reading") is None


def test_a_source_of_another_length_ends_it(package):
    (package / "note" / "reading.py").write_text("KIND = 'plainer'\n")
    assert _found(package) is None


def test_a_source_of_the_same_length_ends_it(package):
    source = package / "note" / "reading.py"
    changed_ns = source.stat().st_mtime_ns
    source.write_text("KIND = 'plane'\n")
    os.utime(source, ns=(changed_ns + 1, changed_ns + 1))
    assert _found(package) is None


def test_a_source_only_touched_does_not_end_it(package):
    os.utime(package / "note" / "reading.py", ns=(1, 1))
    assert _found(package) is not None


@pytest.mark.parametrize("gone", ["note/reading.py", f"_compiled/made/practice/note/reading{SUFFIX}"])
def test_a_file_gone_ends_it(package, gone):
    (package / gone).unlink()
    assert _found(package) is None


def test_a_library_that_does_not_load_ends_it(package):
    library, _ = _extension()
    (package / "_compiled" / "made" / f"{library}{SUFFIX}").write_bytes(b"made for another machine")
    assert _found(package) is None


def test_a_manifest_that_cannot_be_read_ends_it(package):
    manifest_path(package / "_compiled").write_bytes(b"{")
    assert _found(package) is None


def test_without_a_manifest_nothing_is_found(tmp_path):
    assert _found(tmp_path) is None


def test_freshness_needs_every_source(package):
    manifest = compiled.read_manifest(package / "_compiled")
    assert is_fresh(manifest.sources, package)
    assert not is_fresh({**manifest.sources, "note/other.py": Held(0, 0, "")}, package)


def test_a_plain_module_has_no_other_form():
    assert plain_form(__name__, __file__) is None
