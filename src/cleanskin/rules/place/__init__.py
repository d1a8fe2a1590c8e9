"""Where a service was done: places of service that do not exist, or that do not go with the code.

Belongs here: the two-digit place against the code. Not here: drugs given in a facility (drug), visits at a distance
(telehealth).
"""
