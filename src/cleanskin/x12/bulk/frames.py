"""The frames that bulk reading makes: grain, columns and their place in X12.

Keys are dense integers, unique over one whole read (all files together): a claim's `claim_id` is the same number in
every frame.  Text is stripped of padding but otherwise as sent; codes keep their case.  A missing value is null, never
an empty string; a list without texts is empty, never null.  Amounts are cents, quantities exact decimals.
"""

from cleanskin.record.frame import Column, Frame

_WHERE = (
    Column("file_id", "id", "row of the files frame"),
    Column("transaction_id", "id", "row of the transactions frame"),
    Column("segment", "count", "number of the segment in its file, the first ISA being 1"),
)

FILES = Frame(
    "files",
    "one row per file read (a member of a zip counts as a file)",
    ("file_id",),
    (
        Column("file_id", "id", "key"),
        Column("path", "text", "path as given; for a zip member 'archive.zip!member'"),
        Column("bytes", "count", "size in bytes"),
        Column("sha256", "code", "checksum of the bytes, hexadecimal"),
        Column(
            "duplicate_of_file_id",
            "id",
            "an earlier file with the same bytes, else null; its content is not read again",
        ),
        Column("status", "code", "read, partly_read, unreadable, duplicate"),
    ),
)

TRANSACTIONS = Frame(
    "transactions",
    "one row per transaction set (ST to SE) of any kind, read or not",
    ("transaction_id",),
    (
        Column("transaction_id", "id", "key"),
        Column("file_id", "id", "row of the files frame"),
        Column("position", "count", "position of the ST in its file, from 1"),
        Column("segment", "count", "number of the ST segment in its file"),
        Column("offset", "count", "byte offset of the ST segment in its file"),
        Column("transaction", "code", "837P, 835, 277CA, ...; 'unknown' when not recognised"),
        Column("version", "code", "ST03, else GS08"),
        Column("isa_control_number", "code", "ISA13"),
        Column("gs_control_number", "code", "GS06"),
        Column("st_control_number", "code", "ST02"),
        Column("sender_id", "code", "GS02, else ISA06"),
        Column("receiver_id", "code", "GS03, else ISA08"),
        Column("usage", "code", "ISA15: P production, T test"),
        Column("date_created", "date", "837P: BHT04; 835: DTM*405, else GS04"),
        Column("reference_id", "code", "837P: BHT03; else null"),
        Column("claim_or_encounter", "code", "837P: BHT06 (CH claim, RP encounter report, 31 subrogation)"),
        Column("purpose", "code", "837P: BHT02 (00 original, 18 reissue)"),
        Column(
            "content_hash",
            "code",
            "checksum of what stands between ST and SE, whatever the line ends and delimiters, hexadecimal",
        ),
        Column("segments", "count", "segments from ST to SE"),
        Column("claims", "count", "CLM or CLP segments"),
        Column("amount_billed", "cents", "sum of CLM02 or CLP03"),
        Column("amount_paid", "cents", "835: sum of CLP04; else null"),
        Column(
            "status",
            "code",
            "read, quarantined (has findings that forbid its use), structural (no frames for its kind)",
        ),
    ),
)

