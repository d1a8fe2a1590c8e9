"""What cannot be simulated is refused with every reason, before anything is written."""

import pytest

from cleanskin.sim.engine.refusals import ImpossibleWorld, refusals
from cleanskin.sim.engine.write import write_world
from cleanskin.sim.nouns.configuration import Configuration


def test_an_ordinary_world_is_not_refused():
    assert refusals(Configuration(seed=1)) == []


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"providers": 0}, "providers must be 1 to"),
        ({"months": 0}, "months must be 1 to"),
        ({"visits_per_provider": 10**6}, "visits_per_provider must be"),
        ({"errors": {"missing_52": 10}}, "there is no kind 'missing_52'"),
        ({"errors": {"missing_25": 10_001}}, "must be 0 to 10000 parts"),
        ({"faults": {"eaten_by_dog": 1}}, "there is no kind 'eaten_by_dog'"),
        ({"payers": {"aetna": {"vague_parts": 1}}}, "there is no payer 'aetna'"),
        ({"payers": {"tanager_blue": {"color": 1}}}, "a payer has no number called color"),
        ({"patients": (-1,)}, "no patient's number"),
        ({"claims_per_transaction": 0}, "claims_per_transaction"),
        ({"locations": 0}, "locations must be"),
    ],
)
def test_each_impossible_fact_is_named(facts, words, tmp_path):
    reasons = refusals(Configuration(seed=1, **facts))
    assert len(reasons) == 1
    assert words in reasons[0]
    with pytest.raises(ImpossibleWorld):
        write_world(tmp_path / "out", Configuration(seed=1, **facts))
    assert not (tmp_path / "out").exists()


def test_all_reasons_are_told_together():
    assert len(refusals(Configuration(seed=1, providers=0, months=0, errors={"x": 1}))) == 3


def test_a_folder_that_holds_something_is_not_written_into(tmp_path):
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(FileExistsError):
        write_world(tmp_path, Configuration(seed=1, patients=(1,)))
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]
