"""Exact keys: which original claim (root) a remittance claim answers, by joins.

Every pass returns (remit_claim_id, root); a remittance that fits several roots equally is left for a later pass.  Every
submission of a chain can be hit; the answer is the root.
"""

import polars as pl

from cleanskin.remit.normalise import names_agree
from cleanskin.x12.bulk.rows import shared

MANY = 25
"""Claims on one key beyond which the patient's name joins the key: protects against one number used for everything."""

SHORTEST_LINE_NUMBER = 4

SHARED_CODES = 0.5
"""Share of a remittance's lines whose code was billed on the claim, below which another charge is another claim."""


def patients_differ(suffix: str = "_claim") -> pl.Expr:
    """True when the patients of a pair (columns last, first, member and the same with `suffix`) are surely two people.

    One agreeing trait is enough to doubt it: payers correct names, cut them, and renumber members.
    """
    last = names_agree(pl.col("last"), pl.col("last" + suffix))
    first = names_agree(pl.col("first"), pl.col("first" + suffix))
    member = pl.col("member") == pl.col("member" + suffix)
    return (last.not_() & first.not_() & member.fill_null(False).not_()).fill_null(False) | (
        last.not_() & member.not_() & first.fill_null(False).not_()
    ).fill_null(False)


def patient_agrees() -> pl.Expr:
    """True when surname or member id of a pair agree, or the surname is not known: what a cut number also needs."""
    last = names_agree(pl.col("last"), pl.col("last_claim"))
    return last.fill_null(True) | (pl.col("member") == pl.col("member_claim")).fill_null(False)


def one_patient(pairs: pl.DataFrame) -> pl.DataFrame:
    """Leave out pairs of surely different patients.  Only where surnames are unequal is there something to look at."""
    unequal = (pl.col("last") != pl.col("last_claim")).fill_null(False)
    doubtful = pairs.filter(unequal)
    if doubtful.is_empty():
        return pairs
    return pl.concat((pairs.filter(unequal.not_()), doubtful.filter(patients_differ().not_())))


def facing(claims: pl.DataFrame) -> pl.DataFrame:
    """Rename the claim side for pairing: every column but claim_id and root gets the suffix `_claim`."""
    return claims.rename({name: f"{name}_claim" for name in claims.columns if name not in ("claim_id", "root")})


_NARROW = ("number", "squeezed", "served", "billed", "usage", "last", "first", "member")


def narrow_remits(remits: pl.DataFrame) -> pl.DataFrame:
    """Return only what keys need: pairs of a million claims stay small."""
    return remits.select("remit_claim_id", "payer", *_NARROW)


def narrow_claims(claims: pl.DataFrame) -> pl.DataFrame:
    """Return only what keys need of `facing` claims."""
    return claims.select(
        "claim_id", "root", "payer_id_claim", "payer_name_claim", *(f"{name}_claim" for name in _NARROW)
    )


def widened(pairs: pl.DataFrame, remits: pl.DataFrame, claims: pl.DataFrame) -> pl.DataFrame:
    """Return narrow pairs, each once, with every column of both sides, as scores need them."""
    ids = pairs.select("remit_claim_id", "claim_id").unique()
    return remits.join(ids, on="remit_claim_id", how="inner").join(claims, on="claim_id", how="inner")


def pairs_on(remits: pl.DataFrame, claims: pl.DataFrame, *, on: list[str]) -> pl.DataFrame:
    """Join remits to `facing` claims on equal keys (nulls never join), leaving out pairs of surely different patients.

    Keys with more than MANY claims also need an equal surname.
    """
    right = [f"{name}_claim" for name in on]
    if remits.height * 4 < claims.height:
        # Few ask: what they cannot hit is put aside on the first part of the key.
        claims = claims.join(remits.select(on[0]).unique(), left_on=right[0], right_on=on[0], how="semi")
    sharing = shared(claims.select(right).drop_nulls(), right)
    crowded = sharing.group_by(right).agg(pl.len().alias("on_key")).filter(pl.col("on_key") > MANY)
    if crowded.is_empty():
        pairs = _join(remits, claims, on, right)
    else:
        few = claims.join(crowded, on=right, how="anti")
        many = claims.join(crowded, on=right, how="semi")
        pairs = pl.concat((_join(remits, few, on, right), _join(remits, many, [*on, "last"], [*right, "last_claim"])))
    return one_patient(pairs)


