"""What the parts of the simulated world say to each other: people, visits, bills, decisions, events.

Nouns only, no behavior and no chance.  Read `configuration.py`, `patient.py`, `visit.py`, `bill.py`, `decision.py`,
`event.py` in that order: it is the order of a visit's life.
"""
