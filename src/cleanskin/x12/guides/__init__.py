"""Guides as tables (one module a transaction, `GUIDE` in each), and how their trees become nouns and nouns trees.

Belongs here: what a transaction may hold, where a noun's value stands.
Does not: checking (`walk.py`), delimiters and envelopes (`write.py`), a payer's deviations (`partners`).
Read `declare.py` for the notation, then `remittance_835.py`; `claim_837p_record.py` for the nouns.
"""
