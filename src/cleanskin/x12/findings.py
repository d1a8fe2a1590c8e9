"""Every finding that reading X12 can make, declared once: what it means and what to do.

`found` builds a `Finding` from an entry; nothing else in this ring makes one, so that `cleanskin explain CS-X12-017`,
the reference page and the tests know them all.  Numbers: 0xx file and envelope, 1xx syntax (SNIP 1), 2xx the guide's
requirements (SNIP 2), 3xx balancing (SNIP 3), 4xx situations (SNIP 4), 5xx code sets (SNIP 5).

Severity: "error" when part of the input could not be used as it stands, "warning" when it was used with a doubt,
"note" when it is merely said.  Outcome "rejection" when a 999, a 277CA or the receiver would send it back.
"""

import msgspec

from cleanskin.kernel.finding import Finding, Outcome, Pointer, Severity, SnipType


class CatalogEntry(msgspec.Struct, frozen=True):
    """One kind of finding.  `means` explains it to a biller; `act` says what to do about it."""

    id: str
    name: str
    snip: SnipType | None
    severity: Severity
    outcome: Outcome
    means: str
    act: str


_E = CatalogEntry

CATALOG: tuple[CatalogEntry, ...] = (
    # --- file and envelope ------------------------------------------------------------------------------------------
    _E("CS-X12-001", "no_x12_found", 1, "error", "rejection",
       "The file holds no X12 interchange: no ISA segment and nothing that looks like a transaction.",
       "Check that this is the file meant; ask the sender for the X12 file rather than a report or an image of it."),
    _E("CS-X12-002", "empty_file", 1, "error", "rejection",
       "The file has no content.", "Fetch it again; an interrupted download leaves such files."),
    _E("CS-X12-003", "encoding_converted", 1, "warning", "rejection",
       "The file was not stored as plain bytes of ASCII but as UTF-16 or EBCDIC; it was converted before reading, and "
       "byte offsets count in the converted text.",
       "Have it saved as plain ASCII text; receivers refuse other encodings."),
    _E("CS-X12-004", "text_not_ascii", 1, "note", "advice",
       "Characters outside ASCII occur. They were read as UTF-8 where that fits, else as Latin-1.",
       "Use the basic or extended X12 character set where the receiver is strict."),
    _E("CS-X12-005", "text_outside_interchange", 1, "warning", "rejection",
       "Text stands before the first ISA, between interchanges or after the last IEA. It was passed over.",
       "Remove it, and check that it is not a damaged interchange."),
    _E("CS-X12-006", "interchange_header_malformed", 1, "warning", "rejection",
       "The ISA segment has not the fixed form of 105 characters and a terminator. Its elements and delimiters were "
       "recovered.", "Pad each ISA element to its fixed length; receivers read them by position."),
    _E("CS-X12-007", "interchange_header_unreadable", 1, "error", "rejection",
       "An ISA segment begins but its delimiters cannot be told, so nothing after it could be read.",
       "Ask for the file again; it is cut off or damaged."),
    _E("CS-X12-008", "interchange_header_missing", 1, "error", "rejection",
       "Transactions stand without an ISA segment before them. They were read with guessed delimiters.",
       "Wrap them in ISA and IEA before they are sent on."),
    _E("CS-X12-009", "interchange_trailer_missing", 1, "error", "rejection",
       "The interchange has no IEA: it is cut off, or another one begins inside it.",
       "Compare with the sender's copy; transactions may be missing at the end."),
    _E("CS-X12-010", "interchange_control_number_differs", 1, "warning", "rejection",
       "IEA02 is not the control number of ISA13.", "Correct the control number; the two must be equal."),
    _E("CS-X12-011", "group_count_wrong", 1, "warning", "rejection",
       "IEA01 is not the number of functional groups that were read.",
       "Compare with the sender's copy; a group may be missing."),
    _E("CS-X12-012", "group_header_missing", 1, "error", "rejection",
       "A transaction stands outside any functional group (no GS before it).", "Add GS and GE around it."),
    _E("CS-X12-013", "group_trailer_missing", 1, "error", "rejection",
       "The functional group has no GE: it is cut off, or another one begins inside it.",
       "Compare with the sender's copy; transactions may be missing."),
    _E("CS-X12-014", "group_control_number_differs", 1, "warning", "rejection",
       "GE02 is not the control number of GS06.", "Correct the control number; the two must be equal."),
    _E("CS-X12-015", "transaction_count_wrong", 1, "warning", "rejection",
       "GE01 is not the number of transactions that were read in the group.",
       "Compare with the sender's copy; a transaction may be missing."),
    _E("CS-X12-016", "transaction_trailer_missing", 1, "error", "rejection",
       "The transaction has no SE: it is cut off, or another one begins inside it. Its figures may be incomplete.",
       "Get the whole file before you post or bill from it."),
    _E("CS-X12-017", "segment_count_wrong", 1, "warning", "rejection",
       "SE01 is not the number of segments from ST to SE.",
       "Correct the count; when the file was not edited by hand, segments may be missing."),
    _E("CS-X12-018", "transaction_control_number_differs", 1, "warning", "rejection",
       "SE02 is not the control number of ST02.", "Correct the control number; the two must be equal."),
    _E("CS-X12-019", "transaction_control_number_repeated", 1, "warning", "rejection",
       "Two transactions of one functional group bear the same control number (ST02).",
       "Number transactions within a group; check that none was sent twice."),
    _E("CS-X12-020", "repetition_separator_not_valid", 1, "warning", "rejection",
       "ISA11 should hold the repetition separator in this version, but holds a letter, digit, space or nothing; no "
       "element was split into repetitions.", "Set ISA11 to a character such as ^ that occurs nowhere in the data."),
    _E("CS-X12-021", "final_segment_not_terminated", 1, "warning", "rejection",
       "The file ends within a segment: the last one has no terminator.",
       "Check whether the file was cut off; terminate its last segment."),
    _E("CS-X12-022", "segment_outside_transaction", 1, "error", "rejection",
       "A segment stands between transactions, where only envelope segments may be. It belongs to nothing.",
       "Look for a missing ST or a misplaced SE before it."),
    _E("CS-X12-023", "segment_empty", 1, "warning", "rejection",
       "Two terminators follow one another with nothing between. It is not counted as a segment.",
       "Remove the extra terminator."),
    _E("CS-X12-024", "segment_id_not_valid", 1, "error", "rejection",
       "A segment does not begin with an id of two or three capitals and digits, so what it says cannot be used.",
       "Look for damage or a stray delimiter at this place."),
    _E("CS-X12-025", "segment_terminator_missing", 1, "warning", "rejection",
       "A new segment begins on a new line although the one before it was not terminated. Both were read.",
       "Terminate the segment before the line end."),
    _E("CS-X12-026", "lines_wrapped", 1, "note", "advice",
       "Line ends occur inside segments (the file was wrapped at a fixed width or by an editor). They were removed.",
       "Send it unwrapped; some receivers refuse it."),
    _E("CS-X12-027", "delimiters_collide", 1, "error", "rejection",
       "Two of the delimiters are the same character, so elements cannot be told apart with certainty.",
       "Use four different delimiters."),
    _E("CS-X12-028", "interchange_repeated", 1, "warning", "rejection",
       "The same sender and interchange control number (ISA06, ISA13) occur twice in the file.",
       "Check that the interchange was not put in twice."),
    _E("CS-X12-029", "trailer_without_header", 1, "warning", "rejection",
       "An SE, GE or IEA closes something that was not open.",
       "Look for a missing ST, GS or ISA before it."),
    _E("CS-X12-030", "version_outdated", 2, "warning", "rejection",
       "The transaction is of an older version than the one in force. It was read and counted with today's table; the "
       "requirements of today's guide were not applied to it.",
       "Send the version in force; use its figures with care."),
    _E("CS-X12-031", "guide_unknown", 2, "note", "advice",
       "No table is held for this variant of the transaction: it was read by its structure only, and its guide's "
       "requirements were not checked.", "Check the version in ST03 and GS08 if you did not expect it."),
    _E("CS-X12-032", "transaction_unknown", 2, "warning", "advice",
       "ST01 names no transaction of health-care billing that is known here. It was read by its structure only.",
       "Check ST01."),
    _E("CS-X12-033", "versions_differ", 1, "warning", "rejection",
       "ST03 and GS08 name different guides. ST03 was followed.", "Make the two equal."),
    _E("CS-X12-034", "group_code_differs", 1, "warning", "rejection",
       "GS01 is not the code that belongs to the transaction in the group.", "Correct GS01."),
    _E("CS-X12-035", "version_missing", 1, "warning", "rejection",
       "Neither ST03 nor GS08 names a guide.", "Fill GS08 (and ST03 where the guide has it)."),
    _E("CS-X12-036", "size_limit_reached", 1, "error", "advice",
       "A compressed file grows beyond the limit when unpacked, so the rest of it was not read.",
       "Unpack it yourself if you trust it, and name the folder instead."),
    _E("CS-X12-037", "file_not_readable", 1, "error", "advice",
       "The file could not be opened, or the archive is damaged or needs a password.",
       "Check permissions; unpack the archive yourself and name the folder."),
    _E("CS-X12-038", "no_transaction", 1, "error", "rejection",
       "The interchange holds no transaction.", "Fetch it again, or ask the sender what was meant to be in it."),
    _E("CS-X12-039", "component_separator_differs", 1, "warning", "rejection",
       "A composite element is divided by another character than ISA16 declares, so its parts were not read.",
       "Put the character that is used into ISA16, or use the one that stands there."),
    # --- syntax -----------------------------------------------------------------------------------------------------
    _E("CS-X12-101", "too_many_elements", 1, "warning", "rejection",
       "The segment has more elements, or the composite more components, than exist at this place.",
       "Remove what is too much; look for an unescaped delimiter inside a text."),
    _E("CS-X12-102", "element_too_short", 1, "warning", "rejection",
       "The element is shorter than allowed.", "Fill it to its least length."),
    _E("CS-X12-103", "element_too_long", 1, "warning", "rejection",
       "The element is longer than allowed.", "Shorten it."),
    _E("CS-X12-104", "element_not_of_its_kind", 1, "warning", "rejection",
       "The element should be a number, date or time, but is not.", "Correct it."),
    _E("CS-X12-105", "elements_at_odds", 1, "warning", "rejection",
       "Elements of the segment depend on each other (both or neither, at least one, at most one), and do not fit.",
       "Fill or remove the elements named."),
    _E("CS-X12-106", "character_not_valid", 1, "warning", "rejection",
       "The segment holds control characters.", "Remove them."),
    _E("CS-X12-107", "repeated_element", 1, "warning", "rejection",
       "The element is repeated more often than allowed.", "Keep as many repetitions as are allowed."),
    _E("CS-X12-110", "hierarchy_parent_missing", 1, "warning", "rejection",
       "HL02 names a parent level that was not seen before.", "Correct HL02, or add the parent level."),
    _E("CS-X12-111", "hierarchy_number_repeated", 1, "warning", "rejection",
       "Two HL segments bear the same number (HL01).", "Number the levels 1, 2, 3 in their order."),
    _E("CS-X12-112", "hierarchy_number_not_in_order", 1, "warning", "rejection",
       "HL01 does not count up by one from the HL before it.", "Number the levels 1, 2, 3 in their order."),
    _E("CS-X12-113", "hierarchy_child_code_wrong", 1, "warning", "rejection",
       "HL04 says that levels below follow, and none does, or the reverse.",
       "Set HL04 to 1 when a level below follows, else 0."),
    _E("CS-X12-114", "hierarchy_level_misplaced", 1, "warning", "rejection",
       "A level stands under a parent that cannot hold it, or at the top where a parent is needed.",
       "Correct HL02 or HL03."),
    _E("CS-X12-115", "hierarchy_missing", 1, "warning", "rejection",
       "The transaction should be ordered by HL levels and has none.", "Add the HL segments."),
    _E("CS-X12-116", "loop_bounds_at_odds", 1, "warning", "rejection",
       "LS and LE do not enclose a group of segments as they should.", "Pair each LS with an LE of the same code."),
    # --- the guide's requirements -----------------------------------------------------------------------------------
    _E("CS-X12-201", "segment_missing", 2, "warning", "rejection",
       "A segment that the guide requires at this place is missing.", "Add it."),
    _E("CS-X12-202", "loop_missing", 2, "warning", "rejection",
       "A loop that the guide requires at this place is missing.", "Add it."),
    _E("CS-X12-203", "segment_unexpected", 2, "warning", "rejection",
       "The guide does not know this segment here. It was kept in the loop where it stands, and its content was not "
       "used.", "Remove it, or correct its qualifier."),
    _E("CS-X12-204", "segment_out_of_order", 2, "warning", "rejection",
       "The segment belongs to this loop or one around it, but before what was already read. It was read as if in "
       "place. One that belongs outside the service line, claim, level or other payer in which it stands was kept "
       "there, and is not taken for that of the outer one.", "Put it in the guide's order."),
    _E("CS-X12-205", "segment_repeated_too_often", 2, "warning", "rejection",
       "The segment occurs more often than the guide allows.", "Keep as many as are allowed."),
    _E("CS-X12-206", "loop_repeated_too_often", 2, "warning", "rejection",
       "The loop occurs more often than the guide allows.", "Keep as many as are allowed."),
    _E("CS-X12-207", "element_missing", 2, "warning", "rejection",
       "An element or component that the guide requires is empty.", "Fill it."),
    _E("CS-X12-208", "element_not_used", 2, "warning", "rejection",
       "An element is filled that the guide marks as not used.", "Leave it empty."),
    _E("CS-X12-209", "code_not_in_guide", 2, "warning", "rejection",
       "The element holds a code that the guide does not list. It was kept as it is.",
       "Check the code; correct it unless the receiver asked for it."),
    _E("CS-X12-210", "qualifier_unknown", 2, "warning", "rejection",
       "The qualifier of a segment is none of those the guide lists at this place. The segment was kept and read by "
       "its id.", "Correct the qualifier, or remove the segment."),
    _E("CS-X12-211", "loop_opener_missing", 2, "warning", "rejection",
       "A loop begins without the segment that opens the loop around it. It was read as if that were there.",
       "Add the missing segment."),
    # --- balancing --------------------------------------------------------------------------------------------------
    _E("CS-X12-301", "claim_total_differs", 3, "warning", "rejection",
       "837: the claim's charge (CLM02) is not the sum of its lines' charges (SV102).", "Correct CLM02 or the line."),
    _E("CS-X12-302", "other_payer_line_differs", 3, "warning", "rejection",
       "837: a line's charge is not what another payer paid for it plus that payer's line adjustments (SVD, CAS).",
       "Correct the copied remittance in loop 2430."),
    _E("CS-X12-303", "other_payer_claim_differs", 3, "warning", "rejection",
       "837: another payer's paid amount (AMT*D) is not the sum of its lines less its claim adjustments.",
       "Correct the copied remittance in loops 2320 and 2430."),
    _E("CS-X12-304", "remittance_line_differs", 3, "warning", "advice",
       "835: a line's charge less its adjustments is not what was paid for it.",
       "Do not post the remittance before the payer has explained it; keep the money as unapplied."),
    _E("CS-X12-305", "remittance_claim_differs", 3, "warning", "advice",
       "835: a claim's charge less all its adjustments is not what was paid, or its lines do not add up to it.",
       "Do not post the remittance before the payer has explained it; keep the money as unapplied."),
    _E("CS-X12-306", "remittance_payment_differs", 3, "warning", "advice",
       "835: the payment (BPR02) is not the sum of the claims paid less the provider-level adjustments (PLB).",
       "Do not post the remittance before the payer has explained it; keep the money as unapplied."),
    _E("CS-X12-307", "amount_not_readable", 3, "error", "rejection",
       "An amount is missing, is no decimal number, or has a fraction of a cent; totals that need it are incomplete.",
       "Correct the amount."),
    # --- situations -------------------------------------------------------------------------------------------------
    _E("CS-X12-401", "original_number_missing", 4, "warning", "rejection",
       "The claim replaces or voids an earlier one (frequency 7 or 8) but does not name it (REF*F8).",
       "Add the payer's number of the original claim."),
    _E("CS-X12-402", "diagnosis_pointer_dangling", 4, "warning", "rejection",
       "A line points to a diagnosis that the claim does not list.", "Correct the pointer, or add the diagnosis."),
    _E("CS-X12-403", "patient_loop_for_subscriber", 4, "warning", "rejection",
       "The subscriber is said to be the patient (SBR02 is 18), and a patient loop follows.",
       "Send the patient loop only for a dependent, with SBR02 empty."),
    _E("CS-X12-404", "patient_loop_missing", 4, "warning", "rejection",
       "The claim stands under the subscriber although the subscriber is not said to be the patient (SBR02 is not 18).",
       "Set SBR02 to 18, or add the patient loop."),
    _E("CS-X12-405", "date_range_reversed", 4, "warning", "rejection",
       "A period ends before it starts.", "Correct the dates."),
    _E("CS-X12-406", "date_before_birth", 4, "warning", "rejection",
       "A service date is before the patient's birth date.", "Correct the service date or the birth date."),
    _E("CS-X12-407", "service_after_file_date", 4, "warning", "rejection",
       "A service date is after the day on which the transaction was made.", "Correct the service date."),
    _E("CS-X12-408", "payer_rank_repeated", 4, "warning", "rejection",
       "Two payers of a claim have the same rank (SBR01), such as two primaries.",
       "Give each payer its own rank."),
    _E("CS-X12-409", "service_date_missing", 4, "warning", "rejection",
       "A service line has no service date.", "Add the line's service date (DTP*472)."),
    _E("CS-X12-410", "line_number_not_in_order", 4, "warning", "rejection",
       "LX01 does not count the claim's lines 1, 2, 3.", "Number the lines in their order."),
    _E("CS-X12-411", "too_many_lines", 4, "warning", "rejection",
       "A professional claim has more than 50 lines.", "Split the claim."),
    _E("CS-X12-412", "principal_diagnosis_missing", 4, "warning", "rejection",
       "The first diagnosis is not marked as the principal one (ABK), or a later one is.",
       "Put the principal diagnosis first."),
    _E("CS-X12-413", "claim_without_lines", 4, "warning", "rejection",
       "The claim has no service line.", "Add its lines."),
    _E("CS-X12-414", "claim_number_repeated", 4, "note", "advice",
       "Two claims of the transaction bear the same patient control number (CLM01).",
       "Check that the claim was not put in twice. Some systems number by patient: then nothing is wrong."),
    _E("CS-X12-415", "payment_method_at_odds", 4, "warning", "advice",
       "835: the payment's amount, its method (BPR04) and its handling do not fit one another: money without a way of "
       "payment, none with one, or a negative payment.", "Ask the payer; wait for the money before posting."),
    _E("CS-X12-416", "adjustment_group_not_valid", 4, "warning", "advice",
       "835: an adjustment group other than CO, PR, OA or PI. Group CR left the standard with version 5010.",
       "Ask the payer what was meant; post nothing from it by rule."),
    _E("CS-X12-417", "line_of_other_kind", 4, "warning", "rejection",
       "A service line of another kind of claim (SV2 or SV3 in a professional claim).",
       "Use the segment that belongs to this kind of claim."),
    # --- code sets --------------------------------------------------------------------------------------------------
    _E("CS-X12-501", "code_unknown", 5, "note", "advice",
       "The code is not in the code set held for that day. It was kept as it is.",
       "Check the code, and whether your code set is up to date."),
    _E("CS-X12-502", "npi_check_digit_wrong", 5, "warning", "rejection",
       "A National Provider Identifier has ten digits, begins with 1 or 2 and ends with a check digit; this one does "
       "not.", "Look the provider up in NPPES and correct the number."),
    _E("CS-X12-503", "code_shape_wrong", 5, "warning", "rejection",
       "The value cannot be a code of its set: wrong length, wrong characters, or a decimal point that X12 leaves out.",
       "Correct the code."),
)  # fmt: skip
"""Every finding of this ring, by id."""

BY_NAME: dict[str, CatalogEntry] = {entry.name: entry for entry in CATALOG}
"""The catalog by name."""

BY_ID: dict[str, CatalogEntry] = {entry.id: entry for entry in CATALOG}
"""The catalog by id."""


LISTED_MAX = 2000
"""Most findings of one kind listed for a transaction by one check; the last listed says that there are more."""

MORE = " There are more of this kind, which are not listed."
"""Ends the message of the last finding that is listed."""


def found(
    name: str,
    message: str,
    *,
    where: Pointer,
    expected: str = "",
    evidence: tuple[str, ...] = (),
    severity: Severity | None = None,
    fix: str = "",
) -> Finding:
    """Build the finding `name` of the catalog about one case; values in `message` and `evidence` are masked already.

    `severity` and `fix` replace the catalog's where the case is known better.  KeyError when the name is not declared.
    """
    entry = BY_NAME[name]
    return Finding(
        id=entry.id,
        name=name,
        message=message,
        severity=severity or entry.severity,
        outcome=entry.outcome,
        where=where,
        snip=entry.snip,
        expected=expected,
        evidence=evidence,
        fix=fix or entry.act,
    )
