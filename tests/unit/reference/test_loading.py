"""Loading files into the store: recognised, read, kept once; refused without a change."""

import gzip
import shutil
import zipfile
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from cleanskin.kernel.finding import Pointer
from cleanskin.kernel.period import Period
from cleanskin.kernel.source import Source
from cleanskin.record.procedure import UnitLimit
from cleanskin.reference.findings import kind_of
from cleanskin.reference.importers.quarters import Quarter
from cleanskin.reference.importing import Batch, Contents, Importer, KeyedTable, Member, Refusal
from cleanskin.reference.loading import LoadReport, load
from cleanskin.reference.look_up import Reference
from cleanskin.reference.store import Store

NOW = datetime(2026, 8, 1, tzinfo=UTC)
MUE = "ncci-mue-practitioner"


def _recognise(members: Sequence[Member]) -> Sequence[Batch | Refusal]:
    """Files that begin with LIMITS <release> <part> <form>; `full` says more than `brief`."""
    found: list[Batch | Refusal] = []
    for member in members:
        words = member.head(60).decode().split()
        if words[:1] == ["HOSPITAL"]:
            kind = kind_of("wrong-edition")
            found.append(Refusal(kind.finding("This is the hospital edition.", where=Pointer(file=member.name))))
        elif words[:1] == ["LIMITS"]:
            rank = 0 if words[3] == "full" else 1
            part = "" if words[2] == "-" else words[2]
            found.append(Batch(kind=MUE, release=words[1], part=part, form=words[3], rank=rank, members=(member,)))
    return found


def _read(batch: Batch) -> Contents | Refusal:
    lines = batch.members[0].data().decode().splitlines()[1:]
    if lines == ["REFUSE"]:
        return Refusal(
            kind_of("columns-not-as-expected").finding(
                "Columns are swapped.", where=Pointer(file=batch.members[0].name)
            )
        )
    if lines == ["STOP"]:
        raise ZeroDivisionError
    rows = [(code, UnitLimit(code=code, units=int(units), adjudication=2)) for code, units in map(str.split, lines)]
    problem = kind_of("row-not-readable").finding()
    return Contents(
        kind=MUE,
        release=batch.release,
        part=batch.part,
        parts_expected=("f1", "f2") if batch.part else (),
        period=Quarter(int(batch.release[:4]), int(batch.release[-1])).period,
        source=Source(title="invented"),
        tables=(KeyedTable(name="unit_limits", row_type=UnitLimit, rows=rows),),
        rows_read=len(rows),
        problems=(problem,) * 60,
    )


IMPORTER = Importer(
    kind=MUE,
    title="Invented limits",
    answers="limits",
    publisher="nobody",
    where_to_get="Ask nobody for limits.txt.",
    dating="release",
    file_names=("*limits*",),
    recognise=_recognise,
    read=_read,
)


def loaded(folder: Path, *paths: Path, importer: Importer = IMPORTER, **more: Any) -> LoadReport:
    return load(paths, folder / "store", now=NOW, sources=[importer], **more)


def written(folder: Path, name: str, text: str) -> Path:
    (folder / name).write_text(text)
    return folder / name


def results(report: LoadReport) -> list[str]:
    return [outcome.result for outcome in report.outcomes]


def units(folder: Path, code: str) -> int | None:
    answer = Reference(folder / "store").unit_limit(code, NOW.date())
    return answer.value.units if answer else None


def test_a_file_is_loaded_with_its_provenance(tmp_path: Path) -> None:
    told: list[str] = []
    report = loaded(tmp_path, written(tmp_path, "limits.txt", "LIMITS 2026Q3 - full\n99999 3"), progress=told.append)
    (outcome,) = report.outcomes
    assert (outcome.result, outcome.release, outcome.rows_read, outcome.rows_kept) == ("new", "2026Q3", 1, 1)
    assert (outcome.problems, len(outcome.examples)) == ({"row-not-readable": 60}, 50)
    assert report.changed
    assert not report.refused
    assert told == ["reading limits.txt", f"keeping {MUE} 2026Q3"]
    answer = Reference(tmp_path / "store").unit_limit("99999", NOW.date())
    assert answer is not None
    assert (answer.provenance.file, answer.provenance.loaded_at) == ("limits.txt", NOW)
    # printf 'LIMITS 2026Q3 - full\n99999 3' | sha256sum
    assert answer.provenance.sha256 == "d854a6c92b6678da18bbbbc4af8059adcfa152503cf9d428c691e5c324a5df25"


