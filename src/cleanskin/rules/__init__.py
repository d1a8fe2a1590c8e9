"""The scrubber: dermatology's claim edits, one file a rule, found by walking.

A rule is a page: what it flags, why, source, examples that run as tests.  `rule.py` is the form of a rule, `visit.py`
what it is given, `day.py` how it asks the reference data; `engine.py` runs the rules that a visit triggers.
Belongs here: what is wrong with, missing from or at risk in a claim before it leaves.  Does not: reading files (`x12`),
facts about codes (`reference`), what payers answered (`denial`).  Imports `record` and `kernel` only.
"""
