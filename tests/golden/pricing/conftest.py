import pytest

from .mini import MiniReference


@pytest.fixture
def reference() -> MiniReference:
    return MiniReference()
