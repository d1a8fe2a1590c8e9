"""Compiled forms of modules, imported in place of their sources for as long as they belong to them.

`make fast` (`bin/compile_notes.py`) writes into `cleanskin/_compiled/` one extension module for each compiled source,
one library that holds their code, and a `Manifest`.  The manifest names every source on which the compiled code rests,
with its size, time of change and SHA-256.  When one of them is no longer what was compiled, when the library does not
load, or when `CLEANSKIN_PLAIN` is set, nothing compiled is imported and the sources answer: always all or nothing.
A compiled form checks at run time what a source only declares of its types; where a declaration is wrong, it stops, and
`plain_form` gives the source's own answer.
"""

import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from importlib import import_module
from importlib.abc import MetaPathFinder
from importlib.machinery import EXTENSION_SUFFIXES, ExtensionFileLoader, ModuleSpec
from importlib.util import module_from_spec
from pathlib import Path
from types import ModuleType

import msgspec

PLAIN = "CLEANSKIN_PLAIN"
"""Environment variable that, when not empty, leaves compiled modules aside."""

SUFFIX = EXTENSION_SUFFIXES[0]
"""How files of extension modules end for this interpreter: its version and its platform."""

FOLDER = Path(__file__).resolve().parents[1] / "_compiled"
"""Where compiled forms lie; no part of the repository."""


COMPILED = ("cleanskin.note", "cleanskin.charge")
"""The packages whose modules are compiled: only who imports them waits for the look at their sources."""


class Held(msgspec.Struct, frozen=True):
    """A source as it was compiled: size in bytes, time of its last change in nanoseconds, SHA-256 of its content."""

    size: int
    changed_ns: int
    sha256: str


class Manifest(msgspec.Struct, frozen=True):
    """What was compiled: the folder with the files, the name of the library, the modules, and what they rest on.

    `sources` are paths from the package's folder.
    """

    folder: str
    library: str
    modules: tuple[str, ...]
    sources: dict[str, Held]


def manifest_path(folder: Path) -> Path:
    """Return where the manifest for this interpreter lies."""
    return folder / f"manifest{SUFFIX}.json"


def read_manifest(folder: Path) -> Manifest | None:
    """Return what was compiled for this interpreter; None when nothing was, or when it cannot be read."""
    try:
        return msgspec.json.decode(manifest_path(folder).read_bytes(), type=Manifest)
    except (OSError, msgspec.MsgspecError):
        return None


def is_fresh(sources: Mapping[str, Held], package: Path) -> bool:
    """True when every source is what it was: by size and time of change, else by its content."""
    start = os.fspath(package)
    for name, held in sources.items():
        path = os.path.join(start, name)  # noqa: PTH118 - a hundred paths at every start
        try:
            found = os.stat(path)  # noqa: PTH116
            if found.st_size != held.size:
                return False
            if found.st_mtime_ns != held.changed_ns and digest(Path(path).read_bytes()) != held.sha256:
                return False
        except OSError:
            return False
    return True


def digest(content: bytes) -> str:
    """Return the SHA-256 of a source."""
    import hashlib  # seldom needed, and slow to import

    return hashlib.sha256(content).hexdigest()


class Finder(MetaPathFinder):
    """Finds the compiled forms of some packages' modules; looks whether they hold when it is first asked for one."""

    def __init__(self, packages: Iterable[str], folder: Path) -> None:
        """Serve the modules of packages from a folder that lies beside them, in the folder of all packages."""
        self._inside = tuple(f"{one}." for one in packages)
        self._folder = folder
        self._files: dict[str, str] | None = None

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Return where a module's compiled form is; None when it has none that holds."""
        if path is None or not fullname.startswith(self._inside):
            return None  # a top-level module, or another package's
        file = self.files().get(fullname)
        return None if file is None else _spec(fullname, file)

    def files(self) -> Mapping[str, str]:
        """Return the file of each compiled module; none when they do not hold."""
        if self._files is None:
            self._files = {}  # while the library is loaded: it is not found by this finder
            self._files = self._look()
        return self._files

    def _look(self) -> dict[str, str]:
        manifest = read_manifest(self._folder)
        if manifest is None or not is_fresh(manifest.sources, self._folder.parent):
            return {}
        start = self._folder / manifest.folder
        files = {name: os.fspath(start.joinpath(*name.split("."))) + SUFFIX for name in manifest.modules}
        if not all(map(os.path.exists, files.values())) or not _is_loaded(manifest.library, start):
            return {}
        return files


def _spec(name: str, file: str) -> ModuleSpec:
    spec = ModuleSpec(name, ExtensionFileLoader(name, file), origin=file)
    spec.has_location = True
    return spec


def _is_loaded(library: str, folder: Path) -> bool:
    """Load the library, which the compiled modules ask for by its name."""
    if library in sys.modules:
        return True
    spec = _spec(library, os.fspath(folder / library) + SUFFIX)
    try:
        sys.modules[library] = module_from_spec(spec)
    except ImportError:  # made for another system
        return False
    return True


_FINDER = Finder(COMPILED, FOLDER)


def serve() -> None:
    """Let compiled modules be found before sources, unless the environment says otherwise."""
    if not os.environ.get(PLAIN) and _FINDER not in sys.meta_path and FOLDER.is_dir():
        sys.meta_path.insert(0, _FINDER)


def modules_in_use() -> tuple[str, ...]:
    """Return the names of the modules that were imported in their compiled form."""
    if _FINDER not in sys.meta_path:
        return ()
    return tuple(name for name in _FINDER.files() if name in sys.modules)


def plain_form(name: str, file: str) -> ModuleType | None:
    """Return the plain form of a module that was imported from a compiled file; None when it is the plain one.

    All compiled modules are given up for what is imported from now on; those already imported go on as they are.
    """
    if not file.endswith(SUFFIX):
        return None
    if _FINDER in sys.meta_path:
        sys.meta_path.remove(_FINDER)
        for module in _FINDER.files():
            package, _, own = module.rpartition(".")
            if sys.modules.pop(module, None) is not None and hasattr(sys.modules.get(package), own):
                delattr(sys.modules[package], own)  # so that `from package import module` looks anew
    return import_module(name)
