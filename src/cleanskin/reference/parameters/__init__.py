"""Amounts and factors that change by date, each with its citation, one TOML file a topic.

Belongs here: what a law, a rule or a payer publishes as a number.  Does not: what to do with it (`pricing/`), amounts
of single codes (`dermatology/`).  Read a file, then `read.py`.  A value whose trust is "unverified" was believed, but
not found in the primary source; show it with that word.
"""

from cleanskin.reference.parameters.read import Numbers, ladder, parameter, parameters, value_of

__all__ = ["Numbers", "ladder", "parameter", "parameters", "value_of"]
