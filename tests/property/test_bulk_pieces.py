"""Bulk reading of generated files: equal to the slow reader, and the same wherever the file is cut into pieces."""

import importlib.util
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from cleanskin.x12.bulk import compiled
from cleanskin.x12.bulk import read as reading
from cleanskin.x12.bulk.files import Content
from cleanskin.x12.bulk.frames import ALL_FRAMES

_SLOW = Path(__file__).resolve().parents[1] / "unit" / "x12" / "bulk" / "slow_reader.py"
# a fixed set of examples: a file cut into hundreds of pieces takes long, and a run must not hang on one drawn by chance
_QUICK = settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])


@pytest.fixture(params=["numpy", "compiled"], autouse=True, scope="module")
def engine(request: pytest.FixtureRequest) -> Iterator[None]:
    """Every test here holds for both: numpy's operations and the compiled kernels."""
    compiled.unload()
    if request.param == "compiled" and not compiled.load():
        pytest.skip("numba is not installed")
    yield
    compiled.unload()


@pytest.fixture(scope="session")
def slow() -> ModuleType:
    name = "cleanskin_slow_reader"
    if name not in sys.modules:
        spec = importlib.util.spec_from_file_location(name, _SLOW)
        assert spec is not None
        assert spec.loader is not None
        sys.modules[name] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(sys.modules[name])
    return sys.modules[name]


_TEXT = st.text("ABZ019 -.'", min_size=0, max_size=18).map(str.strip)
_CODE = st.sampled_from(["", "11", "HC", "XX", "MI", "A1B2C3D4E5F6G7"])
_AMOUNT = st.one_of(
    st.integers(-99_999_999, 99_999_999).map(lambda cents: f"{cents / 100:.2f}"),
    st.integers(-999, 99_999).map(str),
    st.sampled_from(["", "0", "5.", ".5", "-.25", "12.345", "12.340", "1e3", "ABC", "123456789012.5", "+7"]),
)
_DAY = st.one_of(
    st.dates().map(lambda day: day.strftime("%Y%m%d").rjust(8, "0")),
    st.sampled_from(["", "20230229", "20240229", "2024", "20241301", "ABCDEFGH"]),
)


def _composite(size: int) -> st.SearchStrategy[str]:
    return st.lists(_CODE, min_size=1, max_size=size).map(":".join)