def test_the_same_file_again_changes_nothing(tmp_path: Path) -> None:
    path = written(tmp_path, "limits.txt", "LIMITS 2026Q3 - full\n99999 3")
    loaded(tmp_path, path)
    before = (tmp_path / "store" / "index.json").stat()
    report = loaded(tmp_path, path)
    assert results(report) == ["already_loaded"]
    assert report.outcomes[0].finding is not None
    assert report.outcomes[0].finding.name == "already-loaded"
    after = (tmp_path / "store" / "index.json").stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)
    assert results(loaded(tmp_path, path, again=True)) == ["replaced"]


def test_a_corrected_file_of_the_same_release_replaces_it(tmp_path: Path) -> None:
    loaded(tmp_path, written(tmp_path, "limits.txt", "LIMITS 2026Q3 - full\n99999 3"))
    report = loaded(tmp_path, written(tmp_path, "limits.txt", "LIMITS 2026Q3 - full\n99999 4"))
    assert (results(report), units(tmp_path, "99999")) == (["replaced"], 4)


def test_of_several_forms_the_fullest_is_read(tmp_path: Path) -> None:
    brief = written(tmp_path, "a.txt", "LIMITS 2026Q3 - brief\n99999 1")
    full = written(tmp_path, "b.txt", "LIMITS 2026Q3 - full\n99999 2")
    assert results(loaded(tmp_path, brief, full)) == ["new", "other_form_read"]
    assert units(tmp_path, "99999") == 2
    assert results(loaded(tmp_path, brief)) == ["fuller_form_held"]
    assert units(tmp_path, "99999") == 2


def test_when_the_fullest_form_is_refused_the_next_is_read(tmp_path: Path) -> None:
    brief = written(tmp_path, "a.txt", "LIMITS 2026Q3 - brief\n99999 1")
    full = written(tmp_path, "b.txt", "LIMITS 2026Q3 - full\nREFUSE")
    assert results(loaded(tmp_path, brief, full)) == ["refused", "new"]
    assert units(tmp_path, "99999") == 1


def test_refused_files_change_nothing_and_say_why_and_where_the_right_one_is(tmp_path: Path) -> None:
    loaded(tmp_path, written(tmp_path, "limits.txt", "LIMITS 2026Q3 - full\n99999 3"))
    before = sorted((path, path.stat().st_mtime_ns) for path in (tmp_path / "store").rglob("*") if path.name != "lock")
    bad = [
        written(tmp_path, "hospital.txt", "HOSPITAL"),
        written(tmp_path, "swapped.txt", "LIMITS 2026Q3 - full\nREFUSE"),
        written(tmp_path, "stops.txt", "LIMITS 2026Q4 - full\nSTOP"),
        written(tmp_path, "limits.zip", "<html>Please accept</html>"),
        written(tmp_path, "limits.csv", "something else"),
        written(tmp_path, "empty-limits.txt", ""),
    ]
    cut = tmp_path / "limits-cut.zip"
    with zipfile.ZipFile(cut, "w") as archive:
        archive.writestr("limits.txt", "LIMITS 2026Q3 - full\n99999 9")
    cut.write_bytes(cut.read_bytes()[:-30])
    report = loaded(tmp_path, *bad, cut)
    assert not report.changed
    assert report.refused
    named = {outcome.files[0]: outcome.finding for outcome in report.outcomes}
    assert {name: finding.name for name, finding in named.items() if finding} == {
        "hospital.txt": "wrong-edition",
        "swapped.txt": "columns-not-as-expected",
        "stops.txt": "reader-stopped",
        "limits.zip": "licence-page-instead-of-file",
        "limits.csv": "file-not-recognised",
        "empty-limits.txt": "no-rows",
        "limits-cut.zip": "archive-damaged",
    }
    for finding in named.values():
        assert finding is not None
        assert "Ask nobody for limits.txt." in finding.fix
    after = sorted((path, path.stat().st_mtime_ns) for path in (tmp_path / "store").rglob("*") if path.name != "lock")
    assert after == before
    assert units(tmp_path, "99999") == 3


