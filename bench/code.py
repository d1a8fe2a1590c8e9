"""From a note to codes with their evidence: time a note, notes a second on two cores, memory, and medspaCy beside it.

    .venv/bin/python -m bench.code

The modules that read notes are compiled first where they can be (`make fast`); the same notes are timed once more in a
process that leaves the compiled forms aside.

The notes are those of `notes_of_visits.txt` (every person is invented), each with its own number, so that no note comes
twice.  Ours reads, codes and scrubs; the peer is medspaCy on a blank English model without own rules: sentences,
an empty target matcher, context.  It codes nothing.  It lives in an environment of its own
(CLEANSKIN_MEDSPACY, or build/medspacy, made with uv when a registry can be reached); without it the ratio is not
measured, and that is said.  The ratio is of processor time, which other work on the machine disturbs less.
"""

import gc
import json
import os
import resource
import subprocess
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from pathlib import Path
from statistics import median, quantiles

ROOT = Path(__file__).resolve().parent.parent
ON = date(2026, 3, 2)
NOTES_MEASURED = 240
NOTES_IN_BATCH = 800
P50_MS_MAX, P99_MS_MAX = 5.0, 20.0
NOTES_A_SECOND_MIN = 400
MEMORY_MB_MAX = 300
RATIO_MIN = 10
PEER_PACKAGES = ("medspacy==1.3.1", "numpy<2")

PEER = """
import json, sys, time
from loguru import logger
logger.remove()
import medspacy, spacy
from medspacy.ner import TargetRule
def pipeline(targets):
    nlp = spacy.blank("en")
    for part in ("medspacy_pyrush", "medspacy_target_matcher", "medspacy_context"):
        nlp.add_pipe(part)
    if targets:
        nlp.get_pipe("medspacy_target_matcher").add([TargetRule(words, "SAID") for words in targets])
    return nlp
notes, targets = json.load(sys.stdin)
both = pipeline([]), pipeline(targets)
times = [], []
for number, note in enumerate([*notes[:10], *notes]):
    for nlp, taken in zip(both, times):
        started = time.process_time()
        nlp(note)
        if number >= 10:
            taken.append(time.process_time() - started)
print(json.dumps(times))
"""


def notes(count: int) -> list[str]:
    """Return so many notes, no two alike."""
    held = Path(__file__).with_name("notes_of_visits.txt").read_text("utf-8").split("\n=====\n")
    return [f"Visit {number}.\n{held[number % len(held)]}" for number in range(count)]


def code_all(texts: list[str], *, warm: int = 16) -> list[tuple[float, float]]:
    """Read and code notes; return the seconds of each on the clock and of the processor.

    The first `warm` are coded once before, to read the tables.
    """
    from cleanskin.charge.code import code
    from cleanskin.note.read import read
    from cleanskin.reference.look_up import Reference

    reference = Reference(None)
    for text in texts[:warm]:
        code(read(text), reference=reference, on=ON)
    times = []
    for text in texts:
        started, worked = time.perf_counter(), time.process_time()
        code(read(text), reference=reference, on=ON)
        times.append((time.perf_counter() - started, time.process_time() - worked))
    return times


def in_batch(texts: list[str]) -> int:
    """Code a part of a batch in this process, whose tables are read; like the batch command without seeking cycles."""
    gc.disable()
    return len(code_all(texts, warm=0))


def warmed(_: int) -> int:
    """Read the tables of this process, and stay busy so that the next one is asked as well."""
    return len(code_all(notes(24)))


def plain_times() -> tuple[float, float]:
    """Return the p50 of a note in milliseconds and the notes a second in two processes without compiled modules."""
    environment = {**os.environ, "CLEANSKIN_PLAIN": "1"}
    program = (
        "from bench.code import *\n"
        "print(median(wall for wall, _ in code_all(notes(NOTES_MEASURED))) * 1000, notes_a_second(2))"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=ROOT, env=environment
    )
    p50, rate = map(float, ran.stdout.split())
    return p50, rate


def notes_a_second(workers: int) -> float:
    """Return the notes coded a second by some processes whose tables are read."""
    texts = notes(NOTES_IN_BATCH)
    with ProcessPoolExecutor(max_workers=workers) as pool:
        list(pool.map(warmed, range(workers * 2)))
        started = time.perf_counter()
        list(pool.map(in_batch, [texts[at::workers] for at in range(workers)]))
        return len(texts) / (time.perf_counter() - started)


