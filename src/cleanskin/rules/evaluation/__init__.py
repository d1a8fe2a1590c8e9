"""Rules about visits: new or established, their level, what a modifier 25 or 57 needs, what is added to a visit.

Belongs here: office, hospital, preventive and consultation visits.  Does not: visits at a distance (`telehealth`),
follow-up after a procedure (`global_period`).
"""
