"""Identifiers of the field: their shapes and check digits.

Every function answers about shape, never about existence.
"""

import re

_ICD10CM = re.compile(r"[A-Z][0-9][0-9AB](?:[0-9A-Z]{0,4})", re.ASCII)
_CPT = re.compile(r"[0-9]{4}[0-9FTUM]", re.ASCII)
_HCPCS_LEVEL_2 = re.compile(r"[A-V][0-9]{4}", re.ASCII)
_MODIFIER = re.compile(r"[0-9A-Z]{2}", re.ASCII)
_TAXONOMY = re.compile(r"[0-9A-Z]{9}X", re.ASCII)
_CARC = re.compile(r"[1-9][0-9]{0,2}|[ABDPWY][0-9]{1,2}", re.ASCII)
_RARC = re.compile(r"M[1-9][0-9]{0,2}|MA[0-9]{2,3}|N[1-9][0-9]{0,3}", re.ASCII)
_DIGITS = re.compile(r"[0-9]+", re.ASCII)


def is_digits(text: str) -> bool:
    """True when the text is one or more ASCII digits."""
    return _DIGITS.fullmatch(text) is not None


def luhn_sum(digits: str) -> int:
    """Return the Luhn sum of a digit string, rightmost digit counted once (ISO/IEC 7812-1)."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if place % 2 else 1)
        total += value - 9 if value > 9 else value
    return total


def is_npi(text: str) -> bool:
    """True for a National Provider Identifier: ten digits, first 1 or 2, Luhn check with the prefix 80840.

    Source: CMS, Requirements for National Provider Identifier (NPI) and NPI check digit.
    """
    return len(text) == 10 and is_digits(text) and text[0] in "12" and luhn_sum("80840" + text) % 10 == 0


def npi_with_check_digit(nine_digits: str) -> str:
    """Append the check digit to the first nine digits of an NPI."""
    if len(nine_digits) != 9 or not is_digits(nine_digits):
        raise ValueError("an NPI has nine digits before its check digit")
    return nine_digits + str(-luhn_sum("80840" + nine_digits + "0") % 10)


def is_ein(text: str) -> bool:
    """True for the shape of an employer identification number: nine digits, hyphen allowed after the second."""
    bare = text.replace("-", "", 1) if text[2:3] == "-" else text
    return len(bare) == 9 and is_digits(bare) and bare[:2] != "00"


def is_ssn(text: str) -> bool:
    """True for the shape of a social security number (no 000, 666 or 9xx area, no 00 group, no 0000 serial)."""
    bare = text.replace("-", "")
    if len(bare) != 9 or not is_digits(bare):
        return False
    return bare[:3] not in ("000", "666") and bare[0] != "9" and bare[3:5] != "00" and bare[5:] != "0000"


def is_icd10cm(text: str) -> bool:
    """True for the shape of an ICD-10-CM code, with or without its point."""
    bare = text.replace(".", "", 1) if text[3:4] == "." else text
    return _ICD10CM.fullmatch(bare) is not None


def is_cpt(text: str) -> bool:
    """True for the shape of a CPT code of any category (five characters, the last a digit, F, T, U or M)."""
    return _CPT.fullmatch(text) is not None


def is_hcpcs(text: str) -> bool:
    """True for the shape of a CPT code or of a HCPCS level II code."""
    return is_cpt(text) or _HCPCS_LEVEL_2.fullmatch(text) is not None


def is_modifier(text: str) -> bool:
    """True for the shape of a procedure modifier."""
    return _MODIFIER.fullmatch(text) is not None


def is_taxonomy(text: str) -> bool:
    """True for the shape of a provider taxonomy code: nine characters and a final X."""
    return _TAXONOMY.fullmatch(text) is not None


def is_carc(text: str) -> bool:
    """True for the shape of a claim adjustment reason code."""
    return _CARC.fullmatch(text) is not None


def is_rarc(text: str) -> bool:
    """True for the shape of a remittance advice remark code."""
    return _RARC.fullmatch(text) is not None


def masked(text: str) -> str:
    """Replace a value that may identify a person by its shape: letters become x, digits 9, the rest stays.

    Findings and logs show only this, so that nobody is named by an error message.
    """
    return "".join("9" if c.isdigit() else "x" if c.isalpha() else c for c in text)
