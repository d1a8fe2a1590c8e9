"""Values made of all their parts in order, without the detour over the names that a class of named parts takes."""

from collections.abc import Callable
from typing import Any, Final, TypeVar, cast

_Made = TypeVar("_Made")

_NEW: Final = cast("Callable[[type[Any], tuple[object, ...]], Any]", tuple.__new__)


def made(kind: type[_Made], parts: tuple[object, ...]) -> _Made:
    """Return a value of a class of named parts; `parts` are all of them, also those with defaults."""
    return cast(_Made, _NEW(kind, parts))
