"""Runs every case that needs ../shared/data and fails when it finds none."""

import os
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


class _Count:
    """Counts the cases, and keeps what they have to show: their property "proof"."""

    def __init__(self) -> None:
        self.ran = 0
        self.proofs: list[str] = []

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.when == "call":
            self.ran += 1
            self.proofs += [str(text) for name, text in report.user_properties if name == "proof"]


def main() -> int:
    data = Path(os.environ.get("CLEANSKIN_SHARED", ROOT.parent / "shared")) / "data"
    if not data.is_dir():
        print(f"truth: no data at {data}: no case can run", file=sys.stderr)
        return 1
    count = _Count()
    code = pytest.main(["-q", "-m", "truth", str(ROOT / "tests"), *sys.argv[1:]], plugins=[count])
    print(*sorted(count.proofs), sep="\n")
    print(f"truth: {count.ran} cases run")
    if count.ran == 0:
        print("truth: no case was found", file=sys.stderr)
        return 1
    return int(code)


if __name__ == "__main__":
    sys.exit(main())
