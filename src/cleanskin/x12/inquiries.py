"""Questions to payers and their answers as files: 270, 271, 276, 277 and 278 made of nouns.

Each file is read back before it is returned; `UnableToWrite` when it would not read back equal.
"""

from collections.abc import Sequence

from cleanskin.record.authorization import AuthorizationAnswer, AuthorizationRequest
from cleanskin.record.claim_status import ClaimStatusAnswer, ClaimStatusInquiry
from cleanskin.record.eligibility import EligibilityAnswer, EligibilityInquiry
from cleanskin.x12.guides import (
    authorization_278,
    authorization_278_record,
    eligibility_270_271,
    eligibility_270_271_record,
    status_276_277,
    status_276_277_record,
)
from cleanskin.x12.write import Envelope, Kind, Written, write_file

ELIGIBILITY_INQUIRY = Kind(
    eligibility_270_271.INQUIRY_GUIDE,
    eligibility_270_271_record.write_eligibility_inquiry,
    lambda transaction: eligibility_270_271_record.read_eligibility_inquiry(transaction).inquiry,
)
ELIGIBILITY_ANSWER = Kind(
    eligibility_270_271.ANSWER_GUIDE,
    eligibility_270_271_record.write_eligibility_answer,
    lambda transaction: eligibility_270_271_record.read_eligibility_answer(transaction).answer,
)
STATUS_INQUIRY = Kind(
    status_276_277.INQUIRY_GUIDE,
    status_276_277_record.write_status_inquiry,
    lambda transaction: status_276_277_record.read_status_inquiry(transaction).inquiry,
)
STATUS_ANSWER = Kind(
    status_276_277.ANSWER_GUIDE,
    status_276_277_record.write_status_answer,
    lambda transaction: status_276_277_record.read_status_answer(transaction).answer,
)
AUTHORIZATION_REQUEST = Kind(
    authorization_278.REQUEST_GUIDE,
    authorization_278_record.write_authorization_request,
    lambda transaction: authorization_278_record.read_authorization_request(transaction).request,
)
AUTHORIZATION_ANSWER = Kind(
    authorization_278.ANSWER_GUIDE,
    authorization_278_record.write_authorization_answer,
    lambda transaction: authorization_278_record.read_authorization_answer(transaction).answer,
)


def write_eligibility_inquiries(nouns: Sequence[EligibilityInquiry], envelope: Envelope) -> Written:
    """Write questions about coverage as a 270 file, one transaction each."""
    return write_file(nouns, envelope, ELIGIBILITY_INQUIRY)


def write_eligibility_answers(nouns: Sequence[EligibilityAnswer], envelope: Envelope) -> Written:
    """Write answers about coverage as a 271 file, one transaction each."""
    return write_file(nouns, envelope, ELIGIBILITY_ANSWER)


def write_status_inquiries(nouns: Sequence[ClaimStatusInquiry], envelope: Envelope) -> Written:
    """Write questions about claims as a 276 file, one transaction each."""
    return write_file(nouns, envelope, STATUS_INQUIRY)


def write_status_answers(nouns: Sequence[ClaimStatusAnswer], envelope: Envelope) -> Written:
    """Write answers about claims as a 277 file, one transaction each."""
    return write_file(nouns, envelope, STATUS_ANSWER)


def write_authorization_requests(nouns: Sequence[AuthorizationRequest], envelope: Envelope) -> Written:
    """Write requests for review as a 278 file, one transaction each."""
    return write_file(nouns, envelope, AUTHORIZATION_REQUEST)


def write_authorization_answers(nouns: Sequence[AuthorizationAnswer], envelope: Envelope) -> Written:
    """Write answers to requests for review as a 278 file, one transaction each."""
    return write_file(nouns, envelope, AUTHORIZATION_ANSWER)
