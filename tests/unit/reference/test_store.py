"""The store on disk: replaced whole, copied, shared, damaged, killed at any point."""

import json
import os
import shutil
import subprocess
import sys
import textwrap
from datetime import date
from pathlib import Path

import pytest

from cleanskin.record.procedure import UnitLimit
from cleanskin.reference.look_up import Reference
from cleanskin.reference.store import FORMAT, Index, Store, StoreError

from .stored import keyed, put

MUE = "ncci-mue-practitioner"
ON = date(2026, 8, 1)


def put_limits(
    folder: Path, units: int, release: str = "2026Q3", start: date = date(2026, 7, 1), sha256: str = "ab" * 32
) -> None:
    rows = [("99999", UnitLimit(code="99999", units=units, adjudication=2))]
    put(folder, MUE, release, keyed("unit_limits", rows), start=start, sha256=sha256)


def units(folder: Path, on: date = ON) -> int | None:
    answer = Reference(folder).unit_limit("99999", on)
    return answer.value.units if answer else None


def test_an_absent_store_is_an_empty_one(tmp_path: Path) -> None:
    assert Store(tmp_path / "none").index() == Index()
    assert not (tmp_path / "none").exists()


def test_a_release_loaded_again_replaces_what_was_there(tmp_path: Path) -> None:
    put_limits(tmp_path, 3)
    put_limits(tmp_path, 4)
    assert units(tmp_path) == 4
    assert len(Store(tmp_path).index().parts) == 1
    assert len(list(tmp_path.glob("*/*/*"))) == 1, "the folder of the replaced part is removed"


def test_releases_stand_side_by_side(tmp_path: Path) -> None:
    put_limits(tmp_path, 3, "2026Q2", date(2026, 4, 1))
    put_limits(tmp_path, 4)
    assert (units(tmp_path, date(2026, 5, 1)), units(tmp_path)) == (3, 4)


def test_removing_a_release_leaves_no_folder(tmp_path: Path) -> None:
    put_limits(tmp_path, 3)
    store = Store(tmp_path)
    with store.locked():
        assert store.remove((MUE, "2026Q3", ""))
        assert not store.remove((MUE, "2026Q3", ""))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["index.json", "lock"]


def test_open_tables_stay_readable_when_they_are_replaced(tmp_path: Path) -> None:
    put_limits(tmp_path, 3)
    reference = Reference(tmp_path)
    before = reference.unit_limit("99999", ON)
    put_limits(tmp_path, 4)
    assert before is not None
    assert reference.unit_limit("99999", ON) == before


def test_a_reader_that_comes_too_late_takes_the_new_tables(tmp_path: Path) -> None:
    """Between reading the index and opening a table, the release was replaced."""
    put_limits(tmp_path, 3)
    reference = Reference(tmp_path)
    put_limits(tmp_path, 4, sha256="cd" * 32)
    answer = reference.unit_limit("99999", ON)
    assert answer is not None
    assert answer.value.units == 4
    assert reference.findings == ()


def test_a_store_may_be_copied_and_names_no_place(tmp_path: Path) -> None:
    here, there = tmp_path / "here", tmp_path / "there"
    put_limits(here, 3)
    shutil.copytree(here, there)
    shutil.rmtree(here)
    assert units(there) == 3
    assert str(tmp_path) not in (there / "index.json").read_text()


def test_while_one_loads_another_is_told_to_wait(tmp_path: Path) -> None:
    with Store(tmp_path).locked(), pytest.raises(StoreError) as raised, Store(tmp_path).locked():
        pass
    assert raised.value.finding.name == "store-busy"
    with Store(tmp_path).locked():
        pass


def test_a_store_of_a_later_format_is_refused_with_its_number(tmp_path: Path) -> None:
    put_limits(tmp_path, 3)
    index = json.loads((tmp_path / "index.json").read_text())
    index["format"] = FORMAT + 1
    index["parts"] = {"another": "shape"}
    (tmp_path / "index.json").write_text(json.dumps(index))
    reference = Reference(tmp_path)
    (finding,) = reference.findings
    assert finding.name == "store-not-readable"
    assert str(FORMAT + 1) in finding.message
    assert reference.releases() == ()


def test_a_store_of_an_earlier_format_is_refused_with_what_to_do(tmp_path: Path) -> None:
    """Its tables are laid out otherwise: neither are they read, nor are new ones put beside them."""
    put_limits(tmp_path, 3)
    index = json.loads((tmp_path / "index.json").read_text())
    index["format"] = FORMAT - 1
    (tmp_path / "index.json").write_text(json.dumps(index))
    (finding,) = Reference(tmp_path).findings
    assert finding.name == "store-not-readable"
    assert "load the files again" in finding.message
    with pytest.raises(StoreError):
        put_limits(tmp_path, 4)
    assert json.loads((tmp_path / "index.json").read_text()) == index


