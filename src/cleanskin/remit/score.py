"""The scored fallback: how well a remittance claim fits a claim when no exact key decides, part by part.

Each part gives 1 for agreement, 0 for contradiction, UNKNOWN when a side is silent; the score is their weighted sum.
The weights are chosen, not fitted: a patient, day, charge and codes that agree are enough without a control number; a
control number without day or charge is not (account numbers are used for every visit).
"""

import polars as pl

from cleanskin.remit import keys
from cleanskin.remit.normalise import names_agree

PARTS = {
    "number": 0.25,  # control number as sent; 0.95 of it when equal once normalised, 0.7 when cut
    "served": 0.20,  # first day of service equal; a quarter of it within DAYS_NEAR
    "billed": 0.15,  # charge equal; half of it when the remittance bills less (a part of the claim)
    "codes": 0.10,  # share of the remittance's lines whose code was billed; CODE_ONLY of it at another charge
    "member": 0.08,  # member id
    "last": 0.06,  # surname, cut or extended allowed
    "first": 0.04,  # first name, cut or extended allowed
    "payer": 0.05,  # payer by id, name, or the pairs of identities learned from exact keys
    "practice": 0.03,  # payee and billing provider by NPI or tax number
    "rendering": 0.04,  # rendering provider by NPI
}
"""Parts of the score and their weights; they sum to 1."""

UNKNOWN = 0.3
THRESHOLD = 0.65
"""Least score of the fallback."""
MARGIN = 0.10
"""Least lead of the fallback over the best other root."""
MARGIN_EXACT = 0.03
"""Least lead where control number and day are equal and the rest of what both sides say must decide."""
CODE_ONLY = 0.6
DAYS_NEAR = 3
ANSWERED = 0.20
"""Taken off when the root has as many decisions of the same payer in turn by exact keys as it has submissions."""

_SHORTEST_PART = 5


def scored(pairs: pl.DataFrame, *, codes: pl.DataFrame, links: pl.DataFrame) -> pl.DataFrame:
    """Add `part_*` columns and `score` to pairs as `keys.pairs_on` makes them (claim columns suffixed `_claim`).

    `codes` from `shared_codes`; `links`: (payer, payer_claim) from `payer_links`.
    """
    known = links.with_columns(pl.lit(True).alias("linked"))
    speaking = links.select("payer").unique().with_columns(pl.lit(True).alias("speaks"))
    return (
        pairs.join(codes, on=["remit_claim_id", "claim_id"], how="left")
        .with_columns(pl.coalesce("payer_id_claim", "payer_name_claim").alias("payer_claim"))
        .join(known, on=["payer", "payer_claim"], how="left")
        .join(speaking, on="payer", how="left")
        .with_columns(
            _number().alias("part_number"),
            _served().alias("part_served"),
            _billed().alias("part_billed"),
            (pl.col("shared") * CODE_ONLY + pl.col("charged") * (1 - CODE_ONLY)).fill_null(UNKNOWN).alias("part_codes"),
            pl.col("shared").fill_null(0.0),
            _agreement(pl.col("member") == pl.col("member_claim")).alias("part_member"),
            _agreement(names_agree(pl.col("last"), pl.col("last_claim"))).alias("part_last"),
            _agreement(names_agree(pl.col("first"), pl.col("first_claim"))).alias("part_first"),
            _payer().alias("part_payer"),
            _practice().alias("part_practice"),
            _agreement(pl.col("rendering") == pl.col("rendering_claim")).alias("part_rendering"),
        )
        .with_columns(
            pl.sum_horizontal(pl.col(f"part_{name}") * weight for name, weight in PARTS.items()).alias("score")
        )
        .drop("linked", "speaks", "charged")
    )


