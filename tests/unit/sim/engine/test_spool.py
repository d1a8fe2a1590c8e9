"""Events come back day by day, those of all blocks together, each once and in their order."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from cleanskin.sim.engine.spool import order, read_days, write_spool
from cleanskin.sim.nouns.event import Event

events = st.builds(
    Event,
    day=st.integers(0, 6).map(lambda days: date(2025, 1, 1) + timedelta(days=days)),
    stream=st.sampled_from(["837P", "835", "277CA"]),
    payer=st.sampled_from(["a", "b"]),
    patient=st.integers(0, 5),
    number=st.integers(1, 10**6),
    text=st.text(max_size=20),
    cents=st.integers(-(10**7), 10**7),
    adjustments=st.lists(st.tuples(st.just("WO"), st.text(max_size=4), st.integers(-99, 99)), max_size=2).map(tuple),
)


@given(st.lists(st.lists(events, max_size=12), max_size=4))
def test_what_is_spooled_is_read(tmp_path_factory, blocks):
    folder = tmp_path_factory.mktemp("spool")
    paths = []
    for index, block in enumerate(blocks):
        paths.append(folder / f"{index}")
        write_spool(paths[-1], list(block))
    days = list(read_days(paths))
    assert [day[0].day for day in days] == sorted({event.day for block in blocks for event in block})
    for day in days:
        assert len({event.day for event in day}) == 1
        assert [order(event) for event in day] == sorted(order(event) for event in day)
    back = [event for day in days for event in day]
    assert sorted(map(repr, back)) == sorted(repr(event) for block in blocks for event in block)
