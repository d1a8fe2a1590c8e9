"""Every finding about claims' files and forms that could not be used as they stand, and about what became of claims."""

from cleanskin.kernel.finding import FindingKind

FINDINGS: tuple[FindingKind, ...] = (
    FindingKind(
        "CS-CLM-001", "no-claims-in-file", None, "error", "advice",
        "The file holds no professional claims: it is neither an 837P nor a claim form.",
        "Give 837P files, or claims in the JSON or CSV form.",
    ),
    FindingKind(
        "CS-CLM-002", "claim-form-not-readable", None, "error", "advice",
        "A claim form cannot be read as JSON or CSV.",
        "Write it anew; `cleanskin scrub --schema` prints the form.",
    ),
    FindingKind(
        "CS-CLM-003", "claim-form-field-wrong", None, "error", "advice",
        "A field of a claim form is missing, unknown or of another kind than the form says: the claim was left out.",
        "Correct the field; `cleanskin scrub --schema` prints the form.",
    ),
    FindingKind(
        "CS-CLM-004", "file-given-twice", None, "note", "advice",
        "Two files have the same content; it was read once.",
        "Leave one of them out.",
    ),
    FindingKind(
        "CS-CLM-005", "fix-not-written", None, "error", "advice",
        "The file with the safe fixes was not written, because it would not read back equal.",
        "Make the changes by hand; the findings name each of them.",
    ),
    FindingKind(
        "CS-CLM-006", "fee-list-not-readable", None, "error", "advice",
        "A row of the fee list has no code or no amount that can be read; it was left out.",
        "Give a CSV with the columns code, modifier (may be empty) and amount in dollars.",
    ),
    FindingKind(
        "CS-CLM-007", "kind-of-transaction-not-scrubbed", None, "note", "advice",
        "A transaction is no professional claim (837P): it was left out.",
        "Nothing, if that was meant; institutional and dental claims are not scrubbed.",
    ),
    FindingKind(
        "CS-CLM-008", "acknowledgement-overdue", None, "warning", "rejection",
        "An answer to a submission should have come by now and did not: the claim may never have arrived.",
        "Ask the clearinghouse or the payer whether they have it; send it again when they do not.",
    ),
    FindingKind(
        "CS-CLM-009", "acknowledgements-at-odds", None, "note", "advice",
        "A submission was both taken and sent back, and no day tells which was meant last. It counts as taken.",
        "Ask the payer for the claim's status before it is sent again.",
    ),
    FindingKind(
        "CS-CLM-010", "sent-again-unrecorded", None, "note", "advice",
        "A submission was sent back, and the payer took the claim on a later day, though it is not known to have been "
        "sent again: somebody mended it elsewhere, as in the clearinghouse's own pages.",
        "Record what was changed, so that the claim in your books is the one the payer has.",
    ),
    FindingKind(
        "CS-CLM-011", "acknowledgement-of-nothing-sent", None, "note", "advice",
        "Acknowledgements or remittances speak of submissions that are not known as sent.",
        "Look for files of claims that were not given, or for answers meant for somebody else.",
    ),
)  # fmt: skip

_BY_NAME = {kind.name: kind for kind in FINDINGS}


def kind_of(name: str) -> FindingKind:
    """Return a declared kind by its name; KeyError for a name that is not declared."""
    return _BY_NAME[name]
