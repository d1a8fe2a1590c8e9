"""Shapes of procedure codes as the official files write them: upper case, no point.

Not an importer.  Shapes only: whether a code exists, its file says.
"""

import re

PROCEDURE = r"^(?:[0-9]{4}[0-9A-Z]|[A-Z][0-9]{4})$"
"""A CPT code (the last character a digit or a letter of its category) or a HCPCS level II code."""

PROCEDURE_SHAPE = "Five characters: four digits and a digit or capital letter, or a capital letter and four digits."

_PROCEDURE = re.compile(PROCEDURE, re.ASCII)


def is_procedure(code: str) -> bool:
    """True for the shape of a CPT or HCPCS level II code."""
    return _PROCEDURE.match(code) is not None and len(code) == 5