CLAIMS = Frame(
    "claims",
    "one row per CLM segment of an 837P",
    ("claim_id",),
    (
        Column("claim_id", "id", "key"),
        *_WHERE,
        Column("patient_control_number", "text", "CLM01", personal=True),
        Column("amount_billed", "cents", "CLM02"),
        Column("place_of_service", "code", "CLM05-01"),
        Column("frequency_code", "code", "CLM05-03: 1 original, 7 replacement, 8 void"),
        Column("accepts_assignment", "code", "CLM07: A, B, C"),
        Column("related_causes", "code", "CLM11-01..03 joined by ':' (AA auto accident, EM employment, OA other)"),
        Column("delay_reason", "code", "CLM20"),
        Column("contract_type", "code", "2300 CN101 (05 capitated)"),
        Column("date_of_service", "date", "earliest first day of the lines' DTP*472"),
        Column("date_of_service_last", "date", "latest last day of the lines' DTP*472"),
        Column("line_count", "count", "LX loops, and SV1 segments without one"),
        Column("payer_control_number", "text", "REF*F8: the payer's number of the claim this one corrects"),
        Column("authorization_number", "text", "REF*G1"),
        Column("referral_number", "text", "REF*9F"),
        Column("clearinghouse_number", "text", "REF*D9"),
        Column("medical_record_number", "text", "REF*EA", personal=True),
        Column("amount_patient_paid", "cents", "AMT*F5"),
        Column("billing_npi", "code", "2010AA NM109"),
        Column("billing_tin", "code", "2010AA REF*EI or REF*SY"),
        Column("billing_name", "text", "2010AA NM103 (and NM104 for a person)"),
        Column("billing_taxonomy", "code", "2000A PRV03"),
        Column("billing_zip", "code", "2010AA N403"),
        Column("rendering_npi", "code", "2310B NM109; null means the billing provider"),
        Column("rendering_name", "text", "2310B NM103, NM104"),
        Column("rendering_taxonomy", "code", "2310B PRV03"),
        Column("referring_npi", "code", "2310A NM109 of NM1*DN or NM1*P3, whichever comes first"),
        Column("service_facility_npi", "code", "2310C NM109"),
        Column("service_facility_name", "text", "2310C NM103"),
        Column("service_facility_zip", "code", "2310C N403"),
        Column("payer_name", "text", "2010BB NM103: the payer this claim is sent to"),
        Column("payer_id", "code", "2010BB NM109"),
        Column("payer_responsibility", "code", "SBR01 of 2000B: P, S, T, ..."),
        Column("claim_filing_indicator", "code", "SBR09 of 2000B"),
        Column("group_number", "text", "SBR03 of 2000B"),
        Column("member_id", "text", "2010BA NM109", personal=True),
        Column("subscriber_last_name", "text", "2010BA NM103", personal=True),
        Column("subscriber_first_name", "text", "2010BA NM104", personal=True),
        Column("patient_relationship", "code", "SBR02 or PAT01; 18 self"),
        Column("patient_last_name", "text", "2010CA NM103, else subscriber", personal=True),
        Column("patient_first_name", "text", "2010CA NM104, else subscriber", personal=True),
        Column("patient_birth_date", "date", "2010CA DMG02, else subscriber", personal=True),
        Column("patient_sex", "code", "2010CA DMG03, else subscriber"),
        Column("has_other_payer", "flag", "a 2320 loop is present"),
        Column("amount_other_payer_paid", "cents", "sum of 2320 AMT*D; null without one"),
    ),
)

SERVICE_LINES = Frame(
    "service_lines",
    "one row per LX loop with an SV1 of an 837P claim (an SV1 that no LX stands before is a line of its own)",
    ("line_id",),
    (
        Column("line_id", "id", "key"),
        Column("claim_id", "id", "row of the claims frame"),
        Column("segment", "count", "number of the LX segment in its file, of the SV1 without one"),
        Column("line_number", "count", "LX01 (position in the claim when LX01 is no number)"),
        Column("code_qualifier", "code", "SV101-01 (HC, ER, IV, WK)"),
        Column("code", "code", "SV101-02"),
        Column("modifier_1", "code", "SV101-03"),
        Column("modifier_2", "code", "SV101-04"),
        Column("modifier_3", "code", "SV101-05"),
        Column("modifier_4", "code", "SV101-06"),
        Column("amount_billed", "cents", "SV102"),
        Column("unit_basis", "code", "SV103 (UN units, MJ minutes)"),
        Column("units", "quantity", "SV104"),
        Column("place_of_service", "code", "SV105, else CLM05-01"),
        Column("diagnosis_pointers", "text", "SV107 joined by ':'"),
        Column("date_of_service", "date", "DTP*472, first day"),
        Column("date_of_service_last", "date", "DTP*472, last day (the same day for D8)"),
        Column("line_control_number", "text", "REF*6R"),
        Column("rendering_npi", "code", "2420A NM109, else 2310B NM109, else null"),
        Column("ndc", "code", "2410 LIN03"),
        Column("ndc_quantity", "quantity", "2410 CTP04"),
        Column("ndc_unit", "code", "2410 CTP05-01"),
        Column("note", "text", "NTE02", personal=True),
    ),
)

DIAGNOSES = Frame(
    "diagnoses",
    "one row per diagnosis code of a claim (HI with ABK, ABF, BK, BF)",
    ("claim_id", "position"),
    (
        Column("claim_id", "id", "row of the claims frame"),
        Column("position", "count", "1 to 12: what a pointer names"),
        Column("qualifier", "code", "ABK, ABF (ICD-10-CM), BK, BF (ICD-9-CM)"),
        Column("code", "code", "without the point"),
    ),
)

MODIFIERS = Frame(
    "modifiers",
    "one row per modifier of a service line",
    ("line_id", "position"),
    (
        Column("line_id", "id", "row of the service_lines frame"),
        Column("position", "count", "1 to 4"),
        Column("modifier", "code", "two characters as sent"),
    ),
)

