"""A clearinghouse that answers a folder: files put into an inbox are answered in an outbox as days pass.

The clock is passed in: a step is one look at the inbox on a simulated day.  Everything taken is kept in the state
folder (`received/`, `journal.jsonl`), and what is known is what a replay of the journal gives: a service that was
stopped at any point goes on where it was.  An answer is written once under a name of its own, complete or not at all;
only one whose writing was cut off is written again, with the same name and bytes.
"""

import os
from datetime import date
from hashlib import sha256
from pathlib import Path

import msgspec

from cleanskin.sim.clearinghouse.answering import Answering, Output
from cleanskin.sim.payer.book import MemberBook

_UNFINISHED = (".part", ".tmp", ".crdownload", "~")
_TRAILER_WINDOW = 200


class Opened(msgspec.Struct, frozen=True, tag="opened"):
    """The journal's first entry."""

    seed: int


class Taken(msgspec.Struct, frozen=True, tag="taken"):
    """A step's beginning: its day, and the files taken, as name and content hash; each is kept in `received`."""

    day: date
    files: tuple[tuple[str, str], ...] = ()


class Written(msgspec.Struct, frozen=True, tag="written"):
    """An answer that lies in the outbox."""

    path: str


class Done(msgspec.Struct, frozen=True, tag="done"):
    """A step's end."""


Entry = Opened | Taken | Written | Done


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """What one look did: files taken, files that wait until they are whole, files known already, answers written."""

    taken: tuple[str, ...] = ()
    waiting: tuple[str, ...] = ()
    repeated: tuple[str, ...] = ()
    written: tuple[str, ...] = ()


class Service:
    """Answers a folder."""

    def __init__(self, inbox: Path, outbox: Path, state: Path, *, seed: int, book: MemberBook | None = None) -> None:
        """Open or go on; raises ValueError when the state folder belongs to another seed or is not readable."""
        self._inbox, self._outbox, self._state = inbox, outbox, state
        self._answering = Answering(seed=seed, book=book, refuses_repeats=True)
        self._hashes: set[str] = set()
        self._known: dict[str, tuple[int, int]] = {}
        self._seen: dict[str, tuple[int, int]] = {}
        self._day: date | None = None
        self._unwritten: list[Output] = []
        for folder in (inbox, outbox, state / "received"):
            folder.mkdir(parents=True, exist_ok=True)
        entries = self._entries()
        if not entries:
            self._append(Opened(seed))
        elif not isinstance(entries[0], Opened) or entries[0].seed != seed:
            raise ValueError("the state folder belongs to a service of another seed")
        self._replay(entries)

    def step(self, today: date) -> Step:
        """Take what is whole and new, and write what is due; ValueError when the day lies before the last one."""
        if self._day is not None and today < self._day:
            raise ValueError(f"the clock went back from {self._day.isoformat()} to {today.isoformat()}")
        written = self._write(self._unwritten) if self._unwritten else []
        taken, waiting, repeated = self._look()
        due = self._answering.next_due
        if taken or (due is not None and due <= today):
            for _, hash, data in taken:
                _put(self._state / "received" / hash, data)
            self._append(Taken(today, tuple([(name, hash) for name, hash, _ in taken])))
            for name, _, data in taken:
                self._answering.take(name, data, today)
            written += self._write(self._answering.due(today))
            self._day = today
        return Step(
            taken=tuple([name for name, _, _ in taken]), waiting=tuple(waiting), repeated=tuple(repeated),
            written=tuple(written),
        )  # fmt: skip

    @property
    def next_due(self) -> date | None:
        """The next day on which an answer falls due, None when nothing waits."""
        return self._answering.next_due

    def _look(self) -> tuple[list[tuple[str, str, bytes]], list[str], list[str]]:
        """Return new whole files (name, hash, bytes), names of those not whole yet, names of those known."""
        taken: list[tuple[str, str, bytes]] = []
        waiting: list[str] = []
        repeated: list[str] = []
        for path in sorted(self._inbox.iterdir()):
            name = path.name
            if not path.is_file() or name.startswith(".") or name.endswith(_UNFINISHED):
                continue
            stat = path.stat()
            size = (stat.st_size, stat.st_mtime_ns)
            if self._known.get(name) == size:
                continue
            data = path.read_bytes()
            if not _is_whole(data) and self._seen.get(name) != size:
                self._seen[name] = size
                waiting.append(name)
                continue
            self._seen.pop(name, None)
            self._known[name] = size
            hash = sha256(data).hexdigest()
            if hash in self._hashes:
                repeated.append(name)
            else:
                self._hashes.add(hash)
                taken.append((name, hash, data))
        return taken, waiting, repeated

    def _write(self, outputs: list[Output]) -> list[str]:
        """Write answers, each whole, and note each in the journal; then the step's end."""
        written = []
        self._unwritten = list(outputs)
        for output in outputs:
            target = self._outbox / output.path
            target.parent.mkdir(parents=True, exist_ok=True)
            _put(target, output.data)
            self._append(Written(output.path))
            self._unwritten.remove(output)
            written.append(output.path)
        self._append(Done())
        return written

    # the journal

    def _append(self, entry: Entry) -> None:
        with (self._state / "journal.jsonl").open("ab") as stream:
            stream.write(msgspec.json.encode(entry) + b"\n")
            stream.flush()
            os.fsync(stream.fileno())

    def _entries(self) -> list[Entry]:
        """Read the journal; a last line that was cut off is dropped, also from the file."""
        path = self._state / "journal.jsonl"
        if not path.exists():
            return []
        data = path.read_bytes()
        whole = data[: data.rfind(b"\n") + 1]
        if len(whole) != len(data):
            _put(path, whole)
        decode = msgspec.json.Decoder(Entry).decode
        try:
            return [decode(line) for line in whole.splitlines()]
        except msgspec.ValidationError as fault:
            raise ValueError("the state folder's journal cannot be read") from fault

    def _replay(self, entries: list[Entry]) -> None:
        """Come to know again what was taken and answered; what a step left unwritten waits to be written."""
        left: dict[str, Output] = {}
        for entry in entries:
            match entry:
                case Taken():
                    for name, hash in entry.files:
                        self._hashes.add(hash)
                        self._answering.take(name, (self._state / "received" / hash).read_bytes(), entry.day)
                    self._day = entry.day
                    left = {output.path: output for output in self._answering.due(entry.day)}
                case Written():
                    left.pop(entry.path, None)
                case Done():
                    left = {}
        self._unwritten = list(left.values())


def _is_whole(data: bytes) -> bool:
    """True when the last segment is an interchange's trailer; other files are taken when they grow no more."""
    tail = data[-_TRAILER_WINDOW:].rstrip()
    place = tail.rfind(b"IEA")
    return place >= 0 and not tail[-1:].isalnum()


def _put(path: Path, data: bytes) -> None:
    """Write a file whole or not at all."""
    beside = path.with_name(f".{path.name}.tmp")
    with beside.open("wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())
    beside.replace(path)
