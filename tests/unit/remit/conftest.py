"""The builder of small frames, as a fixture."""

import importlib.util
from pathlib import Path

import pytest

_spec = importlib.util.spec_from_file_location("build_frames", Path(__file__).with_name("build_frames.py"))
build_frames = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(build_frames)


@pytest.fixture
def files():
    """Claims and remittances of an invented practice: `build_frames.Files`."""
    return build_frames.Files()