PROVIDERS = Frame(
    "providers",
    "one row per provider named for a claim or one of its lines",
    ("claim_id", "line_id", "role"),
    (
        Column("claim_id", "id", "row of the claims frame"),
        Column("line_id", "id", "row of the service_lines frame; null when named for the whole claim"),
        Column(
            "role",
            "code",
            "billing, pay_to, referring, rendering, service_facility, supervising, purchased_service, ordering, ambulance_pick_up, ambulance_drop_off",
        ),
        Column("npi", "code", "NM109 with qualifier XX"),
        Column("tin", "code", "REF*EI or REF*SY"),
        Column("taxonomy", "code", "PRV03"),
        Column("name", "text", "NM103, and NM104 after a comma for a person"),
        Column("zip", "code", "N403"),
        Column("state", "code", "N402"),
    ),
)

COVERAGES = Frame(
    "coverages",
    "one row per payer named on a claim: its destination first (position 1), then each 2320 loop in order",
    ("claim_id", "position"),
    (
        Column("claim_id", "id", "row of the claims frame"),
        Column("position", "count", "1 is the payer this claim is sent to"),
        Column("payer_responsibility", "code", "SBR01"),
        Column("claim_filing_indicator", "code", "SBR09"),
        Column("payer_name", "text", "NM1*PR NM103"),
        Column("payer_id", "code", "NM1*PR NM109"),
        Column("member_id", "text", "NM1*IL NM109", personal=True),
        Column("group_number", "text", "SBR03"),
        Column("patient_relationship", "code", "SBR02"),
        Column("amount_paid", "cents", "2320 AMT*D; null at position 1 or without one"),
        Column("payer_control_number", "text", "2330B REF*F8"),
    ),
)

PAYMENTS = Frame(
    "payments",
    "one row per 835 transaction set",
    ("transaction_id",),
    (
        *_WHERE,
        Column("handling_code", "code", "BPR01 (I, H, C, D, U, X, P)"),
        Column("amount_paid", "cents", "BPR02, negative when BPR03 is D"),
        Column("payment_method", "code", "BPR04 (ACH, CHK, NON, ...)"),
        Column("date_paid", "date", "BPR16"),
        Column("trace_number", "text", "TRN02"),
        Column("originator_id", "code", "TRN03"),
        Column("date_produced", "date", "DTM*405"),
        Column("payer_name", "text", "N1*PR N102"),
        Column("payer_id", "code", "N1*PR N104, else REF*2U, else TRN03 without its leading digit"),
        Column("payee_name", "text", "N1*PE N102"),
        Column("payee_npi", "code", "N1*PE N104 with XX, else REF*HPI"),
        Column("payee_tin", "code", "N1*PE N104 with FI, else REF*TJ"),
        Column("balanced", "flag", "sum CLP04 less sum PLB equals BPR02, and every claim and line balances"),
    ),
)

REMIT_CLAIMS = Frame(
    "remit_claims",
    "one row per CLP segment of an 835",
    ("remit_claim_id",),
    (
        Column("remit_claim_id", "id", "key"),
        *_WHERE,
        Column("patient_control_number", "text", "CLP01", personal=True),
        Column("status_code", "code", "CLP02 (1, 2, 3, 4, 19, 20, 21, 22, 23, 25)"),
        Column("amount_billed", "cents", "CLP03"),
        Column("amount_paid", "cents", "CLP04"),
        Column("amount_patient", "cents", "CLP05"),
        Column("claim_filing_indicator", "code", "CLP06"),
        Column("payer_control_number", "text", "CLP07"),
        Column("place_of_service", "code", "CLP08"),
        Column("frequency_code", "code", "CLP09"),
        Column("patient_last_name", "text", "NM1*QC NM103", personal=True),
        Column("patient_first_name", "text", "NM1*QC NM104", personal=True),
        Column("member_id", "text", "NM1*QC NM109 with MI, else NM1*IL NM109", personal=True),
        Column("rendering_npi", "code", "NM1*82 NM109"),
        Column("crossover_payer_name", "text", "NM1*TT NM103"),
        Column("priority_payer_name", "text", "NM1*PR NM103 (corrected priority payer)"),
        Column("date_of_service", "date", "earliest line DTM*472 or 150, else DTM*232"),
        Column("date_of_service_last", "date", "latest line DTM*472 or 151, else DTM*233, else date_of_service"),
        Column("date_received", "date", "DTM*050"),
        Column("amount_allowed", "cents", "AMT*AU at claim level; informational"),
        Column("amount_interest", "cents", "AMT*I; informational"),
        Column("remarks", "texts", "RARCs of MOA03-07 and MIA05, 20-23 in order"),
        Column("line_count", "count", "SVC segments"),
        Column("balanced", "flag", "the claim and all its lines balance to the cent"),
    ),
)

