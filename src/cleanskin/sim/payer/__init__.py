"""Payers: invented, deciding by their own books and edits; they see claims and inquiries, never what really happened.

An independent oracle: nothing here knows the project's rules, reference facts or denial map.  Open a `Market` once,
a `Memory` for each patient, then `decide` claims in order of receipt.
"""

from cleanskin.sim.payer.appeals import decide_appeal
from cleanskin.sim.payer.authorizing import (
    Authorized,
    authorization_needed,
    authorize,
    authorize_service,
    authorize_services,
)
from cleanskin.sim.payer.benefits import benefits
from cleanskin.sim.payer.book import MemberBook, OpenBook, PatientBook
from cleanskin.sim.payer.coding_edits import CodingEdits, read_limits, read_pairs
from cleanskin.sim.payer.deciding import decide
from cleanskin.sim.payer.lags import answer_day
from cleanskin.sim.payer.market import Market
from cleanskin.sim.payer.memory import Memory
from cleanskin.sim.payer.nouns import CodeFact, Payer, Plan
from cleanskin.sim.payer.registry import (
    ECHOES,
    PAYER_BY_ID,
    PAYERS,
    PLANS,
    echoed,
    family_of,
    medicare_amount,
    plan_of,
    plans_of,
)
from cleanskin.sim.payer.status import ClaimStatus, claim_status

__all__ = [
    "ECHOES",
    "PAYERS",
    "PAYER_BY_ID",
    "PLANS",
    "Authorized",
    "ClaimStatus",
    "CodeFact",
    "CodingEdits",
    "Market",
    "MemberBook",
    "Memory",
    "OpenBook",
    "PatientBook",
    "Payer",
    "Plan",
    "answer_day",
    "authorization_needed",
    "authorize",
    "authorize_service",
    "authorize_services",
    "benefits",
    "claim_status",
    "decide",
    "decide_appeal",
    "echoed",
    "family_of",
    "medicare_amount",
    "plan_of",
    "plans_of",
    "read_limits",
    "read_pairs",
]
