"""Says how many truth cases `make test` did not run, and why."""

import contextlib
import io
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


class _Collected:
    cases = 0

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        self.cases = len(session.items)


def main() -> int:
    collected = _Collected()
    with contextlib.redirect_stdout(io.StringIO()):
        pytest.main(["-q", "--collect-only", "-m", "truth", str(ROOT / "tests")], plugins=[collected])
    print(f"{collected.cases} truth cases not run here: they need ../shared/data (make truth)")
    return 0


if __name__ == "__main__":
    sys.exit(main())