def _segment(tag: str, *elements: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.tuples(*elements).map(lambda values: "*".join([tag, *values]).rstrip("*"))


def _fixed(text: str) -> st.SearchStrategy[str]:
    return st.just(text)


def _name(*codes: str) -> st.SearchStrategy[str]:
    kind = st.sampled_from(["1", "2"])
    blank = _fixed("")
    return _segment("NM1", st.sampled_from(codes), kind, _TEXT, _TEXT, blank, blank, blank, _CODE, _TEXT)


_ADDRESS = _segment("N4", _TEXT, _CODE, _CODE)
_REFERENCE = _segment("REF", st.sampled_from(["EI", "SY", "F8", "G1", "9F", "D9", "EA", "6R", "HPI", "1K"]), _TEXT)
_SPECIALTY = _segment("PRV", st.sampled_from(["BI", "PE"]), _fixed("PXC"), _TEXT)
_SERVED = _segment(
    "DTP", st.sampled_from(["472", "573"]), _fixed("D8"), st.one_of(_DAY, st.tuples(_DAY, _DAY).map("-".join))
)
_SET = st.tuples(_CODE, _AMOUNT, _AMOUNT)
_CAS = st.tuples(st.sampled_from(["CO", "PR"]), st.lists(_SET, min_size=1, max_size=6)).map(
    lambda cas: "*".join(["CAS", cas[0], *(text for one in cas[1] for text in one)]).rstrip("*")
)

_CLAIM_BODY = st.lists(
    st.one_of(
        _segment("HL", _fixed("1"), _fixed(""), st.sampled_from(["20", "22", "23", "19"])),
        _segment("CLM", _TEXT, st.sampled_from(["0", "12.5", "80", "-4"]), _fixed(""), _fixed(""), _composite(3)),
        _segment("SBR", _CODE, _CODE, _TEXT),
        _segment("PAT", _CODE),
        _segment("LX", st.sampled_from(["1", "2", "X"])),
        _segment("SV1", _composite(7), _AMOUNT, _CODE, _AMOUNT, _CODE, _fixed(""), _composite(4)),
        _segment("HI", *[st.tuples(st.sampled_from(["ABK", "ABF", "BP"]), _TEXT).map(":".join)] * 3),
        _segment("AMT", st.sampled_from(["F5", "D"]), _AMOUNT),
        _segment("DMG", _fixed("D8"), _DAY, _CODE),
        _segment("LIN", _fixed(""), _fixed("N4"), _TEXT),
        _segment("CTP", _fixed(""), _fixed(""), _fixed(""), _AMOUNT, _composite(2)),
        _segment("NTE", _fixed("ADD"), _TEXT),
        _segment("CN1", _CODE),
        _segment("SVD", _TEXT, _AMOUNT),
        _name("85", "87", "IL", "PR", "QC", "82", "DN", "P3", "77", "DQ", "QB", "ZZ"),
        _ADDRESS, _REFERENCE, _SPECIALTY, _SERVED, _CAS,
    ),
    max_size=40,
)  # fmt: skip

_REMIT_BODY = st.lists(
    st.one_of(
        _segment("BPR", _CODE, _AMOUNT, st.sampled_from(["C", "D"]), *[_CODE] * 12, _DAY),
        _segment("TRN", _CODE, _TEXT, _TEXT),
        _segment("N1", st.sampled_from(["PR", "PE", "ZZ"]), _TEXT, st.sampled_from(["XX", "FI", "XV"]), _TEXT),
        _segment("LX", _CODE),
        _segment("CLP", _TEXT, _CODE, *[st.sampled_from(["0", "12.5", "80", "-4"])] * 2, _AMOUNT, *[_CODE] * 4),
        _segment("SVC", _composite(7), _AMOUNT, _AMOUNT, _fixed(""), _AMOUNT, _composite(7), _AMOUNT),
        _segment("DTM", st.sampled_from(["405", "472", "150", "151", "232", "233", "050"]), _DAY),
        _segment("AMT", st.sampled_from(["AU", "I", "B6"]), _AMOUNT),
        _segment("MOA", *[_CODE] * 7),
        _segment("MIA", *[_CODE] * 23),
        _segment("LQ", st.sampled_from(["HE", "RX"]), _CODE),
        _segment("PLB", _TEXT, _DAY, _composite(2), _AMOUNT, _composite(2), _AMOUNT),
        _segment("REF", st.sampled_from(["2U", "TJ", "HPI", "6R"]), _TEXT),
        _name("QC", "IL", "82", "TT", "PR"),
        _CAS,
    ),
    max_size=40,
)  # fmt: skip

_ACK_BODY = st.lists(
    st.one_of(
        _segment("HL", _fixed("1"), _fixed(""), st.sampled_from(["20", "21", "19", "PT", "22"])),
        _segment("TRN", _fixed("2"), _TEXT),
        _segment("STC", _composite(3), _DAY, _CODE, _AMOUNT),
        _segment("SVC", _composite(2)),
        _name("PR", "QC"),
        _REFERENCE, _SERVED,
    ),
    max_size=20,
)  # fmt: skip


def _transaction(kind: str, guide: str, body: st.SearchStrategy[list[str]]) -> st.SearchStrategy[tuple[str, list[str]]]:
    head = ["BHT*0019*00*B*20250101*1200*CH"] if kind != "835" else []
    group = {"837": "HC", "835": "HP", "277": "HN"}[kind]
    return body.map(lambda found: (f"GS*{group}*F*T*20250101*1200*1*X*{guide}", [f"ST*{kind}*{{}}", *head, *found]))


_TRANSACTIONS = st.lists(
    st.one_of(
        _transaction("837", "005010X222A1", _CLAIM_BODY),
        _transaction("835", "005010X221A1", _REMIT_BODY),
        _transaction("277", "005010X214", _ACK_BODY),
    ),
    min_size=1,
    max_size=4,
)


def _file(transactions: list[tuple[str, list[str]]], line_end: str) -> bytes:
    isa = "ISA*00*          *00*          *ZZ*SENDER         *ZZ*RECEIVER       *250101*1200*^*00501*000000001*0*P*:"
    lines = [isa]
    for number, (group, segments) in enumerate(transactions, 1):
        body = [segments[0].format(f"{number:04}"), *segments[1:]]
        lines += [group, *body, f"SE*{len(body) + 1}*{number:04}", "GE*1*1"]
    lines.append("IEA*1*000000001")
    return "".join(line + "~" + line_end for line in lines).encode()


def _read(data: bytes, piece_bytes: int | None = None) -> reading.BulkRead:
    run = reading._Reading(None, None, None)
    if piece_bytes is not None:
        run.piece_bytes = piece_bytes
    return run.run([Content("generated", len(data), data=data)])


@_QUICK
@given(_TRANSACTIONS, st.sampled_from(["", "\n", "\r\n"]))
@example([("GS*HC*F*T*20250101*1200*1*X*005010X222A1", ["ST*837*{}", "CLM*1*0", "SV1*11*0.00**0.00"])], "")
def test_equal_to_the_slow_reader(slow: ModuleType, transactions: list[tuple[str, list[str]]], line_end: str) -> None:
    data = _file(transactions, line_end)
    assert slow.differences(_read(data), slow.slow_frames(data)) == []


@_QUICK
@given(_TRANSACTIONS, st.integers(200, 3000))
def test_wherever_it_is_cut(transactions: list[tuple[str, list[str]]], piece_bytes: int) -> None:
    data = _file(transactions, "\n")
    whole, cut = _read(data), _read(data, piece_bytes)
    for frame in ALL_FRAMES:
        assert whole.frame(frame.name).equals(cut.frame(frame.name), null_equal=True), frame.name
    assert whole.findings == cut.findings


@_QUICK
@given(_TRANSACTIONS, st.data())
def test_cut_or_damaged_bytes_never_raise(transactions: list[tuple[str, list[str]]], data: st.DataObject) -> None:
    raw = bytearray(_file(transactions, data.draw(st.sampled_from(["", "\n"]))))
    for _ in range(data.draw(st.integers(0, 6))):
        raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    read = _read(bytes(raw[: data.draw(st.integers(0, len(raw)))]))
    assert read.frame("files").height == 1
