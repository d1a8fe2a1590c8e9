"""What a note says of the visit itself: problems with status and decisions, data, time, payer, earlier procedures.

Belongs here: all that bears on an evaluation and on global periods.  Does not: lesions, services, drugs (`linking`).
Read first: `reading.py`.  `earlier.py` and `apart.py` are asked before lesions are linked: the work of other days
is not today's.
"""
