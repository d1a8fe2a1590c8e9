"""The staff of the simulated practice: front desk, coder, biller, follow-up, and everything they get wrong.

`prepare` is the desk's work for a visit, `charge` the claims written for it, `respond` what is done about an answer.
Slips are the rows of `errors.tsv`, each with a function of its name; their rates can be set in the configuration.
"""

from cleanskin.sim.staff.charge import charge
from cleanskin.sim.staff.desk import authorized, prepare, true_coverages
from cleanskin.sim.staff.follow_up import respond, silence
from cleanskin.sim.staff.rates import error_kinds, rates

ERRORS = error_kinds()
"""Every kind of slip by its word."""

__all__ = ["ERRORS", "authorized", "charge", "error_kinds", "prepare", "rates", "respond", "silence", "true_coverages"]