REMIT_LINES = Frame(
    "remit_lines",
    "one row per SVC segment of an 835",
    ("remit_line_id",),
    (
        Column("remit_line_id", "id", "key"),
        Column("remit_claim_id", "id", "row of the remit_claims frame"),
        Column("segment", "count", "number of the SVC segment in its file"),
        Column("position", "count", "position of the SVC in its claim, from 1"),
        Column("code_qualifier", "code", "SVC01-01"),
        Column("code", "code", "SVC01-02: the code the payer adjudicated"),
        Column("modifier_1", "code", "SVC01-03"),
        Column("modifier_2", "code", "SVC01-04"),
        Column("modifier_3", "code", "SVC01-05"),
        Column("modifier_4", "code", "SVC01-06"),
        Column("amount_billed", "cents", "SVC02"),
        Column("amount_paid", "cents", "SVC03"),
        Column("units", "quantity", "SVC05; 1 when absent, as the guide says"),
        Column("submitted_code", "code", "SVC06-02: the code billed, when the payer changed it"),
        Column("submitted_modifiers", "text", "SVC06-03..06 joined by ':'"),
        Column("submitted_units", "quantity", "SVC07"),
        Column("date_of_service", "date", "DTM*472 or DTM*150, else the claim's DTM*232"),
        Column("date_of_service_last", "date", "DTM*151, else DTM*472, else the claim's DTM*233, else date_of_service"),
        Column("line_control_number", "text", "REF*6R"),
        Column("rendering_npi", "code", "REF*HPI of the line, else the claim's"),
        Column("amount_allowed", "cents", "AMT*B6; informational"),
        Column("remarks", "texts", "RARCs of LQ*HE in order"),
        Column("balanced", "flag", "SVC02 less the line's CAS equals SVC03"),
    ),
)

ADJUSTMENTS = Frame(
    "adjustments",
    "one row per adjustment (reason, amount, quantity) of a CAS segment, at claim or line level",
    ("remit_claim_id", "remit_line_id", "position"),
    (
        Column("remit_claim_id", "id", "row of the remit_claims frame"),
        Column("remit_line_id", "id", "row of the remit_lines frame; null at claim level"),
        Column("position", "count", "order within its claim or line, from 1"),
        Column("group_code", "code", "CAS01: CO, PR, OA, PI"),
        Column("carc", "code", "CAS02, 05, 08, 11, 14, 17"),
        Column("amount_adjusted", "cents", "positive lowers payment"),
        Column("quantity", "quantity", "units adjusted"),
        Column(
            "remarks", "texts", "RARCs of its line (LQ*HE) followed by its claim's (MOA, MIA); alert codes included"
        ),
    ),
)

PROVIDER_ADJUSTMENTS = Frame(
    "provider_adjustments",
    "one row per adjustment of a PLB segment",
    ("transaction_id", "position"),
    (
        *_WHERE,
        Column("position", "count", "order within its transaction, from 1"),
        Column("provider_id", "code", "PLB01"),
        Column("fiscal_period_end", "date", "PLB02"),
        Column("reason_code", "code", "PLB03-01 (WO, FB, L6, 72, CS, ...)"),
        Column("reference_id", "text", "PLB03-02: often the payer's control number of the claim concerned"),
        Column("amount_adjusted", "cents", "positive lowers payment"),
    ),
)

ACKNOWLEDGEMENTS = Frame(
    "acknowledgements",
    "one row per STC of a claim in a 277CA",
    ("transaction_id", "position"),
    (
        *_WHERE,
        Column("position", "count", "order within its transaction, from 1"),
        Column("patient_control_number", "text", "2200D TRN02", personal=True),
        Column("category_code", "code", "STC01-01: A0 to A8"),
        Column("status_code", "code", "STC01-02"),
        Column("date_acknowledged", "date", "STC02"),
        Column("amount_billed", "cents", "STC04"),
        Column("payer_control_number", "text", "2200D REF*1K"),
        Column("payer_name", "text", "2100A NM103"),
        Column("date_of_service", "date", "2200D DTP*472, first day"),
    ),
)

CLAIM_FRAMES = (CLAIMS, SERVICE_LINES, DIAGNOSES, MODIFIERS, PROVIDERS, COVERAGES)
REMITTANCE_FRAMES = (PAYMENTS, REMIT_CLAIMS, REMIT_LINES, ADJUSTMENTS, PROVIDER_ADJUSTMENTS)
ALL_FRAMES = (FILES, TRANSACTIONS, *CLAIM_FRAMES, *REMITTANCE_FRAMES, ACKNOWLEDGEMENTS)
