"""Where the parts of frames are kept until they are asked for: in memory, or in a folder."""

from collections.abc import Sequence
from pathlib import Path

import polars as pl

from cleanskin.record.frame import Frame
from cleanskin.x12.bulk.schema import assert_declared, empty


class Store:
    """Parts of frames in memory; `folder` keeps them as Arrow files instead."""

    def __init__(self, folder: Path | str | None = None) -> None:
        self._folder = Path(folder) if folder is not None else None
        self._parts: dict[str, list[pl.DataFrame]] = {}
        self._files: dict[str, list[Path]] = {}
        self._known: set[str] = set()
        if self._folder is not None:
            self._folder.mkdir(parents=True, exist_ok=True)

    def add(self, frame: Frame, data: pl.DataFrame) -> None:
        """Keep a part; TypeError when it, the first of its frame, differs from the declaration."""
        if frame.name not in self._known:
            assert_declared(data, frame)
            self._known.add(frame.name)
        if not data.height:
            return
        if self._folder is None:
            self._parts.setdefault(frame.name, []).append(data)
            return
        files = self._files.setdefault(frame.name, [])
        path = self._folder / f"{frame.name}-{len(files) + 1:05d}.arrow"
        data.write_ipc(path, compression="lz4")
        files.append(path)

    def frame(self, frame: Frame, columns: Sequence[str] | None = None) -> pl.DataFrame:
        """Return a frame, or only some of its columns, read from its parts."""
        files = self._files.get(frame.name)
        if files:
            lazy = pl.scan_ipc(files)
            return (lazy if columns is None else lazy.select(columns)).collect()
        parts = self._parts.get(frame.name)
        if not parts:
            data = empty(frame)
        else:
            if len(parts) > 1:
                parts[:] = [pl.concat(parts, rechunk=False)]
            data = parts[0]
        return data if columns is None else data.select(columns)
