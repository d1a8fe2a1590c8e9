"""The other payers of a claim that were asked before the one it goes to, for the rules of secondary claims."""

from cleanskin.record.claim import Claim
from cleanskin.record.coverage import Coverage

_RANKS = "PSTABCDEFGH"


def asked_before(claim: Claim) -> list[Coverage]:
    """Return the other payers that rank before the one the claim is sent to."""
    own = _RANKS.find(claim.coverage.payer_responsibility)
    return [one for one in claim.other_coverages if 0 <= _RANKS.find(one.payer_responsibility) < own]
