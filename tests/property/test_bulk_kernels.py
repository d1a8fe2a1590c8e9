"""The compiled kernels against numpy's operations, on texts made to be awkward."""

from collections.abc import Callable, Iterator

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from cleanskin.x12.bulk import compiled
from cleanskin.x12.bulk.scan import first_of, last_of, positions_of, sums_of
from cleanskin.x12.bulk.spans import Spans, joined
from cleanskin.x12.bulk.values import days, decimals, periods, small_integers

_QUICK = settings(max_examples=60, deadline=None)
_TEXTS = st.lists(st.text("0123456789.+-,: A", max_size=20).map(str.encode), max_size=12)
_DATES = st.lists(
    st.one_of(
        st.integers(0, 99_999_999).map(lambda number: f"{number:08}"),
        st.dates().map(lambda day: f"{day.year:04}{day.month:02}{day.day:02}"),
        st.tuples(st.dates(), st.dates()).map(
            lambda pair: "-".join(f"{d.year:04}{d.month:02}{d.day:02}" for d in pair)
        ),
        st.sampled_from(["20240229", "21000229", "20000229", "00000101", "202401011230", "20240101-2024013", "2024"]),
    ).map(str.encode),
    max_size=12,
)


@pytest.fixture(autouse=True, scope="module")
def _numba() -> Iterator[None]:
    pytest.importorskip("numba")
    yield
    compiled.unload()


def _both(function: Callable[[], object]) -> None:
    """Assert that a function gives the same with and without the kernels."""
    compiled.unload()
    plain = function()
    assert compiled.load()
    fast = function()
    compiled.unload()
    assert _told(plain) == _told(fast)


def _told(result: object) -> object:
    if isinstance(result, tuple):
        return [_told(item) for item in result]
    if isinstance(result, Spans):
        return [result.bytes_at(row) for row in range(len(result))]
    assert isinstance(result, np.ndarray)
    return result.tolist()


@_QUICK
@given(_TEXTS, st.sampled_from([2, 3]))
@example(
    [b"999999999999999", b"9999999999999.99", b"1000000000000000", b"-", b".", b"1.000", b"1.005", b"12.", b"-.5"], 2
)
def test_numbers(texts: list[bytes], places: int) -> None:
    spans = Spans.of_texts(texts)
    _both(lambda: decimals(spans, places))
    _both(lambda: small_integers(spans))


@_QUICK
@given(_DATES)
def test_dates(texts: list[bytes]) -> None:
    spans = Spans.of_texts(texts)
    _both(lambda: days(spans))
    _both(lambda: periods(spans))


@_QUICK
@given(
    st.lists(st.lists(st.sampled_from([b"", b"A", b"BC", b"DEFGHIJKLMNOP"]), min_size=3, max_size=3), min_size=1),
    st.booleans(),
)
def test_joins(rows: list[list[bytes]], stand: bool) -> None:
    """Parts that stand side by side in the source, and parts that do not."""
    order = [text for row in rows for text in row] if stand else [text for part in zip(*rows) for text in part]
    sizes = np.array([len(text) for text in order], dtype=np.int64)
    places = np.cumsum(sizes + 1) - sizes - 1
    source = Spans.of_texts([b":".join(order) + b":"]).source
    grid = np.arange(len(order)).reshape((-1, 3) if stand else (3, -1))
    columns = [grid[:, part] if stand else grid[part] for part in range(3)]
    parts = [Spans(source, places[at], np.where(sizes[at] > 0, sizes[at], -1)) for at in columns]
    for separator in (b":", b", "):
        _both(lambda separator=separator: joined(parts, separator))


@_QUICK
@given(st.lists(st.tuples(st.integers(-1, 6), st.integers(-(10**14), 10**14)), max_size=30))
def test_owners(rows: list[tuple[int, int]]) -> None:
    owner = np.array([own for own, _ in rows], dtype=np.int64)
    values = np.array([value for _, value in rows], dtype=np.int64)
    ascending = np.sort(owner)
    _both(lambda: first_of(owner, np.arange(len(owner)), 7))
    _both(lambda: positions_of(owner))
    _both(lambda: sums_of(ascending, values, 7))
    _both(lambda: last_of(np.unique(np.maximum(owner, 0)), 9))


@_QUICK
@given(_TEXTS, st.lists(st.integers(-1, 11), max_size=12))
def test_spans(texts: list[bytes], rows: list[int]) -> None:
    spans = Spans.of_texts(texts)
    chosen = np.array([row if row < len(texts) else -1 for row in rows], dtype=np.int64)
    _both(spans.keys)
    _both(lambda: spans.equals("12"))
    _both(lambda: spans.take(chosen))
