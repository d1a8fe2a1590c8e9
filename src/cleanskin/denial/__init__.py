"""Denials: what a payer's adjustment codes mean, and whose work they make.

Belongs here: outcome and root cause from group code, CARC, RARCs, paid amount and history; the dated tables.
Does not: matching (`remit`), rates (`insight`).
Read `classify.py` first, then `tables/README.md`.
"""
