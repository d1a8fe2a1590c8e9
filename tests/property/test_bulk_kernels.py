"""The compiled kernels against numpy's operations, on texts made to be awkward."""

from collections.abc import Callable, Iterator

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from cleanskin.x12.bulk import compiled
from cleanskin.x12.bulk.frames import ALL_FRAMES
from cleanskin.x12.bulk.pieces import is_clean
from cleanskin.x12.bulk.read import BulkRead, read_bytes
from cleanskin.x12.bulk.scan import Segments, first_of, last_of, positions_of, scan, sums_of, white_of
from cleanskin.x12.bulk.spans import Source, Spans, concatenated, joined
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


# texts of segments: delimiters, blanks beside them, line ends, amounts and days among them
_SEGMENTS = st.lists(
    st.lists(
        st.lists(
            st.sampled_from(
                ["", "A", " B ", "12.50", "-3", "20240229", "ABK", "HC", "99213", "LONGER THAN TWELVE", "1"]
            ),
            max_size=4,
        ).map(":".join),
        min_size=1,
        max_size=6,
    ).map("*".join),
    min_size=1,
    max_size=8,
)
_ENDS = st.sampled_from(["~", "~\n", "~\r\n", " ~\n"])


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


def _scanned(text: str) -> Segments:
    source = Source(text.encode())
    return scan(source, ord("*"), ord(":"), ord("~"), white=white_of(source))


@_QUICK
@given(_SEGMENTS, _ENDS, st.sampled_from([(), ("ISA",), ("NM1", "ISA", "CAS")]))
def test_elements(texts: list[str], end: str, tags: tuple[str, ...]) -> None:
    """Every element and component by every way of reading it, with blanks at the ends and without."""
    named = [f"{tags[index % len(tags)]}*{text}" if tags else f"X{text}" for index, text in enumerate(texts)]
    text = end.join(named) + end
    rows = np.arange(-1, len(named))

    def told(segments: Segments) -> tuple[object, ...]:
        found: list[object] = [np.array([segments.padded]), segments.tag, segments.start]
        chosen = segments.rows(rows[rows < len(segments)])
        for element in range(1, 7):
            spans = chosen[element]
            found += [spans, spans.keys(), spans.equals("HC"), decimals(spans, 2), days(spans), spans.valid]
            found += [spans.take(rows[::-1][: len(spans)] % max(len(spans), 1)), spans.where(spans.equals("HC"))]
            found += [concatenated([spans, chosen[element]]), chosen.parts(element).joined(3)]
            found += [chosen.parts(element)[part] for part in range(1, 5)]
        return tuple(found)

    _both(lambda: told(_scanned(text)))


@_QUICK
@given(st.text("AB*:~ \n\r\t\x1a\x00é", max_size=24), st.sampled_from(["*:~", "*:\n", "|>\r", "*:\x1c"]))
@example("A~\r\n", "*:~")
@example("\nA~", "*:~")
@example("A\r\nB\n", "*:\n")
@example("A\n", "*:\r")
def test_clean(text: str, told: str) -> None:
    """Whether a piece may be read as it stands."""
    source = Source(text.encode())
    delimiters = (told[0], told[1], told[2])
    _both(lambda: np.array([is_clean(source, white_of(source), delimiters)]))


def _frames(read: BulkRead) -> tuple[object, ...]:
    frames = [read.frame(frame.name).to_dict(as_series=False) for frame in ALL_FRAMES]
    return (np.array([repr(frames), repr(read.findings)]),)


_ISA = "ISA*00*          *00*          *ZZ*SENDER         *ZZ*RECEIVER       *260101*1200*^*00501*000000001*0*P*:~"
_CLAIM = """GS*HC*S*R*20260101*1200*1*X*005010X222A1~ST*837*0001*005010X222A1~BHT*0019*00*1*20260101*1200*CH~
NM1*41*2*SUBMITTER~HL*1**20*1~NM1*85*2*A GROUP OF DOCTORS*****XX*1234567893~N4*TOWN*NY*100010000~REF*EI*123456789~
HL*2*1*22*0~SBR*P*18*G1******CI~NM1*IL*1*LAST*FIRST****MI*M1~DMG*D8*19700101*F~NM1*PR*2*PAYER*****PI*P1~
CLM*A1*100***11:B:1*Y*A*Y*Y~HI*ABK:L57.0*ABF:D225~NM1*82*1*DOE*JANE****XX*1234567893~
LX*1~SV1*HC:17000:59*60*UN*1***1:2~DTP*472*D8*20260101~LX*2~SV1*HC:99213*40*UN*1***1~SE*20*0001~GE*1*1~IEA*1*000000001~
"""
_REMIT = """GS*HP*S*R*20260101*1200*1*X*005010X221A1~ST*835*0001~BPR*I*80*C*ACH************20260101~TRN*1*T1*1234567890~
N1*PR*PAYER~N1*PE*PAYEE*XX*1234567893~LX*1~CLP*A1*1*100*80*20*12*P1~CAS*PR*3*5.00~NM1*QC*1*LAST*FIRST~MOA***MA01*MA07~
SVC*HC:17000:59*60*50**1~DTM*472*20260101~CAS*CO*45*5*1*253*5~CAS*OA**~CAS*CO**7~LQ*HE*N620~
SVC*HC:99213*40*30~CAS*PR*1*10**2*x~LQ*HE*N1~PLB*1234567893*20261231*WO:REF*10~SE*18*0001~GE*1*1~IEA*1*000000001~
"""


@settings(_QUICK, max_examples=40)
@given(
    st.sampled_from([_ISA + _CLAIM, _ISA + _REMIT, _ISA + _CLAIM + _ISA + _REMIT]),
    st.lists(
        st.tuples(st.integers(106, 1200), st.sampled_from(["", "*", ":", "~", " ", ".", "9", "\n", "é"])), max_size=4
    ),
)
@example(_ISA + _CLAIM + _ISA + _REMIT, [])
def test_whole_files(text: str, changes: list[tuple[int, str]]) -> None:
    """Frames and findings of small files with a few characters put in or left out."""
    for place, letter in changes:
        at = place % len(text)
        text = text[:at] + letter + text[at + (not letter) :]
    _both(lambda: _frames(read_bytes(text.encode(), "f")))
