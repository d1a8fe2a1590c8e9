"""Codes of acknowledgements of form (999, 997) in our own words, for people and for reports.

The numbers are those of the data elements: 620 and 720 at segments, 621 and 723 at elements, 618 and 718 of a
transaction, 716 of a group, 715 and 717 the verdicts (X12 005010).  Meanings [check]: read in two public descriptions
of the standard, not in the standard itself.
"""

VERDICTS: dict[str, str] = {
    "A": "accepted",
    "E": "accepted with errors",
    "P": "accepted in part",
    "R": "rejected",
    "M": "rejected: its authentication failed",
    "W": "rejected: its validity could not be assured",
    "X": "rejected: it could not be decrypted",
}
"""AK901 and IK501."""

SEGMENT_ERRORS: dict[str, str] = {
    "1": "no segment of that id exists",
    "2": "the segment is not expected there",
    "3": "a required segment is missing",
    "4": "the loop occurs too often",
    "5": "the segment occurs too often",
    "6": "the segment does not belong to this transaction",
    "7": "the segment is out of order",
    "8": "elements of the segment are in error",
    "I4": "the guide does not use the segment",
    "I6": "the segment is missing though the situation requires it",
    "I7": "the loop occurs too seldom",
    "I8": "the segment occurs too seldom",
    "I9": "the segment is there though the situation excludes it",
}
"""IK304."""

ELEMENT_ERRORS: dict[str, str] = {
    "1": "a required element is missing",
    "2": "an element is missing that others require",
    "3": "too many elements",
    "4": "too short",
    "5": "too long",
    "6": "a character is not allowed",
    "7": "no such code",
    "8": "not a date",
    "9": "not a time",
    "10": "elements exclude one another",
    "11": "too many repetitions",
    "12": "too many repetitions",
    "13": "too many components",
    "I6": "the guide does not use that code",
    "I9": "the element is missing though the situation requires it",
    "I10": "the guide does not use the element",
    "I11": "too few repetitions",
    "I12": "not of the form asked for",
    "I13": "the element is there though the situation excludes it",
}
"""IK403."""

SET_ERRORS: dict[str, str] = {
    "1": "this kind of transaction is not taken",
    "2": "its end (SE) is missing",
    "3": "control numbers of ST and SE differ",
    "4": "the segment count of SE is wrong",
    "5": "segments are in error",
    "6": "ST01 is missing or not valid",
    "7": "the control number is missing or not valid",
    "8": "the key for authentication is not known",
    "9": "the key for encryption is not known",
    "10": "the service asked for is not offered",
    "11": "the security recipient is not known",
    "12": "the message is longer than was said",
    "13": "the authentication failed",
    "15": "the security originator is not known",
    "16": "an error in decryption",
    "17": "the security is not supported",
    "18": "the transaction does not belong in its group",
    "19": "the key number is not known",
    "23": "the control number occurs twice in the group",
    "24": "an end of security is missing",
    "25": "ends of security do not fit their heads",
    "26": "security segments do not fit",
    "27": "security heads are missing",
    "I5": "segments are in error against the guide",
    "I6": "the guide named in ST03 is not supported",
}
"""IK502 to IK506."""

GROUP_ERRORS: dict[str, str] = {
    "1": "this kind of group is not taken",
    "2": "the version of the group is not supported",
    "3": "its end (GE) is missing",
    "4": "control numbers of GS and GE differ",
    "5": "the count of transactions in GE is wrong",
    "6": "the control number is not valid",
    "10": "the key for authentication is not known",
    "11": "the key for encryption is not known",
    "12": "the service asked for is not offered",
    "13": "the security recipient is not known",
    "14": "the security originator is not known",
    "15": "an error in decryption",
    "16": "the authentication failed",
    "17": "the message is longer than was said",
    "18": "the security is not supported",
    "19": "the control number occurs twice in the interchange",
    "23": "an end of security is missing",
    "24": "ends of security do not fit their heads",
    "25": "security segments do not fit",
    "26": "security heads are missing",
}
"""AK905 to AK909."""

NOTES: dict[str, str] = {
    "000": "no error",
    "001": "control numbers of ISA and IEA differ",
    "002": "the standard in ISA11 is not supported",
    "003": "the version of the envelope is not supported",
    "004": "the segment terminator is not valid",
    "005": "the kind of the sender's identifier is not valid",
    "006": "the sender's identifier is not valid",
    "007": "the kind of the receiver's identifier is not valid",
    "008": "the receiver's identifier is not valid",
    "009": "the receiver is not known",
    "010": "the kind of authorization is not valid",
    "011": "the authorization is not valid",
    "012": "the kind of security is not valid",
    "013": "the security is not valid",
    "014": "the date is not valid",
    "015": "the time is not valid",
    "016": "the repetition separator or standard is not valid",
    "017": "the version is not valid",
    "018": "the control number is not valid",
    "019": "the request for an acknowledgment is not valid",
    "020": "the mark of test or production is not valid",
    "021": "the count of groups is wrong",
    "022": "the control structure is not valid",
    "023": "the file ends too early",
    "024": "the content is not valid, as a group's header",
    "025": "the control number was used before",
    "026": "the element separator is not valid",
    "027": "the component separator is not valid",
    "028": "the date of a deferred delivery is not valid",
    "029": "the time of a deferred delivery is not valid",
    "030": "the code of a deferred delivery is not valid",
    "031": "the grade of service is not valid",
}
"""TA105."""
