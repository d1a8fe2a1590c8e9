"""Reading a clinical note: words with their places, then the documented encounter.  No model, only readable tables.

Belongs here: sections, sentences, numbers, sites, terms (`terms/*.tsv`), scope (negation and its kin), and the linking
of what was found to lesions, services, problems.  Does not: codes and modifiers (`charge`), what a payer covers.
Read first: `mention.py`, then `read.py`.
"""
