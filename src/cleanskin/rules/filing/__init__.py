"""When a claim is sent and what was sent before: dates that cannot be, filing limits, duplicates of earlier claims.

Belongs here: what needs the day of submission or the patient's other claims to be seen. Not here: how often a service
is covered (frequency), periods after surgery (global_period).
"""
