"""The nouns of the revenue cycle, frozen, and the Protocols by which inner rings ask for data.

Belongs here: what a claim, a service line, a remittance is, in the field's own terms, with units in the names.
Does not: how X12 writes it (`x12/guides`), what it means for money (`remit`, `denial`, `insight`).
Read `claim.py` first, then `remittance.py`; `frame.py` declares the same nouns as columns.
"""
