"""Before and around the visit: verdicts at booking (`verdict.py`), what an answer about coverage means
(`benefits.py`), later authorization, estimate, consent.

Belongs here: what the front desk asks and says.  Does not: codes of documented work (`charge`).
"""
