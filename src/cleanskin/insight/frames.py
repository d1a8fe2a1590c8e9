"""The facts that every KPI and every page of a report are computed from.

`claim_facts` and `line_facts` join submission, first answer and present state of each original claim.  "Original" means
the root of its chain (remit.frames.CLAIM_CHAINS); duplicates, replacements, voids and secondary claims add to their
root's facts and are no rows of their own (kpis: a corrected claim inherits the cohort of the original).
"First answer" is the first event of the first payer that is a decision; a later correction never changes it.
"""

from cleanskin.record.frame import Column, Frame

CLAIM_FACTS = Frame(
    "claim_facts",
    "one row per original claim",
    ("root_claim_id",),
    (
        Column("root_claim_id", "id", "row of the claims frame"),
        Column("entity", "code", "billing entity: TIN/NPI, as 'tin:npi'"),
        Column(
            "population",
            "code",
            "insurance (what the figures speak of), test, encounter, capitated, workers_compensation, auto, self_pay",
        ),
        Column("payer", "code", "payer key after aliases"),
        Column("payer_label", "code", "name to show for the payer"),
        Column("filing_indicator", "code", "SBR09"),
        Column("provider", "code", "rendering NPI, else billing NPI"),
        Column("location", "code", "service facility NPI, else ZIP of service facility, else billing ZIP"),
        Column(
            "patient_key", "id", "patients told apart by payer member id, birth date and name; for counting visits only"
        ),
        Column("date_of_service", "date", "first day"),
        Column("date_submitted", "date", "first submission (BHT04, else GS04)"),
        Column("date_first_answer", "date", "first decision of the primary payer; null when unanswered"),
        Column("date_last_event", "date", "latest event of any payer; null without"),
        Column("submissions", "count", "submissions of the chain, voids included"),
        Column("date_resubmitted", "date", "first replacement or resubmission after the first answer; null without"),
        Column(
            "visit_class",
            "code",
            "visit, procedure, surgery, pathology, drug, other: the highest class among its lines",
        ),
        Column("amount_billed", "cents", "CLM02 of the original"),
        Column("first_outcome", "code", "outcome of the first answer (denial.frames); null when unanswered"),
        Column(
            "first_has_denied_line", "flag", "first answer holds a denied or unprocessable line; null when unanswered"
        ),
        Column("first_amount_denied", "cents", "billed amount refused by the first answer"),
        Column("first_amount_paid", "cents", "paid by the first answer"),
        Column("category", "code", "root cause of the first answer's denial; null without"),
        Column("carc", "code", "leading CARC of the first answer's denial; null without"),
        Column("group_code", "code", "leading group code; null without"),
        Column("remarks_key", "code", "leading RARCs; null without"),
        Column("owner", "code", "owner of the fix; null without"),
        Column("action", "code", "next action; null without"),
        Column("amount_paid", "cents", "all payers, net of takebacks, to date"),
        Column("amount_paid_primary", "cents", "primary payer, net, to date"),
        Column("amount_patient", "cents", "patient share of the latest decision of the last payer that spoke"),
        Column("amount_contractual", "cents", "contractual adjustments of the latest decisions"),
        Column("amount_denied_now", "cents", "billed amount still refused by the latest decision"),
        Column(
            "amount_recovered",
            "cents",
            "paid or made patient share after a denial of the first answer, on the refused lines",
        ),
        Column(
            "expected_allowed_open",
            "cents",
            "expected allowed still open (unanswered or refused lines); null when it cannot be estimated",
        ),
        Column(
            "amount_open",
            "cents",
            "billed amount still open with payers: unanswered, refused and not closed, or pended",
        ),
        Column("amount_taken_back", "cents", "reversed and not paid again, positive"),
        Column(
            "state",
            "code",
            "paid, patient_share, denied, partly_denied, recovered, pended, open, voided, taken_back, not_observed, closed_zero (settled without money), undetermined (only answers that nobody can classify, or 'duplicate')",
        ),
        Column("observed", "flag", "its payer and month have remittances enough to speak (coverage.py)"),
        Column("matured", "flag", "older than the payer's usual answer time at as_of, or answered"),
        Column("acknowledged", "code", "first submission's 277CA: accepted, rejected or null without one"),
        Column("date_answer_usual", "date", "day by which its payer has usually answered; cohorts mature on it"),
        Column("date_recovered", "date", "first event that allowed more on a line first refused; null without"),
        Column(
            "payer_order",
            "code",
            "primary, secondary or tertiary: which payer in turn the original was sent to (SBR01)",
        ),
        Column("is_first_submission", "flag", "false for a replacement or void whose original is not in the files"),
    ),
)

