"""Linking: to which lesion, service or drug each mention of a note belongs, and the fields they fill.

Belongs here: joining mentions. Does not: finding them (`marking`), what bears on the visit (`visit`), codes (`charge`).
Read first: `pieces.py`, `frames.py`, `joining.py`, then `lesions.py`.
"""
