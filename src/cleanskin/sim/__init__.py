"""The simulated world: invented practices, patients and payers that answer in X12, from a seed.

It shares no code with matching, classification or KPIs: it is the independent oracle of what was billed and decided.
Only the command line and tests import it.  Read `engine/write.py` first.
"""