def is_compiled() -> bool:
    """True when this process uses compiled modules."""
    from cleanskin.kernel.compiled import modules_in_use

    return bool(modules_in_use())


def peer_python() -> Path | None:
    """Return an interpreter that has medspaCy, made when it can be; None when there is none."""
    named = os.environ.get("CLEANSKIN_MEDSPACY")
    if named:
        return Path(named)
    folder = ROOT / "build" / "medspacy"
    python = folder / "bin" / "python"
    if not python.exists():
        uv = Path(sys.prefix) / "bin" / "uv"
        made = [[uv, "venv", "-q", "--python", sys.executable, folder]]
        made += [[uv, "pip", "install", "-q", "--python", python, *PEER_PACKAGES]]
        if any(subprocess.run(command, capture_output=True, check=False).returncode for command in made):
            return None
    return python


def vocabulary() -> list[str]:
    """Return the plain phrases of our tables that stand for something said, as targets for the peer.

    Left out are the words that serve reading alone (cues, where clauses end, spelling), for which the peer has its own,
    and phrases with choices or open words in them.
    """
    from cleanskin.note.terms import NO_PHRASES, tables

    inner = NO_PHRASES | {"cue", "terminator", "stop", "nothing"}
    told = {
        phrase.strip()
        for kind, rows in tables().items()
        if kind not in inner
        for row in rows.values()
        for phrase in row.get("words", "").split(" | ")
    }
    return sorted(phrase for phrase in told if phrase and not set("[]?*=") & set(phrase))


def peer_times(texts: list[str], targets: list[str]) -> tuple[list[float], list[float]] | None:
    """Return the seconds of each note in medspaCy, without targets and with some; None when it is not there.

    Each note is read by the one and then by the other, so that what else the machine does meets both.
    """
    python = peer_python()
    if python is None:
        return None
    given = json.dumps([texts, targets])
    ran = subprocess.run(
        [python, "-c", PEER], input=given, capture_output=True, text=True, check=False, cwd=ROOT / "build"
    )
    if ran.returncode != 0 or not ran.stdout:
        return None
    blank, looking = json.loads(ran.stdout.splitlines()[-1])
    return blank, looking


def main() -> int:
    """Measure and print; 1 when a floor is missed."""
    texts = notes(NOTES_MEASURED)
    (ROOT / "build").mkdir(exist_ok=True)
    subprocess.run([sys.executable, ROOT / "bin" / "compile_notes.py", "--if-possible"], check=False)
    letters = sum(map(len, texts)) // len(texts)
    both = code_all(texts)
    ours, worked = [wall for wall, _ in both], [processor for _, processor in both]
    p50, p99 = median(ours) * 1000, quantiles(ours, n=100)[98] * 1000
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    rate = notes_a_second(2)
    print(f"{len(texts)} notes of {letters} characters: p50 {p50:.2f} ms, p99 {p99:.2f} ms a note")
    print(f"{rate:.0f} notes a second in two processes, {memory:.0f} MB at most in one")
    if is_compiled():
        plain, plain_rate = plain_times()
        print(f"as plain Python: p50 {plain:.2f} ms ({plain / p50:.2f} times), {plain_rate:.0f} notes a second")
    else:
        print("as plain Python: nothing compiled was used")
    reached = p50 <= P50_MS_MAX and p99 <= P99_MS_MAX and rate >= NOTES_A_SECOND_MIN and memory <= MEMORY_MB_MAX
    targets = vocabulary()
    theirs = peer_times(texts[:60], targets)
    if theirs is None:
        print("medspaCy is not installed and could not be: the ratios were not measured")
        return int(not reached)
    own = median(worked) * 1000
    blank, looking = (median(times) * 1000 for times in theirs)
    print(f"processor time of a note, p50: ours {own:.2f} ms")
    print(f"medspaCy, blank: {blank:.1f} ms, ratio {blank / own:.1f} (at least {RATIO_MIN})")
    print(f"medspaCy with {len(targets)} targets of ours: {looking:.1f} ms, ratio {looking / own:.1f}")
    return int(not (reached and blank / own >= RATIO_MIN))


if __name__ == "__main__":
    sys.exit(main())
