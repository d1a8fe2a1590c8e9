"""What a value of the record quotes, for the tests that compare it with the text."""

from collections.abc import Iterator
from typing import Any

import msgspec

from cleanskin.record.encounter import Evidence


def quoted(value: Any) -> Iterator[Evidence]:
    """Yield every quotation in a value of the record."""
    if isinstance(value, Evidence):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from quoted(one)
    elif isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            yield from quoted(getattr(value, name))
