"""Frames made by the slow reader, and the comparison of two sources of frames."""

import polars as pl

from cleanskin.x12.bulk.frames import ALL_FRAMES
from cleanskin.x12.bulk.read import BulkRead
from cleanskin.x12.bulk.schema import polars_schema

COMPARED = tuple(frame for frame in ALL_FRAMES if frame.name != "files")


def slow_frames(reader, *, skip=()):
    frames = {}
    for frame in COMPARED:
        rows = reader.out.rows.get(frame.name, [])
        data = [tuple(row.get(name) for name in frame.names()) for row in rows]
        frames[frame.name] = pl.DataFrame(data, schema=polars_schema(frame), orient="row")
    return frames


def differences(ours: BulkRead, theirs: dict[str, pl.DataFrame], skip=frozenset()) -> list[str]:
    """Return what differs, frame by frame and column by column, without values."""
    found = []
    for frame in COMPARED:
        left = ours.frame(frame.name).sort(frame.key, nulls_last=False)
        right = theirs[frame.name].sort(frame.key, nulls_last=False)
        if left.height != right.height:
            found.append(f"{frame.name}: {left.height} rows against {right.height}")
            continue
        for name in frame.names():
            if (frame.name, name) not in skip and not left[name].equals(right[name], null_equal=True):
                at = [i for i, (a, b) in enumerate(zip(left[name].to_list(), right[name].to_list())) if a != b]
                found.append(
                    f"{frame.name}.{name}: {len(at)} rows, first {at[0]} {left[name][at[0]]!r} {right[name][at[0]]!r}"
                )
    return found
