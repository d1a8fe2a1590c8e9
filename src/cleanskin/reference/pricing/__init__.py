"""What Medicare allows and pays for the lines of one visit, with every step of the arithmetic.

Belongs here: the fee schedule's formula, modifiers, several procedures on a day, participation, the patient's share.
Does not: the figures (`parameters/`, the reference store), other payers' contracts.  Read `nouns.py`, then `claim.py`.
What cannot be priced is said as data, never guessed.
"""

from cleanskin.reference.pricing.claim import price, price_claim
from cleanskin.reference.pricing.nouns import CannotPrice, Price, PriceLine, PricingReference, Step, Terms

__all__ = ["CannotPrice", "Price", "PriceLine", "PricingReference", "Step", "Terms", "price", "price_claim"]
