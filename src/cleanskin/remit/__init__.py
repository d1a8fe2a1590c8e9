"""Remittances: which answer belongs to which claim, and what the answers come to.

Belongs here: duplicates, chains of corrections, matching, reversals netted to events, balances.
Does not: what an adjustment means (`denial`), rates and reports (`insight`).
Read `frames.py` first, then `match.py`.
"""
