"""The main job at scale: `cleanskin diagnose` on 100,000 and 1,000,000 claims with their remittances.

    python -m bench.diagnose            both sizes, time and memory of the whole process, and their ratio
    python -m bench.diagnose small      10,000 and 100,000 claims: the same ratio, in a minute

Bars: one million claims in at most 90 s and 5 GB on two cores; ten times the data in at most 11 times the time.
"""

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

from bench.sample_files import ROOT, sample_files

SECONDS_MAX, GIGABYTES_MAX, RATIO_MAX = 90.0, 5.0, 11.0


def diagnose(folder: Path, out: Path) -> tuple[float, float, float]:
    """Run the command once; return wall seconds, processor seconds and peak memory of the process in GB."""
    shutil.rmtree(out, ignore_errors=True)
    arguments = [sys.executable, "-m", "cleanskin.cli", "diagnose", str(folder / "claims"), str(folder / "remits")]
    began = time.perf_counter()
    process = subprocess.Popen([*arguments, "--out", str(out), "--quiet"])
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - began
    if os.waitstatus_to_exitcode(status):
        raise RuntimeError(f"diagnose ended with {os.waitstatus_to_exitcode(status)}")
    unit = 1024 if sys.platform == "linux" else 1  # kibibytes on Linux, bytes on macOS
    return seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * unit / 1e9


def main(arguments: list[str]) -> int:
    """Print time, memory and ratio; 1 when a bar is missed."""
    small = "small" in arguments
    names = ("ten_thousand", "hundred_thousand") if small else ("hundred_thousand", "million")
    seen = []
    for name in names:
        files = sample_files(name)
        seconds, processor, gigabytes = diagnose(files.folder, ROOT / "report")
        seen.append((files.claim_count, seconds, gigabytes))
        print(
            f"{files.claim_count:>9,} claims  {seconds:6.1f} s  {processor:6.1f} s processor  {gigabytes:4.2f} GB peak",
            flush=True,
        )
    ratio = seen[1][1] / seen[0][1]
    print(f"ten times the data: {ratio:.1f} times the time (bar {RATIO_MAX:.0f})")
    good = ratio <= RATIO_MAX and (small or (seen[1][1] <= SECONDS_MAX and seen[1][2] <= GIGABYTES_MAX))
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