@pytest.mark.parametrize("text", ["", "{", '{"format": 2, "parts": 3}', "\x00" * 40])
def test_a_damaged_index_is_told(tmp_path: Path, text: str) -> None:
    (tmp_path / "index.json").write_text(text)
    assert [finding.name for finding in Reference(tmp_path).findings] == ["store-not-readable"]


@pytest.mark.parametrize("file", ["../../etc/passwd", "/etc/passwd", "a/../../b", "C:/x/y", "a\\..\\b", "alone"])
def test_an_index_that_points_outside_is_refused(tmp_path: Path, file: str) -> None:
    put_limits(tmp_path, 3)
    index = json.loads((tmp_path / "index.json").read_text())
    index["parts"][0]["tables"][0]["file"] = file
    (tmp_path / "index.json").write_text(json.dumps(index))
    assert [finding.name for finding in Reference(tmp_path).findings] == ["store-not-readable"]


@pytest.mark.parametrize("damage", ["cut", "flipped", "gone"])
def test_a_damaged_release_is_told_and_the_others_answer(tmp_path: Path, damage: str) -> None:
    put_limits(tmp_path, 3, "2026Q2", date(2026, 4, 1))
    put_limits(tmp_path, 4)
    (table,) = tmp_path.glob(f"{MUE}/2026Q3/*/unit_limits")
    whole = table.read_bytes()
    if damage == "gone":
        table.unlink()
    else:
        table.write_bytes(whole[:-1] if damage == "cut" else whole[:-4] + bytes([whole[-4] ^ 1]) + whole[-3:])
    reference = Reference(tmp_path)
    assert reference.unit_limit("99999", ON) is None
    assert not reference.holds("unit_limit", ON)
    assert "damaged" in reference.notice("unit_limit", ON)
    (finding,) = reference.findings
    assert finding.name == "release-damaged"
    assert "2026Q3" in finding.message
    older = reference.unit_limit("99999", date(2026, 5, 1))
    assert older is not None
    assert older.value.units == 3


def test_file_names_from_a_release_cannot_leave_the_store(tmp_path: Path) -> None:
    folder = tmp_path / "store"
    put_limits(folder, 3, "../../outside", date(2026, 7, 1))
    assert units(folder) == 3
    assert [path.name for path in tmp_path.iterdir()] == ["store"]


_KILLED_BEFORE_EACH_LINE = """
    import os, signal, sys
    from datetime import date
    from pathlib import Path
    from cleanskin.reference.look_up import Reference
    from tests.unit.reference.test_store import ON, put_limits

    folder, steps = Path(sys.argv[1]), 0
    while True:
        child = os.fork()
        if child == 0:
            left = steps
            def line(frame, event, _):
                global left
                if event == "line":
                    if left == 0:
                        os.kill(os.getpid(), signal.SIGKILL)
                    left -= 1
                return line
            def call(frame, event, _):
                return line if frame.f_code.co_filename.endswith(("reference/store.py", "reference/mapped.py")) else None
            sys.settrace(call)
            put_limits(folder, 1000 + steps)
            os._exit(0)
        _, status = os.waitpid(child, 0)
        reference = Reference(folder)
        answer = reference.unit_limit("99999", ON)
        print(steps, os.WIFSIGNALED(status), answer and answer.value.units, len(reference.findings), flush=True)
        if not os.WIFSIGNALED(status):
            break
        steps += 1
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork and SIGKILL")
def test_killed_before_any_line_the_store_is_the_old_or_the_new_one(tmp_path: Path) -> None:
    folder = tmp_path / "store"
    put_limits(folder, 1)
    program = [sys.executable, "-c", textwrap.dedent(_KILLED_BEFORE_EACH_LINE), str(folder)]
    root = Path(__file__).resolve().parents[3]
    done = subprocess.run(
        program, capture_output=True, text=True, cwd=root, env={**os.environ, "PYTHONPATH": str(root)}
    )
    assert done.returncode == 0, done.stderr
    held, kills, changed_before_end = 1, 0, 0
    for line in done.stdout.splitlines():
        step, was_killed, found, findings = line.split()
        assert (findings, found == "None") == ("0", False), f"killed before line {step}: the store cannot be read"
        assert int(found) in (held, 1000 + int(step)), f"killed before line {step}: neither the old nor the new state"
        changed_before_end += was_killed == "True" and int(found) == 1000 + int(step)
        kills += was_killed == "True"
        held = int(found)
    assert kills >= 100, "so many lines at least are run to put a release"
    assert changed_before_end >= 1, "a kill after the index was replaced leaves the new state"
    assert held == 1000 + kills
    put_limits(folder, 5)
    assert len(list(folder.glob("*/*/*"))) == 1, "what the killed ones left is swept"
    assert not list(folder.glob(".unfinished*"))
