"""Balancing: the sums an 835 must satisfy to the cent, and those of claims and other payers' answers in an 837P.

Works on the flat segments of a transaction, so a broken loop structure does not keep a sum from being checked.  A sum
that holds an amount nobody can read is reported as not checked.  Sums: X12 005010X221A1 and 005010X222A1, sections on
balancing, as paraphrased in the project's rule list BAL-1 to BAL-10.
"""

from cleanskin.kernel.finding import Finding
from cleanskin.x12.balance_835 import Balance835
from cleanskin.x12.balance_837p import Balance837P
from cleanskin.x12.balance_rules import FORBIDS_POSTING, PROVIDER_ADJUSTMENT_KINDS
from cleanskin.x12.tree import Transaction

__all__ = [
    "FORBIDS_POSTING",
    "PROVIDER_ADJUSTMENT_KINDS",
    "balance_835",
    "balance_837p",
]


def balance_835(transaction: Transaction, *, file: str = "") -> list[Finding]:
    """Check the sums of a remittance: lines, claims, payment, methods, reversals, provider adjustments."""
    return Balance835(transaction, file).run()


def balance_837p(transaction: Transaction, *, file: str = "") -> list[Finding]:
    """Check the sums of a batch of claims: claim totals and other payers' answers."""
    return Balance837P(transaction, file).run()
