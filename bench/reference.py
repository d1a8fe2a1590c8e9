"""The reference store with files of official size: loading, look-ups, memory, start-up.

    python -m bench.reference            # text files; the workbooks too when they are made already
    python -m bench.reference xlsx       # makes the workbooks (a minute) and loads them

Each step runs in a process of its own.  Look-ups are set beside a plain dict's `get`, the floor of any look-up.
"""

import json
import random
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bench.reference_files import ON, PAIRS, PERIOD, ROOT, codes, diagnosis_codes, fill_other_tables, ptp_files

LOAD_TXT_SECONDS_MAX = 15.0
LOAD_XLSX_SECONDS_MAX = 90.0
LOAD_GIGABYTES_MAX = 1.0
PAIR_MICROSECONDS_MAX = 1.5
DIAGNOSIS_MICROSECONDS_MAX = 2.0
RESIDENT_MEGABYTES_MAX = 150.0
START_SECONDS_MAX = 0.4
DIFFERENCE_SECONDS_MAX = 10.0
_ASKED = 200_000


def load(form: str) -> dict[str, float]:
    """Load the four files into an empty store; seconds, peak memory, rows."""
    from cleanskin.reference.loading import load as load_files

    folder = ROOT / f"store-{form}"
    shutil.rmtree(folder, ignore_errors=True)
    started = time.perf_counter()
    report = load_files(ptp_files(form), folder, now=datetime(2026, 7, 2, tzinfo=UTC))
    seconds = time.perf_counter() - started
    rows = sum(outcome.rows_kept for outcome in report.outcomes if outcome.result == "new")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e9
    return {"seconds": seconds, "gigabytes": peak, "rows": rows}


def look_ups() -> dict[str, float]:
    """Time look-ups: microseconds of processor time each, the best of eight rounds."""
    from cleanskin.reference.look_up import Reference
    from cleanskin.reference.pairs import PairsFile

    reference = Reference(ROOT / "store-txt")
    chance = random.Random(7)
    names, diagnoses = codes(), diagnosis_codes()
    held = [
        (edit.column1, edit.column2)
        for table in sorted((ROOT / "store-txt").glob("ncci-ptp*/*/*/pairs"))
        for edit in PairsFile(table).all()
        if ON in edit.period and edit.modifier_indicator != 9 and chance.random() < 0.15
    ]
    hits = chance.sample(held, _ASKED)
    assert all(reference.pair(*pair, ON) for pair in hits)
    misses = [(chance.choice(names), chance.choice(names)) for _ in range(_ASKED)]
    billed = set(chance.sample(names, 500))
    own = [pair for pair in held if pair[0] in billed]
    floor = dict.fromkeys(held)
    fees = [(chance.choice(names[:6_000]), ON) for _ in range(_ASKED)]
    few = chance.sample(diagnoses, 2_000)
    return {
        "dict": _best(lambda: _each_one(floor.get, hits)),
        "pair held, any": _best(lambda: _each_pair(reference.pair, hits)),
        "pair not held, any": _best(lambda: _each_pair(reference.pair, misses)),
        "pair held, of 500 codes": _best(lambda: _each_pair(reference.pair, own)),
        "diagnosis, any": _best(lambda: _each(reference.diagnosis, [chance.choice(diagnoses) for _ in range(_ASKED)])),
        "diagnosis, of 2,000": _best(lambda: _each(reference.diagnosis, [chance.choice(few) for _ in range(_ASKED)])),
        "fee, any": _best(lambda: _each_pair(lambda code, on, _: reference.fee(code, on), fees)),
    }


def _each_pair(ask: Callable[[str, str, Any], Any], arguments: Sequence[tuple[Any, Any]]) -> float:
    started = time.process_time()
    for one, other in arguments:
        ask(one, other, ON)
    return (time.process_time() - started) / len(arguments) * 1e6


