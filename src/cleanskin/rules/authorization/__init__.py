"""A payer's leave asked beforehand: missing, expired, for another code, used up.

Belongs here: the number on the claim against the practice's log of authorizations.
"""
