"""The acts that take a sample of tissue, by their names in the table of techniques."""

from typing import Final

SAMPLES: Final = frozenset({"biopsy", "punch", "tangential", "incisional", "shave"})