def _each(ask: Callable[[str, Any], Any], arguments: Sequence[str]) -> float:
    started = time.process_time()
    for one in arguments:
        ask(one, ON)
    return (time.process_time() - started) / len(arguments) * 1e6


def _each_one(ask: Callable[[Any], Any], arguments: Sequence[Any]) -> float:
    started = time.process_time()
    for one in arguments:
        ask(one)
    return (time.process_time() - started) / len(arguments) * 1e6


def _best(measure: Callable[[], float]) -> float:
    return min(measure() for _ in range(8))


def resident() -> dict[str, float]:
    """Use every table of the store, as a scrubber would; megabytes resident, all and without the bare interpreter."""
    bare = _resident_megabytes()
    from cleanskin.reference.look_up import Reference

    reference = Reference(ROOT / "store-txt")
    names, diagnoses = codes(), diagnosis_codes()
    for code in diagnoses[::3]:
        reference.diagnosis(code, ON)
    for code in names:
        reference.pair(code, names[0], ON)
        reference.unit_limit(code, ON), reference.add_on(code, ON), reference.hcpcs(code, ON)
        reference.fee(code, ON), reference.fee(code, ON, qualifying_apm=True)
        reference.drug_price(code, ON), reference.drug_packages(code, ON), reference.articles(code, "TX", ON)
        reference.descriptor(code, ON), reference.procedure(code, ON), reference.status("carc", "45", ON)
    reference.locality("04412", "01", ON), reference.zip_locality("00100", ON), reference.taxonomy("000000001X", ON)
    reference.place_of_service("11", ON), reference.adjustment_code("carc", "45", ON)
    for number in range(42_956):
        reference.zip_locality(f"{number:05d}", ON)
    assert not reference.findings
    frames = [name for name in ("polars", "numpy") if name in sys.modules]
    return {"bare": bare, "all": _resident_megabytes(), "frames": len(frames)}


def _resident_megabytes() -> float:
    status = Path("/proc/self/status")
    if not status.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    line = next(line for line in status.read_text().splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) * 1024 / 1e6


def start_up() -> dict[str, float]:
    """Time a process that opens the store and asks one question of each large table; best of five."""
    ask = (
        "from datetime import date; from pathlib import Path; from cleanskin.reference.look_up import Reference;"
        f"r = Reference(Path({str(ROOT / 'store-txt')!r})); on = date({ON.year}, {ON.month}, {ON.day});"
        "r.pair('10010', '10011', on); r.diagnosis('L570', on); r.fee('10010', on); r.procedure('11102', on)"
    )
    return {"bare": _process_seconds("pass"), "store": _process_seconds(ask)}


def _process_seconds(program: str) -> float:
    seconds = []
    for _ in range(5):
        started = time.perf_counter()
        subprocess.run([sys.executable, "-c", program], check=True)
        seconds.append(time.perf_counter() - started)
    return min(seconds)


def difference() -> dict[str, float]:
    """Compare two releases of all pairs: the one that is loaded, and the same with a thousand edits ended."""
    from cleanskin.kernel.period import Period
    from cleanskin.reference.differences import differences
    from cleanskin.reference.store import Store

    folder = ROOT / "store-txt"
    store = Store(folder)
    kind = "ncci-ptp-practitioner"
    before = [part for part in store.index().parts if part.provenance.kind == kind]
    with store.locked():
        for part in before:
            _put_changed(store, part, Period(PERIOD.end or PERIOD.start))
    started = time.perf_counter()
    found = differences(folder, kind, older="v322r0", newer="v323r0")
    seconds = time.perf_counter() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e9
    with store.locked():
        for part in before:
            store.remove((kind, "v323r0", part.provenance.part))
    return {"seconds": seconds, "gigabytes": peak, "pairs": len(found.pairs)}


