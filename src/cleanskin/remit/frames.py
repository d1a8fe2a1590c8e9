"""The frames that matching makes.  `claim_id`, `line_id`, `remit_claim_id`, `remit_line_id` are those of `x12.bulk.frames`."""

from cleanskin.record.frame import Column, Frame

CLAIM_CHAINS = Frame(
    "claim_chains",
    "one row per row of the claims frame",
    ("claim_id",),
    (
        Column("claim_id", "id", "row of the claims frame"),
        Column("root_claim_id", "id", "the original of its chain; itself for an original"),
        Column("sequence", "count", "order of submission within the chain, the original being 1"),
        Column(
            "relation",
            "code",
            "original, replacement (7), void (8), resubmission (1 again after an answer or rejection), secondary (same visit sent to the next payer), duplicate",
        ),
        Column(
            "duplicate_of_claim_id",
            "id",
            "for a duplicate (the same claim in two files, or twice in one): the row it repeats; it counts nowhere",
        ),
        Column("reason", "code", "why it was joined: payer_control_number, content, control_number_and_service, ..."),
    ),
)

CLAIM_MATCHES = Frame(
    "claim_matches",
    "one row per row of the remit_claims frame",
    ("remit_claim_id",),
    (
        Column("remit_claim_id", "id", "row of the remit_claims frame"),
        Column("claim_id", "id", "the submitted claim it answers; null for an orphan"),
        Column("root_claim_id", "id", "the original of that claim's chain; null for an orphan"),
        Column(
            "reason",
            "code",
            "control_number_service_charge, control_number_service, payer_control_number, line_control_number, scored, through_reversal, orphan, duplicate",
        ),
        Column("score", "ratio", "1.0 for exact keys; the score of the fallback otherwise; null for an orphan"),
        Column("payer_order", "code", "primary, secondary, tertiary: which payer in turn speaks here"),
        Column("duplicate_of_remit_claim_id", "id", "the same remittance content seen before; it counts nowhere"),
        Column(
            "event_id",
            "id",
            "row of the adjudications frame; null for a duplicate and for an orphan reversal without event",
        ),
        Column(
            "part", "code", "role in its event: decision, reversal, correction, split (one claim answered in parts)"
        ),
        Column(
            "orphan_reason",
            "code",
            "for an orphan: no_claim (nothing in the files fits), ambiguous (several claims fit equally well)",
        ),
        Column("evidence", "text", "for a scored match: each part of the score, as score.PARTS lists them"),
    ),
)

LINE_MATCHES = Frame(
    "line_matches",
    "one row per row of the remit_lines frame",
    ("remit_line_id",),
    (
        Column("remit_line_id", "id", "row of the remit_lines frame"),
        Column("line_id", "id", "the submitted line it answers; null when none was found"),
        Column(
            "reason",
            "code",
            "line_control_number, code_modifiers_charge, code_charge, submitted_code (SVC06), units_split, bundled, code, position, none",
        ),
        Column("code_changed", "flag", "the payer adjudicated another code than was billed"),
        Column("modifiers_changed", "flag", "the payer dropped or changed modifiers"),
        Column(
            "root_line_id",
            "id",
            "the line of the root claim that this answer concerns: line_id itself for an original; null when the root has no such line",
        ),
    ),
)

ADJUDICATIONS = Frame(
    "adjudications",
    "one row per decision of one payer on one original claim, reversal and correction netted to one event",
    ("event_id",),
    (
        Column("event_id", "id", "key"),
        Column("root_claim_id", "id", "the original claim; null when the remittance is an orphan"),
        Column("claim_id", "id", "the submission this event answers; null for an orphan"),
        Column(
            "remit_claim_id", "id", "the CLP that carries the decision in force (the correction where there is one)"
        ),
        Column("payer_order", "code", "primary, secondary, tertiary"),
        Column("sequence", "count", "order of this payer's events on this root claim, by date then file order, from 1"),
        Column(
            "kind",
            "code",
            "decision, correction (a reversal with its new decision), takeback (a reversal without one), forward_only (23, predetermination 25, or 19-21 without lines, adjustments or money: no decision)",
        ),
        Column("date_remitted", "date", "BPR16 of the decision, else DTM*405, else the transaction's date"),
        Column("amount_billed", "cents", "of the decision in force; 0 for a takeback"),
        Column("amount_paid", "cents", "of the decision in force; 0 for a takeback"),
        Column("amount_patient", "cents", "sum of PR adjustments of the decision in force; 0 for a takeback"),
        Column("amount_paid_change", "cents", "effect on money of all CLPs of the event: paid now less paid before"),
        Column("reversed_event_id", "id", "the event that this one undoes or corrects; null otherwise"),
        Column("reversed_paid", "cents", "what the reversal took back, as a positive amount; 0 without a reversal"),
    ),
)

CONTROL_NUMBER_HABITS = Frame(
    "control_number_habits",
    "one row per billing entity (billing TIN and NPI)",
    ("billing_tin", "billing_npi"),
    (
        Column("billing_tin", "code", "billing provider's tax number"),
        Column("billing_npi", "code", "billing provider's NPI"),
        Column("claims", "count", "claims that are not duplicates"),
        Column("distinct_control_numbers", "count", "different CLM01"),
        Column("claims_sharing_a_number", "count", "claims whose CLM01 is also on another visit's claim"),
        Column("habit", "code", "per_claim, per_account (the same number on every visit), mixed"),
        Column(
            "payer_changes",
            "texts",
            "what payers were seen to do with it: truncated_to_N, upper_cased, padded, zeros_stripped, suffix_stripped, prefix_stripped, hyphens_removed",
        ),
    ),
)

CONTROL_NUMBER_CHANGES = Frame(
    "control_number_changes",
    "one row per billing entity, payer of remittances and kind of change",
    ("billing_tin", "billing_npi", "payer", "change"),
    (
        Column("billing_tin", "code", "billing provider's tax number"),
        Column("billing_npi", "code", "billing provider's NPI"),
        Column("payer", "code", "payer as the remittance names it (id, else name)"),
        Column("change", "code", "as in control_number_habits.payer_changes"),
        Column("seen", "count", "remittance claims whose control number was changed so"),
        Column("answers", "count", "matched remittance claims of this payer that bear a control number"),
    ),
)

MATCH_FRAMES = (
    CLAIM_CHAINS,
    CLAIM_MATCHES,
    LINE_MATCHES,
    ADJUDICATIONS,
    CONTROL_NUMBER_HABITS,
    CONTROL_NUMBER_CHANGES,
)
