"""The readers that bulk reading is held against, loaded by path because tests are not a package."""

import importlib.util
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from cleanskin.x12.bulk import compiled


def _load(file: str) -> ModuleType:
    name = f"cleanskin_{file}"
    if name not in sys.modules:
        spec = importlib.util.spec_from_file_location(name, Path(__file__).with_name(f"{file}.py"))
        assert spec is not None
        assert spec.loader is not None
        sys.modules[name] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(sys.modules[name])
    return sys.modules[name]


@pytest.fixture(params=["numpy", "compiled"], autouse=True)
def engine(request: pytest.FixtureRequest) -> Iterator[None]:
    """Every test here holds for both: numpy's operations and the compiled kernels."""
    compiled.unload()
    if request.param == "compiled" and not compiled.load():
        pytest.skip("numba is not installed")
    yield
    compiled.unload()


@pytest.fixture(scope="session")
def slow() -> ModuleType:
    return _load("slow_reader")


@pytest.fixture(scope="session")
def walked() -> ModuleType:
    return _load("record_rows")
