"""Chains: which claims are one visit's claim submitted again (replacement, void, resubmission, next payer, duplicate).

A claim gets at most one parent, always an earlier claim; the root of a chain is the claim without a parent.  Parents
are sought in this order, the first that answers wins:

1. `payer_control_number`  REF*F8 is the CLP07 of a remittance claim with the parent's control number and day,
   or the REF*F8 of an earlier claim of the same patient (two corrections of one original that is not in the files);
2. `control_number_and_service`  same control number, day of service and patient;
3. `content`  same patient and day of service, the same codes, charge and rendering provider.

The same account number on another day is another visit.  The same number and day with other codes is another claim of
the visit (a pathology claim sent later), unless the claim says itself that it corrects one (frequency 7 or 8).
Whether a repeated original is a resubmission or a duplicate depends on the answers in between: see `relations.py`.
"""

import polars as pl

from cleanskin.remit.normalise import control_number, names_agree
from cleanskin.x12.bulk.rows import among, beside, shared
from cleanskin.x12.bulk.schema import FrameSource

OVERLAP_RESUBMITTED = 0.5
"""Share of the shorter claim's codes that a repeated original must share with its parent under one control number."""

GROUP_MAX = 16
"""Claims of one patient and day beyond which no chain is sought: such a key does not identify a patient."""

_CORRECTIONS = ("7", "8")
_COMPARED = (
    "claim_id",
    "rank",
    "created",
    "served",
    "usage",
    "number",
    "billed",
    "frequency",
    "turn",
    "last",
    "first",
    "born",
    "member",
    "npi",
    "tin",
    "rendering",
    "number_visits",
    "first_word",
    "rejected",
)


def parents(
    claims: pl.DataFrame, *, remits: pl.DataFrame, claim_lines: pl.DataFrame, rejections: pl.DataFrame
) -> pl.DataFrame:
    """Return (claim_id, parent, joined_by): the earlier claim each later submission belongs to.

    `claims` are live claims (no duplicates) with `number_visits`, `remits` live remittance claims, both of `sides`;
    `rejections` (claim_id, rejected) as `rejections` below.
    """
    by_payer = _by_payer_number(claims, remits)
    rest = among(claims, by_payer["claim_id"], on="claim_id", kept=False)
    pairs = _candidates(rest, claims, remits, rejections)
    by_content = _nothing() if pairs.is_empty() else _best_parents(_compared(pairs, claim_lines))
    return pl.concat((by_payer, by_content)).sort("claim_id")


def roots(claims: pl.DataFrame, parent: pl.DataFrame) -> pl.DataFrame:
    """Follow parents to the end: (claim_id, root) for every claim."""
    up = parent.select("claim_id", "parent")
    while True:
        further = up.join(up.rename({"claim_id": "parent", "parent": "grandparent"}), on="parent", how="left")
        if further["grandparent"].null_count() == len(further):
            break
        up = further.select("claim_id", pl.coalesce("grandparent", "parent").alias("parent"))
    return beside(claims.select("claim_id"), up, on="claim_id").select(
        "claim_id", pl.coalesce("parent", "claim_id").alias("root")
    )


def _with_first_word(claims: pl.DataFrame, remits: pl.DataFrame, rejections: pl.DataFrame) -> pl.DataFrame:
    """Add `first_word`: the day a payer first answered under the claim's number and day, or a 277CA returned it."""
    key = ["number", "served", "usage"]
    asked = remits.join(claims.select(key).drop_nulls().unique(), on=key, how="semi")
    answers = asked.group_by(key).agg(pl.col("remitted").min().alias("answered"))
    returned = rejections.group_by("claim_id").agg(pl.col("rejected").min())
    return (
        claims.join(answers, on=["number", "served", "usage"], how="left", maintain_order="left")
        .join(returned, on="claim_id", how="left", maintain_order="left")
        .with_columns(pl.min_horizontal("answered", "rejected").alias("first_word"))
        .drop("answered")
    )


