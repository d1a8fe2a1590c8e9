"""Whatever is heard of submissions, in whatever order and however often, they come to the same state; and what is heard
later never takes a claim back.
"""

from datetime import date, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from cleanskin.claim.acknowledge import STAGES, VERDICTS, Message, Sent, follow, state_of
from cleanskin.record.acknowledgement import StatusCode

START = date(2026, 3, 2)
TRACES = ("FH-1", "FH-2")
DAYS = st.one_of(st.none(), st.integers(0, 6).map(lambda days: START + timedelta(days=days)))
CODES = st.lists(
    st.builds(StatusCode, category=st.sampled_from(["A1", "A2", "A3", "A7"]), status=st.sampled_from(["20", "21"])),
    max_size=2,
).map(tuple)


@st.composite
def submissions(draw) -> list[Sent]:
    moments = draw(st.lists(st.integers(0, 100), min_size=1, max_size=5))
    return [
        Sent(
            interchange=f"{draw(st.integers(1, 3)):09d}",
            group=str(draw(st.integers(1, 3))),
            set=f"{draw(st.integers(1, 2)):04d}",
            trace=draw(st.sampled_from(TRACES)),
            batch=draw(st.sampled_from(["", "B1", "B2"])),
            sent_at=datetime.combine(START, datetime.min.time()) + timedelta(hours=hours),
            amount_billed=draw(st.sampled_from([None, 100, 200])),
        )
        for hours in moments
    ]


MESSAGES = st.lists(
    st.builds(
        Message,
        stage=st.sampled_from(STAGES[1:]),
        verdict=st.sampled_from(VERDICTS),
        day=DAYS,
        interchange=st.sampled_from(["1", "000000002", "3"]),
        group=st.sampled_from(["1", "2", "3"]),
        set=st.sampled_from(["", "0001", "2"]),
        batch=st.sampled_from(["", "B1", "B9"]),
        trace=st.sampled_from([*TRACES, "XX"]),
        amount_billed=st.sampled_from([None, 100, 200]),
        payer_control_number=st.sampled_from(["", "ICN1", "ICN2"]),
        codes=CODES,
    ),
    max_size=12,
)


@given(sent=submissions(), messages=MESSAGES, data=st.data())
@settings(max_examples=300, deadline=None)
def test_any_order_and_any_duplication_come_to_the_same(sent, messages, data):
    expected = follow(sent, messages)
    again = data.draw(st.lists(st.sampled_from(messages), max_size=6)) if messages else []
    shuffled = data.draw(st.permutations([*messages, *again]))
    assert follow(data.draw(st.permutations([*sent, *sent[:2]])), shuffled) == expected


@given(sent=submissions(), messages=MESSAGES)
@settings(max_examples=200, deadline=None)
def test_nothing_that_is_heard_takes_a_claim_back(sent, messages):
    """How far a claim came, over all submissions known and implied, only grows as messages arrive."""
    best = 0
    for count in range(len(messages) + 1):
        tracked = follow(sent, messages[:count]).tracked
        reached = sum(one.rank for one in tracked)
        assert reached >= best
        best = reached


@given(messages=MESSAGES)
@settings(max_examples=100, deadline=None)
def test_the_state_of_a_union_is_the_greater_of_the_states(messages):
    whole = state_of(messages)
    for cut in range(len(messages) + 1):
        parts = state_of(messages[:cut]), state_of(messages[cut:])
        assert whole.rank == max(part.rank for part in parts)
        days = [part.date_accepted for part in parts if part.date_accepted is not None]
        assert whole.date_accepted == (min(days) if days else None)


@given(sent=submissions(), messages=MESSAGES)
@settings(max_examples=200, deadline=None)
def test_every_message_is_heard_or_kept_apart(sent, messages):
    found = follow(sent, messages)
    assert len(found.tracked) == len(set(sent))
    assert found.unmatched <= set(messages)
    spoken_of = {one.trace for one in sent}
    for message in found.unmatched:
        if message.day is None and message.stage in ("clearinghouse", "payer", "answered"):
            assert message.trace not in spoken_of
