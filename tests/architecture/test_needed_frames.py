"""A stage that reads a frame which the diagnosis does not build would see an empty one."""

import re
from pathlib import Path

from cleanskin.cli.diagnosis.perform import NEEDED_FRAMES
from cleanskin.x12.bulk.frames import ALL_FRAMES

SOURCE = Path(__file__).resolve().parents[2] / "src" / "cleanskin"


def test_every_frame_that_a_stage_reads_is_built():
    asked = set()
    for stage in ("remit", "denial", "insight", "cli/diagnosis"):
        for path in (SOURCE / stage).rglob("*.py"):
            asked |= set(re.findall(r"\.frame\(\s*\"(\w+)\"", path.read_text()))
    assert asked
    assert asked <= {frame.name for frame in ALL_FRAMES}
    assert asked == set(NEEDED_FRAMES)
