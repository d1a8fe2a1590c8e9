"""Who and what a claim names before any code is read: subscriber, payers, providers, addresses, numbers, sums.

Belongs here: what a clearinghouse or a payer's front end returns unread. Not here: days and duplicates (filing), places
of service (place), enrollment, authorizations.
"""
