"""Rules about visits at a distance: by video, by telephone, by pictures, by messages.

Belongs here: what differs because patient and clinician are not in one room: codes, places, modifiers, by payer and
day.  Does not: the level of the visit (`evaluation`).
"""
