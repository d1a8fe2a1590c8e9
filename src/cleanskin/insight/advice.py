"""What to change, by root cause: the process that lets the denial happen, in the words of a dermatology office."""

import msgspec


class Advice(msgspec.Struct, frozen=True):
    """How a root cause is prevented.  `title` completes "..."; `change` is the process; `first_step` fits in a week."""

    title: str
    change: str
    first_step: str
    owner: str


ADVICE: dict[str, Advice] = {
    "eligibility_registration": Advice(
        "Check coverage before the visit",
        "Verify eligibility for every scheduled patient two days ahead and again at check-in, in January for everybody; copy the "
        "member id and name from the card of the day, not from last year.",
        "Take the last 20 of these denials and write down what the front desk could have seen, and when.",
        "front_desk",
    ),
    "prior_authorization": Advice(
        "Get the authorization before the service",
        "Keep a list of services that this payer wants authorized (biologics, light therapy, Mohs where required), block the "
        "appointment until the number is on file, and send it on the claim (REF*G1).",
        "List the codes in these denials by payer; that is the first version of the list.",
        "front_desk",
    ),
    "medical_necessity": Advice(
        "Write the reason into the note, and link it",
        "For benign lesions, destruction and repairs, chart the symptom or change that the payer's policy asks for (bleeding, "
        "itching, growth, irritation), and link that diagnosis to the line.",
        "Read the payer's policy for the two most refused codes and compare it with five notes.",
        "clinician",
    ),
    "coding_edit": Advice(
        "Stop the data error before the claim leaves",
        "Add an edit in front of submission for the missing or invalid item that the remark codes name.",
        "Group these denials by remark code; one edit for each of the first three.",
        "biller",
    ),
    "bundling_ncci": Advice(
        "Check code pairs before the claim leaves",
        "Check each visit's procedures against the quarter's NCCI pairs; where sites differ and the note says so, put 59 or X{EPSU} "
        "on the right line, else bill one code.",
        "Review ten of these with the lesion map: distinct sites or not?",
        "coder",
    ),
    "modifier": Advice(
        "Put the right modifier on the right line",
        "Settle with the coders when 25, 59/X{EPSU}, 58, 78, 79 and site modifiers apply, and check them before submission.",
        "Review ten of these denials with the note: is a modifier missing, wrong, or not supported?",
        "coder",
    ),
    "global_period": Advice(
        "Track global periods",
        "Show open 10- and 90-day global periods at check-in and to the coder; use 24, 58, 78 or 79 where the record supports it.",
        "List the procedures that opened the windows in these denials.",
        "coder",
    ),
    "frequency_mue": Advice(
        "Count units and frequency before billing",
        "Hold lines whose units exceed the payer's limit, and check dates of the last same service.",
        "Compare units billed with the note for ten of these lines.",
        "coder",
    ),
    "cosmetic_noncovered": Advice(
        "Decide medical or cosmetic before the visit",
        "Classify borderline services at booking, tell the patient the price, and have the notice or consent signed before the "
        "service; bill non-covered services to the patient, not to the insurer.",
        "List the services refused as not covered, and agree on a script for each.",
        "front_desk",
    ),
    "duplicate": Advice(
        "Look before sending again",
        "Ask for the claim's status before resubmitting; use a corrected claim (frequency 7) or 76/59 where two services were real.",
        "Find who resubmits, and after how many days.",
        "biller",
    ),
    "timely_filing": Advice(
        "Send within the filing limit, and keep the proof",
        "Watch unsent and rejected claims by payer limit; keep the payer-level acceptance (277CA) as proof.",
        "Sort these claims by days from service to first submission: late charge, rejected claim, or wrong payer first?",
        "biller",
    ),
    "documentation_request": Advice(
        "Answer record requests within the window",
        "Route every request for records to one owner with its due date; send the note the payer asks for at first.",
        "Count how many of these were answered, and after how many days.",
        "biller",
    ),
    "cob": Advice(
        "Settle who pays first",
        "Ask each patient for other coverage at check-in; send to the right payer first, then the next with the first one's answer.",
        "Call the patients of the five largest of these.",
        "front_desk",
    ),
    "enrollment_credentialing": Advice(
        "Bill only under enrolled providers",
        "Keep each provider's effective date, location and taxonomy by payer; hold claims of providers not yet effective.",
        "List these denials by provider and payer, and ask the payer for the effective date on file.",
        "manager",
    ),
    "contractual": Advice(
        "Check the contract",
        "Compare the amount with the contract's fee schedule.",
        "Load the contract's fees for the ten most billed codes.",
        "manager",
    ),
    "patient_responsibility": Advice(
        "Collect the patient's share at the visit",
        "Estimate deductible and copay before the visit and ask for it at check-in.",
        "Compare the share due with what was taken at check-in for one week.",
        "front_desk",
    ),
    "other": Advice(
        "Find out why",
        "Read the remittances of the largest of these and give each a cause.",
        "Read ten of them.",
        "biller",
    ),
}


def advice_for(category: str | None) -> Advice:
    """Return the advice for a root cause; an unknown or missing one gets "find out why"."""
    return ADVICE.get(category or "other", ADVICE["other"])