def _join(remits: pl.DataFrame, claims: pl.DataFrame, left: list[str], right: list[str]) -> pl.DataFrame:
    return remits.join(claims, left_on=left, right_on=right, how="inner", coalesce=False)


def only_root(pairs: pl.DataFrame) -> pl.DataFrame:
    """Keep the remittances whose pairs all lead to one root: (remit_claim_id, root)."""
    return (
        pairs.group_by("remit_claim_id")
        .agg(pl.col("root").min(), (pl.col("root").min() == pl.col("root").max()).alias("alone"))
        .filter("alone")
        .select("remit_claim_id", "root")
    )


def by_payer_number(remits: pl.DataFrame, matched: pl.DataFrame) -> pl.DataFrame:
    """Match by CLP07 seen on remittances already matched: (remit_claim_id, root).

    `matched` are remits with their root.  The payer's number alone is not trusted: the same payer, and patient, control
    number or day must agree as well.
    """
    known = matched.select("icn", "payer", "usage", "root", "last", "first", "member", "number", "served").unique()
    pairs = remits.join(
        facing(known), left_on=["icn", "payer", "usage"], right_on=["icn_claim", "payer_claim", "usage_claim"]
    )
    return only_root(pairs.filter(patients_differ().not_() & _something_agrees()))


def by_replaced_number(remits: pl.DataFrame, claims: pl.DataFrame) -> pl.DataFrame:
    """Match by CLP07 equal to the REF*F8 of a submitted correction: (remit_claim_id, root).  `claims` are `facing`."""
    return only_root(pairs_on(remits, claims, on=["icn", "usage"]).filter(_something_agrees()))


def _something_agrees() -> pl.Expr:
    """Control number or day agree; or the patient does, and neither of the two contradicts."""

    def same(name: str) -> pl.Expr:
        return pl.col(name) == pl.col(f"{name}_claim")

    patient = same("last").fill_null(False) | same("member").fill_null(False)
    silent = same("number").fill_null(True) & same("served").fill_null(True)
    return same("number").fill_null(False) | same("served").fill_null(False) | (patient & silent)


def by_line_number(
    remits: pl.DataFrame, claims: pl.DataFrame, *, remit_lines: pl.DataFrame, claim_lines: pl.DataFrame
) -> pl.DataFrame:
    """Match by line control numbers (REF*6R) that only one root in all files bears: (remit_claim_id, root).

    `claims` are `facing`.  Numbers shorter than four characters are positions, not identifiers.
    """
    number = pl.col("line_number_key").alias("line_number")
    asked = (
        remit_lines.join(remits.select("remit_claim_id"), on="remit_claim_id", how="semi")
        .select("remit_claim_id", number)
        .filter(pl.col("line_number").str.len_bytes() >= SHORTEST_LINE_NUMBER)
        .unique()
    )
    borne = (
        claim_lines.select("claim_id", number)
        .join(asked.select("line_number").unique(), on="line_number", how="semi")
        .join(claims.select("claim_id", "root"), on="claim_id", how="inner")
        .group_by("line_number")
        .agg(
            pl.col("root").min(),
            (pl.col("root").min() == pl.col("root").max()).alias("alone"),
            pl.col("claim_id").min(),
        )
        .filter("alone")
        .drop("alone")
    )
    named = asked.join(borne, on="line_number", how="inner").select("remit_claim_id", "claim_id", "root").unique()
    pairs = remits.join(named, on="remit_claim_id", how="inner").join(claims.drop("root"), on="claim_id", how="inner")
    return only_root(pairs.filter(patients_differ().not_() & (pl.col("usage") == pl.col("usage_claim"))))


def through_reversal(remits: pl.DataFrame, matched: pl.DataFrame) -> pl.DataFrame:
    """Match reversals by the decision they undo, and decisions by a matched reversal: (remit_claim_id, root).

    The two bear the same charge and payment with opposite signs, payer, patient and day.
    """
    one, other = pl.col("is_reversal"), pl.col("is_reversal_claim")
    pairs = remits.drop_nulls(["last", "served"]).join(
        facing(matched),
        left_on=["payer", "usage", "last", "served", "billed"],
        right_on=["payer_claim", "usage_claim", "last_claim", "served_claim", "billed_claim"],
        how="inner",
        coalesce=False,
    )
    return only_root(
        pairs.filter((one != other) & (pl.col("paid") == -pl.col("paid_claim")) & patients_differ().not_())
    )
