"""Files on disk: one interchange after another, by day, by month or in one file of a kind."""

from pathlib import Path
from typing import IO

from cleanskin.sim.wire.segments import END, interchange_foot, segment_count


class Interchange:
    """One interchange with one functional group, as it is put together."""

    __slots__ = ("control", "parts", "transactions")

    def __init__(self, head: str, control: int) -> None:
        """Begin with ISA and GS."""
        self.parts = [head]
        self.control = control
        self.transactions = 0

    def add(self, body: str, control: int) -> None:
        """Add one transaction (ST and what follows) and close it with SE."""
        self.transactions += 1
        self.parts.append(body)
        self.parts.append(f"SE*{segment_count(body) + 1}*{control:04d}{END}")

    def taken(self) -> str:
        """Return what was put together so far and forget it; numbers go on."""
        text = "".join(self.parts)
        self.parts.clear()
        return text

    def text(self) -> str:
        """Return what was put together, with GE and IEA."""
        return "".join(self.parts) + interchange_foot(transactions=self.transactions, control=self.control)


class Shelf:
    """The folder that files are put into; counts them and their bytes."""

    def __init__(self, out: Path, *, line_breaks: bool) -> None:
        """Put files below `out`."""
        self._out = out
        self._line_breaks = line_breaks
        self._folders: set[str] = set()
        self._open: dict[str, IO[bytes]] = {}
        self.bytes = 0

    def encoded(self, text: str) -> bytes:
        """Return rendered text as it stands in files."""
        return (text if self._line_breaks else text.replace(END, "~")).encode("ascii")

    def write(self, path: str, data: bytes) -> None:
        """Write a file, or put it at the end of the one that is there."""
        self._folder(path)
        with (self._out / path).open("ab") as stream:
            stream.write(data)
        self.bytes += len(data)

    def append(self, path: str, text: str) -> None:
        """Write more of a file that stays open."""
        stream = self._open.get(path)
        if stream is None:
            self._folder(path)
            stream = self._open[path] = (self._out / path).open("wb", buffering=1 << 18)
        data = self.encoded(text)
        stream.write(data)
        self.bytes += len(data)

    def close(self) -> None:
        """Close what is open."""
        for stream in self._open.values():
            stream.close()
        self._open.clear()

    def _folder(self, path: str) -> None:
        folder = path.rpartition("/")[0]
        if folder not in self._folders:
            (self._out / folder).mkdir(parents=True, exist_ok=True)
            self._folders.add(folder)
