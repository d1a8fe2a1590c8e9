"""The wire format: X12 files read, diagnosed, written, and mapped to and from the nouns.

Belongs here: envelopes, segments, guides as tables, the walker, the writer, bulk reading into columns.
Does not: what a denial means, which remittance answers which claim.
Read `lex.py`, then `tree.py` and `walk.py`; `bulk/frames.py` for the columns.
"""
