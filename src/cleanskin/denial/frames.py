"""The frames that classification makes.

Outcome of an adjustment: contractual, patient_share, denial, unprocessable, pend, takeback, other_payer (amounts another
payer answered for), informational, duplicate, undetermined.  Outcome of a line or claim: paid, patient_share (allowed,
nothing paid, patient owes), bundled_reporting (a zero that was expected), denied, unprocessable, pend, duplicate, reversed,
informational, undetermined.
"""

from cleanskin.record.frame import Column, Frame

ADJUSTMENT_CLASSES = Frame(
    "adjustment_classes",
    "one row per distinct tuple (group code, CARC, sorted RARCs, whether its line was paid or allowed, payer order, reversal)",
    ("group_code", "carc", "remarks_key", "is_paid", "payer_order", "is_reversal"),
    (
        Column("group_code", "code", "CO, PR, OA, PI or as sent"),
        Column("carc", "code", "claim adjustment reason code"),
        Column("remarks_key", "text", "RARCs, sorted, without repeats, joined by ' '"),
        Column(
            "is_paid",
            "flag",
            "the line (or the claim, for claim-level adjustments) was paid more than zero, or allowed and left to the patient",
        ),
        Column("payer_order", "code", "primary, secondary, tertiary"),
        Column("is_reversal", "flag", "the claim status is 22"),
        Column("outcome", "code", "see the module"),
        Column("category", "code", "root cause, one of tables/categories.tsv; null when the outcome needs none"),
        Column("action", "code", "next action, one of tables/actions.tsv"),
        Column("owner", "code", "who does it: front_desk, biller, coder, clinician, manager, patient_accounts"),
        Column("recoverable", "code", "yes, no, depends, na"),
        Column("appeal", "code", "yes, no, depends"),
        Column("why", "text", "the rule that decided, in words"),
        Column("known", "flag", "false when the CARC or the group code is not in the tables"),
    ),
)

LINE_OUTCOMES = Frame(
    "line_outcomes",
    "one row per row of the remit_lines frame",
    ("remit_line_id",),
    (
        Column("remit_line_id", "id", "row of the remit_lines frame"),
        Column("remit_claim_id", "id", "row of the remit_claims frame"),
        Column("outcome", "code", "see the module"),
        Column("category", "code", "root cause of the leading adjustment; null when paid"),
        Column(
            "cause_basis",
            "code",
            "what the root cause rests on: codes, or a rule of `narrowing.py` where the codes name none; null without one",
        ),
        Column("group_code", "code", "of the leading adjustment"),
        Column("carc", "code", "of the leading adjustment"),
        Column("remarks_key", "text", "of the leading adjustment"),
        Column("action", "code", "of the leading adjustment"),
        Column("owner", "code", "of the leading adjustment"),
        Column("recoverable", "code", "of the leading adjustment"),
        Column("appeal", "code", "of the leading adjustment"),
        Column(
            "amount_denied",
            "cents",
            "billed amount refused on this line (adjustments with outcome denial or unprocessable); 0 otherwise",
        ),
        Column("amount_contractual", "cents", "sum of contractual adjustments"),
        Column("amount_patient", "cents", "sum of patient-share adjustments"),
        Column("amount_other_payer", "cents", "sum of adjustments another payer answered for"),
        Column("amount_undetermined", "cents", "sum of adjustments nobody can classify"),
        Column(
            "amount_allowed",
            "cents",
            "paid plus patient share plus other payer's share; null when denied or undetermined",
        ),
    ),
)

CLAIM_OUTCOMES = Frame(
    "claim_outcomes",
    "one row per row of the remit_claims frame",
    ("remit_claim_id",),
    (
        Column("remit_claim_id", "id", "row of the remit_claims frame"),
        Column(
            "outcome",
            "code",
            "denied when every line is; partly_denied when one is; else the lines' common outcome, paid leading",
        ),
        Column(
            "has_denied_line",
            "flag",
            "at least one line, or the claim as a whole, with outcome denied or unprocessable",
        ),
        Column("category", "code", "root cause with the largest denied amount; null without a denial"),
        Column("carc", "code", "of that root cause's leading adjustment"),
        Column("group_code", "code", "of that root cause's leading adjustment"),
        Column("remarks_key", "text", "of that root cause's leading adjustment"),
        Column("owner", "code", "of that root cause's leading adjustment"),
        Column("action", "code", "of that root cause's leading adjustment"),
        Column("amount_denied", "cents", "sum over its lines, or of the claim-level adjustments"),
        Column("amount_contractual", "cents", "sum over lines and claim-level adjustments"),
        Column("amount_patient", "cents", "sum over lines and claim-level adjustments"),
        Column("amount_other_payer", "cents", "sum over lines and claim-level adjustments"),
        Column("amount_undetermined", "cents", "sum over lines and claim-level adjustments"),
    ),
)

DENIAL_FRAMES = (ADJUSTMENT_CLASSES, LINE_OUTCOMES, CLAIM_OUTCOMES)
