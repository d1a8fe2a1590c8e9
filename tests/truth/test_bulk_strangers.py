"""Strangers' 837P, 835 and other files: bulk reading against a naive count, the slow reader and the walker."""

import importlib.util
import os
import re
import sys
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from pathlib import Path
from types import ModuleType

import pytest

from cleanskin.x12 import lex
from cleanskin.x12.bulk import compiled
from cleanskin.x12.bulk.read import read_bytes, read_paths

pytestmark = pytest.mark.truth

ROOT = Path(__file__).resolve().parents[2]
X12 = Path(os.environ.get("CLEANSKIN_SHARED", ROOT.parent / "shared")) / "data" / "x12"
HERE = ROOT / "tests" / "unit" / "x12" / "bulk"


def found(*kinds: str) -> list[Path]:
    return [path for kind in kinds for path in sorted((X12 / kind).rglob("*")) if path.is_file()]


EVERY = [path for path in sorted(X12.rglob("*")) if path.is_file() and path.suffix != ".tsv"]
CLAIM_FILES = found("837P", "835")

# a fault each, told in a finding: where the walker and bulk reading part on purpose
APART_FROM_THE_WALKER = {
    # diagnosis pointers that are no numbers, or joined by another character, are kept as sent
    "demo.example11.837": {"service_lines.diagnosis_pointers"},
    "demo.example9.837": {"service_lines.diagnosis_pointers"},
    # an LX without an SV1 is no row
    "test__fixtures__claim__837p-empty-optionals.edi": {"service_lines"},
    # the second payer stands before the CLM: no claim to belong to
    "data__in__sample2-837P-complex.x12": {"claims"},
    # a claim amount that is missing or no amount: the transaction is left out
    "tests__test_extractor_837_edge_cases.py__embedded01.x12": {"claims", "service_lines"},
    "javadoc__constant-values.html__embedded00.x12": {"payments", "remit_claims", "adjustments"},
    "src__examples__java__org__pb__x12__example__example835SpecialCharsOne.txt": {
        "payments",
        "remit_claims",
        "adjustments",
    },
}
# terminators are lost in it: only the project's own recovery tells its segments
NOT_SPLIT_NAIVELY = {"data__in__sample2-837P-complex.x12"}


@pytest.fixture(params=["numpy", "compiled"], autouse=True, scope="module")
def engine(request: pytest.FixtureRequest) -> Iterator[None]:
    """Every test here holds for both: numpy's operations and the compiled kernels."""
    compiled.unload()
    if request.param == "compiled" and not compiled.load():
        pytest.skip("numba is not installed")
    yield
    compiled.unload()


def load(file: str) -> ModuleType:
    name = f"cleanskin_{file}"
    if name not in sys.modules:
        spec = importlib.util.spec_from_file_location(name, HERE / f"{file}.py")
        assert spec is not None
        assert spec.loader is not None
        sys.modules[name] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(sys.modules[name])
    return sys.modules[name]


def of(path: Path) -> str:
    return str(path.relative_to(X12))


def key(path: Path) -> str:
    return next((name for name in APART_FROM_THE_WALKER if path.name.endswith(name)), "")


@pytest.mark.parametrize("path", CLAIM_FILES, ids=of)
def test_claims_and_charges_as_counted_naively(path: Path) -> None:
    text = path.read_bytes().decode("latin-1")
    start = text.index("ISA")
    separator = re.escape(text[start + 3])
    claims = re.findall(rf"(?:^|[^A-Za-z0-9*|])(CLM|CLP){separator}([^~\r\n]*)", text[start:], re.M)
    total = Decimal(0)
    for tag, rest in claims:
        elements = re.split(separator, rest)
        try:
            total += Decimal(elements[1 if tag == "CLM" else 2].strip() or "0")
        except (InvalidOperation, IndexError):
            continue
    frame = read_bytes(path.read_bytes(), path.name).frame("transactions")
    frame = frame.filter(frame["transaction"].is_in(["837P", "835"]))
    assert frame["claims"].sum() == len(claims) or "CLM~" in text
    assert frame["amount_billed"].sum() == int(total * 100)


@pytest.mark.parametrize("path", CLAIM_FILES, ids=of)
def test_equal_to_the_walker(path: Path) -> None:
    walked = load("record_rows")
    data = path.read_bytes()
    apart = {
        text.split(" row")[0].split(":")[0]
        for text in walked.differences(read_bytes(data, "f"), walked.walked_rows(data))
    }
    allowed = APART_FROM_THE_WALKER.get(key(path), set())
    assert {name for name in apart if name not in allowed and name.split(".")[0] not in allowed} == set()


def test_equal_to_the_slow_reader_on_every_file() -> None:
    slow = load("slow_reader")
    apart = {}
    for path in EVERY:
        data, _ = lex.to_bytes_of_text(path.read_bytes())
        # indented files: bulk reading's checksum takes the blanks between segments along
        skip = frozenset({"transactions.content_hash"})
        difference = slow.differences(read_bytes(data, "f"), slow.slow_frames(data), skip=skip)
        if difference:
            apart[of(path).split("/")[-1]] = difference
    assert len(EVERY) >= 372
    assert set(apart) == NOT_SPLIT_NAIVELY


def test_all_together_as_one_by_one() -> None:
    read = read_paths(EVERY)
    files = read.frame("files")
    assert files.height == len(EVERY)
    alone = [read_bytes(path.read_bytes(), "f") for path in EVERY]
    fresh = [one for one, status in zip(alone, files["status"]) if status != "duplicate"]
    for name in ("claims", "service_lines", "remit_claims", "remit_lines", "adjustments", "transactions"):
        assert read.frame(name).height == sum(one.frame(name).height for one in fresh), name
    assert read.frame("claims")["amount_billed"].sum() == sum(
        one.frame("claims")["amount_billed"].sum() for one in fresh
    )
    assert set(read.frame("claims")["claim_id"]) == set(range(read.frame("claims").height))
