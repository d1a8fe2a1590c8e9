"""Runs every benchmark of this folder and prints their ratios side by side.

    python -m bench            # all
    python -m bench bulk match # those whose names begin so

A benchmark is a module with a `main`, or a package whose `__main__` has one; it prints what it measured and exits
with something else than 0 below its floor.
Each runs in a process of its own, so that one's memory and warm caches are not another's.
"""

import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
NO_BENCHMARKS = {"__init__", "__main__", "sample_files"}


def names(beginnings: list[str]) -> list[str]:
    """Return the benchmarks asked for, by name."""
    found = []
    for path in sorted((*HERE.glob("*.py"), *HERE.glob("*/__main__.py"))):
        name = path.stem if path.parent == HERE else path.parent.name
        wanted = not beginnings or name.startswith(tuple(beginnings))
        if name not in NO_BENCHMARKS and wanted and "\ndef main(" in path.read_text():
            found.append(name)
    return found


def run(name: str) -> tuple[int, float, list[str]]:
    """Run one benchmark; return its exit code, seconds, and the lines that tell a ratio."""
    started = time.perf_counter()
    told: list[str] = []
    command = [sys.executable, "-m", f"bench.{name}"]
    with subprocess.Popen(command, cwd=HERE.parent, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        for line in process.stdout:
            print(f"  {line}", end="", flush=True)
            if "ratio" in line or " times" in line:
                told.append(line.strip())
    return process.returncode, time.perf_counter() - started, told


def main(arguments: list[str]) -> int:
    """Run them all; 1 when one of them was below its floor."""
    results = {}
    for name in names(arguments):
        print(f"{name}", flush=True)
        results[name] = run(name)
    print()
    for name, (code, seconds, told) in results.items():
        print(f"{name:<28} {seconds:7.1f} s  {'reached' if code == 0 else 'MISSED'}")
        for line in told:
            print(f"    {line}")
    return int(any(code for code, _, _ in results.values()))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