def shared_codes(pairs: pl.DataFrame, *, remit_lines: pl.DataFrame, claim_lines: pl.DataFrame) -> pl.DataFrame:
    """Compare lines: (remit_claim_id, claim_id, shared, charged).

    `shared`: share of the remittance's lines whose code (or SVC06) the claim has; `charged`: with an equal charge too.
    """
    both = ["remit_claim_id", "claim_id"]
    wanted = pairs.select(both).unique()
    lines = remit_lines.join(wanted.select("remit_claim_id").unique(), on="remit_claim_id", how="semi")
    named = pl.concat(
        lines.select(
            "remit_claim_id",
            "remit_line_id",
            pl.col(column).alias("code"),
            pl.col("amount_billed").abs().alias("asked"),
        )
        for column in ("code", "submitted_code")
    ).unique()
    billed = (
        claim_lines.select("claim_id", "code", pl.col("amount_billed").alias("billed"))
        .join(wanted.select("claim_id").unique(), on="claim_id", how="semi")
        .drop_nulls("code")
        .unique()
    )
    found = pl.col("billed").is_not_null()
    return (
        wanted.join(named, on="remit_claim_id", how="inner")
        .join(billed, on=["claim_id", "code"], how="left")
        .group_by(*both, "remit_line_id")
        .agg(
            found.max().cast(pl.Float64).alias("shared"),
            (pl.col("billed") == pl.col("asked")).fill_null(False).max().cast(pl.Float64).alias("charged"),
        )
        .group_by(both)
        .agg(pl.col("shared", "charged").mean())
    )


def payer_links(pairs: pl.DataFrame) -> pl.DataFrame:
    """Learn which payer of remittances answers for which payer of claims: (payer, payer_claim).

    `pairs` are matches by exact keys that needed no payer to be found.  Three agreeing pairs, and one in fifty of the
    remittance payer's, make a link: a payer may answer under one identity for several plans.
    """
    counted = (
        pairs.select("payer", pl.coalesce("payer_id_claim", "payer_name_claim").alias("payer_claim"))
        .drop_nulls()
        .group_by("payer", "payer_claim")
        .agg(pl.len().alias("pairs"))
        .with_columns(pl.col("pairs").sum().over("payer").alias("all"))
    )
    return counted.filter((pl.col("pairs") >= 3) & (pl.col("pairs") * 50 >= pl.col("all"))).select(
        "payer", "payer_claim"
    )


def best_root(scores: pl.DataFrame, *, threshold: float, margin: float) -> pl.DataFrame:
    """Of each remittance's scored pairs keep the best root: (remit_claim_id, root, claim_id, score, runner_up, chosen).

    `chosen` is true when the score reaches `threshold` and leads the best other root by `margin`.
    """
    return (
        scores.sort("remit_claim_id", "score", "rank_claim", descending=[False, True, False])
        .group_by("remit_claim_id", "root", maintain_order=True)
        .agg(pl.col("claim_id").first(), pl.col("score").first(), pl.col("evidence").first())
        .group_by("remit_claim_id", maintain_order=True)
        .agg(
            pl.col("root").first(),
            pl.col("claim_id").first(),
            pl.col("score").first(),
            pl.col("evidence").first(),
            pl.col("score").get(1, null_on_oob=True).alias("runner_up"),
        )
        .with_columns(
            # Rounded, so that the order in which a sum was added never decides.
            (
                (pl.col("score").round(6) >= threshold)
                & ((pl.col("score") - pl.col("runner_up").fill_null(0.0)).round(6) >= margin)
            ).alias("chosen")
        )
    )


def evidence() -> pl.Expr:
    """Return the parts as text, such as "number 0.00 served 1.00 ...": what a person checks a scored match by."""
    return pl.concat_str(
        [pl.format(name + " {}", pl.col(f"part_{name}").round(2)) for name in PARTS], separator=" "
    ).alias("evidence")


def _agreement(same: pl.Expr) -> pl.Expr:
    return pl.when(same.is_null()).then(UNKNOWN).when(same).then(1.0).otherwise(0.0)


