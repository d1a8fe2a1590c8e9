"""From the documented encounter to service lines with evidence: one file per family of procedures in `families`.

Belongs here: which codes, units, modifiers, diagnoses and order the record supports, and what to ask.
Does not: reading words (`note`), edits of a payer (`rules`), the claim's wire form (`claim`).
Read first: `case.py`, `family.py`, then `code.py`.
"""
