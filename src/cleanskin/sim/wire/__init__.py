"""X12 text of the simulated world's nouns: quick, plain, without reading back (tests and judges read it back).

Texts are of the level below their batch; numbers that depend on the batch are marks (`segments.py`).
"""

from cleanskin.sim.wire.acknowledgement import render_front_end
from cleanskin.sim.wire.claim import billing_text, render_claim
from cleanskin.sim.wire.events import claim_event, decision_event, front_end_event, message_event, render_message
from cleanskin.sim.wire.remittance import OutOfBalance, render_decision

__all__ = [
    "OutOfBalance",
    "billing_text",
    "claim_event",
    "decision_event",
    "front_end_event",
    "message_event",
    "render_claim",
    "render_decision",
    "render_front_end",
    "render_message",
]
