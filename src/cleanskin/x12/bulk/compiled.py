"""Whether the compiled kernels are in use.

They are loaded once enough bytes are to be read that loading pays, and only when numba is installed; else numpy does
the same work.  Results do not depend on it.
"""

import importlib
import threading
from types import ModuleType

LOAD_FROM_BYTES = 64 << 20
"""Bytes read by one call from which the kernels are loaded: loading takes about a second, and that is what they save
on so many.  Compiling, once after installing, takes some fifteen."""

_PACKAGE = "cleanskin.x12.bulk.kernels"
_lock = threading.Lock()


class _State:
    """What is loaded: `module` is None until then, and for good when numba is missing or does not fit."""

    module: ModuleType | None = None
    tried = False


def kernels() -> ModuleType | None:
    """Return the kernels when they are loaded, else None."""
    return _State.module


def load() -> bool:
    """Load the kernels; False when numba is not there or does not work."""
    with _lock:
        if not _State.tried:
            _State.tried = True
            try:
                _State.module = importlib.import_module(_PACKAGE)
            except (ImportError, OSError, RuntimeError):  # no numba; one that fits no other version; no cache folder
                _State.module = None
    return _State.module is not None


def unload() -> None:
    """Go back to numpy until `load` is called again."""
    with _lock:
        _State.module, _State.tried = None, False
