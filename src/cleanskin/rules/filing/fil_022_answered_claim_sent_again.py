"""A claim sent as new although the payer has already answered one with its number.

A claim that was answered is corrected (7) or appealed, not sent again: the payer denies the repetition as a duplicate,
and the days of the appeal run. One that Medicare returned as unprocessable is the exception.
"""

from collections.abc import Iterator

from cleanskin.record.remittance import ClaimPayment
from cleanskin.rules.day import Day
from cleanskin.rules.rule import (
    Flag,
    Rule,
    cited,
    every_visit,
    flag,
)
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-FIL-022",
    name="answered-claim-sent-again",
    outcome="denial",
    severity="warn",
    triggers=every_visit(),
    needs=("history",),
    claim_wide=True,
    carc="18",
    message="The payer has answered a claim of this number, and this one goes out as new.",
    fix="Read the answer: correct it as a replacement, ask for a reopening (Medicare), or appeal.",
    source=cited("Denials and appeals", "CH-1 to CH-5, last line of section 5", trust="derived"),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag a new claim whose number the payer has answered, other than by reversal or as unprocessable."""
    history = visit.context.history
    if history is None or visit.claim.frequency_code != "1":
        return
    answers = history.answers(visit.claim.patient_control_number, visit.payer_id)
    if answers and not answers[-1].is_reversal and not _is_unprocessable(answers[-1]):
        yield flag(evidence=(f"{len(answers)} answers",))


def _is_unprocessable(answer: ClaimPayment) -> bool:
    return answer.outpatient is not None and "MA130" in answer.outpatient.remarks


RULE.examples = """
flags    answered=EX1 99213 L40.0 << none
near     answered=EX7 99213 L40.0 << none
passes   answered=EX1 frequency=7 99213 L40.0 << none
cannot   99213 L40.0
"""
