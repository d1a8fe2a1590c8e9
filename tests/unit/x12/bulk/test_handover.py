"""Arrays given to Polars without a copy: read as they stand, kept as long as they are used and no longer."""

import gc
import threading
from datetime import date
from decimal import Decimal

import numpy as np
import polars as pl

from cleanskin.record.frame import Column, Frame
from cleanskin.x12.bulk import handover
from cleanskin.x12.bulk.arrow import Batch
from cleanskin.x12.bulk.spans import Spans

FRAME = Frame(
    "made_up",
    "one row per row",
    ("number",),
    (
        Column("number", "count", "a number"),
        Column("day", "date", "a day"),
        Column("amount", "quantity", "an amount"),
        Column("good", "flag", "a flag"),
        Column("name", "text", "a name"),
        Column("names", "texts", "names"),
    ),
)
NAMES = [b"", b"twelve bytes", b"thirteen byte", "Zoë".encode(), b"a longer text that is kept apart"]


def made() -> pl.DataFrame:
    batch = Batch(5)
    valid = np.array([True, False, True, True, True])
    batch.integers(np.arange(5), valid)
    batch.days(np.array([0, 1, -1, 20000, 0]), valid)
    batch.thousandths(np.array([1500, 0, -1500, 1, 10**14]), valid)
    batch.flags(valid)
    spans = Spans.of_texts(NAMES)
    batch.text(spans)
    batch.texts(np.array([0, 0, 2, 2, 4, 5]), spans)
    return batch.frame(FRAME)


def test_values() -> None:
    frame = made()
    texts = [text.decode() or None for text in NAMES]
    assert frame["number"].to_list() == [0, None, 2, 3, 4]
    assert frame["day"].to_list() == [date(1970, 1, 1), None, date(1969, 12, 31), date(2024, 10, 4), date(1970, 1, 1)]
    assert frame["amount"].to_list() == [
        Decimal("1.500"),
        None,
        Decimal("-1.500"),
        Decimal("0.001"),
        Decimal("100000000000.000"),
    ]
    assert frame["good"].to_list() == [True, False, True, True, True]
    assert frame["name"].to_list() == texts
    assert frame["names"].to_list() == [[], texts[:2], [], texts[2:4], texts[4:]]


def test_kept_while_used() -> None:
    """A column outlives its frame; when the last is gone nothing is held any more."""
    gc.collect()
    before = len(handover._HELD)
    frame = made()
    column = frame["name"]
    del frame
    gc.collect()
    assert len(handover._HELD) == before + 1
    assert column.to_list()[4] == NAMES[4].decode()
    del column
    gc.collect()
    assert len(handover._HELD) == before


def test_dropped_by_another_thread() -> None:
    gc.collect()
    before = len(handover._HELD)
    frames = [made() for _ in range(20)]
    together = [pl.concat(frames, rechunk=False)]
    frames.clear()
    worker = threading.Thread(target=together.clear)
    worker.start()
    worker.join()
    gc.collect()
    assert len(handover._HELD) == before


def test_no_rows() -> None:
    batch = Batch(0)
    none = np.zeros(0, dtype=np.int64)
    batch.integers(none)
    batch.days(none)
    batch.thousandths(none)
    batch.flags(none > 0)
    batch.text(Spans.of_texts([]))
    batch.texts(np.zeros(1, dtype=np.int64), Spans.of_texts([]))
    assert batch.frame(FRAME).height == 0