LINE_FACTS = Frame(
    "line_facts",
    "one row per service line of an original claim",
    ("line_id",),
    (
        Column("line_id", "id", "row of the service_lines frame"),
        Column("root_claim_id", "id", "row of claim_facts"),
        Column("entity", "code", "as in claim_facts"),
        Column("population", "code", "as in claim_facts"),
        Column("payer", "code", "as in claim_facts"),
        Column("provider", "code", "rendering NPI of the line, else of the claim, else billing NPI"),
        Column("location", "code", "as in claim_facts"),
        Column("date_of_service", "date", "first day"),
        Column("code", "code", "procedure code billed"),
        Column("modifiers", "code", "modifiers billed, sorted, joined by ' '"),
        Column("units", "quantity", "SV104"),
        Column("family", "code", "procedure family of reference/dermatology; 'other' when not in the table"),
        Column("visit_class", "code", "visit, procedure, surgery, pathology, drug, other"),
        Column("amount_billed", "cents", "SV102"),
        Column("date_first_answer", "date", "first decision that names this line; null when unanswered"),
        Column("first_outcome", "code", "outcome of the first answer (denial.frames); null when unanswered"),
        Column("category", "code", "root cause of the first refusal; null without"),
        Column("carc", "code", "leading CARC of the first refusal"),
        Column("group_code", "code", "leading group code of the first refusal"),
        Column("remarks_key", "code", "RARCs of the first refusal"),
        Column("owner", "code", "owner of the fix"),
        Column("action", "code", "next action"),
        Column("recoverable", "code", "yes, no, depends, na"),
        Column("first_amount_denied", "cents", "billed amount refused by the first answer"),
        Column("amount_denied_now", "cents", "billed amount refused by the latest decision"),
        Column("amount_paid", "cents", "all payers, latest decisions, net"),
        Column("amount_patient", "cents", "patient share of the latest decision"),
        Column(
            "amount_allowed", "cents", "allowed of the primary payer's latest decision; null when refused or unanswered"
        ),
        Column(
            "expected_allowed",
            "cents",
            "allowed where known, else estimated from paid lines of the same payer, code and modifiers; null when neither",
        ),
        Column("expected_is_estimate", "flag", "expected_allowed was estimated"),
        Column("amount_recovered", "cents", "allowed after a first refusal"),
        Column("observed", "flag", "as in claim_facts"),
        Column("matured", "flag", "as in claim_facts"),
        Column("date_submitted", "date", "as in claim_facts"),
        Column("date_answer_usual", "date", "as in claim_facts"),
        Column("date_recovered", "date", "first event that allowed more after a first refusal; null without"),
        Column(
            "expected_paid",
            "cents",
            "expected_allowed less the patient's share (for an estimate: the payer's usual part); null when unknown",
        ),
        Column("claim_state", "code", "state of its claim, as in claim_facts"),
        Column("patient_key", "id", "as in claim_facts"),
    ),
)

COVERAGE_CELLS = Frame(
    "coverage_cells",
    "one row per billing entity, payer and month of service",
    ("entity", "payer", "month"),
    (
        Column("entity", "code", "billing entity"),
        Column("payer", "code", "payer key after aliases"),
        Column("payer_label", "text", "name to show"),
        Column("month", "date", "first day of the month of service"),
        Column("claims", "count", "original claims"),
        Column("claims_answered", "count", "of those, with a decision"),
        Column("amount_billed", "cents", "charges of those claims"),
        Column("amount_billed_answered", "cents", "charges of the answered ones"),
        Column("remits", "count", "remittance claims with this month of service"),
        Column("remits_matched", "count", "of those, matched to a claim"),
        Column(
            "status",
            "code",
            "observed, young (claims still within the usual answer time), no_remittances, no_claims, sparse",
        ),
    ),
)

INSIGHT_FRAMES = (CLAIM_FACTS, LINE_FACTS, COVERAGE_CELLS)
