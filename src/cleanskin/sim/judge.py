"""How an invented payer judges a submission: refusal or payment, root cause and codes, and its small habits."""

from datetime import date

import msgspec

from cleanskin.sim.adjudicate import LineDecision, assert_balanced, decide
from cleanskin.sim.claim import Claim, Submission
from cleanskin.sim.denials import CAUSE_BY_NAME, Cause, Codes, draw_cause, draw_codes
from cleanskin.sim.pick import pick
from cleanskin.sim.visits import Line
from cleanskin.sim.world import World

_CUT_FAMILIES = frozenset({"mohs", "biopsy", "excision_benign", "excision_malignant"})
_DOWNCODES = {"99214": "99213", "99215": "99214", "99204": "99203"}


class Judgement(msgspec.Struct, gc=False):
    """A payer's decision with the cause behind it."""

    decisions: list[LineDecision]
    cause: Cause | None = None
    codes: Codes | None = None
    struck: tuple[Line, ...] = ()
    manner: str = ""
    """plain, vague, unprocessable; empty without a refusal"""
    story: str = ""


def _story_refusal(world: World, claim: Claim) -> tuple[str, list[Line], Codes] | None:
    """Return story, lines and codes when a planted fact refuses this claim."""
    rng = world.rng
    day = claim.day
    lines = claim.visit.lines
    key = claim.payer.key
    if key == "quill_mutual" and world.stories.get("authorization_at_quill", day):
        struck = [line for line in lines if line.code.family in ("light", "drug") and line.code.code != "J3301"]
        if struck and rng.random() < 0.65:
            return "authorization_at_quill", struck, ("CO", "197", ())
    if key == "tanager_blue":
        story = world.stories.get("enrolment_of_new_provider", day)
        if story and story.provider_npi == claim.provider.npi and rng.random() < 0.6:
            return story.name, lines, ("CO", "B7", ("N570",))
        if world.stories.get("modifier_25_at_tanager", day):
            struck = [line for line in lines if "25" in line.modifiers]
            if struck and rng.random() < 0.34:
                return "modifier_25_at_tanager", struck, ("CO", "97", ("M15",))
    if (
        day.month == 1
        and claim.payer.kind in ("commercial", "exchange")
        and world.stories.get("eligibility_in_january", day)
        and rng.random() < 0.09
    ):
        codes: Codes = ("PR", "27", ()) if rng.random() < 0.6 else ("CO", "31", ("N382",))
        return "eligibility_in_january", lines, codes
    return None


_STORY_CAUSES = {
    "authorization_at_quill": "prior_authorisation",
    "enrolment_of_new_provider": "enrolment_credentialing",
    "modifier_25_at_tanager": "bundling_ncci",
    "eligibility_in_january": "eligibility_registration",
}


def _percent(world: World, claim: Claim) -> tuple[int, str]:
    """Return the percentage of Medicare the payer pays here, and the story that lowers it."""
    percent = claim.payer.contract_percent
    story = world.stories.get("underpaid_at_larkspur", claim.day)
    if (
        story
        and story.payer == claim.payer.key
        and any(line.code.family in _CUT_FAMILIES for line in claim.visit.lines)
    ):
        return percent * 85 // 100, story.name
    if world.rng.random() < world.options.underpaid_share:
        return percent * 9 // 10, ""
    return percent, ""


def _refused(world: World, submission: Submission, day: date, judgement: Judgement, outcome: str) -> Judgement:
    """Complete a judgement with the decisions that its struck lines and codes lead to."""
    claim = submission.claim
    percent, _ = _percent(world, claim)
    assert judgement.codes is not None
    judgement.decisions = decide(
        claim.visit.lines, claim.payer, claim.patient, world.patients, day=day, percent=percent,
        struck=list(judgement.struck), codes=judgement.codes, outcome=outcome,
    )  # fmt: skip
    return judgement


