"""Declared frames: a table's grain and columns, said once, without a data-frame library.

A stage declares the frames it makes (`x12/bulk/frames.py`, `remit/frames.py`, ...); readers, tests and the generated
reference page use the same declaration.
"""

from typing import Literal

import msgspec

Kind = Literal["id", "text", "code", "flag", "count", "cents", "quantity", "date", "texts", "ratio"]
"""What a column holds.

id: non-negative integer key; text: free text; code: text from a small set; flag: true or false; count: integer;
cents: integer cents, signed; quantity: exact decimal with three places; date: a day; texts: list of text;
ratio: dimensionless fraction or score, for statistics only, never money.
"""


class Column(msgspec.Struct, frozen=True):
    """One column: its name, kind and meaning, with the place in X12 where there is one."""

    name: str
    kind: Kind
    doc: str
    personal: bool = False
    """True when the value may identify a patient: masked in outputs unless names are asked for."""


class Frame(msgspec.Struct, frozen=True):
    """A declared frame.  `grain` says what one row is; `key` names the columns that identify it."""

    name: str
    grain: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]

    def names(self) -> tuple[str, ...]:
        """Return the column names in order."""
        return tuple(column.name for column in self.columns)
