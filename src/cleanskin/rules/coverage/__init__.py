"""Rules about coverage policies: what a Medicare article says of a procedure with its diagnoses on the day and state.

Belongs here: articles and national determinations as data.  Does not: cosmetic services and notices (`cosmetic`).
"""