def first_judgement(world: World, submission: Submission, day: date) -> Judgement:
    """Judge a claim seen for the first time."""
    claim = submission.claim
    rng = world.rng
    lines = tuple(claim.visit.lines)
    if claim.population == "capitated":
        return _refused(world, submission, day, Judgement([], None, ("CO", "24", ()), lines), "capitated")
    if (submission.day - claim.day).days > claim.payer.filing_limit_days:
        late = Judgement([], CAUSE_BY_NAME["timely_filing"], ("CO", "29", ()), lines, "plain")
        return _refused(world, submission, day, late, "denied")
    told = _story_refusal(world, claim)
    if told is not None:
        story, struck, codes = told
        cause = CAUSE_BY_NAME[_STORY_CAUSES[story]]
        return _refused(world, submission, day, Judgement([], cause, codes, tuple(struck), "plain", story), "denied")
    chance = rng.random()
    rate = claim.payer.denial_rate * world.options.denial_scale
    if chance < rate:
        cause, struck = draw_cause(rng, claim.visit.lines, month=day.month)
        codes, manner = draw_codes(rng, cause, claim.payer, vague_share=world.options.vague_share)
        hit = lines if manner == "unprocessable" else tuple(struck)
        outcome = "unprocessable" if manner == "unprocessable" else "duplicate" if codes[1] == "18" else "denied"
        return _refused(world, submission, day, Judgement([], cause, codes, hit, manner), outcome)
    if chance > 1 - world.options.pend_share:
        return _refused(world, submission, day, Judgement([], None, ("OA", "133", ("N109",)), lines), "pend")
    return Judgement(payment(world, submission, day))


def payment(world: World, submission: Submission, day: date) -> list[LineDecision]:
    """Pay every line of a claim, with the payer's small habits."""
    claim = submission.claim
    percent, story = _percent(world, claim)
    if story and story not in claim.stories:
        claim.stories.append(story)
    decisions = decide(
        claim.visit.lines, claim.payer, claim.patient, world.patients, day=day, percent=percent, struck=[],
        codes=("CO", "45", ()),
    )  # fmt: skip
    rng = world.rng
    options = world.options
    if rng.random() < options.changed_code_share:
        decisions = [_downcoded(decision) for decision in decisions]
    if rng.random() < options.dropped_modifier_share:
        tells = rng.random() < 0.5
        for decision in decisions:
            if decision.line.modifiers and not decision.procedure:
                decision.procedure = f"HC:{decision.line.code.code}"
                decision.tells_billed = tells
    return decisions


def _downcoded(decision: LineDecision) -> LineDecision:
    """Pay a visit as one level lower: three quarters of the payment, the rest contractual."""
    lower = _DOWNCODES.get(decision.line.code.code)
    if lower is None or decision.paid < 100:
        return decision
    less = decision.paid // 4
    decision.paid -= less
    decision.adjustments = [
        (group, carc, cents + less) if (group, carc) == ("CO", "45") else (group, carc, cents)
        for group, carc, cents in decision.adjustments
    ]
    if not any(carc == "45" for _, carc, _ in decision.adjustments):
        decision.adjustments.append(("CO", "45", less))
    decision.procedure = ":".join((f"HC:{lower}", *decision.line.modifiers))
    return assert_balanced(decision)


def refuse_again(world: World, submission: Submission, day: date, earlier: Judgement) -> Judgement:
    """Refuse the same lines for the same reason a second time."""
    again = Judgement([], earlier.cause, earlier.codes, earlier.struck, earlier.manner, earlier.story)
    outcome = "unprocessable" if earlier.manner == "unprocessable" else "denied"
    return _refused(world, submission, day, again, outcome)


def rejection(world: World) -> tuple[str, str]:
    """Draw the category and status of a front-end rejection."""
    return pick(world.rng, (("A3", "33"), ("A7", "164"), ("A7", "255"), ("A3", "21"), ("A6", "153"), ("A8", "21")))