def _by_payer_number(claims: pl.DataFrame, remits: pl.DataFrame) -> pl.DataFrame:
    children = claims.filter(pl.col("icn").is_not_null()).select("claim_id", "rank", "icn", "last", "member", "usage")
    if children.is_empty():
        return _nothing()
    answers = (
        remits.select("icn", "number", "served", "billed", "usage")
        .join(children.select("icn").unique(), on="icn", how="semi")
        .unique()
    )
    same_person = names_agree(pl.col("last"), pl.col("last_earlier")) | (pl.col("member") == pl.col("member_earlier"))
    earlier = claims.select(
        "claim_id", "rank", "number", "served", "billed", "usage", "last", "member", "icn", "frequency"
    )
    answered = (
        children.select("claim_id", "rank", "icn", "usage")
        .join(answers, on=["icn", "usage"], how="inner")
        .join(earlier.drop("icn"), on=["number", "served", "usage"], how="inner", suffix="_earlier")
        .filter(pl.col("rank_earlier") < pl.col("rank"))
        .with_columns((pl.col("billed") == pl.col("billed_earlier")).alias("close"))
    )
    siblings = (
        children.join(earlier, on=["icn", "usage"], how="inner", suffix="_earlier")
        .filter((pl.col("rank_earlier") < pl.col("rank")) & same_person.fill_null(False))
        .with_columns(pl.lit(False).alias("close"))
    )
    columns = ["claim_id", pl.col("claim_id_earlier").alias("parent"), "close", pl.col("rank_earlier")]
    return (
        pl.concat((answered.select(columns), siblings.select(columns)))
        # The submission that the payer's number was given to: same charge first, then the earliest.
        .sort("claim_id", "close", "rank_earlier", descending=[False, True, False])
        .group_by("claim_id", maintain_order=True)
        .agg(pl.col("parent").first())
        .with_columns(pl.lit("payer_control_number").alias("joined_by"))
    )


def _candidates(
    children: pl.DataFrame, claims: pl.DataFrame, remits: pl.DataFrame, rejections: pl.DataFrame
) -> pl.DataFrame:
    """Pair each child with the earlier claims of the same person, practice and day that it may repeat."""
    # A patient's payers know the person by different member ids, so name and birth date come first.
    found = [_same_day(children, claims, key) for key in (["number"], ["last", "born"], ["member"])]
    ids = pl.concat(found).unique()
    concerned = among(claims, pl.concat((ids["claim_id"], ids["claim_id_earlier"])).unique(), on="claim_id")
    later = _with_first_word(concerned, remits, rejections).select(_COMPARED)
    pairs = ids.join(later, on="claim_id", how="inner").join(
        later.select(pl.all().name.suffix("_earlier")), on="claim_id_earlier", how="inner"
    )
    return pairs.filter(_one_person() & _one_practice())


def _same_day(children: pl.DataFrame, claims: pl.DataFrame, who: list[str]) -> pl.DataFrame:
    """Pair each child with the earlier claims of its day that share `who`; crowded keys name nobody."""
    key = [*who, "served", "usage"]
    size = pl.len().over(key)
    # Few columns until the claims of one batch, which are no chain, are out.
    narrow = ["claim_id", "rank", "created", "turn", "frequency", *key]
    grouped = shared(claims.select(narrow).drop_nulls(key), key).filter((size > 1) & (size <= GROUP_MAX))
    later_day = (pl.col("created") > pl.col("created_earlier")).fill_null(False)
    next_turn = pl.col("turn") > pl.col("turn_earlier")
    return (
        among(grouped, children["claim_id"], on="claim_id")
        .join(grouped, on=key, how="inner", suffix="_earlier")
        .filter(pl.col("rank_earlier") < pl.col("rank"))
        .filter(later_day | next_turn | pl.col("frequency").is_in(_CORRECTIONS))
        .select("claim_id", "claim_id_earlier")
    )


def _compared(pairs: pl.DataFrame, claim_lines: pl.DataFrame) -> pl.DataFrame:
    """Keep the pairs in which the later claim is the earlier one submitted again, with what was compared."""
    pairs = pairs.join(_overlap(pairs, claim_lines), on=["claim_id", "claim_id_earlier"], how="left").with_columns(
        pl.col("overlap", "likeness").fill_null(0.0),
        (pl.col("number") == pl.col("number_earlier")).fill_null(False).alias("same_number"),
        (pl.col("turn") == pl.col("turn_earlier")).alias("same_turn"),
        (pl.col("billed") == pl.col("billed_earlier")).fill_null(False).alias("same_charge"),
    )
    # A number joins changed claims when it is one visit's, or when a payer spoke in between.  A shared account number
    # says nothing: two visits of one day, to two providers perhaps, look like one claim changed.
    heard = (pl.col("first_word_earlier") <= pl.col("created")).fill_null(False)
    telling = pl.col("same_number") & ((pl.col("number_visits") == 1) | heard)
    alike = (pl.col("likeness") == 1.0) & pl.col("same_charge")
    one_provider = (pl.col("rendering") == pl.col("rendering_earlier")).fill_null(True)
    shares = (telling & one_provider & (pl.col("overlap") >= OVERLAP_RESUBMITTED)) | (alike & (telling | one_provider))
    # A claim that came back at the door and leaves again under its own number is the same, however much was mended.
    returned = (pl.col("rejected_earlier") <= pl.col("created")).fill_null(False)
    shares |= returned & pl.col("same_number") & (pl.col("number_visits") == 1) & one_provider
    another_day = (pl.col("created") > pl.col("created_earlier")).fill_null(False)
    again = pl.col("same_turn") & another_day & shares
    onward = (pl.col("turn") > pl.col("turn_earlier")) & shares
    correction = pl.col("frequency").is_in(_CORRECTIONS) & (pl.col("same_number") | shares)
    return pairs.filter(again | onward | correction)


