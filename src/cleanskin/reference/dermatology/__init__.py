"""The built-in dermatology pack: plain-text tables that a coder can read and correct, and their look-ups.

`codes.tsv` has one row a code; `codes.py` reads it once.
"""
