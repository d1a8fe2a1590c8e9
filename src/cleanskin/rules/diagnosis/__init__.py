"""Rules about the diagnoses themselves: valid on the day, whole, in order, agreeing with each other and the record.

Belongs here: what holds for any procedure.  Does not: which diagnosis a certain procedure needs (the package of its
family), what Medicare's articles cover (`coverage`).
"""
