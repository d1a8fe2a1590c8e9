import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from cleanskin.insight.report.model import Report

HERE = Path(__file__).parent


def load_sample() -> ModuleType:
    spec = importlib.util.spec_from_file_location("cleanskin_sample_report", HERE / "sample_report.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def sample() -> ModuleType:
    """The module of the invented report: its blocks and `sample_report`."""
    return load_sample()


@pytest.fixture(scope="session")
def report(sample: ModuleType) -> Report:
    """The invented report."""
    made: Report = sample.sample_report()
    return made