def test_one_refused_file_does_not_keep_another_from_being_loaded(tmp_path: Path) -> None:
    bad = written(tmp_path, "stops.txt", "LIMITS 2026Q4 - full\nSTOP")
    good = written(tmp_path, "limits.txt", "LIMITS 2026Q3 - full\n99999 3")
    assert sorted(results(loaded(tmp_path, bad, good))) == ["new", "refused"]
    assert units(tmp_path, "99999") == 3


def test_parts_come_one_by_one_and_the_missing_one_is_named(tmp_path: Path) -> None:
    report = loaded(tmp_path, written(tmp_path, "f1.txt", "LIMITS 2026Q3 f1 full\n99999 3"))
    (finding,) = report.findings
    assert finding.name == "part-missing"
    assert "f2" in finding.message
    assert not Reference(tmp_path / "store").holds("unit_limit", NOW.date())
    report = loaded(tmp_path, written(tmp_path, "f2.txt", "LIMITS 2026Q3 f2 full\n88888 2"))
    assert report.findings == ()
    assert (units(tmp_path, "99999"), units(tmp_path, "88888")) == (3, 2)
    assert Reference(tmp_path / "store").holds("unit_limit", NOW.date())


def test_an_archive_of_several_parts_is_loaded_whole(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("x/f1.txt", "LIMITS 2026Q3 f1 full\n99999 3")
        archive.writestr("x/f2.txt", "LIMITS 2026Q3 f2 full\n88888 2")
    assert results(loaded(tmp_path, tmp_path / "a.zip")) == ["new", "new"]
    parts = Store(tmp_path / "store").index().parts
    assert {part.provenance.file for part in parts} == {"a.zip"}


def _stood(folder: Path) -> list[tuple[Path, int]]:
    return sorted((path, path.stat().st_mtime_ns) for path in (folder / "store").rglob("*") if path.name != "lock")


def test_last_years_file_is_refused_with_what_was_found_expected_and_where_the_right_one_is(tmp_path: Path) -> None:
    loaded(tmp_path, written(tmp_path, "limits.txt", "LIMITS 2026Q3 - full\n99999 3"))
    before = _stood(tmp_path)
    old = written(tmp_path, "old.txt", "LIMITS 2025Q3 - full\n99999 1")
    report = loaded(tmp_path, old)
    (outcome,) = report.outcomes
    assert (outcome.result, report.refused, report.changed) == ("refused", True, False)
    assert outcome.finding is not None
    assert outcome.finding.name == "release-out-of-date"
    assert outcome.finding.message == (
        "old.txt is ncci-mue-practitioner 2025Q3, issued for the days 2025-07-01 to 2025-09-30, "
        "and 2026Q3, in force since 2026-07-01, is held."
    )
    assert outcome.finding.expected == "a release in force on 2026-08-01"
    assert "--for-past-days" in outcome.finding.fix
    assert "Ask nobody for limits.txt." in outcome.finding.fix
    assert _stood(tmp_path) == before


def test_for_past_days_it_stands_beside_the_one_in_force(tmp_path: Path) -> None:
    loaded(tmp_path, written(tmp_path, "limits.txt", "LIMITS 2026Q3 - full\n99999 3"))
    old = written(tmp_path, "old.txt", "LIMITS 2025Q3 - full\n99999 1")
    report = loaded(tmp_path, old, for_past_days=True)
    assert (results(report), report.findings) == (["new"], ())
    assert units(tmp_path, "99999") == 3
    past = Reference(tmp_path / "store").unit_limit("99999", date(2025, 8, 1))
    assert past is not None
    assert past.value.units == 1


def test_a_release_that_has_ended_is_refused_though_nothing_is_held(tmp_path: Path) -> None:
    path = written(tmp_path, "limits.txt", "LIMITS 2026Q3 - full\n99999 3")
    later = datetime(2026, 10, 1, tzinfo=UTC)
    report = load([path], tmp_path / "store", now=later, sources=[IMPORTER])
    (finding,) = [outcome.finding for outcome in report.outcomes]
    assert finding is not None
    assert (finding.name, finding.expected) == ("release-out-of-date", "a release in force on 2026-10-01")
    assert Store(tmp_path / "store").index().parts == ()
    last = load([path], tmp_path / "store", now=later, needed_on=date(2026, 9, 30), sources=[IMPORTER])
    assert results(last) == ["new"]


def test_a_release_whose_time_has_passed_is_said_when_it_is_the_newest(tmp_path: Path) -> None:
    path = written(tmp_path, "limits.txt", "LIMITS 2026Q3 - full\n99999 3")
    later = datetime(2026, 11, 1, tzinfo=UTC)
    report = load([path], tmp_path / "store", now=later, sources=[IMPORTER], for_past_days=True)
    assert [finding.name for finding in report.findings] == ["later-release-in-force"]
    assert report.changed


def test_the_next_release_is_loaded_early_and_does_not_bar_the_present_one(tmp_path: Path) -> None:
    present = written(tmp_path, "limits.txt", "LIMITS 2026Q3 - full\n99999 3")
    coming = written(tmp_path, "next.txt", "LIMITS 2026Q4 - full\n99999 4")
    assert results(loaded(tmp_path, coming)) == ["new"]
    assert results(loaded(tmp_path, present)) == ["new"]
    assert units(tmp_path, "99999") == 3


def test_a_correction_and_the_other_parts_of_a_release_that_is_held_are_loaded(tmp_path: Path) -> None:
    first = written(tmp_path, "f1.txt", "LIMITS 2025Q3 f1 full\n99999 1")
    loaded(tmp_path, first, for_past_days=True)
    assert results(loaded(tmp_path, written(tmp_path, "f2.txt", "LIMITS 2025Q3 f2 full\n88888 2"))) == ["new"]
    assert results(loaded(tmp_path, written(tmp_path, "f1.txt", "LIMITS 2025Q3 f1 full\n99999 2"))) == ["replaced"]


def test_an_excerpt_of_the_present_release_does_not_bar_an_open_ended_older_one(tmp_path: Path) -> None:
    import msgspec

    def read_open_ended(batch: Batch) -> Contents | Refusal:
        contents = _read(batch)
        assert isinstance(contents, Contents)
        return msgspec.structs.replace(contents, period=Period(contents.period.start))

    importer = msgspec.structs.replace(IMPORTER, read=read_open_ended, rows_min=2)
    excerpt = written(tmp_path, "limits.txt", "LIMITS 2026Q3 - full\n99999 3")
    older = written(tmp_path, "older.txt", "LIMITS 2026Q2 - full\n99999 3\n88888 1")
    oldest = written(tmp_path, "oldest.txt", "LIMITS 2026Q1 - full\n99999 3\n88888 1")
    assert results(loaded(tmp_path, excerpt, older, importer=importer)) == ["new", "new"]
    assert results(loaded(tmp_path, oldest, importer=importer)) == ["refused"]


def test_an_excerpt_answers_without_denying(tmp_path: Path) -> None:
    import msgspec

    importer = msgspec.structs.replace(IMPORTER, rows_min=2)
    path = written(tmp_path, "limits.txt", "LIMITS 2026Q3 - full\n99999 3")
    report = loaded(tmp_path, path, importer=importer)
    assert [finding.name for finding in report.findings] == ["excerpt-loaded"]
    reference = Reference(tmp_path / "store")
    assert not reference.holds("unit_limit", NOW.date())
    assert reference.unit_limit("99999", NOW.date()) is not None


def test_while_another_loads_nothing_is_read(tmp_path: Path) -> None:
    path = written(tmp_path, "limits.txt", "LIMITS 2026Q3 - full\n99999 3")
    with Store(tmp_path / "store").locked():
        report = loaded(tmp_path, path)
    assert [finding.name for finding in report.findings] == ["store-busy"]
    assert report.refused
    assert report.outcomes == ()


def test_a_store_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "store").write_text("a file where the folder should be")
    report = loaded(tmp_path, written(tmp_path, "limits.txt", "LIMITS 2026Q3 - full\n99999 3"))
    assert [finding.name for finding in report.findings] == ["store-not-readable"]


def test_a_compressed_file_and_a_folder_are_loaded_like_a_plain_one(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "limits.txt.gz").write_bytes(gzip.compress(b"LIMITS 2026Q3 - full\n99999 3"))
    assert results(loaded(tmp_path, tmp_path / "in")) == ["new"]
    shutil.rmtree(tmp_path / "in")
    assert units(tmp_path, "99999") == 3
