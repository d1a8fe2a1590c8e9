"""How identifiers are made comparable.  Every expression maps "nothing left" to null, so that it joins to nothing.

What is undone here is undone for everybody, because it never makes two different numbers of one practice equal in
practice: case, spaces, punctuation, leading zeros.  Truncation and cut suffixes do make different numbers equal; they
are learned per payer in `changes.py`, never assumed.
"""

import polars as pl

PLACEHOLDERS = ("NONE", "UNKNOWN", "NA", "NOTPROVIDED", "UNAVAILABLE")
"""Words sent in place of a control number (the guide of the 835 itself prescribes "0", which normalises to nothing)."""

_EQUIVALENT_STATUS_TURNS = {"1": 1, "2": 2, "3": 3, "19": 1, "20": 2, "21": 3}
_RESPONSIBILITY_TURNS = {letter: turn for turn, letter in enumerate("PSTABCDEFGH", start=1)}


def squeezed_number(text: pl.Expr) -> pl.Expr:
    """Upper case, letters and digits only: what a payer that cuts numbers counts from; null when nothing is left."""
    return _bare(text, r"[^0-9A-Z]").replace(["", *PLACEHOLDERS], None)


def without_zeros(squeezed: pl.Expr) -> pl.Expr:
    """Strip the leading zeros of a squeezed number; null when only zeros were there."""
    bare = squeezed.str.strip_chars_start("0")
    return bare.replace("", None)


def control_number(text: pl.Expr) -> pl.Expr:
    """Upper case, letters and digits only, without leading zeros; null when nothing or a placeholder is left."""
    return without_zeros(squeezed_number(text))


def person_name(text: pl.Expr) -> pl.Expr:
    """Upper case letters only; null when nothing is left."""
    return _bare(text, r"[^A-Z]").replace("", None)


def identifier(text: pl.Expr) -> pl.Expr:
    """Member, payer and provider identifiers and organisation names: upper case letters and digits; null when none."""
    return _bare(text, r"[^0-9A-Z]").replace("", None)


def _bare(text: pl.Expr, stray: str) -> pl.Expr:
    """Upper case without stray characters.  Most columns hold none, and looking is far cheaper than replacing."""

    def strip(column: pl.Series) -> pl.Series:
        upper = column.str.to_uppercase()
        return upper.str.replace_all(stray, "") if upper.str.contains(stray).any() else upper

    return text.map_batches(strip, return_dtype=pl.String)


def turn_of_status(status: pl.Expr) -> pl.Expr:
    """Which payer in turn CLP02 says it is (1, 2, 3); null when the status does not say (4, 22, 23, 25)."""
    return status.replace_strict(_EQUIVALENT_STATUS_TURNS, default=None, return_dtype=pl.Int64)


def turn_of_responsibility(responsibility: pl.Expr) -> pl.Expr:
    """Which payer in turn SBR01 says it is (P 1, S 2, T 3, A 4 ...); an unknown or missing letter counts as 1."""
    return responsibility.replace_strict(_RESPONSIBILITY_TURNS, default=1, return_dtype=pl.Int64)


def names_agree(one: pl.Expr, other: pl.Expr) -> pl.Expr:
    """True when two normalised names are equal or one begins the other (cut names, JR); null when one is missing."""
    shorter = pl.min_horizontal(one.str.len_bytes(), other.str.len_bytes())
    return (one == other) | ((shorter >= 3) & (one.str.starts_with(other) | other.str.starts_with(one)))
