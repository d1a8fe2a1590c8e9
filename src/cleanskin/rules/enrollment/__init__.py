"""Who may render and bill a service: enrollment with the payer, physicians and other practitioners, supervision.

Belongs here: what the practice's list of providers, or the record of who did the work, shows against the claim.
"""
