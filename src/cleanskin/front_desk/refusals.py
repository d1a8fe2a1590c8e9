"""Why a payer did not answer a question about coverage, and what to do: codes of rejections (AAA) in own words."""

import msgspec

from cleanskin.record.inquiry import Rejection

REASONS: dict[str, str] = {
    "04": "more was asked at once than the payer allows",
    "15": "something the payer needs is missing",
    "33": "the question has faults",
    "35": "out of the payer's network",
    "41": "the asker has no access",
    "42": "the payer's system cannot answer now",
    "43": "the provider's number is missing or wrong",
    "44": "the provider's name is missing or wrong",
    "45": "the provider's specialty is missing or wrong",
    "46": "the provider's telephone number is missing or wrong",
    "47": "the provider's state is missing or wrong",
    "48": "the referring provider's number is missing or wrong",
    "49": "the provider is not the patient's primary care provider",
    "50": "the provider may not ask",
    "51": "the payer does not know the provider",
    "52": "on that day the provider is not in the plan",
    "53": "the benefit does not fit the provider's kind",
    "54": "the kind of procedure code is wrong",
    "55": "the procedure code is wrong",
    "56": "a date is wrong",
    "57": "the date of service is missing or wrong",
    "58": "the birth date is missing or wrong",
    "60": "the birth date is after the day of service",
    "61": "the date of death is before the day of service",
    "62": "the day is outside the time one may ask about",
    "63": "the day lies in the future",
    "64": "the patient's number is missing or wrong",
    "65": "the patient's name is missing or wrong",
    "66": "the patient's sex is missing or wrong",
    "67": "the patient is not found",
    "68": "the patient's number occurs twice",
    "69": "it does not fit the patient's age",
    "70": "it does not fit the patient's sex",
    "71": "the birth date is not that on file",
    "72": "the member number is missing or wrong",
    "73": "the member's name is missing or wrong",
    "74": "the member's sex is missing or wrong",
    "75": "the member is not found",
    "76": "the member number occurs twice",
    "77": "the member is found, the patient is not",
    "78": "the member is not in the group or plan named",
    "79": "the sender or receiver is not known",
    "80": "no answer came in time",
    "95": "the patient is not eligible",
    "97": "the provider's address is missing or wrong",
    "98": "the service is experimental",
    "AA": "the authorization is not found",
    "AE": "the primary care provider has to authorize",
    "AF": "a diagnosis is missing or wrong",
    "AG": "a procedure code is missing or wrong",
    "AO": "more is needed about the patient's condition",
    "CI": "the certification does not fit the patient",
    "E8": "a medical review is needed",
    "IA": "the authorization number has a wrong form",
    "MA": "the authorization number is missing",
    "T4": "the payer's name or number is missing",
    "T5": "the certification is missing",
}
"""Why a question was rejected, by code, in own words [check]."""

FOLLOW_UPS: dict[str, str] = {
    "C": "correct it and ask again",
    "N": "do not ask again",
    "P": "send the same question again",
    "R": "you may ask again",
    "S": "do not ask again: the question was passed on",
    "W": "ask again in thirty days",
    "X": "ask again in ten days",
    "Y": "do not ask again: an answer will come",
}
"""What to do after a rejection, by code, in own words [check]."""


class Refusal(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Why there is no answer, and what to do, in words beside the payer's codes."""

    reason_code: str
    reason: str
    follow_up_code: str = ""
    follow_up: str = ""


def refusal_of(rejection: Rejection) -> Refusal:
    """Put a payer's rejection into words."""
    return Refusal(
        reason_code=rejection.reason_code,
        reason=REASONS.get(rejection.reason_code, "a reason not known here"),
        follow_up_code=rejection.follow_up_code,
        follow_up=FOLLOW_UPS.get(rejection.follow_up_code, ""),
    )