def _number() -> pl.Expr:
    one, other = pl.col("number"), pl.col("number_claim")
    whole, cut_from = pl.col("squeezed"), pl.col("squeezed_claim")
    shorter = pl.min_horizontal(whole.str.len_bytes(), cut_from.str.len_bytes())
    begins = whole.str.starts_with(cut_from) | cut_from.str.starts_with(whole)
    cut = (
        begins
        | one.str.starts_with(other)
        | other.str.starts_with(one)
        | one.str.ends_with(other)
        | other.str.ends_with(one)
    )
    return (
        pl.when(one.is_null() | other.is_null())
        .then(UNKNOWN)
        .when(pl.col("number_sent") == pl.col("number_sent_claim"))
        .then(1.0)
        .when(one == other)
        .then(0.95)
        .when(cut & (shorter >= _SHORTEST_PART))
        .then(0.7)
        .otherwise(0.0)
    )


def _served() -> pl.Expr:
    apart = (pl.col("served") - pl.col("served_claim")).dt.total_days().abs()
    inside = pl.col("served").is_between(pl.col("served_claim"), pl.col("served_last_claim"))
    return (
        pl.when(apart.is_null())
        .then(UNKNOWN)
        .when((apart == 0) | inside)
        .then(1.0)
        .when(apart <= DAYS_NEAR)
        .then(0.25)
        .otherwise(0.0)
    )


def _billed() -> pl.Expr:
    one, other = pl.col("billed"), pl.col("billed_claim")
    return (
        pl.when(one.is_null() | other.is_null())
        .then(UNKNOWN)
        .when(one == other)
        .then(1.0)
        .when((one < other) & (one > 0))
        .then(0.5)
        .otherwise(0.0)
    )


def _payer() -> pl.Expr:
    same = (pl.col("payer_id") == pl.col("payer_id_claim")).fill_null(False) | (
        pl.col("payer_name") == pl.col("payer_name_claim")
    ).fill_null(False)
    return (
        pl.when(same | pl.col("linked").fill_null(False))
        .then(1.0)
        .when(pl.col("speaks").fill_null(False))
        .then(0.0)
        .otherwise(UNKNOWN)
    )


def _practice() -> pl.Expr:
    npi, tin = pl.col("npi") == pl.col("npi_claim"), pl.col("tin") == pl.col("tin_claim")
    return (
        pl.when((npi | tin).fill_null(npi).fill_null(tin).is_null())
        .then(UNKNOWN)
        .when(npi.fill_null(False) | tin.fill_null(False))
        .then(1.0)
        .otherwise(0.0)
    )


BLOCKS = (
    ("member", "served"),
    ("last", "served"),
    ("number", "billed"),
    ("number", "last"),
    ("member", "billed"),
)
"""Keys on which a remittance and a claim must share at least one to be scored at all."""

BLOCK_MAX = 40
"""Claims on one block key beyond which the block says nothing and is left out."""


def blocked(remits: pl.DataFrame, claims: pl.DataFrame) -> pl.DataFrame:
    """Pair remits with `keys.facing` claims that share a block: one row per pair, every column of both sides."""
    found = []
    for block in BLOCKS:
        left = [*block, "usage"]
        right = [f"{name}_claim" for name in left]
        wanted = remits.select(left).drop_nulls().unique()
        near = claims.select("claim_id", *right).join(wanted, left_on=right, right_on=left, how="semi")
        near = near.filter(pl.len().over(right) <= BLOCK_MAX)
        found.append(
            remits.select("remit_claim_id", *left)
            .join(near, left_on=left, right_on=right, how="inner")
            .select("remit_claim_id", "claim_id")
        )
    pairs = pl.concat(found).unique()
    joined = remits.join(pairs, on="remit_claim_id", how="inner").join(claims, on="claim_id", how="inner")
    return joined.filter(keys.patients_differ().not_())


def day_is_trusted() -> pl.Expr:
    """Another day is another visit, unless the control number agrees and stands on one visit only."""
    same_day = pl.col("part_served") >= UNKNOWN
    return same_day | ((pl.col("part_number") >= 0.95) & (pl.col("number_visits_claim") == 1))


def content_is_trusted() -> pl.Expr:
    """A remittance whose charge and codes are both another's answers another claim, however well the rest fits."""
    unknown = pl.col("has_lines").not_() & (pl.col("part_billed") > 0.0)
    return (pl.col("shared") >= keys.SHARED_CODES) | (pl.col("part_billed") == 1.0) | unknown
