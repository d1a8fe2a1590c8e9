"""Claims before they leave: read from files and forms, set beside the patient's other claims, scrubbed, priced, mended.

Belongs here: what brings claims, history, fees and rules together; safe fixes.
Does not: the rules themselves (`rules`), printing (`cli`), what payers answered (`remit`, `denial`).
Read `scrub.py` first.
"""
