"""Scrubbing through buckets on disk gives what scrubbing in memory gives, with any number of processes and pieces."""

from datetime import date

import pytest

from cleanskin.claim.batch import scrub_files
from cleanskin.claim.buckets import InputFile, pieces
from cleanskin.claim.plain_file import raw_claims
from cleanskin.claim.scrub import Scrubber, read_claims
from cleanskin.claim.setup import Setup, engine_of
from cleanskin.claim.summary import Summary
from cleanskin.sim.engine.sizing import of_size
from cleanskin.sim.engine.write import write_world

CSV = b"claim,date_of_service,code,diagnoses\nA1,2025-03-10,99213,L57.0\nA1,2025-03-10,17000,L57.0\n"


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    folder = tmp_path_factory.mktemp("sample")
    write_world(folder, of_size(seed=3, claims=150, months=1, start=date(2025, 3, 1)))
    paths = sorted(path for path in (folder / "claims").glob("*") if path.is_file())
    found = [InputFile(at, path.name, path.read_bytes(), past=at < 4) for at, path in enumerate(paths)]
    return [*found, InputFile(len(found), "visits.csv", CSV), InputFile(len(found) + 1, "x.txt", b"no claims")]


@pytest.fixture(scope="module")
def in_memory(files):
    scrubber = Scrubber(engine_of(Setup()), submitted_on=None)
    present, findings = [], []
    for file in files:
        read = read_claims(file.data, file=file.name)
        findings += read.findings
        scrubber.know((held.claim for held in read.claims), past=file.past)
        present += [] if file.past else read.claims
    summary = Summary()
    return list(scrubber.scrub(present, summary)), summary, findings


@pytest.mark.parametrize("workers", [1, 2])
def test_buckets_give_the_same_reports_counts_and_findings(files, in_memory, tmp_path, workers):
    reports, summary, findings = in_memory
    run = scrub_files(files, Setup(), folder=tmp_path, workers=workers)
    assert list(run.reports) == reports
    assert len(reports) > 20
    assert run.summary.counted() == summary.counted()
    assert (run.summary.claims, run.summary.held, run.summary.amount_at_risk) == (
        summary.claims, summary.held, summary.amount_at_risk,
    )  # fmt: skip
    assert sorted(finding.message for finding in run.findings) == sorted(finding.message for finding in findings)


def test_a_large_file_is_cut_between_transactions_and_counts_on(files):
    single = files[5].data.decode()
    head, rest = single.split("ST*837", 1)
    body, tail = ("ST*837" + rest).split("GE*1*", 1)
    several = head + body * 5 + "GE*5*" + tail
    whole = InputFile(7, "large", several.encode())
    cut = list(pieces(whole, bytes_max=len(body) + 10))
    assert len(cut) >= 3
    expected = [raw.claim for raw in raw_claims(whole.data, file="large")]
    found = [raw_claims(piece.data, file="large") for piece in cut]
    assert [raw.claim for several in found for raw in several] == expected
    shifts = [0]
    for several_raw in found[:-1]:
        shifts.append(shifts[-1] + len(several_raw))
    assert [piece.shift for piece in cut] == shifts
    assert list(pieces(whole)) == [whole]
