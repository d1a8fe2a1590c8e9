"""Cleanskin: the money side of a dermatology practice, from the front desk to zero balance.

Rings, innermost first: kernel, record, x12 | reference, rules | note | sim, the stages (front_desk | charge | claim |
remit | denial), insight, cli.
Imports point inward only (`.importlinter`).  Read ARCHITECTURE.md first, then `record`.
"""

__version__ = "0.1.0"

from cleanskin.kernel.compiled import serve as _serve_compiled

_serve_compiled()
