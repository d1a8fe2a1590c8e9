"""The visit itself: whether an evaluation is reported beside what was done, by which code, at which level.

Here: the three columns of decision making, time, the kinds of visits, long-term care, prolonged time, follow-up inside
a global period.  Not here: check-ins, pictures and messages (`families`), modifiers on lines (`modifiers`).
Read `visit_line.py` first.
"""
