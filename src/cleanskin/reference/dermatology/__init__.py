"""The built-in dermatology pack: plain-text tables that a coder can read and correct, and their look-ups.

One table, one module: `codes.tsv` is read by `codes.py`, all with the help of `tables.py`.  `sources.tsv` names where
each row comes from; README.md explains every column and how to correct a row.
"""