def _best_parents(pairs: pl.DataFrame) -> pl.DataFrame:
    """Of each claim's candidates take the one most like it, the latest of equals: (claim_id, parent, joined_by)."""
    order = ["same_number", "same_turn", "overlap", "same_charge", "rank_earlier"]
    by_number = pl.when("same_number").then(pl.lit("control_number_and_service")).otherwise(pl.lit("content"))
    return (
        pairs.sort("claim_id", *order, descending=[False] + [True] * len(order))
        .group_by("claim_id", maintain_order=True)
        .agg(pl.col("claim_id_earlier").first().alias("parent"), pl.col("same_number").first())
        .select("claim_id", "parent", by_number.alias("joined_by"))
    )


def _one_person() -> pl.Expr:
    last = names_agree(pl.col("last"), pl.col("last_earlier"))
    first = names_agree(pl.col("first"), pl.col("first_earlier"))
    born = pl.col("born") == pl.col("born_earlier")
    member = pl.col("member") == pl.col("member_earlier")
    named = last & first & born.fill_null(True)
    # What came back for a wrong member number or birth date is sent again under its own number, corrected.  Two of a
    # family's children may share account, last name and member number, so the first name must agree.
    numbered = (pl.col("number") == pl.col("number_earlier")) & first & (last | born)
    return named.fill_null(False) | (born & member).fill_null(False) | numbered.fill_null(False)


def _one_practice() -> pl.Expr:
    same = (pl.col("npi") == pl.col("npi_earlier")).fill_null(False) | (pl.col("tin") == pl.col("tin_earlier"))
    return same.fill_null(pl.col("npi").is_null() & pl.col("tin").is_null())


def _overlap(pairs: pl.DataFrame, claim_lines: pl.DataFrame) -> pl.DataFrame:
    """Share of the shorter (`overlap`) and the longer (`likeness`) claim's distinct codes that both have, per pair."""
    concerned = pl.concat((pairs["claim_id"], pairs["claim_id_earlier"])).unique()
    codes = among(claim_lines.select("claim_id", "code"), concerned, on="claim_id").drop_nulls().unique()
    sizes = codes.group_by("claim_id").agg(pl.len().alias("codes"))
    both = ["claim_id", "claim_id_earlier"]
    shared = (
        pairs.select(both)
        .join(codes, on="claim_id", how="inner")
        .join(codes.rename({"claim_id": "claim_id_earlier"}), on=["claim_id_earlier", "code"], how="inner")
        .group_by(both)
        .agg(pl.len().alias("shared"))
    )
    return (
        shared.join(sizes, on="claim_id", how="left")
        .join(sizes.rename({"claim_id": "claim_id_earlier"}), on="claim_id_earlier", how="left", suffix="_earlier")
        .select(
            *both,
            (pl.col("shared") / pl.min_horizontal("codes", "codes_earlier")).alias("overlap"),
            (pl.col("shared") / pl.max_horizontal("codes", "codes_earlier")).alias("likeness"),
        )
    )


def _nothing() -> pl.DataFrame:
    return pl.DataFrame(schema={"claim_id": pl.Int64, "parent": pl.Int64, "joined_by": pl.String})


_REJECTED = ("A3", "A6", "A7", "A8")


def rejections(source: FrameSource, claims: pl.DataFrame) -> pl.DataFrame:
    """Return (claim_id, rejected): day a 277CA returned a claim, by control number and, where given, day and charge."""
    returned = (
        source.frame(
            "acknowledgements",
            ("patient_control_number", "category_code", "date_acknowledged", "date_of_service", "amount_billed"),
        )
        .filter(pl.col("category_code").is_in(_REJECTED))
        .select(
            control_number(pl.col("patient_control_number")).alias("number"),
            pl.col("date_acknowledged").alias("rejected"),
            pl.col("date_of_service").alias("served_there"),
            pl.col("amount_billed").alias("billed_there"),
        )
    )
    return (
        returned.join(claims.select("claim_id", "number", "served", "billed", "created"), on="number", how="inner")
        .filter(
            (pl.col("served") == pl.col("served_there")).fill_null(True)
            & (pl.col("billed") == pl.col("billed_there")).fill_null(True)
            & (pl.col("created") <= pl.col("rejected")).fill_null(True)
        )
        .select("claim_id", "rejected")
    )
