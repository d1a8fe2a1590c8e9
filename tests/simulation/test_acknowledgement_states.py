"""The state of every submission of a generated practice, from its files alone, against what the world says happened."""

from collections import Counter

import pytest

from cleanskin.claim.acknowledge import follow
from cleanskin.claim.acknowledge_files import Heard, hear


@pytest.fixture(scope="module")
def followed(sample):
    heard = Heard()
    # answers first, claims last: the order of files means nothing; claims of four months, answers of three
    for folder, months in (("acks", "123"), ("claims", "1234")):
        for path in sorted((sample.folder / folder).glob(f"*20250[{months}]*.x12"), reverse=True):
            hear(path.read_bytes(), heard, name=path.name)
    assert heard.undated == 0
    return follow(heard.sent, heard.messages)


def told(sample) -> dict[tuple[str, str], bool]:
    """Control number and day of every submission that is in the files, and whether its front end took it."""
    return {
        (claim["control_number"], submission["date"]): submission.get("accepted", True)
        for claim in sample.truth
        for submission in claim["submissions"]
        if submission.get("in_files", True)
    }


def test_what_was_accepted_and_returned_is_known(sample, followed):
    truth = told(sample)
    wrong = Counter()
    decided = 0
    for tracked in followed.tracked:
        expected = truth.get((tracked.sent.trace, tracked.sent.sent_at.date().isoformat()))
        # nobody has spoken of it, or only of the form of its file
        if expected is None or tracked.state.stage in ("sent", "form"):
            continue
        decided += 1
        wrong[expected, tracked.state.is_accepted] += expected != tracked.state.is_accepted
    assert decided > 600
    assert sum(wrong.values()) == 0


def test_a_submission_is_inferred_only_where_one_is_missing(sample, followed):
    unseen = {
        claim["control_number"]
        for claim in sample.truth
        for submission in claim["submissions"]
        if not submission.get("in_files", True)
    }
    inferred = {tracked.sent.trace for tracked in followed.tracked if tracked.again is not None}
    assert inferred <= unseen


def test_every_returned_claim_has_its_reason(followed):
    returned = [tracked.state for tracked in followed.tracked if tracked.state.is_rejected]
    assert len(returned) > 15
    assert all(state.codes for state in returned)