def _put_changed(store: Any, part: Any, period: Any) -> None:
    import msgspec
    import polars as pl

    from cleanskin.reference.importing import Contents, PairTable
    from cleanskin.reference.pairs import PairsFile

    edits = list(PairsFile(store.folder / part.tables[0].file).all())
    frame = pl.DataFrame(
        {
            "column1": [edit.column1 for edit in edits],
            "column2": [edit.column2 for edit in edits],
            "effective_on": [edit.period.start for edit in edits],
            "ended_on": [period.start if at < 250 else edit.period.end for at, edit in enumerate(edits)],
            "modifier_indicator": [edit.modifier_indicator for edit in edits],
            "rationale": [edit.rationale for edit in edits],
        },
        schema_overrides={"modifier_indicator": pl.UInt8},
    )
    provenance = msgspec.structs.replace(part.provenance, release="v323r0", period=period)
    contents = Contents(
        kind=provenance.kind,
        release="v323r0",
        part=provenance.part,
        period=period,
        source=provenance.source,
        tables=(PairTable(name="pairs", frame=frame),),
        rows_read=len(frame),
    )
    store.put(contents, msgspec.structs.replace(part, provenance=provenance))


STEPS: dict[str, Callable[[], dict[str, float]]] = {
    "load-txt": lambda: load("txt"),
    "load-xlsx": lambda: load("xlsx"),
    "look-ups": look_ups,
    "resident": resident,
    "start-up": start_up,
    "difference": difference,
}


def step(name: str) -> dict[str, float]:
    """Run one step in a process of its own."""
    command = [sys.executable, "-m", "bench.reference", "--step", name]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    measured: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return measured


def main(arguments: list[str]) -> int:
    """Run all steps, print them, return 1 when a limit is passed."""
    kept = True

    def say(what: str, value: float, unit: str, most: float) -> None:
        nonlocal kept
        kept = kept and value <= most
        print(
            f"{what:<44} {value:8.2f} {unit:<3} at most {most:g}: {'kept' if value <= most else 'MISSED'}", flush=True
        )

    ptp_files("txt")
    forms = ["txt"] + ["xlsx"] * ("xlsx" in arguments or (ROOT / "ccipra-v322r0-f4.xlsx").exists())
    for form, seconds_max in zip(forms, (LOAD_TXT_SECONDS_MAX, LOAD_XLSX_SECONDS_MAX), strict=False):
        ptp_files(form)
        loaded = step(f"load-{form}")
        assert loaded["rows"] == PAIRS, loaded
        say(f"load {PAIRS:,} pairs from {form}", loaded["seconds"], "s", seconds_max)
        say(f"  peak memory of loading {form}", loaded["gigabytes"], "GB", LOAD_GIGABYTES_MAX)
    fill_other_tables(ROOT / "store-txt")
    found = step("look-ups")
    floor = found.pop("dict")
    print(f"a dict's get: {floor:.3f} us")
    for name, value in found.items():
        most = PAIR_MICROSECONDS_MAX if "pair" in name else DIAGNOSIS_MICROSECONDS_MAX
        say(f"{name} (ratio to a dict {value / floor:.1f})", value, "us", most)
    memory = step("resident")
    say("resident, every table used", memory["all"], "MB", RESIDENT_MEGABYTES_MAX)
    print(
        f"  of it the bare interpreter: {memory['bare']:.0f} MB; data-frame libraries imported: {memory['frames']:.0f}"
    )
    start = step("start-up")
    say(
        f"start-up (ratio to a bare start {start['store'] / start['bare']:.1f})", start["store"], "s", START_SECONDS_MAX
    )
    differing = step("difference")
    assert 900 <= differing["pairs"] <= 1_000, differing
    say("comparing two releases of all pairs", differing["seconds"], "s", DIFFERENCE_SECONDS_MAX)
    return 0 if kept else 1


if __name__ == "__main__":
    if sys.argv[1:2] == ["--step"]:
        print(json.dumps(STEPS[sys.argv[2]]()))
    else:
        sys.exit(main(sys.argv[1:]))
