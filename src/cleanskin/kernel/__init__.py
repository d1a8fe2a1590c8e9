"""Money, periods, identifiers, findings and sources: what every other ring is written in.

Belongs here: small, pure values that know nothing of claims, X12 or files.
Does not: anything that names a noun of the revenue cycle (see `record`).
Read `finding.py` first.
"""
