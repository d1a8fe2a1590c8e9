"""Insight: what the practice's files say about its revenue, how sure that is, and what to change first.

Belongs here: facts, population and coverage, KPIs, diagnosis, recommendations, report rendering (to bytes).
Does not: reading files, matching, classification.
Read `frames.py` first, then `coverage.py` and `kpis/__init__.py`.
"""
